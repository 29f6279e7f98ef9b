//! Every key of this crate has its sentence in every language, and no sentence calls anything safe.

#![expect(clippy::panic, reason = "helpers of a test may stop it")]

use std::collections::BTreeSet;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use overread_guide::{certainty_words, warning_signs};

const SOURCES: [(&str, &str); 2] = [
    ("en", include_str!("../../../locales/en/guide.ftl")),
    ("de", include_str!("../../../locales/de/guide.ftl")),
];

fn bundle(source: &str) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::default();
    bundle.set_use_isolating(false);
    let resource =
        FluentResource::try_new(source.to_owned()).unwrap_or_else(|(_, errors)| panic!("{errors:?}"));
    bundle
        .add_resource(resource)
        .unwrap_or_else(|errors| panic!("{errors:?}"));
    bundle
}

fn say(bundle: &FluentBundle<FluentResource>, key: &str, args: Option<&FluentArgs<'_>>) -> String {
    let pattern = bundle.get_message(key).and_then(|message| message.value());
    let mut errors = Vec::new();
    let text = pattern.map(|pattern| bundle.format_pattern(pattern, args, &mut errors).into_owned());
    assert!(errors.is_empty(), "{key}: {errors:?}");
    text.unwrap_or_else(|| panic!("{key} has no sentence"))
}

#[test]
fn every_warning_sign_is_asked_in_every_language() {
    for (language, source) in SOURCES {
        let bundle = bundle(source);
        let mut sentences = BTreeSet::new();
        for sign in &warning_signs().signs {
            assert!(!say(&bundle, sign.area.key(), None).is_empty());
            assert!(
                sentences.insert(say(&bundle, &sign.key(), None)),
                "{language} asks {} twice",
                sign.id
            );
        }
    }
}

#[test]
fn no_sign_has_a_sentence_without_being_asked() {
    let asked: BTreeSet<String> = warning_signs()
        .signs
        .iter()
        .map(overread_guide::WarningSign::key)
        .collect();
    for (_, source) in SOURCES {
        let written: BTreeSet<String> = source
            .lines()
            .filter_map(|line| line.split_once(" = "))
            .map(|(key, _)| key.to_owned())
            .filter(|key| key.starts_with("warning-sign-"))
            .collect();
        assert_eq!(written, asked);
    }
}

#[test]
fn how_sure_is_said_with_a_word_and_a_number() {
    for (_, source) in SOURCES {
        let bundle = bundle(source);
        for words in certainty_words() {
            assert!(!say(&bundle, words.word_key, None).is_empty());
            let mut args = FluentArgs::new();
            args.set("low", words.low);
            args.set("high", words.high);
            let range = say(&bundle, words.range_key, Some(&args));
            let has_number =
                range.contains(&words.low.to_string()) || range.contains(&words.high.to_string());
            assert!(has_number || words.band == "established", "{range}");
        }
    }
}

#[test]
fn no_sentence_calls_anything_safe_names_a_diagnosis_or_blames() {
    let forbidden = [
        "safe",
        "all clear",
        "no risk",
        "unbedenklich",
        "sicher sein",
        "diagnos",
        "you have been diagnosed",
        "cancel",
        "error",
        "mistake",
        "missed",
        "fehler",
        "übersehen",
        "%",
    ];
    for (language, source) in SOURCES {
        // Comments speak to us, not to patients.
        let sentences: Vec<String> = source
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(str::to_lowercase)
            .collect();
        for word in forbidden {
            assert!(
                !sentences.iter().any(|sentence| sentence.contains(word)),
                "{language}: {word}"
            );
        }
    }
}
