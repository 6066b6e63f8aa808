//! A second counter for the Scottish rules, written to be compared with the first.
//!
//! Deliberately simple and deliberately different: it keeps every paper by itself, finds each
//! paper's next preference from the top of the ballot anew, adds exact rationals, and truncates
//! only where SSI 2011/399 rule 49(3) says so. It shares no code with the crate but the types of
//! a profile.

use hustings_count::{Ballot, Profile};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

/// One stage as the second counter sees it.
#[derive(Debug, PartialEq)]
pub struct Seen {
    pub action: String,
    pub totals: Vec<BigRational>,
    pub non_transferable: BigRational,
    pub elected: Vec<u16>,
}

struct Paper {
    marks: Vec<u16>,
    value: BigRational,
    holder: Option<u16>,
}

/// All stages; ties that the stages do not decide go to whoever comes first in `order`.
pub fn stages(profile: &Profile, order: &[u16]) -> (BigRational, Vec<Seen>) {
    let mut papers = papers(profile);
    let valid = BigInt::from(papers.len());
    let quota = BigRational::from(valid / (BigInt::from(profile.seats) + 1) + 1);
    let everyone: Vec<u16> = (1..=profile.candidates.len() as u16).collect();
    let mut running: Vec<u16> = everyone.clone();
    running.retain(|one| !profile.candidates[*one as usize - 1].withdrawn);
    let mut elected: Vec<u16> = Vec::new();
    let mut waiting: Vec<u16> = Vec::new();
    let mut seen: Vec<Seen> = Vec::new();
    let mut credited = vec![BigRational::zero(); everyone.len()];
    let mut action = "first".to_owned();
    for paper in &mut papers {
        paper.holder = paper.marks.iter().copied().find(|mark| running.contains(mark));
    }
    loop {
        // What nobody holds, and what was rounded away, is not transferable.
        let in_play = total_of(&papers, &everyone, &mut credited, &waiting, &elected, &quota);
        let cast = BigRational::from(BigInt::from(papers.len()));
        let mut now: Vec<u16> =
            running.iter().copied().filter(|one| credited[*one as usize - 1] >= quota).collect();
        let left = profile.seats as usize - elected.len();
        if running.len() <= left {
            now = running.clone();
        }
        now.sort_by(|a, b| {
            let (of_a, of_b) = (&credited[*a as usize - 1], &credited[*b as usize - 1]);
            of_b.cmp(of_a).then(a.cmp(b))
        });
        running.retain(|one| !now.contains(one));
        waiting.extend(&now);
        elected.extend(&now);
        seen.push(Seen { action, totals: credited.clone(), non_transferable: cast - in_play, elected: now });
        if elected.len() == profile.seats as usize || running.is_empty() {
            return (quota, seen);
        }
        let surplus = |one: &u16| &credited[*one as usize - 1] - &quota;
        waiting.retain(|one| surplus(one).is_positive());
        if let Some(most) = waiting.iter().map(surplus).max() {
            let tied = waiting.iter().copied().filter(|one| surplus(one) == most).collect();
            let giver = decide(tied, &seen, order, true);
            waiting.retain(|one| *one != giver);
            pass_on(&mut papers, giver, &running, Some((&most, &credited[giver as usize - 1])));
            action = format!("surplus {giver}");
        } else {
            let fewest = running.iter().map(|one| credited[*one as usize - 1].clone()).min();
            let is_low = |one: &u16| Some(&credited[*one as usize - 1]) == fewest.as_ref();
            let tied = running.iter().copied().filter(is_low).collect();
            let loser = decide(tied, &seen, order, false);
            running.retain(|one| *one != loser);
            pass_on(&mut papers, loser, &running, None);
            action = format!("exclusion {loser}");
        }
    }
}

fn papers(profile: &Profile) -> Vec<Paper> {
    let mut papers = Vec::new();
    for (ballot, count) in &profile.ballots {
        let Ballot::Ranking(marks) = ballot else { unreachable!("rankings only") };
        let standing = |mark: &u16| !profile.candidates[*mark as usize - 1].withdrawn;
        if marks.iter().any(standing) {
            for _ in 0..*count {
                let value = BigRational::one();
                papers.push(Paper { marks: marks.clone(), value, holder: None });
            }
        }
    }
    papers
}

/// Credits each candidate; an elected one whose surplus is gone keeps exactly the quota.
fn total_of(
    papers: &[Paper],
    everyone: &[u16],
    credited: &mut [BigRational],
    waiting: &[u16],
    elected: &[u16],
    quota: &BigRational,
) -> BigRational {
    for one in everyone {
        let held = papers.iter().filter(|paper| paper.holder == Some(*one));
        let sum: BigRational = held.map(|paper| &paper.value).sum();
        let keeps = elected.contains(one) && !waiting.contains(one) && credited[*one as usize - 1] >= *quota;
        credited[*one as usize - 1] = if keeps { quota.clone() } else { sum };
    }
    credited.iter().sum()
}

/// Rule 49(3) for a surplus, rule 51 for an exclusion.
fn pass_on(papers: &mut [Paper], from: u16, running: &[u16], surplus: Option<(&BigRational, &BigRational)>) {
    let places = BigRational::from(BigInt::from(100_000));
    for paper in papers.iter_mut().filter(|paper| paper.holder == Some(from)) {
        if let Some((surplus, total)) = surplus {
            let exact = surplus * &paper.value / total;
            paper.value = (exact * &places).trunc() / &places;
        }
        let at = paper.marks.iter().position(|mark| *mark == from).expect("the holder is marked");
        paper.holder = paper.marks[at + 1..].iter().copied().find(|mark| running.contains(mark));
    }
}

/// Looks back stage by stage, then at the order drawn.
fn decide(mut tied: Vec<u16>, seen: &[Seen], order: &[u16], highest: bool) -> u16 {
    for stage in seen.iter().rev() {
        let of = |one: &u16| stage.totals[*one as usize - 1].clone();
        let best = if highest { tied.iter().map(of).max() } else { tied.iter().map(of).min() };
        tied.retain(|one| Some(of(one)) == best);
    }
    *order.iter().find(|one| tied.contains(one)).expect("the order names everyone")
}
