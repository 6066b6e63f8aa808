//! The stage table: names down, stages across, the quota as a line below the elected.

use hustings_count::{Action, Count, Decimal, Stage};
use maud::{Markup, html};

use super::count::{absent, transfers};
use super::headline::short;
use super::language::{Arg, Language, args};
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

/// What a stage does, in a few words; a stroke where they may be broken.
pub(crate) fn heading(language: Language, count: &Count, stage: &Stage) -> String {
    let names: Vec<String> = stage.action.candidates().iter().map(|n| short(&count.candidates, *n)).collect();
    let (action, n) = (Arg::Word(action(&stage.action)), names.len() as u64);
    language
        .tell("stage-heading", args![action = action, n = n, who = names.join(&language.say("list-comma"))])
}

/// A stage's action as the catalogues name it.
fn action(action: &Action) -> &'static str {
    use hustings_count::BallotKind::{Approval, Ranking, Scores};
    match action {
        Action::FirstPreferences => "first-preferences",
        Action::Surplus { .. } => "surplus",
        Action::Surpluses { .. } => "surpluses",
        Action::Exclusion { .. } => "exclusion",
        Action::Totals(Ranking) | Action::Decision => "votes",
        Action::Totals(Approval) => "approvals",
        Action::Totals(Scores) => "scores",
        Action::Pairs => "pairs",
        Action::Runoff { .. } => "runoff",
        Action::Grades => "grades",
        other => other.words(),
    }
}

fn numbers(count: &Count) -> impl Iterator<Item = u16> {
    (1u16..).take(count.candidates.len())
}

fn previous(count: &Count, number: u32) -> Option<&Stage> {
    count.stages.iter().take_while(|stage| stage.number < number).last()
}

/// The table in its own scroller. `contest` numbers the contest, for the caption's name.
pub(crate) fn table(language: Language, count: &Count, contest: u64) -> Markup {
    let caption = format!("stages-{contest}");
    let columns = count.stages.len() + 1;
    let (above, below): (Vec<u16>, Vec<u16>) =
        order(count).into_iter().partition(|number| elected_at(count, *number).is_some());
    html! {
        div.broad[count.stages.len() > FEW] {
            p.note #(caption) {
                @if transfers(count) { (language.say("table-votes")) }
                @else { (language.say("table-line")) }
                @if count.quota.is_some() { " " (language.say("table-quota-line")) }
            }
            div.scroll tabindex="0" role="group" aria-labelledby=(caption) {
            table.stages aria-labelledby=(caption) {
                thead { tr {
                    th scope="col" { (language.say("column-candidate")) }
                    @for stage in &count.stages {
                        th scope="col" {
                            @if count.stages.len() > 1 { span.number { (language.tell("stage-number", args![n = u64::from(stage.number)])) } " " }
                            span.action { (heading(language, count, stage).replacen('|', " ", 1)) }
                        }
                    }
                } }
                tbody { @for number in above { (row(language, count, number)) } }
                @if count.quota.is_some() {
                    tbody { tr.quota {
                        th scope="row" { (language.say("fact-quota")) }
                        @for stage in &count.stages { td { (figure(language, stage.quota)) } }
                    } }
                } @else {
                    tbody { tr.line { td colspan=(columns) {} } }
                }
                tbody { @for number in below { (row(language, count, number)) } }
                @if count.quota.is_some() { tfoot { (non_transferable(language, count)) (total(language, count)) } }
            }
            }
        }
    }
}

fn figure(language: Language, value: Option<Decimal>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| language.votes(value))
}

fn row(language: Language, count: &Count, number: u16) -> Markup {
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
            @if let Some(absent) = absent(language, count, number) {
                td colspan=(count.stages.len()) { (absent) }
            } @else {
                @for stage in &count.stages {
                    @if gone.is_some_and(|gone| stage.number > gone) { td.gone { "–" } }
                    @else { (cell(language, stage, number)) }
                }
            }
        }
    }
}

fn cell(language: Language, stage: &Stage, number: u16) -> Markup {
    let (votes, moved) = (at(&stage.totals, number), at(&stage.changes, number));
    let reached = stage.quota.is_some_and(|quota| votes >= quota);
    html! {
        td.reached[reached] {
            span.votes { (language.votes(votes)) }
            (change(language, stage, moved))
            @if stage.elected.contains(&number) { " " span.status { (tick()) " " (language.say("result-elected")) } }
            @if stage.excluded.contains(&number) { " " span.status.out { (cross()) " " (language.say("result-excluded")) } }
        }
    }
}

/// A stage's change with its sign; the first stage has none.
fn change(language: Language, stage: &Stage, moved: Decimal) -> Markup {
    let moves = !stage.action.candidates().is_empty();
    html! {
        @if moves && !moved.is_zero() {
            " " span.change {
                @if moved.units() > 0 { "+" (language.votes(moved)) }
                @else { "−" (language.votes(Decimal::new(-moved.units(), moved.places()))) }
            }
        }
    }
}

fn non_transferable(language: Language, count: &Count) -> Markup {
    html! {
        tr {
            th scope="row" { (language.say("non-transferable")) }
            @for stage in &count.stages {
                td {
                    span.votes { (language.votes(stage.non_transferable)) }
                    (change(language, stage, stage.non_transferable_change))
                }
            }
        }
    }
}

fn total(language: Language, count: &Count) -> Markup {
    html! {
        tr {
            th scope="row" { (language.say("column-total")) }
            @for stage in &count.stages {
                @let lost = stage.non_transferable;
                @let all: i128 = stage.totals.iter().map(|votes| votes.units()).sum::<i128>() + lost.units();
                td { span.votes { (language.votes(Decimal::new(all, lost.places()))) } }
            }
        }
    }
}
