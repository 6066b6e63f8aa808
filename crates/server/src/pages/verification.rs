//! The figures of the verification, like a scrutineer's list: a line a family.

use hustings_verifier::{Failure, Standing};
use maud::{Markup, html};

use super::figures::grouped;
use super::layout::{Frame, cross, tick};
use super::view::ReportLine;

/// The list; where a check failed, with number, entry, signer and meaning.
pub(crate) fn list(frame: &Frame) -> Markup {
    html! {
        ol.families {
            @for line in &frame.report.lines {
                @let failed = line.standing == Standing::Fails;
                @let waiting = matches!(line.standing, Standing::NotYet | Standing::NotReached);
                li.family.failed[failed].waiting[waiting] {
                    span.letter aria-hidden="true" { (line.letter) }
                    " " span.title { (line.title) }
                    " " span.figure { (line.figure) } " "
                    (verdict(line))
                    @if let (true, Some(failure)) = (failed, &frame.report.failure) { (defect(frame, failure)) }
                }
            }
        }
    }
}

fn verdict(line: &ReportLine) -> Markup {
    html! {
        span.verdict {
            @match line.standing {
                Standing::Holds => { (tick()) " holds" }
                Standing::NotReached => "not finished",
                Standing::Fails => { (cross()) " failed" }
                Standing::NotYet => "–",
            }
        }
    }
}

/// A failed check: number, entry, signer, meaning.
fn defect(frame: &Frame, failure: &Failure) -> Markup {
    html! {
        div.failure {
            p { strong { "Check " (failure.check) } ": " (failure.title) "." }
            p { (failure.meaning) }
            dl.facts {
                dt { "Entry" }
                dd {
                    @match failure.entry {
                        // The entry that failed, and what follows it, is no part of what is shown.
                        Some(entry) if entry < frame.view.size => {
                            a href=(format!("/record/{entry}")) { (grouped(entry)) }
                        }
                        Some(entry) => (grouped(entry)),
                        None => "the log as a whole",
                    }
                }
                @if let Some(signer) = &failure.signer { dt { "Signed by" } dd { bdi { (signer) } } }
                dt { "What is wrong" } dd { bdi { (failure.detail) } }
            }
        }
    }
}
