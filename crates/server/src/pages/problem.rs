//! The page for what cannot be shown.

use maud::{Markup, html};

use super::layout::{Frame, Tab, page};

/// A page that says what went wrong and where to go from here.
///
/// `title` is the problem in a few words, `mend` what to do about it.
pub fn problem(frame: &Frame, title: &str, mend: &str) -> Markup {
    let main = html! {
        header.head { h1 { (title) } p.standfirst { (mend) } }
        ul.ways {
            li { a href="/" { "The election" } }
            li { a href="/record" { "Its record" } }
            li { a href="/verify" { "How to verify it" } }
        }
    };
    page(frame, Tab::Elsewhere, title, &main)
}
