// §7.1, §7.2: from a ballot's digits to blocks and points.

import { toLittleEndian } from "./bytes.js";
import { type Point, readPoint } from "./group.js";

const BLOCK = 30;

/** W: how many blocks a ballot of these radices takes. */
export function width(radices: readonly number[]): number {
  const last = radices.reduce((product, radix) => product * BigInt(radix), 1n) - 1n;
  const bits = last === 0n ? 0 : last.toString(2).length;
  return Math.max(1, Math.ceil(bits / (8 * BLOCK)));
}

/** Digits to blocks; throws if they are no ballot of these radices. */
export function toBlocks(radices: readonly number[], digits: readonly number[]): Uint8Array[] {
  const isBallot = digits.length === radices.length && digits.every((digit, i) => digit >= 0 && digit < radices[i]!);
  if (!isBallot) throw new RangeError("these digits are no ballot");
  const number = digits.reduceRight((n, digit, i) => n * BigInt(radices[i]!) + BigInt(digit), 0n);
  const blocks = width(radices);
  const bytes = toLittleEndian(number, BLOCK * blocks);
  return Array.from({ length: blocks }, (_, i) => bytes.slice(BLOCK * i, BLOCK * (i + 1)));
}

/** The point of a block: the smallest k that gives a canonical encoding. */
export function toPoint(block: Uint8Array): Point {
  const encoding = new Uint8Array(32);
  encoding.set(block, 1);
  for (let k = 0; k < 16_384; k++) {
    encoding[0] = 2 * (k % 128);
    encoding[31] = k >> 7;
    const point = readPoint(encoding);
    if (point !== null) return point;
  }
  throw new Error("a block without a point");
}
