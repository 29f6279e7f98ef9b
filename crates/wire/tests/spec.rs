//! The published pages of `docs/spec/` name everything that the code knows.
#![expect(
    clippy::unwrap_used,
    reason = "a test that meets what it does not expect should stop there"
)]

use std::fs;
use std::path::Path;

use overread_wire::Context;
use overread_wire::ledger::Kind;

fn page(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

#[test]
fn the_cddl_describes_every_kind_with_its_number_and_in_order() {
    let cddl = page("../../docs/spec/ledger.cddl");
    let described: Vec<(&str, &str)> = cddl
        .lines()
        .filter_map(|line| line.split_once(" = ["))
        .filter_map(|(name, rest)| rest.split_once(", [").map(|(number, _)| (name, number)))
        .collect();
    let numbers: Vec<String> = (0..Kind::ALL.len()).map(|number| number.to_string()).collect();
    let known: Vec<(&str, &str)> = Kind::ALL
        .iter()
        .map(|kind| kind.name())
        .zip(numbers.iter().map(String::as_str))
        .collect();
    assert_eq!(described, known);

    let (_, choice) = cddl.split_once("\nact = ").unwrap();
    let (choice, _) = choice.split_once("\n\n").unwrap();
    let choices: Vec<&str> = choice.split('/').map(str::trim).collect();
    assert_eq!(
        choices,
        Kind::ALL.iter().map(|kind| kind.name()).collect::<Vec<_>>()
    );
}

#[test]
fn the_prose_has_a_row_for_every_kind_and_marks_those_that_move_the_state() {
    let prose = page("../../docs/spec/ledger.md");
    for (number, kind) in Kind::ALL.iter().enumerate() {
        let mark = if kind.changes_state() { " ●" } else { "" };
        let row = format!("\n| {number} | `{}`{mark} |", kind.name());
        assert!(prose.contains(&row), "no row{row}");
    }
}

#[test]
fn the_prose_and_the_cddl_name_every_context() {
    use Context::{Charter, Entry, Grant, Invitation, Joining, Profile, Removal, Report, SignIn};
    for path in ["../../docs/spec/ledger.md", "../../docs/spec/ledger.cddl"] {
        let text = page(path);
        for context in [
            Entry, Charter, Invitation, Joining, Removal, Grant, SignIn, Report, Profile,
        ] {
            assert!(
                text.contains(context.label()),
                "{path} does not name {}",
                context.label()
            );
        }
    }
}

#[test]
fn the_route_table_of_the_page_is_that_of_the_code() {
    let (http, code) = (page("../../docs/spec/http.md"), page("src/api/mod.rs"));
    let rows: Vec<String> = code
        .lines()
        .filter_map(|line| line.strip_prefix("//! |"))
        .map(|row| format!("|{}", row.replace("[`", "`").replace("`]", "`")))
        .collect();
    assert!(rows.len() > 30, "the table stands in the documentation of `api`");
    for row in rows {
        assert!(
            http.lines().any(|line| line == row),
            "docs/spec/http.md lacks {row}"
        );
    }
}
