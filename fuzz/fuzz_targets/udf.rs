//! Any bytes as a UDF volume; the checksum of each descriptor is put right, or nothing would be read.
#![no_main]

use libfuzzer_sys::fuzz_target;
use overread_fuzz::survive;

fuzz_target!(|bytes: &[u8]| {
    let mut image = vec![0; 256 * 2048];
    image[16 * 2048 + 1..16 * 2048 + 6].copy_from_slice(b"BEA01");
    image.extend(bytes);
    for sector in image.chunks_exact_mut(2048).skip(256) {
        sector[4] = 0;
        sector[4] = sector[..16].iter().fold(0, |sum: u8, byte| sum.wrapping_add(*byte));
    }
    survive("disc.iso", image);
});
