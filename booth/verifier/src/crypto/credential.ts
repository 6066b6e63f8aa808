// §6.1: voting codes, and the credentials made from them.

import { ed25519 } from "@noble/curves/ed25519.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha512 } from "@noble/hashes/sha2.js";
import { concat, u64le, utf8 } from "../bytes.js";
import { h512 } from "./transcript.js";

const SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CODE = 15;
// Unicode's White_Space, hyphens and dashes.
const IGNORED =
  /[\u0009-\u000d\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\u002d\u2010-\u2015\u2212]/g;

const checkSymbol = (code: Uint8Array): string => SYMBOLS[h512("hustings/v1 code", code)[0]! & 31]!;

/** 25 symbols in five groups. */
export function writeCode(code: Uint8Array): string {
  let bits = 0n;
  for (const byte of code) bits = (bits << 8n) | BigInt(byte);
  let symbols = "";
  for (let i = 23; i >= 0; i--) symbols += SYMBOLS[Number((bits >> BigInt(5 * i)) & 31n)]!;
  return (symbols + checkSymbol(code)).match(/.{5}/g)!.join("-");
}

/** The 15 bytes of a code as somebody typed it, or what is wrong with it. */
export function readCode(typed: string): Uint8Array | "symbol" | "length" | "check" {
  const plain = typed.replace(IGNORED, "").replace(/[a-z]/g, (letter) => letter.toUpperCase());
  const symbols = Array.from(plain, (symbol) => (symbol === "O" ? "0" : "IL".includes(symbol) ? "1" : symbol));
  if (symbols.some((symbol) => !SYMBOLS.includes(symbol))) return "symbol";
  if (symbols.length !== 25) return "length";
  let bits = 0n;
  for (const symbol of symbols.slice(0, 24)) bits = (bits << 5n) | BigInt(SYMBOLS.indexOf(symbol));
  const code = new Uint8Array(CODE);
  for (let i = CODE - 1; i >= 0; i--, bits >>= 8n) code[i] = Number(bits & 0xffn);
  return symbols[24] === checkSymbol(code) ? code : "check";
}

/** The seed of a code's Ed25519 key in an election; `registrar` is who made the code, from 1. */
export function credentialSeed(code: Uint8Array, election: Uint8Array, registrar: number): Uint8Array {
  return hkdf(sha512, code, election, concat(utf8("hustings/v1 credential"), u64le(registrar)), 32);
}

export const credentialOf = (seed: Uint8Array): Uint8Array => ed25519.getPublicKey(seed);
