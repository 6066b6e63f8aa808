//! The election server: it keeps records, takes acts, tells the time, and shows it all.
//!
//! In scope: records on disk ([`store`]) or elsewhere ([`storage`]), the one writer of each
//! ([`election`]), the index ([`index`]), the public pages ([`pages`]), and HTTP ([`api`], [`web`]).
//! Out of scope: anything that can decrypt a vote or sign for a role other than the server's own.

pub mod api;
pub mod booth;
pub mod election;
pub mod elections;
pub mod gauges;
pub mod index;
pub mod key;
pub mod pages;
pub mod service;
pub mod storage;
pub mod store;
pub mod web;
