//! `hustings verify PATH|URL`: replays a whole record and says what was found.

use crate::terminal::{self, BAD, GOOD, STRONG};
use anyhow::Result;
use hustings_record::source::{Directory, Source};
use hustings_verifier::booth::{self, BoothReport};
use hustings_verifier::{Report, Stage, Verification, VerifyError};
use indicatif::ProgressBar;
use std::process::ExitCode;

/// Verify a whole record, from a folder or a web address
///
/// Replays every act of the election and names every check, by family and number. The exit code is
/// 0 only if all hold, 1 if one fails, 2 if there is no record to be verified. At an address, the
/// booth that is served beside the record is compared with the one its manifest names.
#[derive(Debug, clap::Args)]
pub struct VerifyArgs {
    /// The record: a folder, or an address that begins with http:// or https://
    #[arg(value_name = "PATH|URL")]
    record: String,

    /// Print the report as JSON
    #[arg(long)]
    json: bool,
}

/// Runs the command. A program must be able to tell a record that fails from one that is not there,
/// so this has an exit code of its own for that.
pub fn run(args: &VerifyArgs) -> ExitCode {
    checked(args).unwrap_or_else(|error| {
        anstream::eprintln!("hustings: {error:#}");
        ExitCode::from(2)
    })
}

fn checked(args: &VerifyArgs) -> Result<ExitCode> {
    let source = open(&args.record)?;
    let found = with_bar(&*source)?;
    let booth = if found.report.holds { booth(&args.record, &found) } else { None };
    let holds = found.report.holds && booth.as_ref().is_none_or(|b| b.holds);
    if args.json {
        let whole = Whole { report: &found.report, booth };
        anstream::println!("{}", serde_json::to_string_pretty(&whole)?);
    } else {
        print(&found.report);
        say_of_booth(booth.as_ref());
    }
    Ok(if holds { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// The report, and what a server's booth was found to be.
#[derive(serde::Serialize)]
struct Whole<'a> {
    #[serde(flatten)]
    report: &'a Report,
    #[serde(skip_serializing_if = "Option::is_none")]
    booth: Option<BoothReport>,
}

/// The booth that is served beside the record, where the manifest names one and there is one.
fn booth(record: &str, found: &Verification) -> Option<BoothReport> {
    let election = found.state.election()?;
    let named = election.manifest.booth?;
    let server = record.trim_end_matches('/').strip_suffix(&election.id.to_string())?;
    let compared = booth::compare(&format!("{server}booth"), &named);
    compared.unwrap_or_else(|error| {
        let detail = format!("it could not be compared: {error}");
        Some(BoothReport { holds: false, files: 0, detail })
    })
}

fn say_of_booth(booth: Option<&BoothReport>) {
    match booth {
        None => {}
        Some(b) if b.holds => anstream::println!("The booth that is served there: {}.", b.detail),
        Some(b) => anstream::println!(
            "\n{BAD}The booth that is served there is not the manifest's:{BAD:#} {}. Do not vote with it.",
            b.detail
        ),
    }
}

fn open(record: &str) -> Result<Box<dyn Source>> {
    Ok(if record.starts_with("http://") || record.starts_with("https://") {
        Box::new(hustings_verifier::http::Url::new(record)?)
    } else {
        Box::new(Directory::new(record)?)
    })
}

/// Verifies with a bar while it is long.
pub fn with_bar(source: &dyn Source) -> Result<Verification, VerifyError> {
    let bar = ProgressBar::hidden();
    let bar = std::cell::RefCell::new((bar, None));
    let found = hustings_verifier::verify(source, &|stage, at, of| {
        let mut now = bar.borrow_mut();
        if now.1 != Some(stage) {
            now.0.finish_and_clear();
            let words = if stage == Stage::Reading { "Reading the log" } else { "Checking every act" };
            *now = (terminal::bar(words, of), Some(stage));
        }
        now.0.set_position(at);
    });
    bar.into_inner().0.finish_and_clear();
    found
}

fn print(report: &Report) {
    if let (Some(organisation), Some(title)) = (&report.organisation, &report.title) {
        anstream::println!("\n{STRONG}{title}{STRONG:#}\n{organisation}");
    }
    anstream::println!("{}\n", report.place);
    terminal::report(report);
    if !report.holds {
        anstream::println!("\n{BAD}This record does not hold.{BAD:#} Do not rely on its result.");
        return;
    }
    anstream::println!("\n{GOOD}Every check holds.{GOOD:#} {}", standing(report));
    for contest in report.elected.iter().filter(|c| !c.elected.is_empty()) {
        anstream::println!("{}: {} elected.", contest.contest, terminal::names(&contest.elected));
    }
    if let Some(reason) = &report.annulled {
        anstream::println!("{BAD}The election was annulled{BAD:#}: {reason}");
    }
}

fn standing(report: &Report) -> String {
    report.phase.map_or_else(String::new, |phase| format!("The election is {phase}."))
}
