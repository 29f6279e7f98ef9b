//! Where everything but the ciphertexts of objects lies.
//!
//! `queries` holds every query once, in the SQL that SQLite and PostgreSQL share, and names its database only as
//! `super::Backend`; a back end keeps to itself how it connects and how a writing transaction begins.

mod rows;
mod sqlite;

pub(crate) use rows::{Half, NewGrant, NewShare, ObjectRow, Row, ShareRow, StoredDraft, StoredGrant};
pub(crate) use sqlite::{Connection, Store, Writing, queries};
