//! Every type that crosses HTTP, and the case ledger: all that the server can know.
