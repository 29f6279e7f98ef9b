//! Who may append what, and when. The server refuses what this forbids; clients refuse what a lying server lets
//! through.

use super::{Act, Case, Directory, Kind, Share, Standing};
use crate::{Compartment, ObjectRef, PersonId, Role, Timestamp};

/// Why an entry is not taken in.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// The first entry is not an opening.
    #[error("This case does not begin as a case should. Nothing was opened. Tell the practice.")]
    NotTheBeginning,
    /// The chain has moved on, or this entry belongs to another.
    #[error("Something else happened in this case at the same moment. Look at it and try again.")]
    NotNext,
    /// Earlier than the entry before it.
    #[error("The clock of this device does not fit the case. Reload the page and try again.")]
    TimeRunsBackwards,
    /// Nobody known by that name.
    #[error("The author of this entry is not known to the practice. Nothing was opened. Tell the practice.")]
    UnknownAuthor,
    /// The signature is not the author's.
    #[error("A record in this case does not carry the signature it should. Nothing was opened. Tell the practice.")]
    Forged,
    /// The author is no person of this case.
    #[error("You are not, or no longer, a person of this case.")]
    NotOfTheCase,
    /// Somebody else's to say.
    #[error("This step belongs to another person of the case.")]
    NotYours,
    /// Not at this point of the case.
    #[error("This step is not possible at this point of the case. Look at its timeline to see where it stands.")]
    NotNow,
    /// Consent comes first.
    #[error("The case cannot be sent without consent. Read the consent and agree to it first.")]
    NoConsent,
    /// Images come first.
    #[error("The case has no images yet. Add the disc or folder first.")]
    NoImages,
    /// The original report opens only after the first read is committed.
    #[error("Commit your own first read before you open the original report.")]
    CommitFirst,
    /// Not a radiologist of this practice.
    #[error("Only a radiologist of this practice can be asked to read.")]
    NoRadiologist,
    /// An epoch, version or commitment that does not follow from the case.
    #[error("This entry does not fit the case as it stands. Reload the page and try again.")]
    DoesNotFit,
    /// The link has lapsed.
    #[error("This link has lapsed. Ask the person who gave it to you for a new one.")]
    ShareLapsed,
    /// The link was withdrawn.
    #[error("This link was withdrawn by the patient. Ask the patient if you still need it.")]
    ShareRevoked,
    /// The link was opened as often as allowed.
    #[error("This link has been opened as often as it may be. Ask the patient for a new one.")]
    ShareUsedUp,
}

impl Refusal {
    /// Stable name for other languages and for `locales/`.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotTheBeginning => "not-the-beginning",
            Self::NotNext => "not-next",
            Self::TimeRunsBackwards => "time-runs-backwards",
            Self::UnknownAuthor => "unknown-author",
            Self::Forged => "forged-signature",
            Self::NotOfTheCase => "not-of-the-case",
            Self::NotYours => "not-yours",
            Self::NotNow => "not-now",
            Self::NoConsent => "no-consent",
            Self::NoImages => "no-images",
            Self::CommitFirst => "commit-first",
            Self::NoRadiologist => "no-radiologist",
            Self::DoesNotFit => "does-not-fit",
            Self::ShareLapsed => "share-lapsed",
            Self::ShareRevoked => "share-revoked",
            Self::ShareUsedUp => "share-used-up",
        }
    }
}

/// Whether `author`, who is `role` in the case, may say `act` at `at`.
pub(super) fn may(
    case: &Case,
    author: PersonId,
    role: Role,
    act: &Act,
    at: Timestamp,
    directory: &impl Directory,
) -> Result<(), Refusal> {
    owner(role, act)?;
    if has_ended(case.state()) && !allowed_after_the_end(act) {
        return Err(Refusal::NotNow);
    }
    match act {
        Act::Opened(_) => Err(Refusal::NotTheBeginning),
        Act::Consented(object) => sealed_in(case, object, Compartment::Intake),
        Act::ImagesAdded(added) => sealed_in(case, &added.manifest, Compartment::Images),
        Act::DocumentsAdded(added) => sealed_in(case, &added.manifest, Compartment::Original),
        Act::Submitted(submitted) => {
            now(case.service().is_none())?;
            sealed_in(case, &submitted.intake, Compartment::Intake)?;
            if !case.has_consent() {
                return Err(Refusal::NoConsent);
            }
            let has_images = case.manifests().iter().any(|manifest| manifest.compartment == Compartment::Images);
            if has_images { Ok(()) } else { Err(Refusal::NoImages) }
        }
        Act::Returned(reason) => {
            now(is_submitted(case) && !case.waits_for_patient() && standing(case) < Some(Standing::Committed))?;
            sealed_in(case, reason, Compartment::Thread)
        }
        Act::Resumed(answer) => {
            now(case.waits_for_patient())?;
            sealed_in_if(case, answer.as_ref(), Compartment::Thread)
        }
        Act::Rescheduled(moved) => {
            now(is_submitted(case))?;
            sealed_in(case, &moved.intake, Compartment::Intake)
        }
        Act::Assigned(assigned) => {
            now(is_submitted(case) && !case.waits_for_patient() && case.reports().is_empty())?;
            if directory.role(case.practice(), assigned.radiologist) != Some(Role::Radiologist) {
                return Err(Refusal::NoRadiologist);
            }
            let first = case.assignment().is_none() && case.removed().is_empty();
            let epoch = if first { case.epoch() } else { case.epoch() + 1 };
            let halves = assigned.halves.iter().map(|half| half.epoch);
            fits(assigned.epoch == epoch && halves.eq(0..=epoch))
        }
        Act::Accepted(declaration) => {
            now(standing(case) == Some(Standing::Asked) && !case.waits_for_patient())?;
            sealed_in(case, declaration, Compartment::Intake)
        }
        Act::Declined(reason) => {
            now(standing(case) == Some(Standing::Asked))?;
            sealed_in_if(case, reason.as_ref(), Compartment::Intake)
        }
        Act::Recused(reason) => {
            let standing = standing(case);
            now(standing >= Some(Standing::Accepted) && standing < Some(Standing::Signed))?;
            sealed_in_if(case, reason.as_ref(), Compartment::Intake)
        }
        Act::FirstReadCommitted(first_read) => {
            now(standing(case) == Some(Standing::Accepted) && !case.waits_for_patient())?;
            sealed_in(case, first_read, Compartment::Own)
        }
        Act::OriginalRevealed => {
            if standing(case) < Some(Standing::Committed) {
                return Err(Refusal::CommitFirst);
            }
            now(standing(case) == Some(Standing::Committed))
        }
        Act::ReportSigned(version) => {
            if standing(case) < Some(Standing::Committed) {
                return Err(Refusal::CommitFirst);
            }
            now(case.reports().is_empty())?;
            fits(version.version == 1)?;
            sealed_in(case, &version.report, Compartment::Report)
        }
        Act::AddendumSigned(version) => {
            now(standing(case) == Some(Standing::Signed))?;
            fits(Some(version.version) == case.reports().last().map(|last| last.version + 1))?;
            sealed_in(case, &version.report, Compartment::Report)
        }
        Act::TranslationSigned(version) => {
            now(standing(case) == Some(Standing::Signed))?;
            fits(case.reports().iter().any(|report| report.version == version.version))?;
            sealed_in(case, &version.report, Compartment::Report)
        }
        Act::OpenedBy(compartment) => fits(*compartment != Compartment::Own),
        Act::Question(message) | Act::Answer(message) | Act::Notice(message) => {
            sealed_in(case, message, Compartment::Thread)
        }
        Act::Acknowledged(seq) => fits(*seq < case.length()),
        Act::ShareCreated(created) => {
            now(is_submitted(case))?;
            let shareable = [Compartment::Images, Compartment::Report];
            let chosen = !created.compartments.is_empty()
                && created.compartments.iter().all(|compartment| shareable.contains(compartment));
            fits(chosen && created.expires > at && created.opens != Some(0))?;
            fits(!case.shares().contains_key(&created.key.share_id()))
        }
        Act::ShareOpened(share) => {
            fits(*share == author)?;
            let share = case.shares().get(share).ok_or(Refusal::DoesNotFit)?;
            may_open(share, at)
        }
        Act::ShareRevoked(share) => {
            let share = case.shares().get(share).ok_or(Refusal::DoesNotFit)?;
            now(!share.revoked)
        }
        Act::MemberRemoved(person) => now(case
            .assignment()
            .is_some_and(|assignment| assignment.radiologist == *person && assignment.standing < Standing::Signed)),
        Act::Refused(reason) => {
            now(is_submitted(case) && case.reports().is_empty())?;
            sealed_in_if(case, reason.as_ref(), Compartment::Thread)
        }
        Act::Withdrawn(reason) => {
            now(case.reports().is_empty())?;
            sealed_in_if(case, reason.as_ref(), Compartment::Thread)
        }
        Act::Closed => now(!case.reports().is_empty()),
        Act::OutcomeAdded(outcome) => {
            now(!case.reports().is_empty())?;
            sealed_in(case, outcome, Compartment::Report)
        }
        Act::Regranted | Act::Restricted | Act::Erased => Ok(()),
    }
}

/// Whether a link may be opened at `at`.
pub(super) fn may_open(share: &Share, at: Timestamp) -> Result<(), Refusal> {
    if share.revoked {
        Err(Refusal::ShareRevoked)
    } else if at > share.created.expires {
        Err(Refusal::ShareLapsed)
    } else if share.created.opens.is_some_and(|opens| share.openings.len() as u64 >= u64::from(opens)) {
        Err(Refusal::ShareUsedUp)
    } else {
        Ok(())
    }
}

impl Share {
    /// Whether the link may be opened at `at`.
    pub fn may_open(&self, at: Timestamp) -> Result<(), Refusal> {
        may_open(self, at)
    }
}

fn owner(role: Role, act: &Act) -> Result<(), Refusal> {
    use Role::{Coordinator, LinkHolder, Patient, Radiologist};
    let owners: &[Role] = match act.kind() {
        Kind::Opened
        | Kind::Consented
        | Kind::ImagesAdded
        | Kind::DocumentsAdded
        | Kind::Submitted
        | Kind::Resumed
        | Kind::Rescheduled
        | Kind::ShareCreated
        | Kind::ShareRevoked
        | Kind::Withdrawn
        | Kind::Restricted
        | Kind::OutcomeAdded => &[Patient],
        Kind::Returned | Kind::Assigned | Kind::MemberRemoved | Kind::Refused | Kind::Closed => &[Coordinator],
        Kind::Accepted
        | Kind::Declined
        | Kind::Recused
        | Kind::FirstReadCommitted
        | Kind::OriginalRevealed
        | Kind::ReportSigned
        | Kind::AddendumSigned
        | Kind::TranslationSigned => &[Radiologist],
        Kind::Question | Kind::Answer | Kind::Notice => &[Patient, Coordinator, Radiologist],
        Kind::Regranted | Kind::Erased => &[Patient, Coordinator],
        Kind::OpenedBy => &[Patient, Coordinator, Radiologist, LinkHolder],
        Kind::Acknowledged => &[Patient, Coordinator, Radiologist, LinkHolder],
        Kind::ShareOpened => &[LinkHolder],
    };
    if owners.contains(&role) { Ok(()) } else { Err(Refusal::NotYours) }
}

fn has_ended(state: Kind) -> bool {
    matches!(state, Kind::Withdrawn | Kind::Refused | Kind::Closed | Kind::Erased)
}

fn allowed_after_the_end(act: &Act) -> bool {
    matches!(
        act,
        Act::OpenedBy(_)
            | Act::Acknowledged(_)
            | Act::AddendumSigned(_)
            | Act::ShareCreated(_)
            | Act::ShareOpened(_)
            | Act::ShareRevoked(_)
            | Act::Question(_)
            | Act::Answer(_)
            | Act::OutcomeAdded(_)
            | Act::Erased
    )
}

fn is_submitted(case: &Case) -> bool {
    case.service().is_some()
}

fn standing(case: &Case) -> Option<Standing> {
    case.assignment().map(|assignment| assignment.standing)
}

fn now(possible: bool) -> Result<(), Refusal> {
    if possible { Ok(()) } else { Err(Refusal::NotNow) }
}

fn fits(it_does: bool) -> Result<(), Refusal> {
    if it_does { Ok(()) } else { Err(Refusal::DoesNotFit) }
}

/// New objects are sealed under the current epoch, in the compartment their act belongs to.
fn sealed_in(case: &Case, object: &ObjectRef, compartment: Compartment) -> Result<(), Refusal> {
    fits(object.compartment == compartment && object.epoch == case.epoch())
}

fn sealed_in_if(case: &Case, object: Option<&ObjectRef>, compartment: Compartment) -> Result<(), Refusal> {
    object.map_or(Ok(()), |object| sealed_in(case, object, compartment))
}
