//! Any bytes as one file of a disc.
#![no_main]

use libfuzzer_sys::fuzz_target;
use overread_fuzz::survive;

fuzz_target!(|bytes: &[u8]| {
    survive("file", bytes.to_vec());
});
