//! The demonstration's second election: a meeting of fifteen, one of whom is whoever is looking.

mod officers;
mod papers;

use super::Doing;
use anyhow::{Context, Result};
use hustings_record::Hex32;
use hustings_roles::everyone::Everyone;
use hustings_server::booth::Booth;
use rand::SeedableRng;
use rand::rngs::{StdRng, SysRng};
use rand::seq::SliceRandom;
use std::path::{Path, PathBuf};

pub use officers::Officers;

/// How many members the meeting has.
pub const MEMBERS: usize = 15;

/// An open election whose other members and whose officers are all here.
pub struct Meeting {
    everyone: Everyone,
    /// Members who vote by themselves, in the order in which they do.
    voting: Vec<usize>,
    /// The member whose code the newcomer is given.
    newcomer: usize,
    dir: PathBuf,
}

impl Meeting {
    /// Holds the meeting as far as its opening, which is now, and leaves its record in a folder of its
    /// own under `dir`.
    pub fn open(dir: &Path, booth: &Booth) -> Result<Meeting> {
        let rng = StdRng::try_from_rng(&mut SysRng).context("the system gave no randomness")?;
        let now = (hustings_server::election::system_time())();
        let setup = papers::setup(now);
        let mut everyone =
            Everyone::open_meeting(setup, booth.hash(), rng).doing("opening the second election")?;
        let id = everyone.state.election().context("there is no election")?.id;
        let dir = dir.join(id.to_string());
        everyone.write_files(&dir).with_context(|| dir.display().to_string())?;
        let mut voting: Vec<usize> = (0..MEMBERS).collect();
        voting.shuffle(&mut everyone.rng);
        let newcomer = voting.pop().context("the meeting has no members")?;
        Ok(Meeting { everyone, voting, newcomer, dir })
    }

    /// Its identifier.
    pub fn id(&self) -> Result<Hex32> {
        Ok(self.everyone.state.election().context("there is no election")?.id)
    }

    /// Where its record is.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The seed of the key that keeps its record: handed to the server.
    pub fn server_seed(&self) -> zeroize::Zeroizing<[u8; 32]> {
        self.everyone.server.seed()
    }

    /// The newcomer's voting code, as it is typed.
    pub fn code(&self) -> zeroize::Zeroizing<String> {
        self.everyone.issued[0][self.newcomer].code.to_text()
    }
}
