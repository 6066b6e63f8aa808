//! Cast vote records: see [`crate::cvr`]. Each paper is a record with one snapshot, its marks in
//! the order of their ranks. A score is the `NumberVotes` of its mark.
//!
//! The format wants a date and a device; the same profile is to give the same file, so the date
//! is the beginning of 1970 and the device is this program.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::WriteError;
use crate::profile::{Ballot, BallotKind, Profile};

/// Three hundred bytes a mark: beyond this a file is gigabytes.
const MOST: u64 = 1_000_000;

pub(super) fn write(profile: &Profile, kind: BallotKind) -> Result<String, WriteError> {
    let papers = profile.ballots.iter().fold(0u64, |sum, (_, papers)| sum.saturating_add(*papers));
    if papers > MOST {
        return Err(WriteError::TooManyPapers { papers, most: MOST });
    }
    let mut text = String::from("{\"@type\":\"CVR.CastVoteRecordReport\",\"Version\":\"1.0.0\",\n\"CVR\":[");
    let mut number = 0u64;
    for (ballot, papers) in &profile.ballots {
        let marks = marks(ballot);
        for _ in 0..*papers {
            let comma = if number > 0 { "," } else { "" };
            number += 1;
            // Writing to a string cannot fail.
            let _ = write!(
                text,
                "{comma}\n{{\"@type\":\"CVR.CVR\",\"ElectionId\":\"election\",\"CurrentSnapshotId\":\"s{number}\",\
                 \"CVRSnapshot\":[{{\"@type\":\"CVR.CVRSnapshot\",\"@id\":\"s{number}\",\"Type\":\"interpreted\",\
                 \"CVRContest\":[{{\"@type\":\"CVR.CVRContest\",\"ContestId\":\"contest\",\"CVRContestSelection\":[{marks}]}}]}}]}}"
            );
        }
    }
    text.push_str("\n],\n");
    let about = about(profile, kind).to_string();
    text.push_str(about.trim_start_matches('{'));
    text.push('\n');
    Ok(text)
}

fn marks(ballot: &Ballot) -> String {
    let mark = |candidate: u16, rank: Option<usize>, votes: u32| {
        let rank = rank.map_or_else(String::new, |rank| format!("\"Rank\":{rank},"));
        format!(
            "{{\"@type\":\"CVR.CVRContestSelection\",\"ContestSelectionId\":\"c{candidate}\",\"SelectionPosition\":[{{\
             \"@type\":\"CVR.SelectionPosition\",\"HasIndication\":\"yes\",{rank}\"NumberVotes\":{votes}}}]}}"
        )
    };
    let marks: Vec<String> = match ballot {
        Ballot::Approval(marks) => marks.iter().map(|one| mark(*one, None, 1)).collect(),
        Ballot::Scores(scores) => (1..)
            .zip(scores)
            .filter(|(_, score)| **score > 0)
            .map(|(one, score)| mark(one, None, *score))
            .collect(),
        _ => (1..)
            .zip(ballot.ranks())
            .flat_map(|(rank, members)| members.iter().map(move |one| (*one, rank)))
            .map(|(one, rank)| mark(one, Some(rank), 1))
            .collect(),
    };
    marks.join(",")
}

/// Everything but the records.
fn about(profile: &Profile, kind: BallotKind) -> Value {
    let mut parties: Vec<&str> =
        profile.candidates.iter().filter_map(|one| one.affiliation.as_deref()).collect();
    parties.sort_unstable();
    parties.dedup();
    let party = |name: &str| parties.binary_search(&name).map(|at| format!("party{}", at + 1)).ok();
    let people = (1..).zip(&profile.candidates).map(|(number, one)| {
        let mut person = json!({ "@type": "CVR.Candidate", "@id": format!("p{number}"), "Name": one.name });
        if let Some(party) = one.affiliation.as_deref().and_then(party) {
            person["PartyId"] = json!(party);
        }
        person
    });
    let selections = (1..=profile.candidates.len()).map(|number| {
        json!({ "@type": "CVR.CandidateSelection", "@id": format!("c{number}"), "CandidateIds": [format!("p{number}")] })
    });
    let variation = match kind {
        BallotKind::Ranking => "rcv",
        BallotKind::Approval => "approval",
        BallotKind::Scores => "range",
    };
    let mut about = json!({
        "Election": [{
            "@type": "CVR.Election", "@id": "election", "ElectionScopeId": "unit", "Name": profile.title,
            "Candidate": people.collect::<Vec<_>>(),
            "Contest": [{
                "@type": "CVR.CandidateContest", "@id": "contest", "Name": profile.title,
                "NumberElected": profile.seats, "VoteVariation": variation,
                "ContestSelection": selections.collect::<Vec<_>>(),
            }],
        }],
        "GeneratedDate": "1970-01-01T00:00:00Z",
        "GpUnit": [{ "@type": "CVR.GpUnit", "@id": "unit", "Type": "other" }],
        "ReportGeneratingDeviceIds": ["device"],
        "ReportingDevice": [{ "@type": "CVR.ReportingDevice", "@id": "device", "Application": "hustings" }],
    });
    if !parties.is_empty() {
        let parties = (1..).zip(&parties).map(
            |(number, name)| json!({ "@type": "CVR.Party", "@id": format!("party{number}"), "Name": name }),
        );
        about["Party"] = parties.collect();
    }
    about
}
