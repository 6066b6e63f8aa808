//! As much of the format's classes as a count needs, named as it names them.

use std::borrow::Cow;

use serde::Deserialize;

type Text<'a> = Cow<'a, str>;

#[derive(Deserialize)]
pub(super) struct Report<'a> {
    #[serde(borrow, rename = "Election", default)]
    pub(super) elections: Vec<Election<'a>>,
    #[serde(borrow, rename = "CVR", default)]
    pub(super) records: Vec<Record<'a>>,
    #[serde(borrow, rename = "Party", default)]
    pub(super) parties: Vec<Party<'a>>,
}

#[derive(Deserialize)]
pub(super) struct Election<'a> {
    #[serde(borrow, rename = "Candidate", default)]
    pub(super) candidates: Vec<Person<'a>>,
    #[serde(borrow, rename = "Contest", default)]
    pub(super) contests: Vec<Contest<'a>>,
}

#[derive(Deserialize)]
pub(super) struct Party<'a> {
    #[serde(borrow, rename = "@id")]
    pub(super) id: Text<'a>,
    #[serde(borrow, rename = "Name", default)]
    pub(super) name: Option<Text<'a>>,
}

#[derive(Deserialize)]
pub(super) struct Person<'a> {
    #[serde(borrow, rename = "@id")]
    pub(super) id: Text<'a>,
    #[serde(borrow, rename = "Name", default)]
    pub(super) name: Option<Text<'a>>,
    #[serde(borrow, rename = "PartyId", default)]
    pub(super) party: Option<Text<'a>>,
}

#[derive(Deserialize)]
pub(super) struct Contest<'a> {
    #[serde(borrow, rename = "@id")]
    pub(super) id: Text<'a>,
    #[serde(borrow, rename = "Name", default)]
    pub(super) name: Option<Text<'a>>,
    #[serde(rename = "NumberElected", default)]
    pub(super) number_elected: Option<u32>,
    #[serde(borrow, rename = "ContestSelection", default)]
    pub(super) selections: Vec<Selection<'a>>,
}

#[derive(Deserialize)]
pub(super) struct Selection<'a> {
    #[serde(borrow, rename = "@id")]
    pub(super) id: Text<'a>,
    #[serde(borrow, rename = "CandidateIds", default)]
    pub(super) candidates: Vec<Text<'a>>,
    #[serde(rename = "IsWriteIn", default)]
    pub(super) write_in: bool,
    /// What a ballot measure's selection says.
    #[serde(borrow, rename = "Selection", default)]
    pub(super) text: Option<Text<'a>>,
}

#[derive(Deserialize)]
pub(super) struct Record<'a> {
    #[serde(borrow, rename = "CurrentSnapshotId", default)]
    pub(super) current: Option<Text<'a>>,
    #[serde(borrow, rename = "CVRSnapshot", default)]
    pub(super) snapshots: Vec<Snapshot<'a>>,
}

#[derive(Deserialize)]
pub(super) struct Snapshot<'a> {
    #[serde(borrow, rename = "@id", default)]
    pub(super) id: Option<Text<'a>>,
    #[serde(rename = "IsCurrent", default)]
    pub(super) current: bool,
    #[serde(borrow, rename = "CVRContest", default)]
    pub(super) contests: Vec<Marks<'a>>,
}

/// `CVRContest`: a paper's marks in one contest.
#[derive(Deserialize)]
pub(super) struct Marks<'a> {
    #[serde(borrow, rename = "ContestId")]
    pub(super) contest: Text<'a>,
    #[serde(borrow, rename = "CVRContestSelection", default)]
    pub(super) selections: Vec<Marked<'a>>,
}

/// `CVRContestSelection`: a paper's marks for one selection.
#[derive(Deserialize)]
pub(super) struct Marked<'a> {
    #[serde(borrow, rename = "ContestSelectionId", default)]
    pub(super) selection: Option<Text<'a>>,
    #[serde(rename = "Rank", default)]
    pub(super) rank: Option<u64>,
    #[serde(borrow, rename = "SelectionPosition", default)]
    pub(super) positions: Vec<Position<'a>>,
}

/// `SelectionPosition`: one place to mark.
#[derive(Deserialize)]
pub(super) struct Position<'a> {
    #[serde(borrow, rename = "HasIndication", default)]
    indication: Option<Text<'a>>,
    #[serde(borrow, rename = "IsAllocable", default)]
    allocable: Option<Text<'a>>,
    #[serde(rename = "Rank", default)]
    pub(super) rank: Option<u64>,
    #[serde(rename = "NumberVotes", default)]
    pub(super) votes: Option<u64>,
}

impl Position<'_> {
    /// Whether it is a mark that counts.
    pub(super) fn counts(&self) -> bool {
        let marked = match (self.indication.as_deref(), self.allocable.as_deref()) {
            (Some("no"), _) | (_, Some("no")) => false,
            (Some("yes") | None, _) => true,
            (_, allocable) => allocable == Some("yes"),
        };
        marked && self.votes != Some(0)
    }
}
