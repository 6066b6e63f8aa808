//! Who is elected at a point of the second counter's count, and how it decides ties.

use super::options::q;
use super::{Counter, Q};
use num_traits::Zero;

impl Counter<'_> {
    pub(super) fn point(&mut self, end: bool) -> Vec<u16> {
        let active = q(self.papers.len()) - &self.lost;
        let on = match self.options.quota_base.as_str() {
            "until-elected" if self.elected.is_empty() => Some(active),
            "active" => Some(active),
            "continuing" => Some(self.running.iter().map(|one| self.of(*one).clone()).sum()),
            _ => None,
        };
        if let Some(votes) = on {
            self.quota = self.options.quota(votes, self.seats);
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

    fn elect_all(&mut self) {
        self.descending().into_iter().for_each(|one| self.elect(one));
    }

    fn descending(&self) -> Vec<u16> {
        let mut all = self.running.clone();
        all.sort_by(|a, b| self.of(*b).cmp(self.of(*a)).then(a.cmp(b)));
        all
    }

    fn places(&self) -> usize {
        self.seats - self.elected.len()
    }

    fn enough(&self, one: u16) -> bool {
        let votes = self.of(one);
        *votes > Q::zero() && if self.options.exceeding { *votes > self.quota } else { *votes >= self.quota }
    }

    fn elections(&mut self, end: bool) {
        let few = self.running.len() <= self.places();
        let at_once = match self.options.last.as_str() {
            "without-transfer" => few,
            "after-transfer" => few && end,
            _ => false,
        };
        if at_once {
            return self.elect_all();
        }
        if self.options.lead == "active" {
            self.by_active_vote();
        } else {
            self.by_quota();
        }
        if self.options.lead == "majority" && self.places() == 1 {
            let all: Q =
                self.running.iter().map(|one| self.of(*one).clone()).sum::<Q>() + self.untransferred();
            let ahead: Vec<u16> = (self.running.iter().copied())
                .filter(|one| *self.of(*one) > Q::zero() && self.of(*one) * q(2) >= all)
                .collect();
            if let [one] = ahead[..] {
                self.elect(one);
            }
        }
        if !end || !self.leaving.is_empty() || !self.outstanding().is_zero() {
            return;
        }
        if self.options.last == "after-surpluses" && few {
            self.elect_all();
        }
        if self.options.lead == "last-two" && self.places() == 1 && self.running.len() == 2 {
            let most = self.running.iter().map(|one| self.of(*one).clone()).max();
            let tied: Vec<u16> =
                self.running.iter().copied().filter(|one| Some(self.of(*one)) == most.as_ref()).collect();
            let first = *self.order.iter().find(|one| tied.contains(one)).expect("an order");
            self.elect(first);
        }
    }

    /// A small quota can be had by more than there are places: the most votes are elected, and for
    /// the last places whoever the tie falls on, one after the other.
    fn by_quota(&mut self) {
        let reached: Vec<u16> = self.descending().into_iter().filter(|one| self.enough(*one)).collect();
        let places = self.places();
        if reached.len() <= places {
            return reached.into_iter().for_each(|one| self.elect(one));
        }
        let Some(last) = places.checked_sub(1).map(|at| self.of(reached[at]).clone()) else { return };
        let mut sure: Vec<u16> = reached.iter().copied().filter(|one| *self.of(*one) > last).collect();
        let mut tied: Vec<u16> = reached.iter().copied().filter(|one| *self.of(*one) == last).collect();
        if sure.len() + tied.len() == places {
            sure.append(&mut tied);
        }
        while sure.len() < places {
            let one = self.decide(tied.clone(), true);
            tied.retain(|other| *other != one);
            sure.push(one);
        }
        sure.into_iter().for_each(|one| self.elect(one));
    }

    fn untransferred(&self) -> Q {
        let moving: Q = self.leaving.iter().map(|one| self.of(*one).clone()).sum();
        moving + self.outstanding()
    }

    fn by_active_vote(&mut self) {
        loop {
            let left = self.places();
            let Some(most) = self.running.iter().map(|one| self.of(*one).clone()).max() else { return };
            let active: Q =
                self.running.iter().map(|one| self.of(*one).clone()).sum::<Q>() + self.untransferred();
            let mut tied: Vec<u16> =
                self.running.iter().copied().filter(|one| *self.of(*one) == most).collect();
            let enough = self.enough(tied[0]) || &most * q(left + 1) >= active;
            if left == 0 || most.is_zero() || !enough {
                return;
            }
            if tied.len() > left {
                self.narrow(&mut tied, true);
                if tied.len() > 1 {
                    return;
                }
            }
            self.elect(tied[0]);
        }
    }

    /// Leaves those of the tied whom the ways of deciding leave.
    fn narrow(&self, tied: &mut Vec<u16>, highest: bool) {
        let keep = |tied: &mut Vec<u16>, of: &dyn Fn(u16) -> Q| {
            let values = tied.iter().map(|one| of(*one));
            let best = if highest { values.max() } else { values.min() };
            tied.retain(|one| Some(of(*one)) == best);
        };
        let longest = self.papers.iter().map(|one| one.marks.len()).max().unwrap_or(0);
        for way in &self.options.ties {
            let mut points: Vec<&Vec<Q>> = self.points.iter().collect();
            match way.as_str() {
                "lot" => return,
                "preferences" => {
                    for rank in 0..longest {
                        let marked = |who: u16| {
                            q(self.papers.iter().filter(|one| one.marks.get(rank) == Some(&who)).count())
                        };
                        keep(tied, &marked);
                    }
                    continue;
                }
                "backwards" => points.reverse(),
                _ => {}
            }
            for point in points {
                keep(tied, &|who| point[who as usize - 1].clone());
            }
        }
    }

    pub(super) fn decide(&self, mut tied: Vec<u16>, highest: bool) -> u16 {
        self.narrow(&mut tied, highest);
        *self.order.iter().find(|one| tied.contains(one)).expect("an order of all")
    }
}
