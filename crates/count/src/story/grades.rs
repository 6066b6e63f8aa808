//! STAR and majority judgment in plain words.

use super::{joined, list};
use crate::count::{Count, Stage};
use crate::decimal::Decimal;
use crate::grades::{Judgment, Middle, RunoffBy, StarRound, StarStep, StepBy};

/// The only stage of majority judgment.
pub(super) fn judgment(count: &Count, judgment: &Judgment) -> String {
    let papers = whole(count.valid);
    let middle = match (judgment.middle, count.valid % 2) {
        (_, 1) => "",
        (Middle::Better, _) => ", the better of the two in the middle",
        (Middle::Worse, _) => ", the worse of the two in the middle",
    };
    let lead = format!("{papers} valid ballots grade every candidate; each has its middle grade{middle}.");
    let mut pairs = judgment.ranking.windows(2).map(|pair| (&pair[0], &pair[1]));
    // The comparison that separates the elected from the rest, or the first from the second.
    let deciding = pairs.find(|(_, after)| !after.iter().any(|one| elected(count, *one)));
    let close = deciding.and_then(|(before, after)| {
        let (one, other) = (*before.first()?, *after.first()?);
        let difference = judgment.difference(one, other)?;
        let (mine, theirs) = (difference.first, difference.second);
        let (name, next) = (count.name(one), count.name(other));
        Some(match difference.after {
            0 => format!(" {name} has {mine}, and the next, {next}, {theirs}."),
            after => format!(
                " {name} and the next, {next}, have the same; once {} middle {} taken away from each, {name} has {mine} and {next} {theirs}.",
                whole(after),
                if after == 1 { "grade is" } else { "grades are" },
            ),
        })
    });
    lead + &close.unwrap_or_default()
}

fn elected(count: &Count, number: u16) -> bool {
    count.elected.iter().any(|one| one.candidate == number)
}

/// A runoff.
pub(super) fn runoff(count: &Count, stage: &Stage, round: &StarRound) -> String {
    let mut told: Vec<String> = round.steps.iter().map(|one| step(count, one)).collect();
    let [one, other] = round.finalists[..] else {
        return format!("{} is the only one left.", list(count, &round.finalists));
    };
    let score = |number: u16| {
        let totals = count.stages.first().map_or(&stage.totals, |first| &first.totals);
        totals[usize::from(number) - 1].short()
    };
    told.push(format!(
        "{} (score {}) and {} ({}) go to the runoff: {} papers score {} higher, {} {}, and {} both the same.",
        count.name(one),
        score(one),
        count.name(other),
        score(other),
        whole(round.votes[0]),
        count.name(one),
        whole(round.votes[1]),
        count.name(other),
        whole(round.equal),
    ));
    let winner = count.name(round.winner);
    match round.by {
        RunoffBy::OnlyOne | RunoffBy::Votes => {}
        RunoffBy::Score => told.push(format!("That is level, and {winner} has the higher score.")),
        RunoffBy::HighestScores => {
            told.push(format!(
                "That is level, as are the scores, and {winner} has more of the highest score."
            ));
        }
        RunoffBy::Lot(_) => told.push("That is level, as are the scores and the highest scores.".to_owned()),
    }
    told.join(" ")
}

fn step(count: &Count, step: &StarStep) -> String {
    let tied = list(count, &step.tied);
    let places = if step.places == 1 { "a place" } else { "both places" };
    let figures = || {
        let each = step.tied.iter().zip(&step.figures);
        joined(
            &each.map(|(one, figure)| format!("{} {}", count.name(*one), whole(*figure))).collect::<Vec<_>>(),
        )
    };
    let by = match step.by {
        StepBy::MatchupsLost => format!("match-ups lost among them: {}", figures()),
        StepBy::HighestScores => format!("papers with the highest score: {}", figures()),
        StepBy::Lot(number) => format!("lot {number} decides"),
    };
    let mut ends = Vec::new();
    if !step.through.is_empty() {
        let verb = if step.through.len() == 1 { "goes" } else { "go" };
        ends.push(format!("{} {verb} through", list(count, &step.through)));
    }
    if !step.out.is_empty() {
        let are = if step.out.len() == 1 { "is" } else { "are" };
        ends.push(format!("{} {are} out", list(count, &step.out)));
    }
    format!("{tied} are tied for {places} in the runoff; {by}; {}.", joined(&ends))
}

fn whole(number: u64) -> String {
    Decimal::whole(number).short()
}
