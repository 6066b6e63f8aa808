// §9.2: the draws of one count, numbered from 1 in the order in which the rules come to need them.

import { drawLots } from "../crypto/decryption.js";

export type Drawn = { tie: number; tied: number[]; order: number[] };

export class Lots {
  readonly draws: Drawn[] = [];

  constructor(
    private readonly seed: Uint8Array,
    private readonly contest: number,
  ) {}

  /** The tied, in the order in which they are drawn. */
  draw(tied: readonly number[]): number[] {
    const tie = this.draws.length + 1;
    const order = drawLots(this.seed, this.contest, tie, tied);
    this.draws.push({ tie, tied: [...tied].sort((a, b) => a - b), order });
    return order;
  }

  first(tied: readonly number[]): number {
    return this.draw(tied)[0]!;
  }
}
