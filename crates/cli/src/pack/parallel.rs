//! Work on all cores, in order: one thread reads, each core packs every n-th piece, so that few pieces are held at a time.

use std::num::NonZero;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use anyhow::{Context, anyhow};
use overread_dicom::pack::{Layout, Packed, Piece, Reader, pack};
use overread_dicom::{ByteSource, ReadError};

use crate::listing::FileOnDisk;

type Files = [(String, FileOnDisk)];
type Read = Result<(Piece, Vec<u8>), ReadError>;
/// Bytes of files in a piece, and what became of them.
type Done = Result<(u64, Packed), ReadError>;

fn cores() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// Where the frames of every file lie.
pub fn layouts(files: &Files) -> anyhow::Result<Vec<Layout>> {
    let share = files.len().div_ceil(cores()).max(1);
    let layout = |(_, file): &(String, FileOnDisk)| {
        Layout::read(file.len(), &|offset, length| file.read_at(offset, length))
    };
    thread::scope(|scope| {
        let parts: Vec<_> = files
            .chunks(share)
            .map(|files| scope.spawn(move || files.iter().map(layout).collect::<Vec<_>>()))
            .collect();
        let mut layouts = Vec::with_capacity(files.len());
        for part in parts {
            layouts.extend(part.join().map_err(|_| broken())?);
        }
        Ok(layouts)
    })
}

/// Packs every piece and hands them over in order, with the bytes of files that are done.
pub fn packed(
    files: &Files,
    layouts: &[Layout],
    mut take: impl FnMut(u64, Packed) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    thread::scope(|scope| {
        let (mut inlets, mut outlets, mut hands) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..cores() {
            let ((inlet, raw), (done, outlet)) = (sync_channel(1), sync_channel(1));
            inlets.push(inlet);
            outlets.push(outlet);
            hands.push(scope.spawn(move || pack_all(&raw, &done)));
        }
        hands.push(scope.spawn(move || read_all(files, layouts, &inlets)));
        let mut bytes = 0;
        // The first lane that is closed is the end: the others have nothing that would come later.
        for done in outlets.iter().cycle().map_while(|outlet| outlet.recv().ok()) {
            let (more, packed) = done.context(
                "A file could not be read, or it changed meanwhile. Copy the disc to this computer and try again.",
            )?;
            bytes += more;
            take(bytes, packed)?;
        }
        drop(outlets);
        hands
            .into_iter()
            .try_for_each(|hand| hand.join().map_err(|_| broken()))
    })
}

/// Reads until the end, the first error, or until nobody takes any more.
fn read_all(files: &Files, layouts: &[Layout], inlets: &[SyncSender<Read>]) {
    let read = |file: usize, offset: u64, length: usize| {
        files.get(file).map_or(Err(ReadError::NoSuchFile), |(_, file)| {
            file.read_at(offset, length)
        })
    };
    let mut reader = Reader::new(layouts);
    for inlet in inlets.iter().cycle() {
        let Some(piece) = reader.next(&read).transpose() else {
            return;
        };
        let is_last = piece.is_err();
        if inlet.send(piece).is_err() || is_last {
            return;
        }
    }
}

fn pack_all(raw: &Receiver<Read>, done: &SyncSender<Done>) {
    for read in raw {
        let packed = read
            .and_then(|(piece, raw)| Ok((piece.bytes(), pack(&piece, &raw).ok_or(ReadError::Unreadable)?)));
        if done.send(packed).is_err() {
            return;
        }
    }
}

fn broken() -> anyhow::Error {
    anyhow!("Packing broke off. Nothing of the disc was changed; please report this.")
}
