//! Papers made ready: the withdrawn left out, blank ones set aside, strict rankings in the tree.

use std::collections::HashMap;

use super::Unclear;
use super::tree::{Standing, Tree};
use super::weak::WeakPapers;
use crate::profile::{Ballot, Profile, ProfileError};

/// The papers of a checked profile.
pub(super) struct Papers {
    pub(super) tree: Tree,
    pub(super) weak: WeakPapers,
    pub(super) valid: u64,
    pub(super) set_aside: u64,
}

/// Everyone as the count begins.
pub(super) fn standing(profile: &Profile) -> Vec<Standing> {
    let of = |withdrawn| if withdrawn { Standing::Out } else { Standing::Hopeful };
    profile.candidates.iter().map(|one| of(one.withdrawn)).collect()
}

impl Papers {
    /// Sorts the papers; those that name nobody who stands are set aside.
    pub(super) fn sort(
        profile: &Profile,
        standing: &[Standing],
        unclear: Unclear,
    ) -> Result<Self, ProfileError> {
        let stand = |number: &u16| standing[usize::from(*number) - 1] == Standing::Hopeful;
        let mut tree = Tree::new(standing.to_vec());
        let mut weak: HashMap<Vec<Vec<u16>>, u64> = HashMap::new();
        let (mut valid, mut set_aside) = (0, 0);
        for (ballot, papers) in &profile.ballots {
            match ballot {
                Ballot::Ranking(marks) if marks.iter().any(stand) => {
                    let marks = marks.iter().filter(|one| stand(one)).map(|one| one - 1);
                    tree.add(marks, *papers).ok_or(ProfileError::TooManyVotes)?;
                }
                Ballot::Weak(ranks) if readable(ranks, stand, unclear) => {
                    let ranks = standing_ranks(ranks, stand, unclear);
                    if ranks.iter().all(|rank| rank.len() == 1) {
                        let marks = ranks.into_iter().flatten();
                        tree.add(marks, *papers).ok_or(ProfileError::TooManyVotes)?;
                    } else {
                        *weak.entry(ranks).or_default() += papers;
                    }
                }
                _ => {
                    set_aside += papers;
                    continue;
                }
            }
            valid += papers;
        }
        Ok(Self { tree, weak: WeakPapers::new(weak), valid, set_aside })
    }
}

/// Whether a ranking says anything.
fn readable(ranks: &[Vec<u16>], stand: impl Fn(&u16) -> bool, unclear: Unclear) -> bool {
    !standing_ranks(ranks, stand, unclear).is_empty()
}

/// The ranks of those who stand, as indexes from 0. A rank that only the withdrawn had was not
/// skipped.
fn standing_ranks(ranks: &[Vec<u16>], stand: impl Fn(&u16) -> bool, unclear: Unclear) -> Vec<Vec<u16>> {
    let index = |rank: &Vec<u16>| {
        let mut left: Vec<u16> = rank.iter().filter(|one| stand(one)).map(|one| one - 1).collect();
        left.sort_unstable();
        (rank.is_empty(), left)
    };
    let of_standing = ranks.iter().map(index);
    match unclear {
        Unclear::Counts => of_standing.map(|one| one.1).filter(|rank| !rank.is_empty()).collect(),
        // SR 2001/145 sch. 1A clause 37: no preference that is not unique or not consecutive, nor
        // any lower one; clause 38: those for the withdrawn are passed over.
        Unclear::Ends => of_standing
            .take_while(|(skipped, rank)| !skipped && rank.len() < 2)
            .map(|one| one.1)
            .filter(|rank| !rank.is_empty())
            .collect(),
    }
}
