//! The ciphertexts, as files. What was acknowledged survives `kill -9` and power loss: written aside, flushed,
//! renamed, the folder flushed, then the row, then the answer.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::body::Bytes;
use overread_wire::{CaseId, Hash, ObjectId};
use sha2::{Digest, Sha256};
use tokio::fs::File;
use tokio::io::AsyncWriteExt;

use crate::intact::{self, Unopened};
use crate::store::ObjectRow;

/// Bytes of an arriving ciphertext on their way to the disk. Many arrive at once, and the line is slower than this.
const BUFFER: usize = 128 << 10;

/// The folder of ciphertexts.
#[derive(Clone)]
pub(crate) struct Blobs {
    folder: PathBuf,
    quota: Arc<Quota>,
}

/// A ciphertext that is still arriving; dropped before it is kept, it leaves nothing.
pub(crate) struct Arriving {
    path: PathBuf,
    file: File,
    digest: Sha256,
    size: u64,
    kept: bool,
    quota: Arc<Quota>,
}

struct Quota {
    most: Option<u64>,
    keep_free: u64,
    used: AtomicU64,
}

impl Blobs {
    /// Prepares `folder`, and sweeps away what was still arriving when the server last stopped.
    ///
    /// Beyond `most` bytes writing fails as it does on a full disk; `used` bytes lie there already.
    pub(crate) fn open(folder: PathBuf, most: Option<u64>, keep_free: u64, used: u64) -> io::Result<Self> {
        let arriving = folder.join("arriving");
        if arriving.exists() {
            std::fs::remove_dir_all(&arriving)?;
        }
        std::fs::create_dir_all(&arriving)?;
        for byte in 0..=u8::MAX {
            let shelf = folder.join(format!("{byte:02x}"));
            if !shelf.exists() {
                std::fs::create_dir(shelf)?;
            }
        }
        std::fs::File::open(&folder)?.sync_all()?;
        Ok(Self {
            folder,
            quota: Arc::new(Quota {
                most,
                keep_free,
                used: AtomicU64::new(used),
            }),
        })
    }

    /// Begins to take in a ciphertext under a name of its own, `random`.
    pub(crate) async fn begin(&self, random: [u8; 16]) -> io::Result<Arriving> {
        let path = self
            .folder
            .join("arriving")
            .join(data_encoding::HEXLOWER.encode(&random));
        let mut file = File::create_new(&path).await?;
        file.set_max_buf_size(BUFFER);
        Ok(Arriving {
            path,
            file,
            digest: Sha256::new(),
            size: 0,
            kept: false,
            quota: Arc::clone(&self.quota),
        })
    }

    /// Puts a flushed ciphertext in its place. Only called while its row is held, so no two come at once; a file
    /// without a row was never acknowledged and is replaced.
    pub(crate) async fn keep(
        &self,
        mut arriving: Arriving,
        case: CaseId,
        object: ObjectId,
    ) -> io::Result<()> {
        let place = self.place(case, object);
        tokio::fs::rename(&arriving.path, &place).await?;
        arriving.kept = true;
        let around = place.parent().unwrap_or(&self.folder).to_owned();
        File::open(around).await?.sync_all().await
    }

    /// Fails as on a full disk when no more than the reserve is left of it.
    pub(crate) fn leave_enough_free(&self) -> io::Result<()> {
        let disk = rustix::fs::statvfs(&self.folder)?;
        if disk.f_bavail.saturating_mul(disk.f_frsize) < self.quota.keep_free {
            return Err(io::ErrorKind::StorageFull.into());
        }
        Ok(())
    }

    /// The same for a ciphertext that lies here already: what came is known to be right, and what lies there may have been
    /// damaged since.
    pub(crate) async fn mend(&self, arriving: Arriving, case: CaseId, object: ObjectId) -> io::Result<()> {
        let size = arriving.size;
        self.keep(arriving, case, object).await?;
        self.quota.give_back(size);
        Ok(())
    }

    /// Opens a stored ciphertext that is as long as it was; `whole`, the hash it had, when all of it is wanted.
    pub(crate) async fn open_object(
        &self,
        case: CaseId,
        object: ObjectId,
        size: u64,
        whole: Option<Hash>,
    ) -> Result<File, Unopened> {
        let place = self.place(case, object);
        let opened = tokio::task::spawn_blocking(move || intact::open(&place, size, whole));
        opened.await.map_err(io::Error::other)?.map(File::from_std)
    }

    /// Those of `objects` that lie here as long as they were.
    pub(crate) async fn present(&self, objects: Vec<ObjectRow>) -> io::Result<Vec<ObjectRow>> {
        let blobs = self.clone();
        let looking = move || {
            let lies_here = |row: &ObjectRow| {
                std::fs::metadata(blobs.place(row.case, row.object)).is_ok_and(|file| file.len() == row.size)
            };
            objects.into_iter().filter(lies_here).collect()
        };
        tokio::task::spawn_blocking(looking)
            .await
            .map_err(io::Error::other)
    }

    /// Deletes a stored ciphertext of `size` bytes; one that is not there any more is deleted.
    pub(crate) async fn delete(&self, case: CaseId, object: ObjectId, size: u64) -> io::Result<()> {
        let place = self.place(case, object);
        match tokio::fs::remove_file(&place).await {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            Err(_) => return Ok(()),
            Ok(()) => self.quota.give_back(size),
        }
        let around = place.parent().unwrap_or(&self.folder).to_owned();
        File::open(around).await?.sync_all().await
    }

    /// Whether something can be written here now.
    pub(crate) async fn is_writable(&self, random: [u8; 16]) -> io::Result<()> {
        self.leave_enough_free()?;
        let mut arriving = self.begin(random).await?;
        arriving.write(&Bytes::from_static(b"?")).await
    }

    fn place(&self, case: CaseId, object: ObjectId) -> PathBuf {
        let name = object.to_string();
        let first: String = name.chars().take(2).collect();
        self.folder.join(first).join(format!("{case}-{name}"))
    }
}

impl Arriving {
    /// Takes in the next bytes.
    pub(crate) async fn write(&mut self, bytes: &Bytes) -> io::Result<()> {
        let length = bytes.len() as u64;
        self.quota.take(length)?;
        self.size += length;
        self.digest.update(bytes);
        self.file.write_all(bytes).await
    }

    /// Flushes everything to the disk; the hash and the size of what came.
    pub(crate) async fn flush(&mut self) -> io::Result<(Hash, u64)> {
        self.file.flush().await?;
        self.file.sync_all().await?;
        Ok((Hash::from_bytes(self.digest.clone().finalize().into()), self.size))
    }

    /// Bytes that came so far.
    pub(crate) fn size(&self) -> u64 {
        self.size
    }
}

impl Drop for Arriving {
    fn drop(&mut self) {
        if self.kept {
            return;
        }
        self.quota.give_back(self.size);
        if let Err(error) = std::fs::remove_file(&self.path) {
            tracing::warn!(%error, "a file that was not finished stays until the next start");
        }
    }
}

impl Quota {
    fn take(&self, bytes: u64) -> io::Result<()> {
        let used = self
            .used
            .fetch_add(bytes, Ordering::Relaxed)
            .saturating_add(bytes);
        if self.most.is_some_and(|most| used > most) {
            self.give_back(bytes);
            return Err(io::ErrorKind::StorageFull.into());
        }
        Ok(())
    }

    fn give_back(&self, bytes: u64) {
        self.used.fetch_sub(bytes, Ordering::Relaxed);
    }
}

/// Where the ciphertexts lie in the data folder.
pub(crate) fn folder(data: &Path) -> PathBuf {
    data.join("blobs")
}
