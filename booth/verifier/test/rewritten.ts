// A record with other entries: the log is written anew, so that what is wrong is found where it stands.

import { base64, concat, mustHex, utf8 } from "../src/bytes.js";
import { type Log, readLog, fetchCheckpoint, tilePath } from "../src/log.js";
import { DirectorySource } from "../src/node/directory.js";
import type { Source } from "../src/source.js";
import { Tree } from "../src/tree.js";

const TILE = 256;

export async function openLog(place: string): Promise<{ source: Source; log: Log }> {
  const source = await DirectorySource.open(place);
  return { source, log: await readLog(source, await fetchCheckpoint(source)) };
}

/** The record with these entries, under a checkpoint whose signature is still that of the other one. */
export function withEntries(source: Source, log: Log, entries: readonly Uint8Array[]): Source {
  const files = new Map([...entryTiles(entries), ...hashTiles(entries)]);
  const tree = grown(entries);
  const { name, keyNumber, signature } = log.checkpoint.logSignature;
  const text = `${log.checkpoint.origin}\n${entries.length}\n${base64(tree.root(entries.length))}\n`;
  files.set("checkpoint", utf8(`${text}\n\u2014 ${name} ${base64(concat(mustHex(keyNumber), signature))}\n`));
  return {
    place: source.place,
    read: async (path, most) => {
      const isOfLog = path === "checkpoint" || path.startsWith("tile/");
      return isOfLog ? (files.get(path)?.subarray(0, most) ?? null) : source.read(path, most);
    },
  };
}

function grown(entries: readonly Uint8Array[]): Tree {
  const tree = new Tree();
  for (const entry of entries) tree.append(entry);
  return tree;
}

/** The tiles of so many items, each with the items' places. */
function* tiles(count: number): Generator<{ path: string; first: number; width: number }> {
  for (let first = 0; first < count; first += TILE) {
    const width = Math.min(TILE, count - first);
    yield { path: tilePath(first / TILE, width), first, width };
  }
}

function* entryTiles(entries: readonly Uint8Array[]): Generator<[string, Uint8Array]> {
  for (const { path, first, width } of tiles(entries.length)) {
    const parts = entries.slice(first, first + width).flatMap((entry) => [lengthOf(entry), entry]);
    yield [`tile/entries/${path}`, concat(...parts)];
  }
}

const lengthOf = (entry: Uint8Array): Uint8Array => new Uint8Array([entry.length >> 8, entry.length & 0xff]);

function* hashTiles(entries: readonly Uint8Array[]): Generator<[string, Uint8Array]> {
  const tree = grown(entries);
  for (let level = 0; Math.floor(entries.length / TILE ** level) > 0; level++) {
    for (const { path, first, width } of tiles(Math.floor(entries.length / TILE ** level))) {
      const hashes = Array.from({ length: width }, (_, i) => tree.subtree(8 * level, first + i));
      yield [`tile/${level}/${path}`, concat(...hashes)];
    }
  }
}
