//! Key ceremonies that do not go smoothly: a bad share, the complaint, and what the dealer makes of it.
//! Five trustees, three of whom open.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod common;

use common::{cast, small};
use hustings_record::acts::{KeyAnswer, KeyComplaint, KeyShares};
use hustings_record::ceremony::{Ceremony, Round};
use hustings_record::{Act, Hex32, Phase};
use hustings_roles::Draft;
use hustings_roles::everyone::{Everyone, Setup, seeded};
use hustings_verifier::verify;

/// Seconds a trustee has to answer.
const LIMIT: u64 = 1800;

fn ceremony(e: &Everyone) -> &Ceremony {
    e.state.election().unwrap().ceremony.as_ref().unwrap()
}

fn step(e: &mut Everyone, trustee: usize) -> Option<Draft> {
    e.trustees[trustee - 1].ceremony_step(&e.state, &mut e.rng).unwrap()
}

fn speak(e: &mut Everyone, trustee: usize) {
    let draft = step(e, trustee).unwrap();
    e.post(draft).unwrap();
}

/// Shares are sent, all right but those of trustee 5, which are changed.
fn dealt(seed: u64, change: impl FnOnce(&mut KeyShares)) -> Everyone {
    let setup = Setup { trustees: 5, threshold: 3, ..small() };
    let mut e = Everyone::new(setup, seeded(seed));
    e.announce_and_freeze().unwrap();
    (0..2).for_each(|_| (1..=5).for_each(|t| speak(&mut e, t)));
    (1..=4).for_each(|t| speak(&mut e, t));
    let Some(Act::KeyShares(mut shares)) = step(&mut e, 5).map(|d| d.act) else { panic!("no shares") };
    change(&mut shares);
    let draft = e.trustees[4].countersign(Draft::new(shares));
    e.post(draft).unwrap();
    assert_eq!(ceremony(&e).round, Round::Confirm);
    e
}

/// Trustee 5's share for trustee 1 does not open; trustee 1 says so.
fn complained(seed: u64) -> Everyone {
    let mut e = dealt(seed, |shares| shares.shares[0].sealed.0[40] ^= 1);
    let complaint = step(&mut e, 1).unwrap();
    assert!(matches!(complaint.act, Act::KeyComplaint(KeyComplaint { trustee: 1, dealer: 5, .. })));
    e.post(complaint).unwrap();
    e
}

/// From a finished ceremony to the certificate; `verify` finds nothing amiss.
fn to_the_end(e: &mut Everyone) {
    e.open_poll().unwrap();
    (0..4).for_each(|member| {
        cast(e, member).unwrap();
    });
    e.close_poll().unwrap();
    e.mix_and_open().unwrap();
    e.declare().unwrap();
    let report = verify(&common::files(e), &|_, _, _| {}).unwrap().report;
    assert!(report.holds, "{:?}", report.failure);
    assert_eq!(e.state.election().unwrap().result.as_ref().unwrap().outcomes[0].valid, 4);
}

fn holders(e: &Everyone) -> &[u64] {
    &e.state.election().unwrap().keys.as_ref().unwrap().members
}

/// The keys for private shares in this ceremony.
fn sealing_keys(e: &Everyone) -> Vec<[u8; 32]> {
    ceremony(e).commits.values().map(|(key, _)| *key).collect()
}

#[test]
fn a_dealer_who_publishes_the_right_share_stays_and_the_complainer_uses_it() {
    let mut e = complained(61);
    e.key_ceremony().unwrap();
    assert_eq!((ceremony(&e).number, holders(&e)), (1, &[1, 2, 3, 4, 5][..]));
    // Trustee 1, whose share was published, is among those who open.
    to_the_end(&mut e);
}

#[test]
fn shares_sealed_to_each_other_s_key_are_two_complaints() {
    let mut e = dealt(62, |shares| {
        let first = shares.shares[0].sealed.clone();
        shares.shares[0].sealed = std::mem::replace(&mut shares.shares[1].sealed, first);
    });
    speak(&mut e, 1);
    speak(&mut e, 2);
    assert_eq!(ceremony(&e).open_complaints(), [(1, 5), (2, 5)]);
    e.key_ceremony().unwrap();
    assert_eq!(holders(&e), [1, 2, 3, 4, 5]);
    to_the_end(&mut e);
}

#[test]
fn a_false_accusation_puts_nobody_out() {
    let mut e = dealt(63, |_| {});
    let act = KeyComplaint {
        election: e.state.election().unwrap().id,
        at: e.state.at(),
        ceremony: 1,
        trustee: 2,
        dealer: 4,
    };
    let draft = e.trustees[1].countersign(Draft::new(act));
    e.post(draft).unwrap();
    e.key_ceremony().unwrap();
    assert_eq!((ceremony(&e).number, holders(&e)), (1, &[1, 2, 3, 4, 5][..]));
    to_the_end(&mut e);
}

#[test]
fn a_dealer_who_publishes_a_wrong_share_is_out_and_the_rest_begin_again() {
    for share in [Hex32([1; 32]), Hex32([0xff; 32]), Hex32([0; 32])] {
        let mut e = complained(64);
        let before = sealing_keys(&e);
        let Some(Act::KeyAnswer(answer)) = step(&mut e, 5).map(|d| d.act) else { panic!("no answer") };
        let wrong = e.trustees[4].countersign(Draft::new(KeyAnswer { share, ..answer }));
        e.post(wrong).unwrap();
        begin_again(&mut e, &before);
    }
}

#[test]
fn a_dealer_who_does_not_answer_in_time_is_out_and_the_rest_begin_again() {
    let mut e = complained(65);
    let before = sealing_keys(&e);
    // The others have confirmed: they are not late.
    (2..=4).for_each(|t| speak(&mut e, t));
    e.tick(LIMIT - 1).unwrap();
    assert_eq!(ceremony(&e).number, 1);
    e.tick(1).unwrap();
    begin_again(&mut e, &before);
}

/// Four trustees, with fresh keys, make another key, and the election goes on to its end.
fn begin_again(e: &mut Everyone, before: &[[u8; 32]]) {
    let (number, round) = (ceremony(e).number, ceremony(e).round);
    assert_eq!((number, round, &ceremony(e).members[..]), (2, Round::Commit, &[1, 2, 3, 4][..]));
    assert!(step(e, 5).is_none());
    e.key_ceremony().unwrap();
    assert!(sealing_keys(e).iter().all(|key| !before.contains(key)));
    assert_eq!(holders(e), [1, 2, 3, 4]);
    to_the_end(e);
}

/// Otherwise a dealer could send a bad share, answer at the last moment, and so put the one it sent it
/// to out for being late.
#[test]
fn an_answer_at_the_last_moment_leaves_the_complainer_time() {
    let mut e = complained(66);
    (2..=4).for_each(|t| speak(&mut e, t));
    e.tick(LIMIT - 1).unwrap();
    speak(&mut e, 5);
    e.tick(LIMIT - 1).unwrap();
    assert_eq!((ceremony(&e).number, e.state.election().unwrap().phase), (1, Phase::Ceremony));
    e.key_ceremony().unwrap();
    assert_eq!(holders(&e), [1, 2, 3, 4, 5]);
    to_the_end(&mut e);
}

#[test]
fn whoever_is_silent_after_an_answer_is_out_all_the_same() {
    let mut e = complained(67);
    (2..=5).for_each(|t| speak(&mut e, t));
    // Trustee 5 has answered, and confirms; trustee 1 never does.
    speak(&mut e, 5);
    e.tick(LIMIT).unwrap();
    assert_eq!((ceremony(&e).number, &ceremony(&e).members[..]), (2, &[2, 3, 4, 5][..]));
    e.key_ceremony().unwrap();
    assert_eq!(holders(&e), [2, 3, 4, 5]);
}
