//! The text that is agreed to with `--consent`: the very one that the pages show.

use clap::Args;
use overread_guide::Language;
use serde_json::json;

use crate::terminal::Terminal;

/// Shows the text of the consent.
#[derive(Args)]
pub struct Consent {
    /// Language: en or de.
    #[arg(long, default_value = "en")]
    language: Language,
}

impl Consent {
    /// Does it.
    pub fn run(self, terminal: &Terminal) -> anyhow::Result<()> {
        let consent = overread_guide::consent(self.language);
        let json = json!({ "version": consent.version, "parts": consent.parts, "by_post": consent.by_post });
        terminal.answer(&json, &in_words(self.language))
    }
}

/// The whole text with its version.
pub fn in_words(language: Language) -> String {
    let consent = overread_guide::consent(language);
    let parts: Vec<String> = (1..)
        .zip(&consent.parts)
        .map(|(number, part)| format!("{number}. {part}"))
        .collect();
    format!(
        "{}\n\n--by-post: {}\n\n{}",
        parts.join("\n"),
        consent.by_post,
        consent.version
    )
}
