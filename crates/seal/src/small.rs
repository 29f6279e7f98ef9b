//! Small things sealed to a person or to the desk: a member's profile, for example.

use minicbor::{Decode, Encode};
use overread_wire::{PersonId, PracticeId, encode};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::frame::{Padding, framed, framed_len, unframed};
use crate::grant::Opener;
use crate::label::Label;
use crate::{OpenRefusal, UnusableKey, envelope};

/// What a small blob is and whom it is about, so that none can be served in the place of another.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct SmallContext<'a> {
    /// The practice.
    pub practice: PracticeId,
    /// Whom it is about.
    pub about: PersonId,
    /// What it is for, as `profile`.
    pub purpose: &'a str,
}

/// Seals `plaintext` to the holder of `kem`, padded. It says nothing about who sealed it; what must be believed is
/// signed inside.
pub fn seal_small(
    kem: &[u8],
    context: &SmallContext<'_>,
    plaintext: &[u8],
    rng: &mut dyn CryptoRng,
) -> Result<Vec<u8>, UnusableKey> {
    let length =
        usize::try_from(framed_len(plaintext.len() as u64, Padding::Padme)).map_err(|_| UnusableKey)?;
    let frame = Zeroizing::new(framed(plaintext, length));
    envelope::seal(kem, &context.bytes(), &frame, rng)
}

/// Opens what was sealed to `opener` under the same context.
pub fn open_small(
    opener: &dyn Opener,
    context: &SmallContext<'_>,
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, OpenRefusal> {
    let mut frame = envelope::open(opener.kem_secret(), &context.bytes(), sealed)?;
    unframed(std::mem::take(&mut *frame)).map(Zeroizing::new)
}

impl SmallContext<'_> {
    fn bytes(&self) -> Vec<u8> {
        encode(&Bound {
            label: Label::Small.text().to_owned(),
            practice: self.practice,
            about: self.about,
            purpose: self.purpose.to_owned(),
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
    about: PersonId,
    #[n(3)]
    purpose: String,
}
