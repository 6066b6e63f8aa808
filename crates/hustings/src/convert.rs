//! `hustings convert IN OUT`: a file of ballots in another format, with nothing lost unsaid.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, anyhow, bail};
use hustings_count::{BallotKind, Format, Profile};

use crate::ballots::{Reading, format};

/// Write a file of ballots in another format
///
/// Formats are known by the files' names: .blt, .csv, .ranks (a list of rankings), .soi and its
/// like (PrefLib), .json (cast vote records, NIST SP 1500-103). What the new format has no place
/// for is said, and nothing is written unless --lossy.
#[derive(Debug, clap::Args)]
pub struct ConvertArgs {
    /// The file of ballots
    from_file: PathBuf,

    /// The file to write
    to_file: PathBuf,

    /// The format of the first, instead of what its name and content suggest
    #[arg(long, value_name = "FORMAT", value_parser = format)]
    from: Option<Format>,

    /// The format of the second, instead of what its name says
    #[arg(long, value_name = "FORMAT", value_parser = format)]
    to: Option<Format>,

    /// What the ballots are: rankings, approvals or scores
    #[arg(long, value_name = "KIND", default_value = "rankings", value_parser = kind)]
    ballots: BallotKind,

    /// The contest to read, by name or identifier, where a file holds several
    #[arg(long, value_name = "NAME")]
    contest: Option<String>,

    /// Seats to fill, instead of the number that the file gives
    #[arg(long, value_name = "N")]
    seats: Option<u32>,

    /// Write even what loses something, and say what
    #[arg(long)]
    lossy: bool,
}

fn kind(words: &str) -> Result<BallotKind> {
    let kinds = [BallotKind::Ranking, BallotKind::Approval, BallotKind::Scores];
    let known = kinds.into_iter().find(|kind| kind.words() == words);
    known.context("ballots are rankings, approvals or scores")
}

/// Reads one file and writes the other.
///
/// # Errors
/// A file that cannot be read or written; ballots that the format has no place for; something
/// that would be lost, without `--lossy`.
pub fn run(args: ConvertArgs) -> Result<()> {
    let reading = Reading { from: args.from, contest: args.contest };
    let profile = reading.read_profile(&args.from_file, args.ballots, args.seats)?;
    let file = args.to_file.display();
    let extension = args.to_file.extension().and_then(|extension| extension.to_str());
    let to = args.to.or(extension.and_then(Format::from_extension));
    let names = Format::ALL.map(Format::name).join(", ");
    let to = to.with_context(|| format!("{file}: the name says no format; give one of {names} with --to"))?;
    let written = to.write(&profile).map_err(|error| anyhow!("{file}: {error}"))?;
    profile.warnings.iter().for_each(|warning| eprintln!("note: {warning}"));
    if !written.lost.is_empty() && !args.lossy {
        let lost = written.lost.join("; ");
        bail!(
            "{file}: {} would lose {lost}; nothing was written: choose another format, or say --lossy",
            to.name()
        );
    }
    written.lost.iter().for_each(|lost| eprintln!("lost: {lost}"));
    fs::write(&args.to_file, written.text).map_err(|error| anyhow!("{file}: {error}"))?;
    println!("{file}: {}", summary(&profile));
    Ok(())
}

/// "3 candidates, 1 seat, 9 papers".
fn summary(profile: &Profile) -> String {
    let papers = profile.ballots.iter().fold(0u64, |sum, (_, papers)| sum.saturating_add(*papers));
    let plural = crate::terminal::plural;
    format!(
        "{}, {}, {}",
        plural(profile.candidates.len() as u64, "candidate"),
        plural(u64::from(profile.seats), "seat"),
        plural(papers, "paper")
    )
}
