//! The candidates: all of them, and a page for each with what it has to say.

use hustings_count::Candidate;
use maud::{Markup, html};

use super::election::contest::{paper, result};
use super::election::standing::of_contest;
use super::headline::short;
use super::language::args;
use super::layout::{Frame, Place, Tab, page};
use super::statement::{Says, Statement};
use super::view::{ContestView, ElectionView};

/// Every contest's candidates.
pub fn candidates(frame: &Frame) -> Markup {
    let (view, place, language) = (frame.view, &frame.place, frame.language());
    let main = html! {
        header.head {
            p.kicker { bdi { (view.title) } }
            h1 { (language.say("candidates-title")) }
            p.standfirst {
                @if view.contests.iter().any(|one| one.statements.iter().any(Option::is_some)) {
                    (language.say("candidates-standfirst"))
                } @else { (language.say("candidates-no-statements")) }
            }
        }
        @for contest in &view.contests {
            @let heading = format!("contest-{}", contest.number);
            section.contest aria-labelledby=(heading) {
                h2 id=(heading) { bdi { (contest.title) } }
                @if contest.decided.is_some() { p { bdi { (of_contest(language, contest)) } } }
                (paper(place, contest))
                (slates(frame, contest))
            }
        }
    };
    page(frame, Tab::Candidates, "candidates", &language.say("candidates-title"), &main)
}

fn slates(frame: &Frame, contest: &ContestView) -> Markup {
    let language = frame.language();
    html! {
        @if !contest.slates.is_empty() {
            h3 { (language.say("candidates-slates")) }
            dl.facts {
                @for (name, numbers) in &contest.slates {
                    @let names: Vec<String> = numbers.iter().map(|n| short(&contest.candidates, *n)).collect();
                    dt { bdi { (name) } } dd { bdi { (language.listed(&names)) } }
                }
            }
        }
    }
}

/// The page of candidate `number` in contest `contest`, both from 1; none where there is no such candidate.
pub fn candidate(frame: &Frame, contest: u64, number: u16, says: &Says) -> Option<Markup> {
    let of = frame.view.contests.iter().find(|one| one.number == contest)?;
    let own = usize::from(number).checked_sub(1).and_then(|at| of.candidates.get(at))?;
    let main = match says {
        Says::This(statement) => article(&frame.place, of, number, own, statement),
        silent => without(frame, of, number, own, silent),
    };
    let main = html! { (main) (more(frame, of, number, own)) (others(frame, of, number)) };
    let here = format!("candidates/{contest}/{number}");
    Some(page(frame, Tab::Candidates, &here, &own.name, &main))
}

/// A statement as a newspaper's article.
fn article(place: &Place, contest: &ContestView, number: u16, own: &Candidate, said: &Statement) -> Markup {
    let language = place.language();
    let tongue = said.language.as_deref();
    html! {
        article.statement {
            header.head {
                (who(contest, own))
                h1 lang=[tongue] { bdi { (said.headline) } }
                @if let Some(standfirst) = &said.standfirst { p.standfirst lang=[tongue] { bdi { (standfirst) } } }
                @if let Some(byline) = &said.byline {
                    p.byline { (language.html("candidate-byline", args![name = byline])) }
                }
                (became(place, contest, number))
            }
            @if let Some(picture) = &said.picture {
                figure.picture {
                    img src=(place.file(&format!("picture/{}", picture.sha256))) alt=(picture.description) loading="lazy" lang=[tongue];
                    @if let Some(caption) = &picture.caption { figcaption lang=[tongue] { bdi { (caption) } } }
                }
            }
            div.prose lang=[tongue] { (said.html()) }
            p.note { (language.say("candidate-own-words")) }
        }
    }
}

/// "Ann Lee, Branch A · Committee"
fn who(contest: &ContestView, own: &Candidate) -> Markup {
    html! {
        p.kicker {
            span.name { bdi { (own.name) } }
            @if let Some(of) = &own.affiliation { ", " bdi { (of) } }
            " · " bdi { (contest.title) }
        }
    }
}

fn became(place: &Place, contest: &ContestView, number: u16) -> Markup {
    html! {
        @if let Some(decided) = &contest.decided {
            p.became { strong { (result(place.language(), number, decided)) } }
        }
    }
}

/// A candidate of whom there is no statement to show.
fn without(frame: &Frame, contest: &ContestView, number: u16, own: &Candidate, says: &Says) -> Markup {
    let language = frame.language();
    html! {
        header.head {
            p.kicker { bdi { (contest.title) } }
            h1 { bdi { (own.name) } }
            @if let Some(of) = &own.affiliation { p.standfirst { bdi { (of) } } }
            (became(&frame.place, contest, number))
        }
        @match says {
            Says::Gone => {
                aside.notice aria-label=(language.say("statement-gone.label")) {
                    p { strong { (language.say("statement-gone")) } " " (language.say("statement-gone.why")) }
                }
            }
            Says::Unreadable(error) => {
                aside.notice aria-label=(language.say("statement-unreadable.label")) {
                    p {
                        strong { (language.say("statement-unreadable")) } " "
                        (language.say("statement-unreadable.why")) " "
                        (language.in_english(&error.to_string()))
                    }
                }
            }
            _ => p { (language.say("statement-none")) },
        }
    }
}

/// The candidate's other contests.
fn more(frame: &Frame, contest: &ContestView, number: u16, own: &Candidate) -> Markup {
    let (language, place) = (frame.language(), &frame.place);
    let elsewhere = of_name(frame.view, &own.name).filter(|found| *found != (contest.number, number));
    let elsewhere: Vec<(u64, u16)> = elsewhere.collect();
    let on: Vec<&str> = (contest.slates.iter())
        .filter(|(_, numbers)| numbers.contains(&number))
        .map(|(name, _)| name.as_str())
        .collect();
    html! {
        @if !elsewhere.is_empty() || !on.is_empty() {
            section aria-labelledby="more" {
                h2 #more { (language.say("candidate-more")) }
                ul {
                    @for (of, number) in &elsewhere {
                        li { a href=(place.to(&format!("candidates/{of}/{number}"))) { bdi { (title(frame.view, *of)) } } }
                    }
                    @for slate in &on { li { (language.html("candidate-slate", args![slate = *slate])) } }
                }
            }
        }
    }
}

/// Contest and number of every candidate of this name.
fn of_name<'a>(view: &'a ElectionView, name: &'a str) -> impl Iterator<Item = (u64, u16)> + 'a {
    view.contests.iter().flat_map(move |contest| {
        let numbered = (1u16..).zip(&contest.candidates);
        numbered.filter(move |(_, one)| one.name == name).map(|(number, _)| (contest.number, number))
    })
}

fn title(view: &ElectionView, contest: u64) -> &str {
    view.contests.iter().find(|one| one.number == contest).map_or("", |one| &one.title)
}

/// Who else stands.
fn others(frame: &Frame, contest: &ContestView, number: u16) -> Markup {
    let (language, place) = (frame.language(), &frame.place);
    let others = (1u16..).zip(&contest.candidates).filter(|(other, _)| *other != number);
    html! {
        nav aria-labelledby="others" {
            h2 #others { (language.say("candidate-others")) }
            ul.others {
                @for (other, one) in others {
                    li {
                        a href=(place.to(&format!("candidates/{}/{other}", contest.number))) { bdi { (one.name) } }
                        @if let Some(of) = &one.affiliation { " " span.affiliation { bdi { (of) } } }
                    }
                }
            }
            p { a href=(place.to("candidates")) { (language.say("candidate-all")) } }
        }
    }
}
