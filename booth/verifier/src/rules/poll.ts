// The poll: clocks and the close (§3.2), open (§3.7), ballots (§3.8), suspend and extend (§3.9).

import type { Fields } from "../acts.js";
import { mustHex } from "../bytes.js";
import { Failure, must } from "../checks.js";
import { partEquations } from "../crypto/ballot.js";
import { context } from "../crypto/transcript.js";
import type { Entry } from "../note.js";
import type { Row, State } from "../state.js";
import { checkLate } from "./ceremony.js";
import { closePoll } from "./lists.js";

const LONGEST_GAP = 60;
const FRESH = 86_400;

export function applyClock(state: State, entry: Entry, act: Fields<"clock">): void {
  const { time, outage } = act;
  must(state.now === null || time > state.now, "A11", `${time} is not later than ${state.now}`);
  const isGap = state.phase === "open" && time - state.now! > LONGEST_GAP;
  must(outage === isGap, "A12", isGap ? `${time - state.now!} seconds without a clock` : "there is no outage to admit");
  state.now = time;
  state.clocks.push({ index: entry.index, time });
  if (state.phase === "ceremony") checkLate(state, entry.index, time);
  if (state.phase === "open" && isClose(state, time)) closePoll(state, entry.index, time);
}

/** Whether a clock of this time is the close. */
export function isClose(state: State, time: number): boolean {
  if (state.phase !== "open") return false;
  if (time >= state.poll!.closes) return true;
  return state.manifest.closes_when_all_voted && state.register!.rows.every((row) => row.ballot !== null);
}

export function applyOpen(state: State, entry: Entry, act: Fields<"open">): void {
  const { manifest } = state;
  const now = state.now!;
  must(manifest.opens <= now && now < manifest.closes, "A13", "it is not between the opening and the closing time");
  const fresh = [...state.keyChecks.values()].filter((time) => time >= now - FRESH).length;
  must(fresh >= manifest.threshold, "K10", `${fresh} trustees have a fresh key check, ${manifest.threshold} are needed`);
  const joint = state.ceremony!.keys!.jointBytes;
  must(act.joint_key === state.ceremony!.keys!.joint.toHex(), "K11", "this is not the ceremony's key");
  must(act.register === state.register!.hash, "K11", "this is not the frozen register");
  state.poll = {
    ctx: context(mustHex(state.election), joint, mustHex(act.register), mustHex(entry.identifier)),
    openAct: entry.identifier,
    closes: manifest.closes,
    suspendedUntil: 0,
    suspendedSeconds: 0,
    firstParts: new Set(),
    ballots: 0,
  };
  state.phase = "open";
  state.changedBy(entry.index);
}

export function applyBallot(state: State, entry: Entry, act: Fields<"ballot">): void {
  const poll = state.poll!;
  const row = state.register!.byCredentials.get(act.credentials.join());
  must(row !== undefined, "B1", "no row of the register has these credentials");
  must(act.open === poll.openAct, "B2", "the ballot names another opening");
  must(act.previous === (row.ballot?.identifier ?? null), "B3", "the ballot does not name the voter's ballot before it");
  checkShape(state, row, act);
  checkFirstParts(poll.firstParts, act);
  checkParts(state, entry, act);
  if (row.ballot !== null) state.figures.recast++;
  row.ballot = { index: entry.index, identifier: entry.identifier, parts: act.parts };
  poll.ballots++;
}

/** B4 */
function checkShape(state: State, row: Row, act: Fields<"ballot">): void {
  const contests = state.manifest.classes[row.memberClass - 1]!.contests.map((c) => c.contest);
  const named = act.parts.map((part) => part.contest);
  must(named.join() === contests.join(), "B4", `the parts are for contests ${named.join(", ")}, not ${contests.join(", ")}`);
  for (const { contest, ciphertexts, commitments, responses } of act.parts) {
    const W = state.widths[contest - 1]!;
    const fits = [ciphertexts, commitments, responses].every((list) => list.length === W);
    must(fits, "B4", `the part for contest ${contest} has not ${W} of each`);
  }
}

/** B5 */
function checkFirstParts(seen: Set<string>, act: Fields<"ballot">): void {
  const own = act.parts.flatMap((part) => part.ciphertexts.map(([a]) => a));
  const isNew = own.every((a) => !seen.has(a)) && new Set(own).size === own.length;
  must(isNew, "B5", "a ciphertext's first part has been used before");
  for (const a of own) seen.add(a);
}

/** B6, and B7 put off, part by part */
function checkParts(state: State, entry: Entry, act: Fields<"ballot">): void {
  const credentials = act.credentials.map(mustHex);
  const previous = act.previous === null ? null : mustHex(act.previous);
  for (const part of act.parts) {
    const statement = { ctx: state.poll!.ctx, contest: part.contest, credentials, previous };
    const equations = partEquations(statement, state.widths[part.contest - 1]!, part);
    if (typeof equations === "string") throw new Failure("B6", `the part for contest ${part.contest}: ${equations}`);
    const failure = new Failure("B7", `the proof of the part for contest ${part.contest} does not hold`);
    for (const equation of equations) state.owed.oweGroup(entry.index, equation, failure);
  }
}

export function applySuspend(state: State, entry: Entry, act: Fields<"suspend">): void {
  const poll = state.poll!;
  const from = Math.max(state.now!, poll.suspendedUntil);
  must(from < act.until, "A19", "the suspension ends before it begins");
  const seconds = poll.suspendedSeconds + (act.until - from);
  const most = state.manifest.longest_suspension;
  must(seconds <= most, "A19", `the poll would be suspended for ${seconds} seconds, ${most} are allowed`);
  poll.suspendedUntil = act.until;
  poll.suspendedSeconds = seconds;
  state.changedBy(entry.index);
}

export function applyExtend(state: State, entry: Entry, act: Fields<"extend">): void {
  const poll = state.poll!;
  must(act.closes > poll.closes, "A19", "this is no extension");
  must(act.closes <= state.manifest.latest_close, "A19", "the manifest allows no extension so late");
  poll.closes = act.closes;
  state.changedBy(entry.index);
}
