// ristretto255 (§4.1), and the maps into it (§4.4).

import { mulAddUnsafe, pippenger } from "@noble/curves/abstract/curve.js";
import { ristretto255, ristretto255_hasher } from "@noble/curves/ed25519.js";
import { littleEndian, utf8 } from "../bytes.js";

export const Point: (typeof ristretto255)["Point"] = ristretto255.Point;
export type Point = InstanceType<typeof Point>;

/** ℓ */
export const ORDER: bigint = Point.Fn.ORDER;
export const mod = (value: bigint): bigint => Point.Fn.create(value);
export const inverse = (value: bigint): bigint => Point.Fn.inv(value);

/** A point in its canonical encoding; null for anything else. */
export function readPoint(bytes: Uint8Array): Point | null {
  if (bytes.length !== 32) return null;
  try {
    return Point.fromBytes(bytes);
  } catch {
    return null;
  }
}

/** A point other than the identity. */
export function readKey(bytes: Uint8Array): Point | null {
  const point = readPoint(bytes);
  return point === null || point.is0() ? null : point;
}

/** 32 bytes, little-endian, below ℓ; null for anything else. */
export function readScalar(bytes: Uint8Array): bigint | null {
  if (bytes.length !== 32) return null;
  const value = littleEndian(bytes);
  return value < ORDER ? value : null;
}

/** Public inputs only. */
export function times(point: Point, scalar: bigint): Point {
  return point.multiplyUnsafe(mod(scalar));
}

/** Below this many points, Straus's method is faster than Pippenger's buckets. */
export const FEW_POINTS = 250;

/** Σ scalarᵢ·pointᵢ; public inputs only. */
export function sum(points: readonly Point[], scalars: readonly bigint[]): Point {
  if (points.length === 0) return Point.ZERO;
  const multiply = points.length < FEW_POINTS ? mulAddUnsafe : pippenger;
  return multiply(Point, [...points], scalars.map(mod));
}

export const sumOfPoints = (points: readonly Point[]): Point =>
  points.reduce((total, point) => total.add(point), Point.ZERO);

const SUITE = "ristretto255_XMD:SHA-512_R255MAP_RO_";

/** §4.4: hash_to_ristretto255 (RFC 9380 appendix B) under the label's tag. */
export function hashToGroup(label: string, message: Uint8Array): Point {
  return ristretto255_hasher.hashToCurve(message, { DST: utf8(`${label} with ${SUITE}`) });
}

const generators: Point[] = [];

/** h_i of §4.4, derived when first needed. */
export function generator(index: number): Point {
  const message = new Uint8Array(4);
  new DataView(message.buffer).setUint32(0, index);
  return (generators[index] ??= hashToGroup("hustings/v1 generators", message));
}
