//! Sealed objects: stored once, acknowledged when they are safe, fetched by whoever holds the compartment now.

use std::io::SeekFrom;

use axum::Json;
use axum::body::{Body as HttpBody, BodyDataStream, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures::StreamExt;
use overread_wire::api::{LARGEST_OBJECT, Object, Objects, Problem, Stored};
use overread_wire::ledger::Refusal;
use overread_wire::{CaseId, Compartment, ObjectId, ObjectKind, PersonId};
use serde::Deserialize;
use tokio::io::{AsyncReadExt, AsyncSeekExt};
use tokio_util::io::ReaderStream;

use super::range::wanted;
use crate::app::App;
use crate::authorize::{Caller, Doing};
use crate::blobs::Arriving;
use crate::extract::{Ask, At};
use crate::folds::Folded;
use crate::intact::Unopened;
use crate::refused::Refused;
use crate::store::{ObjectRow, queries};

/// Bytes of an object on their way from the disk to the line.
const CHUNK: usize = 64 << 10;

/// What an object is stored as.
#[derive(Clone, Copy, Deserialize)]
pub(super) struct As {
    compartment: Compartment,
    kind: ObjectKind,
    epoch: u32,
}

/// What was acknowledged and lies there, for going on with an upload: what the disk has lost is sent again.
#[utoipa::path(
    get, path = "/cases/{case}/objects", params(("case" = String, Path)), security(("bearer" = [])),
    responses((status = 200, body = Objects), (status = 403, body = Problem), (status = 404, body = Problem))
)]
pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
    At(case): At<CaseId>,
) -> Result<Json<Objects>, Refused> {
    app.admit_to_case(caller, case, Doing::ListObjects).await?;
    let mut db = app.store.read().await?;
    let objects = queries::objects(&mut db, case).await?;
    drop(db);
    let all = objects.len();
    let objects = app.blobs.present(objects).await?;
    if objects.len() < all {
        tracing::error!(
            damaged = all - objects.len(),
            "stored objects are damaged; they are asked for again"
        );
    }
    let objects = objects.into_iter().map(|row| Object {
        object: row.object,
        compartment: row.compartment,
        kind: row.kind,
        hash: row.hash,
        size: row.size,
    });
    Ok(Json(Objects {
        objects: objects.collect(),
    }))
}

/// Stores an object; the same bytes again are one object.
#[utoipa::path(
    put, path = "/cases/{case}/objects/{object}",
    params(
        ("case" = String, Path), ("object" = String, Path), ("compartment" = String, Query),
        ("kind" = String, Query), ("epoch" = u32, Query)
    ),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"), security(("bearer" = [])),
    responses(
        (status = 200, body = Stored), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Stored), (status = 413, body = Problem),
        (status = 422, body = Problem), (status = 507, body = Problem)
    )
)]
pub(super) async fn store(
    State(app): State<App>,
    caller: Caller,
    At((case, object)): At<(CaseId, ObjectId)>,
    Ask(stored_as): Ask<As>,
    headers: HeaderMap,
    body: HttpBody,
) -> Result<Json<Stored>, Refused> {
    let declared = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if declared.is_some_and(|length| length > LARGEST_OBJECT) {
        return Err(Refused::TooLarge);
    }
    let mut body = body.into_data_stream();
    // Whoever does not say how much is coming may send the most.
    let declared = declared.unwrap_or(LARGEST_OBJECT);
    let result = take_in(&app, caller, case, object, stored_as, declared, &mut body).await;
    if matches!(&result, Err(refused) if !matches!(refused, Refused::TooLarge | Refused::BrokenOff)) {
        // Whoever is still sending would otherwise see a broken connection and not the reason.
        drain(&mut body).await;
    }
    result.map(Json)
}

/// Fetches an object or a range of it.
#[utoipa::path(
    get, path = "/cases/{case}/objects/{object}", params(("case" = String, Path), ("object" = String, Path)),
    security(("bearer" = [])),
    responses(
        (status = 200, content_type = "application/octet-stream"), (status = 206, content_type = "application/octet-stream"),
        (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 416, body = Problem), (status = 500, body = Problem)
    )
)]
pub(super) async fn fetch(
    State(app): State<App>,
    caller: Caller,
    At((case, object)): At<(CaseId, ObjectId)>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let row = may_fetch(&app, caller, case, object).await?;
    let range = headers.get(header::RANGE).and_then(|value| value.to_str().ok());
    let range = wanted(range, row.size);
    let whole = range.is_none().then_some(row.hash);
    let mut file = match app.blobs.open_object(case, object, row.size, whole).await {
        Ok(file) => file,
        Err(Unopened::Damaged(damage)) => {
            // Unless the case was erased at this very moment, and there is nothing to be found any more.
            may_fetch(&app, caller, case, object).await?;
            return Err(Refused::ObjectDamaged(object, damage));
        }
        Err(Unopened::File(error)) => return Err(error.into()),
    };
    let kind = (header::CONTENT_TYPE, "application/octet-stream".to_owned());
    let ranges = (header::ACCEPT_RANGES, "bytes".to_owned());
    let Some(range) = range else {
        let length = (header::CONTENT_LENGTH, row.size.to_string());
        return Ok((
            [kind, ranges, length],
            HttpBody::from_stream(ReaderStream::with_capacity(file, CHUNK)),
        )
            .into_response());
    };
    let range = range.map_err(|_| Refused::RangeNotSatisfiable(row.size))?;
    file.seek(SeekFrom::Start(range.start)).await?;
    let length = range.end - range.start;
    let part = format!("bytes {}-{}/{}", range.start, range.end - 1, row.size);
    let headers = [
        kind,
        ranges,
        (header::CONTENT_LENGTH, length.to_string()),
        (header::CONTENT_RANGE, part),
    ];
    let body = HttpBody::from_stream(ReaderStream::with_capacity(file.take(length), CHUNK));
    Ok((StatusCode::PARTIAL_CONTENT, headers, body).into_response())
}

async fn may_fetch(app: &App, caller: Caller, case: CaseId, object: ObjectId) -> Result<ObjectRow, Refused> {
    // An object nobody stored is asked about like one that is nobody's, so that only persons learn the difference.
    let row = queries::object(&mut *app.store.read().await?, case, object).await?;
    let (compartment, uploader) = row
        .as_ref()
        .map_or((Compartment::Own, PersonId::from_bytes([0; 16])), |row| {
            (row.compartment, row.uploader)
        });
    let fetching = Doing::Fetch {
        compartment,
        uploader,
    };
    app.admit_to_case(caller, case, fetching).await?;
    row.ok_or(Refused::Unknown)
}

async fn take_in(
    app: &App,
    caller: Caller,
    case: CaseId,
    object: ObjectId,
    stored_as: As,
    declared: u64,
    body: &mut BodyDataStream,
) -> Result<Stored, Refused> {
    let storing = Doing::Store(stored_as.compartment);
    let (loaded, pass) = app.admit_to_case(caller, case, storing).await?;
    let patient = may_be_stored(&loaded, stored_as)?;
    app.leaves_the_reserve(pass.role)?;
    let mut db = app.store.read().await?;
    if queries::object(&mut db, case, object).await?.is_none() {
        app.has_room(&mut db, case, patient, pass.who, declared).await?;
    }
    drop(db);

    let mut arriving = app.blobs.begin(app.random()?).await?;
    receive(&mut arriving, body).await?;
    let (hash, size) = arriving.flush().await?;

    app.load(case).await?;
    // The row is held from here on: two senders of one object come one after the other.
    let mut db = app.write_for(caller).await?;
    let (loaded, pass) = app.admit_to_write(&mut db, caller, case, storing).await?;
    let patient = may_be_stored(&loaded, stored_as)?;
    let As {
        compartment,
        kind,
        epoch,
    } = stored_as;
    let row = ObjectRow {
        case,
        object,
        compartment,
        kind,
        epoch,
        hash,
        size,
        uploader: pass.who,
    };
    if !queries::add_object(&mut db, &row).await? {
        let before = queries::object(&mut db, case, object)
            .await?
            .ok_or(Refused::Unknown)?;
        let stored = Stored {
            hash: before.hash,
            size: before.size,
        };
        if before.hash != hash {
            return Err(Refused::ObjectDiffers(stored));
        }
        app.blobs.mend(arriving, case, object).await?;
        return Ok(stored);
    }
    app.has_room(&mut db, case, patient, pass.who, 0).await?;
    app.blobs.keep(arriving, case, object).await?;
    db.commit().await?;
    Ok(Stored { hash, size })
}

/// Whose case it is; nothing is sealed under keys that are not there yet.
fn may_be_stored(loaded: &Folded, stored_as: As) -> Result<PersonId, Refused> {
    if stored_as.epoch > loaded.case.epoch() {
        return Err(Refusal::DoesNotFit.into());
    }
    Ok(loaded.case.patient())
}

async fn receive(arriving: &mut Arriving, body: &mut BodyDataStream) -> Result<(), Refused> {
    while let Some(bytes) = next(body).await? {
        if arriving.size() + bytes.len() as u64 > LARGEST_OBJECT {
            return Err(Refused::TooLarge);
        }
        arriving.write(&bytes).await?;
    }
    Ok(())
}

async fn next(body: &mut BodyDataStream) -> Result<Option<Bytes>, Refused> {
    body.next().await.transpose().map_err(|_| Refused::BrokenOff)
}

async fn drain(body: &mut BodyDataStream) {
    let mut left = LARGEST_OBJECT;
    while let Ok(Some(bytes)) = next(body).await {
        left = left.saturating_sub(bytes.len() as u64);
        if left == 0 {
            return;
        }
    }
}
