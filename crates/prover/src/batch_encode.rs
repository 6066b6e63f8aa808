//! Encoding many points with one field inversion.

use curve25519_dalek::RistrettoPoint;

/// Writes the encodings of 2·P for each point, 32 bytes each; `out` has 32 bytes a point.
///
/// An eighth of the cost of encoding one by one. That it encodes the doubles is how the batch
/// avoids square roots: the caller multiplies by half the scalars.
pub(crate) fn encode_doubled(points: &[RistrettoPoint], out: &mut [u8]) {
    let encoded = RistrettoPoint::double_and_compress_batch(points);
    for (encoding, out) in encoded.iter().zip(out.chunks_exact_mut(32)) {
        out.copy_from_slice(encoding.as_bytes());
    }
}
