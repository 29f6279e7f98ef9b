//! The way back after all devices are lost: a printed code opens the person's seed, which lies sealed on the server.

mod code;

use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};
use overread_wire::{CaseId, Hash, PracticeId, decode, encode};
use zeroize::{Zeroize, Zeroizing};

pub use code::{RecoveryCode, UnreadableCode};

use crate::label::{Label, derive};
use crate::{Identity, OpenRefusal, blob};

/// The newest state of a case that the person had seen: nothing older will be believed.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, PartialEq)]
#[cbor(map)]
pub struct KnownHead {
    /// The case.
    #[n(0)]
    pub case: CaseId,
    /// The hash of its newest entry.
    #[n(1)]
    pub head: Hash,
    /// The number of that entry.
    #[n(2)]
    pub seq: u64,
}

/// What a recovery code brings back.
pub struct Recovered {
    /// The person.
    pub identity: Identity,
    /// Their practice.
    pub practice: PracticeId,
    /// The heads they had seen.
    pub heads: Vec<KnownHead>,
}

impl RecoveryCode {
    /// The name under which the server keeps the blob: 32 hexadecimal digits that say nothing about the code.
    pub fn id(&self) -> String {
        let name = derive(self.dangerously_bytes(), Label::RecoveryName, b"");
        data_encoding::HEXLOWER.encode(&Hash::from_bytes(*name).truncated())
    }

    /// Seals a person's seed, their practice and the heads they know.
    pub fn seal_seed(&self, identity: &Identity, practice: PracticeId, heads: &[KnownHead]) -> Vec<u8> {
        let mut content = Content {
            seed: ByteArray::from(*identity.dangerously_seed()),
            practice,
            heads: heads.to_vec(),
        };
        let plaintext = Zeroizing::new(encode(&content));
        content.seed.as_mut_slice().zeroize();
        blob::seal(&self.key(), &self.context(), &plaintext)
    }

    /// Opens the blob that lies under [`RecoveryCode::id`].
    pub fn open_seed(&self, sealed: &[u8]) -> Result<Recovered, OpenRefusal> {
        let plaintext = blob::open(&self.key(), &self.context(), sealed)?;
        let mut content: Content = decode(&plaintext).map_err(|_| OpenRefusal)?;
        let identity = Identity::from_seed(*content.seed);
        content.seed.as_mut_slice().zeroize();
        Ok(Recovered {
            identity,
            practice: content.practice,
            heads: content.heads,
        })
    }

    fn key(&self) -> Zeroizing<[u8; 32]> {
        derive(self.dangerously_bytes(), Label::RecoverySeal, b"")
    }

    fn context(&self) -> Vec<u8> {
        encode(&Bound {
            label: Label::RecoverySeal.text().to_owned(),
            id: self.id(),
        })
    }
}

#[derive(Decode, Encode)]
#[cbor(map)]
struct Content {
    #[n(0)]
    seed: ByteArray<32>,
    #[n(1)]
    practice: PracticeId,
    #[n(2)]
    heads: Vec<KnownHead>,
}

#[derive(Decode, Encode)]
#[cbor(map)]
struct Bound {
    #[n(0)]
    label: String,
    #[n(1)]
    id: String,
}
