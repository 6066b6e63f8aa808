//! A second counter for the rules of the Gregory family, written to be compared with the first.
//!
//! Deliberately simple and deliberately different: every paper is kept by itself and moved by
//! itself, its next preference is looked for from the top of the ballot, numbers are exact
//! rationals and are cut only where a rule says so, and each rule's peculiarities are spelt out
//! where they happen, by the rule's name. It shares no code with the crate but the types of a
//! profile.

use hustings_count::{Ballot, Profile};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Zero};

pub type Q = BigRational;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    Ers97,
    NorthernIreland,
    Seanad,
    Senate,
    Wright,
    Exclusive,
    /// Weighted inclusive Gregory, with a Hare quota of six decimals, of transferable papers,
    /// rounded to the nearest at the fraction.
    Wigm,
    /// Weighted inclusive Gregory in fractions with an exact quota to be exceeded.
    Exact,
}

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
}

/// What a candidate was credited with for papers of one value in one transfer.
struct Receipt {
    who: u16,
    value: Q,
    came: usize,
    votes: Q,
}

struct Counter<'a> {
    rule: Rule,
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
}

fn q(number: i64) -> Q {
    Q::from(BigInt::from(number))
}

fn cut(number: Q, places: u32) -> Q {
    let scale = Q::from(BigInt::from(10).pow(places));
    (number * &scale).floor() / scale
}

/// All stages; ties that the rule does not decide go to whoever comes first in `order`.
pub fn stages(rule: Rule, profile: &Profile, order: &[u16]) -> Vec<Seen> {
    let stands = |one: &u16| !profile.candidates[*one as usize - 1].withdrawn;
    let mut papers = Vec::new();
    for (ballot, count) in &profile.ballots {
        let Ballot::Ranking(marks) = ballot else { unreachable!("rankings only") };
        let marks: Vec<u16> = marks.iter().copied().filter(stands).collect();
        for _ in 0..if marks.is_empty() { 0 } else { *count } {
            papers.push(Paper { marks: marks.clone(), value: Q::one(), holder: None, came: 0 });
        }
    }
    let counter = Counter {
        rule,
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
    };
    counter.run()
}

impl Counter<'_> {
    fn run(mut self) -> Vec<Seen> {
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
        self.seen
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
        self.lost = q((self.papers.len() - held) as i64);
        self.quota = self.quota_of(q(held as i64));
    }

    fn quota_of(&self, votes: Q) -> Q {
        let seats = q(self.seats as i64);
        let droop = &votes / (&seats + q(1));
        match self.rule {
            Rule::Ers97 => {
                let below = cut(droop.clone(), 2);
                if below == droop { below } else { below + Q::new(1.into(), 100.into()) }
            }
            Rule::Seanad => cut(droop, 3) + Q::new(1.into(), 1000.into()),
            Rule::Wigm => cut(votes / seats, 6),
            Rule::Exact => droop,
            _ => cut(droop, 0) + q(1),
        }
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
        if matches!(self.rule, Rule::Ers97 | Rule::NorthernIreland | Rule::Seanad)
            && !self.hopeless().is_empty()
        {
            return None;
        }
        let turn: Vec<u16> = over
            .into_iter()
            .filter(|one| self.rule != Rule::Senate || one.1 == first)
            .map(|one| one.0)
            .collect();
        let most = turn.iter().map(|one| self.over(*one)).max()?;
        let tied = turn.into_iter().filter(|one| self.over(*one) == most).collect();
        Some(self.decide(tied, true))
    }

    /// The largest group of the lowest that cannot catch up.
    fn hopeless(&self) -> Vec<u16> {
        let mut low = self.running.clone();
        low.sort_by(|a, b| self.of(*a).cmp(self.of(*b)));
        let left = self.seats - self.elected.len();
        for size in (1..low.len()).rev() {
            let (group, rest) = low.split_at(size);
            let next = self.of(rest[0]).clone();
            let together: Q = group.iter().map(|one| self.of(*one).clone()).sum::<Q>() + self.outstanding();
            let equal_left_behind = *self.of(group[size - 1]) == next;
            let cannot = if self.rule == Rule::Ers97 { together <= next } else { together < next };
            if rest.len() >= left && cannot && !equal_left_behind {
                return group.to_vec();
            }
        }
        Vec::new()
    }

    fn surplus(&mut self, giver: u16) {
        self.transfers += 1;
        let over = self.over(giver);
        let total = self.of(giver).clone();
        let last = self.papers.iter().filter(|one| one.holder == Some(giver)).map(|one| one.came).max();
        let inclusive = matches!(self.rule, Rule::Senate | Rule::Wright | Rule::Wigm | Rule::Exact);
        let chosen: Vec<usize> = (0..self.papers.len())
            .filter(|at| self.papers[*at].holder == Some(giver))
            .filter(|at| inclusive || Some(self.papers[*at].came) == last)
            .collect();
        let next: Vec<Option<u16>> = chosen.iter().map(|at| self.next(*at, giver)).collect();
        let going = next.iter().flatten().count() as i64;
        let worth: Q = (chosen.iter().zip(&next))
            .filter(|(_, next)| next.is_some())
            .map(|(at, _)| self.papers[*at].value.clone())
            .sum();
        for at in &chosen {
            let old = self.papers[*at].value.clone();
            self.papers[*at].value = match self.rule {
                Rule::Senate => &over / q(chosen.len() as i64),
                Rule::Wright | Rule::Exact => old * &over / &total,
                // Transferable papers, at most at their present value.
                _ if worth <= over => old,
                Rule::Wigm => {
                    let half = Q::new(1.into(), 2_000_000.into());
                    let fraction = cut(&over / &worth + &half, 6);
                    cut(old * fraction + half, 6)
                }
                Rule::Seanad => old.min(cut(&over / q(going), 3)),
                _ => old.min(cut(&over / q(going), 2)),
            };
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
                let count = mine.iter().filter(|at| self.papers[**at].value == value).count() as i64;
                let mut sum = q(count) * &value;
                if self.rule == Rule::Senate {
                    sum = sum.floor();
                }
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
        let bulk = matches!(self.rule, Rule::Ers97 | Rule::NorthernIreland | Rule::Seanad);
        let mut group = if bulk { self.hopeless() } else { Vec::new() };
        if group.len() < 2 {
            let fewest = self.running.iter().map(|one| self.of(*one).clone()).min();
            let low = self.running.iter().copied().filter(|one| Some(self.of(*one)) == fewest.as_ref());
            group = vec![self.decide(low.collect(), false)];
        }
        group.sort_unstable();
        self.running.retain(|one| !group.contains(one));
        let action = format!("exclusion {group:?}");
        if self.rule == Rule::Wright {
            self.running.append(&mut self.elected);
            self.running.sort_unstable();
            self.waiting.clear();
            self.first_preferences();
            return self.end(action, Vec::new());
        }
        if bulk && self.running.len() == self.seats - self.elected.len() {
            return self.end(action, Vec::new());
        }
        self.leaving = group.clone();
        self.next_batch(&group);
        if self.rule == Rule::Senate {
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
        let rule = self.rule;
        let key = |one: &Receipt| match rule {
            Rule::Seanad => (false, q(-(one.came as i64))),
            Rule::NorthernIreland => (one.came == 0, one.value.clone()),
            Rule::Wigm | Rule::Exact => (false, Q::zero()),
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
            let gone =
                self.receipts.iter().map(|one| one.who == who && key(one) == first).collect::<Vec<_>>();
            let mut gone = gone.into_iter();
            self.receipts.retain(|_| !gone.next().expect("as many"));
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

    fn point(&mut self, end: bool) -> Vec<u16> {
        if self.rule == Rule::Ers97 && self.elected.is_empty() {
            self.quota = self.quota_of(q(self.papers.len() as i64) - &self.lost);
        }
        let before = self.elected.len();
        self.elections(end);
        self.points.push(self.votes.clone());
        self.elected[before..].to_vec()
    }

    fn elect(&mut self, one: u16) {
        self.running.retain(|other| *other != one);
        self.elected.push(one);
        self.waiting.push((one, self.points.len()));
    }

    fn descending(&self) -> Vec<u16> {
        let mut all = self.running.clone();
        all.sort_by(|a, b| self.of(*b).cmp(self.of(*a)).then(a.cmp(b)));
        all
    }

    fn elections(&mut self, end: bool) {
        let left = self.seats - self.elected.len();
        let few = self.running.len() <= left;
        let at_once = match self.rule {
            Rule::Ers97 | Rule::NorthernIreland | Rule::Seanad => few,
            Rule::Senate => false,
            _ => few && end,
        };
        if at_once {
            return self.descending().into_iter().for_each(|one| self.elect(one));
        }
        if self.rule == Rule::Ers97 {
            return self.ers97_elections();
        }
        let quota = self.quota.clone();
        let enough = |votes: &Q| {
            *votes > Q::zero() && if self.rule == Rule::Exact { *votes > quota } else { *votes >= quota }
        };
        // A Hare quota cannot be had by more than there are seats; nor can the others.
        let reached: Vec<u16> = self.descending().into_iter().filter(|one| enough(self.of(*one))).collect();
        reached.into_iter().for_each(|one| self.elect(one));
        let left = self.seats - self.elected.len();
        if matches!(self.rule, Rule::NorthernIreland | Rule::Seanad) && left == 1 {
            let all: Q =
                self.running.iter().map(|one| self.of(*one).clone()).sum::<Q>() + self.untransferred();
            let ahead: Vec<u16> = (self.running.iter().copied())
                .filter(|one| *self.of(*one) > Q::zero() && self.of(*one) * q(2) >= all)
                .collect();
            if let [one] = ahead[..] {
                self.elect(one);
            }
        }
        if self.rule == Rule::Senate && self.leaving.is_empty() && self.outstanding().is_zero() {
            if few {
                self.descending().into_iter().for_each(|one| self.elect(one));
            } else if left == 1 && self.running.len() == 2 {
                let most = self.descending().iter().map(|one| self.of(*one).clone()).max();
                let tied: Vec<u16> =
                    self.running.iter().copied().filter(|one| Some(self.of(*one)) == most.as_ref()).collect();
                let first = *self.order.iter().find(|one| tied.contains(one)).expect("an order");
                self.elect(first);
            }
        }
    }

    fn untransferred(&self) -> Q {
        let moving: Q = self.leaving.iter().map(|one| self.of(*one).clone()).sum();
        moving + self.outstanding()
    }

    fn ers97_elections(&mut self) {
        loop {
            let left = self.seats - self.elected.len();
            let Some(most) = self.running.iter().map(|one| self.of(*one).clone()).max() else { return };
            let active: Q =
                self.running.iter().map(|one| self.of(*one).clone()).sum::<Q>() + self.untransferred();
            let enough = most >= self.quota || &most * q(left as i64 + 1) >= active;
            if left == 0 || most.is_zero() || !enough {
                return;
            }
            let mut tied: Vec<u16> =
                self.running.iter().copied().filter(|one| *self.of(*one) == most).collect();
            if tied.len() > left {
                for point in &self.points {
                    let best = tied.iter().map(|one| point[*one as usize - 1].clone()).max();
                    tied.retain(|one| Some(&point[*one as usize - 1]) == best.as_ref());
                }
                if tied.len() > 1 {
                    return;
                }
            }
            self.elect(tied[0]);
        }
    }

    fn decide(&self, mut tied: Vec<u16>, highest: bool) -> u16 {
        let narrow = |tied: &mut Vec<u16>, of: &dyn Fn(u16) -> Q| {
            let values = tied.iter().map(|one| of(*one));
            let best = if highest { values.max() } else { values.min() };
            tied.retain(|one| Some(of(*one)) == best);
        };
        let forwards = matches!(self.rule, Rule::Ers97 | Rule::NorthernIreland);
        let longest = self.papers.iter().map(|one| one.marks.len()).max().unwrap_or(0);
        match self.rule {
            Rule::Seanad => {
                for rank in 0..longest {
                    let marked = |who: u16| {
                        q(self.papers.iter().filter(|one| one.marks.get(rank) == Some(&who)).count() as i64)
                    };
                    narrow(&mut tied, &marked);
                }
            }
            _ if forwards => {
                for point in &self.points {
                    narrow(&mut tied, &|who| point[who as usize - 1].clone());
                }
            }
            _ => {
                for point in self.points.iter().rev() {
                    narrow(&mut tied, &|who| point[who as usize - 1].clone());
                }
            }
        }
        *self.order.iter().find(|one| tied.contains(one)).expect("an order of all")
    }
}
