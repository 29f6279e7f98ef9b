//! Requests over HTTP, with patience for slow lines and none for silent servers.

use std::cell::OnceCell;
use std::rc::Rc;
use std::time::Duration;

use anyhow::Context;
use async_trait::async_trait;
use overread_client::{Http, HttpRequest, HttpResponse, Unreachable};
use reqwest::Method;
use reqwest::redirect::Policy;

/// To reach the server.
const CONNECT: Duration = Duration::from_secs(10);
/// Without a byte from the server; a full pack needs longer than that only on lines that do not work.
const SILENCE: Duration = Duration::from_mins(2);

/// The way to one server.
pub struct Net {
    client: reqwest::Client,
    origin: Rc<OnceCell<String>>,
}

impl Net {
    /// Goes to `origin` and nowhere else: no redirects, no proxies of the environment.
    pub fn new(origin: Rc<OnceCell<String>>) -> anyhow::Result<Self> {
        let client = reqwest::Client::builder()
            .no_proxy()
            .redirect(Policy::none())
            .connect_timeout(CONNECT)
            .read_timeout(SILENCE)
            .build()
            .context("Secure connections are not possible on this computer. Check its certificates.")?;
        Ok(Self { client, origin })
    }
}

#[async_trait(?Send)]
impl Http for Net {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, Unreachable> {
        let origin = self.origin.get().ok_or(Unreachable)?;
        let method = Method::from_bytes(request.method.as_bytes()).map_err(|_| Unreachable)?;
        let mut sending = self.client.request(method, format!("{origin}{}", request.path));
        for (name, value) in request.headers {
            sending = sending.header(name, value);
        }
        let answer = sending.body(request.body).send().await.map_err(|_| Unreachable)?;
        let status = answer.status().as_u16();
        let body = answer.bytes().await.map_err(|_| Unreachable)?.to_vec();
        Ok(HttpResponse { status, body })
    }
}
