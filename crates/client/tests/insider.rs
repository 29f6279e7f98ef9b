//! Somebody who holds the case's key works together with the server: what the patient did not sign is still not shown.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that meets what it did not expect has failed"
)]

use std::ops::Range;

use overread_client::dicom::pack::{Part, decode};
use overread_client::seal::ObjectContext;
use overread_client::seal::object::{Padding, RustCrypto, seal};
use overread_client::wire::{CaseId, Compartment};
use overread_client::{HttpRequest, HttpResponse, Manifest, Trouble};
use overread_testkit::{Person, Practice, SentDisc, TestServer};

#[tokio::test(flavor = "current_thread")]
async fn a_picture_that_a_holder_of_the_key_painted_over_is_not_shown() {
    let server = TestServer::start().await;
    let practice = Practice::found(&server).await;
    let case = SentDisc::small(1).submit(&practice.patient).await;
    let (file, forged) = painted_over(&practice.coordinator, case).await;
    let reader = &practice.patient;
    let chain = reader.client.chain(case).await.expect("the case");
    let keyring = reader.client.keyring(&chain).await.expect("the keys");
    let manifest = the_images(reader, case).await;
    let image = manifest
        .inventory
        .images()
        .find(|image| image.file == file)
        .expect("the image");

    let name = manifest.packs.first().expect("a pack").sealed.object.to_string();
    reader.line.lie(move |request, honest| {
        if request.path.contains(&name) {
            served(&forged, request)
        } else {
            honest
        }
    });
    let shown = reader.client.frame(&chain, &keyring, &manifest, image, 0).await;
    assert!(
        matches!(shown, Err(Trouble::NotGenuine)),
        "{:?}",
        shown.map(|bytes| bytes.len())
    );
    reader.line.be_honest();
    let again = reader.client.frame(&chain, &keyring, &manifest, image, 0).await;
    assert!(again.is_ok(), "the honest server's image is shown");
}

/// The first pack with another picture in it, coded in just as many bytes and sealed with the very key; and the picture's file.
async fn painted_over(insider: &Person, case: CaseId) -> (usize, Vec<u8>) {
    let chain = insider.client.chain(case).await.expect("the case");
    let keyring = insider.client.keyring(&chain).await.expect("the keys");
    let manifest = the_images(insider, case).await;
    let alone = |part: &Part| matches!(part, Part::Frame { back: 0, .. });
    let (file, part) = manifest
        .files
        .iter()
        .enumerate()
        .find_map(|(file, place)| Some((file, *place.parts.iter().find(|part| alone(part))?)))
        .expect("a coded frame");
    let Part::Frame {
        at, packed, length, ..
    } = part
    else {
        panic!("a frame");
    };
    let mut content = insider
        .client
        .pack(&chain, &keyring, &manifest, 0)
        .await
        .expect("the pack");
    let coded = content
        .get_mut(usize_of(at)..usize_of(at + packed))
        .expect("the frame lies in the first pack");
    let honest = decode(coded, usize_of(length), None).expect("the frame");
    let painted = (coded.len() / 2..coded.len()).any(|place| {
        let Some(byte) = coded.get_mut(place) else {
            return false;
        };
        *byte ^= 0x10;
        let other = decode(coded, usize_of(length), None).is_ok_and(|frame| frame != honest);
        if !other && let Some(byte) = coded.get_mut(place) {
            *byte ^= 0x10;
        }
        other
    });
    assert!(painted, "another picture of the same length");
    let sealed = manifest.packs.first().expect("a pack").sealed;
    let context = ObjectContext {
        practice: chain.case.practice(),
        case,
        compartment: sealed.compartment,
        epoch: sealed.epoch,
        kind: sealed.kind,
        object: sealed.object,
    };
    let key = keyring
        .key(sealed.compartment, sealed.epoch)
        .expect("the key")
        .object_key(&context);
    let forged = seal(&RustCrypto, &key, &context, &content, Padding::Padme)
        .await
        .expect("sealed");
    assert_eq!(forged.len() as u64, sealed.size);
    (file, forged)
}

async fn the_images(person: &Person, case: CaseId) -> Manifest {
    let chain = person.client.chain(case).await.expect("the case");
    let keyring = person.client.keyring(&chain).await.expect("the keys");
    let mut manifests = person
        .client
        .manifests(&chain, &keyring, Compartment::Images)
        .await
        .expect("the manifest");
    manifests.remove(0)
}

/// What a server answers that has `body`, whole or by range.
fn served(body: &[u8], request: &HttpRequest) -> HttpResponse {
    let range = request.headers.iter().find(|(name, _)| *name == "range");
    let asked = range.and_then(|(_, value)| bytes_of(value));
    let (status, range) = asked.map_or((200, 0..body.len()), |range| (206, range));
    HttpResponse {
        status,
        body: body.get(range).expect("a range of it").to_vec(),
    }
}

fn bytes_of(range: &str) -> Option<Range<usize>> {
    let (first, last) = range.strip_prefix("bytes=")?.split_once('-')?;
    Some(first.parse().ok()?..last.parse::<usize>().ok()? + 1)
}

fn usize_of(number: u64) -> usize {
    usize::try_from(number).expect("a small number")
}
