// Signed notes (§2.2): the one form of an entry, and of the checkpoint (§2.3).

import { sha256 } from "@noble/hashes/sha2.js";
import { type Act, isKind, SCHEMAS } from "./acts.js";
import { concat, fromBase64, fromUtf8, hex, utf8 } from "./bytes.js";
import { must } from "./checks.js";
import { NotCanonical, readWhole, type Reader } from "./json.js";
import { isLineName } from "./text.js";

export const LONGEST_NOTE = 65_535;
const MOST_LINES = 100;

/** One signature line: `— <name> <base64 of key number and signature>`. */
export type SignatureLine = { name: string; keyNumber: string; signature: Uint8Array };

export type Note = {
  /** The text with its closing newline, as the bytes that are signed and hashed. */
  text: Uint8Array;
  lines: string[];
  signatures: SignatureLine[];
};

/** A note in its one form; a string says why it is none. */
export function readNote(bytes: Uint8Array): Note | string {
  if (bytes.length > LONGEST_NOTE) return "it has more than 65,535 bytes";
  if (bytes.some((byte) => byte < 0x20 && byte !== 0x0a)) return "it has a control character";
  const whole = fromUtf8(bytes);
  if (whole === null) return "it is not UTF-8";
  const end = whole.lastIndexOf("\n\n");
  if (end < 0) return "no empty line ends its text";
  const text = whole.slice(0, end + 1);
  const rest = whole.slice(end + 2);
  if (!rest.endsWith("\n")) return "its last line does not end";
  const signatures = rest.slice(0, -1).split("\n").map(readSignatureLine);
  if (signatures.length > MOST_LINES) return "it has more than 100 signature lines";
  if (signatures.some((line) => line === null)) return "a signature line is not in its form";
  return { text: utf8(text), lines: text.slice(0, -1).split("\n"), signatures: signatures as SignatureLine[] };
}

function readSignatureLine(line: string): SignatureLine | null {
  if (!line.startsWith("\u2014 ")) return null;
  const space = line.indexOf(" ", 2);
  if (space < 0) return null;
  const name = line.slice(2, space);
  const bytes = fromBase64(line.slice(space + 1));
  if (!isLineName(name) || bytes === null || bytes.length < 5) return null;
  return { name, keyNumber: hex(bytes.subarray(0, 4)), signature: bytes.subarray(4) };
}

/** §2.2 (kind 1, Ed25519) and §2.3 (kind 4, cosignatures): the first four bytes of a hash. */
export function keyNumber(name: string, kind: 1 | 4, key: Uint8Array): string {
  return hex(sha256(concat(utf8(name), new Uint8Array([0x0a, kind]), key)).subarray(0, 4));
}

/** An entry of the log, read: A1 and A2 hold. */
export type Entry = {
  index: number;
  act: Act;
  text: Uint8Array;
  /** §2.2: SHA-256 of the text. */
  identifier: string;
  signatures: SignatureLine[];
};

export function readEntry(index: number, bytes: Uint8Array): Entry {
  const note = readNote(bytes);
  must(typeof note !== "string", "A1", `the entry is not a signed note in its one form: ${note as string}`);
  return {
    index,
    act: readAct(note.lines),
    text: note.text,
    identifier: hex(sha256(note.text)),
    signatures: note.signatures,
  };
}

function readAct(lines: string[]): Act {
  must(lines.length === 2, "A2", `the text has ${lines.length} lines, not two`);
  const [first, json] = lines as [string, string];
  must(first.startsWith("hustings/v1 "), "A2", "the first line does not begin hustings/v1");
  const kind = first.slice("hustings/v1 ".length);
  must(isKind(kind), "A2", `no kind of act is called ${JSON.stringify(kind)}`);
  try {
    return { kind, fields: readWhole(json, SCHEMAS[kind] as Reader<unknown>) } as Act;
  } catch (error) {
    if (!(error instanceof NotCanonical)) throw error;
    must(false, "A2", `the ${kind} is not in canonical form: ${error.message}`);
  }
}
