//! The key ceremony, shuffles and decryption from end to end: what holds, and every way to make it not.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod attacks;
mod decryption;
mod election;
mod keys;
mod shuffle;
mod vectors;
