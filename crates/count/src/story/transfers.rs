//! What the rules of the transferable vote do, in plain words.

use super::{list, reserved, votes};
use crate::count::{Action, Count, Stage};
use crate::decimal::Decimal;
use crate::rules::Method;
use crate::stv::data::{Lead, QuotaBase, Stv};

/// Who goes, and what becomes of the papers.
pub(super) fn exclusion(count: &Count, at: usize, of: &[u16]) -> String {
    let stage = &count.stages[at];
    if stage.excluded.is_empty() {
        let values: Vec<String> = stage.values.iter().map(|one| one.received.short()).collect();
        return format!(
            "The papers that {} had received at {} are transferred at that value.",
            list(count, of),
            super::joined(&values)
        );
    }
    let who = list(count, of);
    let had = |number: &u16| count.stages[at - 1].totals[usize::from(*number) - 1];
    let had: Vec<Decimal> = of.iter().map(had).collect();
    let places = had.first().map_or(0, |one| one.places());
    let together = Decimal::new(had.iter().map(|one| one.units()).sum(), places);
    let mut told = match had[..] {
        [_] if reserved::doomed(count, at, of) => {
            format!("{who} is excluded because of the reserved places.")
        }
        _ if reserved::doomed(count, at, of) => {
            format!("{who} are excluded because of the reserved places.")
        }
        [only] => {
            let spared = reserved::spared(count, at);
            format!("{who} is excluded with {}, the fewest{spared}.", votes(only))
        }
        _ => format!(
            "{who} are excluded together: with {} between them they cannot overtake the next above.",
            votes(together)
        ),
    };
    if let Some(stv) = stv(count) {
        if stv.exclusion.restart {
            told.push_str(" The count begins anew as if they had not stood.");
        } else if stage.transfers.is_empty() && !together.is_zero() {
            told.push_str(" Nothing is transferred: the last seats are filled.");
        } else if stv.exclusion.stages {
            told.push_str(" The papers worth most are transferred first.");
        }
    }
    told
}

/// A quota that has changed, where the rules reckon it anew.
pub(super) fn quota(count: &Count, at: usize) -> Option<String> {
    let stv = stv(count)?;
    let anew = matches!(stv.quota.base, QuotaBase::UntilElected | QuotaBase::Active) || stv.exclusion.restart;
    let (then, now) = (count.stages.get(at.checked_sub(1)?)?.quota?, count.stages[at].quota?);
    (anew && then != now).then(|| format!("The quota is now {}.", now.short()))
}

/// Why those are elected who have less than the quota.
pub(super) fn without_quota(count: &Count, stage: &Stage, who: &[u16]) -> String {
    let names = list(count, who);
    let are = if who.len() == 1 { "is" } else { "are" };
    let lead = stv(count).map_or(Lead::None, |stv| stv.finish.lead);
    let others = others_left(count, stage);
    match lead {
        Lead::Active if others => format!(
            "{names} {are} elected: no more candidates than there are seats left can still have as many votes."
        ),
        Lead::Majority if others => {
            format!("{names} {are} elected: all other votes together cannot overtake.")
        }
        Lead::LastTwo if others => format!("{names} {are} elected, the higher of the last two."),
        _ => format!("As many seats remain as candidates: {names} {are} elected without reaching the quota."),
    }
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
