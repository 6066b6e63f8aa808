//! The register in figures, and how a member sees that it holds them.

use hustings_record::Phase;
use maud::{Markup, html};

use super::language::{Arg, args};
use super::layout::{Frame, Tab, page, time};
use super::view::ClassView;

/// The page of the register.
pub fn register(frame: &Frame) -> Markup {
    let (view, place, language) = (frame.view, &frame.place, frame.language());
    let (of, say) = (&view.register, |key: &str| language.say(key));
    let main = html! {
        header.head {
            p.kicker { bdi { (view.title) } }
            h1 { (say("register-title")) }
            p.standfirst {
                @match view.turnout.members {
                    Some(members) => (language.tell("register-standfirst", args![n = members])),
                    None => (say("register-unpublished")),
                }
            }
        }
        section aria-labelledby="figures" {
            h2 #figures { (say("register-figures")) }
            div.scroll tabindex="0" role="group" aria-labelledby="figures" {
                table.stages.list aria-labelledby="figures" {
                    thead { tr {
                        th scope="col" { (say("register-class")) }
                        th scope="col" { (say("register-members")) }
                        th.who scope="col" { (say("register-votes-in")) }
                    } }
                    tbody { @for class in &of.classes { (row(frame, class)) } }
                }
            }
            dl.facts {
                dt { (say("register-state")) }
                dd {
                    @if of.frozen { (say("register-frozen")) }
                    @else if of.act.is_some() { (say("register-published")) }
                    @else { (say("register-not-yet")) }
                }
                @if !of.frozen {
                    dt { (say("stands-objections")) }
                    dd { (language.html("stands-objections-until", args![time = time(language, view.dates.objections_until)])) }
                }
                @if of.act.is_some() {
                    dt { (say("register-replaced")) }
                    dd { (language.tell("register-replaced-figure", args![n = of.replaced])) }
                    dt { (say("register-record")) }
                    dd {
                        @match of.entry {
                            Some(entry) => a href=(place.to(&format!("record/{entry}"))) {
                                (language.tell("entry-number", args![n = entry]))
                            },
                            None => a href=(place.to("record?kind=setup")) { (say("register-setup")) },
                        }
                    }
                }
            }
        }
        section aria-labelledby="you" {
            h2 #you { (say("register-you")) }
            ol {
                li { (say("register-you-code")) }
                @if place.booth && view.phase <= Phase::Open {
                    li { (language.html("register-you-open", args![vote = place.link("vote")])) }
                } @else { li { (say("register-you-link")) } }
                @if of.frozen { li { (language.html("register-you-complain", args![record = place.link("record?kind=complaints")])) } }
                @else { li { (language.html("register-you-object", args![time = time(language, view.dates.objections_until)])) } }
            }
        }
        section aria-labelledby="why" {
            h2 #why { (say("register-why")) }
            p {
                (language.tell("register-why-signed", args![
                    registrars = Arg::Word(if view.offices.registrars > 1 { "two" } else { "one" }),
                ]))
            }
            p { (say("register-why-names")) }
        }
    };
    page(frame, Tab::Register, "register", &say("register-title"), &main)
}

fn row(frame: &Frame, class: &ClassView) -> Markup {
    let language = frame.language();
    let titles = class.contests.iter().filter_map(|(number, weight)| {
        let contest = frame.view.contests.iter().find(|one| one.number == *number)?;
        Some((contest.title.as_str(), *weight))
    });
    html! {
        tr {
            th scope="row" { span.name { bdi { (class.name) } } }
            td { @match class.members { Some(members) => (language.number(members)), None => "–" } }
            td.who {
                @for (title, weight) in titles {
                    span.line {
                        bdi { (title) }
                        @if weight != 1 { " " (language.tell("register-weight", args![n = weight])) }
                    }
                }
            }
        }
    }
}
