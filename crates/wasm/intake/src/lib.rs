//! Browser bindings of the imaging intake; no logic.
