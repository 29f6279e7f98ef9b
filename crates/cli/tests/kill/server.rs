//! The server's own binary, as an operator runs it.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A server in a process of its own.
pub struct Server {
    /// Its data folder.
    pub data: PathBuf,
    /// Where it answers.
    pub url: String,
    binary: PathBuf,
    child: Child,
}

impl Server {
    /// Starts it on a new folder and any free port.
    pub fn start(data: &Path) -> Self {
        let binary = binary();
        let (child, url) = run(&binary, data, "127.0.0.1:0");
        Self {
            data: data.to_owned(),
            url: url.replace("localhost", "127.0.0.1"),
            binary,
            child,
        }
    }

    /// `kill -9`.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Starts it on the same folder and port; when this returns it answers.
    pub fn start_again(&mut self) {
        let listen = self.url.trim_start_matches("http://");
        (self.child, _) = run(&self.binary, &self.data, listen);
    }

    /// What a practice is founded with.
    pub fn setup_token(&self) -> String {
        let token = std::fs::read_to_string(self.data.join("setup-token")).unwrap();
        token.trim().to_owned()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may be dead already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn run(binary: &Path, data: &Path, listen: &str) -> (Child, String) {
    let mut child = Command::new(binary)
        .args(["--listen", listen, "--data"])
        .arg(data)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(child.stdout.take().unwrap())
        .lines()
        .map(Result::unwrap);
    let url = said.find_map(|line| line.strip_prefix("Open ").map(str::to_owned));
    (child, url.expect("the server starts"))
}

/// The binary beside the command's. Cargo builds only the binaries of the package under test, so this one is asked
/// for; `make test` needs it for the stories in Chromium too, built by the same words.
fn binary() -> PathBuf {
    let folder = Path::new(env!("CARGO_BIN_EXE_overread")).parent().unwrap();
    let mut build = Command::new(env!("CARGO"));
    build.args([
        "build",
        "--quiet",
        "--locked",
        "-p",
        "overread-server",
        "-p",
        "overread",
    ]);
    build.arg("--target-dir").arg(folder.parent().unwrap());
    if folder.ends_with("release") {
        build.arg("--release");
    }
    assert!(build.status().unwrap().success(), "the server is built");
    folder.join("overread-server")
}
