//! The people of an election and what each does with its keys: makes acts, and nothing else.
//!
//! A role reads the public [`State`](hustings_record::State) and hands back a [`Draft`], which the
//! server puts through `apply` like anybody's. Nothing here changes a state or writes to a disk.

mod draft;
pub mod everyone;
pub mod organiser;
pub mod publisher;
pub mod registrar;
pub mod remote;
pub mod scrutineer;
pub mod trustee;
pub mod voter;
pub mod witness;

pub use draft::{Draft, RoleError, public};
pub use hustings_prover::signing::SigningKey;
