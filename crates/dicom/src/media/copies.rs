//! All files of a disc as one copy for a person: as they are, or such that they name nobody.

use serde::Serialize;

use super::{FileSet, is_dicomdir, original};
use crate::{ByteSource, Deidentifier, Disc, LeftOut, ReadError, Rewritten};

/// A copy of a disc that is made file by file.
pub struct Copies {
    set: FileSet,
    deidentifier: Option<Deidentifier>,
    left_out: Vec<LeftOutFile>,
    burned_in: Vec<String>,
    truncated: Vec<String>,
    not_listed: Vec<String>,
}

/// One file of the copy.
pub struct Copy {
    /// Its path in the copy.
    pub path: String,
    /// Its bytes.
    pub bytes: Rewritten,
}

/// A file that is not in the copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeftOutFile {
    /// Its path on the disc.
    pub path: String,
    /// Why.
    pub reason: LeftOut,
}

/// Something to know before the copy is given to anybody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CopyWarning {
    /// What.
    pub code: CopyWarningCode,
    /// How many files.
    pub count: usize,
    /// Which, in English, for technical details: the number and the paths in the copy.
    pub detail: String,
}

/// Kinds of warnings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum CopyWarningCode {
    /// Writing may stand in the pixels of these images, which are not changed: look at each.
    BurnedIn,
    /// The disc names more than one person; the copies are named by number.
    SeveralPatients,
    /// These images end before their pixels do, in the original as in the copy.
    Truncated,
    /// These files cannot stand in the table of contents, because they lack a meta header or UIDs.
    NotListed,
}

impl Copies {
    /// A copy of the files as they are, under names that a medium allows, with emptied preambles.
    pub fn as_they_are() -> Self {
        Self::new(None)
    }

    /// A copy that names nobody.
    pub fn deidentified(deidentifier: Deidentifier) -> Self {
        Self::new(Some(deidentifier))
    }

    fn new(deidentifier: Option<Deidentifier>) -> Self {
        Self {
            set: FileSet::new(),
            deidentifier,
            left_out: Vec::new(),
            burned_in: Vec::new(),
            truncated: Vec::new(),
            not_listed: Vec::new(),
        }
    }

    /// Copies one file, known to the person as `path`; nothing where it is left out.
    pub fn add<S: ByteSource>(
        &mut self,
        disc: &Disc<S>,
        file: usize,
        path: &str,
    ) -> Result<Option<Copy>, ReadError> {
        let Some(deidentifier) = &mut self.deidentifier else {
            return self.add_original(disc, file, path);
        };
        let copied = match deidentifier.copy(disc, file) {
            Ok(copied) => copied,
            Err(reason) => {
                self.leave_out(path, reason);
                return Ok(None);
            }
        };
        let placed = self.set.add(disc, &copied.bytes, None)?;
        for (said, paths) in [
            (copied.burned_in, &mut self.burned_in),
            (copied.truncated, &mut self.truncated),
            (!placed.listed, &mut self.not_listed),
        ] {
            if said {
                paths.push(placed.path.clone());
            }
        }
        Ok(Some(Copy {
            path: placed.path,
            bytes: copied.bytes,
        }))
    }

    fn add_original<S: ByteSource>(
        &mut self,
        disc: &Disc<S>,
        file: usize,
        path: &str,
    ) -> Result<Option<Copy>, ReadError> {
        if is_dicomdir(disc, file)? {
            self.leave_out(path, LeftOut::Dicomdir);
            return Ok(None);
        }
        let bytes = original(disc, file)?;
        let placed = self.set.add(disc, &bytes, Some(path))?;
        Ok(Some(Copy {
            path: placed.path,
            bytes,
        }))
    }

    fn leave_out(&mut self, path: &str, reason: LeftOut) {
        let path = path.to_owned();
        self.left_out.push(LeftOutFile { path, reason });
    }

    /// A free name for a file that is written beside the copy, like a text that explains it.
    pub fn beside(&mut self, path: &str) -> String {
        self.set.beside(path)
    }

    /// The table of contents, to be named `DICOMDIR`; its SOP Instance UID is made of the random bytes.
    pub fn dicomdir(&self, random: [u8; 16]) -> Vec<u8> {
        self.set.dicomdir(random)
    }

    /// The files of the disc that are not in the copy.
    pub fn left_out(&self) -> &[LeftOutFile] {
        &self.left_out
    }

    /// What a person should know.
    pub fn warnings(&self) -> Vec<CopyWarning> {
        let people = self.deidentifier.as_ref().map_or(0, Deidentifier::people);
        let several = (people > 1).then(|| CopyWarning {
            code: CopyWarningCode::SeveralPatients,
            count: people,
            detail: people.to_string(),
        });
        let of_files = [
            (CopyWarningCode::BurnedIn, &self.burned_in),
            (CopyWarningCode::Truncated, &self.truncated),
            (CopyWarningCode::NotListed, &self.not_listed),
        ];
        let of_files = of_files.into_iter().filter(|(_, paths)| !paths.is_empty());
        let of_files = of_files.map(|(code, paths)| CopyWarning {
            code,
            count: paths.len(),
            detail: format!("{}: {}", paths.len(), paths.join(", ")),
        });
        several.into_iter().chain(of_files).collect()
    }
}
