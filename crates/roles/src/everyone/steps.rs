//! The steps of an election, from the announcement to the declaration.

use super::{Everyone, StepError};
use crate::draft::RoleError;
use crate::{organiser, publisher, registrar, scrutineer};
use hustings_prover::signing::SigningKey;
use hustings_record::acts::{At, ListName, Witnessed};
use hustings_record::register::Row;
use hustings_record::{Hex32, Phase};

impl Everyone {
    /// From the manifest to the frozen register (§3.1 to §3.4).
    pub fn announce_and_freeze(&mut self) -> Result<(), StepError> {
        let manifest = self.signed_manifest(self.manifest());
        self.post(manifest)?;
        self.tick(1)?;
        self.publish_register()?;
        self.tick_to(self.manifest().objections_until)?;
        let freeze = organiser::freeze(&self.state, &self.organiser)?;
        self.post(freeze)?;
        Ok(())
    }

    /// Issues every member's codes and publishes the register (§3.3).
    pub fn publish_register(&mut self) -> Result<(), StepError> {
        let election = self.state.election().map_or(Hex32([0; 32]), |e| e.id);
        let total: usize = self.setup.members.iter().sum();
        self.issued = (1..=self.setup.registrars as u32)
            .map(|r| registrar::issue(&election, r, total, &mut self.rng))
            .collect();
        let rows = self.rows();
        for (half, issued) in (1..).zip(&self.issued) {
            let mine: Vec<Hex32> = issued.iter().map(|i| i.credential).collect();
            registrar::holds_exactly(&rows, half, &mine)?;
        }
        let draft = self.sign_as_registrars(registrar::register(&self.state, &rows)?);
        self.post(draft)?;
        Ok(())
    }

    /// The register's rows, in the members' order: class by class.
    pub fn rows(&self) -> Vec<Row> {
        let classes = (1u16..).zip(&self.setup.members).flat_map(|(c, n)| std::iter::repeat_n(c, *n));
        (classes.enumerate())
            .map(|(i, class)| Row {
                class,
                credentials: self.issued.iter().map(|half| half[i].credential).collect(),
            })
            .collect()
    }

    /// A member's signing keys, from the codes it was sent. Members count from 0.
    pub fn member_keys(&self, member: usize) -> Vec<SigningKey> {
        let election = self.state.election().map_or([0; 32], |e| e.id.0);
        (1..).zip(&self.issued).map(|(r, half)| half[member].code.signing_key(&election, r)).collect()
    }

    /// The key ceremony, to its end (§3.6).
    pub fn key_ceremony(&mut self) -> Result<(), StepError> {
        while self.state.election().is_some_and(|e| e.phase == Phase::Ceremony) {
            let mut spoken = false;
            for i in 0..self.trustees.len() {
                if let Some(draft) = self.trustees[i].ceremony_step(&self.state, &mut self.rng)? {
                    self.post(draft)?;
                    spoken = true;
                }
            }
            if !spoken {
                return Err(RoleError::NotNow("the ceremony stands still".to_owned()).into());
            }
        }
        for i in 0..self.trustees.len() {
            let erased = self.trustees[i].erase_hpke(&self.state)?;
            self.post(erased)?;
        }
        Ok(())
    }

    /// Key checks and the opening (§3.6, §3.7).
    pub fn open_poll(&mut self) -> Result<(), StepError> {
        self.tick_to(self.setup.opens)?;
        // Whoever was put out of the ceremony holds no share.
        let keys = self.state.election().and_then(|e| e.keys.as_ref());
        let members = keys.map_or_else(Vec::new, |k| k.members.clone());
        for i in (0..self.trustees.len()).filter(|i| members.contains(&(*i as u64 + 1))) {
            let check = self.trustees[i].key_check(&self.state, &mut self.rng)?;
            self.post(check)?;
        }
        let open = organiser::open(&self.state, &self.organiser)?;
        self.post(open)?;
        Ok(())
    }

    /// Tells the time each minute until the poll is closed.
    pub fn close_poll(&mut self) -> Result<(), StepError> {
        while self.state.election().is_some_and(|e| e.phase == Phase::Open) {
            self.tick(60)?;
        }
        Ok(())
    }

    /// The lists that have ballots.
    pub fn lists(&self) -> Vec<ListName> {
        let lists = self.state.election().map_or(&[][..], |e| &e.lists);
        lists.iter().filter(|l| l.ballots() > 0).map(|l| l.name).collect()
    }

    /// One trustee's mix of a list (§3.10).
    pub fn mix(
        &mut self,
        trustee: usize,
        list: ListName,
        progress: &(dyn Fn(usize) + Sync),
    ) -> Result<(), StepError> {
        let draft = self.trustees[trustee].mix(&self.state, list, &mut self.rng, progress)?;
        self.post(draft)?;
        Ok(())
    }

    /// k witnesses' cosignatures on the record as it stands.
    pub fn witnessed(&mut self) -> Result<(At, Vec<Witnessed>), StepError> {
        let at = self.state.at();
        let Some(election) = self.state.election() else { return Ok((at, Vec::new())) };
        let k = election.manifest.witnesses_needed as usize;
        let mut cosigned = Vec::new();
        for witness in self.witnesses.iter_mut().take(k) {
            cosigned.push(witness.witnessed(election, self.state.tree(), at, self.now)?);
        }
        Ok((at, cosigned))
    }

    /// One trustee's decryption shares of a list (§3.11).
    pub fn open_list(
        &mut self,
        trustee: usize,
        list: ListName,
        progress: &(dyn Fn(usize) + Sync),
    ) -> Result<(), StepError> {
        let (at, witnessed) = self.witnessed()?;
        let draft = self.trustees[trustee].open(&self.state, list, at, witnessed, &mut self.rng, progress)?;
        self.post(draft)?;
        Ok(())
    }

    /// Small lists are agreed to, every trustee mixes, t open (§3.10, §3.11).
    pub fn mix_and_open(&mut self) -> Result<(), StepError> {
        let quiet = |_: usize| {};
        for list in self.lists() {
            for trustee in 0..self.trustees.len() {
                self.mix(trustee, list, &quiet)?;
            }
        }
        self.agree_small_lists()?;
        for list in self.lists() {
            for trustee in 0..self.setup.threshold as usize {
                self.open_list(trustee, list, &quiet)?;
            }
        }
        Ok(())
    }

    /// Organiser and scrutineer agree to open the lists that are small (§3.11).
    pub fn agree_small_lists(&mut self) -> Result<(), StepError> {
        let least = self.setup.min_list;
        let Some(election) = self.state.election() else { return Ok(()) };
        let small: Vec<ListName> =
            election.lists.iter().filter(|l| (1..least).contains(&l.ballots())).map(|l| l.name).collect();
        for list in small {
            let draft = self.sign_as_officers(organiser::open_small(&self.state, list)?);
            self.post(draft)?;
        }
        Ok(())
    }

    /// Result, certificates, the scrutineer's word (§3.12, §3.13).
    pub fn declare(&mut self) -> Result<(), StepError> {
        let result = publisher::result(&self.state, &self.publisher)?;
        self.post(result)?;
        for trustee in 0..self.trustees.len() {
            let certificate = self.trustees[trustee].certify(&self.state)?;
            self.post(certificate)?;
        }
        let words = "I have verified the record from its first act to the result.";
        let report = scrutineer::report(&self.state, true, words, &self.scrutineer)?;
        self.post(report)?;
        Ok(())
    }
}
