// §7.1, §7.2: from a ballot's digits to blocks and points, and back.

import { littleEndian, toLittleEndian } from "../bytes.js";
import { Point, readPoint } from "./group.js";

const BLOCK = 30;
const LARGEST_K = 16_383;

/** W: how many blocks a ballot of these radices takes (§7.1). */
export function width(radices: readonly number[]): number {
  if (radices.some((radix) => radix < 1)) throw new RangeError("a radix is at least 1");
  const last = radices.reduce((product, radix) => product * BigInt(radix), 1n) - 1n;
  const bits = last === 0n ? 0 : last.toString(2).length;
  return Math.max(1, Math.ceil(bits / (8 * BLOCK)));
}

/** Digits to blocks; null if they are no ballot of these radices. */
export function toBlocks(radices: readonly number[], digits: readonly number[]): Uint8Array[] | null {
  if (digits.length !== radices.length) return null;
  let number = 0n;
  for (let i = digits.length - 1; i >= 0; i--) {
    if (digits[i]! >= radices[i]! || digits[i]! < 0) return null;
    number = number * BigInt(radices[i]!) + BigInt(digits[i]!);
  }
  const blocks = width(radices);
  const bytes = toLittleEndian(number, BLOCK * blocks);
  return Array.from({ length: blocks }, (_, i) => bytes.slice(BLOCK * i, BLOCK * (i + 1)));
}

function candidate(block: Uint8Array, k: number): Uint8Array {
  const encoding = new Uint8Array(32);
  encoding[0] = 2 * (k % 128);
  encoding.set(block, 1);
  encoding[31] = Math.floor(k / 128);
  return encoding;
}

/** The point of a block: the smallest k that gives a canonical encoding. */
export function toPoint(block: Uint8Array): Point {
  for (let k = 0; k <= LARGEST_K; k++) {
    const point = readPoint(candidate(block, k));
    if (point !== null) return point;
  }
  throw new Error("a block without a point");
}

/** S1: a canonical encoding that is its block's own. */
function isFirst(encoding: Uint8Array): boolean {
  const block = encoding.subarray(1, 31);
  const k = encoding[0]! / 2 + 128 * encoding[31]!;
  for (let smaller = 0; smaller < k; smaller++) if (readPoint(candidate(block, smaller)) !== null) return false;
  return true;
}

/** The digits of a row of opened points, or the reason for which it is spoilt: S1 or S2. */
export function readDigits(radices: readonly number[], encodings: readonly Uint8Array[]): number[] | "S1" | "S2" {
  if (!encodings.every(isFirst)) return "S1";
  const bytes = new Uint8Array(BLOCK * encodings.length);
  encodings.forEach((encoding, i) => bytes.set(encoding.subarray(1, 31), BLOCK * i));
  let number = littleEndian(bytes);
  const digits = radices.map((radix) => {
    const digit = Number(number % BigInt(radix));
    number /= BigInt(radix);
    return digit;
  });
  return number === 0n ? digits : "S2";
}
