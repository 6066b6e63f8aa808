//! How a contest is counted (§9): from what the manifest says of it to rules, options and reserved places.

use crate::acts::{BallotKind, Contest};
use hustings_count::places::{Bound, Places, Requirement};
use hustings_count::{Abstention, Ballot, Count, CountError, Decision, Lot, Method, Profile, Rules};

/// The rules an election may be counted by (§9.1), in the order in which they are offered: a list of its own,
/// since a rule joins it only with its text in the specification.
pub const RULES: [&str; 28] = [
    "scottish-stv",
    "ers97",
    "northern-ireland",
    "seanad",
    "australian-senate",
    "wright",
    "wigm",
    "exclusive-gregory",
    "meek",
    "meek-1987",
    "meek-nz",
    "warren",
    "av",
    "plurality",
    "approval",
    "score",
    "schulze-wv",
    "schulze-margins",
    "ranked-pairs-wv",
    "ranked-pairs-margins",
    "block-vote",
    "limited-vote",
    "sntv",
    "star",
    "majority-judgment-better",
    "majority-judgment-worse",
    "decision",
    "decision-options",
];

/// Options that the manifest does not set: the ballots of an election leave no rank out, every opened
/// ballot has to be counted, the highest score is the contest's, the members are the register's.
const NOT_SET_BY_HAND: [&str; 4] = ["skipped", "too-many", "highest", "members"];

/// The most digits of a number in an option's value.
const LONGEST_NUMBER: usize = 9;

/// A contest's rules with its options, and the places it reserves.
#[derive(Clone, Debug)]
pub struct Counting {
    rules: Rules,
    places: Places,
}

impl Counting {
    /// What the manifest says of a contest, or why it cannot be counted so: A17's clauses on rules, options
    /// and reserved places.
    pub fn of(contest: &Contest) -> Result<Counting, String> {
        if !RULES.contains(&contest.rules.as_str()) {
            let named = RULES.join(", ");
            return Err(format!("no rules are called \"{}\" here; they are named {named}", contest.rules));
        }
        let rules = Rules::from_name(&contest.rules).map_err(|e| e.to_string())?;
        let kind_fits = match rules.ballot_kind() {
            hustings_count::BallotKind::Ranking => {
                matches!(contest.kind, BallotKind::Ranking | BallotKind::Choice)
            }
            hustings_count::BallotKind::Approval => contest.kind == BallotKind::Approval,
            hustings_count::BallotKind::Scores => contest.kind == BallotKind::Score,
        };
        if !kind_fits {
            return Err(format!("{} does not count ballots of this kind", rules.name()));
        }
        if rules.max_seats().is_some_and(|most| contest.seats > u64::from(most)) {
            return Err(format!("{} does not fill {} seats", rules.name(), contest.seats));
        }
        let rules = with_options(rules, contest)?;
        let places = reserved(contest)?;
        if !places.is_empty() && !rules.reserves_places() {
            return Err(format!("{} reserves no places", rules.name()));
        }
        Ok(Counting { rules, places })
    }

    /// The rules, options set.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// The places reserved.
    pub fn places(&self) -> &Places {
        &self.places
    }

    /// The most candidates a ballot may approve of, where there is a limit (S5).
    pub fn most_crosses(&self, seats: u64) -> Option<u64> {
        match self.rules.method() {
            Method::Marks(marks) => Some(marks.most.number(u32::try_from(seats).unwrap_or(u32::MAX)).into()),
            _ => None,
        }
    }

    /// Counts the valid ballots of a contest, in which `blank` papers are blank and the register entitles to
    /// `members` papers: a quorum asks for both.
    pub fn count(
        &self,
        profile: &Profile,
        blank: u64,
        members: u64,
        lot: &mut dyn Lot,
    ) -> Result<Count, CountError> {
        if !matches!(self.rules.method(), Method::Decision(_)) {
            return hustings_count::count_reserving(profile, &self.rules, &self.places, lot);
        }
        // Rules for decisions have this option; without it, a count that asks for the members fails.
        let rules = self.rules.with(&[("members", &members.to_string())]).unwrap_or(self.rules);
        let mut cast = profile.clone();
        cast.ballots.push((Ballot::Ranking(Vec::new()), blank));
        hustings_count::count(&cast, &rules, lot)
    }
}

/// The rules with the contest's options, each in the one form in which its value is written.
fn with_options(rules: Rules, contest: &Contest) -> Result<Rules, String> {
    if !contest.options.is_sorted_by(|a, b| a.name < b.name) {
        return Err("the options are not named once each, ascending".to_owned());
    }
    for option in &contest.options {
        let digits = option.value.split(|c: char| !c.is_ascii_digit()).map(str::len).max();
        if NOT_SET_BY_HAND.contains(&option.name.as_str()) || digits.is_some_and(|n| n > LONGEST_NUMBER) {
            return Err(format!("the option {} is not set by hand to that in an election", option.name));
        }
    }
    let set: Vec<(&str, &str)> =
        contest.options.iter().map(|o| (o.name.as_str(), o.value.as_str())).collect();
    let rules = rules.with(&set).map_err(|e| e.to_string())?;
    if let Method::Decision(Decision { abstention: Abstention::Option(number), .. }) = rules.method()
        && usize::from(number) > contest.candidates.len()
    {
        return Err(format!("there is no option {number} that could abstain"));
    }
    let told = rules.settings();
    for (name, value) in set {
        let is_told = told.iter().any(|s| s.name == name && s.value == value);
        // It sets other options, and is told as what they then are.
        if !is_told && value != "hagenbach-bischoff" {
            return Err(format!("the value {value:?} of the option {name} is not written in its one form"));
        }
    }
    match rules.method() {
        Method::Star(_) => {
            let highest = contest.max_score.unwrap_or(1).to_string();
            rules.with(&[("highest", &highest)]).map_err(|e| e.to_string())
        }
        _ => Ok(rules),
    }
}

/// The places reserved, which can be filled from those who stand (§9.6).
fn reserved(contest: &Contest) -> Result<Places, String> {
    let number = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
    let mut requirements = Vec::new();
    for group in &contest.reserved {
        let members: Vec<u16> =
            group.candidates.iter().map(|n| u16::try_from(*n).unwrap_or(u16::MAX)).collect();
        let bounds = [
            group.at_least.map(|n| Bound::AtLeast(number(n))),
            group.at_most.map(|n| Bound::AtMost(number(n))),
        ];
        let requirement = |bound| Requirement { bound, group: group.group.clone(), members: members.clone() };
        requirements.extend(bounds.into_iter().flatten().map(requirement));
    }
    let places = Places::new(requirements);
    if !places.is_empty() {
        simple_enough(contest)?;
        let paper = Profile {
            seats: number(contest.seats),
            candidates: contest.candidates.iter().map(|c| hustings_count::Candidate::new(&c.name)).collect(),
            ..Profile::default()
        };
        places.check(&paper).map_err(|e| e.to_string())?;
    }
    Ok(places)
}

/// How intricate groups may be, so that whether they can be met is found out at every point of the count.
///
/// The search visits, for each kind of candidate, no more states than there are seats left and places of
/// each group still to be filled or free, and from each goes on at most once for each candidate of that kind
/// and once more: within the limit that is fewer steps than `hustings_count` allows itself.
fn simple_enough(contest: &Contest) -> Result<(), String> {
    const MOST: u64 = 1_000_000;
    let bounds = contest.reserved.iter().flat_map(|r| [r.at_least, r.at_most]).flatten();
    let states = bounds
        .map(|bound| bound.min(contest.seats) + 1)
        .try_fold(contest.candidates.len() as u64 * (contest.seats + 1), u64::checked_mul);
    if states.is_none_or(|states| states > MOST) {
        return Err(
            "the groups with reserved places are too many, or too large, to be looked through".to_owned()
        );
    }
    Ok(())
}
