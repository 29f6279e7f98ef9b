//! The signed report: written, signed and sealed by the radiologist; verified by everyone who opens it, and compared
//! with what the ledger told when it was signed.

use minicbor::{Decode, Encode};
use overread_report::{
    Addendum, FirstRead, Hex, Report, ReportBody, Signing, SinceFirstRead, Subject, Warning,
};
use overread_seal::ObjectKey;
use overread_seal::object::{Padding, seal};
use overread_wire::ledger::{Act, ReportVersion, SignedEntry};
use overread_wire::{
    CaseId, Compartment, Context, Hash, ObjectKind, ObjectRef, PersonId, Sealable, Signed, Timestamp, decode,
    encode,
};
use serde::Serialize;

use crate::case::Declaration;
use crate::chain::Chain;
use crate::client::Client;
use crate::error::Trouble;
use crate::introduced::is_introduced;
use crate::keyring::Keyring;
use crate::object::Shelf;
use crate::told::Told;

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
        let told = Told::at(&chain.entries, me.id()).ok_or(Trouble::CommitFirst)?;
        let checked = report.for_signing(&first_read, told.original)?;
        let last = chain.case.reports().last().map_or(0, |report| report.version);
        let addendum = match (last, addendum_reason.map(str::trim)) {
            (0, _) => None,
            (last, Some(reason)) if !reason.is_empty() => Some(Addendum {
                addendum_of: last,
                reason: reason.to_owned(),
            }),
            _ => {
                let newest = self.newest_report(chain, keyring).await?;
                return Err(if newest.body.report == *checked.report() {
                    Trouble::AlreadySigned
                } else {
                    Trouble::NoReason
                });
            }
        };
        let (warnings, since_first_read) = (checked.warnings().to_vec(), checked.since_first_read().clone());
        let comparison_removed = checked.comparison_removed();
        let head = chain.case.head();
        let signed_at = chain.offered.max(chain.case.time());
        let body = checked.into_body(Signing {
            case: hex(chain.case.id().as_bytes())?,
            version: last + 1,
            addendum,
            subject: Subject::of(&form),
            radiologist: self.as_introduced(chain)?,
            independence: declaration.independence,
            read_at: told.committed.0,
            signed_at: signed_at.0,
            image_set: hex(told.images.as_bytes())?,
            ledger_head: hex(head.as_bytes())?,
        })?;
        let body = body.to_json();
        let statement = me.identity.sign(SignedReport {
            case: chain.case.id(),
            version: last + 1,
            images: told.images,
            body: Hash::of(&body),
            previous: told.previous,
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
        let told = Told::at(&chain.entries, self.me()?.id()).ok_or(Trouble::CommitFirst)?;
        let checked = report.for_signing(&first_read, told.original)?;
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
                .verify_report(chain, keyring, before, entry.signer(), version, &plaintext)
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

    /// Opens all versions for reading, oldest first, each verified, and puts on the record that they were opened. Whoever
    /// wrote them opens nothing.
    pub async fn open_reports(
        &self,
        chain: &mut Chain,
        keyring: &Keyring,
    ) -> Result<Vec<VerifiedReport>, Trouble> {
        let reports = self.reports(chain, keyring).await?;
        let me = self.me().ok().map(|me| me.id());
        if reports.iter().any(|report| Some(report.signer) != me) {
            self.note_opening(chain, Compartment::Report).await?;
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
        keyring: &Keyring,
        before: &[SignedEntry],
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
            && statement.body == Hash::of(&object.body);
        if !genuine {
            return Err(Trouble::NotGenuine);
        }
        let body = ReportBody::from_json(&object.body).map_err(|_| Trouble::NotGenuine)?;
        // What the radiologist had seen: everything up to the head that the statement names.
        let seen = before
            .iter()
            .position(|entry| entry.hash() == statement.head)
            .and_then(|head| before.get(..=head))
            .ok_or(Trouble::NotGenuine)?;
        let told = Told::at(seen, signer).ok_or(Trouble::NotGenuine)?;
        self.check_commitment(chain, &told.first_read, &object).await?;
        let first_read = FirstRead::from_json(&object.first_read).map_err(|_| Trouble::NotGenuine)?;
        let declared = match told.declaration {
            Some(sealed) if keyring.holds(sealed.compartment, sealed.epoch) => {
                Some(self.document::<Declaration>(chain, keyring, &sealed).await?)
            }
            Some(_) => None,
            None => return Err(Trouble::NotGenuine),
        };
        let independence = declared.map(|declared| declared.independence);
        let genuine = is_introduced(chain.roster(), signer, &body.radiologist);
        if genuine && told.agrees_with(statement, &body, &first_read, independence.as_ref()) {
            Ok((body, first_read))
        } else {
            Err(Trouble::NotGenuine)
        }
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

fn hex(bytes: &[u8]) -> Result<Hex, Trouble> {
    Hex::of(bytes).map_err(|_| Trouble::Unreadable)
}
