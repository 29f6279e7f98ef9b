//! Quotas: how much one case and one person may lay on the disk, so that nobody fills it for all others. They are far
//! beyond what a second opinion needs; whoever is refused is told what to do.

use overread_wire::ledger::{Act, SignedEntry};
use overread_wire::{CaseId, PersonId, Role};

use crate::app::{Parts, Pass};
use crate::folds::Folded;
use crate::refused::Refused;
use crate::roster::stored;
use crate::store::{Connection, queries};

/// More sheets than anyone prints.
const RECOVERY_CODES: u64 = 32;
/// More drafts than anyone writes at once, and more than they hold.
const DRAFTS: u64 = 500;
const DRAFT_BYTES: u64 = 32 << 20;

/// How much room there is for one case and one person.
#[derive(Clone, Copy, Debug)]
pub struct Quotas {
    /// Bytes of ciphertext that a patient stores in one case; as many may come from the practice.
    pub case_bytes: u64,
    /// Bytes of ciphertext that a patient stores in all cases together.
    pub patient_bytes: u64,
    /// Cases of one person that were opened and neither submitted nor withdrawn.
    pub unsubmitted_cases: usize,
    /// Entries of a patient in one case.
    pub said_by_patient: usize,
    /// Entries of the holder of one link, its openings among them.
    pub said_by_link_holder: usize,
    /// Entries of the holders of all links of one case.
    pub said_by_all_links: usize,
    /// Bytes of the disk that stay free for what radiologists write and sign, and for the database.
    pub keep_free: u64,
}

impl Default for Quotas {
    fn default() -> Self {
        Self {
            case_bytes: 64 << 30,
            patient_bytes: 128 << 30,
            unsubmitted_cases: 10,
            said_by_patient: 500,
            said_by_link_holder: 200,
            said_by_all_links: 1_000,
            keep_free: 1 << 30,
        }
    }
}

impl Parts {
    /// Whether there is room beyond the reserve. Radiologists may use the reserve: a report must not fail to be signed
    /// because images have filled the disk.
    pub(crate) fn leaves_the_reserve(&self, role: Option<Role>) -> Result<(), Refused> {
        if role == Some(Role::Radiologist) {
            return Ok(());
        }
        Ok(self.blobs.leave_enough_free()?)
    }

    /// Whether `more` bytes of `who` fit into a case of `patient`. Nobody is refused for what others stored: neither a
    /// radiologist's report because of a patient's images, nor a patient because of what the practice read in.
    pub(crate) async fn has_room(
        &self,
        db: &mut Connection,
        case: CaseId,
        patient: PersonId,
        who: PersonId,
        more: u64,
    ) -> Result<(), Refused> {
        let is_patient = who == patient;
        let stored = if is_patient {
            queries::bytes_in_case_by(db, case, patient).await?
        } else {
            queries::bytes_in_case_not_by(db, case, patient).await?
        };
        if stored.saturating_add(more) > self.quotas.case_bytes {
            return Err(Refused::CaseFull);
        }
        if is_patient
            && queries::bytes_of_patient(db, patient).await?.saturating_add(more) > self.quotas.patient_bytes
        {
            return Err(Refused::CasesFull);
        }
        Ok(())
    }

    /// Whether a person may open another case.
    pub(crate) async fn may_open_another(&self, db: &mut Connection, who: PersonId) -> Result<(), Refused> {
        self.leaves_the_reserve(None)?;
        let chains = queries::entries_of_patient(db, who).await?;
        let mut unsubmitted = 0;
        for chain in chains.chunk_by(|(case, _), (other, _)| case == other) {
            let mut is_waiting = true;
            for (_, entry) in chain {
                let entry: SignedEntry = stored(entry, "entries")?;
                is_waiting &= !matches!(
                    entry.claimed().act,
                    Act::Submitted(_) | Act::Withdrawn(_) | Act::Erased
                );
            }
            unsubmitted += usize::from(is_waiting);
        }
        if unsubmitted < self.quotas.unsubmitted_cases {
            Ok(())
        } else {
            Err(Refused::TooManyCases)
        }
    }

    /// Whether `who` may say one more thing in a case: each entry is verified by everyone who opens it. What ends
    /// something can always be said.
    pub(crate) fn may_say_more(
        &self,
        folded: &Folded,
        who: PersonId,
        role: Option<Role>,
        act: &Act,
    ) -> Result<(), Refused> {
        let said = folded.said_by(who);
        let quotas = &self.quotas;
        let enough = match role {
            _ if matches!(act, Act::Withdrawn(_) | Act::Erased | Act::ShareRevoked(_)) => false,
            Some(Role::Patient) => said >= quotas.said_by_patient,
            Some(Role::LinkHolder) => {
                said >= quotas.said_by_link_holder || folded.said_by_links() >= quotas.said_by_all_links
            }
            _ => false,
        };
        if enough { Err(Refused::SaidEnough) } else { Ok(()) }
    }

    /// Whether a draft of `bytes` bytes fits beside, or in the place of, those that are there.
    pub(crate) async fn may_write_draft(
        &self,
        db: &mut Connection,
        pass: Pass,
        name: &str,
        bytes: usize,
    ) -> Result<(), Refused> {
        self.leaves_the_reserve(pass.role)?;
        let (others, others_bytes) = queries::other_drafts(db, pass.who, name).await?;
        if others < DRAFTS && others_bytes.saturating_add(bytes as u64) <= DRAFT_BYTES {
            Ok(())
        } else {
            Err(Refused::DraftsFull)
        }
    }
}

/// Whether a person may keep a seed under one more recovery code.
pub(crate) async fn may_keep_recovery(db: &mut Connection, who: PersonId, id: &str) -> Result<(), Refused> {
    if queries::other_recoveries(db, who, id).await? < RECOVERY_CODES {
        Ok(())
    } else {
        Err(Refused::TooManyCodes)
    }
}
