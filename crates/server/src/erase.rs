//! Erasing: once it is on the record that a case is erased, its ciphertexts are deleted, and what a stop of the server
//! left over is deleted at the next start. The row of an object goes after its file, so that none is forgotten.

use overread_wire::CaseId;
use overread_wire::ledger::{Act, SignedEntry};

use crate::blobs::Blobs;
use crate::refused::Fault;
use crate::store::{Store, queries};

/// Deletes the objects of an erased case.
pub(crate) async fn erase(store: &Store, blobs: &Blobs, case: CaseId) -> Result<(), Fault> {
    let mut db = store.read().await?;
    let objects = queries::objects(&mut db, case).await?;
    drop(db);
    for object in objects {
        blobs.delete(case, object.object, object.size).await?;
        let mut db = store.write().await?;
        queries::forget_object(&mut db, case, object.object).await?;
        db.commit().await?;
    }
    Ok(())
}

/// Deletes what is left of cases that were erased before the server stopped.
pub(crate) async fn erase_left_over(store: &Store, blobs: &Blobs) -> Result<(), Fault> {
    let mut db = store.read().await?;
    let newest = queries::newest_entries(&mut db).await?;
    drop(db);
    for (case, entry) in newest {
        let entry = SignedEntry::parse(&entry).map_err(|_| Fault::Stored("entries"))?;
        // Nothing is said of a case after it was erased.
        if matches!(entry.claimed().act, Act::Erased) {
            erase(store, blobs, case).await?;
        }
    }
    Ok(())
}
