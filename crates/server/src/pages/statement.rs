//! What a candidate says: a short article, as docs/statements.md lays down.
//!
//! In scope: reading a statement's bytes ([`parse`]), its text as HTML in which nothing of the writer's can
//! act ([`Statement::html`]), and what a picture is ([`picture_type`]). Out of scope: where the bytes are.

mod markdown;

use hustings_record::Hex32;
use hustings_record::acts::BlobRef;
use maud::Markup;

/// Bytes of a statement, at most.
pub const MOST_BYTES: usize = 65_536;
/// Bytes of a picture, at most.
pub const MOST_PICTURE_BYTES: usize = 1_048_576;
/// What a picture may do when it is opened by itself: nothing.
pub const PICTURE_SECURITY_POLICY: &str = "default-src 'none'; sandbox";

/// Letters of a line at the top, at most.
const MOST_LETTERS: usize = 600;
/// The lines at the top, in any order; only the first must be there.
const LINES: [&str; 7] =
    ["headline", "standfirst", "byline", "picture", "caption", "description", "language"];

/// A statement that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statement {
    /// What it is called.
    pub headline: String,
    /// What it says in two sentences.
    pub standfirst: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// Its picture.
    pub picture: Option<Picture>,
    /// Its language (BCP 47), where it says so.
    pub language: Option<String>,
    /// The text, in Markdown.
    text: String,
}

/// A statement's picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// SHA-256 of its bytes, which are a PNG, JPEG or WebP file.
    pub sha256: Hex32,
    /// What stands below it.
    pub caption: Option<String>,
    /// What is to be seen on it, for those who do not see it; the caption where there is no other.
    pub description: String,
}

/// What there is to show of a candidate's statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Says {
    /// The manifest names none.
    Nothing,
    /// It was removed from the record; its fingerprint stays.
    Gone,
    /// It is not written as a statement must be.
    Unreadable(StatementError),
    /// It is there.
    This(Statement),
}

/// Why a text is no statement, and where: the line, from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct StatementError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there, and what to do.
    pub what: Wrong,
}

/// What is wrong with a statement, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// Too long.
    #[error("the statement has {0} bytes; shorten it to {MOST_BYTES} at most")]
    TooLong(usize),
    /// Not UTF-8.
    #[error("this is no text in UTF-8; save the file as UTF-8")]
    NotText,
    /// A character that has no place in a text.
    #[error("there is an invisible control character (U+{0:04X}); delete it")]
    Control(u32),
    /// No colon.
    #[error("a line at the top is \"name: text\", and an empty line ends the top; write one or the other")]
    NoName,
    /// An unknown name.
    #[error("there is no \"{0}:\"; the lines are {known}", known = LINES.join(", "))]
    UnknownName(String),
    /// A name twice.
    #[error("\"{0}:\" stands here for the second time; keep one of them")]
    Twice(String),
    /// Nothing after the colon.
    #[error("\"{0}:\" is empty; write something or leave the line out")]
    Empty(String),
    /// A line at the top that is too long.
    #[error("\"{0}:\" has {1} letters; shorten it to {MOST_LETTERS} at most")]
    LongLine(String, usize),
    /// No headline.
    #[error("there is no \"headline:\"; begin with that line")]
    NoHeadline,
    /// Not a hash.
    #[error(
        "\"picture:\" is followed by the SHA-256 of the picture, 64 digits and letters a to f; copy it from `sha256sum FILE`"
    )]
    NotAHash,
    /// Words about a picture that there is not.
    #[error("\"{0}:\" is about a picture, and there is no \"picture:\"; add it or leave this line out")]
    NoPicture(String),
    /// A picture without words.
    #[error("a picture needs a \"caption:\" or a \"description:\", for those who cannot see it")]
    NoWords,
    /// Not a language.
    #[error("\"language:\" is followed by a tag such as en or cy; \"{0}\" is none")]
    NotALanguage(String),
}

impl Says {
    /// What there is to show: `named` is the blob that the manifest names, `found` its bytes where they are
    /// still there.
    pub fn of(named: Option<&BlobRef>, found: Option<&[u8]>) -> Says {
        match (named, found) {
            (None, _) => Says::Nothing,
            // Other bytes under its name are not the statement.
            (Some(named), Some(bytes)) if BlobRef::of(bytes) == *named => {
                parse(bytes).map_or_else(Says::Unreadable, Says::This)
            }
            (Some(_), _) => Says::Gone,
        }
    }
}

/// Reads a statement: lines `name: text`, an empty line, and Markdown.
///
/// # Errors
/// [`StatementError`]: the line and what to do there.
pub fn parse(bytes: &[u8]) -> Result<Statement, StatementError> {
    let at = |line: usize, what: Wrong| StatementError { line, what };
    if bytes.len() > MOST_BYTES {
        return Err(at(1, Wrong::TooLong(bytes.len())));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        at(1 + before.iter().filter(|byte| **byte == b'\n').count(), Wrong::NotText)
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
    for (line, of) in (1..).zip(text.split('\n')) {
        if let Some(control) = of.chars().find(|letter| forbidden(*letter)) {
            return Err(at(line, Wrong::Control(control.into())));
        }
    }
    let (top, text) = text.split_once("\n\n").unwrap_or((text.trim_end_matches('\n'), ""));
    let mut given: [Option<(usize, String)>; LINES.len()] = Default::default();
    for (line, of) in (1..).zip(top.split('\n')) {
        let (place, value) = top_line(of).map_err(|what| at(line, what))?;
        if given[place].is_some() {
            return Err(at(line, Wrong::Twice(LINES[place].to_owned())));
        }
        given[place] = Some((line, value));
    }
    whole(given, text.to_owned())
}

/// Control characters, line breaks apart, and those that turn the direction of what follows.
fn forbidden(letter: char) -> bool {
    (letter.is_control() && letter != '\t')
        || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Which line of [`LINES`] it is, and what it says.
fn top_line(line: &str) -> Result<(usize, String), Wrong> {
    let (name, value) = line.split_once(':').ok_or(Wrong::NoName)?;
    let (name, value) = (name.trim(), value.trim());
    let place = LINES.iter().position(|one| *one == name);
    let place = place.ok_or_else(|| Wrong::UnknownName(name.chars().take(40).collect()))?;
    match value.chars().count() {
        0 => Err(Wrong::Empty(name.to_owned())),
        long if long > MOST_LETTERS => Err(Wrong::LongLine(name.to_owned(), long)),
        _ => Ok((place, value.to_owned())),
    }
}

fn whole(given: [Option<(usize, String)>; LINES.len()], text: String) -> Result<Statement, StatementError> {
    let at = |line: usize, what: Wrong| StatementError { line, what };
    let [headline, standfirst, byline, picture, caption, description, language] = given;
    let Some((_, headline)) = headline else { return Err(at(1, Wrong::NoHeadline)) };
    let said = |line: Option<(usize, String)>| line.map(|(_, value)| value);
    let picture = match picture {
        None => {
            let idle = [("caption", &caption), ("description", &description)];
            if let Some((name, line)) = idle.iter().find_map(|(name, one)| Some((name, one.as_ref()?.0))) {
                return Err(at(line, Wrong::NoPicture((*name).to_owned())));
            }
            None
        }
        Some((line, hash)) => {
            let sha256 = hash_of(&hash).ok_or_else(|| at(line, Wrong::NotAHash))?;
            let (caption, description) = (said(caption), said(description));
            let words = description.or_else(|| caption.clone());
            Some(Picture { sha256, caption, description: words.ok_or_else(|| at(line, Wrong::NoWords))? })
        }
    };
    if let Some((line, tag)) = &language {
        let known = tag.parse::<unic_langid::LanguageIdentifier>().is_ok();
        if !known {
            return Err(at(*line, Wrong::NotALanguage(tag.chars().take(40).collect())));
        }
    }
    Ok(Statement {
        headline,
        standfirst: said(standfirst),
        byline: said(byline),
        picture,
        language: said(language),
        text,
    })
}

/// 64 digits and letters a to f.
fn hash_of(text: &str) -> Option<Hex32> {
    let mut hash = [0; 32];
    let lower = !text.bytes().any(|byte| byte.is_ascii_uppercase());
    (lower && hex::decode_to_slice(text, &mut hash).is_ok()).then_some(Hex32(hash))
}

impl Statement {
    /// The text as HTML: paragraphs, headings from level 2, lists, quotations, emphasis, code, and links to
    /// elsewhere. HTML of the writer's is shown as the letters it is made of.
    pub fn html(&self) -> Markup {
        markdown::html(&self.text)
    }
}

/// The media type of a picture by its first bytes; none where it is no PNG, JPEG or WebP, or too large.
pub fn picture_type(bytes: &[u8]) -> Option<&'static str> {
    let webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    match bytes {
        _ if bytes.len() > MOST_PICTURE_BYTES => None,
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Some("image/png"),
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        _ if webp => Some("image/webp"),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
