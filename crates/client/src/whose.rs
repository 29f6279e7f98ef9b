//! Whose disc it is: the name and birth date on it, compared with those of the case before anything leaves.

use overread_report::Patient;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// In what the disc differs from the case. What one of them does not say is no difference.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, serde::Serialize)]
pub struct Difference {
    /// Another name.
    pub name: bool,
    /// Another birth date.
    pub birth_date: bool,
    /// Neither name nor birth date stands on both, so that nothing says whose disc it is.
    pub unknown: bool,
}

impl Difference {
    /// Whether there is any.
    pub fn is_any(self) -> bool {
        self.name || self.birth_date
    }

    /// Whether somebody who only holds the disc, and is not the patient, has to ask whose it is.
    pub fn leaves_doubt(self) -> bool {
        self.is_any() || self.unknown
    }
}

/// Compares the person of the case with a person named on the disc. Names are the same when all words of the
/// shorter one are in the longer one, whatever their order, case, accents and way of writing umlauts.
pub fn difference(of_case: &Patient, on_disc: &overread_dicom::Patient) -> Difference {
    let name = of_case.name.as_deref().is_some_and(|name| {
        // Further writings of the same name follow after `=` (PS3.5 §6.2.1).
        let mut writings = on_disc
            .name
            .split('=')
            .filter(|writing| !words(writing).is_empty())
            .peekable();
        writings.peek().is_some() && !writings.any(|writing| same_name(name, writing))
    });
    let birth_date = match (of_case.birth_date, &on_disc.birth_date) {
        (Some(ours), Some(theirs)) => ours.to_string() != *theirs,
        _ => false,
    };
    let named = of_case
        .name
        .as_deref()
        .is_some_and(|name| !words(name).is_empty())
        && !words(&on_disc.name).is_empty();
    let dated = of_case.birth_date.is_some() && on_disc.birth_date.is_some();
    Difference {
        name,
        birth_date,
        unknown: !named && !dated,
    }
}

/// The persons named on a disc who differ from the person of the case.
pub fn others_on_disc<'a>(
    of_case: &'a Patient,
    disc: &'a overread_dicom::Inventory,
) -> impl Iterator<Item = &'a overread_dicom::Patient> {
    disc.patients
        .iter()
        .filter(|patient| difference(of_case, patient).is_any())
}

fn same_name(one: &str, other: &str) -> bool {
    let (one, other) = (words(one), words(other));
    let (shorter, longer) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    shorter.is_empty() || shorter.iter().all(|word| longer.contains(word))
}

fn words(name: &str) -> Vec<String> {
    let plain: String = name
        .nfkd()
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
        .collect();
    let words = plain
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.map(plain_word).collect()
}

/// `mueller`, `muller` and `müller` are one name; so are `groß` and `gross`.
fn plain_word(word: &str) -> String {
    [
        ("ß", "ss"),
        ("ø", "o"),
        ("ł", "l"),
        ("đ", "d"),
        ("ı", "i"),
        ("æ", "a"),
        ("œ", "o"),
        ("ae", "a"),
        ("oe", "o"),
        ("ue", "u"),
    ]
    .iter()
    .fold(word.to_owned(), |word, (from, to)| word.replace(from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compared(of_case: (&str, &str), on_disc: (&str, &str)) -> Difference {
        let of_case = Patient {
            name: Some(of_case.0.to_owned()).filter(|name| !name.is_empty()),
            birth_date: of_case.1.parse().ok(),
        };
        let on_disc = overread_dicom::Patient {
            name: on_disc.0.to_owned(),
            birth_date: Some(on_disc.1.to_owned()).filter(|date| !date.is_empty()),
            id: None,
            sex: None,
            studies: Vec::new(),
        };
        difference(&of_case, &on_disc)
    }

    fn differs(of_case: (&str, &str), on_disc: (&str, &str)) -> (bool, bool) {
        let difference = compared(of_case, on_disc);
        (difference.name, difference.birth_date)
    }

    #[test]
    fn the_same_person_is_recognised_however_a_hospital_writes_the_name() {
        let born = "1961-05-04";
        for written in [
            "MUSTER^ANNA",
            "Muster^Anna^Maria^Dr.",
            "muster anna",
            "Muster^Anna=山^花",
            "MUSTER",
        ] {
            assert_eq!(
                differs(("Anna Muster", born), (written, born)),
                (false, false),
                "{written}"
            );
        }
        for written in ["MUELLER^ZOE", "Müller^Zoë", "Muller^Zoe"] {
            assert_eq!(
                differs(("Zoë Müller", born), (written, "")),
                (false, false),
                "{written}"
            );
        }
        assert_eq!(differs(("Jan Groß", born), ("GROSS^JAN", born)), (false, false));
    }

    #[test]
    fn another_name_or_another_birth_date_is_a_difference() {
        let born = "1961-05-04";
        assert_eq!(
            differs(("Anna Muster", born), ("Muster^Berta", born)),
            (true, false)
        );
        assert_eq!(
            differs(("Anna Muster", born), ("Muster^Anna", "1961-05-05")),
            (false, true)
        );
    }

    #[test]
    fn an_anonymous_disc_contradicts_nobody() {
        assert_eq!(differs(("Anna Muster", "1961-05-04"), ("^^", "")), (false, false));
    }

    #[test]
    fn a_disc_that_names_nobody_leaves_doubt_to_whoever_was_sent_it() {
        let anna = ("Anna Muster", "1961-05-04");
        assert!(compared(anna, ("^^", "")).leaves_doubt());
        assert!(compared(("", ""), ("Muster^Anna", "1961-05-04")).leaves_doubt());
        for enough in [("Muster^Anna", ""), ("", "1961-05-04")] {
            assert!(!compared(anna, enough).leaves_doubt(), "{enough:?}");
        }
    }
}
