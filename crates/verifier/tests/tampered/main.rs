//! For every check (§10) records that are honest but for one defect, made by someone who holds every
//! key, and what `verify` must say of each: the number, the entry, the signer, the meaning.
//!
//! With `HUSTINGS_TAMPERED_DIR` set, the records are also written there, one folder each with an
//! `expected.json` beside its files, for another implementation to be held against.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "../common/mod.rs"]
mod common;

mod acts;
mod ballots;
mod blobs;
mod ceremony;
mod dealings;
mod decryption;
mod edges;
mod forge;
mod hands;
mod judge;
mod late;
mod log;
mod manifest;
mod mixes;
mod next;
mod order;
mod phases;
mod poll;
mod register;
mod result;
mod signing;
mod stage;
mod sweep;

use forge::Case;
use hustings_record::Check;
use std::collections::BTreeSet;

fn all() -> Vec<Case> {
    let families = [
        log::cases,
        blobs::cases,
        acts::cases,
        order::cases,
        phases::cases,
        signing::cases,
        manifest::cases,
        late::cases,
        register::cases,
        ceremony::cases,
        dealings::cases,
        poll::cases,
        ballots::cases,
        mixes::cases,
        decryption::cases,
        result::cases,
    ];
    families.iter().flat_map(|cases| cases()).collect()
}

#[test]
fn every_check_has_a_record_with_that_one_defect() {
    let covered: BTreeSet<Check> = all().iter().map(|c| c.check).collect();
    let bare: Vec<String> =
        Check::ALL.iter().filter(|c| !covered.contains(c)).map(Check::to_string).collect();
    assert!(bare.is_empty(), "no tampered record for {}", bare.join(", "));
}

#[test]
fn no_two_records_have_the_same_name() {
    let cases = all();
    let names: BTreeSet<&str> = cases.iter().map(|c| c.name).collect();
    assert_eq!(names.len(), cases.len());
}

#[test]
fn without_a_defect_the_record_holds_at_every_stage() {
    judge::honest();
}

macro_rules! families {
    ($($test:ident = $family:ident;)+) => {
        $(#[test] fn $test() { judge::all($family::cases()); })+
    };
}

families! {
    log_and_witnesses = log;
    files_that_acts_name = blobs;
    acts_and_their_form = acts;
    signatures_on_acts = signing;
    order_and_time = order;
    stages_of_the_election = phases;
    manifests = manifest;
    changes_complaints_and_joint_decisions = late;
    registers = register;
    key_ceremony = ceremony;
    dealings_of_trustees = dealings;
    key_checks_and_opening = poll;
    ballot_papers = ballots;
    shuffles = mixes;
    openings = decryption;
    results_and_certificates = result;
}
