//! Opening a case: what was typed becomes the intake form, the disc is read and sent, the case is submitted.

use std::path::PathBuf;

use clap::Args;
use overread_client::wire::{CaseId, Hash};
use overread_client::{Chain, Client, Profile, Trouble, others_on_disc};
use overread_dicom::{ByteSource as _, Inventory};
use overread_guide::Language;
use overread_report::{
    ChosenProcedure, Consent, Date, ForWhom, IntakeForm, Level, Patient, PostingConsent, ServiceLevel, Side,
    offers,
};
use serde_json::json;

use super::consent::in_words;
use super::repeated::{Finished, Unfinished};
use crate::disc::{Intake, WRONG_DISC, report_disc, whose};
use crate::listing::{document, identity};
use crate::password::ArchivePassword;
use crate::ports::now;
use crate::terminal::{Terminal, day, printable, read_file};

/// Letters of the case's number that stand on the envelope; the board shows as many.
const REFERENCE: usize = 6;
/// A text file that is longer is a document.
const LONGEST_HISTORY: u64 = 64 << 10;

/// What the patient's pages ask, as options.
#[derive(Args, Debug)]
pub struct Open {
    /// The disc: a folder, an archive (ZIP, TAR, gzip), an image of a disc (ISO, UDF) or a single file.
    #[arg(long, value_name = "PATH", required_unless_present = "by_post")]
    images: Option<PathBuf>,
    /// You have no disc drive: the disc goes to the practice by post, and you agree that it reads it into this case.
    #[arg(long)]
    by_post: bool,
    /// What you would like to know.
    #[arg(long, value_name = "TEXT")]
    question: String,
    /// How soon: standard (72 h), express (48 h) or priority (24 h).
    #[arg(long, default_value = "standard")]
    service: ServiceLevel,
    /// The first report: PDF, photo or text. The radiologist opens it after the first read.
    #[arg(long, value_name = "FILE")]
    original_report: Option<PathBuf>,
    /// History: a text file becomes part of the form; anything else lies beside the first report.
    #[arg(long, value_name = "FILE")]
    history: Option<PathBuf>,
    /// Code of the planned operation, or a few words.
    #[arg(long, value_name = "CODE")]
    procedure: Option<String>,
    /// Side of the operation: left, right, both, midline or none.
    #[arg(long)]
    side: Option<Side>,
    /// Spine level of the operation, such as L4/5; may be given several times.
    #[arg(long, value_name = "LEVEL")]
    level: Vec<Level>,
    /// Date of the operation, YYYY-MM-DD.
    #[arg(long, value_name = "D", value_parser = day)]
    surgery_date: Option<Date>,
    /// Who operates.
    #[arg(long, value_name = "N")]
    surgeon: Option<String>,
    /// Where.
    #[arg(long, value_name = "N")]
    hospital: Option<String>,
    /// Who wrote the first report.
    #[arg(long, value_name = "N")]
    first_radiologist: Option<String>,
    /// Telephone for urgent results.
    #[arg(long, value_name = "NUMBER")]
    telephone: Option<String>,
    /// Your own name, if you act for the patient.
    #[arg(long, value_name = "N", requires = "relation")]
    relative: Option<String>,
    /// What you are to the patient.
    #[arg(long, value_name = "WORDS", requires = "relative")]
    relation: Option<String>,
    /// You have read the text of `overread case consent` and agree to it.
    #[arg(long)]
    consent: bool,
    /// Open another case, although the very same command has opened one.
    #[arg(long)]
    again: bool,
    #[command(flatten)]
    password: ArchivePassword,
}

impl Open {
    /// Does it. Nothing leaves this computer before consent is given and the disc, unless it is posted, has images.
    pub async fn run(mut self, terminal: &Terminal) -> anyhow::Result<()> {
        // With it or without, it is the same command.
        let again = std::mem::take(&mut self.again);
        if !self.consent {
            eprintln!("{}\n", in_words(Language::En));
            return Err(Trouble::NoConsent.into());
        }
        let unfinished = Unfinished {
            storage: terminal.storage()?,
            name: self.noted_as(if again { "unfinished-again" } else { "unfinished" }),
        };
        let _alone = unfinished.alone()?;
        let client = terminal.client().await?;
        let finished = Finished {
            storage: terminal.storage()?,
            name: self.noted_as("sent"),
            files: self.identity()?,
        };
        if !again && unfinished.kept().await?.is_none() {
            finished.is_new(&client, terminal.answers_a_program()).await?;
        }
        let history = self.history_text()?;
        let mut form = self.form(&client.me()?.profile, history.clone());
        form.for_submission().map_err(Trouble::from)?;
        self.warn_of_short_time();
        let disc = self
            .images
            .as_deref()
            .map(|path| Intake::of(path, self.password.options()?))
            .transpose()?;
        if let Some(disc) = &disc {
            if !disc.has_images() {
                return Err(disc.without_images());
            }
            let inventory = disc.inventory();
            report_disc(&inventory);
            for patient in others_on_disc(&form.patient, &inventory) {
                eprintln!("{}. {WRONG_DISC}", whose(patient, &form.patient));
            }
            form.named_on_disc = named_on_disc(&form.patient, &inventory);
            disc.report_left_behind();
        }
        let report = self
            .original_report
            .iter()
            .map(PathBuf::as_path)
            .collect::<Vec<_>>();
        let report = Intake::of_documents("original-report", &report)?;
        let letters = self
            .history
            .iter()
            .filter(|_| history.is_none())
            .map(PathBuf::as_path)
            .collect::<Vec<_>>();
        let letters = Intake::of_documents("history", &letters)?;

        let (mut chain, keyring) = unfinished.take_up(&client).await?;
        if chain.case.service().is_none() {
            consented_when_opened(&mut form, &chain);
            if let Some(disc) = &disc {
                disc.send(&client, &mut chain, &keyring).await?;
            }
            report.send(&client, &mut chain, &keyring).await?;
            letters.send(&client, &mut chain, &keyring).await?;
            client.submit(&mut chain, &keyring, &form).await?;
        }
        let case = chain.case.id();
        let words = if chain.case.waits_for_disc() {
            posting(&client, case).await?
        } else {
            format!("The case is with the practice.\n{case}")
        };
        terminal.answer(&json!({ "case": case }), &words)?;
        // Only now: whoever was not told the case gets this one, and not another, by the same words.
        finished.note(case).await?;
        unfinished.forget().await
    }

    fn form(&self, profile: &Profile, history: Option<String>) -> IntakeForm {
        let for_whom = match (&self.relative, &self.relation) {
            (Some(name), Some(relation)) => ForWhom::Relative {
                name: name.clone(),
                relation: relation.clone(),
            },
            _ => ForWhom::Oneself,
        };
        let text_version = overread_guide::consent(Language::En).version.to_owned();
        let birth_date = profile.birth_date.as_deref().and_then(|date| date.parse().ok());
        IntakeForm {
            for_whom,
            patient: Patient {
                name: profile.name.clone(),
                birth_date,
            },
            named_on_disc: Vec::new(),
            procedure: self.procedure.as_deref().map(ChosenProcedure::from_code_or_text),
            side: self.side,
            levels: self.level.clone(),
            surgery_date: self.surgery_date,
            surgeon: self.surgeon.clone(),
            hospital: self.hospital.clone(),
            first_radiologist: self.first_radiologist.clone(),
            question: self.question.clone(),
            history,
            telephone: self.telephone.clone(),
            urgent_wish: None,
            service: self.service,
            warning_signs_answered: None,
            consent: Some(Consent {
                text_version: text_version.clone(),
                language: "en".to_owned(),
                at: now().0,
                by_post: self.by_post.then(|| PostingConsent {
                    text_version,
                    language: "en".to_owned(),
                    at: now().0,
                }),
            }),
        }
    }

    /// The history, if its file is plain text.
    fn history_text(&self) -> anyhow::Result<Option<String>> {
        let Some(path) = &self.history else {
            return Ok(None);
        };
        if document(path)?.len() > LONGEST_HISTORY {
            return Ok(None);
        }
        let bytes = read_file(path)?;
        let is_text = !bytes.contains(&0) && !bytes.starts_with(b"%PDF");
        Ok(String::from_utf8(bytes).ok().filter(|_| is_text))
    }

    /// The pages offer a service only if two days remain before the operation; a clinic may know better.
    fn warn_of_short_time(&self) {
        let here = jiff::ZonedDateTime::now();
        if self.surgery_date.is_some_and(|date| date < here.date()) {
            eprintln!(
                "The date of the operation has passed. Check it; if it is wrong, use `overread case reschedule`."
            );
            return;
        }
        let minutes_east = here.offset().seconds() / 60;
        let in_time = offers(here.timestamp().as_millisecond(), minutes_east, self.surgery_date)
            .iter()
            .any(|offer| offer.service == self.service && offer.offered);
        if !in_time {
            eprintln!(
                "The report will come less than two days before the operation. Tell the surgeon, or choose a faster service."
            );
        }
    }

    /// What the case of these very arguments is kept under, begun or sent. A hash: arguments say what nobody else should
    /// read in the names of files.
    fn noted_as(&self, what: &str) -> String {
        let images = self
            .images
            .as_ref()
            .map(|images| images.canonicalize().unwrap_or_else(|_| images.clone()));
        let images = images.map_or_else(String::new, |images| images.display().to_string());
        let arguments = format!("{self:?}");
        let parts = [images.as_bytes(), arguments.as_bytes()];
        format!("{what}-{}", Hash::labelled("overread/cli/unfinished/v1", &parts))
    }

    /// Everything that is read, as it lies there now.
    fn identity(&self) -> anyhow::Result<Hash> {
        let files = [&self.images, &self.original_report, &self.history];
        identity(files.into_iter().flatten())
    }
}

/// Whom the disc names otherwise: the command goes on with these images, so the practice should know.
fn named_on_disc(of_case: &Patient, inventory: &Inventory) -> Vec<Patient> {
    let others = others_on_disc(of_case, inventory);
    let named = others.map(|patient| Patient {
        name: Some(spoken(&patient.name)).filter(|name| !name.is_empty()),
        birth_date: patient.birth_date.as_deref().and_then(|date| date.parse().ok()),
    });
    named.collect()
}

/// The first writing of a name, without the carets between its parts (PS3.5 section 6.2.1).
fn spoken(name: &str) -> String {
    let first = name.split('=').next().unwrap_or_default();
    let parts = first.split('^').map(str::trim).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" ")
}

/// The moment of consent is that of opening the case, so that a command that goes on with it sends the very same form.
fn consented_when_opened(form: &mut IntakeForm, chain: &Chain) {
    if let (Some(consent), Some(opened)) = (&mut form.consent, chain.entries.first()) {
        consent.at = opened.claimed().time.0;
        if let Some(posting) = &mut consent.by_post {
            posting.at = consent.at;
        }
    }
}

/// Where the disc goes, and what stands on the envelope: enough to find the case by, and no secret.
async fn posting(client: &Client, case: CaseId) -> Result<String, Trouble> {
    let page = client.practice_page().await?.page;
    let reference: String = case.to_string().chars().take(REFERENCE).collect();
    Ok(format!(
        "The case is with the practice. Now post the disc, best as registered mail, to:\n{}\n{}\n\
         Write on the envelope: {reference}\nThe time counts from the day the disc is read in.\n{case}",
        printable(&page.name),
        printable(&page.address),
    ))
}
