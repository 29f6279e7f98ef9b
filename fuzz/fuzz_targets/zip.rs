//! Any bytes behind the signature of a ZIP.
#![no_main]

use libfuzzer_sys::fuzz_target;
use overread_fuzz::survive;

fuzz_target!(|bytes: &[u8]| {
    survive("disc.zip", [b"PK\x03\x04", bytes].concat());
});
