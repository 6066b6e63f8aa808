//! Second counters for Meek's method and Warren's, written to be compared with the first.
//!
//! Deliberately simple and deliberately different: every ballot is walked from the top at every
//! distribution, numbers are big integers, and each rule is a loop of its own that follows its
//! text. They share no code with the crate but the types of a profile.

use hustings_count::{Ballot, Profile};
use num_bigint::BigInt;
use num_traits::{One, Signed, Zero};

/// One stage as a second counter sees it, in units of the rule's last decimal.
#[derive(Debug, PartialEq)]
pub struct Seen {
    pub action: String,
    pub votes: Vec<BigInt>,
    pub quota: BigInt,
    pub keep: Vec<BigInt>,
    pub elected: Vec<usize>,
}

/// 'h' hopeful, 'e' elected, 'x' out.
struct Counter<'a> {
    profile: &'a Profile,
    order: &'a [u16],
    warren: bool,
    new_zealand: bool,
    unit: BigInt,
    state: Vec<char>,
    keep: Vec<BigInt>,
    votes: Vec<BigInt>,
    quota: BigInt,
    seen: Vec<Seen>,
}

/// All stages of a count by the rules called `rule`; what lots decide falls on whoever comes
/// first in `order`.
pub fn stages(rule: &str, profile: &Profile, order: &[u16]) -> Vec<Seen> {
    let unit = BigInt::from(10).pow(if rule == "meek-1987" { 5 } else { 9 });
    let state: Vec<char> =
        profile.candidates.iter().map(|one| if one.withdrawn { 'x' } else { 'h' }).collect();
    let mut counter = Counter {
        keep: vec![unit.clone(); state.len()],
        votes: vec![BigInt::zero(); state.len()],
        quota: BigInt::zero(),
        seen: Vec::new(),
        warren: rule == "warren",
        new_zealand: rule == "meek-nz",
        profile,
        order,
        unit,
        state,
    };
    match rule {
        "meek-1987" => counter.algorithm_123(),
        "meek-nz" => counter.new_zealand(),
        _ => counter.reference(),
    }
    counter.seen
}

fn up(a: BigInt, b: &BigInt) -> BigInt {
    (a + b - 1) / b
}

impl Counter<'_> {
    /// The reference rule, B.1 to B.3 and C.
    fn reference(&mut self) {
        let mut action = "first preferences".to_owned();
        loop {
            let mut before: Option<BigInt> = None;
            loop {
                self.distribute();
                self.quota = self.in_play() / self.places() + 1; // B.2.b
                let mut new = self.elect(|votes, quota| votes >= quota); // B.2.c
                let surplus = self.surplus(); // B.2.d
                if !new.is_empty() || self.full() {
                    new.extend(self.rest());
                    self.note(&action, new);
                    action = "surpluses".to_owned();
                    break; // B.2.e
                }
                let stuck = before.as_ref().is_some_and(|before| surplus >= *before);
                if surplus < BigInt::from(1000) || stuck {
                    let fewest =
                        self.are('h').into_iter().map(|c| self.votes[c].clone()).min().expect("someone");
                    let bound = fewest + surplus;
                    let tied = self.are('h').into_iter().filter(|c| self.votes[*c] <= bound).collect();
                    let loser = self.first_of(tied); // B.3
                    self.note(&action, vec![]);
                    self.set(&[loser], 'x');
                    action = format!("exclusion [{}]", loser + 1);
                    break;
                }
                before = Some(surplus);
                for c in self.are('e') {
                    let product = up(&self.keep[c] * &self.quota, &self.unit.clone());
                    self.keep[c] = self.unit.clone().min(up(product * &self.unit, &self.votes[c])); // B.2.f
                }
            }
            if self.over() {
                return;
            }
        }
    }

    /// Elects only when the votes of all the elected are within a hundred-thousandth of the quota.
    fn algorithm_123(&mut self) {
        let mut action = "first preferences".to_owned();
        loop {
            let mut before: Option<BigInt> = None;
            loop {
                self.distribute();
                self.quota = self.in_play() / self.places();
                let surplus = self.surplus();
                let near = |c: usize| (&self.votes[c] - &self.quota).abs() * 100_000 <= self.quota;
                let near = self.are('e').into_iter().all(near);
                if near || before.as_ref().is_some_and(|before| surplus >= *before) || self.full() {
                    break;
                }
                before = Some(surplus);
                for c in self.are('e') {
                    let kept = up(&self.keep[c] * &self.quota, &self.votes[c]);
                    self.keep[c] = self.unit.clone().min(kept);
                }
            }
            let mut new = self.elect(|votes, quota| votes > quota);
            if !new.is_empty() || self.full() {
                new.extend(self.rest());
                self.note(&action, new);
                action = "surpluses".to_owned();
            } else {
                let mut tied = self.are('h');
                let fewest = tied.iter().map(|c| self.votes[*c].clone()).min().expect("someone");
                tied.retain(|c| self.votes[*c] == fewest);
                for stage in self.seen.iter().rev() {
                    let fewest = tied.iter().map(|c| stage.votes[*c].clone()).min().expect("someone");
                    tied.retain(|c| stage.votes[*c] == fewest);
                }
                let loser = self.first_of(tied);
                self.note(&action, vec![]);
                self.set(&[loser], 'x');
                action = format!("exclusion [{}]", loser + 1);
            }
            if self.over() {
                return;
            }
        }
    }

    /// Keep values change at every distribution; sure losers and the voteless go as they appear.
    fn new_zealand(&mut self) {
        let (mut action, mut before, mut turn) = ("first preferences".to_owned(), None::<BigInt>, 0u64);
        let numbers = self.numbers();
        let mut steps: Vec<Vec<BigInt>> = Vec::new();
        loop {
            turn += 1;
            self.distribute();
            steps.push(self.votes.clone());
            self.quota = self.in_play() / self.places() + 1;
            let mut new = self.elect(|votes, quota| votes >= quota);
            if self.full() {
                new.extend(self.rest());
            }
            let surplus = self.surplus();
            let settled = surplus < BigInt::from(100_000) || before.is_some_and(|before| surplus >= before);
            let mut losers: Vec<usize> = Vec::new();
            if !self.full() {
                let mut hopeful = self.are('h');
                hopeful.sort_by_key(|c| (self.votes[*c].clone(), *c));
                let none: Vec<usize> = hopeful.iter().copied().filter(|c| self.votes[*c].is_zero()).collect();
                let seats_left = self.profile.seats as usize - self.are('e').len();
                if settled && hopeful.len() >= none.len() + seats_left {
                    losers = none;
                }
                if losers.is_empty() && &self.votes[hopeful[0]] + &surplus < self.votes[hopeful[1]] {
                    losers = vec![hopeful[0]];
                }
                if losers.is_empty() && settled {
                    let mut tied = hopeful.clone();
                    tied.retain(|c| self.votes[*c] == self.votes[hopeful[0]]);
                    for step in &steps {
                        let fewest = tied.iter().map(|c| step[*c].clone()).min().expect("someone");
                        tied.retain(|c| step[*c] == fewest);
                    }
                    tied.sort_by_key(|c| numbers[*c]);
                    losers = vec![if turn % 2 == 1 { tied[0] } else { tied[tied.len() - 1] }];
                }
            }
            before = Some(surplus);
            let happened = !new.is_empty() || !losers.is_empty() || self.over();
            if happened {
                self.note(&action, new);
                before = None;
                action = "surpluses".to_owned();
            }
            if self.over() {
                return;
            }
            for c in self.are('e') {
                let product = up(&self.keep[c] * &self.quota, &self.unit.clone());
                self.keep[c] = self.unit.clone().min(up(product * &self.unit, &self.votes[c]));
            }
            if !losers.is_empty() {
                self.set(&losers, 'x');
                let losers: Vec<usize> = losers.iter().map(|c| c + 1).collect();
                action = format!("exclusion {losers:?}");
            }
        }
    }

    /// Clauses 40 to 48.
    fn numbers(&self) -> Vec<u64> {
        let standing = self.are('h');
        let votes: u64 = self.papers().iter().map(|(_, papers)| papers).sum();
        let mut state = [
            standing.len() as u64 + 5,
            u64::from(self.profile.seats),
            (votes + 10_000 * (votes % 10)) % 30_323,
        ];
        let mut next = || {
            let mut sum = 0;
            for (state, (times, modulus)) in
                state.iter_mut().zip([(171, 30_269), (172, 30_307), (170, 30_323)])
            {
                *state = *state * times % modulus;
                sum += *state * 10_000 / modulus;
            }
            10_000 - sum % 10_000
        };
        for _ in 0..4 {
            next();
        }
        let mut numbers = vec![0; self.state.len()];
        for c in standing {
            let mut drawn = next();
            while numbers.contains(&drawn) {
                drawn = next();
            }
            numbers[c] = drawn;
        }
        numbers
    }

    fn papers(&self) -> Vec<(Vec<Vec<usize>>, u64)> {
        let standing = |c: &u16| !self.profile.candidates[usize::from(*c) - 1].withdrawn;
        let ballots = self.profile.ballots.iter().map(|(ballot, papers)| {
            let ranks: Vec<Vec<u16>> = match ballot {
                Ballot::Ranking(marks) => marks.iter().map(|c| vec![*c]).collect(),
                Ballot::Weak(ranks) if self.new_zealand => {
                    // Clauses 37 and 38: up to the first that is not unique or not consecutive.
                    let mut clear = Vec::new();
                    for rank in ranks {
                        let left = rank.iter().filter(|c| standing(c)).count();
                        if rank.is_empty() || left > 1 {
                            break;
                        }
                        clear.push(rank.clone());
                    }
                    clear
                }
                Ballot::Weak(ranks) => ranks.clone(),
                _ => unreachable!("rankings only"),
            };
            let standing =
                |rank: Vec<u16>| rank.into_iter().filter(standing).map(|c| usize::from(c) - 1).collect();
            (ranks.into_iter().map(standing).collect(), *papers)
        });
        ballots
            .filter(|(ranks, _): &(Vec<Vec<usize>>, u64)| ranks.iter().any(|rank| !rank.is_empty()))
            .collect()
    }

    fn distribute(&mut self) {
        self.votes.fill(BigInt::zero());
        for (ranks, papers) in self.papers() {
            let mut left = self.unit.clone();
            for rank in ranks {
                let rank: Vec<usize> = rank.into_iter().filter(|c| self.state[*c] != 'x').collect();
                if !rank.is_empty() {
                    left = self.give(&rank, left, papers);
                }
            }
        }
    }

    /// An equal rank counts as all its orders: `after[m]` is the weight of those that have passed
    /// through the members of the set m, all elected; each of the others is next in equal parts.
    fn give(&mut self, rank: &[usize], weight: BigInt, papers: u64) -> BigInt {
        let all = (1usize << rank.len()) - 1;
        let mut after = vec![BigInt::zero(); all + 1];
        after[0] = weight;
        for set in 0..all {
            let others = rank.len() as u32 - set.count_ones();
            let part = &after[set] / others;
            for (bit, &c) in rank.iter().enumerate().filter(|(bit, _)| set >> bit & 1 == 0) {
                let keeps = match (self.state[c], self.warren) {
                    ('h', _) => part.clone(),
                    (_, true) => part.clone().min(self.keep[c].clone()),
                    (_, false) => up(&part * &self.keep[c], &self.unit.clone()),
                };
                self.votes[c] += &keeps * papers;
                after[set | 1 << bit] += &part - keeps;
            }
        }
        after[all].clone()
    }

    fn are(&self, state: char) -> Vec<usize> {
        (0..self.state.len()).filter(|c| self.state[*c] == state).collect()
    }

    fn set(&mut self, who: &[usize], state: char) {
        for c in who {
            self.state[*c] = state;
            if state == 'x' {
                self.keep[*c] = BigInt::zero();
            }
        }
    }

    /// The most votes first, as far as there are seats; of equals whoever comes first in the order.
    fn elect(&mut self, reaches: fn(&BigInt, &BigInt) -> bool) -> Vec<usize> {
        let mut new = self.are('h');
        new.retain(|c| reaches(&self.votes[*c], &self.quota));
        let place = |c: usize| self.order.iter().position(|one| usize::from(*one) == c + 1);
        new.sort_by_key(|c| (-self.votes[*c].clone(), place(*c)));
        new.truncate(self.profile.seats as usize - self.are('e').len());
        self.set(&new, 'e');
        new
    }

    fn in_play(&self) -> BigInt {
        self.votes.iter().sum()
    }

    fn places(&self) -> BigInt {
        BigInt::one() + self.profile.seats
    }

    fn surplus(&self) -> BigInt {
        let sum: BigInt = self.are('e').into_iter().map(|c| &self.votes[c] - &self.quota).sum();
        sum.max(BigInt::zero())
    }

    /// As many left as seats.
    fn full(&self) -> bool {
        self.are('e').len() + self.are('h').len() <= self.profile.seats as usize
            || self.are('e').len() >= self.profile.seats as usize
    }

    /// Elects everyone left, where there are no more than seats.
    fn rest(&mut self) -> Vec<usize> {
        let rest = self.are('h');
        if self.are('e').len() + rest.len() > self.profile.seats as usize {
            return Vec::new();
        }
        self.set(&rest, 'e');
        rest
    }

    fn over(&self) -> bool {
        self.are('e').len() >= self.profile.seats as usize || self.are('h').is_empty()
    }

    fn first_of(&self, tied: Vec<usize>) -> usize {
        let first = self.order.iter().find(|one| tied.contains(&(usize::from(**one) - 1)));
        usize::from(*first.expect("the order names everyone")) - 1
    }

    fn note(&mut self, action: &str, mut elected: Vec<usize>) {
        elected.sort_unstable();
        let keep = (0..self.state.len()).map(|c| {
            if self.profile.candidates[c].withdrawn { BigInt::zero() } else { self.keep[c].clone() }
        });
        self.seen.push(Seen {
            action: action.to_owned(),
            votes: self.votes.clone(),
            quota: self.quota.clone(),
            keep: keep.collect(),
            elected,
        });
    }
}
