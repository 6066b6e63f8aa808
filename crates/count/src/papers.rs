//! Ballots made ready: the withdrawn left out, equal papers grouped, blank ones set aside.

use std::collections::HashMap;

use crate::profile::{Ballot, Profile};

/// The papers of a contest of rankings.
pub(crate) struct Papers {
    /// Different rankings of standing candidates, none empty, with the number of papers of each.
    pub(crate) rankings: Vec<(Vec<u16>, u64)>,
    pub(crate) valid: u64,
    pub(crate) set_aside: u64,
}

impl Papers {
    /// Groups the marks of a checked profile, a weak ranking as far as it is clear; scores are
    /// not its business and are skipped.
    pub(crate) fn group(profile: &Profile) -> Self {
        Self::group_by(profile, Ballot::until_unclear)
    }

    /// As [`Papers::group`], with what `strict` makes of a weak ranking. Withdrawn candidates are
    /// taken out of it first, and a rank that held nobody else is closed up: it was not skipped.
    pub(crate) fn group_by(profile: &Profile, strict: impl Fn(&[Vec<u16>]) -> Vec<u16>) -> Self {
        let mut groups: HashMap<Vec<u16>, u64> = HashMap::new();
        let (mut valid, mut set_aside) = (0, 0);
        for (ballot, papers) in &profile.ballots {
            let marks: Vec<u16> = match ballot {
                Ballot::Ranking(marks) | Ballot::Approval(marks) => {
                    marks.iter().copied().filter(|number| stands(profile, *number)).collect()
                }
                Ballot::Weak(ranks) => strict(&standing_ranks(profile, ranks)),
                Ballot::Scores(_) => continue,
            };
            if marks.is_empty() {
                set_aside += papers;
            } else if *papers > 0 {
                valid += papers;
                *groups.entry(marks).or_default() += papers;
            }
        }
        Self { rankings: groups.into_iter().collect(), valid, set_aside }
    }
}

fn standing_ranks(profile: &Profile, ranks: &[Vec<u16>]) -> Vec<Vec<u16>> {
    let kept = ranks.iter().filter_map(|rank| {
        let left: Vec<u16> = rank.iter().copied().filter(|number| stands(profile, *number)).collect();
        (rank.is_empty() || !left.is_empty()).then_some(left)
    });
    kept.collect()
}

fn stands(profile: &Profile, number: u16) -> bool {
    !profile.candidates[usize::from(number) - 1].withdrawn
}
