//! Find, read, check and gather imaging; give the original back.
