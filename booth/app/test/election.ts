// A small election with real keys, for tests: its record's entries, and what a server answers from them.

import { ed25519 } from "@noble/curves/ed25519.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { base64, concat, hex, mustHex, toLittleEndian, utf8 } from "../../verifier/src/bytes.js";
import { partEquations } from "../../verifier/src/crypto/ballot.js";
import { groupEquationsHold } from "../../verifier/src/crypto/batch.js";
import { width } from "../../verifier/src/crypto/blocks.js";
import { credentialOf, credentialSeed, writeCode } from "../../verifier/src/crypto/credential.js";
import { Point } from "../../verifier/src/crypto/group.js";
import { readVerifyingKey, verifySignature } from "../../verifier/src/crypto/signature.js";
import { context } from "../../verifier/src/crypto/transcript.js";
import { keyNumber, readEntry } from "../../verifier/src/note.js";
import { leafHash } from "../../verifier/src/tree.js";
import { radices } from "../../verifier/src/count/papers.js";

type Key = { seed: Uint8Array; key: Uint8Array };
const keyOf = (name: string): Key => {
  const seed = sha256(utf8(`a key of the tests: ${name}`));
  return { seed, key: ed25519.getPublicKey(seed) };
};

const line = (name: string, kind: 1 | 4, { seed, key }: Key, message: Uint8Array, before: Uint8Array = new Uint8Array()): string =>
  `\u2014 ${name} ${base64(concat(mustHex(keyNumber(name, kind, key)), before, ed25519.sign(message, seed)))}\n`;

export const idOf = (note: string): string => hex(sha256(utf8(note.slice(0, note.lastIndexOf("\n\n") + 1))));

export type Member = { code: string; second: string | null; memberClass: number; credentials: string[]; head: string | null; isReplaced: boolean };
export type Options = { registrars: 1 | 2; hostile: boolean; closesWhenAllVoted: boolean; now: number; booth: string | null };

const candidate = (name: string, affiliation: string | null = null, statement = false) =>
  ({ name, affiliation, statement: statement ? { sha256: "ab".repeat(32), size: 12 } : null });

export const HOSTILE = [`<img src=x onerror="window.hacked=1">`, `"><script>window.hacked=1</script>`, `javascript:window.hacked=1`, `{name} \${7*7} %s ../../x?y#z`];

function contests(isHostile: boolean) {
  const committee = isHostile
    ? HOSTILE.map((name, i) => candidate(name, `<b onclick="window.hacked=1">${i}</b>`, true))
    : [candidate("Ada Ash", "Together", true), candidate("Ben Birch", "Together"), candidate("Cai Cedar", "Harbour"), candidate("Dilys Dogwood"),
       candidate("Eleri Elm, who has rather a long name and two towns", "Harbour"), candidate("Ffion Fir")];
  const plain = { slates: [], rotated: false, seats: 1, options: [], reserved: [], ranks: null, max_score: null };
  const slates = isHostile ? [{ name: HOSTILE[0]!, candidates: [2, 1] }] : [{ name: "Together", candidates: [2, 1] }, { name: "Harbour", candidates: [5, 3] }];
  return [
    { ...plain, title: "Executive committee", kind: "ranking", candidates: committee, slates, seats: 2, rules: "scottish-stv", ranks: 4 },
    { ...plain, title: "Shall the branch join the co-operative?", kind: "choice", candidates: [candidate("Yes"), candidate("No")], rules: "plurality" },
    { ...plain, title: "Conference delegates", kind: "approval", rotated: true, candidates: ["Gwen Gorse", "Huw Holly", "Ifan Ivy", "Jac Juniper"].map((n) => candidate(n)), seats: 2, rules: "approval" },
    { ...plain, title: "Motions for debate", kind: "score", candidates: ["Fares", "Housing", "Pensions"].map((n) => candidate(n)), rules: "score", max_score: 10 },
  ].map(({ title, kind, candidates, slates: s, rotated, seats, rules, options, reserved, ranks, max_score }) =>
    ({ title, kind, candidates, slates: s, rotated, seats, rules, options, reserved, ranks, max_score }));
}

export class Election {
  readonly entries: string[] = [];
  readonly id: string;
  readonly members: Member[] = [];
  readonly ballots = new Map<string, number>();
  private readonly joint: { secret: bigint; hex: string };
  private readonly organiser = keyOf("organiser");
  private readonly trustees = [1, 2, 3].map((n) => keyOf(`trustee ${n}`));
  private server = keyOf("server");
  private origin = "elections.example";
  private readonly witnesses = [1, 2, 3].map((n) => ({ name: `witness${n}.example`, ...keyOf(`witness ${n}`) }));
  private readonly open: string;
  private readonly ctx: Uint8Array;
  /** How many witnesses cosign the checkpoint. */
  cosigned = 3;
  closes: number;

  constructor(readonly options: Options) {
    const { registrars, hostile, now, booth } = options;
    this.closes = now + 3 * 86_400;
    const manifest = {
      organisation: hostile ? `<i>${HOSTILE[0]}</i>` : "The Ferry Co-operative",
      title: hostile ? HOSTILE[1]! : "Annual elections",
      origin: "elections.example",
      contests: contests(hostile),
      classes: [
        { name: hostile ? HOSTILE[0]! : "Members", contests: [1, 2, 3, 4].map((contest) => ({ contest, weight: 1 })) },
        { name: "Branches", contests: [{ contest: 1, weight: 25 }] },
      ],
      organiser: hex(this.organiser.key),
      registrars: Array.from({ length: registrars }, (_, i) => hex(keyOf(`registrar ${i + 1}`).key)),
      scrutineer: hex(keyOf("scrutineer").key),
      trustees: this.trustees.map((t) => hex(t.key)),
      threshold: 2,
      no_spare_trustee: false,
      server: hex(this.server.key),
      witnesses: this.witnesses.map(({ name, key }) => ({ name, key: hex(key) })),
      witnesses_needed: 2,
      objections_until: now - 7_200,
      opens: now - 3_600,
      closes: this.closes,
      latest_close: this.closes,
      closes_when_all_voted: options.closesWhenAllVoted,
      longest_suspension: 3_600,
      answer_seconds: 60,
      min_list: 5,
      turnout: true,
      booth,
    };
    const manifestText = `hustings/v1 manifest\n${JSON.stringify(manifest)}\n`;
    this.id = idOf(`${manifestText}\n`);
    this.entries.push(`${manifestText}\n${line("organiser", 1, this.organiser, utf8(manifestText))}`);
    const secret = 1234567890123456789012345678901234567890n;
    this.joint = { secret, hex: Point.BASE.multiply(secret).toHex() };
    this.trustees.forEach((_, i) => this.entries.push(this.confirm(i + 1, this.joint.hex)));
    const register = "cd".repeat(32);
    this.entries.push(this.openAct(this.joint.hex));
    this.open = idOf(this.entries.at(-1)!);
    this.ctx = context(mustHex(this.id), mustHex(this.joint.hex), mustHex(register), mustHex(this.open));
    for (let i = 0; i < 6; i++) this.members.push(this.member(i));
  }

  get manifest() {
    return readEntry(0, utf8(this.entries[0]!)).act.fields as Extract<ReturnType<typeof readEntry>["act"], { kind: "manifest" }>["fields"];
  }

  private act(kind: string, fields: object, name: string, key: Key): string {
    const at = { size: 1, root: "00".repeat(32) };
    const text = `hustings/v1 ${kind}\n${JSON.stringify({ election: this.id, at, ...fields })}\n`;
    return `${text}\n${line(name, 1, key, utf8(text))}`;
  }

  confirm(trustee: number, jointKey: string): string {
    const fields = { ceremony: 1, trustee, joint_key: jointKey, verification_key: Point.BASE.multiply(BigInt(trustee)).toHex() };
    return this.act("key-confirm", fields, `trustee-${trustee}`, this.trustees[trustee - 1]!);
  }

  openAct(jointKey: string): string {
    return this.act("open", { register: "cd".repeat(32), joint_key: jointKey }, "organiser", this.organiser);
  }

  /** Two trustees and the scrutineer hand the log to another server, which signs from then on. */
  handOver(signers: readonly number[] = [1, 3]): void {
    const next = keyOf("the next server");
    const at = { size: 1, root: "00".repeat(32) };
    const text = `hustings/v1 handover\n${JSON.stringify({ election: this.id, at, trustees: signers, server: hex(next.key), origin: "next.example" })}\n`;
    const lines = [...signers.map((n) => line(`trustee-${n}`, 1, this.trustees[n - 1]!, utf8(text))), line("scrutineer", 1, keyOf("scrutineer"), utf8(text)), line("server", 1, next, utf8(text))];
    this.entries.push(`${text}\n${lines.join("")}`);
    this.server = next;
    this.origin = "next.example";
  }

  private member(i: number): Member {
    const codes = Array.from({ length: this.options.registrars }, (_, r) => sha256(utf8(`code ${i} of ${r}`)).slice(0, 15));
    const credentials = codes.map((code, r) => hex(credentialOf(credentialSeed(code, mustHex(this.id), r + 1))));
    return { code: writeCode(codes[0]!), second: codes[1] === undefined ? null : writeCode(codes[1]), memberClass: i < 5 ? 1 : 2, credentials, head: null, isReplaced: false };
  }

  // What a log gives.

  private hash(from: number, to: number): Uint8Array {
    if (to - from === 1) return leafHash(utf8(this.entries[from]!));
    const k = 2 ** Math.ceil(Math.log2(to - from) - 1);
    return sha256(concat(new Uint8Array([1]), this.hash(from, from + k), this.hash(from + k, to)));
  }

  proof(index: number, from = 0, to = this.entries.length): string[] {
    if (to - from === 1) return [];
    const k = 2 ** Math.ceil(Math.log2(to - from) - 1);
    return index < from + k
      ? [...this.proof(index, from, from + k), hex(this.hash(from + k, to))]
      : [...this.proof(index, from + k, to), hex(this.hash(from, from + k))];
  }

  checkpoint(): string {
    const origin = `${this.origin}/${this.id}`;
    const text = `${origin}\n${this.entries.length}\n${base64(this.hash(0, this.entries.length))}\n`;
    const time = toLittleEndian(1_800_000_000n, 8).reverse();
    const cosignatures = this.witnesses.slice(0, this.cosigned).map((witness) =>
      line(witness.name, 4, witness, utf8(`cosignature/v1\ntime 1800000000\n${text}`), time));
    return `${text}\n${line(origin, 1, this.server, utf8(text))}${cosignatures.join("")}`;
  }

  placed(index: number) {
    return { index, entry: this.entries[index]!, proof: this.proof(index) };
  }

  poll(standing: object) {
    const confirms = this.entries.flatMap((entry, i) => (entry.startsWith("hustings/v1 key-confirm\n") ? [this.placed(i)] : []));
    const open = this.entries.findIndex((entry) => entry.startsWith("hustings/v1 open\n"));
    const handovers = this.entries.flatMap((entry, i) => (entry.startsWith("hustings/v1 handover\n") ? [this.placed(i)] : []));
    return { manifest: this.placed(0), open: this.placed(open), confirms, handovers, checkpoint: this.checkpoint(), standing };
  }

  /** Appends a ballot, or says what is wrong with it (§3.8, A3 and A4 included). */
  apply(note: string): { index: number } | { previous: string | null } | string {
    const entry = readEntry(this.entries.length, utf8(note));
    if (this.ballots.has(entry.identifier)) return { index: this.ballots.get(entry.identifier)! };
    if (entry.act.kind !== "ballot") return "A10";
    const act = entry.act.fields;
    const member = this.members.find((m) => m.credentials.join() === act.credentials.join());
    if (act.election !== this.id) return "A7";
    if (entry.signatures.length !== act.credentials.length) return "A3";
    for (const [i, { name, signature, keyNumber: number }] of entry.signatures.entries()) {
      const key = readVerifyingKey(mustHex(act.credentials[i]!))!;
      if (name !== `credential-${i + 1}` || number !== keyNumber(name, 1, key.bytes)) return "A3";
      if (!verifySignature(key, entry.text, signature)) return "A4";
    }
    if (member === undefined || member.isReplaced) return "B1";
    if (act.open !== this.open) return "B2";
    if (act.previous !== member.head) return { previous: member.head };
    const due = this.manifest.classes[member.memberClass - 1]!.contests.map((c) => c.contest);
    if (act.parts.map((part) => part.contest).join() !== due.join()) return "B4";
    const statement = { ctx: this.ctx, credentials: act.credentials.map(mustHex), previous: act.previous === null ? null : mustHex(act.previous) };
    for (const part of act.parts) {
      const W = width(radices(this.manifest.contests[part.contest - 1]!));
      const equations = partEquations({ ...statement, contest: part.contest }, W, part);
      if (typeof equations === "string") return "B6";
      if (!groupEquationsHold(equations)) return "B7";
    }
    member.head = entry.identifier;
    this.ballots.set(entry.identifier, this.entries.length);
    this.entries.push(note);
    return { index: this.entries.length - 1 };
  }

  /** What the last ballot of a member says: the block numbers of each part, decrypted. */
  opened(tracker: string): { contest: number; points: string[] }[] {
    const { act } = readEntry(0, utf8(this.entries[this.ballots.get(tracker)!]!));
    if (act.kind !== "ballot") throw new Error("no ballot");
    return act.fields.parts.map((part) => ({
      contest: part.contest,
      points: part.ciphertexts.map(([a, b]) => Point.fromHex(b).subtract(Point.fromHex(a).multiply(this.joint.secret)).toHex()),
    }));
  }
}
