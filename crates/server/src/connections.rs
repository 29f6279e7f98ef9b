//! Connections: how many there may be, and how long each may keep the server waiting.

use std::collections::HashMap;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt;

use crate::pace::Paced;
use crate::place::network;

/// Connections beyond the cap that may still ask how the server is.
const SPARE: usize = 16;
/// How long those have for their one request.
const SPARE_HEAD: Duration = Duration::from_secs(3);
/// The largest head of a request, and what a connection holds in memory of what it sends.
const LARGEST_HEAD: usize = 64 << 10;
/// Bytes of an answer that wait to be sent, in the system's hands.
#[cfg(any(target_os = "android", target_os = "linux"))]
const UNSENT: u32 = 128 << 10;
/// A pause after the machine had no descriptor left.
const PAUSE: Duration = Duration::from_millis(500);

/// How many connections there may be at once, and how long each may keep the server waiting. No time is set for a
/// whole upload or download: a slow line takes as long as it takes.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// Connections at once; each needs up to two file descriptors. One address from outside takes half of them at most.
    pub connections: usize,
    /// From the end of one answer, or the beginning of a connection, to the end of the next request's head. A proxy
    /// that keeps connections open should close them sooner, which nginx does after a minute.
    pub head: Duration,
    /// How long nothing of a body may come. Each byte that comes gives a millisecond of it back.
    pub body: Duration,
    /// How long nothing of an answer may be taken.
    pub answer: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connections: 400,
            head: Duration::from_secs(75),
            body: Duration::from_mins(1),
            answer: Duration::from_mins(2),
        }
    }
}

/// Answers with `service` until told to stop, and then lets what is under way end. Whoever comes while all
/// connections are taken is answered by `spare`, once.
pub(crate) async fn serve(
    listener: TcpListener,
    patience: Patience,
    proxies: Vec<IpAddr>,
    service: Router,
    spare: Router,
    mut stopped: watch::Receiver<bool>,
) {
    let places = Places::new(patience.connections, patience.connections.div_ceil(2), proxies);
    let spare_places = Places::new(SPARE, SPARE, Vec::new());
    let graceful = GracefulShutdown::new();
    // Dropped with this future, it cuts off whoever is still sending after the grace.
    let mut open = JoinSet::new();
    loop {
        tokio::select! {
            () = told(&mut stopped) => break,
            Some(_) = open.join_next(), if !open.is_empty() => {}
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => {
                    let mut http = http1::Builder::new();
                    http.timer(TokioTimer::new()).max_buf_size(LARGEST_HEAD);
                    let (place, service) = if let Some(place) = places.take(peer.ip()) {
                        http.header_read_timeout(patience.head);
                        (place, service.clone())
                    } else if let Some(place) = spare_places.take(peer.ip()) {
                        http.header_read_timeout(patience.head.min(SPARE_HEAD)).keep_alive(false);
                        (place, spare.clone())
                    } else {
                        continue;
                    };
                    let answering = answer(http, patience, stream, peer, service, graceful.watcher());
                    open.spawn(async move {
                        answering.await;
                        drop(place);
                    });
                }
                Err(error) => pause_after(&error).await,
            },
        }
    }
    drop(listener);
    tokio::join!(graceful.shutdown(), async {
        while open.join_next().await.is_some() {}
    });
}

async fn answer(
    http: http1::Builder,
    patience: Patience,
    stream: TcpStream,
    peer: SocketAddr,
    service: Router,
    watcher: Watcher,
) {
    let service = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(|body| Body::new(Paced::new(body, patience.body)));
        request.extensions_mut().insert(ConnectInfo(peer));
        service.clone().oneshot(request)
    });
    if let Err(error) = hold_little_back(&stream) {
        tracing::warn!(%error, "a connection cannot be told how little to hold back");
    }
    // The head of an answer may leave before its body is read from the disk; the body then waits for nobody's receipt.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::warn!(%error, "a connection cannot be told to send at once");
    }
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(patience.answer));
    // A connection that breaks is the other side's affair; what was acknowledged is safe.
    let _ = watcher
        .watch(http.serve_connection(TokioIo::new(Box::pin(stream)), service))
        .await;
}

/// Lets the system keep no more than [`UNSENT`] bytes that are not yet on their way. It would keep megabytes, and a slow
/// line that takes these in minutes would look like one that takes nothing.
#[cfg(any(target_os = "android", target_os = "linux"))]
fn hold_little_back(stream: &TcpStream) -> io::Result<()> {
    socket2::SockRef::from(stream).set_tcp_notsent_lowat(UNSENT)
}

/// Only Linux can be told.
#[cfg(not(any(target_os = "android", target_os = "linux")))]
fn hold_little_back(_: &TcpStream) -> io::Result<()> {
    Ok(())
}

async fn told(stopped: &mut watch::Receiver<bool>) {
    // An error means that `Running` was dropped, which stops the server as well.
    let _ = stopped.wait_for(|stopped| *stopped).await;
}

/// A connection that broke before it was taken is nothing; anything else, as no descriptor left, passes with time.
async fn pause_after(error: &io::Error) {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    if !matches!(
        error.kind(),
        ConnectionAborted | ConnectionRefused | ConnectionReset
    ) {
        tracing::error!(%error, "a connection cannot be taken");
        tokio::time::sleep(PAUSE).await;
    }
}

/// The connections that may be open at once. This machine and the proxies, who speak for many, may take them all.
#[derive(Clone)]
struct Places {
    all: usize,
    of_one_address: usize,
    proxies: Arc<[IpAddr]>,
    taken: Arc<Mutex<HashMap<String, usize>>>,
}

/// One of them, free again when it is dropped.
struct Place {
    address: String,
    places: Places,
}

impl Places {
    fn new(all: usize, of_one_address: usize, proxies: Vec<IpAddr>) -> Self {
        Self {
            all,
            of_one_address,
            proxies: proxies.into(),
            taken: Arc::default(),
        }
    }

    fn take(&self, peer: IpAddr) -> Option<Place> {
        let peer = peer.to_canonical();
        let speaks_for_many = peer.is_loopback() || self.proxies.contains(&peer);
        let most = if speaks_for_many {
            self.all
        } else {
            self.of_one_address
        };
        let address = network(peer);
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let here = taken.get(&address).copied().unwrap_or_default();
        if here >= most || taken.values().sum::<usize>() >= self.all {
            return None;
        }
        taken.insert(address.clone(), here + 1);
        Some(Place {
            address,
            places: self.clone(),
        })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.places.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(here) = taken.get_mut(&self.address) {
            *here -= 1;
            if *here == 0 {
                taken.remove(&self.address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_cannot_take_every_connection() {
        let [proxy, here, one, other]: [IpAddr; 4] = [
            [10, 0, 0, 1].into(),
            [127, 0, 0, 1].into(),
            [203, 0, 113, 7].into(),
            [203, 0, 113, 8].into(),
        ];
        let places = Places::new(4, 2, vec![proxy]);
        let mut taken = vec![places.take(one), places.take(one)];
        assert!(taken.iter().all(Option::is_some) && places.take(one).is_none());
        taken.extend([places.take(other), places.take(other)]);
        assert!(taken.iter().all(Option::is_some) && places.take(here).is_none());
        taken.clear();
        for many in [proxy, here] {
            let all: Vec<_> = (0..4).map(|_| places.take(many)).collect();
            assert!(all.iter().all(Option::is_some) && places.take(many).is_none());
        }
    }
}
