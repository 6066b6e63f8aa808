//! The languages that the pages speak: a catalogue each, in Project Fluent's format.
//!
//! In scope: finding a language, choosing one for a reader, and filling a message in. A language is
//! the file `languages/TAG.ftl`; nothing else has to be changed for a new one. What a catalogue does
//! not say is said in English and marked as English.
//!
//! Whatever comes from a record goes into a message as a mark that is replaced afterwards
//! (`render`), so that a name can neither be read as Fluent nor as HTML.

mod choice;
mod record;
mod render;

pub use choice::Choice;

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use hustings_count::Decimal;
use include_dir::{Dir, include_dir};
use maud::{Markup, PreEscaped, html};
use unic_langid::LanguageIdentifier;

static FILES: Dir = include_dir!("$CARGO_MANIFEST_DIR/src/pages/languages");

static CATALOGUES: LazyLock<Vec<Catalogue>> = LazyLock::new(|| {
    let mut all: Vec<Catalogue> = FILES.files().filter_map(Catalogue::read).collect();
    all.sort_by_key(|one| (one.tag != Language::SOURCE, one.tag));
    all
});

struct Catalogue {
    tag: &'static str,
    bundle: FluentBundle<FluentResource>,
}

/// A language that the pages are written in.
#[derive(Clone, Copy)]
pub struct Language(&'static Catalogue);

/// A value to fill into a message.
#[derive(Clone, Debug)]
pub enum Arg {
    /// A number: written as the language writes it, and decides between singular and plural.
    Number(u64),
    /// A small number in words where the language does so; `$NAME-n` is the number itself.
    Small(u64),
    /// Votes: written in full; `$NAME-n` decides between singular and plural.
    Votes(Decimal),
    /// One of a few words, to choose between variants.
    Word(&'static str),
    /// Anything, as it is.
    Text(String),
    /// HTML that was made by a page.
    Html(Markup),
    /// Where `<NAME>…</NAME>` in the message leads.
    Link(String),
}

/// The values of a message by name.
pub type Args<'a> = &'a [(&'static str, Arg)];

/// The values of a message: `args![members = 15_012, name = &candidate.name]`.
macro_rules! args {
    ($($name:ident = $value:expr),* $(,)?) => {
        &[$((stringify!($name), $crate::pages::language::Arg::from($value))),*]
    };
}
pub(crate) use args;

impl From<u64> for Arg {
    fn from(number: u64) -> Self {
        Arg::Number(number)
    }
}

impl From<Decimal> for Arg {
    fn from(votes: Decimal) -> Self {
        Arg::Votes(votes)
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Arg::Text(text)
    }
}

impl From<&String> for Arg {
    fn from(text: &String) -> Self {
        Arg::Text(text.clone())
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Arg::Text(text.to_owned())
    }
}

impl From<Markup> for Arg {
    fn from(markup: Markup) -> Self {
        Arg::Html(markup)
    }
}

impl Catalogue {
    /// A catalogue from its file; files of other kinds are passed over.
    fn read(file: &'static include_dir::File) -> Option<Catalogue> {
        let tag = file.path().file_name()?.to_str()?.strip_suffix(".ftl")?;
        let id: LanguageIdentifier = tag.parse().ok()?;
        Some(Catalogue::of(tag, id, file.contents_utf8()?))
    }

    /// What cannot be read is left out, and falls back to English; a test finds it.
    fn of(tag: &'static str, id: LanguageIdentifier, text: &str) -> Catalogue {
        let resource = FluentResource::try_new(text.to_owned());
        let resource = resource.unwrap_or_else(|(readable, _)| readable);
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // The pages isolate names with <bdi>.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(|value, _| match value {
            FluentValue::Number(number) => Some(render::number_mark(number.value)),
            _ => None,
        }));
        bundle.add_resource_overriding(resource);
        Catalogue { tag, bundle }
    }

    fn format(&self, key: &str, args: &FluentArgs) -> Option<String> {
        let (id, attribute) = key.split_once('.').map_or((key, None), |(id, of)| (id, Some(of)));
        let message = self.bundle.get_message(id)?;
        let pattern = match attribute {
            Some(of) => message.get_attribute(of)?.value(),
            None => message.value()?,
        };
        let mut errors = Vec::new();
        let said = self.bundle.format_pattern(pattern, Some(args), &mut errors).into_owned();
        debug_assert!(errors.is_empty(), "{}, {key}: {errors:?}", self.tag);
        Some(said)
    }
}

impl Language {
    /// The language in which every message exists.
    const SOURCE: &'static str = "en";

    /// Every language, English first.
    pub fn all() -> impl Iterator<Item = Language> {
        CATALOGUES.iter().map(Language)
    }

    /// English.
    pub fn english() -> Language {
        Language(&CATALOGUES[0])
    }

    /// The language with this tag (BCP 47), such as `cy`; case does not matter.
    pub fn named(tag: &str) -> Option<Language> {
        Language::all().find(|one| one.tag().eq_ignore_ascii_case(tag))
    }

    /// Its tag (BCP 47), for `lang` and `Content-Language`.
    pub fn tag(self) -> &'static str {
        self.0.tag
    }

    /// What it calls itself.
    pub fn name(self) -> String {
        self.say("language-name")
    }

    /// A message without values, as text.
    pub fn say(self, key: &str) -> String {
        self.tell(key, &[])
    }

    /// A message as text.
    pub fn tell(self, key: &str, args: Args) -> String {
        let (language, said) = self.found(key, args);
        render::text(language, &said, args)
    }

    /// A message as HTML: names isolated, links in place.
    pub fn html(self, key: &str, args: Args) -> Markup {
        let (language, said) = self.found(key, args);
        let shown = PreEscaped(render::html(language, &said, args));
        if language == self {
            shown
        } else {
            html! { span lang=(language.tag()) { (shown) } }
        }
    }

    /// Whether this language's own catalogue has the message.
    pub fn has(self, key: &str) -> bool {
        let (id, attribute) = key.split_once('.').map_or((key, None), |(id, of)| (id, Some(of)));
        let message = self.0.bundle.get_message(id);
        message.is_some_and(|one| attribute.is_none_or(|of| one.get_attribute(of).is_some()))
    }

    /// `text`, which is English, as it stands: marked as English where this is another language.
    pub fn in_english(self, text: &str) -> Markup {
        if self == Language::english() {
            return html! { (text) };
        }
        html! { span lang=(Language::SOURCE) { (text) } }
    }

    /// A whole number, grouped as the language does.
    pub fn number(self, number: u64) -> String {
        self.separated(&Decimal::whole(number).grouped())
    }

    /// Votes, with all their decimals.
    pub fn votes(self, votes: Decimal) -> String {
        self.separated(&votes.grouped())
    }

    /// Votes, without decimals that say nothing.
    pub fn votes_short(self, votes: Decimal) -> String {
        self.separated(&votes.short())
    }

    /// `Ann, Bob and Cy`, in this language.
    pub fn listed(self, names: &[String]) -> String {
        match names {
            [] => self.say("list-nobody"),
            [only] => only.clone(),
            [most @ .., last] => {
                // Welsh has another "and" before a vowel.
                let vowel = last.trim_start().to_lowercase().starts_with(['a', 'e', 'i', 'o', 'u', 'w', 'y']);
                let vowel = Arg::Word(if vowel { "yes" } else { "no" });
                let most = most.join(&self.say("list-comma"));
                self.tell("list-last", args![most = most, last = last, vowel = vowel])
            }
        }
    }

    fn separated(self, written: &str) -> String {
        let (thousands, point) = (self.say("number-thousands"), self.say("number-point"));
        let letter = |one: char| match one {
            ',' => thousands.clone(),
            '.' => point.clone(),
            digit => digit.to_string(),
        };
        written.chars().map(letter).collect()
    }

    /// The message, in this language or else in English, with marks where values go.
    fn found(self, key: &str, args: Args) -> (Language, String) {
        let values = render::values(args);
        if let Some(said) = self.0.format(key, &values) {
            return (self, said);
        }
        let english = Language::english();
        let said = english.0.format(key, &values);
        debug_assert!(said.is_some(), "there is no message {key}");
        (english, said.unwrap_or_else(|| key.to_owned()))
    }
}

impl PartialEq for Language {
    fn eq(&self, other: &Self) -> bool {
        self.tag() == other.tag()
    }
}

impl Eq for Language {}

impl std::fmt::Debug for Language {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.tag())
    }
}

#[cfg(test)]
mod tests;
