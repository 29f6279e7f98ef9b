//! The secret of a share link: it signs openings, and opens the bundle of compartment keys, with the PIN if there is
//! one. The server sees two tokens; from neither follows anything else.

use argon2::{Algorithm, Argon2, Params, Version};
use ed25519_dalek::{Signer, SigningKey};
use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};
use overread_wire::ledger::Entry;
use overread_wire::{CaseId, Compartment, PracticeId, ShareId, Signed, VerifyKey, decode, encode};
use rand_core::CryptoRng;
use zeroize::{Zeroize, Zeroizing};

use crate::identity::{signing_key, verify_key};
use crate::label::{Label, derive};
use crate::{CompartmentKey, OpenRefusal, blob};

/// Argon2id (RFC 9106 §4, second choice): 64 MiB, three passes, one lane. Compiled in; nobody can ask for less.
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;
const LANES: u32 = 1;

/// 32 random bytes that travel in a share link only.
pub struct ShareSecret {
    secret: Zeroizing<[u8; 32]>,
    signing: SigningKey,
}

impl ShareSecret {
    /// A new secret.
    pub fn generate(rng: &mut dyn CryptoRng) -> Self {
        let mut secret = Zeroizing::new([0; 32]);
        rng.fill_bytes(secret.as_mut_slice());
        Self::from_bytes(secret)
    }

    pub(crate) fn from_bytes(secret: Zeroizing<[u8; 32]>) -> Self {
        let signing = signing_key(secret.as_slice(), Label::ShareSign);
        Self { secret, signing }
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.secret
    }

    /// The key that openings are signed with, as `share_created` names it.
    pub fn verify_key(&self) -> VerifyKey {
        verify_key(&self.signing)
    }

    /// The name of the share.
    pub fn id(&self) -> ShareId {
        self.verify_key().share_id()
    }

    /// Signs an entry as the holder of the link.
    pub fn sign(&self, entry: Entry) -> Signed<Entry> {
        Signed::make(entry, self.id(), |message| self.signing.sign(message).to_bytes())
    }

    /// The token that shows the landing page; opens and counts nothing.
    pub fn landing_token(&self) -> [u8; 32] {
        *derive(self.secret.as_slice(), Label::ShareLanding, b"")
    }

    /// What opens the share. With a PIN this takes a moment and 64 MiB: Argon2id over secret and PIN.
    pub fn with_pin(&self, pin: Option<&str>) -> ShareKeys {
        let root = match pin {
            None => derive(self.secret.as_slice(), Label::ShareWithoutPin, b""),
            Some(pin) => stretch(&self.secret, pin, self.id()),
        };
        ShareKeys {
            root,
            share: self.id(),
        }
    }
}

/// What a share link and its PIN open with.
pub struct ShareKeys {
    root: Zeroizing<[u8; 32]>,
    share: ShareId,
}

/// A key that a share link opens.
pub struct BundledKey {
    /// The compartment.
    pub compartment: Compartment,
    /// The epoch of the key.
    pub epoch: u32,
    /// The key.
    pub key: CompartmentKey,
}

impl ShareKeys {
    /// The token that opens; ten wrong ones lock the link.
    pub fn opening_token(&self) -> [u8; 32] {
        *derive(self.root.as_slice(), Label::ShareOpening, b"")
    }

    /// Seals the keys that the link opens.
    pub fn seal_bundle(&self, practice: PracticeId, case: CaseId, keys: &[BundledKey]) -> Vec<u8> {
        let mut bundle = Bundle {
            keys: keys
                .iter()
                .map(|key| Item {
                    compartment: key.compartment,
                    epoch: key.epoch,
                    key: ByteArray::from(*key.key.dangerously_bytes()),
                })
                .collect(),
        };
        let plaintext = Zeroizing::new(encode(&bundle));
        bundle.wipe();
        blob::seal(&self.bundle_key(), &self.context(practice, case), &plaintext)
    }

    /// Opens the bundle.
    pub fn open_bundle(
        &self,
        practice: PracticeId,
        case: CaseId,
        sealed: &[u8],
    ) -> Result<Vec<BundledKey>, OpenRefusal> {
        let plaintext = blob::open(&self.bundle_key(), &self.context(practice, case), sealed)?;
        let mut bundle: Bundle = decode(&plaintext).map_err(|_| OpenRefusal)?;
        let keys = bundle
            .keys
            .iter()
            .map(|item| BundledKey {
                compartment: item.compartment,
                epoch: item.epoch,
                key: CompartmentKey::from_bytes(*item.key),
            })
            .collect();
        bundle.wipe();
        Ok(keys)
    }

    fn bundle_key(&self) -> Zeroizing<[u8; 32]> {
        derive(self.root.as_slice(), Label::ShareBundle, b"")
    }

    fn context(&self, practice: PracticeId, case: CaseId) -> Vec<u8> {
        encode(&Bound {
            label: Label::ShareBundle.text().to_owned(),
            practice,
            case,
            share: self.share,
        })
    }
}

/// Argon2id over the secret followed by the PIN, salted with the share's name.
fn stretch(secret: &[u8; 32], pin: &str, share: ShareId) -> Zeroizing<[u8; 32]> {
    let password = Zeroizing::new([secret.as_slice(), pin.as_bytes()].concat());
    let mut root = Zeroizing::new([0; 32]);
    let stretched = Params::new(MEMORY_KIB, PASSES, LANES, Some(32)).and_then(|params| {
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params).hash_password_into(
            &password,
            share.as_bytes(),
            root.as_mut_slice(),
        )
    });
    match stretched {
        Ok(()) => root,
        // The parameters are constants within the bounds of RFC 9106, and so are the lengths of salt and output.
        Err(never) => unreachable!("{never}"),
    }
}

#[derive(Decode, Encode)]
#[cbor(map)]
struct Bundle {
    #[n(0)]
    keys: Vec<Item>,
}

#[derive(Decode, Encode)]
#[cbor(map)]
struct Item {
    #[n(0)]
    compartment: Compartment,
    #[n(1)]
    epoch: u32,
    #[n(2)]
    key: ByteArray<32>,
}

impl Bundle {
    fn wipe(&mut self) {
        for item in &mut self.keys {
            item.key.as_mut_slice().zeroize();
        }
    }
}

#[derive(Decode, Encode)]
#[cbor(map)]
struct Bound {
    #[n(0)]
    label: String,
    #[n(1)]
    practice: PracticeId,
    #[n(2)]
    case: CaseId,
    #[n(3)]
    share: ShareId,
}
