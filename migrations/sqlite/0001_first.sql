-- Every table and column is explained in docs/what-the-server-sees.md; a test compares the two.
-- Identifiers, hashes and ciphertexts are bytes; moments are milliseconds of Unix time.

CREATE TABLE instance (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    salt BLOB NOT NULL
);

CREATE TABLE practice (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    practice BLOB NOT NULL,
    charter BLOB NOT NULL,
    page TEXT NOT NULL
);

CREATE TABLE persons (
    person BLOB NOT NULL PRIMARY KEY,
    card BLOB NOT NULL
);

CREATE TABLE invitations (
    invitation BLOB NOT NULL PRIMARY KEY,
    statement BLOB NOT NULL,
    note BLOB NOT NULL
);

CREATE TABLE memberships (
    position INTEGER NOT NULL PRIMARY KEY,
    invitation BLOB NOT NULL UNIQUE REFERENCES invitations (invitation),
    person BLOB NOT NULL UNIQUE REFERENCES persons (person),
    joining BLOB NOT NULL
);

CREATE TABLE removals (
    position INTEGER NOT NULL PRIMARY KEY,
    statement BLOB NOT NULL
);

CREATE TABLE profiles (
    person BLOB NOT NULL PRIMARY KEY REFERENCES persons (person),
    sealed BLOB NOT NULL
);

CREATE TABLE desk_keys (
    person BLOB NOT NULL PRIMARY KEY REFERENCES persons (person),
    sealed BLOB NOT NULL
);

CREATE TABLE contacts (
    person BLOB NOT NULL PRIMARY KEY REFERENCES persons (person),
    mail TEXT NOT NULL,
    language TEXT NOT NULL
);

CREATE TABLE challenges (
    challenge BLOB NOT NULL PRIMARY KEY,
    person BLOB NOT NULL REFERENCES persons (person),
    expires BIGINT NOT NULL
);
CREATE INDEX challenges_by_expiry ON challenges (expires);

CREATE TABLE sessions (
    token BLOB NOT NULL PRIMARY KEY,
    person BLOB NOT NULL REFERENCES persons (person),
    expires BIGINT NOT NULL
);
CREATE INDEX sessions_by_expiry ON sessions (expires);

CREATE TABLE attempts (
    who BLOB NOT NULL,
    hour BIGINT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (who, hour)
);

CREATE TABLE cases (
    case_id BLOB NOT NULL PRIMARY KEY,
    patient BLOB NOT NULL REFERENCES persons (person),
    radiologist BLOB REFERENCES persons (person)
);
CREATE INDEX cases_by_patient ON cases (patient, case_id);
CREATE INDEX cases_by_radiologist ON cases (radiologist, case_id);

CREATE TABLE entries (
    case_id BLOB NOT NULL REFERENCES cases (case_id),
    seq BIGINT NOT NULL,
    hash BLOB NOT NULL UNIQUE,
    entry BLOB NOT NULL,
    PRIMARY KEY (case_id, seq)
);

CREATE TABLE objects (
    case_id BLOB NOT NULL REFERENCES cases (case_id),
    object BLOB NOT NULL,
    compartment TEXT NOT NULL,
    kind TEXT NOT NULL,
    epoch BIGINT NOT NULL,
    hash BLOB NOT NULL,
    size BIGINT NOT NULL,
    uploader BLOB NOT NULL,
    PRIMARY KEY (case_id, object)
);

CREATE TABLE grants (
    case_id BLOB NOT NULL REFERENCES cases (case_id),
    hash BLOB NOT NULL,
    recipient BLOB NOT NULL,
    statement BLOB NOT NULL,
    sealed BLOB NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (case_id, hash)
);
CREATE INDEX grants_by_recipient ON grants (case_id, recipient);

CREATE TABLE halves (
    case_id BLOB NOT NULL REFERENCES cases (case_id),
    epoch BIGINT NOT NULL,
    half BLOB NOT NULL,
    PRIMARY KEY (case_id, epoch)
);

CREATE TABLE shares (
    share BLOB NOT NULL PRIMARY KEY,
    case_id BLOB NOT NULL REFERENCES cases (case_id),
    landing_token BLOB NOT NULL,
    opening_token BLOB NOT NULL,
    wrong_tokens BIGINT NOT NULL,
    bundle BLOB NOT NULL
);

CREATE TABLE link_sessions (
    token BLOB NOT NULL PRIMARY KEY,
    share BLOB NOT NULL REFERENCES shares (share),
    case_id BLOB NOT NULL,
    expires BIGINT NOT NULL
);
CREATE INDEX link_sessions_by_share ON link_sessions (share);

CREATE TABLE drafts (
    person BLOB NOT NULL REFERENCES persons (person),
    name TEXT NOT NULL,
    sealed BLOB NOT NULL,
    time BIGINT NOT NULL,
    PRIMARY KEY (person, name)
);

CREATE TABLE recovery (
    id TEXT NOT NULL PRIMARY KEY,
    person BLOB NOT NULL REFERENCES persons (person),
    sealed BLOB NOT NULL
);
