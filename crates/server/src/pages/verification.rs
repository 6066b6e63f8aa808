//! The figures of the verification, like a scrutineer's list: a line a family.

use hustings_record::Violation;
use maud::{Markup, html};

use super::figures::grouped;
use super::layout::{cross, tick};
use super::view::{Outcome, ReportLine, ReportView};

/// The list; where a check failed, with number, entry, signer and meaning.
pub(crate) fn list(report: &ReportView) -> Markup {
    html! {
        ol.families {
            @for line in &report.lines {
                li.family.failed[line.outcome == Outcome::Failed].waiting[line.outcome == Outcome::NotYet] {
                    span.letter aria-hidden="true" { (format!("{:?}", line.family)) }
                    " " span.title { (line.family.title()) }
                    " " span.figure { (line.figure) } " "
                    (verdict(line))
                    @if line.outcome == Outcome::Failed {
                        @if let Some(violation) = &report.failure { (failure(violation)) }
                    }
                }
            }
        }
    }
}

fn verdict(line: &ReportLine) -> Markup {
    html! {
        span.verdict {
            @match line.outcome {
                Outcome::Holds => { (tick()) " holds" }
                Outcome::HeldSoFar => "held as far as it was checked",
                Outcome::Failed => { (cross()) " failed" }
                Outcome::NotYet => "–",
            }
        }
    }
}

/// A failed check: number, entry, signer, meaning.
pub(crate) fn failure(violation: &Violation) -> Markup {
    let check = violation.check;
    html! {
        div.failure {
            p { strong { "Check " (check) } ": " (check.title()) "." }
            p { (check.meaning()) }
            dl.facts {
                dt { "Entry" }
                dd {
                    @match violation.entry {
                        Some(entry) => a href=(format!("/record/{entry}")) { (grouped(entry)) },
                        None => "the log as a whole",
                    }
                }
                @if let Some(signer) = &violation.signer { dt { "Signed by" } dd { (signer) } }
                dt { "What is wrong" } dd { (violation.detail) }
            }
        }
    }
}
