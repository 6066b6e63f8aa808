//! The rounds of a count with keep values.

use super::papers::{Papers, standing};
use super::part::Part;
use super::record::Event;
use super::tree::{Standing, Tree};
use super::weak::WeakPapers;
use super::{Convergence, Course, ElectWhen, Meek, Ties};
use crate::count::{Count, CountError, Draw, Elected, PassedOn, Stage};
use crate::decimal::Decimal;
use crate::lot::Lot;
use crate::places::{Gate, Places, Position};
use crate::profile::Profile;
use crate::rules::Rules;

/// A count under way. Votes are whole numbers of units; everything fits in 128 bits, since a
/// profile holds fewer than 2^63 papers and a vote has at most 10^9 units.
pub(super) struct Counting<'a> {
    pub(super) profile: &'a Profile,
    pub(super) rule: &'a Meek,
    pub(super) lot: &'a mut dyn Lot,
    pub(super) part: Part,
    pub(super) tree: Tree,
    weak: WeakPapers,
    pub(super) valid: u64,
    pub(super) set_aside: u64,
    pub(super) standing: Vec<Standing>,
    pub(super) values: Vec<u64>,
    /// The keep values of the last distribution.
    distributed: Vec<u64>,
    pub(super) votes: Vec<u128>,
    pub(super) quota: u128,
    /// Distributions so far.
    pub(super) distributions: u64,
    /// Votes at every distribution, each with the stage it belongs to, where ties look at them.
    pub(super) steps: Vec<(u32, Vec<u128>)>,
    /// Votes at the end of each finished stage, for ties.
    pub(super) history: Vec<Vec<u128>>,
    pub(super) elected: Vec<Elected>,
    pub(super) stages: Vec<Stage>,
    pub(super) draws: Vec<Draw>,
    pub(super) gate: Gate<'a>,
}

/// Counts a checked profile of rankings.
pub(crate) fn count(
    profile: &Profile,
    rules: &Rules,
    rule: &Meek,
    places: &Places,
    lot: &mut dyn Lot,
) -> Result<Count, CountError> {
    let mut counting = Counting::new(profile, rule, places, lot)?;
    let mut event = Event::FirstPreferences;
    while let Some(next) = counting.round(event)? {
        event = next;
    }
    let Counting { elected, stages, draws, valid, set_aside, .. } = counting;
    let quota = stages.first().and_then(|stage| stage.quota);
    Ok(Count { quota, elected, stages, draws, ..Count::begin(profile, rules, valid, set_aside) })
}

impl<'a> Counting<'a> {
    fn new(
        profile: &'a Profile,
        rule: &'a Meek,
        places: &'a Places,
        lot: &'a mut dyn Lot,
    ) -> Result<Self, CountError> {
        let standing = standing(profile);
        let Papers { tree, weak, valid, set_aside } = Papers::sort(profile, &standing, rule.unclear)?;
        let part = Part::new(rule);
        Ok(Self {
            values: vec![part.one; standing.len()],
            distributed: vec![part.one; standing.len()],
            votes: vec![0; standing.len()],
            quota: 0,
            distributions: 0,
            steps: Vec::new(),
            history: Vec::new(),
            elected: Vec::new(),
            stages: Vec::new(),
            draws: Vec::new(),
            gate: Gate::new(places),
            profile,
            rule,
            lot,
            part,
            tree,
            weak,
            valid,
            set_aside,
            standing,
        })
    }

    /// One stage: what `event` brings about, until someone is elected or is to be excluded. The
    /// event that begins the next stage; nothing when the seats are filled.
    fn round(&mut self, event: Event) -> Result<Option<Event>, CountError> {
        let mut passed_on = Vec::new();
        if let Event::Exclusion { of, .. } = &event {
            of.iter().for_each(|one| self.exclude(*one));
            passed_on = self.passed_on(of);
        }
        self.judge()?;
        let mut last = None;
        loop {
            self.distribute();
            let mut new = Vec::new();
            if self.rule.elect == ElectWhen::AtOnce || self.all_are_elected() {
                new = self.elect()?;
            }
            let surplus = self.surplus();
            let settled = self.converged(surplus) || last.is_some_and(|last| surplus >= last);
            if self.rule.elect == ElectWhen::Converged && settled && new.is_empty() {
                new = self.elect()?;
            }
            let anew = !new.is_empty() && self.rule.course == Course::Rounds;
            let doomed = self.gate.doomed();
            let next = if self.over() {
                None
            } else if !doomed.is_empty() {
                Some(Event::Exclusion { of: doomed, tie: None })
            } else if anew {
                None
            } else {
                self.losers(surplus, settled)?
            };
            // Where nobody stands the first stage is the last.
            if !new.is_empty() || next.is_some() || self.over() {
                self.end_stage(event, new, passed_on);
                if self.over() {
                    return Ok(None);
                }
                if self.rule.course == Course::Throughout {
                    self.adjust();
                }
                return Ok(Some(next.unwrap_or(Event::Surpluses)));
            }
            last = Some(surplus);
            self.adjust();
        }
    }

    /// What the votes of the excluded become by the keep values that made them: theirs, and nobody
    /// else's, move. The stage goes on to change the keep values, and with them everyone's votes.
    fn passed_on(&mut self, excluded: &[u16]) -> Vec<PassedOn> {
        let then = |(now, then): (&u64, &u64)| if *now == 0 { 0 } else { *then };
        let values: Vec<u64> = self.values.iter().zip(&self.distributed).map(then).collect();
        let mut votes = vec![0; self.votes.len()];
        self.tree.distribute(self.part, &values, &mut votes);
        self.weak.distribute(self.part, &self.standing, &values, &mut votes);
        let decimal =
            |units: u128| Decimal::new(i128::try_from(units).unwrap_or(i128::MAX), self.rule.places);
        let mut passed: Vec<PassedOn> = (1u16..)
            .zip(votes.iter().zip(&self.votes))
            .filter(|(_, (now, then))| now > then)
            .map(|(to, (now, then))| PassedOn { to: Some(to), votes: decimal(now - then) })
            .collect();
        let had: u128 = excluded.iter().map(|one| self.votes[index(*one)]).sum();
        let reached: u128 = votes.iter().zip(&self.votes).map(|(now, then)| now.saturating_sub(*then)).sum();
        if had > reached {
            passed.push(PassedOn { to: None, votes: decimal(had - reached) });
        }
        passed
    }

    /// Every paper gives what the keep values say; the quota follows from the votes in play.
    fn distribute(&mut self) {
        self.distributions += 1;
        self.distributed.clone_from(&self.values);
        self.votes.fill(0);
        self.tree.distribute(self.part, &self.values, &mut self.votes);
        self.weak.distribute(self.part, &self.standing, &self.values, &mut self.votes);
        if self.rule.ties == Ties::EarliestThenNumbers {
            self.steps.push((self.next_stage(), self.votes.clone()));
        }
        let seats = u128::from(self.profile.seats);
        self.quota = self.votes.iter().sum::<u128>() / (seats + 1) + u128::from(self.rule.quota_unit);
    }

    /// New keep values for the elected.
    fn adjust(&mut self) {
        for at in 0..self.values.len() {
            if self.standing[at] == Standing::Elected {
                self.values[at] = self.part.adjust(self.values[at], self.quota, self.votes[at]);
            }
        }
    }

    fn surplus(&self) -> u128 {
        let (mut over, mut under) = (0u128, 0u128);
        for (_, votes) in self.with(Standing::Elected) {
            over += votes.saturating_sub(self.quota);
            under += self.quota.saturating_sub(votes);
        }
        over.saturating_sub(under)
    }

    fn converged(&self, surplus: u128) -> bool {
        let one = u128::from(self.part.one);
        match self.rule.convergence {
            Convergence::SurplusBelow(places) => surplus * 10u128.pow(u32::from(places)) < one,
            Convergence::EachWithin(places) => self
                .with(Standing::Elected)
                .all(|(_, votes)| votes.abs_diff(self.quota) * 10u128.pow(u32::from(places)) <= self.quota),
        }
    }

    pub(super) fn judge(&mut self) -> Result<(), CountError> {
        Ok(self.gate.judge(&self.position())?)
    }

    pub(super) fn position(&self) -> Position {
        let elected = self.elected.iter().map(|one| one.candidate).collect();
        Position { elected, continuing: self.hopeful(), vacancies: self.vacancies() }
    }

    fn exclude(&mut self, candidate: u16) {
        self.set(candidate, Standing::Out);
        self.values[index(candidate)] = 0;
        self.tree.exclude(index(candidate));
    }

    pub(super) fn all_are_elected(&self) -> bool {
        self.hopeful().len() <= self.vacancies()
    }

    fn over(&self) -> bool {
        self.vacancies() == 0 || self.hopeful().is_empty()
    }

    pub(super) fn vacancies(&self) -> usize {
        (self.profile.seats as usize).saturating_sub(self.elected.len())
    }

    pub(super) fn hopeful(&self) -> Vec<u16> {
        self.with(Standing::Hopeful).map(|(candidate, _)| candidate).collect()
    }

    /// The candidates who stand so, with their votes.
    pub(super) fn with(&self, is: Standing) -> impl Iterator<Item = (u16, u128)> + '_ {
        (1u16..)
            .zip(self.standing.iter().zip(&self.votes))
            .filter(move |(_, (standing, _))| **standing == is)
            .map(|(candidate, (_, votes))| (candidate, *votes))
    }

    pub(super) fn set(&mut self, candidate: u16, standing: Standing) {
        self.standing[index(candidate)] = standing;
    }

    pub(super) fn next_stage(&self) -> u32 {
        u32::try_from(self.stages.len()).unwrap_or(u32::MAX - 1) + 1
    }
}

/// Where candidate `number` is in a vector of all candidates.
pub(super) fn index(number: u16) -> usize {
    usize::from(number) - 1
}
