//! From a message with marks to text or HTML.
//!
//! Fluent sees a mark, two letters of the private use area with a number between, where a value goes; the
//! value itself is put in afterwards. In HTML `<strong>`, `<code>` and `<em>` of the catalogue stay, `<NAME>`
//! becomes a link where a value of that name is one, and everything else is escaped.

use fluent_bundle::{FluentArgs, FluentValue};
use maud::html;

use super::{Arg, Args, Language};

const VALUE: char = '\u{e000}';
const NUMBER: char = '\u{e001}';
const END: char = '\u{e002}';

/// Elements that a message may have.
const PLAIN: [&str; 3] = ["strong", "code", "em"];

/// What Fluent is given.
pub(super) fn values(args: Args) -> FluentArgs<'static> {
    let mut values = FluentArgs::new();
    for (at, (name, arg)) in args.iter().enumerate() {
        let mark = FluentValue::from(format!("{VALUE}{at}{END}"));
        // Fluent's names have hyphens.
        let name = name.replace('_', "-");
        match arg {
            Arg::Number(number) => values.set(name, number_value(*number)),
            Arg::Word(word) => values.set(name, *word),
            Arg::Small(number) => {
                values.set(format!("{name}-n"), number_value(*number));
                values.set(name, mark);
            }
            Arg::Votes(votes) => {
                // Only what is equal to a whole number takes part in the choice of a form.
                let whole = votes.short().replace(',', "").parse::<f64>().unwrap_or_default();
                values.set(format!("{name}-n"), FluentValue::from(whole));
                values.set(name, mark);
            }
            Arg::Text(_) | Arg::Html(_) => values.set(name, mark),
            Arg::Link(_) => {}
        }
    }
    values
}

fn number_value(number: u64) -> FluentValue<'static> {
    // A record's numbers are below 2^53: exact.
    FluentValue::from(number as f64)
}

/// How a number stands in what Fluent returns.
pub(super) fn number_mark(number: f64) -> String {
    format!("{NUMBER}{number}{END}")
}

/// The message as text.
pub(super) fn text(language: Language, said: &str, args: Args) -> String {
    let mut out = String::with_capacity(said.len());
    for piece in pieces(said) {
        match piece {
            Piece::Letter(letter) => out.push(letter),
            Piece::Number(number) => out.push_str(&language.number(number)),
            Piece::Value(at) => {
                out.push_str(&args.get(at).map_or_else(String::new, |(_, arg)| plain(language, arg)))
            }
            Piece::Tag(_) => {}
        }
    }
    out
}

fn plain(language: Language, arg: &Arg) -> String {
    match arg {
        Arg::Number(number) => language.number(*number),
        Arg::Small(number) => in_words(language, *number),
        Arg::Votes(votes) => language.votes_short(*votes),
        Arg::Word(word) => (*word).to_owned(),
        Arg::Text(text) => text.clone(),
        Arg::Html(_) | Arg::Link(_) => String::new(),
    }
}

fn in_words(language: Language, number: u64) -> String {
    language.tell("number-words", &[("n", Arg::Number(number))])
}

/// The message as HTML.
pub(super) fn html(language: Language, said: &str, args: Args) -> String {
    let mut out = String::with_capacity(said.len());
    for piece in pieces(said) {
        match piece {
            Piece::Letter(letter) => escape(&mut out, letter),
            Piece::Number(number) => out.push_str(&language.number(number)),
            Piece::Value(at) => match args.get(at).map(|(_, arg)| arg) {
                Some(Arg::Html(markup)) => out.push_str(&markup.0),
                Some(Arg::Text(text)) => out.push_str(&html! { bdi { (text) } }.0),
                Some(arg) => plain(language, arg).chars().for_each(|letter| escape(&mut out, letter)),
                None => {}
            },
            Piece::Tag(tag) => element(&mut out, tag, args),
        }
    }
    out
}

fn element(out: &mut String, tag: &str, args: Args) {
    let name = tag.trim_start_matches('/');
    let link = args.iter().find_map(|(own, arg)| match arg {
        Arg::Link(to) if own.replace('_', "-") == name => Some(to),
        _ => None,
    });
    match link {
        Some(_) if tag.starts_with('/') => out.push_str("</a>"),
        Some(to) => {
            out.push_str("<a href=\"");
            to.chars().for_each(|letter| escape(out, letter));
            out.push_str("\">");
        }
        None if PLAIN.contains(&name) => {
            out.push('<');
            out.push_str(tag);
            out.push('>');
        }
        // A link that leads nowhere here is only text.
        None => {}
    }
}

fn escape(out: &mut String, letter: char) {
    match letter {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '"' => out.push_str("&quot;"),
        other => out.push(other),
    }
}

enum Piece<'a> {
    Letter(char),
    Number(u64),
    Value(usize),
    Tag(&'a str),
}

fn pieces(said: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = said;
    std::iter::from_fn(move || {
        let letter = rest.chars().next()?;
        let after = &rest[letter.len_utf8()..];
        let until = |end: char| after.split_once(end);
        let found = match letter {
            VALUE => until(END).and_then(|(at, after)| Some((Piece::Value(at.parse().ok()?), after))),
            NUMBER => until(END).and_then(|(n, after)| Some((Piece::Number(n.parse().ok()?), after))),
            '<' => until('>').map(|(tag, after)| (Piece::Tag(tag), after)),
            _ => None,
        };
        let (piece, after) = found.unwrap_or((Piece::Letter(letter), after));
        rest = after;
        Some(piece)
    })
}
