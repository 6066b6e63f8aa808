//! Headline, standfirst, and where the election stands: its dates, its figures, what one can do.

use hustings_record::Phase;
use maud::{Markup, html};

use crate::pages::figures::{Moment, capital, counted, grouped, in_words};
use crate::pages::headline;
use crate::pages::layout::{cross, span, tick, time};
use crate::pages::view::{ContestView, ElectionView};

/// Who was elected; before that, where the election stands.
pub(super) fn headline(view: &ElectionView) -> String {
    if view.has_result {
        return match &view.contests[..] {
            [one] => of_contest(one),
            _ => format!("{}: the result", view.title),
        };
    }
    match (view.phase, view.suspended_until()) {
        (_, _) if view.annulled.is_some() => format!("{}: annulled", view.title),
        (Phase::Open, Some(until)) => format!("Voting is suspended until {}", Moment::of(until).in_full()),
        (Phase::Open, None) => format!("Voting is open until {}", Moment::of(view.dates.closes).in_full()),
        (Phase::Closed | Phase::Opened, _) => "Voting is over and the ballots are being opened".to_owned(),
        _ => view.title.clone(),
    }
}

/// The headline of one contest that is decided.
pub(super) fn of_contest(contest: &ContestView) -> String {
    let elected = contest.decided.as_ref().map_or(&[][..], |d| &d.elected);
    headline::elected(&contest.title, &contest.candidates, elected)
}

/// The headline filled in, in two or three sentences.
pub(super) fn standfirst(view: &ElectionView) -> Markup {
    let organisation = html! { bdi { (view.organisation) } };
    let members = view.turnout.members.map(|n| counted(n, "member", "members"));
    let voted = counted(view.turnout.voted, "member has voted", "members have voted");
    html! {
        @if view.has_result {
            (result_sentence(view)) " " (certified_sentence(view))
        } @else if view.phase == Phase::Open {
            (voted) @if let Some(members) = members { " of " (members) } ". "
            "A vote can be replaced until the poll closes; the last one counts."
        } @else if view.phase > Phase::Open {
            (voted) ". Trustees mix the ballots, so that no vote can be traced to a voter, and then open them together."
        } @else {
            (organisation) " votes: " (span(view.dates.opens, view.dates.closes)) ". "
            "The election is " (view.phase.words()) "."
        }
    }
}

fn result_sentence(view: &ElectionView) -> String {
    let [contest] = &view.contests[..] else {
        let voted = counted(view.turnout.voted, "member", "members");
        return format!("{voted} voted on {} questions.", in_words(view.contests.len() as u64));
    };
    let Some(count) = contest.decided.as_ref().and_then(|d| d.count.as_ref()) else {
        return "No valid ballot was cast.".to_owned();
    };
    let ballots = counted(count.valid, "valid ballot was", "valid ballots were");
    let stages = match count.stages.len() as u64 {
        1 => String::new(),
        n => format!(" in {} stages", in_words(n)),
    };
    let seats = match (contest.seats, count.elected.len() as u64) {
        (1, 1) => "The one seat is filled".to_owned(),
        (seats, filled) if seats == filled => format!("All {} seats are filled", in_words(seats)),
        (seats, filled) => format!("{} of {} seats are filled", capital(&in_words(filled)), in_words(seats)),
    };
    format!("{seats}. {ballots} counted{stages}.")
}

fn certified_sentence(view: &ElectionView) -> String {
    match (view.certified, view.phase >= Phase::Certified) {
        (0, _) => "The result is not certified yet.".to_owned(),
        (n, true) if n == view.offices.trustees => {
            format!("All {} trustees certified the result.", in_words(n))
        }
        (n, true) => {
            format!(
                "{} of {} trustees certified the result.",
                capital(&in_words(n)),
                in_words(view.offices.trustees)
            )
        }
        (n, false) => format!(
            "{} of the {} trustees needed have certified it.",
            capital(&in_words(n)),
            in_words(view.offices.threshold)
        ),
    }
}

/// What must not be overlooked.
pub(super) fn notices(view: &ElectionView) -> Markup {
    html! {
        @if let Some(reason) = &view.annulled {
            aside.notice.failed aria-label="Annulled" {
                p { strong { (cross()) " This election is annulled." } " "
                    @if view.has_result { "The result below stands in the record beside the annulment. " }
                    "The trustees and the scrutineer gave this reason:" }
                blockquote { p { bdi { (reason) } } }
            }
        }
        @if let Some((false, reason)) = &view.scrutineer {
            aside.notice aria-label="The scrutineer’s refusal" {
                p { strong { "The scrutineer has not signed this result." } " The reason given:" }
                blockquote { p { bdi { (reason) } } }
            }
        }
        @if view.has_result && view.phase < Phase::Certified && view.annulled.is_none() {
            aside.notice aria-label="Not certified" {
                p { strong { "Counted, not yet certified." } " Anyone can recount it already; it stands once "
                    (in_words(view.offices.threshold)) " trustees have signed it." }
            }
        }
        @if view.phase == Phase::Stalled {
            aside.notice.failed aria-label="Stopped" {
                p { strong { "This election cannot go on." } " Too few trustees are left to make its key. It can only be annulled and called anew." }
            }
        }
    }
}

/// Where it stands.
pub(super) fn section(view: &ElectionView) -> Markup {
    let (dates, turnout) = (&view.dates, &view.turnout);
    html! {
        section aria-labelledby="stands" {
            h2 #stands { "Where it stands" }
            dl.facts {
                dt { "Status" } dd { (status(view)) }
                dt { "Voting" }
                dd {
                    (span(dates.opens, dates.closes))
                    @if let Some(closed) = dates.closed { "; closed by the clock entry of " (Moment::of(closed).clock()) " UTC" }
                }
                @if view.phase <= Phase::Registered {
                    dt { "Objections" } dd { "to the register until " (time(dates.objections_until)) }
                }
                @if let Some(members) = turnout.members {
                    dt { "Register" } dd { (counted(members, "member", "members")) }
                }
                @if view.phase >= Phase::Open {
                    dt { "Voted" }
                    dd { (voted(view)) }
                }
                @if let Some((true, _)) = view.scrutineer {
                    dt { "Scrutineer" } dd { (tick()) " has signed the result" }
                }
                @if view.complaints.made > 0 {
                    dt { "Complaints" }
                    dd {
                        a href="/record?kind=complaints" { (counted(view.complaints.made, "complaint", "complaints")) }
                        ", " (grouped(view.complaints.upheld)) " upheld, " (grouped(view.complaints.open)) " not ruled on yet"
                    }
                }
                dt { "Key" }
                dd { "shared by " (in_words(view.offices.trustees)) " trustees; any " (in_words(view.offices.threshold))
                     " of them open the ballots, fewer cannot" }
            }
        }
    }
}

fn status(view: &ElectionView) -> String {
    let phase = match view.phase {
        Phase::Counted => "counted, not yet certified",
        phase => phase.words(),
    };
    let annulled = if view.annulled.is_some() { "annulled; before that, " } else { "" };
    capital(&format!("{annulled}{phase}"))
}

fn voted(view: &ElectionView) -> String {
    let turnout = &view.turnout;
    let members = counted(turnout.voted, "member", "members");
    // Per mille, rounded down: a turnout is never shown higher than it was.
    let share = turnout.members.filter(|all| *all > 0).map(|all| turnout.voted.saturating_mul(1_000) / all);
    let share = share.map_or_else(String::new, |mille| format!(" ({}.{}%)", mille / 10, mille % 10));
    let replaced = match turnout.replaced {
        0 => String::new(),
        n => format!(
            "; {}",
            counted(n, "ballot was replaced by a later one", "ballots were replaced by later ones")
        ),
    };
    format!("{members}{share}{replaced}")
}

/// What can be done now.
pub(super) fn next(view: &ElectionView) -> Markup {
    html! {
        section aria-labelledby="next" {
            h2 #next { "What you can do now" }
            ul.ways {
                @if view.phase <= Phase::Registered && view.annulled.is_none() {
                    li { "Look at the register’s figures and object, if they are wrong, until " (time(view.dates.objections_until)) "." }
                }
                @if view.phase == Phase::Open && view.annulled.is_none() {
                    li { "Vote, with the code that you were sent. Voting again replaces your vote." }
                    li { a href="/record?kind=ballots" { "Find your ballot" } " in the record by the words of its tracker." }
                }
                @if view.phase > Phase::Open {
                    li { a href="/record?kind=ballots" { "Find your ballot" } " by the words of its tracker and see that it is the one that was counted." }
                }
                @if view.has_result {
                    li { "Take the figures away: " a href="/count.csv" { "the count as CSV" } " or " a href="/count.json" { "as JSON" } "." }
                }
                li { a href="/record" { "Read the record" } ", " (counted(view.size, "entry", "entries")) " in plain words." }
                li { a href="/verify" { "Verify it yourself" } " with one command." }
            }
        }
    }
}
