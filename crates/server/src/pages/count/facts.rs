//! A count's facts: the seats, the rules, the papers, and what was asked of the count besides.

use hustings_count::places::{Bound, Requirement};
use hustings_count::{Count, Countback, Filled};
use maud::{Markup, html};

use super::is_decision;
use crate::pages::language::{Arg, Language, args};

/// What was counted, and by what.
pub(super) fn facts(language: Language, count: &Count) -> Markup {
    let changed: Vec<String> =
        count.rules.changed().iter().map(|one| format!("{} {}", one.name, one.value)).collect();
    let own_papers = count.vacancy.as_ref().is_some_and(|one| one.countback == Countback::OwnPapers);
    html! {
        dl.facts {
            @if let Some(filled) = &count.vacancy {
                dt { (language.say("fact-vacancy")) } dd { (vacancy(language, count, filled)) }
            }
            @if !is_decision(count) {
                dt { (language.say("fact-seats")) } dd { (language.number(u64::from(count.seats))) }
            }
            dt { (language.say("fact-rules")) }
            dd { (language.rules(&count.rules)) span.source lang="en" { (count.rules.source()) } }
            @if !changed.is_empty() { dt { (language.say("fact-options")) } dd { (changed.join(", ")) } }
            @if !count.reserved.is_empty() {
                dt { (language.say("fact-reserved")) }
                dd { @for one in &count.reserved { span.source { (reserved(language, one)) } } }
            }
            dt { @if own_papers { (language.say("fact-papers")) } @else { (language.say("fact-valid")) } }
            dd { (language.tell("n-ballots", args![n = count.valid])) }
            @if count.set_aside > 0 { dt { (language.say("fact-blank")) } dd { (language.number(count.set_aside)) } }
            @if count.spoilt > 0 {
                dt { (language.say("fact-spoilt")) } dd { (language.tell("file-spoilt", args![n = count.spoilt])) }
            }
            @if let Some(quota) = count.quota {
                dt { (language.say("fact-quota")) }
                dd { (language.tell("quota-elects", args![votes = language.votes(quota)])) }
            }
        }
    }
}

/// Whose seat was left, who fills it, who keeps one, and which papers decided it.
fn vacancy(language: Language, count: &Count, filled: &Filled) -> Markup {
    let names = |numbers: &[u16]| {
        language.listed(&numbers.iter().map(|number| count.name(*number)).collect::<Vec<_>>())
    };
    let left = count.name(filled.left_by);
    let new: Vec<u16> = count.elected.iter().map(|one| one.candidate).collect();
    let new: Vec<u16> = new.into_iter().filter(|one| !filled.sitting.contains(one)).collect();
    let papers = Arg::Word(match filled.countback {
        Countback::AllPapers => "all",
        Countback::OwnPapers => "own",
    });
    html! {
        (language.html("vacancy-filled", args![who = names(&new), left = &left]))
        @if !filled.sitting.is_empty() {
            " " (language.html("vacancy-kept", args![who = names(&filled.sitting), n = filled.sitting.len() as u64]))
        }
        span.source { (language.html("vacancy-papers", args![papers = papers, left = left])) }
        @if filled.countback == Countback::OwnPapers {
            span.source {
                (language.html("vacancy-election", args![rules = language.rules(&filled.election)]))
            }
        }
    }
}

fn reserved(language: Language, requirement: &Requirement) -> Markup {
    let (key, n) = match requirement.bound {
        Bound::AtLeast(least) => ("reserved-at-least", least),
        Bound::AtMost(most) => ("reserved-at-most", most),
    };
    language.html(key, args![n = u64::from(n), group = &requirement.group])
}
