//! BLT: see [`crate::blt`]. Approvals are written as candidates who share the first rank.

use std::fmt::Write as _;

use super::WriteError;
use crate::profile::{Ballot, BallotKind, Candidate, Profile};
use crate::read::Format;

pub(super) fn write(profile: &Profile) -> Result<String, WriteError> {
    let mut text = format!("{} {}\n", profile.candidates.len(), profile.seats);
    for (number, _) in (1..).zip(&profile.candidates).filter(|(_, one)| one.withdrawn) {
        line(&mut text, format_args!("-{number}"));
    }
    for (ballot, papers) in &profile.ballots {
        text.push_str(&papers.to_string());
        match ballot {
            Ballot::Approval(marks) if !marks.is_empty() => rank(&mut text, marks),
            Ballot::Scores(_) => {
                return Err(WriteError::Kind { kind: BallotKind::Scores, format: Format::Blt });
            }
            _ => ballot.ranks().for_each(|ranked| rank(&mut text, ranked)),
        }
        text.push_str(" 0\n");
    }
    text.push_str("0\n");
    for candidate in &profile.candidates {
        line(&mut text, format_args!("\"{}\"", quoted(&named(candidate))));
    }
    line(&mut text, format_args!("\"{}\"", quoted(&profile.title)));
    Ok(text)
}

fn line(text: &mut String, what: std::fmt::Arguments) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{what}");
}

fn rank(text: &mut String, members: &[u16]) {
    let members: Vec<String> = members.iter().map(u16::to_string).collect();
    text.push(' ');
    text.push_str(if members.is_empty() { "-" } else { "" });
    text.push_str(&members.join("="));
}

fn named(candidate: &Candidate) -> String {
    match &candidate.affiliation {
        Some(party) => format!("{} \"{party}\"", candidate.name),
        None => candidate.name.clone(),
    }
}

fn quoted(text: &str) -> String {
    text.replace('"', "\"\"")
}
