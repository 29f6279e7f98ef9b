//! A practice with its people, each with a profile of their own, who type commands.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use overread_testkit::TestServer;
use serde_json::Value;
use tempfile::TempDir;

/// What a radiologist writes; the examples of the documentation.
pub const FINDINGS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/findings.json");
pub const REPORT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/report.json");

/// A founded practice with a server of its own.
pub struct Practice {
    pub server: TestServer,
    pub coordinator: Person,
    pub radiologist: Person,
    pub patient: Person,
    folder: TempDir,
}

/// Somebody at a terminal.
pub struct Person {
    pub profile: PathBuf,
    pub id: String,
}

impl Practice {
    /// A server with a founder, a coordinator, a radiologist and Anna Muster, born on 4 May 1961.
    pub async fn founded() -> Self {
        let server = TestServer::start().await;
        let folder = tempfile::tempdir().unwrap();
        let founder = Person::new(&folder, "founder");
        founder.does(&[
            "practice",
            "create",
            "--server",
            &server.url(),
            "--setup-token",
            &server.setup_token(),
            "--name",
            "Praxis",
        ]);
        let coordinator =
            Person::new(&folder, "coordinator").joins(&founder.invites(&["coordinator", "--name", "Clara"]));
        let invitation = [
            "radiologist",
            "--name",
            "Jonas Berger",
            "--licence",
            "CH-1",
            "--country",
            "CH",
        ];
        let radiologist = Person::new(&folder, "radiologist").joins(&coordinator.invites(&invitation));
        let invitation = ["patient", "--name", "Anna Muster", "--birth-date", "1961-05-04"];
        let patient = Person::new(&folder, "patient").joins(&coordinator.invites(&invitation));
        Self {
            server,
            coordinator,
            radiologist,
            patient,
            folder,
        }
    }

    /// Somebody before there is a practice.
    pub fn nobody(folder: &TempDir) -> Person {
        Person::new(folder, "nobody")
    }

    /// A path for something of this test.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Somebody who has never been here.
    pub fn stranger(&self, name: &str) -> Person {
        Person::new(&self.folder, name)
    }

    /// Another radiologist.
    pub fn another_radiologist(&self, name: &str) -> Person {
        let invitation = [
            "radiologist",
            "--name",
            name,
            "--licence",
            "CH-2",
            "--country",
            "CH",
        ];
        self.stranger(name).joins(&self.coordinator.invites(&invitation))
    }

    /// The small disc of Anna Muster.
    pub fn small_disc(&self, seed: u64) -> PathBuf {
        let disc = self.path(&format!("disc-{seed}"));
        overread_phantom::small_disc(seed).write_to(&disc).unwrap();
        disc
    }

    /// A submitted case.
    pub fn case(&self, disc: &Path, more: &[&str]) -> String {
        let opened = self.patient.does(&opening(disc, more));
        opened["case"].as_str().unwrap().to_owned()
    }

    /// A case that the radiologist has accepted.
    pub fn accepted(&self, disc: &Path, more: &[&str]) -> String {
        let case = self.case(disc, more);
        self.coordinator
            .does(&["case", "assign", &case, "--to", &self.radiologist.id]);
        self.radiologist.does(&["case", "accept", &case]);
        case
    }

    /// A case with a signed report.
    pub fn signed(&self, disc: &Path) -> String {
        let case = self.accepted(disc, &[]);
        self.radiologist
            .does(&["read", "commit", &case, "--findings", FINDINGS]);
        self.radiologist
            .does(&["report", "sign", &case, "--report", REPORT]);
        case
    }
}

/// The arguments of `case open`.
pub fn opening<'a>(disc: &'a Path, more: &[&'a str]) -> Vec<&'a str> {
    let disc = disc.to_str().unwrap();
    let mut arguments = vec![
        "case",
        "open",
        "--images",
        disc,
        "--question",
        "Is the nerve touched?",
    ];
    arguments.extend(["--service", "standard", "--consent"]);
    arguments.extend(more);
    arguments
}

impl Person {
    fn new(folder: &TempDir, name: &str) -> Self {
        Self {
            profile: folder.path().join("profiles").join(name),
            id: String::new(),
        }
    }

    fn joins(mut self, link: &str) -> Self {
        let joined = self.does(&["join", link]);
        joined["person"].as_str().unwrap().clone_into(&mut self.id);
        self
    }

    pub fn invites(&self, whom: &[&str]) -> String {
        let arguments: Vec<&str> = ["invite"].into_iter().chain(whom.iter().copied()).collect();
        self.does(&arguments)["link"].as_str().unwrap().to_owned()
    }

    /// The command, not yet started.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_overread"));
        command
            .arg("--profile")
            .arg(&self.profile)
            .arg("--json")
            .args(arguments)
            .env_remove("OVERREAD_PROFILE");
        command.stdin(Stdio::null());
        command
    }

    /// Runs a command to its end.
    pub fn runs(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Runs a command that works; gives back its one JSON object.
    pub fn does(&self, arguments: &[&str]) -> Value {
        self.does_and_hears(arguments).0
    }

    /// The same, with what it said on standard error.
    pub fn does_and_hears(&self, arguments: &[&str]) -> (Value, String) {
        let output = self.runs(arguments);
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{arguments:?}: {said}");
        let answer: Value = serde_json::from_slice(&output.stdout).expect("one JSON object");
        assert!(answer.is_object(), "{answer}");
        (answer, said)
    }

    /// A person types it, without `--json`.
    pub fn types(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_overread"));
        command.arg("--profile").arg(&self.profile).args(arguments);
        command.env_remove("OVERREAD_PROFILE").stdin(Stdio::null());
        command.output().unwrap()
    }

    /// What a person reads who asks without `--json`.
    pub fn reads(&self, arguments: &[&str]) -> String {
        let output = self.types(arguments);
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{arguments:?}: {said}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs a command that is refused: exit code 1, nothing on standard output, one sentence or two on standard error.
    pub fn is_refused(&self, arguments: &[&str]) -> String {
        let output = self.runs(arguments);
        assert_eq!(
            output.status.code(),
            Some(1),
            "{arguments:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        assert!(output.stdout.is_empty());
        let said = String::from_utf8(output.stderr).unwrap();
        let sentence = said.lines().last().unwrap_or_default().to_owned();
        assert!(
            sentence.ends_with('.') && sentence.starts_with(|letter: char| letter.is_uppercase()),
            "{said}"
        );
        assert!(!said.contains("Error") && !said.contains("panicked"), "{said}");
        sentence
    }

    /// Kinds of the entries of a case.
    pub fn sees(&self, case: &str) -> Vec<String> {
        let shown = self.does(&["case", "show", case]);
        let entries = shown["entries"].as_array().unwrap();
        entries
            .iter()
            .map(|entry| entry["kind"].as_str().unwrap().to_owned())
            .collect()
    }
}

/// Every file below a folder with its bytes, by its path with `/`.
pub fn files(folder: &Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    let mut found = std::collections::BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(here) = folders.pop() {
        for entry in fs::read_dir(&here).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path
                    .strip_prefix(folder)
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .replace('\\', "/");
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    found
}
