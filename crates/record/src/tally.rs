//! From opened ballots to what each contest decided: a pure function of the record (§9).

use crate::acts::{BallotKind, Contest, ListName, Outcome};
use crate::canonical::Base64;
use crate::counting::Counting;
use crate::list::List;
use crate::state::Election;
use hustings_count::{Ballot, Count, CountError, Lot, LotRefused, Profile};
use hustings_proofs::decryption::{self, Opening, lot_order};
use hustings_proofs::{RistrettoPoint, encoding::BallotSpace, group};
use std::collections::{BTreeMap, HashMap};

/// Everything the opened lists say.
pub struct Tally {
    /// Each list that has ballots, opened.
    pub openings: Vec<(ListName, Opening)>,
    /// What each contest decided.
    pub contests: Vec<ContestTally>,
}

/// What one contest decided, and how.
pub struct ContestTally {
    /// As the result act states it.
    pub outcome: Outcome,
    /// The valid ballots.
    pub profile: Profile,
    /// Reasons for which ballots were set aside, and how many, weights included.
    pub spoilt: BTreeMap<String, u64>,
    /// The count; none where there is no valid ballot.
    pub count: Option<Count>,
}

/// Why a record cannot be tallied.
#[derive(Debug, thiserror::Error)]
pub enum TallyError {
    /// The lists are not open.
    #[error("the ballots are not opened yet: {0}")]
    NotOpened(String),
    /// The rules refuse.
    #[error("contest {contest} cannot be counted: {why}")]
    Count {
        /// Number of the contest.
        contest: u64,
        /// Why.
        why: CountError,
    },
}

/// Opens every list from its shares and counts every contest.
pub fn tally(election: &Election) -> Result<Tally, TallyError> {
    let openings = (election.lists.iter())
        .filter(|l| l.ballots() > 0)
        .map(|l| open(election, l).map(|o| (l.name, o)))
        .collect::<Result<Vec<_>, _>>()?;
    let contests = (1..=election.manifest.contests.len() as u64)
        .map(|number| contest(election, number, &openings))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Tally { openings, contests })
}

fn open(election: &Election, list: &List) -> Result<Opening, TallyError> {
    let fail = |why: String| TallyError::NotOpened(format!("{}: {why}", list.name));
    let opened = list.opened(election).ok_or_else(|| fail("the poll is not closed".to_owned()))?;
    let shares: Vec<_> = list.shares.values().cloned().collect();
    decryption::combine(&opened, election.manifest.threshold as usize, &shares)
        .map_err(|e| fail(e.to_string()))
}

fn contest(
    election: &Election,
    number: u64,
    openings: &[(ListName, Opening)],
) -> Result<ContestTally, TallyError> {
    let own: Vec<_> = openings.iter().filter(|(name, _)| name.contest == number).collect();
    let (Some(contest), Some(space)) =
        (election.contest(number), crate::state::index(number).and_then(|i| election.spaces.get(i)))
    else {
        return Err(TallyError::NotOpened(format!("contest {number} does not exist")));
    };
    let mut read = Read::of(contest);
    for (name, opening) in &own {
        read.list(opening, name.weight, space);
    }
    // §8.4: the seed of the contest's list with the lowest weight that has ballots.
    let seed = own.first().map(|(_, opening)| *opening.lot_seed());
    decide(number, contest, members(election, number), read, seed)
}

/// How many papers the register entitles its members to in a contest, weights included.
fn members(election: &Election, contest: u64) -> u64 {
    let lists = election.members_by_list().into_iter().filter(|(list, _)| list.contest == contest);
    lists.map(|(list, members)| members * list.weight).sum()
}

/// Counts a contest from the digits of its ballots (§7.1), each with a number of papers: what `tally` does
/// once the ballots are opened. `members` is how many papers the register entitles to, `seed` the lot seed.
///
/// # Errors
/// As [`tally`]; under rules that A17 has accepted there are none.
pub fn count_digits(
    number: u64,
    contest: &Contest,
    members: u64,
    papers: &[(Vec<u64>, u64)],
    seed: Option<[u8; 64]>,
) -> Result<ContestTally, TallyError> {
    let mut read = Read::of(contest);
    for (digits, papers) in papers {
        let legal = read.legal(digits.clone());
        read.add(legal, *papers);
    }
    decide(number, contest, members, read, seed)
}

fn decide(
    number: u64,
    contest: &Contest,
    members: u64,
    read: Read,
    seed: Option<[u8; 64]>,
) -> Result<ContestTally, TallyError> {
    let profile = profile(contest, read.ballots);
    let fail = |why| TallyError::Count { contest: number, why };
    let count = match (profile.ballots.is_empty(), Counting::of(contest)) {
        (false, Ok(counting)) => {
            let mut lot = RecordLot { seed, contest: number as u32 };
            Some(counting.count(&profile, read.blank, members, &mut lot).map_err(fail)?)
        }
        // No valid ballot; A17 has refused a manifest whose contests cannot be counted.
        _ => None,
    };
    let outcome = Outcome {
        contest: number,
        valid: profile.ballots.iter().map(|(_, w)| w).sum(),
        blank: read.blank,
        spoilt: read.spoilt.values().sum(),
        lot: seed.map(|s| Base64(s.to_vec())),
        elected: count
            .as_ref()
            .map_or_else(Vec::new, |c| c.elected.iter().map(|e| e.candidate.into()).collect()),
    };
    Ok(ContestTally { outcome, profile, spoilt: read.spoilt, count })
}

/// Lots drawn from the record (§8.4).
struct RecordLot {
    seed: Option<[u8; 64]>,
    contest: u32,
}

impl Lot for RecordLot {
    fn order(&mut self, tie: u32, tied: &[u16]) -> Result<Vec<u16>, LotRefused> {
        let tied: Vec<u32> = tied.iter().map(|c| u32::from(*c)).collect();
        let seed = self.seed.as_ref().ok_or_else(|| LotRefused("no list was opened".to_owned()))?;
        let drawn = lot_order(seed, self.contest, tie, &tied);
        Ok(drawn.into_iter().filter_map(|c| u16::try_from(c).ok()).collect())
    }
}

fn profile(contest: &Contest, ballots: HashMap<Vec<u64>, u64>) -> Profile {
    let mut sorted: Vec<_> = ballots.into_iter().collect();
    sorted.sort();
    Profile {
        title: contest.title.clone(),
        seats: contest.seats as u32,
        candidates: (contest.candidates.iter())
            .map(|c| hustings_count::Candidate {
                name: c.name.clone(),
                affiliation: c.affiliation.clone(),
                withdrawn: false,
            })
            .collect(),
        ballots: sorted.into_iter().map(|(digits, papers)| (ballot(contest.kind, &digits), papers)).collect(),
        warnings: Vec::new(),
    }
}

/// The opened rows of a contest, read.
struct Read {
    kind: BallotKind,
    /// The most candidates a ballot may approve of, where there is a limit (§9.8).
    most_crosses: Option<u64>,
    ballots: HashMap<Vec<u64>, u64>,
    blank: u64,
    spoilt: BTreeMap<String, u64>,
}

impl Read {
    fn of(contest: &Contest) -> Self {
        let most_crosses = Counting::of(contest).ok().and_then(|c| c.most_crosses(contest.seats));
        Read { kind: contest.kind, most_crosses, ballots: HashMap::new(), blank: 0, spoilt: BTreeMap::new() }
    }

    fn list(&mut self, opening: &Opening, weight: u64, space: &BallotSpace) {
        // Most rows repeat a few: each distinct row is decoded once.
        let mut rows: HashMap<&[u8], u64> = HashMap::new();
        for row in opening.rows() {
            *rows.entry(row).or_default() += weight;
        }
        for (row, papers) in rows {
            let read = decode(row, space).and_then(|digits| self.legal(digits));
            self.add(read, papers);
        }
    }

    /// The digits, where they are a ballot of the contest's rules (§9.1).
    fn legal(&self, digits: Vec<u64>) -> Result<Vec<u64>, String> {
        let made = digits.iter().filter(|d| **d != 0).count() as u64;
        match self.kind {
            BallotKind::Ranking => ranking(digits),
            BallotKind::Approval if self.most_crosses.is_some_and(|most| made > most) => {
                Err("S5: too many crosses".to_owned())
            }
            BallotKind::Choice | BallotKind::Approval | BallotKind::Score => Ok(digits),
        }
    }

    fn add(&mut self, read: Result<Vec<u64>, String>, papers: u64) {
        match read {
            Err(reason) => *self.spoilt.entry(reason).or_default() += papers,
            Ok(digits) if digits.iter().all(|d| *d == 0) => self.blank += papers,
            Ok(digits) => *self.ballots.entry(digits).or_default() += papers,
        }
    }
}

fn decode(row: &[u8], space: &BallotSpace) -> Result<Vec<u64>, String> {
    let points: Vec<RistrettoPoint> =
        row.chunks_exact(32).map(group::point).collect::<Result<_, _>>().map_err(|e| e.to_string())?;
    space.open(&points).map_err(|e| e.to_string())
}

/// The rule's own check of a ranking (§7.2): no candidate twice (S3), no rank left out (S4).
fn ranking(digits: Vec<u64>) -> Result<Vec<u64>, String> {
    let marks = digits.iter().position(|d| *d == 0).unwrap_or(digits.len());
    let ranked = &digits[..marks];
    if (1..ranked.len()).any(|i| ranked[..i].contains(&ranked[i])) {
        Err("S3: a candidate is ranked twice".to_owned())
    } else if digits[marks..].iter().any(|d| *d != 0) {
        Err("S4: a rank is left out".to_owned())
    } else {
        Ok(digits)
    }
}

/// A ballot's digits (§7.1) as the count reads them.
fn ballot(kind: BallotKind, digits: &[u64]) -> Ballot {
    let number = |d: &u64| u16::try_from(*d).unwrap_or(u16::MAX);
    match kind {
        BallotKind::Choice | BallotKind::Ranking => {
            Ballot::Ranking(digits.iter().take_while(|d| **d != 0).map(number).collect())
        }
        BallotKind::Approval => {
            Ballot::Approval((1u16..).zip(digits).filter(|(_, d)| **d == 1).map(|(i, _)| i).collect())
        }
        BallotKind::Score => {
            Ballot::Scores(digits.iter().map(|d| u32::try_from(*d).unwrap_or(u32::MAX)).collect())
        }
    }
}

/// The digits of a ballot (§7.1), least significant first: how a voter's choice is written.
///
/// Equal or skipped ranks, which the ballots of this protocol do not have, end the ranking.
pub fn digits(contest: &Contest, ballot: &Ballot) -> Vec<u64> {
    let places = contest.radices().len();
    let mut digits = vec![0; places];
    match ballot {
        Ballot::Ranking(marks) => {
            for (digit, mark) in digits.iter_mut().zip(marks) {
                *digit = u64::from(*mark);
            }
        }
        // The encoding has one candidate at each rank (§7.1): what is clear can be written.
        Ballot::Weak(ranks) => {
            for (digit, mark) in digits.iter_mut().zip(Ballot::until_unclear(ranks)) {
                *digit = u64::from(mark);
            }
        }
        Ballot::Approval(marks) => {
            for mark in marks {
                if let Some(digit) = usize::from(*mark).checked_sub(1).and_then(|i| digits.get_mut(i)) {
                    *digit = 1;
                }
            }
        }
        Ballot::Scores(scores) => {
            for (digit, score) in digits.iter_mut().zip(scores) {
                *digit = u64::from(*score);
            }
        }
    }
    digits
}
