//! The ballots of a file, as the demonstration casts them.

use anyhow::{Context, Result, anyhow, bail};
use hustings_count::{Ballot, BallotKind as CountKind, Format, Profile, Rules, Wanted};
use hustings_record::State;
use hustings_record::acts::{BallotKind, Candidate, Contest};
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

/// The Ferry, Dundee, 5 May 2022; `testdata/ballots/README.md` says where it is from.
const THE_FERRY: &[u8] = include_bytes!("../../../../testdata/ballots/dundee-2022/dundee_2022_ward8.blt");
/// What was declared in Dundee.
const DECLARED: &str = include_str!("../../../../testdata/ballots/dundee-2022/declared.json");
/// 5 May 2022, 07:00 in Dundee.
const POLLING_DAY: u64 = 1_651_730_400;

/// Ballots and what is known of them.
pub struct Ballots {
    /// The body that votes.
    pub organisation: String,
    /// What the vote is called.
    pub title: String,
    /// Candidates who stand, seats, ballots one by one.
    pub profile: Profile,
    /// The rules.
    pub rules: Rules,
    /// When the poll opens, unix seconds.
    pub opens: u64,
    /// When and from where the ballots are, where that is known.
    pub source: Option<&'static str>,
    /// Who was declared elected, where that is known.
    pub declared: Option<Vec<String>>,
    /// Whether all ballots of the file are there.
    pub is_whole: bool,
}

/// One ward's declaration.
#[derive(serde::Deserialize)]
struct Declaration {
    elected: Vec<DeclaredCandidate>,
}

#[derive(serde::Deserialize)]
struct DeclaredCandidate {
    candidate: u16,
}

impl Ballots {
    /// Reads a file, or The Ferry's; at most `limit` ballots of it.
    pub fn read(file: Option<&Path>, rules: &str, seats: Option<u32>, limit: Option<u64>) -> Result<Ballots> {
        let rules = Rules::from_name(rules)?;
        let (name, bytes) = match file {
            Some(path) => {
                let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
                (path.display().to_string(), bytes)
            }
            None => ("dundee_2022_ward8.blt".to_owned(), THE_FERRY.to_vec()),
        };
        let extension = Path::new(&name).extension().and_then(|e| e.to_str());
        let wanted = Wanted { kind: rules.ballot_kind(), seats, contest: None };
        let read = Format::detect(extension, &bytes).read(&bytes, &wanted);
        let mut profile = read.map_err(|e| anyhow!("{name}: {e}"))?;
        profile.seats = seats.unwrap_or(profile.seats);
        let mut profile = without_withdrawn(profile);
        let papers: u64 = profile.ballots.iter().map(|(_, n)| n).sum();
        one_by_one(&mut profile, limit.unwrap_or(u64::MAX))?;
        if profile.ballots.is_empty() {
            bail!("{name} gives no ballots to cast; leave --ballots out, or give at least 1");
        }
        profile.check().map_err(|e| anyhow!("{name}: {e}"))?;
        let declared = declared(&name, &bytes, &profile);
        let dundee = declared.is_some();
        Ok(Ballots {
            organisation: if dundee { "Dundee City Council" } else { "A demonstration" }.to_owned(),
            title: title(&profile.title, &name),
            is_whole: profile.ballots.len() as u64 == papers,
            rules,
            opens: if dundee { POLLING_DAY } else { this_morning() },
            source: dundee.then_some("the ballots of 5 May 2022, as the council published them"),
            declared,
            profile,
        })
    }

    /// How many there are.
    pub fn len(&self) -> u64 {
        self.profile.ballots.len() as u64
    }

    /// The contest they were cast in.
    pub fn contest(&self) -> Contest {
        let n = self.profile.candidates.len() as u64;
        let kind = match self.rules.ballot_kind() {
            CountKind::Ranking => BallotKind::Ranking,
            CountKind::Approval => BallotKind::Approval,
            CountKind::Scores => BallotKind::Score,
        };
        Contest {
            title: self.title.clone(),
            kind,
            candidates: (self.profile.candidates.iter())
                .map(|c| Candidate { affiliation: c.affiliation.clone(), ..Candidate::new(&c.name) })
                .collect(),
            slates: Vec::new(),
            rotated: false,
            seats: self.profile.seats.into(),
            rules: self.rules.name().to_owned(),
            options: Vec::new(),
            reserved: Vec::new(),
            ranks: (kind == BallotKind::Ranking).then_some(n),
            max_score: (kind == BallotKind::Score).then(|| self.highest_score()),
        }
    }

    fn highest_score(&self) -> u64 {
        let scores = self.profile.ballots.iter().filter_map(|(b, _)| match b {
            Ballot::Scores(s) => s.iter().copied().max(),
            _ => None,
        });
        scores.max().unwrap_or(1).max(1).into()
    }

    /// Whether the ballots that a record opened are these, each as often.
    pub fn are_those_of(&self, state: &State) -> bool {
        let Some(result) = state.election().and_then(|e| e.result.as_ref()) else { return false };
        let (Some(profile), Some(outcome)) = (result.profiles.first(), result.outcomes.first()) else {
            return false;
        };
        let mut opened: HashMap<Marks, u64> = HashMap::new();
        for (ballot, n) in &profile.ballots {
            *opened.entry(marks(ballot)).or_default() += n;
        }
        let mut cast: HashMap<Marks, u64> = HashMap::new();
        for (ballot, n) in &self.profile.ballots {
            *cast.entry(marks(ballot)).or_default() += n;
        }
        let blank: u64 = cast.iter().filter(|(m, _)| m.is_blank()).map(|(_, n)| n).sum();
        cast.retain(|m, _| !m.is_blank());
        opened == cast && outcome.blank == blank && outcome.spoilt == 0
    }
}

/// What a ballot says, in a form that two equal ballots share.
#[derive(PartialEq, Eq, Hash)]
enum Marks {
    Ranked(Vec<u16>),
    Approved(std::collections::BTreeSet<u16>),
    Scored(Vec<u32>),
}

fn marks(ballot: &Ballot) -> Marks {
    match ballot {
        Ballot::Ranking(m) => Marks::Ranked(m.clone()),
        // The booth asks for one candidate at each rank: no more than that can be cast.
        Ballot::Weak(ranks) => Marks::Ranked(Ballot::until_unclear(ranks)),
        Ballot::Approval(m) => Marks::Approved(m.iter().copied().collect()),
        Ballot::Scores(s) => Marks::Scored(s.clone()),
    }
}

impl Marks {
    fn is_blank(&self) -> bool {
        match self {
            Marks::Ranked(m) => m.is_empty(),
            Marks::Approved(m) => m.is_empty(),
            Marks::Scored(s) => s.iter().all(|s| *s == 0),
        }
    }
}

/// Those who withdrew are not on the ballot paper: preferences for them are skipped.
fn without_withdrawn(mut profile: Profile) -> Profile {
    let mut number = BTreeMap::new();
    for (old, candidate) in (1u16..).zip(&profile.candidates) {
        if !candidate.withdrawn {
            number.insert(old, number.len() as u16 + 1);
        }
    }
    if number.len() == profile.candidates.len() {
        return profile;
    }
    for (ballot, _) in &mut profile.ballots {
        match ballot {
            Ballot::Ranking(m) | Ballot::Approval(m) => {
                *m = m.iter().filter_map(|c| number.get(c).copied()).collect();
            }
            Ballot::Weak(ranks) => {
                ranks.retain_mut(|rank| {
                    let skipped = rank.is_empty();
                    *rank = rank.iter().filter_map(|c| number.get(c).copied()).collect();
                    skipped || !rank.is_empty()
                });
            }
            Ballot::Scores(s) => {
                *s = (1u16..).zip(&*s).filter(|(c, _)| number.contains_key(c)).map(|(_, s)| *s).collect();
            }
        }
    }
    profile.candidates.retain(|c| !c.withdrawn);
    profile.seats = profile.seats.min(profile.candidates.len() as u32);
    profile
}

/// Splits grouped papers into single ones, the first `limit` of them.
fn one_by_one(profile: &mut Profile, limit: u64) -> Result<()> {
    /// What one demonstration can hold in memory.
    const MOST: u64 = 2_000_000;
    let papers = profile.ballots.iter().try_fold(0u64, |sum, (_, n)| sum.checked_add(*n));
    let cast = papers.unwrap_or(u64::MAX).min(limit);
    if cast > MOST {
        bail!("{cast} ballots are more than a demonstration casts; take the first with --ballots {MOST}");
    }
    let mut left = cast;
    let mut single = Vec::with_capacity(cast as usize);
    for (ballot, n) in profile.ballots.drain(..) {
        let take = n.min(left);
        single.extend((0..take).map(|_| (ballot.clone(), 1)));
        left -= take;
    }
    profile.ballots = single;
    Ok(())
}

/// What was declared, if these are the ballots of a Dundee ward.
fn declared(name: &str, bytes: &[u8], profile: &Profile) -> Option<Vec<String>> {
    let wards: HashMap<String, Declaration> = serde_json::from_str(DECLARED).ok()?;
    let file = Path::new(name).file_name()?.to_str()?;
    // Another file of that name would be another election.
    let ward = wards.get(file).filter(|_| bytes.windows(7).any(|w| w == b"\"Ward 1") || is_ward(bytes))?;
    let number = |c: &DeclaredCandidate| profile.candidates.get(usize::from(c.candidate).checked_sub(1)?);
    ward.elected.iter().map(|c| number(c).map(|c| c.name.clone())).collect()
}

fn is_ward(bytes: &[u8]) -> bool {
    let tail = &bytes[bytes.len().saturating_sub(60)..];
    String::from_utf8_lossy(tail).contains("Ward ")
}

fn title(title: &str, name: &str) -> String {
    let plain: String = title.chars().filter(|c| !c.is_control()).collect();
    let title =
        plain.split_once(" - ").filter(|(ward, _)| ward.starts_with("Ward ")).map_or(&*plain, |t| t.1);
    if title.trim().is_empty() { name.to_owned() } else { title.trim().to_owned() }
}

/// Seven o'clock UTC today.
fn this_morning() -> u64 {
    let now = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(POLLING_DAY, |d| d.as_secs());
    now - now % 86_400 + 7 * 3_600
}
