//! The meeting's other members and its officers, each with a key of its own, over HTTP.

use super::Meeting;
use crate::demo::Doing;
use crate::terminal::{self, GOOD, QUIET, STRONG, done, names, plural};
use anyhow::{Context, Result};
use hustings_count::Ballot;
use hustings_prover::ballot::BallotSeed;
use hustings_record::Phase;
use hustings_roles::everyone::Everyone;
use hustings_roles::publisher;
use hustings_roles::remote::Remote;
use hustings_roles::voter::Poll;
use rand::RngExt;
use std::time::{Duration, Instant};

/// How often the officers look at the record.
const LOOK: Duration = Duration::from_millis(400);

/// The members who vote by themselves, and then the officers.
pub struct Officers {
    everyone: Everyone,
    voting: Vec<usize>,
    address: String,
}

impl Officers {
    /// Of a meeting whose record is kept at this address.
    pub fn of(meeting: Meeting, address: &str) -> Result<Officers> {
        let Meeting { mut everyone, voting, .. } = meeting;
        everyone.remote = Some(Remote::new(address)?);
        Ok(Officers { everyone, voting, address: address.to_owned() })
    }

    /// Votes, waits for the last vote, and brings the election to its certified result.
    pub fn work(mut self) -> Result<()> {
        self.vote()?;
        self.wait_for_the_close()?;
        let began = Instant::now();
        anstream::println!();
        done("All have voted: the poll is closed", None);
        self.everyone.finish().doing("mixing, opening and declaring")?;
        self.everyone.cosign_remote().doing("cosigning")?;
        done(
            "Mixed by three trustees, opened by two, counted, certified, signed by the scrutineer",
            Some(began),
        );
        self.declare()
    }

    fn vote(&mut self) -> Result<()> {
        let e = &mut self.everyone;
        let poll = Poll::of(e.state.election().context("there is no election")?)?;
        let remote = e.remote.clone().context("there is no server")?;
        let many = self.voting.len();
        for (n, member) in self.voting.iter().enumerate() {
            let mut order: Vec<u16> = vec![1, 2, 3, 4];
            // Some rank them all, some only a few; nobody is everybody's first.
            for i in (1..order.len()).rev() {
                order.swap(i, e.rng.random_range(0..=i));
            }
            order.truncate(e.rng.random_range(1..=4));
            let marks = [Ballot::Ranking(order), Ballot::Ranking(vec![e.rng.random_range(1..=2)])];
            let (keys, seed) = (e.member_keys(*member), BallotSeed::from_bytes(e.rng.random()));
            let draft = poll.cast(1, &marks, &keys, None, seed)?;
            remote.post(&draft).doing("casting a ballot")?;
            if n + 1 == many {
                done(
                    &format!(
                        "{} have voted by themselves; the poll waits for you",
                        plural(many as u64, "member")
                    ),
                    None,
                );
            }
            std::thread::sleep(Duration::from_millis(150));
        }
        Ok(())
    }

    fn wait_for_the_close(&mut self) -> Result<()> {
        let mut cosigned = 0;
        loop {
            let size = self.everyone.follow()?.map_or(0, |head| head.checkpoint.size());
            let election = self.everyone.state.election().context("there is no election")?;
            if election.phase > Phase::Open {
                return Ok(());
            }
            if size > cosigned {
                self.everyone.cosign_remote()?;
                cosigned = size;
            }
            self.admit_an_outage()?;
            std::thread::sleep(LOOK);
        }
    }

    /// A lid that was closed for more than a minute is an outage, which the scrutineer admits (§3.2).
    fn admit_an_outage(&mut self) -> Result<()> {
        let e = &mut self.everyone;
        let Some(remote) = e.remote.clone() else { return Ok(()) };
        let standing = remote.standing()?;
        if standing["interrupted"] != true {
            return Ok(());
        }
        let now = standing["now"].as_u64().context("the server tells no time")?;
        let clock = publisher::clock(&e.state, "scrutineer", now, true, &e.scrutineer)?;
        e.post(clock)?;
        anstream::println!(
            "{QUIET}The poll was interrupted; the scrutineer has put that on the record.{QUIET:#}"
        );
        Ok(())
    }

    fn declare(&self) -> Result<()> {
        let source = hustings_verifier::http::Url::new(&self.address)?;
        anstream::println!("\n{STRONG}Verified from what the server serves{STRONG:#}\n");
        let found = hustings_verifier::verify(&source, &|_, _, _| {})?;
        terminal::report(&found.report);
        anstream::println!();
        for contest in &found.report.elected {
            anstream::println!("{}: {STRONG}{}{STRONG:#}", contest.contest, names(&contest.elected));
        }
        if found.report.holds {
            anstream::println!("{GOOD}Every check holds{GOOD:#}: your vote is one of those counted.");
        }
        anstream::println!("\n  The result:           {}/", self.address);
        anstream::println!("  Check your receipt:   {}/check", self.address);
        anstream::println!("  Verify it yourself:   hustings verify {}", self.address);
        anstream::println!("\n{QUIET}Press Ctrl-C to end.{QUIET:#}");
        Ok(())
    }
}
