//! Medical words in plain language, and where they stand in a text.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::Language;

/// A medical term.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Stable id.
    pub id: String,
    /// Area, such as `spine`.
    pub area: String,
    /// In English.
    pub en: Words,
    /// In German, where it is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub de: Option<Words>,
}

impl Term {
    /// The words in a language.
    pub fn words(&self, language: Language) -> Option<&Words> {
        match language {
            Language::En => Some(&self.en),
            Language::De => self.de.as_ref(),
        }
    }
}

/// How a term is written in reports, and what it means.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Spellings, the usual one first. Regular plurals and endings are found without being listed.
    pub forms: Vec<String>,
    /// The explanation.
    pub plain: String,
}

/// A term found in a text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Span {
    /// Place in the text, in bytes of UTF-8; always on character boundaries.
    pub range: Range<usize>,
    /// Which term.
    pub term: &'static Term,
}

/// A stretch of a text, for showing: plain, or a term with its explanation.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Segment {
    /// The text as it stands.
    pub text: String,
    /// Id of the term, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term: Option<&'static str>,
    /// Explanation of the term.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plain: Option<&'static str>,
}

/// All terms, by id.
pub fn terms() -> &'static [Term] {
    #[expect(clippy::expect_used, reason = "the file is compiled in, and a test reads it")]
    static TERMS: LazyLock<Vec<Term>> = LazyLock::new(|| {
        serde_json::from_str(include_str!("../data/glossary.json")).expect("data/glossary.json")
    });
    &TERMS
}

/// The term with this id.
pub fn term(id: &str) -> Option<&'static Term> {
    terms().iter().find(|term| term.id == id)
}

/// Finds terms in a text: whole words, the longest spelling first, never overlapping.
pub fn find_terms(text: &str, language: Language) -> Vec<Span> {
    let index = Index::of(language);
    let words = words(text);
    let mut spans = Vec::new();
    let mut rest = words.as_slice();
    while let Some((first, after)) = rest.split_first() {
        let Some((term, length)) = index.longest_at(rest, text) else {
            rest = after;
            continue;
        };
        let (matched, after) = rest.split_at(length);
        let end = matched.last().map_or(first.range.end, |last| last.range.end);
        spans.push(Span {
            range: first.range.start..end,
            term,
        });
        rest = after;
    }
    spans
}

/// Cuts a text into stretches with and without explanation; joined they are the text again.
pub fn segments(text: &str, language: Language) -> Vec<Segment> {
    let mut segments = Vec::new();
    let mut plain = |range: Range<usize>, explained: Option<&'static Term>| {
        // Spans lie on character boundaries and in order, so every range is within the text.
        if let Some(stretch) = text.get(range).filter(|stretch| !stretch.is_empty()) {
            segments.push(Segment {
                text: stretch.to_owned(),
                term: explained.map(|term| term.id.as_str()),
                plain: explained
                    .and_then(|term| term.words(language))
                    .map(|words| words.plain.as_str()),
            });
        }
    };
    let mut done = 0;
    for span in find_terms(text, language) {
        plain(done..span.range.start, None);
        done = span.range.end;
        plain(span.range, Some(span.term));
    }
    plain(done..text.len(), None);
    segments
}

/// A word of a text, folded to lower case.
struct Word {
    folded: String,
    range: Range<usize>,
}

fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        match (letter.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let folded = text.get(from..at).unwrap_or_default().to_lowercase();
                words.push(Word {
                    folded,
                    range: from..at,
                });
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// Spellings by their first word, the longest first.
struct Index(HashMap<String, Vec<Spelling>>);

struct Spelling {
    words: Vec<String>,
    term: &'static Term,
}

impl Index {
    fn of(language: Language) -> &'static Self {
        static EN: LazyLock<Index> = LazyLock::new(|| Index::build(Language::En));
        static DE: LazyLock<Index> = LazyLock::new(|| Index::build(Language::De));
        match language {
            Language::En => &EN,
            Language::De => &DE,
        }
    }

    fn build(language: Language) -> Self {
        let mut by_first: HashMap<String, Vec<Spelling>> = HashMap::new();
        for term in terms() {
            let forms = term
                .words(language)
                .map(|words| words.forms.as_slice())
                .unwrap_or_default();
            for spelling in forms.iter().flat_map(|form| inflected(form, language)) {
                let words: Vec<String> = words(&spelling).into_iter().map(|word| word.folded).collect();
                if let Some(first) = words.first().cloned() {
                    by_first.entry(first).or_default().push(Spelling { words, term });
                }
            }
        }
        for spellings in by_first.values_mut() {
            spellings.sort_by_key(|spelling| std::cmp::Reverse(spelling.words.len()));
        }
        Self(by_first)
    }

    fn longest_at(&self, rest: &[Word], text: &str) -> Option<(&'static Term, usize)> {
        let spellings = self.0.get(&rest.first()?.folded)?;
        let found = spellings.iter().find(|spelling| {
            let candidate = rest.get(..spelling.words.len()).unwrap_or_default();
            candidate.iter().map(|word| &word.folded).eq(&spelling.words) && is_one_phrase(candidate, text)
        })?;
        Some((found.term, found.words.len()))
    }
}

/// Whether only spaces or hyphens stand between the words: no term reaches over a comma or a full stop.
fn is_one_phrase(words: &[Word], text: &str) -> bool {
    words.windows(2).all(|pair| {
        let [before, after] = pair else { return true };
        let gap = text.get(before.range.end..after.range.start).unwrap_or_default();
        gap.chars().all(|letter| {
            letter.is_whitespace() || matches!(letter, '-' | '\u{2010}' | '\u{2011}' | '\'' | '’')
        })
    })
}

/// A spelling with its regular endings.
fn inflected(form: &str, language: Language) -> Vec<String> {
    let endings: &[&str] = match language {
        Language::En => &["", "s", "es"],
        Language::De => &["", "e", "n", "s", "en", "er", "es", "em"],
    };
    endings.iter().map(|ending| format!("{form}{ending}")).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;

    use super::*;

    fn found(text: &str, language: Language) -> Vec<&str> {
        find_terms(text, language)
            .into_iter()
            .filter_map(|span| text.get(span.range))
            .collect()
    }

    #[test]
    fn the_longest_spelling_is_explained() {
        assert_eq!(found("A disc extrusion.", Language::En), ["disc extrusion"]);
        assert_eq!(
            found("Tear of the medial meniscus", Language::En),
            ["Tear of the medial meniscus"]
        );
        assert_eq!(
            found("Severe foraminal stenosis, stenosis", Language::En),
            ["foraminal stenosis", "stenosis"]
        );
    }

    #[test]
    fn endings_and_line_breaks_are_found_and_parts_of_words_are_not() {
        assert_eq!(
            found("OSTEOPHYTES and ground-\nglass opacities", Language::En),
            ["OSTEOPHYTES", "ground-\nglass opacities"]
        );
        assert_eq!(
            found("massive cystoscopy benignly", Language::En),
            [] as [&str; 0]
        );
        assert_eq!(found("nerve. Root", Language::En), [] as [&str; 0]);
    }

    #[test]
    fn german_reports_are_explained_in_german() {
        let text = "Mässige Spinalkanalstenose, keine malignen Läsionen; Bandscheibenvorfall mit Kontakt zur Nervenwurzel.";
        let plain: Vec<_> = segments(text, Language::De)
            .into_iter()
            .filter_map(|segment| segment.plain)
            .collect();
        assert_eq!(
            plain,
            [
                "der Nervenkanal ist zu eng",
                "Krebs",
                "auffällige Stelle",
                "ein Stück Bandscheibe ist ausgetreten",
                "Nervenwurzel: Anfang des Nervs",
            ]
        );
    }

    #[test]
    fn no_spelling_means_two_things() {
        for language in [Language::En, Language::De] {
            let mut seen: HashMap<Vec<String>, &str> = HashMap::new();
            for term in terms() {
                for form in term
                    .words(language)
                    .map(|words| words.forms.as_slice())
                    .unwrap_or_default()
                {
                    let key = words(form).into_iter().map(|word| word.folded).collect();
                    assert_eq!(seen.insert(key, &term.id), None, "{form}");
                }
            }
        }
    }

    #[test]
    fn every_term_has_a_short_explanation_that_frightens_nobody_with_advice() {
        assert!(terms().len() >= 148);
        assert_eq!(terms().iter().filter(|term| term.de.is_some()).count(), 40);
        for term in terms() {
            for words in [Some(&term.en), term.de.as_ref()].into_iter().flatten() {
                assert!(
                    !words.forms.is_empty() && !words.plain.trim().is_empty(),
                    "{}",
                    term.id
                );
                assert!(words.plain.split_whitespace().count() <= 30, "{}", term.id);
                assert!(
                    !words.plain.contains("you should") && !words.plain.contains("you must"),
                    "{}",
                    term.id
                );
            }
        }
    }

    proptest! {
        #[test]
        fn the_stretches_joined_are_the_text_again(text in "\\PC{0,40}( (disc extrusions|Ödem|edema|nerve-root)[ ,.]\\PC{0,20}){0,4}") {
            for language in [Language::En, Language::De] {
                let joined: String = segments(&text, language).into_iter().map(|segment| segment.text).collect();
                prop_assert_eq!(joined, text.clone());
            }
        }
    }
}
