// Ed25519 under the one rule of §4.5, as equations that may be added up (§4.6).

import { mulAddUnsafe, pippenger } from "@noble/curves/abstract/curve.js";
import { ed25519 } from "@noble/curves/ed25519.js";
import { sha512 } from "@noble/hashes/sha2.js";
import { concat, hex, littleEndian } from "../bytes.js";
import { FEW_POINTS } from "./group.js";
import { randomWeight } from "./random.js";

const Curve = ed25519.Point;
type CurvePoint = InstanceType<typeof Curve>;
const ORDER = Curve.Fn.ORDER;

/** y < p, on the curve, and the sign bit 0 where x = 0; null for anything else. */
function readCanonical(bytes: Uint8Array): CurvePoint | null {
  if (bytes.length !== 32) return null;
  try {
    return Curve.fromBytes(bytes, false);
  } catch {
    return null;
  }
}

/** §4.5 step 1: a verifying key; null for what is none. */
export type VerifyingKey = { bytes: Uint8Array; point: CurvePoint };

const known = new Map<string, VerifyingKey | null>();

export function readVerifyingKey(bytes: Uint8Array): VerifyingKey | null {
  const name = hex(bytes);
  let key = known.get(name);
  if (key === undefined) {
    const point = readCanonical(bytes);
    key = point === null || point.isSmallOrder() ? null : { bytes: bytes.slice(), point };
    known.set(name, key);
  }
  return key;
}

/** Steps 2 and 3 done: what is left of a signature is [8]([S]B − R − [k]A) = 0. */
export type SignatureEquation = { s: bigint; r: CurvePoint; k: bigint; key: VerifyingKey };

/** Steps 2 and 3; null if the signature cannot be right. */
export function signatureEquation(
  key: VerifyingKey,
  message: Uint8Array,
  signature: Uint8Array,
): SignatureEquation | null {
  if (signature.length !== 64) return null;
  const s = littleEndian(signature.subarray(32));
  const r = readCanonical(signature.subarray(0, 32));
  if (r === null || s >= ORDER) return null;
  const k = littleEndian(sha512(concat(signature.subarray(0, 32), key.bytes, message))) % ORDER;
  return { s, r, k, key };
}

/** Step 4 for all of them at once, each under a weight of its own. */
export function signaturesHold(equations: readonly SignatureEquation[]): boolean {
  if (equations.length === 0) return true;
  let base = 0n;
  const keys = new Map<VerifyingKey, bigint>();
  const points: CurvePoint[] = [];
  const scalars: bigint[] = [];
  for (const { s, r, k, key } of equations) {
    const weight = equations.length === 1 ? 1n : randomWeight();
    base += weight * s;
    keys.set(key, (keys.get(key) ?? 0n) + weight * k);
    points.push(r.negate());
    scalars.push(weight);
  }
  for (const [key, scalar] of keys) {
    points.push(key.point.negate());
    scalars.push(scalar % ORDER);
  }
  points.push(Curve.BASE);
  scalars.push(base % ORDER);
  // A key or R may have a part of small order, which reducing a scalar mod ℓ changes; the factor 8
  // takes that part away.
  const multiply = points.length < FEW_POINTS ? mulAddUnsafe : pippenger;
  return multiply(Curve, points, scalars).clearCofactor().is0();
}

/** One signature. */
export function verifySignature(key: VerifyingKey, message: Uint8Array, signature: Uint8Array): boolean {
  const equation = signatureEquation(key, message, signature);
  return equation !== null && signaturesHold([equation]);
}
