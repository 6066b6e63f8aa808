// The register (§3.3, §6.2), freeze (§3.4) and replace (§3.5).

import type { Fields } from "../acts.js";
import { chunks, compare, equal, hex, mustHex, utf8 } from "../bytes.js";
import { must } from "../checks.js";
import { readVerifyingKey } from "../crypto/signature.js";
import type { Entry } from "../note.js";
import { allLists, type Register, type Row, sameList, type State } from "../state.js";
import { beginCeremony } from "./ceremony.js";

const FIRST_LINE = utf8("hustings/v1 register\n");

export function applyRegister(state: State, entry: Entry, act: Fields<"register">, blob: Uint8Array): void {
  const { manifest } = state;
  must(state.now === null || state.now < manifest.objections_until, "A13", "the time for objections has passed");
  const rowLength = 2 + 32 * manifest.registrars.length;
  checkFigures(act.members, manifest.classes.length, blob, rowLength);
  const rows = chunks(blob.subarray(FIRST_LINE.length), rowLength);
  checkOrderOfRows(rows, manifest.classes.length);
  const credentials = rows.map((row) => chunks(row.subarray(2), 32));
  for (const [i, keys] of credentials.entries()) {
    must(keys.every((key) => readVerifyingKey(key) !== null), "R3", `row ${i} has a credential that is no valid key`);
  }
  const names = credentials.map((keys) => keys.map(hex));
  checkCredentials(state, names);
  checkTotals(state, act.members);
  state.register = asRegister(entry, act, rows, names);
  for (const name of names.flat()) state.everCredentials.add(name);
  state.phase = "registered";
  state.changedBy(entry.index);
}

const classOf = (row: Uint8Array): number => row[0]! * 256 + row[1]!;

/** R1 */
function checkFigures(members: readonly number[], classes: number, blob: Uint8Array, rowLength: number): void {
  must(members.length === classes, "R1", `there are ${members.length} figures for ${classes} classes`);
  must(equal(blob.subarray(0, FIRST_LINE.length), FIRST_LINE), "R1", "the register does not begin with its line");
  const bytes = blob.length - FIRST_LINE.length;
  must(bytes % rowLength === 0, "R1", "the register ends within a row");
  must(bytes > 0, "R1", "the register has no row");
  const counted = Array<number>(classes).fill(0);
  for (const row of chunks(blob.subarray(FIRST_LINE.length), rowLength)) {
    const memberClass = classOf(row);
    if (memberClass >= 1 && memberClass <= classes) counted[memberClass - 1]!++;
  }
  const wrong = counted.findIndex((count, i) => count !== members[i]);
  must(wrong < 0, "R1", `class ${wrong + 1} has ${counted[wrong]} rows, not ${members[wrong]}`);
}

/** R2 */
function checkOrderOfRows(rows: readonly Uint8Array[], classes: number): void {
  rows.forEach((row, i) => {
    const memberClass = classOf(row);
    must(memberClass >= 1 && memberClass <= classes, "R2", `row ${i} is of class ${memberClass}, which is none`);
    must(i === 0 || compare(row, rows[i - 1]!) > 0, "R2", `row ${i} is not greater than the one before`);
  });
}

/** R4 */
function checkCredentials(state: State, names: readonly string[][]): void {
  const seen = new Set<string>();
  names.forEach((row, i) => {
    for (const name of row) {
      must(!state.offices.has(name), "R4", `row ${i} has a credential that holds an office`);
      must(!seen.has(name), "R4", `row ${i} has a credential that stands before`);
      seen.add(name);
    }
  });
}

/** R9 */
function checkTotals(state: State, members: readonly number[]): void {
  state.manifest.contests.forEach((contest, i) => {
    let total = 0n;
    state.manifest.classes.forEach((memberClass, c) => {
      const list = memberClass.contests.find((item) => item.contest === i + 1);
      if (list === undefined) return;
      total += BigInt(members[c]!) * BigInt(list.weight) * BigInt(contest.max_score ?? 1);
    });
    must(total <= BigInt(Number.MAX_SAFE_INTEGER), "R9", `the votes in contest ${i + 1} could be too many to write`);
  });
}

function asRegister(entry: Entry, act: Fields<"register">, rows: readonly Uint8Array[], names: string[][]): Register {
  const list: Row[] = rows.map((row, i) => ({ memberClass: classOf(row), credentials: names[i]!, ballot: null }));
  return {
    identifier: entry.identifier,
    hash: act.rows.sha256,
    members: act.members,
    rows: list,
    byCredentials: new Map(list.map((row) => [row.credentials.join(), row])),
    credentials: new Set(names.flat()),
  };
}

export function applyFreeze(state: State, entry: Entry, act: Fields<"freeze">): void {
  const { manifest } = state;
  must(state.now !== null && state.now >= manifest.objections_until, "A13", "the time for objections has not passed");
  must(act.register === state.register!.identifier, "R5", "this is not the last register");
  const small = allLists(manifest).filter((list) => membersOf(state, list) < 3n * BigInt(manifest.min_list));
  must(
    small.length === act.small_lists.length && small.every((list, i) => sameList(list, act.small_lists[i]!)),
    "R6",
    `${small.length} lists are small; the act does not name exactly these`,
  );
  beginCeremony(state, 1, manifest.trustees.map((_, i) => i + 1), state.now);
  state.phase = "ceremony";
  state.changedBy(entry.index);
}

function membersOf(state: State, list: { contest: number; weight: number }): bigint {
  return state.manifest.classes.reduce(
    (total, c, i) => (c.contests.some((item) => sameList(item, list)) ? total + BigInt(state.register!.members[i]!) : total),
    0n,
  );
}

export function applyReplace(state: State, entry: Entry, act: Fields<"replace">): void {
  const register = state.register!;
  const row = register.byCredentials.get(act.old.join());
  must(row !== undefined, "R7", "no row of the register has these credentials");
  must(row.ballot === null, "R7", "this row has voted");
  must(act.new.length === row.credentials.length, "R8", `there are ${act.new.length} new credentials`);
  must(act.new.every((key) => readVerifyingKey(mustHex(key)) !== null), "R8", "a new credential is no valid key");
  must(new Set(act.new).size === act.new.length, "R8", "a new credential stands twice");
  const used = act.new.find((key) => state.offices.has(key) || state.everCredentials.has(key));
  must(used === undefined, "R8", `the new credential ${used?.slice(0, 8)} has been used in this election`);
  register.byCredentials.delete(act.old.join());
  for (const key of act.old) register.credentials.delete(key);
  row.credentials = act.new;
  register.byCredentials.set(act.new.join(), row);
  for (const key of act.new) {
    register.credentials.add(key);
    state.everCredentials.add(key);
  }
  state.figures.replaced++;
  state.changedBy(entry.index);
}
