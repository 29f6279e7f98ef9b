//! The installation itself: its salt, whether it answers, and how often somebody tried.

use overread_wire::Hash;
use sqlx::{query, query_scalar};

use super::Connection;
use super::values::{bytes, natural, number};
use crate::store::Row;

/// The random salt under which addresses of callers are hashed; `salt` becomes it on the first call.
pub(crate) async fn salt(db: &mut Connection, salt: &[u8]) -> Row<Vec<u8>> {
    query("INSERT INTO instance (one, salt) VALUES (1, $1) ON CONFLICT (one) DO NOTHING")
        .bind(salt)
        .execute(&mut *db)
        .await?;
    query_scalar("SELECT salt FROM instance").fetch_one(db).await
}

pub(crate) async fn is_alive(db: &mut Connection) -> Row<()> {
    query_scalar::<_, i64>("SELECT CAST(1 AS BIGINT)")
        .fetch_one(db)
        .await
        .map(|_| ())
}

/// Counts an attempt and says how many there were in this hour.
pub(crate) async fn count_attempt(db: &mut Connection, who: Hash, hour: u64) -> Row<u64> {
    query("DELETE FROM attempts WHERE hour < $1")
        .bind(number(hour))
        .execute(&mut *db)
        .await?;
    let count: i64 = query_scalar(
        "INSERT INTO attempts (who, hour, count) VALUES ($1, $2, 1) \
         ON CONFLICT (who, hour) DO UPDATE SET count = attempts.count + 1 RETURNING count",
    )
    .bind(bytes(who.as_bytes()))
    .bind(number(hour))
    .fetch_one(db)
    .await?;
    natural(count)
}

/// How many attempts there were in this hour.
pub(crate) async fn attempts(db: &mut Connection, who: Hash, hour: u64) -> Row<u64> {
    let count: Option<i64> = query_scalar("SELECT count FROM attempts WHERE who = $1 AND hour = $2")
        .bind(bytes(who.as_bytes()))
        .bind(number(hour))
        .fetch_optional(db)
        .await?;
    count.map_or(Ok(0), natural)
}
