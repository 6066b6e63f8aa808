// §7.3 to §7.5: a ballot's parts from its seed.

import { concat, hex, littleEndian, mustHex, toLittleEndian, u64le, utf8 } from "./bytes.js";
import { toBlocks, toPoint } from "./blocks.js";
import { mod, Point, pointHex, times } from "./group.js";
import { hkdf } from "./hash.js";
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
  const replaced = voter.previous === null ? [] : [voter.previous];
  const chosen = choices.flatMap(({ contest, digits }) => [contest, digits]);
  const salt = await h512("hustings/v1 ballot salt", voter.ctx, voter.credentials, replaced, choices.length, ...chosen);
  /** §7.5 */
  const scalar = async (purpose: string, contest: number, j: number): Promise<bigint> => {
    const bytes = await hkdf(seed, salt, concat(utf8(`hustings/v1 ${purpose}`), u64le(contest), u64le(j)), 64);
    const value = mod(littleEndian(bytes));
    bytes.fill(0);
    return value;
  };
  const parts: Part[] = [];
  for (const { contest, radices, digits } of choices) {
    const part: Part = { contest, ciphertexts: [], commitments: [], responses: [] };
    const secrets: { r: bigint; w: bigint }[] = [];
    for (const [j, block] of toBlocks(radices, digits).entries()) {
      const r = await scalar("encryption", contest, j);
      const w = await scalar("commitment", contest, j);
      const b = toPoint(block).add(times(jointKey, r));
      part.ciphertexts.push([pointHex(times(Point.BASE, r)), pointHex(b)]); // §7.3
      part.commitments.push(pointHex(times(Point.BASE, w))); // §7.4 step 1
      secrets.push({ r, w });
      block.fill(0);
      await rest();
    }
    const c = await partChallenge(voter, replaced, part);
    part.responses = secrets.map(({ r, w }) => hex(toLittleEndian(mod(w + c * r), 32))); // step 3
    parts.push(part);
  }
  salt.fill(0);
  return parts;
}

/** §7.4 step 2 */
async function partChallenge({ ctx, credentials }: Voter, replaced: Uint8Array[], part: Part): Promise<bigint> {
  const ciphertexts = part.ciphertexts.map(([a, b]) => mustHex(a + b));
  const commitments = part.commitments.map(mustHex);
  const statement = [ctx, part.contest, credentials, replaced, ciphertexts.length, ciphertexts, commitments] as const;
  return challenge(await h512("hustings/v1 ballot", ...statement));
}
