//! The chart of a count: each candidate's pile stage by stage, and the votes that pass between them.
//!
//! A candidate has a lane, in the order of the table. A pile's height is its votes, the dashed line
//! across the lane the quota. Between two stages the votes that stay are a band, those that pass on a
//! ribbon from the pile they leave to the one they join. Drawing rounds to a tenth of a pixel; the
//! numbers themselves are exact and those of the table.

mod flows;
mod lanes;

use hustings_count::{Count, Decimal};
use maud::{Markup, html};

use super::count::transfers;
use super::headline::short;
use super::language::Language;
use super::stages::{at, elected_at, order};
use lanes::Drawing;

/// The chart in its own scroller: flows where votes are transferred, otherwise bars.
pub(crate) fn chart(language: Language, count: &Count, contest: u64) -> Markup {
    let caption = format!("chart-{contest}");
    html! {
        figure.chart.broad[transfers(count)] {
            div.scroll tabindex="0" role="group" aria-labelledby=(caption) {
                @if transfers(count) { (Drawing::of(language, count).svg(contest)) } @else { (bars(language, count, contest)) }
            }
            figcaption #(caption) {
                @if transfers(count) {
                    (language.say("chart-piles")) " "
                    @if count.stages.iter().any(|stage| !stage.transfers.is_empty()) { (language.say("chart-ribbons")) " " }
                    @if count.quota.is_some() { (language.say("chart-quota")) " " }
                    (language.say("chart-table"))
                } @else { (language.say("chart-same")) }
            }
        }
    }
}

/// A number of votes for drawing.
fn votes(value: Decimal) -> f64 {
    value.units() as f64 / 10f64.powi(i32::from(value.places()))
}

/// Rounded to a tenth of a pixel.
fn px(length: f64) -> String {
    format!("{:.1}", length)
}

/// A name that fits its room of so many letters.
fn cut(name: &str, room: usize) -> String {
    if name.chars().count() <= room {
        return name.to_owned();
    }
    name.chars().take(room - 1).chain(['…']).collect()
}

fn bars(language: Language, count: &Count, contest: u64) -> Markup {
    const NAME: f64 = 176.0;
    const LENGTH: f64 = 360.0;
    const STEP: f64 = 40.0;
    let Some(stage) = count.stages.first() else { return html! {} };
    let most = stage.totals.iter().copied().map(votes).fold(1.0, f64::max);
    let order = order(count);
    let (width, height) = (NAME + LENGTH + 112.0, STEP * order.len() as f64 + 8.0);
    let rows = (0u32..).map(|row| f64::from(row) * STEP).zip(&order);
    html! {
        svg role="img" aria-labelledby=(format!("bars-{contest}"))
            width=(px(width)) height=(px(height)) viewBox=(format!("0 0 {} {}", px(width), px(height))) {
            title #(format!("bars-{contest}")) { (language.say("chart-bars")) }
            @for (y, number) in rows {
                @let total = at(&stage.totals, *number);
                @let length = votes(total) / most * LENGTH;
                text.label x="0" y=(px(y + 24.0)) { (cut(&short(&count.candidates, *number), 20)) }
                rect.pile.in[elected_at(count, *number).is_some()]
                    x=(px(NAME)) y=(px(y + 8.0)) width=(px(length)) height="22" {}
                text.amount x=(px(NAME + length + 8.0)) y=(px(y + 24.0)) { (language.votes_short(total)) }
            }
        }
    }
}
