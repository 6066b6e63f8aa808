// §7.3 to §7.5: a ballot's parts from its seed, as the second device makes them again to test the
// first (§7.6). Secrets pass through here, and nothing is constant-time: it is for ballots that are
// never cast.

import { hkdf } from "@noble/hashes/hkdf.js";
import { sha512 } from "@noble/hashes/sha2.js";
import type { Part } from "../acts.js";
import { concat, hex, littleEndian, toLittleEndian, u64le, utf8 } from "../bytes.js";
import { partChallenge } from "./ballot.js";
import { toBlocks, toPoint } from "./blocks.js";
import { mod, Point, times } from "./group.js";
import { h512 } from "./transcript.js";

export type Choice = { contest: number; radices: readonly number[]; digits: readonly number[] };

export type Voter = { ctx: Uint8Array; credentials: readonly Uint8Array[]; previous: Uint8Array | null };

/** One part for each contest, in the order given; null if the digits are no ballot. */
export function partsOf(seed: Uint8Array, voter: Voter, jointKey: Point, choices: readonly Choice[]): Part[] | null {
  const { ctx, credentials, previous } = voter;
  const chosen = choices.flatMap(({ contest, digits }) => [contest, digits]);
  const replaced = previous === null ? [] : [previous];
  const salt = h512("hustings/v1 ballot salt", ctx, credentials, replaced, choices.length, ...chosen);
  const parts: Part[] = [];
  for (const { contest, radices, digits } of choices) {
    const blocks = toBlocks(radices, digits);
    if (blocks === null) return null;
    parts.push(encrypt({ seed, salt }, voter, jointKey, contest, blocks));
  }
  return parts;
}

type Randomness = { seed: Uint8Array; salt: Uint8Array };

/** §7.5 */
function scalar({ seed, salt }: Randomness, purpose: string, contest: number, j: number): bigint {
  return mod(littleEndian(hkdf(sha512, seed, salt, concat(utf8(purpose), u64le(contest), u64le(j)), 64)));
}

function encrypt(
  randomness: Randomness,
  voter: Voter,
  jointKey: Point,
  contest: number,
  blocks: readonly Uint8Array[],
): Part {
  const W = blocks.length;
  const r = blocks.map((_, j) => scalar(randomness, "hustings/v1 encryption", contest, j));
  const w = blocks.map((_, j) => scalar(randomness, "hustings/v1 commitment", contest, j));
  const part: Part = {
    contest,
    ciphertexts: blocks.map((block, j) => [
      times(Point.BASE, r[j]!).toHex(),
      toPoint(block).add(times(jointKey, r[j]!)).toHex(),
    ]),
    commitments: w.map((wj) => times(Point.BASE, wj).toHex()),
    responses: [],
  };
  const c = partChallenge({ ...voter, contest }, W, part);
  part.responses = w.map((wj, j) => hex(toLittleEndian(mod(wj + c * r[j]!), 32)));
  return part;
}

