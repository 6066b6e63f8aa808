// A record in a folder. No link out of it is followed (§2.4).

import { constants } from "node:fs";
import { type FileHandle, open, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { type Source, Unreadable } from "../source.js";

export class DirectorySource implements Source {
  private constructor(
    readonly place: string,
    private readonly root: string,
  ) {}

  static async open(place: string): Promise<DirectorySource> {
    const root = await realpath(place).catch(() => null);
    if (root === null) throw new Unreadable(`${place} could not be read: there is no such folder; check its name`);
    if (!(await stat(root)).isDirectory()) throw new Unreadable(`${place} is no folder; name the folder of a record`);
    return new DirectorySource(place, root);
  }

  async read(path: string, most: number): Promise<Uint8Array | null> {
    const real = await realpath(join(this.root, path)).catch(() => null);
    if (real === null || !real.startsWith(this.root + sep)) return null;
    const file = await open(real, constants.O_RDONLY | constants.O_NONBLOCK).catch(() => null);
    if (file === null) return null;
    try {
      return await readRegular(file, most);
    } finally {
      await file.close();
    }
  }
}

async function readRegular(file: FileHandle, most: number): Promise<Uint8Array | null> {
  const found = await file.stat();
  if (!found.isFile()) return null;
  const bytes = new Uint8Array(Math.min(found.size, most));
  let at = 0;
  while (at < bytes.length) {
    const { bytesRead } = await file.read(bytes, at, bytes.length - at, at);
    if (bytesRead === 0) break;
    at += bytesRead;
  }
  return bytes.subarray(0, at);
}
