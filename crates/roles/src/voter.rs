//! A voter: from codes and choices to a signed ballot (§3.8, §7).

use crate::draft::{Draft, RoleError};
use hustings_count::Ballot as Marks;
use hustings_proofs::Context;
use hustings_proofs::encoding::BallotSpace;
use hustings_prover::ballot::{BallotInputs, BallotSeed, Choice, encrypt_ballot};
use hustings_prover::elgamal::EncryptionKey;
use hustings_prover::signing::SigningKey;
use hustings_record::acts::{Ballot, BallotPart, Contest};
use hustings_record::{Election, Hex32, tally};

/// What a voter needs to know of an open poll. Made once, used for any number of ballots.
pub struct Poll {
    election: Hex32,
    open: Hex32,
    context: Context,
    key: EncryptionKey,
    contests: Vec<Contest>,
    spaces: Vec<BallotSpace>,
    classes: Vec<Vec<u64>>,
}

impl Poll {
    /// Reads it from the record.
    pub fn of(election: &Election) -> Result<Poll, RoleError> {
        let (Some(poll), Some(keys)) = (&election.poll, &election.keys) else {
            return Err(RoleError::NotNow("the poll is not open".to_owned()));
        };
        let key = EncryptionKey::new(keys.joint.point())
            .map_err(|e| RoleError::Refused(format!("the joint key is no key: {e}")))?;
        let classes =
            election.manifest.classes.iter().map(|c| c.contests.iter().map(|c| c.contest).collect());
        Ok(Poll {
            election: election.id,
            open: poll.open,
            context: poll.context,
            key,
            contests: election.manifest.contests.clone(),
            spaces: election.spaces.clone(),
            classes: classes.collect(),
        })
    }

    /// Encrypts and signs one ballot: a choice for each contest of the class, in its order.
    ///
    /// `keys` are those of all credentials of the voter's row, `previous` its last ballot. The seed
    /// is used up.
    pub fn cast(
        &self,
        class: usize,
        marks: &[Marks],
        keys: &[SigningKey],
        previous: Option<Hex32>,
        seed: BallotSeed,
    ) -> Result<Draft, RoleError> {
        let contests = class.checked_sub(1).and_then(|i| self.classes.get(i)).map_or(&[][..], Vec::as_slice);
        if contests.len() != marks.len() {
            let why = format!("{} choices for {} contests", marks.len(), contests.len());
            return Err(RoleError::Refused(why));
        }
        let credentials: Vec<[u8; 32]> = keys.iter().map(|k| *k.verifying_key().as_bytes()).collect();
        let digits: Vec<Vec<u64>> = (contests.iter().zip(marks))
            .map(|(number, marks)| tally::digits(&self.contests[*number as usize - 1], marks))
            .collect();
        let choices: Vec<Choice> = (contests.iter().zip(&digits))
            .map(|(number, digits)| Choice {
                contest: *number as u32,
                space: &self.spaces[*number as usize - 1],
                digits,
            })
            .collect();
        let inputs = BallotInputs {
            context: &self.context,
            credentials: &credentials,
            previous: previous.as_ref().map(|p| &p.0),
            choices: &choices,
        };
        let parts = encrypt_ballot(&self.key, &inputs, &seed)?;
        let parts = (contests.iter().zip(parts))
            .map(|(contest, part)| BallotPart {
                contest: *contest,
                ciphertexts: part.ciphertexts.iter().map(|c| (Hex32(c.a()), Hex32(c.b()))).collect(),
                commitments: part.commitments.into_iter().map(Hex32).collect(),
                responses: part.responses.into_iter().map(Hex32).collect(),
            })
            .collect();
        let act = Ballot {
            election: self.election,
            open: self.open,
            credentials: credentials.into_iter().map(Hex32).collect(),
            previous,
            parts,
        };
        let draft = Draft::new(act);
        Ok((1..).zip(keys).fold(draft, |d, (i, key)| d.sign(&format!("credential-{i}"), key)))
    }
}
