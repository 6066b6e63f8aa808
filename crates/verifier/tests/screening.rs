//! Screening (`record::screen`) and then applying decides what applying alone decides.
#![allow(clippy::unwrap_used, clippy::panic, clippy::duplicate_mod)]

mod common;

use hustings_count::Ballot as Marks;
use hustings_prover::ballot::BallotSeed;
use hustings_record::screen::screen;
use hustings_record::{Check, Entry, Hex32, Obligations, State};
use hustings_roles::everyone::{Everyone, seeded};
use hustings_roles::voter::Poll;
use rand::SeedableRng;
use rand::rngs::StdRng;
use std::collections::HashMap;

fn open() -> Everyone {
    let mut everyone = Everyone::new(common::small(), seeded(3));
    everyone.announce_and_freeze().unwrap();
    everyone.key_ceremony().unwrap();
    everyone.open_poll().unwrap();
    everyone
}

/// A member's ballot as text, so that it can be spoilt.
fn ballot(everyone: &Everyone, member: usize) -> String {
    let poll = Poll::of(everyone.state.election().unwrap()).unwrap();
    let marks = [Marks::Ranking(vec![1, 2])];
    let seed = BallotSeed::from_bytes([member as u8 + 1; 32]);
    let draft = poll.cast(1, &marks, &everyone.member_keys(member), None, seed).unwrap();
    String::from_utf8(draft.entry()).unwrap()
}

/// The text with the last digit of the first value after `field` changed, signed anew or not.
fn with_other(everyone: &Everyone, member: usize, text: &str, field: &str, signed: bool) -> String {
    let at = text.find(field).unwrap() + field.len();
    let digit = if &text[at..=at] == "1" { "2" } else { "1" };
    let other = format!("{}{digit}{}", &text[..at], &text[at + 1..]);
    if !signed {
        return other;
    }
    let body = &other[..other.find("\n\n").unwrap() + 1];
    let lines: Vec<_> = (1..)
        .zip(everyone.member_keys(member))
        .map(|(i, key)| {
            let name = format!("credential-{i}");
            hustings_record::log::note::SignatureLine {
                key_id: hustings_record::log::checkpoint::ed25519_key_id(&name, key.verifying_key()),
                signature: key.sign(body.as_bytes()).to_vec(),
                name,
            }
        })
        .collect();
    String::from_utf8(Entry::write(body, &lines)).unwrap()
}

fn check_alone(state: &State, entry: &Entry) -> Option<Check> {
    let none: HashMap<Hex32, Vec<u8>> = HashMap::new();
    let mut owed = Obligations::at_once().unwrap();
    state.clone().apply_entry(entry, &none, &mut owed).err().map(|v| v.check)
}

#[test]
fn a_batch_names_exactly_the_ballots_that_fail_and_why() {
    let everyone = open();
    let good: Vec<String> = (0..4).map(|member| ballot(&everyone, member)).collect();
    let spoilt = [
        with_other(&everyone, 1, &good[1], "\"responses\":[\"", true),
        with_other(&everyone, 2, &good[2], "\"responses\":[\"", false),
        with_other(&everyone, 3, &good[3], "\"commitments\":[\"", true),
    ];
    let texts = [&good[0], &spoilt[0], &good[1], &spoilt[1], &spoilt[2], &good[2]];
    let entries: Vec<Entry> = texts.iter().map(|t| Entry::parse(t.as_bytes()).unwrap()).collect();
    let alone: Vec<Option<Check>> = entries.iter().map(|e| check_alone(&everyone.state, e)).collect();
    assert_eq!(alone[0], None);
    assert_eq!(alone[3], Some(Check::Signature));
    assert!(matches!(alone[1], Some(Check::BallotProof | Check::BallotPoints)));

    let election = everyone.state.election().unwrap();
    let screened = screen(election, entries, &mut StdRng::seed_from_u64(5));
    let together: Vec<Option<Check>> = screened.iter().map(|s| s.as_ref().err().map(|v| v.check)).collect();
    assert_eq!(together, alone);
}

#[test]
fn a_screened_ballot_still_has_to_pass_every_other_check() {
    let everyone = open();
    let entry = Entry::parse(ballot(&everyone, 0).as_bytes()).unwrap();
    let none: HashMap<Hex32, Vec<u8>> = HashMap::new();
    let rng = || StdRng::seed_from_u64(6);
    let election = everyone.state.election().unwrap();
    let screened = screen(election, vec![entry.clone(), entry], &mut rng());
    let [first, second] = &screened[..] else { panic!("two ballots") };
    let mut state = everyone.state.clone();
    state.apply_screened(first.as_ref().unwrap(), &none, rng()).unwrap();
    let again = state.apply_screened(second.as_ref().unwrap(), &none, rng()).unwrap_err();
    assert_eq!(again.check, Check::Once);

    // What was screened in one poll says nothing in another.
    let mut other = Everyone::new(common::small(), seeded(4));
    other.announce_and_freeze().unwrap();
    other.key_ceremony().unwrap();
    other.open_poll().unwrap();
    let foreign = other.state.apply_screened(first.as_ref().unwrap(), &none, rng()).unwrap_err();
    assert_eq!(foreign.check, Check::Election);
}
