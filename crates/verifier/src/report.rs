//! What a verification found, for a person and for a program (§10).

use hustings_record::{Election, Family, Phase, State, Violation};
use serde::Serialize;

/// How a family of checks stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Every check that applies holds.
    Holds,
    /// The record has not come so far: there is nothing to check yet.
    NotYet,
    /// One check failed.
    Fails,
    /// Not looked at, because a check before it failed.
    NotReached,
}

/// One family of checks.
#[derive(Clone, Debug, Serialize)]
pub struct FamilyReport {
    /// Its letter.
    pub family: char,
    /// What it is about.
    pub title: &'static str,
    /// How it stands.
    pub standing: Standing,
    /// What was found, in figures.
    pub figures: String,
}

/// The check that failed first.
#[derive(Clone, Debug, Serialize)]
pub struct Failure {
    /// Family and number, such as `B7`.
    pub check: String,
    /// What is checked.
    pub title: &'static str,
    /// What it means, in one plain sentence.
    pub meaning: &'static str,
    /// Index of the entry, from 0; none where the log as a whole is at fault.
    pub entry: Option<u64>,
    /// Who signed it.
    pub signer: Option<String>,
    /// What exactly is wrong.
    pub detail: String,
}

/// A numbered report.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// Where the record was read.
    pub place: String,
    /// Whether every check holds.
    pub holds: bool,
    /// The election's identifier.
    pub election: Option<String>,
    /// Who votes.
    pub organisation: Option<String>,
    /// What the vote is called.
    pub title: Option<String>,
    /// Where the election stands.
    pub phase: Option<&'static str>,
    /// Why it was annulled, where it was.
    pub annulled: Option<String>,
    /// Number of entries that hold.
    pub entries: u64,
    /// A line for each family.
    pub families: Vec<FamilyReport>,
    /// How many of how many witnesses cosigned; in words in the line of family L.
    #[serde(skip)]
    pub witnessed: (usize, usize),
    /// The first check that failed.
    pub failure: Option<Failure>,
    /// Who was elected, by contest.
    pub elected: Vec<ContestElected>,
}

/// Who was elected in one contest.
#[derive(Clone, Debug, Serialize)]
pub struct ContestElected {
    /// The contest.
    pub contest: String,
    /// Names, in order of election.
    pub elected: Vec<String>,
}

impl Report {
    /// Draws up the report. `witnessed` is how many of how many witnesses cosigned.
    pub(crate) fn new(
        place: String,
        state: &State,
        witnessed: (usize, usize),
        violation: Option<Violation>,
    ) -> Report {
        let election = state.election();
        let failed = violation.as_ref().map(|v| v.check.family());
        let families = Family::ALL.into_iter().map(|f| family(f, state, witnessed, failed)).collect();
        Report {
            place,
            holds: violation.is_none(),
            election: election.map(|e| e.id.to_string()),
            organisation: election.map(|e| e.manifest.organisation.clone()),
            title: election.map(|e| e.manifest.title.clone()),
            phase: election.map(|e| e.phase.words()),
            annulled: election.and_then(|e| e.annulled.clone()),
            entries: state.size(),
            families,
            witnessed,
            failure: violation.map(failure),
            elected: election.map_or_else(Vec::new, elected),
        }
    }
}

fn failure(v: Violation) -> Failure {
    Failure {
        check: v.check.to_string(),
        title: v.check.title(),
        meaning: v.check.meaning(),
        entry: v.entry,
        signer: v.signer,
        detail: v.detail,
    }
}

fn elected(election: &Election) -> Vec<ContestElected> {
    let Some(result) = &election.result else { return Vec::new() };
    (election.manifest.contests.iter().zip(&result.outcomes))
        .map(|(contest, outcome)| ContestElected {
            contest: contest.title.clone(),
            elected: (outcome.elected.iter())
                .filter_map(|n| contest.candidates.get((*n as usize).checked_sub(1)?))
                .map(|c| c.name.clone())
                .collect(),
        })
        .collect()
}

fn family(family: Family, state: &State, witnessed: (usize, usize), failed: Option<Family>) -> FamilyReport {
    let figures = state.election().and_then(|e| figures(family, e, state, witnessed));
    let standing = match failed {
        Some(f) if f == family => Standing::Fails,
        // After a failure nothing is known of what comes behind it in the record.
        Some(_) => Standing::NotReached,
        None if figures.is_none() => Standing::NotYet,
        None => Standing::Holds,
    };
    let figures = match standing {
        Standing::Fails => "see below".to_owned(),
        Standing::NotReached => {
            figures.map_or_else(|| "not reached".to_owned(), |f| format!("up to there: {f}"))
        }
        Standing::NotYet => "nothing to check yet".to_owned(),
        Standing::Holds => figures.unwrap_or_default(),
    };
    FamilyReport {
        family: format!("{family:?}").chars().next().unwrap_or('?'),
        title: family.title(),
        standing,
        figures,
    }
}

fn figures(family: Family, e: &Election, state: &State, witnessed: (usize, usize)) -> Option<String> {
    let f = state.figures();
    let (t, n) = (e.manifest.threshold, e.manifest.trustees.len());
    Some(match family {
        Family::L => format!(
            "{} entries and {} files ({}), cosigned by {} of {} witnesses",
            thousands(f.entries),
            thousands(f.blobs),
            bytes(f.blob_bytes),
            witnessed.0,
            witnessed.1
        ),
        Family::A => format!("{} signatures, {} clock entries", thousands(f.signatures), thousands(f.clocks)),
        Family::R => {
            let r = e.register.as_ref()?;
            let members = thousands(r.rows.len() as u64);
            format!("{members} members, {} credentials replaced", thousands(r.replaced))
        }
        Family::K => {
            e.ceremony.as_ref()?;
            let made = if e.keys.is_some() { "key made" } else { "key being made" };
            format!("{made} by {n} trustees, any {t} can open; {} key checks", thousands(f.key_checks))
        }
        Family::B => {
            let poll = e.poll.as_ref()?;
            let counting = thousands(poll.heads.len() as u64);
            format!("{} ballots, {} replaced, {counting} count", thousands(f.ballots), thousands(f.replaced))
        }
        Family::M => {
            let mixes: usize = e.lists.iter().map(|l| l.mixes.len()).sum();
            (mixes > 0).then(|| format!("{mixes} mixes, {} encrypted parts shuffled", thousands(f.mixed)))?
        }
        Family::D => {
            let lists = e.lists.iter().filter(|l| !l.shares.is_empty()).count();
            (lists > 0)
                .then(|| format!("{} decryption shares, {}", thousands(f.shares), plural(lists, "list")))?
        }
        Family::C => {
            let result = e.result.as_ref()?;
            let valid: u64 = result.outcomes.iter().map(|o| o.valid).sum();
            let elected: usize = result.outcomes.iter().map(|o| o.elected.len()).sum();
            format!("{} valid votes counted, {elected} elected", thousands(valid))
        }
        Family::Z => {
            let result = e.result.as_ref().filter(|r| !r.certified.is_empty())?;
            let scrutineer = match &result.report {
                Some((true, _)) => "the scrutineer agrees",
                Some((false, _)) => "the scrutineer refuses",
                None => "the scrutineer has not spoken",
            };
            let enough = if e.phase == Phase::Certified { "" } else { ", not enough yet" };
            format!("{} of {n} trustees certify ({t} needed{enough}); {scrutineer}", result.certified.len())
        }
    })
}

fn plural(n: usize, word: &str) -> String {
    if n == 1 { format!("1 {word}") } else { format!("{n} {word}s") }
}

fn bytes(n: u64) -> String {
    match n {
        0..1_000 => format!("{n} bytes"),
        1_000..1_000_000 => format!("{} kB", n / 1_000),
        _ => format!("{}.{} MB", n / 1_000_000, n % 1_000_000 / 100_000),
    }
}

/// A number with thousands separators.
pub fn thousands(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}
