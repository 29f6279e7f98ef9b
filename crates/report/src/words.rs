//! Looking for words in free text: sides, levels, blame, advice and hedges. Used for warnings only.

use crate::{Level, Side};

/// Words that name the left side, in English, German, French and Italian. Whole words: "destr" would find destruction.
const LEFT: &[&str] = &[
    "left", "links", "linke", "linken", "linker", "linkes", "linkem", "gauche", "sinistra", "sinistro",
];
/// Words that name the right side.
const RIGHT: &[&str] = &[
    "right", "rechts", "rechte", "rechten", "rechter", "rechtes", "rechtem", "droit", "droite", "destra",
    "destro",
];
/// Words that name both sides.
const BOTH: &[&str] = &[
    "both",
    "bilateral",
    "bilaterally",
    "beide",
    "beiden",
    "beider",
    "beidseits",
    "bilatéral",
    "bilatérale",
    "bilaterale",
];
/// Beginnings of German words with a side in them (linksseitig, rechtsbetont), and the side.
const COMPOUNDS: [(&str, Side); 3] = [
    ("links", Side::Left),
    ("rechts", Side::Right),
    ("beidseit", Side::Both),
];

/// Words that blame; a difference between two readings is not an error.
const BLAME: &[&str] = &[
    "error",
    "mistake",
    "missed",
    "wrong",
    "overlooked",
    "fehler",
    "übersehen",
    "falsch",
    "erreur",
    "errore",
];

/// Advice on treatment; a reading of images does not give it.
const ADVICE: &[&str] = &[
    "you should",
    "you must",
    "you need",
    "do not have",
    "cancel",
    "postpone",
    "go ahead",
    "avoid the operation",
    "sie sollten",
    "sie müssen",
    "sagen sie die operation ab",
    "verschieben sie",
    "lassen sie sich operieren",
    "lassen sie sich nicht operieren",
];

/// Words of doubt outside the certainty scale (Diagnostic Certainty Scale: terms to avoid), with German ones.
const HEDGES: &[&str] = &[
    "probably",
    "possibly",
    "question of",
    "suggestive of",
    "suspicious of",
    "suspicious for",
    "worrisome for",
    "cannot be excluded",
    "cannot rule out",
    "möglicherweise",
    "vermutlich",
    "fraglich",
    "verdacht auf",
    "nicht auszuschliessen",
    "nicht auszuschließen",
];

/// The sides a text names.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Sides {
    left: bool,
    right: bool,
}

impl Sides {
    pub(crate) fn named_in(text: &str) -> Self {
        let mut sides = Self::default();
        for word in words(text) {
            let compound = COMPOUNDS
                .iter()
                .find(|(beginning, _)| word.starts_with(beginning));
            let names = |list: &[&str], side| {
                list.contains(&word.as_str()) || compound.is_some_and(|(_, inside)| *inside == side)
            };
            let both = names(BOTH, Side::Both);
            sides.left |= both || names(LEFT, Side::Left);
            sides.right |= both || names(RIGHT, Side::Right);
        }
        sides
    }

    pub(crate) fn coded(side: Side) -> Self {
        Self {
            left: matches!(side, Side::Left | Side::Both),
            right: matches!(side, Side::Right | Side::Both),
        }
    }

    pub(crate) fn and(self, other: Self) -> Self {
        Self {
            left: self.left || other.left,
            right: self.right || other.right,
        }
    }

    /// Whether a text naming `self` contradicts what is coded. A text that names no side, or compares the coded side
    /// with the other one, does not.
    pub(crate) fn contradict(self, coded: Self) -> bool {
        let names_one = self.left != self.right;
        names_one && self != coded
    }
}

/// The spine levels a text names.
pub(crate) fn levels_in(text: &str) -> Vec<Level> {
    text.split(|letter: char| !(letter.is_alphanumeric() || letter == '/' || letter == '-'))
        .filter_map(|word| word.parse().ok())
        .collect()
}

/// Blaming words in a text, as they stand in the list.
pub(crate) fn blame_in(text: &str) -> Vec<&'static str> {
    listed_in(text, BLAME)
}

/// Advice in a text.
pub(crate) fn advice_in(text: &str) -> Vec<&'static str> {
    listed_in(text, ADVICE)
}

/// Hedges in a text.
pub(crate) fn hedges_in(text: &str) -> Vec<&'static str> {
    listed_in(text, HEDGES)
}

/// How many words a text has.
pub(crate) fn count(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Phrases of `list` that begin at a word of the text; inflected endings count (`Fehlern`, `cancelled`).
fn listed_in(text: &str, list: &[&'static str]) -> Vec<&'static str> {
    let flat = format!(" {}", words(text).collect::<Vec<_>>().join(" "));
    list.iter()
        .filter(|phrase| flat.contains(&format!(" {phrase}")))
        .copied()
        .collect()
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contradicts(text: &str, side: Side) -> bool {
        Sides::named_in(text).contradict(Sides::coded(side))
    }

    #[test]
    fn a_text_about_the_other_side_contradicts_the_coded_side() {
        assert!(contradicts("Right paracentral protrusion", Side::Left));
        assert!(contradicts("Vorfall rechtsseitig", Side::Left));
        assert!(contradicts("Nerve root L5 on the left", Side::Both));
        assert!(contradicts("linke Wurzel", Side::None));
    }

    #[test]
    fn comparing_sides_or_naming_none_contradicts_nothing() {
        assert!(!contradicts("Protrusion, left more than right", Side::Left));
        assert!(!contradicts("The canal is narrow", Side::Left));
        assert!(!contradicts("Bilateral foraminal stenosis", Side::Both));
        assert!(!contradicts("Neither left nor right root is touched", Side::None));
        assert!(!contradicts(
            "Linksseitig; rechteckige Form, bone destruction",
            Side::Left
        ));
        assert!(!contradicts("beidseitige Enge", Side::Both));
    }

    #[test]
    fn levels_are_found_in_running_text() {
        let levels = levels_in("Stenosis at L4/5, and (L5-S1); B12 is no level.");
        assert_eq!(
            levels.iter().map(ToString::to_string).collect::<Vec<_>>(),
            ["L4/5", "L5/S1"]
        );
    }

    #[test]
    fn blame_and_advice_are_found_as_words_and_not_inside_others() {
        assert_eq!(blame_in("This was MISSED; ein Fehler."), ["missed", "fehler"]);
        assert_eq!(blame_in("The dismissed terrorist"), [] as [&str; 0]);
        assert_eq!(
            advice_in("You  should wait. Sie sollten warten."),
            ["you should", "sie sollten"]
        );
        assert_eq!(hedges_in("Probably a cyst."), ["probably"]);
    }
}
