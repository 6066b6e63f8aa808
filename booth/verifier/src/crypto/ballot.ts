// §7.4: one part of a ballot, a contest's ciphertexts and the proof that their maker knew what is in
// them.

import { concat, mustHex } from "../bytes.js";
import type { Part } from "../acts.js";
import type { GroupEquation } from "./batch.js";
import { mod, type Point, readKey, readPoint, readScalar } from "./group.js";
import { challenge, h512 } from "./transcript.js";

/** What a part is bound to. */
export type PartStatement = {
  ctx: Uint8Array;
  contest: number;
  credentials: readonly Uint8Array[];
  previous: Uint8Array | null;
};

/** The equations of step 4, or why steps 1 and 2 refuse the part (B6). */
export function partEquations(statement: PartStatement, W: number, part: Part): GroupEquation[] | string {
  if ([part.ciphertexts, part.commitments, part.responses].some((list) => list.length !== W)) {
    return `there are not ${W} of each`; // step 1
  }
  const equations: { a: Point; A: Point; z: bigint }[] = [];
  for (let j = 0; j < W; j++) {
    const [a, b] = part.ciphertexts[j]!;
    const read = {
      a: readKey(mustHex(a)),
      b: readPoint(mustHex(b)),
      A: readPoint(mustHex(part.commitments[j]!)),
      z: readScalar(mustHex(part.responses[j]!)),
    };
    if (read.a === null) return `a of block ${j} is no point, or the identity`; // step 2
    if (read.b === null) return `b of block ${j} is no point`;
    if (read.A === null) return `the commitment of block ${j} is no point`;
    if (read.z === null) return `the response of block ${j} is no scalar`;
    equations.push({ a: read.a, A: read.A, z: read.z });
  }
  const c = partChallenge(statement, W, part);
  // step 4: z·G − A − c·a = 0
  return equations.map(({ a, A, z }) => ({ base: z, points: [A, a], scalars: [mod(-1n), mod(-c)] }));
}

/** Step 3, over the bytes of the record. */
export function partChallenge(statement: PartStatement, W: number, part: Part): bigint {
  const { ctx, contest, credentials, previous } = statement;
  const ciphertexts = part.ciphertexts.map(([a, b]) => concat(mustHex(a), mustHex(b)));
  const commitments = part.commitments.map(mustHex);
  const replaced = previous === null ? [] : [previous];
  return challenge(
    h512("hustings/v1 ballot", ctx, contest, credentials, replaced, W, ciphertexts, commitments),
  );
}
