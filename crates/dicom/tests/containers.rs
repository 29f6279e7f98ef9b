//! Tape archives, gzip and images of discs: every file in them is found, under its name and with its very bytes.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

mod made;

use made::{
    Slice,
    archives::{Names, Udf, gzip, iso, raw_sectors, session, tar, tar_entry, tar_member, udf},
    disc, take_in, zip,
};
use overread_dicom::{Inventory, Outcome, Problem, Reason, Use};

const USED: Outcome = Outcome::Used { as_: Use::Imaging };

fn skipped(reason: Reason) -> Outcome {
    Outcome::Skipped { reason }
}

/// Three images with names that a disc may have.
fn images() -> Vec<(&'static str, Vec<u8>)> {
    let slice = |number| {
        Slice {
            number,
            rows: 90,
            columns: 90,
            ..Slice::default()
        }
        .file()
    };
    vec![
        ("DICOM/IM1", slice(1)),
        ("DICOM/S2/IM2", slice(2)),
        ("Röntgen Müller/画像 3.dcm", slice(3)),
    ]
}

/// All files of an archive are there, unchanged, and used.
fn holds_the_images(name: &str, archive: Vec<u8>) {
    let disc = disc(&[(name, archive)]);
    let inventory = take_in(&disc);
    let images = images();
    assert_eq!(disc.len(), images.len(), "{:?}", inventory.files);
    for (file, (path, bytes)) in images.iter().enumerate() {
        assert_eq!(disc.path(file), format!("{name}/{path}"));
        assert_eq!(&disc.read(file, 0, usize::MAX).expect("readable"), bytes);
        assert_eq!(disc.read(file, 5000, 3000).expect("readable"), bytes[5000..8000]);
        assert_eq!(disc.check(file), Ok(()));
        assert_eq!(inventory.files[file].outcome, USED);
    }
}

fn members(images: &[(&'static str, Vec<u8>)]) -> Vec<(&'static str, &'static [u8])> {
    images
        .iter()
        .map(|(path, bytes)| (*path, &*Box::leak(bytes.clone().into_boxed_slice())))
        .collect()
}

fn outcomes(inventory: &Inventory) -> Vec<(&str, Outcome)> {
    inventory
        .files
        .iter()
        .map(|file| (file.path.as_str(), file.outcome))
        .collect()
}

#[test]
fn a_tape_archive_is_opened_packed_or_not() {
    let images = images();
    holds_the_images("disc.tar", tar(&members(&images)));
    holds_the_images("disc.tar.gz", gzip(&tar(&members(&images))));
    holds_the_images("disc.tgz", gzip(&tar(&members(&images))));
    // whatever its name
    holds_the_images("export", gzip(&tar(&members(&images))));
}

#[test]
fn files_of_a_packed_archive_keep_its_order_so_that_it_is_unpacked_once() {
    let members: [(&str, &[u8]); 3] = [("z", b"1"), ("a", b"2"), ("m", b"3")];
    let of = |archive: Vec<u8>| {
        let disc = disc(&[
            ("b.txt", b"4".to_vec()),
            ("a.x", archive),
            ("0.txt", b"5".to_vec()),
        ]);
        (0..disc.len())
            .map(|file| disc.path(file).to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        of(gzip(&tar(&members))),
        ["0.txt", "a.x/z", "a.x/a", "a.x/m", "b.txt"]
    );
    assert_eq!(of(tar(&members)), ["0.txt", "a.x/a", "a.x/m", "a.x/z", "b.txt"]);
}

#[test]
fn a_gzip_file_holds_one_file_of_its_name() {
    let slice = Slice::default().file();
    let inventory = take_in(&disc(&[("x.dcm.gz", gzip(&slice)), ("y.DCM.GZ", gzip(&slice))]));
    assert_eq!(inventory.files[0].path, "x.dcm.gz/x.dcm");
    assert_eq!(inventory.files[0].size, slice.len() as u64);
    assert_eq!(inventory.files[0].outcome, USED);
    assert_eq!(inventory.files[1].path, "y.DCM.GZ/y.DCM");
}

#[test]
fn gzip_in_several_parts_is_one_file() {
    let slice = Slice::default().file();
    let (front, back) = slice.split_at(300);
    let disc = disc(&[("x.gz", [gzip(front), gzip(back)].concat())]);
    assert_eq!(disc.read(0, 0, usize::MAX).expect("readable"), slice);
}

#[test]
fn gzip_that_breaks_off_or_changed_is_named() {
    let slice = Slice {
        rows: 300,
        columns: 300,
        ..Slice::default()
    }
    .file();
    let packed = gzip(&slice);
    let inventory = take_in(&disc(&[("x.dcm.gz", packed[..packed.len() - 400].to_vec())]));
    let found = outcomes(&inventory);
    assert_eq!(found[0], ("x.dcm.gz", skipped(Reason::IncompleteArchive)));
    assert_eq!(found[1], ("x.dcm.gz/x.dcm", USED));
    assert_eq!(inventory.files[1].problems, [Problem::Truncated]);
    let mut changed = packed;
    let at = changed.len() - 6;
    changed[at] ^= 1;
    let inventory = take_in(&disc(&[("x.dcm.gz", changed)]));
    assert_eq!(outcomes(&inventory), [("x.dcm.gz", skipped(Reason::Checksum))]);
}

#[test]
fn gzip_that_breaks_in_the_middle_of_a_piece_is_read_up_to_the_piece() {
    // two stored blocks of 65,535 bytes, then a kind of block that does not exist (RFC 1951 §3.2.3)
    let block = [[0, 0xFF, 0xFF, 0, 0].as_slice(), &vec![7; 0xFFFF]].concat();
    let packed = [
        b"\x1F\x8B\x08\0\0\0\0\0\0\x03".as_slice(),
        &block,
        &block,
        &[7; 20],
    ]
    .concat();
    let disc = disc(&[("x.gz", packed)]);
    assert_eq!(disc.len(), 2);
    let bytes = disc.read(1, 0, usize::MAX).expect("readable");
    assert_eq!(bytes.len() as u64, disc.size(1));
    assert!(bytes.len() >= 65_536 && bytes.iter().all(|byte| *byte == 7));
}

#[test]
fn long_names_links_and_second_names_in_a_tape_archive() {
    let slice = Slice::default().file();
    let long = format!("{}/IM1", "very-long-folder".repeat(9));
    let pax = tar_entry("x", b'x', "", "20 path=Müller/IM2\n".as_bytes());
    let archive = [
        tar_member(&long, &slice),
        pax,
        tar_member("short", b"text"),
        tar_entry("again", b'1', "gone", b""),
        tar_entry("link", b'2', "/etc/passwd", b""),
        tar_entry("other", b'1', &long[..100], b""),
        vec![0; 1024],
    ]
    .concat();
    let inventory = take_in(&disc(&[("d.tar", archive)]));
    let found = outcomes(&inventory);
    assert_eq!(
        found[0],
        ("d.tar/Müller/IM2", Outcome::Used { as_: Use::Document })
    );
    assert_eq!(found[1], ("d.tar/again", skipped(Reason::NotAFile)));
    assert_eq!(found[2], ("d.tar/link", skipped(Reason::NotAFile)));
    assert_eq!(found[4], (format!("d.tar/{long}").as_str(), USED));
}

#[test]
fn a_second_name_in_a_tape_archive_has_the_same_bytes() {
    let slice = Slice::default().file();
    let archive = [
        tar_member("a", &slice),
        tar_entry("b", b'1', "a", b""),
        vec![0; 1024],
    ]
    .concat();
    let disc = disc(&[("d.tar", archive)]);
    assert_eq!(disc.read(1, 0, usize::MAX).expect("readable"), slice);
}

#[test]
fn a_cut_or_damaged_tape_archive_gives_what_is_whole() {
    let images = images();
    let whole = tar(&members(&images));
    let cut = whole[..whole.len() - 4000].to_vec();
    let expected = [
        ("d", skipped(Reason::IncompleteArchive)),
        ("d/DICOM/IM1", USED),
        ("d/DICOM/S2/IM2", USED),
        ("d/Röntgen Müller/画像 3.dcm", skipped(Reason::CannotInflate)),
    ];
    assert_eq!(outcomes(&take_in(&disc(&[("d", cut.clone())]))), expected);
    assert_eq!(
        outcomes(&take_in(&disc(&[("d", gzip(&cut))])))[2..],
        expected[2..]
    );
    // a header in the middle
    let mut damaged = whole;
    let second = 512 + images[0].1.len().next_multiple_of(512);
    damaged[second..second + 20].fill(b'?');
    let inventory = take_in(&disc(&[("d", damaged)]));
    assert_eq!(outcomes(&inventory)[0], expected[0]);
    assert_eq!(outcomes(&inventory)[1], expected[1]);
    assert_eq!(outcomes(&inventory)[2], (expected[3].0, USED));
}

#[test]
fn an_image_of_a_disc_is_opened_with_its_long_names() {
    let images = images();
    holds_the_images("cd.iso", iso(&members(&images), Names::Joliet));
    holds_the_images("cd.iso", iso(&members(&images), Names::RockRidge));
    holds_the_images("cd.img", raw_sectors(&iso(&members(&images), Names::Joliet)));
    let plain = [("DICOM/IM1", members(&images)[0].1)];
    let disc = disc(&[("cd.bin", iso(&plain, Names::Plain))]);
    assert_eq!(disc.path(0), "cd.bin/DICOM/IM1");
}

#[test]
fn an_image_of_a_udf_disc_is_opened_however_it_was_burned() {
    let images = images();
    for kind in [Udf::Plain, Udf::Virtual, Udf::Sparable, Udf::Metadata] {
        holds_the_images("dvd.iso", udf(&members(&images), kind));
    }
}

#[test]
fn a_later_session_of_a_disc_is_found_behind_the_first() {
    let images = members(&images());
    let mut image = iso(&images[..1], Names::Joliet);
    image.resize(image.len().next_multiple_of(32 * 2048), 0);
    let base = image.len() / 2048;
    image.extend(session(&images[1..], Names::RockRidge, base));
    holds_the_images("cd.iso", image);
}

#[test]
fn an_image_that_breaks_off_gives_what_is_whole() {
    let images = images();
    let mut image = iso(&members(&images), Names::Joliet);
    image.truncate(image.len() - 4096);
    let inventory = take_in(&disc(&[("cd.iso", image)]));
    let found = outcomes(&inventory);
    assert_eq!(found[0], ("cd.iso", skipped(Reason::IncompleteArchive)));
    assert_eq!(found[1].1, USED);
    assert_eq!(found[3].1, skipped(Reason::CannotInflate));
}

#[test]
fn archives_inside_a_zip_are_opened_once() {
    let images = members(&images());
    let inner = tar(&images);
    let archive = zip(&[
        ("a.tgz", &gzip(&inner), true),
        ("b.iso", &iso(&images, Names::RockRidge), true),
        ("c.dcm.gz", &gzip(images[0].1), false),
        ("d.tar", &tar(&[("x.zip", &zip(&[("y", b"text", false)]))]), true),
    ]);
    let inventory = take_in(&disc(&[("disc.zip", archive)]));
    let found = outcomes(&inventory);
    assert_eq!(found[0], ("disc.zip/a.tgz/DICOM/IM1", USED));
    assert_eq!(found[6].0, "disc.zip/c.dcm.gz/c.dcm");
    assert_eq!(found[7], ("disc.zip/d.tar/x.zip", skipped(Reason::NestedArchive)));
    for (path, _) in images {
        assert!(
            found
                .iter()
                .any(|(found, _)| *found == format!("disc.zip/b.iso/{path}")),
            "{path}"
        );
    }
}

#[test]
fn archives_that_are_not_opened_say_which_kind_they_are() {
    let of = |name: &str, bytes: &[u8]| take_in(&disc(&[(name, bytes.to_vec())])).files[0].outcome;
    assert_eq!(
        of("a", b"7z\xBC\xAF\x27\x1C\0\x04......"),
        skipped(Reason::SevenZipNotOpened)
    );
    assert_eq!(of("a", b"Rar!\x1A\x07\x01\0....."), skipped(Reason::RarNotOpened));
    assert_eq!(of("a.bz2", b"BZh91AY&SY"), skipped(Reason::ArchiveNotOpened));
    assert_eq!(of("a.z01", b"PK\x03\x04......"), skipped(Reason::SplitArchive));
    assert_eq!(of("a.7z.002", b"whatever"), skipped(Reason::SplitArchive));
    assert_eq!(of("empty.zip", &zip(&[])), skipped(Reason::EmptyArchive));
}

#[test]
fn a_bomb_in_gzip_ends_in_a_reason() {
    let zeros = gzip(&vec![0; 80 << 20]);
    let inventory = take_in(&disc(&[("zeros.dcm.gz", zeros)]));
    assert_eq!(
        outcomes(&inventory),
        [("zeros.dcm.gz", skipped(Reason::TooLarge))]
    );
}
