//! The files of a disc, each made when it is asked for: a disc of any size takes the memory of one image.

use std::{
    fs, io,
    path::Path,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use crate::{dicomdir::dicomdir, image::image_file, plan::Plan, rng::Rng, scan::Scanner};

/// Number and size of what was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// All files, images or not.
    pub files: usize,
    /// Files with an image, duplicates counted twice.
    pub images: usize,
    /// Bytes of all files.
    pub bytes: u64,
}

/// All that is needed to make any file of the disc.
pub(crate) struct Disc {
    pub(crate) seed: u64,
    /// The patient's imaging, and that of anybody mixed in.
    pub(crate) plans: Vec<Plan>,
    pub(crate) bare: bool,
    pub(crate) scanner: Scanner,
    pub(crate) entries: Vec<Entry>,
}

/// One file.
pub(crate) struct Entry {
    pub(crate) path: String,
    pub(crate) content: Content,
}

pub(crate) enum Content {
    Directory,
    Image { place: Place, truncated: bool },
    Bytes(Vec<u8>),
}

/// Plan, study, series and image, each counted from 0.
pub(crate) type Place = [usize; 4];

impl Disc {
    pub(crate) fn bytes(&self, entry: &Entry) -> Vec<u8> {
        match &entry.content {
            Content::Bytes(bytes) => bytes.clone(),
            Content::Directory => {
                let uid = Rng::of(&[self.seed, 0xD1C0]).uid();
                self.plans
                    .first()
                    .map(|plan| dicomdir(plan, &uid))
                    .unwrap_or_default()
            }
            Content::Image { place, truncated } => {
                let mut file = self.image(*place).unwrap_or_default();
                if *truncated {
                    file.truncate(file.len() * 2 / 5);
                }
                file
            }
        }
    }

    fn image(&self, place: Place) -> Option<Vec<u8>> {
        let [p, t, s, i] = place;
        let plan = self.plans.get(p)?;
        let study = plan.studies.get(t)?;
        let series = study.series.get(s)?;
        let image = series.images.get(i)?;
        let [p, t, s, i] = place.map(|k| k as u64);
        let mut rng = Rng::of(&[self.seed, p, t, s, i]);
        let pixels = self.scanner.image(series.protocol, &image.plane, &mut rng);
        Some(image_file(
            &plan.person,
            study,
            series,
            image,
            &pixels,
            (plan.syntax, self.bare),
        ))
    }

    /// Every processor takes the next file that nobody has taken.
    pub(crate) fn write_to(&self, folder: &Path) -> io::Result<Summary> {
        let next = AtomicUsize::new(0);
        let work = || -> io::Result<Summary> {
            let mut done = Summary::default();
            while let Some(entry) = self.entries.get(next.fetch_add(1, Ordering::Relaxed)) {
                let path = folder.join(&entry.path);
                if let Some(parent) = path.parent() {
                    fs::create_dir_all(parent)?;
                }
                let bytes = self.bytes(entry);
                fs::write(&path, &bytes)?;
                done.files += 1;
                done.images += usize::from(matches!(entry.content, Content::Image { .. }));
                done.bytes += bytes.len() as u64;
            }
            Ok(done)
        };
        let workers = thread::available_parallelism().map_or(1, usize::from).min(8);
        thread::scope(|scope| {
            let others: Vec<_> = (1..workers).map(|_| scope.spawn(work)).collect();
            let mut total = work()?;
            for other in others {
                let done = other
                    .join()
                    .map_err(|_| io::Error::other("a file of the disc could not be made"))??;
                total.files += done.files;
                total.images += done.images;
                total.bytes += done.bytes;
            }
            Ok(total)
        })
    }
}
