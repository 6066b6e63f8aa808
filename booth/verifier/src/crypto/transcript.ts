// §4.2: the transcript's hash, and what is read from it.

import { sha512 } from "@noble/hashes/sha2.js";
import { littleEndian, u64le, utf8 } from "../bytes.js";
import { ORDER } from "./group.js";

/** Bytes, an integer of eight bytes, or a list of either. */
export type TranscriptPart = Uint8Array | number | readonly TranscriptPart[];

export function h512(label: string, ...parts: TranscriptPart[]): Uint8Array {
  const hash = sha512.create();
  const append = (part: TranscriptPart): void => {
    if (typeof part === "number") return append(u64le(part));
    if (part instanceof Uint8Array) {
      hash.update(u64le(part.length)).update(part);
      return;
    }
    hash.update(u64le(part.length)); // a list: its number of items, without a length before it
    part.forEach(append);
  };
  append(utf8(label));
  parts.forEach(append);
  return hash.digest();
}

export const challenge = (digest: Uint8Array): bigint => littleEndian(digest) % ORDER;

export const weight = (digest: Uint8Array): bigint => littleEndian(digest.subarray(0, 16));

/** §4.3 */
export function context(
  election: Uint8Array,
  jointKey: Uint8Array,
  register: Uint8Array,
  open: Uint8Array,
): Uint8Array {
  return h512("hustings/v1 context", election, jointKey, register, open);
}
