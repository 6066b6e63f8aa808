//! The stages of a count in sentences.

use hustings_count::{Count, Purpose, Stage};
use maud::{Markup, html};

use super::language::{Arg, Language};

/// A stage's sentences as text.
pub(crate) fn text(language: Language, count: &Count, stage: &Stage) -> String {
    let _ = (language, count);
    stage.sentence.clone()
}

/// A stage's sentences.
pub(crate) fn html(language: Language, count: &Count, stage: &Stage) -> Markup {
    let _ = count;
    html! { bdi { (language.in_english(&stage.sentence)) } }
}

/// What a tie was about, to choose between variants.
pub(crate) fn purpose(purpose: Purpose) -> Arg {
    Arg::Word(match purpose {
        Purpose::Surplus => "surplus",
        Purpose::Exclusion => "exclusion",
        Purpose::Election => "election",
        Purpose::EqualVictories => "equal-victories",
        Purpose::Runoff => "runoff",
    })
}
