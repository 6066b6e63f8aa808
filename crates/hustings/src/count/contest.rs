//! What the command line changes about a contest: who stands, which places are reserved, which
//! seat is empty.

use std::fs;
use std::path::PathBuf;

use anyhow::{Result, anyhow, bail};
use clap::ArgGroup;
use hustings_count::places::{Groups, Places};
use hustings_count::{
    Count, Countback, Lot, Profile, Rules, Vacancy, count_reserving, fill_vacancy, find_candidate, without,
};

/// Who stands, and for which seats.
#[derive(Debug, Default, clap::Args)]
#[command(group(ArgGroup::new("reserved").args(["at_least", "at_most"]).multiple(true)))]
pub struct Contest {
    /// Count as if this candidate, by name or number, had withdrawn (with --vacancy: does not stand
    /// for the seat); may be given several times
    #[arg(long, value_name = "CANDIDATE")]
    without: Vec<String>,

    /// Reserve places: at least so many of a group are elected, as in 4:women; may be given several
    /// times
    #[arg(long, value_name = "K:GROUP", requires = "groups")]
    at_least: Vec<String>,

    /// Limit places: at most so many of a group are elected, as in 2:branch-north; may be given
    /// several times
    #[arg(long, value_name = "K:GROUP", requires = "groups")]
    at_most: Vec<String>,

    /// Who is in which group
    ///
    /// A CSV file: on each line a candidate, by number or by name as the ballots have it, and the
    /// candidate's groups, with commas between, such as `3,women,branch-north` or
    /// `"Lee, Ann",women`. A candidate may have several lines or none. A first line
    /// `candidate,group` and lines that begin with # are passed over.
    #[arg(long, value_name = "FILE", requires = "reserved")]
    groups: Option<PathBuf>,

    /// Fill the seat that this elected candidate, by name or number, has left, from the same papers
    #[arg(long, value_name = "CANDIDATE")]
    vacancy: Option<String>,

    /// Which papers fill a vacancy
    #[arg(long, value_name = "PAPERS", value_enum, default_value_t, requires = "vacancy")]
    countback: Papers,
}

/// Which papers fill a vacancy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
enum Papers {
    /// All: they are counted again without whoever left, and the other members keep their seats
    #[default]
    AllPapers,
    /// Those that elected whoever left, each at what it gave, as in the Australian Capital
    /// Territory (Electoral Act 1992 sch. 4 part 4.3)
    OwnPapers,
}

impl Contest {
    /// Whether anything is changed.
    pub fn is_changed(&self) -> bool {
        !self.without.is_empty() || self.groups.is_some() || self.vacancy.is_some()
    }

    /// Counts the ballots as the command line has it.
    ///
    /// # Errors
    /// Candidates or groups that do not exist; places that contradict each other; whatever the
    /// count itself refuses.
    pub fn count(&self, profile: &Profile, rules: &Rules, lot: &mut dyn Lot) -> Result<Count> {
        let numbers: Vec<u16> =
            self.without.iter().map(|one| find("--without", one, profile)).collect::<Result<_>>()?;
        let places = self.places(profile)?;
        let Some(left_by) = &self.vacancy else {
            let profile = without(profile, &numbers)?;
            return Ok(count_reserving(&profile, rules, &places, lot)?);
        };
        let left_by = find("--vacancy", left_by, profile)?;
        let countback = match self.countback {
            Papers::AllPapers => Countback::AllPapers,
            Papers::OwnPapers => Countback::OwnPapers,
        };
        let vacancy = Vacancy { left_by, not_standing: &numbers, countback };
        Ok(fill_vacancy(profile, rules, &places, &vacancy, lot)?)
    }

    fn places(&self, profile: &Profile) -> Result<Places> {
        let Some(path) = &self.groups else { return Ok(Places::default()) };
        let file = path.display();
        let bytes = fs::read(path).map_err(|error| anyhow!("--groups {file}: {error}"))?;
        let groups =
            Groups::read(&bytes, &profile.candidates).map_err(|error| anyhow!("--groups {file}: {error}"))?;
        groups.require(&self.at_least, &self.at_most).map_err(|error| anyhow!("--groups {file}: {error}"))
    }
}

fn find(option: &str, written: &str, profile: &Profile) -> Result<u16> {
    match find_candidate(written, &profile.candidates) {
        Ok(number) => Ok(number),
        Err(who) => bail!("{option}: {who}"),
    }
}
