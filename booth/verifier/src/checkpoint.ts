// The checkpoint (§2.3): L1 when it is read, L2 and L3 when the keys are known.

import type { Manifest } from "./acts.js";
import { concat, fromBase64, mustHex, utf8 } from "./bytes.js";
import { Failure, must } from "./checks.js";
import { readVerifyingKey, type VerifyingKey, verifySignature } from "./crypto/signature.js";
import { keyNumber, readNote, type SignatureLine } from "./note.js";

export type Checkpoint = {
  text: Uint8Array;
  origin: string;
  size: number;
  root: Uint8Array;
  signatures: SignatureLine[];
  logSignature: SignatureLine;
};

/** L1 */
export function readCheckpoint(bytes: Uint8Array): Checkpoint {
  const note = readNote(bytes);
  must(typeof note !== "string", "L1", `the checkpoint is not a signed note: ${note as string}`);
  must(note.lines.length === 3, "L1", "the checkpoint's text is not three lines");
  const [origin, sizeText, rootText] = note.lines as [string, string, string];
  const size = Number(sizeText);
  must(/^(0|[1-9][0-9]{0,15})$/.test(sizeText) && Number.isSafeInteger(size), "L1", "the checkpoint's size is no size");
  const root = fromBase64(rootText);
  must(root !== null && root.length === 32, "L1", "the checkpoint's root is no hash");
  const names = note.signatures.map((line) => `${line.name} ${line.keyNumber}`);
  must(new Set(names).size === names.length, "L1", "two signature lines have the same name and key number");
  const logs = note.signatures.filter((line) => line.name === origin && line.signature.length === 64);
  must(logs.length === 1, "L1", `${logs.length} lines are the log's own signature, not one`);
  return { text: note.text, origin, size, root, signatures: note.signatures, logSignature: logs[0]! };
}

/** L2: this log's origin, and that key's signature. */
export function checkLogSignature(checkpoint: Checkpoint, origin: string, server: string): void {
  must(checkpoint.origin === origin, "L2", "the checkpoint is of another log");
  const key = readVerifyingKey(mustHex(server))!;
  const { keyNumber: number, signature } = checkpoint.logSignature;
  const isRight = number === keyNumber(origin, 1, key.bytes) && verifySignature(key, checkpoint.text, signature);
  if (!isRight) throw new Failure("L2", "the checkpoint's signature is not the server's", "server");
}

/** L3: no line in a witness's name and key number is wrong, and k witnesses have cosigned. How many have. */
export function checkCosignatures(checkpoint: Checkpoint, manifest: Manifest): number {
  let cosigned = 0;
  for (const line of checkpoint.signatures) {
    if (line.signature.length !== 72) continue;
    const witness = manifest.witnesses.find(
      ({ name, key }) => name === line.name && keyNumber(name, 4, mustHex(key)) === line.keyNumber,
    );
    if (witness === undefined) continue;
    const time = new DataView(line.signature.slice(0, 8).buffer).getBigUint64(0);
    const key = readVerifyingKey(mustHex(witness.key))!;
    const isRight = time < 2n ** 63n && cosignatureHolds(key, time, checkpoint.text, line.signature.subarray(8));
    must(isRight, "L3", `the cosignature of ${witness.name} is wrong`);
    cosigned++;
  }
  must(
    cosigned >= manifest.witnesses_needed,
    "L3",
    `${cosigned} witnesses have cosigned the checkpoint, ${manifest.witnesses_needed} are needed`,
  );
  return cosigned;
}

/** §2.3: a signature over the cosignature's message. */
export function cosignatureHolds(
  key: VerifyingKey,
  time: number | bigint,
  checkpointText: Uint8Array,
  signature: Uint8Array,
): boolean {
  return verifySignature(key, concat(utf8(`cosignature/v1\ntime ${time}\n`), checkpointText), signature);
}

/** The text of a checkpoint. */
export function checkpointText(origin: string, size: number, rootBase64: string): Uint8Array {
  return utf8(`${origin}\n${size}\n${rootBase64}\n`);
}
