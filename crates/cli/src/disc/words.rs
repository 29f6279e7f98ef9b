//! What a person should know about a disc, in sentences.

use overread_dicom::{FileRecord, Inventory, Patient, Reason, Warning, WarningCode};

use crate::password::WHAT_TO_DO;
use crate::terminal::{printable, word};

/// What the patient can do about another person's disc.
pub const WRONG_DISC: &str =
    "This disc may be another person's. Check it; if it is wrong, withdraw the case.";
/// Paths that are named in a sentence.
const NAMED: usize = 5;

/// Says on standard error what a person should know about the disc before it is sent.
pub fn report_disc(inventory: &Inventory) {
    for warning in &inventory.warnings {
        eprintln!("{}", sentence(warning));
    }
}

/// Whom the disc names and whom the case, as the beginning of a sentence.
pub fn whose(on_disc: &Patient, of_case: &overread_report::Patient) -> String {
    let named = |name: &str| match printable(name).trim_matches('^') {
        "" => "nobody".to_owned(),
        name => name.to_owned(),
    };
    let born = |date: Option<String>| date.unwrap_or_else(|| "no birth date".to_owned());
    format!(
        "The disc names {} ({}), the case names {} ({})",
        named(&on_disc.name),
        born(on_disc.birth_date.as_deref().map(printable)),
        named(of_case.name.as_deref().unwrap_or_default()),
        born(of_case.birth_date.map(|date| date.to_string())),
    )
}

/// A sentence about the disc.
pub fn sentence(warning: &Warning) -> String {
    let what = match warning.code {
        WarningCode::SeveralPatients => "The disc names more than one person",
        WarningCode::DicomdirMissingFiles => "The disc's table of contents names files that are not there",
        WarningCode::Truncated => "Some images end too early; what is there is used",
        WarningCode::DuplicateInstances => "Some images are on the disc more than once",
        WarningCode::ConflictingInstances => "Different images carry the same number; all are kept",
        WarningCode::InvalidUid => "Some images are not numbered as they should be",
        WarningCode::DicomdirOutside => {
            "The disc's table of contents names files outside the disc; they are not looked for"
        }
        WarningCode::KosMissingInstances => "A list of images on the disc names images that are not there",
        WarningCode::MissingSlices => "The hospital counted more images than there are; ask for a new copy",
        WarningCode::NotDiagnostic => "Some files are pictures of images, which cannot be read a second time",
        WarningCode::Lossy => "Some pictures of images are irreversibly compressed",
        WarningCode::CannotDecode => "Some images cannot be shown; ask for a copy in another form",
        _ => "Something about the disc is unusual",
    };
    format!("{what} ({}).", printable(&warning.detail))
}

/// A sentence for each reason, with the first files it is about.
pub fn report_by_reason<'a>(files: impl Iterator<Item = (&'a FileRecord, Reason)>) {
    let mut reasons: Vec<(Reason, Vec<&str>)> = Vec::new();
    for (record, reason) in files {
        match reasons.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, paths)) => paths.push(&record.path),
            None => reasons.push((reason, vec![&record.path])),
        }
    }
    for (reason, paths) in reasons {
        let first: Vec<String> = paths.iter().take(NAMED).map(|path| printable(path)).collect();
        let more = if paths.len() > NAMED { " and others" } else { "" };
        eprintln!(
            "{} ({}: {}{more}).",
            why_left(reason),
            paths.len(),
            first.join(", ")
        );
    }
}

fn why_left(reason: Reason) -> String {
    let why = match reason {
        Reason::Unreadable => "cannot be read and were not sent; copy the disc and try again",
        Reason::NotAFile => {
            "are links out of the disc or to a folder, or no files at all; they were not followed and not sent"
        }
        Reason::Encrypted => {
            return format!("Some things on the disc need a password and were not sent; {WHAT_TO_DO}");
        }
        Reason::WrongPassword => {
            return format!(
                "Some things on the disc are not opened by the password that was given and were not sent; {WHAT_TO_DO}"
            );
        }
        Reason::UnknownEncryption => {
            "are encrypted in a way that is not read here and were not sent; unpack the archive on this computer with \
             its password and choose the folder"
        }
        Reason::SevenZipNotOpened => {
            "are 7z archives, which are not opened here; if images lie in them, unpack them on this computer and choose \
             the folder"
        }
        Reason::RarNotOpened => {
            "are RAR archives, which are not opened here; if images lie in them, unpack them on this computer and choose \
             the folder"
        }
        Reason::SplitArchive => {
            "are parts of a split archive, which is not opened here; unpack it on this computer and choose the folder"
        }
        Reason::NestedArchive => {
            "are archives too deep inside other archives to be opened here; unpack the outer one on this computer and \
             choose the folder"
        }
        Reason::ArchiveNotOpened | Reason::DamagedZip => {
            "are archives that cannot be opened here; if images lie in them, unpack them on this computer and choose the \
             folder"
        }
        Reason::IncompleteArchive | Reason::TooManyFiles => {
            "are archives that could be opened only in part; what could be opened was sent"
        }
        _ => {
            return format!(
                "Some files in archives could not be unpacked and were not sent; unpack the archive on this computer \
                 and choose the folder; {}",
                word(&reason)
            );
        }
    };
    format!("Some things on the disc {why}")
}
