//! The service: stores ciphertext and the published list of facts, and can open none of it.
