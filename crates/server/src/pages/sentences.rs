//! Each kind of entry in plain words, in one or two sentences.

use hustings_record::Act;
use hustings_record::acts::{Erased, ListName};
use hustings_record::words::tracker_words;
use maud::{Markup, html};

use super::figures::Moment;
use super::language::{Arg, Language, args};
use super::log::Line;

/// What an entry says.
pub(crate) fn sentence(language: Language, line: &Line, act: &Act) -> Markup {
    let say = |key: &str| language.html(key, &[]);
    match act {
        Act::Manifest(a) => {
            language.html("act-manifest", args![title = &a.title, organisation = &a.organisation])
        }
        Act::Clock(a) => clock(language, line, &a.by, a.time, a.outage),
        Act::Register(a) => {
            let members: u64 = a.members.iter().sum();
            language.html("act-register", args![n = members])
        }
        Act::Freeze(_) => say("act-freeze"),
        Act::Replace(_) => say("act-replace"),
        Act::Open(_) => say("act-open"),
        Act::Ballot(_) => ballot(language, line),
        Act::Suspend(a) => {
            language.html("act-suspend", args![until = full(language, a.until), reason = &a.reason])
        }
        Act::Extend(a) => {
            language.html("act-extend", args![until = full(language, a.closes), reason = &a.reason])
        }
        Act::Complaint(_) => say("act-complaint"),
        Act::Ruling(a) => {
            let upheld = Arg::Word(if a.upheld { "yes" } else { "no" });
            language.html("act-ruling", args![upheld = upheld, reason = &a.reason])
        }
        Act::Annul(a) => {
            language.html("act-annul", args![trustees = trustees(language, &a.trustees), reason = &a.reason])
        }
        Act::Handover(a) => language
            .html("act-handover", args![origin = &a.origin, trustees = trustees(language, &a.trustees)]),
        other => opening(language, other),
    }
}

fn full(language: Language, unix: u64) -> String {
    Moment::of(unix).in_full(language)
}

fn clock(language: Language, line: &Line, by: &str, time: u64, outage: bool) -> Markup {
    let (who, number) = match by.strip_prefix("trustee-").map(str::parse::<u64>) {
        Some(Ok(number)) => ("trustee", number),
        _ if by == "scrutineer" => ("scrutineer", 0),
        _ => ("server", 0),
    };
    html! {
        (language.html("act-clock", args![by = Arg::Word(who), n = number, time = full(language, time)]))
        @if outage { " " (language.html("act-clock-outage", args![])) }
        @if line.closes { " " (language.html("act-clock-closes", args![])) }
    }
}

fn ballot(language: Language, line: &Line) -> Markup {
    let tracker = html! { span lang="en" { (tracker_words(&line.id)) } };
    html! {
        (language.html("act-ballot", args![tracker = tracker]))
        @if line.replaces.is_some() { " " (language.html("act-ballot-replaced", args![])) }
        @if line.replaced_by.is_some() { " " (language.html("act-ballot-later", args![])) }
    }
}

/// "contest 1, weight 2"
pub(super) fn list(language: Language, list: &ListName) -> String {
    language.tell("list-name", args![contest = list.contest, weight = list.weight])
}

fn opening(language: Language, act: &Act) -> Markup {
    match act {
        Act::Mix(a) => language
            .html("act-mix", args![trustee = a.trustee, list = list(language, &a.list), number = a.number]),
        Act::OpenSmall(a) => language.html("act-open-small", args![list = list(language, &a.list)]),
        Act::Shares(a) => {
            language.html("act-shares", args![trustee = a.trustee, list = list(language, &a.list)])
        }
        Act::ElectionResult(a) => {
            let valid: u64 = a.outcomes.iter().map(|o| o.valid).sum();
            language.html("act-result", args![n = valid])
        }
        Act::Certify(a) => language.html("act-certify", args![trustee = a.trustee]),
        Act::Report(a) if a.agrees => language.html("act-report-signed", args![]),
        Act::Report(a) => language.html("act-report-refused", args![reason = &a.reason]),
        key => ceremony(language, key),
    }
}

fn ceremony(language: Language, act: &Act) -> Markup {
    match act {
        Act::KeyCommit(a) => language.html("act-key-commit", args![trustee = a.trustee]),
        Act::KeyReveal(a) => language.html("act-key-reveal", args![trustee = a.trustee]),
        Act::KeyShares(a) => {
            language.html("act-key-shares", args![trustee = a.trustee, n = a.shares.len() as u64])
        }
        Act::KeyComplaint(a) => {
            language.html("act-key-complaint", args![trustee = a.trustee, dealer = a.dealer])
        }
        Act::KeyAnswer(a) => {
            language.html("act-key-answer", args![trustee = a.trustee, complainer = a.complainer])
        }
        Act::KeyConfirm(a) => language.html("act-key-confirm", args![trustee = a.trustee]),
        Act::KeyCheck(a) => language.html("act-key-check", args![trustee = a.trustee]),
        Act::KeyErased(a) => {
            let what = Arg::Word(match a.erased {
                Erased::Hpke => "sealing-key",
                Erased::Share => "share",
            });
            language.html("act-key-erased", args![trustee = a.trustee, what = what])
        }
        other => language.html("act-other", args![kind = other.kind()]),
    }
}

fn trustees(language: Language, numbers: &[u64]) -> String {
    let all: Vec<String> =
        numbers.iter().map(|number| language.tell("trustee-number", args![n = *number])).collect();
    language.listed(&all)
}
