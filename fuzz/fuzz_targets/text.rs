//! A character set, a name in it, and nothing else.
#![no_main]

use libfuzzer_sys::fuzz_target;
use overread_fuzz::survive;

fuzz_target!(|bytes: &[u8]| {
    let (set, name) = bytes.split_at(bytes.len().min(24));
    let element = |tag: [u8; 4], vr: &[u8; 2], value: &[u8]| {
        let length = u16::try_from(value.len()).unwrap_or(u16::MAX);
        [&tag, vr.as_slice(), &length.to_le_bytes(), &value[..usize::from(length)]].concat()
    };
    let set = element([8, 0, 5, 0], b"CS", set);
    let class = element([8, 0, 22, 0], b"UI", b"1.2.840.10008.5.1.4.1.1.88.11\0");
    survive("file", [set, class, element([16, 0, 16, 0], b"PN", name)].concat());
});
