//! Reserved places: "at least k", "at most k" of a group are elected, for any set of groups.
//!
//! After every election and every exclusion each candidate still in the count is looked at: if
//! nobody could be left out without breaking a requirement, it is *guarded* and never excluded; if
//! its election would break one whatever followed, it is *doomed* and excluded at once. The names
//! are Hill's (Voting matters 9, 1998); the test is exact: whether the seats left can be filled
//! from the candidates left so that every requirement holds ([`search`]).
//!
//! From a set of requirements that can be met, a count that never elects the doomed and never
//! excludes the guarded can only end with one that is met.

mod gate;
mod groups;
mod search;

use std::fmt;

use thiserror::Error;

pub(crate) use gate::{Gate, Position};
pub use groups::{Groups, GroupsError};
use search::Question;

use crate::profile::Profile;

/// How many of a group are to be elected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// So many or more.
    AtLeast(u32),
    /// So many or fewer.
    AtMost(u32),
}

/// One requirement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// How many.
    pub bound: Bound,
    /// The group's name, for people.
    pub group: String,
    /// The numbers of the group's candidates.
    pub members: Vec<u16>,
}

impl fmt::Display for Requirement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.bound {
            Bound::AtLeast(least) => write!(f, "at least {least} of {}", self.group),
            Bound::AtMost(most) => write!(f, "at most {most} of {}", self.group),
        }
    }
}

/// The requirements of one contest; none by default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    requirements: Vec<Requirement>,
}

/// What the requirements make of a candidate still in the count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Nobody can be elected in its place: it is not excluded.
    Guarded,
    /// It can no longer be elected: it is excluded.
    Doomed,
}

/// A candidate's fate, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgment {
    /// The candidate's number.
    pub candidate: u16,
    /// What becomes of it.
    pub fate: Fate,
    /// The requirements that decide it: with any one of them less, they would not.
    pub because: Vec<Requirement>,
}

/// A fate and the requirements that decide it.
type Reasoned = (Fate, Vec<Requirement>);

/// Why requirements cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PlacesError {
    /// A group has a member who is not on the paper.
    #[error("the group {group:?} has a candidate {candidate}; the candidates are 1 to {last}")]
    UnknownCandidate {
        /// The group.
        group: String,
        /// The number given.
        candidate: u16,
        /// The highest number there is.
        last: usize,
    },
    /// No result can meet them all.
    #[error(
        "the reserved places contradict each other: {} cannot be filled from those who stand with {}; change one of these",
        if *seats == 1 { "1 seat".to_owned() } else { format!("{seats} seats") },
        list(because)
    )]
    Contradictory {
        /// Seats to fill.
        seats: usize,
        /// Requirements that cannot be met together; without any one of them they could.
        because: Vec<Requirement>,
    },
    /// The groups overlap in so many ways that it is not known whether they can be met.
    #[error(
        "the groups of the reserved places overlap in so many ways that it cannot be worked out whether they can be met; use fewer groups"
    )]
    TooIntricate,
}

fn list(requirements: &[Requirement]) -> String {
    let all: Vec<String> = requirements.iter().map(ToString::to_string).collect();
    all.join(" and ")
}

impl Places {
    /// These requirements, in this order.
    pub fn new(requirements: Vec<Requirement>) -> Self {
        Self { requirements }
    }

    /// The requirements, in the order given.
    pub fn requirements(&self) -> &[Requirement] {
        &self.requirements
    }

    /// Whether nothing is required.
    pub fn is_empty(&self) -> bool {
        self.requirements.is_empty()
    }

    /// Checks that a contest can be counted by these requirements.
    ///
    /// # Errors
    /// A member who is not on the paper, or requirements that no result can meet, the ones that
    /// contradict each other named.
    pub fn check(&self, profile: &Profile) -> Result<(), PlacesError> {
        let last = profile.candidates.len();
        for requirement in &self.requirements {
            let unknown = |one: &&u16| **one == 0 || usize::from(**one) > last;
            if let Some(candidate) = requirement.members.iter().find(unknown) {
                let group = requirement.group.clone();
                return Err(PlacesError::UnknownCandidate { group, candidate: *candidate, last });
            }
        }
        let standing = profile.standing();
        let question = self.question(&[], &standing, profile.seats as usize);
        match self.contradiction(&question)? {
            None => Ok(()),
            Some(because) => Err(PlacesError::Contradictory { seats: question.seats, because }),
        }
    }

    /// Whether every requirement is met by `elected`.
    pub fn met_by(&self, elected: &[u16]) -> bool {
        self.requirements.iter().all(|one| {
            let count = one.members.iter().filter(|member| elected.contains(member)).count();
            match one.bound {
                Bound::AtLeast(least) => count >= least as usize,
                Bound::AtMost(most) => count <= most as usize,
            }
        })
    }

    /// Who of `continuing` is guarded or doomed when `elected` are elected and `vacancies` are
    /// left; in the order of `continuing`. Assumes that the requirements can still be met.
    ///
    /// # Errors
    /// [`PlacesError::TooIntricate`].
    pub fn judge(
        &self,
        elected: &[u16],
        continuing: &[u16],
        vacancies: usize,
    ) -> Result<Vec<Judgment>, PlacesError> {
        if self.is_empty() {
            return Ok(Vec::new());
        }
        let mut judgments: Vec<Judgment> = Vec::new();
        let mut known: Vec<(Vec<bool>, Option<Reasoned>)> = Vec::new();
        for &candidate in continuing {
            // Candidates of the same groups have the same fate.
            let groups = self.groups_of(candidate);
            let found = known.iter().find(|(of, _)| *of == groups).map(|(_, fate)| fate.clone());
            let fate = match found {
                Some(fate) => fate,
                None => {
                    let fate = self.fate(candidate, elected, continuing, vacancies)?;
                    known.push((groups, fate.clone()));
                    fate
                }
            };
            judgments.extend(fate.map(|(fate, because)| Judgment { candidate, fate, because }));
        }
        Ok(judgments)
    }

    /// Whether `candidate` can be elected next.
    ///
    /// # Errors
    /// [`PlacesError::TooIntricate`].
    pub fn allow(
        &self,
        candidate: u16,
        elected: &[u16],
        continuing: &[u16],
        vacancies: usize,
    ) -> Result<bool, PlacesError> {
        if self.is_empty() {
            return Ok(true);
        }
        Ok(self.contradiction(&self.with(candidate, elected, continuing, vacancies))?.is_none())
    }

    /// Whether the requirements can be met when `candidate` is excluded.
    ///
    /// # Errors
    /// [`PlacesError::TooIntricate`].
    pub fn spare(
        &self,
        candidate: u16,
        elected: &[u16],
        continuing: &[u16],
        vacancies: usize,
    ) -> Result<bool, PlacesError> {
        if self.is_empty() {
            return Ok(true);
        }
        Ok(self.contradiction(&self.without(candidate, elected, continuing, vacancies))?.is_none())
    }

    fn fate(
        &self,
        candidate: u16,
        elected: &[u16],
        continuing: &[u16],
        vacancies: usize,
    ) -> Result<Option<Reasoned>, PlacesError> {
        let doomed = self.contradiction(&self.with(candidate, elected, continuing, vacancies))?;
        if let Some(because) = doomed {
            return Ok(Some((Fate::Doomed, because)));
        }
        // With no more candidates than vacancies everyone is elected; nobody needs a guard.
        if continuing.len() <= vacancies {
            return Ok(None);
        }
        let guarded = self.contradiction(&self.without(candidate, elected, continuing, vacancies))?;
        Ok(guarded.map(|because| (Fate::Guarded, because)))
    }

    fn with(&self, candidate: u16, elected: &[u16], continuing: &[u16], vacancies: usize) -> Question {
        let mut elected = elected.to_vec();
        elected.push(candidate);
        self.question(&elected, &others(continuing, candidate), vacancies.saturating_sub(1))
    }

    fn without(&self, candidate: u16, elected: &[u16], continuing: &[u16], vacancies: usize) -> Question {
        self.question(elected, &others(continuing, candidate), vacancies)
    }

    fn question(&self, elected: &[u16], continuing: &[u16], vacancies: usize) -> Question {
        let taken = |one: &Requirement| one.members.iter().filter(|member| elected.contains(member)).count();
        let bounds = self.requirements.iter().map(|one| (one.bound, taken(one))).collect();
        let candidates = continuing.iter().map(|one| self.groups_of(*one)).collect();
        Question::new(candidates, vacancies.min(continuing.len()), bounds)
    }

    /// The requirements that cannot be met together, as few as can be; nothing if all can.
    fn contradiction(&self, question: &Question) -> Result<Option<Vec<Requirement>>, PlacesError> {
        let mut in_force = vec![true; self.requirements.len()];
        let can_be_met = |in_force: &[bool]| question.can_be_met(in_force).ok_or(PlacesError::TooIntricate);
        if can_be_met(&in_force)? {
            return Ok(None);
        }
        for at in 0..in_force.len() {
            in_force[at] = false;
            in_force[at] = can_be_met(&in_force)?;
        }
        let kept = self.requirements.iter().zip(in_force).filter(|(_, in_force)| *in_force);
        Ok(Some(kept.map(|(requirement, _)| requirement.clone()).collect()))
    }

    fn groups_of(&self, candidate: u16) -> Vec<bool> {
        self.requirements.iter().map(|one| one.members.contains(&candidate)).collect()
    }
}

fn others(continuing: &[u16], candidate: u16) -> Vec<u16> {
    continuing.iter().copied().filter(|one| *one != candidate).collect()
}

impl Judgment {
    /// The requirements that decide it: "at least 1 of women and at most 2 of branch A".
    pub(crate) fn why(&self) -> String {
        list(&self.because)
    }
}
