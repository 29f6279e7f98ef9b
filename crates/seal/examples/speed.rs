//! Sealing and opening objects of 8 MiB, beside OpenSSL's bare AES-256-GCM on the same machine in the same minute:
//! `cargo run --release -p overread-seal --example speed`

use std::error::Error;
use std::hint::black_box;
use std::process::Command;
use std::time::{Duration, Instant};

use futures::executor::block_on;
use overread_seal::object::{Padding, RustCrypto, SEGMENT_BYTES, open, seal};
use overread_seal::{CompartmentKey, ObjectContext};
use overread_wire::{CaseId, Compartment, Hash, ObjectId, ObjectKind, PersonId};

/// Bytes of an object.
const PACK: usize = 8 << 20;
/// How often everything is measured; the middle counts.
const ROUNDS: usize = 5;
/// How long one measurement takes at least.
const LONG_ENOUGH: Duration = Duration::from_millis(500);

fn main() -> Result<(), Box<dyn Error>> {
    let context = ObjectContext {
        practice: PersonId::from_bytes([1; 16]),
        case: CaseId::from_bytes([2; 16]),
        compartment: Compartment::Images,
        epoch: 0,
        kind: ObjectKind::Pack,
        object: ObjectId::from_bytes([3; 16]),
    };
    let key = CompartmentKey::from_bytes([4; 32]).object_key(&context);
    let pack: Vec<u8> = (0..=u8::MAX).cycle().take(PACK).collect();
    let sealed = block_on(seal(&RustCrypto, &key, &context, &pack, Padding::Padme))?;

    let mut rates: [Vec<f64>; 6] = Default::default();
    for _ in 0..ROUNDS {
        let now = [
            rate(|| block_on(seal(&RustCrypto, &key, &context, &pack, Padding::Padme)).is_ok()),
            openssl("aes-256-gcm", &[])?,
            rate(|| block_on(open(&RustCrypto, &key, &context, &sealed)).is_ok()),
            openssl("aes-256-gcm", &["-decrypt"])?,
            rate(|| Hash::of(black_box(&pack)) != Hash::NONE),
            openssl("sha256", &[])?,
        ];
        for (all, one) in rates.iter_mut().zip(now) {
            all.push(one);
        }
    }
    let [seals, encrypts, opens, decrypts, hashes, digests] = rates.map(middle);
    println!("                     Overread       OpenSSL    ratio");
    for (what, ours, theirs) in [
        ("seal", seals, encrypts),
        ("open", opens, decrypts),
        ("SHA-256", hashes, digests),
    ] {
        println!(
            "{what:<12} {ours:>10.0} MB/s {theirs:>8.0} MB/s {:>8.2}",
            ours / theirs
        );
    }
    Ok(())
}

/// MB/s of doing something to a pack.
fn rate(act: impl Fn() -> bool) -> f64 {
    let begun = Instant::now();
    let mut bytes = 0.0;
    while begun.elapsed() < LONG_ENOUGH {
        assert!(black_box(act()));
        bytes += 8.0 * 1.048_576;
    }
    bytes / begun.elapsed().as_secs_f64()
}

/// MB/s of `openssl speed` in pieces as long as our segments.
fn openssl(what: &str, more: &[&str]) -> Result<f64, Box<dyn Error>> {
    let bytes = SEGMENT_BYTES.to_string();
    let mut command = Command::new("openssl");
    command.args([
        "speed", "-elapsed", "-mr", "-seconds", "1", "-bytes", &bytes, "-evp", what,
    ]);
    let said = String::from_utf8(command.args(more).output()?.stdout)?;
    let rate = said
        .lines()
        .find_map(|line| line.strip_prefix("+F:")?.rsplit(':').next()?.parse::<f64>().ok());
    Ok(rate.ok_or("openssl speed is not installed")? / 1e6)
}

fn middle(mut rates: Vec<f64>) -> f64 {
    rates.sort_by(f64::total_cmp);
    rates.get(rates.len() / 2).copied().unwrap_or_default()
}
