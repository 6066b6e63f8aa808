// Text as §2.2 allows it in an act.

import { isNfc } from "./nfc.js";

// Unicode's White_Space, which is neither JavaScript's \s nor trim().
const WHITE_SPACE = /[\u0009-\u000d\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
const NOT_WHITE_SPACE = /[^\u0009-\u000d\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

// §2.2: control characters, and what changes the direction of what is read or hides in it.
const REFUSED = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;

/** No control or hiding character, and in NFC (§2.2). */
export const isAllowed = (text: string): boolean => !REFUSED.test(text) && isNfc(text);

/** Has something to read in it (§3.1 A17, §3.13 Z3). */
export const saysSomething = (text: string): boolean => NOT_WHITE_SPACE.test(text);

/** Without white space around it (§9.11). */
export function trimWhiteSpace(text: string): string {
  const first = text.search(NOT_WHITE_SPACE);
  if (first < 0) return "";
  let end = text.length;
  while (WHITE_SPACE.test(text[end - 1]!)) end--; // white space is of single code units
  return text.slice(first, end);
}

/** What a signature line may call its signer (§2.2). */
export const isLineName = (name: string): boolean => name !== "" && !name.includes("+") && !WHITE_SPACE.test(name);
