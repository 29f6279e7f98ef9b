//! A file-set that grows file by file: where each file lies, and the table of contents of them all.

use std::{collections::HashSet, rc::Rc};

use super::{
    dicomdir::{self, Record},
    listing::Listing,
};
use crate::{ByteSource, Disc, ReadError, Rewritten, attributes::tag, uid, window::Window};

/// Files with their names on the new medium.
#[derive(Default)]
pub struct FileSet {
    patients: Vec<Record>,
    /// Names of files in upper case, because a medium does not tell cases apart.
    files: HashSet<String>,
    folders: HashSet<String>,
    /// SOP Instance UIDs that are listed.
    listed: HashSet<String>,
}

/// Where a file lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// Path with `/`.
    pub path: String,
    /// Whether the table of contents names it.
    pub listed: bool,
}

impl FileSet {
    /// An empty file-set.
    pub fn new() -> Self {
        Self {
            files: HashSet::from(["DICOMDIR".to_owned()]),
            ..Self::default()
        }
    }

    /// Finds a place for a file and lists it. A DICOM file keeps the name `wish` where a medium allows it (PS3.10 §8.2, §8.5:
    /// up to eight components of up to eight characters of `A` to `Z`, `0` to `9` and `_`), else it gets one by patient,
    /// study and series. What cannot be listed keeps its name.
    pub fn add<S: ByteSource>(
        &mut self,
        disc: &Disc<S>,
        file: &Rewritten,
        wish: Option<&str>,
    ) -> Result<Placed, ReadError> {
        let read = |offset, length| file.read(disc, offset, length);
        let listing = Listing::read(&mut Window::new(file.len(), &read));
        let (listed, path) = match listing.and_then(|listing| self.list(&Rc::new(listing), wish)) {
            Some(path) => (true, path),
            None => (
                false,
                self.beside(&wish.map_or_else(|| self.other(), str::to_owned)),
            ),
        };
        Ok(Placed { path, listed })
    }

    /// The folder of files that get new names: one that is not the name of a file.
    fn root(&self) -> String {
        let more = (2..).map(|number| format!("DICOM{number}"));
        let mut names = std::iter::once("DICOM".to_owned()).chain(more);
        names.find(|name| !self.files.contains(name)).unwrap_or_default()
    }

    /// A name for a file that has none and cannot be listed.
    fn other(&self) -> String {
        let root = self.root();
        let names = (1..).map(|number| format!("{root}/OTHER/{}", component("IM", number)));
        { names }.find(|name| self.is_free(name)).unwrap_or_default()
    }

    /// A place for a file that is not listed: its own name, or one that is free.
    pub fn beside(&mut self, path: &str) -> String {
        let mut free = path.to_owned();
        let mut number = 1;
        while !self.is_free(&free) {
            number += 1;
            free = format!("{number}/{path}");
        }
        self.take(&free);
        free
    }

    /// The table of contents, to be named `DICOMDIR`; its SOP Instance UID is made of the random bytes.
    pub fn dicomdir(&self, random: [u8; 16]) -> Vec<u8> {
        dicomdir::write(&self.patients, &uid::of_bytes(random))
    }

    /// Enters a file into the tree; nothing where the same instance stands there already.
    fn list(&mut self, listing: &Rc<Listing>, wish: Option<&str>) -> Option<String> {
        if !self.listed.insert(listing.instance.clone()) {
            return None;
        }
        let person = [
            listing.value(tag::PATIENT_ID),
            b"\\",
            listing.value(tag::PATIENT_NAME),
        ]
        .concat();
        let keys = [
            person,
            listing.value(tag::STUDY_UID).to_vec(),
            listing.value(tag::SERIES_UID).to_vec(),
        ];
        let root = self.root();
        let mut numbers = [0; 3];
        let mut siblings = &mut self.patients;
        for (depth, (key, number)) in keys.into_iter().zip(&mut numbers).enumerate() {
            let at = siblings
                .iter()
                .position(|record| record.key == key)
                .unwrap_or(siblings.len());
            if at == siblings.len() {
                siblings.push(Record::level(depth, key, listing)?);
            }
            *number = at + 1;
            siblings = &mut siblings.get_mut(at)?.below;
        }
        let wished = wish
            .map(str::to_ascii_uppercase)
            .filter(|path| is_file_id(path) && is_free(&self.files, &self.folders, path));
        let places = (siblings.len() + 1..).map(|image| place(&root, numbers, image));
        let mut free = places.filter(|path| is_free(&self.files, &self.folders, path));
        let path = wished.or_else(|| free.next())?;
        siblings.push(Record::file(&path, listing));
        self.take(&path);
        Some(path)
    }

    fn is_free(&self, path: &str) -> bool {
        is_free(&self.files, &self.folders, path)
    }

    fn take(&mut self, path: &str) {
        let path = path.to_uppercase();
        for (slash, _) in path.match_indices('/') {
            self.folders
                .insert(path.get(..slash).unwrap_or_default().to_owned());
        }
        self.files.insert(path);
    }
}

fn is_free(files: &HashSet<String>, folders: &HashSet<String>, path: &str) -> bool {
    let path = path.to_uppercase();
    let leads_through_file = path
        .match_indices('/')
        .any(|(slash, _)| path.get(..slash).is_some_and(|folder| files.contains(folder)));
    !leads_through_file && !files.contains(&path) && !folders.contains(&path)
}

/// Whether a path may stand in a directory (PS3.10 §8.2, §8.5).
fn is_file_id(path: &str) -> bool {
    let component = |part: &str| {
        (1..=8).contains(&part.len())
            && part
                .bytes()
                .all(|byte| matches!(byte, b'A'..=b'Z' | b'0'..=b'9' | b'_'))
    };
    path.split('/').count() <= 8 && path.split('/').all(component)
}

/// `DICOM/PAT00001/STU00001/SER00001/IM000001`.
fn place(root: &str, [patient, study, series]: [usize; 3], image: usize) -> String {
    let [patient, study, series] = [
        component("PAT", patient),
        component("STU", study),
        component("SER", series),
    ];
    format!("{root}/{patient}/{study}/{series}/{}", component("IM", image))
}

/// Eight characters: the letters, fewer of them where the number is long, and the number.
fn component(letters: &str, number: usize) -> String {
    let digits = number.to_string();
    let letters = letters
        .get(..8_usize.saturating_sub(digits.len()).min(letters.len()))
        .unwrap_or_default();
    format!("{letters}{number:0width$}", width = 8 - letters.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_eight_characters_however_many_there_are() {
        assert_eq!(component("IM", 1), "IM000001");
        assert_eq!(component("PAT", 99_999), "PAT99999");
        assert_eq!(component("PAT", 100_000), "PA100000");
    }

    #[test]
    fn a_name_that_is_taken_is_not_given_again_in_another_case() {
        let mut set = FileSet::new();
        assert_eq!(set.beside("report.pdf"), "report.pdf");
        assert_eq!(set.beside("REPORT.PDF"), "2/REPORT.PDF");
        assert_eq!(set.beside("dicomdir"), "2/dicomdir");
        assert_eq!(
            set.beside("Report.pdf/inside"),
            "3/Report.pdf/inside",
            "2/REPORT.PDF is a file"
        );
    }
}
