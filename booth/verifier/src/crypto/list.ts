// §8: lists of ciphertexts, as bytes and as points.

import { sha256 } from "@noble/hashes/sha2.js";
import { chunks } from "../bytes.js";
import { type Point, readKey, readPoint } from "./group.js";

const CIPHERTEXT = 64;

/** N rows of W ciphertexts: block k of row i is at i·W + k. */
export type CiphertextList = {
  N: number;
  W: number;
  bytes: Uint8Array;
  hash: Uint8Array;
  a: Point[];
  b: Point[];
};

/** Every a a point other than the identity, every b a point; a string says why it is no list. */
export function readList(bytes: Uint8Array, N: number, W: number): CiphertextList | string {
  if (bytes.length !== CIPHERTEXT * N * W) return `it has not ${N} rows of ${W} ciphertexts`;
  const a: Point[] = [];
  const b: Point[] = [];
  for (const [i, piece] of chunks(bytes, CIPHERTEXT).entries()) {
    const first = readKey(piece.subarray(0, 32));
    const second = readPoint(piece.subarray(32));
    if (first === null) return `the first part of ciphertext ${i} is no point, or the identity`;
    if (second === null) return `the second part of ciphertext ${i} is no point`;
    a.push(first);
    b.push(second);
  }
  return { N, W, bytes, hash: sha256(bytes), a, b };
}

/** What transcripts of a list have in common. */
export type ListName = { ctx: Uint8Array; contest: number; weight: number };
