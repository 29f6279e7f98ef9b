//! The report, the comparison with the original report, and the scales.
