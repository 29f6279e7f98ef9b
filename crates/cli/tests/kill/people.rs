//! The patient who sends, by the command's own binary.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use overread_client::wire::{CaseId, Hash};
use serde_json::Value;

use crate::server::Server;

/// How often to look whether a command has ended.
const LOOK: Duration = Duration::from_millis(5);

/// Somebody with a disc.
pub struct Patient {
    profile: PathBuf,
    disc: PathBuf,
}

/// A `case open` under way.
pub struct Upload(Child);

impl Patient {
    /// Founds a practice and joins it as its first patient.
    pub fn of_a_new_practice(folder: &Path, disc: &Path, server: &Server) -> Self {
        let founder = folder.join("founder");
        let token = server.setup_token();
        does(
            &founder,
            &[
                "practice",
                "create",
                "--server",
                &server.url,
                "--setup-token",
                &token,
                "--name",
                "Praxis",
            ],
        );
        let invited = does(&founder, &["invite", "patient", "--name", "Anna Muster"]);
        let profile = folder.join("patient");
        does(&profile, &["join", invited["link"].as_str().unwrap()]);
        Self {
            profile,
            disc: disc.to_owned(),
        }
    }

    /// Begins to send the disc; the same question goes on with the same case.
    pub fn open(&self, question: &str) -> Upload {
        let disc = self.disc.to_str().unwrap();
        let mut command = command(
            &self.profile,
            &[
                "case",
                "open",
                "--images",
                disc,
                "--question",
                question,
                "--consent",
            ],
        );
        Upload(
            command
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap(),
        )
    }

    /// How many cases there are, all of them submitted.
    pub fn cases(&self) -> usize {
        let answer = does(&self.profile, &["case", "list"]);
        let cases = answer["cases"].as_array().unwrap();
        assert!(cases.iter().all(|case| case["state"] == "submitted"), "{answer}");
        cases.len()
    }

    /// Gets the files of a case back.
    pub fn fetches(&self, case: CaseId, out: &Path) {
        does(
            &self.profile,
            &[
                "case",
                "images",
                &case.to_string(),
                "--out",
                out.to_str().unwrap(),
            ],
        );
    }

    /// Nothing half-written lies in the profile.
    pub fn left_nothing_unfinished(&self) {
        assert!(!self.has_unfinished());
        for entry in fs::read_dir(&self.profile).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            assert!(!name.contains(".new"), "{name}");
        }
    }

    /// Whether the profile holds a case to go on with. The empty locks of finished commands are none.
    pub fn has_unfinished(&self) -> bool {
        fs::read_dir(&self.profile).unwrap().any(|entry| {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            name.starts_with("unfinished") && !name.contains(".new") && !is_empty_lock(&entry)
        })
    }
}

impl Upload {
    /// Whether it ends within this time.
    pub fn ends_within(&mut self, time: Duration) -> bool {
        let begun = Instant::now();
        while self.0.try_wait().unwrap().is_none() {
            if begun.elapsed() >= time {
                return false;
            }
            std::thread::sleep(LOOK);
        }
        true
    }

    /// `kill -9`.
    pub fn kill(&mut self) {
        self.0.kill().unwrap();
    }

    /// The case that it told, or what stands on standard error (nothing, when it was killed before it told any).
    pub fn finished(self) -> Result<CaseId, String> {
        let output = self.0.wait_with_output().unwrap();
        let is_killed = output.status.code().is_none();
        if output.status.success() || (is_killed && output.stdout.ends_with(b"\n")) {
            let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
            Ok(answer["case"].as_str().unwrap().parse().unwrap())
        } else if is_killed {
            Err(String::new())
        } else {
            Err(String::from_utf8(output.stderr).unwrap())
        }
    }
}

/// SHA-256 of every file below a folder, by its path.
pub fn hashes(folder: &Path) -> BTreeMap<String, Hash> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(here) = folders.pop() {
        for entry in fs::read_dir(&here).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                found.insert(name, Hash::of(&fs::read(&path).unwrap()));
            }
        }
    }
    found
}

fn command(profile: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_overread"));
    command
        .arg("--profile")
        .arg(profile)
        .arg("--json")
        .args(arguments);
    command.env_remove("OVERREAD_PROFILE").stdin(Stdio::null());
    command
}

fn does(profile: &Path, arguments: &[&str]) -> Value {
    let output = command(profile, arguments).output().unwrap();
    assert!(
        output.status.success(),
        "{arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Whether a file is a lock that nothing was written into.
fn is_empty_lock(entry: &fs::DirEntry) -> bool {
    entry.path().extension().is_some_and(|end| end == "lock") && entry.metadata().unwrap().len() == 0
}
