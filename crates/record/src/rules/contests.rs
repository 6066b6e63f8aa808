//! What can be voted in and counted: A17 (§3.1).

use crate::acts::{BallotKind, Contest, Manifest, Reserved};
use crate::checks::{Check, Violation};
use crate::counting::Counting;
use hustings_proofs::encoding::BallotSpace;
use std::collections::HashSet;

/// The longest statement of a candidate, in bytes.
const LONGEST_STATEMENT: u64 = 65_536;

/// A17. Returns each contest's ballots.
pub(crate) fn check(m: &Manifest) -> Result<Vec<BallotSpace>, Violation> {
    let rule = |ok: bool, words: &dyn Fn() -> String| Check::Contests.hold(ok, words);
    let named = [&m.organisation, &m.title].into_iter();
    let named = named.chain(m.contests.iter().map(|c| &c.title)).chain(m.classes.iter().map(|c| &c.name));
    rule(named.into_iter().all(|n| !n.trim().is_empty()), &|| {
        "the organisation, the vote, a contest or a class of members has no name".to_owned()
    })?;
    rule(!m.contests.is_empty(), &|| "there is nothing to decide".to_owned())?;
    rule(valid_origin(&m.origin), &|| format!("\"{}\" is no host and path for the log's origin", m.origin))?;
    let spaces = (m.contests.iter().enumerate())
        .map(|(i, c)| contest(c).map_err(|why| Check::Contests.fails(format!("contest {}: {why}", i + 1))))
        .collect::<Result<Vec<_>, _>>()?;
    rule(!m.classes.is_empty() && m.classes.len() <= usize::from(u16::MAX), &|| {
        "there is no class of members, or too many".to_owned()
    })?;
    for (i, class) in m.classes.iter().enumerate() {
        let numbers: Vec<u64> = class.contests.iter().map(|c| c.contest).collect();
        rule(!numbers.is_empty() && numbers.windows(2).all(|p| p[0] < p[1]), &|| {
            format!("class {} does not list its contests once each, ascending", i + 1)
        })?;
        rule(numbers.iter().all(|n| m.contest(*n).is_some()), &|| {
            format!("class {} votes in a contest that does not exist", i + 1)
        })?;
        rule(class.contests.iter().all(|c| (1..=1_000_000_000).contains(&c.weight)), &|| {
            format!("class {} has a weight that is not between 1 and 1,000,000,000", i + 1)
        })?;
    }
    for number in 1..=m.contests.len() as u64 {
        rule(m.lists().iter().any(|l| l.contest == number), &|| format!("nobody votes in contest {number}"))?;
    }
    Ok(spaces)
}

/// One contest: the ballot paper, the rules, the size of a ballot.
fn contest(c: &Contest) -> Result<BallotSpace, String> {
    candidates(c)?;
    slates(c)?;
    rules(c)?;
    marks(c)?;
    BallotSpace::new(c.radices()).map_err(|e| e.to_string())
}

fn candidates(c: &Contest) -> Result<(), String> {
    let candidates = c.candidates.len() as u64;
    if !(1..=u64::from(hustings_count::MAX_CANDIDATES)).contains(&candidates) {
        return Err(format!("{candidates} candidates"));
    }
    if c.candidates.iter().any(|x| x.name.trim().is_empty()) {
        return Err("a candidate has no name".to_owned());
    }
    let distinct: HashSet<_> = c.candidates.iter().map(|x| (&x.name, &x.affiliation)).collect();
    if distinct.len() != c.candidates.len() {
        return Err("two candidates cannot be told apart".to_owned());
    }
    if c.candidates.iter().filter_map(|x| x.statement).any(|s| s.size > LONGEST_STATEMENT) {
        return Err("a candidate's statement is longer than 65,536 bytes".to_owned());
    }
    Ok(())
}

fn slates(c: &Contest) -> Result<(), String> {
    if c.kind != BallotKind::Ranking && !c.slates.is_empty() {
        return Err("slates are for rankings".to_owned());
    }
    for slate in &c.slates {
        if slate.name.trim().is_empty() {
            return Err("a slate has no name".to_owned());
        }
        let distinct: HashSet<_> = slate.candidates.iter().collect();
        if slate.candidates.is_empty() || distinct.len() != slate.candidates.len() {
            return Err(format!("slate \"{}\" names nobody, or somebody twice", slate.name));
        }
        if !slate.candidates.iter().all(|n| stands(c, *n)) {
            return Err(format!("slate \"{}\" names a candidate who does not stand", slate.name));
        }
    }
    if !distinct(c.slates.iter().map(|s| &s.name)) {
        return Err("two slates have the same name".to_owned());
    }
    Ok(())
}

/// Whether a candidate has this number.
fn stands(c: &Contest, number: u64) -> bool {
    (1..=c.candidates.len() as u64).contains(&number)
}

fn distinct<'a>(names: impl Iterator<Item = &'a String>) -> bool {
    let mut seen = HashSet::new();
    names.into_iter().all(|name| seen.insert(name))
}

/// The seats, and the rules with their options and reserved places.
fn rules(c: &Contest) -> Result<(), String> {
    let candidates = c.candidates.len() as u64;
    if !(1..=candidates).contains(&c.seats) {
        return Err(format!("{} seats for {candidates} candidates", c.seats));
    }
    c.reserved.iter().try_for_each(|r| reserved(c, r))?;
    if !distinct(c.reserved.iter().map(|r| &r.group)) {
        return Err("two groups with reserved places have the same name".to_owned());
    }
    Counting::of(c).map(|_| ())
}

/// One group with reserved places, by itself.
fn reserved(c: &Contest, r: &Reserved) -> Result<(), String> {
    if r.group.trim().is_empty() {
        return Err("a group with reserved places has no name".to_owned());
    }
    if r.candidates.is_empty() || !r.candidates.is_sorted_by(|a, b| a < b) {
        return Err(format!("group \"{}\" does not name its candidates once each, ascending", r.group));
    }
    if !r.candidates.iter().all(|n| stands(c, *n)) {
        return Err(format!("group \"{}\" names a candidate who does not stand", r.group));
    }
    match (r.at_least, r.at_most) {
        (None, None) => Err(format!("group \"{}\" reserves nothing", r.group)),
        (Some(least), Some(most)) if least > most => {
            Err(format!("group \"{}\" is to have at least {least} and at most {most}", r.group))
        }
        _ => Ok(()),
    }
}

/// How much a ballot can say: ranks for rankings, a highest score for scores.
fn marks(c: &Contest) -> Result<(), String> {
    let candidates = c.candidates.len() as u64;
    let ranks_fit = match (c.kind, c.ranks) {
        (BallotKind::Ranking, Some(r)) => (1..=candidates).contains(&r),
        (_, ranks) => c.kind != BallotKind::Ranking && ranks.is_none(),
    };
    let score_fits = match (c.kind, c.max_score) {
        (BallotKind::Score, Some(s)) => (1..=1_000_000).contains(&s),
        (_, score) => c.kind != BallotKind::Score && score.is_none(),
    };
    if !ranks_fit || !score_fits {
        return Err(
            "ranks are for rankings (1 to the number of candidates), max_score for scores (1 to 1,000,000)"
                .to_owned(),
        );
    }
    Ok(())
}

/// The first part of an origin: what a schemeless URL may hold, without empty or dotted parts.
pub(crate) fn valid_origin(origin: &str) -> bool {
    (1..=200).contains(&origin.len())
        && origin.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-._:/".contains(&b))
        && origin.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
}
