//! Packing on all cores, in order: one thread reads, each core packs every n-th piece, so that few pieces are held at a time.

use std::num::NonZero;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use overread_dicom::ReadError;
use overread_dicom::pack::{Packed, Piece, pack};
use tokio::sync::{Mutex, mpsc};

/// A piece with the bytes of its chunks; nothing at the end.
pub type Read = Result<Option<(Piece, Vec<u8>)>, ReadError>;
/// A packed piece; nothing at the end.
type Done = Result<Option<Packed>, ReadError>;

/// Threads at work. They end when this is gone, or when everything is packed.
pub struct Lanes {
    turn: Mutex<Turn>,
}

struct Turn {
    lanes: Vec<mpsc::Receiver<Done>>,
    next: usize,
}

/// Cores of this computer.
pub fn cores() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

impl Lanes {
    /// Starts to read and to pack.
    pub fn start(read: impl FnMut() -> Read + Send + 'static) -> Self {
        let (mut inlets, mut lanes) = (Vec::new(), Vec::new());
        for _ in 0..cores() {
            let ((inlet, raw), (done, lane)) = (sync_channel(1), mpsc::channel(1));
            inlets.push(inlet);
            lanes.push(lane);
            thread::spawn(move || pack_all(&raw, &done));
        }
        thread::spawn(move || read_all(read, &inlets));
        Self {
            turn: Mutex::new(Turn { lanes, next: 0 }),
        }
    }

    /// The next packed piece, or nothing at the end. A lane that ends without saying so has broken off.
    pub async fn next(&self) -> Done {
        let mut turn = self.turn.lock().await;
        let place = turn.next;
        turn.next = (place + 1) % turn.lanes.len();
        let lane = turn.lanes.get_mut(place).ok_or(ReadError::Unreadable)?;
        lane.recv().await.unwrap_or(Err(ReadError::Unreadable))
    }
}

/// Reads until the end, the first error, or until nobody takes any more.
fn read_all(mut read: impl FnMut() -> Read, inlets: &[SyncSender<Read>]) {
    for inlet in inlets.iter().cycle() {
        let piece = read();
        let goes_on = matches!(piece, Ok(Some(_)));
        if inlet.send(piece).is_err() || !goes_on {
            return;
        }
    }
}

fn pack_all(raw: &Receiver<Read>, done: &mpsc::Sender<Done>) {
    for read in raw {
        let packed = read.and_then(|piece| {
            let packed = piece.map(|(piece, raw)| pack(&piece, &raw).ok_or(ReadError::Unreadable));
            packed.transpose()
        });
        if done.blocking_send(packed).is_err() {
            return;
        }
    }
}
