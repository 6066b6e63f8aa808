//! `hustings count FILE`: counts a file of ballots by named rules and prints the stages.
//!
//! Needs no election, no record and no network: a returning officer's tool on its own.

mod output;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use hustings_count::{
    Ballot, BallotKind, Count, Lot, LotRefused, NoLot, Profile, Rules, blt, count, csv,
};
use sha2::{Digest, Sha512};

use output::Output;

/// Count a file of ballots and print the stages
///
/// Reads BLT files and CSV files and counts them by the rules named. Every figure is exact. Where
/// the rules leave a tie to the lot, --seed draws it, in a way that anyone can redo.
#[derive(Debug, clap::Args)]
pub struct CountArgs {
    /// The file of ballots: BLT, or CSV with a header line
    file: PathBuf,

    /// The rules: scottish-stv, av, plurality, approval or score
    #[arg(long, value_name = "NAME", default_value = "scottish-stv")]
    rules: String,

    /// Seats to fill, instead of the number that the file gives
    #[arg(long, value_name = "N")]
    seats: Option<u32>,

    /// What to print
    #[arg(long, value_name = "FORM", value_enum, default_value_t)]
    format: Output,

    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,

    /// Draw lots from this text where the rules leave a tie to the lot
    #[arg(long, value_name = "TEXT")]
    seed: Option<String>,

    /// Columns of what is printed as text [default: $COLUMNS, or 100]
    #[arg(long, value_name = "COLUMNS")]
    width: Option<usize>,
}

/// Counts the file and prints the sheet, or the JSON, on standard output; oddities that the
/// reader accepted go to standard error.
///
/// # Errors
/// A file that cannot be read, rules that do not exist, a tie that needs a lot.
pub fn run(args: CountArgs) -> Result<()> {
    let rules = Rules::from_name(&args.rules)?;
    let file = args.file.display();
    let bytes = fs::read(&args.file).map_err(|error| anyhow!("{file}: {error}"))?;
    let profile = read(&args.file, &bytes, &rules, args.seats).map_err(|error| anyhow!("{file}: {error}"))?;
    let mut drawn;
    let mut none = NoLot;
    let lot: &mut dyn Lot = match &args.seed {
        Some(seed) => {
            drawn = SeedLot(seed.clone());
            &mut drawn
        }
        None => &mut none,
    };
    let count = count(&profile, &rules, lot).map_err(|error| anyhow!("{file}: {error}"))?;
    for warning in &profile.warnings {
        eprintln!("note: {warning}");
    }
    let form = if args.json { Output::Json } else { args.format };
    let mut page = form.page(&count, args.width.unwrap_or_else(columns))?;
    if form == Output::Text {
        page.push_str(&redo(&count, args.seed.as_deref()));
    }
    print(&page)
}

fn columns() -> usize {
    const DEFAULT: usize = 100;
    std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).unwrap_or(DEFAULT)
}

/// Reads by content: a BLT file begins with two bare numbers, whatever it is called.
fn read(path: &Path, bytes: &[u8], rules: &Rules, seats: Option<u32>) -> Result<Profile> {
    let named = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
    if named || !looks_like_blt(bytes) && looks_like_csv(bytes) {
        return Ok(csv::read(bytes, rules.ballot_kind(), seats)?);
    }
    let mut profile = blt::read(bytes)?;
    profile.seats = seats.unwrap_or(profile.seats);
    match rules.ballot_kind() {
        BallotKind::Ranking => {}
        BallotKind::Approval => approve(&mut profile),
        BallotKind::Scores => bail!(
            "a BLT file holds preferences, and the rules {:?} count scores; give a CSV file with a column for each candidate",
            rules.name()
        ),
    }
    Ok(profile)
}

/// A candidate listed on a BLT ballot, at whatever preference, is approved of.
fn approve(profile: &mut Profile) {
    for (ballot, _) in &mut profile.ballots {
        if let Ballot::Ranking(marks) = ballot {
            *ballot = Ballot::Approval(std::mem::take(marks));
        }
    }
}

fn looks_like_blt(bytes: &[u8]) -> bool {
    first_line(bytes).split_whitespace().all(|word| word.bytes().all(|byte| byte.is_ascii_digit()))
}

fn looks_like_csv(bytes: &[u8]) -> bool {
    first_line(bytes).contains([',', ';', '\t'])
}

/// The first line that is neither empty nor a comment, as far as it is text.
fn first_line(bytes: &[u8]) -> &str {
    const ENOUGH: usize = 65_536;
    let head = &bytes[..bytes.len().min(ENOUGH)];
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&head[..error.valid_up_to()]).unwrap_or_default(),
    };
    text.lines()
        .map(|line| line.trim_start_matches('\u{feff}').trim())
        .find(|line| !line.is_empty() && !line.starts_with('#'))
        .unwrap_or_default()
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
