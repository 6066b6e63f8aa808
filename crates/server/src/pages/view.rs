//! What the pages show of an election, apart from the state it is taken from: plain values, so that
//! a page can be made, and tested, without a record.

mod report;

pub use report::{Figures, ReportLine, ReportView, checks_of};

use std::collections::BTreeMap;
use std::sync::Arc;

use hustings_count::{Candidate, Count, Rules};
use hustings_record::acts::{BallotKind, BlobRef, Contest, Reserved};
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
    /// The register in figures.
    pub register: RegisterView,
    /// Whether pages say how many have voted before the poll is closed.
    pub turnout_public: bool,
    /// An outage waits for the scrutineer: no ballots are taken. Only whoever keeps the record knows it, by
    /// its own clock; false until it says otherwise.
    pub interrupted: bool,
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
    /// The rules; their name, where this version has none of that name.
    pub rules: Result<Rules, String>,
    /// Options of the rules set by hand, such as `quota droop`.
    pub options: Vec<String>,
    /// Places reserved for groups of candidates.
    pub reserved: Vec<ReservedView>,
    /// In the order of the ballot paper.
    pub candidates: Vec<Candidate>,
    /// What each has to say for itself, in the same order.
    pub statements: Vec<Option<BlobRef>>,
    /// Candidates who stand together: a name and their numbers.
    pub slates: Vec<(String, Vec<u16>)>,
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
    pub count: Option<Arc<Count>>,
}

/// Places reserved for a group of candidates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReservedView {
    /// What the group is called.
    pub group: String,
    /// At least so many of it are elected.
    pub at_least: Option<u64>,
    /// At most so many of it are elected.
    pub at_most: Option<u64>,
}

/// The register in figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegisterView {
    /// Classes of members in the manifest's order: name, members once the register is published, and the
    /// numbers of the contests in which they vote, with their weights.
    pub classes: Vec<ClassView>,
    /// Codes that were replaced after the freeze.
    pub replaced: u64,
    /// Whether nobody is added or removed any more.
    pub frozen: bool,
    /// Identity of the act that published it, once it is.
    pub act: Option<Hex32>,
    /// Its entry in the record.
    pub entry: Option<u64>,
}

/// A class of members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassView {
    /// What it is called.
    pub name: String,
    /// Members, once the register is published.
    pub members: Option<u64>,
    /// Numbers of the contests in which it votes, and the weight of a ballot.
    pub contests: Vec<(u64, u64)>,
}

impl ElectionView {
    /// The election that `state` has arrived at; none before its manifest.
    ///
    /// The cost grows with contests, candidates, complaints and, once, the stages of a count; not with
    /// members or ballots, so that a server can make a view after every commit. Where `before` is a view of
    /// the same election, counts are shared with it instead of copied.
    pub fn after(state: &State, before: Option<&ElectionView>) -> Option<Self> {
        let (at, election) = (state.at(), state.election()?);
        let mut view = Self::of_election(election, state.figures().replaced, at.size, at.root, before);
        view.register.entry = view.register.act.and_then(|id| state.index_of(&id));
        Some(view)
    }

    /// As [`ElectionView::after`], from nothing.
    pub fn of(state: &State) -> Option<Self> {
        Self::after(state, None)
    }

    /// The same from its parts: ballots replaced, size and root of the log.
    pub fn of_election(
        election: &Election,
        replaced: u64,
        size: u64,
        root: Hex32,
        before: Option<&ElectionView>,
    ) -> Self {
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
            contests: (1u64..)
                .zip(&manifest.contests)
                .map(|(n, c)| contest(election, n, c, before))
                .collect(),
            has_result: result.is_some(),
            certified: result.map_or(0, |r| r.certified.len() as u64),
            scrutineer: result.and_then(|r| r.report.clone()),
            complaints: complaints(election),
            annulled: election.annulled.clone(),
            register: register(election),
            turnout_public: manifest.turnout,
            interrupted: false,
            size,
            root,
        }
    }

    /// Ballots that count: one a member who voted.
    pub fn ballots(&self) -> u64 {
        self.turnout.voted
    }

    /// The statement that the manifest names for a candidate; contest and number from 1.
    pub fn statement(&self, contest: u64, number: u16) -> Option<BlobRef> {
        let of = self.contests.iter().find(|one| one.number == contest)?;
        *of.statements.get(usize::from(number).checked_sub(1)?)?
    }

    /// Whether pages say how many have voted: where the manifest wants it, and once the poll is closed.
    pub fn shows_turnout(&self) -> bool {
        self.turnout_public || self.phase > Phase::Open
    }

    /// Whether no ballots are taken because of an outage.
    pub fn is_interrupted(&self) -> bool {
        self.interrupted && self.phase == Phase::Open && self.annulled.is_none()
    }

    /// Whether no ballots are taken now although the poll is open.
    pub fn suspended_until(&self) -> Option<u64> {
        self.dates
            .suspended_until
            .filter(|_| self.annulled.is_none())
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

/// The register's figures. Its rows are in the order of their classes (check R2, and a replacement stays
/// in its class), so that a class is counted by two searches.
fn register(election: &Election) -> RegisterView {
    let register = election.register.as_ref();
    let members = |number: u64| {
        let rows = &register?.rows;
        let before = |class: u64| rows.partition_point(|row| u64::from(row.class) < class) as u64;
        Some(before(number + 1) - before(number))
    };
    let classes = (1u64..).zip(&election.manifest.classes).map(|(number, class)| ClassView {
        name: class.name.clone(),
        members: members(number),
        contests: class.contests.iter().map(|one| (one.contest, one.weight)).collect(),
    });
    RegisterView {
        classes: classes.collect(),
        replaced: register.map_or(0, |r| r.replaced),
        frozen: register.is_some_and(|r| r.frozen),
        act: register.map(|r| r.act),
        entry: None,
    }
}

fn contest(
    election: &Election,
    number: u64,
    contest: &Contest,
    before: Option<&ElectionView>,
) -> ContestView {
    let at = usize::try_from(number - 1).unwrap_or(usize::MAX);
    let known = before.filter(|view| view.id == election.id).and_then(|view| view.contests.get(at));
    let most = contest.candidates.len() as u64;
    ContestView {
        number,
        title: contest.title.clone(),
        kind: contest.kind,
        ranks: contest.ranks.filter(|ranks| *ranks < most),
        seats: contest.seats,
        rules: Rules::from_name(&contest.rules).map_err(|_| contest.rules.clone()),
        options: contest.options.iter().map(|one| format!("{} {}", one.name, one.value)).collect(),
        reserved: contest.reserved.iter().map(reserved).collect(),
        candidates: (contest.candidates.iter())
            .map(|c| Candidate { name: c.name.clone(), affiliation: c.affiliation.clone(), withdrawn: false })
            .collect(),
        statements: contest.candidates.iter().map(|c| c.statement).collect(),
        slates: contest.slates.iter().map(|slate| (slate.name.clone(), numbers(&slate.candidates))).collect(),
        decided: decided(election, at, known),
    }
}

fn reserved(places: &Reserved) -> ReservedView {
    ReservedView { group: places.group.clone(), at_least: places.at_least, at_most: places.at_most }
}

fn numbers(given: &[u64]) -> Vec<u16> {
    given.iter().filter_map(|n| u16::try_from(*n).ok()).collect()
}

fn decided(election: &Election, at: usize, known: Option<&ContestView>) -> Option<Decided> {
    let result = election.result.as_ref()?;
    let outcome = result.outcomes.get(at)?;
    let counted = result.counts.get(at).and_then(Option::as_ref);
    let known = known.and_then(|view| view.decided.as_ref()?.count.clone());
    Some(Decided {
        valid: outcome.valid,
        blank: outcome.blank,
        spoilt: result.spoilt.get(at).cloned().unwrap_or_default(),
        elected: numbers(&outcome.elected),
        // A result, once it stands, is never another one.
        count: counted.map(|count| known.unwrap_or_else(|| Arc::new(count.clone()))),
    })
}

impl ContestView {
    /// Numbers of the elected; none before the result.
    pub fn elected(&self) -> &[u16] {
        self.decided.as_ref().map_or(&[], |decided| &decided.elected)
    }
}
