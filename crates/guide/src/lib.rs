//! Words for patients: warning signs, glossary and readability.
