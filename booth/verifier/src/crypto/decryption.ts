// §8.2 to §8.4: decryption shares, what t of them open, and lots.

import { sha256 } from "@noble/hashes/sha2.js";
import { chunks, compare, concat } from "../bytes.js";
import { lagrange } from "./ceremony.js";
import { hashToGroup, Point, readPoint, readScalar, sum } from "./group.js";
import type { CiphertextList, ListName } from "./list.js";
import { challenge, h512, weight } from "./transcript.js";

/** A list to be opened: its last mix's output and the log's root at the close. */
export type OpenedList = ListName & { root: Uint8Array; list: CiphertextList; lotPoint: Point };

/** a* of §8.2 */
export function lotPoint({ ctx, contest, weight }: ListName, root: Uint8Array): Point {
  return hashToGroup("hustings/v1 lot point", h512("hustings/v1 lot point", ctx, contest, weight, root));
}

export type SharesProof = { commitmentG: Uint8Array; commitmentA: Uint8Array; response: Uint8Array };
export type TrusteeKey = { index: number; point: Point; bytes: Uint8Array };

/** D5: 32·M bytes, all points; a string says why not. */
export function readShares(blob: Uint8Array, { N, W }: CiphertextList): Point[] | string {
  const M = N * W + 1;
  if (blob.length !== 32 * M) return `there are ${blob.length} bytes, not ${32 * M}`;
  const shares = chunks(blob, 32).map(readPoint);
  if (shares.includes(null)) return `share ${shares.indexOf(null)} is no point`;
  return shares as Point[];
}

/** Step 2 */
export function sharesSeed(opened: OpenedList, trustee: TrusteeKey, blob: Uint8Array): Uint8Array {
  const { list } = opened;
  const firstParts = chunks(list.bytes, 64).map((ciphertext) => ciphertext.subarray(0, 32));
  return h512(
    "hustings/v1 shares seed",
    opened.ctx,
    opened.contest,
    opened.weight,
    opened.root,
    list.N,
    list.W,
    list.hash,
    trustee.index,
    trustee.bytes,
    sha256(concat(...firstParts, opened.lotPoint.toBytes())),
    sha256(blob),
  );
}

/** D6; a string says why the proof is refused. */
export function sharesDefect(
  opened: OpenedList,
  trustee: TrusteeKey,
  blob: Uint8Array,
  shares: readonly Point[],
  proof: SharesProof,
): string | null {
  const TG = readPoint(proof.commitmentG);
  const TA = readPoint(proof.commitmentA);
  const z = readScalar(proof.response);
  if (TG === null || TA === null || z === null) return "it is not two points and a scalar";
  const seed = sharesSeed(opened, trustee, blob);
  const rho = shares.map((_, l) => weight(h512("hustings/v1 share weight", seed, l + 1))); // step 3
  const A = sum([...opened.list.a, opened.lotPoint], rho); // step 4
  const S = sum(shares, rho);
  const e = challenge(
    h512("hustings/v1 shares", seed, A.toBytes(), S.toBytes(), proof.commitmentG, proof.commitmentA),
  );
  if (!sum([Point.BASE, trustee.point], [z, -e]).equals(TG)) return "it is not made with the trustee's share of the key";
  return sum([A, S], [z, -e]).equals(TA) ? null : "the shares are not the list's under that key";
}

/** A trustee's shares that hold. */
export type VerifiedShares = { trustee: number; shares: readonly Point[] };

/** §8.3: the profile, rows sorted, and §8.4: the list's lot seed. Needs t of the shares. */
export function combine(
  opened: OpenedList,
  posted: readonly VerifiedShares[],
  threshold: number,
): { profile: Uint8Array; lotSeed: Uint8Array } | null {
  const J = [...posted].sort((x, y) => x.trustee - y.trustee).slice(0, threshold);
  const indices = J.map((s) => s.trustee);
  if (new Set(indices).size < threshold) return null;
  const lambdas = indices.map((j) => lagrange(j, indices));
  const xa = (l: number): Point => sum(J.map((s) => s.shares[l]!), lambdas);
  const { N, W, b } = opened.list;
  const blocks = b.map((second, l) => second.subtract(xa(l)).toBytes());
  const rows = Array.from({ length: N }, (_, i) => concat(...blocks.slice(i * W, (i + 1) * W)));
  const lotSeed = h512(
    "hustings/v1 lot seed",
    opened.ctx,
    opened.contest,
    opened.weight,
    opened.root,
    xa(N * W).toBytes(),
  );
  return { profile: concat(...rows.sort(compare)), lotSeed };
}

/** §8.4: tied candidates in the order in which they are drawn. */
export function drawLots(seed: Uint8Array, contest: number, tie: number, tied: readonly number[]): number[] {
  const keyed = tied.map((candidate) => ({
    candidate,
    key: h512("hustings/v1 lot", seed, contest, tie, candidate),
  }));
  return keyed.sort((a, b) => compare(a.key, b.key)).map(({ candidate }) => candidate);
}
