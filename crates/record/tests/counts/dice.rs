//! Numbers that are the same on every machine and for every version of a library.

/// SplitMix64 (Steele, Lea and Flood 2014), begun from a name.
pub struct Dice(u64);

impl Dice {
    pub fn new(name: &str) -> Self {
        // FNV-1a: any spread of the name will do.
        Dice(
            name.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3)),
        )
    }

    /// From 0, below `n`.
    pub fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % n
    }

    pub fn one_of<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len() as u64) as usize]
    }

    /// 1 to `n` in some order.
    pub fn order(&mut self, n: u64) -> Vec<u64> {
        let mut order: Vec<u64> = (1..=n).collect();
        for at in (1..order.len()).rev() {
            order.swap(at, self.below(at as u64 + 1) as usize);
        }
        order
    }
}
