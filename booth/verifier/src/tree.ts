// The log's tree (§2.3, RFC 6962 §2.1), grown leaf by leaf, and its root at any size before.

import { sha256 } from "@noble/hashes/sha2.js";
import { concat } from "./bytes.js";

const LEAF = new Uint8Array([0]);
const NODE = new Uint8Array([1]);

export const leafHash = (entry: Uint8Array): Uint8Array => sha256(concat(LEAF, entry));
const nodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array => sha256(concat(NODE, left, right));

export class Tree {
  /** `levels[l][i]` is MTH(D[i·2ˡ : (i+1)·2ˡ]), for complete subtrees only. */
  private readonly levels: Uint8Array[][] = [[]];

  get size(): number {
    return this.levels[0]!.length;
  }

  append(entry: Uint8Array): void {
    let hash = leafHash(entry);
    for (let level = 0; ; level++) {
      const row = (this.levels[level] ??= []);
      row.push(hash);
      if (row.length % 2 === 1) return;
      hash = nodeHash(row[row.length - 2]!, hash);
    }
  }

  /** The root over the first `size` entries. */
  root(size: number): Uint8Array {
    if (size === 0) return sha256(new Uint8Array());
    let root: Uint8Array | null = null;
    // The complete subtrees of a tree of this size, from the smallest, at its right edge.
    for (let level = 0; 2 ** level <= size; level++) {
      const count = Math.floor(size / 2 ** level);
      if (count % 2 === 0) continue;
      const subtree = this.levels[level]![count - 1]!;
      root = root === null ? subtree : nodeHash(subtree, root);
    }
    return root!;
  }

  /** MTH(D[i·2ˡ : (i+1)·2ˡ]) of complete subtrees. */
  subtree(level: number, index: number): Uint8Array {
    return this.levels[level]![index]!;
  }
}
