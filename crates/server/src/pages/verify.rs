//! How to verify a record, in plain words, and what each check means.

use hustings_record::Family;
use maud::{Markup, html};

use super::figures::{grouped, in_words};
use super::layout::{Frame, Tab, page};
use super::verification;
use super::view::checks_of;

/// The page on verification.
pub fn verify(frame: &Frame) -> Markup {
    let main = html! {
        header.head {
            h1 { "Verify it yourself" }
            p.standfirst { "Nobody has to take this result on trust. The record holds everything that was done, signed by whoever did it; one command replays it from the first entry and names every check." }
        }
        section aria-labelledby="how" {
            h2 #how { "How" }
            (command(frame))
            p { "The program needs nothing but the record: no account, no key, and once the record is copied no network. It prints a line for each family of checks, and stops at the first check that fails with its number, the entry, who signed it and what that means." }
        }
        section aria-labelledby="proves" {
            h2 #proves { "What it proves" }
            ul {
                li { "Every ballot in the record was cast with a code of the register, and the last one of each member was counted." }
                li { "No ballot was changed, dropped or added, on the way into the record or when the ballots were mixed and opened." }
                li { "The elected are those whom the rules elect, every lot included." }
                li { "The ballots were mixed by several trustees, each of whom proved to have changed nothing, before they were opened." }
            }
        }
        section aria-labelledby="not" {
            h2 #not { "What it does not prove" }
            ul {
                li { "That the register holds the right people. Each member can see that it holds them once; the figures are public." }
                li { "That nobody watched a member vote, or used a member’s code. A stolen vote is a matter for a complaint." }
                li { "That trustees did not read votes together in secret: fewer than " (in_words(frame.view.offices.threshold)) " of them cannot." }
                li { "Who voted: the record shows codes without names, and when and how often each was used." }
            }
        }
        section.checked aria-labelledby="found" {
            h2 #found { "What was found" }
            (verification::list(frame))
        }
        section aria-labelledby="checks" {
            h2 #checks { "Every check, and what it means when it fails" }
            @for family in Family::ALL { (checks(family)) }
        }
        section aria-labelledby="parts" {
            h2 #parts { "What the record is made of" }
            dl.facts {
                dt { a href="/checkpoint" { "checkpoint" } }
                dd { "how long the record is and a fingerprint of all of it, signed by the server and by witnesses" }
                dt { "tile/…" } dd { "the entries, and the fingerprints that tie them together" }
                dt { "blob/…" } dd { "what is too large for an entry: the register, the mixed and opened ballots, proofs" }
            }
            p { "Checkpoint and tiles are those of the C2SP transparency logs, so that programs other than ours can read and witness them." }
        }
    };
    page(frame, Tab::Verify, "Verify it yourself", &main)
}

/// The commands to type.
pub(crate) fn command(frame: &Frame) -> Markup {
    html! {
        p { "From this address:" }
        pre.command tabindex="0" { code { "hustings verify " (frame.address) } }
        p { "Or from a copy of the record on your own disk:" }
        pre.command tabindex="0" { code { "hustings verify PATH" } }
        p { "It replays all " (grouped(frame.view.size)) " entries and must arrive at this fingerprint of the record:" }
        pre.command tabindex="0" { code { (frame.view.root) } }
    }
}

fn checks(family: Family) -> Markup {
    let letter = format!("{family:?}");
    html! {
        details.fold id=(letter) {
            summary { span.letter aria-hidden="true" { (letter) } " " (family.title()) ", " (checks_of(family).count()) " checks" }
            dl.checks {
                @for check in checks_of(family) {
                    dt { span.check { (check) } " " (check.title()) }
                    dd { (check.meaning()) }
                }
            }
        }
    }
}
