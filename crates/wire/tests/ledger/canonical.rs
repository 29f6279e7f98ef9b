//! One statement has one encoding; whatever else arrives is refused and breaks nothing.
