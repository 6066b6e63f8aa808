// NFC by the tables of Unicode 18.0 (§2.2), whatever the runtime's are. Text of characters that the
// runtime is sure to know is its own business (normalization of assigned characters never changes);
// text with younger ones is normalized here, by Unicode Standard Annex 15.

import { CLASSES, COMPOSITIONS, DECOMPOSITIONS, YOUNG } from "./nfc-data.js";

export const isNfc = (text: string): boolean => nfc(text) === text;

export function nfc(text: string): string {
  const codePoints = Array.from(text, (character) => character.codePointAt(0)!);
  if (!codePoints.some((c) => young.has(c))) return text.normalize("NFC");
  return String.fromCodePoint(...compose(reorder(codePoints.flatMap(decompose))));
}

function* range(list: string): Generator<number> {
  for (const item of list.split(" ")) {
    const [first, last] = item.split("-").map((c) => Number.parseInt(c, 16)) as [number, number | undefined];
    for (let c = first; c <= (last ?? first); c++) yield c;
  }
}

const young = new Set(range(YOUNG));
const classes = new Map(CLASSES.flatMap(([value, list]) => Array.from(range(list), (c) => [c, value] as const)));
const classOf = (c: number): number => classes.get(c) ?? 0;

const equations = (list: string) => list.split(" ").map((item) => item.split("=") as [string, string]);
const decompositions = new Map(
  equations(DECOMPOSITIONS).map(([c, parts]) => [
    Number.parseInt(c, 16),
    parts.split("+").map((part) => Number.parseInt(part, 16)),
  ]),
);
const compositions = new Map(equations(COMPOSITIONS).map(([pair, c]) => [pair, Number.parseInt(c, 16)]));

function decompose(c: number): number[] {
  if (young.has(c)) return decompositions.get(c) ?? [c];
  return Array.from(String.fromCodePoint(c).normalize("NFD"), (part) => part.codePointAt(0)!);
}

/** Runs of characters whose class is not 0 are sorted by class, equal ones staying in order. */
function reorder(codePoints: number[]): number[] {
  const ordered: number[] = [];
  let run: number[] = [];
  const flush = () => {
    ordered.push(...run.sort((a, b) => classOf(a) - classOf(b)));
    run = [];
  };
  for (const c of codePoints) {
    if (classOf(c) === 0) flush();
    (classOf(c) === 0 ? ordered : run).push(c);
  }
  flush();
  return ordered;
}

/** A character joins the last starter unless one of no lower class, or another starter, stands between. */
function compose(codePoints: number[]): number[] {
  const composed: number[] = [];
  let starter = -1;
  let between = 0; // the class of the last character kept after the starter; 256 for a starter
  for (const c of codePoints) {
    const value = classOf(c);
    const adjacent = starter >= 0 && starter === composed.length - 1;
    const joined = starter >= 0 && (adjacent || between < value) ? composite(composed[starter]!, c) : null;
    if (joined !== null) {
      composed[starter] = joined;
      continue;
    }
    if (value === 0) starter = composed.length;
    between = value === 0 ? 256 : value;
    composed.push(c);
  }
  return composed;
}

function composite(first: number, second: number): number | null {
  const ours = compositions.get(`${first.toString(16)}+${second.toString(16)}`);
  if (ours !== undefined) return ours;
  if (young.has(first) || young.has(second)) return null;
  const theirs = String.fromCodePoint(first, second).normalize("NFC");
  const c = theirs.codePointAt(0)!;
  return String.fromCodePoint(c) === theirs && c !== first ? c : null;
}
