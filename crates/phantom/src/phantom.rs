//! The builder: what shall be on the disc, and the three discs that are wanted most.

use std::{io, path::Path};

use crate::{
    dataset::Syntax,
    disc::{Content, Disc, Entry, Summary},
    exam::{Fault, Person, Series, Weighting},
    first_report::report_pdf,
    junk::viewer_files,
    paint::Body,
    plan::{Plan, studies},
    rng::Rng,
    scan::{Protocol, Scanner},
    torso::{couch, torso},
};

/// A disc to be made. The same seed and the same orders give the same bytes, on every machine.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one thing that is on the disc or not"
)]
pub struct Phantom {
    seed: u64,
    person: Person,
    orders: Vec<(Protocol, Series)>,
    scouts: bool,
    junk: bool,
    dicomdir: bool,
    report: bool,
    syntax: Syntax,
    faults: Vec<Fault>,
}

impl Phantom {
    /// An empty disc of Anna Muster.
    pub fn new(seed: u64) -> Self {
        Self {
            seed,
            person: Person::anna_muster(),
            orders: Vec::new(),
            scouts: false,
            junk: false,
            dicomdir: false,
            report: false,
            syntax: Syntax::Explicit,
            faults: Vec::new(),
        }
    }

    /// Whose disc it is.
    #[must_use]
    pub fn patient(mut self, person: Person) -> Self {
        self.person = person;
        self
    }

    /// Adds an axial CT series of chest and abdomen.
    #[must_use]
    pub fn ct(mut self, series: Series) -> Self {
        self.orders.push((Protocol::Ct, series));
        self
    }

    /// Adds a sagittal MR series of the lumbar spine.
    #[must_use]
    pub fn mr(mut self, weighting: Weighting, series: Series) -> Self {
        self.orders.push((Protocol::Mr(weighting), series));
        self
    }

    /// Adds a localizer with L and R markers before each study's series.
    #[must_use]
    pub fn scouts(mut self, scouts: bool) -> Self {
        self.scouts = scouts;
        self
    }

    /// Adds a viewer's files.
    #[must_use]
    pub fn junk(mut self, junk: bool) -> Self {
        self.junk = junk;
        self
    }

    /// Adds the table of contents.
    #[must_use]
    pub fn dicomdir(mut self, dicomdir: bool) -> Self {
        self.dicomdir = dicomdir;
        self
    }

    /// Adds the first hospital's report as `REPORT.PDF`.
    #[must_use]
    pub fn first_report(mut self, report: bool) -> Self {
        self.report = report;
        self
    }

    /// How the images are encoded; explicit VR little endian unless told.
    #[must_use]
    pub fn syntax(mut self, syntax: Syntax) -> Self {
        self.syntax = syntax;
        self
    }

    /// Adds something wrong.
    #[must_use]
    pub fn fault(mut self, fault: Fault) -> Self {
        self.faults.push(fault);
        self
    }

    /// Path on the disc (with `/`) and content of every file, made one by one.
    pub fn files(&self) -> impl Iterator<Item = (String, Vec<u8>)> + use<> {
        let disc = self.disc();
        (0..disc.entries.len()).filter_map(move |k| {
            disc.entries
                .get(k)
                .map(|entry| (entry.path.clone(), disc.bytes(entry)))
        })
    }

    /// Writes all files below `folder`, which is made if needed, and uses all processors.
    pub fn write_to(&self, folder: impl AsRef<Path>) -> io::Result<Summary> {
        self.disc().write_to(folder.as_ref())
    }

    fn disc(&self) -> Disc {
        let mut person = self.person.clone();
        let mut jittered = false;
        for fault in &self.faults {
            match fault {
                Fault::WrongPatient(other) => person = other.clone(),
                Fault::JitteredSpacing => jittered = true,
                _ => {}
            }
        }
        let bare = self.faults.contains(&Fault::BareDataSets);
        let syntax = if bare { Syntax::Implicit } else { self.syntax };
        let plan = Plan {
            person,
            syntax,
            studies: studies(&self.orders, self.scouts, jittered, self.seed),
        };
        let mut disc = Disc {
            seed: self.seed,
            entries: self.entries(&plan),
            plans: vec![plan],
            bare,
            scanner: Scanner::new(Body::new(couch(), torso(self.seed), self.seed), self.seed),
        };
        for fault in &self.faults {
            self.break_disc(&mut disc, fault);
        }
        disc
    }

    fn entries(&self, plan: &Plan) -> Vec<Entry> {
        let mut entries = Vec::new();
        if self.dicomdir {
            entries.push(Entry {
                path: "DICOMDIR".to_owned(),
                content: Content::Directory,
            });
        }
        for (t, study) in plan.studies.iter().enumerate() {
            for (s, series) in study.series.iter().enumerate() {
                for (i, image) in series.images.iter().enumerate() {
                    let content = Content::Image {
                        place: [0, t, s, i],
                        truncated: false,
                    };
                    entries.push(Entry {
                        path: image.path.clone(),
                        content,
                    });
                }
            }
        }
        let junk = if self.junk { viewer_files() } else { Vec::new() };
        let report = self
            .report
            .then(|| ("REPORT.PDF".to_owned(), report_pdf(&plan.person)));
        entries.extend(junk.into_iter().chain(report).map(|(path, bytes)| Entry {
            path,
            content: Content::Bytes(bytes),
        }));
        entries
    }

    fn break_disc(&self, disc: &mut Disc, fault: &Fault) {
        match fault {
            Fault::MissingSlices(count) => {
                let first = first_series(disc);
                let count = (*count).min(first.len());
                let from = (first.len() - count) / 2;
                let mut gone: Vec<usize> = first.into_iter().skip(from).take(count).collect();
                gone.reverse();
                for k in gone {
                    disc.entries.remove(k);
                }
            }
            Fault::TruncatedFile => {
                let second = first_series(disc).into_iter().nth(1);
                if let Some(Content::Image { truncated, .. }) = second
                    .and_then(|k| disc.entries.get_mut(k))
                    .map(|entry| &mut entry.content)
                {
                    *truncated = true;
                }
            }
            Fault::DuplicateFiles(count) => {
                for (k, number) in first_series(disc).into_iter().take(*count).zip(1..) {
                    if let Some(Content::Image { place, .. }) =
                        disc.entries.get(k).map(|entry| &entry.content)
                    {
                        let content = Content::Image {
                            place: *place,
                            truncated: false,
                        };
                        disc.entries.push(Entry {
                            path: format!("DICOM/COPY/CP{number:06}"),
                            content,
                        });
                    }
                }
            }
            Fault::SecondPatient(other) => {
                let seed = Rng::of(&[self.seed, 0x07EE]).bits();
                let one: Vec<_> = self
                    .orders
                    .iter()
                    .take(1)
                    .map(|(p, s)| {
                        (
                            *p,
                            Series {
                                slices: 1,
                                ..s.clone()
                            },
                        )
                    })
                    .collect();
                let studies = studies(&one, false, false, seed);
                let place = [disc.plans.len(), 0, 0, 0];
                disc.plans.push(Plan {
                    person: other.clone(),
                    syntax: self.syntax,
                    studies,
                });
                let content = Content::Image {
                    place,
                    truncated: false,
                };
                disc.entries.push(Entry {
                    path: "DICOM/ST000001/SE000001/IM900001".to_owned(),
                    content,
                });
            }
            Fault::LowerCaseNames => {
                for entry in &mut disc.entries {
                    entry.path = entry.path.to_lowercase();
                }
            }
            // Decided before the first file was planned.
            Fault::WrongPatient(_) | Fault::JitteredSpacing | Fault::BareDataSets => {}
        }
    }
}

/// Entries of the first series that is no localizer.
fn first_series(disc: &Disc) -> Vec<usize> {
    let series_of = |entry: &Entry| match entry.content {
        Content::Image {
            place: [0, t, s, _], ..
        } => {
            let series = disc.plans.first()?.studies.get(t)?.series.get(s)?;
            (!series.protocol.is_scout() && !entry.path.starts_with("DICOM/COPY")).then_some((t, s))
        }
        _ => None,
    };
    let first = disc.entries.iter().find_map(series_of);
    let mine = disc
        .entries
        .iter()
        .enumerate()
        .filter(|(_, entry)| first.is_some() && series_of(entry) == first);
    mine.map(|(k, _)| k).collect()
}

/// The disc of the demo: CT of chest and abdomen, MR of the lumbar spine in T2 and T1, a viewer, the first report;
/// about 80 MB.
pub fn demo_disc() -> Phantom {
    Phantom::new(20_260_302)
        .ct(Series::ct(120, 512))
        .mr(Weighting::T2, Series::mr(30, 384))
        .mr(Weighting::T1, Series::mr(30, 384))
        .scouts(true)
        .junk(true)
        .dicomdir(true)
        .first_report(true)
}

/// The disc of most tests: 12 CT and 8 MR images, a viewer, a table of contents; less than 1 MB.
pub fn small_disc(seed: u64) -> Phantom {
    Phantom::new(seed)
        .ct(Series::ct(12, 128))
        .mr(Weighting::T2, Series::mr(8, 128))
        .junk(true)
        .dicomdir(true)
}

/// The disc of benchmarks: so many CT slices of 512 × 512 (half a megabyte each), in series of at most 500.
pub fn large_disc(seed: u64, slices: u16) -> Phantom {
    let mut disc = Phantom::new(seed).dicomdir(true);
    let mut left = slices;
    while left > 0 {
        let part = left.min(500);
        disc = disc.ct(Series::ct(part, 512));
        left -= part;
    }
    disc
}
