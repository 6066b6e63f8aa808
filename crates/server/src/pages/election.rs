//! The front page: what is this, where does it stand, what can I do now, why may I believe it.

mod contest;
mod standing;

use maud::{Markup, html};

use super::layout::{Frame, Tab, believe, page};
use super::verification;
use super::verify;

/// The page of an election in any phase.
pub fn election(frame: &Frame) -> Markup {
    let view = frame.view;
    let headline = standing::headline(view);
    let several = view.contests.len() > 1;
    let main = html! {
        header.head {
            @if !headline.starts_with(&view.title) { p.kicker { bdi { (view.title) } } }
            h1 { bdi { (headline) } }
            p.standfirst { (standing::standfirst(view)) }
            (believe(frame))
        }
        (standing::notices(view))
        (standing::section(view))
        (standing::next(view))
        @for contest in &view.contests { (contest::section(view, contest, several)) }
        section.checked aria-labelledby="checked" {
            h2 #checked { "What was checked" }
            p { "The whole record was replayed from its first entry: every signature, every proof and every sum." }
            (verification::list(frame))
        }
        section aria-labelledby="verify" {
            h2 #verify { "Verify it yourself" }
            (verify::command(frame))
            p { a href="/verify" { "What each check means, and what it proves" } }
        }
    };
    page(frame, Tab::Election, &headline, &main)
}
