//! Sealed objects: written under the current epoch, read back by the hash that the ledger names.

use overread_seal::object::{Padding, open, seal};
use overread_seal::{CompartmentKey, ObjectContext};
use overread_wire::api::Stored;
use overread_wire::{CaseId, Compartment, Hash, ObjectId, ObjectKind, ObjectRef, PracticeId};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::chain::Chain;
use crate::client::Client;
use crate::error::Trouble;
use crate::keyring::Keyring;

/// Where an object belongs, beside its own name.
#[derive(Clone, Copy)]
pub(crate) struct Shelf {
    pub practice: PracticeId,
    pub case: CaseId,
    pub compartment: Compartment,
    pub epoch: u32,
    pub kind: ObjectKind,
}

impl Shelf {
    pub fn current(chain: &Chain, compartment: Compartment, kind: ObjectKind) -> Self {
        Self {
            practice: chain.case.practice(),
            case: chain.case.id(),
            compartment,
            epoch: chain.case.epoch(),
            kind,
        }
    }

    pub fn of(chain: &Chain, object: &ObjectRef) -> Self {
        Self {
            practice: chain.case.practice(),
            case: chain.case.id(),
            compartment: object.compartment,
            epoch: object.epoch,
            kind: object.kind,
        }
    }

    pub fn context(&self, object: ObjectId) -> ObjectContext {
        ObjectContext {
            practice: self.practice,
            case: self.case,
            compartment: self.compartment,
            epoch: self.epoch,
            kind: self.kind,
            object,
        }
    }

    pub fn path(&self, object: ObjectId) -> String {
        format!("/cases/{}/objects/{object}", self.case)
    }

    fn upload_path(&self, object: ObjectId) -> String {
        let compartment = name_of(&self.compartment);
        let kind = name_of(&self.kind);
        format!(
            "{}?compartment={compartment}&kind={kind}&epoch={}",
            self.path(object),
            self.epoch
        )
    }
}

impl Client {
    /// Seals a JSON document into a compartment and stores it.
    pub(crate) async fn put_document(
        &self,
        chain: &Chain,
        keyring: &Keyring,
        compartment: Compartment,
        document: &impl Serialize,
    ) -> Result<ObjectRef, Trouble> {
        let plaintext = serde_json::to_vec(document).map_err(|_| Trouble::Unreadable)?;
        self.put_object(chain, keyring, compartment, ObjectKind::Document, &plaintext)
            .await
    }

    /// The same under a name that the content gives it: brought again after an interruption, it is the same object.
    pub(crate) async fn put_document_once(
        &self,
        chain: &Chain,
        keyring: &Keyring,
        compartment: Compartment,
        document: &impl Serialize,
    ) -> Result<ObjectRef, Trouble> {
        let plaintext = serde_json::to_vec(document).map_err(|_| Trouble::Unreadable)?;
        let shelf = Shelf::current(chain, compartment, ObjectKind::Document);
        let key = keyring.key(compartment, shelf.epoch)?;
        let object = key.pack_id(&plaintext);
        let ciphertext = self.seal(key, &shelf, object, &plaintext).await?;
        self.store(&shelf, object, ciphertext).await
    }

    /// Seals bytes into a compartment and stores them under a random name.
    pub(crate) async fn put_object(
        &self,
        chain: &Chain,
        keyring: &Keyring,
        compartment: Compartment,
        kind: ObjectKind,
        plaintext: &[u8],
    ) -> Result<ObjectRef, Trouble> {
        let shelf = Shelf::current(chain, compartment, kind);
        let object = ObjectId::from_bytes(self.random());
        let key = keyring.key(compartment, shelf.epoch)?;
        let ciphertext = self.seal(key, &shelf, object, plaintext).await?;
        self.store(&shelf, object, ciphertext).await
    }

    pub(crate) async fn seal(
        &self,
        key: &CompartmentKey,
        shelf: &Shelf,
        object: ObjectId,
        plaintext: &[u8],
    ) -> Result<Vec<u8>, Trouble> {
        let context = shelf.context(object);
        let object_key = key.object_key(&context);
        seal(
            &*self.ports.cipher,
            &object_key,
            &context,
            plaintext,
            Padding::Padme,
        )
        .await
        .map_err(|_| Trouble::NotGenuine)
    }

    /// How the ledger names a ciphertext.
    pub(crate) async fn refer(
        &self,
        shelf: &Shelf,
        object: ObjectId,
        ciphertext: &[u8],
    ) -> Result<ObjectRef, Trouble> {
        Ok(ObjectRef {
            object,
            compartment: shelf.compartment,
            epoch: shelf.epoch,
            kind: shelf.kind,
            hash: self.sha256(ciphertext).await?,
            size: ciphertext.len() as u64,
        })
    }

    /// By the platform's own SHA-256, which in a browser is several times faster than this program's.
    pub(crate) async fn sha256(&self, bytes: &[u8]) -> Result<Hash, Trouble> {
        self.ports
            .cipher
            .sha256(bytes)
            .await
            .map_err(|_| Trouble::NotGenuine)
    }

    /// Stores a ciphertext under a name.
    pub(crate) async fn store(
        &self,
        shelf: &Shelf,
        object: ObjectId,
        ciphertext: Vec<u8>,
    ) -> Result<ObjectRef, Trouble> {
        let stored = self.refer(shelf, object, &ciphertext).await?;
        self.store_as(shelf, stored, ciphertext).await
    }

    /// Stores a ciphertext; the server's word that it is there counts only for the very same bytes.
    pub(crate) async fn store_as(
        &self,
        shelf: &Shelf,
        stored: ObjectRef,
        ciphertext: Vec<u8>,
    ) -> Result<ObjectRef, Trouble> {
        let me = self.me()?;
        let path = shelf.upload_path(stored.object);
        let answer: Stored = self.server(&me).put_bytes(&path, ciphertext).await?;
        if answer.hash == stored.hash && answer.size == stored.size {
            Ok(stored)
        } else {
            Err(Trouble::NotGenuine)
        }
    }

    /// Fetches a JSON document by the hash the ledger names, and opens it.
    pub(crate) async fn document<T: DeserializeOwned>(
        &self,
        chain: &Chain,
        keyring: &Keyring,
        object: &ObjectRef,
    ) -> Result<T, Trouble> {
        let plaintext = self.object(chain, keyring, object).await?;
        serde_json::from_slice(&plaintext).map_err(|_| Trouble::NotGenuine)
    }

    /// Fetches an object by the hash the ledger names, and opens it.
    pub(crate) async fn object(
        &self,
        chain: &Chain,
        keyring: &Keyring,
        object: &ObjectRef,
    ) -> Result<Vec<u8>, Trouble> {
        let key = keyring.key(object.compartment, object.epoch)?;
        let shelf = Shelf::of(chain, object);
        let reader = self.reader()?;
        let ciphertext = self.server_for(&reader).bytes(&shelf.path(object.object)).await?;
        self.open_ciphertext(key, &shelf, object, &ciphertext).await
    }

    pub(crate) async fn open_ciphertext(
        &self,
        key: &CompartmentKey,
        shelf: &Shelf,
        object: &ObjectRef,
        ciphertext: &[u8],
    ) -> Result<Vec<u8>, Trouble> {
        if self.sha256(ciphertext).await? != object.hash {
            return Err(Trouble::NotGenuine);
        }
        let context = shelf.context(object.object);
        open(
            &*self.ports.cipher,
            &key.object_key(&context),
            &context,
            ciphertext,
        )
        .await
        .map_err(|_| Trouble::NotGenuine)
    }
}

/// The snake-case name of a unit variant, as it stands in paths.
fn name_of(variant: &impl Serialize) -> String {
    match serde_json::to_value(variant) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}
