//! Browser bindings of the client core; no logic.
