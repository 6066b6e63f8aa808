//! A quick hash for rankings, which are short and many.
//!
//! Each map draws its own key, so that a file cannot be made whose rankings collide. No result
//! depends on it: maps only group what is equal.

use std::hash::{BuildHasher, Hasher, RandomState};

/// Builds hashers with one random key.
#[derive(Clone, Debug)]
pub(crate) struct Quick {
    key: u64,
    factor: u64,
}

impl Default for Quick {
    fn default() -> Self {
        let random = RandomState::new();
        // An odd factor loses nothing.
        Self { key: random.hash_one(0u8), factor: random.hash_one(1u8) | 1 }
    }
}

impl BuildHasher for Quick {
    type Hasher = QuickHasher;

    fn build_hasher(&self) -> QuickHasher {
        QuickHasher { state: self.key, factor: self.factor }
    }
}

/// Multiplies each word into the state, and folds the product's halves together.
pub(crate) struct QuickHasher {
    state: u64,
    factor: u64,
}

impl QuickHasher {
    fn word(&mut self, word: u64) {
        let product = u128::from(self.state ^ word) * u128::from(self.factor);
        self.state = (product as u64) ^ ((product >> 64) as u64).rotate_left(23);
    }
}

impl Hasher for QuickHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.word(u64::from_le_bytes(*word));
        }
        if !rest.is_empty() {
            let mut last = [0; 8];
            last[..rest.len()].copy_from_slice(rest);
            self.word(u64::from_le_bytes(last));
        }
    }

    fn write_usize(&mut self, number: usize) {
        self.word(number as u64);
    }

    fn finish(&self) -> u64 {
        let product = u128::from(self.state) * 0x9e37_79b9_7f4a_7c15;
        (product as u64) ^ ((product >> 64) as u64)
    }
}
