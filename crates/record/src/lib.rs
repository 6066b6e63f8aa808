//! The record of an election: acts and their encoding, the log, and `apply`.
//!
//! In scope: what an act says and who signs it ([`acts`], [`signers`]), its one encoding
//! ([`canonical`], [`entry`]), the log it stands in ([`log`]), the blobs it names ([`blobs`]), and
//! the one pure function that runs every check and moves the state ([`State::apply`]). Out of
//! scope: keys and randomness of any role (`hustings-prover`, `hustings-roles`), writing to disk
//! (`hustings-server`). The only randomness here is the weights of batch verification.

pub mod acts;
mod apply;
pub mod ballot_size;
pub mod blobs;
pub mod canonical;
pub mod ceremony;
pub mod checks;
pub mod counting;
pub mod entry;
pub mod list;
pub mod log;
pub mod obligations;
pub mod register;
mod rules;
pub mod screen;
pub mod signers;
pub mod source;
pub mod state;
pub mod tally;
pub mod words;

pub use acts::Act;
pub use canonical::{Base64, Hex32};
pub use checks::{Check, Family, Violation};
pub use counting::RULES;
pub use entry::Entry;
pub use obligations::Obligations;
pub use state::{Election, Phase, State};
