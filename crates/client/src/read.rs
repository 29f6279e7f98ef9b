//! The independent first read: committed by hash before the original report can be opened, and verifiable by
//! everyone who holds the report afterwards.

use overread_report::FirstRead;
use overread_seal::ObjectKey;
use overread_wire::api::Appended;
use overread_wire::ledger::{Act, Case, SignedEntry, Standing};
use overread_wire::{Compartment, ObjectKind, PersonId};

use crate::chain::Chain;
use crate::client::Client;
use crate::error::Trouble;
use crate::keyring::Keyring;
use crate::object::Shelf;

impl Client {
    /// Seals the first read under the radiologist's own key and puts its hash on the record.
    pub async fn commit_first_read(
        &self,
        chain: &mut Chain,
        keyring: &Keyring,
        first_read: &FirstRead,
    ) -> Result<Appended, Trouble> {
        first_read.for_commit()?;
        let sealed = self
            .put_object(
                chain,
                keyring,
                Compartment::Own,
                ObjectKind::FirstRead,
                &first_read.to_json(),
            )
            .await?;
        self.say(chain, Act::FirstReadCommitted(sealed)).await
    }

    /// The first read as the radiologist committed it.
    pub async fn first_read(&self, chain: &Chain, keyring: &Keyring) -> Result<FirstRead, Trouble> {
        let (json, _) = self.committed_first_read(chain, keyring).await?;
        Ok(FirstRead::from_json(&json)?)
    }

    /// The committed first read with the key that lets others verify it.
    pub(crate) async fn committed_first_read(
        &self,
        chain: &Chain,
        keyring: &Keyring,
    ) -> Result<(Vec<u8>, ObjectKey), Trouble> {
        let sealed = chain
            .case
            .assignment()
            .and_then(|assignment| assignment.first_read)
            .ok_or(Trouble::CommitFirst)?;
        let plaintext = self.object(chain, keyring, &sealed).await?;
        let context = Shelf::of(chain, &sealed).context(sealed.object);
        let key = keyring.key(Compartment::Own, sealed.epoch)?.object_key(&context);
        Ok((plaintext, key))
    }

    /// Opens the original report: puts on the record that it is opened, once in each turn at the case; only then does
    /// the server hand over what is needed to read it. `false` when the case has no original report.
    pub async fn reveal(&self, chain: &mut Chain) -> Result<bool, Trouble> {
        if !is_committed(&chain.case) {
            return Err(Trouble::CommitFirst);
        }
        if !has_original(chain) {
            return Ok(false);
        }
        if !is_revealed(chain) {
            self.say(chain, Act::OriginalRevealed).await?;
        }
        Ok(true)
    }

    /// Keeps unfinished writing on the server, sealed under the person's own key. `name` is seen by nobody.
    pub async fn keep_draft(&self, name: &str, text: &[u8]) -> Result<(), Trouble> {
        let me = self.me()?;
        let key = me.identity.drafts_key();
        let shelf = self.drafts_shelf()?;
        let object = key.pack_id(name.as_bytes());
        let ciphertext = self.seal(&key, &shelf, object, text).await?;
        self.server(&me)
            .put_blob(&format!("/drafts/{object}"), ciphertext)
            .await
    }

    /// Unfinished writing kept under `name`.
    pub async fn draft(&self, name: &str) -> Result<Option<Vec<u8>>, Trouble> {
        let me = self.me()?;
        let key = me.identity.drafts_key();
        let shelf = self.drafts_shelf()?;
        let object = key.pack_id(name.as_bytes());
        let ciphertext = match self.server(&me).bytes(&format!("/drafts/{object}")).await {
            Ok(ciphertext) => ciphertext,
            Err(Trouble::Refused { code, .. }) if code == "unknown" => return Ok(None),
            Err(trouble) => return Err(trouble),
        };
        let sealed = self.refer(&shelf, object, &ciphertext).await?;
        self.open_ciphertext(&key, &shelf, &sealed, &ciphertext)
            .await
            .map(Some)
    }

    fn drafts_shelf(&self) -> Result<Shelf, Trouble> {
        Ok(Shelf {
            practice: self.me()?.profile.practice,
            case: overread_wire::CaseId::from_bytes([0; 16]),
            compartment: Compartment::Own,
            epoch: 0,
            kind: ObjectKind::Draft,
        })
    }
}

/// Whether the present radiologist has committed a first read.
fn is_committed(case: &Case) -> bool {
    case.assignment()
        .is_some_and(|assignment| assignment.standing >= Standing::Committed)
}

/// Whether the original-report compartment holds anything.
pub(crate) fn has_original(chain: &Chain) -> bool {
    chain
        .case
        .manifests()
        .iter()
        .any(|manifest| manifest.compartment == Compartment::Original)
}

/// Whether the present radiologist has opened the original report in this turn at the case.
pub(crate) fn is_revealed(chain: &Chain) -> bool {
    chain
        .case
        .assignment()
        .is_some_and(|assignment| assignment.revealed)
}

/// Whether `radiologist` has ever opened the original report: what was seen in an earlier turn stays seen.
pub(crate) fn has_seen_original(entries: &[SignedEntry], radiologist: PersonId) -> bool {
    entries
        .iter()
        .any(|entry| entry.signer() == radiologist && matches!(entry.claimed().act, Act::OriginalRevealed))
}
