//! Links: what people hand to each other. The part after `#` never reaches a server.
//!
//! ```text
//! {base}/#start.{practice}
//! {base}/#join.v1.{secret}.{practice}             a patient; `board/` or `reading/` before the `#` for the others
//! {base}/share/#open.v1.{secret}.{practice}.{head}
//! ```

mod invite;
mod share;

use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use overread_wire::{Hash, PracticeId, Role};
use zeroize::Zeroizing;

pub use invite::InviteSecret;
pub use share::{BundledKey, ShareKeys, ShareSecret};

/// A link that was read.
pub enum Link {
    /// To the public start page, as it is printed.
    Start {
        /// The practice, by its fingerprint.
        practice: PracticeId,
    },
    /// To join a practice.
    Invite {
        /// What the joiner shows that they were invited with.
        secret: InviteSecret,
        /// The practice, by its fingerprint.
        practice: PracticeId,
        /// Which room it leads to; what the joiner becomes stands in the signed invitation.
        role: Role,
    },
    /// To open what a patient shared.
    Share {
        /// What opens it.
        secret: ShareSecret,
        /// The practice, by its fingerprint.
        practice: PracticeId,
        /// The head of the case's ledger when the link was made; a chain without it is not believed.
        case_head: Hash,
    },
}

/// Why a text is no link of ours.
#[derive(Debug, Eq, PartialEq, thiserror::Error)]
pub enum UnreadableLink {
    /// It does not begin like an address.
    #[error("This is not a link. Copy it again from the beginning: it starts with https:// or http://.")]
    NotAnAddress,
    /// There is nothing after `#`, or nothing we know.
    #[error(
        "This link does not belong here, or its end is missing. Copy it again, with everything after the # sign."
    )]
    NoKey,
    /// The page and what follows `#` do not belong together.
    #[error("This link leads to another page than its key is for. Copy it again, or ask for a new one.")]
    OtherRoom,
    /// Made by a newer version.
    #[error("This link was made by a newer version. Reload the page and try again.")]
    OtherVersion,
    /// A part is missing, or there is one too many.
    #[error("This link is not complete. Copy it again, up to its last character.")]
    Incomplete,
    /// The secret part has a wrong character or length.
    #[error(
        "A character in the secret part of this link is wrong or missing. Copy it again instead of typing it."
    )]
    Secret,
    /// The part that names the practice has a wrong character or length.
    #[error(
        "A character in the part of this link that names the practice is wrong or missing. Copy it again."
    )]
    Practice,
    /// The part that names the state of the case has a wrong character or length.
    #[error(
        "A character at the end of this link is wrong or missing. Copy it again, up to its last character."
    )]
    Head,
}

impl UnreadableLink {
    /// Stable name for other languages and for `locales/`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotAnAddress => "link-not-an-address",
            Self::NoKey => "link-without-key",
            Self::OtherRoom => "link-to-other-room",
            Self::OtherVersion => "link-of-other-version",
            Self::Incomplete => "link-incomplete",
            Self::Secret => "link-secret",
            Self::Practice => "link-practice",
            Self::Head => "link-head",
        }
    }
}

impl Link {
    /// Reads a link; white space around it does not matter.
    pub fn parse(text: &str) -> Result<Self, UnreadableLink> {
        let (_, room, fragment) = take_apart(text)?;
        let parts: Vec<&str> = fragment.split('.').collect();
        match parts.as_slice() {
            ["start", practice] if room.is_empty() => Ok(Self::Start {
                practice: read_practice(practice)?,
            }),
            ["join", "v1", secret, practice] => Ok(Self::Invite {
                role: role(room).ok_or(UnreadableLink::OtherRoom)?,
                secret: InviteSecret::from_bytes(read_secret(secret)?),
                practice: read_practice(practice)?,
            }),
            ["open", "v1", secret, practice, head] if room == SHARE => Ok(Self::Share {
                secret: ShareSecret::from_bytes(read_secret(secret)?),
                practice: read_practice(practice)?,
                case_head: Hash::from_bytes(*read_secret(head).map_err(|_| UnreadableLink::Head)?),
            }),
            ["start", _] | ["open", "v1", _, _, _] => Err(UnreadableLink::OtherRoom),
            ["start" | "join" | "open"] | ["start", ..] | ["join" | "open", "v1", ..] => {
                Err(UnreadableLink::Incomplete)
            }
            ["join" | "open", ..] => Err(UnreadableLink::OtherVersion),
            _ => Err(UnreadableLink::NoKey),
        }
    }

    /// The address of the server that a link leads to, without a slash at its end.
    pub fn origin(text: &str) -> Result<String, UnreadableLink> {
        take_apart(text).map(|(base, _, _)| base.to_owned())
    }

    /// The link as a person hands it on; `origin` is the server's public address.
    pub fn to_url(&self, origin: &str) -> String {
        let origin = origin.trim_end_matches('/');
        match self {
            Self::Start { practice } => format!("{origin}/#start.{practice}"),
            Self::Invite {
                secret,
                practice,
                role,
            } => {
                format!(
                    "{origin}/{}#join.v1.{}.{practice}",
                    room(*role),
                    *write_secret(secret.bytes())
                )
            }
            Self::Share {
                secret,
                practice,
                case_head,
            } => {
                let (secret, head) = (
                    write_secret(secret.bytes()),
                    BASE64URL_NOPAD.encode(case_head.as_bytes()),
                );
                format!("{origin}/{SHARE}#open.v1.{}.{practice}.{head}", *secret)
            }
        }
    }
}

const SHARE: &str = "share/";
const BOARD: &str = "board/";
const READING: &str = "reading/";

/// The room that an invitation leads to. Nobody is invited to be a link holder; such a link would lead nowhere else.
fn room(role: Role) -> &'static str {
    match role {
        Role::Coordinator => BOARD,
        Role::Radiologist => READING,
        Role::Patient | Role::LinkHolder => "",
    }
}

fn role(room: &str) -> Option<Role> {
    [Role::Coordinator, Role::Radiologist, Role::Patient]
        .into_iter()
        .find(|role| self::room(*role) == room)
}

/// The server's address, the room, and what follows `#`.
fn take_apart(text: &str) -> Result<(&str, &str, &str), UnreadableLink> {
    let text = text.trim();
    let scheme = ["https://", "http://"]
        .into_iter()
        .find(|scheme| text.starts_with(scheme));
    let rest = scheme
        .and_then(|scheme| text.strip_prefix(scheme))
        .ok_or(UnreadableLink::NotAnAddress)?;
    if rest.starts_with(['/', '#', '?']) || text.contains(char::is_whitespace) {
        return Err(UnreadableLink::NotAnAddress);
    }
    let (page, fragment) = text.split_once('#').ok_or(UnreadableLink::NoKey)?;
    let room = [SHARE, BOARD, READING]
        .into_iter()
        .find(|room| page.ends_with(&format!("/{room}")))
        .unwrap_or("");
    let base = page
        .strip_suffix(room)
        .and_then(|base| base.strip_suffix('/'))
        .ok_or(UnreadableLink::OtherRoom)?;
    if base.contains('?') {
        Err(UnreadableLink::OtherRoom)
    } else {
        Ok((base, room, fragment))
    }
}

fn read_practice(text: &str) -> Result<PracticeId, UnreadableLink> {
    let bytes = HEXLOWER
        .decode(text.as_bytes())
        .map_err(|_| UnreadableLink::Practice)?;
    bytes
        .try_into()
        .map(PracticeId::from_bytes)
        .map_err(|_| UnreadableLink::Practice)
}

fn read_secret(text: &str) -> Result<Zeroizing<[u8; 32]>, UnreadableLink> {
    let bytes = BASE64URL_NOPAD
        .decode(text.as_bytes())
        .map(Zeroizing::new)
        .map_err(|_| UnreadableLink::Secret)?;
    <[u8; 32]>::try_from(bytes.as_slice())
        .map(Zeroizing::new)
        .map_err(|_| UnreadableLink::Secret)
}

fn write_secret(secret: &[u8; 32]) -> Zeroizing<String> {
    Zeroizing::new(BASE64URL_NOPAD.encode(secret))
}
