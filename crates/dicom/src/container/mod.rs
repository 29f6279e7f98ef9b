//! Containers: what kind a file is by its content, and which files lie in it.
//!
//! Listing reads directories and headers only, never the members themselves. Every member is accounted for: one that cannot
//! be read is an entry with an error, and a container of which a part could not be listed says so.

pub(crate) mod gzip;
pub(crate) mod iso;
pub(crate) mod sectors;
pub(crate) mod tar;
pub(crate) mod udf;
pub(crate) mod zip;

use crate::{ByteSource, ReadError, Reason, Span, kind::is_part, path};

/// Bytes of every file that are looked at to tell what it is.
pub(crate) const HEAD: usize = 512;

/// Kinds of containers that are opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Zip,
    Tar,
    Gzip,
    /// ISO 9660, UDF or both.
    Image,
    /// The same with all bytes of a CD's sectors.
    RawImage,
}

/// What a container holds.
#[derive(Debug, Default)]
pub(crate) struct Listing {
    pub(crate) entries: Vec<Entry>,
    /// Why there may be more in it than was listed.
    pub(crate) trouble: Option<Reason>,
}

/// One file in a container.
#[derive(Debug)]
pub(crate) struct Entry {
    /// Its name as written, not yet made safe.
    pub(crate) name: Vec<u8>,
    /// Whether the name is certainly UTF-8.
    pub(crate) utf8: bool,
    /// Length as declared.
    pub(crate) size: u64,
    /// Where its bytes are, or why they cannot be read.
    pub(crate) body: Result<Body, ReadError>,
    /// CRC-32 as declared.
    pub(crate) crc: Option<u32>,
}

impl Entry {
    /// Where in the container its bytes begin.
    pub(crate) fn place(&self) -> u64 {
        match &self.body {
            Ok(Body::Member(member)) => member.header,
            Ok(Body::Pieces(pieces)) => pieces.iter().find_map(|piece| piece.offset()).unwrap_or(0),
            Err(_) => 0,
        }
    }
}

/// Where the bytes of an entry are.
#[derive(Debug, Clone)]
pub(crate) enum Body {
    /// In pieces of the container, as they are.
    Pieces(Vec<Piece>),
    /// Behind a local header of a ZIP.
    Member(zip::Member),
}

/// A part of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Bytes of the container.
    Bytes(Span),
    /// So many zeros that were never written.
    Zeros(u64),
}

impl Piece {
    fn offset(self) -> Option<u64> {
        match self {
            Self::Bytes(span) => Some(span.offset),
            Self::Zeros(_) => None,
        }
    }

    pub(crate) fn length(self) -> u64 {
        match self {
            Self::Bytes(span) => span.length,
            Self::Zeros(length) => length,
        }
    }
}

/// What kind of container a file is, if it is one to be opened: a word processor's file and a program are ZIPs too.
pub(crate) fn kind(path: &str, source: &dyn ByteSource) -> Option<Kind> {
    const NOT_OPENED: [&str; 10] = [
        "docx", "xlsx", "pptx", "odt", "ods", "odp", "jar", "apk", "epub", "pages",
    ];
    let head = source.read_at(0, HEAD).ok()?;
    if head.get(128..132) == Some(b"DICM") || is_part(path) {
        None
    } else if zip::looks_like_zip(&head) {
        (!NOT_OPENED.contains(&path::extension(path).as_str())).then_some(Kind::Zip)
    } else if gzip::looks_like_gzip(&head) {
        Some(Kind::Gzip)
    } else if tar::looks_like_tar(&head) {
        Some(Kind::Tar)
    } else if sectors::looks_raw(&head) {
        iso::looks_like_image(&sectors::Cooked(source)).then_some(Kind::RawImage)
    } else if iso::looks_like_image(source) {
        Some(Kind::Image)
    } else {
        let behind = match path::extension(path).as_str() {
            "zip" | "zipx" => zip::stands_behind(source),
            "exe" => zip::stands_behind(source) && zip::holds_dicom(source),
            _ => false,
        };
        behind.then_some(Kind::Zip)
    }
}

/// Whether a file's name suggests a container, so that a member of another container is worth a look.
pub(crate) fn named_like_one(path: &str) -> bool {
    const NAMES: [&str; 14] = [
        "zip", "tar", "tgz", "gz", "gzip", "taz", "iso", "img", "udf", "bin", "nrg", "zipx", "cbz", "ustar",
    ];
    NAMES.contains(&path::extension(path).as_str())
}

/// The files of a ZIP, a tape archive or an image of a disc; at most `room`.
pub(crate) fn list(kind: Kind, source: &dyn ByteSource, room: usize) -> Option<Listing> {
    match kind {
        Kind::Zip => zip::list(source, room),
        Kind::Tar => Some(tar::list(source, room)),
        Kind::Image | Kind::RawImage => iso::list(source, room),
        Kind::Gzip => None,
    }
}
