//! `hustings count FILE`: counts a file of ballots by named rules and prints the stages.
//!
//! Needs no election, no record and no network: a returning officer's tool on its own.

mod asked;
mod chosen;
mod contest;
mod output;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, anyhow, bail};
use hustings_count::{Count, Lot, LotRefused, NoLot, Rules, count_pairwise};
use sha2::{Digest, Sha512};

use crate::ballots::{Ballots, Reading};
use crate::folder;

use contest::Contest;
use output::Output;

/// Count a file of ballots and print the stages
///
/// Reads BLT, CSV, PrefLib, lists of rankings, cast vote records (NIST SP 1500-103) and pairwise
/// matrices, and counts them by the rules named; of a folder, every file, a line each. Every
/// figure is exact. Where the rules leave a tie to the lot, --seed draws it, in a way that anyone
/// can redo.
#[derive(Debug, clap::Args)]
pub struct CountArgs {
    /// The file of ballots, or a folder of them
    #[arg(required_unless_present_any = ["list_rules", "list_options"])]
    file: Option<PathBuf>,

    #[command(flatten)]
    reading: Reading,

    /// The rules, one of --list-rules
    #[arg(long, value_name = "NAME", default_value = "scottish-stv")]
    rules: String,

    /// Set an option of the rules, one of --list-options; may be given several times
    #[arg(long, value_name = "NAME=VALUE")]
    set: Vec<String>,

    /// List the rules there are, each with its source
    #[arg(long)]
    list_rules: bool,

    /// List the options of the rules, as they are set and what they may be
    #[arg(long)]
    list_options: bool,

    /// Seats to fill, instead of the number that the file gives
    #[arg(long, value_name = "N")]
    seats: Option<u32>,

    /// How many are entitled to vote, where a quorum or a threshold of a decision refers to them; the
    /// same as --set members=N
    #[arg(long, value_name = "N")]
    members: Option<u64>,

    #[command(flatten)]
    contest: Contest,

    /// What to print
    #[arg(long, value_name = "FORM", value_enum, default_value_t)]
    format: Output,

    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,

    /// Draw lots from this text where the rules leave a tie to the lot
    #[arg(long, value_name = "TEXT")]
    seed: Option<String>,

    /// Ask for the order drawn where the rules leave a tie to the lot: a person draws
    #[arg(long, conflicts_with = "seed")]
    ask: bool,

    /// Columns of what is printed as text [default: $COLUMNS, or 100]
    #[arg(long, value_name = "COLUMNS")]
    width: Option<usize>,
}

/// Counts the file and prints the sheet, or the JSON, on standard output; oddities that the
/// reader accepted go to standard error. Of a folder, counts every file.
///
/// # Errors
/// A file that cannot be read, rules that do not exist, a tie that needs a lot.
pub fn run(args: CountArgs) -> Result<ExitCode> {
    if args.list_rules {
        print(&chosen::list())?;
        return Ok(ExitCode::SUCCESS);
    }
    let rules = chosen::rules(&args.rules, &args.set, args.members)?;
    let Some(file) = args.file.as_deref().filter(|_| !args.list_options) else {
        print(&chosen::options(&rules))?;
        return Ok(ExitCode::SUCCESS);
    };
    if file.is_dir() {
        let all = folder::run(file, args.json, |path| count_file(path, &rules, &args))?;
        return Ok(if all { ExitCode::SUCCESS } else { ExitCode::FAILURE });
    }
    let count = count_file(file, &rules, &args)?;
    let form = if args.json { Output::Json } else { args.format };
    let mut page = form.page(&count, args.width.unwrap_or_else(columns))?;
    if form == Output::Text {
        page.push_str(&redo(&count, args.seed.as_deref()));
        if args.ask && !count.draws.is_empty() {
            page.push_str("\nThe lots were drawn by a person, who was asked as the count went on.\n");
        }
    }
    print(&page)?;
    Ok(ExitCode::SUCCESS)
}

fn count_file(path: &Path, rules: &Rules, args: &CountArgs) -> Result<Count> {
    let mut drawn;
    let mut none = NoLot;
    let lot: &mut dyn Lot = match &args.seed {
        Some(seed) => {
            drawn = SeedLot(seed.clone());
            &mut drawn
        }
        None => &mut none,
    };
    let count = match args.reading.read(path, rules.ballot_kind(), args.seats)? {
        Ballots::Pairs(_) if args.contest.is_changed() => {
            bail!(
                "{}: a pairwise matrix holds no ballots, and --without, --vacancy and reserved places need them",
                path.display()
            )
        }
        Ballots::Pairs(contest) => count_pairwise(&contest, rules, lot).map_err(anyhow::Error::from),
        Ballots::Profile(profile) => {
            let folder = args.file.as_deref().is_some_and(Path::is_dir);
            let of = if folder { format!("{}: ", path.display()) } else { String::new() };
            profile.warnings.iter().for_each(|warning| eprintln!("note: {of}{warning}"));
            if args.ask {
                let mut asked = asked::Asked::new(&profile.candidates);
                args.contest.count(&profile, rules, &mut asked)
            } else {
                args.contest.count(&profile, rules, lot)
            }
        }
    };
    count.map_err(|error| anyhow!("{}: {error}", path.display()))
}

fn columns() -> usize {
    const DEFAULT: usize = 100;
    std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).unwrap_or(DEFAULT)
}

/// Lots from a text that the caller chose, best one that nobody could know beforehand: the tied
/// are ordered by the SHA-512 of their [`SeedLot::line`], the lowest first.
struct SeedLot(String);

impl SeedLot {
    /// What is hashed for one candidate of one tie: four lines of text, so that a shell can.
    fn line(seed: &str, tie: u32, candidate: u16) -> String {
        format!("hustings/v1 lot-cli\n{seed}\n{tie}\n{candidate}\n")
    }
}

impl Lot for SeedLot {
    fn order(&mut self, tie: u32, tied: &[u16]) -> Result<Vec<u16>, LotRefused> {
        let mut order = tied.to_vec();
        order.sort_by_cached_key(|candidate| Sha512::digest(Self::line(&self.0, tie, *candidate)));
        Ok(order)
    }
}

/// How to redo the lots by hand.
fn redo(count: &Count, seed: Option<&str>) -> String {
    let Some(seed) = seed.filter(|_| !count.draws.is_empty()) else { return String::new() };
    let mut text = String::from(
        "\nTo redo a lot: hash these lines with SHA-512; the lot falls on the lowest hash first.\n",
    );
    for draw in &count.draws {
        for &candidate in &draw.tied {
            let digest = hex::encode(Sha512::digest(SeedLot::line(seed, draw.tie, candidate)));
            let (lot, name) = (draw.tie, count.name(candidate));
            text.push_str(&format!(
                "  lot {lot}, {name}: {}…\n    printf '%s\\n' 'hustings/v1 lot-cli' {} {lot} {candidate} | sha512sum\n",
                &digest[..16],
                quoted(seed),
            ));
        }
    }
    text
}

/// As a shell takes it literally.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// A reader that closes early (`| head`) is no failure.
fn print(page: &str) -> Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(page.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        done => done.context("writing the count"),
    }
}
