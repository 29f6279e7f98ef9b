//! The secret of an invitation: it signs the joiner's keys, and opens the note that lies on the server.

use ed25519_dalek::{Signer, SigningKey};
use minicbor::{Decode, Encode};
use overread_wire::{InviteId, Joining, PersonId, PracticeId, Signed, VerifyKey, encode, invite_id};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::identity::{signing_key, verify_key};
use crate::label::{Label, derive};
use crate::{OpenRefusal, blob};

/// 32 random bytes that travel in an invitation link only.
pub struct InviteSecret {
    secret: Zeroizing<[u8; 32]>,
    signing: SigningKey,
}

impl InviteSecret {
    /// A new secret.
    pub fn generate(rng: &mut dyn CryptoRng) -> Self {
        let mut secret = Zeroizing::new([0; 32]);
        rng.fill_bytes(secret.as_mut_slice());
        Self::from_bytes(secret)
    }

    pub(crate) fn from_bytes(secret: Zeroizing<[u8; 32]>) -> Self {
        let signing = signing_key(secret.as_slice(), Label::InviteSign);
        Self { secret, signing }
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.secret
    }

    /// The public half of the invite key, which the inviter signs.
    pub fn verify_key(&self) -> VerifyKey {
        verify_key(&self.signing)
    }

    /// The name of the invitation.
    pub fn id(&self) -> InviteId {
        invite_id(&self.verify_key())
    }

    /// Signs the joiner's keys. The signer is named by the invitation.
    pub fn sign(&self, joining: Joining) -> Signed<Joining> {
        let signer = PersonId::from_bytes(*self.id().as_bytes());
        Signed::make(joining, signer, |message| self.signing.sign(message).to_bytes())
    }

    /// Seals the note for the joiner: names, and the desk's key for a coordinator.
    pub fn seal_note(&self, practice: PracticeId, note: &[u8]) -> Vec<u8> {
        blob::seal(&self.note_key(), &self.context(practice), note)
    }

    /// Opens the note.
    pub fn open_note(&self, practice: PracticeId, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, OpenRefusal> {
        blob::open(&self.note_key(), &self.context(practice), sealed)
    }

    fn note_key(&self) -> Zeroizing<[u8; 32]> {
        derive(self.secret.as_slice(), Label::InviteNote, b"")
    }

    fn context(&self, practice: PracticeId) -> Vec<u8> {
        encode(&Bound {
            label: Label::InviteNote.text().to_owned(),
            practice,
            invitation: self.id(),
        })
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
    invitation: InviteId,
}
