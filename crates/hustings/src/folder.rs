//! `hustings count DIR`: every file of ballots in a folder, a line each.

use std::path::Path;

use anyhow::Result;
use hustings_count::Count;
use serde_json::{Value, json};

use crate::ballots;

/// Columns of the file's name, as far as names are short.
const NAME: usize = 32;

/// Counts each file of ballots in `folder` with `count` and prints a line for each, or one array
/// in JSON. What is wrong with a file stands on its line; the others are counted all the same.
/// Whether every file was counted.
///
/// # Errors
/// A folder that cannot be read, or without files of ballots.
pub fn run(folder: &Path, in_json: bool, count: impl Fn(&Path) -> Result<Count>) -> Result<bool> {
    let files = ballots::in_folder(folder)?;
    let width = files.iter().filter_map(|path| name(path).map(|name| name.chars().count())).max();
    let width = width.unwrap_or(0).min(NAME);
    let mut entries: Vec<Value> = Vec::new();
    let mut all = true;
    if !in_json {
        println!("{:width$}  {:>5}  {:>9}  elected", "file", "seats", "valid");
    }
    for path in &files {
        let counted = count(path);
        all &= counted.is_ok();
        let name = name(path).unwrap_or_default();
        if in_json {
            entries.push(entry(&name, &counted));
            continue;
        }
        match counted {
            Ok(count) => println!(
                "{name:width$}  {:>5}  {:>9}  {}",
                count.seats,
                hustings_verifier::thousands(count.valid),
                elected(&count).join(", ")
            ),
            Err(error) => println!("{name:width$}  not counted: {}", reason(path, &error)),
        }
    }
    if in_json {
        println!("{}", serde_json::to_string_pretty(&entries)?);
    }
    Ok(all)
}

fn name(path: &Path) -> Option<String> {
    Some(path.file_name()?.to_string_lossy().into_owned())
}

/// The error without the file's name, which the line begins with.
fn reason(path: &Path, error: &anyhow::Error) -> String {
    let whole = format!("{error:#}");
    match whole.strip_prefix(&format!("{}: ", path.display())) {
        Some(reason) => reason.to_owned(),
        None => whole,
    }
}

fn elected(count: &Count) -> Vec<String> {
    count.elected.iter().map(|one| count.name(one.candidate)).collect()
}

fn entry(name: &str, counted: &Result<Count>) -> Value {
    match counted {
        Ok(count) => json!({
            "file": name,
            "title": count.title,
            "seats": count.seats,
            "valid": count.valid,
            "set_aside": count.set_aside,
            "elected": elected(count),
        }),
        Err(error) => json!({ "file": name, "error": format!("{error:#}") }),
    }
}
