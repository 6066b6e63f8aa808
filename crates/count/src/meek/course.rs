//! The rounds of a count with keep values.

use super::papers::{Papers, standing};
use super::part::Part;
use super::record::Event;
use super::tree::{Standing, Tree};
use super::weak::WeakPapers;
use super::{Convergence, Course, ElectWhen, Meek, Reach};
use crate::count::{Count, CountError, Draw, Elected, Purpose, Stage};
use crate::lot::Lot;
use crate::places::{Gate, Places, Position};
use crate::profile::Profile;
use crate::rules::Rules;
use crate::stv::draw;

/// A count under way. Votes are whole numbers of units; everything fits in 128 bits, since a
/// profile holds fewer than 2^63 papers and a vote has at most 10^9 units.
pub(super) struct Counting<'a> {
    pub(super) profile: &'a Profile,
    pub(super) rule: &'a Meek,
    pub(super) lot: &'a mut dyn Lot,
    pub(super) part: Part,
    tree: Tree,
    weak: WeakPapers,
    pub(super) valid: u64,
    pub(super) set_aside: u64,
    pub(super) standing: Vec<Standing>,
    pub(super) values: Vec<u64>,
    pub(super) votes: Vec<u128>,
    pub(super) quota: u128,
    /// Distributions so far.
    pub(super) distributions: u64,
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
        let Papers { tree, weak, valid, set_aside } = Papers::sort(profile, &standing)?;
        let part = Part::new(rule);
        Ok(Self {
            values: vec![part.one; standing.len()],
            votes: vec![0; standing.len()],
            quota: 0,
            distributions: 0,
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
        if let Event::Exclusion { of, .. } = &event {
            of.iter().for_each(|one| self.exclude(*one));
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
                self.end_stage(event, new);
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

    /// Every paper gives what the keep values say; the quota follows from the votes in play.
    fn distribute(&mut self) {
        self.distributions += 1;
        self.votes.fill(0);
        self.tree.distribute(self.part, &self.values, &mut self.votes);
        self.weak.distribute(self.part, &self.standing, &self.values, &mut self.votes);
        let seats = u128::from(self.profile.seats);
        self.quota = self.votes.iter().sum::<u128>() / (seats + 1) + u128::from(self.rule.quota_unit);
    }

    /// New keep values for the elected.
    fn adjust(&mut self) {
        for at in 0..self.values.len() {
            // New Zealand changes only the values of those above the quota (clause 17); the
            // others' rules, everyone's.
            let changes = self.rule.course == Course::Rounds || self.votes[at] > self.quota;
            if self.standing[at] == Standing::Elected && changes {
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

    /// Elects whoever reaches the quota, the most votes first, and the rest if there are no more
    /// of them than vacancies.
    fn elect(&mut self) -> Result<Vec<u16>, CountError> {
        let reaches = |votes: u128| match self.rule.reach {
            Reach::AtLeast => votes >= self.quota,
            Reach::MoreThan => votes > self.quota,
        };
        let reached: Vec<(u16, u128)> =
            self.with(Standing::Hopeful).filter(|(_, votes)| reaches(*votes)).collect();
        let mut new = Vec::new();
        self.elect_in_order(reached, &mut new)?;
        if self.all_are_elected() {
            let rest = self.with(Standing::Hopeful).collect();
            self.elect_in_order(rest, &mut new)?;
        }
        Ok(new)
    }

    fn elect_in_order(&mut self, mut few: Vec<(u16, u128)>, new: &mut Vec<u16>) -> Result<(), CountError> {
        few.sort_by_key(|(candidate, votes)| (std::cmp::Reverse(*votes), *candidate));
        for equals in few.chunk_by_mut(|one, other| one.1 == other.1) {
            self.draw_where_it_matters(equals)?;
            for &(candidate, _) in equals.iter() {
                self.elect_one(candidate, new)?;
            }
        }
        Ok(())
    }

    /// More can reach the quota than there are seats left only by a hair of rounding.
    fn elect_one(&mut self, candidate: u16, new: &mut Vec<u16>) -> Result<(), CountError> {
        if self.vacancies() == 0 || self.gate.is_doomed(candidate) {
            return Ok(());
        }
        self.set(candidate, Standing::Elected);
        self.tree.elect(index(candidate));
        self.elected.push(Elected { candidate, stage: self.next_stage() });
        new.push(candidate);
        self.judge()
    }

    /// Of several with equal votes for whom there are not places enough, or whom the reserved
    /// places do not all let in, a lot decides who comes first.
    fn draw_where_it_matters(&mut self, equals: &mut [(u16, u128)]) -> Result<(), CountError> {
        if self.vacancies() == 0 {
            return Ok(());
        }
        let tied: Vec<u16> =
            equals.iter().map(|one| one.0).filter(|one| !self.gate.is_doomed(*one)).collect();
        if self.gate.divides(&tied, &self.position())? {
            let stage = self.next_stage();
            let draw = draw(self.profile, &mut *self.lot, &mut self.draws, stage, Purpose::Election, tied)?;
            for (slot, one) in equals.iter_mut().filter(|one| draw.tied.contains(&one.0)).zip(&draw.order) {
                slot.0 = *one;
            }
        }
        Ok(())
    }

    fn judge(&mut self) -> Result<(), CountError> {
        Ok(self.gate.judge(&self.position())?)
    }

    fn position(&self) -> Position {
        let elected = self.elected.iter().map(|one| one.candidate).collect();
        Position { elected, continuing: self.hopeful(), vacancies: self.vacancies() }
    }

    fn exclude(&mut self, candidate: u16) {
        self.set(candidate, Standing::Out);
        self.values[index(candidate)] = 0;
        self.tree.exclude(index(candidate));
    }

    /// Who is to be excluded now, if anyone.
    fn losers(&mut self, surplus: u128, settled: bool) -> Result<Option<Event>, CountError> {
        let unguarded = |one: &(u16, u128)| !self.gate.is_guarded(one.0);
        let mut hopeful: Vec<(u16, u128)> = self.with(Standing::Hopeful).filter(unguarded).collect();
        hopeful.sort_by_key(|(candidate, votes)| (*votes, *candidate));
        if self.rule.voteless_together && settled {
            let without: Vec<u16> = hopeful.iter().filter(|one| one.1 == 0).map(|one| one.0).collect();
            let without = self.gate.spare(without, &self.position())?;
            // Enough must stay to fill the seats.
            if !without.is_empty() && self.hopeful().len() - without.len() >= self.vacancies() {
                return Ok(Some(Event::Exclusion { of: without, tie: None }));
            }
        }
        if let [(lowest, fewest), (_, next), ..] = hopeful[..]
            && self.rule.sure_losers
            && fewest + surplus < next
        {
            return Ok(Some(Event::Exclusion { of: vec![lowest], tie: None }));
        }
        if !settled || hopeful.is_empty() {
            return Ok(None);
        }
        let (lowest, tie) = self.lowest(&hopeful, surplus)?;
        Ok(Some(Event::Exclusion { of: vec![lowest], tie }))
    }

    fn all_are_elected(&self) -> bool {
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

    fn set(&mut self, candidate: u16, standing: Standing) {
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
