//! A trustee: its part in the key ceremony, its mix, its decryption shares, its certificate
//! (§3.6, §3.10, §3.11, §3.13).

mod ceremony;

use crate::draft::{Draft, RoleError, public};
use crate::organiser::no_election;
use hustings_proofs::decryption::ShareStatement;
use hustings_proofs::keys as statements;
use hustings_prover::decryption;
use hustings_prover::keys::{Dealer, HpkeKeyPair, TrusteeShare};
use hustings_prover::shuffle::{ToMix, shuffle};
use hustings_prover::signing::SigningKey;
use hustings_record::acts::{
    Act, At, BlobRef, Certify, EqualityProof, Erased, KeyCheck, KeyErased, ListName, Mix, SchnorrProof,
    Shares, Witnessed,
};
use hustings_record::{Election, Hex32, State};
use rand::CryptoRng;
use std::collections::BTreeMap;

/// One trustee with its secrets.
pub struct Trustee {
    number: u64,
    key: SigningKey,
    /// This ceremony's number, HPKE key and dealing.
    ceremony: Option<(u64, HpkeKeyPair, Dealer)>,
    share: Option<TrusteeShare>,
    /// What it has opened: one input a list, ever.
    opened: BTreeMap<ListName, Hex32>,
}

impl Trustee {
    /// A trustee before the ceremony; `number` is its place in the manifest, from 1.
    pub fn new(number: u64, key: SigningKey) -> Self {
        Trustee { number, key, ceremony: None, share: None, opened: BTreeMap::new() }
    }

    /// Its public key.
    pub fn public(&self) -> Hex32 {
        public(&self.key)
    }

    /// Its number, from 1.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// The name on its signature lines.
    pub fn name(&self) -> String {
        format!("trustee-{}", self.number)
    }

    /// Signs a draft that several sign.
    pub fn countersign(&self, draft: Draft) -> Draft {
        draft.sign(&self.name(), &self.key)
    }

    fn sign(&self, act: impl Into<Act>) -> Draft {
        Draft::new(act).sign(&self.name(), &self.key)
    }

    /// Destroys the key to which shares were sealed, and says so (§3.6).
    pub fn erase_hpke(&mut self, state: &State) -> Result<Draft, RoleError> {
        let Some(election) = state.election() else { return Err(no_election()) };
        self.ceremony = None;
        Ok(self.sign(KeyErased {
            election: election.id,
            at: state.at(),
            trustee: self.number,
            erased: Erased::Hpke,
        }))
    }

    /// Shows that the share is still held, against the record's present root (§3.6).
    pub fn key_check<R: CryptoRng>(&self, state: &State, rng: &mut R) -> Result<Draft, RoleError> {
        let keys = state.election().and_then(|e| e.keys.as_ref().map(|k| (e, k)));
        let (Some((election, keys)), Some(share)) = (keys, &self.share) else {
            return Err(RoleError::NotNow("there is no joint key, or no share of it here".to_owned()));
        };
        let at = state.at();
        let proof = share.prove_key_check(&keys.joint, at.size, &at.root.0, rng);
        Ok(self.sign(KeyCheck { election: election.id, at, trustee: self.number, proof: schnorr(&proof) }))
    }

    /// Mixes a list as it stands now (§3.10).
    pub fn mix<R: CryptoRng>(
        &self,
        state: &State,
        name: ListName,
        rng: &mut R,
        progress: &(dyn Fn(usize) + Sync),
    ) -> Result<Draft, RoleError> {
        let (election, list) = find(state, name)?;
        let (Some(poll), Some(keys)) = (&election.poll, &election.keys) else { return Err(no_election()) };
        let number = list.mixes.len() as u64 + 1;
        let mixer = self.public();
        let mixed = shuffle(
            &ToMix {
                context: &poll.context,
                key: keys.joint.point(),
                contest: name.contest as u32,
                weight: name.weight,
                mix: number as u32,
                mixer: &mixer.0,
                input: &list.current,
            },
            rng,
            progress,
        )?;
        let act = Mix {
            election: election.id,
            at: state.at(),
            trustee: self.number,
            list: name,
            number,
            input: list.current_hash(),
            output: BlobRef::of(mixed.output.bytes()),
            proof: BlobRef::of(&mixed.proof),
        };
        Ok(self.sign(act).with_blob(mixed.output.bytes().to_vec()).with_blob(mixed.proof))
    }

    /// Opens a list after the last mix: one input a list, ever (§3.11).
    ///
    /// `at` is a checkpoint that covers the last mix, `witnessed` the cosignatures on it.
    pub fn open<R: CryptoRng>(
        &mut self,
        state: &State,
        name: ListName,
        at: At,
        witnessed: Vec<Witnessed>,
        rng: &mut R,
        progress: &(dyn Fn(usize) + Sync),
    ) -> Result<Draft, RoleError> {
        let (election, list) = find(state, name)?;
        let input = list.current_hash();
        if self.opened.get(&name).is_some_and(|before| *before != input) {
            return Err(RoleError::Refused(format!(
                "trustee {} has opened another input of {name}; it opens one, ever",
                self.number
            )));
        }
        let (Some(keys), Some(share), Some(opened)) = (&election.keys, &self.share, list.opened(election))
        else {
            return Err(RoleError::NotNow("the poll is not closed, or no share is held here".to_owned()));
        };
        let trustee = self.number as u32;
        let verification_key =
            keys.joint.verification_key(trustee).map_err(|e| RoleError::Refused(e.to_string()))?;
        let statement = ShareStatement { opened, trustee, verification_key: &verification_key };
        self.opened.insert(name, input);
        let (blob, proof) = decryption::shares(&statement, share, rng, progress)?;
        let act = Shares {
            election: election.id,
            at,
            witnessed,
            trustee: self.number,
            list: name,
            input,
            shares: BlobRef::of(&blob),
            proof: EqualityProof {
                commitment_g: Hex32(proof.commitment_g),
                commitment_a: Hex32(proof.commitment_a),
                response: Hex32(proof.response),
            },
        };
        Ok(self.sign(act).with_blob(blob))
    }

    /// Certifies the result. The caller has verified the record up to now (§3.13).
    pub fn certify(&self, state: &State) -> Result<Draft, RoleError> {
        let result = state.election().and_then(|e| e.result.as_ref().map(|r| (e.id, r.id)));
        let Some((election, result)) = result else {
            return Err(RoleError::NotNow("there is no result yet".to_owned()));
        };
        Ok(self.sign(Certify { election, at: state.at(), trustee: self.number, result }))
    }

    /// Destroys the share of the joint key, and says so (§3.6).
    pub fn erase_share(&mut self, state: &State) -> Result<Draft, RoleError> {
        let Some(election) = state.election() else { return Err(no_election()) };
        self.share = None;
        Ok(self.sign(KeyErased {
            election: election.id,
            at: state.at(),
            trustee: self.number,
            erased: Erased::Share,
        }))
    }
}

fn find(state: &State, name: ListName) -> Result<(&Election, &hustings_record::list::List), RoleError> {
    let Some(election) = state.election() else { return Err(no_election()) };
    let list = election.lists.iter().find(|l| l.name == name);
    list.map(|l| (election, l)).ok_or_else(|| RoleError::NotNow(format!("there is no list {name}")))
}

fn schnorr(proof: &statements::KnowledgeProof) -> SchnorrProof {
    SchnorrProof { commitment: Hex32(proof.commitment), response: Hex32(proof.response) }
}
