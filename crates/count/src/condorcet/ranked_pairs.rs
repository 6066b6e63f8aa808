//! Ranked pairs: the strongest victories first, each kept unless it contradicts those kept.
//!
//! Source: T. N. Tideman, "Independence of clones as a criterion for voting rules", Social Choice
//! and Welfare 4 (1987) 185-206. Equal victories: an order of the candidates decides, after
//! T. M. Zavist and T. N. Tideman, "Complete independence of clones in the ranked pairs rule",
//! Social Choice and Welfare 6 (1989) 167-173; here it is drawn by lot, not taken from a ballot.

use super::{Measure, Strength};
use crate::pairwise::{Matrix, layers, shortest_path};

/// What the ranked pairs rule works out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RankedPairs {
    /// What the strength of a victory is.
    pub measure: Measure,
    /// The victories in the order in which they were taken.
    pub victories: Vec<Victory>,
    /// Everyone who stands, in levels: those of a level have no locked victory over them from
    /// anyone whom the levels before have not taken.
    pub ranking: Vec<Vec<u16>>,
}

/// One candidate beats another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Victory {
    /// Who beats.
    pub winner: u16,
    /// Whom.
    pub loser: u16,
    /// By how much.
    pub strength: Strength,
    /// What became of it.
    pub verdict: Verdict,
}

/// What became of a victory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Kept.
    Locked,
    /// Left out: the victories locked before lead from its loser to its winner along this path,
    /// both ends included.
    Refused(Vec<u16>),
    /// Left open: which of some equal victories to keep would need a lot, and no seat hangs on
    /// it.
    Open,
}

/// A set of candidates whose order depends on how equal victories are taken.
pub(crate) struct Undecided {
    /// Ascending.
    pub(crate) members: Vec<u16>,
}

impl RankedPairs {
    /// Locks the victories among `standing`. Equal victories are taken in the order `drawn`, where
    /// one is given: first those of whoever comes first in it, and of one winner's those over
    /// whoever comes last. Without one the order matters only if the answer is [`Undecided`]; it
    /// never is for candidates who cannot, or can only, have one of the `seats`.
    ///
    /// Victories between the layers of [`layers`] never contradict anything, so that each layer
    /// is decided by itself: whether a lot is needed depends only on those it can seat.
    pub(crate) fn new(
        matrix: &Matrix,
        standing: &[u16],
        measure: Measure,
        seats: usize,
        drawn: Option<&[u16]>,
    ) -> Result<Self, Undecided> {
        let mut ranking = Vec::new();
        let mut victories = Vec::new();
        let layers = layers(matrix, standing);
        for layer in &layers {
            let before = ranking.iter().map(Vec::len).sum::<usize>();
            let ties = match drawn {
                Some(order) if layer.iter().all(|one| order.contains(one)) => Ties::ByOrder(order),
                _ if before < seats && seats < before + layer.len() => Ties::Needed,
                _ => Ties::LeftOpen,
            };
            let mut locking = Locking::new(layer);
            locking.lock_all(in_order(matrix, layer, measure), measure, ties)?;
            ranking.extend(locking.levels());
            victories.extend(locking.victories);
        }
        victories.extend(across(matrix, &layers, measure));
        victories.sort_by(|a, b| measure.compare(Some(b.strength), Some(a.strength)));
        Ok(Self { measure, victories, ranking })
    }
}

/// What to do with equal victories that cannot all be kept.
#[derive(Clone, Copy)]
enum Ties<'a> {
    ByOrder(&'a [u16]),
    Needed,
    LeftOpen,
}

/// A victory before its verdict.
#[derive(Clone, Copy)]
struct Pair {
    winner: u16,
    loser: u16,
    strength: Strength,
}

/// The victories within a layer, the strongest first; equal ones by numbers.
fn in_order(matrix: &Matrix, layer: &[u16], measure: Measure) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = layer
        .iter()
        .flat_map(|winner| layer.iter().map(|loser| (*winner, *loser)))
        .filter_map(|(winner, loser)| {
            let strength = measure.strength(matrix, winner, loser)?;
            Some(Pair { winner, loser, strength })
        })
        .collect();
    pairs.sort_by(|a, b| measure.compare(Some(b.strength), Some(a.strength)));
    pairs
}

/// Everyone of a layer beats everyone of those below: always locked.
fn across(matrix: &Matrix, layers: &[Vec<u16>], measure: Measure) -> Vec<Victory> {
    let mut victories = Vec::new();
    for (at, layer) in layers.iter().enumerate() {
        for winner in layer {
            for loser in layers[at + 1..].iter().flatten() {
                let strength = measure.strength(matrix, *winner, *loser);
                let verdict = Verdict::Locked;
                victories.extend(strength.map(|strength| Victory {
                    winner: *winner,
                    loser: *loser,
                    strength,
                    verdict,
                }));
            }
        }
    }
    victories
}

/// The victories locked so far, within one layer.
struct Locking<'a> {
    members: &'a [u16],
    graph: Graph,
    victories: Vec<Victory>,
}

impl<'a> Locking<'a> {
    fn new(members: &'a [u16]) -> Self {
        Self { members, graph: Graph::new(members.len()), victories: Vec::new() }
    }

    fn lock_all(&mut self, pairs: Vec<Pair>, measure: Measure, ties: Ties) -> Result<(), Undecided> {
        let mut left = &pairs[..];
        while let Some(first) = left.first() {
            let same = |pair: &&Pair| measure.compare(Some(pair.strength), Some(first.strength)).is_eq();
            let (equal, rest) = left.split_at(left.iter().take_while(same).count());
            if self.fit_together(equal) {
                equal.iter().for_each(|pair| self.take(*pair));
            } else {
                match ties {
                    Ties::ByOrder(order) => {
                        by_order(equal, order).into_iter().for_each(|pair| self.take(pair));
                    }
                    Ties::Needed => return Err(Undecided { members: self.members.to_vec() }),
                    Ties::LeftOpen => {
                        left.iter().for_each(|pair| self.put(*pair, Verdict::Open));
                        return Ok(());
                    }
                }
            }
            left = rest;
        }
        Ok(())
    }

    /// Whether those of `equal` that do not contradict what is locked can be locked together;
    /// then their order does not matter.
    fn fit_together(&self, equal: &[Pair]) -> bool {
        let ends = |pair: &Pair| (self.place(pair.winner), self.place(pair.loser));
        let mut trial = self.graph.clone();
        equal
            .iter()
            .map(ends)
            .filter(|(winner, loser)| !self.graph.leads(*loser, *winner))
            .all(|(winner, loser)| !trial.leads(loser, winner) && trial.lock(winner, loser))
    }

    /// Keeps a victory unless those kept lead from its loser to its winner.
    fn take(&mut self, pair: Pair) {
        let (winner, loser) = (self.place(pair.winner), self.place(pair.loser));
        let verdict = if self.graph.leads(loser, winner) {
            let linked = |a: u16, b: u16| self.graph.links(self.place(a), self.place(b));
            let path = shortest_path(self.members, pair.loser, pair.winner, linked);
            Verdict::Refused(path.unwrap_or_default())
        } else {
            self.graph.lock(winner, loser);
            Verdict::Locked
        };
        self.put(pair, verdict);
    }

    fn put(&mut self, Pair { winner, loser, strength }: Pair, verdict: Verdict) {
        self.victories.push(Victory { winner, loser, strength, verdict });
    }

    fn place(&self, number: u16) -> usize {
        self.members.partition_point(|one| *one < number)
    }

    fn levels(&self) -> Vec<Vec<u16>> {
        let mut left: Vec<usize> = (0..self.members.len()).collect();
        let mut levels = Vec::new();
        while !left.is_empty() {
            let (rest, level): (Vec<usize>, Vec<usize>) =
                left.iter().partition(|place| left.iter().any(|by| self.graph.leads(*by, **place)));
            levels.push(level.iter().map(|place| self.members[*place]).collect());
            left = rest;
        }
        levels
    }
}

fn by_order(equal: &[Pair], order: &[u16]) -> Vec<Pair> {
    let rank = |number: u16| order.iter().position(|one| *one == number);
    let mut pairs = equal.to_vec();
    pairs.sort_by_key(|pair| (rank(pair.winner), std::cmp::Reverse(rank(pair.loser))));
    pairs
}

/// Locked victories and where they lead; rows of bits.
#[derive(Clone)]
struct Graph {
    words: usize,
    linked: Vec<u64>,
    reached: Vec<u64>,
}

impl Graph {
    fn new(size: usize) -> Self {
        let words = size.div_ceil(64);
        Self { words, linked: vec![0; size * words], reached: vec![0; size * words] }
    }

    fn bit(&self, rows: &[u64], from: usize, to: usize) -> bool {
        rows[from * self.words + to / 64] >> (to % 64) & 1 == 1
    }

    fn links(&self, from: usize, to: usize) -> bool {
        self.bit(&self.linked, from, to)
    }

    fn leads(&self, from: usize, to: usize) -> bool {
        self.bit(&self.reached, from, to)
    }

    /// Adds a link that closes no cycle, and says so.
    fn lock(&mut self, from: usize, to: usize) -> bool {
        self.linked[from * self.words + to / 64] |= 1 << (to % 64);
        if !self.leads(from, to) {
            let mut onward = self.reached[to * self.words..(to + 1) * self.words].to_vec();
            onward[to / 64] |= 1 << (to % 64);
            for row in 0..self.reached.len() / self.words {
                if row == from || self.leads(row, from) {
                    let mine = &mut self.reached[row * self.words..(row + 1) * self.words];
                    mine.iter_mut().zip(&onward).for_each(|(mine, more)| *mine |= more);
                }
            }
        }
        true
    }
}
