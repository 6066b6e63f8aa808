//! The rules that the command line chooses, and what it tells of those there are.

use anyhow::{Result, anyhow, bail};
use hustings_count::Rules;

/// The rules called `name`, with the options `set` (each `NAME=VALUE`) and so many `members`.
///
/// # Errors
/// Rules that do not exist; an option without a value, or one that the rules refuse.
pub fn rules(name: &str, set: &[String], members: Option<u64>) -> Result<Rules> {
    let rules = Rules::from_name(name)?;
    let mut options = Vec::new();
    for one in set {
        let Some((option, value)) = one.split_once('=') else {
            return Err(anyhow!("--set {one}: an option is set as NAME=VALUE, such as quota=hare"));
        };
        options.push((option.trim(), value.trim()));
    }
    let members = members.map(|members| members.to_string());
    if let Some(members) = &members {
        if rules.settings().iter().all(|one| one.name != "members") {
            bail!(
                "--members: the rules {:?} ask nothing of the members; only decisions have a quorum",
                rules.name()
            );
        }
        options.push(("members", members));
    }
    rules.with(&options).map_err(|error| anyhow!("the rules {name:?}: {error}"))
}

/// Every rule: its name, its title, and its source.
pub fn list() -> String {
    let widest = Rules::ALL.iter().map(|rules| rules.name().len()).max().unwrap_or(0);
    let mut text = String::new();
    for rules in Rules::ALL {
        text.push_str(&format!("{:<widest$}  {}\n", rules.name(), rules.title()));
        text.push_str(&format!("{:<widest$}  Source: {}\n", "", rules.source()));
    }
    text.push_str("\nThe options of each: hustings count --rules NAME --list-options\n");
    text
}

/// The options of the rules: as they are set, what they may be, and what about.
pub fn options(rules: &Rules) -> String {
    let settings = rules.settings();
    if settings.is_empty() {
        return format!("{}: no options\n", rules.title());
    }
    let mut text = format!("{}\nSet an option with --set NAME=VALUE.\n", rules.title());
    for one in settings {
        text.push_str(&format!("\n{}={}\n", one.name, one.value));
        text.push_str(&format!("    {}\n    one of: {}\n", one.about, one.choices));
    }
    text
}
