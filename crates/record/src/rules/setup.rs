//! Manifest, register, freeze, replacements (§3.1, §3.3–§3.5).

use crate::acts::{Freeze, Manifest, Register, Replace};
use crate::apply::Call;
use crate::ballot_size;
use crate::blobs;
use crate::canonical::{Hex32, MAX_INTEGER};
use crate::ceremony::Ceremony;
use crate::checks::{Check, Violation};
use crate::register::{self, Row};
use crate::rules::contests;
use crate::state::{Election, Phase, RegisterState};
use hustings_proofs::signature::VerifyingKey;
use std::collections::{HashMap, HashSet};

/// The most trustees, witnesses: what one entry can name, and a ceremony can bear.
const MAX_OFFICES: usize = 64;

/// `manifest`: A14 to A18.
pub(crate) fn manifest(m: &Manifest, call: &Call) -> Result<Election, Violation> {
    offices(m)?;
    let keys = distinct_keys(m)?;
    dates(m)?;
    let spaces = contests::check(m)?;
    let size = ballot_size::largest(m, &spaces);
    Check::BallotSize.hold(size <= crate::entry::MAX_ENTRY as u64, || {
        format!("the largest ballot takes {size} bytes; an entry holds 65,535")
    })?;
    Ok(Election {
        id: call.id,
        manifest: m.clone(),
        phase: Phase::Announced,
        since: call.index + 1,
        clocks: Vec::new(),
        server: m.server,
        origin: m.origin.clone(),
        offices: keys,
        spaces,
        register: None,
        ceremony: None,
        keys: None,
        poll: None,
        lists: Vec::new(),
        result: None,
        complaints: Vec::new(),
        annulled: None,
        erased: Vec::new(),
        open_small: Vec::new(),
    })
}

/// A14: 2 ≤ t, 2t > n, t < n unless asked for; k of w with 2k > w; one or two registrars.
fn offices(m: &Manifest) -> Result<(), Violation> {
    let (t, n) = (m.threshold, m.trustees.len() as u64);
    let (k, w) = (m.witnesses_needed, m.witnesses.len() as u64);
    let rule = |ok: bool, words: &dyn Fn() -> String| Check::Offices.hold(ok, words);
    rule(n <= MAX_OFFICES as u64 && w <= MAX_OFFICES as u64, &|| {
        format!("{n} trustees and {w} witnesses; at most {MAX_OFFICES} of each can serve")
    })?;
    rule(t >= 2, &|| format!("{t} trustee could open the ballots alone; at least 2 must be needed"))?;
    rule(2 * t > n && t <= n, &|| {
        format!("{t} of {n} trustees are needed; it must be more than half, and no more than all")
    })?;
    rule(t < n || m.no_spare_trustee, &|| {
        format!(
            "all {n} trustees are needed, so one lost key loses the election; ask for it with no_spare_trustee"
        )
    })?;
    rule(k >= 1 && 2 * k > w && k <= w, &|| {
        format!("{k} of {w} witnesses are needed; it must be more than half, and no more than all")
    })?;
    rule((1..=2).contains(&m.registrars.len()), &|| {
        format!("{} registrars; there must be one or two", m.registrars.len())
    })
}

/// A15: every office has a valid key of its own.
fn distinct_keys(m: &Manifest) -> Result<HashSet<Hex32>, Violation> {
    let mut seen = HashSet::new();
    let all = [&m.organiser, &m.scrutineer, &m.server].into_iter();
    for key in all.chain(&m.registrars).chain(&m.trustees).chain(m.witnesses.iter().map(|w| &w.key)) {
        VerifyingKey::parse(&key.0)
            .map_err(|e| Check::Keys.fails(format!("{} is no valid key: {e}", key.short())))?;
        Check::Keys.hold(seen.insert(*key), || format!("key {} holds two offices", key.short()))?;
    }
    let mut names = HashSet::new();
    for w in &m.witnesses {
        let sound = crate::log::note::check_name(&w.name).is_ok() && names.insert(&w.name);
        Check::Keys.hold(sound, || format!("\"{}\" cannot name a witness, or names two", w.name))?;
    }
    Ok(seen)
}

/// A16.
fn dates(m: &Manifest) -> Result<(), Violation> {
    let order = [
        ("objections_until", m.objections_until),
        ("opens", m.opens),
        ("closes", m.closes),
        ("latest_close", m.latest_close),
    ];
    for pair in order.windows(2) {
        let ((a, at), (b, bt)) = (pair[0], pair[1]);
        let strictly = b == "closes";
        Check::Dates.hold(if strictly { at < bt } else { at <= bt }, || {
            format!("{b} ({bt}) is not after {a} ({at})")
        })?;
    }
    Check::Dates
        .hold(m.answer_seconds >= 1, || "trustees have no time to answer: answer_seconds is 0".to_owned())
}

/// `register`: A13, R1 to R4, R9.
pub(crate) fn register(election: &mut Election, a: &Register, call: &Call) -> Result<(), Violation> {
    let (m, now) = (&election.manifest, election.time());
    Check::Date.hold(now.is_none_or(|t| t < m.objections_until), || {
        format!("objections were heard until {}; the last clock says {}", m.objections_until, time_words(now))
    })?;
    Check::RegisterRows.hold(a.members.len() == m.classes.len(), || {
        format!("it states {} classes, the manifest has {}", a.members.len(), m.classes.len())
    })?;
    let blob = blobs::fetch(&a.rows, "the register", call.blobs)?;
    let rows = register::read(&blob, m.registrars.len(), &a.members, &election.offices)?;
    let mut by_credential = HashMap::with_capacity(rows.len());
    for (i, row) in rows.iter().enumerate() {
        by_credential.extend(row.credentials.iter().map(|c| (*c, i)));
    }
    votes(m, &a.members)?;
    let mut used = election.register.take().map_or_else(HashSet::new, |r| r.used);
    used.extend(by_credential.keys().copied());
    election.register = Some(RegisterState {
        act: call.id,
        blob: a.rows,
        used,
        rows,
        by_credential,
        replaced: 0,
        frozen: false,
    });
    election.enter(Phase::Registered, call.index);
    Ok(())
}

/// R9: no figure of the result can pass what a record can write.
fn votes(m: &Manifest, members: &[u64]) -> Result<(), Violation> {
    for (number, contest) in (1..).zip(&m.contests) {
        let most = contest.max_score.unwrap_or(1).max(1);
        let votes = (m.classes.iter().zip(members))
            .flat_map(|(class, n)| class.contests.iter().filter(|c| c.contest == number).map(move |c| (n, c)))
            .try_fold(0u64, |sum, (n, c)| sum.checked_add(n.checked_mul(c.weight)?.checked_mul(most)?));
        Check::RegisterVotes.hold(votes.is_some_and(|v| v <= MAX_INTEGER), || {
            format!("all votes in contest {number}, with weights and scores, pass 9,007,199,254,740,991")
        })?;
    }
    Ok(())
}

/// `freeze`: A13, R5, R6.
pub(crate) fn freeze(election: &mut Election, a: &Freeze, call: &Call) -> Result<(), Violation> {
    let until = election.manifest.objections_until;
    let now = election.time();
    Check::Date.hold(now.is_some_and(|t| t >= until), || {
        format!("objections are heard until {until}; the last clock says {}", time_words(now))
    })?;
    let last = election.register.as_ref().map(|r| r.act);
    Check::FrozenRegister.hold(last == Some(a.register), || {
        format!(
            "it names register {}, the last is {}",
            a.register.short(),
            last.map_or_else(String::new, |l| l.short())
        )
    })?;
    let small: Vec<_> = (election.members_by_list().into_iter())
        .filter(|(_, members)| *members < 3 * election.manifest.min_list)
        .map(|(list, _)| list)
        .collect();
    Check::SmallLists.hold(small == a.small_lists, || {
        let words =
            |l: &[crate::acts::ListName]| l.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
        format!("lists below three times min_list: [{}]; named: [{}]", words(&small), words(&a.small_lists))
    })?;
    if let Some(register) = election.register.as_mut() {
        register.frozen = true;
    }
    let members = (1..=election.manifest.trustees.len() as u64).collect();
    election.ceremony = Some(Ceremony::new(1, members, election.time()));
    election.enter(Phase::Ceremony, call.index);
    Ok(())
}

/// `replace`: R7, R8.
pub(crate) fn replace(election: &mut Election, a: &Replace, call: &Call) -> Result<(), Violation> {
    let registrars = election.manifest.registrars.len();
    let Some(register) = election.register.as_mut() else {
        return Err(Check::ReplaceOld.fails("there is no register"));
    };
    let row = a.old.first().and_then(|c| register.by_credential.get(c)).copied();
    let Some(row) = row.filter(|r| register.rows[*r].credentials == a.old) else {
        return Err(Check::ReplaceOld.fails("the credentials to be replaced are no row of the register"));
    };
    let voted = election.poll.as_ref().is_some_and(|p| p.heads.contains_key(&row));
    Check::ReplaceOld.hold(!voted, || "that member has already cast a ballot".to_owned())?;
    Check::ReplaceNew.hold(a.new.len() == registrars, || {
        format!("{} new credentials where a row has {registrars}", a.new.len())
    })?;
    let mut fresh = HashSet::new();
    for c in &a.new {
        VerifyingKey::parse(&c.0)
            .map_err(|e| Check::ReplaceNew.fails(format!("{} is no valid key: {e}", c.short())))?;
        let new = fresh.insert(*c) && !register.used.contains(c) && !election.offices.contains(c);
        Check::ReplaceNew.hold(new, || format!("{} is already used in this election", c.short()))?;
    }
    for old in &a.old {
        register.by_credential.remove(old);
    }
    register.by_credential.extend(a.new.iter().map(|c| (*c, row)));
    register.used.extend(a.new.iter().copied());
    register.rows[row] = Row { class: register.rows[row].class, credentials: a.new.clone() };
    register.replaced += 1;
    election.since = call.index + 1;
    Ok(())
}

pub(crate) fn time_words(time: Option<u64>) -> String {
    time.map_or_else(|| "nothing yet".to_owned(), |t| t.to_string())
}
