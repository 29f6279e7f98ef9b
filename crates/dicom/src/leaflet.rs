//! Texts about a disc or its viewer, which say nothing of the patient: they lie on nearly every disc (IHE RAD TF-3,
//! 4.47, Portable Data for Imaging, demands a `README.TXT`), and none of them is the first report.

use crate::{DocumentKind, path};

/// Their names without ending, language, case and punctuation.
const NAMES: [&str; 22] = [
    "readme",
    "liesmich",
    "lisezmoi",
    "leggimi",
    "leame",
    "leeme",
    "leesmij",
    "license",
    "licenses",
    "licence",
    "licences",
    "lizenz",
    "lizenzen",
    "licenza",
    "eula",
    "copying",
    "copyright",
    "notices",
    "thirdpartynotices",
    "disclaimer",
    "changelog",
    "autorun",
];

/// Languages that stand behind a name, as in `README_EN.TXT`.
const LANGUAGES: [&str; 7] = ["de", "en", "fr", "it", "es", "nl", "pt"];

/// How lines of a report begin: radiologists write under such headings what they saw and what they conclude.
const HEADINGS: [&str; 15] = [
    "befund",
    "bericht",
    "beurteilung",
    "compte",
    "conclusion",
    "conclusión",
    "diagnos",
    "findings",
    "hallazgos",
    "impression",
    "informe",
    "referto",
    "report",
    "r&eacute;sultat",
    "résultat",
];

/// How words end that only reports have, wherever they stand, as in `MR-Befund`.
const OF_REPORTS: [&str; 5] = ["befund", "bericht", "arztbrief", "findings", "hallazgos"];
/// Lines of so many words may be headings of a report although they begin otherwise, as in `Radiology report`.
const SHORT: usize = 4;

/// Whether a document is about the disc: a plain text or a page of such a name, whose whole text is readable and has no line
/// like one of a report. What is in doubt may be the first report; a PDF, a picture or an office document always may.
pub(crate) fn is_leaflet(path: &str, kind: DocumentKind, whole_text: &[u8]) -> bool {
    matches!(kind, DocumentKind::Text | DocumentKind::Html)
        && is_name(path)
        && !whole_text.contains(&0)
        && !has_heading(&text(whole_text))
}

/// UTF-8, or Latin-1 where it cannot be; two bytes to a letter are not read.
fn text(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

fn is_name(path: &str) -> bool {
    let (name, extension) = (path::name(path), path::extension(path));
    let stem = match extension.as_str() {
        "" => name.as_str(),
        "txt" | "htm" | "html" | "md" => name.strip_suffix(&extension).unwrap_or_default(),
        _ => return false,
    };
    let mut words: Vec<String> = stem
        .to_lowercase()
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    if words.len() > 1
        && words
            .last()
            .is_some_and(|last| LANGUAGES.contains(&last.as_str()))
    {
        words.pop();
    }
    NAMES.contains(&words.concat().as_str())
}

/// Whether a line, or in a page whatever follows a mark, begins like a heading, is a short one, or speaks as reports do.
fn has_heading(text: &str) -> bool {
    text.to_lowercase().split(['\n', '\r', '>']).any(is_of_report)
}

fn is_of_report(line: &str) -> bool {
    let begins = |text: &str| HEADINGS.iter().any(|heading| text.starts_with(heading));
    let words = || {
        line.split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
    };
    // Viewers say shortly that they are not for diagnosis.
    let is_heading = |word: &str| begins(word) && !word.starts_with("diagnos");
    begins(line.trim_start_matches(|letter: char| !letter.is_alphanumeric()))
        || words().any(|word| OF_REPORTS.iter().any(|end| word.ends_with(end)))
        || words().count() <= SHORT && words().any(is_heading)
}
