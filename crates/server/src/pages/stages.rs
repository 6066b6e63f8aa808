//! The stage table: names down, stages across, the quota as a line below the elected.

use hustings_count::{Action, Count, Decimal, Stage};
use maud::{Markup, html};

use super::count::transfers;
use super::figures::capital;
use super::headline::short;
use super::layout::{cross, tick};

/// As many stages as fit beside each other in a page's column.
const FEW: usize = 4;

/// Candidates from the first elected to the first excluded: the order of rows here and of lanes in
/// the chart.
pub(crate) fn order(count: &Count) -> Vec<u16> {
    let last = |number: u16| count.stages.last().map(|stage| at(&stage.totals, number));
    let mut order: Vec<u16> = count.elected.iter().map(|one| one.candidate).collect();
    let mut rest: Vec<u16> = numbers(count).filter(|number| !order.contains(number)).collect();
    rest.sort_by_key(|number| {
        let gone = excluded_at(count, *number);
        let before = gone.and_then(|stage| previous(count, stage)).map(|stage| at(&stage.totals, *number));
        std::cmp::Reverse((gone.unwrap_or(u32::MAX), before.or_else(|| last(*number))))
    });
    order.extend(rest);
    order
}

/// The stage at whose end the candidate was deemed elected.
pub(crate) fn elected_at(count: &Count, number: u16) -> Option<u32> {
    count.elected.iter().find(|one| one.candidate == number).map(|one| one.stage)
}

/// The stage in which the candidate was excluded.
pub(crate) fn excluded_at(count: &Count, number: u16) -> Option<u32> {
    count.stages.iter().find(|stage| stage.excluded.contains(&number)).map(|stage| stage.number)
}

/// A vector's value for the candidate with this number; nought where there is none.
pub(crate) fn at(values: &[Decimal], number: u16) -> Decimal {
    usize::from(number).checked_sub(1).and_then(|i| values.get(i)).copied().unwrap_or(Decimal::whole(0))
}

/// What a stage does, in a few words.
pub(crate) fn heading(count: &Count, stage: &Stage) -> String {
    use hustings_count::BallotKind::{Approval, Ranking, Scores};
    let of = || {
        let names: Vec<String> =
            stage.action.candidates().iter().map(|n| short(&count.candidates, *n)).collect();
        names.join(", ")
    };
    match &stage.action {
        Action::FirstPreferences => "First preferences".to_owned(),
        Action::Surplus { .. } => format!("Surplus of {}", of()),
        Action::Surpluses { of } if of.len() == 1 => {
            format!("Surplus of {}", short(&count.candidates, of[0]))
        }
        Action::Surpluses { .. } => "Surpluses shared out".to_owned(),
        Action::Exclusion { .. } => format!("Exclusion of {}", of()),
        Action::Totals(Ranking) => "Votes".to_owned(),
        Action::Totals(Approval) => "Approvals".to_owned(),
        Action::Totals(Scores) => "Scores".to_owned(),
        other => capital(other.words()),
    }
}

fn numbers(count: &Count) -> impl Iterator<Item = u16> {
    (1u16..).take(count.candidates.len())
}

fn previous(count: &Count, number: u32) -> Option<&Stage> {
    count.stages.iter().take_while(|stage| stage.number < number).last()
}

/// The table in its own scroller. `contest` numbers the contest, for the caption's name.
pub(crate) fn table(count: &Count, contest: u64) -> Markup {
    let caption = format!("stages-{contest}");
    let columns = count.stages.len() + 1;
    let (above, below): (Vec<u16>, Vec<u16>) =
        order(count).into_iter().partition(|number| elected_at(count, *number).is_some());
    html! {
        div.broad[count.stages.len() > FEW] {
            p.note #(caption) {
                @if transfers(count) { "Votes at the end of each stage; below them, what the stage added or took away." }
                @else { "The elected stand above the line." }
                @if count.quota.is_some() { " Above the line of the quota stand the elected." }
            }
            div.scroll tabindex="0" role="region" aria-labelledby=(caption) {
            table.stages aria-labelledby=(caption) {
                thead { tr {
                    th scope="col" { "Candidate" }
                    @for stage in &count.stages {
                        th scope="col" {
                            @if count.stages.len() > 1 { span.number { "Stage " (stage.number) } " " }
                            span.action { (heading(count, stage)) }
                        }
                    }
                } }
                tbody { @for number in above { (row(count, number)) } }
                @if count.quota.is_some() {
                    tbody { tr.quota {
                        th scope="row" { "Quota" }
                        @for stage in &count.stages { td { (figure(stage.quota)) } }
                    } }
                } @else {
                    tbody { tr.line { td colspan=(columns) {} } }
                }
                tbody { @for number in below { (row(count, number)) } }
                @if count.quota.is_some() { tfoot { (non_transferable(count)) (total(count)) } }
            }
            }
        }
    }
}

fn figure(value: Option<Decimal>) -> String {
    value.map_or_else(|| "–".to_owned(), Decimal::grouped)
}

fn row(count: &Count, number: u16) -> Markup {
    let candidate = usize::from(number).checked_sub(1).and_then(|i| count.candidates.get(i));
    let gone = excluded_at(count, number);
    html! {
        tr.elected[elected_at(count, number).is_some()] {
            th scope="row" {
                span.name { bdi { (count.name(number)) } }
                @if let Some(of) = candidate.and_then(|one| one.affiliation.as_ref()) {
                    " " span.affiliation { bdi { (of) } }
                }
            }
            @if candidate.is_some_and(|one| one.withdrawn) {
                td colspan=(count.stages.len()) { "withdrawn" }
            } @else {
                @for stage in &count.stages {
                    @if gone.is_some_and(|gone| stage.number > gone) { td.gone { "–" } }
                    @else { (cell(stage, number)) }
                }
            }
        }
    }
}

fn cell(stage: &Stage, number: u16) -> Markup {
    let (votes, moved) = (at(&stage.totals, number), at(&stage.changes, number));
    let reached = stage.quota.is_some_and(|quota| votes >= quota);
    html! {
        td.reached[reached] {
            span.votes { (votes.grouped()) }
            (change(stage, moved))
            @if stage.elected.contains(&number) { " " span.status { (tick()) " Elected" } }
            @if stage.excluded.contains(&number) { " " span.status.out { (cross()) " Excluded" } }
        }
    }
}

/// A stage's change with its sign; the first stage has none.
fn change(stage: &Stage, moved: Decimal) -> Markup {
    let moves = !stage.action.candidates().is_empty();
    html! {
        @if moves && !moved.is_zero() {
            " " span.change {
                @if moved.units() > 0 { "+" (moved.grouped()) }
                @else { "−" (Decimal::new(-moved.units(), moved.places()).grouped()) }
            }
        }
    }
}

fn non_transferable(count: &Count) -> Markup {
    html! {
        tr {
            th scope="row" { "Non-transferable" }
            @for stage in &count.stages {
                td {
                    span.votes { (stage.non_transferable.grouped()) }
                    (change(stage, stage.non_transferable_change))
                }
            }
        }
    }
}

fn total(count: &Count) -> Markup {
    html! {
        tr {
            th scope="row" { "Total" }
            @for stage in &count.stages {
                @let lost = stage.non_transferable;
                @let all: i128 = stage.totals.iter().map(|votes| votes.units()).sum::<i128>() + lost.units();
                td { span.votes { (Decimal::new(all, lost.places()).grouped()) } }
            }
        }
    }
}
