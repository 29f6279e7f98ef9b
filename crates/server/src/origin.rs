//! The origin people load the pages from; a proof of sign-in names it, so that it is of no use elsewhere.

use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;

use axum::http::Uri;

/// An address that is no origin.
#[derive(Debug, thiserror::Error)]
#[error("The public URL must look like https://overread.example.org, without a path.")]
pub struct NotAnOrigin;

/// The origin of `--public-url`, as browsers write it (RFC 6454 §6.2).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PublicUrl {
    origin: String,
    https: bool,
    elsewhere: bool,
}

impl PublicUrl {
    /// Whether the pages come over TLS.
    pub fn is_https(&self) -> bool {
        self.https
    }

    /// Whether it is an address by which other machines come.
    pub(crate) fn is_elsewhere(&self) -> bool {
        self.elsewhere
    }

    /// Scheme, host and port.
    pub fn origin(&self) -> &str {
        &self.origin
    }
}

impl FromStr for PublicUrl {
    type Err = NotAnOrigin;

    fn from_str(text: &str) -> Result<Self, NotAnOrigin> {
        let url: Uri = text.parse().map_err(|_| NotAnOrigin)?;
        let scheme = url.scheme_str().ok_or(NotAnOrigin)?.to_ascii_lowercase();
        let authority = url.authority().ok_or(NotAnOrigin)?;
        let https = scheme == "https";
        if !(https || scheme == "http") || authority.as_str().contains('@') {
            return Err(NotAnOrigin);
        }
        if !matches!(url.path(), "" | "/") || url.query().is_some() {
            return Err(NotAnOrigin);
        }
        let host = authority.host().to_ascii_lowercase();
        let usual = if https { 443 } else { 80 };
        let origin = match authority.port_u16() {
            Some(port) if port != usual => format!("{scheme}://{host}:{port}"),
            _ => format!("{scheme}://{host}"),
        };
        let name = host.trim_matches(['[', ']']);
        let is_here = name
            .parse::<IpAddr>()
            .map_or(name == "localhost", |address| address.is_loopback());
        Ok(Self {
            origin,
            https,
            elsewhere: !is_here,
        })
    }
}

/// Whether a proof for `claimed`, which came in a request to `host`, was made for this server.
///
/// Without a public URL only the loopback names and the very address that is listened on are ours.
pub(crate) fn is_ours(
    claimed: &str,
    host: Option<&str>,
    public: Option<&PublicUrl>,
    listening: SocketAddr,
) -> bool {
    if let Some(public) = public {
        return claimed == public.origin();
    }
    host.is_some_and(|host| {
        hosts(listening).iter().any(|ours| ours == host) && claimed == format!("http://{host}")
    })
}

/// The origin that proofs have to name when they come in a request to `host`.
pub(crate) fn named(host: Option<&str>, public: Option<&PublicUrl>, listening: SocketAddr) -> String {
    if let Some(public) = public {
        return public.origin().to_owned();
    }
    let hosts = hosts(listening);
    let ours = hosts.iter().find(|ours| host == Some(ours)).or(hosts.first());
    format!("http://{}", ours.map_or("localhost", String::as_str))
}

/// The loopback names and the very address that is listened on.
fn hosts(listening: SocketAddr) -> Vec<String> {
    let port = listening.port();
    let suffix = if port == 80 {
        String::new()
    } else {
        format!(":{port}")
    };
    let mut hosts = vec![
        format!("localhost{suffix}"),
        format!("127.0.0.1{suffix}"),
        format!("[::1]{suffix}"),
    ];
    if !listening.ip().is_unspecified() {
        let ip = listening.ip();
        hosts.push(if ip.is_ipv6() {
            format!("[{ip}]{suffix}")
        } else {
            format!("{ip}{suffix}")
        });
    }
    hosts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_url_is_read_as_browsers_write_origins() {
        let url: PublicUrl = "HTTPS://Overread.Example.org:443/".parse().unwrap();
        assert_eq!(url.origin(), "https://overread.example.org");
        assert!(url.is_https());
        assert_eq!(
            "http://localhost:5173".parse::<PublicUrl>().unwrap().origin(),
            "http://localhost:5173"
        );
        for wrong in [
            "overread.example.org",
            "ftp://a",
            "https://a/b",
            "https://a?b",
            "https://u@a",
            "",
        ] {
            assert!(wrong.parse::<PublicUrl>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn without_a_public_url_only_this_machine_is_ours() {
        let listening = "127.0.0.1:8080".parse().unwrap();
        let ours = |claimed, host| is_ours(claimed, Some(host), None, listening);
        assert!(ours("http://localhost:8080", "localhost:8080"));
        assert!(ours("http://127.0.0.1:8080", "127.0.0.1:8080"));
        assert!(!ours("http://localhost:8080", "127.0.0.1:8080"));
        assert!(!ours("https://localhost:8080", "localhost:8080"));
        assert!(!ours("http://evil.example:8080", "evil.example:8080"));
        assert!(!is_ours("http://localhost:8080", None, None, listening));
    }

    #[test]
    fn the_origin_that_is_named_is_the_one_that_is_taken() {
        let listening = "0.0.0.0:8080".parse().unwrap();
        let public = "https://overread.example.org".parse().unwrap();
        for host in ["localhost:8080", "127.0.0.1:8080", "192.0.2.7:8080"] {
            for public in [None, Some(&public)] {
                let origin = named(Some(host), public, listening);
                let there = origin.split("//").nth(1);
                assert!(is_ours(&origin, there, public, listening), "{origin}");
            }
        }
        assert_eq!(
            named(Some("127.0.0.1:8080"), None, listening),
            "http://127.0.0.1:8080"
        );
    }

    #[test]
    fn with_a_public_url_nothing_else_counts() {
        let listening = "127.0.0.1:8080".parse().unwrap();
        let public = "https://overread.example.org".parse().unwrap();
        assert!(is_ours(
            "https://overread.example.org",
            Some("anything"),
            Some(&public),
            listening
        ));
        assert!(!is_ours(
            "http://localhost:8080",
            Some("localhost:8080"),
            Some(&public),
            listening
        ));
    }
}
