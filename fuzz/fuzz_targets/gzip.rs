//! Any bytes behind the header of gzip.
#![no_main]

use libfuzzer_sys::fuzz_target;
use overread_fuzz::survive;

fuzz_target!(|bytes: &[u8]| {
    survive("file.gz", [b"\x1F\x8B\x08\0\0\0\0\0\0\x03", bytes].concat());
});
