//! Any bytes as volume descriptors and folders of ISO 9660.
#![no_main]

use libfuzzer_sys::fuzz_target;
use overread_fuzz::survive;

fuzz_target!(|bytes: &[u8]| {
    let mut image = vec![0; 16 * 2048];
    image.extend(bytes);
    for sector in 16..19 {
        if let Some(place) = image.get_mut(sector * 2048 + 1..sector * 2048 + 6) {
            place.copy_from_slice(b"CD001");
        }
    }
    survive("disc.iso", image);
});
