//! The acts of people: open a case, add images, grant, read, sign, share.
