//! A list of ballots on its way from the close to the opening (§8).

use crate::acts::{At, ListName};
use crate::canonical::Hex32;
use crate::checks::{Check, Violation};
use crate::state::Election;
use hustings_proofs::decryption::{Opened, VerifiedShares};
use hustings_proofs::list::CiphertextList;
use hustings_proofs::shuffle::VerifiedMix;
use std::collections::BTreeMap;
use std::sync::Arc;

/// One contest and weight: the ballots cast, mixed and opened together.
#[derive(Clone)]
pub struct List {
    /// Which.
    pub name: ListName,
    /// The log at the close, to which the lots are bound.
    pub closed: At,
    /// The counting ballots' ciphertexts, in log order.
    pub input: Arc<CiphertextList>,
    /// After the last mix; the input before the first.
    pub current: Arc<CiphertextList>,
    /// The mixes, each verified, with the trustee who made it.
    pub mixes: Vec<(u64, VerifiedMix)>,
    /// Entry of the last mix, or of the close.
    pub last_entry: u64,
    /// Organiser and scrutineer agreed to open it although it is small.
    pub small_agreed: bool,
    /// Shares by trustee, each verified.
    pub shares: BTreeMap<u64, VerifiedShares>,
}

impl List {
    /// All lists at the close, ascending by name (§8.1).
    pub(crate) fn all(election: &Election, closed: At) -> Result<Vec<List>, Violation> {
        let (Some(poll), Some(register)) = (&election.poll, &election.register) else {
            return Ok(Vec::new());
        };
        let mut heads: Vec<_> = poll.heads.iter().collect();
        heads.sort_unstable_by_key(|(_, head)| head.entry);
        let mut bytes: BTreeMap<ListName, Vec<u8>> =
            election.manifest.lists().into_iter().map(|l| (l, Vec::new())).collect();
        for (row, head) in heads {
            let class = election.manifest.class(u64::from(register.rows[*row].class));
            let contests = class.map_or(&[][..], |c| &c.contests);
            for (c, part) in contests.iter().zip(&head.parts) {
                bytes.entry(ListName { contest: c.contest, weight: c.weight }).or_default().extend(part);
            }
        }
        (bytes.into_iter())
            .map(|(name, bytes)| {
                let list = CiphertextList::parse(bytes, election.width(name.contest))
                    .map_err(|e| Check::BallotPoints.fails(format!("{name}: {e}")))?;
                let input = Arc::new(list);
                Ok(List {
                    name,
                    closed,
                    current: input.clone(),
                    input,
                    mixes: Vec::new(),
                    last_entry: closed.size,
                    small_agreed: false,
                    shares: BTreeMap::new(),
                })
            })
            .collect()
    }

    /// How many ballots count.
    pub fn ballots(&self) -> u64 {
        self.input.rows() as u64
    }

    /// SHA-256 of the list as it stands now.
    pub fn current_hash(&self) -> Hex32 {
        Hex32(*self.current.sha256())
    }

    /// What is opened, as the decryption proofs name it (§8.2).
    pub fn opened<'a>(&'a self, election: &'a Election) -> Option<Opened<'a>> {
        let poll = election.poll.as_ref()?;
        Some(Opened {
            context: &poll.context,
            contest: self.name.contest as u32,
            weight: self.name.weight,
            root: &self.closed.root.0,
            list: &self.current,
        })
    }
}
