//! Sending a disc: its parcels one after the other, read and packed on all cores while they travel.

use std::thread;

use async_trait::async_trait;
use overread_client::wire::Compartment;
use overread_client::{Chain, Client, Keyring, SeriesPictures, Shipment, SourceGone, Supply, Trouble};
use overread_dicom::pack::Packed;
use overread_dicom::{Album, Parcel, ReadError, albums};
use tokio::sync::{Mutex, mpsc};

use super::Intake;
use crate::lanes::Lanes;
use crate::progress::Line;

/// One shipment on its way: small pictures from a thread of their own, files through all cores.
struct OnItsWay {
    pictures: Mutex<mpsc::Receiver<Option<SeriesPictures>>>,
    pieces: Lanes,
}

impl Intake {
    /// Sends the imaging into the images compartment and whatever may hold the first report into the other.
    pub async fn send(&self, client: &Client, chain: &mut Chain, keyring: &Keyring) -> Result<(), Trouble> {
        let whole = self.inventory();
        for (compartment, original) in [(Compartment::Images, false), (Compartment::Original, true)] {
            let Some(parcel) = Parcel::of(&self.examined, &whole, original, &self.left_out) else {
                continue;
            };
            let supply = OnItsWay {
                pictures: Mutex::new(self.pictures(albums(&parcel.inventory), parcel.on_disc.clone())),
                pieces: self.pack(&parcel),
            };
            let shipment = Shipment {
                compartment,
                inventory: parcel.inventory,
                not_sent: parcel.not_sent,
            };
            let line = Line::new();
            let sent = client.send(chain, keyring, shipment, &supply, &line).await;
            line.end();
            sent?;
        }
        Ok(())
    }

    /// Begins to read and pack the files of a parcel.
    fn pack(&self, parcel: &Parcel) -> Lanes {
        let (disc, on_disc) = (self.disc.clone(), parcel.on_disc.clone());
        let mut reader = parcel.reader(&self.examined);
        Lanes::start(move || {
            reader.next(&|file, offset, length| {
                let file = on_disc.get(file).ok_or(ReadError::NoSuchFile)?;
                disc.read(*file, offset, length)
            })
        })
    }

    /// Begins to make small pictures, nothing at the end; ends when nobody takes any more.
    fn pictures(&self, albums: Vec<Album>, on_disc: Vec<usize>) -> mpsc::Receiver<Option<SeriesPictures>> {
        let (made, pictures) = mpsc::channel(1);
        let disc = self.disc.clone();
        thread::spawn(move || {
            for album in albums {
                let pictures = (0..album.len()).filter_map(|number| album.picture(number, &disc, &on_disc));
                let pictures = SeriesPictures {
                    pictures: pictures.collect(),
                    series: album.series,
                };
                if made.blocking_send(Some(pictures)).is_err() {
                    return;
                }
            }
            let _nobody_waits = made.blocking_send(None);
        });
        pictures
    }
}

#[async_trait(?Send)]
impl Supply for OnItsWay {
    async fn pictures(&self) -> Result<Option<SeriesPictures>, SourceGone> {
        self.pictures.lock().await.recv().await.ok_or(SourceGone)
    }

    async fn piece(&self) -> Result<Option<Packed>, SourceGone> {
        self.pieces.next().await.map_err(|_| SourceGone)
    }
}
