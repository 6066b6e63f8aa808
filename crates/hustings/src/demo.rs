//! `hustings demo`: real ballots through the whole protocol, then a meeting in which you vote.

mod ballots;
mod election;
mod meeting;
mod record;
mod show;

use crate::terminal::{self, BAD, GOOD, QUIET, STRONG, names, plural};
use anyhow::{Context, Result, bail};
use ballots::Ballots;
use hustings_record::source::Directory;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

/// Take real ballots through a whole election and show the result
///
/// Without a file: the ballots of The Ferry, Dundee, May 2022. Every ballot becomes a member's
/// encrypted and signed ballot in the log; trustees make a key, mix, open and certify; the result is
/// counted, and the record verified from its files alone. Then a server shows all of it, and holds a
/// second election, open: you vote in it in your browser, and see it certified.
#[derive(Debug, clap::Args)]
pub struct DemoArgs {
    /// A file of ballots, BLT or CSV, instead of The Ferry's
    file: Option<PathBuf>,

    /// Only the file's first N ballots
    #[arg(long, value_name = "N")]
    ballots: Option<u64>,

    /// How many trustees there are
    #[arg(long, value_name = "N", default_value_t = 3)]
    trustees: u64,

    /// How many of them open the ballots
    #[arg(long, value_name = "T")]
    threshold: Option<u64>,

    /// The rules by which it is counted
    #[arg(long, value_name = "NAME", default_value = "scottish-stv")]
    rules: String,

    /// Places to fill, where the file does not say
    #[arg(long, value_name = "N")]
    seats: Option<u32>,

    /// Leave the record in this folder, which must be new or empty
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// Do not serve the pages, and hold no meeting: end when the record is verified
    #[arg(long)]
    no_serve: bool,

    /// Only the meeting in which you vote, without the real ballots first
    #[arg(long, conflicts_with_all = ["no_serve", "file", "ballots", "out"])]
    meeting: bool,

    /// Serve the pages at this port of 127.0.0.1
    #[arg(long, value_name = "PORT", default_value_t = 8731)]
    port: u16,
}

/// Runs the command: exit code 0 only if the record verifies and the opened ballots are the file's.
pub fn run(args: &DemoArgs) -> Result<ExitCode> {
    if args.meeting {
        show::until_ended(&[], args.port)?;
        return Ok(ExitCode::SUCCESS);
    }
    let began = Instant::now();
    let ballots = Ballots::read(args.file.as_deref(), &args.rules, args.seats, args.ballots)?;
    let threshold = args.threshold.unwrap_or(args.trustees / 2 + 1);
    trustees(args.trustees, threshold)?;
    let place = record::Place::new(args.out.as_deref())?;
    headline(&ballots, args.trustees, threshold);
    election::hold(&ballots, args.trustees, threshold, place.dir())?;
    let elapsed = began.elapsed();

    anstream::println!("\n{STRONG}Verified from the record's files alone{STRONG:#}\n");
    let verifying = Instant::now();
    let found = crate::verify::with_bar(&Directory::new(place.dir())?)?;
    terminal::report(&found.report);
    let verified = verifying.elapsed();
    let same = found.report.holds && ballots.are_those_of(&found.state);
    anstream::println!();
    if found.report.holds {
        elected(&ballots, &found.report);
    }
    if same {
        let n = plural(ballots.len(), "opened ballot");
        anstream::println!("{GOOD}Every check holds{GOOD:#}, and the {n} are exactly those of the file.");
    } else if found.report.holds {
        anstream::println!("{BAD}The opened ballots are not those of the file.{BAD:#}");
    }
    let took = (elapsed.as_secs_f64(), verified.as_secs_f64());
    anstream::println!(
        "{QUIET}The election took {:.1} s of computing, its verification {:.1} s.{QUIET:#}",
        took.0,
        took.1
    );
    let code = if same { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    if args.no_serve || !same {
        next(&place);
        place.keep_if_asked();
        return Ok(code);
    }
    let id = found.state.election().map(|e| e.id).context("there is no election")?;
    show::until_ended(&[(id, place.dir().to_owned())], args.port)?;
    place.keep_if_asked();
    Ok(code)
}

fn trustees(n: u64, t: u64) -> Result<()> {
    if t < 2 || t > n || 2 * t <= n {
        bail!(
            "{t} of {n} trustees cannot hold an election: at least 2 must be needed, more than half and \
             no more than all; try --trustees 3 --threshold 2"
        );
    }
    if n > 64 {
        bail!("{n} trustees are more than the 64 that an election may have");
    }
    Ok(())
}

fn headline(b: &Ballots, n: u64, t: u64) {
    let source = b.source.map_or_else(String::new, |s| format!(": {s}"));
    anstream::println!("\n{STRONG}{}{STRONG:#}\n{}{source}", b.title, b.organisation);
    let seats = plural(u64::from(b.profile.seats), "place");
    let candidates = plural(b.profile.candidates.len() as u64, "candidate");
    anstream::println!("{} · {candidates} · {seats} · {n} trustees, any {t} open", plural(b.len(), "ballot"));
    for warning in &b.profile.warnings {
        anstream::println!("{QUIET}{warning}{QUIET:#}");
    }
    anstream::println!();
}

fn elected(b: &Ballots, report: &hustings_verifier::Report) {
    for contest in &report.elected {
        anstream::println!("Elected: {STRONG}{}{STRONG:#}.", names(&contest.elected));
        let Some(declared) = &b.declared else { continue };
        let same =
            declared.len() == contest.elected.len() && declared.iter().all(|d| contest.elected.contains(d));
        if same && b.is_whole {
            anstream::println!("The same {} were declared elected in May 2022.", declared.len());
        } else {
            let why = if b.is_whole { "" } else { " from all of its ballots" };
            anstream::println!("Declared elected in May 2022{why}: {}.", names(declared));
        }
    }
}

/// What to type next.
fn next(place: &record::Place) {
    if place.stays(false) {
        anstream::println!("\n  The record:          {}", place.dir().display());
        anstream::println!("                       hustings verify {}", place.dir().display());
    }
}

/// Adds what was being done to an error.
trait Doing<T> {
    fn doing(self, what: &str) -> Result<T>;
}

impl<T, E: std::error::Error + Send + Sync + 'static> Doing<T> for std::result::Result<T, E> {
    fn doing(self, what: &str) -> Result<T> {
        self.with_context(|| what.to_owned())
    }
}
