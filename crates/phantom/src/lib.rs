//! Makes discs: CT and MR series with realistic noise, DICOMDIR, junk and faults on demand.
