//! Names of files as they may stand in a manifest: relative, without `..`, unique.

use std::collections::HashMap;

/// A name in an archive, without anything that could lead out of a folder: drive letters, roots, `.` and `..`, control
/// characters. A backslash stands between folders, as in archives that were made on Windows.
pub(crate) fn safe(path: &str) -> String {
    let parts = path.split(['/', '\\']).enumerate().map(|(at, part)| {
        let drive = at == 0 && matches!(part.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic());
        let part = part.chars().filter(|c| !c.is_control());
        part.enumerate()
            .filter(|(at, _)| !(drive && *at == 1))
            .map(|(_, c)| c)
            .collect::<String>()
    });
    joined(parts.filter(|part| !matches!(part.trim(), "" | "." | "..")))
}

/// A path that somebody listed, with `/` between folders, letter by letter; only what could lead out of a folder is left
/// out. Whoever writes such names to a disk knows which ones it takes.
pub(crate) fn of_listing(path: &str) -> String {
    let parts = path.split('/').filter(|part| !matches!(*part, "" | "." | ".."));
    joined(parts.map(str::to_owned))
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    let parts: Vec<String> = parts.collect();
    if parts.is_empty() {
        "unnamed".to_owned()
    } else {
        parts.join("/")
    }
}

/// Whether a name climbs out of the folder it is meant for.
pub(crate) fn escapes(name: &str) -> bool {
    let mut depth = 0_i64;
    name.split(['/', '\\']).any(|part| {
        match part.trim() {
            ".." => depth -= 1,
            "" | "." => {}
            _ => depth += 1,
        }
        depth < 0
    })
}

/// Whether a name names a place outside of any folder: from the root, from a drive, or through `..`.
pub(crate) fn leads_elsewhere(name: &str) -> bool {
    let drive = matches!(name.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic());
    drive || name.starts_with(['/', '\\']) || name.split(['/', '\\']).any(|part| part.trim() == "..")
}

/// Last component of a path that names a gzip file, without that ending; `.tgz` holds a `.tar`.
pub(crate) fn without_gzip(path: &str) -> Option<String> {
    let name = last(path);
    let (stem, extension) = name.rsplit_once('.')?;
    match extension.to_ascii_lowercase().as_str() {
        _ if stem.is_empty() => None,
        "gz" | "gzip" | "z" => Some(stem.to_owned()),
        "tgz" | "taz" => Some(format!("{stem}.tar")),
        _ => None,
    }
}

/// Last component.
pub(crate) fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The path itself, or the first of `name (2).ext`, `name (3).ext` … that is not taken. `taken` holds for each path the
/// last number that was given, so that a ZIP full of one name costs no more than any other.
pub(crate) fn unique(path: String, taken: &mut HashMap<String, u64>) -> String {
    let Some(last) = taken.get(&path).copied() else {
        taken.insert(path.clone(), 1);
        return path;
    };
    let name_at = path.rfind('/').map_or(0, |slash| slash + 1);
    let dot = path.rfind('.').filter(|dot| *dot > name_at).unwrap_or(path.len());
    let (stem, extension) = path.split_at(dot);
    let mut number = last;
    let free = loop {
        number += 1;
        let candidate = format!("{stem} ({number}){extension}");
        if !taken.contains_key(&candidate) {
            break candidate;
        }
    };
    taken.insert(path, number);
    taken.insert(free.clone(), 1);
    free
}

/// Last component, lower case.
pub(crate) fn name(path: &str) -> String {
    last(path).to_lowercase()
}

/// Extension of the last component, lower case, without the dot; empty where there is none.
pub(crate) fn extension(path: &str) -> String {
    let name = name(path);
    name.rsplit_once('.')
        .map(|(_, extension)| extension.to_owned())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_never_leads_out_of_its_folder() {
        assert_eq!(safe("../../evil.dcm"), "evil.dcm");
        assert_eq!(safe("C:\\disc\\..\\evil.dcm"), "C/disc/evil.dcm");
        assert_eq!(safe("/abs//./x"), "abs/x");
        assert_eq!(safe(".."), "unnamed");
        assert_eq!(safe("Röntgen Müller/画像"), "Röntgen Müller/画像");
    }

    #[test]
    fn names_of_listed_files_are_kept_letter_by_letter() {
        for path in ["a/10:00:00.dcm", "a\\b.dcm", "a\nb", "CON", " "] {
            assert_eq!(of_listing(path), path);
        }
        assert_eq!(of_listing("/../a//./b"), "a/b");
        assert_eq!(safe("scans/10:00:00.dcm"), "scans/10:00:00.dcm");
    }

    #[test]
    fn names_that_climb_out_are_known() {
        assert!(escapes("../../evil.dcm") && escapes("a/../../b") && escapes("..\\b"));
        assert!(!escapes("a/../b") && !escapes("/abs") && !escapes("..hidden/b"));
        assert!(leads_elsewhere("/abs") && leads_elsewhere("C:\\x") && leads_elsewhere("a/../b"));
        assert!(!leads_elsewhere("a/b") && !leads_elsewhere("a..b"));
    }

    #[test]
    fn two_files_with_one_name_are_told_apart() {
        let mut taken = HashMap::new();
        assert_eq!(unique("a/x.dcm".into(), &mut taken), "a/x.dcm");
        assert_eq!(unique("a/x.dcm".into(), &mut taken), "a/x (2).dcm");
        assert_eq!(unique("a.b/x".into(), &mut taken), "a.b/x");
        assert_eq!(unique("a.b/x".into(), &mut taken), "a.b/x (2)");
    }
}
