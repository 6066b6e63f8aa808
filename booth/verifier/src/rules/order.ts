// A5 to A10: an act's place in the log and in the life of the election (§2.2, §3).

import type { Act, Kind } from "../acts.js";
import { hex } from "../bytes.js";
import { must } from "../checks.js";
import type { Entry } from "../note.js";
import type { Phase, State } from "../state.js";

const ANY: readonly Kind[] = ["clock", "complaint", "ruling", "annul", "handover"];

/** §3; the key ceremony's acts besides, which depend on the round, and `key-erased`. */
const ACTS: Record<Phase, readonly Kind[]> = {
  announced: ["register"],
  registered: ["register", "freeze"],
  ceremony: ["replace"],
  stalled: [],
  keyed: ["replace", "key-check", "open"],
  open: ["ballot", "replace", "suspend", "extend"],
  closed: ["mix", "open-small", "shares"],
  opened: ["shares", "result"],
  counted: ["certify", "report"],
  certified: ["certify", "report"],
};

const ROUNDS: Record<1 | 2 | 3 | 4, readonly Kind[]> = {
  1: ["key-commit"],
  2: ["key-reveal"],
  3: ["key-shares"],
  4: ["key-complaint", "key-answer", "key-confirm"],
};

const HPKE_ERASED: readonly Phase[] = ["keyed", "open", "closed", "opened", "counted", "certified"];

export function checkOrder(state: State, entry: Entry): void {
  const { act } = entry;
  must(!state.identifiers.has(entry.identifier), "A5", "this act stands in the log already");
  must(act.kind !== "manifest", "A6", "this is a second manifest");
  must(act.fields.election === state.election, "A7", "the act names another election");
  if (act.kind !== "ballot") {
    const { size, root } = act.fields.at;
    must(size <= entry.index, "A8", `a checkpoint of ${size} entries is named where there are ${entry.index}`);
    must(hex(state.tree.root(size)) === root, "A8", `the first ${size} entries have another root`);
    must(size >= state.since, "A9", `the checkpoint has ${size} entries, the state last changed at ${state.since}`);
  }
  must(isInOrder(state, act), "A10", `${act.kind} has no place here: the election is ${describePhase(state)}`);
}

function isInOrder(state: State, act: Exclude<Act, { kind: "manifest" }>): boolean {
  if (ANY.includes(act.kind)) return true;
  if (act.kind === "key-erased") {
    return act.fields.erased === "hpke" ? HPKE_ERASED.includes(state.phase) : state.phase === "certified";
  }
  if (act.kind === "ballot" && state.phase === "open") return !isSuspended(state);
  if (state.phase === "ceremony" && ROUNDS[state.ceremony!.round].includes(act.kind)) return true;
  return ACTS[state.phase].includes(act.kind);
}

/** §3.9: while now < until, and no longer. */
export const isSuspended = (state: State): boolean => state.now! < state.poll!.suspendedUntil;

function describePhase(state: State): string {
  if (state.phase === "open" && isSuspended(state)) return "open, and suspended";
  return state.phase === "ceremony" ? `in round ${state.ceremony!.round} of the key ceremony` : state.phase;
}
