// Where the program takes a shorter way than the text of §9, it is held against the text's own, on random contests.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Contest, Reserved } from "../src/acts.js";
import { gradeLevels } from "../src/count/grades.js";
import { Lots } from "../src/count/lots.js";
import { Tallying } from "../src/count/papers.js";
import type { Victory } from "../src/count/pairs.js";
import { candidateNumbers, type Question } from "../src/count/question.js";
import { layersOf } from "../src/count/ranked-pairs.js";
import { Places, reservedDefect } from "../src/count/reserved.js";

/** Numbers below n, the same ones every time. */
function numbers(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

const contestOf = (C: number, seats: number, rest: Partial<Contest>): Contest => ({
  title: "A contest",
  kind: "ranking",
  candidates: Array.from({ length: C }, (_, i) => ({ name: `Candidate ${i + 1}`, affiliation: null, statement: null })),
  slates: [],
  rotated: false,
  seats,
  rules: "scottish-stv",
  options: [],
  reserved: [],
  ranks: C,
  max_score: null,
  ...rest,
});

/** Every choice of so many items. */
function choices<T>(items: readonly T[], some: number): T[][] {
  if (some === 0) return [[]];
  return items.flatMap((item, i) => choices(items.slice(i + 1), some - 1).map((rest) => [item, ...rest]));
}

test("§9.6: possible results, the doomed and the guarded, against every choice there is", () => {
  const below = numbers(1);
  let [possible, impossible, doomed, guarded] = [0, 0, 0, 0];
  for (let i = 0; i < 500; i++) {
    const C = 2 + below(6);
    const seats = 1 + below(C);
    const everybody = Array.from({ length: C }, (_, c) => c + 1);
    const reserved = Array.from({ length: 1 + below(3) }, (_, g): Reserved => {
      const candidates = everybody.filter(() => below(2) === 0);
      const least = below(3) === 0 ? null : below(seats + 1);
      return { group: `${g}`, candidates, at_least: least, at_most: least === null ? below(seats + 1) : null };
    });
    const contest = contestOf(C, seats, { reserved });
    const meets = (result: readonly number[]): boolean =>
      reserved.every(({ candidates, at_least, at_most }) => {
        const n = result.filter((c) => candidates.includes(c)).length;
        return n >= (at_least ?? 0) && n <= (at_most ?? Infinity);
      });
    const isExcluded = everybody.map(() => below(4) === 0);
    const results = choices(everybody, seats).filter(meets);
    assert.equal(reservedDefect(contest) === null, results.length > 0);
    // some of one result are elected, so that there may be a possible one
    const elected = (results[0] ?? []).filter(() => below(3) === 0);
    const continuing = everybody.filter((c) => !elected.includes(c) && !isExcluded[c - 1]);
    const places = Math.min(seats - elected.length, continuing.length);
    const left = choices(continuing, places).filter((some) => meets([...elected, ...some]));
    const found = new Places(contest);
    assert.equal(found.isPossible(elected, continuing), left.length > 0);
    if (left.length === 0) impossible++;
    if (left.length === 0 || elected.length === seats) continue;
    possible++;
    const standing = found.standing(elected, continuing);
    const inNone = continuing.filter((c) => left.every((result) => !result.includes(c)));
    const inAll = continuing.filter((c) => continuing.length > places && left.every((result) => result.includes(c)));
    assert.deepEqual([...standing.doomed].sort(), inNone);
    assert.deepEqual([...standing.guarded].sort(), inAll);
    doomed += inNone.length;
    guarded += inAll.length;
  }
  assert.ok(possible > 100 && impossible > 50 && doomed > 50 && guarded > 50);
});

/** §9.10 word for word: the middle grades, taken away one after the other. */
function middleGrades(grades: readonly number[], isBetter: boolean): number[] {
  const row = [...grades].sort((a, b) => b - a);
  const taken: number[] = [];
  while (row.length > 0) {
    const middle = isBetter ? Math.ceil(row.length / 2) : Math.floor(row.length / 2) + 1;
    taken.push(...row.splice(middle - 1, 1));
  }
  return taken;
}

test("§9.10: levels of majority judgment, against grades taken away one by one", () => {
  const below = numbers(2);
  let several = 0;
  for (let i = 0; i < 500; i++) {
    const isBetter = i % 2 === 0;
    const C = 2 + below(4);
    const rules = isBetter ? "majority-judgment-better" : "majority-judgment-worse";
    const contest = contestOf(C, 1, { kind: "score", ranks: null, max_score: 3, rules });
    const ballots = Array.from({ length: 1 + below(9) }, () => [3, ...Array.from({ length: C - 1 }, () => below(4))]);
    const tallying = new Tallying();
    for (const digits of ballots) tallying.add({ kind: "valid", digits }, 1n);
    const question: Question = { contest, tally: tallying.tally, members: 0n, lots: new Lots(new Uint8Array(64), 1) };
    const taken = candidateNumbers(contest).map((c) => middleGrades(ballots.map((digits) => digits[c - 1]!), isBetter).join());
    // grades are single digits, so that sequences of one length compare as texts
    const due = [...new Set(taken)].sort().reverse().map((row) => candidateNumbers(contest).filter((c) => taken[c - 1] === row));
    assert.deepEqual(gradeLevels(question), due);
    if (due.length < C) several++;
  }
  assert.ok(several > 50);
});

test("§9.9: layers, against every set of candidates", () => {
  const below = numbers(3);
  let parted = 0;
  for (let i = 0; i < 500; i++) {
    const C = 2 + below(5);
    const everybody = Array.from({ length: C }, (_, c) => c + 1);
    const victories: Victory[] = [];
    for (const [x, y] of choices(everybody, 2) as [number, number][]) {
      const outcome = below(6); // rarely a tie, more often the lower number
      if (outcome > 0) victories.push({ winner: outcome > 1 ? x : y, loser: outcome > 1 ? y : x, for: 2, against: 1 });
    }
    const beats = (x: number, y: number): boolean => victories.some((v) => v.winner === x && v.loser === y);
    const due: number[][] = [];
    for (let left = everybody; left.length > 0; left = left.filter((c) => !due.at(-1)!.includes(c))) {
      const isLayer = (set: readonly number[]): boolean => left.every((y) => set.includes(y) || set.every((x) => beats(x, y)));
      due.push(left.flatMap((_, n) => choices(left, n + 1)).find(isLayer)!); // the smallest come first
    }
    assert.deepEqual(layersOf(everybody, victories), due);
    if (due.length > 1 && due.length < C) parted++;
  }
  assert.ok(parted > 50);
});
