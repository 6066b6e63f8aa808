// What a booth believes of an election before it encrypts anything: the manifest that the election's
// identifier names, the key that enough trustees confirmed, and a record that the server signed.

import { equal, fromBase64, fromHex, mustHex, utf8, concat } from "../crypto/bytes.js";
import { type Point, readKey } from "../crypto/group.js";
import { identifier, isSignedBy, keyNumber, lineHolds, type Note, readNote, verifySignature } from "../crypto/signature.js";
import { context } from "../crypto/transcript.js";
import { isIncluded } from "../crypto/tree.js";
import { type Manifest, readManifest } from "./manifest.js";

/** Why the record is not believed; each has its words in the catalogues. */
export type Doubt = "form" | "manifest" | "open" | "key" | "proof" | "checkpoint" | "witness" | "handover";

export class Mistrust extends Error {
  constructor(readonly doubt: Doubt) {
    super(`the record is not believed: ${doubt}`);
  }
}

function must(holds: boolean, doubt: Doubt): asserts holds {
  if (!holds) throw new Mistrust(doubt);
}

/** An act with its note. */
export type Act = { note: Note; kind: string; id: string; fields: Record<string, unknown> };

/** §2.2: two lines, the second its own canonical form (but for Unicode's, which verifiers look at). */
export async function readAct(text: string): Promise<Act | null> {
  const note = readNote(text);
  const kind = /^hustings\/v1 ([a-z-]+)$/.exec(note?.lines[0] ?? "")?.[1];
  if (note === null || kind === undefined || note.lines.length !== 2) return null;
  try {
    const fields = JSON.parse(note.lines[1]!) as Record<string, unknown>;
    const isCanonical = JSON.stringify(fields) === note.lines[1] && !/\\[^"\\]/.test(note.lines[1].replaceAll("\\\\", ""));
    return isCanonical ? { note, kind, id: await identifier(note.text), fields } : null;
  } catch {
    return null;
  }
}

export type Standing = {
  phase: string;
  now: number;
  opens: number;
  closes: number;
  suspended_until: number | null;
  interrupted: boolean;
};

type Placed = { index: number; entry: string; proof: string[] };
/** `GET /<election>/poll` */
export type PollAnswer = {
  manifest: Placed;
  open: Placed | null;
  confirms: Placed[];
  handovers?: Placed[];
  checkpoint: string;
  standing: Standing;
};

/** Who keeps the log: the key and the origin in force (§2.1). */
export type Keeper = { key: Uint8Array; origin: string; hasChanged: boolean };
export type Checkpoint = { size: number; root: Uint8Array; cosigned: number };
export type Opening = { id: string; jointKey: Point; ctx: Uint8Array };
export type Poll = {
  election: string;
  manifest: Manifest;
  /** null before the poll opens. */
  opening: Opening | null;
  keeper: Keeper;
  checkpoint: Checkpoint;
  standing: Standing;
};

/** Throws `Mistrust` where something does not fit. */
export async function readPoll(election: string, answer: PollAnswer): Promise<Poll> {
  const named = await readAct(answer.manifest?.entry ?? "");
  must(named !== null && named.kind === "manifest" && named.id === election, "manifest");
  const manifest = readManifest(named.fields);
  const keeper = await readKeeper(election, manifest, answer.handovers ?? []);
  const checkpoint = await readCheckpoint(answer.checkpoint ?? "", manifest, keeper);
  const placed = [answer.manifest, answer.open, ...(answer.confirms ?? []), ...(answer.handovers ?? [])];
  for (const act of placed) if (act !== null) must(await stands(act, checkpoint), "proof");
  const opening = answer.open === null ? null : await readOpening(election, manifest, answer.open, answer.confirms ?? []);
  return { election, manifest, opening, keeper, checkpoint, standing: answer.standing };
}

async function stands({ entry, index, proof }: Placed, { size, root }: Checkpoint): Promise<boolean> {
  const hashes = Array.isArray(proof) ? proof.map(fromHex) : [null];
  return hashes.every((hash) => hash !== null) && isIncluded(utf8(entry), index, size, root, hashes as Uint8Array[]);
}

/** The organiser opened this election with a key that t trustees confirmed in one ceremony. */
async function readOpening(election: string, manifest: Manifest, open: Placed, confirms: readonly Placed[]): Promise<Opening> {
  const act = await readAct(open.entry);
  must(act !== null && act.kind === "open" && act.fields.election === election, "open");
  must(await isSignedBy(act.note, "organiser", mustHex(manifest.organiser)), "open");
  const { joint_key, register } = act.fields as { joint_key: string; register: string };
  const confirmed = new Map<unknown, Set<number>>(); // by ceremony
  for (const { entry } of confirms) {
    const confirm = await readAct(entry);
    const { trustee, ceremony } = (confirm?.fields ?? {}) as { trustee: number; ceremony: number };
    const key = manifest.trustees[trustee - 1];
    must(confirm !== null && confirm.kind === "key-confirm" && key !== undefined, "key");
    must(confirm.fields.election === election && confirm.fields.joint_key === joint_key, "key");
    must(await isSignedBy(confirm.note, `trustee-${trustee}`, mustHex(key)), "key");
    confirmed.set(ceremony, (confirmed.get(ceremony) ?? new Set()).add(trustee));
  }
  must([...confirmed.values()].some((trustees) => trustees.size >= manifest.threshold), "key");
  const keyBytes = fromHex(joint_key) ?? new Uint8Array();
  const jointKey = readKey(keyBytes);
  const registerHash = fromHex(register);
  must(jointKey !== null && registerHash?.length === 32, "key");
  return { id: act.id, jointKey, ctx: await context(mustHex(election), keyBytes, registerHash, mustHex(act.id)) };
}

/** §2.3: the log's signature, and how many of the manifest's witnesses cosigned. */
export async function readCheckpoint(text: string, manifest: Manifest, keeper: Keeper): Promise<Checkpoint> {
  const note = readNote(text);
  const [origin, sizeText, rootText] = note?.lines ?? [];
  const root = fromBase64(rootText ?? "");
  const size = Number(sizeText);
  must(note !== null && note.lines.length === 3 && origin === keeper.origin, "checkpoint");
  must(/^(0|[1-9][0-9]{0,15})$/.test(sizeText!) && Number.isSafeInteger(size), "checkpoint");
  must(root?.length === 32, "checkpoint");
  const own = note.signatures.filter((line) => line.name === origin && line.signature.length === 64);
  must(own.length === 1 && (await lineHolds(own[0]!, origin, keeper.key, note.text)), "checkpoint");
  const cosigned = new Set<string>();
  for (const { name, number, signature } of note.signatures) {
    const witness = manifest.witnesses.find((w) => w.name === name);
    if (witness === undefined || signature.length !== 72) continue;
    if (!equal(number, await keyNumber(name, 4, mustHex(witness.key)))) continue;
    const time = new DataView(signature.slice(0, 8).buffer).getBigUint64(0);
    const message = concat(utf8(`cosignature/v1\ntime ${time}\n`), note.text);
    must(time < 2n ** 63n && (await verifySignature(mustHex(witness.key), message, signature.subarray(8))), "witness");
    cosigned.add(name);
  }
  return { size, root, cosigned: cosigned.size };
}

/** The manifest's server, or whoever took the log over by acts that t trustees and the scrutineer signed (§3.15). */
async function readKeeper(election: string, manifest: Manifest, handovers: readonly Placed[]): Promise<Keeper> {
  let keeper = { key: manifest.server, origin: manifest.origin };
  for (const { entry } of handovers) {
    const act = await readAct(entry);
    must(act !== null && act.kind === "handover" && act.fields.election === election, "handover");
    const { trustees, server, origin } = act.fields as { trustees: number[]; server: string; origin: string };
    const signers = [
      ...trustees.map((n) => ({ name: `trustee-${n}`, key: manifest.trustees[n - 1] ?? "" })),
      { name: "scrutineer", key: manifest.scrutineer },
      { name: "server", key: server },
    ];
    const { signatures, text } = act.note;
    must(new Set(trustees).size >= manifest.threshold && signatures.length === signers.length, "handover");
    for (const [i, { name, key }] of signers.entries()) {
      must(await lineHolds(signatures[i]!, name, fromHex(key) ?? new Uint8Array(), text), "handover");
    }
    keeper = { key: server, origin };
  }
  const hasChanged = handovers.length > 0;
  return { key: mustHex(keeper.key), origin: `${keeper.origin}/${election}`, hasChanged };
}
