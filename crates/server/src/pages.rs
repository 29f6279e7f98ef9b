//! The pages: built by `web/`, carried in the binary, read from disk while developing.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use rust_embed::{EmbeddedFile, RustEmbed};

use crate::refused::Refused;

#[derive(RustEmbed)]
#[folder = "../../web/dist"]
#[allow_missing = true]
struct Dist;

/// The rooms with a page of their own; the patient's is `/`.
const ROOMS: &[&str] = &["board", "reading", "share"];

/// A year; the name of such a file changes with its content.
const FOREVER: &str = "public, max-age=31536000, immutable";

const NOT_BUILT: &str =
    "The pages have not been built yet. Run `make run`, which builds them, and load this again.\n";
const NOT_FOUND: &str = "There is no page here. Check the address, or go to the start page.\n";

/// Answers with a page or one of its files.
pub(crate) async fn serve(request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return ([(header::ALLOW, "GET,HEAD")], Refused::NotThisWay).into_response();
    }
    let path = request.uri().path().trim_start_matches('/');
    if ROOMS.contains(&path) {
        return Redirect::permanent(&format!("/{path}/")).into_response();
    }
    let name = if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.to_owned()
    };
    match find(&name, request.headers()) {
        Some((file, encoding)) => answer(&name, file, encoding),
        None if Dist::get("index.html").is_none() => {
            (StatusCode::SERVICE_UNAVAILABLE, NOT_BUILT).into_response()
        }
        None => nothing_there(request.headers()),
    }
}

/// A person at an unknown address gets the start page, which says so in their language; a program gets a sentence.
fn nothing_there(headers: &HeaderMap) -> Response {
    let accepted = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    let is_person = accepted.is_some_and(|accepted| accepted.contains("text/html"));
    let Some((page, encoding)) = find("index.html", headers).filter(|_| is_person) else {
        return (StatusCode::NOT_FOUND, NOT_FOUND).into_response();
    };
    let mut response = answer("index.html", page, encoding);
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}

/// The file, compressed when it was built so and the browser takes it.
fn find(name: &str, headers: &HeaderMap) -> Option<(EmbeddedFile, Option<&'static str>)> {
    for (encoding, ending) in [("br", "br"), ("gzip", "gz")] {
        if takes(headers, encoding)
            && let Some(file) = Dist::get(&format!("{name}.{ending}"))
        {
            return Some((file, Some(encoding)));
        }
    }
    Dist::get(name).map(|file| (file, None))
}

/// Whether the browser takes a coding (RFC 9110 §12.5.3): it names it, or everything, and not with the weight nothing.
fn takes(headers: &HeaderMap, coding: &str) -> bool {
    let accepted = headers.get_all(header::ACCEPT_ENCODING).iter();
    let offers: Vec<(&str, bool)> = accepted
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(offer)
        .collect();
    let says = |name: &str| {
        offers
            .iter()
            .find(|(offered, _)| offered.eq_ignore_ascii_case(name))
            .map(|(_, taken)| *taken)
    };
    says(coding).or_else(|| says("*")).unwrap_or(false)
}

/// A coding and whether its weight is more than nothing; one that cannot be read is.
fn offer(one: &str) -> (&str, bool) {
    let (name, parameters) = one.split_once(';').unwrap_or((one, ""));
    let weight = parameters
        .trim()
        .strip_prefix(['q', 'Q'])
        .and_then(|weight| weight.trim_start().strip_prefix('='))
        .and_then(|weight| weight.trim().parse::<f32>().ok());
    (name.trim(), weight.is_none_or(|weight| weight > 0.0))
}

fn answer(name: &str, file: EmbeddedFile, encoding: Option<&'static str>) -> Response {
    let kind = Dist::get(name).map_or_else(
        || "application/octet-stream".to_owned(),
        |plain| plain.metadata.mimetype().to_owned(),
    );
    let kind = if kind.starts_with("text/") {
        format!("{kind}; charset=utf-8")
    } else {
        kind
    };
    let mut response = Body::from(file.data).into_response();
    let headers = response.headers_mut();
    if let Ok(kind) = HeaderValue::from_str(&kind) {
        headers.insert(header::CONTENT_TYPE, kind);
    }
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    if let Some(encoding) = encoding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    let cache = if name.starts_with("assets/") {
        FOREVER
    } else {
        "no-cache"
    };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn browser(accepts: &[&'static str]) -> HeaderMap {
        let values = accepts.iter().map(|value| HeaderValue::from_static(value));
        values.map(|value| (header::ACCEPT_ENCODING, value)).collect()
    }

    #[test]
    fn a_coding_is_used_only_when_the_browser_takes_it() {
        for accepts in [
            &["gzip, deflate, br"][..],
            &["br"],
            &["BR;q=0.001"],
            &["gzip;q=0", "br ; q=1"],
            &["*"],
            &["gzip;q=0, *;q=0.5"],
        ] {
            assert!(takes(&browser(accepts), "br"), "{accepts:?}");
        }
        for accepts in [
            &[][..],
            &[""],
            &["gzip"],
            &["br;q=0"],
            &["br; q=0.000, gzip"],
            &["*, br;q=0"],
            &["*;q=0"],
            &["brotli"],
        ] {
            assert!(!takes(&browser(accepts), "br"), "{accepts:?}");
        }
    }
}
