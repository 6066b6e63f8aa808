//! Who holds which papers, at what value, and since when.

use super::index;
use crate::papers::Papers;

/// The papers held for each candidate, in parcels.
pub(super) struct BallotBox<N> {
    held: Vec<Vec<Parcel<N>>>,
    /// Whether a rule asks which parcel came when; if not, parcels of one value are put together.
    dated: bool,
}

/// Papers of one value that came together.
pub(super) struct Parcel<N> {
    /// What each paper is worth.
    pub(super) value: N,
    /// The votes they were credited with.
    pub(super) credited: N,
    /// The batch in which they came, from 0 for first preferences.
    pub(super) batch: u32,
    bundles: Vec<Bundle>,
}

impl<N> Parcel<N> {
    /// The rankings of the papers, each with where its next preference is, if it has one that
    /// `available` lets have it.
    pub(super) fn rankings<'p>(
        &'p self,
        papers: &'p Papers<'_>,
        available: impl Fn(u16) -> bool + 'p,
    ) -> impl Iterator<Item = (u32, bool)> + 'p {
        self.bundles.iter().map(move |Bundle { ranking, at }| {
            let marks = &papers.rankings[*ranking as usize].0;
            (*ranking, marks.iter().skip(usize::from(*at) + 1).any(|mark| available(*mark)))
        })
    }
}

/// Equal papers, all at the same preference.
#[derive(Clone, Copy)]
struct Bundle {
    ranking: u32,
    /// Position in the ranking of the candidate who holds it.
    at: u16,
}

/// A parcel taken apart by next preference.
pub(super) struct Sorted<N> {
    /// What each paper was worth when received.
    pub(super) value: N,
    /// The votes the parcel was credited with.
    pub(super) credited: N,
    /// Papers, and the bundles, for each candidate.
    to: Vec<(u64, Vec<Bundle>)>,
    /// Papers without a next preference.
    pub(super) non_transferable: u64,
}

impl<N> Sorted<N> {
    /// Papers with a next preference.
    pub(super) fn transferable(&self) -> u64 {
        self.to.iter().map(|one| one.0).sum()
    }

    /// Takes the papers of `other` in, which pass on at the same value.
    pub(super) fn absorb(&mut self, other: Self)
    where
        N: Clone + std::ops::Add<Output = N>,
    {
        self.credited = self.credited.clone() + other.credited;
        self.non_transferable += other.non_transferable;
        for (mine, theirs) in self.to.iter_mut().zip(other.to) {
            mine.0 += theirs.0;
            mine.1.extend(theirs.1);
        }
    }

    /// All papers.
    pub(super) fn papers(&self) -> u64 {
        self.transferable() + self.non_transferable
    }
}

impl<N: Clone + Ord + std::ops::Add<Output = N>> BallotBox<N> {
    /// Nobody holds anything.
    pub(super) fn empty(candidates: usize, dated: bool) -> Self {
        Self { held: (0..candidates).map(|_| Vec::new()).collect(), dated }
    }

    /// Gives every paper to the first preference that `available` lets have it, whoever held it,
    /// at the value that `value_of` its ranking says; papers of one value are one parcel.
    pub(super) fn sort_first_preferences<'v>(
        &mut self,
        papers: &Papers<'_>,
        value_of: impl Fn(u32) -> &'v N,
        worth: impl Fn(u64, &N) -> N,
        available: impl Fn(u16) -> bool,
    ) where
        N: 'v,
    {
        type First<'v, N> = Vec<(&'v N, u64, Vec<Bundle>)>;
        let mut first: Vec<First<'v, N>> = self.held.iter().map(|_| Vec::new()).collect();
        for (ranking, (marks, weight)) in (0u32..).zip(&papers.rankings) {
            let Some(at) = marks.iter().position(|mark| available(*mark)) else { continue };
            let (value, lots) = (value_of(ranking), &mut first[index(marks[at])]);
            let bundle = Bundle { ranking, at: at as u16 };
            match lots.iter_mut().find(|lot| lot.0 == value) {
                Some((_, count, bundles)) => {
                    *count += weight;
                    bundles.push(bundle);
                }
                None => lots.push((value, *weight, vec![bundle])),
            }
        }
        let parcel = |(value, count, bundles): (&N, u64, Vec<Bundle>)| Parcel {
            value: value.clone(),
            credited: worth(count, value),
            batch: 0,
            bundles,
        };
        self.held = first.into_iter().map(|lots| lots.into_iter().map(parcel).collect()).collect();
    }

    /// What `of` is credited with.
    pub(super) fn credited(&self, of: u16) -> impl Iterator<Item = &N> + '_ {
        self.held[index(of)].iter().map(|parcel| &parcel.credited)
    }

    /// The parcels that `of` holds.
    pub(super) fn held(&self, of: u16) -> &[Parcel<N>] {
        &self.held[index(of)]
    }

    /// Takes the whole pile of `from`.
    pub(super) fn take(&mut self, from: u16) -> Vec<Parcel<N>> {
        std::mem::take(&mut self.held[index(from)])
    }

    /// Takes the parcels of the batch that `from` received last.
    pub(super) fn take_last(&mut self, from: u16) -> Vec<Parcel<N>> {
        let held = &mut self.held[index(from)];
        let last = held.last().map(|parcel| parcel.batch);
        let at = held.iter().position(|parcel| Some(parcel.batch) == last).unwrap_or(0);
        held.split_off(at)
    }

    /// Takes a parcel apart by the next preference that `available` lets have it.
    pub(super) fn sort(
        &self,
        parcel: Parcel<N>,
        papers: &Papers<'_>,
        available: impl Fn(u16) -> bool,
    ) -> Sorted<N> {
        let mut to: Vec<(u64, Vec<Bundle>)> = self.held.iter().map(|_| (0, Vec::new())).collect();
        let mut non_transferable = 0;
        for Bundle { ranking, at } in parcel.bundles {
            let (marks, weight) = &papers.rankings[ranking as usize];
            let next = usize::from(at) + 1;
            match marks.iter().skip(next).position(|mark| available(*mark)) {
                None => non_transferable += weight,
                Some(further) => {
                    let at = next + further;
                    let (count, bundles) = &mut to[index(marks[at])];
                    *count += weight;
                    bundles.push(Bundle { ranking, at: at as u16 });
                }
            }
        }
        Sorted { value: parcel.value, credited: parcel.credited, to, non_transferable }
    }

    /// Hands the sorted papers over at `value`; says who got how many, ascending.
    pub(super) fn give(
        &mut self,
        sorted: Sorted<N>,
        value: &N,
        batch: u32,
        worth: impl Fn(u64) -> N,
    ) -> Vec<(u16, u64)> {
        let mut got = Vec::new();
        for ((candidate, held), (count, bundles)) in (1u16..).zip(&mut self.held).zip(sorted.to) {
            if count == 0 {
                continue;
            }
            got.push((candidate, count));
            let dated = self.dated;
            let same = |parcel: &&mut Parcel<N>| parcel.value == *value && (!dated || parcel.batch == batch);
            match held.iter_mut().rev().find(same) {
                Some(parcel) => {
                    parcel.bundles.extend(bundles);
                    parcel.credited = parcel.credited.clone() + worth(count);
                }
                None => {
                    held.push(Parcel { value: value.clone(), credited: worth(count), batch, bundles });
                }
            }
        }
        got
    }
}
