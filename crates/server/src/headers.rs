//! The headers of every answer: what a page may do is decided here, room by room.

use axum::extract::{Request, State};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use overread_wire::api::PREFIX;

/// What a room may do beyond [`COMMON`]: the beginning of its path and its content security policy.
///
/// The first row that fits counts. A worker has the policy of its own script, so those that read, pack and show what
/// came on a disc, which is hostile until proven otherwise, cannot reach the network at all.
const ROOMS: &[(&str, &str)] = &[
    (PREFIX, "default-src 'none'; frame-ancestors 'none'"),
    ("/assets/intake.worker", NO_NETWORK),
    ("/assets/pack.worker", NO_NETWORK),
    ("/assets/decode.worker", NO_NETWORK),
    ("/assets/pdf.worker", NO_NETWORK),
    ("/reading/", policy!("style-src-attr 'unsafe-inline'; ")),
    ("/share/", policy!("style-src-attr 'unsafe-inline'; ")),
    ("/", policy!("")),
];

/// The policy of a worker that only gets bytes from its page and gives bytes back.
const NO_NETWORK: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'none'";

/// The policy of a page, with what its room needs besides.
macro_rules! policy {
    ($besides:literal) => {
        concat!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; ",
            "img-src 'self' blob:; style-src 'self'; ",
            $besides,
            "font-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'; ",
            "require-trusted-types-for 'script'; trusted-types overread svelte-trusted-html"
        )
    };
}
use policy;

/// What every answer carries.
const COMMON: &[(&str, &str)] = &[
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    ("cross-origin-resource-policy", "same-origin"),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
    (
        "permissions-policy",
        "accelerometer=(), ambient-light-sensor=(), attribution-reporting=(), autoplay=(), bluetooth=(), \
         browsing-topics=(), camera=(), compute-pressure=(), display-capture=(), document-domain=(), \
         encrypted-media=(), fullscreen=(), gamepad=(), geolocation=(), gyroscope=(), hid=(), \
         identity-credentials-get=(), idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), \
         otp-credentials=(), payment=(), picture-in-picture=(), publickey-credentials-create=(), \
         publickey-credentials-get=(), screen-wake-lock=(self), serial=(), storage-access=(), usb=(), web-share=(), \
         window-management=(), xr-spatial-tracking=()",
    ),
];

/// Two years, as the preload list asks for.
const HSTS: &str = "max-age=63072000; includeSubDomains; preload";

/// Whether the pages come over TLS.
#[derive(Clone, Copy)]
pub(crate) struct OverTls(pub(crate) bool);

/// Adds the headers to an answer.
pub(crate) async fn add(State(OverTls(tls)): State<OverTls>, request: Request, next: Next) -> Response {
    let policy = policy_of(request.uri().path());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in COMMON {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    if tls {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(HSTS));
    }
    response
}

fn policy_of(path: &str) -> &'static str {
    ROOMS
        .iter()
        .find(|(room, _)| path.starts_with(room))
        .map_or("default-src 'none'", |(_, policy)| policy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_rooms_with_images_may_set_styles_on_elements() {
        for path in ["/", "/board/", "/assets/app-1.js"] {
            assert!(!policy_of(path).contains("unsafe-inline"), "{path}");
        }
        for path in ["/reading/", "/share/"] {
            assert!(
                policy_of(path).contains("style-src-attr 'unsafe-inline'"),
                "{path}"
            );
        }
    }

    #[test]
    fn no_page_may_run_inline_scripts_or_be_framed() {
        for (_, policy) in ROOMS {
            assert!(policy.starts_with("default-src 'none'"));
            assert!(!policy.contains("script-src 'unsafe") && !policy.contains("'unsafe-eval'"));
        }
    }

    #[test]
    fn the_workers_that_read_pack_and_show_what_came_on_a_disc_reach_no_network() {
        for worker in ["intake", "pack", "decode", "pdf"] {
            let policy = policy_of(&format!("/assets/{worker}.worker-abc.js"));
            assert!(policy.contains("connect-src 'none'"), "{worker}");
        }
    }
}
