//! How long sums are cut for the threads.

/// The length of the pieces of `n` terms: at most `most`, and as many pieces as keep all threads busy
/// to the end, unless they would be shorter than `least`, where Pippenger's buckets do not pay.
pub(crate) fn piece(n: usize, least: usize, most: usize) -> usize {
    let threads = rayon::current_num_threads();
    let rounds = n.div_ceil(most * threads).max(1);
    n.div_ceil(rounds * threads).clamp(least, most)
}

#[cfg(test)]
#[test]
fn pieces_are_within_their_bounds() {
    for n in [0, 1, 7, 512, 4096, 10_000, 1_000_000] {
        assert!((64..=2048).contains(&piece(n, 64, 2048)));
    }
}
