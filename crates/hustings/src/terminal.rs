//! How the terminal looks: short lines, aligned figures, a bar only while something is long.

use anstyle::{AnsiColor, Style};
use hustings_verifier::{Failure, Report, Standing};
use indicatif::{ProgressBar, ProgressStyle};
use std::time::{Duration, Instant};

/// What holds.
pub const GOOD: Style = AnsiColor::Green.on_default();
/// What failed.
pub const BAD: Style = AnsiColor::Red.on_default().bold();
/// What is less important.
pub const QUIET: Style = Style::new().dimmed();
/// Headings and names.
pub const STRONG: Style = Style::new().bold();

/// Columns of the text beside a figure or a time.
const COLUMN: usize = 64;

/// A bar for work of `total` steps; it shows only on a terminal.
pub fn bar(words: &str, total: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("    {msg:<34} {bar:24.green} {human_pos} of {human_len}")
        .unwrap_or_else(|_| ProgressStyle::default_bar())
        .progress_chars("━╸ ");
    let bar = ProgressBar::new(total).with_style(style).with_message(words.to_owned());
    bar.tick();
    bar
}

/// A step that is done, and how long it took where that is worth a word.
pub fn done(words: &str, since: Option<Instant>) {
    let took = since.map(|s| s.elapsed()).filter(|t| *t >= Duration::from_millis(50));
    let took = took.map_or_else(String::new, |t| format!("{:.1} s", t.as_secs_f64()));
    let pad = COLUMN.saturating_sub(words.chars().count());
    anstream::println!("  {GOOD}✓{GOOD:#} {words}{:pad$}{QUIET}{took:>8}{QUIET:#}", "");
}

/// The report as a scrutineer's list: a line a family, then the failure, if there is one.
pub fn report(report: &Report) {
    for f in &report.families {
        let mark = match f.standing {
            Standing::Holds => format!("{GOOD}✓{GOOD:#}"),
            Standing::Fails => format!("{BAD}✗{BAD:#}"),
            Standing::NotYet | Standing::NotReached => format!("{QUIET}–{QUIET:#}"),
        };
        anstream::println!("  {mark} {} {:<22} {}", f.family, f.title, f.figures);
    }
    if let Some(failure) = &report.failure {
        failed(failure);
    }
}

fn failed(f: &Failure) {
    let place = f.entry.map_or_else(|| "the log as a whole".to_owned(), |e| format!("entry {e}"));
    let signer = f.signer.as_ref().map_or_else(String::new, |s| format!(", signed by {s}"));
    anstream::println!("\n{BAD}{} fails{BAD:#} at {place}{signer}", f.check);
    anstream::println!("  The check:  {}.", f.title);
    anstream::println!("  Found:      {}.", f.detail);
    anstream::println!("  It means:   {}", f.meaning);
}

/// "1 ballot", "2 ballots", with thousands separators.
pub fn plural(n: u64, one: &str) -> String {
    let s = if n == 1 { "" } else { "s" };
    format!("{} {one}{s}", hustings_verifier::thousands(n))
}

/// Names as in a sentence: "A, B and C".
pub fn names(list: &[String]) -> String {
    match list {
        [] => "nobody".to_owned(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
