//! The page for what cannot be shown.

use maud::{Markup, html};

use super::layout::{Frame, Tab, page};

/// What went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// There is nothing at this address.
    Missing,
    /// Something was sent to where nothing is taken.
    ReadOnly,
    /// What the page needs could not be read; asking again may help.
    Storage,
}

impl Problem {
    pub(super) fn key(self) -> &'static str {
        match self {
            Problem::Missing => "problem-missing",
            Problem::ReadOnly => "problem-read-only",
            Problem::Storage => "problem-storage",
        }
    }
}

/// A page of an election that says what went wrong and where to go from here.
pub fn problem(frame: &Frame, problem: Problem) -> Markup {
    let (place, language) = (&frame.place, frame.language());
    let title = language.say(problem.key());
    let main = html! {
        header.head { h1 { (title) } p.standfirst { (language.say(&format!("{}.mend", problem.key()))) } }
        ul.ways {
            li { a href=(place.to("")) { (language.say("problem-election")) } }
            li { a href=(place.to("record")) { (language.say("problem-record")) } }
            li { a href=(place.to("verify")) { (language.say("problem-verify")) } }
            @if place.site != place.base { li { a href=(place.list()) { (language.say("problem-list")) } } }
        }
    };
    page(frame, Tab::Elsewhere, "", &title, &main)
}
