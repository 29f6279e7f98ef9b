//! Files given back into a folder: never outside it, and under their names only once they are whole and verified.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use async_trait::async_trait;
use overread_client::wire::Hash;
use overread_client::{FileSink, OriginalFile, Trouble};
use serde_json::{Value, json};

/// A folder that takes the files of a case.
pub struct Folder {
    root: PathBuf,
    taken: HashMap<String, Hash>,
    written: Vec<Written>,
    open: Option<Open>,
}

/// A file that lies in the folder now.
pub struct Written {
    /// Where, below the folder.
    pub path: String,
    /// What it was on the disc.
    pub file: OriginalFile,
}

struct Open {
    file: Option<File>,
    part: PathBuf,
    target: PathBuf,
    written: Written,
}

impl Folder {
    /// Uses `root`, made if needed.
    pub fn new(root: &Path) -> Result<Self, Trouble> {
        fs::create_dir_all(root).map_err(|_| Trouble::NotWritten)?;
        Ok(Self {
            root: root.to_owned(),
            taken: HashMap::new(),
            written: Vec::new(),
            open: None,
        })
    }

    /// What was written, for answers.
    pub fn written(&self) -> Value {
        let line = |written: &Written| json!({ "path": written.path, "bytes": written.file.size, "sha256": written.file.sha256 });
        self.written.iter().map(line).collect()
    }

    /// How many files were written.
    pub fn count(&self) -> usize {
        self.written.len()
    }

    /// A name that is free: the file's own, or, when a later disc brings another file of that name, one below
    /// `again-2`, `again-3` and so on. `None` for the very same file under the same name.
    fn place(&self, file: &OriginalFile) -> Option<String> {
        let mut path = file.path.clone();
        for again in 2.. {
            match self.taken.get(&path) {
                None => return Some(path),
                Some(sha256) if *sha256 == file.sha256 => return None,
                Some(_) => path = format!("again-{again}/{}", file.path),
            }
        }
        None
    }
}

#[async_trait(?Send)]
impl FileSink for Folder {
    async fn begin(&mut self, file: &OriginalFile) -> Result<(), Trouble> {
        let below = inside(&file.path).ok_or(Trouble::NotGenuine)?;
        let Some(path) = self.place(file) else {
            let written = Written {
                path: file.path.clone(),
                file: file.clone(),
            };
            self.open = Some(Open {
                file: None,
                part: PathBuf::new(),
                target: PathBuf::new(),
                written,
            });
            return Ok(());
        };
        let target = if path == file.path {
            self.root.join(below)
        } else {
            self.root.join(&path)
        };
        let part = target.with_added_extension("part");
        let made = target
            .parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| File::create(&part));
        let made = made.map_err(|_| Trouble::NotWritten)?;
        self.open = Some(Open {
            file: Some(made),
            part,
            target,
            written: Written {
                path,
                file: file.clone(),
            },
        });
        Ok(())
    }

    async fn write(&mut self, bytes: Vec<u8>) -> Result<(), Trouble> {
        match self.open.as_mut().and_then(|open| open.file.as_mut()) {
            Some(file) => file.write_all(&bytes).map_err(|_| Trouble::NotWritten),
            None => Ok(()),
        }
    }

    async fn end(&mut self) -> Result<(), Trouble> {
        let Some(mut open) = self.open.take() else {
            return Ok(());
        };
        if let Some(file) = open.file.take() {
            drop(file);
            fs::rename(&open.part, &open.target).map_err(|_| Trouble::NotWritten)?;
            self.taken
                .insert(open.written.path.clone(), open.written.file.sha256);
            self.written.push(open.written);
        }
        Ok(())
    }
}

/// What was cut off in the middle is not the file and does not stay.
impl Drop for Folder {
    fn drop(&mut self) {
        if let Some(Open {
            file: Some(_), part, ..
        }) = &self.open
        {
            // The refusal that led here is what the person reads.
            let _ = fs::remove_file(part);
        }
    }
}

/// A path of a disc as a path below a folder. `None` for one that leads anywhere else on any platform: the manifest
/// was written on somebody else's computer.
fn inside(path: &str) -> Option<PathBuf> {
    let mut below = PathBuf::new();
    for part in path.split('/') {
        let leads_out = matches!(part, "" | "." | "..") || part.contains(['\\', ':', '\0']);
        if leads_out {
            return None;
        }
        below.push(part);
    }
    Some(below)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_of_a_file_leads_out_of_the_folder() {
        for path in [
            "../a",
            "a/../../b",
            "/etc/a",
            "",
            "a//b",
            "C:/a",
            "a\\..\\b",
            "./a",
            "a\0b",
        ] {
            assert_eq!(inside(path), None, "{path}");
        }
        assert_eq!(
            inside("DICOM/ST000001/IM000001"),
            Some(PathBuf::from("DICOM/ST000001/IM000001"))
        );
        assert_eq!(
            inside("Ärzte/…/bild ..1"),
            Some(PathBuf::from("Ärzte/…/bild ..1"))
        );
    }
}
