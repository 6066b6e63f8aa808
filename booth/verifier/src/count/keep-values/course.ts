// §9.7: stages, elections, and who goes.

import type { Count, Question } from "../question.js";
import { drawnNumbers, goesByNumber } from "./numbers.js";
import { type KeepValueRules, PARAMETERS } from "./parameters.js";
import { KeepValueState } from "./state.js";

export function countByKeepValues(question: Question): Count {
  const state = new KeepValueState(question, PARAMETERS[question.contest.rules as KeepValueRules]);
  let next: Next = { excluded: [] };
  while (next !== "over") next = stage(state, next.excluded);
  return { elected: state.elected, stages: state.stages };
}

/** What follows a stage: another, with these excluded at its beginning. */
type Next = { excluded: number[] } | "over";

function stage(state: KeepValueState, excluded: readonly number[]): Next {
  state.beginStage(excluded);
  let surplusBefore: bigint | null = null;
  for (;;) {
    const next = round(state, surplusBefore);
    if (next !== null) {
      state.endStage();
      if (state.parameters.changesThroughout) state.newKeepValues();
      return next;
    }
    surplusBefore = state.surplus;
    state.newKeepValues();
  }
}

/** Steps 1 to 5; null if the stage has not ended. */
function round(state: KeepValueState, surplusBefore: bigint | null): Next | null {
  const { elects, changesThroughout, isClose } = state.parameters;
  state.distribute();
  const before = state.elected.length;
  const hasElected = (): boolean => state.elected.length > before;
  if (elects === "at once" || state.isFew) elect(state);
  const S = state.surplus;
  const isSettled = isClose(S, state.elected.map((c) => state.of(c))) || (surplusBefore !== null && S >= surplusBefore);
  if (elects === "when settled" && isSettled && !hasElected()) elect(state);
  if (state.continuing.length === 0 || state.vacancies === 0) return "over";
  const doomed = state.continuing.filter((c) => state.isDoomed(c));
  if (doomed.length > 0) return { excluded: doomed };
  if (hasElected() && !changesThroughout) return { excluded: [] };
  const going = whoGoes(state, isSettled);
  if (going.length > 0) return { excluded: going };
  return hasElected() ? { excluded: [] } : null;
}

const compare = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

function inOrder(state: KeepValueState, candidates: readonly number[]): number[] {
  return [...candidates].sort((a, b) => compare(state.votesOf(b), state.votesOf(a)) || a - b);
}

function elect(state: KeepValueState): void {
  const enough = state.continuing.filter((c) => state.parameters.isEnough(state.of(c)));
  electInTurn(state, inOrder(state, enough));
  if (state.isFew) electInTurn(state, inOrder(state, state.continuing));
}

function electInTurn(state: KeepValueState, due: readonly number[]): void {
  let rest = [...due];
  while (rest.length > 0) {
    const level = rest.filter((c) => state.votesOf(c) === state.votesOf(rest[0]!));
    rest = rest.slice(level.length);
    const hopeful = level.filter((c) => !state.isDoomed(c));
    const isRoom = state.places.canAllBeElected(hopeful, state.elected, state.continuing);
    for (const c of isRoom ? hopeful : state.question.lots.draw(hopeful)) if (!state.isDoomed(c)) state.elect(c);
  }
}

function whoGoes(state: KeepValueState, isSettled: boolean): number[] {
  const { parameters, surplus } = state;
  const among = state.continuing.filter((c) => !state.isGuarded(c));
  if (parameters.takesVotelessTogether && isSettled) {
    const voteless = votelessTogether(state, among);
    if (voteless.length > 0) return voteless;
  }
  const [lowest, next] = [...among].sort((a, b) => compare(state.votesOf(a), state.votesOf(b)) || a - b);
  if (parameters.hasSureLosers && next !== undefined && state.votesOf(lowest!) + surplus < state.votesOf(next)) return [lowest!];
  if (!isSettled) return [];
  const reach = state.votesOf(lowest!) + (parameters.ties === "within the surplus" ? surplus : 0n);
  return [chosenOf(state, among.filter((c) => state.votesOf(c) <= reach))];
}

/** Those with 0 votes, where there can be a count without them; otherwise nobody. */
function votelessTogether(state: KeepValueState, among: readonly number[]): number[] {
  const taken: number[] = [];
  for (const candidate of among.filter((c) => state.votesOf(c) === 0n).sort((a, b) => a - b)) {
    const others = state.continuing.filter((c) => c !== candidate && !taken.includes(c));
    if (!state.places.areReserved || state.places.isPossible(state.elected, others)) taken.push(candidate);
  }
  return state.continuing.length - taken.length >= state.vacancies ? taken : [];
}

/** The one of the tied who goes. */
function chosenOf(state: KeepValueState, tied: readonly number[]): number {
  const { ties, drawsNumbers } = state.parameters;
  const times = { latest: [...state.noted].reverse(), earliest: state.distributed, "within the surplus": [] }[ties];
  let left = [...tied];
  for (const noted of times) {
    if (left.length === 1) break;
    const fewest = left.map((c) => noted[c - 1]!).reduce((a, b) => (b < a ? b : a));
    left = left.filter((c) => noted[c - 1] === fewest);
  }
  if (left.length === 1) return left[0]!;
  if (!drawsNumbers) return state.question.lots.first(left);
  const { contest, tally } = state.question;
  return goesByNumber(left, drawnNumbers(contest.candidates.length, tally.valid, contest.seats), state.distributed.length);
}
