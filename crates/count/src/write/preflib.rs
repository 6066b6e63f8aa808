//! PrefLib: see [`crate::preflib`]. Orders are written in the most restrictive type that fits, as
//! the format demands; approvals and scores as categories.

use std::collections::BTreeSet;

use super::WriteError;
use crate::profile::{Ballot, BallotKind, MAX_CANDIDATES, Profile};

pub(super) fn write(
    profile: &Profile,
    kind: BallotKind,
    lost: &mut Vec<String>,
) -> Result<String, WriteError> {
    let categories = categories(profile, kind)?;
    let mut lines: Vec<(String, u64)> = Vec::new();
    let (mut skipped, mut ties, mut incomplete) = (0u64, false, false);
    for (ballot, papers) in &profile.ballots {
        let line = match ballot {
            Ballot::Approval(marks) => approvals(marks, profile.candidates.len()),
            Ballot::Scores(scores) => scored(scores, &categories),
            _ => {
                let ranks: Vec<&[u16]> = ballot.ranks().collect();
                skipped += if ranks.iter().any(|rank| rank.is_empty()) { *papers } else { 0 };
                ties |= ranks.iter().any(|rank| rank.len() > 1);
                incomplete |= ranks.iter().map(|rank| rank.len()).sum::<usize>() < profile.candidates.len();
                let held = ranks.into_iter().filter(|rank| !rank.is_empty());
                held.map(braced).collect::<Vec<_>>().join(",")
            }
        };
        // Without the ranks they skip, two ballots may be one: no order may come twice.
        match lines.iter_mut().find(|(one, _)| skipped > 0 && *one == line) {
            Some((_, sum)) => *sum += papers,
            None => lines.push((line, *papers)),
        }
    }
    if skipped > 0 {
        lost.push(format!("ranks left out, which are closed up (papers: {skipped})"));
    }
    let data_type = match (kind, ties, incomplete) {
        (BallotKind::Approval | BallotKind::Scores, ..) => "cat",
        (_, false, false) => "soc",
        (_, false, true) => "soi",
        (_, true, false) => "toc",
        (_, true, true) => "toi",
    };
    let mut text = header(profile, data_type, &categories, &lines);
    for (line, papers) in lines {
        text.push_str(format!("{papers}: {line}").trim_end());
        text.push('\n');
    }
    Ok(text)
}

fn header(profile: &Profile, data_type: &str, categories: &[String], lines: &[(String, u64)]) -> String {
    let mut text = String::new();
    let mut say = |key: &str, value: &str| {
        text.push_str(format!("# {key}: {value}").trim_end());
        text.push('\n');
    };
    let voters: u64 = lines.iter().map(|(_, papers)| papers).sum();
    let unique = if data_type == "cat" { "NUMBER UNIQUE PREFERENCES" } else { "NUMBER UNIQUE ORDERS" };
    say("FILE NAME", "");
    say("TITLE", &profile.title);
    say("DESCRIPTION", "");
    say("DATA TYPE", data_type);
    say("MODIFICATION TYPE", "original");
    for key in ["RELATES TO", "RELATED FILES", "PUBLICATION DATE", "MODIFICATION DATE"] {
        say(key, "");
    }
    say("NUMBER ALTERNATIVES", &profile.candidates.len().to_string());
    say("NUMBER VOTERS", &voters.to_string());
    say(unique, &lines.len().to_string());
    say("NUMBER SEATS", &profile.seats.to_string());
    if data_type == "cat" {
        say("NUMBER CATEGORIES", &categories.len().to_string());
        for (number, name) in (1..).zip(categories) {
            say(&format!("CATEGORY NAME {number}"), name);
        }
    }
    for (number, candidate) in (1..).zip(&profile.candidates) {
        say(&format!("ALTERNATIVE NAME {number}"), &candidate.name);
        if let Some(party) = &candidate.affiliation {
            say(&format!("ALTERNATIVE AFFILIATION {number}"), party);
        }
        if candidate.withdrawn {
            say(&format!("ALTERNATIVE WITHDRAWN {number}"), "yes");
        }
    }
    text
}

fn categories(profile: &Profile, kind: BallotKind) -> Result<Vec<String>, WriteError> {
    match kind {
        BallotKind::Ranking => Ok(Vec::new()),
        BallotKind::Approval => Ok(vec!["Yes".to_owned(), "No".to_owned()]),
        BallotKind::Scores => {
            let mut different = BTreeSet::new();
            for (ballot, _) in &profile.ballots {
                if let Ballot::Scores(scores) = ballot {
                    different.extend(scores);
                }
            }
            match different.len() {
                many if many > usize::from(MAX_CANDIDATES) => Err(WriteError::TooManyScores(many)),
                0 => Ok(vec!["0".to_owned()]),
                _ => Ok(different.into_iter().rev().map(u32::to_string).collect()),
            }
        }
    }
}

fn approvals(marks: &[u16], candidates: usize) -> String {
    let last = u16::try_from(candidates).unwrap_or(u16::MAX);
    let others: Vec<u16> = (1..=last).filter(|one| !marks.contains(one)).collect();
    format!("{},{}", braced(marks), braced(&others))
}

fn scored(scores: &[u32], categories: &[String]) -> String {
    let of = |worth: &String| {
        let members = (1u16..).zip(scores).filter(|(_, score)| score.to_string() == *worth);
        braced(&members.map(|(one, _)| one).collect::<Vec<_>>())
    };
    categories.iter().map(of).collect::<Vec<_>>().join(",")
}

fn braced(members: &[u16]) -> String {
    let numbers: Vec<String> = members.iter().map(u16::to_string).collect();
    if let [one] = &numbers[..] { one.clone() } else { format!("{{{}}}", numbers.join(",")) }
}
