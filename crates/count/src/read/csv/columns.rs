//! The header: what each column holds, and who the candidates are.

use std::collections::BTreeSet;

use super::cells::{Row, skipped};

use crate::profile::{BallotKind, Candidate, MAX_CANDIDATES};
use crate::read::preamble::Preamble;
use crate::read::roster::Named;
use crate::read::text::printable;
use crate::read::{Defect, ReadError};

/// What the columns hold.
pub(super) struct Columns {
    /// Whether the first column says how many papers a line stands for.
    pub(super) weighted: bool,
    pub(super) form: Form,
    /// Where the header is.
    line: u64,
}

/// The two forms of table.
pub(super) enum Form {
    /// So many columns, one for each preference.
    Preferences(usize),
    /// One column for each candidate, with the names.
    Candidates(Vec<String>),
}

impl Columns {
    pub(super) fn read(header: &Row, kind: BallotKind) -> Result<Self, ReadError> {
        let refused = |what: &str| ReadError::on_line(header.line, Defect::Columns(what.to_owned()));
        let mut names = &header.cells[..];
        let weighted = names.first().is_some_and(|one| is_weight(one));
        names = &names[usize::from(weighted)..];
        while let [rest @ .., last] = names
            && last.is_empty()
        {
            names = rest;
        }
        if names.is_empty() {
            return Err(refused(
                "the header names no columns; write \"votes,1,2,3\" or the candidates' names",
            ));
        }
        let preferences = (1usize..).zip(names).all(|(rank, name)| heads(name, rank));
        if preferences && kind == BallotKind::Scores {
            return Err(refused("scores need a column for each candidate; write their names in the header"));
        }
        if preferences {
            let form = Form::Preferences(names.len());
            return Ok(Self { weighted, form, line: header.line });
        }
        let mut seen = BTreeSet::new();
        for (column, name) in (1 + u64::from(weighted)..).zip(names) {
            let error = |defect| ReadError::new(header.line, column, defect);
            printable(name).map_err(error)?;
            if name.is_empty() || name.bytes().all(|byte| byte.is_ascii_digit()) {
                let what = "a heading is a candidate's name, or the headings are 1, 2, 3 and so on; correct this one";
                return Err(error(Defect::Columns(what.to_owned())));
            }
            if !seen.insert(name) {
                let what = format!("{name:?} heads two columns; give each candidate one");
                return Err(error(Defect::Columns(what)));
            }
        }
        Ok(Self { weighted, form: Form::Candidates(names.to_vec()), line: header.line })
    }

    /// The candidates in the order of their numbers.
    pub(super) fn candidates(&self, preamble: &Preamble, rows: &[Row]) -> Result<Vec<Candidate>, ReadError> {
        let listed = &preamble.candidates;
        let candidates = match &self.form {
            Form::Candidates(names) => {
                if let Some(name) = names
                    .iter()
                    .find(|name| !listed.is_empty() && !listed.iter().any(|one| one.name == **name))
                {
                    return Err(ReadError::on_line(self.line, Defect::UnknownName(name.clone())));
                }
                if listed.is_empty() { names.iter().map(Candidate::new).collect() } else { listed.clone() }
            }
            Form::Preferences(_) if listed.is_empty() => self.named_in(rows)?,
            Form::Preferences(_) => listed.clone(),
        };
        if candidates.len() > usize::from(MAX_CANDIDATES) {
            let many = Defect::TooManyCandidates(candidates.len() as u64);
            return Err(ReadError::on_line(self.line, many));
        }
        Ok(candidates)
    }

    /// Those whom the ballots name.
    fn named_in(&self, rows: &[Row]) -> Result<Vec<Candidate>, ReadError> {
        let mut named = Named::default();
        for row in rows {
            for (column, cell) in row.marks(self).filter(|(_, cell)| !skipped(cell)) {
                let error = |defect| ReadError::new(row.line, column, defect);
                for name in cell.split('=').map(str::trim) {
                    if name.eq_ignore_ascii_case("overvote") {
                        return Err(error(Defect::Overvote));
                    }
                    printable(name).and_then(|()| named.add(name)).map_err(error)?;
                }
            }
        }
        named.candidates().map_err(|defect| ReadError::on_line(self.line, defect))
    }
}

/// Whether a first heading is that of the numbers of papers.
pub(in crate::read) fn is_weight(heading: &str) -> bool {
    ["votes", "papers", "ballots", "weight", "count"].contains(&heading.to_lowercase().as_str())
}

/// Whether a heading is that of preference `rank`: 1, Rank 1, choice_1, Preference 1, 1st choice.
fn heads(heading: &str, rank: usize) -> bool {
    let heading = heading.to_lowercase();
    let words = ["rank", "choice", "preference", "pref"];
    let bare = words.iter().find_map(|word| {
        heading.strip_prefix(word).map(|rest| rest.trim_start_matches([' ', '_', '-'])).or_else(|| {
            let before = heading.strip_suffix(word)?.trim_end();
            ["st", "nd", "rd", "th"].iter().find_map(|ending| before.strip_suffix(ending))
        })
    });
    bare.unwrap_or(&heading) == rank.to_string()
}
