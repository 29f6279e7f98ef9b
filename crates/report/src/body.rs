//! The body that is signed and sealed.

use serde::{Deserialize, Serialize};

use crate::{
    CheckedReport, Comparison, Hex, Independence, NotReadable, OriginalReport, Outcome, Report,
    SigningRefusal, SinceFirstRead, Subject, json,
};

/// Everything a signature covers: the report, who read what and when, and which history the radiologist saw.
/// Its JSON bytes are what is hashed, signed and sealed; they are never written anew.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct ReportBody {
    /// Name and version of this format.
    pub format: BodyFormat,
    /// Id of the case.
    pub case: Hex,
    /// 1 for the report, 2 and up for addenda.
    pub version: u32,
    /// What this version supersedes and why; absent in version 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub addendum: Option<Addendum>,
    /// Whose report it is, and before which operation; absent in reports that were signed before it was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<Subject>,
    /// Who read and signs.
    pub radiologist: Radiologist,
    /// The declaration under which the case was accepted.
    pub independence: Independence,
    /// When the first read was committed; milliseconds since 1970-01-01 UTC.
    pub read_at: u64,
    /// When this version was signed; milliseconds since 1970-01-01 UTC.
    pub signed_at: u64,
    /// Hash over the manifest of the images that were read.
    pub image_set: Hex,
    /// Hash of the newest ledger entry the radiologist saw.
    pub ledger_head: Hex,
    /// Whether there was an original report, and whether it was opened.
    pub original: OriginalReport,
    /// What changed between the committed first read and this version.
    pub since_first_read: SinceFirstRead,
    /// The report.
    pub report: Report,
}

/// Name and version of the body's format.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum BodyFormat {
    /// The first one.
    #[serde(rename = "overread-report/1")]
    V1,
}

/// What a later version says about the one it supersedes.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Addendum {
    /// The superseded version.
    pub addendum_of: u32,
    /// Why, in a sentence for everybody of the case.
    pub reason: String,
}

/// Who read. Professional rules ask that the reader is identified with licence and country.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Radiologist {
    /// Person id.
    pub person: Hex,
    /// Name with titles.
    pub name: String,
    /// Number of the licence.
    pub licence: String,
    /// Country of the licence, ISO 3166-1 alpha-2.
    pub country: String,
    /// Subspecialty, in words.
    pub subspecialty: String,
    /// Opens the commitment of whoever invited the radiologist, so that everybody can tell that the practice invited
    /// them under this very name and licence; absent where nothing was committed to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub introduced: Option<Hex>,
}

/// What signing adds to a checked report.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Signing {
    /// Id of the case.
    pub case: Hex,
    /// 1 for the report, 2 and up for addenda.
    pub version: u32,
    /// What a later version supersedes and why.
    pub addendum: Option<Addendum>,
    /// Whose report it is, and before which operation.
    pub subject: Subject,
    /// Who signs.
    pub radiologist: Radiologist,
    /// The declaration under which the case was accepted.
    pub independence: Independence,
    /// When the first read was committed; milliseconds since 1970-01-01 UTC.
    pub read_at: u64,
    /// Now; milliseconds since 1970-01-01 UTC.
    pub signed_at: u64,
    /// Hash over the manifest of the images.
    pub image_set: Hex,
    /// Hash of the newest ledger entry seen.
    pub ledger_head: Hex,
}

impl CheckedReport {
    /// The body to sign.
    pub fn into_body(self, signing: Signing) -> Result<ReportBody, SigningRefusal> {
        signing.check()?;
        let (report, original, since_first_read) = self.into_parts();
        Ok(ReportBody {
            format: BodyFormat::V1,
            case: signing.case,
            version: signing.version,
            addendum: signing.addendum,
            subject: Some(signing.subject),
            radiologist: signing.radiologist,
            independence: signing.independence,
            read_at: signing.read_at,
            signed_at: signing.signed_at,
            image_set: signing.image_set,
            ledger_head: signing.ledger_head,
            original,
            since_first_read,
            report,
        })
    }
}

impl Signing {
    fn check(&self) -> Result<(), SigningRefusal> {
        let who = &self.radiologist;
        let profile = [
            ("name", &who.name),
            ("licence", &who.licence),
            ("country", &who.country),
        ];
        if let Some((field, _)) = profile.into_iter().find(|(_, text)| text.trim().is_empty()) {
            return Err(SigningRefusal::RadiologistIncomplete { field });
        }
        if !self.independence.missing().is_empty() {
            return Err(SigningRefusal::NotIndependent);
        }
        let fits = match &self.addendum {
            None => self.version == 1,
            Some(addendum) => {
                (1..self.version).contains(&addendum.addendum_of) && !addendum.reason.trim().is_empty()
            }
        };
        if !fits {
            return Err(SigningRefusal::Version);
        }
        if self.signed_at < self.read_at {
            return Err(SigningRefusal::Times);
        }
        Ok(())
    }
}

impl ReportBody {
    /// Reads the JSON of an opened body.
    pub fn from_json(bytes: &[u8]) -> Result<Self, NotReadable> {
        json::read(
            "signed report",
            "Reload; if it stays so, this client is older than the report.",
            bytes,
        )
    }

    /// The JSON that is hashed, signed and sealed.
    pub fn to_json(&self) -> Vec<u8> {
        json::write(self)
    }

    /// The comparison on the scales for staff.
    pub fn comparison(&self) -> Option<Comparison> {
        Comparison::of_report(&self.report)
    }

    /// The neutral outcome for the patient.
    pub fn outcome(&self) -> Outcome {
        Outcome::of(&self.report, self.original)
    }
}
