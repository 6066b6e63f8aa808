// §7.3 to §7.5: a ballot's parts from its seed.

import { hkdf } from "@noble/hashes/hkdf.js";
import { sha512 } from "@noble/hashes/sha2.js";
import { concat, hex, littleEndian, mustHex, toLittleEndian, u64le, utf8 } from "../../../verifier/src/bytes.js";
import { toBlocks, toPoint } from "./blocks.js";
import { mod, Point, pointHex, times } from "./group.js";
import { challenge, h512 } from "./transcript.js";

/** §3.8 */
export type Part = { contest: number; ciphertexts: [string, string][]; commitments: string[]; responses: string[] };

/** A contest's number, and a ballot in it. */
export type Choice = { contest: number; radices: readonly number[]; digits: readonly number[] };

/** What the parts are bound to. */
export type Voter = { ctx: Uint8Array; credentials: readonly Uint8Array[]; previous: Uint8Array | null };

/** One part for each contest, in the order given. `rest` is awaited between blocks, so that a page stays alive. */
export async function encrypt(
  seed: Uint8Array,
  voter: Voter,
  jointKey: Point,
  choices: readonly Choice[],
  rest: () => Promise<void> = () => Promise.resolve(),
): Promise<Part[]> {
  const previous = voter.previous === null ? [] : [voter.previous];
  const chosen = choices.flatMap(({ contest, digits }) => [contest, digits]);
  const salt = h512("hustings/v1 ballot salt", voter.ctx, voter.credentials, previous, choices.length, ...chosen);
  /** §7.5 */
  const scalar = (purpose: string, contest: number, j: number): bigint => {
    const bytes = hkdf(sha512, seed, salt, concat(utf8(`hustings/v1 ${purpose}`), u64le(contest), u64le(j)), 64);
    const value = mod(littleEndian(bytes));
    bytes.fill(0);
    return value;
  };
  const parts: Part[] = [];
  for (const { contest, radices, digits } of choices) {
    const part: Part = { contest, ciphertexts: [], commitments: [], responses: [] };
    const blocks = toBlocks(radices, digits);
    const secrets = blocks.map((_, j) => ({ r: scalar("encryption", contest, j), w: scalar("commitment", contest, j) }));
    for (const [j, block] of blocks.entries()) {
      const { r, w } = secrets[j]!;
      const b = toPoint(block).add(times(jointKey, r));
      part.ciphertexts.push([pointHex(times(Point.BASE, r)), pointHex(b)]); // §7.3
      part.commitments.push(pointHex(times(Point.BASE, w))); // §7.4 step 1
      block.fill(0);
      await rest();
    }
    const c = partChallenge(voter, part);
    part.responses = secrets.map(({ r, w }) => hex(toLittleEndian(mod(w + c * r), 32))); // step 3
    parts.push(part);
  }
  salt.fill(0);
  return parts;
}

/** §7.4 step 2 */
function partChallenge({ ctx, credentials, previous }: Voter, part: Part): bigint {
  const ciphertexts = part.ciphertexts.map(([a, b]) => mustHex(a + b));
  const commitments = part.commitments.map(mustHex);
  const replaced = previous === null ? [] : [previous];
  const W = ciphertexts.length;
  return challenge(h512("hustings/v1 ballot", ctx, part.contest, credentials, replaced, W, ciphertexts, commitments));
}
