//! The papers that elected a member, each at what it gave, counted again for the seat left empty.
//!
//! After Electoral Act 1992 (Australian Capital Territory) sch. 4 part 4.3 (clauses 11 to 17): a
//! paper counts for what the member had of it, and goes to the first of its preferences that
//! stands for the vacancy; whoever is lowest is excluded until someone has more than half.

use std::borrow::Cow;

use super::ballot_box::Parcel;
use super::begin::{Reckoned, Start, reckoned};
use super::data::{Quota, QuotaBase, Share, Stv};
use super::numbers::Numbers;
use super::{Counting, Status, index, presets};
use crate::count::Count;
use crate::countback::VacancyError;
use crate::lot::Lot;
use crate::papers::Papers;
use crate::places::Places;
use crate::profile::Profile;
use crate::rules::{Method, Rules};

/// The contest for the seat left empty, without its ballots, and the places still reserved in it;
/// from who was elected.
pub(crate) type Prepare<'a> = dyn Fn(&[u16]) -> Result<(Profile, Places), VacancyError> + 'a;

/// Counts the election again, watching `left_by`, and then the papers that elected it.
pub(crate) fn count(
    profile: &Profile,
    stv: &Stv,
    reserved: &Places,
    left_by: u16,
    prepare: &Prepare<'_>,
    lot: &mut dyn Lot,
) -> Result<Count, VacancyError> {
    reckoned(stv.precision, Countback { profile, stv, reserved, left_by, prepare, lot })
}

struct Countback<'a> {
    profile: &'a Profile,
    stv: &'a Stv,
    reserved: &'a Places,
    left_by: u16,
    prepare: &'a Prepare<'a>,
    lot: &'a mut dyn Lot,
}

impl Reckoned for Countback<'_> {
    type Done = Result<Count, VacancyError>;

    fn by<M: Numbers>(self, numbers: M) -> Self::Done {
        let Self { profile, stv, reserved, left_by, prepare, lot } = self;
        let start = Start::of(profile, stv);
        let mut election = Counting::new(numbers.clone(), profile, stv, reserved, start, &mut *lot);
        election.watched = Some(left_by);
        election.run()?;
        let elected: Vec<u16> = election.elected.iter().map(|one| one.candidate).collect();
        let (contest, places) = prepare(&elected)?;
        let start = election.own_papers(left_by, &contest);
        let stv = countback_of(stv);
        let rules = Rules { method: Method::Stv(stv), ..presets::OWN_PAPERS };
        let mut counting = Counting::new(numbers, &contest, &stv, &places, start, lot);
        counting.run()?;
        Ok(counting.finish(&rules))
    }
}

/// One seat, in the arithmetic and with the ties of the election. Clause 12: half the votes of the
/// continuing candidates and one, any fraction disregarded.
fn countback_of(stv: &Stv) -> Stv {
    let quota = Quota { base: QuotaBase::Continuing, ..presets::AV.quota };
    Stv { precision: stv.precision, ties: stv.ties, skipped: stv.skipped, quota, ..presets::AV }
}

impl<M: Numbers> Counting<'_, M> {
    /// The rankings of parcels about to move with the surplus of the one who is watched, each with
    /// whether the paper has a next preference; and what the papers of each parcel were worth.
    pub(super) fn held_by_watched(&self, candidate: u16, parcels: &[Parcel<M::N>]) -> Vec<Held<M::N>> {
        if self.watched != Some(candidate) {
            return Vec::new();
        }
        let available = |next: u16| self.status[index(next)] == Status::Continuing;
        let held = |one: &Parcel<M::N>| {
            (one.value.clone(), one.rankings(&self.papers, available).collect::<Vec<_>>())
        };
        parcels.iter().map(held).collect()
    }

    /// Notes what each of those papers leaves behind when it moves on at the new value of its
    /// parcel: the difference; where papers without a next preference do not move, all.
    pub(super) fn leave_behind(&mut self, held: Vec<Held<M::N>>, values: &[M::N]) {
        for ((old, rankings), new) in held.into_iter().zip(values) {
            // Where every paper shares in a surplus, s. 273 lets a paper gain value.
            let rest = if old > *new { old.clone() - new.clone() } else { num_traits::zero() };
            for (ranking, moves) in rankings {
                let moves = moves || self.stv.surplus.share == Share::All;
                self.gifts.push((ranking, if moves { rest.clone() } else { old.clone() }));
            }
        }
    }

    /// What elected `candidate`: every paper it was credited with, at what it gave, with the
    /// preferences that count in `contest`.
    fn own_papers(self, candidate: u16, contest: &Profile) -> Start<'static, M::N> {
        let mut gifts = self.gifts;
        for parcel in self.pile.held(candidate) {
            let rankings = parcel.rankings(&self.papers, |_| false);
            gifts.extend(rankings.map(|(ranking, _)| (ranking, parcel.value.clone())));
        }
        gifts.retain(|gift| gift.1 != num_traits::zero());
        gifts.sort_by_key(|gift| gift.0);
        let stands = |one: &u16| !contest.candidates[index(*one)].withdrawn;
        let (mut rankings, mut values, mut valid) = (Vec::new(), Vec::new(), 0);
        for (ranking, value) in gifts {
            let (marks, papers) = &self.papers.rankings[ranking as usize];
            let left: Vec<u16> = marks.iter().copied().filter(stands).collect();
            rankings.push((Cow::Owned(left), *papers));
            values.push(value);
            valid += papers;
        }
        Start { papers: Papers { rankings, valid, set_aside: 0 }, values }
    }
}

/// What the papers of a parcel were worth, and the ranking of each with whether it moves.
type Held<N> = (N, Vec<(u32, bool)>);
