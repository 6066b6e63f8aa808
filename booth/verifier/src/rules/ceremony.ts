// The key ceremony and the keys' later life (§3.6, §5.1).

import type { Act, Fields } from "../acts.js";
import { equal, mustHex } from "../bytes.js";
import { must } from "../checks.js";
import {
  ceremonyKeys,
  type Dealing,
  dealingHash,
  isHpkeKey,
  keyCheckDefect,
  possessionDefect,
  readCoefficients,
  shareFits,
} from "../crypto/ceremony.js";
import type { Entry } from "../note.js";
import type { Ceremony, State } from "../state.js";

export type CeremonyAct = Extract<
  Act,
  { kind: "key-commit" | "key-reveal" | "key-shares" | "key-complaint" | "key-answer" | "key-confirm" }
>;

export function beginCeremony(state: State, number: number, members: number[], now: number): void {
  state.ceremony = {
    number,
    members,
    round: 1,
    began: now,
    spoken: new Set(),
    commitments: new Map(),
    dealings: new Map(),
    complaints: new Map(),
    keys: null,
  };
}

export function applyCeremonyAct(state: State, entry: Entry, act: CeremonyAct): void {
  const ceremony = state.ceremony!;
  const { trustee } = act.fields;
  must(act.fields.ceremony === ceremony.number, "K1", `ceremony ${ceremony.number} is the present one`);
  if (act.kind === "key-answer") return applyAnswer(state, entry, ceremony, act.fields);
  must(ceremony.members.includes(trustee), "K1", `trustee ${trustee} is no member of this ceremony`);
  must(!ceremony.spoken.has(trustee), "K1", `trustee ${trustee} has spoken in this round`);
  switch (act.kind) {
    case "key-commit":
      applyCommit(ceremony, act.fields);
      break;
    case "key-reveal":
      applyReveal(state, ceremony, act.fields);
      break;
    case "key-shares":
      checkShares(ceremony, act.fields);
      break;
    case "key-complaint":
      return applyComplaint(state, ceremony, act.fields);
    case "key-confirm":
      checkConfirm(ceremony, act.fields);
      break;
  }
  ceremony.spoken.add(trustee);
  if (ceremony.spoken.size === ceremony.members.length) endRound(state, entry, ceremony);
}

function applyCommit(ceremony: Ceremony, act: Fields<"key-commit">): void {
  must(isHpkeKey(mustHex(act.hpke_key)), "K3", "the key for private shares is no valid key");
  must(act.commitment.length === 64, "K3", "the commitment has not 64 bytes");
  ceremony.commitments.set(act.trustee, { hpkeKey: act.hpke_key, commitment: act.commitment });
}

function applyReveal(state: State, ceremony: Ceremony, act: Fields<"key-reveal">): void {
  const { hpkeKey, commitment } = ceremony.commitments.get(act.trustee)!;
  const dealing: Dealing = {
    election: mustHex(state.election),
    ceremony: ceremony.number,
    dealer: act.trustee,
    hpkeKey: mustHex(hpkeKey),
    coefficients: act.coefficients.map(mustHex),
    possession: { commitment: mustHex(act.possession.commitment), response: mustHex(act.possession.response) },
  };
  must(equal(dealingHash(dealing), commitment), "K2", "the dealing is not the one committed to");
  const points = readCoefficients(dealing, state.manifest.threshold);
  must(points !== null, "K3", `there are not ${state.manifest.threshold} points, the first not the identity`);
  const defect = possessionDefect(dealing, points[0]!);
  must(defect === null, "K4", `the proof of possession: ${defect}`);
  ceremony.dealings.set(act.trustee, points);
}

/** K5 */
function checkShares(ceremony: Ceremony, act: Fields<"key-shares">): void {
  const others = ceremony.members.filter((member) => member !== act.trustee);
  const recipients = act.shares.map((share) => share.recipient);
  must(recipients.join() === others.join(), "K5", `the shares are for ${recipients.join(", ")}, not ${others.join(", ")}`);
  must(act.shares.every((share) => share.sealed.length === 80), "K5", "a sealed share has not 80 bytes");
}

function applyComplaint(state: State, ceremony: Ceremony, act: Fields<"key-complaint">): void {
  const { dealer, trustee } = act;
  const name = `${dealer}/${trustee}`;
  must(dealer !== trustee && ceremony.members.includes(dealer), "K6", `trustee ${dealer} is no other member`);
  must(!ceremony.complaints.has(name), "K6", `trustee ${trustee} has complained of ${dealer} already`);
  ceremony.complaints.set(name, { dealer, complainer: trustee, isUnanswered: true });
  ceremony.began = state.now!;
}

function applyAnswer(state: State, entry: Entry, ceremony: Ceremony, act: Fields<"key-answer">): void {
  const complaint = ceremony.complaints.get(`${act.trustee}/${act.complainer}`);
  must(complaint?.isUnanswered === true, "K7", "there is no such complaint that waits for an answer");
  complaint.isUnanswered = false;
  if (shareFits(mustHex(act.share), ceremony.dealings.get(act.trustee)!, act.complainer)) {
    ceremony.began = state.now!;
  } else {
    restart(state, entry.index, [act.trustee], state.now!);
  }
}

function checkConfirm(ceremony: Ceremony, act: Fields<"key-confirm">): void {
  const waiting = [...ceremony.complaints.values()].some((c) => c.complainer === act.trustee && c.isUnanswered);
  must(!waiting, "K1", `a complaint of trustee ${act.trustee} is unanswered`);
  const keys = ceremony.keys;
  must(keys !== null, "K8", "one of the keys that everyone computes is the identity");
  must(equal(mustHex(act.joint_key), keys.jointBytes), "K8", "the joint key is another one");
  const X = keys.verificationBytes[act.trustee - 1]!;
  must(equal(mustHex(act.verification_key), X), "K8", "the verification key is another one");
}

function endRound(state: State, entry: Entry, ceremony: Ceremony): void {
  state.changedBy(entry.index);
  if (ceremony.round === 4) {
    state.phase = "keyed";
    return;
  }
  ceremony.round++;
  ceremony.began = state.now!;
  ceremony.spoken = new Set();
  if (ceremony.round === 4) {
    const dealings = ceremony.members.map((member) => ceremony.dealings.get(member)!);
    ceremony.keys = ceremonyKeys(dealings, state.manifest.threshold, state.manifest.trustees.length);
  }
}

/** *Time*: whoever is late at this clock is out. */
export function checkLate(state: State, index: number, time: number): void {
  const ceremony = state.ceremony!;
  if (time < ceremony.began + state.manifest.answer_seconds) return;
  const accused = [...ceremony.complaints.values()].filter((c) => c.isUnanswered).map((c) => c.dealer);
  const silent = ceremony.members.filter((member) => !ceremony.spoken.has(member));
  restart(state, index, accused.length > 0 ? accused : silent, time);
}

function restart(state: State, index: number, out: readonly number[], now: number): void {
  const { threshold, no_spare_trustee } = state.manifest;
  const left = state.ceremony!.members.filter((member) => !out.includes(member));
  if (left.length >= (no_spare_trustee ? threshold : threshold + 1)) {
    beginCeremony(state, state.ceremony!.number + 1, left, now);
  } else {
    state.phase = "stalled";
  }
  state.changedBy(index);
}

export function applyKeyCheck(state: State, act: Fields<"key-check">): void {
  const { trustee, at, proof } = act;
  must(state.holdsShare(trustee), "K1", `trustee ${trustee} holds no share of the key`);
  const defect = keyCheckDefect(
    mustHex(state.election),
    state.ceremony!.number,
    trustee,
    state.ceremony!.keys!,
    { size: at.size, root: mustHex(at.root) },
    { commitment: mustHex(proof.commitment), response: mustHex(proof.response) },
  );
  must(defect === null, "K9", `the proof: ${defect}`);
  const time = state.clocks.reduce((last, clock) => (clock.index < at.size ? clock.time : last), 0);
  state.keyChecks.set(trustee, Math.max(time, state.keyChecks.get(trustee) ?? 0));
  state.figures.keyChecks++;
}

export function applyKeyErased(state: State, act: Fields<"key-erased">): void {
  const name = `${act.trustee} ${act.erased}`;
  must(!state.erased.has(name), "K1", `trustee ${act.trustee} has said so before`);
  state.erased.add(name);
}
