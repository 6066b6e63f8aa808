//! Keeping the record on disk and showing it: storage, public pages

pub mod store;
