//! The figures of the verification, like a scrutineer's list: a line a family.

use hustings_verifier::{Failure, Standing};
use maud::{Markup, html};

use super::figures::bytes;
use super::language::{Arg, Language, args};
use super::layout::{Frame, cross, tick};
use super::view::{Figures, ReportLine};

/// The list; where a check failed, with number, entry, signer and meaning.
pub(crate) fn list(frame: &Frame) -> Markup {
    let language = frame.language();
    html! {
        ol.families {
            @for line in &frame.report.lines {
                @let failed = line.standing == Standing::Fails;
                @let waiting = matches!(line.standing, Standing::NotYet | Standing::NotReached);
                li.family.failed[failed].waiting[waiting] {
                    span.letter aria-hidden="true" { (format!("{:?}", line.family)) }
                    " " span.title { (language.family(line.family)) }
                    " " span.figure { (figure(frame, line)) } " "
                    (verdict(language, line))
                    @if let (true, Some(failure)) = (failed, &frame.report.failure) { (defect(frame, failure)) }
                }
            }
        }
    }
}

fn verdict(language: Language, line: &ReportLine) -> Markup {
    html! {
        span.verdict {
            @match line.standing {
                Standing::Holds => { (tick()) " " (language.say("verdict-holds")) }
                Standing::NotReached => (language.say("verdict-not-reached")),
                Standing::Fails => { (cross()) " " (language.say("verdict-failed")) }
                Standing::NotYet => "–",
            }
        }
    }
}

/// What was checked, in figures.
fn figure(frame: &Frame, line: &ReportLine) -> String {
    let language = frame.language();
    let said = line.figures.as_ref().map(|figures| {
        // How many have voted is not said while the poll is open, where the manifest does not want it.
        let secret = matches!(figures, Figures::Ballots { .. }) && !frame.view.shows_turnout();
        if secret { language.say("figures-ballots-hidden") } else { sentence(language, *figures) }
    });
    match (line.standing, said) {
        (Standing::Fails, _) => language.say("figures-see-below"),
        (Standing::Holds, Some(said)) => said,
        (Standing::NotReached, Some(said)) => language.tell("figures-up-to-there", args![figures = said]),
        (Standing::NotReached, None) => language.say("figures-not-reached"),
        _ => language.say("figures-nothing-yet"),
    }
}

fn sentence(language: Language, figures: Figures) -> String {
    match figures {
        Figures::Log { entries, files, bytes: size, cosigned, witnesses } => language.tell(
            "figures-log",
            args![
                entries = language.tell("n-entries", args![n = entries]),
                files = language.tell("n-files", args![n = files]),
                size = bytes(language, size),
                cosigned = cosigned,
                witnesses = witnesses,
            ],
        ),
        Figures::Acts { signatures, clocks } => language.tell(
            "figures-acts",
            args![
                signatures = language.tell("n-signatures", args![n = signatures]),
                clocks = language.tell("n-clocks", args![n = clocks]),
            ],
        ),
        Figures::Register { members, replaced } => language.tell(
            "figures-register",
            args![
                members = language.tell("n-members", args![n = members]),
                replaced = language.tell("n-codes-replaced", args![n = replaced]),
            ],
        ),
        Figures::Keys { made, trustees, threshold, checks } => language.tell(
            "figures-keys",
            args![
                made = Arg::Word(if made { "yes" } else { "no" }),
                trustees = trustees,
                threshold = threshold,
                checks = language.tell("n-key-checks", args![n = checks]),
            ],
        ),
        Figures::Ballots { all, replaced, counting } => language.tell(
            "figures-ballots",
            args![
                ballots = language.tell("n-ballots", args![n = all]),
                replaced = replaced,
                counting = counting,
            ],
        ),
        other => opening(language, other),
    }
}

fn opening(language: Language, figures: Figures) -> String {
    match figures {
        Figures::Mixes { mixes, parts } => language.tell(
            "figures-mixes",
            args![
                mixes = language.tell("n-mixes", args![n = mixes]),
                parts = language.tell("n-parts", args![n = parts]),
            ],
        ),
        Figures::Decryption { shares, lists } => language.tell(
            "figures-decryption",
            args![
                shares = language.tell("n-shares", args![n = shares]),
                lists = language.tell("n-lists", args![n = lists]),
            ],
        ),
        Figures::Count { valid, elected } => language.tell(
            "figures-count",
            args![valid = language.tell("n-valid-votes", args![n = valid]), elected = elected],
        ),
        Figures::Certification { certified, trustees, needed, scrutineer, enough } => language.tell(
            "figures-certification",
            args![
                certified = certified,
                trustees = trustees,
                needed = needed,
                enough = Arg::Word(if enough { "yes" } else { "no" }),
                scrutineer = Arg::Word(match scrutineer {
                    Some(true) => "agrees",
                    Some(false) => "refuses",
                    None => "silent",
                }),
            ],
        ),
        _ => String::new(),
    }
}

/// A failed check: number, entry, signer, meaning.
fn defect(frame: &Frame, failure: &Failure) -> Markup {
    let language = frame.language();
    html! {
        div.failure {
            p {
                strong { (language.tell("failure-check", args![check = &failure.check])) } ": "
                (language.check_title(&failure.check, failure.title)) "."
            }
            p { (language.check_meaning(&failure.check, failure.meaning)) }
            dl.facts {
                dt { (language.say("failure-entry")) }
                dd {
                    @match failure.entry {
                        // The entry that failed, and what follows it, is no part of what is shown.
                        Some(entry) if entry < frame.view.size => {
                            a href=(frame.place.to(&format!("record/{entry}"))) { (language.number(entry)) }
                        }
                        Some(entry) => (language.number(entry)),
                        None => (language.say("failure-whole-log")),
                    }
                }
                @if let Some(signer) = &failure.signer {
                    dt { (language.say("failure-signer")) } dd { bdi { (language.in_english(signer)) } }
                }
                dt { (language.say("failure-detail")) } dd { bdi { (language.in_english(&failure.detail)) } }
            }
        }
    }
}
