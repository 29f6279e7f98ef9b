//! Links for the surgeon.

use std::path::{Path, PathBuf};

use clap::Subcommand;
use overread_client::seal::link::Link;
use overread_client::wire::{CaseId, Compartment};
use overread_client::{Client, NewShare, ShareView, Storage as _, Trouble};
use overread_report::ReportBody;
use serde_json::{Value, json};

use crate::folder::{Folder, in_the_way};
use crate::ports::write_private;
use crate::terminal::{Terminal, counted, moment, read_file, secret, word};

/// The newest version of the report, beside the images.
const REPORT: &str = "report.json";

/// Acts on share links.
#[derive(Subcommand)]
pub enum Share {
    /// Make a link. Whoever holds it can open it: give it to nobody else.
    Create {
        /// The case.
        case: CaseId,
        /// How long it lasts: days or hours, such as 14d or 36h.
        #[arg(long, default_value = "14d", value_parser = hours)]
        expires: u64,
        /// How many times it may be opened; without it, as often as its holder likes.
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
        opens: Option<u32>,
        /// What it opens: report, images or both.
        #[arg(long, value_delimiter = ',', default_value = "report,images", value_parser = compartment)]
        what: Vec<Compartment>,
        /// A PIN that is asked for; tell it by another way than the link. `-` reads it from standard input.
        #[arg(long, value_name = "PIN")]
        pin: Option<String>,
    },
    /// Open a link; each time counts, but a download that was cut off goes on. Writes report.json and images/.
    Open {
        /// The whole link, in quotation marks.
        link: String,
        /// Folder to write to.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// The PIN, if the link asks for one; `-` reads it from standard input.
        #[arg(long, value_name = "PIN")]
        pin: Option<String>,
    },
    /// As the holder of a link that was opened in the last twelve hours, confirm to have read the newest version.
    Confirm {
        /// The whole link, in quotation marks.
        link: String,
        /// The PIN, if the link asks for one; `-` reads it from standard input.
        #[arg(long, value_name = "PIN")]
        pin: Option<String>,
    },
    /// Withdraw a link.
    Revoke {
        /// The case.
        case: CaseId,
        /// The link, or its name from `share list`.
        link: String,
    },
    /// List the links of a case with their openings.
    List {
        /// The case.
        case: CaseId,
    },
}

impl Share {
    /// Does it.
    pub async fn run(self, terminal: &Terminal) -> anyhow::Result<()> {
        match self {
            Self::Create {
                case,
                expires,
                opens,
                what,
                pin,
            } => {
                create(
                    terminal,
                    case,
                    NewShare {
                        what,
                        hours: expires,
                        opens,
                        pin: pin.map(secret).transpose()?,
                    },
                )
                .await
            }
            Self::Open { link, out, pin } => {
                let pin = pin.map(secret).transpose()?;
                open(terminal, &link, &out, pin.as_deref()).await
            }
            Self::Confirm { link, pin } => {
                let pin = pin.map(secret).transpose()?;
                confirm(terminal, &link, pin.as_deref()).await
            }
            Self::Revoke { case, link } => revoke(terminal, case, &link).await,
            Self::List { case } => list(terminal, case).await,
        }
    }
}

async fn create(terminal: &Terminal, case: CaseId, mut new: NewShare) -> anyhow::Result<()> {
    new.what.sort();
    new.what.dedup();
    let mut case = terminal.case(case).await?;
    let link = case
        .client
        .create_share(&mut case.chain, &case.keyring, &new)
        .await?;
    terminal.answer(&json!({ "link": link }), &link)
}

async fn open(terminal: &Terminal, link: &str, out: &Path, pin: Option<&str>) -> anyhow::Result<()> {
    let storage = terminal.storage()?;
    let unfinished = unfinished(link)?;
    let client = holder(terminal, link).await?;
    // Everything that can go wrong here comes before the opening, which counts.
    let mut folder = Folder::new(&out.join("images"))?;
    let older = older_report(&out.join(REPORT))?;
    let opened = match storage.get(&unfinished).await? {
        Some(_) => client.open_share(link, pin).await?,
        None => client.open_share_anew(link, pin).await?,
    };
    storage.put(&unfinished, b"").await?;
    client
        .original_files(
            &opened.chain,
            &opened.keyring,
            &[Compartment::Images],
            &mut folder,
        )
        .await?;
    let shows = |compartment| {
        opened
            .chain
            .shares()
            .iter()
            .any(|share| share.share == opened.share && share.what.contains(&compartment))
    };
    let shared = shows(Compartment::Report) && !opened.chain.case.reports().is_empty();
    let report = if shared {
        Some(client.newest_report(&opened.chain, &opened.keyring).await?)
    } else {
        None
    };
    let mut words = format!(
        "{} in {}.",
        counted(folder.count(), "file", "files"),
        out.join("images").display()
    );
    if let Some(report) = &report {
        if older.is_some_and(|older| older.case != report.body.case) {
            return Err(in_the_way(&out.join(REPORT)).into());
        }
        write_private(&out.join(REPORT), &report.body.to_json()).map_err(|_| Trouble::NotWritten)?;
        words = format!("{}\n\n{words}", crate::report::in_words(report));
    } else if shows(Compartment::Report) {
        words = format!("There is no signed report yet.\n{words}");
    }
    storage.delete(&unfinished).await?;
    let version = report.map(|report| report.body.version);
    terminal.done(
        json!({ "case": opened.chain.case.id(), "version": version, "files": folder.written() }),
        &words,
    )
}

/// What an opening is noted under until everything it gives is here: the same command then goes on with it.
fn unfinished(link: &str) -> Result<String, Trouble> {
    match Link::parse(link)? {
        Link::Share { secret, .. } => Ok(format!("opening-{}", secret.id())),
        _ => Err(Trouble::OtherLink),
    }
}

/// The report of an earlier opening, which a newer version may replace; anything else of that name may not.
fn older_report(path: &Path) -> Result<Option<ReportBody>, Trouble> {
    let Ok(found) = std::fs::symlink_metadata(path) else {
        return Ok(None);
    };
    let report = Some(found)
        .filter(std::fs::Metadata::is_file)
        .and_then(|_| read_file(path).ok())
        .and_then(|bytes| ReportBody::from_json(&bytes).ok());
    report.map(Some).ok_or_else(|| in_the_way(path))
}

async fn confirm(terminal: &Terminal, link: &str, pin: Option<&str>) -> anyhow::Result<()> {
    let client = holder(terminal, link).await?;
    // Confirming opens nothing: what was not opened was not read.
    let landing = client.look_at_share(link).await;
    if landing.is_ok_and(|landing| !landing.share.what.contains(&Compartment::Report)) {
        return Err(Trouble::NotGranted.into());
    }
    let opened = client
        .go_on_with_share(link, pin)
        .await?
        .ok_or(Trouble::OpenFirst)?;
    let newest = client.newest_report(&opened.chain, &opened.keyring).await?;
    client.confirm_share(link, newest.seq).await?;
    let words = format!("Confirmed: version {} was read.", newest.body.version);
    terminal.done(json!({ "version": newest.body.version }), &words)
}

async fn revoke(terminal: &Terminal, case: CaseId, link: &str) -> anyhow::Result<()> {
    let mut case = terminal.case(case).await?;
    case.client.revoke_share(&mut case.chain, link).await?;
    terminal.done(Value::Null, "The link opens nothing any more.")
}

async fn list(terminal: &Terminal, case: CaseId) -> anyhow::Result<()> {
    let case = terminal.case(case).await?;
    let shares = case.chain.shares();
    let words: Vec<String> = shares.iter().map(in_words).collect();
    let words = if words.is_empty() {
        "No links.".to_owned()
    } else {
        words.join("\n")
    };
    terminal.done(
        json!({ "shares": shares.iter().map(line).collect::<Vec<_>>() }),
        &words,
    )
}

async fn holder(terminal: &Terminal, link: &str) -> anyhow::Result<Client> {
    let server = Link::origin(link).map_err(Trouble::from)?;
    terminal.client_at(&server).await
}

fn line(share: &ShareView) -> Value {
    json!({
        "share": share.share,
        "what": share.what,
        "created": moment(share.created),
        "expires": moment(share.expires),
        "opens": share.opens,
        "pin": share.pin,
        "openings": share.openings.iter().map(|time| moment(*time)).collect::<Vec<_>>(),
        "confirmed_version": share.confirmed_version,
        "opened_before_newest": share.opened_before_newest,
        "revoked": share.revoked,
    })
}

fn in_words(share: &ShareView) -> String {
    let what: Vec<String> = share.what.iter().map(word).collect();
    let state = if share.revoked {
        "revoked".to_owned()
    } else {
        format!("until {}", moment(share.expires))
    };
    let older = if share.opened_before_newest {
        ", before the newest version"
    } else {
        ""
    };
    format!(
        "{}  {}  {state}  opened {}{older}",
        share.share,
        what.join(" and "),
        counted(share.openings.len(), "time", "times")
    )
}

/// `14d` or `36h`, as hours.
fn hours(text: &str) -> Result<u64, String> {
    let help = "Write days or hours, such as 14d or 36h.";
    let (number, unit) = text.split_at_checked(text.len().saturating_sub(1)).ok_or(help)?;
    let hours_in_one = match unit {
        "d" => 24,
        "h" => 1,
        _ => return Err(help.to_owned()),
    };
    let number: u64 = number.parse().map_err(|_| help)?;
    number
        .checked_mul(hours_in_one)
        .filter(|hours| (1..=24 * 3660).contains(hours))
        .ok_or_else(|| help.to_owned())
}

fn compartment(word: &str) -> Result<Compartment, String> {
    match word {
        "report" => Ok(Compartment::Report),
        "images" => Ok(Compartment::Images),
        _ => Err("A link opens report, images or both.".to_owned()),
    }
}
