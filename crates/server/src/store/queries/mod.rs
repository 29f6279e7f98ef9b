//! Every query, once, in SQL that SQLite and PostgreSQL share.

mod cases;
mod entries;
mod grants;
mod instance;
mod objects;
mod own;
mod people;
mod practice;
mod sessions;
mod shares;
mod values;

pub(crate) use cases::*;
pub(crate) use entries::*;
pub(crate) use grants::*;
pub(crate) use instance::*;
pub(crate) use objects::*;
pub(crate) use own::*;
pub(crate) use people::*;
pub(crate) use practice::*;
pub(crate) use sessions::*;
pub(crate) use shares::*;

use super::{Backend, Connection};

type BackendRow = <Backend as sqlx::Database>::Row;
