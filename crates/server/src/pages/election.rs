//! The front page: what is this, where does it stand, what can I do now, why may I believe it.

pub(super) mod contest;
pub(super) mod notices;
pub(super) mod standing;

use maud::{Markup, html};

use super::layout::{Frame, Tab, believe, page};
use super::verification;
use super::verify;

/// The page of an election in any phase.
pub fn election(frame: &Frame) -> Markup {
    let (view, place, language) = (frame.view, &frame.place, frame.language());
    let headline = standing::headline(language, view);
    let several = view.contests.len() > 1;
    let main = html! {
        header.head {
            @if !headline.contains(&view.title) { p.kicker { bdi { (view.title) } } }
            h1 { bdi { (headline) } }
            p.standfirst { (standing::standfirst(language, view)) }
        }
        (notices::notices(place, view))
        (standing::section(place, view))
        (standing::next(frame))
        (believe(frame))
        @for contest in &view.contests { (contest::section(place, view, contest, several)) }
        section.checked aria-labelledby="checked" {
            h2 #checked { (language.say("election-checked")) }
            p { (language.say("election-replayed")) }
            (verification::list(frame))
        }
        section aria-labelledby="verify" {
            h2 #verify { (language.say("verify-title")) }
            (verify::command(frame))
            p { a href=(place.to("verify")) { (language.say("election-each-check")) } }
        }
    };
    page(frame, Tab::Election, "", &headline, &main)
}
