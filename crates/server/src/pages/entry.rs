//! One entry: what it says, who signed, and its exact bytes.

use hustings_record::acts::BlobRef;
use hustings_record::blobs;
use hustings_record::words::tracker_words;
use hustings_record::{Act, Entry, Phase};
use maud::{Markup, html};

use super::figures::bytes;
use super::headline::short;
use super::language::{Language, args};
use super::layout::{Frame, Place, Tab, page, time};
use super::log::{Line, LogError, LogLines, read};
use super::particulars::particulars;
use super::record::PAGE;
use super::sentences::sentence;

/// The page of the entry with this index; none where the log has no such entry.
///
/// # Errors
/// The log cannot be read.
pub fn entry(frame: &Frame, log: &dyn LogLines, index: u64) -> Result<Option<Markup>, LogError> {
    let Some((line, entry, raw)) = read(log, index)? else { return Ok(None) };
    let language = frame.language();
    let title = language.tell("entry-number", args![n = index]);
    let ruled_on = match &entry.act {
        Act::Ruling(ruling) => log.index_of(&ruling.complaint)?,
        _ => None,
    };
    let main = html! {
        header.head {
            p.kicker { (language.tell("entry-kicker", args![n = index])) }
            h1.said { bdi { (sentence(language, &line, &entry.act)) } }
        }
        (about(frame, &line, &entry, ruled_on))
        (signatures(language, &entry))
        (named(&frame.place, &entry.act))
        section aria-labelledby="bytes" {
            h2 #bytes { (language.say("entry-itself")) }
            p { (language.say("entry-bytes")) }
            details.fold {
                summary { (language.tell("entry-its-bytes", args![size = bytes(language, raw.len() as u64)])) }
                pre.raw tabindex="0" lang="en" { (String::from_utf8_lossy(&raw)) }
            }
        }
        (neighbours(frame, log.size()?, index))
    };
    Ok(Some(page(frame, Tab::Record, &format!("record/{index}"), &title, &main)))
}

fn about(frame: &Frame, line: &Line, entry: &Entry, ruled_on: Option<u64>) -> Markup {
    let (view, language) = (frame.view, frame.language());
    let names = |contest: u64, number: u64| {
        let of = view.contests.iter().find(|one| one.number == contest);
        let number = u16::try_from(number).unwrap_or(u16::MAX);
        of.map_or_else(|| number.to_string(), |of| short(&of.candidates, number))
    };
    let ballot = matches!(entry.act, Act::Ballot(_));
    html! {
        dl.facts {
            dt { (language.say("entry-time")) }
            dd {
                @match line.time {
                    Some(unix) => { (language.html("entry-soon-after", args![time = time(language, unix)])) },
                    None => (language.say("entry-before-clock")),
                }
            }
            dt { (language.say("entry-kind")) } dd { code { (entry.act.kind()) } }
            @for (what, said) in particulars(language, &entry.act, names) { dt { (what) } dd { (said) } }
            @if let Some(earlier) = line.replaces {
                dt { (language.say("entry-replaced")) } dd { (link(frame, earlier)) }
            }
            @if ballot { dt { (language.say("entry-counts")) } dd { (counts(frame, line)) } }
            @if let Some(about) = ruled_on {
                dt { (language.say("entry-complaint")) } dd { (link(frame, about)) }
            }
            @if let Some(at) = entry.act.at() {
                dt { (language.say("entry-had-seen")) }
                dd { (language.tell("entry-had-verified", args![n = at.size])) }
            }
            dt { @if ballot { (language.say("entry-tracker")) } @else { (language.say("entry-identity")) } }
            dd {
                span.tracker lang="en" { (tracker_words(&line.id)) }
                details { summary { (language.say("entry-in-full")) } code.long { (line.id) } }
            }
        }
    }
}

/// Whether a ballot counts.
fn counts(frame: &Frame, line: &Line) -> Markup {
    let language = frame.language();
    match line.replaced_by {
        Some(later) => language.html("entry-counts-no", args![entry = link(frame, later)]),
        None if frame.view.phase <= Phase::Open => language.html("entry-counts-so-far", args![]),
        None => language.html("entry-counts-yes", args![]),
    }
}

/// "entry 12", leading there.
fn link(frame: &Frame, index: u64) -> Markup {
    let said = frame.language().tell("entry-number-within", args![n = index]);
    html! { a href=(frame.place.to(&format!("record/{index}"))) { (said) } }
}

fn signatures(language: Language, entry: &Entry) -> Markup {
    html! {
        section aria-labelledby="signed" {
            h2 #signed { (language.say("entry-signed")) }
            ul.signed {
                @for line in &entry.signatures {
                    li {
                        (signer(language, &line.name, entry.signatures.len()))
                        details { summary { (language.say("entry-signature")) } code.long { (hex::encode(&line.signature)) } }
                    }
                }
            }
        }
    }
}

/// A signature's name in words: `trustee-2` is trustee 2. With a single registrar a code has one part.
fn signer(language: Language, name: &str, all: usize) -> String {
    let (office, number) = name.rsplit_once('-').map_or((name, None), |(of, n)| (of, n.parse::<u64>().ok()));
    match (office, number) {
        ("credential", _) if all == 1 => language.say("signer-code"),
        ("credential", Some(n)) => language.tell("signer-code-part", args![n = n]),
        ("trustee", Some(n)) => language.tell("signer-trustee", args![n = n]),
        ("registrar", Some(n)) => language.tell("signer-registrar", args![n = n]),
        ("organiser", None) => language.say("signer-organiser"),
        ("scrutineer", None) => language.say("signer-scrutineer"),
        ("server", None) => language.say("signer-server"),
        ("publisher", None) => language.say("signer-publisher"),
        ("complainant", None) => language.say("signer-complainant"),
        _ => name.to_owned(),
    }
}

fn named(place: &Place, act: &Act) -> Markup {
    let language = place.language();
    let files = blobs::named(act).into_iter().map(|(blob, what)| (blob, what, false));
    let removable = blobs::removable(act).into_iter().map(|(blob, what)| (blob, what, true));
    let files: Vec<(BlobRef, &str, bool)> = files.chain(removable).collect();
    html! {
        @if !files.is_empty() {
            section aria-labelledby="files" {
                h2 #files { (language.say("entry-files")) }
                ul.files {
                    @for (BlobRef { sha256, size }, what, removable) in &files {
                        li {
                            a href=(place.file(&format!("blob/{sha256}"))) { (language.file(what)) }
                            @if *removable { ", " (language.say("entry-file-removable")) }
                            ", " (bytes(language, *size))
                            details { summary { (language.say("entry-fingerprint")) } code.long { (sha256) } }
                        }
                    }
                }
            }
        }
    }
}

fn neighbours(frame: &Frame, size: u64, index: u64) -> Markup {
    let (place, language) = (&frame.place, frame.language());
    let to = |index: u64| place.to(&format!("record/{index}"));
    html! {
        nav.pager aria-label=(language.say("entry-neighbours")) {
            ul {
                @if let Some(before) = index.checked_sub(1) {
                    li { a href=(to(before)) rel="prev" { (language.tell("entry-number", args![n = before])) } }
                }
                li { a href=(place.to(&format!("record?page={}", index / PAGE + 1))) { (language.say("entry-its-page")) } }
                @if index + 1 < size {
                    li { a href=(to(index + 1)) rel="next" { (language.tell("entry-number", args![n = index + 1])) } }
                }
            }
        }
    }
}
