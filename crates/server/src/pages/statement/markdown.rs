//! Markdown (CommonMark) to HTML in which nothing can act.
//!
//! Every element that comes out is written here; what the writer gives is only ever escaped text or, in a
//! link, an address of three kinds.

use maud::{Markup, PreEscaped, html};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// Blocks within blocks, at most; what lies deeper stands at this depth.
const DEEPEST: usize = 6;
/// Emphasis within emphasis, at most.
const MOST_EMPHASIS: usize = 8;

pub(super) fn html(text: &str) -> Markup {
    let events: Vec<Event> = Parser::new_ext(text, Options::empty()).collect();
    let highest = events.iter().filter_map(|event| match event {
        Event::Start(Tag::Heading { level, .. }) => Some(*level as usize),
        _ => None,
    });
    let mut writer = Writer { highest: highest.min().unwrap_or(1), heading: 1, ..Writer::default() };
    for event in events {
        writer.event(event);
    }
    // Each start has its end, so that nothing is left open.
    PreEscaped(writer.out)
}

#[derive(Default)]
struct Writer {
    out: String,
    /// What closes each element that is open, the innermost last; nothing for one that was left out.
    open: Vec<&'static str>,
    /// How many blocks that may be nested are open.
    depth: usize,
    /// How many elements within a line are open.
    inline: usize,
    /// The level of the writer's highest heading, and of the last one written.
    highest: usize,
    heading: usize,
}

impl Writer {
    fn event(&mut self, event: Event) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
            Event::Code(text) => {
                self.out.push_str("<code>");
                self.text(&text);
                self.out.push_str("</code>");
            }
            Event::SoftBreak => self.out.push('\n'),
            Event::HardBreak => self.out.push_str("<br>"),
            Event::Rule => self.out.push_str("<hr>"),
            // Extensions that are not asked for.
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        self.out.push_str(&html! { (text) }.0);
    }

    fn start(&mut self, tag: Tag) {
        let closing = match tag {
            Tag::Paragraph => self.element("<p>", "</p>"),
            Tag::Heading { level, .. } => self.start_heading(level),
            Tag::BlockQuote(_) => self.block("<blockquote>", "</blockquote>"),
            Tag::CodeBlock(_) => self.element("<pre tabindex=\"0\"><code>", "</code></pre>"),
            // HTML of the writer's, a block of it: shown as text.
            Tag::HtmlBlock => self.element("<p>", "</p>"),
            Tag::List(None) => self.block("<ul>", "</ul>"),
            Tag::List(Some(first)) => self.block(&format!("<ol start=\"{first}\">"), "</ol>"),
            // A list that was left out leaves its items as paragraphs do.
            Tag::Item if self.depth > DEEPEST => "",
            Tag::Item => self.element("<li>", "</li>"),
            Tag::Emphasis => self.inline("<em>", "</em>"),
            Tag::Strong => self.inline("<strong>", "</strong>"),
            Tag::Link { dest_url, .. } if allowed(&dest_url) => {
                let href = html! { (&*dest_url) }.0;
                self.element(&format!("<a href=\"{href}\" rel=\"nofollow ugc noopener noreferrer\">"), "</a>")
            }
            // A link elsewhere is its words; a picture within the text is what it says of itself.
            _ => "",
        };
        self.open.push(closing);
    }

    fn end(&mut self, tag: TagEnd) {
        if matches!(tag, TagEnd::BlockQuote(_) | TagEnd::List(_)) {
            self.depth = self.depth.saturating_sub(1);
        }
        if matches!(tag, TagEnd::Emphasis | TagEnd::Strong) {
            self.inline = self.inline.saturating_sub(1);
        }
        self.out.push_str(self.open.pop().unwrap_or_default());
    }

    fn element(&mut self, opening: &str, closing: &'static str) -> &'static str {
        self.out.push_str(opening);
        closing
    }

    /// Emphasis, which may be nested.
    fn inline(&mut self, opening: &str, closing: &'static str) -> &'static str {
        self.inline += 1;
        if self.inline > MOST_EMPHASIS { "" } else { self.element(opening, closing) }
    }

    /// A block that may be nested.
    fn block(&mut self, opening: &str, closing: &'static str) -> &'static str {
        self.depth += 1;
        if self.depth > DEEPEST { "" } else { self.element(opening, closing) }
    }

    /// Headings begin at level 2 and never skip a level on the way down.
    fn start_heading(&mut self, level: HeadingLevel) -> &'static str {
        let wanted = 2 + (level as usize).saturating_sub(self.highest);
        self.heading = wanted.min(self.heading + 1).min(4);
        match self.heading {
            2 => self.element("<h2>", "</h2>"),
            3 => self.element("<h3>", "</h3>"),
            _ => self.element("<h4>", "</h4>"),
        }
    }
}

/// Addresses that a link may lead to.
fn allowed(address: &str) -> bool {
    let address = address.to_ascii_lowercase();
    ["https://", "http://", "mailto:"].iter().any(|kind| address.starts_with(kind))
        && !address.chars().any(|letter| letter.is_control() || letter.is_whitespace())
}
