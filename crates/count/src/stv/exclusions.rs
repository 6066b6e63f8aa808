//! Who is excluded, and where their papers go.

use super::ballot_box::Sorted;
use super::data::{Batches, LastSeats, Margin};
use super::numbers::Numbers;
use super::stages::Draft;
use super::ties::Extreme;
use super::{Batch, Counting, Status, index};
use crate::count::{Action, CountError, Purpose, TieBreak};

impl<M: Numbers> Counting<'_, M> {
    /// Decides who goes, and passes on their papers (the first batch of them, where each is a
    /// stage).
    pub(super) fn exclude(&mut self) -> Result<(), CountError> {
        let (group, tie) = self.choose_excluded()?;
        self.exclude_these(group, tie)
    }

    /// Passes on the papers of `group`.
    pub(super) fn exclude_these(&mut self, group: Vec<u16>, tie: Option<TieBreak>) -> Result<(), CountError> {
        let left = self.continuing().count() - group.len();
        for &one in &group {
            self.status[index(one)] = Status::Excluded;
        }
        self.judge()?;
        let mut draft = Draft::open(self, Action::Exclusion { of: group.clone() }, tie);
        draft.excluded.clone_from(&group);
        if self.stv.exclusion.restart {
            self.begin_anew();
            self.judge()?;
            return self.end_stage(draft);
        }
        if self.stv.finish.last == LastSeats::WithoutTransfer && left == self.vacancies() {
            // ERS97 5.5.1, SI 1985/454 rule 52: the last seats are filled, and nothing moves.
            return self.end_stage(draft);
        }
        self.moving = self.sum(group.iter().map(|one| self.votes(*one).clone()));
        self.batches = self.in_batches(&group).into();
        if self.stv.exclusion.stages {
            return self.pass_on_next(draft);
        }
        while let Some(batch) = self.batches.pop_front() {
            self.pass_on(batch, &mut draft);
            let last = self.batches.is_empty();
            self.point(&mut draft, last)?;
            if self.vacancies() == 0 {
                // ERS97 5.5.2: no further transfers are made.
                self.batches.clear();
            }
        }
        self.publish(draft);
        Ok(())
    }

    /// The next batch of an exclusion under way, as a stage.
    pub(super) fn next_batch(&mut self) -> Result<(), CountError> {
        let of = self.stages.last().map(|stage| stage.action.candidates().to_vec());
        let draft = Draft::open(self, Action::Exclusion { of: of.unwrap_or_default() }, None);
        self.pass_on_next(draft)
    }

    fn pass_on_next(&mut self, mut draft: Draft<M::N>) -> Result<(), CountError> {
        if let Some(batch) = self.batches.pop_front() {
            self.pass_on(batch, &mut draft);
        }
        self.end_stage(draft)
    }

    /// One batch moves; the papers that one candidate has at one value are one lot.
    fn pass_on(&mut self, batch: Batch<M::N>, draft: &mut Draft<M::N>) {
        self.batch += 1;
        let mut lots: Vec<(u16, Sorted<M::N>)> = Vec::new();
        for (from, parcel) in batch {
            let status = &self.status;
            let available = |next: u16| status[index(next)] == Status::Continuing;
            let sorted = self.pile.sort(parcel, &self.papers, available);
            match lots.iter_mut().find(|lot| lot.0 == from && lot.1.value == sorted.value) {
                Some(lot) => lot.1.absorb(sorted),
                None => lots.push((from, sorted)),
            }
        }
        for (from, lot) in lots {
            let (value, given, stuck) = (lot.value.clone(), lot.credited.clone(), lot.non_transferable);
            draft.value(&value, &value, lot.papers());
            let reached = self.hand_over(lot, &value);
            self.votes[index(from)] = self.votes(from).clone() - given.clone();
            self.moving = self.moving.clone() - given.clone();
            self.credit(draft, from, given, &reached, stuck);
        }
    }

    fn choose_excluded(&mut self) -> Result<(Vec<u16>, Option<TieBreak>), CountError> {
        // Reserved places ask for a look at everyone after each exclusion.
        let bulk = self.stv.exclusion.bulk.filter(|_| self.gate.is_open());
        let group = bulk.and_then(|bound| self.group(bound));
        if let Some(group) = group.filter(|group| group.len() > 1) {
            return Ok((group, None));
        }
        let unguarded = || self.continuing().filter(|one| !self.gate.is_guarded(*one));
        let fewest = unguarded().map(|one| self.votes(one)).min();
        let tied = unguarded().filter(|one| Some(self.votes(*one)) == fewest).collect();
        let (lowest, tie) = self.choose(tied, Extreme::Lowest, Purpose::Exclusion)?;
        Ok((vec![lowest], tie))
    }

    /// Whether no surplus outstanding could change who is excluded next.
    pub(super) fn deferrable(&self, bound: Margin) -> bool {
        let bulk = self.stv.exclusion.bulk.is_some() && self.gate.is_open();
        let most = if bulk { usize::MAX } else { 1 };
        self.safe_group(bound, most).is_some()
    }

    fn group(&self, bound: Margin) -> Option<Vec<u16>> {
        self.safe_group(bound, usize::MAX)
    }

    /// The most of the lowest (ascending by number, at most `most`) who together, with whatever
    /// surplus is outstanding, cannot overtake the next above, and without whom enough are left
    /// for the seats. ERS97 5.2.5; SI 1985/454 rules 49(10), 51(12). A group never takes one of
    /// several with equal votes and leaves another: the rules speak of the candidate next above.
    /// Whom reserved places guard is not excluded, and is passed over here too.
    fn safe_group(&self, bound: Margin, most: usize) -> Option<Vec<u16>> {
        let spare = self.continuing().count().saturating_sub(self.vacancies()).min(most);
        let mut lowest: Vec<u16> = self.continuing().filter(|one| !self.gate.is_guarded(*one)).collect();
        lowest.sort_by(|a, b| self.votes(*a).cmp(self.votes(*b)).then(a.cmp(b)));
        let spare = spare.min(lowest.len());
        let mut together = self.outstanding();
        let mut largest = None;
        for size in 1..=spare {
            together = together + self.votes(lowest[size - 1]).clone();
            let Some(next) = lowest.get(size).map(|one| self.votes(*one)) else { break };
            let safe = match bound {
                Margin::Less => together < *next,
                Margin::NotMore => together <= *next,
            };
            if safe && self.votes(lowest[size - 1]) < next {
                largest = Some(size);
            }
        }
        let mut group = lowest.get(..largest?)?.to_vec();
        group.sort_unstable();
        Some(group)
    }

    /// The papers of the excluded, in the order in which they move; one empty batch if there are
    /// none.
    fn in_batches(&mut self, group: &[u16]) -> Vec<Batch<M::N>> {
        let mut parcels: Batch<M::N> = Vec::new();
        for &one in group {
            parcels.extend(self.pile.take(one).into_iter().map(|parcel| (one, parcel)));
        }
        let order = self.stv.exclusion.batches;
        let original = |batch: u32| order == Batches::OriginalThenValue && batch == 0;
        match order {
            Batches::Once => return vec![parcels],
            Batches::ByValue | Batches::OriginalThenValue => parcels.sort_by(|(_, a), (_, b)| {
                original(b.batch).cmp(&original(a.batch)).then_with(|| b.value.cmp(&a.value))
            }),
            Batches::AsReceived => parcels.sort_by_key(|(_, parcel)| parcel.batch),
        }
        let mut batches: Vec<Batch<M::N>> = Vec::new();
        for one in parcels {
            let same = |(_, other): &(u16, super::Parcel<M::N>)| match order {
                Batches::AsReceived => other.batch == one.1.batch,
                _ => other.value == one.1.value && original(other.batch) == original(one.1.batch),
            };
            match batches.last_mut().filter(|batch| batch.last().is_some_and(same)) {
                Some(batch) => batch.push(one),
                None => batches.push(vec![one]),
            }
        }
        if batches.is_empty() {
            batches.push(Vec::new());
        }
        batches
    }

    /// Everyone not excluded stands again, and the papers are sorted as if the excluded had never
    /// stood.
    fn begin_anew(&mut self) {
        for status in self.status.iter_mut().filter(|is| **is == Status::Elected) {
            *status = Status::Continuing;
        }
        self.elected.clear();
        self.waiting.clear();
        self.sort_first_preferences();
    }
}
