//! The public pages: pure functions from views to HTML, without scripts.
//!
//! In scope: what a server's pages say and how they look, the files beside them ([`STYLE`], [`ICON`],
//! [`count_csv`], [`count_json`]), and the views they are made from ([`view`], [`log`], [`statement`]); and
//! [`count_file`], a count without an election. What they say is in the catalogues of [`language`]. Out of
//! scope: sockets and files (`crate::web`).

mod candidates;
mod chart;
mod count;
mod download;
mod election;
mod elections;
mod entry;
pub mod figures;
pub mod headline;
pub mod language;
mod layout;
pub mod log;
mod particulars;
mod problem;
mod record;
mod register;
mod result;
mod sentences;
mod stages;
pub mod statement;
mod story;
mod verification;
mod verify;
pub mod view;
mod working;

pub use candidates::{candidate, candidates};
pub use count::count_file;
pub use download::{count_csv, count_json};
pub use election::election;
pub use elections::{Listed, elections, server_problem};
pub use entry::entry;
pub use layout::{Frame, Place};
pub use problem::{Problem, problem};
pub use record::record;
pub use register::register;
pub use result::result;
pub use verify::verify;

/// The stylesheet that every page links to.
pub const STYLE: &str = include_str!("style.css");

/// The mark shown beside a page's name in a browser.
pub const ICON: &str = include_str!("icon.svg");

#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
mod tests;
