//! Keeping the record on disk and showing it: storage, public pages

pub mod pages;
pub mod store;
pub mod web;
