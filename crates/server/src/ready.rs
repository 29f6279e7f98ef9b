//! Whether the server is ready. Anybody may ask, so it is looked into once a second at most: whoever asks in between, or
//! at the same moment, is told the same.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::Mutex;
use tracing::instrument::WithSubscriber;

const LATELY: Duration = Duration::from_secs(1);

/// What was found last, and when.
#[derive(Clone, Default)]
pub(crate) struct Readiness(Arc<Mutex<Option<(Instant, bool)>>>);

impl Readiness {
    /// What was found lately, or else what `look` finds now.
    pub(crate) async fn or(&self, look: impl Future<Output = bool> + Send + 'static) -> bool {
        let mut last = Arc::clone(&self.0).lock_owned().await;
        if let Some((_, ready)) = last.filter(|(at, _)| at.elapsed() < LATELY) {
            return ready;
        }
        let looking = async move {
            let ready = look.await;
            *last = Some((Instant::now(), ready));
            ready
        };
        // Goes on also when whoever asked has hung up, so that the next need not begin again.
        tokio::spawn(looking.with_current_subscriber())
            .await
            .unwrap_or(false)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[tokio::test]
    async fn many_who_ask_at_once_are_answered_by_one_look() {
        let readiness = Readiness::default();
        let looks = Arc::new(AtomicUsize::new(0));
        let ask = || {
            let looks = Arc::clone(&looks);
            readiness.or(async move {
                tokio::time::sleep(Duration::from_millis(50)).await;
                looks.fetch_add(1, Ordering::SeqCst) == 0
            })
        };
        let gone = tokio::time::timeout(Duration::from_millis(5), ask());
        assert!(gone.await.is_err());
        let answers = futures::future::join_all((0..50).map(|_| ask())).await;
        assert!(answers.iter().all(|ready| *ready));
        assert_eq!(looks.load(Ordering::SeqCst), 1);
        tokio::time::sleep(LATELY).await;
        assert!(!ask().await);
    }
}
