//! Reading and writing of single values.

use overread_wire::{CaseId, PersonId};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::Row as _;

use super::BackendRow;
use crate::store::Row;

pub(super) fn bytes(bytes: &[u8]) -> Vec<u8> {
    bytes.to_vec()
}

/// Moments and sizes stay far below 2^63; what does not is kept as the largest.
pub(super) fn number(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

pub(super) fn natural(value: i64) -> Row<u64> {
    u64::try_from(value).map_err(damaged)
}

pub(super) fn epoch(row: &BackendRow, column: usize) -> Row<u32> {
    u32::try_from(row.try_get::<i64, _>(column)?).map_err(damaged)
}

pub(super) fn fixed<const N: usize>(row: &BackendRow, column: usize) -> Row<[u8; N]> {
    let bytes: Vec<u8> = row.try_get(column)?;
    <[u8; N]>::try_from(bytes.as_slice()).map_err(damaged)
}

pub(super) fn person(row: &BackendRow, column: usize) -> Row<PersonId> {
    fixed(row, column).map(PersonId::from_bytes)
}

pub(super) fn case_id(row: &BackendRow, column: usize) -> Row<CaseId> {
    fixed(row, column).map(CaseId::from_bytes)
}

/// The name by which a compartment or kind crosses the wire, also its name in the database.
pub(super) fn name<T: Serialize>(value: &T) -> Row<String> {
    match serde_json::to_value(value).map_err(damaged)? {
        serde_json::Value::String(name) => Ok(name),
        _ => Err(sqlx::Error::Encode("not a name".into())),
    }
}

pub(super) fn named<T: DeserializeOwned>(row: &BackendRow, column: usize) -> Row<T> {
    let name: String = row.try_get(column)?;
    serde_json::from_value(serde_json::Value::String(name)).map_err(damaged)
}

pub(super) fn damaged(error: impl std::error::Error + Send + Sync + 'static) -> sqlx::Error {
    sqlx::Error::Decode(Box::new(error))
}
