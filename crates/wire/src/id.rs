//! Identifiers and hashes. They are random or derived by SHA-256 and say nothing about anyone.

use std::fmt;
use std::str::FromStr;

use data_encoding::HEXLOWER_PERMISSIVE;
use minicbor::bytes::ByteArray;
use sha2::{Digest, Sha256};

/// A text that should have been an identifier and is not.
#[derive(Debug, thiserror::Error)]
#[error("This is not a complete identifier. Copy it again, with all its letters and digits.")]
pub struct UnreadableId;

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident, $bytes:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub struct $name([u8; $bytes]);

        impl $name {
            /// The identifier with these bytes.
            pub const fn from_bytes(bytes: [u8; $bytes]) -> Self {
                Self(bytes)
            }

            /// The bytes of the identifier.
            pub const fn as_bytes(&self) -> &[u8; $bytes] {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&HEXLOWER_PERMISSIVE.encode(&self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl FromStr for $name {
            type Err = UnreadableId;

            fn from_str(text: &str) -> Result<Self, UnreadableId> {
                let bytes = HEXLOWER_PERMISSIVE.decode(text.trim().as_bytes()).map_err(|_| UnreadableId)?;
                bytes.try_into().map(Self).map_err(|_| UnreadableId)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }

        impl<C> minicbor::Encode<C> for $name {
            fn encode<W: minicbor::encode::Write>(
                &self,
                e: &mut minicbor::Encoder<W>,
                _: &mut C,
            ) -> Result<(), minicbor::encode::Error<W::Error>> {
                e.bytes(&self.0)?.ok()
            }
        }

        impl<'b, C> minicbor::Decode<'b, C> for $name {
            fn decode(d: &mut minicbor::Decoder<'b>, ctx: &mut C) -> Result<Self, minicbor::decode::Error> {
                ByteArray::<$bytes>::decode(d, ctx).map(|bytes| Self(bytes.into()))
            }
        }
    };
}

identifier!(
    /// A case: one question before one operation. Random.
    CaseId, 16
);
identifier!(
    /// A person, named by the truncated SHA-256 of their [`Card`](crate::Card), so that nobody can give the
    /// same name to other keys. Also names the holder of a share link and the practice's desk.
    PersonId, 16
);
identifier!(
    /// A sealed object. Random, or keyed by content for packs, so that a resumed upload finds them again.
    ObjectId, 16
);
identifier!(
    /// An invitation, named by the truncated SHA-256 of the public half of its invite key.
    InviteId, 16
);
identifier!(
    /// SHA-256 of something canonical: an entry, a sealed object, a statement.
    Hash, 32
);

/// A practice is named by its root's card, so its name is the fingerprint that travels in links.
pub type PracticeId = PersonId;

/// A share link is named by the verification key its holder signs with.
pub type ShareId = PersonId;

impl Hash {
    /// What the first entry of a case names as its predecessor.
    pub const NONE: Self = Self([0; 32]);

    /// The SHA-256 of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The SHA-256 of `parts` under a label: the label and each part are preceded by their lengths.
    pub fn labelled(label: &str, parts: &[&[u8]]) -> Self {
        let mut digest = Sha256::new();
        for part in std::iter::once(&label.as_bytes()).chain(parts) {
            digest.update((part.len() as u64).to_be_bytes());
            digest.update(part);
        }
        Self(digest.finalize().into())
    }

    /// The first sixteen bytes, as identifiers use them.
    pub fn truncated(&self) -> [u8; 16] {
        let mut short = [0; 16];
        short.copy_from_slice(self.0.split_at(16).0);
        short
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_reads_back_from_what_it_prints() {
        let case = CaseId::from_bytes([0xa7; 16]);
        assert_eq!(case.to_string().parse::<CaseId>().unwrap(), case);
        assert!("a7a7".parse::<CaseId>().is_err());
        assert!("zz".repeat(16).parse::<CaseId>().is_err());
    }

    #[test]
    fn a_label_keeps_equal_bytes_apart() {
        assert_ne!(Hash::labelled("a", &[b"bc"]), Hash::labelled("ab", &[b"c"]));
        assert_ne!(Hash::labelled("a", &[b"b", b"c"]), Hash::labelled("a", &[b"bc"]));
    }
}
