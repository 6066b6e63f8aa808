//! The election itself, act by act, with everyone in one process.

use super::Doing;
use super::ballots::Ballots;
use super::record::Keeper;
use crate::terminal::{bar, done, plural};
use anyhow::{Context, Result};
use hustings_count::Ballot;
use hustings_prover::{ballot::BallotSeed, shuffle::STEPS_PER_ROW};
use hustings_record::acts::{Class, ClassContest};
use hustings_record::{Hex32, Obligations, Phase};
use hustings_roles::everyone::{Everyone, Setup};
use hustings_roles::voter::Poll;
use hustings_roles::{Draft, SigningKey};
use rand::rngs::{StdRng, SysRng};
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use rayon::prelude::*;
use std::path::Path;
use std::time::Instant;

/// Ballots encrypted, checked and stored together.
const BATCH: usize = 1_024;
/// How long the poll is open, seconds: from seven to ten.
const DAY: u64 = 15 * 3_600;

/// Holds an election over these ballots and leaves its record in `dir`.
pub fn hold(ballots: &Ballots, trustees: u64, threshold: u64, dir: &Path) -> Result<()> {
    let rng = StdRng::try_from_rng(&mut SysRng).context("the system gave no randomness")?;
    let mut e = Everyone::new(setup(ballots, trustees, threshold), rng);
    let mut keeper = Keeper::create(dir)?;

    let began = Instant::now();
    e.announce_and_freeze().doing("announcing the election")?;
    keeper.store(&mut e)?;
    done(
        &format!("Announced; a register of {} published and frozen", plural(ballots.len(), "member")),
        Some(began),
    );

    let began = Instant::now();
    e.key_ceremony().doing("making the key")?;
    keeper.store(&mut e)?;
    done(&format!("Key made by {trustees} trustees, any {threshold} of whom can open"), Some(began));

    e.open_poll().doing("opening the poll")?;
    let began = Instant::now();
    cast(&mut e, ballots, &mut keeper)?;
    done(&format!("{} encrypted, signed, checked and stored", plural(ballots.len(), "ballot")), Some(began));
    e.close_poll().doing("closing the poll")?;
    keeper.store(&mut e)?;
    let clocks = e.state.figures().clocks;
    done(
        &format!(
            "Poll closed; {} tell the time of the day",
            plural(clocks, "clock entry").replace("entrys", "entries")
        ),
        None,
    );

    mix_and_open(&mut e, &mut keeper)?;
    let began = Instant::now();
    e.declare().doing("declaring the result")?;
    keeper.store(&mut e)?;
    keeper.finish(&mut e)?;
    let stages = (e.state.election().and_then(|e| e.result.as_ref()))
        .and_then(|r| r.counts.first().and_then(Option::as_ref).map(|c| c.stages.len()));
    let counted = stages.map_or_else(String::new, |n| format!(" in {}", plural(n as u64, "stage")));
    done(&format!("Counted{counted}, certified by {trustees} trustees"), Some(began));
    Ok(())
}

fn setup(b: &Ballots, trustees: u64, threshold: u64) -> Setup {
    Setup {
        organisation: b.organisation.clone(),
        title: b.title.clone(),
        contests: vec![b.contest()],
        classes: vec![Class {
            name: "Members".to_owned(),
            contests: vec![ClassContest { contest: 1, weight: 1 }],
        }],
        members: vec![b.profile.ballots.len()],
        trustees,
        threshold,
        opens: b.opens,
        closes: b.opens + DAY,
        ..Setup::default()
    }
}

/// Members vote in no order over the day; the server tells the time each minute.
fn cast(e: &mut Everyone, ballots: &Ballots, keeper: &mut Keeper) -> Result<()> {
    let election = e.state.election().context("there is no election")?;
    let (id, poll) = (election.id, Poll::of(election)?);
    let mut order: Vec<usize> = (0..ballots.profile.ballots.len()).collect();
    order.shuffle(&mut e.rng);
    let minutes = DAY / 60 - 1;
    let total = order.len() as u64;
    let progress = bar("Ballots", total);
    let mut minute = 0;
    for (n, batch) in order.chunks(BATCH).enumerate() {
        let drafts = encrypt(e, &poll, &id, batch, ballots)?;
        let mut owed = Obligations::gathering()?;
        for (i, draft) in drafts.into_iter().enumerate() {
            let voted = (n * BATCH + i) as u64 * minutes / total;
            while minute < voted {
                minute += 1;
                e.now += 60;
                let clock = e.clock(e.now, false)?;
                e.post_with(clock, &mut owed).doing("telling the time")?;
            }
            e.post_with(draft, &mut owed).doing("casting a ballot")?;
        }
        // Only what has been checked is stored, and only what is stored is acknowledged.
        owed.settle().doing("checking the ballots")?;
        keeper.store(e)?;
        progress.inc(batch.len() as u64);
    }
    progress.finish_and_clear();
    Ok(())
}

/// Each member's device: from the code to a signed, encrypted ballot.
fn encrypt(
    e: &mut Everyone,
    poll: &Poll,
    election: &Hex32,
    members: &[usize],
    ballots: &Ballots,
) -> Result<Vec<Draft>> {
    let seeds: Vec<[u8; 32]> = members.iter().map(|_| e.rng.random()).collect();
    let issued = &e.issued[0];
    (members.par_iter().zip(seeds))
        .map(|(member, seed)| {
            let key: SigningKey = issued[*member].code.signing_key(&election.0, 1);
            let marks: &Ballot = &ballots.profile.ballots[*member].0;
            let seed = BallotSeed::from_bytes(seed);
            Ok(poll.cast(1, std::slice::from_ref(marks), &[key], None, seed)?)
        })
        .collect()
}

fn mix_and_open(e: &mut Everyone, keeper: &mut Keeper) -> Result<()> {
    for list in e.lists() {
        let rows = e
            .state
            .election()
            .and_then(|x| x.lists.iter().find(|l| l.name == list))
            .map_or(0, |l| l.ballots());
        for trustee in 0..e.trustees.len() {
            let began = Instant::now();
            let steps = rows * STEPS_PER_ROW as u64;
            let progress = bar(&format!("Trustee {} mixes", trustee + 1), steps);
            let step = |n: usize| progress.inc(n as u64);
            e.mix(trustee, list, &step).doing("mixing")?;
            keeper.store(e)?;
            progress.finish_and_clear();
            done(&format!("Mixed by trustee {}; the proof holds", trustee + 1), Some(began));
        }
    }
    e.agree_small_lists().doing("agreeing to open a small list")?;
    for list in e.lists() {
        for trustee in 0..e.setup.threshold as usize {
            let began = Instant::now();
            e.open_list(trustee, list, &|_| {}).doing("opening")?;
            keeper.store(e)?;
            done(&format!("Opened by trustee {}; the proof holds", trustee + 1), Some(began));
        }
    }
    debug_assert!(e.state.election().is_some_and(|x| x.phase >= Phase::Opened));
    Ok(())
}
