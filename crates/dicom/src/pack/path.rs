//! Paths in an index: any name that a file can have, as text, and none that leads out of a folder.

use std::fmt::Write as _;

/// Writes a path whose parts are separated by `/`: bytes that are not UTF-8, control characters and the percent sign become
/// `%` with two hexadecimal digits.
pub fn write(path: &[u8]) -> String {
    let mut text = String::with_capacity(path.len());
    let escape = |text: &mut String, bytes: &[u8]| {
        for byte in bytes {
            // Writing to a text cannot fail.
            let _ = write!(text, "%{byte:02x}");
        }
    };
    for chunk in path.utf8_chunks() {
        for letter in chunk.valid().chars() {
            if letter == '%' || letter.is_control() {
                escape(&mut text, letter.encode_utf8(&mut [0; 4]).as_bytes());
            } else {
                text.push(letter);
            }
        }
        escape(&mut text, chunk.invalid());
    }
    text
}

/// The bytes of a path. Nothing for one that is written in another way or leads anywhere but down: every part is a name,
/// none is `.` or `..`.
pub fn read(text: &str) -> Option<Vec<u8>> {
    let mut path = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        if *byte == b'%' {
            let (digits, after) = after.split_first_chunk::<2>()?;
            path.push(u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?);
            rest = after;
        } else {
            path.push(*byte);
            rest = after;
        }
    }
    let mut names = path.split(|byte| *byte == b'/');
    let is_name = |name: &[u8]| !matches!(name, b"" | b"." | b"..") && !name.contains(&0);
    (names.all(is_name) && write(&path) == text).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_comes_back_as_it_was() {
        for path in [
            b"DICOM/IM0001".as_slice(),
            "Röntgen Müller/画像".as_bytes(),
            b"100%/a\\b/..c",
            b"bad \xff\xfe name\n",
            b"C:/x",
        ] {
            assert_eq!(read(&write(path)).as_deref(), Some(path));
        }
    }

    #[test]
    fn no_name_leads_out_of_the_folder() {
        for path in [
            "",
            "..",
            "a/../b",
            "/etc/passwd",
            "a//b",
            "./a",
            "a/",
            "%2e%2e/a",
            "a%00",
            "%2Fa",
        ] {
            assert_eq!(read(path), None, "{path}");
        }
    }
}
