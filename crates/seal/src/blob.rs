//! Small sealed things that lie outside compartments: notes, bundles, recovery. The same format as objects, under a
//! key of their own: it commits to key and context, which matters where a person types part of the key.

use overread_wire::Hash;
use zeroize::Zeroizing;

use crate::OpenRefusal;
use crate::floe::HEADER_BYTES;
use crate::frame::{Padding, unframed};
use crate::object::{Opening, RustCrypto, SealPlan};

/// Seals `plaintext` under `key`, bound to `context`.
pub(crate) fn seal(key: &[u8; 32], context: &[u8], plaintext: &[u8]) -> Vec<u8> {
    let plan = SealPlan::new(key, context, plaintext, &Hash::of(plaintext), Padding::Padme);
    let sealed = RustCrypto::seal_now(&plan.message.key, &plan.jobs, &plan.frame).ok();
    match sealed.and_then(|sealed| plan.assemble(&sealed)) {
        Some(ciphertext) => ciphertext,
        // The plan's own ranges lie in its own frame, and AES-GCM seals any 256 KiB.
        None => unreachable!("a segment can always be sealed"),
    }
}

/// Opens what was sealed under the same key and context.
pub(crate) fn open(key: &[u8; 32], context: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, OpenRefusal> {
    let (header, segments) = sealed.split_at_checked(HEADER_BYTES).ok_or(OpenRefusal)?;
    let opening = Opening::resume(key, context, sealed.len() as u64, header)?;
    let wanted = 0..opening.framed_len();
    let jobs = opening.jobs(&wanted, segments)?;
    let opened = RustCrypto::open_now(opening.key(), &jobs, segments).map_err(|_| OpenRefusal)?;
    unframed(opening.join(&wanted, &jobs, &opened)?).map(Zeroizing::new)
}
