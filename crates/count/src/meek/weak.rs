//! Rankings with equal ranks: such a paper counts as all the strict orders it allows, each an
//! equal part of it.

use std::collections::{BTreeMap, HashMap};

use super::part::Part;
use super::tree::Standing;

/// Papers with equal ranks; candidates are indexes from 0.
pub(super) struct WeakPapers {
    rankings: Vec<(Vec<Vec<u16>>, u64)>,
}

impl WeakPapers {
    /// Papers of standing candidates, each rank sorted and none empty.
    pub(super) fn new(groups: HashMap<Vec<Vec<u16>>, u64>) -> Self {
        Self { rankings: groups.into_iter().collect() }
    }

    /// Adds to `votes` what every paper gives by the keep values in `values`. What does not
    /// divide into equal parts at the rule's decimals is lost.
    pub(super) fn distribute(&self, part: Part, standing: &[Standing], values: &[u64], votes: &mut [u128]) {
        for (ranks, papers) in &self.rankings {
            let mut weight = part.one;
            for rank in ranks {
                let mut give = |candidate: u16, kept: u64| {
                    votes[usize::from(candidate)] += u128::from(kept) * u128::from(*papers);
                };
                weight = share(part, standing, values, rank, weight, &mut give);
                if weight == 0 {
                    break;
                }
            }
        }
    }
}

/// Gives `weight` to a rank and returns what is left for the next one.
///
/// In the orders that a rank allows, a hopeful candidate takes all that reaches it. What
/// matters is thus which of the elected have kept their parts before: `reached` holds, for each
/// such set, the weight with which the orders that begin with it go on. The next of them is each
/// of the others in an equal part of these orders.
fn share(
    part: Part,
    standing: &[Standing],
    values: &[u64],
    rank: &[u16],
    weight: u64,
    give: &mut dyn FnMut(u16, u64),
) -> u64 {
    let with = |is: Standing| rank.iter().copied().filter(move |one| standing[usize::from(*one)] == is);
    let elected: Vec<u16> = with(Standing::Elected).collect();
    let hopeful = with(Standing::Hopeful).count() as u64;
    let mut reached: BTreeMap<Vec<u16>, u64> = BTreeMap::from([(Vec::new(), weight)]);
    for kept_before in 0..=elected.len() {
        let others = hopeful + (elected.len() - kept_before) as u64;
        if others == 0 {
            break;
        }
        let mut next: BTreeMap<Vec<u16>, u64> = BTreeMap::new();
        for (before, weight) in &reached {
            let each = weight / others;
            if each == 0 {
                continue;
            }
            with(Standing::Hopeful).for_each(|one| give(one, each));
            for one in elected.iter().copied().filter(|one| !before.contains(one)) {
                let kept = part.keep(each, values[usize::from(one)]);
                give(one, kept);
                if kept < each {
                    let mut set = before.clone();
                    set.insert(set.partition_point(|other| *other < one), one);
                    *next.entry(set).or_default() += each - kept;
                }
            }
        }
        reached = next;
    }
    reached.values().sum()
}
