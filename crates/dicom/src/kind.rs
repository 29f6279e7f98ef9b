//! What a file is: by name and first bytes where it is not DICOM, by SOP Class where it is.

use crate::{DocumentKind, Reason, container::tar, path};

/// What a file that is not DICOM is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Foreign {
    Document(DocumentKind),
    Other(Reason),
}

/// By name, then first bytes, then extension.
pub(crate) fn of_foreign(path: &str, head: &[u8]) -> Foreign {
    let name = path::name(path);
    let extension = path::extension(path);
    if is_system(path, &name) {
        return Foreign::Other(Reason::NotDicomSystemFile);
    }
    if is_part(path) {
        return Foreign::Other(Reason::SplitArchive);
    }
    if let Some(kind) = by_signature(head, &extension) {
        return kind;
    }
    match extension.as_str() {
        "exe" | "dll" | "ocx" | "sys" | "msi" | "cab" | "jar" | "class" | "so" | "dylib" | "js" | "css"
        | "ini" | "cfg" | "conf" | "config" | "bat" | "cmd" | "sh" | "vbs" | "lang" | "properties"
        | "json" | "dtd" | "xsl" | "xslt" | "xsd" | "reg" | "manifest" | "plist" | "ico" | "icns" | "cur"
        | "ttf" | "otf" | "woff" | "woff2" | "chm" | "hlp" | "res" | "qm" | "pak" | "swf" | "pyc" | "tlb"
        | "app" | "nib" | "lut" | "db" | "sqlite" | "mdb" | "dat" | "bin" | "map" | "svg" | "wasm"
        | "lic" | "log" => Foreign::Other(Reason::NotDicomViewerProgram),
        "mp4" | "m4v" | "mov" | "avi" | "wmv" | "mpg" | "mpeg" | "mkv" | "webm" | "mp3" | "wav" | "m4a" => {
            Foreign::Other(Reason::NotDicomVideo)
        }
        "bz2" | "xz" | "zst" | "dmg" | "tbz" | "txz" | "lzh" | "arj" | "ace" | "vhd" | "nrg" | "mds" => {
            Foreign::Other(Reason::ArchiveNotOpened)
        }
        // What begins like one was recognised before.
        "zip" | "zipx" => Foreign::Other(Reason::DamagedZip),
        "htm" | "html" | "xhtml" => Foreign::Document(DocumentKind::Html),
        _ if is_text(head) => Foreign::Document(DocumentKind::Text),
        _ => Foreign::Other(Reason::NotDicom),
    }
}

/// Whether a preamble is not empty but begins like a program, a page or a document.
pub(crate) fn opens_as_something_else(head: &[u8]) -> bool {
    const SIGNATURES: [&[u8]; 14] = [
        b"MZ",
        b"\x7FELF",
        b"\xCF\xFA\xED\xFE",
        b"\xCA\xFE\xBA\xBE",
        b"#!",
        b"%PDF",
        b"PK\x03\x04",
        b"<!",
        b"<h",
        b"<H",
        b"<?",
        b"<s",
        b"<S",
        b"{\\rtf",
    ];
    SIGNATURES.iter().any(|signature| head.starts_with(signature))
}

fn is_system(path: &str, name: &str) -> bool {
    name.starts_with("._")
        || path.split('/').any(|part| {
            matches!(
                part,
                "__MACOSX" | "$RECYCLE.BIN" | "System Volume Information" | ".Trashes" | ".fseventsd"
            )
        })
        || matches!(
            name,
            "autorun.inf" | "thumbs.db" | ".ds_store" | "desktop.ini" | ".volumeicon.icns" | ".hidden"
        )
}

fn by_signature(head: &[u8], extension: &str) -> Option<Foreign> {
    let at =
        |offset: usize, signature: &[u8]| head.get(offset..).is_some_and(|rest| rest.starts_with(signature));
    let any = |signatures: &[&[u8]]| signatures.iter().any(|signature| head.starts_with(signature));
    let picture: [&[u8]; 6] = [
        b"\xFF\xD8\xFF",
        b"\x89PNG\r\n",
        b"GIF8",
        b"BM",
        b"II*\0",
        b"MM\0*",
    ];
    let program: [&[u8]; 6] = [
        b"MZ",
        b"\x7FELF",
        b"\xCF\xFA\xED\xFE",
        b"\xCE\xFA\xED\xFE",
        b"\xCA\xFE\xBA\xBE",
        b"#!",
    ];
    let archive: [&[u8]; 5] = [b"\x1F\x8B", b"\x1F\x9D", b"BZh", b"\xFD7zXZ", b"\x28\xB5\x2F\xFD"];
    Some(if any(&[b"%PDF-"]) {
        Foreign::Document(DocumentKind::Pdf)
    } else if any(&[b"{\\rtf"]) {
        Foreign::Document(DocumentKind::Rtf)
    } else if any(&picture) || (at(0, b"RIFF") && at(8, b"WEBP")) || at(4, b"ftyphei") || at(4, b"ftypmif1") {
        Foreign::Document(DocumentKind::Picture)
    } else if at(4, b"ftyp") || (at(0, b"RIFF") && (at(8, b"AVI ") || at(8, b"WAVE"))) {
        Foreign::Other(Reason::NotDicomVideo)
    } else if any(&[b"PK\x03\x04", b"PK\x05\x06"]) {
        match extension {
            "docx" | "xlsx" | "pptx" | "odt" | "ods" | "odp" | "pages" | "epub" => {
                Foreign::Document(DocumentKind::Office)
            }
            "jar" | "apk" => Foreign::Other(Reason::NotDicomViewerProgram),
            _ if has_office_member(head) => Foreign::Document(DocumentKind::Office),
            _ => Foreign::Other(Reason::ArchiveNotOpened),
        }
    } else if any(&[b"\xD0\xCF\x11\xE0"]) {
        match extension {
            "msi" | "db" => Foreign::Other(Reason::NotDicomViewerProgram),
            _ => Foreign::Document(DocumentKind::Office),
        }
    } else if any(&program) {
        Foreign::Other(Reason::NotDicomViewerProgram)
    } else if any(&[b"7z\xBC\xAF\x27\x1C"]) {
        Foreign::Other(Reason::SevenZipNotOpened)
    } else if any(&[b"Rar!\x1A\x07"]) {
        Foreign::Other(Reason::RarNotOpened)
    } else if any(&[b"PK\x07\x08"]) {
        Foreign::Other(Reason::SplitArchive)
    } else if any(&archive) || tar::looks_like_tar(head) {
        Foreign::Other(Reason::ArchiveNotOpened)
    } else {
        return None;
    })
}

/// `.z01`, `.001`, `.r00`: parts of ZIP, 7z and RAR; plain numbers may be anything, so they need an archive's ending before.
pub(crate) fn is_part(path: &str) -> bool {
    let (name, extension) = (path::name(path), path::extension(path));
    let numbered = |letter: &str| {
        extension
            .strip_prefix(letter)
            .is_some_and(|number| number.len() == 2 && number.bytes().all(|b| b.is_ascii_digit()))
    };
    let before = name.strip_suffix(&extension).unwrap_or_default();
    let archive = [".zip.", ".7z.", ".rar.", ".tar.", ".iso."]
        .iter()
        .any(|kind| before.ends_with(kind));
    numbered("z") || numbered("r") || (archive && extension.bytes().all(|b| b.is_ascii_digit()))
}

fn has_office_member(head: &[u8]) -> bool {
    head.get(30..)
        .is_some_and(|name| name.starts_with(b"[Content_Types].xml") || name.starts_with(b"mimetype"))
}

/// No control characters but those of texts.
fn is_text(head: &[u8]) -> bool {
    !head.is_empty()
        && !head
            .iter()
            .any(|byte| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B))
}

/// What a DICOM object is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Object {
    Dicomdir,
    Document(DocumentKind),
    Image,
    Other,
}

/// By SOP Class (PS3.4 annex B.5), and by image type for screenshots that carry an image's class.
pub(crate) fn of_object(sop_class: &str, modality: &str, image_type: &str) -> Object {
    const STORAGE: &str = "1.2.840.10008.5.1.4.1.1.";
    if sop_class == "1.2.840.10008.1.3.10" {
        return Object::Dicomdir;
    }
    let screenshot = image_type.to_ascii_uppercase().contains("SCREEN");
    let Some(class) = sop_class.strip_prefix(STORAGE) else {
        return match modality {
            "SR" => Object::Document(DocumentKind::StructuredReport),
            "KO" => Object::Document(DocumentKind::KeyObjects),
            "PR" => Object::Document(DocumentKind::PresentationState),
            "SEG" | "RTSTRUCT" | "RTPLAN" | "REG" => Object::Other,
            _ if screenshot || modality == "DOC" => Object::Document(DocumentKind::SecondaryCapture),
            _ => Object::Image,
        };
    };
    let within = |family: &str| {
        class == family
            || class
                .strip_prefix(family)
                .is_some_and(|rest| rest.starts_with('.'))
    };
    if class == "88.59" {
        Object::Document(DocumentKind::KeyObjects)
    } else if within("88") {
        Object::Document(DocumentKind::StructuredReport)
    } else if within("11") {
        Object::Document(DocumentKind::PresentationState)
    } else if within("104") {
        Object::Document(DocumentKind::Encapsulated)
    } else if within("7") || screenshot || modality == "DOC" {
        Object::Document(DocumentKind::SecondaryCapture)
    } else if within("9") || within("66") || within("67") || within("68") || within("30") {
        // waveforms, raw data and segmentations, real-world values, surfaces, parametric maps
        Object::Other
    } else if within("481") && class != "481.1" {
        // radiotherapy, but for its images
        Object::Other
    } else {
        Object::Image
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_on_a_disc_beside_images_is_told_apart() {
        use DocumentKind::{Html, Office, Pdf, Picture, Text};
        let of = |path: &str, head: &[u8]| of_foreign(path, head);
        assert_eq!(of("Befund.pdf", b"%PDF-1.7"), Foreign::Document(Pdf));
        assert_eq!(of("IMG_1.JPG", b"\xFF\xD8\xFF\xE0"), Foreign::Document(Picture));
        assert_eq!(of("letter.docx", b"PK\x03\x04...."), Foreign::Document(Office));
        assert_eq!(of("readme.txt", "Grüße".as_bytes()), Foreign::Document(Text));
        assert_eq!(of("index.html", b"<html>"), Foreign::Document(Html));
        assert_eq!(
            of("VIEWER/start.exe", b"MZ\x90\0"),
            Foreign::Other(Reason::NotDicomViewerProgram)
        );
        assert_eq!(
            of("AUTORUN.INF", b"[autorun]"),
            Foreign::Other(Reason::NotDicomSystemFile)
        );
        assert_eq!(
            of("__MACOSX/._x", b"\0\x05\x16\x07"),
            Foreign::Other(Reason::NotDicomSystemFile)
        );
        assert_eq!(
            of("more.zip", b"PK\x03\x04...."),
            Foreign::Other(Reason::ArchiveNotOpened)
        );
        assert_eq!(of("unknown", b"\0\x01\x02"), Foreign::Other(Reason::NotDicom));
    }

    #[test]
    fn a_screenshot_is_a_document_even_as_a_ct_image() {
        let ct = "1.2.840.10008.5.1.4.1.1.2";
        assert_eq!(of_object(ct, "CT", "ORIGINAL\\PRIMARY\\AXIAL"), Object::Image);
        let screenshot = of_object(ct, "CT", "DERIVED\\SECONDARY\\SCREEN SAVE");
        assert_eq!(screenshot, Object::Document(DocumentKind::SecondaryCapture));
        assert_eq!(
            of_object("1.2.840.10008.5.1.4.1.1.77.1.4", "XC", ""),
            Object::Image
        );
        assert_eq!(
            of_object("1.2.840.10008.5.1.4.1.1.481.3", "RTSTRUCT", ""),
            Object::Other
        );
    }
}
