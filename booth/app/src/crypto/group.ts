// ristretto255 (§4.1, RFC 9496 §4.3) on the curve of @noble/ed25519, which is small enough for a booth.
// Secrets are multiplied by `multiply`, whose steps do not depend on them.

import { Point } from "@noble/ed25519";
import { hex, littleEndian, toLittleEndian } from "./bytes.js";

export { Point };

const P = 2n ** 255n - 19n;
/** ℓ */
export const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
const SQRT_M1 = 19681161376707505956807079304988542015446066515923890162744021073123829784752n;
const INVSQRT_A_MINUS_D = 54469307008909316920995813868745141605393597292927456921205312896311721017578n;
const D = Point.CURVE().d;

const fp = (x: bigint): bigint => ((x % P) + P) % P;
export const mod = (x: bigint): bigint => ((x % ORDER) + ORDER) % ORDER;
const isNegative = (x: bigint): boolean => (x & 1n) === 1n;
const abs = (x: bigint): bigint => (isNegative(x) ? P - x : x);

/** x^(2ⁿ) */
function squared(x: bigint, n: number): bigint {
  for (let i = 0; i < n; i++) x = (x * x) % P;
  return x;
}

/** x^((p − 5) / 8) = x^(2²⁵² − 3) */
function root(x: bigint): bigint {
  const ones = (y: bigint, n: number): bigint => (squared(y, n) * y) % P; // from n ones in the exponent to 2n
  const x2 = ones(x, 1);
  const x5 = (squared(ones(x2, 2), 1) * x) % P;
  const x10 = ones(x5, 5);
  const x20 = ones(x10, 10);
  const x50 = (squared(ones(x20, 20), 10) * x10) % P;
  const x250 = (squared(ones(ones(x50, 50), 100), 50) * x50) % P;
  return (squared(x250, 2) * x) % P;
}

/** SQRT_RATIO_M1 (RFC 9496 §4.2), for u = 1: whether 1/v is a square, and its root. */
function inverseRoot(v: bigint): { isSquare: boolean; r: bigint } {
  const v3 = fp(v * v * v);
  const r = fp(v3 * root(fp(v3 * v3 * v)));
  const check = fp(v * r * r);
  const isFlipped = check === P - 1n;
  const turned = isFlipped || check === fp(-SQRT_M1) ? fp(r * SQRT_M1) : r;
  return { isSquare: check === 1n || isFlipped, r: abs(turned) };
}

/** A point in its canonical encoding; null for anything else. */
export function readPoint(bytes: Uint8Array): Point | null {
  const s = littleEndian(bytes);
  if (bytes.length !== 32 || s >= P || isNegative(s)) return null;
  const ss = fp(s * s);
  const u1 = fp(1n - ss);
  const u2 = fp(1n + ss);
  const v = fp(-D * u1 * u1 - u2 * u2);
  const { isSquare, r } = inverseRoot(fp(v * u2 * u2));
  const denX = fp(r * u2);
  const x = abs(fp(2n * s * denX));
  const y = fp(u1 * fp(r * denX * v));
  const t = fp(x * y);
  return !isSquare || isNegative(t) || y === 0n ? null : new Point(x, y, 1n, t);
}

/** The canonical encoding. */
export function writePoint({ X, Y, Z, T }: Point): Uint8Array {
  const u1 = fp((Z + Y) * (Z - Y));
  const u2 = fp(X * Y);
  const { r } = inverseRoot(fp(u1 * u2 * u2));
  const den1 = fp(r * u1);
  const den2 = fp(r * u2);
  const zInverse = fp(den1 * den2 * T);
  const isTurned = isNegative(fp(T * zInverse));
  const x = isTurned ? fp(Y * SQRT_M1) : X;
  const y = isTurned ? fp(X * SQRT_M1) : Y;
  const den = isTurned ? fp(den1 * INVSQRT_A_MINUS_D) : den2;
  const right = isNegative(fp(x * zInverse)) ? fp(-y) : y;
  return toLittleEndian(abs(fp(den * (Z - right))), 32);
}

export const pointHex = (point: Point): string => hex(writePoint(point));

/** A point other than the identity. */
export function readKey(bytes: Uint8Array): Point | null {
  const point = readPoint(bytes);
  return point === null || littleEndian(bytes) === 0n ? null : point;
}

/** scalar·point, for secret scalars from 0 to ℓ − 1. */
export const times = (point: Point, scalar: bigint): Point => (scalar === 0n ? Point.ZERO : point.multiply(scalar));
