//! Whether a decision was carried, and why, with the figures.

use crate::count::Count;
use crate::decimal::Decimal;
use crate::decision::{Between, Outcome, ShareOf, Test, TestOf, Turnout};

use super::list;

/// The result, the votes, then each test.
pub(crate) fn told(count: &Count, outcome: &Outcome) -> String {
    let mut told = vec![result(count, outcome), votes(count, outcome)];
    told.extend(outcome.tests.iter().filter_map(|test| sentence(outcome, test)));
    told.join(" ")
}

fn result(count: &Count, outcome: &Outcome) -> String {
    let failed: Vec<&str> = outcome
        .tests
        .iter()
        .filter(|test| !test.passed())
        .map(|test| match test.of {
            TestOf::Quorum(_) => "too few took part",
            TestOf::Approval => "too few members are for it",
            TestOf::Threshold { .. } => "its share is too small",
        })
        .collect();
    match (outcome.carried, outcome.tested, outcome.between) {
        (Some(one), ..) => format!("Carried: {}.", count.name(one)),
        (None, None, _) => "Not carried: no option has more votes than every other.".to_owned(),
        (None, Some(one), Between::ForAndAgainst) => {
            format!("Not carried: {}, since {}.", count.name(one), failed.join(" and "))
        }
        (None, Some(one), Between::Options) => {
            format!("Nothing is carried: {} leads, but {}.", count.name(one), failed.join(" and "))
        }
    }
}

fn votes(count: &Count, outcome: &Outcome) -> String {
    let mut parts = match (outcome.between, outcome.tested) {
        (Between::ForAndAgainst, _) => {
            vec![format!("{} for", whole(outcome.votes_for)), format!("{} against", whole(outcome.against))]
        }
        (Between::Options, Some(one)) => vec![
            format!("{} for {}", whole(outcome.votes_for), count.name(one)),
            format!("{} for the others", whole(outcome.against)),
        ],
        (Between::Options, None) => vec![format!(
            "{} for each of {}",
            whole(outcome.votes_for),
            list(count, &leading(count, outcome))
        )],
    };
    if outcome.abstains.is_some() {
        let abstentions = if outcome.abstentions == 1 { "abstention" } else { "abstentions" };
        parts.push(format!("{} {abstentions}", whole(outcome.abstentions)));
    }
    if outcome.blank > 0 {
        let papers = if outcome.blank == 1 { "blank paper" } else { "blank papers" };
        parts.push(format!("{} {papers}", whole(outcome.blank)));
    }
    format!("There are {}.", super::joined(&parts))
}

/// Those that have the most votes.
fn leading(count: &Count, outcome: &Outcome) -> Vec<u16> {
    let most = Decimal::whole(outcome.votes_for);
    let totals = count.stages.first().map_or(&[][..], |stage| &stage.totals);
    let numbered = (1u16..).zip(totals).filter(|(number, total)| {
        let withdrawn = count.candidates[usize::from(*number) - 1].withdrawn;
        **total == most && Some(*number) != outcome.abstains && !withdrawn
    });
    numbered.map(|(number, _)| number).collect()
}

fn sentence(outcome: &Outcome, test: &Test) -> Option<String> {
    let (found, least) = (whole(test.found), whole(test.least));
    let needed = match (test.share, test.of) {
        (Some((share, of)), TestOf::Threshold { strict, of: what }) => {
            let more = if strict { "more than" } else { "at least" };
            let what = match what {
                ShareOf::Votes => "votes",
                ShareOf::VotesAndAbstentions => "votes and abstentions",
                ShareOf::Members => "members",
            };
            format!("{more} {share} of {} {what}, that is {least}", whole(of))
        }
        (Some((share, members)), _) => {
            format!("at least {share} of {} members, that is {least}", whole(members))
        }
        (None, _) => format!("at least {least}"),
    };
    let met = if test.passed() { "and" } else { "but" };
    Some(match test.of {
        TestOf::Quorum(turnout) => {
            let counted = match turnout {
                Turnout::Cast => "papers were cast",
                Turnout::NotBlank => "papers are not blank",
                Turnout::Votes => "votes were given",
            };
            format!("Quorum: {found} {counted}, {met} {needed}, were needed.")
        }
        TestOf::Approval => format!("Approval: {found} are for it, {met} {needed}, were needed."),
        TestOf::Threshold { .. } => {
            outcome.tested?;
            format!("Threshold: {found} are for it, {met} {needed}, were needed.")
        }
    })
}

fn whole(number: u64) -> String {
    Decimal::whole(number).short()
}
