//! The last part of the file: the names of the candidates, then the title.

use crate::read::text::{position, printable, unquoted};
use crate::read::{Defect, ReadError};

/// The names and the title from byte `begin` on.
pub(super) fn read(text: &str, begin: usize, candidates: u16) -> Result<(Vec<String>, String), ReadError> {
    let mut names = Names { text, candidates, names: Vec::new(), title: None };
    let mut at = begin;
    for line in text[begin..].split_inclusive('\n') {
        // What stands on the line of the closing 0 is a name only in quotation marks.
        names.line(at, line, at == begin)?;
        at += line.len();
    }
    let last = text.lines().count() as u64;
    let (found, expected) = (names.names.len(), candidates);
    if found < usize::from(expected) {
        return Err(ReadError::on_line(last, Defect::TooFewNames { found, expected }));
    }
    let title = names.title.ok_or(ReadError::on_line(last, Defect::NoTitle(expected)))?;
    Ok((names.names, title))
}

struct Names<'a> {
    text: &'a str,
    candidates: u16,
    names: Vec<String>,
    title: Option<String>,
}

impl Names<'_> {
    fn line(&mut self, begin: usize, line: &str, closing: bool) -> Result<(), ReadError> {
        let line = line.trim_end();
        let mut at = 0;
        loop {
            at += line[at..].len() - line[at..].trim_start().len();
            let rest = &line[at..];
            let error = |defect| position(self.text, begin + at, defect);
            if rest.is_empty() || rest.starts_with('#') {
                return Ok(());
            }
            if self.title.is_some() {
                return Err(error(Defect::AfterTitle(self.candidates)));
            }
            let named = self.names.len() == usize::from(self.candidates);
            let (text, length) = match rest.starts_with('"') {
                true => quoted(rest).ok_or_else(|| error(Defect::Unclosed))?,
                false if closing || at > 0 && line[..at].contains('"') => {
                    let (found, expected) = (self.names.len(), self.candidates);
                    return Err(error(Defect::TooFewNames { found, expected }));
                }
                false => (bare(rest, named).map_err(error)?.to_owned(), rest.len()),
            };
            printable(&text).map_err(error)?;
            let text = text.trim().to_owned();
            at += length;
            if named {
                self.title = Some(text);
            } else {
                self.names.push(text);
            }
        }
    }
}

/// A line without quotation marks around it. Numbers alone would be ballots after the end of the
/// ballots, unless they are the title, and a mark at one end only is a mark lost at the other.
fn bare(rest: &str, named: bool) -> Result<&str, Defect> {
    if !named && rest.bytes().all(|byte| byte.is_ascii_digit() || b" \t=-".contains(&byte)) {
        return Err(Defect::AfterEnd);
    }
    if rest.ends_with('"') && rest.matches('"').count() % 2 == 1 {
        return Err(Defect::Unopened);
    }
    Ok(rest)
}

/// The text in quotation marks that `marked` begins with, and how many bytes they take. A doubled
/// mark stands for one, unless marks are doubled around the whole: `""Ann""`.
fn quoted(marked: &str) -> Option<(String, usize)> {
    if let Some(doubled) = marked.strip_prefix("\"\"")
        && doubled.starts_with(|one: char| !one.is_whitespace() && one != '"' && one != '#')
        && let Some(end) = doubled.find("\"\"")
        && doubled[end + 2..].chars().next().is_none_or(char::is_whitespace)
    {
        return Some((doubled[..end].to_owned(), end + 4));
    }
    let (text, after) = unquoted(marked)?;
    Some((text, marked.len() - after.len()))
}
