//! The radiologist takes the case, declaring independence, or does not, or steps back.

use overread_report::{Independence, Party, Radiologist};
use overread_wire::Compartment;
use overread_wire::api::Appended;
use overread_wire::ledger::Act;
use serde::{Deserialize, Serialize};

use crate::chain::Chain;
use crate::client::Client;
use crate::error::Trouble;
use crate::introduced::{is_introduced, radiologist_of};
use crate::keyring::Keyring;

/// What a radiologist declares on accepting; the patient sees it.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Declaration {
    /// Who reads.
    pub radiologist: Radiologist,
    /// Of whom the radiologist is independent.
    pub independence: Independence,
}

impl Client {
    /// Takes the case, declaring independence of `parties` (of everyone named, without it).
    pub async fn accept(
        &self,
        chain: &mut Chain,
        keyring: &Keyring,
        parties: Option<&[Party]>,
    ) -> Result<Appended, Trouble> {
        let form = self.intake_form(chain, keyring).await?;
        let independence = match parties {
            Some(parties) => Independence::of(&form, parties),
            None => Independence::of_all(&form),
        };
        if !independence.missing().is_empty() {
            return Err(Trouble::NotIndependent);
        }
        let radiologist = self.as_introduced(chain)?;
        let declaration = Declaration {
            radiologist,
            independence,
        };
        let object = self
            .put_document(chain, keyring, Compartment::Intake, &declaration)
            .await?;
        self.say(chain, Act::Accepted(object)).await
    }

    /// What the radiologist declared on accepting; `None` before that.
    pub async fn declaration(
        &self,
        chain: &Chain,
        keyring: &Keyring,
    ) -> Result<Option<Declaration>, Trouble> {
        let Some((reader, sealed)) = chain
            .case
            .assignment()
            .and_then(|assignment| Some((assignment.radiologist, assignment.declaration?)))
        else {
            return Ok(None);
        };
        let declaration: Declaration = self.document(chain, keyring, &sealed).await?;
        if is_introduced(chain.roster(), reader, &declaration.radiologist) {
            Ok(Some(declaration))
        } else {
            Err(Trouble::NotGenuine)
        }
    }

    /// The radiologist at this device, under the name and licence the practice invited them under.
    pub(crate) fn as_introduced(&self, chain: &Chain) -> Result<Radiologist, Trouble> {
        let me = self.me()?;
        let radiologist = radiologist_of(&me.profile, me.id())?;
        if is_introduced(chain.roster(), me.id(), &radiologist) {
            Ok(radiologist)
        } else {
            Err(Trouble::OtherName)
        }
    }

    /// Does not take the case.
    pub async fn decline(
        &self,
        chain: &mut Chain,
        keyring: &Keyring,
        reason: Option<&str>,
    ) -> Result<Appended, Trouble> {
        self.say_with(chain, keyring, Compartment::Intake, reason, Act::Declined)
            .await
    }

    /// Steps back after having taken the case.
    pub async fn recuse(
        &self,
        chain: &mut Chain,
        keyring: &Keyring,
        reason: Option<&str>,
    ) -> Result<Appended, Trouble> {
        self.say_with(chain, keyring, Compartment::Intake, reason, Act::Recused)
            .await
    }
}
