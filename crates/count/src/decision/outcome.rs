//! Whether it was carried, and why.

use super::{Abstention, Between, Bound, Decision, Fraction, ShareOf, Turnout};
use crate::count::{Action, Count, CountError, Elected, Stage};
use crate::decimal::Decimal;
use crate::papers::Papers;
use crate::profile::Profile;
use crate::rules::Rules;
use crate::working::Working;

/// How a decision went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The option carried, if any.
    pub carried: Option<u16>,
    /// The option put to the test: the motion, or the one with the most votes; none where
    /// several have equally many.
    pub tested: Option<u16>,
    /// What the options are to each other.
    pub between: Between,
    /// Votes for the option put to the test, or for each of those that have the most.
    pub votes_for: u64,
    /// Votes for the other options.
    pub against: u64,
    /// Votes for the option that abstains.
    pub abstentions: u64,
    /// The option that abstains, if there is one.
    pub abstains: Option<u16>,
    /// Blank papers.
    pub blank: u64,
    /// The members entitled to vote, where they matter.
    pub members: Option<u64>,
    /// The tests, in the order in which they are told. All have to be passed.
    pub tests: Vec<Test>,
}

/// One condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Test {
    /// Which.
    pub of: TestOf,
    /// What there is.
    pub found: u64,
    /// The least that passes; never less than one vote for the threshold.
    pub least: u64,
    /// What the share is of, where the rule states a share.
    pub share: Option<(Fraction, u64)>,
}

/// Which condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TestOf {
    /// Enough took part.
    Quorum(Turnout),
    /// Enough are for it.
    Approval,
    /// The share of the votes.
    Threshold {
        /// More than the share is needed.
        strict: bool,
        /// Of what it is a share.
        of: ShareOf,
    },
}

impl Test {
    /// Whether it is passed.
    pub const fn passed(&self) -> bool {
        self.found >= self.least
    }
}

/// Counts a checked profile of choices: the first preference of each paper.
pub(crate) fn count(profile: &Profile, rules: &Rules, decision: &Decision) -> Result<Count, CountError> {
    let papers = Papers::group(profile);
    let mut totals = vec![0u64; profile.candidates.len()];
    for (marks, weight) in &papers.rankings {
        if let Some(first) = marks.first() {
            totals[usize::from(*first) - 1] += weight;
        }
    }
    let abstains = abstains(profile, decision)?;
    let options: Vec<u16> = profile.standing().into_iter().filter(|one| Some(*one) != abstains).collect();
    let mut outcome = tally(&totals, &options, abstains, decision.between);
    outcome.blank = papers.set_aside;
    outcome.members = decision.members;
    outcome.tests = tests(&outcome, decision)?;
    let passed = outcome.tests.iter().all(Test::passed);
    outcome.carried = outcome.tested.filter(|_| passed);
    let elected: Vec<u16> = outcome.carried.into_iter().collect();
    let sums = totals.into_iter().map(Decimal::whole).collect();
    let stage = Stage { elected: elected.clone(), ..Stage::first(Action::Decision, sums) };
    Ok(Count {
        elected: elected.into_iter().map(|candidate| Elected { candidate, stage: 1 }).collect(),
        stages: vec![stage],
        working: Some(Working::Decision(outcome)),
        ..Count::begin(profile, rules, papers.valid, papers.set_aside)
    })
}

fn abstains(profile: &Profile, decision: &Decision) -> Result<Option<u16>, CountError> {
    let named = |name: &str| ["abstain", "abstention"].contains(&name.trim().to_lowercase().as_str());
    match decision.abstention {
        Abstention::None => Ok(None),
        Abstention::Option(number) if profile.standing().contains(&number) => Ok(Some(number)),
        Abstention::Option(option) => Err(CountError::NoSuchOption { option }),
        Abstention::ByName => {
            let mut numbered = (1u16..).zip(&profile.candidates);
            Ok(numbered.find(|(_, one)| !one.withdrawn && named(&one.name)).map(|(number, _)| number))
        }
    }
}

fn tally(totals: &[u64], options: &[u16], abstains: Option<u16>, between: Between) -> Outcome {
    let of = |number: u16| totals[usize::from(number) - 1];
    let votes: u64 = options.iter().map(|one| of(*one)).sum();
    let tested = match between {
        Between::ForAndAgainst => options.first().copied(),
        Between::Options => {
            let most = options.iter().map(|one| of(*one)).max();
            let mut leading = options.iter().filter(|one| Some(of(**one)) == most);
            leading.next().filter(|_| leading.next().is_none()).copied()
        }
    };
    let votes_for = match tested {
        Some(one) => of(one),
        None => options.iter().map(|one| of(*one)).max().unwrap_or(0),
    };
    Outcome {
        carried: None,
        tested,
        between,
        votes_for,
        against: votes - votes_for,
        abstentions: abstains.map_or(0, of),
        abstains,
        blank: 0,
        members: None,
        tests: Vec::new(),
    }
}

fn tests(outcome: &Outcome, decision: &Decision) -> Result<Vec<Test>, CountError> {
    let votes = outcome.votes_for + outcome.against;
    let not_blank = votes + outcome.abstentions;
    let cast = not_blank + outcome.blank;
    if let Some(members) = decision.members.filter(|members| *members < cast) {
        return Err(CountError::TooFewMembers { members, cast });
    }
    let members = || decision.members.ok_or(CountError::NeedsMembers);
    let bound = |of: TestOf, found: u64, bound: Bound| match bound {
        Bound::Number(least) => Ok(Test { of, found, least, share: None }),
        Bound::OfMembers(share) => members().map(|members| Test {
            of,
            found,
            least: share.least(members, false),
            share: Some((share, members)),
        }),
    };
    let mut tests = Vec::new();
    if let Some(quorum) = decision.quorum {
        let found = match quorum.counts {
            Turnout::Cast => cast,
            Turnout::NotBlank => not_blank,
            Turnout::Votes => votes,
        };
        tests.push(bound(TestOf::Quorum(quorum.counts), found, quorum.least)?);
    }
    if let Some(approval) = decision.approval {
        tests.push(bound(TestOf::Approval, outcome.votes_for, approval)?);
    }
    let threshold = decision.threshold;
    let whole = match threshold.of {
        ShareOf::Votes => votes,
        ShareOf::VotesAndAbstentions => not_blank,
        ShareOf::Members => members()?,
    };
    tests.push(Test {
        of: TestOf::Threshold { strict: threshold.strict, of: threshold.of },
        found: outcome.votes_for,
        // Nothing is carried for which nobody voted.
        least: threshold.share.least(whole, threshold.strict).max(1),
        share: Some((threshold.share, whole)),
    });
    Ok(tests)
}
