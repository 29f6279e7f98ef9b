//! Links.

use overread_wire::{CaseId, Hash, ShareId};
use sqlx::{Row as _, query};

use super::Connection;
use super::values::{bytes, case_id, fixed, natural};
use crate::store::{NewShare, Row, ShareRow};

pub(crate) async fn add_share(db: &mut Connection, case: CaseId, share: &NewShare) -> Row<()> {
    query(
        "INSERT INTO shares (share, case_id, landing_token, opening_token, wrong_tokens, bundle) \
         VALUES ($1, $2, $3, $4, 0, $5)",
    )
    .bind(bytes(share.share.as_bytes()))
    .bind(bytes(case.as_bytes()))
    .bind(bytes(share.landing_token.as_bytes()))
    .bind(bytes(share.opening_token.as_bytes()))
    .bind(&share.bundle)
    .execute(db)
    .await
    .map(|_| ())
}

pub(crate) async fn share(db: &mut Connection, share: ShareId) -> Row<Option<ShareRow>> {
    let row = query(
        "SELECT case_id, landing_token, opening_token, wrong_tokens, bundle FROM shares WHERE share = $1",
    )
    .bind(bytes(share.as_bytes()))
    .fetch_optional(db)
    .await?;
    row.map(|row| {
        Ok(ShareRow {
            case: case_id(&row, 0)?,
            landing_token: Hash::from_bytes(fixed(&row, 1)?),
            opening_token: Hash::from_bytes(fixed(&row, 2)?),
            wrong_tokens: natural(row.try_get(3)?)?,
            bundle: row.try_get(4)?,
        })
    })
    .transpose()
}

pub(crate) async fn count_wrong_token(db: &mut Connection, share: ShareId) -> Row<()> {
    query("UPDATE shares SET wrong_tokens = wrong_tokens + 1 WHERE share = $1")
        .bind(bytes(share.as_bytes()))
        .execute(db)
        .await
        .map(|_| ())
}

/// Forgets the keys a link was sealed with, and whoever had it open.
pub(crate) async fn revoke_share(db: &mut Connection, share: ShareId) -> Row<()> {
    query("DELETE FROM link_sessions WHERE share = $1")
        .bind(bytes(share.as_bytes()))
        .execute(&mut *db)
        .await?;
    query("UPDATE shares SET bundle = $1 WHERE share = $2")
        .bind(bytes(&[]))
        .bind(bytes(share.as_bytes()))
        .execute(db)
        .await
        .map(|_| ())
}
