//! Who holds which papers, at what value.

use super::index;
use crate::papers::Papers;

/// The papers held for each candidate, in parcels of one value each.
pub(super) struct BallotBox {
    held: Vec<Vec<Parcel>>,
}

struct Parcel {
    /// Units of 10^-places for each paper.
    value: i128,
    bundles: Vec<Bundle>,
}

/// Equal papers, all at the same preference.
#[derive(Clone, Copy)]
struct Bundle {
    ranking: usize,
    /// Position in the ranking of the candidate who holds it.
    at: usize,
}

/// What a transfer moved.
pub(super) struct Moved {
    /// One for each candidate.
    pub(super) to: Vec<Received>,
    /// Papers without a next available preference.
    pub(super) non_transferable: u64,
    /// (value when received, value passed on at, papers) of each parcel.
    pub(super) values: Vec<(i128, i128, u64)>,
}

#[derive(Clone, Copy, Default)]
pub(super) struct Received {
    pub(super) papers: u64,
    pub(super) votes: i128,
}

impl BallotBox {
    pub(super) fn new(candidates: usize) -> Self {
        Self { held: (0..candidates).map(|_| Vec::new()).collect() }
    }

    /// Gives every paper to its first preference at the value of one vote.
    pub(super) fn sort_first_preferences(&mut self, papers: &Papers, one: i128) {
        for (ranking, (marks, _)) in papers.rankings.iter().enumerate() {
            if let Some(&first) = marks.first() {
                self.give(first, one, Bundle { ranking, at: 0 });
            }
        }
    }

    /// The votes that the pile of `candidate` is worth.
    pub(super) fn votes(&self, candidate: u16, papers: &Papers) -> i128 {
        let worth = |parcel: &Parcel| {
            let count: u64 = parcel.bundles.iter().map(|one| papers.rankings[one.ranking].1).sum();
            i128::from(count) * parcel.value
        };
        self.held[index(candidate)].iter().map(worth).sum()
    }

    /// Moves the whole pile of `from` to the next preference that `available` lets have it.
    pub(super) fn transfer(
        &mut self,
        from: u16,
        papers: &Papers,
        revalue: impl Fn(i128) -> i128,
        available: impl Fn(u16) -> bool,
    ) -> Moved {
        let mut moved =
            Moved { to: vec![Received::default(); self.held.len()], non_transferable: 0, values: Vec::new() };
        for parcel in std::mem::take(&mut self.held[index(from)]) {
            let value = revalue(parcel.value);
            let mut count = 0;
            for bundle in parcel.bundles {
                let (marks, weight) = &papers.rankings[bundle.ranking];
                count += weight;
                let next = (bundle.at + 1..marks.len()).find(|at| available(marks[*at]));
                let Some(at) = next else {
                    moved.non_transferable += weight;
                    continue;
                };
                let received = &mut moved.to[index(marks[at])];
                received.papers += weight;
                received.votes += i128::from(*weight) * value;
                self.give(marks[at], value, Bundle { ranking: bundle.ranking, at });
            }
            moved.values.push((parcel.value, value, count));
        }
        moved
    }

    /// Papers of one value are one parcel, from whichever stage they came.
    fn give(&mut self, to: u16, value: i128, bundle: Bundle) {
        let parcels = &mut self.held[index(to)];
        match parcels.iter_mut().rev().find(|parcel| parcel.value == value) {
            Some(parcel) => parcel.bundles.push(bundle),
            None => parcels.push(Parcel { value, bundles: vec![bundle] }),
        }
    }
}
