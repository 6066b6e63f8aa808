//! What the meeting decides: a chair, and a motion.

use super::MEMBERS;
use hustings_record::acts::{BallotKind, BlobRef, Candidate, Class, ClassContest, Contest, Slate};
use hustings_roles::everyone::Setup;

/// How long the poll is open, seconds; it closes earlier, when all have voted.
const OPEN: u64 = 2 * 3_600;

const STATEMENTS: [(&str, Option<&str>, &str); 4] = [
    (
        "Nia Prosser",
        Some("Night shift"),
        "headline: A rota you can plan a life around\n\
         standfirst: Four weeks' notice of every shift, and no change without the person whose shift it is.\n\
         byline: Nia Prosser, weaver on the night shift since 2014\n\
         \n\
         My daughter's school asks for two weeks' notice of anything. Our rota gives us three days.\n\n\
         ## What I would do first\n\n\
         - Publish the rota **four weeks ahead**, and keep to it.\n\
         - A swap needs two names and nobody's permission.\n\
         - Night work paid from the first minute, not the first full hour.\n",
    ),
    (
        "Tom Abara",
        Some("Dye house"),
        "headline: Safe hands, clean air\n\
         standfirst: The extractor in the dye house has failed four times this year. That ends.\n\
         byline: Tom Abara, dyer and safety representative\n\
         \n\
         I have kept the accident book for six years and I know what is in it.\n\n\
         > Nobody should have to choose between their lungs and their wages.\n\n\
         I would spend the first month on **one thing**: an inspection that management attends in person.\n",
    ),
    (
        "Ruth Ellery",
        None,
        "headline: A branch that answers its members\n\
         standfirst: Letters lie unanswered for a month. I would answer them in a week.\n\
         byline: Ruth Ellery, branch secretary since 2021\n\
         \n\
         A branch is the people who come to it. I would\n\n\
         1. answer every letter within seven days,\n\
         2. hold every second meeting at a time that suits the night shift,\n\
         3. put every decision to a ballot like this one.\n",
    ),
    (
        "Sanjay Mistry",
        Some("Warehouse"),
        "headline: One branch, not two\n\
         standfirst: Warehouse and weaving shed negotiate apart, and both get less.\n\
         byline: Sanjay Mistry, warehouse\n\
         \n\
         We were told in March that the warehouse agreement has *nothing to do* with the weavers'. \
         The same people signed both.\n\n\
         I would bring both agreements to one table.\n",
    ),
];

/// A meeting that opens at this time.
pub(super) fn setup(opens: u64) -> Setup {
    let statements: Vec<Vec<u8>> = STATEMENTS.iter().map(|(.., text)| text.as_bytes().to_vec()).collect();
    let people = (STATEMENTS.iter().zip(&statements)).map(|((name, from, _), text)| Candidate {
        name: (*name).to_owned(),
        affiliation: from.map(ToOwned::to_owned),
        statement: Some(BlobRef::of(text)),
    });
    let chair = Contest {
        title: "Chair of the branch".to_owned(),
        kind: BallotKind::Ranking,
        candidates: people.collect(),
        slates: vec![Slate { name: "Both sheds together".to_owned(), candidates: vec![4, 1, 2] }],
        rotated: false,
        seats: 1,
        rules: "av".to_owned(),
        options: Vec::new(),
        reserved: Vec::new(),
        ranks: Some(4),
        max_score: None,
    };
    let answer = |name: &str| Candidate { name: name.to_owned(), affiliation: None, statement: None };
    let motion = Contest {
        title: "Shall every second meeting be held in the morning?".to_owned(),
        kind: BallotKind::Choice,
        candidates: vec![answer("Yes"), answer("No")],
        slates: Vec::new(),
        rotated: false,
        seats: 1,
        rules: "plurality".to_owned(),
        options: Vec::new(),
        reserved: Vec::new(),
        ranks: None,
        max_score: None,
    };
    let contests = (1..=2).map(|contest| ClassContest { contest, weight: 1 }).collect();
    Setup {
        organisation: "The Weavers’ Branch".to_owned(),
        title: "Annual meeting".to_owned(),
        contests: vec![chair, motion],
        classes: vec![Class { name: "Members".to_owned(), contests }],
        members: vec![MEMBERS],
        registrars: 1,
        trustees: 3,
        threshold: 2,
        opens,
        closes: opens + OPEN,
        min_list: 5,
        closes_when_all_voted: true,
        turnout: true,
        statements,
    }
}
