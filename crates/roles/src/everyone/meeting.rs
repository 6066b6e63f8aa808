//! A meeting's vote, set up in one process and handed to a server once it is open.

use super::{Everyone, Setup, StepError};
use hustings_record::Hex32;
use std::path::Path;

/// Seconds before the opening at which a meeting is announced: its clocks are all in the past.
const AHEAD: u64 = 4 * 3_600;

impl Everyone {
    /// Announces the vote and goes as far as its opening, with clocks that end at `setup.opens`. `booth`
    /// is what the manifest names the booth by.
    ///
    /// A server that takes the record up within a minute of that finds an open poll without a gap.
    pub fn open_meeting(
        setup: Setup,
        booth: Option<Hex32>,
        rng: rand::rngs::StdRng,
    ) -> Result<Everyone, StepError> {
        let opens = setup.opens;
        let mut everyone = Everyone::new(setup, rng);
        everyone.booth = booth;
        everyone.now = opens.saturating_sub(AHEAD);
        everyone.announce_and_freeze()?;
        everyone.key_ceremony()?;
        everyone.open_poll()?;
        Ok(everyone)
    }

    /// Writes the record's files into a folder, which is made.
    ///
    /// # Errors
    /// The folder cannot be written, or the record has no head.
    pub fn write_files(&mut self, dir: &Path) -> std::io::Result<()> {
        let files = self.files().map_err(std::io::Error::other)?;
        for (path, bytes) in files {
            let path = dir.join(path);
            if let Some(parent) = path.parent() {
                std::fs::create_dir_all(parent)?;
            }
            std::fs::write(path, bytes)?;
        }
        Ok(())
    }

    /// From the close to the certified result, on whatever lists have ballots (§3.10 to §3.13).
    pub fn finish(&mut self) -> Result<(), StepError> {
        for list in self.lists() {
            for trustee in 0..self.trustees.len() {
                self.mix(trustee, list, &|_| {})?;
            }
        }
        self.agree_small_lists()?;
        for list in self.lists() {
            for trustee in 0..self.setup.threshold as usize {
                self.open_list(trustee, list, &|_| {})?;
            }
        }
        self.declare()
    }

    /// Every witness cosigns the head of the server that keeps the record; again where it has another
    /// by then.
    pub fn cosign_remote(&mut self) -> Result<(), StepError> {
        let Some(remote) = self.remote.clone() else { return Ok(()) };
        for _ in 0..8 {
            let Some(head) = self.follow()? else { return Ok(()) };
            let (tree, now) = (self.state.tree(), self.now);
            let mut lines = Vec::new();
            for witness in &mut self.witnesses {
                let proof = witness.proof(tree, head.checkpoint.size())?;
                lines.push(witness.cosign(&head.checkpoint, &proof, now)?);
            }
            match remote.cosign(&head, lines) {
                Err(crate::remote::RemoteError::Refused { error, .. }) if error == "stale" => {}
                other => return Ok(other?),
            }
        }
        Ok(())
    }
}
