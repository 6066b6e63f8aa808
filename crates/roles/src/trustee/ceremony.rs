//! A trustee's part in the key ceremony (§3.6, §5.1): commit, reveal, deal, answer, confirm.

use super::{Trustee, schnorr};
use crate::draft::{Draft, RoleError};
use crate::organiser::no_election;
use hustings_proofs::keys as statements;
use hustings_prover::keys::{Dealer, HpkeKeyPair, ReceivedShare, TrusteeShare};
use hustings_record::acts::{
    KeyAnswer, KeyCommit, KeyComplaint, KeyConfirm, KeyReveal, KeyShares, SealedShare,
};
use hustings_record::ceremony::{Ceremony, Round};
use hustings_record::{Base64, Election, Hex32, Phase, State};
use rand::CryptoRng;

impl Trustee {
    /// The next thing this trustee has to do in the key ceremony, or nothing for now (§3.6).
    ///
    /// Shares received are opened and verified; the first that does not fit is complained of.
    pub fn ceremony_step<R: CryptoRng>(
        &mut self,
        state: &State,
        rng: &mut R,
    ) -> Result<Option<Draft>, RoleError> {
        let Some(election) = state.election() else { return Err(no_election()) };
        let Some(c) = election.ceremony.as_ref().filter(|_| election.phase == Phase::Ceremony) else {
            return Ok(None);
        };
        if let Some((complainer, _)) = c.open_complaints().into_iter().find(|(_, d)| *d == self.number) {
            return self.answer(state, election, c, complainer).map(Some);
        }
        if !c.members.contains(&self.number) || c.spoken().contains(&self.number) {
            return Ok(None);
        }
        match c.round {
            Round::Commit => self.commit(state, election, c, rng).map(Some),
            Round::Reveal => self.reveal(state, election, c).map(Some),
            Round::Deal => self.deal(state, election, c, rng).map(Some),
            Round::Confirm => self.confirm(state, election, c),
        }
    }

    fn commit<R: CryptoRng>(
        &mut self,
        state: &State,
        election: &Election,
        c: &Ceremony,
        rng: &mut R,
    ) -> Result<Draft, RoleError> {
        let hpke = HpkeKeyPair::generate(rng);
        let threshold = election.manifest.threshold as usize;
        let dealer =
            Dealer::generate(c.binding(&election.id), self.number as u32, threshold, hpke.public(), rng)?;
        let act = KeyCommit {
            election: election.id,
            at: state.at(),
            ceremony: c.number,
            trustee: self.number,
            hpke_key: Hex32(*hpke.public()),
            commitment: Base64(dealer.commit_hash().to_vec()),
        };
        self.ceremony = Some((c.number, hpke, dealer));
        Ok(self.sign(act))
    }

    fn secrets(&self, c: &Ceremony) -> Result<(&HpkeKeyPair, &Dealer), RoleError> {
        match &self.ceremony {
            Some((number, hpke, dealer)) if *number == c.number => Ok((hpke, dealer)),
            _ => Err(RoleError::NotNow(format!(
                "trustee {}'s secrets for ceremony {} are lost",
                self.number, c.number
            ))),
        }
    }

    fn reveal(&self, state: &State, election: &Election, c: &Ceremony) -> Result<Draft, RoleError> {
        let (_, dealer) = self.secrets(c)?;
        let dealing = dealer.dealing();
        Ok(self.sign(KeyReveal {
            election: election.id,
            at: state.at(),
            ceremony: c.number,
            trustee: self.number,
            coefficients: dealing.commitments.iter().map(|c| Hex32(*c)).collect(),
            possession: schnorr(&dealing.possession),
        }))
    }

    fn deal<R: CryptoRng>(
        &self,
        state: &State,
        election: &Election,
        c: &Ceremony,
        rng: &mut R,
    ) -> Result<Draft, RoleError> {
        let (_, dealer) = self.secrets(c)?;
        let Some((_, reveal)) = c.dealings.get(&self.number) else {
            return Err(RoleError::NotNow("this trustee's dealing is not in the record".to_owned()));
        };
        let mut shares = Vec::new();
        for (recipient, (hpke_key, _)) in c.commits.iter().filter(|(m, _)| **m != self.number) {
            let sealed = dealer.seal_share(*recipient as u32, hpke_key, &reveal.0, rng)?;
            shares.push(SealedShare { recipient: *recipient, sealed: Base64(sealed.to_vec()) });
        }
        Ok(self.sign(KeyShares {
            election: election.id,
            at: state.at(),
            ceremony: c.number,
            trustee: self.number,
            shares,
        }))
    }

    fn answer(
        &self,
        state: &State,
        election: &Election,
        c: &Ceremony,
        complainer: u64,
    ) -> Result<Draft, RoleError> {
        let (_, dealer) = self.secrets(c)?;
        Ok(self.sign(KeyAnswer {
            election: election.id,
            at: state.at(),
            ceremony: c.number,
            trustee: self.number,
            complainer,
            share: Hex32(*dealer.share_for(complainer as u32)?),
        }))
    }

    fn confirm(
        &mut self,
        state: &State,
        election: &Election,
        c: &Ceremony,
    ) -> Result<Option<Draft>, RoleError> {
        if c.open_complaints().iter().any(|(by, _)| *by == self.number) {
            return Ok(None);
        }
        let mut received = Vec::new();
        for dealer in &c.members {
            match self.receive(c, *dealer) {
                Ok(share) => received.push(share),
                Err(_) if *dealer != self.number => {
                    return Ok(Some(self.sign(KeyComplaint {
                        election: election.id,
                        at: state.at(),
                        ceremony: c.number,
                        trustee: self.number,
                        dealer: *dealer,
                    })));
                }
                Err(e) => return Err(e),
            }
        }
        let dealings: Vec<_> = c.dealings.values().map(|(d, _)| d.clone()).collect();
        let joint = statements::JointKey::combine(&dealings)
            .map_err(|e| RoleError::Refused(format!("the dealings give no key: {e}")))?;
        let share = TrusteeShare::combine(&joint, self.number as u32, &received)?;
        let own =
            joint.verification_key(self.number as u32).map_err(|e| RoleError::Refused(e.to_string()))?;
        self.share = Some(share);
        Ok(Some(self.sign(KeyConfirm {
            election: election.id,
            at: state.at(),
            ceremony: c.number,
            trustee: self.number,
            joint_key: Hex32(*joint.encoded()),
            verification_key: Hex32(hustings_proofs::group::encode(&own)),
        })))
    }

    /// One dealer's share: its own, published in answer to a complaint, or sealed.
    fn receive(&self, c: &Ceremony, dealer: u64) -> Result<ReceivedShare, RoleError> {
        let lost = || RoleError::Refused(format!("trustee {dealer} sent trustee {} no share", self.number));
        let (dealing, reveal) = c.dealings.get(&dealer).ok_or_else(lost)?;
        let me = self.number as u32;
        let (hpke, own) = self.secrets(c)?;
        if dealer == self.number {
            return Ok(ReceivedShare::published(dealing, me, &*own.share_for(me)?)?);
        }
        if let Some(Some(published)) = c.complaints.get(&(self.number, dealer)) {
            return Ok(ReceivedShare::published(dealing, me, &published.0)?);
        }
        let sealed = c.dealt.get(&dealer).and_then(|s| s.iter().find(|s| s.recipient == self.number));
        let sealed = sealed.ok_or_else(lost)?;
        Ok(ReceivedShare::open(hpke, dealing, me, &reveal.0, &sealed.sealed.0)?)
    }
}
