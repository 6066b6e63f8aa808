//! What the rules of the transferable vote do, in sentences.

use hustings_count::{Action, Count, Decimal, Lead, Method, QuotaBase, Stage, Stv};

use super::list;
use crate::pages::language::{Arg, Language, args};
use crate::pages::stages;

/// Who goes, and what becomes of the papers.
pub(super) fn exclusion(language: Language, count: &Count, at: usize, of: &[u16]) -> String {
    let stage = &count.stages[at];
    let who = list(language, count, of);
    if stage.excluded.is_empty() {
        let values: Vec<String> = stage.values.iter().map(|one| language.votes_short(one.received)).collect();
        return language.tell("story-later-papers", args![who = who, values = language.listed(&values)]);
    }
    let before = at.checked_sub(1).and_then(|before| count.stages.get(before));
    let had: Vec<Decimal> = before
        .map_or_else(Vec::new, |before| of.iter().map(|one| stages::at(&before.totals, *one)).collect());
    let places = had.first().map_or(0, |one| one.places());
    let together = Decimal::new(had.iter().map(|one| one.units()).sum(), places);
    let key = if of.len() == 1 { "story-excluded" } else { "story-excluded-together" };
    let mut told = vec![language.tell(key, args![who = who, votes = together])];
    if let Some(stv) = stv(count) {
        if stv.exclusion.restart {
            told.push(language.say("story-anew"));
        } else if stage.transfers.is_empty() && !together.is_zero() {
            told.push(language.say("story-nothing-transferred"));
        } else if stv.exclusion.stages {
            told.push(language.say("story-worth-most-first"));
        }
    }
    told.join(" ")
}

/// A quota that has changed, where the rules reckon it anew.
pub(super) fn quota(language: Language, count: &Count, at: usize) -> Option<String> {
    let stv = stv(count)?;
    let anew = matches!(stv.quota.base, QuotaBase::UntilElected | QuotaBase::Active) || stv.exclusion.restart;
    let (then, now) = (count.stages.get(at.checked_sub(1)?)?.quota?, count.stages[at].quota?);
    (anew && then != now).then(|| language.tell("story-quota-now", args![quota = now]))
}

/// Why those are elected who have less than the quota.
pub(super) fn without_quota(language: Language, count: &Count, stage: &Stage, who: &[u16]) -> String {
    let lead = stv(count).map_or(Lead::None, |stv| stv.finish.lead);
    let why = match lead {
        Lead::Active if others_left(count, stage) => "active",
        Lead::Majority if others_left(count, stage) => "majority",
        Lead::LastTwo if others_left(count, stage) => "last-two",
        _ => "last-seats",
    };
    let (names, n) = (list(language, count, who), who.len() as u64);
    language.tell("story-without-quota", args![who = names, n = n, why = Arg::Word(why)])
}

/// Whether someone is neither elected nor excluded after the stage.
fn others_left(count: &Count, stage: &Stage) -> bool {
    let done = |number: u16| {
        count.stages.iter().take_while(|one| one.number <= stage.number).any(|one| {
            let excluded = matches!(&one.action, Action::Exclusion { of } if of.contains(&number));
            excluded || one.elected.contains(&number)
        })
    };
    (1u16..).zip(&count.candidates).any(|(number, one)| !one.withdrawn && !done(number))
}

fn stv(count: &Count) -> Option<Stv> {
    if let Method::Stv(stv) = count.rules.method() { Some(stv) } else { None }
}
