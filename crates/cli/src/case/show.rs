//! Cases as their verified entries tell them.

use overread_client::wire::{CaseId, PersonId};
use overread_client::{CaseLine, EntryView, ReadIn};
use serde_json::{Value, json};

use super::form;
use crate::terminal::{OpenCase, Terminal, counted, moment, printable, word};

/// The cases of the person of the profile.
pub async fn list(terminal: &Terminal) -> anyhow::Result<()> {
    let cases = terminal.client().await?.cases().await?;
    let json: Vec<Value> = cases
        .iter()
        .map(|case| json!({ "case": case.case, "state": case.state, "deadline": case.deadline.map(moment) }))
        .collect();
    let words: Vec<String> = cases.iter().map(in_words).collect();
    let words = if words.is_empty() {
        "No cases.".to_owned()
    } else {
        words.join("\n")
    };
    terminal.answer(&json!({ "cases": json }), &words)
}

/// One case with its people and entries, and with what is asked for whoever holds the key.
pub async fn show(terminal: &Terminal, case: CaseId) -> anyhow::Result<()> {
    let OpenCase {
        client,
        chain,
        keyring,
    } = terminal.case(case).await?;
    let view = chain.view(client.me()?.id());
    let form = client.intake_form_if_open(&chain, &keyring).await?;
    let mut json = json!({
        "case": case,
        "state": view.line.state,
        "deadline": view.line.deadline.map(moment),
        "people": view.people,
        "entries": view.entries.iter().map(entry).collect::<Vec<_>>(),
    });
    if let (Some(form), Some(shown)) = (&form, json.as_object_mut()) {
        shown.insert("form".to_owned(), serde_json::to_value(form)?);
    }
    let people = view
        .people
        .iter()
        .map(|person| format!("  {}  {}", person.person, word(&person.role)));
    let entries = view.entries.iter().map(entry_in_words);
    let words: Vec<String> = [in_words(&view.line)]
        .into_iter()
        .chain(form.iter().flat_map(form::in_words))
        .chain(["People:".to_owned()])
        .chain(people)
        .chain(["Timeline:".to_owned()])
        .chain(entries)
        .collect();
    terminal.answer(&json, &words.join("\n"))
}

/// The timeline, with the reasons and messages that the person may read.
pub async fn log(terminal: &Terminal, case: CaseId) -> anyhow::Result<()> {
    let case = terminal.case(case).await?;
    let view = case.chain.view(case.client.me()?.id());
    let (mut json, mut words) = (Vec::new(), Vec::new());
    for shown in &view.entries {
        let message = case.client.message(&case.chain, &case.keyring, shown.seq).await?;
        let message = message.map(|message| message.text);
        let read_in = case
            .client
            .what_was_read_in(&case.chain, &case.keyring, shown.seq)
            .await?;
        words.push(entry_in_words(shown));
        words.extend(read_in.as_ref().map(read_in_words));
        words.extend(
            message
                .as_deref()
                .map(|text| format!("      {}", printable(text))),
        );
        json.push(json!({
            "seq": shown.seq,
            "kind": shown.kind,
            "what": shown.what,
            "author": shown.author,
            "role": shown.role,
            "time": moment(shown.time),
            "message": message,
            "read_in": read_in,
        }));
    }
    words.push(format!("Every signature was verified. Head: {}", view.head));
    terminal.done(
        json!({ "case": view.line.case, "head": view.head, "entries": json }),
        &words.join("\n"),
    )
}

fn entry(entry: &EntryView) -> Value {
    json!({ "seq": entry.seq, "kind": entry.kind, "what": entry.what, "author": entry.author, "time": moment(entry.time) })
}

fn entry_in_words(entry: &EntryView) -> String {
    let what = entry
        .what
        .map(|what| format!(": {}", word(&what)))
        .unwrap_or_default();
    let role = entry.role.map_or_else(|| short(entry.author), |role| word(&role));
    format!(
        "  {:>3}  {}  {:<22} {role}{what}",
        entry.seq,
        moment(entry.time),
        entry.kind.name()
    )
}

fn read_in_words(read_in: &ReadIn) -> String {
    let who = read_in.by.as_deref().unwrap_or("Somebody");
    let what = match read_in.images {
        0 => counted(read_in.files, "file", "files"),
        images => counted(images, "image", "images"),
    };
    format!(
        "      {} of the practice added {what} from the posted disc.",
        printable(who)
    )
}

fn in_words(case: &CaseLine) -> String {
    let due = case.deadline.map_or_else(
        || "not submitted".to_owned(),
        |due| format!("due {}", moment(due)),
    );
    let waits = match (case.waits_for_patient, case.waits_for_disc) {
        (true, _) => ", waits for the patient",
        (false, true) => ", waits for the posted disc",
        (false, false) => "",
    };
    format!("{}  {:<20} {due}{waits}", case.case, case.state.name())
}

fn short(person: PersonId) -> String {
    person.to_string().chars().take(8).collect()
}
