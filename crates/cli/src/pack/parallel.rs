//! Work on all cores, in order: each core takes every n-th piece, so that no core is more than two pieces ahead.

use std::num::NonZero;
use std::sync::mpsc::sync_channel;
use std::thread;

use anyhow::{Context, anyhow};
use overread_dicom::pack::{self, Layout, Packed, plan};
use overread_dicom::{ByteSource, ReadError};

use crate::listing::FileOnDisk;

type Files = [(String, FileOnDisk)];

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
pub fn pack(
    files: &Files,
    layouts: &[Layout],
    mut take: impl FnMut(u64, Packed) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let cores = cores();
    let read = |file: usize, offset: u64, length: usize| {
        files.get(file).map_or(Err(ReadError::NoSuchFile), |(_, file)| {
            file.read_at(offset, length)
        })
    };
    thread::scope(|scope| {
        let (mut lanes, mut hands) = (Vec::new(), Vec::new());
        for core in 0..cores {
            let (give, lane) = sync_channel(1);
            lanes.push(lane);
            hands.push(scope.spawn(move || {
                for piece in plan(layouts).skip(core).step_by(cores) {
                    // Nobody listens any more after a failure.
                    if give
                        .send((piece.bytes(), pack::pack(&piece, layouts, &read)))
                        .is_err()
                    {
                        return;
                    }
                }
            }));
        }
        let mut done = 0;
        for lane in lanes.iter().cycle() {
            let Ok((bytes, packed)) = lane.recv() else { break };
            done += bytes;
            take(
                done,
                packed.context(
                    "A file could not be read, or it changed meanwhile. Copy the disc and try again.",
                )?,
            )?;
        }
        drop(lanes);
        hands
            .into_iter()
            .try_for_each(|hand| hand.join().map_err(|_| broken()))
    })
}

fn broken() -> anyhow::Error {
    anyhow!("Packing broke off. Nothing of the disc was changed; please report this.")
}
