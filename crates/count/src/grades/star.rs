//! STAR: the two highest scores, then the one of them whom more papers score higher.
//!
//! Source: Equal Vote Coalition, starvoting.org/ties, "Official Tiebreaker Protocol":
//! - Scoring round: the tied are compared head to head, and those who lost the most match-ups
//!   are out, repeatedly; those still level by the most five-star ratings.
//! - Runoff: the higher score; then the most five-star ratings.
//! - Then by lot.
//!
//! Several seats are filled one after the other, each by a runoff among those left (Bloc STAR).

use super::Sheets;
use crate::count::{Action, Count, CountError, Draw, Elected, Purpose, Resolution, Stage, TieBreak};
use crate::decimal::Decimal;
use crate::lot::Lot;
use crate::options::{OptionError, Setting};
use crate::pairwise::{Matrix, Pairwise};
use crate::profile::{BallotKind, Profile};
use crate::rules::{Method, Rules};
use crate::stv::draw;
use crate::working::Working;

pub(crate) const STAR: Rules = Rules {
    name: "star",
    aliases: &["bloc-star"],
    title: "STAR: the two highest scores, then the one whom more voters score higher",
    source: "Equal Vote Coalition, STAR voting; ties by its Official Tiebreaker Protocol (starvoting.org/ties)",
    method: Method::Star(Star { highest: 5 }),
};

/// What STAR prescribes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Star {
    /// The highest score there is: "five stars".
    pub highest: u32,
}

impl Star {
    const CHOICES: &str = "a number";

    /// The options, as they are set.
    pub(crate) fn settings(&self) -> Vec<Setting> {
        let about = "the highest score on the paper";
        vec![Setting {
            name: "highest",
            value: self.highest.to_string(),
            choices: Self::CHOICES.to_owned(),
            about,
        }]
    }

    /// Sets one option.
    pub(crate) fn set(&mut self, name: &str, value: &str) -> Result<(), OptionError> {
        if name != "highest" {
            return Err(OptionError::unknown(name, &self.settings()));
        }
        let number = value.parse().ok().filter(|number| *number > 0);
        self.highest = number.ok_or_else(|| OptionError::value(name, value, Self::CHOICES))?;
        Ok(())
    }
}

/// How one seat was filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StarRound {
    /// Ties over who goes to the runoff, in order.
    pub steps: Vec<StarStep>,
    /// Who goes to the runoff, by number; one only where nobody else is left.
    pub finalists: Vec<u16>,
    /// Papers that score each of the finalists higher than the other.
    pub votes: Vec<u64>,
    /// Papers that score both the same.
    pub equal: u64,
    /// Who is elected.
    pub winner: u16,
    /// How.
    pub by: RunoffBy,
}

/// One step in breaking a tie of scores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StarStep {
    /// The tied, ascending.
    pub tied: Vec<u16>,
    /// Places in the runoff that they compete for.
    pub places: usize,
    /// What was looked at.
    pub by: StepBy,
    /// Match-ups lost, or highest scores, of each of the tied; none for a lot.
    pub figures: Vec<u64>,
    /// Who goes to the runoff after it.
    pub through: Vec<u16>,
    /// Who is out after it; the rest are still tied.
    pub out: Vec<u16>,
}

/// What a step looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepBy {
    /// Match-ups lost among the tied.
    MatchupsLost,
    /// Papers with the highest score there is.
    HighestScores,
    /// The draw of this number.
    Lot(u32),
}

/// What decides a runoff.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunoffBy {
    /// Nobody else is left.
    OnlyOne,
    /// More papers score the winner higher.
    Votes,
    /// The higher sum of scores.
    Score,
    /// More papers with the highest score there is.
    HighestScores,
    /// The draw of this number.
    Lot(u32),
}

/// Counts a checked profile of scores.
pub(crate) fn count(
    profile: &Profile,
    rules: &Rules,
    star: &Star,
    lot: &mut dyn Lot,
) -> Result<Count, CountError> {
    check_scores(profile, star)?;
    let sheets = Sheets::of(profile);
    let standing = profile.standing();
    let matrix =
        Matrix::of_scores(profile.candidates.len(), &sheets.papers).without_withdrawn(&profile.candidates);
    let sum = |number: u16, worth: &dyn Fn(u32) -> u64| -> u64 {
        let place = usize::from(number) - 1;
        sheets.papers.iter().map(|(scores, papers)| papers * worth(scores[place])).sum()
    };
    let all = (1u16..).take(profile.candidates.len());
    let mut scoring = Scoring {
        profile,
        scores: all
            .clone()
            .map(|one| if standing.contains(&one) { sum(one, &u64::from) } else { 0 })
            .collect(),
        highest: all.map(|one| sum(one, &|score| u64::from(score == star.highest))).collect(),
        matrix: &matrix,
        valid: sheets.valid,
        lot,
        draws: Vec::new(),
        stages: Vec::new(),
    };
    let (rounds, elected) = scoring.fill(standing.clone())?;
    let Scoring { draws, stages, .. } = scoring;
    Ok(Count {
        elected,
        stages,
        draws,
        pairwise: Some(Pairwise::new(matrix, &standing)),
        working: Some(Working::Star(rounds)),
        ..Count::begin(profile, rules, sheets.valid, sheets.set_aside)
    })
}

fn check_scores(profile: &Profile, star: &Star) -> Result<(), CountError> {
    for (at, (ballot, _)) in profile.ballots.iter().enumerate() {
        let crate::profile::Ballot::Scores(scores) = ballot else { continue };
        if let Some(score) = scores.iter().copied().find(|score| *score > star.highest) {
            return Err(CountError::ScoreTooHigh { ballot: at + 1, score, highest: star.highest });
        }
    }
    Ok(())
}

pub(super) struct Scoring<'a> {
    pub(super) profile: &'a Profile,
    pub(super) scores: Vec<u64>,
    pub(super) highest: Vec<u64>,
    pub(super) matrix: &'a Matrix,
    valid: u64,
    pub(super) lot: &'a mut dyn Lot,
    pub(super) draws: Vec<Draw>,
    stages: Vec<Stage>,
}

impl Scoring<'_> {
    fn fill(&mut self, mut left: Vec<u16>) -> Result<(Vec<StarRound>, Vec<Elected>), CountError> {
        let totals = self.scores.iter().map(|sum| Decimal::whole(*sum)).collect();
        self.stages.push(Stage::first(Action::Totals(BallotKind::Scores), totals));
        let (mut rounds, mut elected) = (Vec::new(), Vec::new());
        while !left.is_empty() && elected.len() < self.profile.seats as usize {
            let number = u32::try_from(rounds.len()).unwrap_or(u32::MAX - 2) + 2;
            let (round, tie) = self.round(&left, number)?;
            left.retain(|one| *one != round.winner);
            elected.push(Elected { candidate: round.winner, stage: number });
            let mut totals = vec![Decimal::whole(0); self.scores.len()];
            for (one, votes) in round.finalists.iter().zip(&round.votes) {
                totals[usize::from(*one) - 1] = Decimal::whole(*votes);
            }
            let action = Action::Runoff { between: round.finalists.clone() };
            self.stages.push(Stage {
                number,
                elected: vec![round.winner],
                tie,
                ..Stage::first(action, totals)
            });
            rounds.push(round);
        }
        Ok((rounds, elected))
    }

    fn round(&mut self, left: &[u16], stage: u32) -> Result<(StarRound, Option<TieBreak>), CountError> {
        let (mut finalists, steps, mut tie) = self.finalists(left, stage)?;
        finalists.sort_unstable();
        let [one, other] = finalists[..] else {
            let winner = finalists[0];
            let votes = vec![self.valid];
            let by = RunoffBy::OnlyOne;
            return Ok((StarRound { steps, finalists, votes, equal: 0, winner, by }, tie));
        };
        let votes = vec![self.matrix.over(one, other), self.matrix.over(other, one)];
        let equal = self.valid - votes[0] - votes[1];
        let figures = [
            (votes[0], votes[1], RunoffBy::Votes),
            self.pair(&self.scores, one, other, RunoffBy::Score),
            self.pair(&self.highest, one, other, RunoffBy::HighestScores),
        ];
        let (winner, by) = match figures.into_iter().find(|(mine, theirs, _)| mine != theirs) {
            Some((mine, theirs, by)) => (if mine > theirs { one } else { other }, by),
            None => {
                let tied = finalists.clone();
                let drawn =
                    draw(self.profile, self.lot, &mut self.draws, stage, Purpose::Election, tied.clone())?;
                let (chosen, by) = (vec![drawn.order[0]], Resolution::Lot(drawn.tie));
                tie = Some(TieBreak { tied, chosen, purpose: Purpose::Election, by });
                (drawn.order[0], RunoffBy::Lot(drawn.tie))
            }
        };
        Ok((StarRound { steps, finalists, votes, equal, winner, by }, tie))
    }

    fn pair(&self, of: &[u64], one: u16, other: u16, by: RunoffBy) -> (u64, u64, RunoffBy) {
        (of[usize::from(one) - 1], of[usize::from(other) - 1], by)
    }
}
