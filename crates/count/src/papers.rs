//! Ballots made ready: the withdrawn left out, equal papers grouped, blank ones set aside.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::hash::Quick;
use crate::profile::{Ballot, Profile};

/// The papers of a contest of rankings.
pub(crate) struct Papers<'a> {
    /// Different rankings of standing candidates, none empty, with the number of papers of each.
    /// Most are the profile's own: there may be half a million.
    pub(crate) rankings: Vec<(Cow<'a, [u16]>, u64)>,
    pub(crate) valid: u64,
    pub(crate) set_aside: u64,
}

impl<'a> Papers<'a> {
    /// Groups the marks of a checked profile, a weak ranking as far as it is clear; scores are
    /// not its business and are skipped.
    pub(crate) fn group(profile: &'a Profile) -> Self {
        Self::group_by(profile, Ballot::until_unclear)
    }

    /// As [`Papers::group`], with what `strict` makes of a weak ranking. Withdrawn candidates are
    /// taken out of it first, and a rank that held nobody else is closed up: it was not skipped.
    pub(crate) fn group_by(profile: &'a Profile, strict: impl Fn(&[Vec<u16>]) -> Vec<u16>) -> Self {
        let mut groups: HashMap<Cow<'a, [u16]>, usize, Quick> = HashMap::default();
        groups.reserve(profile.ballots.len());
        let mut rankings: Vec<(Cow<'a, [u16]>, u64)> = Vec::new();
        let (mut valid, mut set_aside) = (0, 0);
        for (ballot, papers) in &profile.ballots {
            let marks: Cow<'a, [u16]> = match ballot {
                Ballot::Ranking(marks) | Ballot::Approval(marks) => standing_marks(profile, marks),
                Ballot::Weak(ranks) => Cow::Owned(strict(&standing_ranks(profile, ranks))),
                Ballot::Scores(_) => continue,
            };
            if marks.is_empty() {
                set_aside += papers;
            } else if *papers > 0 {
                valid += papers;
                let next = rankings.len();
                match *groups.entry(marks.clone()).or_insert(next) {
                    at if at < next => rankings[at].1 += papers,
                    _ => rankings.push((marks, *papers)),
                }
            }
        }
        Self { rankings, valid, set_aside }
    }
}

fn standing_marks<'a>(profile: &Profile, marks: &'a [u16]) -> Cow<'a, [u16]> {
    if marks.iter().all(|number| stands(profile, *number)) {
        return Cow::Borrowed(marks);
    }
    marks.iter().copied().filter(|number| stands(profile, *number)).collect()
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
