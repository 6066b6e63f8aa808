//! Statements: what is read, what is refused, and that nothing a candidate writes can act.

use hustings_record::Hex32;
use proptest::prelude::*;
use scraper::{Html, Selector};

use super::{BlobRef, MOST_BYTES, MOST_PICTURE_BYTES, Says, Wrong, parse, picture_type};

const WHOLE: &str = "headline: A branch that answers\nstandfirst: Two sentences. Here they are.\nbyline: Ann Lee\n\
                     picture: 4242424242424242424242424242424242424242424242424242424242424242\n\
                     caption: Ann at the gate\ndescription: A woman in a red coat\nlanguage: en-GB\n\n\
                     # Why\n\nBecause *we* **can**.\n";

#[test]
fn a_statement_is_read() {
    let read = parse(WHOLE.as_bytes()).unwrap();
    assert_eq!(read.headline, "A branch that answers");
    assert_eq!(read.standfirst.as_deref(), Some("Two sentences. Here they are."));
    assert_eq!(read.byline.as_deref(), Some("Ann Lee"));
    let picture = read.picture.clone().unwrap();
    assert_eq!((picture.sha256, picture.caption.as_deref()), (Hex32([0x42; 32]), Some("Ann at the gate")));
    assert_eq!(picture.description, "A woman in a red coat");
    assert_eq!(read.language.as_deref(), Some("en-GB"));
    assert_eq!(read.html().into_string(), "<h2>Why</h2><p>Because <em>we</em> <strong>can</strong>.</p>");
    assert_eq!(parse(WHOLE.replace('\n', "\r\n").as_bytes()).unwrap(), read);
    assert_eq!(parse(format!("\u{feff}{WHOLE}").as_bytes()).unwrap(), read);
    assert_eq!(parse(b"headline: All").unwrap().html().into_string(), "");
}

#[test]
fn what_is_wrong_is_named_with_its_line() {
    let cases = [
        ("", 1, Wrong::NoName),
        ("standfirst: x\n\n", 1, Wrong::NoHeadline),
        ("headline: x\nnonsense\n\n", 2, Wrong::NoName),
        ("headline: x\nauthor: y\n", 2, Wrong::UnknownName("author".to_owned())),
        ("headline: x\nheadline: y\n", 2, Wrong::Twice("headline".to_owned())),
        ("headline: x\nbyline:  \n", 2, Wrong::Empty("byline".to_owned())),
        ("headline: x\npicture: abc\ncaption: y\n", 2, Wrong::NotAHash),
        ("headline: x\ncaption: y\n", 2, Wrong::NoPicture("caption".to_owned())),
        ("headline: x\nlanguage: no language\n", 2, Wrong::NotALanguage("no language".to_owned())),
        ("headline: x\n\ntext\u{202e}text", 3, Wrong::Control(0x202e)),
        ("headline: x\u{7}\n\n", 1, Wrong::Control(7)),
    ];
    for (text, line, what) in cases {
        let error = parse(text.as_bytes()).unwrap_err();
        assert_eq!((error.line, &error.what), (line, &what), "{text:?}");
        assert!(error.to_string().starts_with(&format!("line {line}: ")), "{error}");
    }
    let no_words = format!("headline: x\npicture: {}\n", "42".repeat(32));
    assert_eq!(parse(no_words.as_bytes()).unwrap_err().what, Wrong::NoWords);
    let long = format!("headline: {}\n", "x".repeat(601));
    assert_eq!(parse(long.as_bytes()).unwrap_err().what, Wrong::LongLine("headline".to_owned(), 601));
    let huge = [b"headline: x\n\n".to_vec(), vec![b'x'; MOST_BYTES]].concat();
    assert_eq!(parse(&huge).unwrap_err().what, Wrong::TooLong(huge.len()));
    let error = parse(b"headline: x\n\n\xff").unwrap_err();
    assert_eq!((error.line, error.what), (3, Wrong::NotText));
}

#[test]
fn what_the_record_has_decides_what_is_shown() {
    let blob = BlobRef::of(WHOLE.as_bytes());
    assert_eq!(Says::of(None, None), Says::Nothing);
    assert_eq!(Says::of(Some(&blob), None), Says::Gone);
    assert_eq!(Says::of(Some(&blob), Some(b"another")), Says::Gone);
    assert!(matches!(Says::of(Some(&blob), Some(WHOLE.as_bytes())), Says::This(_)));
    let bad = BlobRef::of(b"bad");
    assert!(matches!(Says::of(Some(&bad), Some(b"bad")), Says::Unreadable(_)));
}

#[test]
fn pictures_are_known_by_their_bytes() {
    assert_eq!(picture_type(b"\x89PNG\r\n\x1a\n...."), Some("image/png"));
    assert_eq!(picture_type(b"\xff\xd8\xff\xe0...."), Some("image/jpeg"));
    assert_eq!(picture_type(b"RIFF\x01\x02\x03\x04WEBPVP8 "), Some("image/webp"));
    for other in [&b"<svg onload=alert(1)>"[..], b"GIF89a", b"<!doctype html>", b"", b"RIFF", b"\x89PNG"] {
        assert_eq!(picture_type(other), None);
    }
    let mut large = b"\x89PNG\r\n\x1a\n".to_vec();
    large.resize(MOST_PICTURE_BYTES + 1, 0);
    assert_eq!(picture_type(&large), None);
}

/// What may come out of a statement, and nothing else.
fn harmless(html: &str) {
    const ELEMENTS: [&str; 15] = [
        "p",
        "h2",
        "h3",
        "h4",
        "blockquote",
        "pre",
        "code",
        "ul",
        "ol",
        "li",
        "em",
        "strong",
        "a",
        "br",
        "hr",
    ];
    let parsed = Html::parse_fragment(html);
    let mut deepest = 0;
    for element in parsed.select(&Selector::parse("html *").unwrap()) {
        let name = element.value().name();
        assert!(ELEMENTS.contains(&name), "<{name}> in {html}");
        for (attribute, value) in element.value().attrs() {
            let sound = match (name, attribute) {
                ("a", "href") => ["https://", "http://", "mailto:"]
                    .iter()
                    .any(|kind| value.to_ascii_lowercase().starts_with(kind)),
                ("a", "rel") => value == "nofollow ugc noopener noreferrer",
                ("ol", "start") => value.parse::<u64>().is_ok(),
                ("pre", "tabindex") => value == "0",
                _ => false,
            };
            assert!(sound, "{attribute}={value:?} on <{name}> in {html}");
        }
        deepest = deepest.max(element.ancestors().count());
    }
    assert!(deepest < 40, "{deepest} levels deep");
}

fn shown(markdown: &str) -> String {
    parse(format!("headline: x\n\n{markdown}").as_bytes()).unwrap().html().into_string()
}

#[test]
fn hostile_statements_do_nothing() {
    let cases = [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "text <b onclick=alert(1)>bold</b>",
        "[a](javascript:alert(1)) [b](JaVaScRiPt:alert(1)) [c](data:text/html,<script>) [d](//evil.example)",
        "[a](<java\tscript:alert(1)>) [b]( javascript:x) [c](&#106;avascript:alert(1)) [d](vbscript:x)",
        "![x](javascript:alert(1)) ![y](https://tracker.example/pixel.png)",
        "[x](https://a.example/\"onmouseover=\"alert(1))",
        "[x](https://a.example/'><script>alert(1)</script>)",
        "<https://a.example/\"><script>> <javascript:alert(1)>",
        "[ref]\n\n[ref]: javascript:alert(1)",
        "```\"><script>\n</code></pre><script>alert(1)</script>\n```",
        "<!-- <p> --><style>*{display:none}</style><iframe src=/>",
        "<form action=/><input><base href=//evil.example>",
        "# </h2><script>",
        "&lt;script&gt;alert(1)&lt;/script&gt; &#60;script&#62;",
    ];
    for case in cases {
        harmless(&shown(case));
    }
    let shown = shown("[ok](https://a.example/?a=1&b=2) <b>");
    assert!(shown.contains("href=\"https://a.example/?a=1&amp;b=2\""), "{shown}");
    assert!(shown.contains("&lt;b&gt;"), "{shown}");
}

#[test]
fn huge_nesting_stays_shallow() {
    for one in ["> ", "- ", "1. ", "*", "_", "[", "![", "`", "#", "<b>", "(", "**"] {
        harmless(&shown(&format!("{} x", one.repeat(20_000 / one.len()))));
    }
    let lists: String = (0..150).map(|depth| format!("{}- x\n", " ".repeat(2 * depth))).collect();
    harmless(&shown(&lists));
    let emphasis = format!("{}x{}", "*a **b ".repeat(2_000), " b** a*".repeat(2_000));
    harmless(&shown(&emphasis));
}

#[test]
fn headings_begin_below_the_headline_and_skip_nothing() {
    assert_eq!(shown("### a\n\n##### b\n\n# c"), "<h2>a</h2><h3>b</h3><h2>c</h2>");
}

proptest! {
    #[test]
    fn no_text_does_anything(pieces in prop::collection::vec(prop::sample::select(vec![
        "<", ">", "\"", "'", "script", "javascript:", "https://x.example/", "(", ")", "[", "]", "!", "`", "```\n", "\n", "\n\n",
        "> ", "- ", "1. ", "# ", "*", "**", "_", "&", "&#60;", "&#x6a;", "<b>", "</p>", "<!--", "-->", "onload=", " ", "\t", "\\",
        "<a href=", "=", "/>", "data:", "mailto:", "ü", "x",
    ]), 0..60)) {
        harmless(&shown(&pieces.concat()));
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(read) = parse(&bytes) {
            harmless(&read.html().into_string());
        }
    }

    #[test]
    fn any_text_is_harmless(text in "\\PC{0,300}") {
        if let Ok(read) = parse(format!("headline: x\n\n{text}").as_bytes()) {
            harmless(&read.html().into_string());
        }
    }
}
