//! Names of files as they may stand in a manifest: relative, without `..`, unique.

use std::collections::HashMap;

/// The same path without anything that could lead out of a folder: drive letters, roots, `.` and `..`, control characters.
pub(crate) fn safe(path: &str) -> String {
    let parts: Vec<String> = path
        .split(['/', '\\'])
        .map(|part| {
            part.chars()
                .filter(|c| !c.is_control() && *c != ':')
                .collect::<String>()
        })
        .filter(|part| !matches!(part.trim(), "" | "." | ".."))
        .collect();
    if parts.is_empty() {
        "unnamed".to_owned()
    } else {
        parts.join("/")
    }
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
    path.rsplit('/').next().unwrap_or(path).to_lowercase()
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
    fn two_files_with_one_name_are_told_apart() {
        let mut taken = HashMap::new();
        assert_eq!(unique("a/x.dcm".into(), &mut taken), "a/x.dcm");
        assert_eq!(unique("a/x.dcm".into(), &mut taken), "a/x (2).dcm");
        assert_eq!(unique("a.b/x".into(), &mut taken), "a.b/x");
        assert_eq!(unique("a.b/x".into(), &mut taken), "a.b/x (2)");
    }
}
