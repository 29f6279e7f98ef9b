//! The files a person gave, in one order, with what lies in archives and images of discs beside plain files.

use std::collections::HashMap;

use crate::{
    ByteSource, ReadError, Reason,
    container::{self, Body, Entry, Kind, gzip, tar},
    layers::{Below, Layers, Recipe, UNKNOWN},
    names::Code,
    path,
};

/// Files that archives of one disc may hold together.
const MAX_FILES: usize = 300_000;
/// Length of all their paths together.
const MAX_PATHS: usize = 48 << 20;
/// A member of this length is looked at, whatever its name, to see whether it is an archive itself.
const WORTH_A_LOOK: u64 = 32 << 20;

/// An ordered list of files, sorted by path. What lies in a ZIP, a tape archive, a gzip file or an image of a disc appears as
/// `disc.zip/path`; an archive in an archive is opened once (`disc.zip/inner.zip/path`), `x.dcm.gz` holds `x.dcm.gz/x.dcm`. An
/// archive that was opened whole does not appear itself; one that cannot be opened, or only in part, is a file like any other.
/// Paths are unique, relative and never lead out of a folder; names that were listed are kept letter by letter, names of members
/// are made safe. What lies in one packed stream (a `.tar.gz`) stays in the
/// stream's order, so that reading all files in turn unpacks it once.
pub struct Disc<S> {
    layers: Layers<S>,
    files: Vec<File>,
}

/// What helps to open a disc.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct DiscOptions {
    /// Passwords that are tried on encrypted members of ZIPs.
    pub passwords: Vec<String>,
}

impl DiscOptions {
    /// With these passwords.
    pub fn with_passwords(passwords: Vec<String>) -> Self {
        Self { passwords }
    }
}

struct File {
    path: String,
    size: u64,
    content: Result<Below, ReadError>,
    /// How many archives it lies in.
    depth: usize,
    /// Where its bytes come from a packed stream: the archive's path and the place in it.
    place: Option<(String, u64)>,
    /// Known before its content is looked at: why it is not of use, whatever it is.
    refused: Option<Reason>,
    /// Whether its name was changed to be safe.
    renamed: bool,
    /// How much of the path names the outermost archive that it lies in; nothing for a plain file.
    archive: usize,
}

impl File {
    /// By path; what lies in one packed stream stands together, in the stream's order.
    fn order(a: &Self, b: &Self) -> std::cmp::Ordering {
        a.key().cmp(&b.key()).then_with(|| a.path.cmp(&b.path))
    }

    fn key(&self) -> (&str, u64) {
        match &self.place {
            Some((archive, place)) => (archive, *place),
            None => (&self.path, 0),
        }
    }

    /// How much of a member's path names the outermost archive, where this is an archive.
    fn outermost(&self) -> usize {
        if self.depth == 0 {
            self.path.len()
        } else {
            self.archive
        }
    }
}

impl<S: ByteSource> Disc<S> {
    /// Orders the files and lists what archives hold. Reads the first bytes of every file.
    pub fn open(files: Vec<(String, S)>) -> Self {
        Self::open_with(files, DiscOptions::default())
    }

    /// The same, with passwords for what is encrypted.
    pub fn open_with(files: Vec<(String, S)>, options: DiscOptions) -> Self {
        let mut opening = Opening {
            layers: Layers::new(options.passwords),
            files: Vec::new(),
            room: MAX_FILES,
            paths: MAX_PATHS,
        };
        for (path, bytes) in files {
            let refusal = bytes.refusal();
            let below = opening.layers.add_source(bytes);
            let size = opening.layers.len(below);
            let file = File {
                path: path::of_listing(&path),
                size,
                content: refusal.map_or(Ok(below), Err),
                depth: 0,
                place: None,
                refused: None,
                renamed: false,
                archive: 0,
            };
            opening.add(file);
        }
        let mut files = opening.files;
        files.sort_by(File::order);
        let mut taken = HashMap::new();
        for file in &mut files {
            file.path = path::unique(std::mem::take(&mut file.path), &mut taken);
        }
        files.sort_by(File::order);
        Self {
            layers: opening.layers,
            files,
        }
    }

    /// One file as it is, whatever it holds: nothing is looked for inside it.
    pub fn of_one(path: &str, bytes: S) -> Self {
        let mut layers = Layers::new(Vec::new());
        let below = layers.add_source(bytes);
        let file = File {
            path: path::of_listing(path),
            size: layers.len(below),
            content: Ok(below),
            depth: 0,
            refused: None,
            renamed: false,
            place: None,
            archive: 0,
        };
        Self {
            layers,
            files: vec![file],
        }
    }

    /// Number of files.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file at all.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Path of a file; empty where there is none.
    pub fn path(&self, file: usize) -> &str {
        self.files.get(file).map_or("", |file| &file.path)
    }

    /// Length of a file in bytes, as declared where it is a member of an archive.
    pub fn size(&self, file: usize) -> u64 {
        self.files.get(file).map_or(0, |file| file.size)
    }

    /// Path of the archive that a person gave and this file lies in; nothing for a plain file.
    pub(crate) fn archive(&self, file: usize) -> Option<&str> {
        let file = self.files.get(file).filter(|file| file.depth > 0)?;
        file.path.get(..file.archive)
    }

    /// How many archives a file lies in.
    pub(crate) fn depth(&self, file: usize) -> usize {
        self.files.get(file).map_or(0, |file| file.depth)
    }

    /// Why a file is not of use whatever its content is, where that is known before.
    pub(crate) fn refused(&self, file: usize) -> Option<Reason> {
        self.files.get(file).and_then(|file| file.refused)
    }

    /// Whether the name in the archive pointed out of a folder and was changed.
    pub(crate) fn renamed(&self, file: usize) -> bool {
        self.files.get(file).is_some_and(|file| file.renamed)
    }

    fn content(&self, file: usize) -> Result<Below, ReadError> {
        self.files.get(file).ok_or(ReadError::NoSuchFile)?.content.clone()
    }

    /// Up to `length` bytes from `offset`; fewer only where the file ends. Packed members are unpacked on the way: reading
    /// onwards is cheap, reading backwards goes on from the nearest place that was kept.
    pub fn read(&self, file: usize, offset: u64, length: usize) -> Result<Vec<u8>, ReadError> {
        let below = self.content(file)?;
        let read = self.layers.read(below, offset, length);
        read.map_err(|error| self.layers.named(below, error))
    }

    /// Reads a member of an archive to its end and compares length and checksum; other files have nothing to compare.
    pub fn check(&self, file: usize) -> Result<(), ReadError> {
        self.layers.check(self.content(file)?)
    }

    /// The deflated data set of a file that begins at `from`: its length, and whether it ends as it should.
    pub(crate) fn data_set(&self, file: usize, from: u64) -> Result<(u64, bool), ReadError> {
        self.layers.data_set(file, self.content(file)?, from)
    }

    /// Bytes of a deflated data set.
    pub(crate) fn read_data_set(
        &self,
        file: usize,
        from: u64,
        offset: u64,
        length: usize,
    ) -> Result<Vec<u8>, ReadError> {
        self.layers
            .read_data_set(file, self.content(file)?, from, (offset, length))
    }
}

/// A disc while it is being opened.
struct Opening<S> {
    layers: Layers<S>,
    files: Vec<File>,
    /// How many more files, and how much more of paths, archives may bring.
    room: usize,
    paths: usize,
}

impl<S: ByteSource> Opening<S> {
    /// Adds a file, or what lies in it.
    fn add(&mut self, mut file: File) {
        let look = file.depth == 0 || container::named_like_one(&file.path) || file.size >= WORTH_A_LOOK;
        if look
            && file.depth < 2
            && file.refused.is_none()
            && let Ok(below) = file.content
            && let Some(kind) = container::kind(&file.path, &self.layers.view(below))
        {
            match self.inside(&file, kind, below) {
                Inside::All => return,
                Inside::Trouble(trouble) => file.refused = Some(trouble),
                Inside::Nothing => {}
            }
        }
        self.files.push(file);
    }

    /// Adds what lies in a container.
    fn inside(&mut self, file: &File, kind: Kind, below: Below) -> Inside {
        let (kind, below) = match kind {
            Kind::RawImage => {
                let size = container::sectors::length(self.layers.len(below));
                (kind, self.layers.add(below, Recipe::Sectors, size, None))
            }
            Kind::Gzip => match self.gunzip(file, below) {
                Gunzipped::Tar(below) => (Kind::Tar, below),
                Gunzipped::Done => return Inside::All,
                Gunzipped::Failed(reason) => return Inside::Trouble(reason),
            },
            other => (other, below),
        };
        let Some(mut listing) = container::list(kind, &self.layers.view(below), self.room) else {
            return Inside::Nothing;
        };
        if kind == Kind::Tar && self.layers.len(below) == UNKNOWN && listing.trouble.is_none() {
            listing.trouble = self.layers.drain(below).err().map(|error| error.reason());
        }
        if listing.entries.is_empty() {
            return Inside::Trouble(listing.trouble.unwrap_or(Reason::EmptyArchive));
        }
        let undeclared = listing.entries.iter().filter(|entry| !entry.utf8);
        let code = Code::guess(undeclared.map(|entry| entry.name.as_slice()));
        let streamed = self.layers.has_stream(below);
        for entry in listing.entries {
            let place = entry.place();
            let Some(mut member) = self.member(file, below, entry, code) else {
                listing.trouble = Some(Reason::TooManyFiles);
                break;
            };
            member.place.clone_from(&file.place);
            if streamed && member.place.is_none() {
                member.place = Some((format!("{}/", file.path), place));
            }
            self.add(member);
        }
        match listing.trouble {
            None => Inside::All,
            Some(Reason::TooManyFiles) => Inside::Trouble(Reason::TooManyFiles),
            Some(_) => Inside::Trouble(Reason::IncompleteArchive),
        }
    }

    /// One entry as a file; nothing where there is no more room.
    fn member(&mut self, container: &File, below: Below, entry: Entry, code: Code) -> Option<File> {
        let name = if entry.utf8 {
            String::from_utf8_lossy(&entry.name).into_owned()
        } else {
            code.decode(&entry.name)
        };
        let path = format!("{}/{}", container.path, path::safe(&name));
        self.room = self.room.checked_sub(1)?;
        self.paths = self.paths.checked_sub(path.len())?;
        let content = entry.body.map(|body| match body {
            Body::Pieces(pieces) => self
                .layers
                .add(below, Recipe::Pieces(pieces), entry.size, entry.crc),
            Body::Member(member) => self.layers.add_member(below, member, entry.size, entry.crc),
        });
        Some(File {
            path,
            size: entry.size,
            content,
            depth: container.depth + 1,
            place: None,
            refused: path::escapes(&name).then_some(Reason::UnsafePath),
            renamed: path::leads_elsewhere(&name),
            archive: container.outermost(),
        })
    }

    /// Opens gzip: a tape archive inside is listed later, anything else is one file.
    fn gunzip(&mut self, file: &File, below: Below) -> Gunzipped {
        let inside = self.layers.add(below, Recipe::Gunzipped, UNKNOWN, None);
        let head = match self.layers.read(inside, 0, container::HEAD) {
            Ok(head) => head,
            Err(error) => return Gunzipped::Failed(error.reason()),
        };
        if tar::looks_like_tar(&head) {
            return Gunzipped::Tar(inside);
        }
        let (size, whole) = match self.layers.measure(inside) {
            Ok((0, false)) => return Gunzipped::Failed(Reason::CannotInflate),
            Ok(measured) => measured,
            Err(error) => return Gunzipped::Failed(error.reason()),
        };
        let header = self.layers.read(below, 0, 4096).unwrap_or_default();
        let name = path::without_gzip(&file.path).unwrap_or_else(|| {
            gzip::name(&header).map_or_else(
                || path::last(&file.path).to_owned(),
                |name| Code::Windows1252.decode(name),
            )
        });
        let path = format!("{}/{}", file.path, path::safe(&name));
        self.add(File {
            path,
            size,
            content: Ok(inside),
            depth: file.depth + 1,
            place: file.place.clone(),
            refused: None,
            renamed: false,
            archive: file.outermost(),
        });
        if whole {
            Gunzipped::Done
        } else {
            Gunzipped::Failed(Reason::IncompleteArchive)
        }
    }
}

/// What became of a file that was looked into.
enum Inside {
    /// All that lies in it was added.
    All,
    /// Something was wrong; what could be opened was added.
    Trouble(Reason),
    /// It is no archive to be opened.
    Nothing,
}

enum Gunzipped {
    Tar(Below),
    Done,
    Failed(Reason),
}
