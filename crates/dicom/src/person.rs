//! Whether two records name one person.

use std::collections::BTreeSet;

use crate::Patient;

/// The same name, in any of its writings, whatever case, order, punctuation and accents, without a contradiction; or the
/// same hospital number and birth date with a name that differs only in part, as by marriage or a second given name.
/// Wholly different names are two people even under one number: a swapped disc looks like that.
pub(crate) fn is_same(a: &Patient, b: &Patient) -> bool {
    let contradict = |a: &Option<String>, b: &Option<String>| a.is_some() && b.is_some() && a != b;
    let agree = |a: &Option<String>, b: &Option<String>| a.is_some() && a == b;
    if contradict(&a.birth_date, &b.birth_date) {
        return false;
    }
    let same_id = agree(&a.id, &b.id);
    let same_birth = agree(&a.birth_date, &b.birth_date);
    match likeness(&a.name, &b.name) {
        Likeness::Same => same_birth || !contradict(&a.id, &b.id),
        Likeness::Partly | Likeness::Unnamed => {
            same_id && (same_birth || a.name.is_empty() || b.name.is_empty())
        }
        Likeness::Different => false,
    }
}

/// Whether a record names nobody.
pub(crate) fn is_nobody(person: &Patient) -> bool {
    writings(&person.name).is_empty() && person.id.is_none()
}

enum Likeness {
    Same,
    Partly,
    Different,
    /// One of them has no name.
    Unnamed,
}

fn likeness(a: &str, b: &str) -> Likeness {
    let (a, b) = (writings(a), writings(b));
    match (a.is_empty(), b.is_empty()) {
        (true, true) => return Likeness::Same,
        (true, false) | (false, true) => return Likeness::Unnamed,
        (false, false) => {}
    }
    let pairs = || a.iter().flat_map(|a| b.iter().map(move |b| (a, b)));
    let joined = |words: &BTreeSet<String>| words.iter().map(String::as_str).collect::<String>();
    if pairs().any(|(a, b)| a == b || joined(a) == joined(b)) {
        Likeness::Same
    } else if pairs().any(|(a, b)| !a.is_disjoint(b) || is_slip(&joined(a), &joined(b))) {
        Likeness::Partly
    } else {
        Likeness::Different
    }
}

/// The writings of a name (PS3.5 §6.2.1), each as its words without case, accents and punctuation. A name with umlauts has
/// two: with `ü` as `ue`, and as the `u` that some scanners make of it.
fn writings(name: &str) -> Vec<BTreeSet<String>> {
    let words = |writing: &str, umlauts| {
        writing
            .split(|c: char| !c.is_alphanumeric())
            .map(|word| plain(word, umlauts))
            .filter(|word| !word.is_empty())
            .collect::<BTreeSet<_>>()
    };
    let both = |writing| [Umlauts::Spelled, Umlauts::Dropped].map(|umlauts| words(writing, umlauts));
    let mut writings: Vec<_> = name
        .split('=')
        .flat_map(both)
        .filter(|words| !words.is_empty())
        .collect();
    writings.dedup();
    writings
}

/// How umlauts are written without dots.
#[derive(Clone, Copy)]
enum Umlauts {
    /// `ue` for `ü`.
    Spelled,
    /// `u` for `ü`.
    Dropped,
}

/// Lower case; umlauts and accents as they are written without them.
fn plain(word: &str, umlauts: Umlauts) -> String {
    let mut plain = String::new();
    for c in word.chars().flat_map(char::to_lowercase) {
        let (spelled, dropped) = match c {
            'ä' | 'æ' => ("ae", "a"),
            'å' => ("aa", "a"),
            'ö' | 'ø' | 'ő' => ("oe", "o"),
            'œ' => ("oe", "oe"),
            'ü' | 'ű' => ("ue", "u"),
            'ß' => ("ss", "ss"),
            'à' | 'á' | 'â' | 'ã' | 'ą' | 'ă' => ("a", "a"),
            'ç' | 'č' | 'ć' => ("c", "c"),
            'ď' | 'đ' => ("d", "d"),
            'è' | 'é' | 'ê' | 'ë' | 'ě' | 'ę' => ("e", "e"),
            'ğ' => ("g", "g"),
            'ì' | 'í' | 'î' | 'ï' | 'ı' => ("i", "i"),
            'ł' => ("l", "l"),
            'ñ' | 'ń' | 'ň' => ("n", "n"),
            'ò' | 'ó' | 'ô' | 'õ' => ("o", "o"),
            'ř' => ("r", "r"),
            'š' | 'ś' | 'ş' | 'ș' => ("s", "s"),
            'ť' | 'ţ' | 'ț' => ("t", "t"),
            'ù' | 'ú' | 'û' | 'ů' => ("u", "u"),
            'ý' | 'ÿ' => ("y", "y"),
            'ž' | 'ź' | 'ż' => ("z", "z"),
            c => {
                plain.push(c);
                continue;
            }
        };
        plain.push_str(match umlauts {
            Umlauts::Spelled => spelled,
            Umlauts::Dropped => dropped,
        });
    }
    plain
}

/// One letter more, less or other, in a name of at least six.
fn is_slip(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let before = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let after = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let longest = a.len().max(b.len());
    longest >= 6 && longest - a.len().min(b.len()) <= 1 && before + after + 1 >= longest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str, id: &str, birth: &str) -> Patient {
        let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        Patient {
            name: name.to_owned(),
            birth_date: given(birth),
            id: given(id),
            sex: None,
            studies: Vec::new(),
        }
    }

    fn same(a: (&str, &str, &str), b: (&str, &str, &str)) -> bool {
        is_same(&person(a.0, a.1, a.2), &person(b.0, b.1, b.2))
    }

    #[test]
    fn one_person_in_several_spellings_is_one_person() {
        let born = "1970-01-31";
        assert!(same(("Müller^Hans", "1", born), ("MUELLER^HANS", "1", born)));
        assert!(same(("Müller^Hans", "1", born), ("Hans Müller", "77", born)));
        assert!(same(("Müller^Jörg", "1", born), ("MULLER^JORG", "77", born)));
        assert!(same(
            ("Żółkiewski^Łukasz", "1", born),
            ("Zolkiewski^Lukasz", "77", born)
        ));
        assert!(same(
            ("Muster^Erika", "1", born),
            ("Muster^Erika^Maria", "1", born)
        ));
        assert!(same(("Muster^Erika", "1", born), ("Beispiel^Erika", "1", born)));
        assert!(same(("Muster^Erika", "1", born), ("Mustre^Erika", "1", born)));
        assert!(same(
            ("Yamada^Tarou=山田^太郎", "1", ""),
            ("山田^太郎", "1", born)
        ));
        assert!(same(("", "1", born), ("Muster^Erika", "1", born)));
    }

    #[test]
    fn two_people_are_two_even_under_one_number_or_one_birth_date() {
        let born = "1970-01-31";
        assert!(!same(("Muster^Erika", "1", born), ("Other^Person", "1", born)));
        assert!(!same(
            ("Muster^Erika", "1", born),
            ("Muster^Erika", "1", "1971-01-31")
        ));
        assert!(!same(("Muster^Anna", "1", born), ("Muster^Maria", "2", born)));
        assert!(!same(("Muster^Erika", "1", ""), ("Muster^Erika", "2", "")));
        assert!(!same(("", "1", born), ("Muster^Erika", "2", born)));
        assert!(!same(("Bauer^Jo", "1", born), ("Baur^Jo", "2", born)));
    }
}
