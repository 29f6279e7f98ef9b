//! A value that is made once, however many ask for it at the same time.

use std::rc::Rc;

use futures::lock::Mutex;

/// Empty until somebody makes it; a failed making leaves it empty.
pub struct Once<T>(Mutex<Option<Rc<T>>>);

impl<T> Default for Once<T> {
    fn default() -> Self {
        Self(Mutex::new(None))
    }
}

impl<T> Once<T> {
    /// The value; made by the first who asks, the others wait.
    pub async fn get_or<E>(&self, make: impl AsyncFnOnce() -> Result<T, E>) -> Result<Rc<T>, E> {
        let mut slot = self.0.lock().await;
        if let Some(value) = &*slot {
            return Ok(value.clone());
        }
        let value = Rc::new(make().await?);
        *slot = Some(value.clone());
        Ok(value)
    }
}
