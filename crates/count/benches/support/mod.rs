//! A large election, made up: the same file every time, on every machine.
//!
//! Candidates and voters stand on a square, as parties and the places where people live would have
//! it: slates of candidates near each other, voters in crowds around them and some anywhere. A voter
//! ranks whoever is near, what each sees of the distance being blurred, and stops when tired. So first
//! preferences are uneven, later ones follow slates, papers run out at every length, few candidates
//! have a quota at once, and a count takes many stages. All in whole numbers.

use std::fmt::Write;

/// What is made up.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Ballots, each on a line of its own.
    pub ballots: u32,
    /// Candidates, at least one.
    pub candidates: u16,
    /// Seats.
    pub seats: u32,
}

/// Half a million ballots, forty candidates, nine seats.
pub const LARGE: Size = Size { ballots: 500_000, candidates: 40, seats: 9 };

/// The side of the square.
const SIDE: u64 = 10_000;
/// Candidates of a slate stand about this far from its middle at most.
const SLATE: u64 = 1_200;
/// Voters of a crowd live about this far from its middle at most.
const CROWD: u64 = 2_600;
/// What a voter sees of a distance may be wrong by as much.
const BLUR: u64 = 1_800;

/// The file, as BLT.
pub fn blt(size: Size) -> String {
    let mut numbers = Numbers(2_022);
    let slates: Vec<Place> =
        (0..size.candidates.div_ceil(5)).map(|_| Place::anywhere(&mut numbers)).collect();
    let candidates: Vec<Place> = (0..size.candidates)
        .map(|one| slates[usize::from(one) % slates.len()].near(&mut numbers, SLATE))
        .collect();
    let mut file = format!("{} {}\n", size.candidates, size.seats);
    for _ in 0..size.ballots {
        let voter = match numbers.below(5) {
            0 => Place::anywhere(&mut numbers),
            // Of two slates drawn the first is taken, so that some crowds are much larger.
            _ => {
                let count = slates.len() as u64;
                let slate = numbers.below(count).min(numbers.below(count));
                slates[slate as usize].near(&mut numbers, CROWD)
            }
        };
        push_ballot(&mut file, voter, &candidates, &mut numbers);
    }
    file.push_str("0\n");
    for number in 1..=size.candidates {
        let _ = writeln!(file, "\"Candidate {number}\"");
    }
    file.push_str("\"A large election, made up\"\n");
    file
}

fn push_ballot(file: &mut String, voter: Place, candidates: &[Place], numbers: &mut Numbers) {
    let mut seen: Vec<(u64, u16)> = (1u16..)
        .zip(candidates)
        .map(|(number, candidate)| (voter.distance(*candidate) + numbers.below(BLUR), number))
        .collect();
    seen.sort_unstable();
    // Two draws, the lower taken: short papers are common, and a few rank everyone.
    let most = candidates.len() as u64;
    let length = 1 + numbers.below(most).min(numbers.below(most));
    file.push('1');
    for (_, number) in seen.iter().take(length as usize) {
        let _ = write!(file, " {number}");
    }
    file.push_str(" 0\n");
}

#[derive(Clone, Copy)]
struct Place {
    x: u64,
    y: u64,
}

impl Place {
    fn anywhere(numbers: &mut Numbers) -> Self {
        Self { x: numbers.below(SIDE), y: numbers.below(SIDE) }
    }

    /// Somewhere around here, on the square.
    fn near(self, numbers: &mut Numbers, reach: u64) -> Self {
        let mut shift = |at: u64| {
            let moved = at + numbers.below(reach) + numbers.below(reach);
            moved.saturating_sub(reach).min(SIDE)
        };
        Self { x: shift(self.x), y: shift(self.y) }
    }

    fn distance(self, other: Self) -> u64 {
        let (x, y) = (self.x.abs_diff(other.x), self.y.abs_diff(other.y));
        (x * x + y * y).isqrt()
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Less than `limit`, which is small against 2^64.
    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit.max(1)
    }
}
