//! Grades and scores the long way round: every paper by itself.

use std::cmp::Reverse;

use hustings_count::{Ballot, Profile};

/// Each paper's scores, one entry a paper; blank papers left out.
pub fn papers(profile: &Profile) -> Vec<Vec<u32>> {
    let scores = |ballot: &Ballot| match ballot {
        Ballot::Scores(scores) => scores.clone(),
        _ => unreachable!("scores only"),
    };
    let all = profile.ballots.iter().flat_map(|(ballot, papers)| vec![scores(ballot); *papers as usize]);
    all.filter(|scores| !scores.is_empty()).collect()
}

/// The middle grades of one candidate in the order in which they are taken away.
pub fn middles(profile: &Profile, candidate: usize, better: bool) -> Vec<u32> {
    let mut grades: Vec<u32> = papers(profile).iter().map(|scores| scores[candidate]).collect();
    grades.sort_unstable_by_key(|grade| Reverse(*grade));
    let mut taken = Vec::new();
    while !grades.is_empty() {
        let middle = if better { grades.len().div_ceil(2) - 1 } else { grades.len() / 2 };
        taken.push(grades.remove(middle));
    }
    taken
}

/// Everyone by their middle grades, those with the same together.
pub fn judged(profile: &Profile, better: bool) -> Vec<Vec<u16>> {
    let mut order: Vec<(Reverse<Vec<u32>>, u16)> = (0..profile.candidates.len())
        .map(|one| (Reverse(middles(profile, one, better)), one as u16 + 1))
        .collect();
    order.sort();
    let mut levels: Vec<(Reverse<Vec<u32>>, Vec<u16>)> = Vec::new();
    for (middles, one) in order {
        match levels.last_mut() {
            Some(level) if level.0 == middles => level.1.push(one),
            _ => levels.push((middles, vec![one])),
        }
    }
    levels.into_iter().map(|level| level.1).collect()
}

/// STAR with the ties of the official protocol, from the papers, one winner after another.
pub fn star(profile: &Profile, highest: u32, drawn: &[u16]) -> Vec<u16> {
    let papers = papers(profile);
    let mut left: Vec<u16> = (1..=profile.candidates.len() as u16).collect();
    let mut seated = Vec::new();
    while seated.len() < profile.seats as usize {
        let winner = star_round(&papers, highest, drawn, &left);
        left.retain(|one| *one != winner);
        seated.push(winner);
    }
    seated
}

fn star_round(papers: &[Vec<u32>], highest: u32, drawn: &[u16], left: &[u16]) -> u16 {
    let score = |one: u16| papers.iter().map(|paper| u64::from(paper[usize::from(one) - 1])).sum::<u64>();
    let fives =
        |one: u16| papers.iter().filter(|paper| paper[usize::from(one) - 1] == highest).count() as u64;
    let over = |one: u16, other: u16| {
        papers.iter().filter(|paper| paper[usize::from(one) - 1] > paper[usize::from(other) - 1]).count()
            as u64
    };
    let mut finalists: Vec<u16> = Vec::new();
    let mut group: Vec<u16> = Vec::new();
    while finalists.len() < 2.min(left.len()) {
        if group.is_empty() {
            let waiting = || left.iter().copied().filter(|one| !finalists.contains(one));
            let best = waiting().map(score).max().expect("someone waits");
            group = waiting().filter(|one| score(*one) == best).collect();
        }
        let places = 2 - finalists.len();
        if group.len() <= places {
            finalists.append(&mut group);
            continue;
        }
        let lost =
            |one: &u16| group.iter().filter(|other| over(**other, *one) > over(*one, **other)).count() as u64;
        // Two figures in the order of the protocol; the first that tells anyone apart counts.
        let by_losses: Vec<(u64, u16)> = group.iter().map(|one| (lost(one), *one)).collect();
        let most_losses = by_losses.iter().map(|one| one.0).max().expect("a group");
        let (out, stay): (Vec<_>, Vec<_>) = by_losses.iter().partition(|one| one.0 == most_losses);
        if !stay.is_empty() {
            let numbers = |pairs: Vec<(u64, u16)>| pairs.into_iter().map(|one| one.1).collect::<Vec<_>>();
            if stay.len() >= places {
                group = numbers(stay);
            } else {
                finalists.extend(numbers(stay));
                group = numbers(out);
            }
            continue;
        }
        let most = group.iter().map(|one| fives(*one)).max().expect("a group");
        let (best, rest): (Vec<u16>, Vec<u16>) = group.iter().partition(|one| fives(**one) == most);
        if rest.is_empty() {
            let mut order = group.clone();
            order.sort_by_key(|one| drawn.iter().position(|other| other == one));
            finalists.extend(order.into_iter().take(places));
            group.clear();
        } else if best.len() <= places {
            finalists.extend(best);
            group = rest;
        } else {
            group = best;
        }
    }
    finalists.sort_by_key(|one| drawn.iter().position(|other| other == one));
    let best = |one: u16| {
        let other = finalists.iter().copied().find(|other| *other != one);
        (other.map(|other| over(one, other)), score(one), fives(one))
    };
    // Of equal ones the first drawn.
    *finalists.iter().rev().max_by_key(|one| best(**one)).expect("a finalist")
}
