//! Private keys, sealed objects, grants, links and recovery: bytes in, bytes out.
