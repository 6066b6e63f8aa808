//! Whether seats can be filled so that every requirement holds: an exact search.

use std::collections::{BTreeMap, HashSet};

use super::Bound;

/// Steps before the search gives up; far beyond what groups of people amount to.
const MOST_STEPS: u32 = 2_000_000;

/// "Can `seats` of these candidates be chosen so that …?"
pub(super) struct Question {
    /// Candidates of the same groups are alike: the groups (one entry for each requirement), and
    /// how many there are.
    classes: Vec<(Vec<bool>, i64)>,
    pub(super) seats: usize,
    /// The least and the most still to be chosen of each requirement's group.
    bounds: Vec<(i64, i64)>,
}

impl Question {
    /// `candidates` gives for each candidate whether it is in each requirement's group; `bounds`
    /// each requirement and how many of its group are elected already.
    pub(super) fn new(candidates: Vec<Vec<bool>>, seats: usize, bounds: Vec<(Bound, usize)>) -> Self {
        let mut classes: BTreeMap<Vec<bool>, i64> = BTreeMap::new();
        for groups in candidates {
            *classes.entry(groups).or_default() += 1;
        }
        let mut classes: Vec<(Vec<bool>, i64)> = classes.into_iter().collect();
        // Those in the most groups first: what they decide is decided early.
        classes.sort_by_key(|(groups, _)| std::cmp::Reverse(groups.iter().filter(|is| **is).count()));
        let open = |(bound, taken): (Bound, usize)| match bound {
            Bound::AtLeast(least) => (i64::from(least) - taken as i64, i64::MAX),
            Bound::AtMost(most) => (0, i64::from(most) - taken as i64),
        };
        Self { classes, seats, bounds: bounds.into_iter().map(open).collect() }
    }

    /// Whether the requirements that are `in_force` can be met; nothing if it takes too long to
    /// find out.
    pub(super) fn can_be_met(&self, in_force: &[bool]) -> Option<bool> {
        let used: Vec<usize> = (0..self.bounds.len()).filter(|at| in_force[*at]).collect();
        let classes: Vec<(Vec<bool>, i64)> = self
            .classes
            .iter()
            .map(|(groups, count)| (used.iter().map(|at| groups[*at]).collect(), *count))
            .collect();
        // How many candidates, in all and of each group, are in this class and those after it.
        let mut after = vec![(0, vec![0; used.len()])];
        for (groups, count) in classes.iter().rev() {
            let (all, of_group) = &after[after.len() - 1];
            let of_group = of_group.iter().zip(groups).map(|(sum, is)| sum + if *is { *count } else { 0 });
            after.push((all + count, of_group.collect()));
        }
        after.reverse();
        let mut search = Search { classes, after, hopeless: HashSet::new(), steps: 0 };
        let bounds = used.iter().map(|at| self.bounds[*at]).collect();
        search.from(State { class: 0, seats: self.seats as i64, bounds })
    }
}

/// What is left to do: fill `seats` from the classes from `class` on.
#[derive(Clone, PartialEq, Eq, Hash)]
struct State {
    class: usize,
    seats: i64,
    bounds: Vec<(i64, i64)>,
}

struct Search {
    classes: Vec<(Vec<bool>, i64)>,
    after: Vec<(i64, Vec<i64>)>,
    /// States that lead nowhere.
    hopeless: HashSet<State>,
    steps: u32,
}

impl Search {
    /// Branches over how many are chosen of the state's class; complete, since every number is
    /// tried that does not break a bound by itself.
    fn from(&mut self, mut state: State) -> Option<bool> {
        self.steps += 1;
        if self.steps > MOST_STEPS {
            return None;
        }
        let (all, of_group) = &self.after[state.class];
        if state.seats > *all {
            return Some(false);
        }
        let mut free = true;
        for ((least, most), there) in state.bounds.iter_mut().zip(of_group) {
            let reach = state.seats.min(*there);
            if *most < 0 || *least > *most || *least > reach {
                return Some(false);
            }
            // What can no longer be broken is the same, however much room it has.
            (*least, *most) = ((*least).max(0), (*most).min(reach));
            free &= *least == 0 && *most == reach;
        }
        if free || state.class == self.classes.len() {
            return Some(true);
        }
        if self.hopeless.contains(&state) {
            return Some(false);
        }
        let (groups, count) = self.classes[state.class].clone();
        for chosen in (0..=count.min(state.seats)).rev() {
            let take = |((least, most), is): (&(i64, i64), &bool)| {
                if *is { (least - chosen, most - chosen) } else { (*least, *most) }
            };
            let bounds = state.bounds.iter().zip(&groups).map(take).collect();
            if self.from(State { class: state.class + 1, seats: state.seats - chosen, bounds })? {
                return Some(true);
            }
        }
        self.hopeless.insert(state);
        Some(false)
    }
}
