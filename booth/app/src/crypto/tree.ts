// §2.3: an inclusion proof (RFC 6962 §2.1.1, checked as RFC 9162 §2.1.3.2 says).

import { sha256 } from "@noble/hashes/sha2.js";
import { concat, equal } from "../../../verifier/src/bytes.js";

export const leafHash = (entry: Uint8Array): Uint8Array => sha256(concat(new Uint8Array([0]), entry));
const nodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array => sha256(concat(new Uint8Array([1]), left, right));

/** Whether the entry is leaf `index` of the tree of `size` leaves with this root. */
export function isIncluded(
  entry: Uint8Array,
  index: number,
  size: number,
  root: Uint8Array,
  proof: readonly Uint8Array[],
): boolean {
  if (index < 0 || index >= size) return false;
  let fn = index;
  let sn = size - 1;
  let hash = leafHash(entry);
  for (const sibling of proof) {
    if (sn === 0 || sibling.length !== 32) return false;
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeHash(sibling, hash);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  return sn === 0 && equal(hash, root);
}
