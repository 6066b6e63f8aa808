//! Cast vote records in JSON: NIST SP 1500-103, version 1.0.0.
//!
//! Read are, of one contest, the current snapshot of each record (`CurrentSnapshotId`; in drafts
//! of the format `IsCurrent`), and in it every position that
//!
//! - has an indication (`HasIndication`: yes) and is not barred (`IsAllocable`: no), or is
//!   expressly allowed (`IsAllocable`: yes) although the mark is marginal (unknown); and
//! - counts for at least one vote (`NumberVotes`).
//!
//! Its `Rank`, or else that of its selection, is the preference; two candidates at one rank, an
//! overvote, share it, and a rank without a mark, an undervote, is skipped: what becomes of such
//! papers is for the rules to say. A candidate at several ranks holds the first, and a warning
//! says how many papers that concerned. Without ranks the marks are approvals, or the choices of
//! a plurality. A record without the contest is of another ballot paper and is left out; one with
//! the contest and no marks is a blank paper.
//!
//! Candidates are in the order of the contest's selections, called as their `Candidate`s are (a
//! ticket's names joined by /), a write-in without one "Write-in". The seats are `NumberElected`.

mod model;

use std::collections::HashMap;

use super::ranks::{Grouped, placed};
use super::text::{decode, printable};
use super::{Defect, ReadError, Wanted};
use crate::profile::{Ballot, BallotKind, Candidate, MAX_CANDIDATES, Profile, check_contest};
use model::{Contest, Election, Marks, Record, Report, Snapshot};

/// Reads a profile of the contest that is `wanted`; a file with one contest need not be asked.
///
/// # Errors
/// [`ReadError`], naming the line and column of what is not JSON, and the JSON pointer of what is
/// no cast vote record.
pub fn read(bytes: &[u8], wanted: &Wanted) -> Result<Profile, ReadError> {
    let text = decode(bytes)?;
    let report: Report = serde_json::from_str(text).map_err(|error| {
        let what = error.to_string();
        let what = what.split(" at line ").next().unwrap_or_default().to_owned();
        ReadError::new(error.line() as u64, error.column() as u64, Defect::Json(what))
    })?;
    let (place, election, contest) = chosen(&report, wanted.contest)?;
    let candidates = candidates(&report, election, contest, &place)?;
    let seats = wanted
        .seats
        .or(contest.number_elected)
        .ok_or(ReadError::nowhere(Defect::SeatsUnknown("NumberElected in its Contest")))?;
    check_contest(seats, candidates.len()).map_err(|one| ReadError::nowhere(Defect::Contest(one)))?;
    let selections = (1u16..).zip(&contest.selections).map(|(number, one)| (&*one.id, number)).collect();
    let mut papers = Papers { selections, candidates: candidates.len(), kind: wanted.kind, repeated: 0 };
    let mut grouped = Grouped::default();
    for (index, record) in report.records.iter().enumerate() {
        let pointer = format!("/CVR/{index}");
        let (at, snapshot) = current(record, &pointer)?;
        for (inner, one) in snapshot.contests.iter().enumerate() {
            if one.contest == contest.id {
                let place = || format!("{pointer}/CVRSnapshot/{at}/CVRContest/{inner}");
                let ballot = papers.ballot(one, &place)?;
                grouped.put(ballot, 1).map_err(|defect| pointed(&place(), &defect))?;
            }
        }
    }
    let mut warnings = Vec::new();
    if papers.repeated > 0 {
        warnings.push(format!(
            "papers that rank a candidate more than once: {}; the first of the ranks was taken",
            papers.repeated
        ));
    }
    let title = contest.name.as_deref().unwrap_or_default().trim().to_owned();
    printable(&title).map_err(|defect| pointed(&format!("{place}/Name"), &defect))?;
    Ok(Profile { title, seats, candidates, ballots: grouped.into_ballots(), warnings })
}

fn pointed(pointer: &str, what: &impl std::fmt::Display) -> ReadError {
    ReadError::nowhere(Defect::Line(format!("{pointer}: {what}")))
}

/// The contest asked for, or the only one, and its pointer.
fn chosen<'r, 'a>(
    report: &'r Report<'a>,
    asked: Option<&str>,
) -> Result<(String, &'r Election<'a>, &'r Contest<'a>), ReadError> {
    let mut found = Vec::new();
    let mut names = Vec::new();
    for (outer, election) in report.elections.iter().enumerate() {
        for (inner, contest) in election.contests.iter().enumerate() {
            let name = contest.name.as_deref().unwrap_or(&contest.id);
            names.push(format!("{name:?}"));
            if asked.is_none_or(|asked| asked == name || asked == contest.id) {
                found.push((format!("/Election/{outer}/Contest/{inner}"), election, contest));
            }
        }
    }
    let mut found = found.into_iter();
    match (found.next(), found.next()) {
        (Some(one), None) => Ok(one),
        (None, _) if names.is_empty() => Err(pointed(
            "/Election",
            &"there is no contest here; give a report of cast vote records (NIST SP 1500-103)",
        )),
        _ => {
            const ENOUGH: usize = 20;
            let more = if names.len() > ENOUGH { " and more" } else { "" };
            names.truncate(ENOUGH);
            let names = names.join(", ");
            Err(ReadError::nowhere(Defect::Line(format!("say which contest with --contest: {names}{more}"))))
        }
    }
}

fn candidates(
    report: &Report,
    election: &Election,
    contest: &Contest,
    place: &str,
) -> Result<Vec<Candidate>, ReadError> {
    if contest.selections.len() > usize::from(MAX_CANDIDATES) {
        return Err(pointed(place, &Defect::TooManyCandidates(contest.selections.len() as u64)));
    }
    let people: HashMap<&str, _> = election.candidates.iter().map(|one| (&*one.id, one)).collect();
    let parties: HashMap<&str, _> =
        report.parties.iter().filter_map(|one| Some((&*one.id, one.name.as_deref()?))).collect();
    let mut candidates = Vec::new();
    for (index, selection) in contest.selections.iter().enumerate() {
        let pointer = || format!("{place}/ContestSelection/{index}");
        let mut names = Vec::new();
        let mut affiliation = None;
        for id in &selection.candidates {
            let Some(person) = people.get(&**id) else {
                return Err(pointed(
                    &pointer(),
                    &format!("no Candidate has the @id {id:?}; correct one of them"),
                ));
            };
            names.push(person.name.as_deref().unwrap_or(id).trim());
            affiliation =
                affiliation.or(person.party.as_ref().and_then(|party| parties.get(&**party)).copied());
        }
        let name = match (&names[..], selection.text.as_deref()) {
            ([], Some(text)) => text.trim().to_owned(),
            ([], None) if selection.write_in => "Write-in".to_owned(),
            ([], None) => selection.id.clone().into_owned(),
            _ => names.join(" / "),
        };
        for text in [Some(&*name), affiliation].into_iter().flatten() {
            printable(text).map_err(|defect| pointed(&pointer(), &defect))?;
        }
        candidates.push(Candidate { affiliation: affiliation.map(str::to_owned), ..Candidate::new(name) });
    }
    Ok(candidates)
}

/// The snapshot that holds, and its position.
fn current<'r, 'a>(record: &'r Record<'a>, pointer: &str) -> Result<(usize, &'r Snapshot<'a>), ReadError> {
    let mut snapshots = record.snapshots.iter().enumerate();
    let found = match (&record.current, &record.snapshots[..]) {
        (Some(id), _) => snapshots.find(|(_, one)| one.id.as_ref() == Some(id)),
        (None, [only]) => Some((0, only)),
        (None, _) => snapshots.find(|(_, one)| one.current),
    };
    found.ok_or_else(|| {
        pointed(
            pointer,
            &"which CVRSnapshot is current is not said; CurrentSnapshotId must be the @id of one",
        )
    })
}

/// What a mark's rank and weight are.
struct Mark {
    rank: Option<u64>,
    candidate: u16,
    votes: u64,
}

struct Papers<'r> {
    selections: HashMap<&'r str, u16>,
    candidates: usize,
    kind: BallotKind,
    /// Papers with a candidate at several ranks.
    repeated: u64,
}

impl Papers<'_> {
    fn ballot(&mut self, contest: &Marks, place: &dyn Fn() -> String) -> Result<Ballot, ReadError> {
        let mut marks = self.marks(contest, place)?;
        marks.sort_by_key(|mark| (mark.candidate, mark.rank));
        if self.kind != BallotKind::Scores {
            let before = marks.len();
            marks.dedup_by_key(|mark| mark.candidate);
            self.repeated += u64::from(marks.len() < before);
        }
        match self.kind {
            BallotKind::Ranking => {
                if let Some(mark) = marks.iter().find(|mark| mark.rank == Some(0)) {
                    return Err(pointed(
                        &place(),
                        &format!("candidate {} has the rank 0; ranks begin with 1", mark.candidate),
                    ));
                }
                let unranked = marks.iter().all(|mark| mark.rank.is_none());
                if !unranked && marks.iter().any(|mark| mark.rank.is_none()) {
                    return Err(pointed(&place(), &"some marks have a Rank and some have none; add it"));
                }
                let ranked: Vec<_> =
                    marks.iter().map(|mark| (mark.rank.unwrap_or(1), mark.candidate)).collect();
                placed(&ranked).map_err(|defect| pointed(&place(), &defect))
            }
            BallotKind::Approval => Ok(Ballot::Approval(marks.iter().map(|mark| mark.candidate).collect())),
            BallotKind::Scores if marks.is_empty() => Ok(Ballot::Scores(Vec::new())),
            BallotKind::Scores => {
                let mut scores = vec![0u32; self.candidates];
                for mark in &marks {
                    let slot = usize::from(mark.candidate) - 1;
                    let sum = u64::from(scores[slot]).saturating_add(mark.votes);
                    scores[slot] = u32::try_from(sum)
                        .map_err(|_| pointed(&place(), &Defect::TooLarge(sum.to_string())))?;
                }
                Ok(Ballot::Scores(scores))
            }
        }
    }

    /// The marks that count, each with its rank where it has one.
    fn marks(&self, contest: &Marks, place: &dyn Fn() -> String) -> Result<Vec<Mark>, ReadError> {
        let mut marks = Vec::new();
        for (index, selection) in contest.selections.iter().enumerate() {
            let counted = selection.positions.iter().filter(|one| one.counts());
            for position in counted {
                let pointer = || format!("{}/CVRContestSelection/{index}", place());
                let Some(id) = &selection.selection else {
                    return Err(pointed(
                        &pointer(),
                        &"the mark names no ContestSelectionId; adjudicate the write-in",
                    ));
                };
                let Some(&candidate) = self.selections.get(&**id) else {
                    return Err(pointed(
                        &pointer(),
                        &format!("the contest has no selection {id:?}; correct it"),
                    ));
                };
                let rank = position.rank.or(selection.rank);
                marks.push(Mark { rank, candidate, votes: position.votes.unwrap_or(1) });
            }
        }
        Ok(marks)
    }
}
