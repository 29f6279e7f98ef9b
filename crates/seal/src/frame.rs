//! What is encrypted: the length of the content in eight bytes (big-endian), the content, zeros up to the padded size.

use overread_wire::padme;

use crate::OpenRefusal;

/// Bytes before the content.
pub(crate) const PREFIX_BYTES: usize = 8;

/// Whether the size of a ciphertext tells the size of its content.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Padding {
    /// It does: for packs, which are full.
    None,
    /// It tells a Padmé size: for last packs and everything small.
    Padme,
}

/// Bytes of the frame around `content` bytes.
pub(crate) fn framed_len(content: u64, padding: Padding) -> u64 {
    let bare = content.saturating_add(PREFIX_BYTES as u64);
    match padding {
        Padding::None => bare,
        Padding::Padme => padme::padded(bare),
    }
}

/// The frame around `content`, `length` bytes long as [`framed_len`] says.
pub(crate) fn framed(content: &[u8], length: usize) -> Vec<u8> {
    let mut frame = Vec::with_capacity(length);
    frame.extend_from_slice(&(content.len() as u64).to_be_bytes());
    frame.extend_from_slice(content);
    frame.resize(length, 0);
    frame
}

/// The content of a frame, which must be one that [`framed`] makes.
pub(crate) fn unframed(mut frame: Vec<u8>) -> Result<Vec<u8>, OpenRefusal> {
    let prefix = frame.first_chunk::<PREFIX_BYTES>().ok_or(OpenRefusal)?;
    let content = u64::from_be_bytes(*prefix);
    let length = frame.len() as u64;
    if length != framed_len(content, Padding::None) && length != framed_len(content, Padding::Padme) {
        return Err(OpenRefusal);
    }
    let end = usize::try_from(content)
        .ok()
        .and_then(|content| content.checked_add(PREFIX_BYTES))
        .ok_or(OpenRefusal)?;
    if frame
        .get(end..)
        .is_none_or(|zeros| zeros.iter().any(|byte| *byte != 0))
    {
        return Err(OpenRefusal);
    }
    frame.truncate(end);
    frame.drain(..PREFIX_BYTES);
    Ok(frame)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_frame_that_we_would_not_make_is_refused() {
        let mut stuffed = framed(b"report", 32);
        assert!(
            unframed(stuffed.clone()).is_err(),
            "32 is no size we pad six bytes to"
        );
        stuffed.truncate(14);
        assert_eq!(unframed(stuffed.clone()).unwrap(), b"report");
        let mut padded = framed(&[1; 23], 32);
        assert_eq!(unframed(padded.clone()).unwrap(), [1; 23]);
        padded[31] = 1;
        assert!(unframed(padded).is_err(), "the padding is not zero");
        assert!(unframed(vec![0xff; 8]).is_err());
        assert!(unframed(vec![0; 7]).is_err());
    }

    proptest! {
        #[test]
        fn what_was_framed_comes_out_again(content in proptest::collection::vec(any::<u8>(), 0..2000), padme: bool) {
            let padding = if padme { Padding::Padme } else { Padding::None };
            let length = usize::try_from(framed_len(content.len() as u64, padding)).unwrap();
            prop_assert_eq!(unframed(framed(&content, length)).unwrap(), content);
        }
    }
}
