//! The stages in plain words.

pub(crate) mod decision;
mod grades;
pub(crate) mod pairs;
mod reserved;
mod transfers;

use crate::count::{Action, Count, Purpose, Resolution, Stage, TieBreak};
use crate::countback::{Countback, Filled};
use crate::decimal::Decimal;
use crate::profile::BallotKind;
use crate::working::Working;

/// Writes the sentence of every stage.
pub(crate) fn tell(count: &mut Count) {
    let sentences: Vec<String> = (0..count.stages.len()).map(|at| stage(count, at)).collect();
    for (stage, sentence) in count.stages.iter_mut().zip(sentences) {
        stage.sentence = sentence;
    }
}

/// "Ann", "Ann and Bob", "Ann, Bob and Cy".
pub(crate) fn list(count: &Count, numbers: &[u16]) -> String {
    let names: Vec<String> = numbers.iter().map(|number| count.name(*number)).collect();
    joined(&names)
}

/// As [`list`], of texts.
pub(crate) fn joined(texts: &[String]) -> String {
    match texts.split_last() {
        None => "nobody".to_owned(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

fn stage(count: &Count, at: usize) -> String {
    let stage = &count.stages[at];
    let mut told = vec![match &stage.action {
        Action::FirstPreferences => first(count, stage),
        Action::Surplus { of } => surplus(count, stage, *of),
        Action::Surpluses { of } => surpluses(count, of),
        Action::Exclusion { of } => transfers::exclusion(count, at, of),
        Action::Totals(kind) => totals(count, *kind),
        Action::Pairs => pairs::told(count),
        Action::Runoff { .. } | Action::Grades | Action::Decision => worked_out(count, stage),
    }];
    told.extend(stage.tie.as_ref().map(|one| tie(count, one)));
    told.extend(flow(count, stage));
    told.extend(by_keep_values(count, stage));
    told.extend(keep(count, stage));
    told.extend(transfers::quota(count, at));
    if stage.action != Action::Decision {
        told.extend(elections(count, stage));
    }
    told.extend(reserved::told(count, at));
    told.join(" ")
}

/// A stage that is told by what the rules worked out.
fn worked_out(count: &Count, stage: &Stage) -> String {
    match &count.working {
        Some(Working::Star(rounds)) => {
            // The first stage is the scores; each round follows as one.
            let round = (stage.number as usize).checked_sub(2).and_then(|at| rounds.get(at));
            round.map(|round| grades::runoff(count, stage, round)).unwrap_or_default()
        }
        Some(Working::Judgment(judgment)) => grades::judgment(count, judgment),
        Some(Working::Decision(outcome)) => decision::told(count, outcome),
        _ => String::new(),
    }
}

fn first(count: &Count, stage: &Stage) -> String {
    let papers = Decimal::whole(count.valid).short();
    if let Some(Filled { left_by, countback: Countback::OwnPapers, .. }) = &count.vacancy {
        return own_papers(count, stage, *left_by);
    }
    let ballots = if count.valid == 1 { "valid ballot goes" } else { "valid ballots go" };
    let quota = stage.quota.map(|quota| format!(" The quota is {}.", quota.short()));
    format!("{papers} {ballots} to their first preferences.{}", quota.unwrap_or_default())
}

/// The papers that elected the member who left.
fn own_papers(count: &Count, stage: &Stage, left_by: u16) -> String {
    let papers = Decimal::whole(count.valid).short();
    let (elected, each) = if count.valid == 1 { ("paper", "It goes") } else { ("papers", "Each goes") };
    let lost = stage.non_transferable;
    let lost = if lost.is_zero() {
        String::new()
    } else {
        let mark = if lost == Decimal::whole(1) { "marks" } else { "mark" };
        format!(" {} {mark} nobody who stands for the seat.", votes(lost))
    };
    let quota = stage.quota.map(|quota| format!(" Half of the votes and one are {}.", quota.short()));
    format!(
        "{papers} {elected} elected {}. {each}, at what it gave, to the first of its preferences that stands for the seat.{lost}{}",
        count.name(left_by),
        quota.unwrap_or_default()
    )
}

fn surplus(count: &Count, stage: &Stage, of: u16) -> String {
    let given: Decimal = stage.changes[usize::from(of) - 1];
    let size = Decimal::new(-given.units(), given.places());
    let name = possessive(&count.name(of));
    let values = match &stage.values[..] {
        [one] => format!("at {} a paper", one.passed_on),
        [highest, .., lowest] => format!(
            "at between {} and {} a paper, in proportion to what each was worth",
            lowest.passed_on, highest.passed_on
        ),
        [] => "without papers".to_owned(),
    };
    format!("{name} surplus of {} is transferred {values}.", votes(size))
}

fn surpluses(count: &Count, of: &[u16]) -> String {
    let whose = if of.len() == 1 {
        format!("{} surplus is", possessive(&list(count, of)))
    } else {
        format!("The surpluses of {} are", list(count, of))
    };
    format!("{whose} shared out by new keep values.")
}

/// What changes under keep values: where the votes of the excluded went while those stayed as they
/// were, and who gained most once surpluses were shared out.
fn by_keep_values(count: &Count, stage: &Stage) -> Option<String> {
    if !stage.passed_on.is_empty() {
        let lost = stage.passed_on.iter().find(|one| one.to.is_none()).map(|one| one.votes);
        let given = stage.passed_on.iter().filter_map(|one| one.to.map(|to| (one.votes, to)));
        let told = most_and_lost(count, given, lost)?;
        let kept = stage.keep.iter().any(|value| !value.is_zero() && *value != Decimal::whole(1));
        return Some(if kept {
            told.replacen("The most", "By the keep values so far the most", 1)
        } else {
            told
        });
    }
    if !matches!(stage.action, Action::Surpluses { .. }) {
        return None;
    }
    let gains = (1u16..).zip(&stage.changes).filter(|(_, change)| change.units() > 0);
    let (one, gain) = gains.reduce(|best, one| if one.1 > best.1 { one } else { best })?;
    let lost = Some(stage.non_transferable_change).filter(|one| one.units() > 0);
    let lost = lost.map(|lost| format!("; {}", becomes(lost))).unwrap_or_default();
    Some(format!("{} gains most, {}{lost}.", count.name(one), votes(*gain)))
}

/// What the elected keep of each paper, where that is less than all.
fn keep(count: &Count, stage: &Stage) -> Option<String> {
    let kept =
        (1u16..).zip(&stage.keep).filter(|(_, value)| !value.is_zero() && **value != Decimal::whole(1));
    let kept: Vec<String> = kept.map(|(number, value)| format!("{} {value}", count.name(number))).collect();
    (!kept.is_empty()).then(|| format!("Kept of each paper: {}.", kept.join(", ")))
}

fn totals(count: &Count, kind: BallotKind) -> String {
    let papers = Decimal::whole(count.valid).short();
    let what = match kind {
        BallotKind::Ranking => "each counting for its first preference",
        BallotKind::Approval => "each counting for every candidate approved of",
        BallotKind::Scores => "each candidate's scores added up",
    };
    format!("{papers} valid ballots are counted, {what}.")
}

fn tie(count: &Count, tie: &TieBreak) -> String {
    let why = match tie.by {
        Resolution::EarlierStage(stage) => {
            let had = if tie.purpose == Purpose::Exclusion { "fewest" } else { "most" };
            format!("{} had the {had} at stage {stage}", list(count, &tie.chosen))
        }
        Resolution::Numbers => {
            format!("the number that the rules derive falls on {}", list(count, &tie.chosen))
        }
        Resolution::Preferences(rank) => {
            let had = if tie.purpose == Purpose::Exclusion { "fewest" } else { "most" };
            let papers = ordinal(rank);
            format!("{} had the {had} {papers} preferences", list(count, &tie.chosen))
        }
        Resolution::Lot(number) => {
            format!("lot {number} falls on {}", list(count, &tie.chosen))
        }
    };
    format!("{} were tied {}; {why}.", list(count, &tie.tied), tie.purpose.words())
}

fn flow(count: &Count, stage: &Stage) -> Option<String> {
    let nobody = stage.transfers.iter().find(|one| one.to.is_none());
    let lost = nobody.map(|one| one.votes).filter(|one| !one.is_zero());
    most_and_lost(count, stage.transfers.iter().filter_map(|one| one.to.map(|to| (one.votes, to))), lost)
}

fn most_and_lost(
    count: &Count,
    given: impl Iterator<Item = (Decimal, u16)>,
    lost: Option<Decimal>,
) -> Option<String> {
    let most = given.reduce(|best, one| if one.0 > best.0 { one } else { best });
    match (most, lost) {
        (None, None) => None,
        (None, Some(lost)) => Some(format!("{}.", becomes(lost))),
        (Some((most, to)), lost) => {
            let lost = lost.map(|lost| format!("; {}", becomes(lost)));
            let to = count.name(to);
            let go = if most == Decimal::whole(1) { "goes" } else { "go" };
            Some(format!("The most, {}, {go} to {to}{}.", votes(most), lost.unwrap_or_default()))
        }
    }
}

fn elections(count: &Count, stage: &Stage) -> Option<String> {
    let of = |number: &u16| stage.totals[usize::from(*number) - 1];
    let (reached, rest): (Vec<u16>, Vec<u16>) =
        stage.elected.iter().partition(|one| stage.quota.is_none_or(|quota| of(one) >= quota));
    let mut told = Vec::new();
    if !reached.is_empty() {
        let and = match (stage.quota, reached.len()) {
            (None, 1) => "is elected",
            (None, _) => "are elected",
            (Some(_), 1) => "reaches the quota and is elected",
            (Some(_), _) => "reach the quota and are elected",
        };
        told.push(format!("{} {and}.", list(count, &reached)));
    }
    if !rest.is_empty() {
        told.push(transfers::without_quota(count, stage, &rest));
    }
    (!told.is_empty()).then(|| told.join(" "))
}

fn votes(votes: Decimal) -> String {
    let noun = if votes == Decimal::whole(1) { "vote" } else { "votes" };
    format!("{} {noun}", votes.short())
}

fn becomes(lost: Decimal) -> String {
    let verb = if lost == Decimal::whole(1) { "becomes" } else { "become" };
    format!("{} {verb} non-transferable", votes(lost))
}

fn ordinal(rank: u32) -> String {
    let ending = match (rank % 10, rank % 100) {
        (1, tens) if tens != 11 => "st",
        (2, tens) if tens != 12 => "nd",
        (3, tens) if tens != 13 => "rd",
        _ => "th",
    };
    match rank {
        1 => "first".to_owned(),
        _ => format!("{rank}{ending}"),
    }
}

fn possessive(name: &str) -> String {
    if name.ends_with(['s', 'S']) { format!("{name}'") } else { format!("{name}'s") }
}
