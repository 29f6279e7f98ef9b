//! How slowly a body may come. Not its time counts but the time in which nothing comes: everyone may keep the server
//! waiting for a while, and whoever sends gains time with each byte. A slow line ends what it began; a line that only
//! pretends to send does not.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Bytes, HttpBody};
use hyper::body::{Frame, SizeHint};
use tokio::time::{Instant, Sleep, sleep};

/// What a byte is worth: slower than 1000 bytes in a second is no line that a disc is sent over.
const FOR_EACH_BYTE: Duration = Duration::from_millis(1);

/// A body that ends with an error when it keeps the server waiting for too long.
pub(crate) struct Paced<B> {
    body: B,
    most: Duration,
    left: Duration,
    waiting: Option<Waiting>,
}

struct Waiting {
    since: Instant,
    until: Pin<Box<Sleep>>,
}

/// Nothing came for too long.
#[derive(Debug, thiserror::Error)]
#[error("nothing came for too long")]
struct TooSlow;

impl<B> Paced<B> {
    /// `body`, which may keep the server waiting for `most` at a time.
    pub(crate) fn new(body: B, most: Duration) -> Self {
        Self {
            body,
            most,
            left: most,
            waiting: None,
        }
    }

    fn came(&mut self, bytes: usize) {
        if let Some(waiting) = self.waiting.take() {
            self.left = self.left.saturating_sub(waiting.since.elapsed());
        }
        let gained = FOR_EACH_BYTE.saturating_mul(u32::try_from(bytes).unwrap_or(u32::MAX));
        self.left = self.left.saturating_add(gained).min(self.most);
    }
}

impl<B> HttpBody for Paced<B>
where
    B: HttpBody<Data = Bytes> + Unpin,
    B::Error: Into<axum::BoxError>,
{
    type Data = Bytes;
    type Error = axum::BoxError;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let this = self.get_mut();
        if let Poll::Ready(frame) = Pin::new(&mut this.body).poll_frame(cx) {
            let data = frame.as_ref().and_then(|frame| frame.as_ref().ok()?.data_ref());
            this.came(data.map_or(0, Bytes::len));
            return Poll::Ready(frame.map(|frame| frame.map_err(Into::into)));
        }
        let left = this.left;
        let waiting = this.waiting.get_or_insert_with(|| Waiting {
            since: Instant::now(),
            until: Box::pin(sleep(left)),
        });
        waiting
            .until
            .as_mut()
            .poll(cx)
            .map(|()| Some(Err(TooSlow.into())))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
