// The log as a whole (§2.3, §10.1 step 1): L1, L4, L5.

import { sha256 } from "@noble/hashes/sha2.js";
import type { Blob } from "./acts.js";
import { concat, equal, hex } from "./bytes.js";
import { type Checkpoint, readCheckpoint } from "./checkpoint.js";
import { Failure, must } from "./checks.js";
import { LONGEST_NOTE } from "./note.js";
import { type Source, Unreadable } from "./source.js";
import { Tree } from "./tree.js";

const TILE = 256;
const LARGEST_BLOB = 2 ** 32;
const LONGEST_TILE = TILE * (2 + 65_535);

export type Log = { checkpoint: Checkpoint; entries: Uint8Array[]; tree: Tree };

/** An entry that cannot be read. */
export class MissingEntry extends Failure {
  constructor(
    readonly entry: number,
    detail: string,
  ) {
    super("L4", detail);
  }
}

export async function fetchCheckpoint(source: Source): Promise<Uint8Array> {
  const bytes = await source.read("checkpoint", LONGEST_NOTE + 1);
  if (bytes === null) throw new Unreadable(`${source.place} has no checkpoint, so it is no record; check the address`);
  return bytes;
}

export async function readLog(source: Source, checkpointBytes: Uint8Array): Promise<Log> {
  const checkpoint = readCheckpoint(checkpointBytes);
  must(checkpoint.size > 0, "L4", "the log has no entry");
  const entries: Uint8Array[] = [];
  const tree = new Tree();
  while (entries.length < checkpoint.size) {
    for (const entry of await readEntries(source, entries.length, checkpoint.size)) {
      entries.push(entry);
      tree.append(entry);
    }
  }
  must(equal(tree.root(checkpoint.size), checkpoint.root), "L5", "the entries' root is not the checkpoint's");
  await checkHashTiles(source, tree);
  return { checkpoint, entries, tree };
}

/** §2.3: `x001/x234/067`, with `.p/<width>` where a tile is partial. */
export function tilePath(index: number, width: number): string {
  const digits = String(index);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, "0");
  const groups = padded.match(/.../g)!;
  const path = groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join("/");
  return width === TILE ? path : `${path}.p/${width}`;
}

/** A tile, or the full one in place of a partial one that is gone. */
async function readTile(
  source: Source,
  folder: string,
  index: number,
  width: number,
  most: number,
): Promise<{ bytes: Uint8Array; isFull: boolean } | null> {
  const bytes = await source.read(`${folder}/${tilePath(index, width)}`, most);
  if (bytes !== null) return { bytes, isFull: false };
  if (width === TILE) return null;
  const full = await source.read(`${folder}/${tilePath(index, TILE)}`, most);
  return full === null ? null : { bytes: full, isFull: true };
}

/** The entries of the tile that begins at `first`. */
async function readEntries(source: Source, first: number, size: number): Promise<Uint8Array[]> {
  const width = Math.min(TILE, size - first);
  const path = `tile/entries/${tilePath(first / TILE, width)}`;
  const tile = await readTile(source, "tile/entries", first / TILE, width, LONGEST_TILE + 1);
  if (tile === null) throw new MissingEntry(first, `${path} is not there`);
  const { bytes, isFull } = tile;
  const entries: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length && !(isFull && entries.length === width)) {
    const length = at + 2 > bytes.length ? Infinity : bytes[at]! * 256 + bytes[at + 1]!;
    if (at + 2 + length > bytes.length) throw new MissingEntry(first, `${path} breaks off within an entry`);
    entries.push(bytes.subarray(at + 2, at + 2 + length));
    at += 2 + length;
  }
  if (entries.length !== width) throw new MissingEntry(first, `${path} has ${entries.length} entries, not ${width}`);
  return entries;
}

async function checkHashTiles(source: Source, tree: Tree): Promise<void> {
  for (let level = 0; Math.floor(tree.size / TILE ** level) > 0; level++) {
    const hashes = Math.floor(tree.size / TILE ** level);
    for (let index = 0; index * TILE < hashes; index++) await checkHashTile(source, tree, level, index, hashes);
  }
}

async function checkHashTile(source: Source, tree: Tree, level: number, index: number, hashes: number): Promise<void> {
  const width = Math.min(TILE, hashes - index * TILE);
  const path = `tile/${level}/${tilePath(index, width)}`;
  const tile = await readTile(source, `tile/${level}`, index, width, 32 * TILE + 1);
  must(tile !== null, "L4", `${path} is not there`);
  const expected = concat(...Array.from({ length: width }, (_, i) => tree.subtree(8 * level, index * TILE + i)));
  const found = tile.isFull ? tile.bytes.subarray(0, 32 * width) : tile.bytes;
  must(equal(found, expected), "L5", `${path} is not what the entries give`);
}

/** L6: a blob that an act names, there and unchanged. */
export async function readBlob(source: Source, blob: Blob, what: string): Promise<Uint8Array> {
  const bytes = await readBlobIfThere(source, blob, what);
  must(bytes !== null, "L6", `the ${what} (blob ${blob.sha256.slice(0, 8)}) is missing`);
  return bytes;
}

export async function readBlobIfThere(source: Source, blob: Blob, what: string): Promise<Uint8Array | null> {
  must(blob.size <= LARGEST_BLOB, "L6", `the ${what} would be larger than a file of a record may be`); // §2.4
  const bytes = await source.read(`blob/${blob.sha256}`, blob.size + 1);
  if (bytes === null) return null;
  must(bytes.length === blob.size, "L6", `the ${what} (blob ${blob.sha256.slice(0, 8)}) is not ${blob.size} bytes long`);
  must(hex(sha256(bytes)) === blob.sha256, "L6", `the ${what} (blob ${blob.sha256.slice(0, 8)}) is another one`);
  return bytes;
}
