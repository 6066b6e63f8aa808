// Ed25519 (§4.5) and signed notes (§2.2).

import { base64, concat, equal, fromBase64, hex, littleEndian, toLittleEndian, utf8 } from "./bytes.js";
import { mod, ORDER, Point, times } from "./group.js";
import { sha256, sha512 } from "./hash.js";

/** A point of the curve in its canonical encoding; null for anything else. */
function readCanonical(bytes: Uint8Array): Point | null {
  try {
    const point = Point.fromBytes(bytes);
    return equal(point.toBytes(), bytes) ? point : null;
  } catch {
    return null;
  }
}

/** §4.5 */
export async function verifySignature(key: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean> {
  const A = readCanonical(key);
  const R = readCanonical(signature.subarray(0, 32));
  const S = littleEndian(signature.subarray(32));
  if (A === null || A.isSmallOrder() || R === null || S >= ORDER || signature.length !== 64) return false; // steps 1 and 2
  const k = mod(littleEndian(await sha512(concat(signature.subarray(0, 32), key, message)))); // step 3
  return Point.BASE.multiplyUnsafe(S).subtract(R).subtract(A.multiplyUnsafe(k)).clearCofactor().is0(); // step 4
}

/** RFC 8032 §5.1.5: a seed's secret scalar, and the prefix from which nonces come. */
async function expand(seed: Uint8Array): Promise<{ scalar: bigint; prefix: Uint8Array }> {
  const hash = await sha512(seed);
  hash[0]! &= 248;
  hash[31] = (hash[31]! & 127) | 64;
  return { scalar: mod(littleEndian(hash.subarray(0, 32))), prefix: hash.subarray(32) };
}

export async function verifyingKey(seed: Uint8Array): Promise<Uint8Array> {
  return times(Point.BASE, (await expand(seed)).scalar).toBytes();
}

/** RFC 8032 §5.1.6. `key` is the seed's own. */
export async function sign(message: Uint8Array, seed: Uint8Array, key: Uint8Array): Promise<Uint8Array> {
  const { scalar, prefix } = await expand(seed);
  const r = mod(littleEndian(await sha512(concat(prefix, message))));
  const R = times(Point.BASE, r).toBytes();
  const k = littleEndian(await sha512(concat(R, key, message)));
  return concat(R, toLittleEndian(mod(r + k * scalar), 32));
}

/** One signature line: `— <name> <base64 of key number and signature>`. */
export type SignatureLine = { name: string; number: Uint8Array; signature: Uint8Array };

export type Note = { bytes: Uint8Array; text: Uint8Array; lines: string[]; signatures: SignatureLine[] };

/** A note in its form; null if it has another. */
export function readNote(note: string): Note | null {
  const bytes = utf8(note);
  const end = note.lastIndexOf("\n\n");
  if (end < 0 || !note.endsWith("\n") || bytes.length > 65_535) return null;
  const signatures: SignatureLine[] = [];
  for (const line of note.slice(end + 2, -1).split("\n")) {
    const [, name, text] = /^\u2014 ([^\s+]+) (\S+)$/.exec(line) ?? [];
    const signed = text === undefined ? null : fromBase64(text);
    if (signed === null || signed.length < 5) return null;
    signatures.push({ name: name!, number: signed.subarray(0, 4), signature: signed.subarray(4) });
  }
  const text = note.slice(0, end + 1);
  return { bytes, text: utf8(text), lines: text.slice(0, -1).split("\n"), signatures };
}

/** §2.2 (kind 1) and §2.3 (kind 4, cosignatures). */
export async function keyNumber(name: string, kind: 1 | 4, key: Uint8Array): Promise<Uint8Array> {
  return (await sha256(concat(utf8(name), new Uint8Array([0x0a, kind]), key))).slice(0, 4);
}

/** Whether exactly this name, with this key, signed the note's text, and nobody else did. */
export async function isSignedBy(note: Note, name: string, key: Uint8Array): Promise<boolean> {
  const [line] = note.signatures;
  return note.signatures.length === 1 && lineHolds(line!, name, key, note.text);
}

export async function lineHolds(line: SignatureLine, name: string, key: Uint8Array, text: Uint8Array): Promise<boolean> {
  const isNamed = line.name === name && equal(line.number, await keyNumber(name, 1, key));
  return isNamed && verifySignature(key, text, line.signature);
}

/** The signature line of a text, with its ⏎. */
export async function signLine(name: string, { seed, key }: { seed: Uint8Array; key: Uint8Array }, text: Uint8Array): Promise<string> {
  return `\u2014 ${name} ${base64(concat(await keyNumber(name, 1, key), await sign(text, seed, key)))}\n`;
}

/** §2.2: an act's identifier, a ballot's tracker. */
export const identifier = async (text: Uint8Array): Promise<string> => hex(await sha256(text));
