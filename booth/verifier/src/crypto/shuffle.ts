// §8.1: the proof that a mix changed no vote (Terelius and Wikström), in the symbols of the section.

import { sha256 } from "@noble/hashes/sha2.js";
import { chunks } from "../bytes.js";
import { type GroupEquation, groupEquationsHold } from "./batch.js";
import { generator, mod, ORDER, Point, readPoint, readScalar } from "./group.js";
import type { CiphertextList, ListName } from "./list.js";
import { challenge, h512, weight } from "./transcript.js";

/** What a mix states, besides its lists. */
export type MixStatement = ListName & { mix: number; mixer: Uint8Array; jointKey: Point };

type Proof = {
  c: Point[];
  chain: Point[]; // ĉ
  tChain: Point[]; // t̂
  t: Point[];
  t4: Point[]; // t₄,₁'s part in a, its part in b, t₄,₂'s …
  s: bigint[];
  s4: bigint[];
  sChain: bigint[]; // ŝ
  sPrime: bigint[]; // s′
};

export const proofLength = (N: number, W: number): number => 160 * N + 96 * W + 192;

/** M5: the proof has its length, and each element is what must stand there; a string says why not. */
export function readProof(bytes: Uint8Array, N: number, W: number): Proof | string {
  if (N < 1) return "there is nothing to mix";
  if (bytes.length !== proofLength(N, W)) return `it has ${bytes.length} bytes, not ${proofLength(N, W)}`;
  const pieces = chunks(bytes, 32);
  const points = pieces.slice(0, 3 * N + 3 + 2 * W).map(readPoint);
  const scalars = pieces.slice(3 * N + 3 + 2 * W).map(readScalar);
  if (points.includes(null)) return `element ${points.indexOf(null)} is no point`;
  if (scalars.includes(null)) return `element ${points.length + scalars.indexOf(null)} is no scalar`;
  const nextPoints = reader(points as Point[]);
  const nextScalars = reader(scalars as bigint[]);
  return {
    c: nextPoints(N),
    chain: nextPoints(N),
    tChain: nextPoints(N),
    t: nextPoints(3),
    t4: nextPoints(2 * W),
    s: nextScalars(3),
    s4: nextScalars(W),
    sChain: nextScalars(N),
    sPrime: nextScalars(N),
  };
}

function reader<T>(items: readonly T[]): (count: number) => T[] {
  let at = 0;
  return (count) => items.slice(at, (at += count));
}

/** Steps 3 and 4: the seed and u₁ … u_N. */
export function shuffleWeights(
  st: MixStatement,
  input: CiphertextList,
  output: CiphertextList,
  proof: Uint8Array,
): { seed: Uint8Array; u: bigint[] } {
  const { N, W } = input;
  const seed = h512(
    "hustings/v1 shuffle seed",
    st.ctx,
    st.contest,
    st.weight,
    st.mix,
    st.mixer,
    N,
    W,
    input.hash,
    output.hash,
    sha256(proof.subarray(0, 32 * N)),
  );
  return { seed, u: Array.from({ length: N }, (_, i) => weight(h512("hustings/v1 shuffle u", seed, i + 1))) };
}

/** Step 7 */
function shuffleChallenge(seed: Uint8Array, proof: Uint8Array, N: number, W: number): bigint {
  const chain = proof.subarray(32 * N, 64 * N);
  const tChain = proof.subarray(64 * N, 96 * N);
  const t = proof.subarray(96 * N, 96 * N + 96 + 64 * W);
  return challenge(h512("hustings/v1 shuffle", seed, chain, t, tChain));
}

/** M6: the 3 + 2W + N equations, as one batch. */
export function mixHolds(
  st: MixStatement,
  input: CiphertextList,
  output: CiphertextList,
  proofBytes: Uint8Array,
  proof: Proof,
): boolean {
  const { N, W } = input;
  const { seed, u } = shuffleWeights(st, input, output, proofBytes);
  const e = shuffleChallenge(seed, proofBytes, N, W);
  const equations = [...commitmentEquations(proof, u, e), ...chainEquations(proof, e)];
  for (let k = 0; k < W; k++) equations.push(...ciphertextEquations(st, input, output, proof, u, e, k));
  return groupEquationsHold(equations);
}

const minusOne = ORDER - 1n;

/** Equations 1 to 3, each with everything on one side. */
function commitmentEquations(proof: Proof, u: readonly bigint[], e: bigint): GroupEquation[] {
  const N = proof.c.length;
  const h = Array.from({ length: N + 1 }, (_, i) => generator(i));
  const rows = <T>(value: (i: number) => T): T[] => Array.from({ length: N }, (_, i) => value(i));
  const product = u.reduce((total, ui) => mod(total * ui), 1n);
  const [t1, t2, t3] = proof.t as [Point, Point, Point];
  const [s1, s2, s3] = proof.s as [bigint, bigint, bigint];
  return [
    // 1: s₁·G − t₁ − e·Σ c_i + e·Σ h_i = 0
    { base: s1, points: [t1, ...proof.c, ...h.slice(1)], scalars: [minusOne, ...rows(() => -e), ...rows(() => e)] },
    // 2: s₂·G − t₂ − e·ĉ_N + e·(∏ u_i)·h = 0
    { base: s2, points: [t2, proof.chain[N - 1]!, h[0]!], scalars: [minusOne, -e, e * product] },
    // 3: s₃·G − t₃ + Σ s′_i·h_i − e·Σ u_i·c_i = 0
    {
      base: s3,
      points: [t3, ...h.slice(1), ...proof.c],
      scalars: [minusOne, ...proof.sPrime, ...rows((i) => -e * u[i]!)],
    },
  ].map(reduced);
}

/** Equation 4 for block k: one for the first parts, one for the second. */
function ciphertextEquations(
  st: MixStatement,
  input: CiphertextList,
  output: CiphertextList,
  proof: Proof,
  u: readonly bigint[],
  e: bigint,
  k: number,
): GroupEquation[] {
  const column = (points: readonly Point[]) => points.filter((_, at) => at % input.W === k);
  const scalars = [...proof.sPrime, ...u.map((ui) => -e * ui), minusOne];
  const s4 = proof.s4[k]!;
  return [
    // Σ s′_i·a′ − e·Σ u_i·a − t₄ − s₄·G = 0
    { base: -s4, points: [...column(output.a), ...column(input.a), proof.t4[2 * k]!], scalars },
    // Σ s′_i·b′ − e·Σ u_i·b − t₄ − s₄·Y = 0
    {
      base: 0n,
      points: [...column(output.b), ...column(input.b), proof.t4[2 * k + 1]!, st.jointKey],
      scalars: [...scalars, -s4],
    },
  ].map(reduced);
}

/** Equation 5: ŝ_i·G + s′_i·ĉ_{i−1} − e·ĉ_i − t̂_i = 0, with ĉ₀ = h. */
function chainEquations(proof: Proof, e: bigint): GroupEquation[] {
  return proof.chain.map((link, i) => ({
    base: proof.sChain[i]!,
    points: [i === 0 ? generator(0) : proof.chain[i - 1]!, link, proof.tChain[i]!],
    scalars: [proof.sPrime[i]!, mod(-e), minusOne],
  }));
}

const reduced = (equation: GroupEquation): GroupEquation => ({
  ...equation,
  base: mod(equation.base),
  scalars: equation.scalars.map(mod),
});
