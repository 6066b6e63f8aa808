//! Reads bytes as a pairwise matrix.

#![no_main]

use hustings_count::matrix;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if matrix::is_matrix(bytes)
        && let Ok(contest) = matrix::read(bytes, Some(1))
    {
        let again = matrix::read(matrix::write(&contest).as_bytes(), None);
        assert!(again.is_err() || again == Ok(contest));
    }
});
