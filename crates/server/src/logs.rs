//! Logs: one JSON line for each request, with its route's template, status and duration. Never a path, a query, a
//! header or a body: identifiers of people and cases stay out of the logs altogether.

use std::io;
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use tracing::instrument::WithSubscriber;
use tracing::{Dispatch, Level, info};
use tracing_subscriber::fmt::MakeWriter;

/// JSON lines to `writer`.
pub fn json(writer: impl for<'a> MakeWriter<'a> + Send + Sync + 'static) -> Dispatch {
    Dispatch::new(
        tracing_subscriber::fmt()
            .json()
            .with_max_level(Level::INFO)
            .with_writer(writer)
            .finish(),
    )
}

/// JSON lines to standard error.
pub fn to_stderr() -> Dispatch {
    json(io::stderr)
}

/// Writes a line for a request, and sends what is logged while it is answered to the same place.
pub(crate) async fn write(State(log): State<Dispatch>, request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let method = request.method().clone();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("pages", MatchedPath::as_str)
        .to_owned();
    let answer = async {
        let response = next.run(request).await;
        let ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        info!(%method, route, status = response.status().as_u16(), ms, "answered");
        response
    };
    answer.with_subscriber(log).await
}
