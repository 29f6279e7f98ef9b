//! Grants: a compartment key sealed to one person or to the desk, bound to what it is for, and signed.

use minicbor::{Decode, Encode};
use overread_wire::{
    CaseId, Compartment, Grant, GrantStatement, Hash, Part, PersonId, PracticeId, Release, VerifyKey, encode,
};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::label::Label;
use crate::{CompartmentKey, Identity, UnusableKey, envelope};

pub use crate::half::{KeyHalf, join, split};
pub use crate::small::{SmallContext, open_small, seal_small};

/// Who can open what is sealed to them: a person, or the desk.
pub trait Opener: private::Decapsulate {
    /// The name by which they are addressed.
    fn id(&self) -> PersonId;
}

pub(crate) mod private {
    /// Keeps private keys inside this crate.
    pub trait Decapsulate {
        /// The decapsulation key of X-Wing.
        fn kem_secret(&self) -> &[u8; 32];
    }
}

/// What is granted to whom.
#[derive(Clone, Copy, Debug)]
pub struct GrantFor<'a> {
    /// The case.
    pub case: CaseId,
    /// The compartment whose key is granted.
    pub compartment: Compartment,
    /// The epoch of that key.
    pub epoch: u32,
    /// The only one who can open it.
    pub recipient: PersonId,
    /// The recipient's encapsulation key, from a card or desk key that has the recipient's name.
    pub recipient_kem: &'a [u8],
    /// When the server hands it out.
    pub release: Release,
}

/// Why a grant was not made.
#[derive(Debug, thiserror::Error)]
pub enum MakeRefusal {
    /// The recipient's key is none.
    #[error(transparent)]
    UnusableKey(#[from] UnusableKey),
    /// The half was split for another case, radiologist or epoch.
    #[error("The original report would have been locked for somebody else. Nothing was sent. Assign again.")]
    OtherHalf,
}

impl MakeRefusal {
    /// Stable name for other languages and for `locales/`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnusableKey(refusal) => refusal.code(),
            Self::OtherHalf => "half-of-another-assignment",
        }
    }
}

/// A grant that does not open: not signed by the granter, altered, or made for someone else. It never says which.
#[derive(Debug, Eq, PartialEq, thiserror::Error)]
#[error("A key that was handed to you does not fit. Nothing was opened. Ask the practice to grant it again.")]
pub struct GrantRefusal;

impl GrantRefusal {
    /// Stable name for other languages and for `locales/`.
    pub fn code(&self) -> &'static str {
        "grant-does-not-open"
    }
}

/// What was in a grant.
pub enum Opened {
    /// The key.
    Whole(CompartmentKey),
    /// A half of the key of the original report.
    Half(KeyHalf),
}

/// Grants a whole key.
pub fn make(
    granter: &Identity,
    key: &CompartmentKey,
    to: GrantFor<'_>,
    practice: PracticeId,
    rng: &mut dyn CryptoRng,
) -> Result<Grant, MakeRefusal> {
    seal(granter, key.dangerously_bytes(), Part::Whole, to, practice, rng)
}

/// Grants the radiologist's half of a key.
pub fn make_half(
    granter: &Identity,
    half: &KeyHalf,
    to: GrantFor<'_>,
    practice: PracticeId,
    rng: &mut dyn CryptoRng,
) -> Result<Grant, MakeRefusal> {
    if (half.case, half.radiologist, half.epoch) != (to.case, to.recipient, to.epoch) {
        return Err(MakeRefusal::OtherHalf);
    }
    seal(granter, &half.bytes, Part::Half, to, practice, rng)
}

/// Opens a grant that `granter` made to `opener`.
pub fn open(
    opener: &dyn Opener,
    grant: &Grant,
    granter: &VerifyKey,
    practice: PracticeId,
) -> Result<Opened, GrantRefusal> {
    let statement = grant.statement.verified_by(granter).map_err(|_| GrantRefusal)?;
    if !grant.is_whole() || statement.recipient != opener.id() {
        return Err(GrantRefusal);
    }
    let info = Bound::of(statement, practice, grant.statement.signer()).bytes();
    let key = envelope::open(opener.kem_secret(), &info, &grant.sealed).map_err(|_| GrantRefusal)?;
    let bytes = Zeroizing::new(<[u8; 32]>::try_from(key.as_slice()).map_err(|_| GrantRefusal)?);
    Ok(match statement.part {
        Part::Whole => Opened::Whole(CompartmentKey::from_derived(bytes)),
        Part::Half => Opened::Half(KeyHalf {
            case: statement.case,
            radiologist: statement.recipient,
            epoch: statement.epoch,
            bytes,
        }),
    })
}

fn seal(
    granter: &Identity,
    bytes: &[u8; 32],
    part: Part,
    to: GrantFor<'_>,
    practice: PracticeId,
    rng: &mut dyn CryptoRng,
) -> Result<Grant, MakeRefusal> {
    let mut statement = GrantStatement {
        case: to.case,
        compartment: to.compartment,
        epoch: to.epoch,
        recipient: to.recipient,
        part,
        release: to.release,
        sealed: Hash::NONE,
    };
    let info = Bound::of(&statement, practice, granter.id()).bytes();
    let sealed = envelope::seal(to.recipient_kem, &info, bytes, rng)?;
    statement.sealed = Hash::of(&sealed);
    Ok(Grant {
        statement: granter.sign(statement),
        sealed,
    })
}

/// The HPKE `info` of a grant.
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
    compartment: Compartment,
    #[n(4)]
    epoch: u32,
    #[n(5)]
    recipient: PersonId,
    #[n(6)]
    part: Part,
    #[n(7)]
    granter: PersonId,
}

impl Bound {
    fn of(statement: &GrantStatement, practice: PracticeId, granter: PersonId) -> Self {
        Self {
            label: Label::Grant.text().to_owned(),
            practice,
            case: statement.case,
            compartment: statement.compartment,
            epoch: statement.epoch,
            recipient: statement.recipient,
            part: statement.part,
            granter,
        }
    }

    fn bytes(&self) -> Vec<u8> {
        encode(self)
    }
}
