// §4.2 and §4.3: the transcript's hash, and the context of an election.

import { concat, littleEndian, u64le, utf8 } from "./bytes.js";
import { mod } from "./group.js";
import { sha512 } from "./hash.js";

/** Bytes, an integer of eight bytes, or a list of either. */
export type TranscriptPart = Uint8Array | number | readonly TranscriptPart[];

export function h512(label: string, ...parts: TranscriptPart[]): Promise<Uint8Array> {
  const written = (part: TranscriptPart): Uint8Array => {
    if (typeof part === "number") return written(u64le(part));
    const whole = part instanceof Uint8Array ? part : concat(...part.map(written));
    return concat(u64le(part.length), whole); // a list: its number of items, and no length before it
  };
  return sha512(concat(...[utf8(label), ...parts].map(written)));
}

export const challenge = (digest: Uint8Array): bigint => mod(littleEndian(digest));

export function context(election: Uint8Array, jointKey: Uint8Array, register: Uint8Array, open: Uint8Array): Promise<Uint8Array> {
  return h512("hustings/v1 context", election, jointKey, register, open);
}
