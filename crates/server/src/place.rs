//! Where a request comes from, for counting attempts: an address, or the network of one (IPv6 /64).

use std::net::{IpAddr, SocketAddr};
use std::sync::Once;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::header::FORWARDED;
use axum::http::request::Parts;

use crate::app::App;
use crate::origin::PublicUrl;
use crate::refused::Refused;

/// What a proxy writes whom it speaks for in.
const FORWARDED_FOR: &str = "x-forwarded-for";

/// Where a request comes from.
#[derive(Debug, Eq, PartialEq)]
pub(crate) struct Place {
    /// What it is counted as.
    pub(crate) name: String,
    /// Whether it is this machine, and nobody behind a proxy on it.
    pub(crate) here: bool,
}

/// Whom the server believes about where others are.
pub(crate) struct Proxies {
    trusted: Vec<IpAddr>,
    serves_elsewhere: bool,
    unnamed: Once,
}

impl Proxies {
    /// Believes `trusted` proxies. Under a `public` address that is not this machine, people come by some proxy.
    pub(crate) fn new(trusted: Vec<IpAddr>, public: Option<&PublicUrl>) -> Self {
        Self {
            trusted,
            serves_elsewhere: public.is_some_and(PublicUrl::is_elsewhere),
            unnamed: Once::new(),
        }
    }

    /// The peer; when that is a proxy that the operator trusts, the last address it names. Whatever stands before
    /// that was written by the caller.
    fn place(&self, peer: IpAddr, headers: &HeaderMap) -> Place {
        let is_trusted = self.trusted.contains(&peer);
        if let Some(forwarded) = headers
            .get_all(FORWARDED_FOR)
            .iter()
            .next_back()
            .filter(|_| is_trusted)
        {
            let list = forwarded.to_str().unwrap_or_default();
            let last = list.rsplit(',').next().and_then(address);
            return Place {
                name: last.map_or_else(|| "unreadable".to_owned(), network),
                here: false,
            };
        }
        let by_a_proxy =
            self.serves_elsewhere || headers.contains_key(FORWARDED_FOR) || headers.contains_key(FORWARDED);
        if peer.is_loopback() && by_a_proxy && !is_trusted {
            self.unnamed.call_once(|| {
                tracing::warn!(
                    "people come by a proxy on this machine and are all counted as one place; name it with --trusted-proxy"
                );
            });
        }
        Place {
            name: network(peer),
            here: peer.is_loopback() && !by_a_proxy,
        }
    }
}

impl FromRequestParts<App> for Place {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refused> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        Ok(peer.map_or_else(
            || Self {
                name: "unknown".into(),
                here: false,
            },
            |peer| app.proxies.place(peer.0.ip().to_canonical(), &parts.headers),
        ))
    }
}

/// What an address is counted as: itself, or its /64.
pub(crate) fn network(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

/// An address as proxies write it: alone, in brackets, or with a port.
fn address(written: &str) -> Option<IpAddr> {
    let written = written.trim();
    let bare = written
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
        .unwrap_or(written);
    let with_port = || written.parse::<SocketAddr>().ok().map(|address| address.ip());
    bare.parse::<IpAddr>()
        .ok()
        .or_else(with_port)
        .map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

    fn from(proxies: &Proxies, peer: IpAddr, header: Option<(&'static str, &str)>) -> Place {
        let mut headers = HeaderMap::new();
        if let Some((name, value)) = header
            && let Ok(value) = value.parse()
        {
            headers.insert(name, value);
        }
        proxies.place(peer, &headers)
    }

    #[test]
    fn only_who_works_on_this_machine_itself_is_here() {
        let public = |url: &str| url.parse::<PublicUrl>().ok();
        let nobody = Proxies::new(Vec::new(), public("http://localhost:8080").as_ref());
        let outside = IpAddr::from([203, 0, 113, 7]);
        assert!(from(&nobody, HERE, None).here);
        assert!(from(&nobody, IpAddr::from(std::net::Ipv6Addr::LOCALHOST), None).here);
        assert!(!from(&nobody, outside, None).here);
        for header in [
            ("x-forwarded-for", "203.0.113.7"),
            ("x-forwarded-for", ""),
            ("forwarded", "for=203.0.113.7"),
        ] {
            let by_a_proxy = from(&nobody, HERE, Some(header));
            assert!(!by_a_proxy.here && by_a_proxy.name == "127.0.0.1", "{header:?}");
        }
        let elsewhere = Proxies::new(Vec::new(), public("https://overread.example.org").as_ref());
        assert!(!from(&elsewhere, HERE, None).here);
    }

    #[test]
    fn a_trusted_proxy_names_the_place_however_it_writes_it() {
        let proxies = Proxies::new(vec![HERE], None);
        for (written, name) in [
            ("203.0.113.7", "203.0.113.7"),
            ("198.51.100.1, 203.0.113.7", "203.0.113.7"),
            ("203.0.113.7:5678", "203.0.113.7"),
            ("::ffff:203.0.113.7", "203.0.113.7"),
            ("[::ffff:203.0.113.7]:99", "203.0.113.7"),
            ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
            ("[2001:db8:1:2:3::4]", "2001:db8:1:2::/64"),
            ("[2001:db8:1:2:3::4]:99", "2001:db8:1:2::/64"),
            ("203.0.113.7, someone", "unreadable"),
        ] {
            let place = from(&proxies, HERE, Some((FORWARDED_FOR, written)));
            assert!(!place.here && place.name == name, "{written}: {place:?}");
        }
    }
}
