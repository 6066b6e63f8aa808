//! Result, certification, report (§3.12, §3.13): C1 to C5, Z1 to Z3.

use crate::acts::{Certify, ElectionResult, ListName, Outcome, Report};
use crate::apply::Call;
use crate::blobs;
use crate::checks::{Check, Violation};
use crate::state::{Election, Phase, ResultState};
use crate::tally::{self, Tally, TallyError};

/// `result`: C1 to C5.
pub(crate) fn result(election: &mut Election, a: &ElectionResult, call: &Call) -> Result<(), Violation> {
    let Tally { openings, contests } = tally::tally(election).map_err(|e| match e {
        TallyError::NotOpened(_) => Check::Opened.fails(e.to_string()),
        TallyError::Count { .. } => Check::Elected.fails(e.to_string()),
    })?;
    let stated: Vec<ListName> = a.profiles.iter().map(|p| p.list).collect();
    let due: Vec<ListName> = openings.iter().map(|(name, _)| *name).collect();
    Check::Profiles.hold(stated == due, || {
        let words = |l: &[ListName]| l.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
        format!("it opens [{}], the lists with ballots are [{}]", words(&stated), words(&due))
    })?;
    for (stated, (name, opening)) in a.profiles.iter().zip(&openings) {
        let blob = blobs::fetch(&stated.profile, "the opened ballots", call.blobs)?;
        Check::Opened.hold(blob == opening.plaintexts(), || {
            format!("{name}: the opened ballots are not those that the shares give")
        })?;
    }
    let outcomes: Vec<Outcome> = contests.iter().map(|c| c.outcome.clone()).collect();
    check_outcomes(&a.outcomes, &outcomes)?;
    let mut state = ResultState {
        id: call.id,
        outcomes,
        counts: Vec::new(),
        profiles: Vec::new(),
        spoilt: Vec::new(),
        certified: Vec::new(),
        report: None,
    };
    for contest in contests {
        state.counts.push(contest.count);
        state.profiles.push(contest.profile);
        state.spoilt.push(contest.spoilt);
    }
    election.result = Some(state);
    election.enter(Phase::Counted, call.index);
    Ok(())
}

fn check_outcomes(stated: &[Outcome], counted: &[Outcome]) -> Result<(), Violation> {
    let numbers = |o: &[Outcome]| o.iter().map(|o| o.contest).collect::<Vec<_>>();
    Check::Profiles.hold(numbers(stated) == numbers(counted), || {
        format!("it decides contests {:?}, there are {:?}", numbers(stated), numbers(counted))
    })?;
    for (s, c) in stated.iter().zip(counted) {
        Check::LotSeed
            .hold(s.lot == c.lot, || format!("contest {}: the lots have another seed", c.contest))?;
    }
    for (s, c) in stated.iter().zip(counted) {
        Check::Figures.hold((s.valid, s.blank, s.spoilt) == (c.valid, c.blank, c.spoilt), || {
            format!(
                "contest {}: it states {} valid, {} blank, {} spoilt; there are {}, {}, {}",
                c.contest, s.valid, s.blank, s.spoilt, c.valid, c.blank, c.spoilt
            )
        })?;
    }
    for (s, c) in stated.iter().zip(counted) {
        Check::Elected.hold(s.elected == c.elected, || {
            format!(
                "contest {}: it states that {:?} are elected; the count elects {:?}",
                c.contest, s.elected, c.elected
            )
        })?;
    }
    Ok(())
}

/// `certify`: Z1, Z2. The t-th certificate certifies the result.
pub(crate) fn certify(election: &mut Election, a: &Certify, _call: &Call) -> Result<(), Violation> {
    let t = election.manifest.threshold;
    let Some(result) = election.result.as_mut() else {
        return Err(Check::CertifyResult.fails("there is no result yet"));
    };
    Check::CertifyResult.hold(a.result == result.id, || {
        format!("it names result {}, this is {}", a.result.short(), result.id.short())
    })?;
    Check::CertifyOnce.hold(!result.certified.contains(&a.trustee), || {
        format!("trustee {} has already certified", a.trustee)
    })?;
    result.certified.push(a.trustee);
    if result.certified.len() as u64 >= t {
        // Not a change that others must know of: a further certificate, prepared meanwhile, stands.
        election.phase = Phase::Certified;
    }
    Ok(())
}

/// `report`: Z3.
pub(crate) fn report(election: &mut Election, a: &Report) -> Result<(), Violation> {
    let Some(result) = election.result.as_mut() else {
        return Err(Check::ReportOnce.fails("there is no result yet"));
    };
    Check::ReportOnce.hold(a.result == result.id, || {
        format!("it is about result {}, this is {}", a.result.short(), result.id.short())
    })?;
    Check::ReportOnce.hold(result.report.is_none(), || "the scrutineer has already reported".to_owned())?;
    Check::ReportOnce
        .hold(a.agrees || !a.reason.trim().is_empty(), || "a refusal without a reason".to_owned())?;
    result.report = Some((a.agrees, a.reason.clone()));
    Ok(())
}
