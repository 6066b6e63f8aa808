//! The options of a decision, each by name.

use super::{Abstention, Bound, Decision, Quorum, ShareOf, Turnout};
use crate::options::{OptionError, Setting};

/// Every option: its name, the values it may have, and what it is about.
const OPTIONS: &[(&str, &str, &str)] = &[
    ("threshold", "a share such as 2/3 or 60%", "the share that carries"),
    ("strict", "yes, no", "whether more than the threshold is needed, not just as much"),
    ("threshold-of", "votes, members", "what the threshold is a share of"),
    ("abstentions", "counted, not-counted", "whether abstentions count among the votes it is a share of"),
    ("quorum", "a number, a share such as 1/4-of-members, none", "how many have to take part"),
    ("quorum-counts", "cast, not-blank, votes", "which papers count as taking part"),
    ("approval", "a number, a share such as 1/4-of-members, none", "how many have to be for it"),
    ("abstain", "the number of an option, by-name, none", "which option abstains"),
    ("members", "a number, unknown", "the members entitled to vote"),
];

impl Decision {
    /// The options, as they are set.
    pub(crate) fn settings(&self) -> Vec<Setting> {
        let setting = |(name, choices, about): &(&'static str, &'static str, &'static str)| Setting {
            name,
            value: self.value(name),
            choices: (*choices).to_owned(),
            about,
        };
        OPTIONS.iter().map(setting).collect()
    }

    fn value(&self, name: &str) -> String {
        let words = |bound: Bound| match bound {
            Bound::Number(number) => number.to_string(),
            Bound::OfMembers(share) => format!("{share}-of-members"),
        };
        let none = || "none".to_owned();
        match name {
            "threshold" => self.threshold.share.to_string(),
            "strict" => if self.threshold.strict { "yes" } else { "no" }.to_owned(),
            "threshold-of" => {
                if self.threshold.of == ShareOf::Members { "members" } else { "votes" }.to_owned()
            }
            "abstentions" => {
                let counted = self.threshold.of == ShareOf::VotesAndAbstentions;
                if counted { "counted" } else { "not-counted" }.to_owned()
            }
            "quorum" => self.quorum.map_or_else(none, |quorum| words(quorum.least)),
            "quorum-counts" => match self.quorum.map_or(Turnout::Cast, |quorum| quorum.counts) {
                Turnout::Cast => "cast",
                Turnout::NotBlank => "not-blank",
                Turnout::Votes => "votes",
            }
            .to_owned(),
            "approval" => self.approval.map_or_else(none, words),
            "abstain" => match self.abstention {
                Abstention::ByName => "by-name".to_owned(),
                Abstention::Option(number) => number.to_string(),
                Abstention::None => none(),
            },
            _ => self.members.map_or_else(|| "unknown".to_owned(), |members| members.to_string()),
        }
    }

    /// Sets one option.
    pub(crate) fn set(&mut self, name: &str, value: &str) -> Result<(), OptionError> {
        let Some((_, choices, _)) = OPTIONS.iter().find(|one| one.0 == name) else {
            return Err(OptionError::unknown(name, &self.settings()));
        };
        self.put(name, value).ok_or_else(|| OptionError::value(name, value, choices))
    }

    /// Whether every option in `set` has a use.
    pub(crate) fn check(&self, set: &[&str]) -> Result<(), OptionError> {
        if set.contains(&"quorum-counts") && self.quorum.is_none_or(|quorum| quorum.least == Bound::Number(0))
        {
            return Err(OptionError::no_use("quorum-counts", "there is no quorum"));
        }
        if set.contains(&"abstentions") && set.contains(&"threshold-of") {
            return Err(OptionError::no_use(
                "abstentions",
                "threshold-of says what the threshold is a share of; give one of the two",
            ));
        }
        Ok(())
    }

    fn put(&mut self, name: &str, value: &str) -> Option<()> {
        match (name, value) {
            ("threshold", _) => self.threshold.share = value.parse().ok()?,
            ("strict", "yes") => self.threshold.strict = true,
            ("strict", "no") => self.threshold.strict = false,
            ("abstentions", "counted") => self.threshold.of = ShareOf::VotesAndAbstentions,
            ("abstentions", "not-counted") | ("threshold-of", "votes") => self.threshold.of = ShareOf::Votes,
            ("threshold-of", "members") => self.threshold.of = ShareOf::Members,
            ("quorum", "none") => self.quorum = None,
            ("quorum", _) => {
                let counts = self.quorum.map_or(Turnout::Cast, |quorum| quorum.counts);
                self.quorum = Some(Quorum { least: bound(value)?, counts });
            }
            ("quorum-counts", _) => {
                let counts = match value {
                    "cast" => Turnout::Cast,
                    "not-blank" => Turnout::NotBlank,
                    "votes" => Turnout::Votes,
                    _ => return None,
                };
                let least = self.quorum.map_or(Bound::Number(0), |quorum| quorum.least);
                self.quorum = Some(Quorum { least, counts });
            }
            ("approval", "none") => self.approval = None,
            ("approval", _) => self.approval = Some(bound(value)?),
            ("abstain", "by-name") => self.abstention = Abstention::ByName,
            ("abstain", "none") => self.abstention = Abstention::None,
            ("abstain", _) => {
                self.abstention = Abstention::Option(value.parse().ok().filter(|one| *one > 0)?)
            }
            ("members", "unknown") => self.members = None,
            ("members", _) => self.members = Some(value.parse().ok()?),
            _ => return None,
        }
        Some(())
    }
}

fn bound(text: &str) -> Option<Bound> {
    match text.strip_suffix("-of-members") {
        Some(share) => share.parse().ok().map(Bound::OfMembers),
        None => text.parse().ok().map(Bound::Number),
    }
}
