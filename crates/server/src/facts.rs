//! What the server sees: every column of its tables and every kind of entry, with a meaning in one line. A test
//! holds `docs/what-the-server-sees.md` to it, and it to the tables.

use std::fmt::Write as _;

use overread_wire::ledger::Kind;

/// Each column of each table, with its meaning.
pub const COLUMNS: &[(&str, &str, &str)] = &[
    (
        "attempts",
        "who",
        "Keyed hash of a caller's network address and of what was tried, to slow down guessing.",
    ),
    ("attempts", "hour", "In which hour; older ones are deleted."),
    ("attempts", "count", "How many attempts."),
    ("cases", "case_id", "Random name of a case."),
    ("cases", "patient", "Who opened it."),
    ("cases", "radiologist", "Who is asked to read it at present."),
    (
        "challenges",
        "challenge",
        "Hash of what a person is asked to sign, until it is signed.",
    ),
    ("challenges", "person", "Who is asked."),
    ("challenges", "expires", "Two minutes later."),
    ("contacts", "person", "Whose address."),
    ("contacts", "mail", "Where notices go, if the person wants any."),
    ("contacts", "language", "In which language."),
    ("desk_keys", "person", "Which coordinator."),
    (
        "desk_keys",
        "sealed",
        "Ciphertext: the desk's private key, sealed to this coordinator.",
    ),
    ("drafts", "person", "Whose draft."),
    ("drafts", "name", "Its name, chosen by the client at random."),
    ("drafts", "sealed", "Ciphertext under the person's own key."),
    ("drafts", "time", "When it was last written."),
    ("entries", "case_id", "Of which case."),
    ("entries", "seq", "Its number in the chain."),
    ("entries", "hash", "Its hash."),
    (
        "entries",
        "entry",
        "The signed entry: author, kind, time and the public facts listed below.",
    ),
    ("grants", "case_id", "Of which case."),
    ("grants", "hash", "Hash of the statement, as the entry names it."),
    ("grants", "recipient", "Who can open it."),
    (
        "grants",
        "statement",
        "Signed: which compartment's key, of which epoch, for whom, released when.",
    ),
    (
        "grants",
        "sealed",
        "Ciphertext: the compartment's key, or half of it, sealed to the recipient.",
    ),
    ("grants", "seq", "Which entry it came with."),
    ("halves", "case_id", "Of which case."),
    ("halves", "epoch", "Of which epoch."),
    (
        "halves",
        "half",
        "Half of the original report's key, useless without the half that is sealed to the radiologist.",
    ),
    ("instance", "one", "Always 1: there is one row."),
    (
        "instance",
        "salt",
        "Random bytes that key the hashes in `attempts`.",
    ),
    (
        "invitations",
        "invitation",
        "Name of an invitation, derived from its public key.",
    ),
    (
        "invitations",
        "statement",
        "Signed: the role it gives and when it lapses.",
    ),
    (
        "invitations",
        "note",
        "Ciphertext under a key from the link, which the server never holds.",
    ),
    ("link_sessions", "token", "Hash of the token of an opened link."),
    ("link_sessions", "share", "Which link."),
    ("link_sessions", "case_id", "Of which case."),
    ("link_sessions", "expires", "Twelve hours later."),
    ("memberships", "position", "Order of joining."),
    ("memberships", "invitation", "The invitation that was taken up."),
    ("memberships", "person", "Who took it up."),
    ("memberships", "joining", "Signed: the joiner's public keys."),
    ("objects", "case_id", "Of which case."),
    ("objects", "object", "Random name of a ciphertext."),
    ("objects", "compartment", "Which compartment's key seals it."),
    (
        "objects",
        "kind",
        "Document, pack, previews, manifest, first read or draft.",
    ),
    ("objects", "epoch", "The epoch of that key."),
    ("objects", "hash", "Hash of the ciphertext."),
    (
        "objects",
        "size",
        "Padded size of the ciphertext; it lies in the folder `blobs`.",
    ),
    ("objects", "uploader", "Who stored it."),
    (
        "persons",
        "person",
        "Name of a person, derived from their public keys.",
    ),
    ("persons", "card", "Their public keys."),
    ("practice", "one", "Always 1: there is one practice."),
    (
        "practice",
        "practice",
        "Name of the practice, derived from its root's public keys.",
    ),
    (
        "practice",
        "charter",
        "Signed: the root's and the desk's public keys.",
    ),
    (
        "practice",
        "page",
        "The public page: name, telephone, address, services, prices, countries.",
    ),
    ("profiles", "person", "Whose profile."),
    (
        "profiles",
        "sealed",
        "Ciphertext: name, licence and subspecialty, sealed to the desk.",
    ),
    (
        "recovery",
        "id",
        "Derived from a recovery code that the server never holds.",
    ),
    ("recovery", "person", "Who keeps it here."),
    (
        "recovery",
        "sealed",
        "Ciphertext: the person's keys, sealed under the recovery code.",
    ),
    ("removals", "position", "Order of removal."),
    (
        "removals",
        "statement",
        "Signed: who no longer belongs to the practice.",
    ),
    (
        "sessions",
        "token",
        "Hash of the token of a person who is signed in.",
    ),
    ("sessions", "person", "Who."),
    ("sessions", "expires", "A quarter of an hour later."),
    ("shares", "share", "Name of a link, derived from its public key."),
    ("shares", "case_id", "Of which case."),
    (
        "shares",
        "landing_token",
        "Hash of the token that shows the link's first page.",
    ),
    (
        "shares",
        "opening_token",
        "Hash of the token that opens it; the PIN is mixed in, if there is one.",
    ),
    (
        "shares",
        "wrong_tokens",
        "How many wrong ones were tried by whoever has the link; ten lock it.",
    ),
    (
        "shares",
        "bundle",
        "Ciphertext: compartment keys, sealed under a key from the link.",
    ),
];

/// What an entry of a kind says in the open, besides its author, its time and the hashes of grants.
pub fn meaning(kind: Kind) -> &'static str {
    match kind {
        Kind::Opened => "A case was opened, with which practice and desk key.",
        Kind::Consented => "Consent was given; hash and size of the sealed consent.",
        Kind::ImagesAdded => {
            "Images were sent, by the patient or, from a posted disc, by the practice; hash of the sealed manifest, number and bytes of ciphertexts."
        }
        Kind::DocumentsAdded => "Documents were sent; the same facts as for images.",
        Kind::Submitted => {
            "The case went to the practice; service level, whether the disc comes by post, hash and size of the sealed intake form."
        }
        Kind::Returned => "The practice asks for something; hash and size of the sealed question.",
        Kind::Resumed => "The patient has answered; hash and size of the sealed answer.",
        Kind::Rescheduled => {
            "The operation moved; a new service level if asked for, hash and size of the new intake form."
        }
        Kind::Assigned => "Who is asked to read, the epoch of keys, commitments to the halves held back.",
        Kind::Accepted => "The radiologist takes the case; hash and size of the sealed declaration.",
        Kind::Declined => "The radiologist does not; hash and size of the sealed reason.",
        Kind::Recused => "The radiologist steps back; hash and size of the sealed reason.",
        Kind::FirstReadCommitted => "The first read is fixed; hash and size of its ciphertext.",
        Kind::OriginalRevealed => "The original report was opened.",
        Kind::ReportSigned => "The report is there; version, hash and size of its ciphertext.",
        Kind::AddendumSigned => "A newer version is there; the same facts.",
        Kind::TranslationSigned => "A translation is there; the same facts.",
        Kind::OpenedBy => "Who opened which compartment.",
        Kind::Question => "Someone asked; hash and size of the sealed text.",
        Kind::Answer => "Someone answered; hash and size of the sealed text.",
        Kind::Notice => "Something asks to be acknowledged; hash and size of the sealed text.",
        Kind::Acknowledged => "The entry with this number was read.",
        Kind::ShareCreated => {
            "A link was made: its public key, what it opens, until when, how often, whether with a PIN."
        }
        Kind::ShareOpened => "A link was opened.",
        Kind::ShareRevoked => "A link was withdrawn.",
        Kind::Regranted => "Keys were granted again.",
        Kind::MemberRemoved => "Who was taken off the case.",
        Kind::Refused => "The practice does not take the case; hash and size of the sealed reason.",
        Kind::Withdrawn => "The patient withdraws; hash and size of the sealed reason.",
        Kind::Restricted => "The patient wants no new grants.",
        Kind::Closed => "The case is done.",
        Kind::OutcomeAdded => "The patient tells what became of it; hash and size of the sealed text.",
        Kind::Erased => {
            "Every ciphertext, grant, half and link of the case was deleted; these entries are all that is left."
        }
    }
}

/// The page `docs/what-the-server-sees.md`.
pub fn what_the_server_sees() -> String {
    let mut page = String::from(
        "# What the server sees\n\n\
         Everything the server stores stands on this page, which is generated from its tables and from the kinds of\n\
         ledger entries; a test fails when one of them has something that is not listed here. What is called\n\
         ciphertext is sealed on the devices of the people of a case, and the server has no key to it. Images, names,\n\
         diagnoses, operations, dates of surgery, reports, reasons and messages are ciphertext.\n\n\
         Its logs hold, for each request, the time, the template of the route, the status and the duration; no\n\
         address of a caller and no name of a person or case.\n\n\
         ## Tables\n\n\
         | table | column | meaning |\n|---|---|---|\n",
    );
    for (table, column, meaning) in COLUMNS {
        // Writing to a text cannot fail.
        let _ = writeln!(page, "| `{table}` | `{column}` | {meaning} |");
    }
    page.push_str(
        "\n## Entries of a case\n\n\
         Each is signed by its author and says in the open:\n\n| kind | what it says |\n|---|---|\n",
    );
    for kind in Kind::ALL {
        let _ = writeln!(page, "| `{}` | {} |", kind.name(), meaning(*kind));
    }
    page
}
