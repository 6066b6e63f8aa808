//! Which language a reader gets: the one asked for by a link, or else by the browser.

use super::Language;

/// A language, and whether the reader chose it by a link: then every link of the page keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The language.
    pub language: Language,
    /// Whether links carry it on.
    pub by_link: bool,
}

impl Choice {
    /// English, for want of anything better.
    pub fn english() -> Choice {
        Choice { language: Language::english(), by_link: false }
    }

    /// From `?lang=` of the address and the `Accept-Language` header (RFC 9110 §12.5.4), in that order.
    ///
    /// A language that there is not is passed over; what cannot be read counts as not said.
    pub fn of(lang: Option<&str>, accept_language: Option<&str>) -> Choice {
        if let Some(language) = lang.and_then(Language::named) {
            return Choice { language, by_link: true };
        }
        let language = accept_language.and_then(accepted).unwrap_or_else(Language::english);
        Choice { language, by_link: false }
    }
}

/// The language with the greatest weight, of equal ones the first named; looked up as RFC 4647 §3.4
/// has it: `cy-GB` is answered by `cy`.
fn accepted(header: &str) -> Option<Language> {
    let mut best: Option<(u16, Language)> = None;
    for range in header.split(',').take(32) {
        let mut parts = range.split(';').map(str::trim);
        let tag = parts.next().unwrap_or("");
        let weight = parts.find_map(|part| part.strip_prefix("q=")).map_or(Some(1_000), thousandths);
        let found = tag.split('-').next().and_then(Language::named);
        if let (Some(weight @ 1..), Some(language)) = (weight, found)
            && best.is_none_or(|(most, _)| weight > most)
        {
            best = Some((weight, language));
        }
    }
    best.map(|(_, language)| language)
}

/// A weight (RFC 9110 §12.4.2) in thousandths.
fn thousandths(weight: &str) -> Option<u16> {
    let weight: f32 = weight.trim().parse().ok()?;
    (0.0..=1.0).contains(&weight).then_some((weight * 1_000.0) as u16)
}
