//! Decryption shares (§8.2), their combination (§8.3), lots (§8.4).

mod combine;
mod shares;

pub use combine::{CombineError, Opening, combine};
pub use shares::{
    ShareError, ShareProof, ShareStatement, VerifiedShares, challenge, combined, parse_shares, row_weights,
    seed,
};

use crate::{Context, generators, list::CiphertextList, transcript::Transcript};
use curve25519_dalek::RistrettoPoint;

/// One list to be opened: the output of its last mix, for one contest and one weight.
#[derive(Clone, Copy, Debug)]
pub struct Opened<'a> {
    /// The election's context (§4.3).
    pub context: &'a Context,
    /// The contest's number in the manifest.
    pub contest: u32,
    /// The weight of the list's votes.
    pub weight: u64,
    /// The log's root at the close (§3).
    pub root: &'a [u8; 32],
    /// The ciphertexts: N ≥ 0 rows. With none, only the lot row is opened.
    pub list: &'a CiphertextList,
}

impl Opened<'_> {
    /// a* (§8.2): the first part of the lot row, hashed to the group, so that nobody knows its
    /// discrete logarithm and x·a* is settled by the key alone.
    pub fn lot_point(&self) -> RistrettoPoint {
        let mut t = Transcript::new("hustings/v1 lot point");
        self.name(&mut t);
        generators::hash_to_group("hustings/v1 lot point", &t.bytes())
    }

    /// context, contest, weight, root: what names the list in every transcript.
    fn name(&self, t: &mut Transcript) {
        t.part(self.context.as_bytes()).number(self.contest.into()).number(self.weight).part(self.root);
    }

    /// The list's name and content: what shares must agree on to be combined.
    fn identity(&self) -> [u8; 64] {
        let mut t = Transcript::new("hustings/v1 opened list");
        self.name(&mut t);
        t.number(self.list.rows() as u64).number(self.list.width() as u64).part(self.list.sha256());
        t.bytes()
    }
}

/// The order in which tied candidates are drawn (§8.4): ascending by
/// `H512("hustings/v1 lot", seed, contest, tie, candidate)`. Ties of one count are numbered from 1.
pub fn lot_order(seed: &[u8; 64], contest: u32, tie: u32, tied: &[u32]) -> Vec<u32> {
    let key = |candidate: &u32| {
        let mut t = Transcript::new("hustings/v1 lot");
        t.part(seed).number(contest.into()).number(tie.into()).number((*candidate).into());
        t.bytes()
    };
    let mut order = tied.to_vec();
    order.sort_by_cached_key(key);
    order
}
