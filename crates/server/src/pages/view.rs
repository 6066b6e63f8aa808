//! What the pages show of an election, apart from the state it is taken from: plain values, so that
//! a page can be made, and tested, without a record.

mod report;

pub use report::{ReportLine, ReportView, checks_of};

use std::collections::BTreeMap;

use hustings_count::{Candidate, Count, Rules};
use hustings_record::acts::{BallotKind, Contest};
use hustings_record::{Election, Hex32, Phase, State};

/// An election as its pages show it.
#[derive(Clone, Debug)]
pub struct ElectionView {
    /// Its identity, that of the manifest.
    pub id: Hex32,
    /// The body that votes.
    pub organisation: String,
    /// What the vote is called.
    pub title: String,
    /// Where it stands.
    pub phase: Phase,
    /// Its dates.
    pub dates: Dates,
    /// Who voted, in figures.
    pub turnout: Turnout,
    /// Who answers for it, in figures.
    pub offices: Offices,
    /// What is decided, in the manifest's order.
    pub contests: Vec<ContestView>,
    /// Whether the result stands in the record.
    pub has_result: bool,
    /// How many trustees have certified the result.
    pub certified: u64,
    /// The scrutineer's word: whether the result is signed, and why or why not.
    pub scrutineer: Option<(bool, String)>,
    /// Complaints made, and of these upheld and still open.
    pub complaints: Complaints,
    /// Why it was annulled, where it was.
    pub annulled: Option<String>,
    /// Entries of the log.
    pub size: u64,
    /// The log's root: what a checkpoint signs.
    pub root: Hex32,
}

/// Dates, in unix seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dates {
    /// Objections to the register are heard until then.
    pub objections_until: u64,
    /// The poll opens then or later.
    pub opens: u64,
    /// The poll closes, extensions included.
    pub closes: u64,
    /// The clock entry that closed it, once it is closed.
    pub closed: Option<u64>,
    /// No ballots before this, while the poll is suspended.
    pub suspended_until: Option<u64>,
    /// The last clock entry.
    pub now: Option<u64>,
}

/// Who voted, in figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Turnout {
    /// Members in the register, once it is published.
    pub members: Option<u64>,
    /// Members who have voted.
    pub voted: u64,
    /// Ballots that a later one of the same member replaced.
    pub replaced: u64,
}

/// Who answers for what, in figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Offices {
    /// n, who share the key.
    pub trustees: u64,
    /// t, who must act together to open the ballots.
    pub threshold: u64,
    /// w, who watch the log.
    pub witnesses: u64,
    /// k, who must have seen it.
    pub witnesses_needed: u64,
    /// One or two.
    pub registrars: u64,
}

/// Complaints, in figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Complaints {
    /// Made.
    pub made: u64,
    /// Ruled on and upheld.
    pub upheld: u64,
    /// Not ruled on yet.
    pub open: u64,
}

/// One thing that is decided.
#[derive(Clone, Debug)]
pub struct ContestView {
    /// From 1.
    pub number: u64,
    /// What is decided.
    pub title: String,
    /// What a ballot is.
    pub kind: BallotKind,
    /// How many candidates may be ranked, where it is fewer than there are.
    pub ranks: Option<u64>,
    /// Places to fill.
    pub seats: u64,
    /// The rules for people, and where they are laid down.
    pub rules: (String, String),
    /// In the order of the ballot paper.
    pub candidates: Vec<Candidate>,
    /// What came of it, once the ballots are counted.
    pub decided: Option<Decided>,
}

/// What came of a contest.
#[derive(Clone, Debug)]
pub struct Decided {
    /// Ballots counted, weights included.
    pub valid: u64,
    /// Ballots left blank.
    pub blank: u64,
    /// Ballots set aside, by reason.
    pub spoilt: BTreeMap<String, u64>,
    /// Numbers of the elected, in order of election.
    pub elected: Vec<u16>,
    /// The count; none where no valid ballot was cast.
    pub count: Option<Count>,
}

impl ElectionView {
    /// The election that `state` has arrived at; none before its manifest.
    pub fn of(state: &State) -> Option<Self> {
        let at = state.at();
        state
            .election()
            .map(|election| Self::of_election(election, state.figures().replaced, at.size, at.root))
    }

    /// The same from its parts: ballots replaced, size and root of the log.
    pub fn of_election(election: &Election, replaced: u64, size: u64, root: Hex32) -> Self {
        let manifest = &election.manifest;
        let result = election.result.as_ref();
        ElectionView {
            id: election.id,
            organisation: manifest.organisation.clone(),
            title: manifest.title.clone(),
            phase: election.phase,
            dates: dates(election),
            turnout: Turnout {
                members: election.register.as_ref().map(|r| r.rows.len() as u64),
                voted: election.poll.as_ref().map_or(0, |p| p.heads.len() as u64),
                replaced,
            },
            offices: Offices {
                trustees: manifest.trustees.len() as u64,
                threshold: manifest.threshold,
                witnesses: manifest.witnesses.len() as u64,
                witnesses_needed: manifest.witnesses_needed,
                registrars: manifest.registrars.len() as u64,
            },
            contests: (1u64..).zip(&manifest.contests).map(|(n, c)| contest(election, n, c)).collect(),
            has_result: result.is_some(),
            certified: result.map_or(0, |r| r.certified.len() as u64),
            scrutineer: result.and_then(|r| r.report.clone()),
            complaints: complaints(election),
            annulled: election.annulled.clone(),
            size,
            root,
        }
    }

    /// Ballots that count: one a member who voted.
    pub fn ballots(&self) -> u64 {
        self.turnout.voted
    }

    /// Whether no ballots are taken now although the poll is open.
    pub fn suspended_until(&self) -> Option<u64> {
        self.dates
            .suspended_until
            .filter(|until| self.phase == Phase::Open && self.dates.now.is_none_or(|now| now < *until))
    }
}

fn dates(election: &Election) -> Dates {
    let poll = election.poll.as_ref();
    Dates {
        objections_until: election.manifest.objections_until,
        opens: election.manifest.opens,
        closes: poll.map_or(election.manifest.closes, |p| p.closes),
        closed: poll.and_then(|p| p.closed_time),
        suspended_until: poll.and_then(|p| p.suspended_until),
        now: election.time(),
    }
}

fn complaints(election: &Election) -> Complaints {
    let ruled = |upheld: bool| {
        election.complaints.iter().filter(|c| c.ruling.as_ref().is_some_and(|r| r.0 == upheld)).count() as u64
    };
    let made = election.complaints.len() as u64;
    Complaints { made, upheld: ruled(true), open: made - ruled(true) - ruled(false) }
}

fn contest(election: &Election, number: u64, contest: &Contest) -> ContestView {
    let at = usize::try_from(number - 1).unwrap_or(usize::MAX);
    let decided = election.result.as_ref().and_then(|result| {
        let outcome = result.outcomes.get(at)?;
        Some(Decided {
            valid: outcome.valid,
            blank: outcome.blank,
            spoilt: result.spoilt.get(at).cloned().unwrap_or_default(),
            elected: outcome.elected.iter().filter_map(|n| u16::try_from(*n).ok()).collect(),
            count: result.counts.get(at).cloned().flatten(),
        })
    });
    let rules = Rules::from_name(&contest.rules).map_or_else(
        |_| (contest.rules.clone(), String::new()),
        |r| (r.title().to_owned(), r.source().to_owned()),
    );
    let most = contest.candidates.len() as u64;
    ContestView {
        number,
        title: contest.title.clone(),
        kind: contest.kind,
        ranks: contest.ranks.filter(|ranks| *ranks < most),
        seats: contest.seats,
        rules,
        candidates: (contest.candidates.iter())
            .map(|c| Candidate { name: c.name.clone(), affiliation: c.affiliation.clone(), withdrawn: false })
            .collect(),
        decided,
    }
}
