// §9.5, Points, and Elections at a point (E1 to E5); §9.6 for both.

import { Fraction, lesser } from "../fraction.js";
import type { Candidate } from "./piles.js";
import { type TransferState, totalVotes } from "./state.js";
import { extremes } from "./ties.js";

/** Quota, elections, notes. `isSorting`: the point after a sorting. */
export function point(state: TransferState, { endsStage, isSorting }: { endsStage: boolean; isSorting: boolean }): void {
  state.points++;
  determineQuota(state, isSorting);
  electAt(state, endsStage);
  state.ties.note(state.candidates);
}

function determineQuota(state: TransferState, isSorting: boolean): void {
  const base = state.options.quotaBase;
  if (base === "valid" && !isSorting) return;
  if (base === "until-elected" && state.elected.length > 0) return;
  state.quota = state.numbers.quota(totalVotes(base === "continuing" ? state.continuing : state.candidates));
}

function electAt(state: TransferState, endsStage: boolean): void {
  const { last, lead } = state.options;
  const takesFew = last === "without-transfer" || (last === "after-transfer" && endsStage);
  if (state.isFew && takesFew) return electAll(state); // E1
  if (lead === "active") electByActive(state); // E3
  else electByQuota(state); // E2
  if (lead === "majority" && state.vacancies === 1) electByMajority(state); // E4
  const isQuiet = endsStage && state.underWay.batches.length === 0 && state.waiting.length === 0;
  if (isQuiet) electLast(state); // E5
}

const byVotes = (a: Candidate, b: Candidate): number => b.votes.compare(a.votes) || a.number - b.number;

function electAll(state: TransferState): void {
  for (const candidate of state.continuing.sort(byVotes)) state.elect(candidate);
}

/** The continuing candidates among whom those to be elected are looked for. */
const electable = (state: TransferState): Candidate[] => state.continuing.filter((c) => !state.isDoomed(c));

function hasEnough(state: TransferState, votes: Fraction): boolean {
  if (votes.isZero) return false;
  const order = votes.compare(state.quota);
  return state.options.elect === "reaching" ? order >= 0 : order > 0;
}

/** E2 */
function electByQuota(state: TransferState): void {
  const enough = electable(state).filter((c) => hasEnough(state, c.votes)).sort(byVotes);
  let rest = noMoreThanVacancies(state, enough);
  while (rest.length > 0) {
    const level = rest.filter((c) => c.votes.equals(rest[0]!.votes));
    rest = rest.slice(level.length);
    for (const candidate of inTurn(state, level)) if (!state.isDoomed(candidate)) state.elect(candidate);
  }
}

/** E2, where more have enough than there are vacancies. */
function noMoreThanVacancies(state: TransferState, enough: readonly Candidate[]): Candidate[] {
  let rest = [...enough];
  while (rest.length > state.vacancies) {
    const fewest = extremes(rest, (c) => c.votes, "lowest");
    const others = rest.filter((c) => !fewest.includes(c));
    rest = others;
    if (others.length >= state.vacancies) continue;
    let left = fewest;
    while (rest.length < state.vacancies) {
      const chosen = state.ties.choose(left, "highest");
      left = left.filter((c) => c !== chosen);
      rest = [...rest, chosen];
    }
  }
  return rest;
}

/** §9.6: lots, where candidates with equal votes cannot all be elected. */
function inTurn(state: TransferState, level: readonly Candidate[]): readonly Candidate[] {
  if (level.length === 1 || state.canAllBeElected(level)) return level;
  return drawn(state, level);
}

function drawn(state: TransferState, tied: readonly Candidate[]): Candidate[] {
  const order = state.question.lots.draw(tied.map((c) => c.number));
  return order.map((number) => state.candidates[number - 1]!);
}

/** A: votes of the continuing, surpluses waiting, and what is moving. */
function activeVotes(state: TransferState): Fraction {
  const isMoving = state.underWay.batches.length > 0;
  const moving = isMoving ? totalVotes(state.underWay.excluded) : Fraction.ZERO;
  return totalVotes(state.continuing).plus(state.waitingSurpluses).plus(moving);
}

/** E3 */
function electByActive(state: TransferState): void {
  let A = activeVotes(state);
  while (state.vacancies > 0) {
    const most = extremes(electable(state), (c) => c.votes, "highest");
    if (most.length === 0) return;
    const x = most[0]!.votes;
    const isAhead = !x.isZero && x.times(Fraction.of(state.vacancies + 1)).compare(A) >= 0;
    if (!hasEnough(state, x) && !isAhead) return;
    const chosen = chooseAmongMost(state, most);
    if (chosen === null) return;
    state.elect(chosen);
    A = A.minus(lesser(x, state.quota));
  }
}

function chooseAmongMost(state: TransferState, most: readonly Candidate[]): Candidate | null {
  if (most.length > state.vacancies) {
    const left = state.ties.narrow(most, "highest");
    return left.length === 1 ? left[0]! : null;
  }
  return most.length === 1 || state.canAllBeElected(most) ? most[0]! : drawn(state, most)[0]!;
}

/** E4 */
function electByMajority(state: TransferState): void {
  const A = activeVotes(state);
  const half = electable(state).filter((c) => !c.votes.isZero && c.votes.plus(c.votes).compare(A) >= 0);
  if (half.length === 1) state.elect(half[0]!);
}

/** E5 */
function electLast(state: TransferState): void {
  if (state.options.last === "after-surpluses" && state.isFew) electAll(state);
  if (state.options.lead !== "last-two" || state.vacancies !== 1) return;
  const two = electable(state);
  if (two.length !== 2) return;
  const most = extremes(two, (c) => c.votes, "highest");
  state.elect(most.length === 1 ? most[0]! : drawn(state, two)[0]!);
}
