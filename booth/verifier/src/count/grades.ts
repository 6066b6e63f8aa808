// §9.10, majority judgment: rows of grades, compared from the middle outwards.

import { Fraction } from "./fraction.js";
import { electLevels } from "./levels.js";
import { candidateNumbers, type Count, type Question } from "./question.js";

/** A candidate's grades in a row, best first, told by how many are at least so high as each grade of the contest. */
type Row = { candidate: number; atLeast: readonly bigint[] };

export function countByGrades(question: Question): Count {
  const { contest, lots } = question;
  const grades = gradesGiven(question);
  const rows = candidateNumbers(contest).map((candidate) => rowOf(question, candidate, grades));
  const elected = electLevels(contest, levelsOfRows(question, rows), lots);
  const votes = rows.map(({ atLeast }) => Fraction.of(grades[gradeAt(atLeast, middleOf(question))]!));
  return { elected, stages: [{ elected, excluded: [], votes }] };
}

/** Those who are level with each other, the best first. */
export function gradeLevels(question: Question): number[][] {
  const grades = gradesGiven(question);
  return levelsOfRows(question, candidateNumbers(question.contest).map((candidate) => rowOf(question, candidate, grades)));
}

const takesBetter = ({ contest }: Question): boolean => contest.rules === "majority-judgment-better";

/** The position of the middle grade of all. */
function middleOf(question: Question): bigint {
  const N = question.tally.valid;
  return takesBetter(question) ? (N + 1n) / 2n : N / 2n + 1n;
}

function levelsOfRows(question: Question, rows: readonly Row[]): number[][] {
  const compare = (a: Row, b: Row): number => compareRows(a, b, middleOf(question), takesBetter(question));
  const levels: Row[][] = [];
  for (const row of [...rows].sort(compare)) {
    const level = levels.at(-1);
    if (level !== undefined && compare(level[0]!, row) === 0) level.push(row);
    else levels.push([row]);
  }
  return levels.map((level) => level.map((row) => row.candidate));
}

/** Every grade that some valid paper gives, highest first. */
function gradesGiven({ tally }: Question): number[] {
  return [...new Set(tally.papers.flatMap(({ digits }) => digits))].sort((a, b) => b - a);
}

function rowOf({ tally }: Question, candidate: number, grades: readonly number[]): Row {
  const given = new Map<number, bigint>();
  for (const { digits, papers } of tally.papers) {
    const grade = digits[candidate - 1]!;
    given.set(grade, (given.get(grade) ?? 0n) + papers);
  }
  let sum = 0n;
  return { candidate, atLeast: grades.map((grade) => (sum += given.get(grade) ?? 0n)) };
}

/** The place among the grades of the one at this position (from 1) of a row. */
const gradeAt = (atLeast: readonly bigint[], position: bigint): number => atLeast.findIndex((n) => n >= position);

/**
 * Below 0 if a is better. Taking middle grades away goes outwards from the first one, by turns above and below it, so
 * that it is enough to know the positions nearest to the middle, on either side, at which two rows differ.
 */
function compareRows(a: Row, b: Row, middle: bigint, isBetter: boolean): number {
  const N = a.atLeast.at(-1)!;
  const [up, down] = nearestDifferences(a, b, middle);
  if (up === null && down === null) return 0;
  const position = firstTaken(up, down, N, middle, isBetter);
  return gradeAt(a.atLeast, position) - gradeAt(b.atLeast, position);
}

/** The last position up to the middle, and the first one behind it, at which the rows differ. */
function nearestDifferences(a: Row, b: Row, middle: bigint): [bigint | null, bigint | null] {
  let up: bigint | null = null;
  let down: bigint | null = null;
  a.atLeast.forEach((x, i) => {
    const y = b.atLeast[i]!;
    // between the ends of this grade in the two rows, one has it or a better one, and the other a worse one
    const [from, to] = x < y ? [x + 1n, y] : [y + 1n, x];
    if (from > to) return;
    if (from <= middle) up = larger(up, to < middle ? to : middle);
    if (to > middle) down = smaller(down, from > middle ? from : middle + 1n);
  });
  return [up, down];
}

const larger = (a: bigint | null, b: bigint): bigint => (a === null || b > a ? b : a);
const smaller = (a: bigint | null, b: bigint): bigint => (a === null || b < a ? b : a);

/** Which of two positions on either side of the middle is taken away earlier. */
function firstTaken(up: bigint | null, down: bigint | null, N: bigint, middle: bigint, isBetter: boolean): bigint {
  if (up === null) return down!;
  if (down === null || up === middle) return up;
  const [above, below] = [middle - up, down - middle];
  if (above !== below) return above < below ? up : down;
  // equally far: after the middle one of an odd number the `better` rule takes the one above next, the other the one below
  const isOdd = N % 2n === 1n;
  return isOdd === isBetter ? up : down;
}
