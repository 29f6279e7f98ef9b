//! What was opened and read is put on the record.

use overread_wire::Compartment;
use overread_wire::api::Appended;
use overread_wire::ledger::Act;

use crate::chain::Chain;
use crate::client::Client;
use crate::error::Trouble;

impl Client {
    /// Confirms that the entry with this number was read.
    pub async fn acknowledge(&self, chain: &mut Chain, seq: u64) -> Result<Appended, Trouble> {
        self.say(chain, Act::Acknowledged(seq)).await
    }

    /// Puts on the record that the person at this device opened a compartment; once is enough until another radiologist
    /// is asked or something new lies in it. Not for the patient, nor for the holder of a link, whose opening is on the
    /// record already.
    pub async fn note_opening(&self, chain: &mut Chain, compartment: Compartment) -> Result<(), Trouble> {
        if self.link_session.borrow().is_some() {
            return Ok(());
        }
        let me = self.me()?.id();
        if chain.case.patient() == me {
            return Ok(());
        }
        let is_new = |act: &Act| {
            matches!(
                (act, compartment),
                (Act::Assigned(_), _)
                    | (Act::ImagesAdded(_), Compartment::Images)
                    | (Act::DocumentsAdded(_), Compartment::Original)
                    | (Act::ReportSigned(_) | Act::AddendumSigned(_), Compartment::Report)
            )
        };
        let opens = |act: &Act| match act {
            Act::OpenedBy(opened) => *opened == compartment,
            Act::OriginalRevealed => compartment == Compartment::Original,
            _ => false,
        };
        let since = chain
            .entries
            .iter()
            .rposition(|entry| is_new(&entry.claimed().act))
            .unwrap_or(0);
        let noted = chain
            .entries
            .iter()
            .skip(since)
            .any(|entry| entry.signer() == me && opens(&entry.claimed().act));
        if !noted {
            self.say(chain, Act::OpenedBy(compartment)).await?;
        }
        Ok(())
    }
}
