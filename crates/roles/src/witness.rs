//! A witness: cosigns checkpoints of a log that it has seen grow and never shrink (§2.3).

use crate::draft::RoleError;
use hustings_prover::signing::SigningKey;
use hustings_record::acts::{At, Witnessed};
use hustings_record::log::{Checkpoint, Cosignature, Signer, Tree, check_consistency};
use hustings_record::{Base64, Election, Hex32};

/// One witness and the newest head it has seen.
pub struct Witness {
    number: u64,
    name: String,
    key: SigningKey,
    seen: Option<At>,
}

impl Witness {
    /// A witness that has seen nothing yet; `number` is its place in the manifest, from 1.
    pub fn new(number: u64, name: &str, key: SigningKey) -> Self {
        Witness { number, name: name.to_owned(), key, seen: None }
    }

    /// Its public key.
    pub fn public(&self) -> Hex32 {
        crate::draft::public(&self.key)
    }

    /// Its place in the manifest, from 1.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// A witness with the same key that has seen nothing of a log: after a handover the log's origin
    /// is new, and so is what it has seen of it.
    pub fn afresh(self) -> Self {
        Witness { seen: None, ..self }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Cosigns a checkpoint if the log has only grown since the last one seen. `proof` is the
    /// consistency proof from that one ([`Witness::proof`] makes it from a tree at hand).
    pub fn cosign(
        &mut self,
        checkpoint: &Checkpoint,
        proof: &[[u8; 32]],
        time: u64,
    ) -> Result<Cosignature, RoleError> {
        if let Some(seen) = self.seen {
            check_consistency(proof, seen.size, &seen.root.0, checkpoint.size(), checkpoint.root()).map_err(
                |e| RoleError::Refused(format!("witness {}: the log did not just grow: {e}", self.name)),
            )?;
        }
        self.seen = Some(At { size: checkpoint.size(), root: Hex32(*checkpoint.root()) });
        let sign = |message: &[u8]| self.key.sign(message);
        let signer = Signer { name: &self.name, key: *self.key.verifying_key(), sign: &sign };
        Ok(Cosignature::sign(&signer, checkpoint, time))
    }

    /// The consistency proof this witness needs for a tree's head of `size` entries.
    pub fn proof(&self, tree: &Tree, size: u64) -> Result<Vec<[u8; 32]>, RoleError> {
        match self.seen {
            None => Ok(Vec::new()),
            Some(seen) => {
                tree.prove_consistency(seen.size, size).map_err(|e| RoleError::Refused(e.to_string()))
            }
        }
    }

    /// Cosigns what a shares act names, for the act to carry (§3.11).
    pub fn witnessed(
        &mut self,
        election: &Election,
        tree: &Tree,
        at: At,
        time: u64,
    ) -> Result<Witnessed, RoleError> {
        let checkpoint = Checkpoint::new(&election.log_origin(), at.size, at.root.0)
            .map_err(|e| RoleError::Refused(e.to_string()))?;
        let proof = self.proof(tree, at.size)?;
        let cosignature = self.cosign(&checkpoint, &proof, time)?;
        Ok(Witnessed { witness: self.number, time, signature: Base64(cosignature.signature.to_vec()) })
    }
}
