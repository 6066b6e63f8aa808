// testdata/vectors, byte for byte, by the side that makes a ballot.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { ed25519 } from "@noble/curves/ed25519.js";
import { hex, mustHex, utf8 } from "../src/crypto/bytes.js";
import { toBlocks, toPoint, width } from "../src/crypto/blocks.js";
import { type CodeMistake, credentialOf, readCode } from "../src/crypto/code.js";
import { encrypt } from "../src/crypto/encrypt.js";
import { pointHex, readKey, readPoint } from "../src/crypto/group.js";
import { sign, verifyingKey, verifySignature } from "../src/crypto/signature.js";
import { context, h512, type TranscriptPart } from "../src/crypto/transcript.js";
import { ROOT } from "./places.js";

const vectors = <T>(name: string): T => JSON.parse(readFileSync(`${ROOT}testdata/vectors/${name}.json`, "utf8")) as T;

test("group.json: points, canonical or refused, and written again", () => {
  type Case = { name: string; kind: "point" | "non_identity" | "scalar"; bytes: string };
  const { valid, invalid } = vectors<{ valid: Case[]; invalid: Case[] }>("group");
  const readers = { point: readPoint, non_identity: readKey };
  for (const { name, kind, bytes } of valid) {
    if (kind === "scalar") continue;
    const point = readers[kind](mustHex(bytes));
    assert.ok(point !== null, name);
    assert.equal(pointHex(point), bytes, name);
    assert.equal(pointHex(point.add(point).subtract(point)), bytes, name);
  }
  for (const { name, kind, bytes } of invalid) {
    if (kind !== "scalar") assert.equal(readers[kind](mustHex(bytes)), null, name);
  }
});

test("transcript.json: H512 and ctx", async () => {
  type Part = string | number | Part[];
  type Vectors = {
    valid: { name: string; label: string; parts: Part[]; bytes: string }[];
    context: { election: string; joint_key: string; register: string; open: string; ctx: string }[];
  };
  const { valid, context: contexts } = vectors<Vectors>("transcript");
  const read = (part: Part): TranscriptPart =>
    typeof part === "string" ? mustHex(part) : typeof part === "number" ? part : part.map(read);
  for (const c of valid) assert.equal(hex(await h512(c.label, ...c.parts.map(read))), c.bytes, c.name);
  for (const c of contexts) {
    assert.equal(hex(await context(mustHex(c.election), mustHex(c.joint_key), mustHex(c.register), mustHex(c.open))), c.ctx);
  }
});

test("encoding.json: digits to blocks and points", () => {
  type Space = { name: string; radices: number[]; digits: number[] };
  const v = vectors<{ valid: (Space & { W: number; blocks: string[]; points: string[] })[]; invalid_digits: Space[] }>("encoding");
  for (const c of v.valid) {
    const blocks = toBlocks(c.radices, c.digits);
    assert.equal(width(c.radices), c.W, c.name);
    assert.deepEqual(blocks.map(hex), c.blocks, c.name);
    assert.deepEqual(blocks.map((block) => pointHex(toPoint(block))), c.points, c.name);
  }
  for (const c of v.invalid_digits) assert.throws(() => toBlocks(c.radices, c.digits), RangeError, c.name);
});

test("ballot.json: the seed gives the parts byte for byte", async () => {
  type Part = { ciphertexts: string[]; commitments: string[]; responses: string[] };
  type Case = {
    name: string;
    ctx: string;
    joint_key: string;
    credentials: string[];
    previous: string | null;
    seed: string;
    contests: { contest: number; radices: number[]; digits: number[] }[];
    parts: Part[];
  };
  for (const c of vectors<{ valid: Case[] }>("ballot").valid) {
    const voter = {
      ctx: mustHex(c.ctx),
      credentials: c.credentials.map(mustHex),
      previous: c.previous === null ? null : mustHex(c.previous),
    };
    const parts = await encrypt(mustHex(c.seed), voter, readKey(mustHex(c.joint_key))!, c.contests);
    const flat = parts.map((p) => ({ ciphertexts: p.ciphertexts.map((pair) => pair.join("")), commitments: p.commitments, responses: p.responses }));
    assert.deepEqual(flat, c.parts, c.name);
  }
});

test("credential.json: codes as they are printed and typed, and their credentials", async () => {
  type Valid = { bytes: string; code: string; credential: string; election: string; registrar: number; seed: string };
  type Typed = { name: string; typed: string };
  type Vectors = { valid: Valid[]; forgiven: (Typed & { bytes: string })[]; invalid: (Typed & { error: string })[] };
  const { valid, forgiven, invalid } = vectors<Vectors>("credential");
  for (const c of valid) {
    assert.deepEqual(await readCode(c.code), mustHex(c.bytes));
    const credential = await credentialOf(mustHex(c.bytes), mustHex(c.election), c.registrar);
    assert.equal(hex(credential.seed), c.seed);
    assert.equal(hex(credential.key), c.credential);
  }
  for (const c of forgiven) assert.deepEqual(await readCode(c.typed), mustHex(c.bytes), c.name);
  for (const c of invalid) assert.equal(((await readCode(c.typed)) as CodeMistake).kind, c.error, c.name);
});

test("signatures.json: the one rule", async () => {
  type Case = { name: string; key: string; message: string; signature: string };
  const { valid, invalid } = vectors<{ valid: Case[]; invalid: Case[] }>("signatures");
  const holds = (c: Case): Promise<boolean> => verifySignature(mustHex(c.key), mustHex(c.message), mustHex(c.signature));
  for (const c of valid) assert.ok(await holds(c), c.name);
  for (const c of invalid) assert.equal(await holds(c), false, c.name);
});

test("a signature is the one that RFC 8032 gives, and each bit of it counts", async () => {
  // §7.1 of the RFC, test 2.
  const seed = mustHex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
  const key = await verifyingKey(seed);
  assert.equal(hex(key), "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
  const signature = await sign(new Uint8Array([0x72]), seed, key);
  assert.equal(hex(signature), "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
  for (let i = 0; i < 16; i++) {
    const other = crypto.getRandomValues(new Uint8Array(32));
    const message = utf8(`message ${i}`);
    const made = await sign(message, other, await verifyingKey(other));
    assert.deepEqual(made, ed25519.sign(message, other));
    made[(5 * i) % 64]! ^= 1 << i % 8;
    assert.equal(await verifySignature(await verifyingKey(other), message, made), false);
  }
});
