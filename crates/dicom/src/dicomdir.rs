//! Files that a DICOMDIR names (PS3.10 §8.6) and that are not there, or lie outside the disc.

use std::collections::HashSet;

/// Names that no file matches: neither as written, nor in another case, nor with the endings that copying adds.
pub(crate) fn missing(dicomdir: &str, referenced: &[String], files: &[&str]) -> Vec<String> {
    let here: HashSet<String> = files.iter().map(|path| plain(path)).collect();
    let folder = dicomdir
        .rfind('/')
        .map_or("", |slash| dicomdir.get(..=slash).unwrap_or_default());
    referenced
        .iter()
        .filter(|name| !name.is_empty() && !leads_outside(name))
        .filter(|name| !here.contains(&plain(&format!("{folder}{name}"))))
        .cloned()
        .collect()
}

/// Names that lead out of the disc; they are refused, not followed.
pub(crate) fn outside(referenced: &[String]) -> Vec<String> {
    referenced
        .iter()
        .filter(|name| leads_outside(name))
        .cloned()
        .collect()
}

fn leads_outside(name: &str) -> bool {
    let rooted = name.starts_with('/') || name.contains(':');
    rooted || name.split('/').any(|part| part == "..")
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

    #[test]
    fn names_that_lead_out_of_the_disc_are_refused_and_not_called_missing() {
        let referenced = ["../secret", "IMAGES/../../x", "C:/x", "/etc/passwd", "IM1"].map(str::to_owned);
        assert_eq!(
            outside(&referenced),
            ["../secret", "IMAGES/../../x", "C:/x", "/etc/passwd"]
        );
        assert_eq!(missing("DICOMDIR", &referenced, &[]), ["IM1"]);
    }
}
