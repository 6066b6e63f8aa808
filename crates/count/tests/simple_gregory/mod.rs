//! A second counter for the rules of the Gregory family, by any combination of their options,
//! written to be compared with the first.
//!
//! Deliberately simple and deliberately different: every paper is kept by itself and moved by
//! itself, its next preference is looked for from the top of the ballot, numbers are exact
//! rationals and are cut only where an option says so. It shares no code with the crate but the
//! types of a profile.

mod elections;
mod options;

use hustings_count::{Ballot, Profile};
use num_rational::BigRational;
use num_traits::{One, Zero};
pub use options::Options;
use options::q;

pub type Q = BigRational;

/// One stage as the second counter sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    pub action: String,
    pub totals: Vec<Q>,
    pub non_transferable: Q,
    pub quota: Q,
    pub elected: Vec<u16>,
}

struct Paper {
    marks: Vec<u16>,
    value: Q,
    holder: Option<u16>,
    /// The transfer in which the holder got it; 0 for a first preference.
    came: usize,
    /// What it left with the candidate who is watched when it moved on.
    gift: Q,
}

/// What a candidate was credited with for papers of one value in one transfer.
struct Receipt {
    who: u16,
    value: Q,
    came: usize,
    votes: Q,
}

pub struct Counter<'a> {
    options: &'a Options,
    order: &'a [u16],
    seats: usize,
    papers: Vec<Paper>,
    receipts: Vec<Receipt>,
    votes: Vec<Q>,
    lost: Q,
    quota: Q,
    running: Vec<u16>,
    elected: Vec<u16>,
    /// Elected, surplus not passed on; with the number of points before the election.
    waiting: Vec<(u16, usize)>,
    /// Excluded with papers still to move.
    leaving: Vec<u16>,
    transfers: usize,
    points: Vec<Vec<Q>>,
    seen: Vec<Seen>,
    watched: u16,
}

/// All stages; ties that the rule does not decide go to whoever comes first in `order`.
pub fn stages(options: &Options, profile: &Profile, order: &[u16]) -> Vec<Seen> {
    let mut counter = Counter::new(options, profile, order, 0);
    counter.run();
    counter.seen
}

/// What each paper gave to `watched`, with all its preferences for those who stood.
pub fn gifts(options: &Options, profile: &Profile, order: &[u16], watched: u16) -> Vec<(Vec<u16>, Q)> {
    let mut counter = Counter::new(options, profile, order, watched);
    counter.run();
    let gave = |one: &Paper| if one.holder == Some(watched) { one.value.clone() } else { one.gift.clone() };
    counter.papers.iter().map(|one| (one.marks.clone(), gave(one))).filter(|one| !one.1.is_zero()).collect()
}

impl<'a> Counter<'a> {
    fn new(options: &'a Options, profile: &Profile, order: &'a [u16], watched: u16) -> Self {
        let stands = |one: &u16| !profile.candidates[*one as usize - 1].withdrawn;
        let mut papers = Vec::new();
        for (ballot, count) in &profile.ballots {
            let Ballot::Ranking(marks) = ballot else { unreachable!("rankings only") };
            let marks: Vec<u16> = marks.iter().copied().filter(stands).collect();
            for _ in 0..if marks.is_empty() { 0 } else { *count } {
                let (marks, value) = (marks.clone(), Q::one());
                papers.push(Paper { marks, value, holder: None, came: 0, gift: Q::zero() });
            }
        }
        Self {
            options,
            order,
            seats: profile.seats as usize,
            papers,
            receipts: Vec::new(),
            votes: vec![Q::zero(); profile.candidates.len()],
            lost: Q::zero(),
            quota: Q::zero(),
            running: (1..=profile.candidates.len() as u16).filter(stands).collect(),
            elected: Vec::new(),
            waiting: Vec::new(),
            leaving: Vec::new(),
            transfers: 0,
            points: Vec::new(),
            seen: Vec::new(),
            watched,
        }
    }

    fn run(&mut self) {
        self.first_preferences();
        self.end("first".to_owned(), Vec::new());
        while self.elected.len() < self.seats && !self.running.is_empty() {
            if !self.leaving.is_empty() {
                let who = self.leaving.clone();
                self.next_batch(&who);
                self.end(format!("exclusion {who:?}"), Vec::new());
                continue;
            }
            match self.giver() {
                Some(giver) => self.surplus(giver),
                None => self.exclusion(),
            }
        }
    }

    fn of(&self, one: u16) -> &Q {
        &self.votes[one as usize - 1]
    }

    fn first_preferences(&mut self) {
        self.receipts.clear();
        self.votes.iter_mut().for_each(|votes| *votes = Q::zero());
        let standing: Vec<u16> = self.running.clone();
        for paper in &mut self.papers {
            paper.value = Q::one();
            paper.came = 0;
            paper.gift = Q::zero();
            paper.holder = paper.marks.iter().copied().find(|mark| standing.contains(mark));
            if let Some(holder) = paper.holder {
                self.votes[holder as usize - 1] += Q::one();
            }
        }
        for &who in &standing {
            let votes = self.of(who).clone();
            if !votes.is_zero() {
                self.receipts.push(Receipt { who, value: Q::one(), came: 0, votes });
            }
        }
        let held = self.papers.iter().filter(|paper| paper.holder.is_some()).count();
        self.lost = q(self.papers.len() - held);
        self.quota = self.options.quota(q(held), self.seats);
    }

    fn over(&self, one: u16) -> Q {
        let over = self.of(one) - &self.quota;
        if over > Q::zero() { over } else { Q::zero() }
    }

    fn outstanding(&self) -> Q {
        self.waiting.iter().map(|one| self.over(one.0)).sum()
    }

    fn giver(&self) -> Option<u16> {
        let over: Vec<(u16, usize)> =
            self.waiting.iter().copied().filter(|one| self.over(one.0) > Q::zero()).collect();
        let first = over.first()?.1;
        let most = if self.options.bulk == "never" { 1 } else { usize::MAX };
        if self.options.defer != "never" && !self.hopeless(&self.options.defer, most).is_empty() {
            return None;
        }
        let in_turn = over.into_iter().filter(|one| !self.options.by_election || one.1 == first);
        let turn: Vec<u16> = in_turn.map(|one| one.0).collect();
        let most = turn.iter().map(|one| self.of(*one).clone()).max()?;
        let tied = turn.into_iter().filter(|one| *self.of(*one) == most).collect();
        Some(self.decide(tied, true))
    }

    /// The largest group of the lowest, of at most so many, that cannot catch up.
    fn hopeless(&self, bound: &str, most: usize) -> Vec<u16> {
        let mut low = self.running.clone();
        low.sort_by(|a, b| self.of(*a).cmp(self.of(*b)));
        let left = self.seats - self.elected.len();
        for size in (1..low.len()).rev().filter(|size| *size <= most) {
            let (group, rest) = low.split_at(size);
            let next = self.of(rest[0]).clone();
            let together: Q = group.iter().map(|one| self.of(*one).clone()).sum::<Q>() + self.outstanding();
            let equal_left_behind = *self.of(group[size - 1]) == next;
            let cannot = if bound == "not-more" { together <= next } else { together < next };
            if rest.len() >= left && cannot && !equal_left_behind {
                return group.to_vec();
            }
        }
        Vec::new()
    }

    fn surplus(&mut self, giver: u16) {
        self.transfers += 1;
        let over = self.over(giver);
        let last = self.papers.iter().filter(|one| one.holder == Some(giver)).map(|one| one.came).max();
        let chosen: Vec<usize> = (0..self.papers.len())
            .filter(|at| self.papers[*at].holder == Some(giver))
            .filter(|at| !self.options.last_parcel || Some(self.papers[*at].came) == last)
            .collect();
        let next: Vec<Option<u16>> = chosen.iter().map(|at| self.next(*at, giver)).collect();
        let shares: Vec<bool> = next.iter().map(|to| to.is_some() || !self.options.transferable).collect();
        let sharing = shares.iter().filter(|one| **one).count();
        let whole_pile = !self.options.last_parcel && !self.options.transferable;
        let worth: Q = match whole_pile {
            true => self.of(giver).clone(),
            false => (chosen.iter().zip(&shares))
                .filter(|(_, shares)| **shares)
                .map(|(at, _)| self.papers[*at].value.clone())
                .sum(),
        };
        for (at, shares) in chosen.iter().zip(shares) {
            let paper = &mut self.papers[*at];
            let old = paper.value.clone();
            if sharing > 0 && worth > over {
                paper.value = match (self.options.unweighted, whole_pile) {
                    (false, _) => self.options.weighted(&old, &over, &worth),
                    (true, true) => self.options.shared(&over, sharing),
                    (true, false) => self.options.shared(&over, sharing).min(old.clone()),
                };
            }
            if giver == self.watched {
                let kept = &old - &paper.value;
                paper.gift = if !shares { old } else { kept.max(Q::zero()) };
            }
        }
        self.receipts.retain(|one| one.who != giver);
        self.votes[giver as usize - 1] = self.quota.clone();
        self.waiting.retain(|one| one.0 != giver);
        self.hand_over(&chosen, &next, over);
        self.end(format!("surplus {giver}"), Vec::new());
    }

    fn next(&self, at: usize, from: u16) -> Option<u16> {
        let marks = &self.papers[at].marks;
        let place = marks.iter().position(|mark| *mark == from).expect("the holder is marked");
        marks[place + 1..].iter().copied().find(|mark| self.running.contains(mark))
    }

    /// Papers leave with `votes` and are credited to whoever gets them.
    fn hand_over(&mut self, chosen: &[usize], next: &[Option<u16>], votes: Q) {
        let mut credited = Q::zero();
        for to in self.running.clone() {
            let mine: Vec<usize> =
                chosen.iter().zip(next).filter(|(_, next)| **next == Some(to)).map(|(at, _)| *at).collect();
            let mut values: Vec<Q> = mine.iter().map(|at| self.papers[*at].value.clone()).collect();
            values.sort();
            values.dedup();
            for value in values {
                let count = mine.iter().filter(|at| self.papers[**at].value == value).count();
                let sum = self.options.credit(count, &value);
                self.votes[to as usize - 1] += &sum;
                credited += &sum;
                self.receipts.push(Receipt { who: to, value, came: self.transfers, votes: sum });
            }
        }
        self.lost += votes - credited;
        for (at, next) in chosen.iter().zip(next) {
            self.papers[*at].holder = *next;
            self.papers[*at].came = self.transfers;
        }
    }

    fn exclusion(&mut self) {
        let bulk = self.options.bulk.clone();
        let mut group = if bulk == "never" { Vec::new() } else { self.hopeless(&bulk, usize::MAX) };
        if group.len() < 2 {
            let fewest = self.running.iter().map(|one| self.of(*one).clone()).min();
            let low = self.running.iter().copied().filter(|one| Some(self.of(*one)) == fewest.as_ref());
            group = vec![self.decide(low.collect(), false)];
        }
        group.sort_unstable();
        self.running.retain(|one| !group.contains(one));
        let action = format!("exclusion {group:?}");
        if self.options.restart {
            self.running.append(&mut self.elected);
            self.running.sort_unstable();
            self.waiting.clear();
            self.first_preferences();
            return self.end(action, Vec::new());
        }
        let full = self.running.len() == self.seats - self.elected.len();
        if self.options.last == "without-transfer" && full {
            return self.end(action, Vec::new());
        }
        self.leaving = group.clone();
        self.next_batch(&group);
        if self.options.stages {
            return self.end(action, Vec::new());
        }
        let mut elected = Vec::new();
        while !self.leaving.is_empty() && self.elected.len() < self.seats {
            elected.extend(self.point(false));
            if self.elected.len() < self.seats {
                self.next_batch(&group);
            }
        }
        if self.elected.len() < self.seats {
            self.end(action, elected);
        } else {
            self.leaving.clear();
            self.record(action, elected);
        }
    }

    /// Moves the next batch of those who leave, and ends their leaving with the last.
    fn next_batch(&mut self, group: &[u16]) {
        self.transfers += 1;
        let theirs = |one: &Receipt| group.contains(&one.who);
        // The batch is that of the receipt that comes first in the rule's order.
        let batches = self.options.batches.clone();
        let key = |one: &Receipt| match batches.as_str() {
            "received" => (false, Q::zero() - q(one.came)),
            "original-value" => (one.came == 0, one.value.clone()),
            "once" => (false, Q::zero()),
            _ => (false, one.value.clone()),
        };
        let Some(first) = self.receipts.iter().filter(|one| theirs(one)).map(key).max() else {
            self.leaving.clear();
            return;
        };
        for &who in group {
            let in_batch: Vec<(Q, usize)> = (self.receipts.iter())
                .filter(|one| one.who == who && key(one) == first)
                .map(|one| (one.value.clone(), one.came))
                .collect();
            let votes: Q = (self.receipts.iter())
                .filter(|one| one.who == who && key(one) == first)
                .map(|one| one.votes.clone())
                .sum();
            let chosen: Vec<usize> = (0..self.papers.len())
                .filter(|at| {
                    let paper = &self.papers[*at];
                    paper.holder == Some(who) && in_batch.contains(&(paper.value.clone(), paper.came))
                })
                .collect();
            let next: Vec<Option<u16>> = chosen.iter().map(|at| self.next(*at, who)).collect();
            self.receipts.retain(|one| one.who != who || key(one) != first);
            self.votes[who as usize - 1] -= &votes;
            self.hand_over(&chosen, &next, votes);
        }
        if !self.receipts.iter().any(|one| group.contains(&one.who)) {
            self.leaving.clear();
        }
    }

    fn end(&mut self, action: String, mut elected: Vec<u16>) {
        elected.extend(self.point(true));
        self.record(action, elected);
    }

    fn record(&mut self, action: String, elected: Vec<u16>) {
        self.seen.push(Seen {
            action,
            totals: self.votes.clone(),
            non_transferable: self.lost.clone(),
            quota: self.quota.clone(),
            elected,
        });
    }
}
