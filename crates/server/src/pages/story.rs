//! The stages of a count in sentences.
//!
//! The count tells its stages itself, in English (`Stage::sentence`). For another language they are told
//! again from the count's figures, through the catalogues; in English that must give the count's own sentences
//! to the letter. Where it does not, the stage is of a kind that the catalogues do not tell yet, and the
//! count's own sentences stand, marked as English: a reader may miss the language, never the facts.

mod transfers;

use hustings_count::{Action, BallotKind, Count, Decimal, Purpose, Resolution, Stage, TieBreak};
use maud::{Markup, html};

use super::language::{Arg, Language, args};

/// A stage's sentences as text.
pub(crate) fn text(language: Language, count: &Count, stage: &Stage) -> String {
    retold(language, count, stage).unwrap_or_else(|| stage.sentence.clone())
}

/// A stage's sentences.
pub(crate) fn html(language: Language, count: &Count, stage: &Stage) -> Markup {
    match retold(language, count, stage) {
        Some(told) => html! { bdi { (told) } },
        None => html! { bdi { (language.in_english(&stage.sentence)) } },
    }
}

/// What a tie was about, to choose between variants.
pub(crate) fn purpose(purpose: Purpose) -> Arg {
    Arg::Word(match purpose {
        Purpose::Surplus => "surplus",
        Purpose::Exclusion => "exclusion",
        Purpose::Election => "election",
        Purpose::EqualVictories => "equal-victories",
        Purpose::Runoff => "runoff",
    })
}

/// A stage in another language; none in English, and where the catalogues cannot tell it.
fn retold(language: Language, count: &Count, stage: &Stage) -> Option<String> {
    let own = Language::english();
    let faithful = language != own && told(own, count, stage)? == stage.sentence;
    if faithful { told(language, count, stage) } else { None }
}

/// A stage through the catalogues.
pub(super) fn told(language: Language, count: &Count, stage: &Stage) -> Option<String> {
    let at = count.stages.iter().position(|one| one.number == stage.number)?;
    let mut told = vec![match &stage.action {
        Action::FirstPreferences => language.tell("story-first", args![n = count.valid]),
        Action::Surplus { of } => surplus(language, count, stage, *of),
        Action::Exclusion { of } => transfers::exclusion(language, count, at, of),
        Action::Totals(kind) => totals(language, count, *kind),
        _ => return None,
    }];
    if let (Action::FirstPreferences, Some(quota)) = (&stage.action, stage.quota) {
        told.push(language.tell("story-quota", args![quota = quota]));
    }
    if let Some(one) = &stage.tie {
        told.push(tie(language, count, one)?);
    }
    told.extend(flow(language, count, stage));
    told.extend(transfers::quota(language, count, at));
    told.extend(elections(language, count, stage));
    Some(told.join(" "))
}

fn list(language: Language, count: &Count, numbers: &[u16]) -> String {
    let names: Vec<String> = numbers.iter().map(|number| count.name(*number)).collect();
    language.listed(&names)
}

fn surplus(language: Language, count: &Count, stage: &Stage, of: u16) -> String {
    let given = super::stages::at(&stage.changes, of);
    let size = Decimal::new(-given.units(), given.places());
    let name = count.name(of);
    // English: Ann's, James'.
    let ends_in_s = Arg::Word(if name.ends_with(['s', 'S']) { "yes" } else { "no" });
    let value = |value: Decimal| language.votes(value);
    let (values, low, high) = match &stage.values[..] {
        [one] => ("one", value(one.passed_on), String::new()),
        [highest, .., lowest] => ("several", value(lowest.passed_on), value(highest.passed_on)),
        [] => ("none", String::new(), String::new()),
    };
    language.tell(
        "story-surplus",
        args![
            name = name,
            ends_in_s = ends_in_s,
            votes = size,
            values = Arg::Word(values),
            low = low,
            high = high,
        ],
    )
}

fn totals(language: Language, count: &Count, kind: BallotKind) -> String {
    let kind = Arg::Word(match kind {
        BallotKind::Ranking => "ranking",
        BallotKind::Approval => "approval",
        BallotKind::Scores => "scores",
    });
    language.tell("story-totals", args![n = count.valid, kind = kind])
}

fn tie(language: Language, count: &Count, tie: &TieBreak) -> Option<String> {
    let chosen = list(language, count, &tie.chosen);
    let had = || Arg::Word(if tie.purpose == Purpose::Exclusion { "fewest" } else { "most" });
    let why = match tie.by {
        Resolution::EarlierStage(stage) => {
            language.tell("story-tie-stage", args![chosen = chosen, had = had(), stage = u64::from(stage)])
        }
        Resolution::Numbers => language.tell("story-tie-numbers", args![chosen = chosen]),
        Resolution::Lot(lot) => language.tell("story-tie-lot", args![chosen = chosen, lot = u64::from(lot)]),
        Resolution::Preferences(_) => return None,
    };
    let tied = list(language, count, &tie.tied);
    Some(language.tell("story-tie", args![tied = tied, purpose = purpose(tie.purpose), why = why]))
}

/// Who received most, and what was lost.
fn flow(language: Language, count: &Count, stage: &Stage) -> Option<String> {
    let nobody = stage.transfers.iter().find(|one| one.to.is_none());
    let lost = nobody.map(|one| one.votes).filter(|one| !one.is_zero());
    let given = stage.transfers.iter().filter_map(|one| Some((one.votes, one.to?)));
    let most = given.reduce(|best, one| if one.0 > best.0 { one } else { best });
    match (most, lost) {
        (None, None) => None,
        (None, Some(lost)) => Some(language.tell("story-lost", args![lost = lost])),
        (Some((most, to)), None) => {
            Some(language.tell("story-most", args![votes = most, to = count.name(to)]))
        }
        (Some((most, to)), Some(lost)) => {
            Some(language.tell("story-most-and-lost", args![votes = most, to = count.name(to), lost = lost]))
        }
    }
}

fn elections(language: Language, count: &Count, stage: &Stage) -> Vec<String> {
    let of = |number: &u16| super::stages::at(&stage.totals, *number);
    let (reached, rest): (Vec<u16>, Vec<u16>) =
        stage.elected.iter().partition(|one| stage.quota.is_none_or(|quota| of(one) >= quota));
    let mut told = Vec::new();
    if !reached.is_empty() {
        let key = if stage.quota.is_some() { "story-reached" } else { "story-elected" };
        let who = list(language, count, &reached);
        told.push(language.tell(key, args![who = who, n = reached.len() as u64]));
    }
    if !rest.is_empty() {
        told.push(transfers::without_quota(language, count, stage, &rest));
    }
    told
}

#[cfg(test)]
mod tests;
