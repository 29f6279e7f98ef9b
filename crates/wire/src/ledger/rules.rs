//! Who may append what, and when. The server refuses what this forbids; clients refuse what a lying server lets
//! through.

use super::{Act, Assigned, Case, Directory, Entry, Kind, Share, ShareCreated, Standing};
use crate::{Compartment, ObjectKind, ObjectRef, PersonId, Role, Timestamp};

/// How long one opening of a link lasts.
const OPENING_HOURS: u64 = 12;

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
    #[error(
        "A record in this case does not carry the signature it should. Nothing was opened. Tell the practice."
    )]
    Forged,
    /// The author is no person of this case.
    #[error("You are not, or no longer, a person of this case.")]
    NotOfTheCase,
    /// Somebody else's to say.
    #[error("This step belongs to another person of the case.")]
    NotYours,
    /// Not at this point of the case.
    #[error(
        "This step is not possible at this point of the case. Look at its timeline to see where it stands."
    )]
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

/// Whether `author`, who is `role` in the case, may append `entry`.
#[expect(
    clippy::too_many_lines,
    reason = "one arm for each kind: read as a table, it is the rule book"
)]
pub(super) fn may(
    case: &Case,
    author: PersonId,
    role: Role,
    entry: &Entry,
    directory: &impl Directory,
) -> Result<(), Refusal> {
    let (act, at) = (&entry.act, entry.time);
    owner(case, role, act)?;
    // The desk has no keys before submission, so the practice has no part in the case.
    now(role != Role::Coordinator || is_submitted(case) || case.ended().is_some())?;
    now(case.ended().is_none_or(|end| allowed_after(end, act)))?;
    fits(entry.grants.is_empty() || carries_grants(act))?;
    now(!case.is_restricted() || !gives_access(act))?;
    now(role != Role::Coordinator || !sends_files(act) || case.takes_posted_disc())?;
    match act {
        Act::Opened(_) => Err(Refusal::NotTheBeginning),
        Act::Consented(object) => document(case, object, Compartment::Intake),
        Act::ImagesAdded(added) => sealed(case, &added.manifest, ObjectKind::Manifest, Compartment::Images),
        Act::DocumentsAdded(added) => {
            sealed(case, &added.manifest, ObjectKind::Manifest, Compartment::Original)
        }
        Act::Submitted(submitted) => {
            now(case.service().is_none())?;
            document(case, &submitted.intake, Compartment::Intake)?;
            if !case.has_consent() {
                return Err(Refusal::NoConsent);
            }
            if case.has_images() || submitted.by_post {
                Ok(())
            } else {
                Err(Refusal::NoImages)
            }
        }
        Act::Returned(reason) => {
            now(is_submitted(case)
                && !case.waits_for_patient()
                && standing(case) < Some(Standing::Committed))?;
            document(case, reason, Compartment::Thread)
        }
        Act::Resumed(answer) => {
            // Only the patient lifts a restriction; an answer may also have come by telephone.
            now(case.waits_for_patient() && (role == Role::Patient || !case.is_restricted()))?;
            document_if(case, answer.as_ref(), Compartment::Thread)
        }
        Act::Rescheduled(moved) => {
            now(is_submitted(case))?;
            document(case, &moved.intake, Compartment::Intake)
        }
        Act::Assigned(assigned) => may_assign(case, assigned, at, directory),
        Act::Accepted(declaration) => {
            now(standing(case) == Some(Standing::Asked) && !case.waits_for_patient())?;
            document(case, declaration, Compartment::Intake)
        }
        Act::Declined(reason) => {
            now(standing(case) == Some(Standing::Asked))?;
            document_if(case, reason.as_ref(), Compartment::Intake)
        }
        Act::Recused(reason) => {
            let standing = standing(case);
            now(standing >= Some(Standing::Accepted) && standing < Some(Standing::Signed))?;
            document_if(case, reason.as_ref(), Compartment::Intake)
        }
        Act::FirstReadCommitted(first_read) => {
            now(standing(case) == Some(Standing::Accepted) && !case.waits_for_patient())?;
            sealed(case, first_read, ObjectKind::FirstRead, Compartment::Own)
        }
        Act::OriginalRevealed => {
            let reading = case
                .assignment()
                .filter(|reading| reading.standing >= Standing::Committed);
            now(!reading.ok_or(Refusal::CommitFirst)?.revealed)
        }
        Act::ReportSigned(version) => {
            if standing(case) < Some(Standing::Committed) {
                return Err(Refusal::CommitFirst);
            }
            now(case.reports().is_empty())?;
            fits(version.version == 1)?;
            document(case, &version.report, Compartment::Report)
        }
        Act::AddendumSigned(version) => {
            now(standing(case) == Some(Standing::Signed))?;
            fits(Some(version.version) == case.reports().last().map(|last| last.version + 1))?;
            document(case, &version.report, Compartment::Report)
        }
        Act::TranslationSigned(version) => {
            now(standing(case) == Some(Standing::Signed))?;
            fits(
                case.reports()
                    .iter()
                    .any(|report| report.version == version.version),
            )?;
            document(case, &version.report, Compartment::Report)
        }
        Act::OpenedBy(compartment) => may_have_opened(case, author, role, *compartment, at),
        Act::Question(message) | Act::Answer(message) | Act::Notice(message) => {
            now(is_submitted(case)
                && (role != Role::Radiologist || standing(case) >= Some(Standing::Accepted)))?;
            document(case, message, Compartment::Thread)
        }
        Act::Acknowledged(seq) => may_acknowledge(case, author, role, *seq, at),
        Act::ShareCreated(created) => may_share(case, created, at),
        Act::ShareOpened(share) => {
            fits(*share == author)?;
            let share = case.shares().get(share).ok_or(Refusal::DoesNotFit)?;
            may_open(share, at)
        }
        Act::ShareRevoked(share) => {
            let share = case.shares().get(share).ok_or(Refusal::DoesNotFit)?;
            now(!share.revoked)
        }
        Act::MemberRemoved(person) => now(case.assignment().is_some_and(|assignment| {
            assignment.radiologist == *person && assignment.standing < Standing::Signed
        })),
        Act::Refused(reason) => {
            now(is_submitted(case) && case.reports().is_empty())?;
            document_if(case, reason.as_ref(), Compartment::Thread)
        }
        Act::Withdrawn(reason) => {
            now(case.reports().is_empty())?;
            document_if(case, reason.as_ref(), Compartment::Thread)
        }
        Act::Closed => now(!case.reports().is_empty()),
        Act::OutcomeAdded(outcome) => {
            now(!case.reports().is_empty())?;
            document(case, outcome, Compartment::Report)
        }
        Act::Regranted => now(is_submitted(case)),
        Act::Restricted => now(is_submitted(case) && !case.is_restricted()),
        Act::Erased => now(role == Role::Patient || case.ended().is_some()),
    }
}

fn may_assign(
    case: &Case,
    assigned: &Assigned,
    at: Timestamp,
    directory: &impl Directory,
) -> Result<(), Refusal> {
    now(is_submitted(case) && !case.waits_for_patient() && case.reports().is_empty())?;
    if case.waits_for_disc() {
        return Err(Refusal::NoImages);
    }
    let role = directory.role_at(case.practice(), assigned.radiologist, at);
    if role != Some(Role::Radiologist) || assigned.radiologist == case.patient() {
        return Err(Refusal::NoRadiologist);
    }
    let first = case.assignment().is_none() && case.removed().is_empty();
    let epoch = if first {
        case.epoch()
    } else {
        case.epoch().saturating_add(1)
    };
    fits(assigned.epoch == epoch && assigned.halves.iter().map(|half| half.epoch).eq(0..=epoch))
}

/// Nobody puts on record to have opened what was not yet released to them.
fn may_have_opened(
    case: &Case,
    author: PersonId,
    role: Role,
    compartment: Compartment,
    at: Timestamp,
) -> Result<(), Refusal> {
    match (role, compartment) {
        (_, Compartment::Own) => Err(Refusal::DoesNotFit),
        (Role::Patient | Role::Coordinator, _) | (Role::Radiologist, Compartment::Intake) => Ok(()),
        (Role::Radiologist, Compartment::Original) if standing(case) < Some(Standing::Committed) => {
            Err(Refusal::CommitFirst)
        }
        (Role::Radiologist, _) => now(standing(case) >= Some(Standing::Accepted)),
        (Role::LinkHolder, _) => fits(
            open_link(case, author, at)?
                .created
                .compartments
                .contains(&compartment),
        ),
    }
}

/// The holder of a link confirms versions of the report; people of the case acknowledge any entry.
fn may_acknowledge(
    case: &Case,
    author: PersonId,
    role: Role,
    seq: u64,
    at: Timestamp,
) -> Result<(), Refusal> {
    if role == Role::LinkHolder {
        let shows_report = open_link(case, author, at)?
            .created
            .compartments
            .contains(&Compartment::Report);
        return fits(shows_report && case.report_entries.contains(&seq));
    }
    fits(seq < case.length())
}

fn may_share(case: &Case, created: &ShareCreated, at: Timestamp) -> Result<(), Refusal> {
    // The report's key changes with every assignment until there is a report to share.
    let chosen = created.compartments.as_slice();
    now(is_submitted(case) && (!chosen.contains(&Compartment::Report) || !case.reports().is_empty()))?;
    let is_shareable =
        |compartment: &Compartment| matches!(compartment, Compartment::Images | Compartment::Report);
    let is_choice = match chosen {
        [one] => is_shareable(one),
        [one, other] => is_shareable(one) && is_shareable(other) && one != other,
        _ => false,
    };
    fits(is_choice && created.expires > at && created.opens != Some(0))?;
    fits(!case.shares().contains_key(&created.key.share_id()))
}

/// The link of `author`, while an opening of it lasts.
fn open_link(case: &Case, author: PersonId, at: Timestamp) -> Result<&Share, Refusal> {
    let share = case.shares().get(&author).ok_or(Refusal::NotOfTheCase)?;
    if share.revoked {
        return Err(Refusal::ShareRevoked);
    }
    now(share
        .openings
        .last()
        .is_some_and(|opened| at <= opened.plus_hours(OPENING_HOURS)))?;
    Ok(share)
}

/// Whether a link may be opened at `at`.
pub(super) fn may_open(share: &Share, at: Timestamp) -> Result<(), Refusal> {
    if share.revoked {
        Err(Refusal::ShareRevoked)
    } else if at > share.created.expires {
        Err(Refusal::ShareLapsed)
    } else if share
        .created
        .opens
        .is_some_and(|opens| share.openings.len() as u64 >= u64::from(opens))
    {
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

fn owner(case: &Case, role: Role, act: &Act) -> Result<(), Refusal> {
    use Role::{Coordinator, LinkHolder, Patient, Radiologist};
    let owners: &[Role] = match act.kind() {
        Kind::ImagesAdded | Kind::DocumentsAdded if case.is_by_post() => &[Patient, Coordinator],
        Kind::Opened
        | Kind::Consented
        | Kind::ImagesAdded
        | Kind::DocumentsAdded
        | Kind::Submitted
        | Kind::Rescheduled
        | Kind::ShareCreated
        | Kind::ShareRevoked
        | Kind::Withdrawn
        | Kind::Restricted
        | Kind::OutcomeAdded => &[Patient],
        Kind::Returned | Kind::Assigned | Kind::MemberRemoved | Kind::Refused | Kind::Closed => {
            &[Coordinator]
        }
        Kind::Accepted
        | Kind::Declined
        | Kind::Recused
        | Kind::FirstReadCommitted
        | Kind::OriginalRevealed
        | Kind::ReportSigned
        | Kind::AddendumSigned
        | Kind::TranslationSigned => &[Radiologist],
        Kind::Question | Kind::Answer | Kind::Notice => &[Patient, Coordinator, Radiologist],
        Kind::Resumed | Kind::Regranted | Kind::Erased => &[Patient, Coordinator],
        Kind::OpenedBy | Kind::Acknowledged => &[Patient, Coordinator, Radiologist, LinkHolder],
        Kind::ShareOpened => &[LinkHolder],
    };
    if owners.contains(&role) {
        Ok(())
    } else {
        Err(Refusal::NotYours)
    }
}

fn allowed_after(end: Kind, act: &Act) -> bool {
    // A radiologist who signed without it may still look at the original report; of a withdrawn case, no longer.
    if matches!(act, Act::OriginalRevealed) {
        return end == Kind::Closed;
    }
    end != Kind::Erased
        && matches!(
            act,
            Act::OpenedBy(_)
                | Act::Acknowledged(_)
                | Act::AddendumSigned(_)
                | Act::TranslationSigned(_)
                | Act::ShareCreated(_)
                | Act::ShareOpened(_)
                | Act::ShareRevoked(_)
                | Act::Regranted
                | Act::Question(_)
                | Act::Answer(_)
                | Act::Notice(_)
                | Act::OutcomeAdded(_)
                | Act::Erased
        )
}

/// Grants are believed from these acts only: whoever could slip one into any other could put a key of their own in
/// the place of a compartment's.
fn carries_grants(act: &Act) -> bool {
    matches!(
        act,
        Act::Opened(_) | Act::Submitted(_) | Act::Assigned(_) | Act::Regranted
    )
}

/// What comes from a disc or lies beside it.
fn sends_files(act: &Act) -> bool {
    matches!(act, Act::ImagesAdded(_) | Act::DocumentsAdded(_))
}

/// What a restriction forbids.
fn gives_access(act: &Act) -> bool {
    matches!(
        act,
        Act::Assigned(_) | Act::Accepted(_) | Act::ShareCreated(_) | Act::Regranted
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

/// New objects are sealed under the current epoch, in the compartment and as the kind their act asks for.
fn sealed(
    case: &Case,
    object: &ObjectRef,
    kind: ObjectKind,
    compartment: Compartment,
) -> Result<(), Refusal> {
    fits(object.compartment == compartment && object.kind == kind && object.epoch == case.epoch())
}

fn document(case: &Case, object: &ObjectRef, compartment: Compartment) -> Result<(), Refusal> {
    sealed(case, object, ObjectKind::Document, compartment)
}

fn document_if(case: &Case, object: Option<&ObjectRef>, compartment: Compartment) -> Result<(), Refusal> {
    object.map_or(Ok(()), |object| document(case, object, compartment))
}
