// §4.2 and §4.3: the transcript's hash, and the context of an election.

import { sha512 } from "@noble/hashes/sha2.js";
import { littleEndian, u64le, utf8 } from "../../../verifier/src/bytes.js";
import { mod } from "./group.js";

/** Bytes, an integer of eight bytes, or a list of either. */
export type TranscriptPart = Uint8Array | number | readonly TranscriptPart[];

export function h512(label: string, ...parts: TranscriptPart[]): Uint8Array {
  const hash = sha512.create();
  const append = (part: TranscriptPart): void => {
    if (typeof part === "number") return append(u64le(part));
    hash.update(u64le(part.length));
    if (part instanceof Uint8Array) hash.update(part);
    else part.forEach(append);
  };
  append(utf8(label));
  parts.forEach(append);
  return hash.digest();
}

export const challenge = (digest: Uint8Array): bigint => mod(littleEndian(digest));

export function context(election: Uint8Array, jointKey: Uint8Array, register: Uint8Array, open: Uint8Array): Uint8Array {
  return h512("hustings/v1 context", election, jointKey, register, open);
}
