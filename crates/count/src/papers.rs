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
    /// Groups the marks of a checked profile; scores are not its business and are skipped.
    pub(crate) fn group(profile: &Profile) -> Self {
        let mut groups: HashMap<Vec<u16>, u64> = HashMap::new();
        let (mut valid, mut set_aside) = (0, 0);
        for (ballot, papers) in &profile.ballots {
            let (Ballot::Ranking(marks) | Ballot::Approval(marks)) = ballot else { continue };
            let marks: Vec<u16> = marks.iter().copied().filter(|number| stands(profile, *number)).collect();
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

fn stands(profile: &Profile, number: u16) -> bool {
    !profile.candidates[usize::from(number) - 1].withdrawn
}
