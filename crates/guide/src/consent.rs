//! The one text of the consent, for the pages and the command line.
//!
//! It lies in `locales/<language>/consent.ftl`, as messages of one line each. A text that was agreed to keeps its version for
//! ever: whoever changes a word gives it a new one.

use crate::Language;

/// The consent as it is shown.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Consent {
    /// Version of the text, such as `2026-11`.
    pub version: &'static str,
    /// What is agreed to, in order.
    pub parts: Vec<&'static str>,
    /// What is agreed to besides by those who post their disc.
    pub by_post: &'static str,
}

/// The parts in the order in which the pages show them.
pub const CONSENT_PARTS: [&str; 8] = [
    "what",
    "independent",
    "limits",
    "sealed",
    "desk",
    "kept",
    "withdraw",
    "urgent",
];

/// The text that is shown now.
pub fn consent(language: Language) -> Consent {
    let text = match language {
        Language::En => include_str!("../../../locales/en/consent.ftl"),
        Language::De => include_str!("../../../locales/de/consent.ftl"),
    };
    let said = |key: &str| {
        let lines = text.lines().filter_map(|line| line.split_once(" = "));
        let of_key = |(name, _): &(&str, &str)| name.strip_prefix("consent-") == Some(key);
        lines.into_iter().find(of_key).map_or("", |(_, said)| said)
    };
    Consent {
        version: said("text-version"),
        parts: CONSENT_PARTS.iter().map(|part| said(part)).collect(),
        by_post: said("by-post"),
    }
}

#[cfg(test)]
mod tests {
    use sha2::{Digest as _, Sha256};

    use super::*;

    #[test]
    fn the_consent_has_the_same_parts_and_version_in_every_language() {
        let (english, german) = (consent(Language::En), consent(Language::De));
        assert_eq!(english.version, german.version);
        for consent in [english, german] {
            assert!(
                consent.parts.iter().all(|part| part.ends_with('.')),
                "{consent:?}"
            );
            assert!(consent.by_post.ends_with('.'));
        }
    }

    #[test]
    fn a_text_that_was_agreed_to_keeps_its_words_as_long_as_it_keeps_its_version() {
        let said = |language| {
            let consent = consent(language);
            let text = [consent.parts.join("\n").as_str(), consent.by_post].join("\n");
            let hash = Sha256::digest(text.as_bytes());
            let beginning = hash.first_chunk().copied().map(u64::from_be_bytes);
            format!("{:016x}", beginning.unwrap_or_default())
        };
        let version = consent(Language::En).version;
        let known = [(
            "2026-11",
            ["fa7082f0c7f4f186", "3527f7edd1ea9a50"].map(str::to_owned),
        )];
        assert!(
            known.contains(&(version, [said(Language::En), said(Language::De)])),
            "The text of version {version} changed: give it a new version. {:?}",
            [said(Language::En), said(Language::De)]
        );
    }
}
