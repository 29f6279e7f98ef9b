//! How an MR series is weighted, by its times; by names only where they do not decide.

use super::{Image, rules::Weighting};

/// Weighting and fat suppression of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Weighted {
    /// Nothing where neither times nor names tell.
    pub(crate) weighting: Option<Weighting>,
    pub(crate) fat_suppressed: bool,
}

/// By the first image; `name` is the series' description.
pub(crate) fn of(image: &Image<'_>, name: &str) -> Weighted {
    let names = format!("{} {}", name.to_uppercase(), image.facts.protocol);
    let mr = &image.facts.contrast_of;
    let has = |words: &[&str]| words.iter().any(|word| names.contains(word));
    let sequence = |word: &str| mr.sequence.split('\\').any(|value| value.trim() == word);
    let weighting = if mr.b_value.is_some_and(|b| b > 0.0)
        || image.facts.is_of_type("ADC")
        || image.facts.is_of_type("DIFFUSION")
        || has(&["DWI", "DIFF", "ADC"])
    {
        Some(Weighting::Diffusion)
    } else {
        by_times(image, sequence("IR"), sequence("GR") && !sequence("SE")).or_else(|| {
            let words = [
                (Weighting::Stir, ["STIR", "TIRM"]),
                (Weighting::Flair, ["FLAIR", "DARK-FLUID"]),
                (Weighting::T1, ["T1", "MPRAGE"]),
                (Weighting::T2, ["T2", "T2"]),
                (Weighting::Pd, ["PD", "PROTON"]),
            ];
            words
                .into_iter()
                .find(|(_, words)| has(words))
                .map(|(weighting, _)| weighting)
        })
    };
    let fat_suppressed = weighting == Some(Weighting::Stir)
        || ["FS", "FATSAT", "FAT_SAT", "SPAIR", "SPIR", "WE"]
            .iter()
            .any(|word| sequence(word))
        || has(&[
            "FATSAT", "FAT SAT", "SPAIR", "SPIR", "STIR", "TIRM", "DIXON_W", "FETTSAT",
        ])
        || names
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| matches!(word, "FS" | "FATSUP" | "WE" | "T2FS" | "PDFS" | "T1FS"));
    Weighted {
        weighting,
        fat_suppressed,
    }
}

fn by_times(image: &Image<'_>, inversion_recovery: bool, gradient: bool) -> Option<Weighting> {
    let mr = &image.facts.contrast_of;
    let (repetition, echo) = (mr.repetition?, mr.echo?);
    if inversion_recovery
        && !gradient
        && let Some(inversion) = mr.inversion
    {
        if (80.0..=280.0).contains(&inversion) {
            return Some(Weighting::Stir);
        }
        if inversion > 1500.0 && echo > 70.0 {
            return Some(Weighting::Flair);
        }
        if (600.0..=1200.0).contains(&inversion) && echo < 30.0 {
            return Some(Weighting::T1);
        }
    }
    if gradient {
        // Short echoes of gradient echo are weighted to T1, long ones to T2*.
        return Some(if echo < 10.0 {
            Weighting::T1
        } else {
            Weighting::GradientEcho
        });
    }
    match (repetition, echo) {
        (tr, te) if te < 30.0 && tr < 1000.0 => Some(Weighting::T1),
        (tr, te) if te < 50.0 && tr >= 1500.0 => Some(Weighting::Pd),
        (tr, te) if te >= 60.0 && tr >= 1500.0 => Some(Weighting::T2),
        _ => None,
    }
}
