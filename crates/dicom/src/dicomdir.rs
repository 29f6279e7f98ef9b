//! Files that a DICOMDIR names (PS3.10 §8.6) and that are not there.

use std::collections::HashSet;

/// Names that no file matches: neither as written, nor in another case, nor with the endings that copying adds.
pub(crate) fn missing(dicomdir: &str, referenced: &[String], files: &[&str]) -> Vec<String> {
    let here: HashSet<String> = files.iter().map(|path| plain(path)).collect();
    let folder = dicomdir
        .rfind('/')
        .map_or("", |slash| dicomdir.get(..=slash).unwrap_or_default());
    referenced
        .iter()
        .filter(|name| !name.is_empty() && !here.contains(&plain(&format!("{folder}{name}"))))
        .cloned()
        .collect()
}

fn plain(path: &str) -> String {
    let path = path.to_lowercase();
    let path = path.strip_suffix(";1").unwrap_or(&path);
    path.strip_suffix(".dcm")
        .unwrap_or(path)
        .trim_end_matches('.')
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_another_case_or_with_an_ending_count_as_there() {
        let referenced = ["IMAGES/IM1", "IMAGES/IM2", "IMAGES/IM3"].map(str::to_owned);
        let files = ["disc/DICOMDIR", "disc/images/im1", "disc/IMAGES/IM2.dcm"];
        assert_eq!(missing("disc/DICOMDIR", &referenced, &files), ["IMAGES/IM3"]);
    }
}
