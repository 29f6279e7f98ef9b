//! Archives whose files wait for a password.

use serde::Serialize;

use crate::{ByteSource, Disc, Examined, Outcome, Reason};

/// An archive with files that no password that was given opens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Locked {
    /// Path of the archive as the person gave it.
    pub archive: String,
    /// Numbers of the files that stay closed.
    pub files: Vec<usize>,
}

/// The archives of a disc that still need a password, in the order of the disc. What is encrypted in a way that is not read
/// is not among them: asking would not help.
pub fn locked<S: ByteSource>(disc: &Disc<S>, examined: &[Examined]) -> Vec<Locked> {
    let mut found: Vec<Locked> = Vec::new();
    let closed = examined.iter().filter(|examined| {
        let reason = Outcome::Skipped {
            reason: Reason::Encrypted,
        };
        let tried = Outcome::Skipped {
            reason: Reason::WrongPassword,
        };
        examined.record.outcome == reason || examined.record.outcome == tried
    });
    for examined in closed {
        let archive = disc.archive(examined.file).unwrap_or(&examined.record.path);
        match found.iter_mut().find(|known| known.archive == archive) {
            Some(known) => known.files.push(examined.file),
            None => found.push(Locked {
                archive: archive.to_owned(),
                files: vec![examined.file],
            }),
        }
    }
    found
}
