//! Headlines: who was elected, as a newspaper would say it.

use hustings_count::{Candidate, Count};

use super::count::is_decision;
use super::language::{Arg, Language, args};

/// `Cordell, Duncan, Derek Scott and Shears elected in The Ferry`; where nobody was, that.
///
/// A surname alone stands for a candidate while no other candidate has it. `elected` are numbers
/// from 1, in the order of election.
pub fn elected(language: Language, title: &str, candidates: &[Candidate], elected: &[u16]) -> String {
    let names: Vec<String> = elected.iter().map(|number| short(candidates, *number)).collect();
    if names.is_empty() {
        return language.say("headline-nobody");
    }
    let (to, what) = to_what(title);
    language.tell(
        "headline-elected",
        args![who = language.listed(&names), to = Arg::Word(to), what = what, title = title],
    )
}

/// As [`elected`], of a count, of a countback those new in a seat; of a decision, whether it was carried.
pub fn of_count(language: Language, count: &Count) -> String {
    let sits = |one: &u16| count.vacancy.as_ref().is_some_and(|filled| filled.sitting.contains(one));
    let numbers: Vec<u16> = count.elected.iter().map(|one| one.candidate).filter(|one| !sits(one)).collect();
    if !is_decision(count) {
        return elected(language, &count.title, &count.candidates, &numbers);
    }
    match numbers.first() {
        Some(option) => language.tell("headline-carried", args![option = count.name(*option)]),
        None => language.say("headline-not-carried"),
    }
}

/// A candidate in a few letters: the surname where it is enough, otherwise the whole name; capitals
/// that a list shouts are lowered.
pub fn short(candidates: &[Candidate], number: u16) -> String {
    let name = |one: &Candidate| one.name.trim().to_owned();
    let Some(own) = usize::from(number).checked_sub(1).and_then(|at| candidates.get(at)) else {
        return format!("candidate {number}");
    };
    let full = name(own);
    let Some((_, surname)) = full.rsplit_once(char::is_whitespace) else { return full };
    let bearers = candidates.iter().filter(|one| {
        name(one)
            .rsplit(char::is_whitespace)
            .next()
            .is_some_and(|last| last.to_lowercase() == surname.to_lowercase())
    });
    // An initial or a number is no surname: "Option 2" stays whole.
    let is_name = surname.chars().count() > 2 && surname.chars().all(|c| !c.is_numeric());
    let chosen = if bearers.count() == 1 && is_name { surname } else { &full };
    chosen.split(' ').map(lowered).collect::<Vec<_>>().join(" ")
}

/// `SCOTT` as `Scott`, `SMITH-JONES` as `Smith-Jones`; what is not all capitals stays as it is.
fn lowered(word: &str) -> String {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 3 || word.chars().any(char::is_lowercase) {
        return word.to_owned();
    }
    let mut begins = true;
    word.chars()
        .map(|letter| {
            let written = if begins { letter.to_string() } else { letter.to_lowercase().to_string() };
            begins = !letter.is_alphabetic();
            written
        })
        .collect()
}

/// What one is elected to, where an English title says so plainly enough to make a sentence of it:
/// which kind of sentence, and the name to put in it.
fn to_what(title: &str) -> (&'static str, &str) {
    const PLACES: [&str; 7] = ["ward", "branch", "district", "region", "division", "constituency", "section"];
    const BODIES: [&str; 7] =
        ["committee", "council", "board", "executive", "panel", "conference", "assembly"];
    let words: Vec<String> = title
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect();
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let the = title.to_lowercase().starts_with("the ");
    // "Ward 8 - The Ferry": the place has a name of its own.
    let named = [" - ", " – ", ": "].iter().find_map(|mark| title.split_once(mark));
    match named {
        Some((kind, name))
            if has(&PLACES) && kind.split(' ').any(|w| PLACES.contains(&w.to_lowercase().as_str())) =>
        {
            ("place", name)
        }
        None if has(&BODIES) && the => ("body", title),
        None if has(&BODIES) => ("the-body", title),
        None if has(&PLACES) || the => ("place", title),
        _ => ("none", title),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english() -> Language {
        Language::english()
    }

    fn standing(names: &[&str]) -> Vec<Candidate> {
        names.iter().map(|name| Candidate::new(*name)).collect()
    }

    #[test]
    fn surnames_where_one_is_enough() {
        let ward =
            standing(&["Kevin CORDELL", "DEREK SCOTT", "PHILIP SCOTT", "Mary McDonald", "A SMITH-JONES"]);
        assert_eq!(
            elected(english(), "Ward 8 - The Ferry", &ward, &[1, 2, 4, 5]),
            "Cordell, Derek Scott, McDonald and Smith-Jones elected in The Ferry"
        );
    }

    #[test]
    fn what_one_is_elected_to() {
        let one = standing(&["Ann Lee"]);
        assert_eq!(
            elected(english(), "National Executive Committee", &one, &[1]),
            "Lee elected to the National Executive Committee"
        );
        assert_eq!(elected(english(), "Hilltown Branch", &one, &[1]), "Lee elected in Hilltown Branch");
        assert_eq!(elected(english(), "The Ferry", &one, &[1]), "Lee elected in The Ferry");
        assert_eq!(elected(english(), "General Secretary", &one, &[1]), "Lee elected");
        assert_eq!(elected(english(), "General Secretary", &one, &[]), "Nobody elected");
    }

    #[test]
    fn options_stay_whole() {
        let options = standing(&["Option 1", "Option 2", "YES", "John B"]);
        assert_eq!(short(&options, 2), "Option 2");
        assert_eq!(short(&options, 3), "YES");
        assert_eq!(short(&options, 4), "John B");
        assert_eq!(short(&options, 9), "candidate 9");
    }
}
