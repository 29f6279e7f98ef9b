//! A phantom disc, read and sent as a patient would send it.

#![expect(
    clippy::expect_used,
    clippy::missing_panics_doc,
    reason = "a test whose disc cannot be sent has failed"
)]

use std::cell::RefCell;

use async_trait::async_trait;
use overread_client::clinical::{Consent, IntakeForm};
use overread_client::dicom::pack::{Layout, Packed, Reader, pack};
use overread_client::dicom::{Disc, Examined, ReadError, examine, gather};
use overread_client::wire::{CaseId, Compartment};
use overread_client::{NewCase, Pace, Progress, SeriesPictures, Shipment, SourceGone, Supply, Trouble};

use crate::Person;

/// The files of a disc, in memory.
pub struct SentDisc {
    disc: Disc<Vec<u8>>,
    examined: Vec<Examined>,
}

impl SentDisc {
    /// Reads files as intake does.
    pub fn read(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        let disc = Disc::open(files.into_iter().collect());
        let examined = (0..disc.len()).map(|file| examine(&disc, file)).collect();
        Self { disc, examined }
    }

    /// A small phantom disc with images and a first report.
    pub fn small(seed: u64) -> Self {
        Self::read(overread_phantom::small_disc(seed).first_report(true).files())
    }

    /// Opens a case, sends the disc and submits it with a short form.
    pub async fn submit(&self, patient: &Person) -> CaseId {
        let form = IntakeForm {
            question: "Does the disc at L4/5 need the operation?".to_owned(),
            surgeon: Some("Dr Operator".to_owned()),
            ..IntakeForm::default()
        };
        self.submit_with(patient, form).await
    }

    /// Opens a case, sends the disc and submits it with this form, and consent.
    pub async fn submit_with(&self, patient: &Person, mut form: IntakeForm) -> CaseId {
        let NewCase { mut chain, keyring } = patient.client.open_case().await.expect("an open case");
        for compartment in [Compartment::Images, Compartment::Original] {
            let (shipment, bytes) = self.shipment(compartment);
            patient
                .client
                .send(&mut chain, &keyring, shipment, &bytes, &AtOnce)
                .await
                .expect("sending the disc");
        }
        form.consent = Some(Consent {
            text_version: "2026-11".to_owned(),
            language: "en".to_owned(),
            at: chain.case.time().0,
            by_post: None,
        });
        patient
            .client
            .submit(&mut chain, &keyring, &form)
            .await
            .expect("submitting");
        chain.case.id()
    }

    /// Sends the disc into a case that is there already, as a second disc or one that came by post.
    pub async fn add(&self, who: &Person, case: CaseId) -> Result<(), Trouble> {
        let mut chain = who.client.chain(case).await?;
        let keyring = who.client.keyring(&chain).await?;
        for compartment in [Compartment::Images, Compartment::Original] {
            let (shipment, bytes) = self.shipment(compartment);
            who.client
                .send(&mut chain, &keyring, shipment, &bytes, &AtOnce)
                .await?;
        }
        Ok(())
    }

    /// What goes into one compartment, with its bytes.
    pub fn shipment(&self, compartment: Compartment) -> (Shipment, FilesInMemory<'_>) {
        let original = compartment == Compartment::Original;
        let mine: Vec<Examined> = self
            .examined
            .iter()
            .filter(|file| file.record.may_hold_report == original)
            .cloned()
            .collect();
        let numbers = mine.iter().map(|file| file.file).collect();
        let layouts: Vec<Layout> = mine.iter().map(Layout::of).collect();
        let shipment = Shipment {
            compartment,
            inventory: gather(mine),
            not_sent: Vec::new(),
        };
        let files = FilesInMemory {
            disc: &self.disc,
            numbers,
            reader: RefCell::new(Reader::new(&layouts)),
        };
        (shipment, files)
    }
}

/// The files of a shipment, packed as they are asked for.
pub struct FilesInMemory<'a> {
    disc: &'a Disc<Vec<u8>>,
    numbers: Vec<usize>,
    reader: RefCell<Reader>,
}

#[async_trait(?Send)]
impl Supply for FilesInMemory<'_> {
    async fn pictures(&self) -> Result<Option<SeriesPictures>, SourceGone> {
        Ok(None)
    }

    async fn piece(&self) -> Result<Option<Packed>, SourceGone> {
        let read = |file: usize, offset, length| {
            let file = self.numbers.get(file).ok_or(ReadError::NoSuchFile)?;
            self.disc.read(*file, offset, length)
        };
        let piece = self.reader.borrow_mut().next(&read).map_err(|_| SourceGone)?;
        piece
            .map(|(piece, raw)| pack(&piece, &raw).ok_or(SourceGone))
            .transpose()
    }
}

/// Sends without pausing.
pub struct AtOnce;

#[async_trait(?Send)]
impl Pace for AtOnce {
    fn progress(&self, _: Progress) {}

    async fn may_go_on(&self) -> bool {
        true
    }
}
