//! What else an entry says besides its sentence.

use hustings_record::Act;
use hustings_record::acts::{Manifest, Outcome};
use maud::Markup;

use super::figures::{Moment, bytes};
use super::language::{Arg, Language, args};

/// Pairs of a word and what it means. `names` gives the name of a candidate of a contest.
pub(crate) fn particulars(
    language: Language,
    act: &Act,
    names: impl Fn(u64, u64) -> String,
) -> Vec<(String, Markup)> {
    let contest = |number: u64| language.tell("part-contest", args![n = number]);
    match act {
        Act::Manifest(a) => manifest(language, a),
        Act::Ballot(b) => (b.parts.iter())
            .map(|part| (contest(part.contest), language.html("part-sealed-vote", args![])))
            .collect(),
        Act::ElectionResult(r) => {
            r.outcomes.iter().map(|one| (contest(one.contest), outcome(language, one, &names))).collect()
        }
        Act::Shares(s) => {
            let seen = language.html("part-witnessed-by", args![n = s.witnessed.len() as u64]);
            vec![(language.say("part-witnessed"), seen)]
        }
        Act::Report(r) if !r.reason.is_empty() => {
            vec![(language.say("part-remarks"), language.html("part-text", args![text = &r.reason]))]
        }
        Act::Complaint(c) => {
            let size = bytes(language, c.text.size);
            vec![(language.say("part-complaint"), language.html("part-complaint-text", args![size = size]))]
        }
        _ => Vec::new(),
    }
}

fn manifest(language: Language, m: &Manifest) -> Vec<(String, Markup)> {
    let full = |unix: u64| Moment::of(unix).in_full(language);
    let mut said = vec![
        (language.say("part-opens"), language.html("part-text", args![text = full(m.opens)])),
        (
            language.say("part-closes"),
            language
                .html("part-closes-latest", args![closes = full(m.closes), latest = full(m.latest_close)]),
        ),
        (
            language.say("part-objections"),
            language.html("part-objections-until", args![until = full(m.objections_until)]),
        ),
        (
            language.say("part-trustees"),
            language.html(
                "part-trustees-figures",
                args![n = m.trustees.len() as u64, t = Arg::Small(m.threshold)],
            ),
        ),
        (
            language.say("part-witnesses"),
            language.html(
                "part-witnesses-figures",
                args![n = m.witnesses.len() as u64, k = Arg::Small(m.witnesses_needed)],
            ),
        ),
    ];
    said.extend((1u64..).zip(&m.contests).map(|(number, contest)| {
        let figures = args![
            title = &contest.title,
            candidates = language.tell("n-candidates", args![n = contest.candidates.len() as u64]),
            seats = language.tell("n-seats", args![n = contest.seats]),
            rules = &contest.rules,
        ];
        (language.tell("part-contest", args![n = number]), language.html("part-contest-figures", figures))
    }));
    said
}

fn outcome(language: Language, outcome: &Outcome, names: &impl Fn(u64, u64) -> String) -> Markup {
    let elected: Vec<String> = outcome.elected.iter().map(|number| names(outcome.contest, *number)).collect();
    language.html(
        "part-outcome",
        args![
            valid = outcome.valid,
            blank = outcome.blank,
            spoilt = outcome.spoilt,
            elected = language.listed(&elected),
        ],
    )
}
