//! Each kind of entry in plain words, in one or two sentences.

use hustings_record::Act;
use hustings_record::acts::Erased;
use hustings_record::words::tracker_words;

use super::figures::{Moment, bytes, capital, counted, grouped, in_words, listed};
use super::log::Line;

/// What an entry says.
pub(crate) fn sentence(line: &Line, act: &Act) -> String {
    match act {
        Act::Manifest(a) => {
            format!(
                "The election was announced: {}, held by {}. All who hold an office in it signed.",
                a.title, a.organisation
            )
        }
        Act::Clock(a) => clock(line, &a.by, a.time, a.outage),
        Act::Register(a) => {
            let members: u64 = a.members.iter().sum();
            format!("The register was published: {}.", counted(members, "member", "members"))
        }
        Act::Freeze(_) => "The register was frozen: from here on nobody is added or removed.".to_owned(),
        Act::Replace(_) => {
            "A member who had not voted was given a new code in place of the old one.".to_owned()
        }
        Act::Open(_) => "The poll was opened.".to_owned(),
        Act::Ballot(_) => ballot(line),
        Act::Suspend(a) => format!(
            "The poll was suspended until {}. The reason given: {}",
            Moment::of(a.until).in_full(),
            a.reason
        ),
        Act::Extend(a) => format!(
            "The poll was extended to {}. The reason given: {}",
            Moment::of(a.closes).in_full(),
            a.reason
        ),
        Act::Mix(a) => format!(
            "Trustee {} mixed the ballots of {}, mix {}, and proved that no vote was changed.",
            a.trustee, a.list, a.number
        ),
        Act::OpenSmall(a) => {
            format!("Organiser and scrutineer agreed to open the few ballots of {}.", a.list)
        }
        Act::Shares(a) => format!("Trustee {} opened its share of the ballots of {}.", a.trustee, a.list),
        Act::ElectionResult(a) => {
            let valid: u64 = a.outcomes.iter().map(|o| o.valid).sum();
            format!("The result was posted: {} counted.", counted(valid, "valid ballot", "valid ballots"))
        }
        Act::Certify(a) => format!("Trustee {} certified the result.", a.trustee),
        Act::Report(a) if a.agrees => "The scrutineer signed the result.".to_owned(),
        Act::Report(a) => {
            format!("The scrutineer refused to sign the result. The reason given: {}", a.reason)
        }
        Act::Complaint(_) => "A complaint was made.".to_owned(),
        Act::Ruling(a) => {
            let upheld = if a.upheld { "upheld" } else { "did not uphold" };
            format!("The scrutineer {upheld} a complaint. The reason given: {}", a.reason)
        }
        Act::Annul(a) => format!(
            "The election was annulled by {} and the scrutineer. The reason given: {}",
            trustees(&a.trustees),
            a.reason
        ),
        Act::Handover(a) => format!(
            "The record passed to another server, {}, by decision of {} and the scrutineer.",
            a.origin,
            trustees(&a.trustees)
        ),
        key => ceremony(key),
    }
}

fn clock(line: &Line, by: &str, time: u64, outage: bool) -> String {
    let who = match by.strip_prefix("trustee-") {
        Some(number) => format!("Trustee {number}"),
        None => capital(&format!("the {by}")),
    };
    let moment = Moment::of(time).in_full();
    let outage = if outage { " There had been an outage, and the scrutineer signed as well." } else { "" };
    let closes = if line.closes { " With it the poll closed." } else { "" };
    format!("{who} signed the time: {moment}.{outage}{closes}")
}

fn ballot(line: &Line) -> String {
    let replaced = if line.replaces.is_some() { " It replaced an earlier one." } else { "" };
    let later = if line.replaced_by.is_some() { " A later one replaced it." } else { "" };
    format!("A ballot was cast (tracker {}).{replaced}{later}", tracker_words(&line.id))
}

fn ceremony(act: &Act) -> String {
    match act {
        Act::KeyCommit(a) => format!("Trustee {} bound itself to its part of the key.", a.trustee),
        Act::KeyReveal(a) => format!("Trustee {} showed what it had bound itself to.", a.trustee),
        Act::KeyShares(a) => {
            let others = counted(a.shares.len() as u64, "other trustee", "other trustees");
            format!("Trustee {} sent each of {others} a sealed share of its part of the key.", a.trustee)
        }
        Act::KeyComplaint(a) => {
            format!("Trustee {} complained that the share from trustee {} does not fit.", a.trustee, a.dealer)
        }
        Act::KeyAnswer(a) => format!(
            "Trustee {} published the share that trustee {} had complained of.",
            a.trustee, a.complainer
        ),
        Act::KeyConfirm(a) => {
            format!("Trustee {} confirmed the joint key and that it holds its share.", a.trustee)
        }
        Act::KeyCheck(a) => format!("Trustee {} showed that it still holds its share of the key.", a.trustee),
        Act::KeyErased(a) => {
            let what = match a.erased {
                Erased::Hpke => "the key to which shares had been sealed",
                Erased::Share => "its share of the joint key",
            };
            format!("Trustee {} states that it has destroyed {what}.", a.trustee)
        }
        other => format!("An act of kind “{}”.", other.kind()),
    }
}

fn trustees(numbers: &[u64]) -> String {
    let all: Vec<String> = numbers.iter().map(|number| format!("trustee {number}")).collect();
    listed(&all)
}

/// What else an entry says, as pairs of a word and what it means.
pub(crate) fn particulars(act: &Act, names: impl Fn(u64, u64) -> String) -> Vec<(String, String)> {
    let pair = |what: &str, said: String| (what.to_owned(), said);
    match act {
        Act::Manifest(m) => {
            let mut said = vec![
                pair("Opens", Moment::of(m.opens).in_full()),
                pair(
                    "Closes",
                    format!(
                        "{}; never later than {}",
                        Moment::of(m.closes).in_full(),
                        Moment::of(m.latest_close).in_full()
                    ),
                ),
                pair("Objections", format!("until {}", Moment::of(m.objections_until).in_full())),
                pair(
                    "Trustees",
                    format!(
                        "{}, any {} of whom open the ballots",
                        grouped(m.trustees.len() as u64),
                        in_words(m.threshold)
                    ),
                ),
                pair(
                    "Witnesses",
                    format!(
                        "{}, of whom {} must have seen the record",
                        grouped(m.witnesses.len() as u64),
                        in_words(m.witnesses_needed)
                    ),
                ),
            ];
            said.extend((1u64..).zip(&m.contests).map(|(number, contest)| {
                let candidates = counted(contest.candidates.len() as u64, "candidate", "candidates");
                let seats = counted(contest.seats, "seat", "seats");
                pair(
                    &format!("Contest {number}"),
                    format!("{}: {candidates} for {seats}, by the rules “{}”", contest.title, contest.rules),
                )
            }));
            said
        }
        Act::Ballot(b) => b
            .parts
            .iter()
            .map(|part| {
                pair(
                    &format!("Contest {}", part.contest),
                    "one sealed vote, with a proof that its maker knew what is in it".to_owned(),
                )
            })
            .collect(),
        Act::ElectionResult(r) => (r.outcomes.iter())
            .map(|o| {
                let elected: Vec<String> = o.elected.iter().map(|number| names(o.contest, *number)).collect();
                let said = format!(
                    "{} valid, {} blank, {} spoilt; elected: {}",
                    grouped(o.valid),
                    grouped(o.blank),
                    grouped(o.spoilt),
                    listed(&elected)
                );
                pair(&format!("Contest {}", o.contest), said)
            })
            .collect(),
        Act::Shares(s) => {
            let seen = counted(s.witnessed.len() as u64, "witness", "witnesses");
            vec![pair("Witnessed", format!("{seen} had signed the record that this trustee saw"))]
        }
        Act::Report(r) if !r.reason.is_empty() => vec![pair("Remarks", r.reason.clone())],
        Act::Complaint(c) => vec![pair(
            "Text",
            format!("{}, which may be removed from the record; its fingerprint stays", bytes(c.text.size)),
        )],
        _ => Vec::new(),
    }
}
