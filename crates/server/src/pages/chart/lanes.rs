//! Where everything stands: lanes down, stages across.

use hustings_count::{Count, Stage};
use maud::{Markup, html};

use super::{cut, flows, px, votes};
use crate::pages::headline::short;
use crate::pages::language::{Language, args};
use crate::pages::stages::{at, elected_at, excluded_at, heading, order};
use crate::pages::story;

/// Height of the tallest pile.
const TALLEST: f64 = 136.0;
/// The least height of a lane: room for its name and result.
const LEAST: f64 = 34.0;
/// Above each lane: room for a number on the tallest pile.
const HEADROOM: f64 = 20.0;
/// Width of a pile.
pub(super) const PILE: f64 = 14.0;
/// From one stage to the next.
const STEP: f64 = 99.0;
/// The names' own drawing, which stays in view while the stages scroll.
const NAMES: f64 = 144.0;
/// Left of the first stage: half of its heading.
const LEFT: f64 = 32.0;
/// Right of the last stage: results.
const RIGHT: f64 = 137.0;
/// Above the lanes: what each stage does.
const HEAD: f64 = 64.0;
/// Letters of a name that fit beside its lane and within a stage's heading.
const NAME_ROOM: usize = 16;
const HEADING_ROOM: usize = 14;

/// Whose lane it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    Candidate(u16),
    NonTransferable,
}

/// One lane: piles stand on `base`.
pub(super) struct Lane {
    pub whose: Whose,
    pub base: f64,
}

/// A count laid out.
pub(super) struct Drawing<'a> {
    pub language: Language,
    pub count: &'a Count,
    pub lanes: Vec<Lane>,
    /// Pixels a vote.
    pub scale: f64,
}

impl<'a> Drawing<'a> {
    pub(super) fn of(language: Language, count: &'a Count) -> Self {
        let all = count.stages.iter().flat_map(|s| s.totals.iter().chain([&s.non_transferable]));
        let most = all.copied().map(votes).fold(1.0, f64::max);
        let scale = TALLEST / most;
        let mut whose: Vec<Whose> = order(count).into_iter().map(Whose::Candidate).collect();
        whose.push(Whose::NonTransferable);
        let mut base = HEAD;
        let lanes = whose
            .into_iter()
            .map(|whose| {
                let tallest = count.stages.iter().map(|stage| pile(stage, whose)).fold(0.0, f64::max);
                let quota = count.quota.filter(|_| elected(count, whose)).map_or(0.0, votes);
                let height = (tallest.max(quota) * scale).max(LEAST);
                base += height + HEADROOM;
                Lane { whose, base }
            })
            .collect();
        Drawing { language, count, lanes, scale }
    }

    /// The lane of a candidate, or of what is transferred to nobody.
    pub(super) fn lane(&self, whose: Whose) -> Option<(usize, &Lane)> {
        self.lanes.iter().enumerate().find(|(_, lane)| lane.whose == whose)
    }

    /// The left edge of the piles of a stage, counted from 0.
    pub(super) fn x(&self, stage: usize) -> f64 {
        LEFT + STEP * stage as f64
    }

    /// Height of a pile at the end of a stage.
    pub(super) fn height(&self, stage: &Stage, whose: Whose) -> f64 {
        pile(stage, whose) * self.scale
    }

    fn size(&self) -> (f64, f64) {
        let last = self.count.stages.len().saturating_sub(1);
        let bottom = self.lanes.last().map_or(HEAD, |lane| lane.base);
        (self.x(last) + PILE + RIGHT, bottom + 12.0)
    }

    pub(super) fn svg(&self, contest: u64) -> Markup {
        let (width, height) = self.size();
        let (title, desc) = (format!("flows-{contest}"), format!("flows-{contest}-text"));
        html! {
            div.drawing {
            svg.names aria-hidden="true" width=(px(NAMES)) height=(px(height))
                viewBox=(format!("0 0 {} {}", px(NAMES), px(height))) {
                @for lane in &self.lanes { (self.floor(lane, NAMES)) (self.names(lane)) }
            }
            svg role="img" aria-labelledby=(title) aria-describedby=(desc)
                width=(px(width)) height=(px(height)) viewBox=(format!("0 0 {} {}", px(width), px(height))) {
                title #(title) { (self.language.say("chart-title")) }
                desc #(desc) { (self.description()) }
                (self.headings())
                @for lane in &self.lanes { (self.floor(lane, width)) }
                (flows::kept(self))
                (flows::ribbons(self))
                @for lane in &self.lanes { (self.quota(lane)) }
                @for lane in &self.lanes { (self.piles(lane)) (self.results(lane)) }
            }
            }
        }
    }

    fn description(&self) -> String {
        self.count
            .stages
            .iter()
            .map(|stage| {
                let number = self.language.tell("stage-number", args![n = u64::from(stage.number)]);
                format!("{number}. {}", story::text(self.language, self.count, stage))
            })
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn headings(&self) -> Markup {
        html! {
            @for (at, stage) in self.count.stages.iter().enumerate() {
                @let x = px(self.x(at) + PILE / 2.0);
                text.stage x=(x) y="16" text-anchor="middle" { (stage.number) }
                @for (line, y) in two_lines(&heading(self.language, self.count, stage)).iter().zip(["34", "50"]) {
                    text.action x=(x) y=(y) text-anchor="middle" { (line) }
                }
            }
        }
    }

    fn floor(&self, lane: &Lane, width: f64) -> Markup {
        let y = px(lane.base + 0.5);
        html! { line.floor x1="0" x2=(px(width)) y1=(y) y2=(y) {} }
    }

    /// The line of the quota, in the lane of whoever is elected.
    fn quota(&self, lane: &Lane) -> Markup {
        let last = self.count.stages.len().saturating_sub(1);
        let (left, right) = (px(self.x(0)), px(self.x(last) + PILE));
        html! {
            @if let (true, Some(quota)) = (elected(self.count, lane.whose), self.count.quota) {
                @let y = px(lane.base - votes(quota) * self.scale);
                // The quota may change from stage to stage (AV): then each has its own line.
                @if self.count.stages.iter().all(|stage| stage.quota == Some(quota)) {
                    line.quota x1=(left) x2=(right) y1=(y) y2=(y) {}
                } @else {
                    @for (at, quota) in self.count.stages.iter().enumerate().filter_map(|(at, s)| Some((at, s.quota?))) {
                        @let y = px(lane.base - votes(quota) * self.scale);
                        line.quota x1=(px(self.x(at) - 24.0)) x2=(px(self.x(at) + PILE + 24.0)) y1=(y) y2=(y) {}
                    }
                }
            }
        }
    }

    fn piles(&self, lane: &Lane) -> Markup {
        html! {
            @for (at, stage) in self.count.stages.iter().enumerate() {
                @let height = self.height(stage, lane.whose);
                @if height > 0.0 {
                    rect.pile.in[is_in(self.count, stage, lane.whose)].lost[lane.whose == Whose::NonTransferable]
                        x=(px(self.x(at))) y=(px(lane.base - height)) width=(px(PILE)) height=(px(height.max(1.0))) {
                        title { (self.language.tell("chart-pile", args![
                            name = self.name(lane.whose),
                            stage = u64::from(stage.number),
                            votes = self.language.votes_short(value(stage, lane.whose)),
                        ])) }
                    }
                }
            }
        }
    }

    /// A lane's name and its votes at the first stage.
    fn names(&self, lane: &Lane) -> Markup {
        let first =
            self.count.stages.first().map(|stage| self.language.votes_short(value(stage, lane.whose)));
        html! {
            text.label x="0" y=(px(lane.base - 20.0)) { (cut(&self.name(lane.whose), NAME_ROOM)) }
            text.amount x="0" y=(px(lane.base - 5.0)) { (first.unwrap_or_default()) }
        }
    }

    /// What became of a lane's candidate, and the votes at the last stage.
    fn results(&self, lane: &Lane) -> Markup {
        let Some(last) = self.count.stages.last() else { return html! {} };
        let right = px(self.x(self.count.stages.len() - 1) + PILE + 10.0);
        html! {
            text.result.in[elected(self.count, lane.whose)] x=(right) y=(px(lane.base - 20.0)) { (self.result(lane.whose)) }
            @if value(last, lane.whose).units() > 0 {
                text.amount x=(right) y=(px(lane.base - 5.0)) { (self.language.votes_short(value(last, lane.whose))) }
            }
        }
    }

    fn name(&self, whose: Whose) -> String {
        match whose {
            Whose::Candidate(number) => short(&self.count.candidates, number),
            Whose::NonTransferable => self.language.say("non-transferable"),
        }
    }

    fn result(&self, whose: Whose) -> String {
        let Whose::Candidate(number) = whose else { return String::new() };
        match (elected_at(self.count, number), excluded_at(self.count, number)) {
            (Some(stage), _) => format!("✓ {}", self.at_stage("result-elected-at", stage)),
            (None, Some(stage)) => self.at_stage("result-excluded-at", stage),
            (None, None) => self.language.say("result-not-elected"),
        }
    }

    fn at_stage(&self, key: &str, stage: u32) -> String {
        self.language.tell(key, args![stage = u64::from(stage)])
    }
}

fn value(stage: &Stage, whose: Whose) -> hustings_count::Decimal {
    match whose {
        Whose::Candidate(number) => at(&stage.totals, number),
        Whose::NonTransferable => stage.non_transferable,
    }
}

fn pile(stage: &Stage, whose: Whose) -> f64 {
    votes(value(stage, whose))
}

fn elected(count: &Count, whose: Whose) -> bool {
    matches!(whose, Whose::Candidate(number) if elected_at(count, number).is_some())
}

fn is_in(count: &Count, stage: &Stage, whose: Whose) -> bool {
    matches!(whose, Whose::Candidate(number) if elected_at(count, number).is_some_and(|at| at <= stage.number))
}

/// A heading in two lines that fit between the stages: the catalogues break it with a stroke.
fn two_lines(heading: &str) -> Vec<String> {
    let (what, whose) = heading.split_once('|').unwrap_or((heading, ""));
    [what, whose].iter().map(|line| cut(line.trim(), HEADING_ROOM)).collect()
}
