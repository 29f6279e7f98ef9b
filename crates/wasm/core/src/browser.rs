//! The client's ports, by what the browser gives.

use std::cell::RefCell;
use std::rc::Rc;

use async_trait::async_trait;
use getrandom::SysRng;
use getrandom::rand_core::UnwrapErr;
use js_sys::{Date, Reflect, Uint8Array};
use overread_client::seal::object::{Cipher, CipherFailure, RustCrypto, SegmentJob};
use overread_client::wire::{Hash, Timestamp};
use overread_client::{Clock, Http, HttpRequest, HttpResponse, Ports, Storage, StorageFailure, Unreachable};
use wasm_bindgen::{JsCast, JsValue};

use crate::outside::Outside;

/// Below this the way to `SubtleCrypto` and back takes longer than AES-GCM here.
const SMALL_SEAL: usize = 8 * 1024;
/// Below this the way to `SubtleCrypto` and back takes longer than SHA-256 here.
const SMALL_HASH: usize = 64 * 1024;

/// Everything from the outside.
pub fn ports(outside: &Rc<Outside>) -> Ports {
    Ports {
        http: Box::new(Browser(outside.clone())),
        storage: Box::new(Browser(outside.clone())),
        cipher: Box::new(Browser(outside.clone())),
        clock: Box::new(Browser(outside.clone())),
        random: RefCell::new(Box::new(UnwrapErr(SysRng))),
    }
}

/// The browser's ciphers.
pub fn cipher(outside: Rc<Outside>) -> impl Cipher {
    Browser(outside)
}

struct Browser(Rc<Outside>);

#[async_trait(?Send)]
impl Http for Browser {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, Unreachable> {
        let headers = request
            .headers
            .iter()
            .flat_map(|(name, value)| [(*name).into(), value.into()])
            .collect();
        let answer = self
            .0
            .send(request.method, &request.path, headers, &request.body)
            .await
            .map_err(|_| Unreachable)?;
        let field = |name: &str| Reflect::get(&answer, &name.into()).map_err(|_| Unreachable);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "an HTTP status"
        )]
        let status = field("status")?.as_f64().ok_or(Unreachable)? as u16;
        Ok(HttpResponse {
            status,
            body: Uint8Array::new(&field("body")?).to_vec(),
        })
    }
}

#[async_trait(?Send)]
impl Storage for Browser {
    async fn get(&self, name: &str) -> Result<Option<Vec<u8>>, StorageFailure> {
        let found = self.0.get(name).await.map_err(|_| StorageFailure)?;
        Ok(found.dyn_into::<Uint8Array>().ok().map(|bytes| bytes.to_vec()))
    }

    async fn put(&self, name: &str, value: &[u8]) -> Result<(), StorageFailure> {
        self.0
            .put(name, value)
            .await
            .map(drop)
            .map_err(|_| StorageFailure)
    }

    async fn delete(&self, name: &str) -> Result<(), StorageFailure> {
        self.0.delete(name).await.map(drop).map_err(|_| StorageFailure)
    }
}

#[async_trait(?Send)]
impl Clock for Browser {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "milliseconds since 1970"
    )]
    fn now(&self) -> Timestamp {
        Timestamp(Date::now() as u64)
    }

    #[expect(clippy::cast_precision_loss, reason = "seconds, not centuries")]
    async fn sleep(&self, ms: u64) {
        // Without a clock to wait on the next try simply comes sooner.
        let _ = self.0.sleep(ms as f64).await;
    }
}

#[async_trait(?Send)]
impl Cipher for Browser {
    async fn seal(
        &self,
        key: &[u8; 32],
        jobs: &[SegmentJob],
        plaintext: &[u8],
    ) -> Result<Vec<Vec<u8>>, CipherFailure> {
        if plaintext.len() < SMALL_SEAL {
            return RustCrypto.seal(key, jobs, plaintext).await;
        }
        self.segments(false, key, jobs, plaintext).await
    }

    async fn open(
        &self,
        key: &[u8; 32],
        jobs: &[SegmentJob],
        ciphertext: &[u8],
    ) -> Result<Vec<Vec<u8>>, CipherFailure> {
        if ciphertext.len() < SMALL_SEAL {
            return RustCrypto.open(key, jobs, ciphertext).await;
        }
        self.segments(true, key, jobs, ciphertext).await
    }

    async fn sha256(&self, bytes: &[u8]) -> Result<Hash, CipherFailure> {
        if bytes.len() < SMALL_HASH {
            return Ok(Hash::of(bytes));
        }
        let digest = self.0.sha256(bytes).await.map_err(|_| CipherFailure)?;
        digest
            .to_vec()
            .try_into()
            .map(Hash::from_bytes)
            .map_err(|_| CipherFailure)
    }
}

impl Browser {
    /// All segments are under way at once; `SubtleCrypto` spreads them over its threads.
    async fn segments(
        &self,
        opening: bool,
        key: &[u8; 32],
        jobs: &[SegmentJob],
        bytes: &[u8],
    ) -> Result<Vec<Vec<u8>>, CipherFailure> {
        let ivs: Vec<u8> = jobs.iter().flat_map(|job| job.iv).collect();
        let aads: Vec<u8> = jobs.iter().flat_map(|job| job.aad).collect();
        let place = |at: usize| u32::try_from(at).map_err(|_| CipherFailure);
        let mut ranges = Vec::with_capacity(jobs.len() * 2);
        for job in jobs {
            ranges.extend([place(job.range.start)?, place(job.range.end)?]);
        }
        let key: JsValue = self.0.import_key(key).await.map_err(|_| CipherFailure)?;
        let done = self
            .0
            .segments(opening, &key, &ivs, &aads, &ranges, bytes)
            .await
            .map_err(|_| CipherFailure)?;
        Ok(done
            .iter()
            .map(|segment| Uint8Array::new(&segment).to_vec())
            .collect())
    }
}
