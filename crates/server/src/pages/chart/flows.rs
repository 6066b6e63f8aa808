//! Bands of votes that stay and ribbons of votes that pass on.

use hustings_count::{Action, Stage, Transfer};
use maud::{Markup, html};

use super::lanes::{Drawing, PILE, Whose};
use super::{px, votes};
use crate::pages::headline::short;
use crate::pages::language::args;

/// Ribbons this thin are drawn with an edge, so that no transfer vanishes.
const THIN: f64 = 1.0;
/// Ribbons at least this thick carry their number.
const LABELLED: f64 = 5.0;

/// What stays with each candidate from one stage to the next.
pub(super) fn kept(drawing: &Drawing) -> Markup {
    html! {
        @for (at, pair) in drawing.count.stages.windows(2).enumerate() {
            @for lane in &drawing.lanes {
                @let height = kept_height(drawing, pair, lane.whose);
                @if height > 0.0 {
                    @let x = drawing.x(at) + PILE;
                    rect.kept x=(px(x)) y=(px(lane.base - height))
                        width=(px(drawing.x(at + 1) - x)) height=(px(height)) {}
                }
            }
        }
    }
}

fn kept_height(drawing: &Drawing, pair: &[Stage], whose: Whose) -> f64 {
    pair.iter().map(|stage| drawing.height(stage, whose)).fold(f64::MAX, f64::min)
}

/// The transfers of each stage, each from the pile it leaves to the pile it joins.
pub(super) fn ribbons(drawing: &Drawing) -> Markup {
    html! {
        @for (at, pair) in drawing.count.stages.windows(2).enumerate() {
            @let ribbons = between(drawing, pair);
            @for ribbon in &ribbons { (ribbon.path(drawing, at, &pair[1])) }
            @for ribbon in &ribbons { (ribbon.number(drawing, at)) }
        }
    }
}

struct Ribbon {
    transfer: Transfer,
    /// Upper edge where it leaves and where it arrives.
    leaves: f64,
    arrives: f64,
    thickness: f64,
}

/// The ribbons of a stage. What leaves a pile leaves it in the order of the lanes it goes to, from the
/// top, so that ribbons from one pile do not cross; what arrives is stacked on what was there.
fn between(drawing: &Drawing, pair: &[Stage]) -> Vec<Ribbon> {
    let place = |whose| drawing.lane(whose).map_or(usize::MAX, |(place, _)| place);
    let to = |one: &Transfer| one.to.map_or(Whose::NonTransferable, Whose::Candidate);
    let mut transfers: Vec<Transfer> =
        pair[1].transfers.iter().filter(|one| one.votes.units() > 0).copied().collect();
    transfers.sort_by_key(|one| (place(Whose::Candidate(one.from)), place(to(one))));
    let mut left = vec![0.0; drawing.lanes.len()];
    let mut stacked = vec![0.0; drawing.lanes.len()];
    let mut ribbons = Vec::with_capacity(transfers.len());
    for transfer in transfers {
        let (from, to) = (drawing.lane(Whose::Candidate(transfer.from)), drawing.lane(to(&transfer)));
        let (Some((source, leaving)), Some((target, joining))) = (from, to) else { continue };
        let thickness = votes(transfer.votes) * drawing.scale;
        let top = leaving.base - drawing.height(&pair[0], leaving.whose);
        let on = joining.base - kept_height(drawing, pair, joining.whose);
        stacked[target] += thickness;
        ribbons.push(Ribbon {
            transfer,
            leaves: top + left[source],
            arrives: on - stacked[target],
            thickness,
        });
        left[source] += thickness;
    }
    ribbons
}

impl Ribbon {
    fn path(&self, drawing: &Drawing, at: usize, stage: &Stage) -> Markup {
        let (from, to) = (drawing.x(at) + PILE, drawing.x(at + 1));
        let middle = px((from + to) / 2.0);
        let (a, b) = (px(self.leaves), px(self.arrives));
        let (c, d) = (px(self.arrives + self.thickness), px(self.leaves + self.thickness));
        let (from, to) = (px(from), px(to));
        let shape = format!(
            "M{from} {a}C{middle} {a} {middle} {b} {to} {b}V{c}C{middle} {c} {middle} {d} {from} {d}Z"
        );
        let surplus = matches!(stage.action, Action::Surplus { .. });
        let name = |number| short(&drawing.count.candidates, number);
        let whom = self.transfer.to.map_or_else(|| drawing.language.say("chart-nobody"), name);
        html! {
            path.ribbon.surplus[surplus].thin[self.thickness < THIN].lost[self.transfer.to.is_none()] d=(shape) {
                title {
                    (drawing.language.tell("chart-flow", args![
                        stage = u64::from(stage.number),
                        votes = drawing.language.votes_short(self.transfer.votes),
                        from = name(self.transfer.from),
                        to = whom,
                    ]))
                }
            }
        }
    }

    /// What the ribbon brings, beside the pile it joins.
    fn number(&self, drawing: &Drawing, at: usize) -> Markup {
        let x = drawing.x(at + 1) - 4.0;
        html! {
            @if self.thickness >= LABELLED {
                text.moved x=(px(x)) y=(px(self.arrives - 4.0)) text-anchor="end" { "+" (drawing.language.votes_short(self.transfer.votes)) }
            }
        }
    }
}
