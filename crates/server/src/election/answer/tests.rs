#![allow(clippy::unwrap_used)]

use hustings_record::Check;

use super::*;

/// Whatever is answered is the same after its way through another process.
#[test]
fn answers_survive_their_way() {
    let blob = BlobRef { sha256: Hex32([7; 32]), size: 9 };
    let violation = Violation {
        check: Check::Previous,
        entry: Some(3),
        signer: Some("voter 1a2b".to_owned()),
        detail: "\"quoted\", and – a dash".to_owned(),
    };
    let refusals = [
        Refusal::Check(violation),
        Refusal::Check(Check::ManifestFirst.fails("none")),
        Refusal::Previous { head: Some(Hex32([1; 32])) },
        Refusal::Previous { head: None },
        Refusal::NotOpen,
        Refusal::Closed,
        Refusal::Suspended { until: 5 },
        Refusal::Interrupted,
        Refusal::Blobs(vec![blob]),
        Refusal::BlobSize(blob),
        Refusal::Astray { told: 1, now: u64::MAX },
        Refusal::Stale { size: 4 },
        Refusal::Cosignatures("none".to_owned()),
        Refusal::Elsewhere,
        Refusal::Busy,
        Refusal::Storage("full".to_owned()),
        Refusal::Stopping,
    ];
    let recorded = Recorded {
        act: Hex32([2; 32]),
        index: 6,
        checkpoint: "a\nb\n".to_owned(),
        proof: vec![Hex32([3; 32]), Hex32([4; 32])],
    };
    let there_and_back = |answer: &Answered| -> Answered {
        serde_json::from_str(&serde_json::to_string(answer).unwrap()).unwrap()
    };
    let mut answers: Vec<Answered> = refusals.iter().cloned().map(|r| Answered::Act(Err(r))).collect();
    answers.extend(refusals.into_iter().map(|r| Answered::Cosigned(Err(r))));
    answers.extend([Answered::Act(Ok(recorded)), Answered::Cosigned(Ok(3))]);
    for answer in answers {
        assert_eq!(there_and_back(&answer), answer);
    }
    // Every check has its name, and no two the same.
    for check in Check::ALL {
        let refusal = Answered::Act(Err(Refusal::Check(check.fails("x"))));
        assert_eq!(there_and_back(&refusal), refusal);
    }
}
