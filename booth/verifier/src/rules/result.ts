// The result (§3.12) and what is said of it: certify and report (§3.13).

import type { Fields, Outcome } from "../acts.js";
import { equal } from "../bytes.js";
import { must } from "../checks.js";
import { type ListProfile, tally, type Tally } from "../count/papers.js";
import { Lots } from "../count/lots.js";
import { count } from "../count/rules.js";
import { combine } from "../crypto/decryption.js";
import type { Entry } from "../note.js";
import { describeList, sameList, type State } from "../state.js";
import { saysSomething } from "../text.js";
import { asOpened } from "./lists.js";

/** What the shares open of one list. */
type Opening = ListProfile & { contest: number; lotSeed: Uint8Array };

export function applyResult(state: State, entry: Entry, act: Fields<"result">, profiles: readonly Uint8Array[]): void {
  const openings = checkProfiles(state, act, profiles);
  const contests = state.manifest.contests;
  const named = act.outcomes.map((outcome) => outcome.contest);
  must(named.join() === contests.map((_, i) => i + 1).join(), "C1", "the outcomes do not name every contest, in order");
  const computed = contests.map((contest, i) => {
    // allLists ascends by weight, so the first list of a contest has the lowest (§9.2)
    const lists = openings.filter((opening) => opening.contest === i + 1);
    const counted = tally(contest, state.widths[i]!, lists);
    return { lot: lists[0]?.lotSeed ?? null, counted };
  });
  act.outcomes.forEach((outcome, i) => checkLot(outcome, computed[i]!.lot)); // C3
  act.outcomes.forEach((outcome, i) => checkFigures(outcome, computed[i]!.counted)); // C4
  act.outcomes.forEach((outcome, i) => {
    const elected = electedOf(state, i + 1, computed[i]!.counted, computed[i]!.lot);
    const isSame = elected.join() === outcome.elected.join();
    must(isSame, "C5", `contest ${i + 1} elects ${elected.join(", ") || "nobody"}, not ${outcome.elected.join(", ") || "nobody"}`);
  });
  const valid = computed.reduce((sum, { counted }) => sum + counted.valid, 0n);
  state.result = {
    identifier: entry.identifier,
    elected: act.outcomes.map((outcome) => outcome.elected),
    valid: Number(valid),
  };
  state.phase = "counted";
  state.changedBy(entry.index);
}

/** §9: the numbers of the elected, in order; nobody without a valid ballot. */
function electedOf(state: State, number: number, tally: Tally, lot: Uint8Array | null): number[] {
  if (tally.valid === 0n || lot === null) return [];
  const contest = state.contest(number);
  return count({ contest, tally, members: entitledPapers(state, number), lots: new Lots(lot, number) }).elected;
}

/** §9.11: how many papers the register entitles to in a contest. */
function entitledPapers(state: State, contest: number): bigint {
  const weights = state.manifest.classes.map(({ contests }) => contests.find((c) => c.contest === contest)?.weight ?? 0);
  return weights.reduce((sum, weight, i) => sum + BigInt(weight) * BigInt(state.register!.members[i]!), 0n);
}

/** C1 for the profiles, C2 */
function checkProfiles(state: State, act: Fields<"result">, profiles: readonly Uint8Array[]): Opening[] {
  const lists = state.openableLists;
  const isEach = lists.length === act.profiles.length && lists.every((l, i) => sameList(l.name, act.profiles[i]!.list));
  must(isEach, "C1", "the profiles are not those of the lists with a ballot");
  return lists.map((list, i) => {
    const opened = combine(asOpened(state, list), list.opened, state.manifest.threshold);
    if (opened === null) throw new Error("a list without enough shares in an election that is opened");
    must(equal(profiles[i]!, opened.profile), "C2", `the profile of ${describeList(list.name)} is another one`);
    return { ...list.name, ...opened };
  });
}

function checkLot(outcome: Outcome, lot: Uint8Array | null): void {
  const isSame = lot === null || outcome.lot === null ? lot === outcome.lot : equal(lot, outcome.lot);
  must(isSame, "C3", `the lot seed of contest ${outcome.contest} is another one`);
}

function checkFigures(outcome: Outcome, { valid, blank, spoilt }: Tally): void {
  const named = [outcome.valid, outcome.blank, outcome.spoilt].map(BigInt);
  const isSame = named[0] === valid && named[1] === blank && named[2] === spoilt;
  must(isSame, "C4", `contest ${outcome.contest} has ${valid} valid, ${blank} blank and ${spoilt} spoilt ballots`);
}

export function applyCertify(state: State, act: Fields<"certify">): void {
  must(act.result === state.result!.identifier, "Z1", "the certificate names another result");
  must(!state.certified.has(act.trustee), "Z2", `trustee ${act.trustee} has certified`);
  state.certified.add(act.trustee);
  if (state.certified.size >= state.manifest.threshold) state.phase = "certified";
}

export function applyReport(state: State, act: Fields<"report">): void {
  must(act.result === state.result!.identifier, "Z3", "the report is on another result");
  must(state.report === null, "Z3", "the scrutineer has reported");
  must(act.agrees || saysSomething(act.reason), "Z3", "a refusal gives no reason");
  state.report = { agrees: act.agrees, reason: act.reason };
}
