//! Catalogues: complete, of one shape, and nothing in them unused.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, Resource, VariantKey,
};
use hustings_count::Rules;
use hustings_record::{Check, Family};
use maud::html;

use super::{Arg, Catalogue, Choice, FILES, Language, record::slug};

/// What a message asks for: its values, the words it chooses by, and its links.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Shape {
    values: BTreeSet<String>,
    words: BTreeSet<String>,
    tags: BTreeSet<String>,
    refers: BTreeSet<String>,
}

/// Messages, attributes as `KEY.ATTRIBUTE`, of every catalogue by its tag.
fn catalogues() -> BTreeMap<String, BTreeMap<String, Shape>> {
    let read = |file: &include_dir::File| {
        let tag = file.path().file_stem().unwrap().to_str().unwrap().to_owned();
        let text = file.contents_utf8().unwrap();
        let parsed = fluent_syntax::parser::parse(text);
        (tag.clone(), shapes(&parsed.unwrap_or_else(|(_, errors)| panic!("{tag}: {errors:?}"))))
    };
    FILES.files().map(read).collect()
}

fn shapes(resource: &Resource<&str>) -> BTreeMap<String, Shape> {
    let mut all = BTreeMap::new();
    for entry in &resource.body {
        let Entry::Message(message) = entry else { continue };
        let value = message.value.iter().map(|pattern| (message.id.name.to_owned(), pattern));
        let attributes = message.attributes.iter();
        let attributes = attributes.map(|one| (format!("{}.{}", message.id.name, one.id.name), &one.value));
        for (key, pattern) in value.chain(attributes) {
            let mut shape = Shape::default();
            pattern_shape(pattern, &mut shape);
            assert!(all.insert(key.clone(), shape).is_none(), "{key} stands twice");
        }
    }
    all
}

fn pattern_shape(pattern: &Pattern<&str>, shape: &mut Shape) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => {
                let tags = value.split('<').skip(1).filter_map(|rest| rest.split_once('>'));
                shape.tags.extend(tags.map(|(tag, _)| tag.to_owned()));
            }
            PatternElement::Placeable { expression } => expression_shape(expression, shape),
        }
    }
}

fn expression_shape(expression: &Expression<&str>, shape: &mut Shape) {
    match expression {
        Expression::Inline(inline) => inline_shape(inline, shape),
        Expression::Select { selector, variants } => {
            inline_shape(selector, shape);
            for variant in variants {
                if let VariantKey::Identifier { name } = variant.key
                    && !["zero", "one", "two", "few", "many", "other"].contains(&name)
                {
                    shape.words.insert(name.to_owned());
                }
                pattern_shape(&variant.value, shape);
            }
        }
    }
}

fn inline_shape(inline: &InlineExpression<&str>, shape: &mut Shape) {
    match inline {
        InlineExpression::VariableReference { id } => {
            shape.values.insert(id.name.to_owned());
        }
        InlineExpression::MessageReference { id, .. } => {
            shape.refers.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => expression_shape(expression, shape),
        _ => {}
    }
}

/// Names that are defined elsewhere, of which every other language has its own.
fn named_elsewhere() -> BTreeSet<String> {
    const FILES: [&str; 7] = [
        "the register",
        "the mixed ballots",
        "the mix's proof",
        "the decryption shares",
        "the opened ballots",
        "the complaint",
        "a candidate's statement",
    ];
    let mut names = BTreeSet::new();
    for check in Check::ALL {
        names.extend([format!("check-{check}"), format!("check-{check}.meaning")]);
    }
    names.extend(Family::ALL.iter().map(|family| format!("family-{family:?}")));
    names.extend(Rules::ALL.iter().map(|rules| format!("rules-{}", rules.name())));
    names.extend(FILES.iter().map(|file| format!("file-{}", slug(file))));
    names.extend((1..=4).map(|number| format!("spoilt-S{number}")));
    names
}

#[test]
fn every_language_says_everything_and_nothing_else() {
    let all = catalogues();
    let english: BTreeSet<String> = all["en"].keys().cloned().collect();
    let elsewhere = named_elsewhere();
    assert!(english.is_disjoint(&elsewhere), "English has these from where they are defined");
    let expected: BTreeSet<String> = english.union(&elsewhere).cloned().collect();
    for (tag, messages) in all.iter().filter(|(tag, _)| *tag != "en") {
        let own: BTreeSet<String> = messages.keys().cloned().collect();
        let missing: Vec<_> = expected.difference(&own).collect();
        assert!(missing.is_empty(), "languages/{tag}.ftl has no {missing:?}: translate them from en.ftl");
        let idle: Vec<_> = own.difference(&expected).collect();
        assert!(idle.is_empty(), "languages/{tag}.ftl has {idle:?}, which nothing asks for");
    }
}

#[test]
fn every_language_has_the_values_words_and_links_of_english() {
    let all = catalogues();
    for (tag, messages) in &all {
        for (key, english) in &all["en"] {
            let own = &messages[key];
            let mut given = english.values.clone();
            // English has one "and", and need not say which trustees of how many.
            given.extend((key == "list-last").then(|| "vowel".to_owned()));
            // A number in words has the number itself beside it.
            given.extend(english.values.iter().map(|name| format!("{name}-n")));
            given.extend(english.values.iter().filter_map(|name| Some(name.strip_suffix("-n")?.to_owned())));
            let unknown: Vec<_> = own.values.difference(&given).collect();
            assert!(unknown.is_empty(), "{tag}, {key}: nothing gives {unknown:?}");
            // Grammar of one language alone: the Welsh "and", the English possessive.
            if !["list-last", "story-surplus"].contains(&key.as_str()) {
                assert_eq!(own.words, english.words, "{tag}, {key}: the words to choose by");
            }
            assert_eq!(own.tags, english.tags, "{tag}, {key}: links and emphasis");
        }
    }
}

/// Every literal text of the pages' sources, tests left out.
fn literals() -> BTreeSet<String> {
    let mut texts = BTreeSet::new();
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![sources];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|of| of == "rs") && !path.ends_with("tests.rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap().replace("\\\"", "");
                texts.extend(code.split('"').skip(1).step_by(2).map(str::to_owned));
                texts.extend(code.split('"').map(str::to_owned));
            }
        }
    }
    texts
}

#[test]
fn every_message_is_used() {
    let english = catalogues().remove("en").unwrap();
    let referred: BTreeSet<&String> = english.values().flat_map(|shape| &shape.refers).collect();
    let literals = literals();
    let idle: Vec<&String> = english
        .keys()
        // What goes wrong is one message with its mend.
        .filter(|key| !literals.contains(key.strip_suffix(".mend").unwrap_or(key)))
        .filter(|key| !referred.contains(key))
        .collect();
    assert!(idle.is_empty(), "nothing asks for {idle:?}: take them out of the catalogues");
}

#[test]
fn every_message_asked_for_exists() {
    let english = catalogues().remove("en").unwrap();
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/pages");
    let mut asked = 0;
    let mut folders = vec![sources];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            if path.extension().is_none_or(|of| of != "rs") || path.ends_with("tests.rs") {
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            for call in ["say(", "tell(", ".html("] {
                for after in text.split(call).skip(1) {
                    let Some(key) =
                        after.trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next())
                    else {
                        continue;
                    };
                    assert!(english.contains_key(key), "{}: there is no message {key}", path.display());
                    asked += 1;
                }
            }
        }
    }
    assert!(asked > 200, "only {asked} were found: does this test still read the sources?");
}

fn welsh() -> Language {
    Language::named("cy").unwrap()
}

#[test]
fn plurals_are_those_of_the_language() {
    let said = |language: Language, n: u64| language.tell("n-ballots", args![n = n]);
    let english = Language::english();
    assert_eq!(
        [0, 1, 2, 8_979].map(|n| said(english, n)),
        ["0 ballots", "1 ballot", "2 ballots", "8,979 ballots"]
    );
    assert_eq!(
        [1, 2, 3, 6, 8_979].map(|n| said(welsh(), n)),
        ["1 bleidlais", "2 bleidlais", "3 pleidlais", "6 phleidlais", "8,979 o bleidleisiau"]
    );
    let entries = |n| welsh().tell("n-entries", args![n = n]);
    assert_eq!([2, 3, 6].map(entries), ["2 gofnod", "3 chofnod", "6 chofnod"]);
}

#[test]
fn lists_are_joined_as_the_language_does() {
    let names = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
    let english = Language::english();
    assert_eq!(english.listed(&names(&["Ann", "Bob", "Cy"])), "Ann, Bob and Cy");
    assert_eq!(english.listed(&names(&["Ann"])), "Ann");
    assert_eq!(english.listed(&[]), "nobody");
    assert_eq!(welsh().listed(&names(&["Bob", "Cy"])), "Bob a Cy");
    assert_eq!(welsh().listed(&names(&["Bob", "Ann"])), "Bob ac Ann");
}

#[test]
fn what_is_missing_is_said_in_english_and_marked() {
    let catalogue = Catalogue::of("xx", "xx".parse().unwrap(), "language-name = Test\n");
    let language = Language(Box::leak(Box::new(catalogue)));
    assert_eq!(language.tell("n-ballots", args![n = 2]), "2 ballots");
    let shown = language.html("n-ballots", args![n = 2]).into_string();
    assert_eq!(shown, "<span lang=\"en\">2 ballots</span>");
    assert_eq!(
        language.check(Check::ALL[0]).into_string(),
        format!("<span lang=\"en\">{}</span>", Check::ALL[0].title())
    );
}

#[test]
fn values_are_neither_fluent_nor_html() {
    let hostile = "{ $n } <a href=\"x\"> & \u{e000}0\u{e002} <strong> [one]";
    let english = Language::english();
    let text = english.tell("headline-carried", args![option = hostile]);
    assert_eq!(text, format!("Carried: {hostile}"));
    let shown = english.html("headline-carried", args![option = hostile]).into_string();
    assert_eq!(
        shown,
        "Carried: <bdi>{ $n } &lt;a href=&quot;x&quot;&gt; &amp; \u{e000}0\u{e002} &lt;strong&gt; [one]</bdi>"
    );
    let link = english.html("next-verify", args![verify = Arg::Link("/a\"b<c".to_owned())]).into_string();
    assert_eq!(link, "<a href=\"/a&quot;b&lt;c\">Verify it yourself</a> with one command.");
    // Where a page has no such link the words stay.
    assert_eq!(english.html("next-verify", &[]).into_string(), "Verify it yourself with one command.");
    assert_eq!(html! { (english.in_english("a < b")) }.into_string(), "a &lt; b");
}

#[test]
fn the_link_comes_before_the_browser_and_the_browser_is_understood() {
    let chosen = |lang, accepted| {
        let choice = Choice::of(lang, accepted);
        (choice.language.tag(), choice.by_link)
    };
    assert_eq!(chosen(None, None), ("en", false));
    assert_eq!(chosen(Some("cy"), Some("en")), ("cy", true));
    assert_eq!(chosen(Some("xx"), Some("cy")), ("cy", false));
    assert_eq!(chosen(None, Some("cy-GB,cy;q=0.9,en-GB;q=0.8")), ("cy", false));
    assert_eq!(chosen(None, Some("en-GB, cy;q=0.8")), ("en", false));
    assert_eq!(chosen(None, Some("fr, en;q=0.5, cy;q=0.7")), ("cy", false));
    assert_eq!(chosen(None, Some("cy;q=0")), ("en", false));
    assert_eq!(chosen(None, Some("de, *")), ("en", false));
    assert_eq!(chosen(None, Some(";;;q=,,cy;q=x\u{0}")), ("en", false));
}
