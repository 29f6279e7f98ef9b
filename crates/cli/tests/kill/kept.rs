//! What lies in the server's data folder, read past the server.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use overread_client::wire::ledger::{Act, SignedEntry};
use overread_client::wire::{CaseId, Compartment, Hash, ObjectId, ObjectRef, Signed};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions as _, Row as _};
use tokio::sync::Mutex;

/// Database and ciphertexts.
pub struct Kept {
    db: Mutex<SqliteConnection>,
    blobs: PathBuf,
}

/// An object that was acknowledged, or is about to be.
pub struct ObjectRow {
    pub case: CaseId,
    pub object: ObjectId,
    pub hash: Hash,
    pub size: u64,
    pub kind: String,
}

impl Kept {
    pub async fn open(data: &Path) -> Self {
        let options = SqliteConnectOptions::new().filename(data.join("overread.sqlite"));
        Self {
            db: Mutex::new(options.connect().await.unwrap()),
            blobs: data.join("blobs"),
        }
    }

    /// All objects.
    pub async fn objects(&self) -> Vec<ObjectRow> {
        let all = sqlx::query("SELECT case_id, object, hash, size, kind FROM objects");
        let rows = all.fetch_all(&mut *self.db.lock().await).await.unwrap();
        let row = |row: &sqlx::sqlite::SqliteRow| ObjectRow {
            case: CaseId::from_bytes(array(row.get(0))),
            object: ObjectId::from_bytes(array(row.get(1))),
            hash: Hash::from_bytes(array(row.get(2))),
            size: u64::try_from(row.get::<i64, _>(3)).unwrap(),
            kind: row.get(4),
        };
        rows.iter().map(row).collect()
    }

    /// One manifest for each compartment, one consent, one submission; and no object that these do not name.
    pub async fn tells_its_story_once(&self, case: CaseId) {
        let entries = self.entries(case).await;
        let kinds: Vec<String> = entries
            .iter()
            .map(|entry| format!("{:?}", entry.claimed().act.kind()))
            .collect();
        assert_eq!(
            kinds,
            [
                "Opened",
                "ImagesAdded",
                "DocumentsAdded",
                "Consented",
                "Submitted"
            ]
        );
        let (mut named, mut objects, mut bytes) = (Vec::new(), 0, 0);
        for entry in &entries {
            match &entry.claimed().act {
                Act::ImagesAdded(added) | Act::DocumentsAdded(added) => {
                    named.push(added.manifest);
                    objects += usize::try_from(added.objects).unwrap();
                    bytes += added.bytes;
                }
                Act::Consented(consent) => named.push(*consent),
                Act::Submitted(submitted) => named.push(submitted.intake),
                _ => {}
            }
        }
        let rows = self.objects().await;
        let mine: Vec<&ObjectRow> = rows.iter().filter(|row| row.case == case).collect();
        let is_there = |named: &ObjectRef| {
            mine.iter()
                .any(|row| row.object == named.object && row.hash == named.hash)
        };
        assert!(
            named.iter().all(is_there),
            "the ledger names an object that is not there"
        );
        let in_manifests: Vec<_> = mine
            .iter()
            .filter(|row| row.kind == "pack" || row.kind == "previews")
            .collect();
        assert_eq!(in_manifests.len(), objects, "objects that no manifest names");
        assert_eq!(in_manifests.iter().map(|row| row.size).sum::<u64>(), bytes);
        assert_eq!(mine.len(), objects + named.len(), "objects that no entry names");
        let originals = named
            .iter()
            .filter(|named| named.compartment == Compartment::Original);
        assert_eq!(originals.count(), 1);
    }

    /// As many files as rows, each with the bytes that were acknowledged, and nothing that is still arriving.
    pub async fn has_one_whole_file_for_each_object(&self) {
        let mut files: BTreeMap<String, PathBuf> = BTreeMap::new();
        for folder in fs::read_dir(&self.blobs).unwrap() {
            for file in fs::read_dir(folder.unwrap().path()).unwrap() {
                let path = file.unwrap().path();
                files.insert(path.file_name().unwrap().to_str().unwrap().to_owned(), path);
            }
        }
        for row in self.objects().await {
            let name = format!("{}-{}", row.case, row.object);
            let bytes = fs::read(files.remove(&name).expect("a file for each object")).unwrap();
            assert_eq!((Hash::of(&bytes), bytes.len() as u64), (row.hash, row.size));
        }
        assert!(files.is_empty(), "files without an object: {files:?}");
    }

    async fn entries(&self, case: CaseId) -> Vec<SignedEntry> {
        let all = sqlx::query("SELECT entry FROM entries WHERE case_id = ? ORDER BY seq");
        let rows = all
            .bind(case.as_bytes().to_vec())
            .fetch_all(&mut *self.db.lock().await)
            .await
            .unwrap();
        rows.iter()
            .map(|row| Signed::parse(&row.get::<Vec<u8>, _>(0)).unwrap())
            .collect()
    }
}

fn array<const N: usize>(bytes: Vec<u8>) -> [u8; N] {
    bytes.try_into().unwrap()
}
