//! Crosses against names: block vote, limited vote and the single non-transferable vote.

use crate::count::CountError;
use crate::options::{OptionError, Setting};
use crate::profile::{Ballot, Profile};
use crate::rules::{Method, Rules};

/// What a rule of crosses prescribes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marks {
    /// How many a paper may have.
    pub most: MostMarks,
    /// What becomes of a paper that has more.
    pub too_many: TooMany,
}

/// How many marks a paper may have; never fewer than one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MostMarks {
    /// As many as there are seats.
    Seats,
    /// So many fewer than there are seats.
    SeatsLess(u32),
    /// This many.
    Number(u32),
}

/// What becomes of a paper with too many marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TooMany {
    /// It is spoilt, and none of its marks counts.
    Spoilt,
    /// The count is refused: whoever made the papers ready was to keep such papers out.
    Refused,
}

/// The options: the name, the values it may have, and what it is about.
const OPTIONS: [(&str, &str, &str); 2] = [
    ("marks", "a number, seats, seats-less-N", "how many crosses a paper may have"),
    ("too-many", "spoilt, refused", "what becomes of a paper with more, or of the count"),
];

impl Marks {
    /// The options, as they are set.
    pub(crate) fn settings(&self) -> Vec<Setting> {
        let most = match self.most {
            MostMarks::Seats => "seats".to_owned(),
            MostMarks::SeatsLess(fewer) => format!("seats-less-{fewer}"),
            MostMarks::Number(number) => number.to_string(),
        };
        let too_many = if self.too_many == TooMany::Spoilt { "spoilt" } else { "refused" };
        let values = OPTIONS.into_iter().zip([most, too_many.to_owned()]);
        let setting = |((name, choices, about), value): ((&'static str, &str, &'static str), String)| {
            Setting { name, value, choices: choices.to_owned(), about }
        };
        values.map(setting).collect()
    }

    /// Sets one option.
    pub(crate) fn set(&mut self, name: &str, value: &str) -> Result<(), OptionError> {
        let Some((_, choices, _)) = OPTIONS.iter().find(|one| one.0 == name) else {
            return Err(OptionError::unknown(name, &self.settings()));
        };
        self.put(name, value).ok_or_else(|| OptionError::value(name, value, choices))
    }

    fn put(&mut self, name: &str, value: &str) -> Option<()> {
        match (name, value) {
            ("marks", "seats") => self.most = MostMarks::Seats,
            ("marks", _) => {
                self.most = match value.strip_prefix("seats-less-") {
                    Some(fewer) => MostMarks::SeatsLess(fewer.parse().ok()?),
                    None => MostMarks::Number(value.parse().ok().filter(|number| *number > 0)?),
                }
            }
            ("too-many", "spoilt") => self.too_many = TooMany::Spoilt,
            ("too-many", "refused") => self.too_many = TooMany::Refused,
            _ => return None,
        }
        Some(())
    }
}

impl MostMarks {
    /// The number of marks where there are `seats`.
    pub fn number(self, seats: u32) -> u32 {
        match self {
            Self::Seats => seats,
            Self::SeatsLess(fewer) => seats.saturating_sub(fewer),
            Self::Number(number) => number,
        }
        .max(1)
    }
}

const SPOILT: &str =
    "Representation of the People Act 1983 sch. 1 rule 47(1)(b): votes for more than allowed are void";

/// As many crosses as seats, the highest totals elected.
pub(crate) const BLOCK_VOTE: Rules = Rules {
    name: "block-vote",
    aliases: &["multiple-non-transferable-vote"],
    title: "Block vote: as many crosses as seats, the most votes elected",
    source: SPOILT,
    method: Method::Marks(Marks { most: MostMarks::Seats, too_many: TooMany::Spoilt }),
};

/// One cross fewer than seats, unless said otherwise.
pub(crate) const LIMITED_VOTE: Rules = Rules {
    name: "limited-vote",
    aliases: &[],
    title: "Limited vote: fewer crosses than seats, the most votes elected",
    source: "Representation of the People Act 1867 s. 9 (one vote fewer than the seats); spoilt papers as in the Act of 1983 sch. 1 rule 47",
    method: Method::Marks(Marks { most: MostMarks::SeatsLess(1), too_many: TooMany::Spoilt }),
};

/// One cross, however many seats.
pub(crate) const SNTV: Rules = Rules {
    name: "sntv",
    aliases: &["single-non-transferable-vote"],
    title: "Single non-transferable vote: one cross, the most votes elected",
    source: SPOILT,
    method: Method::Marks(Marks { most: MostMarks::Number(1), too_many: TooMany::Spoilt }),
};

/// The profile without papers that have too many marks, and how many those were. Marks against
/// the withdrawn count towards the limit: the paper had them when it was cast.
pub(crate) fn within_limit(profile: &Profile, marks: &Marks) -> Result<(Profile, u64), CountError> {
    let most = marks.most.number(profile.seats);
    let mut spoilt = 0;
    let mut sound = Profile { ballots: Vec::with_capacity(profile.ballots.len()), ..head(profile) };
    for (at, (ballot, papers)) in profile.ballots.iter().enumerate() {
        let made = if let Ballot::Approval(marks) = ballot { marks.len() } else { 0 };
        if made <= most as usize {
            sound.ballots.push((ballot.clone(), *papers));
        } else if marks.too_many == TooMany::Refused {
            return Err(CountError::TooManyMarks { ballot: at + 1, marks: made, most });
        } else {
            spoilt += papers;
        }
    }
    Ok((sound, spoilt))
}

/// A profile's contest without its ballots.
fn head(profile: &Profile) -> Profile {
    Profile {
        title: profile.title.clone(),
        seats: profile.seats,
        candidates: profile.candidates.clone(),
        warnings: profile.warnings.clone(),
        ballots: Vec::new(),
    }
}
