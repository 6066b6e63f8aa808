//! Every check there is (§10), by family and number, and what it means when one fails.

use std::fmt;

/// The families of checks, in the order in which they are run on an entry (§10).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// The log, its witnesses and its blobs.
    L,
    /// Acts, their order and time.
    A,
    /// The register.
    R,
    /// Keys.
    K,
    /// Ballots.
    B,
    /// Mixes.
    M,
    /// Decryption.
    D,
    /// The count.
    C,
    /// Certification.
    Z,
}

impl Family {
    /// All families, in order.
    pub const ALL: [Family; 9] =
        [Family::L, Family::A, Family::R, Family::K, Family::B, Family::M, Family::D, Family::C, Family::Z];

    /// What the family is about, in a word or two.
    pub fn title(self) -> &'static str {
        match self {
            Family::L => "Log and witnesses",
            Family::A => "Acts, order and time",
            Family::R => "Register",
            Family::K => "Keys",
            Family::B => "Ballots",
            Family::M => "Mixes",
            Family::D => "Decryption",
            Family::C => "Count",
            Family::Z => "Certification",
        }
    }
}

macro_rules! checks {
    ($($name:ident: $family:ident $number:literal, $title:literal, $meaning:literal;)+) => {
        /// One check, named by family and number.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Check { $(#[doc = $title] $name,)+ }

        impl Check {
            /// All checks, families in order.
            pub const ALL: &'static [Check] = &[$(Check::$name,)+];

            /// The family.
            pub fn family(self) -> Family {
                match self { $(Check::$name => Family::$family,)+ }
            }

            /// The number within the family.
            pub fn number(self) -> u8 {
                match self { $(Check::$name => $number,)+ }
            }

            /// What is checked.
            pub fn title(self) -> &'static str {
                match self { $(Check::$name => $title,)+ }
            }

            /// What it means, in one plain sentence, that the check fails.
            pub fn meaning(self) -> &'static str {
                match self { $(Check::$name => $meaning,)+ }
            }
        }
    };
}

checks! {
    Checkpoint: L 1, "the log's checkpoint can be read",
        "The record does not say how long it is, so nobody can tell whether something was cut off.";
    CheckpointSignature: L 2, "the checkpoint is this election's and signed by its server",
        "The server did not vouch for this version of the record.";
    Witnesses: L 3, "enough witnesses have cosigned the checkpoint",
        "Too few independent witnesses saw this version of the record, so others may have been shown another.";
    Tiles: L 4, "every entry the checkpoint counts is there",
        "Part of the record is missing or damaged.";
    Root: L 5, "the entries are those the checkpoint was signed over",
        "Something was changed, dropped or added after the record was signed.";
    Blob: L 6, "every file an act names is there, unchanged",
        "A file that belongs to the record is missing, damaged or another one.";

    Note: A 1, "each entry is a signed note in its one form",
        "This entry is not written the way every act must be, so two programs could read it differently.";
    Text: A 2, "each act is of a known kind, in canonical form",
        "This entry says something no rule of the election knows, or says it in more than one way.";
    Signers: A 3, "each act carries exactly the signatures it needs",
        "Someone who had to sign this act did not, or someone signed who had no business to.";
    Signature: A 4, "each signature is right",
        "The person named did not sign this act, or it was changed after they did.";
    Once: A 5, "no act stands twice",
        "The same act was put into the record a second time.";
    ManifestFirst: A 6, "the manifest is the first act and the only one",
        "The rules of the election were not laid down once, at the start.";
    Election: A 7, "each act names this election",
        "An act of another election was put into this record.";
    At: A 8, "the checkpoint an act names is one of this log",
        "The signer was looking at a different version of the record.";
    Stale: A 9, "the checkpoint an act names is not older than the last change of state",
        "The act was signed before something important happened and used afterwards.";
    Phase: A 10, "each act comes at its stage of the election",
        "Something was done out of order.";
    ClockOrder: A 11, "time runs forward",
        "A clock entry tells an earlier time than the one before it.";
    ClockGap: A 12, "while the poll is open no minute is unaccounted for",
        "For more than a minute of the poll nobody signed the time, and no outage was admitted.";
    Date: A 13, "nothing happens before or after its date",
        "A step was taken outside the dates the manifest gives for it.";
    Offices: A 14, "the numbers of trustees, witnesses and registrars are safe",
        "Too few people would be able to open the ballots, stop the result, or vouch for the record.";
    Keys: A 15, "every office has a key of its own",
        "One key holds two offices, or is no valid key.";
    Dates: A 16, "the manifest's dates are in order",
        "The election's dates contradict each other.";
    Contests: A 17, "every contest can be voted in and counted",
        "A contest or a class of members is not properly defined.";
    BallotSize: A 18, "the largest ballot fits into an entry",
        "A member could be handed a ballot too large to cast.";
    Change: A 19, "suspensions and extensions keep to the manifest's limits",
        "The poll was suspended or extended further than its rules allow.";
    Standing: A 20, "complaints come from people with standing, and are short and few",
        "Someone without a place in this election, or beyond three complaints, was let into the record.";
    Answered: A 21, "each ruling answers one complaint, once",
        "A ruling answers no complaint of this record, or one that was already ruled on.";
    Joint: A 22, "joint decisions are taken by enough trustees",
        "Too few trustees stand behind a decision that needs several.";
    NewServer: A 23, "a handover names a fresh key and a proper address",
        "The record would be handed to a key that already has another role.";

    RegisterRows: R 1, "the register's figures are those of its rows",
        "The register says it holds other numbers of members than it does.";
    RegisterOrder: R 2, "the register is sorted and knows only the manifest's classes",
        "The register is not in its one order, which could hide a member entered twice.";
    RegisterKeys: R 3, "every credential is a valid key",
        "A member was given a credential that nobody, or anybody, could use.";
    RegisterUnique: R 4, "no credential stands twice or holds an office",
        "Someone could vote twice, or an office-holder was slipped into the register.";
    FrozenRegister: R 5, "the register frozen is the last one published",
        "Members checked one register and another was used.";
    SmallLists: R 6, "lists too small to hide a vote are accepted by name",
        "So few members vote on a list that their votes might be guessed, and nobody took responsibility.";
    ReplaceOld: R 7, "only a credential that has not voted is replaced",
        "A vote would be taken away by replacing the voter's credential.";
    ReplaceNew: R 8, "replacement credentials are new and valid",
        "The replacement is a key already used in this election, or no valid key.";
    RegisterVotes: R 9, "all votes together can be counted",
        "With these weights and scores the result could be a number too large to write.";

    Round: K 1, "each trustee speaks once in each round of the key ceremony",
        "Someone who is not part of this ceremony, or has already spoken, was heard.";
    Revealed: K 2, "what a trustee reveals is what it committed to",
        "A trustee changed its part of the key after seeing the others'.";
    Coefficients: K 3, "each dealing has t valid points and a valid key",
        "A trustee's part of the key has the wrong shape.";
    Possession: K 4, "each trustee knows the secret behind its part",
        "A trustee may have copied or cancelled another's part of the key.";
    SealedShares: K 5, "each trustee sent every other a share",
        "A trustee was left without its share of the key.";
    Accusation: K 6, "a complaint in the ceremony names a dealer, once",
        "A complaint in the key ceremony accuses nobody, or accuses twice.";
    CeremonyAnswer: K 7, "an answer in the ceremony answers a complaint",
        "A trustee published a share of the key that nobody asked for.";
    Confirmed: K 8, "each trustee computed the keys everyone computes",
        "A trustee ended the ceremony with another key than the rest.";
    KeyCheck: K 9, "a key check proves that the share is held",
        "A trustee could not show that it still holds its share of the key.";
    FreshChecks: K 10, "the poll opens with enough fresh key checks",
        "Members would vote although it was not known that their ballots can be opened.";
    OpenNames: K 11, "the poll opens with this register and this key",
        "Ballots would be encrypted to a key, or taken from a register, that was not agreed.";

    Credentials: B 1, "each ballot is cast by a row of the register",
        "Someone who is not on the register, or was replaced, cast a ballot.";
    OpenAct: B 2, "each ballot names the opening of this poll",
        "A ballot made for another poll was put into this one.";
    Previous: B 3, "each ballot names the voter's ballot before it",
        "A voter's later ballot could be displaced by an earlier one.";
    Parts: B 4, "each ballot has a part for every contest of its class",
        "A ballot lacks a contest its voter has a say in, or adds one.";
    Fresh: B 5, "no ciphertext has been used before",
        "A ballot copies a part of another, which could give that vote away.";
    BallotPoints: B 6, "each ballot is made of valid numbers",
        "A ballot could be read in more than one way, or not at all.";
    BallotProof: B 7, "each ballot's maker knew what is in it",
        "A ballot was made from another's without knowing the vote.";

    MixOrder: M 1, "each mix is the next of a list that is still to be opened",
        "A mix was made of a list that does not exist, out of turn, or after opening began.";
    MixOnce: M 2, "no trustee mixes a list twice",
        "One person did the work of two, so that fewer hide who voted how.";
    MixInput: M 3, "each mix starts where the one before ended",
        "Ballots were exchanged between two mixes.";
    MixOutput: M 4, "each mix gives as many valid ballots as it took",
        "Ballots were added, dropped or damaged in a mix.";
    MixProofForm: M 5, "each mix's proof is complete",
        "The proof that a mix changed no vote is damaged.";
    MixProof: M 6, "each mix changed no vote",
        "A mix may have changed, dropped or added votes: its proof does not hold.";

    Mixed: D 1, "a list is opened after enough mixes",
        "Ballots would be opened before enough trustees had mixed them.";
    WitnessedClose: D 2, "trustees open what the witnesses saw, close and mixes included",
        "A trustee opened ballots without proof that everyone saw the same record.";
    SmallList: D 3, "a small list is opened only by joint decision",
        "So few ballots were opened that votes might be guessed, and nobody took responsibility.";
    ShareOnce: D 4, "each trustee opens one input a list, the last mix",
        "A trustee opened something else than the mixed ballots, or opened twice.";
    SharePoints: D 5, "each share is a valid number, one for each part of each ballot",
        "A trustee's decryption is damaged or incomplete.";
    ShareProof: D 6, "each trustee decrypted rightly",
        "A trustee may have changed votes while decrypting: the proof does not hold.";
    NotSmall: D 7, "open-small names a small list, once",
        "A decision for small lists was used where there is none.";

    Profiles: C 1, "the result opens every list, and no other",
        "Ballots were left out of the result, or added.";
    Opened: C 2, "the opened ballots are what the shares open",
        "The published ballots are not those the members cast.";
    LotSeed: C 3, "the lots are drawn from the record",
        "The lots were not drawn as laid down, so a tie may have been decided by hand.";
    Figures: C 4, "valid, blank and spoilt ballots are counted rightly",
        "The result's figures are not those of its ballots.";
    Elected: C 5, "the elected are those the rules elect",
        "By the rules of this election other candidates are elected.";

    CertifyResult: Z 1, "each certificate names the result",
        "A trustee certified something else than this result.";
    CertifyOnce: Z 2, "each trustee certifies once",
        "One trustee's signature was counted twice.";
    ReportOnce: Z 3, "the scrutineer speaks once, on this result, and gives a reason for a refusal",
        "The scrutineer's word is about another result, repeated, or refuses without a reason.";
}

impl fmt::Display for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}{}", self.family(), self.number())
    }
}

/// A check that failed, where, and through whom.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{check} {}{}: {detail}", place(*.entry), signer_words(.signer))]
pub struct Violation {
    /// Which check.
    pub check: Check,
    /// Index of the entry, from 0; none where the log as a whole is at fault.
    pub entry: Option<u64>,
    /// Who signed that entry, by office or by the first digits of a credential.
    pub signer: Option<String>,
    /// What exactly is wrong, with the figures.
    pub detail: String,
}

fn place(entry: Option<u64>) -> String {
    entry.map_or_else(|| "log".to_owned(), |e| format!("entry {e}"))
}

fn signer_words(signer: &Option<String>) -> String {
    signer.as_ref().map_or_else(String::new, |s| format!(" ({s})"))
}

impl Check {
    /// The violation of this check; entry and signer are added where they are known.
    pub fn fails(self, detail: impl Into<String>) -> Violation {
        Violation { check: self, entry: None, signer: None, detail: detail.into() }
    }

    /// `Ok` if the condition holds, otherwise the violation with these words.
    pub fn hold(self, condition: bool, detail: impl FnOnce() -> String) -> Result<(), Violation> {
        if condition { Ok(()) } else { Err(self.fails(detail())) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_and_numbers_run_in_order_without_gaps() {
        let mut expected = (Family::L, 1);
        for check in Check::ALL {
            if check.family() != expected.0 {
                expected = (check.family(), 1);
            }
            assert_eq!((check.family(), check.number()), expected, "{check}");
            expected.1 += 1;
        }
        assert!(Check::ALL.is_sorted_by_key(|c| (c.family(), c.number())));
    }
}
