//! What is ordered of a phantom: who was examined, and which series.

/// The patient named in every file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Family and given name as DICOM writes them, `MUSTER^ANNA` (PS3.5 6.2.1).
    pub name: String,
    /// `YYYYMMDD`.
    pub birth_date: String,
    /// `F`, `M` or `O`.
    pub sex: String,
    /// The hospital's number for the patient.
    pub id: String,
}

impl Person {
    /// A person with a number made from the birth date.
    pub fn new(name: &str, birth_date: &str, sex: &str) -> Self {
        let id = format!("P{birth_date}");
        Self {
            name: name.to_owned(),
            birth_date: birth_date.to_owned(),
            sex: sex.to_owned(),
            id,
        }
    }

    /// `MUSTER^ANNA`, born 1961-05-04: the patient of the demo.
    pub fn anna_muster() -> Self {
        Self::new("MUSTER^ANNA", "19610504", "F")
    }

    /// `BEISPIEL^BERND`, born 1948-11-23: whoever does not belong here.
    pub fn bernd_beispiel() -> Self {
        Self::new("BEISPIEL^BERND", "19481123", "M")
    }
}

/// The side of a paired body part (0020,0060).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// `L`
    Left,
    /// `R`
    Right,
}

/// What an MR series shows bright.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weighting {
    /// Fat bright, fluid dark.
    T1,
    /// Fluid bright.
    T2,
}

/// One series. The part of the body in view stays the same whatever the number of pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Images.
    pub slices: u16,
    /// Pixels from top to bottom.
    pub rows: u16,
    /// Pixels from left to right.
    pub columns: u16,
    /// Series description (0008,103E).
    pub description: String,
    /// Body part examined (0018,0015), a term of PS3.16 annex L.
    pub body_part: String,
    /// Written only for paired body parts.
    pub laterality: Option<Side>,
    /// Millimetres from slice to slice, and the slice thickness; made to fit the body when `None`.
    pub spacing: Option<f64>,
}

impl Series {
    /// Axial CT of chest and abdomen, `size` × `size` pixels.
    pub fn ct(slices: u16, size: u16) -> Self {
        Self::square(slices, size, "Chest/Abdomen portal venous", "CHESTABDOMEN")
    }

    /// Sagittal MR of the lumbar spine, `size` × `size` pixels.
    pub fn mr(slices: u16, size: u16) -> Self {
        Self::square(slices, size, "L-spine sagittal TSE", "LSPINE")
    }

    /// The same series under another description.
    #[must_use]
    pub fn described(self, description: &str) -> Self {
        Self {
            description: description.to_owned(),
            ..self
        }
    }

    fn square(slices: u16, size: u16, description: &str, body_part: &str) -> Self {
        Self {
            slices,
            rows: size,
            columns: size,
            description: description.to_owned(),
            body_part: body_part.to_owned(),
            laterality: None,
            spacing: None,
        }
    }
}

/// What can be wrong with a disc.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// So many files from the middle of the first series cannot be found, though the DICOMDIR names them.
    MissingSlices(usize),
    /// The second image of the first series ends in the middle of its pixels.
    TruncatedFile,
    /// So many images of the first series are there twice, under a second name, byte for byte.
    DuplicateFiles(usize),
    /// One image of another person lies among the others; the DICOMDIR does not know it.
    SecondPatient(Person),
    /// The whole disc belongs to somebody else.
    WrongPatient(Person),
    /// The slices of the first series are unevenly spaced, by up to a third of their distance.
    JitteredSpacing,
    /// Images begin with the data set: no preamble, no file meta information, implicit VR.
    BareDataSets,
    /// File names are in lower case; the DICOMDIR writes them in upper case.
    LowerCaseNames,
}
