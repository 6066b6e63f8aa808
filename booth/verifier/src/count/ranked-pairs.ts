// §9.9, Ranked pairs.

import type { Contest } from "../acts.js";
import { levelsOf } from "./levels.js";
import type { Lots } from "./lots.js";
import { type Strength, strengthOf, type Victory } from "./pairs.js";
import { candidateNumbers } from "./question.js";

export function rankedPairsLevels(contest: Contest, victories: readonly Victory[], lots: Lots): number[][] {
  let before = 0;
  return layersOf(candidateNumbers(contest), victories).flatMap((layer) => {
    const isDeciding = before < contest.seats && before + layer.length > contest.seats;
    before += layer.length;
    const own = victories.filter((v) => layer.includes(v.winner) && layer.includes(v.loser));
    const locked = lock(groupsOf(own, strengthOf(contest)), layer, isDeciding ? lots : null);
    return levelsOf(layer, (x, y) => locked.some((v) => v.winner === x && v.loser === y));
  });
}

/** The smallest set, not empty, each of whom beats everybody outside it; then that of those left. */
export function layersOf(candidates: readonly number[], victories: readonly Victory[]): number[][] {
  const beats = new Set(victories.map((v) => `${v.winner}>${v.loser}`));
  const layers: number[][] = [];
  let left = [...candidates];
  while (left.length > 0) {
    const sets = left.map((first) => closure(first, left, beats));
    const layer = sets.reduce((least, set) => (set.size < least.size ? set : least));
    layers.push([...layer].sort((a, b) => a - b));
    left = left.filter((c) => !layer.has(c));
  }
  return layers;
}

/** The smallest such set with this candidate: with whoever one of it does not beat. */
function closure(first: number, among: readonly number[], beats: ReadonlySet<string>): Set<number> {
  const set = new Set([first]);
  for (const x of set) for (const y of among) if (y !== x && !beats.has(`${x}>${y}`)) set.add(y); // grows while it is walked
  return set;
}

/** Groups of equal victories, the strongest first. */
function groupsOf(victories: readonly Victory[], strength: Strength): Victory[][] {
  const groups: Victory[][] = [];
  for (const victory of [...victories].sort((a, b) => strength(b, a))) {
    const group = groups.at(-1);
    if (group !== undefined && strength(group[0]!, victory) === 0) group.push(victory);
    else groups.push([victory]);
  }
  return groups;
}

/** The victories of a layer that are locked; with lots in the layer in which the last seat falls. */
function lock(groups: readonly Victory[][], layer: readonly number[], lots: Lots | null): Victory[] {
  const locked: Victory[] = [];
  let order: number[] | null = null;
  for (const group of groups) {
    const fitting = group.filter((victory) => fits(locked, victory));
    if (isWithoutCircle([...locked, ...fitting])) {
      locked.push(...fitting);
      continue;
    }
    if (lots === null) break;
    order ??= lots.draw(layer);
    const place = (candidate: number): number => order!.indexOf(candidate);
    // the winner drawn first before others; of one winner's, the loser drawn last before others
    const inTurn = [...group].sort((a, b) => place(a.winner) - place(b.winner) || place(b.loser) - place(a.loser));
    for (const victory of inTurn) if (fits(locked, victory)) locked.push(victory);
  }
  return locked;
}

const fits = (locked: readonly Victory[], { winner, loser }: Victory): boolean => !reachable(locked, loser).has(winner);

const isWithoutCircle = (locked: readonly Victory[]): boolean => locked.every((victory) => fits(locked, victory));

/** Whom victories lead to from a candidate, itself included. */
function reachable(locked: readonly Victory[], from: number): Set<number> {
  const found = new Set([from]);
  for (const x of found) for (const v of locked) if (v.winner === x) found.add(v.loser); // grows while it is walked
  return found;
}
