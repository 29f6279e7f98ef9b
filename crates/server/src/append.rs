//! Appending to a chain: one transaction in which the case is as the chain tells it, the entry and all that comes with
//! it are checked, and everything is written or nothing.

use overread_wire::api::{Append, Appended, GrantOnWire};
use overread_wire::ledger::{
    Act, Assigned, Case, HalfCommitment, Refusal, ShareCreated, SignedEntry, Standing,
};
use overread_wire::{CaseId, Compartment, Grant, GrantStatement, Hash, ObjectRef, Part, PersonId};

use crate::app::App;
use crate::extract::signed;
use crate::folds::Folded;
use crate::refused::Refused;
use crate::roster::People;
use crate::store::{Connection, Half, NewGrant, NewShare, queries};

/// Appends `entry`, whose author sent it, to the chain of `before`; `None` when there is no such case yet. What comes of
/// it counts once it is committed.
pub(crate) async fn append(
    app: &App,
    db: &mut Connection,
    before: Option<&Folded>,
    entry: &SignedEntry,
    body: &Append,
) -> Result<Folded, Refused> {
    let said = entry.claimed();
    if !said.time.is_near(app.now()) {
        return Err(Refused::ClockDiffers);
    }
    let after = if let Some(before) = before {
        let mut after = before.clone();
        after.append(entry)?;
        after
    } else {
        let roster = app.remembered.roster(db).await?;
        open(entry, People::with(db, roster, entry.signer()).await?)?
    };
    let before = before.map(|before| &before.case);

    let grants = grants(entry, &body.grants, &after.people, before)?;
    let halves = halves(&said.act, body)?;
    let share = share(&said.act, body)?;
    for named in objects_of(&said.act) {
        is_stored(db, said.case, named, entry.signer()).await?;
    }

    match before {
        None => queries::add_case(db, said.case, entry.signer()).await?,
        Some(before) => follow_the_assignment(db, before, &after.case, &said.act).await?,
    }
    queries::add_entry(db, said.case, said.seq, entry.hash(), entry.bytes())
        .await
        .map_err(moved_on)?;
    for grant in &grants {
        queries::add_grant(db, said.case, said.seq, grant).await?;
    }
    for half in &halves {
        queries::add_half(db, said.case, half).await?;
    }
    if let Some(share) = &share {
        queries::add_share(db, said.case, share).await?;
    }
    match &said.act {
        Act::ShareRevoked(share) => queries::revoke_share(db, *share).await?,
        Act::Erased => queries::forget_keys(db, said.case).await?,
        _ => {}
    }
    Ok(after)
}

/// The number of an entry that is on the record already: sent twice, it is one entry. The answer to the first
/// sending may have been lost, also for someone who has left the case with it.
pub(crate) async fn again(
    db: &mut Connection,
    case: CaseId,
    entry: &SignedEntry,
) -> Result<Option<Appended>, Refused> {
    let head = entry.hash();
    let seq = queries::entry_number(db, case, head).await?;
    Ok(seq.map(|seq| Appended { seq, head }))
}

fn open(entry: &SignedEntry, people: People) -> Result<Folded, Refused> {
    let folded = Folded::open(entry, people)?;
    let (case, roster) = (&folded.case, folded.people.roster());
    if case.practice() != roster.practice() || case.desk() != roster.charter().desk.id() {
        return Err(Refusal::DoesNotFit.into());
    }
    Ok(folded)
}

/// The radiologist who was on the case has nothing on the server any more.
async fn follow_the_assignment(
    db: &mut Connection,
    before: &Case,
    after: &Case,
    act: &Act,
) -> Result<(), Refused> {
    let leaves = matches!(act, Act::Assigned(_)) || after.assignment().is_none();
    if let Some(assignment) = before.assignment().filter(|_| leaves) {
        queries::forget_halves(db, before.id()).await?;
        queries::forget_grants_to(db, before.id(), assignment.radiologist).await?;
    }
    let reads = |case: &Case| case.assignment().map(|assignment| assignment.radiologist);
    if reads(before) != reads(after) {
        queries::set_radiologist(db, before.id(), reads(after)).await?;
    }
    Ok(())
}

/// Each grant is the one the entry names at this place, of this case, made by the entry's author, and whole.
fn grants(
    entry: &SignedEntry,
    sent: &[GrantOnWire],
    people: &People,
    before: Option<&Case>,
) -> Result<Vec<NewGrant>, Refused> {
    let named = &entry.claimed().grants;
    if named.len() != sent.len() {
        return Err(Refusal::DoesNotFit.into());
    }
    named
        .iter()
        .zip(sent)
        .map(|(hash, sent)| grant(entry, *hash, sent, people, before))
        .collect()
}

fn grant(
    entry: &SignedEntry,
    hash: Hash,
    sent: &GrantOnWire,
    people: &People,
    before: Option<&Case>,
) -> Result<NewGrant, Refused> {
    let statement = signed::<GrantStatement>(&sent.statement.0)?;
    let author = people.card(entry.signer()).ok_or(Refusal::DoesNotFit)?;
    let says = statement.verified_by(&author.verify)?.clone();
    let by_author = statement.signer() == entry.signer() && statement.hash() == hash;
    let fits = says.case == entry.claimed().case && says.compartment != Compartment::Own;
    // Whoever is asked to read gets half a key to the original report; the other half waits for the first read.
    let reading = before
        .and_then(Case::assignment)
        .filter(|reading| reading.radiologist == says.recipient);
    let original = says.compartment == Compartment::Original;
    let split = match &entry.claimed().act {
        Act::Assigned(Assigned { radiologist, .. }) if *radiologist == says.recipient => {
            original == (says.part == Part::Half)
        }
        _ if original && reading.is_some_and(|reading| reading.standing < Standing::Committed) => false,
        _ => says.part == Part::Whole,
    };
    let grant = Grant {
        statement,
        sealed: sent.sealed.0.clone(),
    };
    if !(by_author && fits && split && grant.is_whole()) {
        return Err(Refusal::DoesNotFit.into());
    }
    Ok(NewGrant {
        hash,
        recipient: says.recipient,
        statement: grant.statement.bytes().to_vec(),
        sealed: grant.sealed,
    })
}

/// With an assignment come exactly the halves it commits to; with nothing else any.
fn halves(act: &Act, body: &Append) -> Result<Vec<Half>, Refused> {
    let committed: &[HalfCommitment] = if let Act::Assigned(assigned) = act {
        &assigned.halves
    } else {
        &[]
    };
    if committed.len() != body.halves.len() {
        return Err(Refusal::DoesNotFit.into());
    }
    committed
        .iter()
        .zip(&body.halves)
        .map(|(commitment, sent)| {
            let half: &[u8; 32] = sent
                .half
                .0
                .as_slice()
                .try_into()
                .map_err(|_| Refusal::DoesNotFit)?;
            if HalfCommitment::to(sent.epoch, half) != *commitment {
                return Err(Refusal::DoesNotFit.into());
            }
            Ok(Half {
                epoch: sent.epoch,
                half: half.to_vec(),
            })
        })
        .collect()
}

/// With a new link come its bundle and the hashes of its tokens; with nothing else any.
fn share(act: &Act, body: &Append) -> Result<Option<NewShare>, Refused> {
    match (act, &body.bundle, body.landing_token, body.opening_token) {
        (
            Act::ShareCreated(ShareCreated {
                key, bundle: hash, ..
            }),
            Some(bundle),
            Some(landing),
            Some(opening),
        ) if Hash::of(&bundle.0) == *hash => {
            let share = NewShare {
                share: key.share_id(),
                landing_token: landing,
                opening_token: opening,
                bundle: bundle.0.clone(),
            };
            Ok(Some(share))
        }
        (Act::ShareCreated(_), ..) => Err(Refusal::DoesNotFit.into()),
        (_, None, None, None) => Ok(None),
        _ => Err(Refusal::DoesNotFit.into()),
    }
}

/// What an entry names by hash lies here, as it says; a first read was stored by its own author.
async fn is_stored(
    db: &mut Connection,
    case: CaseId,
    named: &ObjectRef,
    author: PersonId,
) -> Result<(), Refused> {
    let stored = queries::object(db, case, named.object)
        .await?
        .ok_or(Refused::ObjectMissing)?;
    let same = stored.hash == named.hash
        && stored.size == named.size
        && stored.compartment == named.compartment
        && stored.kind == named.kind
        && stored.epoch == named.epoch;
    let whose = named.compartment != Compartment::Own || stored.uploader == author;
    if same && whose {
        Ok(())
    } else {
        Err(Refused::ObjectMissing)
    }
}

/// The objects an act names.
fn objects_of(act: &Act) -> Vec<&ObjectRef> {
    match act {
        Act::Consented(object)
        | Act::Returned(object)
        | Act::Accepted(object)
        | Act::FirstReadCommitted(object)
        | Act::Question(object)
        | Act::Answer(object)
        | Act::Notice(object)
        | Act::OutcomeAdded(object) => vec![object],
        Act::Resumed(object)
        | Act::Declined(object)
        | Act::Recused(object)
        | Act::Refused(object)
        | Act::Withdrawn(object) => object.iter().collect(),
        Act::ImagesAdded(added) | Act::DocumentsAdded(added) => vec![&added.manifest],
        Act::Submitted(submitted) => vec![&submitted.intake],
        Act::Rescheduled(moved) => vec![&moved.intake],
        Act::ReportSigned(version) | Act::AddendumSigned(version) | Act::TranslationSigned(version) => {
            vec![&version.report]
        }
        Act::Opened(_)
        | Act::Assigned(_)
        | Act::OriginalRevealed
        | Act::OpenedBy(_)
        | Act::Acknowledged(_)
        | Act::ShareCreated(_)
        | Act::ShareOpened(_)
        | Act::ShareRevoked(_)
        | Act::Regranted
        | Act::MemberRemoved(_)
        | Act::Restricted
        | Act::Closed
        | Act::Erased => Vec::new(),
    }
}

/// Two entries with one number: another copy of the server was faster.
fn moved_on(error: sqlx::Error) -> Refused {
    let taken = error
        .as_database_error()
        .is_some_and(sqlx::error::DatabaseError::is_unique_violation);
    if taken {
        Refusal::NotNext.into()
    } else {
        error.into()
    }
}
