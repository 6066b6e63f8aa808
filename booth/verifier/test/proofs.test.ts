// testdata/vectors of what is proved: ballots, the key ceremony, shuffles, decryption.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Part } from "../src/acts.js";
import { fromHex, hex, mustHex, toLittleEndian } from "../src/bytes.js";
import { partEquations } from "../src/crypto/ballot.js";
import { groupEquationsHold } from "../src/crypto/batch.js";
import {
  ceremonyKeys,
  type Dealing,
  dealingHash,
  isHpkeKey,
  keyCheckDefect,
  possessionDefect,
  readCoefficients,
  shareFits,
} from "../src/crypto/ceremony.js";
import { combine, drawLots, lotPoint, type OpenedList } from "../src/crypto/decryption.js";
import { readShares, sharesDefect, sharesSeed } from "../src/crypto/decryption.js";
import { partsOf } from "../src/crypto/encryption.js";
import { type Point, readPoint } from "../src/crypto/group.js";
import { readList } from "../src/crypto/list.js";
import { mixHolds, readProof, shuffleWeights } from "../src/crypto/shuffle.js";
import { context, h512 } from "../src/crypto/transcript.js";
import { openSealed } from "./hpke.js";
import { vectors } from "./paths.js";

type WirePart = { ciphertexts: string[]; commitments: string[]; responses: string[] };

const asPart = (contest: number, part: WirePart): Part => ({
  contest,
  ciphertexts: part.ciphertexts.map((c) => [c.slice(0, 64), c.slice(64)]),
  commitments: part.commitments,
  responses: part.responses,
});

test("ballot.json: the seed gives the parts, and parts are refused by their defect", () => {
  type Bound = { name: string; ctx: string; credentials: string[]; previous: string | null };
  type Valid = Bound & {
    contests: { contest: number; digits: number[]; radices: number[] }[];
    joint_key: string;
    parts: WirePart[];
    seed: string;
  };
  type Invalid = Bound & { W: number; contest: number; part: WirePart; error: "width" | "malformed" | "proof" };
  const { valid, invalid } = vectors<{ valid: Valid[]; invalid: Invalid[] }>("ballot");
  const voter = (c: Bound) => ({
    ctx: mustHex(c.ctx),
    credentials: c.credentials.map(mustHex),
    previous: c.previous === null ? null : mustHex(c.previous),
  });
  for (const c of valid) {
    const expected = c.parts.map((part, i) => asPart(c.contests[i]!.contest, part));
    const made = partsOf(mustHex(c.seed), voter(c), readPoint(mustHex(c.joint_key))!, c.contests);
    assert.deepEqual(made, expected, c.name);
    for (const part of expected) {
      const equations = partEquations({ ...voter(c), contest: part.contest }, part.ciphertexts.length, part);
      assert.ok(typeof equations !== "string" && groupEquationsHold(equations), c.name);
    }
  }
  for (const c of invalid) {
    const equations = partEquations({ ...voter(c), contest: c.contest }, c.W, asPart(c.contest, c.part));
    if (c.error === "proof") assert.ok(typeof equations !== "string" && !groupEquationsHold(equations), c.name);
    else if (c.error === "width") assert.match(String(equations), /^there are not/, c.name);
    else assert.match(String(equations), /is no (point|scalar)/, c.name);
  }
});

type WireDealing = {
  ceremony: number;
  commitments: string[];
  dealer: number;
  election: string;
  hpke_key: string;
  possession: { commitment: string; response: string };
  threshold: number;
};
type WireProof = { commitment: string; response: string };
type KeyCase = { name: string; expect: string | null } & (
  | { kind: "dealing"; dealing: WireDealing; commit_hash: string }
  | { kind: "share"; dealing: WireDealing; recipient: number; share: string }
  | { kind: "keys"; dealings: WireDealing[]; joint_key: string; verification_keys: string[] }
  | { kind: "key check"; dealings: WireDealing[]; trustee: number; log_size: number; root: string; proof: WireProof }
  | {
      kind: "sealed share";
      dealing: WireDealing;
      recipient: number;
      reveal: string;
      info: string;
      private_key: string;
      sealed: string;
      share: string;
    }
);

const asProof = (proof: WireProof) => ({ commitment: mustHex(proof.commitment), response: mustHex(proof.response) });

const asDealing = (d: WireDealing): Dealing => ({
  election: mustHex(d.election),
  ceremony: d.ceremony,
  dealer: d.dealer,
  hpkeKey: mustHex(d.hpke_key),
  coefficients: d.commitments.map(mustHex),
  possession: asProof(d.possession),
});

const coefficients = (d: WireDealing): Point[] => readCoefficients(asDealing(d), d.threshold)!;

/** The keys of dealers in order, each once, at least t of them. */
function keysOf(dealings: WireDealing[], n: number) {
  const ascends = dealings.every((d, i) => i === 0 || d.dealer > dealings[i - 1]!.dealer);
  const t = dealings[0]?.threshold;
  if (t === undefined || !ascends || dealings.length < t) return null;
  return ceremonyKeys(dealings.map(coefficients), t, n);
}

function dealingDefect(wire: WireDealing, commitHash: string): string | null {
  const d = asDealing(wire);
  if (d.dealer === 0) return "index"; // in a record A3: there is no trustee-0
  if (!isHpkeKey(d.hpkeKey)) return "hpke key";
  const points = readCoefficients(d, wire.threshold);
  if (points === null) return d.coefficients.length === wire.threshold ? "commitment" : "threshold";
  const possession = possessionDefect(d, points[0]!);
  if (possession !== null) return possession.startsWith("its equation") ? "knowledge" : "proof";
  return hex(dealingHash(d)) === commitHash ? null : "commit hash";
}

const keyCaseDefects: { [K in KeyCase["kind"]]: (c: Extract<KeyCase, { kind: K }>) => string | null } = {
  dealing: (c) => dealingDefect(c.dealing, c.commit_hash),
  share: (c) => {
    if (shareFits(mustHex(c.share), coefficients(c.dealing), c.recipient)) return null;
    return c.name === "the share l" ? "share" : "misfit";
  },
  keys: (c) => {
    const keys = keysOf(c.dealings, c.verification_keys.length);
    if (keys === null) return "dealings";
    const same = hex(keys.jointBytes) === c.joint_key;
    return same && keys.verificationBytes.map(hex).join() === c.verification_keys.join() ? null : "other keys";
  },
  "key check": (c) => {
    const keys = keysOf(c.dealings, 3)!;
    const { election, ceremony } = asDealing(c.dealings[0]!);
    const at = { size: c.log_size, root: mustHex(c.root) };
    return keyCheckDefect(election, ceremony, c.trustee, keys, at, asProof(c.proof)) && "knowledge";
  },
  "sealed share": (c) => {
    const { election, ceremony, dealer } = asDealing(c.dealing);
    const info = h512("hustings/v1 share", election, ceremony, dealer, c.recipient, mustHex(c.reveal));
    const share = openSealed(mustHex(c.private_key), info, mustHex(c.sealed));
    if (share === null) return "unopenable";
    assert.equal(hex(info), c.info, c.name);
    assert.equal(hex(share), c.share, c.name);
    return null;
  },
};

test("keys.json: dealings, shares, keys and key checks", () => {
  for (const c of vectors<{ cases: KeyCase[] }>("keys").cases) {
    const defect = (keyCaseDefects[c.kind] as (c: KeyCase) => string | null)(c);
    assert.equal(defect, c.expect, `${c.kind}: ${c.name}`);
  }
});

type Bound = { election: string; register: string; open: string; joint_key: string; ctx: string };
const ctxOf = (c: Bound) => context(...([c.election, c.joint_key, c.register, c.open].map(mustHex) as Four));
type Four = [Uint8Array, Uint8Array, Uint8Array, Uint8Array];

test("shuffle.json: mixes, by the defect of each", () => {
  type Case = Bound & {
    name: string;
    expect: string | null;
    N: number;
    W: number;
    contest: number;
    weight: number;
    mix: number;
    mixer: string;
    input: string;
    output: string;
    proof: string;
    seed: string;
    u: string[];
  };
  const defectOf = (c: Case): string | null => {
    const lists = [c.input, c.output].map((bytes) => {
      const whole = mustHex(bytes);
      return readList(whole, Math.floor(whole.length / (64 * c.W)), c.W);
    });
    const [input, output] = lists;
    if (typeof input !== "object" || typeof output !== "object") return "list";
    if (input.N === 0) return "empty";
    if (input.N !== output.N) return "shape";
    const bytes = mustHex(c.proof);
    const proof = readProof(bytes, input.N, c.W);
    if (typeof proof === "string") return proof.startsWith("it has") ? "length" : "malformed";
    const ctx = ctxOf(c);
    const { contest, weight, mix } = c;
    const statement = { ctx, contest, weight, mix, mixer: mustHex(c.mixer), jointKey: readPoint(mustHex(c.joint_key))! };
    if (c.expect === null) {
      const { seed, u } = shuffleWeights(statement, input, output, bytes);
      assert.equal(hex(ctx), c.ctx, c.name);
      assert.equal(hex(seed), c.seed, c.name);
      assert.deepEqual(u.map((ui) => hex(toLittleEndian(ui, 32))), c.u, c.name);
    }
    return mixHolds(statement, input, output, bytes, proof) ? null : "equation";
  };
  for (const c of vectors<{ cases: Case[] }>("shuffle").cases) assert.equal(defectOf(c), c.expect, c.name);
});

type Posted = {
  trustee: number;
  verification_key: string;
  lot_point: string;
  seed: string;
  shares: string;
  proof: { commitment_g: string; commitment_a: string; response: string };
};
type ListCase = Bound & { N: number; W: number; contest: number; weight: number; root: string; list: string };
type DecryptionCase = { name: string; expect: string | null } & (
  | ({ kind: "shares" } & ListCase & Posted)
  | ({ kind: "opening" } & ListCase & { posted: Posted[]; threshold: number; plaintexts: string; lot_seed: string })
  | { kind: "lot"; contest: number; lot_seed: string; tie: number; tied: number[]; order: number[] }
);

function openedList(c: ListCase): OpenedList {
  const list = readList(mustHex(c.list), c.N, c.W);
  assert.ok(typeof list === "object");
  const name = { ctx: ctxOf(c), contest: c.contest, weight: c.weight };
  const root = mustHex(c.root);
  return { ...name, root, list, lotPoint: lotPoint(name, root) };
}

function postedDefect(opened: OpenedList, p: Posted, isHonest: boolean): string | null {
  const blob = mustHex(p.shares);
  const shares = readShares(blob, opened.list);
  if (typeof shares === "string") return shares.startsWith("there are") ? "length" : "share";
  const bytes = fromHex(p.verification_key)!;
  const trustee = { index: p.trustee, bytes, point: readPoint(bytes)! };
  if (isHonest) {
    assert.equal(opened.lotPoint.toHex(), p.lot_point);
    assert.equal(hex(sharesSeed(opened, trustee, blob)), p.seed);
  }
  const { commitment_g, commitment_a, response } = p.proof;
  const proof = {
    commitmentG: mustHex(commitment_g),
    commitmentA: mustHex(commitment_a),
    response: mustHex(response),
  };
  const defect = sharesDefect(opened, trustee, blob, shares, proof);
  return defect === null ? null : defect.startsWith("it is not two points") ? "proof" : "equality";
}

function openingDefect(c: Extract<DecryptionCase, { kind: "opening" }>): string | null {
  const opened = openedList(c);
  const verified = c.posted.map((p) => {
    assert.equal(postedDefect(opened, p, true), null, c.name);
    return { trustee: p.trustee, shares: readShares(mustHex(p.shares), opened.list) as Point[] };
  });
  const found = combine(opened, verified, c.threshold);
  if (found === null) return "too few";
  if (hex(found.profile) !== c.plaintexts) return "plaintexts";
  return hex(found.lotSeed) === c.lot_seed ? null : "lot seed";
}

test("decryption.json: shares, what they open, and lots", () => {
  const { cases } = vectors<{ cases: DecryptionCase[] }>("decryption");
  for (const c of cases) {
    if (c.kind === "shares") {
      assert.equal(postedDefect(openedList(c), c, c.expect === null), c.expect, c.name);
    } else if (c.kind === "opening") {
      assert.equal(openingDefect(c), c.expect, c.name);
    } else {
      const order = drawLots(mustHex(c.lot_seed), c.contest, c.tie, c.tied);
      assert.equal(order.join() === c.order.join() ? null : "order", c.expect, c.name);
    }
  }
});
