// The close (§3.2), lists and mixes (§3.10), open-small and shares (§3.11).

import type { Fields } from "../acts.js";
import { base64, concat, hex, mustHex } from "../bytes.js";
import { checkpointText, cosignatureHolds } from "../checkpoint.js";
import { must } from "../checks.js";
import { lotPoint, type OpenedList, readShares, sharesDefect } from "../crypto/decryption.js";
import { readList } from "../crypto/list.js";
import { mixHolds, readProof } from "../crypto/shuffle.js";
import { readVerifyingKey } from "../crypto/signature.js";
import type { Entry } from "../note.js";
import { allLists, type BallotList, describeList, sameList, type State } from "../state.js";

/** The index of the closing clock is the size of the closed checkpoint. */
export function closePoll(state: State, index: number, time: number): void {
  state.close = { size: index, root: state.tree.root(index), time };
  const voted = state.register!.rows.filter((row) => row.ballot !== null);
  voted.sort((a, b) => a.ballot!.index - b.ballot!.index);
  state.lists = allLists(state.manifest).map((name) => {
    const W = state.widths[name.contest - 1]!;
    const parts = voted.flatMap((row) => {
      const isOnList = state.manifest.classes[row.memberClass - 1]!.contests.some((c) => sameList(c, name));
      return isOnList ? row.ballot!.parts.filter((part) => part.contest === name.contest) : [];
    });
    const bytes = concat(...parts.flatMap((part) => part.ciphertexts.flat().map(mustHex)));
    const list = parts.length === 0 ? null : readList(bytes, parts.length, W);
    if (typeof list === "string") throw new Error(`ballots that were checked are no list: ${list}`);
    return {
      name,
      current: list,
      ballots: parts.length,
      mixers: new Set<number>(),
      lastMix: -1,
      isSmallAgreed: false,
      lotPoint: null,
      opened: [],
    };
  });
  state.phase = voted.length === 0 ? "opened" : "closed";
  state.changedBy(index);
}

export function applyMix(state: State, entry: Entry, act: Fields<"mix">, output: Uint8Array, proofBytes: Uint8Array): void {
  const list = state.findList(act.list);
  must(list !== undefined && list.current !== null, "M1", `there is no ballot of ${describeList(act.list)}`);
  must(list.opened.length === 0, "M1", "the list's opening has begun");
  must(act.number === list.mixers.size + 1, "M1", `mix ${list.mixers.size + 1} is the next of this list`);
  must(!list.mixers.has(act.trustee), "M2", `trustee ${act.trustee} has mixed this list`);
  must(act.input === hex(list.current.hash), "M3", "the mix does not start where the one before ended");
  const { N, W } = list.current;
  const mixed = readList(output, N, W);
  must(typeof mixed !== "string", "M4", `the output: ${mixed as string}`);
  const proof = readProof(proofBytes, N, W);
  must(typeof proof !== "string", "M5", `the proof: ${proof as string}`);
  const statement = {
    ctx: state.poll!.ctx,
    ...act.list,
    mix: act.number,
    mixer: mustHex(state.manifest.trustees[act.trustee - 1]!),
    jointKey: state.ceremony!.keys!.joint,
  };
  must(mixHolds(statement, list.current, mixed, proofBytes, proof), "M6", "the proof's equations do not hold");
  list.current = mixed;
  list.mixers.add(act.trustee);
  list.lastMix = entry.index;
  state.figures.mixes++;
  state.figures.shuffled += N * W;
}

export function applyOpenSmall(state: State, act: Fields<"open-small">): void {
  const list = state.findList(act.list);
  must(list !== undefined && list.ballots > 0, "D7", `there is no ballot of ${describeList(act.list)}`);
  must(list.ballots < state.manifest.min_list, "D7", "the list is not small");
  must(!list.isSmallAgreed, "D7", "that was agreed on before");
  list.isSmallAgreed = true;
}

export function applyShares(state: State, entry: Entry, act: Fields<"shares">, blob: Uint8Array): void {
  const { manifest } = state;
  const list = state.findList(act.list);
  must(list !== undefined && list.current !== null, "D1", `there is no ballot of ${describeList(act.list)}`);
  must(list.mixers.size >= manifest.threshold, "D1", `the list has ${list.mixers.size} mixes`);
  checkWitnessed(state, list, act);
  must(list.ballots >= manifest.min_list || list.isSmallAgreed, "D3", `the list has ${list.ballots} ballots`);
  must(!list.opened.some((s) => s.trustee === act.trustee), "D4", `trustee ${act.trustee} has opened this list`);
  must(act.input === hex(list.current.hash), "D4", "this is not the last mix's output");
  must(state.holdsShare(act.trustee), "D4", `trustee ${act.trustee} holds no share of the key`);
  const shares = readShares(blob, list.current);
  must(typeof shares !== "string", "D5", shares as string);
  const keys = state.ceremony!.keys!;
  const trustee = {
    index: act.trustee,
    point: keys.verification[act.trustee - 1]!,
    bytes: keys.verificationBytes[act.trustee - 1]!,
  };
  const defect = sharesDefect(asOpened(state, list), trustee, blob, shares, {
    commitmentG: mustHex(act.proof.commitment_g),
    commitmentA: mustHex(act.proof.commitment_a),
    response: mustHex(act.proof.response),
  });
  must(defect === null, "D6", `the proof: ${defect}`);
  list.opened.push({ trustee: act.trustee, shares });
  state.figures.shares += shares.length;
  if (state.phase === "closed" && state.openableLists.every((l) => l.opened.length >= manifest.threshold)) {
    state.phase = "opened";
    state.changedBy(entry.index);
  }
}

/** A list as it stands to be opened (§8.2). */
export function asOpened(state: State, list: BallotList): OpenedList {
  const name = { ctx: state.poll!.ctx, ...list.name };
  const root = state.close!.root;
  list.lotPoint ??= lotPoint(name, root);
  return { ...name, root, list: list.current!, lotPoint: list.lotPoint };
}

/** D2 */
function checkWitnessed(state: State, list: BallotList, act: Fields<"shares">): void {
  const { witnesses, witnesses_needed } = state.manifest;
  const { witnessed, at } = act;
  must(at.size > list.lastMix, "D2", "the checkpoint does not cover the list's last mix");
  const ascends = witnessed.every(({ witness }, i) => i === 0 || witness > witnessed[i - 1]!.witness);
  must(ascends, "D2", "the witnesses are not in order");
  must(witnessed.length >= witnesses_needed, "D2", `${witnessed.length} witnesses cosigned, ${witnesses_needed} are needed`);
  const text = checkpointText(state.origin, at.size, base64(mustHex(at.root)));
  for (const { witness, time, signature } of witnessed) {
    const named = witnesses[witness - 1];
    must(named !== undefined, "D2", `there is no witness ${witness}`);
    const key = readVerifyingKey(mustHex(named.key))!;
    const holds = signature.length === 64 && cosignatureHolds(key, time, text, signature);
    must(holds, "D2", `the cosignature of ${named.name} is wrong`);
    must(time + 60 >= state.close!.time, "D2", `${named.name} cosigned before the close`);
  }
}

