//! What happened, written down as stages.

use super::course::Counting;
use super::tree::Standing;
use crate::count::{Action, PassedOn, Stage, TieBreak};
use crate::decimal::Decimal;

/// What begins a stage.
pub(super) enum Event {
    FirstPreferences,
    /// The surpluses of all the elected are shared out.
    Surpluses,
    /// Candidates are excluded.
    Exclusion {
        of: Vec<u16>,
        tie: Option<TieBreak>,
    },
}

impl Counting<'_> {
    /// Writes down a stage at whose end `elected` are elected.
    pub(super) fn end_stage(&mut self, event: Event, elected: Vec<u16>, passed_on: Vec<PassedOn>) {
        let (action, tie) = match event {
            Event::FirstPreferences => (Action::FirstPreferences, None),
            Event::Surpluses => {
                let before = self.elected.iter().map(|one| one.candidate);
                let of = before.filter(|one| !elected.contains(one)).collect();
                (Action::Surpluses { of }, None)
            }
            Event::Exclusion { of, tie } => (Action::Exclusion { of }, tie),
        };
        let nothing = vec![0; self.votes.len()];
        let before = self.history.last().unwrap_or(&nothing);
        let lost = self.stages.last().map_or(0, |stage| stage.non_transferable.units());
        let votes = |units: u128| i128::try_from(units).unwrap_or(i128::MAX);
        let decimal = |units: i128| Decimal::new(units, self.rule.places);
        let changes = self.votes.iter().zip(before).map(|(now, then)| decimal(votes(*now) - votes(*then)));
        let all = u128::from(self.valid) * u128::from(self.part.one);
        let gone = votes(all - self.votes.iter().sum::<u128>());
        let keep = self.standing.iter().zip(&self.values).map(|(standing, value)| {
            let value = if *standing == Standing::Out { 0 } else { *value };
            decimal(i128::from(value))
        });
        let stage = Stage {
            number: self.next_stage(),
            totals: self.votes.iter().map(|units| decimal(votes(*units))).collect(),
            changes: changes.collect(),
            non_transferable: decimal(gone),
            non_transferable_change: decimal(gone - lost),
            quota: Some(decimal(votes(self.quota))),
            elected,
            excluded: match &action {
                Action::Exclusion { of } => of.clone(),
                _ => Vec::new(),
            },
            keep: keep.collect(),
            passed_on,
            judgments: self.gate.judgments(),
            tie,
            ..Stage::first(action, Vec::new())
        };
        self.stages.push(stage);
        self.history.push(self.votes.clone());
    }
}
