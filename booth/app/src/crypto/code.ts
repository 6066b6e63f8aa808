// §6.1: voting codes as people type them, and the credentials made from them.

import { concat, u64le, utf8 } from "./bytes.js";
import { hkdf } from "./hash.js";
import { verifyingKey } from "./signature.js";
import { h512 } from "./transcript.js";

const SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 25;
// Unicode's White_Space, hyphens and dashes.
const IGNORED =
  /[\u0009-\u000d\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\u002d\u2010-\u2015\u2212]/g;

/** What is wrong with a code, for a person who can mend it. */
export type CodeMistake =
  | { kind: "symbol"; symbol: string; place: number }
  | { kind: "length"; symbols: number }
  | { kind: "check" };

/** The 15 bytes of a code as somebody typed it, or what is wrong with it. */
export async function readCode(typed: string): Promise<Uint8Array | CodeMistake> {
  const symbols = Array.from(typed.replace(IGNORED, "").replace(/[a-z]/g, (letter) => letter.toUpperCase()));
  const values = symbols.map((symbol) => SYMBOLS.indexOf(symbol.replace("O", "0").replace(/[IL]/, "1")));
  const wrong = values.indexOf(-1);
  if (wrong >= 0) return { kind: "symbol", symbol: symbols[wrong]!, place: wrong + 1 };
  if (values.length !== LENGTH) return { kind: "length", symbols: values.length };
  const code = new Uint8Array(15);
  let bits = 0;
  let held = 0;
  values.slice(0, -1).forEach((value, i) => {
    bits = ((bits << 5) | value) & 0xfff;
    held += 5;
    if (held >= 8) code[Math.floor((5 * (i + 1)) / 8) - 1] = bits >> (held -= 8);
  });
  return values[24] === ((await h512("hustings/v1 code", code))[0]! & 31) ? code : { kind: "check" };
}

/** A credential and the seed of its key; `registrar` is who made the code, from 1. */
export type Credential = { seed: Uint8Array; key: Uint8Array };

export async function credentialOf(code: Uint8Array, election: Uint8Array, registrar: number): Promise<Credential> {
  const seed = await hkdf(code, election, concat(utf8("hustings/v1 credential"), u64le(registrar)), 32);
  return { seed, key: await verifyingKey(seed) };
}
