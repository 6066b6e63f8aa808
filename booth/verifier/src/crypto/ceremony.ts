// §5.1: the mathematics of the key ceremony.

import { x25519 } from "@noble/curves/ed25519.js";
import { littleEndian } from "../bytes.js";
import { mod, Point, readPoint, readScalar, sum, sumOfPoints, times } from "./group.js";
import { challenge, h512 } from "./transcript.js";

/** What a dealer reveals; everything as bytes, as it stands in the record. */
export type Dealing = {
  election: Uint8Array;
  ceremony: number;
  dealer: number;
  hpkeKey: Uint8Array;
  coefficients: readonly Uint8Array[];
  possession: { commitment: Uint8Array; response: Uint8Array };
};

const P = 2n ** 255n - 19n;

/** Step 1: u below the prime, and not of small order on the curve or its twist. */
export function isHpkeKey(u: Uint8Array): boolean {
  if (u.length !== 32 || littleEndian(u) >= P) return false;
  try {
    x25519.scalarMult(new Uint8Array(32).fill(1), u); // clamped to a multiple of 8; refuses 0
    return true;
  } catch {
    return false;
  }
}

/** Step 3 */
export function dealingHash(d: Dealing): Uint8Array {
  const { commitment, response } = d.possession;
  return h512(
    "hustings/v1 dealing",
    d.election,
    d.ceremony,
    d.dealer,
    d.hpkeKey,
    d.coefficients,
    commitment,
    response,
  );
}

/** Step 4, K3: exactly t points, the first not the identity; null otherwise. */
export function readCoefficients(d: Dealing, threshold: number): Point[] | null {
  const points = d.coefficients.map(readPoint);
  if (points.length !== threshold || points.some((point) => point === null)) return null;
  return points[0]!.is0() ? null : (points as Point[]);
}

/** Step 4, K4: z·G = R + e·C₀; a string says why not. */
export function possessionDefect(d: Dealing, first: Point): string | null {
  const { commitment, response } = d.possession;
  const e = h512(
    "hustings/v1 possession",
    d.election,
    d.ceremony,
    d.dealer,
    d.hpkeKey,
    d.coefficients,
    commitment,
  );
  return schnorrDefect(first, commitment, response, challenge(e));
}

/** z·G = R + e·K, with R and z still to be read. */
function schnorrDefect(key: Point, commitment: Uint8Array, response: Uint8Array, e: bigint): string | null {
  const R = readPoint(commitment);
  const z = readScalar(response);
  if (R === null || z === null) return "it is not a point and a scalar";
  return sum([Point.BASE, key], [z, -e]).equals(R) ? null : "its equation does not hold";
}

/** Σ jᵏ·C_k */
function evaluate(coefficients: readonly Point[], j: number): Point {
  return coefficients.reduceRight((total, C) => times(total, BigInt(j)).add(C), Point.ZERO);
}

/** Step 6: the share is a scalar and f·G = Σ jᵏ·C_k. */
export function shareFits(share: Uint8Array, coefficients: readonly Point[], recipient: number): boolean {
  const f = readScalar(share);
  return f !== null && times(Point.BASE, f).equals(evaluate(coefficients, recipient));
}

export type Keys = { joint: Point; jointBytes: Uint8Array; verification: Point[]; verificationBytes: Uint8Array[] };

/** Step 7: Y and X₁ … X_n over the dealers that are left; null if one is the identity. */
export function ceremonyKeys(dealings: readonly (readonly Point[])[], threshold: number, n: number): Keys | null {
  const sums = Array.from({ length: threshold }, (_, k) => sumOfPoints(dealings.map((d) => d[k]!)));
  const verification = Array.from({ length: n }, (_, i) => evaluate(sums, i + 1));
  const joint = sums[0]!;
  if (joint.is0() || verification.some((X) => X.is0())) return null;
  return {
    joint,
    jointBytes: joint.toBytes(),
    verification,
    verificationBytes: verification.map((X) => X.toBytes()),
  };
}

/** Step 8; a string says why the proof is refused. */
export function keyCheckDefect(
  election: Uint8Array,
  ceremony: number,
  trustee: number,
  keys: Keys,
  at: { size: number; root: Uint8Array },
  proof: { commitment: Uint8Array; response: Uint8Array },
): string | null {
  const X = keys.verificationBytes[trustee - 1]!;
  const e = h512(
    "hustings/v1 key check",
    election,
    ceremony,
    trustee,
    keys.jointBytes,
    X,
    at.size,
    at.root,
    proof.commitment,
  );
  return schnorrDefect(keys.verification[trustee - 1]!, proof.commitment, proof.response, challenge(e));
}

/** λ_j of §8.3, at 0. */
export function lagrange(j: number, indices: readonly number[]): bigint {
  let above = 1n;
  let below = 1n;
  for (const m of indices) {
    if (m === j) continue;
    above = mod(above * BigInt(m));
    below = mod(below * BigInt(m - j));
  }
  return mod(above * Point.Fn.inv(below));
}
