//! The one function that decides who may do what. What is not written here is refused; who is no person of a case
//! cannot tell it from one that does not exist.

use overread_wire::ledger::{Act, Assignment, Case, Kind, Refusal, Standing};
use overread_wire::{
    CaseId, Compartment, GrantStatement, PersonId, Release, Role, Roster, ShareId, Timestamp,
};

use crate::app::Pass;
use crate::refused::Refused;

/// Who sent a request, as far as their token proves.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Caller {
    /// No token, or one that counts no more.
    Nobody,
    /// A person who signed in.
    Person(PersonId),
    /// Someone who opened a share link.
    Link { share: ShareId, case: CaseId },
}

/// What the request is about.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Doing<'a> {
    /// Reading the roster and the cards of people.
    SeePeople,
    /// Writing the public page, inviting, reading profiles, holding the desk key.
    RunDesk,
    /// Drafts, recovery, contact, the list of one's own cases, opening a new one.
    KeepOwn,
    /// Reading the chain.
    SeeChain,
    /// Appending to it; the ledger's own rules come on top.
    Say(&'a Act),
    /// Fetching the grants that are released.
    SeeGrants,
    /// Fetching the halves that were held back.
    SeeHalves,
    /// Listing what was stored.
    ListObjects,
    /// Storing an object.
    Store(Compartment),
    /// Fetching an object.
    Fetch {
        compartment: Compartment,
        uploader: PersonId,
    },
}

/// Lets a caller through, or says why not.
pub(crate) fn authorize(
    caller: Caller,
    doing: Doing<'_>,
    roster: Option<&Roster>,
    case: Option<&Case>,
    now: Timestamp,
) -> Result<Pass, Refused> {
    match (caller, doing) {
        (Caller::Nobody, _) => Err(Refused::SignIn),
        (Caller::Person(who), Doing::SeePeople | Doing::KeepOwn) => Ok(Pass {
            who,
            role: roster.and_then(|roster| roster.role(who)),
        }),
        (Caller::Person(who), Doing::RunDesk) => match roster.and_then(|roster| roster.role(who)) {
            Some(role @ Role::Coordinator) => Ok(Pass {
                who,
                role: Some(role),
            }),
            _ => Err(Refused::NotYours),
        },
        (Caller::Link { .. }, Doing::SeePeople | Doing::KeepOwn | Doing::RunDesk) => Err(Refused::NotYours),
        (Caller::Person(who), _) => {
            let (Some(roster), Some(case)) = (roster, case) else {
                return Err(Refused::Unknown);
            };
            if keeps_nothing(case, doing) {
                return Err(Refused::Unknown);
            }
            let role = match case.role(who, roster) {
                Some(Role::Patient) => may_patient(who, doing, case).map(|()| Role::Patient),
                Some(Role::Coordinator) => may_coordinator(who, doing, case).map(|()| Role::Coordinator),
                Some(Role::Radiologist) => may_radiologist(who, doing, case).map(|()| Role::Radiologist),
                Some(Role::LinkHolder) | None => Err(Refused::Unknown),
            }?;
            Ok(Pass {
                who,
                role: Some(role),
            })
        }
        (Caller::Link { share, case: opened }, _) => {
            let case = case.filter(|case| case.id() == opened).ok_or(Refused::Unknown)?;
            if keeps_nothing(case, doing) {
                return Err(Refused::Unknown);
            }
            may_link_holder(share, doing, case, now)?;
            Ok(Pass {
                who: share,
                role: Some(Role::LinkHolder),
            })
        }
    }
}

/// Of an erased case only the chain is there.
fn keeps_nothing(case: &Case, doing: Doing<'_>) -> bool {
    case.ended() == Some(Kind::Erased) && !matches!(doing, Doing::SeeChain | Doing::Say(_))
}

/// Whether a grant is handed to `who`, who is `role` in the case.
pub(crate) fn is_released(grant: &GrantStatement, who: PersonId, role: Role, case: &Case) -> bool {
    let to_the_desk = role == Role::Coordinator && grant.recipient == case.desk();
    if grant.recipient != who && !to_the_desk {
        return false;
    }
    match grant.release {
        Release::AtOnce => true,
        Release::OnAccepted => reads(case, who).is_some_and(|reading| reading.standing >= Standing::Accepted),
    }
}

fn may_patient(who: PersonId, doing: Doing<'_>, case: &Case) -> Result<(), Refused> {
    match doing {
        Doing::SeeChain | Doing::Say(_) | Doing::SeeGrants | Doing::ListObjects => Ok(()),
        Doing::Store(compartment) => {
            // After the end there are questions and answers, and beside a report what became of it.
            let is_needed = match compartment {
                _ if case.ended().is_none() => true,
                Compartment::Thread => true,
                Compartment::Report => !case.reports().is_empty(),
                _ => false,
            };
            if is_needed {
                Ok(())
            } else {
                Err(Refusal::NotNow.into())
            }
        }
        Doing::Fetch {
            compartment,
            uploader,
        } => granted_or_own(compartment, uploader, who),
        _ => Err(Refused::NotYours),
    }
}

fn may_coordinator(who: PersonId, doing: Doing<'_>, case: &Case) -> Result<(), Refused> {
    match doing {
        Doing::SeeChain
        | Doing::Say(_)
        | Doing::SeeGrants
        | Doing::Store(Compartment::Thread | Compartment::Own) => Ok(()),
        // What is read from a posted disc goes where the patient would have put it.
        Doing::ListObjects | Doing::Store(Compartment::Images | Compartment::Original)
            if case.takes_posted_disc() =>
        {
            Ok(())
        }
        Doing::Fetch {
            compartment,
            uploader,
        } => granted_or_own(compartment, uploader, who),
        _ => Err(Refused::NotYours),
    }
}

fn may_radiologist(who: PersonId, doing: Doing<'_>, case: &Case) -> Result<(), Refused> {
    let reading = reads(case, who).ok_or(Refused::Unknown)?;
    let standing = reading.standing;
    let from = |needed| {
        if standing >= needed {
            Ok(())
        } else {
            Err(Refused::NotYours)
        }
    };
    // Of a case that will not be reported nothing is left to read.
    let over = matches!(case.ended(), Some(Kind::Withdrawn | Kind::Refused | Kind::Erased));
    if over && matches!(doing, Doing::SeeGrants | Doing::SeeHalves | Doing::Fetch { .. }) {
        return Err(Refused::NotYours);
    }
    let committed = if standing >= Standing::Committed {
        Ok(())
    } else {
        Err(Refused::CommitFirst)
    };
    // Nobody has read the original report before the record says so.
    let revealed = || match (&committed, reading.revealed) {
        (Err(_), _) => Err(Refused::CommitFirst),
        (Ok(()), false) => Err(Refused::RevealFirst),
        (Ok(()), true) => Ok(()),
    };
    match doing {
        // Into the intake compartment goes the declaration of independence, or why there is none.
        Doing::SeeChain | Doing::Say(_) | Doing::SeeGrants | Doing::Store(Compartment::Intake) => Ok(()),
        Doing::Store(Compartment::Thread | Compartment::Own) => from(Standing::Accepted),
        Doing::SeeHalves => revealed(),
        Doing::Store(Compartment::Report) => committed,
        Doing::Fetch {
            compartment,
            uploader,
        } => match compartment {
            Compartment::Intake => Ok(()),
            Compartment::Images | Compartment::Report | Compartment::Thread => from(Standing::Accepted),
            Compartment::Original => revealed(),
            Compartment::Own => own(uploader, who),
        },
        _ => Err(Refused::NotYours),
    }
}

fn may_link_holder(share: ShareId, doing: Doing<'_>, case: &Case, now: Timestamp) -> Result<(), Refused> {
    let share = case.shares().get(&share).ok_or(Refused::Unknown)?;
    if share.revoked {
        return Err(Refusal::ShareRevoked.into());
    }
    if now > share.created.expires {
        return Err(Refusal::ShareLapsed.into());
    }
    let shared = |compartment| share.created.compartments.contains(compartment);
    match doing {
        Doing::SeeChain | Doing::Say(Act::Acknowledged(_)) => Ok(()),
        Doing::Say(Act::OpenedBy(compartment)) if shared(compartment) => Ok(()),
        Doing::Fetch { compartment, .. } if shared(&compartment) => Ok(()),
        _ => Err(Refused::NotYours),
    }
}

fn reads(case: &Case, who: PersonId) -> Option<&Assignment> {
    case.assignment()
        .filter(|assignment| assignment.radiologist == who)
}

fn granted_or_own(compartment: Compartment, uploader: PersonId, who: PersonId) -> Result<(), Refused> {
    if compartment == Compartment::Own {
        own(uploader, who)
    } else {
        Ok(())
    }
}

fn own(uploader: PersonId, who: PersonId) -> Result<(), Refused> {
    if uploader == who {
        Ok(())
    } else {
        Err(Refused::Unknown)
    }
}
