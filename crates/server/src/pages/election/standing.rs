//! Headline, standfirst, and where the election stands: its dates, its figures, what one can do.

use hustings_record::Phase;
use maud::{Markup, html};

use crate::pages::figures::{Moment, capital};
use crate::pages::headline;
use crate::pages::language::{Arg, Language, args};
use crate::pages::layout::{Frame, Place, span, tick, time};
use crate::pages::view::{ContestView, ElectionView};

/// Who was elected; before that, where the election stands.
pub(crate) fn headline(language: Language, view: &ElectionView) -> String {
    if view.has_result {
        return match &view.contests[..] {
            [one] => of_contest(language, one),
            _ => language.tell("headline-result", args![title = &view.title]),
        };
    }
    let until = |key: &str, unix: u64| language.tell(key, args![time = Moment::of(unix).in_full(language)]);
    match (view.phase, view.suspended_until()) {
        (_, _) if view.annulled.is_some() => language.tell("headline-annulled", args![title = &view.title]),
        (Phase::Open, _) if view.is_interrupted() => language.say("headline-interrupted"),
        (Phase::Open, Some(time)) => until("headline-suspended", time),
        (Phase::Open, None) => until("headline-open", view.dates.closes),
        (Phase::Closed | Phase::Opened, _) => language.say("headline-closed"),
        _ => view.title.clone(),
    }
}

/// The headline of one contest that is decided.
pub(crate) fn of_contest(language: Language, contest: &ContestView) -> String {
    if let Some(count) = contest.decided.as_ref().and_then(|one| one.count.as_deref()) {
        return headline::of_count(language, count);
    }
    headline::elected(language, &contest.title, &contest.candidates, contest.elected())
}

/// A phase as the catalogues name it.
pub(crate) fn phase_word(phase: Phase) -> &'static str {
    match phase {
        Phase::Announced => "announced",
        Phase::Registered => "registered",
        Phase::Ceremony => "ceremony",
        Phase::Stalled => "stalled",
        Phase::Keyed => "keyed",
        Phase::Open => "open",
        Phase::Closed => "closed",
        Phase::Opened => "opened",
        Phase::Counted => "counted",
        Phase::Certified => "certified",
    }
}

/// The headline filled in, in two or three sentences.
pub(crate) fn standfirst(language: Language, view: &ElectionView) -> Markup {
    html! {
        @if view.has_result {
            (result_sentence(language, view)) " " (certified_sentence(language, view))
        } @else if view.phase == Phase::Open {
            @if view.shows_turnout() { (have_voted(language, view)) " " }
            (language.say("standfirst-open"))
        } @else if view.phase > Phase::Open {
            (have_voted(language, view)) " " (language.say("standfirst-closed"))
        } @else {
            (language.html("standfirst-votes", args![
                organisation = &view.organisation,
                when = span(language, view.dates.opens, view.dates.closes),
            ])) " "
            (language.tell("standfirst-phase", args![phase = Arg::Word(phase_word(view.phase))]))
        }
    }
}

fn have_voted(language: Language, view: &ElectionView) -> String {
    match view.turnout.members {
        Some(members) => language.tell("have-voted-of", args![n = view.turnout.voted, members = members]),
        None => language.tell("have-voted", args![n = view.turnout.voted]),
    }
}

fn result_sentence(language: Language, view: &ElectionView) -> String {
    let [contest] = &view.contests[..] else {
        let questions = Arg::Small(view.contests.len() as u64);
        return language.tell("result-questions", args![n = view.turnout.voted, questions = questions]);
    };
    let Some(count) = contest.decided.as_ref().and_then(|d| d.count.as_ref()) else {
        return language.say("result-no-ballot");
    };
    let (seats, filled) = (contest.seats, count.elected.len() as u64);
    let all = if seats == filled { "yes" } else { "no" };
    let stages = Arg::Small(count.stages.len() as u64);
    // A decision fills no seats.
    let seats = (!crate::pages::count::is_decision(count)).then(|| {
        let words = args![seats = Arg::Small(seats), filled = Arg::Small(filled), all = Arg::Word(all)];
        capital(&language.tell("result-seats", words))
    });
    let counted = language.tell("result-counted", args![n = count.valid, stages = stages]);
    seats.into_iter().chain([counted]).collect::<Vec<_>>().join(" ")
}

fn certified_sentence(language: Language, view: &ElectionView) -> String {
    let (certified, all) = (view.certified, view.offices.trustees);
    let (n, of) = (Arg::Small(certified), Arg::Small(all));
    capital(&match (certified, view.phase >= Phase::Certified) {
        (0, _) => language.say("certified-none"),
        (_, true) if certified == all => language.tell("certified-all", args![n = n]),
        (_, true) => language.tell("certified-some", args![n = n, of = of]),
        (_, false) => {
            language.tell("certified-not-yet", args![n = n, of = Arg::Small(view.offices.threshold)])
        }
    })
}

/// Where it stands.
pub(crate) fn section(place: &Place, view: &ElectionView) -> Markup {
    let (dates, turnout, language) = (&view.dates, &view.turnout, place.language());
    let say = |key: &str| language.say(key);
    html! {
        section aria-labelledby="stands" {
            h2 #stands { (say("stands-title")) }
            dl.facts {
                dt { (say("stands-status")) } dd { (status(language, view)) }
                dt { (say("stands-voting")) }
                dd {
                    (span(language, dates.opens, dates.closes))
                    @if let Some(closed) = dates.closed {
                        (language.tell("stands-closed-by", args![clock = Moment::of(closed).clock()]))
                    }
                }
                @if view.phase <= Phase::Registered {
                    dt { (say("stands-objections")) }
                    dd { (language.html("stands-objections-until", args![time = time(language, dates.objections_until)])) }
                }
                @if let Some(members) = turnout.members {
                    dt { (say("stands-register")) }
                    dd { a href=(place.to("register")) { (language.tell("n-members", args![n = members])) } }
                }
                @if view.phase >= Phase::Open {
                    dt { (say("stands-voted")) } dd { (voted(language, view)) }
                }
                @if let Some((true, _)) = view.scrutineer {
                    dt { (say("stands-scrutineer")) } dd { (tick()) " " (say("stands-signed")) }
                }
                @if view.complaints.made > 0 {
                    dt { (say("stands-complaints")) }
                    dd {
                        (language.html("stands-complaints-figures", args![
                            n = view.complaints.made,
                            upheld = view.complaints.upheld,
                            open = view.complaints.open,
                            record = place.link("record?kind=complaints"),
                        ]))
                    }
                }
                dt { (say("stands-key")) }
                dd {
                    (language.tell("stands-key-shared", args![
                        n = Arg::Small(view.offices.trustees), t = Arg::Small(view.offices.threshold),
                    ]))
                }
            }
        }
    }
}

fn status(language: Language, view: &ElectionView) -> String {
    let phase = Arg::Word(phase_word(view.phase));
    let key = if view.annulled.is_some() { "status-annulled" } else { "status" };
    capital(&language.tell(key, args![phase = phase]))
}

fn voted(language: Language, view: &ElectionView) -> String {
    let turnout = &view.turnout;
    if !view.shows_turnout() {
        return language.say("voted-after-close");
    }
    // Per mille, rounded down: a turnout is never shown higher than it was.
    let mille = turnout.members.filter(|all| *all > 0).map(|all| turnout.voted.saturating_mul(1_000) / all);
    let share = mille.map(|mille| language.votes(hustings_count::Decimal::new(i128::from(mille), 1)));
    let members = language.tell("n-members", args![n = turnout.voted]);
    let shown = share.map_or_else(
        || members.clone(),
        |share| language.tell("voted-share", args![members = &members, share = share]),
    );
    match turnout.replaced {
        0 => shown,
        n => language.tell("voted-replaced", args![voted = shown, n = n]),
    }
}

/// What can be done now.
pub(crate) fn next(frame: &Frame) -> Markup {
    let (view, place, language) = (frame.view, &frame.place, frame.language());
    let annulled = view.annulled.is_some();
    let open = view.phase == Phase::Open && !annulled;
    let takes_ballots = open && view.suspended_until().is_none() && !view.is_interrupted();
    html! {
        section aria-labelledby="next" {
            h2 #next { (language.say("next-title")) }
            @if takes_ballots && place.booth {
                p { a.action href=(place.to("vote")) { (language.say("next-vote")) } }
            }
            ul.ways {
                @if view.phase <= Phase::Registered && !annulled {
                    li {
                        (language.html("next-object", args![
                            register = place.link("register"), time = time(language, view.dates.objections_until),
                        ]))
                    }
                }
                @if takes_ballots { li { (language.say("next-vote-how")) } }
                @if view.phase >= Phase::Open && place.booth {
                    li { (language.html("next-check", args![check = place.link("check")])) }
                }
                @if open {
                    li { (language.html("next-find", args![record = place.link("record?kind=ballots")])) }
                } @else if view.phase >= Phase::Open {
                    li { (language.html("next-find-counted", args![record = place.link("record?kind=ballots")])) }
                }
                @if !view.has_result {
                    li { (language.html("next-candidates", args![candidates = place.link("candidates")])) }
                } @else {
                    li {
                        (language.html("next-figures", args![
                            result = place.link("result"),
                            csv = Arg::Link(place.file("count.csv")),
                            json = Arg::Link(place.file("count.json")),
                        ]))
                    }
                }
                li { (language.html("next-record", args![n = view.size, record = place.link("record")])) }
                li { (language.html("next-verify", args![verify = place.link("verify")])) }
            }
        }
    }
}
