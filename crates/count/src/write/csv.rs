//! CSV: see [`crate::csv`]. Plain rankings have a column for each preference, everything else a
//! column for each candidate.

use super::ranked::preamble;
use crate::profile::{Ballot, BallotKind, Profile};

pub(super) fn write(profile: &Profile, kind: BallotKind) -> String {
    let mut text = preamble(profile);
    let plain = profile.ballots.iter().all(|(ballot, _)| matches!(ballot, Ballot::Ranking(_)));
    if plain && kind == BallotKind::Ranking {
        preferences(profile, &mut text);
    } else {
        marks(profile, &mut text);
    }
    text
}

fn preferences(profile: &Profile, text: &mut String) {
    let longest = profile.ballots.iter().map(|(ballot, _)| ballot.ranks().count()).max().unwrap_or(0);
    text.push_str("votes");
    (1..=longest.max(1)).for_each(|rank| text.push_str(&format!(",{rank}")));
    text.push('\n');
    for (ballot, papers) in &profile.ballots {
        text.push_str(&papers.to_string());
        for number in ballot.ranks().flatten() {
            text.push(',');
            text.push_str(&cell(&profile.name(*number)));
        }
        text.push('\n');
    }
}

fn marks(profile: &Profile, text: &mut String) {
    text.push_str("votes");
    for candidate in &profile.candidates {
        text.push(',');
        text.push_str(&cell(&candidate.name));
    }
    text.push('\n');
    for (ballot, papers) in &profile.ballots {
        let mut cells = vec![String::new(); profile.candidates.len()];
        let mut put = |number: u16, what: String| {
            if let Some(slot) = cells.get_mut(usize::from(number).wrapping_sub(1)) {
                *slot = what;
            }
        };
        match ballot {
            Ballot::Approval(marks) => marks.iter().for_each(|one| put(*one, "x".to_owned())),
            Ballot::Scores(scores) => {
                (1..).zip(scores).for_each(|(one, score)| put(one, score.to_string()));
            }
            _ => (1u32..)
                .zip(ballot.ranks())
                .flat_map(|(rank, members)| members.iter().map(move |one| (*one, rank)))
                .for_each(|(one, rank)| put(one, rank.to_string())),
        }
        text.push_str(&papers.to_string());
        for what in &cells {
            text.push(',');
            text.push_str(what);
        }
        text.push('\n');
    }
}

/// As a spreadsheet quotes it.
pub(super) fn cell(text: &str) -> String {
    if text.contains([',', ';', '\t', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
