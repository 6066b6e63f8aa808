//! A record in, a numbered report out. Nothing here can write, and nothing here has a secret.
//!
//! [`verify`] replays the record through the same `apply` that the server used, act by act, checks
//! the log around it, and says of each family of checks (§10) what was found.

mod blobs;
pub mod booth;
pub mod http;
mod replay;
mod report;

pub use blobs::SourceBlobs;
pub use replay::{Progress, Stage, Verification, VerifyError, verify};
pub use report::{ContestElected, Failure, FamilyReport, Report, Standing, thousands};
