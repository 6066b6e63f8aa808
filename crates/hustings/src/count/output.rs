//! What a count is printed as.

use anyhow::{Context, Result};
use hustings_count::{Count, render, to_json};
use hustings_server::pages::count_file;

/// The forms in which a count can be had.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Output {
    /// The stages and their story, as text
    #[default]
    Text,
    /// JSON, as docs/count.schema.json describes it
    Json,
    /// The table of stages as CSV, for a spreadsheet
    Csv,
    /// One HTML file with the story, the table and the chart; it needs nothing else
    Html,
    /// The official sheet of the rules, as text (scottish-stv, ers97)
    Sheet,
}

impl Output {
    /// The count in this form; ends with a line break. `width` bounds the columns of text.
    ///
    /// # Errors
    /// Rules that have no official sheet.
    pub fn page(self, count: &Count, width: usize) -> Result<String> {
        Ok(match self {
            Self::Text => render::text(count, width),
            Self::Json => serde_json::to_string_pretty(&to_json(count)).context("writing JSON")? + "\n",
            Self::Csv => render::csv([(1, count)]),
            Self::Html => count_file(count) + "\n",
            Self::Sheet => render::sheet(count, width)?,
        })
    }
}
