//! Mixing and opening (§3.10, §3.11): M1 to M6, D1 to D7.

use crate::acts::{Mix, OpenSmall, Shares};
use crate::apply::Call;
use crate::blobs;
use crate::canonical::Hex32;
use crate::checks::{Check, Violation};
use crate::list::List;
use crate::log::{Checkpoint, cosignature_message};
use crate::state::{Election, Phase, index};
use hustings_proofs::decryption::{ShareError, ShareProof, ShareStatement};
use hustings_proofs::list::CiphertextList;
use hustings_proofs::shuffle::{self, Proof, ShuffleError, Statement};
use hustings_proofs::signature::VerifyingKey;
use std::sync::Arc;

/// Seconds by which a witness's clock may be behind the record's (D2).
const CLOCKS_DIFFER: u64 = 60;

fn place(election: &Election, name: crate::acts::ListName) -> Option<usize> {
    election.lists.iter().position(|l| l.name == name && l.ballots() > 0)
}

/// `mix`: M1 to M6.
pub(crate) fn mix(election: &mut Election, a: &Mix, call: &mut Call) -> Result<(), Violation> {
    let Some(at) = place(election, a.list) else {
        return Err(Check::MixOrder.fails(format!("there is no list {} with ballots", a.list)));
    };
    let list = &election.lists[at];
    Check::MixOrder.hold(list.shares.is_empty(), || format!("{} is already being opened", a.list))?;
    let number = list.mixes.len() as u64 + 1;
    Check::MixOrder
        .hold(a.number == number, || format!("it is mix {} of {}; the next is {number}", a.number, a.list))?;
    let once = list.mixes.iter().all(|(trustee, _)| *trustee != a.trustee);
    Check::MixOnce.hold(once, || format!("trustee {} has already mixed {}", a.trustee, a.list))?;
    Check::MixInput.hold(a.input == list.current_hash(), || {
        format!("it starts from {}, {} stands at {}", a.input.short(), a.list, list.current_hash().short())
    })?;
    let (rows, width) = (list.input.rows(), list.input.width());
    let due = (rows * width * 64) as u64;
    Check::MixOutput.hold(a.output.size == due, || {
        format!("it gives {} bytes for {rows} ballots, which take {due}", a.output.size)
    })?;
    let output = blobs::fetch(&a.output, "the mixed ballots", call.blobs)?;
    let output = CiphertextList::parse(output, width).map_err(|e| Check::MixOutput.fails(e.to_string()))?;
    let due = Proof::length(rows, width) as u64;
    Check::MixProofForm
        .hold(a.proof.size == due, || format!("the proof takes {due} bytes, this is {}", a.proof.size))?;
    let proof = blobs::fetch(&a.proof, "the mix's proof", call.blobs)?;
    let proof = Proof::parse(proof, rows, width).map_err(|e| Check::MixProofForm.fails(e.to_string()))?;
    let verified = verify_mix(election, list, a, &output, &proof, call)?;
    let list = &mut election.lists[at];
    list.mixes.push((a.trustee, verified));
    list.current = Arc::new(output);
    list.last_entry = call.index;
    Ok(())
}

fn verify_mix(
    election: &Election,
    list: &List,
    a: &Mix,
    output: &CiphertextList,
    proof: &Proof,
    call: &mut Call,
) -> Result<shuffle::VerifiedMix, Violation> {
    let key = index(a.trustee).and_then(|i| election.manifest.trustees.get(i));
    let (Some(poll), Some(keys), Some(mixer)) = (&election.poll, &election.keys, key) else {
        return Err(Check::MixOrder.fails("the poll is not closed"));
    };
    let statement = Statement {
        context: &poll.context,
        key: keys.joint.point(),
        contest: a.list.contest as u32,
        weight: a.list.weight,
        mix: a.number as u32,
        mixer: &mixer.0,
        input: &list.current,
        output,
    };
    shuffle::verify(&statement, proof, call.owed.rng()).map_err(|e| {
        let check = if matches!(e, ShuffleError::Equation) { Check::MixProof } else { Check::MixProofForm };
        check.fails(format!("mix {} of {}: {e}", a.number, a.list))
    })
}

/// `open-small`: D7.
pub(crate) fn open_small(election: &mut Election, a: &OpenSmall) -> Result<(), Violation> {
    let least = election.manifest.min_list;
    let list = election.lists.iter_mut().find(|l| l.name == a.list);
    match list.filter(|l| (1..least).contains(&l.ballots()) && !l.small_agreed) {
        Some(list) => list.small_agreed = true,
        None => {
            return Err(Check::NotSmall
                .fails(format!("{} is no list below {least} ballots, or it is agreed already", a.list)));
        }
    }
    election.open_small.push(a.clone());
    Ok(())
}

/// `shares`: D1 to D6. The last list to have t trustees' shares opens the election.
pub(crate) fn shares(election: &mut Election, a: &Shares, call: &Call) -> Result<(), Violation> {
    let t = election.manifest.threshold;
    let Some(at) = place(election, a.list) else {
        return Err(Check::Mixed.fails(format!("there is no list {} with ballots", a.list)));
    };
    let list = &election.lists[at];
    let mixes = list.mixes.len() as u64;
    Check::Mixed.hold(mixes >= t, || format!("{} has been mixed by {mixes} trustees; {t} must", a.list))?;
    witnessed(election, list, a)?;
    let (ballots, least) = (list.ballots(), election.manifest.min_list);
    Check::SmallList.hold(ballots >= least || list.small_agreed, || {
        format!("{} has {ballots} ballots, fewer than {least}, and no open-small", a.list)
    })?;
    Check::ShareOnce.hold(!list.shares.contains_key(&a.trustee), || {
        format!("trustee {} has already opened {}", a.trustee, a.list)
    })?;
    Check::ShareOnce.hold(a.input == list.current_hash(), || {
        format!("it opens {}, the last mix of {} is {}", a.input.short(), a.list, list.current_hash().short())
    })?;
    let holds = election.keys.as_ref().is_some_and(|k| k.members.contains(&a.trustee));
    Check::ShareOnce.hold(holds, || format!("trustee {} holds no share of the joint key", a.trustee))?;
    let blob = share_blob(list, a, call)?;
    let verified = verify_shares(election, list, a, &blob)?;
    election.lists[at].shares.insert(a.trustee, verified);
    let done = election.lists.iter().all(|l| l.ballots() == 0 || l.shares.len() as u64 >= t);
    if done && election.phase == Phase::Closed {
        election.enter(Phase::Opened, call.index);
    }
    Ok(())
}

fn share_blob(list: &List, a: &Shares, call: &Call) -> Result<Vec<u8>, Violation> {
    let due = 32 * (list.input.ciphertexts().len() as u64 + 1);
    Check::SharePoints
        .hold(a.shares.size == due, || format!("the shares take {due} bytes, these are {}", a.shares.size))?;
    blobs::fetch(&a.shares, "the decryption shares", call.blobs)
}

fn verify_shares(
    election: &Election,
    list: &List,
    a: &Shares,
    blob: &[u8],
) -> Result<hustings_proofs::decryption::VerifiedShares, Violation> {
    let (Some(keys), Some(opened)) = (&election.keys, list.opened(election)) else {
        return Err(Check::Mixed.fails("the poll is not closed"));
    };
    let trustee = a.trustee as u32;
    let verification_key =
        keys.joint.verification_key(trustee).map_err(|e| Check::ShareProof.fails(e.to_string()))?;
    let statement = ShareStatement { opened, trustee, verification_key: &verification_key };
    let proof = ShareProof {
        commitment_g: a.proof.commitment_g.0,
        commitment_a: a.proof.commitment_a.0,
        response: a.proof.response.0,
    };
    statement.verify(blob, &proof).map_err(|e| {
        let check = match e {
            ShareError::Length { .. } | ShareError::Share { .. } => Check::SharePoints,
            _ => Check::ShareProof,
        };
        check.fails(format!("trustee {}, {}: {e}", a.trustee, a.list))
    })
}

/// D2: the checkpoint covers the close and the last mix, and k witnesses cosigned it.
fn witnessed(election: &Election, list: &List, a: &Shares) -> Result<(), Violation> {
    Check::WitnessedClose.hold(a.at.size > list.last_entry, || {
        format!("it names a checkpoint of {} entries; the last mix is entry {}", a.at.size, list.last_entry)
    })?;
    let numbers: Vec<u64> = a.witnessed.iter().map(|w| w.witness).collect();
    Check::WitnessedClose.hold(numbers.windows(2).all(|p| p[0] < p[1]), || {
        format!("witnesses {numbers:?} are not listed once each, ascending")
    })?;
    let k = election.manifest.witnesses_needed;
    Check::WitnessedClose.hold(numbers.len() as u64 >= k, || {
        format!("{} witnesses cosigned the checkpoint; {k} must", numbers.len())
    })?;
    let closed = election.poll.as_ref().and_then(|p| p.closed_time).unwrap_or(0);
    let checkpoint = Checkpoint::new(&election.log_origin(), a.at.size, a.at.root.0)
        .map_err(|e| Check::WitnessedClose.fails(e.to_string()))?;
    for w in &a.witnessed {
        let fails = |why: String| Check::WitnessedClose.fails(format!("witness {}: {why}", w.witness));
        // The witnesses' own clocks: a server that ran its clock ahead to close early is found here.
        let early = w.time.saturating_add(CLOCKS_DIFFER) < closed;
        if early {
            return Err(fails(format!("it cosigned at {}, before the poll closed at {closed}", w.time)));
        }
        let key: &Hex32 = index(w.witness)
            .and_then(|i| election.manifest.witnesses.get(i))
            .map(|w| &w.key)
            .ok_or_else(|| fails("the manifest names no such witness".to_owned()))?;
        let key = VerifyingKey::parse(&key.0).map_err(|e| fails(e.to_string()))?;
        let signature: [u8; 64] = w
            .signature
            .0
            .as_slice()
            .try_into()
            .map_err(|_| fails("a signature of another length".to_owned()))?;
        key.verify(&cosignature_message(&checkpoint, w.time), &signature)
            .map_err(|e| fails(e.to_string()))?;
    }
    Ok(())
}
