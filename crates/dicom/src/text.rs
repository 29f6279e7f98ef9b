//! Texts by Specific Character Set (PS3.3 C.12.1.1.2), with code extensions (ISO 2022) and the habits of real writers.

use encoding_rs::{
    EUC_JP, EUC_KR, Encoding, GB18030, ISO_8859_2, ISO_8859_3, ISO_8859_4, ISO_8859_5, ISO_8859_6,
    ISO_8859_7, ISO_8859_8, ISO_8859_15, SHIFT_JIS, UTF_8, WINDOWS_874, WINDOWS_1252, WINDOWS_1254,
};

/// The character sets of one data set.
pub(crate) struct CharacterSet {
    first: Option<&'static Encoding>,
    extended: bool,
    known: bool,
}

impl CharacterSet {
    /// From the value of (0008,0005); unknown terms fall back to UTF-8 where it is valid, else Latin-1.
    pub(crate) fn new(terms: &[u8]) -> Self {
        let terms = String::from_utf8_lossy(terms);
        let mut terms = terms.split('\\').map(|term| term.trim_matches([' ', '\0']));
        let plain = |term: &str| matches!(term, "" | "ISO_IR 6" | "ISO 2022 IR 6");
        let extension = |term: &str| matches!(term, "ISO 2022 IR 87" | "ISO 2022 IR 159");
        let known = terms
            .clone()
            .all(|term| plain(term) || extension(term) || encoding_of(term).is_some());
        let first = terms.next().unwrap_or_default();
        Self {
            first: encoding_of(first),
            extended: first.starts_with("ISO 2022") || terms.next().is_some(),
            known,
        }
    }

    /// Whether all terms are known.
    pub(crate) fn known(&self) -> bool {
        self.known
    }

    /// Whether the bytes are text in these sets.
    pub(crate) fn fits(&self, bytes: &[u8]) -> bool {
        match self.first {
            _ if self.extended => true,
            Some(encoding) => !encoding.decode_without_bom_handling(bytes).1,
            None => true,
        }
    }

    /// Text without padding and control characters.
    pub(crate) fn decode(&self, bytes: &[u8]) -> String {
        let text = if self.extended && bytes.contains(&0x1B) {
            self.extended(bytes)
        } else {
            self.plain(bytes)
        };
        let clean: String = text
            .chars()
            .filter(|c| !c.is_control() && !is_unseen(*c))
            .collect();
        clean.trim().to_owned()
    }

    fn plain(&self, bytes: &[u8]) -> String {
        match self.first {
            Some(encoding) => encoding.decode_without_bom_handling(bytes).0.into_owned(),
            None => match std::str::from_utf8(bytes) {
                Ok(text) => text.to_owned(),
                Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
            },
        }
    }

    /// Runs between escape sequences, each decoded by the sets that are then in force; delimiters restore the first set.
    fn extended(&self, bytes: &[u8]) -> String {
        let mut out = String::new();
        let mut wide = None;
        let mut high = self.first;
        let mut rest = bytes;
        while let Some((byte, after)) = rest.split_first() {
            if *byte == 0x1B {
                rest = escape(after, &mut wide, &mut high);
                continue;
            }
            let wide_now: Option<Wide> = wide;
            let ends = |byte: &u8| *byte == 0x1B || (wide_now.is_none() && matches!(byte, b'^' | b'='));
            let end = rest.iter().position(ends).unwrap_or(rest.len());
            if end == 0 {
                out.push(char::from(*byte));
                (wide, high) = (None, self.first);
                rest = after;
                continue;
            }
            let (run, after) = rest.split_at(end);
            match wide_now {
                Some(set) => out.push_str(&set.decode(run)),
                None => out.push_str(&high.unwrap_or(WINDOWS_1252).decode_without_bom_handling(run).0),
            }
            rest = after;
        }
        out
    }
}

/// Marks that turn the direction of a text or take no room: a name must not look like another one by them. Those that
/// Arabic, Persian and Indic writing needs (joiners, direction marks) stay.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200B}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// A Japanese set with two bytes a character in the lower half.
#[derive(Clone, Copy)]
enum Wide {
    Jis0208,
    Jis0212,
}

impl Wide {
    fn decode(self, run: &[u8]) -> String {
        let mut euc = Vec::with_capacity(run.len() * 2);
        for pair in run.chunks(2) {
            if matches!(self, Self::Jis0212) {
                euc.push(0x8F);
            }
            euc.extend(pair.iter().map(|byte| byte | 0x80));
        }
        EUC_JP.decode_without_bom_handling(&euc).0.into_owned()
    }
}

/// Applies one escape sequence (PS3.3 tables C.12-3 and C.12-4) and returns what follows it.
fn escape<'a>(bytes: &'a [u8], wide: &mut Option<Wide>, high: &mut Option<&'static Encoding>) -> &'a [u8] {
    let known: [(&[u8], Option<Wide>, Option<&'static Encoding>); 20] = [
        (b"(B", None, None),
        (b"(J", None, None),
        (b"$B", Some(Wide::Jis0208), None),
        (b"$@", Some(Wide::Jis0208), None),
        (b"$(D", Some(Wide::Jis0212), None),
        (b")I", None, Some(SHIFT_JIS)),
        (b"$)C", None, Some(EUC_KR)),
        (b"$)A", None, Some(GB18030)),
        (b"-A", None, Some(WINDOWS_1252)),
        (b"-B", None, Some(ISO_8859_2)),
        (b"-C", None, Some(ISO_8859_3)),
        (b"-D", None, Some(ISO_8859_4)),
        (b"-F", None, Some(ISO_8859_7)),
        (b"-G", None, Some(ISO_8859_6)),
        (b"-H", None, Some(ISO_8859_8)),
        (b"-L", None, Some(ISO_8859_5)),
        (b"-M", None, Some(WINDOWS_1254)),
        (b"-T", None, Some(WINDOWS_874)),
        (b"-b", None, Some(ISO_8859_15)),
        (b"%G", None, Some(UTF_8)),
    ];
    for (sequence, low, upper) in known {
        if let Some(rest) = bytes.strip_prefix(sequence) {
            match upper {
                Some(encoding) => *high = Some(encoding),
                None => *wide = low,
            }
            return rest;
        }
    }
    bytes
}

fn encoding_of(term: &str) -> Option<&'static Encoding> {
    // Writers put blanks, dashes and underscores as they like.
    let term = term.to_ascii_uppercase().replace(['-', '_'], " ");
    let number = term
        .trim_start_matches("ISO 2022")
        .trim_start_matches("ISO")
        .trim_start()
        .trim_start_matches("IR")
        .trim();
    Some(match number {
        "100" => WINDOWS_1252,
        "101" => ISO_8859_2,
        "109" => ISO_8859_3,
        "110" => ISO_8859_4,
        "144" => ISO_8859_5,
        "127" => ISO_8859_6,
        "126" => ISO_8859_7,
        "138" => ISO_8859_8,
        "148" => WINDOWS_1254,
        "203" => ISO_8859_15,
        "166" => WINDOWS_874,
        "13" => SHIFT_JIS,
        "149" => EUC_KR,
        "192" | "UTF 8" | "UTF8" => UTF_8,
        "58" | "GB18030" | "GBK" | "GB2312" => GB18030,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_german_name_is_read_whatever_set_it_was_written_in() {
        assert_eq!(
            CharacterSet::new(b"ISO_IR 100").decode(b"\xC4neas^R\xFCdiger "),
            "Äneas^Rüdiger"
        );
        assert_eq!(
            CharacterSet::new(b"ISO_IR 192").decode("Äneas^Rüdiger".as_bytes()),
            "Äneas^Rüdiger"
        );
        assert_eq!(
            CharacterSet::new(b"").decode("Äneas^Rüdiger".as_bytes()),
            "Äneas^Rüdiger"
        );
        assert_eq!(CharacterSet::new(b"no such set").decode(b"\xC4neas"), "Äneas");
        assert_eq!(CharacterSet::new(b"ISO-IR 144").decode(b"\xBB\xEE"), "Лю");
    }

    #[test]
    fn a_japanese_name_is_read_in_its_three_writings() {
        // PS3.5 annex H.3.1 and H.3.2
        let set = CharacterSet::new(b"\\ISO 2022 IR 87");
        let name = b"Yamada^Tarou=\x1b$B;3ED\x1b(B^\x1b$BB@O:\x1b(B=\x1b$B$d$^$@\x1b(B^\x1b$B$?$m$&\x1b(B";
        assert_eq!(set.decode(name), "Yamada^Tarou=山田^太郎=やまだ^たろう");
        let set = CharacterSet::new(b"ISO 2022 IR 13\\ISO 2022 IR 87");
        let name = b"\xd4\xcf\xc0\xde^\xc0\xdb\xb3=\x1b$B;3ED\x1b(J^\x1b$BB@O:\x1b(J";
        assert_eq!(set.decode(name), "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎");
    }

    #[test]
    fn a_korean_name_is_read() {
        // PS3.5 annex I.2
        let set = CharacterSet::new(b"\\ISO 2022 IR 149");
        let name =
            b"Hong^Gildong=\x1b$)C\xfb\xf3^\x1b$)C\xd1\xce\xd4\xd7=\x1b$)C\xc8\xab^\x1b$)C\xb1\xe6\xb5\xbf";
        assert_eq!(set.decode(name), "Hong^Gildong=洪^吉洞=홍^길동");
    }

    #[test]
    fn control_characters_do_not_get_into_a_name() {
        assert_eq!(CharacterSet::new(b"").decode(b"A\0B\r\nC\x1bD"), "ABCD");
        let turned = "A\u{202E}B\u{200B}C".as_bytes();
        assert_eq!(CharacterSet::new(b"ISO_IR 192").decode(turned), "ABC");
    }
}
