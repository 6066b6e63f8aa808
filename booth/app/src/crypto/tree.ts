// §2.3: an inclusion proof (RFC 6962 §2.1.1, checked as RFC 9162 §2.1.3.2 says).

import { concat, equal } from "./bytes.js";
import { sha256 } from "./hash.js";

export const leafHash = (entry: Uint8Array): Promise<Uint8Array> => sha256(concat(new Uint8Array([0]), entry));
export const nodeHash = (left: Uint8Array, right: Uint8Array): Promise<Uint8Array> => sha256(concat(new Uint8Array([1]), left, right));

/** Whether the entry is leaf `index` of the tree of `size` leaves with this root. */
export async function isIncluded(
  entry: Uint8Array,
  index: number,
  size: number,
  root: Uint8Array,
  proof: readonly Uint8Array[],
): Promise<boolean> {
  if (index < 0 || index >= size) return false;
  let fn = index;
  let sn = size - 1;
  let hash = await leafHash(entry);
  for (const sibling of proof) {
    if (sn === 0 || sibling.length !== 32) return false;
    if (fn % 2 === 1 || fn === sn) {
      hash = await nodeHash(sibling, hash);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)];
    } else {
      hash = await nodeHash(hash, sibling);
    }
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  return sn === 0 && equal(hash, root);
}
