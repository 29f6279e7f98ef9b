//! Every label under which something is derived or bound, in one place: one key, one purpose.

use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

macro_rules! labels {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)+) => {
        /// What a derived key or a bound context is for. A new purpose gets a new label, never an old one.
        #[derive(Clone, Copy, Debug, Eq, PartialEq)]
        pub(crate) enum Label {
            $($(#[$doc])* $name,)+
        }

        impl Label {
            /// Every label.
            #[cfg(test)]
            pub(crate) const ALL: &[Self] = &[$(Self::$name,)+];

            /// The text that is bound in.
            pub(crate) const fn text(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)+
                }
            }
        }
    };
}

labels! {
    /// A person's signing key, from their seed.
    IdentitySign = "overread/identity/sign/v1";
    /// A person's key-encapsulation key, from their seed.
    IdentityKem = "overread/identity/kem/v1";
    /// A person's own compartment of one case, from their seed.
    IdentityOwn = "overread/identity/own/v1";
    /// What belongs to no case yet, from a person's seed.
    IdentityDrafts = "overread/identity/drafts/v1";
    /// The desk's key-encapsulation key, from its seed.
    DeskKem = "overread/desk/kem/v1";
    /// HPKE context: the desk's seed, sealed to a coordinator.
    DeskSeal = "overread/desk/seal/v1";
    /// The key of one object, from its compartment's key.
    ObjectKey = "overread/object/key/v1";
    /// The context bound into an object's encryption.
    ObjectContext = "overread/object/context/v1";
    /// The FLOE key, from the object's key.
    ObjectFloeKey = "overread/object/floe-key/v1";
    /// The FLOE IV, from the object's key and its content.
    ObjectFloeIv = "overread/object/floe-iv/v1";
    /// The segment IVs' base, from the object's key and its content.
    ObjectSegmentIv = "overread/object/segment-iv/v1";
    /// The key by which packs are named, from their compartment's key.
    PackName = "overread/pack/name/v1";
    /// HPKE context of a grant.
    Grant = "overread/grant/seal/v1";
    /// HPKE context of a small blob.
    Small = "overread/small/seal/v1";
    /// The mask that joins two halves.
    HalfMask = "overread/half/mask/v1";
    /// The signing key of an invitation, from its link's secret.
    InviteSign = "overread/invite/sign/v1";
    /// The key of an invitation's note, from its link's secret.
    InviteNote = "overread/invite/note/v1";
    /// The signing key of a share link, from its secret.
    ShareSign = "overread/share/sign/v1";
    /// The token that shows the landing page, from the link's secret.
    ShareLanding = "overread/share/landing/v1";
    /// What a link without PIN opens with, from the link's secret.
    ShareWithoutPin = "overread/share/without-pin/v1";
    /// The token that opens, from the secret and the PIN.
    ShareOpening = "overread/share/opening/v1";
    /// The key of the bundle, from the secret and the PIN.
    ShareBundle = "overread/share/bundle/v1";
    /// The name under which the server keeps a recovery blob, from the code.
    RecoveryName = "overread/recovery/name/v1";
    /// The key of the recovery blob, from the code.
    RecoverySeal = "overread/recovery/seal/v1";
}

/// HKDF-SHA-256 (RFC 5869) without salt: `key` is the input keying material; the information is the label's length
/// in one byte, the label, and `context`.
pub(crate) fn derive(key: &[u8], label: Label, context: &[u8]) -> Zeroizing<[u8; 32]> {
    let mut derived = Zeroizing::new([0; 32]);
    let text = label.text().as_bytes();
    let length = [u8::try_from(text.len()).unwrap_or(u8::MAX)];
    let hkdf = Hkdf::<Sha256>::new(None, key);
    match hkdf.expand_multi_info(&[&length, text, context], derived.as_mut_slice()) {
        Ok(()) => derived,
        // 32 bytes are one block of the 255 that RFC 5869 allows.
        Err(never) => unreachable!("{never}"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_purposes_share_a_label() {
        use overread_wire::Context;
        let wire = [
            Context::Entry,
            Context::Charter,
            Context::Invitation,
            Context::Joining,
            Context::Removal,
            Context::Grant,
            Context::SignIn,
            Context::Report,
        ];
        let texts: Vec<&str> = Label::ALL
            .iter()
            .map(|label| label.text())
            .chain(wire.iter().map(|context| context.label()))
            .collect();
        let distinct: BTreeSet<&str> = texts.iter().copied().collect();
        assert_eq!(distinct.len(), texts.len());
        assert!(
            texts
                .iter()
                .all(|text| text.len() < 256 && text.starts_with("overread/") && text.ends_with("/v1"))
        );
    }

    #[test]
    fn each_label_derives_a_key_of_its_own() {
        let keys: BTreeSet<[u8; 32]> = Label::ALL
            .iter()
            .map(|label| *derive(&[7; 32], *label, b""))
            .collect();
        assert_eq!(keys.len(), Label::ALL.len());
        assert_ne!(
            *derive(&[7; 32], Label::Grant, b"a"),
            *derive(&[7; 32], Label::Grant, b"b")
        );
    }
}
