//! Names in archives that do not say in which code they are written.
//!
//! UTF-8 where they are UTF-8. Else all names of the archive together decide between the code pages of DOS and Windows in
//! the West (437, 850, 1252) and the double-byte sets of Japan and China (Shift JIS, GBK), by what their letters would look like.

use std::borrow::Cow;

use encoding_rs::{GBK, SHIFT_JIS, WINDOWS_1252};

/// How undeclared names of one archive are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Code {
    Page437,
    Page850,
    Windows1252,
    ShiftJis,
    Gbk,
}

/// Names that are looked at.
const SAMPLE: usize = 2000;

impl Code {
    /// The code that suits the names best; UTF-8 names have no say.
    pub(crate) fn guess<'a>(names: impl Iterator<Item = &'a [u8]>) -> Self {
        let names: Vec<&[u8]> = names
            .filter(|name| std::str::from_utf8(name).is_err())
            .take(SAMPLE)
            .collect();
        let codes = [
            Self::Page437,
            Self::Page850,
            Self::Windows1252,
            Self::ShiftJis,
            Self::Gbk,
        ];
        let mut best = (Self::Page437, i64::MIN);
        for code in codes {
            let score = names.iter().map(|name| code.score(name)).sum();
            if score > best.1 {
                best = (code, score);
            }
        }
        best.0
    }

    /// The name as text.
    pub(crate) fn decode(self, name: &[u8]) -> String {
        match std::str::from_utf8(name) {
            Ok(name) => name.to_owned(),
            Err(_) => self.decoded(name).into_owned(),
        }
    }

    fn decoded(self, name: &[u8]) -> Cow<'_, str> {
        match self {
            Self::Page437 => name
                .iter()
                .map(|byte| of_page(*byte, PAGE_437))
                .collect::<String>()
                .into(),
            Self::Page850 => name
                .iter()
                .map(|byte| of_page(*byte, PAGE_850))
                .collect::<String>()
                .into(),
            Self::Windows1252 => WINDOWS_1252.decode_without_bom_handling(name).0,
            Self::ShiftJis => SHIFT_JIS.decode_without_bom_handling(name).0,
            Self::Gbk => GBK.decode_without_bom_handling(name).0,
        }
    }

    /// How much a name looks like words in this code.
    fn score(self, name: &[u8]) -> i64 {
        let text = self.decoded(name);
        let letters: Vec<char> = text.chars().collect();
        let near = |index: usize, step: isize| {
            index
                .checked_add_signed(step)
                .and_then(|at| letters.get(at))
                .copied()
                .unwrap_or(' ')
        };
        letters
            .iter()
            .enumerate()
            .filter(|(_, c)| !c.is_ascii())
            .map(|(index, c)| {
                let (before, after) = (near(index, -1), near(index, 1));
                match self {
                    Self::ShiftJis | Self::Gbk => self.score_of_wide(*c, before, after),
                    // Every second letter with a sign: rather the lead bytes of a double-byte set.
                    _ if !near(index, -2).is_ascii() || !near(index, 2).is_ascii() => {
                        score_of_western(*c, before, after).min(1)
                    }
                    _ => score_of_western(*c, before, after),
                }
            })
            .sum()
    }

    /// Ideographs stand together; between Latin letters they are a misreading of an umlaut and the letter behind it.
    fn score_of_wide(self, c: char, before: char, after: char) -> i64 {
        let bytes = match self {
            Self::ShiftJis => SHIFT_JIS.encode(c.encode_utf8(&mut [0; 4])).0.into_owned(),
            _ => GBK.encode(c.encode_utf8(&mut [0; 4])).0.into_owned(),
        };
        let common = match (self, bytes.as_slice()) {
            (_, _) if c == '\u{FFFD}' => return -20,
            // half-width katakana: what GBK and the West look like in Shift JIS
            (Self::ShiftJis, [_]) => -2,
            (Self::ShiftJis, [0x82 | 0x83, _]) | (Self::Gbk, [0xB0..=0xD7, 0xA1..=0xFF]) => 4,
            (Self::ShiftJis, [0x88..=0x97, _]) => 3,
            (Self::ShiftJis, [0x81, _]) | (Self::Gbk, [0xA1..=0xA9 | 0xD8..=0xF7, 0xA1..=0xFF]) => 1,
            _ => -1,
        };
        if before.is_ascii_alphabetic() && after.is_ascii_alphabetic() {
            -3
        } else {
            common
        }
    }
}

/// Letters of Western languages among Latin letters.
fn score_of_western(c: char, before: char, after: char) -> i64 {
    const COMMON: &str = "äöüÄÖÜßéèêàáâçñåøæÅØÆóíúãõôîûëï";
    let beside =
        |c: char| c.is_ascii_alphabetic() || c == ' ' || c == '/' || c == '_' || c == '-' || c == '.';
    let fits = beside(before) && beside(after);
    match (COMMON.contains(c), c.is_alphabetic() && u32::from(c) < 0x180) {
        (true, _) if fits => 4,
        (true, _) => 1,
        (_, true) if fits => 1,
        (_, true) => -1,
        _ => -5,
    }
}

const PAGE_437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";
const PAGE_850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

fn of_page(byte: u8, page: &str) -> char {
    match byte.checked_sub(128) {
        None => char::from(byte),
        Some(index) => page.chars().nth(usize::from(index)).unwrap_or('_'),
    }
}

/// A text in code page 850; nothing where it has other letters.
pub(crate) fn to_code_page_850(text: &str) -> Option<Vec<u8>> {
    let byte = |c: char| match u8::try_from(c) {
        Ok(byte) if byte < 128 => Some(byte),
        _ => PAGE_850
            .chars()
            .position(|known| known == c)
            .and_then(|index| u8::try_from(index + 128).ok()),
    };
    text.chars().map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(names: &[&[u8]]) -> Vec<String> {
        let code = Code::guess(names.iter().copied());
        names.iter().map(|name| code.decode(name)).collect()
    }

    #[test]
    fn german_names_are_read_in_every_code_page() {
        assert_eq!(
            read(&[b"R\x94ntgen M\x81ller/Sch\x84del"]),
            ["Röntgen Müller/Schädel"]
        );
        assert_eq!(
            read(&[b"R\xF6ntgen M\xFCller/Gr\xF6\xDFe"]),
            ["Röntgen Müller/Größe"]
        );
        assert_eq!(read(&["Röntgen".as_bytes(), b"plain"]), ["Röntgen", "plain"]);
        assert_eq!(
            read(&[b"\x99sterreich", b"\x9Abersicht.dcm", b"Fu\xE1"]),
            ["Österreich", "Übersicht.dcm", "Fuß"]
        );
    }

    #[test]
    fn scandinavian_and_portuguese_names_take_code_page_850() {
        assert_eq!(read(&[b"K\x9Bbenhavn/r\x9Bntgen"]), ["København/røntgen"]);
        assert_eq!(read(&[b"S\xC6o Paulo"]), ["São Paulo"]);
    }

    #[test]
    fn japanese_and_chinese_names_are_told_from_german_ones() {
        for name in [
            "画像/患者データ",
            "テスト.dcm",
            "山田太郎/胸部CT/I0001",
            "レントゲン",
        ] {
            let bytes = SHIFT_JIS.encode(name).0;
            assert_eq!(read(&[&bytes]), [name]);
        }
        for name in ["影像/胸部CT", "患者资料/图像1.dcm", "张伟"] {
            let bytes = GBK.encode(name).0;
            assert_eq!(read(&[&bytes]), [name]);
        }
    }
}
