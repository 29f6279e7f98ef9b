//! The password of an encrypted archive, in a way that others on the computer do not see.

use std::path::Path;

use anyhow::{Context, bail};
use clap::Args;
use overread_dicom::DiscOptions;

use crate::terminal::{read_file, secret};

/// Where passwords come from that nobody is asked for.
const VARIABLE: &str = "OVERREAD_ARCHIVE_PASSWORD";
/// What to do about an archive that stays closed.
pub const WHAT_TO_DO: &str = "give the password with --archive-password, or unpack the archive on this computer and \
                              choose the folder";

/// A password is never an argument: what is typed as one can be seen by others on the computer.
#[derive(Args, Debug)]
pub struct ArchivePassword {
    /// Ask for the password of encrypted ZIPs; or take the first line of FILE, of standard input for `-`. Without this
    /// option `$OVERREAD_ARCHIVE_PASSWORD` is tried.
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true, default_missing_value = "")]
    archive_password: Option<String>,
}

impl ArchivePassword {
    /// Reads it.
    pub fn options(&self) -> anyhow::Result<DiscOptions> {
        let password = match self.archive_password.as_deref() {
            None => std::env::var(VARIABLE)
                .ok()
                .filter(|password| !password.is_empty()),
            Some("") => Some(asked()?),
            Some("-") => Some(secret("-".to_owned())?),
            Some(file) => Some(first_line(Path::new(file))?),
        };
        Ok(DiscOptions::with_passwords(password.into_iter().collect()))
    }
}

fn asked() -> anyhow::Result<String> {
    rpassword::prompt_password("Password of the archive: ").with_context(|| {
        format!(
            "There is no terminal to ask at. Write the password into a file and use --archive-password=FILE, or set \
             {VARIABLE}."
        )
    })
}

fn first_line(file: &Path) -> anyhow::Result<String> {
    let bytes = read_file(file)?;
    let text = std::str::from_utf8(&bytes)
        .ok()
        .and_then(|text| text.lines().next());
    match text {
        Some(line) if !line.is_empty() => Ok(line.to_owned()),
        _ => bail!(
            "There is no password in {}. Write it into the first line.",
            file.display()
        ),
    }
}
