//! Lists of rankings: see [`crate::ranked`]. Approvals are written as candidates who share the
//! first rank.

use super::WriteError;
use crate::profile::{Ballot, BallotKind, Profile};
use crate::read::Format;

pub(super) fn write(profile: &Profile) -> Result<String, WriteError> {
    let mut text = preamble(profile);
    let names: Vec<String> = profile.candidates.iter().map(|one| name(&one.name)).collect();
    let of = |number: &u16| names.get(usize::from(*number).wrapping_sub(1)).map_or("", String::as_str);
    for (ballot, papers) in &profile.ballots {
        let ranks: Vec<String> = match ballot {
            Ballot::Scores(_) => {
                return Err(WriteError::Kind { kind: BallotKind::Scores, format: Format::Ranked });
            }
            Ballot::Approval(marks) if marks.is_empty() => Vec::new(),
            Ballot::Approval(marks) => vec![marks.iter().map(of).collect::<Vec<_>>().join(" = ")],
            _ => ballot
                .ranks()
                .map(|rank| match rank {
                    [] => "-".to_owned(),
                    _ => rank.iter().map(of).collect::<Vec<_>>().join(" = "),
                })
                .collect(),
        };
        text.push_str(format!("{papers}: {}", ranks.join(" > ")).trim_end());
        text.push('\n');
    }
    Ok(text)
}

/// What this crate's own lines before the ballots say of the contest.
pub(super) fn preamble(profile: &Profile) -> String {
    let mut text = String::new();
    let mut say = |key: &str, value: &str| {
        text.push_str(format!("# {key}: {value}").trim_end());
        text.push('\n');
    };
    say("title", &profile.title);
    say("seats", &profile.seats.to_string());
    for candidate in &profile.candidates {
        let mut name = candidate.name.clone();
        if name.contains(',') || name.starts_with('"') {
            name = format!("\"{}\"", name.replace('"', "\"\""));
        }
        match &candidate.affiliation {
            Some(party) => say("candidate", &format!("{name}, {party}")),
            None => say("candidate", &name),
        }
    }
    for candidate in profile.candidates.iter().filter(|one| one.withdrawn) {
        say("withdrawn", &candidate.name);
    }
    text
}

/// In quotation marks where it could be taken for something else.
fn name(name: &str) -> String {
    let plain = !name.is_empty()
        && name != "-"
        && name != "/EMPTY_RANKING/"
        && !name.contains(['>', '=', ':', '#', '*', '^', '|', '"']);
    if plain { name.to_owned() } else { format!("\"{}\"", name.replace('"', "\"\"")) }
}
