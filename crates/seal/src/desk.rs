//! The practice's desk key: every coordinator holds it, each copy sealed to them by another.

use minicbor::{Decode, Encode};
use overread_wire::{Card, DeskKey, PersonId, PracticeId, encode};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::grant::{Opener, private};
use crate::label::{Label, derive};
use crate::{Identity, OpenRefusal, UnusableKey, envelope};

/// Bytes of a desk secret: its epoch (big-endian), then its seed.
const SECRET_BYTES: usize = 36;

/// The private half of the desk key of one epoch.
pub struct DeskSecret {
    epoch: u32,
    seed: Zeroizing<[u8; 32]>,
    kem: Zeroizing<[u8; 32]>,
    key: DeskKey,
}

impl DeskSecret {
    /// A new desk key, for the founding of a practice or after a removal.
    pub fn generate(epoch: u32, rng: &mut dyn CryptoRng) -> Self {
        let mut seed = Zeroizing::new([0; 32]);
        rng.fill_bytes(seed.as_mut_slice());
        Self::from_seed(epoch, seed)
    }

    fn from_seed(epoch: u32, seed: Zeroizing<[u8; 32]>) -> Self {
        let kem = derive(seed.as_slice(), Label::DeskKem, &epoch.to_be_bytes());
        let key = DeskKey {
            epoch,
            kem: envelope::public_key(&kem),
        };
        Self {
            epoch,
            seed,
            kem,
            key,
        }
    }

    /// The public half, as the charter states it.
    pub fn key(&self) -> DeskKey {
        self.key.clone()
    }

    /// Seals the secret to a coordinator.
    pub fn seal_to(
        &self,
        coordinator: &Card,
        practice: PracticeId,
        rng: &mut dyn CryptoRng,
    ) -> Result<Vec<u8>, UnusableKey> {
        envelope::seal(
            &coordinator.kem,
            &context(practice, coordinator.id()),
            &self.dangerously_bytes()[..],
            rng,
        )
    }

    /// Opens what was sealed to `coordinator` and believes it only if it is the key of `desk`, the desk that the
    /// charter or the case names: anyone could have sealed a key of their own.
    pub fn open(
        sealed: &[u8],
        coordinator: &Identity,
        practice: PracticeId,
        desk: PersonId,
    ) -> Result<Self, OpenRefusal> {
        let info = context(practice, coordinator.id());
        let bytes = envelope::open(private::Decapsulate::kem_secret(coordinator), &info, sealed)?;
        Self::from_bytes(&bytes, desk)
    }

    /// The bytes of the secret, for the sealed note of a coordinator's invitation. Whoever has them is the desk.
    pub fn dangerously_bytes(&self) -> Zeroizing<[u8; SECRET_BYTES]> {
        let mut bytes = Zeroizing::new([0; SECRET_BYTES]);
        for (to, from) in bytes
            .iter_mut()
            .zip(self.epoch.to_be_bytes().iter().chain(self.seed.iter()))
        {
            *to = *from;
        }
        bytes
    }

    /// Reads the bytes of a secret and believes them only if they are the key of `desk`.
    pub fn from_bytes(bytes: &[u8], desk: PersonId) -> Result<Self, OpenRefusal> {
        let bytes = <&[u8; SECRET_BYTES]>::try_from(bytes).map_err(|_| OpenRefusal)?;
        let (epoch, seed) = bytes.split_first_chunk::<4>().ok_or(OpenRefusal)?;
        let seed = Zeroizing::new(<[u8; 32]>::try_from(seed).map_err(|_| OpenRefusal)?);
        let secret = Self::from_seed(u32::from_be_bytes(*epoch), seed);
        if secret.key.id() == desk {
            Ok(secret)
        } else {
            Err(OpenRefusal)
        }
    }
}

impl Opener for DeskSecret {
    fn id(&self) -> PersonId {
        self.key.id()
    }
}

impl private::Decapsulate for DeskSecret {
    fn kem_secret(&self) -> &[u8; 32] {
        &self.kem
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
    recipient: PersonId,
}

fn context(practice: PracticeId, recipient: PersonId) -> Vec<u8> {
    encode(&Bound {
        label: Label::DeskSeal.text().to_owned(),
        practice,
        recipient,
    })
}
