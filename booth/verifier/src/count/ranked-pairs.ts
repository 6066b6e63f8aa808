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
    const isOf = new Set(layer);
    const own = victories.filter((v) => isOf.has(v.winner) && isOf.has(v.loser));
    const locked = lock(groupsOf(own, strengthOf(contest)), layer, isDeciding ? lots : null);
    // on the way from somebody left to another nobody is missing: whoever is beaten by somebody left is left
    return levelsOf(layer, (x, y) => locked.leads(x, y));
  });
}

/**
 * The smallest set, not empty, each of whom beats everybody outside it; then that of those left. Whoever is in such a
 * set beats more candidates than anybody outside, so that the sets are those who beat the most, cut off where it fits.
 */
export function layersOf(candidates: readonly number[], victories: readonly Victory[]): number[][] {
  const beaten = new Map(candidates.map((c) => [c, new Set<number>()]));
  for (const { winner, loser } of victories) beaten.get(winner)!.add(loser);
  const order = [...candidates].sort((a, b) => beaten.get(b)!.size - beaten.get(a)!.size);
  const layers: number[][] = [];
  let layer: number[] = [];
  let outwards = 0; // victories of those so far over the others
  order.forEach((candidate, i) => {
    const inwards = order.slice(0, i).filter((c) => beaten.get(c)!.has(candidate)).length;
    const within = order.slice(0, i).filter((c) => beaten.get(candidate)!.has(c)).length;
    outwards += beaten.get(candidate)!.size - within - inwards;
    layer.push(candidate);
    if (outwards !== (i + 1) * (order.length - i - 1)) return;
    layers.push(layer.sort((a, b) => a - b));
    layer = [];
  });
  return layers;
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

/** Locks the victories of a layer; with lots in the layer in which the last seat falls. */
function lock(groups: readonly Victory[][], layer: readonly number[], lots: Lots | null): Locked {
  let locked = new Locked(layer);
  let order: number[] | null = null;
  for (const group of groups) {
    const together = locked.withAll(group.filter((victory) => locked.fits(victory)));
    if (together !== null) {
      locked = together;
      continue;
    }
    if (lots === null) break;
    order ??= lots.draw(layer);
    const place = (candidate: number): number => order!.indexOf(candidate);
    // the winner drawn first before others; of one winner's, the loser drawn last before others
    const inTurn = [...group].sort((a, b) => place(a.winner) - place(b.winner) || place(b.loser) - place(a.loser));
    for (const victory of inTurn) if (locked.fits(victory)) locked.add(victory);
  }
  return locked;
}

/** To whom the victories locked so far lead from whom: a row and a column a candidate of the layer. */
class Locked {
  private readonly places: ReadonlyMap<number, number>;

  constructor(
    private readonly layer: readonly number[],
    private readonly reached = new Uint8Array(layer.length ** 2),
  ) {
    this.places = new Map(layer.map((candidate, i) => [candidate, i]));
  }

  leads(from: number, to: number): boolean {
    return this.reached[this.places.get(from)! * this.layer.length + this.places.get(to)!] === 1;
  }

  fits({ winner, loser }: Victory): boolean {
    return !this.leads(loser, winner);
  }

  /** One that fits. */
  add({ winner, loser }: Victory): void {
    if (this.leads(winner, loser)) return;
    const C = this.layer.length;
    const [first, last] = [this.places.get(winner)!, this.places.get(loser)!];
    const further = this.layer.flatMap((_, to) => (to === last || this.reached[last * C + to] === 1 ? [to] : []));
    for (let from = 0; from < C; from++) {
      if (from !== first && this.reached[from * C + first] === 0) continue;
      for (const to of further) this.reached[from * C + to] = 1;
    }
  }

  /** With all of these together; null if they would lead from somebody back. */
  withAll(victories: readonly Victory[]): Locked | null {
    const all = new Locked(this.layer, this.reached.slice());
    for (const victory of victories) {
      if (!all.fits(victory)) return null;
      all.add(victory);
    }
    return all;
  }
}
