//! Any bytes as a packed frame and as a JPEG-LS codestream: no panic, the promised length or an error.
#![no_main]

use libfuzzer_sys::fuzz_target;
use overread_dicom::{jpeg_ls, pack};

fuzz_target!(|input: (u8, u8, u16, Vec<u8>, Vec<u8>)| {
    let (columns, rows, length, before, bytes) = input;
    if let Ok(samples) = jpeg_ls::decode(&bytes, columns.into(), rows.into()) {
        assert_eq!(samples.len(), usize::from(columns) * usize::from(rows));
    }
    // Behind a header that fits, so that the scan itself is reached.
    if let Ok(mut codestream) = jpeg_ls::encode(&vec![0; usize::from(columns) * usize::from(rows)], columns.into(), rows.into(), 12) {
        codestream.truncate(25);
        codestream.extend(&bytes);
        codestream.extend([0xFF, 0xD9]);
        let _ = jpeg_ls::decode(&codestream, columns.into(), rows.into());
    }
    for codec in 0..5 {
        let coded = [&[codec], bytes.as_slice()].concat();
        if let Ok(frame) = pack::decode(&coded, length.into(), Some(&before)) {
            assert_eq!(frame.len(), usize::from(length));
        }
    }
});
