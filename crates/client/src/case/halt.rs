//! A case halts for the patient's answer and goes on, or comes to its end unread.

use overread_wire::Compartment;
use overread_wire::api::Appended;
use overread_wire::ledger::Act;

use crate::chain::Chain;
use crate::client::Client;
use crate::error::Trouble;
use crate::keyring::Keyring;

impl Client {
    /// Asks the patient for something; the clock stops.
    pub async fn return_case(
        &self,
        chain: &mut Chain,
        keyring: &Keyring,
        reason: &str,
    ) -> Result<Appended, Trouble> {
        let reason = self
            .put_message(chain, keyring, Compartment::Thread, reason)
            .await?;
        self.say(chain, Act::Returned(reason)).await
    }

    /// The patient has answered; the clock goes on.
    pub async fn resume(
        &self,
        chain: &mut Chain,
        keyring: &Keyring,
        answer: Option<&str>,
    ) -> Result<Appended, Trouble> {
        self.say_with(chain, keyring, Compartment::Thread, answer, Act::Resumed)
            .await
    }

    /// The patient withdraws.
    pub async fn withdraw(
        &self,
        chain: &mut Chain,
        keyring: &Keyring,
        reason: Option<&str>,
    ) -> Result<Appended, Trouble> {
        self.say_with(chain, keyring, Compartment::Thread, reason, Act::Withdrawn)
            .await
    }

    /// The practice does not take the case.
    pub async fn refuse(
        &self,
        chain: &mut Chain,
        keyring: &Keyring,
        reason: Option<&str>,
    ) -> Result<Appended, Trouble> {
        self.say_with(chain, keyring, Compartment::Thread, reason, Act::Refused)
            .await
    }

    /// Has the server delete everything of the case but its chain; nothing is said of it afterwards.
    pub async fn erase(&self, chain: &mut Chain) -> Result<Appended, Trouble> {
        self.say(chain, Act::Erased).await
    }
}
