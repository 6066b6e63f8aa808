//! One entry: what it says, who signed, and its exact bytes.

use hustings_record::acts::BlobRef;
use hustings_record::blobs;
use hustings_record::words::tracker_words;
use hustings_record::{Act, Entry, Phase};
use maud::{Markup, html};

use super::figures::{bytes, grouped};
use super::headline::short;
use super::layout::{Frame, Tab, page, time};
use super::log::{Line, Log};
use super::sentences::{particulars, sentence};

/// The page of the entry with this index; none where the log has no such entry.
pub fn entry(frame: &Frame, log: &Log, index: u64) -> Option<Markup> {
    let (line, entry) = log.get(index)?;
    let raw = String::from_utf8_lossy(log.bytes(index)?);
    let title = format!("Entry {}", grouped(index));
    let main = html! {
        header.head {
            p.kicker { (title) " of the record" }
            h1.said { bdi { (sentence(&line, &entry.act)) } }
        }
        (about(frame, log, &line, &entry))
        (signatures(&entry))
        (named(&entry.act))
        section aria-labelledby="bytes" {
            h2 #bytes { "The entry itself" }
            p { "Exactly these bytes are in the record: two lines of text, an empty line, and a signature a line." }
            details.fold {
                summary { "Its " (bytes(raw.len() as u64)) }
                pre.raw tabindex="0" { (raw) }
            }
        }
        (neighbours(log, index))
    };
    Some(page(frame, Tab::Record, &title, &main))
}

fn about(frame: &Frame, log: &Log, line: &Line, entry: &Entry) -> Markup {
    let view = frame.view;
    let names = |contest: u64, number: u64| {
        let of = view.contests.iter().find(|one| one.number == contest);
        let number = u16::try_from(number).unwrap_or(u16::MAX);
        of.map_or_else(|| format!("candidate {number}"), |of| short(&of.candidates, number))
    };
    let tracker = matches!(entry.act, Act::Ballot(_));
    html! {
        dl.facts {
            dt { "Time" }
            dd { @match line.time { Some(unix) => { "at or soon after " (time(unix)) }, None => "before the first clock entry" } }
            dt { "Kind" } dd { code { (entry.act.kind()) } }
            @for (what, said) in particulars(&entry.act, names) { dt { (what) } dd { bdi { (said) } } }
            @if let Some(earlier) = line.replaces {
                dt { "Replaced" } dd { a href=(format!("/record/{earlier}")) { "entry " (grouped(earlier)) } }
            }
            @if tracker {
                dt { "Counts" }
                dd {
                    @match line.replaced_by {
                        Some(later) => { "no: " a href=(format!("/record/{later}")) { "entry " (grouped(later)) } " replaced it" },
                        None if view.phase <= Phase::Open => "so far: it is the last of this member’s ballots",
                        None => "yes, as the last of this member’s ballots",
                    }
                }
            }
            @if let Act::Ruling(ruling) = &entry.act {
                @if let Some(about) = log.index_of(&ruling.complaint) {
                    dt { "Complaint" } dd { a href=(format!("/record/{about}")) { "entry " (grouped(about)) } }
                }
            }
            @if let Some(at) = entry.act.at() {
                dt { "Had seen" }
                dd { "Whoever signed had verified the record’s first " (grouped(at.size)) " entries." }
            }
            dt { @if tracker { "Tracker" } @else { "Identity" } }
            dd {
                span.tracker { (tracker_words(&line.id)) }
                details { summary { "in full" } code.long { (line.id) } }
            }
        }
    }
}

fn signatures(entry: &Entry) -> Markup {
    html! {
        section aria-labelledby="signed" {
            h2 #signed { "Signed by" }
            ul.signed {
                @for line in &entry.signatures {
                    li {
                        (signer(&line.name, entry.signatures.len()))
                        details { summary { "signature" } code.long { (hex::encode(&line.signature)) } }
                    }
                }
            }
        }
    }
}

/// A signature's name in words: `trustee-2` is trustee 2. With a single registrar a code has one part.
fn signer(name: &str, all: usize) -> String {
    match name.rsplit_once('-') {
        Some(("credential", _)) if all == 1 => "the member’s code".to_owned(),
        Some(("credential", number)) => format!("the member’s code, part {number}"),
        Some((office, number)) => format!("{office} {number}"),
        None => format!("the {name}"),
    }
}

fn named(act: &Act) -> Markup {
    let files = blobs::named(act).into_iter().map(|(blob, what)| (blob, what, ""));
    let removable = blobs::removable(act).into_iter();
    let files: Vec<_> =
        files.chain(removable.map(|(blob, what)| (blob, what, ", where it was not removed"))).collect();
    html! {
        @if !files.is_empty() {
            section aria-labelledby="files" {
                h2 #files { "Files that it names" }
                ul.files {
                    @for (BlobRef { sha256, size }, what, gone) in &files {
                        li {
                            a href=(format!("/blob/{sha256}")) { (what) } (gone) ", " (bytes(*size))
                            details { summary { "fingerprint" } code.long { (sha256) } }
                        }
                    }
                }
            }
        }
    }
}

fn neighbours(log: &Log, index: u64) -> Markup {
    html! {
        nav.pager aria-label="Neighbouring entries" {
            ul {
                @if let Some(before) = index.checked_sub(1) {
                    li { a href=(format!("/record/{before}")) rel="prev" { "Entry " (grouped(before)) } }
                }
                li { a href=(format!("/record?page={}", index / 100 + 1)) { "The page it stands on" } }
                @if index + 1 < log.size() {
                    li { a href=(format!("/record/{}", index + 1)) rel="next" { "Entry " (grouped(index + 1)) } }
                }
            }
        }
    }
}
