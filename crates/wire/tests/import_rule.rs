//! No room imports another that the table below does not allow: the promise in the compiler's hands. The server
//! links nothing that could open a case. `deny.toml` says the same to cargo-deny, for indirect imports too.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets what it does not expect should stop there"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// What each room may import of ours, outside its tests.
const TABLE: [(&str, &[&str]); 15] = [
    ("wire", &[]),
    ("dicom", &[]),
    ("report", &[]),
    ("guide", &[]),
    ("phantom", &[]),
    ("seal", &["wire"]),
    ("client", &["wire", "seal", "dicom", "report", "guide"]),
    ("paper", &["report"]),
    // Of the three thin modules for the browser, the one that reads discs links nothing that holds a key.
    ("wasm-intake", &["dicom"]),
    ("wasm-core", &["client", "dicom"]),
    ("wasm-paper", &["paper"]),
    ("gateway", &["client", "dicom"]),
    (
        "cli",
        &[
            "client", "dicom", "gateway", "guide", "paper", "phantom", "report",
        ],
    ),
    ("server", &["wire"]),
    // Runs wasm-bindgen when the modules are built.
    ("wasm-bindgen", &[]),
];

/// For tests only, so it may import anything and nobody may import it.
const TESTKIT: &str = "testkit";

/// What one room imports from ours.
#[derive(Default)]
struct Imports {
    always: BTreeSet<String>,
    in_tests: BTreeSet<String>,
}

#[test]
fn every_room_imports_only_what_the_table_allows() {
    for (room, imports) in rooms() {
        if room == TESTKIT {
            continue;
        }
        let row = TABLE.iter().find(|(name, _)| *name == room);
        let (_, allowed) = row.unwrap_or_else(|| panic!("{room} is a new room: give it a row in the table"));
        for import in &imports.always {
            assert!(
                allowed.contains(&import.as_str()),
                "{room} may not import {import}"
            );
        }
    }
}

#[test]
fn the_testkit_is_imported_by_tests_only() {
    let rooms = rooms();
    assert!(rooms.values().all(|imports| !imports.always.contains(TESTKIT)));
    assert!(
        rooms.values().any(|imports| imports.in_tests.contains(TESTKIT)),
        "nobody uses the testkit"
    );
}

#[test]
fn whatever_the_server_links_knows_no_private_key() {
    let rooms = rooms();
    let mut linked = BTreeSet::from(["server".to_owned()]);
    loop {
        let more: BTreeSet<String> = linked
            .iter()
            .filter_map(|room| rooms.get(room))
            .flat_map(|imports| imports.always.clone())
            .collect();
        if more.is_subset(&linked) {
            break;
        }
        linked.extend(more);
    }
    assert_eq!(linked, BTreeSet::from(["server".to_owned(), "wire".to_owned()]));
}

#[test]
fn deny_toml_says_the_same_as_the_table() {
    let text = fs::read_to_string(root().join("deny.toml")).unwrap();
    for (room, _) in TABLE {
        let mut allowed: BTreeSet<String> = TABLE
            .iter()
            .filter(|(_, imports)| imports.contains(&room))
            .map(|(other, _)| package(other))
            .collect();
        let rule = text
            .lines()
            .find(|line| line.contains(&format!("crate = \"{}\"", package(room))));
        let Some(rule) = rule else {
            assert!(allowed.is_empty(), "deny.toml has no rule for {room}");
            continue;
        };
        allowed.insert(package(TESTKIT));
        let named = rule
            .split("wrappers = [")
            .nth(1)
            .and_then(|rest| rest.split(']').next())
            .unwrap();
        let named: BTreeSet<String> = named
            .split(", ")
            .map(|name| name.trim_matches('"').to_owned())
            .collect();
        assert_eq!(named, allowed, "who may import {room}");
    }
}

/// Every package of the workspace with what it imports from the others, as cargo itself reads the manifests.
fn rooms() -> BTreeMap<String, Imports> {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--no-deps",
            "--offline",
            "--format-version=1",
            "--manifest-path",
        ])
        .arg(root().join("Cargo.toml"))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut rooms = BTreeMap::new();
    for package in metadata["packages"].as_array().unwrap() {
        let imports: &mut Imports = rooms
            .entry(room(package["name"].as_str().unwrap()).unwrap())
            .or_default();
        for dependency in package["dependencies"].as_array().unwrap() {
            let Some(import) = room(dependency["name"].as_str().unwrap()) else {
                continue;
            };
            let of_tests = dependency["kind"].as_str() == Some("dev");
            if of_tests {
                imports.in_tests.insert(import)
            } else {
                imports.always.insert(import)
            };
        }
    }
    rooms
}

/// The room of a package; `None` for packages that are not ours.
fn room(package: &str) -> Option<String> {
    if package == "overread" {
        Some("cli".to_owned())
    } else {
        package.strip_prefix("overread-").map(str::to_owned)
    }
}

fn package(room: &str) -> String {
    if room == "cli" {
        "overread".to_owned()
    } else {
        format!("overread-{room}")
    }
}

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}
