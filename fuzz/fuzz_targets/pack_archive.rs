//! Any index with any stream: refused, or every file is what its hash says; no panic, no memory beyond the limit.
#![no_main]

use libfuzzer_sys::fuzz_target;
use overread_dicom::pack::{Archive, ArchiveError, Unpacker};

fuzz_target!(|input: (String, Vec<u8>, Vec<u8>)| {
    let (json, raw_index, stream) = input;
    let _ = Archive::from_bytes(&raw_index);
    let Ok(written) = serde_json::from_str::<Archive>(&json) else { return };
    let Some(archive) = written.to_bytes().and_then(|bytes| Archive::from_bytes(&bytes).ok()) else { return };
    let Ok(mut unpacker) = Unpacker::new(&archive, &stream) else { return };
    for file in &archive.files {
        let mut bytes = 0;
        let unpacked = unpacker.file(file, &mut |piece: &[u8]| {
            bytes += piece.len() as u64;
            Ok::<_, ArchiveError>(())
        });
        if unpacked.is_ok() {
            assert_eq!(bytes, file.size);
        }
    }
});
