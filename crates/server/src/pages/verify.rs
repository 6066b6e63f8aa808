//! How to verify a record, in plain words, and what each check means.

use hustings_record::Family;
use maud::{Markup, html};

use super::language::{Arg, args};
use super::layout::{Frame, Tab, page};
use super::verification;
use super::view::checks_of;

/// The page on verification.
pub fn verify(frame: &Frame) -> Markup {
    let language = frame.language();
    let say = |key: &str| language.say(key);
    let checkpoint = frame.place.file("checkpoint");
    let main = html! {
        header.head { h1 { (say("verify-title")) } p.standfirst { (say("verify-standfirst")) } }
        section aria-labelledby="how" {
            h2 #how { (say("verify-how")) }
            (command(frame))
            p { (say("verify-needs")) }
        }
        section aria-labelledby="proves" {
            h2 #proves { (say("verify-proves")) }
            ul {
                @for key in ["verify-proves-code", "verify-proves-unchanged", "verify-proves-rules", "verify-proves-mixed"] {
                    li { (say(key)) }
                }
            }
        }
        section aria-labelledby="not" {
            h2 #not { (say("verify-not")) }
            ul {
                @for key in ["verify-not-register", "verify-not-watched"] { li { (say(key)) } }
                li { (language.tell("verify-not-trustees", args![t = Arg::Small(frame.view.offices.threshold)])) }
                li { (say("verify-not-who")) }
            }
        }
        section.checked aria-labelledby="found" {
            h2 #found { (say("verify-found")) }
            (verification::list(frame))
        }
        section aria-labelledby="checks" {
            h2 #checks { (say("verify-checks")) }
            @for family in Family::ALL { (checks(frame, family)) }
        }
        section aria-labelledby="parts" {
            h2 #parts { (say("verify-parts")) }
            dl.facts {
                dt { a href=(checkpoint) { "checkpoint" } }
                dd { (say("verify-part-checkpoint")) }
                dt { "tile/…" } dd { (say("verify-part-tile")) }
                dt { "blob/…" } dd { (say("verify-part-blob")) }
            }
            p { (say("verify-standards")) }
        }
    };
    page(frame, Tab::Verify, "verify", &say("verify-title"), &main)
}

/// The commands to type.
pub(crate) fn command(frame: &Frame) -> Markup {
    let language = frame.language();
    html! {
        p { (language.say("command-address")) }
        pre.command tabindex="0" { code { "hustings verify " (frame.address) } }
        p { (language.say("command-copy")) }
        pre.command tabindex="0" { code { "hustings verify PATH" } }
        p { (language.tell("command-replays", args![n = frame.view.size])) }
        pre.command tabindex="0" { code { (frame.view.root) } }
    }
}

fn checks(frame: &Frame, family: Family) -> Markup {
    let (language, letter) = (frame.language(), format!("{family:?}"));
    html! {
        details.fold id=(letter) {
            summary {
                span.letter aria-hidden="true" { (letter) } " "
                (language.html("verify-family", args![
                    family = language.family(family),
                    n = checks_of(family).count() as u64,
                ]))
            }
            dl.checks {
                @for check in checks_of(family) {
                    dt { span.check { (check) } " " (language.check(check)) }
                    dd { (language.check_meaning(&check.to_string(), check.meaning())) }
                }
            }
        }
    }
}
