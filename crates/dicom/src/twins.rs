//! Images that seem to lie on a disc more than once: only their pixels tell whether they do.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hasher},
};

use crate::{ByteSource, Disc, Examined, Instance, window::Window};

/// How much is read at once.
const PIECE: u64 = 256 * 1024;

/// Files whose pixels [`compare_pixels`] has to read before [`crate::gather`] can tell duplicates from false twins: those
/// that share a SOP Instance UID and were not read whole anyway.
pub fn twins(examined: &[Examined]) -> Vec<usize> {
    let mut by_uid: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, file) in examined.iter().enumerate() {
        if let Some(image) = file.object.as_ref().and_then(|object| object.image.as_ref())
            && !image.uid.is_empty()
        {
            by_uid.entry(&image.uid).or_default().push(index);
        }
    }
    let unread = |index: &usize| {
        let object = examined.get(*index).and_then(|file| file.object.as_ref());
        object.is_some_and(|object| object.pixels.is_none())
    };
    let mut twins: Vec<usize> = by_uid
        .into_values()
        .filter(|files| files.len() > 1)
        .flatten()
        .filter(unread)
        .collect();
    twins.sort_unstable();
    twins
}

/// Reads the pixels of one file and remembers their hash. Where they cannot be read, the image stays a false twin and is
/// kept.
pub fn compare_pixels<S: ByteSource>(disc: &Disc<S>, examined: &mut Examined) {
    let file = examined.file;
    if let Some(object) = &mut examined.object
        && let Some(image) = &object.image
    {
        object.pixels = hash_of(disc, file, image);
    }
}

fn hash_of<S: ByteSource>(disc: &Disc<S>, file: usize, image: &Instance) -> Option<u64> {
    let Some(from) = image.deflated_from else {
        return hash(image, |offset, length| disc.read(file, offset, length).ok());
    };
    hash(image, |offset, length| {
        disc.read_data_set(file, from, offset, length).ok()
    })
}

/// The same hash where all pixels were read together with the header.
pub(crate) fn hash_at_hand(window: &Window<'_>, image: &Instance) -> Option<u64> {
    hash(image, |offset, length| {
        window.held(offset, length).map(<[u8]>::to_vec)
    })
}

fn hash(image: &Instance, read: impl Fn(u64, usize) -> Option<Vec<u8>>) -> Option<u64> {
    let mut hasher = DefaultHasher::new();
    for frame in &image.frames {
        for span in frame {
            let mut at = 0;
            while at < span.length {
                let length = usize::try_from(PIECE.min(span.length - at)).ok()?;
                let piece = read(span.offset.checked_add(at)?, length)?;
                if piece.len() != length {
                    return None;
                }
                hasher.write(&piece);
                at += PIECE;
            }
        }
        hasher.write_usize(frame.len());
    }
    Some(hasher.finish())
}
