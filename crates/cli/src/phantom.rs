//! Discs of nobody.

use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, ValueEnum};
use overread_phantom::{demo_disc, large_disc, small_disc};
use serde_json::json;

use crate::terminal::{Terminal, counted};

/// Makes a disc.
#[derive(Args)]
pub struct Phantom {
    /// Folder that becomes the disc.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Which disc.
    #[arg(long, value_enum, default_value_t = Kind::Demo)]
    kind: Kind,
    /// CT slices of a large disc, half a megabyte each.
    #[arg(long, default_value_t = 500)]
    slices: u16,
    /// The same seed gives the same bytes.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    /// CT and MR of Anna Muster with a viewer and a first report; about 80 MB.
    Demo,
    /// CT and MR of less than 1 MB.
    Small,
    /// As many CT slices as asked for.
    Large,
}

impl Phantom {
    /// Does it.
    pub fn run(self, terminal: &Terminal) -> anyhow::Result<()> {
        let disc = match self.kind {
            Kind::Demo => demo_disc(),
            Kind::Small => small_disc(self.seed),
            Kind::Large => large_disc(self.seed, self.slices),
        };
        let made = disc.write_to(&self.out).with_context(|| {
            format!(
                "The disc could not be written to {}. Check that there is room.",
                self.out.display()
            )
        })?;
        let words = format!(
            "{}, {} of them {}, in {}.",
            counted(made.files, "file", "files"),
            made.images,
            if made.images == 1 { "an image" } else { "images" },
            self.out.display()
        );
        terminal.done(
            json!({ "files": made.files, "images": made.images, "bytes": made.bytes }),
            &words,
        )
    }
}
