//! How far it is, on standard error: one line that is rewritten on a terminal, a line now and then elsewhere.

use std::cell::Cell;
use std::io::{IsTerminal, Write as _};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use overread_client::{Pace, Progress, Stage};

/// Between lines where nobody rewrites them.
const QUIET: Duration = Duration::from_secs(10);
/// Between rewritings.
const BRISK: Duration = Duration::from_millis(150);

/// A line on standard error.
pub struct Line {
    rewrites: bool,
    last: Cell<Option<Instant>>,
    shown: Cell<bool>,
    waiting: Cell<bool>,
}

impl Line {
    /// Nothing is printed yet.
    pub fn new() -> Self {
        let last = Cell::new(Some(Instant::now()));
        Self {
            rewrites: std::io::stderr().is_terminal(),
            last,
            shown: Cell::new(false),
            waiting: Cell::new(false),
        }
    }

    /// Says how far it is, unless it was said a moment ago.
    pub fn say(&self, words: impl FnOnce() -> String) {
        let pause = if self.rewrites { BRISK } else { QUIET };
        if self.last.get().is_some_and(|last| last.elapsed() < pause) {
            return;
        }
        self.last.set(Some(Instant::now()));
        self.shown.set(true);
        if self.rewrites {
            eprint!("\r\x1b[2K{}", words());
            // A line that could not be shown is no reason to stop.
            let _ = std::io::stderr().flush();
        } else {
            eprintln!("{}", words());
        }
    }

    /// Clears the way for other lines.
    pub fn end(&self) {
        if self.rewrites && self.shown.replace(false) {
            eprint!("\r\x1b[2K");
        }
    }
}

#[async_trait(?Send)]
impl Pace for Line {
    fn progress(&self, progress: Progress) {
        match progress.stage {
            Stage::Waiting if !self.waiting.replace(true) => {
                self.end();
                eprintln!("The server gives no answer. Trying again; what was sent is safe.");
            }
            Stage::Waiting => {}
            Stage::Signing | Stage::Sending => {
                self.waiting.set(false);
                self.say(|| {
                    format!(
                        "Sealing and sending: {} of {} MB",
                        mb(progress.done),
                        mb(progress.total)
                    )
                });
            }
        }
    }

    async fn may_go_on(&self) -> bool {
        true
    }
}

fn mb(bytes: u64) -> u64 {
    bytes.div_ceil(1_000_000)
}
