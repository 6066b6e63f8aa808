//! Files of ballots, as the commands that count and convert them are given them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use hustings_count::{BallotKind, Format, PairwiseContest, Profile, Wanted, matrix};

/// How to read a file of ballots.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Reading {
    /// The format of the file, instead of what its name and content suggest: blt, csv, preflib,
    /// ranked, cvr
    #[arg(id = "from", long = "from", value_name = "FORMAT", value_parser = format)]
    pub from: Option<Format>,

    /// The contest to read, by name or identifier, where a file of cast vote records holds several
    #[arg(long, value_name = "NAME")]
    pub contest: Option<String>,
}

/// What a file holds.
pub enum Ballots {
    /// Ballots.
    Profile(Profile),
    /// A pairwise matrix, without the ballots.
    Pairs(PairwiseContest),
}

/// The format called `name`, for the command line.
pub fn format(name: &str) -> Result<Format> {
    Format::from_name(name).with_context(|| {
        let names = Format::ALL.map(Format::name).join(", ");
        format!("the formats are {names}")
    })
}

impl Reading {
    /// Reads the file at `path` for ballots of `kind`; `seats` win over what the file says.
    ///
    /// # Errors
    /// What is wrong with the file, after its name.
    pub fn read(&self, path: &Path, kind: BallotKind, seats: Option<u32>) -> Result<Ballots> {
        let file = path.display();
        let bytes = fs::read(path).map_err(|error| anyhow!("{file}: {error}"))?;
        let format = self.format_of(path, &bytes);
        if format == Format::Csv && matrix::is_matrix(&bytes) {
            let contest = matrix::read(&bytes, seats).map_err(|error| anyhow!("{file}: {error}"))?;
            return Ok(Ballots::Pairs(contest));
        }
        let wanted = Wanted { kind, seats, contest: self.contest.as_deref() };
        let profile = format.read(&bytes, &wanted).map_err(|error| anyhow!("{file}: {error}"))?;
        Ok(Ballots::Profile(profile))
    }

    /// As [`Reading::read`], where a matrix is no use.
    pub fn read_profile(&self, path: &Path, kind: BallotKind, seats: Option<u32>) -> Result<Profile> {
        match self.read(path, kind, seats)? {
            Ballots::Profile(profile) => Ok(profile),
            Ballots::Pairs(_) => {
                let file = path.display();
                Err(anyhow!("{file}: a pairwise matrix holds no ballots; give a file of ballots"))
            }
        }
    }

    fn format_of(&self, path: &Path, bytes: &[u8]) -> Format {
        let extension = path.extension().and_then(|extension| extension.to_str());
        self.from.unwrap_or_else(|| Format::detect(extension, bytes))
    }
}

/// The files of a folder that may hold ballots, in the order of their names.
///
/// # Errors
/// A folder that cannot be read, or in which there is none.
pub fn in_folder(folder: &Path) -> Result<Vec<PathBuf>> {
    let shown = folder.display();
    let entries = fs::read_dir(folder).map_err(|error| anyhow!("{shown}: {error}"))?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| anyhow!("{shown}: {error}"))?.path();
        let extension = path.extension().and_then(|extension| extension.to_str());
        if path.is_file() && extension.and_then(Format::from_extension).is_some() {
            files.push(path);
        }
    }
    if files.is_empty() {
        return Err(anyhow!(
            "{shown}: no files of ballots here; their names end in .blt, .csv, .tsv, .soc, .soi, .toc, .toi, .cat, .ranks, .cvotes or .json"
        ));
    }
    files.sort();
    Ok(files)
}
