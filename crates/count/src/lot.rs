//! Lots: who decides when the rules have no more to say.

use thiserror::Error;

/// Draws lots. The count asks only where the rules have run out of other ways.
pub trait Lot {
    /// All of `tied`, in the order drawn; the lot falls on the first. `tie` numbers the draws of
    /// one count from 1, so that a draw can be derived from a seed and redone by anyone.
    ///
    /// # Errors
    /// When no lot can be drawn; the reason ends up in [`crate::CountError::Lot`].
    fn order(&mut self, tie: u32, tied: &[u16]) -> Result<Vec<u16>, LotRefused>;
}

/// Why no lot was drawn: a clause for a message.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct LotRefused(pub String);

/// Draws nothing: for counts that must not depend on a lot.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoLot;

impl Lot for NoLot {
    fn order(&mut self, _tie: u32, _tied: &[u16]) -> Result<Vec<u16>, LotRefused> {
        Err(LotRefused("none was given; give --seed TEXT to draw it".to_owned()))
    }
}

/// An order of candidates drawn beforehand, used for every tie (as where one order is drawn for
/// a whole election before the count begins).
#[derive(Clone, Debug)]
pub struct GivenOrder(pub Vec<u16>);

impl Lot for GivenOrder {
    fn order(&mut self, _tie: u32, tied: &[u16]) -> Result<Vec<u16>, LotRefused> {
        if let Some(missing) = tied.iter().find(|candidate| !self.0.contains(candidate)) {
            return Err(LotRefused(format!("the order given leaves out candidate {missing}")));
        }
        Ok(self.0.iter().copied().filter(|candidate| tied.contains(candidate)).collect())
    }
}
