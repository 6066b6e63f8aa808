//! What was voted: the candidates, the seats and the ballots of one contest.

use thiserror::Error;

/// More candidates than any contest has had; bounds what a stage table can cost in memory.
pub const MAX_CANDIDATES: u16 = 1_000;

/// Someone who stands. Candidates are known by number: the first in [`Profile::candidates`] is 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The name as given.
    pub name: String,
    /// Party, slate or description, where one was given.
    pub affiliation: Option<String>,
    /// Withdrawn before the count: preferences for it are skipped as if never marked.
    pub withdrawn: bool,
}

impl Candidate {
    /// A candidate who stands, without an affiliation.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), affiliation: None, withdrawn: false }
    }
}

/// One voter's paper. Candidate numbers begin at 1.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Ballot {
    /// Candidates in order of preference, the first first. A single choice is a ranking of one.
    Ranking(Vec<u16>),
    /// A ranking in which candidates share a rank or a rank is left out: the candidates of each
    /// rank in no order, none where the rank was skipped. Each rule says what it makes of one;
    /// see [`Ballot::until_unclear`].
    Weak(Vec<Vec<u16>>),
    /// The candidates approved of, in no order.
    Approval(Vec<u16>),
    /// One whole-number score for each candidate, in the order of the candidates.
    Scores(Vec<u32>),
}

/// Which of the [`Ballot`]s a rule counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BallotKind {
    /// [`Ballot::Ranking`] and [`Ballot::Weak`]
    Ranking,
    /// [`Ballot::Approval`]
    Approval,
    /// [`Ballot::Scores`]
    Scores,
}

impl BallotKind {
    /// In words, for messages: "rankings", "approvals", "scores".
    pub const fn words(self) -> &'static str {
        match self {
            Self::Ranking => "rankings",
            Self::Approval => "approvals",
            Self::Scores => "scores",
        }
    }
}

impl Ballot {
    /// A paper with one mark, or a blank one: counted as a ranking of at most one.
    pub fn choice(candidate: Option<u16>) -> Self {
        Self::Ranking(candidate.into_iter().collect())
    }

    /// Which kind it is.
    pub const fn kind(&self) -> BallotKind {
        match self {
            Self::Ranking(_) | Self::Weak(_) => BallotKind::Ranking,
            Self::Approval(_) => BallotKind::Approval,
            Self::Scores(_) => BallotKind::Scores,
        }
    }
}

impl Ballot {
    /// The preferences of a [`Ballot::Weak`] up to the first rank that is skipped or shared: what
    /// a rule takes that wants preferences "in consecutive order", one at each.
    pub fn until_unclear(ranks: &[Vec<u16>]) -> Vec<u16> {
        let clear = ranks.iter().map_while(|rank| if let [one] = rank[..] { Some(one) } else { None });
        clear.collect()
    }

    /// The preferences of a [`Ballot::Weak`] up to the first rank that is shared, skipped ranks
    /// being closed up.
    pub fn until_shared(ranks: &[Vec<u16>]) -> Vec<u16> {
        ranks.iter().take_while(|rank| rank.len() < 2).flatten().copied().collect()
    }

    /// The ranks of a ranking of either form, the first first; none for ballots of other kinds.
    pub fn ranks(&self) -> Box<dyn Iterator<Item = &[u16]> + '_> {
        match self {
            Self::Ranking(marks) => Box::new(marks.chunks(1)),
            Self::Weak(ranks) => Box::new(ranks.iter().map(Vec::as_slice)),
            Self::Approval(_) | Self::Scores(_) => Box::new(std::iter::empty()),
        }
    }
}

/// The ballots of one contest, ready to be counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// The contest's name.
    pub title: String,
    /// How many are to be elected.
    pub seats: u32,
    /// Everyone on the ballot paper, in its order.
    pub candidates: Vec<Candidate>,
    /// Ballots, each with the number of papers that say the same. Equal ballots need not be
    /// grouped: the count groups them.
    pub ballots: Vec<(Ballot, u64)>,
    /// Oddities that a reader accepted, each a sentence naming its line.
    pub warnings: Vec<String>,
}

/// Why a profile cannot be counted.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ProfileError {
    /// Nobody stands.
    #[error("there are no candidates")]
    NoCandidates,
    /// More than [`MAX_CANDIDATES`].
    #[error("{0} candidates are too many: at most {MAX_CANDIDATES} can be counted")]
    TooManyCandidates(u64),
    /// Nothing to be elected.
    #[error("there are no seats to fill: at least one is needed")]
    NoSeats,
    /// More seats than candidates on the paper.
    #[error("there are more seats ({seats}) than candidates ({candidates})")]
    TooManySeats {
        /// Seats to fill.
        seats: u32,
        /// Candidates on the paper.
        candidates: usize,
    },
    /// A ballot names a candidate who is not on the paper.
    #[error("ballot {ballot}: there is no candidate {candidate}; the candidates are 1 to {last}")]
    UnknownCandidate {
        /// Position in [`Profile::ballots`], from 1.
        ballot: usize,
        /// The number marked.
        candidate: u16,
        /// The highest number there is.
        last: usize,
    },
    /// A ballot names a candidate twice.
    #[error("ballot {ballot}: candidate {candidate} is marked twice")]
    Repeated {
        /// Position in [`Profile::ballots`], from 1.
        ballot: usize,
        /// The number marked twice.
        candidate: u16,
    },
    /// A score ballot is neither blank nor of the right length.
    #[error("ballot {ballot}: {found} scores for {expected} candidates")]
    WrongScores {
        /// Position in [`Profile::ballots`], from 1.
        ballot: usize,
        /// Scores on the paper.
        found: usize,
        /// Candidates.
        expected: usize,
    },
    /// A pairwise matrix is about another number of candidates.
    #[error("the pairwise matrix is about {size} candidates, and there are {candidates}")]
    WrongMatrix {
        /// Candidates of the contest.
        candidates: usize,
        /// Rows of the matrix.
        size: usize,
    },
    /// Someone is named who is not on the paper.
    #[error("there is no candidate {candidate}; the candidates are 1 to {last}")]
    NoSuchCandidate {
        /// The number given.
        candidate: u16,
        /// The highest number there is.
        last: usize,
    },
    /// The papers, or the scores, add up to more than 2^63.
    #[error("the ballots add up to more than can be counted (2^63)")]
    TooManyVotes,
}

impl Profile {
    /// Checks everything that a count relies on, so that no count can fail on it later.
    pub fn check(&self) -> Result<(), ProfileError> {
        check_contest(self.seats, self.candidates.len())?;
        let mut seen = Marked::new(self.candidates.len());
        let mut votes: u64 = 0;
        for (index, (ballot, papers)) in self.ballots.iter().enumerate() {
            let number = index + 1;
            let most = match ballot {
                Ballot::Ranking(marks) | Ballot::Approval(marks) => {
                    seen.check(marks.iter(), number)?;
                    1
                }
                Ballot::Weak(ranks) => {
                    seen.check(ranks.iter().flatten(), number)?;
                    1
                }
                Ballot::Scores(scores) => {
                    if !scores.is_empty() && scores.len() != self.candidates.len() {
                        return Err(ProfileError::WrongScores {
                            ballot: number,
                            found: scores.len(),
                            expected: self.candidates.len(),
                        });
                    }
                    scores.iter().copied().max().unwrap_or(0).max(1)
                }
            };
            votes = papers
                .checked_mul(u64::from(most))
                .and_then(|worth| votes.checked_add(worth))
                .filter(|sum| *sum <= i64::MAX as u64)
                .ok_or(ProfileError::TooManyVotes)?;
        }
        Ok(())
    }

    /// The name of candidate `number`, or its number where there is none.
    pub fn name(&self, number: u16) -> String {
        name_of(&self.candidates, number)
    }

    /// The numbers of the candidates who stand, ascending.
    pub(crate) fn standing(&self) -> Vec<u16> {
        (1u16..)
            .zip(&self.candidates)
            .filter(|(_, candidate)| !candidate.withdrawn)
            .map(|(number, _)| number)
            .collect()
    }
}

pub(crate) fn name_of(candidates: &[Candidate], number: u16) -> String {
    usize::from(number)
        .checked_sub(1)
        .and_then(|index| candidates.get(index))
        .map_or_else(|| format!("candidate {number}"), |candidate| candidate.name.clone())
}

pub(crate) fn check_contest(seats: u32, candidates: usize) -> Result<(), ProfileError> {
    if candidates == 0 {
        return Err(ProfileError::NoCandidates);
    }
    if candidates > usize::from(MAX_CANDIDATES) {
        return Err(ProfileError::TooManyCandidates(candidates as u64));
    }
    if seats == 0 {
        return Err(ProfileError::NoSeats);
    }
    if seats as usize > candidates {
        return Err(ProfileError::TooManySeats { seats, candidates });
    }
    Ok(())
}

/// Remembers on which ballot each candidate was last marked.
struct Marked(Vec<usize>);

impl Marked {
    fn new(candidates: usize) -> Self {
        Self(vec![0; candidates])
    }

    /// Every candidate marked exists and is marked once. `ballot` is counted from 1.
    fn check<'a>(&mut self, marks: impl Iterator<Item = &'a u16>, ballot: usize) -> Result<(), ProfileError> {
        let last = self.0.len();
        for &candidate in marks {
            let slot = usize::from(candidate).checked_sub(1).and_then(|index| self.0.get_mut(index));
            let Some(slot) = slot else {
                return Err(ProfileError::UnknownCandidate { ballot, candidate, last });
            };
            if std::mem::replace(slot, ballot) == ballot {
                return Err(ProfileError::Repeated { ballot, candidate });
            }
        }
        Ok(())
    }
}
