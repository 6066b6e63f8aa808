//! How long the largest ballot of an election is (check A18).

use crate::acts::{Ballot, BallotPart, Manifest};
use crate::canonical::Hex32;
use crate::log::note;
use hustings_proofs::encoding::BallotSpace;

/// Length in bytes of the largest entry a ballot can take, signatures included.
pub fn largest(m: &Manifest, spaces: &[BallotSpace]) -> u64 {
    let registrars = m.registrars.len();
    (m.classes.iter())
        .map(|class| {
            let blank = Hex32([0; 32]);
            // A ballot's length depends only on counts: one with the right counts is measured.
            // Widths beyond what an entry could ever hold need not be written out.
            let widths: Vec<(u64, usize)> = (class.contests.iter())
                .map(|c| {
                    let i = crate::state::index(c.contest);
                    (c.contest, i.and_then(|i| spaces.get(i)).map_or(1, BallotSpace::blocks))
                })
                .collect();
            let blocks: usize = widths.iter().map(|w| w.1).sum();
            if blocks > crate::entry::MAX_ENTRY / 256 {
                return blocks as u64 * 270;
            }
            let parts = (widths.into_iter())
                .map(|(contest, w)| BallotPart {
                    contest,
                    ciphertexts: vec![(blank, blank); w],
                    commitments: vec![blank; w],
                    responses: vec![blank; w],
                })
                .collect();
            let ballot = Ballot {
                election: blank,
                open: blank,
                credentials: vec![blank; registrars],
                previous: Some(blank),
                parts,
            };
            let lines: Vec<_> = (1..=registrars)
                .map(|i| note::SignatureLine {
                    name: format!("credential-{i}"),
                    key_id: [0; 4],
                    signature: vec![0; 64],
                })
                .collect();
            note::join(&crate::acts::Act::from(ballot).text(), &lines).len() as u64
        })
        .max()
        .unwrap_or(0)
}
