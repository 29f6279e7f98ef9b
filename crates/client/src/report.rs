//! The signed report: written, signed and sealed by the radiologist; verified by everyone who opens it.

use minicbor::{Decode, Encode};
use overread_report::{
    Addendum, FirstRead, Hex, OriginalReport, Report, ReportBody, Signing, SinceFirstRead, Subject, Warning,
};
use overread_seal::ObjectKey;
use overread_seal::object::{Padding, seal};
use overread_wire::ledger::{Act, ReportVersion};
use overread_wire::{
    CaseId, Compartment, Context, Hash, ObjectKind, ObjectRef, PersonId, Sealable, Signed, Timestamp, decode,
    encode,
};
use serde::Serialize;

use crate::case::radiologist_of;
use crate::chain::Chain;
use crate::client::Client;
use crate::error::Trouble;
use crate::keyring::Keyring;
use crate::object::Shelf;
use crate::read::{has_original, was_revealed};

/// What the radiologist's signature covers.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
#[cbor(map)]
pub struct SignedReport {
    /// The case.
    #[n(0)]
    pub case: CaseId,
    /// 1 for the report, higher for each addendum.
    #[n(1)]
    pub version: u32,
    /// Hash over the manifests of all images that were read.
    #[n(2)]
    pub images: Hash,
    /// SHA-256 of the body's JSON; it names the radiologist and the licence.
    #[n(3)]
    pub body: Hash,
    /// Hashes of the earlier sealed versions.
    #[n(4)]
    pub previous: Vec<Hash>,
    /// Head of the ledger when it was signed.
    #[n(5)]
    pub head: Hash,
}

impl Sealable for SignedReport {
    const CONTEXT: Context = Context::Report;
}

/// A report as it lies sealed: the signature, the body, and the first read with the key that proves its commitment.
#[derive(Decode, Encode)]
#[cbor(map)]
struct ReportObject {
    #[cbor(n(0), with = "minicbor::bytes")]
    statement: Vec<u8>,
    #[cbor(n(1), with = "minicbor::bytes")]
    body: Vec<u8>,
    #[cbor(n(2), with = "minicbor::bytes")]
    first_read: Vec<u8>,
    #[cbor(n(3), with = "minicbor::bytes")]
    first_read_key: Vec<u8>,
}

/// A report whose signature, hashes and committed first read were all checked.
#[derive(Clone, Debug, Serialize)]
pub struct VerifiedReport {
    /// What was signed.
    pub body: ReportBody,
    /// What the radiologist had written before the original report could be opened.
    pub first_read: FirstRead,
    /// Who signed.
    pub signer: PersonId,
    /// When the entry was signed, by the server's offered time.
    pub time: Timestamp,
    /// Number of the entry; readers acknowledge it.
    pub seq: u64,
    /// Whether a newer version exists.
    pub superseded: bool,
    /// The neutral outcome for the patient.
    pub outcome: overread_report::Outcome,
}

/// What signing gave, beside the entry.
#[derive(Clone, Debug, Serialize)]
pub struct Signature {
    /// The version that was signed.
    pub version: u32,
    /// What to look at again.
    pub warnings: Vec<Warning>,
    /// What changed since the first read.
    pub since_first_read: SinceFirstRead,
    /// Whether verdicts were taken out because the original report was not opened.
    pub comparison_removed: bool,
}

impl Client {
    /// Signs the report, or an addendum if there is one already, and seals it for the people of the case.
    pub async fn sign_report(
        &self,
        chain: &mut Chain,
        keyring: &Keyring,
        report: Report,
        addendum_reason: Option<&str>,
    ) -> Result<Signature, Trouble> {
        let me = self.me()?;
        let (first_read_json, first_read_key) = self.committed_first_read(chain, keyring).await?;
        let first_read = FirstRead::from_json(&first_read_json)?;
        let declaration = self
            .declaration(chain, keyring)
            .await?
            .ok_or(Trouble::NotIndependent)?;
        let form = self.intake_form(chain, keyring).await?;
        let checked = report.for_signing(&first_read, original_of(chain))?;
        let (warnings, since_first_read) = (checked.warnings().to_vec(), checked.since_first_read().clone());
        let comparison_removed = checked.comparison_removed();
        let last = chain.case.reports().last().map_or(0, |report| report.version);
        let addendum = (last > 0).then(|| Addendum {
            addendum_of: last,
            reason: addendum_reason.unwrap_or("Addition to the report.").to_owned(),
        });
        let head = chain.case.head();
        let images = image_set(chain);
        let signed_at = chain.offered.max(chain.case.time());
        let body = checked.into_body(Signing {
            case: hex(chain.case.id().as_bytes())?,
            version: last + 1,
            addendum,
            subject: Subject::of(&form),
            radiologist: radiologist_of(&me.profile, me.id())?,
            independence: declaration.independence,
            read_at: committed_at(chain).0.min(signed_at.0),
            signed_at: signed_at.0,
            image_set: hex(images.as_bytes())?,
            ledger_head: hex(head.as_bytes())?,
        })?;
        let body = body.to_json();
        let statement = me.identity.sign(SignedReport {
            case: chain.case.id(),
            version: last + 1,
            images,
            body: Hash::of(&body),
            previous: chain
                .case
                .reports()
                .iter()
                .map(|report| report.report.hash)
                .collect(),
            head,
        });
        let object = ReportObject {
            statement: statement.bytes().to_vec(),
            body,
            first_read: first_read_json,
            first_read_key: first_read_key.dangerously_bytes().to_vec(),
        };
        let sealed = self
            .put_object(
                chain,
                keyring,
                Compartment::Report,
                ObjectKind::Document,
                &encode(&object),
            )
            .await?;
        let version = ReportVersion {
            report: sealed,
            version: last + 1,
        };
        let act = if last == 0 {
            Act::ReportSigned(version)
        } else {
            Act::AddendumSigned(version)
        };
        self.say(chain, act).await?;
        Ok(Signature {
            version: last + 1,
            warnings,
            since_first_read,
            comparison_removed,
        })
    }

    /// What signing this report would say, without signing it: refuses as signing does, else warns. The version is that of
    /// the report that would be signed.
    pub async fn check_report(
        &self,
        chain: &Chain,
        keyring: &Keyring,
        report: Report,
    ) -> Result<Signature, Trouble> {
        let first_read = self.first_read(chain, keyring).await?;
        let checked = report.for_signing(&first_read, original_of(chain))?;
        Ok(Signature {
            version: chain.case.reports().last().map_or(0, |report| report.version) + 1,
            warnings: checked.warnings().to_vec(),
            since_first_read: checked.since_first_read().clone(),
            comparison_removed: checked.comparison_removed(),
        })
    }

    /// All versions of the report, oldest first, each verified.
    pub async fn reports(&self, chain: &Chain, keyring: &Keyring) -> Result<Vec<VerifiedReport>, Trouble> {
        let mut reports = Vec::new();
        let newest = chain.case.reports().last().map_or(0, |report| report.version);
        for (position, entry) in chain.entries.iter().enumerate() {
            let (Act::ReportSigned(version) | Act::AddendumSigned(version)) = &entry.claimed().act else {
                continue;
            };
            let plaintext = self.object(chain, keyring, &version.report).await?;
            let before = chain.entries.get(..position).unwrap_or_default();
            let (body, first_read) = self
                .verify_report(chain, before, entry.signer(), version, &plaintext)
                .await?;
            reports.push(VerifiedReport {
                outcome: body.outcome(),
                body,
                first_read,
                signer: entry.signer(),
                time: entry.claimed().time,
                seq: entry.claimed().seq,
                superseded: version.version < newest,
            });
        }
        Ok(reports)
    }

    /// The newest version of the report, verified.
    pub async fn newest_report(&self, chain: &Chain, keyring: &Keyring) -> Result<VerifiedReport, Trouble> {
        self.reports(chain, keyring).await?.pop().ok_or(Trouble::NoReport)
    }

    async fn verify_report(
        &self,
        chain: &Chain,
        before: &[overread_wire::ledger::SignedEntry],
        signer: PersonId,
        version: &ReportVersion,
        plaintext: &[u8],
    ) -> Result<(ReportBody, FirstRead), Trouble> {
        let object: ReportObject = decode(plaintext)?;
        let signed = Signed::<SignedReport>::parse(&object.statement)?;
        let statement = signed.verified_by(&chain.card(signer)?.verify)?;
        let genuine = signed.signer() == signer
            && statement.case == chain.case.id()
            && statement.version == version.version
            && statement.body == Hash::of(&object.body)
            && before.iter().any(|entry| entry.hash() == statement.head);
        if !genuine {
            return Err(Trouble::NotGenuine);
        }
        let body = ReportBody::from_json(&object.body).map_err(|_| Trouble::NotGenuine)?;
        let committed = before
            .iter()
            .rev()
            .find_map(|entry| match &entry.claimed().act {
                Act::FirstReadCommitted(first_read) if entry.signer() == signer => Some(*first_read),
                _ => None,
            })
            .ok_or(Trouble::NotGenuine)?;
        self.check_commitment(chain, &committed, &object).await?;
        let first_read = FirstRead::from_json(&object.first_read).map_err(|_| Trouble::NotGenuine)?;
        Ok((body, first_read))
    }

    /// Sealing is deterministic, so sealing the first read again must give the very bytes that were committed.
    async fn check_commitment(
        &self,
        chain: &Chain,
        committed: &ObjectRef,
        object: &ReportObject,
    ) -> Result<(), Trouble> {
        let bytes =
            <[u8; 32]>::try_from(object.first_read_key.as_slice()).map_err(|_| Trouble::NotGenuine)?;
        let context = Shelf::of(chain, committed).context(committed.object);
        let key = ObjectKey::from_bytes(bytes);
        let again = seal(
            &*self.ports.cipher,
            &key,
            &context,
            &object.first_read,
            Padding::Padme,
        )
        .await
        .map_err(|_| Trouble::NotGenuine)?;
        if Hash::of(&again) == committed.hash {
            Ok(())
        } else {
            Err(Trouble::NotGenuine)
        }
    }
}

/// The hash over the manifests of all images of the case: what was read.
fn image_set(chain: &Chain) -> Hash {
    let manifests: Vec<&[u8]> = chain
        .case
        .manifests()
        .iter()
        .filter(|manifest| manifest.compartment == Compartment::Images)
        .map(|manifest| manifest.hash.as_bytes().as_slice())
        .collect();
    Hash::labelled("overread/image-set/v1", &manifests)
}

fn original_of(chain: &Chain) -> OriginalReport {
    match (has_original(chain), was_revealed(chain)) {
        (false, _) => OriginalReport::None,
        (true, false) => OriginalReport::NotOpened,
        (true, true) => OriginalReport::Opened,
    }
}

fn committed_at(chain: &Chain) -> Timestamp {
    let committed = chain
        .entries
        .iter()
        .rev()
        .find(|entry| matches!(entry.claimed().act, Act::FirstReadCommitted(_)));
    committed.map_or(chain.case.time(), |entry| entry.claimed().time)
}

fn hex(bytes: &[u8]) -> Result<Hex, Trouble> {
    Hex::of(bytes).map_err(|_| Trouble::Unreadable)
}
