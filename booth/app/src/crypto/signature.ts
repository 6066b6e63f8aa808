// Ed25519 (§4.5) and signed notes (§2.2).

import { Point, signAsync, verifyAsync } from "@noble/ed25519";
import { base64, concat, equal, fromBase64, hex, utf8 } from "./bytes.js";
import { sha256 } from "./hash.js";

/** A canonical encoding of a point of the curve. */
function isCanonical(bytes: Uint8Array): boolean {
  try {
    return equal(Point.fromBytes(bytes).toBytes(), bytes);
  } catch {
    return false;
  }
}

const small = (key: Uint8Array): boolean => Point.fromBytes(key).isSmallOrder();

/** §4.5: noble's rule is ZIP-215's, to which canonical encodings are added. */
export async function verifySignature(key: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean> {
  if (signature.length !== 64 || !isCanonical(key) || small(key) || !isCanonical(signature.subarray(0, 32))) return false;
  return verifyAsync(signature, message, key);
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
  return `\u2014 ${name} ${base64(concat(await keyNumber(name, 1, key), await signAsync(text, seed)))}\n`;
}

/** §2.2: an act's identifier, a ballot's tracker. */
export const identifier = async (text: Uint8Array): Promise<string> => hex(await sha256(text));
