//! Which format a file of ballots is in, by its name and by what it begins with.

use super::{ReadError, blt, csv, cvr, preflib, ranked};
use crate::profile::{Ballot, BallotKind, Profile};
use crate::read::Defect;

/// A format that ballots are read from and written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// BLT: [`crate::blt`].
    Blt,
    /// A table: [`crate::csv`].
    Csv,
    /// PrefLib's orders and categories: [`crate::preflib`].
    PrefLib,
    /// A list of rankings: [`crate::ranked`].
    Ranked,
    /// Cast vote records in JSON: [`crate::cvr`].
    Cvr,
}

/// What is wanted of a file, where it leaves something open.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// Which ballots.
    pub kind: BallotKind,
    /// Seats, instead of what the file says.
    pub seats: Option<u32>,
    /// The contest, by name or identifier, where a file holds several.
    pub contest: Option<&'a str>,
}

impl Wanted<'_> {
    /// Ballots of `kind`, and everything else as the file says.
    pub const fn of(kind: BallotKind) -> Self {
        Self { kind, seats: None, contest: None }
    }
}

impl Format {
    /// Every format, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Blt, Self::Csv, Self::PrefLib, Self::Ranked, Self::Cvr];

    /// The name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Blt => "blt",
            Self::Csv => "csv",
            Self::PrefLib => "preflib",
            Self::Ranked => "ranked",
            Self::Cvr => "cvr",
        }
    }

    /// The format of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// The format that a file's extension stands for, if it stands for one.
    pub fn from_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "blt" => Some(Self::Blt),
            "csv" | "tsv" => Some(Self::Csv),
            "soc" | "soi" | "toc" | "toi" | "cat" => Some(Self::PrefLib),
            "ranks" | "cvotes" => Some(Self::Ranked),
            "json" => Some(Self::Cvr),
            _ => None,
        }
    }

    /// The format of a file: what its extension stands for, or else what it begins like.
    pub fn detect(extension: Option<&str>, bytes: &[u8]) -> Self {
        if let Some(format) = extension.and_then(Self::from_extension) {
            return format;
        }
        let text = beginning(bytes);
        let text = text.trim_start_matches('\u{feff}').trim_start();
        if text.starts_with('{') {
            return Self::Cvr;
        }
        if text
            .lines()
            .take_while(|line| line.starts_with('#'))
            .any(|line| line.starts_with("# NUMBER ALTERNATIVES:"))
        {
            return Self::PrefLib;
        }
        let mut lines = text.lines().map(before_comment).filter(|line| !line.is_empty());
        let first = lines.next().unwrap_or_default();
        let second = lines.next().unwrap_or_default();
        let digits = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
        if digits(first) && second.starts_with("1,") {
            return Self::PrefLib;
        }
        if first.split_whitespace().all(digits) {
            return Self::Blt;
        }
        let heading = first.split([',', ';', '\t']).next().unwrap_or_default();
        if csv::is_weight(heading) {
            return Self::Csv;
        }
        if first.contains('>')
            || first.split_once(':').is_some_and(|(papers, _)| digits(papers.trim()))
            || text.starts_with("#/")
        {
            return Self::Ranked;
        }
        if first.contains([',', ';', '\t']) {
            return Self::Csv;
        }
        Self::Blt
    }

    /// Reads a profile.
    ///
    /// # Errors
    /// [`ReadError`], naming the place, for anything that can be read in no way or in two.
    pub fn read(self, bytes: &[u8], wanted: &Wanted) -> Result<Profile, ReadError> {
        match self {
            Self::Blt => rankings(blt::read(bytes)?, wanted),
            Self::Csv => csv::read(bytes, wanted.kind, wanted.seats),
            Self::PrefLib => preflib::read(bytes, wanted.kind, wanted.seats),
            Self::Ranked => rankings(ranked::read(bytes, wanted.seats)?, wanted),
            Self::Cvr => cvr::read(bytes, wanted),
        }
    }
}

/// What a format of preferences alone gives of other kinds: a candidate listed, at whatever
/// preference, is approved of; there are no scores.
fn rankings(mut profile: Profile, wanted: &Wanted) -> Result<Profile, ReadError> {
    profile.seats = wanted.seats.unwrap_or(profile.seats);
    match wanted.kind {
        BallotKind::Ranking => {}
        BallotKind::Scores => return Err(ReadError::nowhere(Defect::NoScores)),
        BallotKind::Approval => {
            for (ballot, _) in &mut profile.ballots {
                let marks: Vec<u16> = ballot.ranks().flatten().copied().collect();
                *ballot = Ballot::Approval(marks);
            }
        }
    }
    Ok(profile)
}

fn before_comment(line: &str) -> &str {
    line.split('#').next().unwrap_or_default().trim()
}

/// As much of the beginning as is text and enough to tell formats apart.
fn beginning(bytes: &[u8]) -> &str {
    const ENOUGH: usize = 65_536;
    let head = &bytes[..bytes.len().min(ENOUGH)];
    match std::str::from_utf8(head) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&head[..error.valid_up_to()]).unwrap_or_default(),
    }
}
