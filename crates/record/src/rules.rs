//! The rules of each act (§3), by the stage of the election they belong to.

pub(crate) mod ceremony;
pub(crate) mod complaints;
pub(crate) mod contests;
pub(crate) mod opening;
pub(crate) mod outcome;
pub(crate) mod poll;
pub(crate) mod setup;
