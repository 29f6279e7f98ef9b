//! Any bytes as the records of a table of contents.
#![no_main]

use libfuzzer_sys::fuzz_target;
use overread_fuzz::survive;

fuzz_target!(|bytes: &[u8]| {
    let meta = b"\x02\0\x02\0UI\x14\x001.2.840.10008.1.3.10\x02\0\x10\0UI\x14\x001.2.840.10008.1.2.1\0";
    let records = b"\x04\0\x20\x12SQ\0\0\xFF\xFF\xFF\xFF";
    survive("DICOMDIR", [&[0; 128], b"DICM".as_slice(), meta, records, bytes].concat());
});
