//! What the patient asks, in calm lines: a line for each answer that was given.

use overread_report::{ForWhom, IntakeForm, Patient, ServiceLevel, UrgentWish};

use crate::terminal::printable;

/// Letters before the answers.
const NAMES: usize = 22;

/// The form with a heading.
pub fn in_words(form: &IntakeForm) -> Vec<String> {
    let also = form.named_on_disc.iter().map(person).collect::<Vec<_>>();
    let levels = form.levels.iter().map(ToString::to_string).collect::<Vec<_>>();
    let for_whom = match &form.for_whom {
        ForWhom::Oneself => None,
        ForWhom::Relative { name, relation } => Some(format!("{name} ({relation})")),
    };
    let answers = [
        ("Question", Some(form.question.clone())),
        ("Patient", Some(person(&form.patient))),
        ("Named on the disc", several(&also)),
        ("Sent by", for_whom),
        (
            "Planned operation",
            form.procedure.as_ref().map(|chosen| chosen.text.clone()),
        ),
        ("Side", form.side.map(|side| side.to_string())),
        ("Level", several(&levels)),
        (
            "Date of the operation",
            form.surgery_date.map(|date| date.to_string()),
        ),
        ("Surgeon", form.surgeon.clone()),
        ("Hospital", form.hospital.clone()),
        ("First radiologist", form.first_radiologist.clone()),
        ("Service", Some(service(form.service))),
        ("Urgent results", urgent(form)),
        ("History", form.history.clone()),
    ];
    let given = answers
        .into_iter()
        .filter_map(|(name, answer)| Some(line(name, &answer?)));
    ["Asked:".to_owned()].into_iter().chain(given).collect()
}

/// Further lines of an answer stand below its first.
fn line(name: &str, answer: &str) -> String {
    let answer = printable(answer);
    let below = format!("\n{}", " ".repeat(NAMES + 3));
    format!(
        "  {name:<NAMES$} {}",
        answer.trim().lines().collect::<Vec<_>>().join(&below)
    )
}

fn several(words: &[String]) -> Option<String> {
    (!words.is_empty()).then(|| words.join(", "))
}

fn person(patient: &Patient) -> String {
    let name = patient.name.as_deref().unwrap_or("not named");
    match patient.birth_date {
        Some(born) => format!("{name}, born {born}"),
        None => name.to_owned(),
    }
}

fn service(service: ServiceLevel) -> String {
    format!("{} ({} h)", service.key(), service.hours())
}

fn urgent(form: &IntakeForm) -> Option<String> {
    let wish = form.urgent_wish.map(|wish| match wish {
        UrgentWish::CallFirst => "call before the report can be read",
        UrgentWish::ReadAlone => "the patient reads alone",
        UrgentWish::WithDoctor => "the patient reads together with a doctor",
    });
    let telephone = form
        .telephone
        .as_ref()
        .map(|number| format!("telephone {number}"));
    let said: Vec<String> = telephone.into_iter().chain(wish.map(str::to_owned)).collect();
    several(&said)
}
