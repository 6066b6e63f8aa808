//! The options of a rule as the second counter understands them: read from the same words that a
//! person sets them with, into a type of its own.

use super::Q;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero;

#[derive(Clone, Debug)]
pub struct Options {
    /// Decimals of votes; nothing for fractions.
    pub decimals: Option<u32>,
    rounding: char,
    round_at: String,
    hare: bool,
    pub quota_base: String,
    quota_decimals: Option<u32>,
    quota_rounding: String,
    pub exceeding: bool,
    pub last_parcel: bool,
    pub unweighted: bool,
    pub transferable: bool,
    pub by_election: bool,
    pub defer: String,
    pub bulk: String,
    pub batches: String,
    pub stages: bool,
    pub restart: bool,
    pub last: String,
    pub lead: String,
    pub ties: Vec<String>,
}

impl Options {
    /// From all options of a rule, each a name and a value.
    pub fn read<'a>(words: impl Fn(&'a str) -> String) -> Self {
        let number = |name| words(name).parse().ok();
        Self {
            decimals: number("decimals"),
            rounding: words("rounding").chars().next().expect("a word"),
            round_at: words("round-at"),
            hare: words("quota") == "hare",
            quota_base: words("quota-base"),
            quota_decimals: number("quota-decimals"),
            quota_rounding: words("quota-rounding"),
            exceeding: words("elect") == "exceeding",
            last_parcel: words("surplus-papers") == "last",
            unweighted: words("surplus-weight") == "unweighted",
            transferable: words("surplus-share") == "transferable",
            by_election: words("surplus-order") == "election",
            defer: words("defer"),
            bulk: words("bulk"),
            batches: words("batches"),
            stages: words("batch-stages") == "yes",
            restart: words("restart") == "yes",
            last: words("last"),
            lead: words("lead"),
            ties: words("ties").split(',').map(str::to_owned).collect(),
        }
    }

    /// Whether votes are cut candidate by candidate and values never.
    fn of_sums(&self) -> bool {
        self.round_at == "sum"
    }

    fn round(&self, number: Q) -> Q {
        match self.decimals {
            None => number,
            Some(places) => rounded(number, places, self.rounding),
        }
    }

    /// Whether the quota, and with it what an elected candidate is left with, may not be a decimal.
    pub fn quota_is_fraction(&self) -> bool {
        self.of_sums() && self.quota_decimals.is_none()
    }

    /// A new value of a paper worth `old`, where `votes` are to shrink to `over`.
    pub fn weighted(&self, old: &Q, over: &Q, votes: &Q) -> Q {
        match self.round_at.as_str() {
            "fraction" => self.round(old * self.round(over / votes)),
            "value" => self.round(old * over / votes),
            _ => old * over / votes,
        }
    }

    /// A new value of each of so many papers.
    pub fn shared(&self, over: &Q, papers: usize) -> Q {
        let exact = over / q(papers);
        if self.of_sums() { exact } else { self.round(exact) }
    }

    /// What someone is credited with for so many papers of a value.
    pub fn credit(&self, papers: usize, value: &Q) -> Q {
        let exact = q(papers) * value;
        if self.of_sums() { self.round(exact) } else { exact }
    }

    pub fn quota(&self, votes: Q, seats: usize) -> Q {
        let exact = votes / q(if self.hare { seats } else { seats + 1 });
        // Votes that are cut to decimals have a quota in them; fractions and cut sums do not.
        let fixed = if self.of_sums() { None } else { self.decimals };
        let Some(places) = self.quota_decimals.or(fixed) else { return exact };
        let below = rounded(exact.clone(), places, 'd');
        let step = Q::new(BigInt::from(1), BigInt::from(10).pow(places));
        match self.quota_rounding.as_str() {
            "above" => below + step,
            "up" if below != exact => below + step,
            _ => below,
        }
    }
}

pub fn q(number: usize) -> Q {
    Q::from(BigInt::from(number))
}

fn rounded(number: Q, places: u32, how: char) -> Q {
    let scale = Q::from(BigInt::from(10).pow(places));
    let (whole, rest) = {
        let scaled: BigRational = number * &scale;
        (scaled.floor(), &scaled - scaled.floor())
    };
    let up = match how {
        'd' => false,
        'n' => &rest + &rest >= q(1),
        _ => rest > Q::zero(),
    };
    (if up { whole + q(1) } else { whole }) / scale
}
