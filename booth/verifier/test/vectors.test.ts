// testdata/vectors: what the specification's symbols come to, valid and invalid, named by the defect.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fromHex, hex, mustHex, toLittleEndian } from "../src/bytes.js";
import { readDigits, toBlocks, toPoint, width } from "../src/crypto/blocks.js";
import { credentialOf, credentialSeed, readCode, writeCode } from "../src/crypto/credential.js";
import { generator, hashToGroup, readKey, readPoint, readScalar } from "../src/crypto/group.js";
import { readVerifyingKey, signatureEquation, signaturesHold, verifySignature } from "../src/crypto/signature.js";
import { challenge, context, h512, type TranscriptPart, weight } from "../src/crypto/transcript.js";
import { vectors } from "./paths.js";

const bytes = (text: string): Uint8Array => {
  const found = fromHex(text);
  assert.ok(found !== null);
  return found;
};

test("group.json: points and scalars, canonical or refused", () => {
  type Case = { name: string; kind: "point" | "non_identity" | "scalar"; bytes: string };
  const { valid, invalid } = vectors<{ valid: Case[]; invalid: Case[] }>("group");
  const readers = { point: readPoint, non_identity: readKey, scalar: readScalar };
  for (const c of valid) assert.notEqual(readers[c.kind](bytes(c.bytes)), null, c.name);
  for (const c of invalid) assert.equal(readers[c.kind](bytes(c.bytes)), null, c.name);
});

test("transcript.json: H512, challenges, weights, ctx", () => {
  type Part = string | number | Part[];
  type Case = { name: string; label: string; parts: Part[]; bytes: string; challenge: string; weight: string };
  type Context = { election: string; joint_key: string; register: string; open: string; ctx: string };
  const { valid, context: contexts } = vectors<{ valid: Case[]; context: Context[] }>("transcript");
  const read = (part: Part): TranscriptPart =>
    typeof part === "string" ? bytes(part) : typeof part === "number" ? part : part.map(read);
  for (const c of valid) {
    const digest = h512(c.label, ...c.parts.map(read));
    assert.equal(hex(digest), c.bytes, c.name);
    assert.equal(hex(toLittleEndian(challenge(digest), 32)), c.challenge, c.name);
    assert.equal(hex(toLittleEndian(weight(digest), 16)), c.weight, c.name);
  }
  for (const c of contexts) {
    assert.equal(hex(context(bytes(c.election), bytes(c.joint_key), bytes(c.register), bytes(c.open))), c.ctx);
  }
});

test("generators.json: h_i, and hashing to the group", () => {
  type Vectors = {
    valid: { index: number; point: string }[];
    hash_to_group: { label: string; message: string; point: string }[];
  };
  const { valid, hash_to_group } = vectors<Vectors>("generators");
  for (const { index, point } of valid) assert.equal(generator(index).toHex(), point, `h_${index}`);
  for (const { label, message, point } of hash_to_group) {
    assert.equal(hashToGroup(label, bytes(message)).toHex(), point);
  }
});

test("signatures.json: one rule, alone and in a batch", () => {
  type Case = { name: string; key: string; message: string; signature: string };
  const { valid, invalid } = vectors<{ valid: Case[]; invalid: Case[] }>("signatures");
  const equation = (c: Case) => {
    const key = readVerifyingKey(bytes(c.key));
    return key === null ? null : signatureEquation(key, bytes(c.message), bytes(c.signature));
  };
  const all = valid.map((c) => {
    const key = readVerifyingKey(bytes(c.key));
    assert.ok(key !== null && verifySignature(key, bytes(c.message), bytes(c.signature)), c.name);
    return equation(c)!;
  });
  assert.ok(signaturesHold(all), "all valid ones together");
  for (const c of invalid) {
    const found = equation(c);
    assert.ok(found === null || !signaturesHold([found]), c.name);
    assert.ok(found === null || !signaturesHold([...all, found]), `${c.name}, in a batch`);
  }
});

test("encoding.json: digits, blocks and points, and what is spoilt", () => {
  type Space = { name: string; radices: number[] };
  type Valid = Space & { W: number; digits: number[]; blocks: string[]; points: string[] };
  type Vectors = {
    valid: Valid[];
    invalid_digits: (Space & { digits: number[] })[];
    invalid_spaces: Space[];
    spoilt: (Space & { points: string[]; reason: number })[];
  };
  const v = vectors<Vectors>("encoding");
  for (const c of v.valid) {
    const blocks = toBlocks(c.radices, c.digits)!;
    assert.equal(width(c.radices), c.W, c.name);
    assert.deepEqual(blocks.map(hex), c.blocks, c.name);
    assert.deepEqual(blocks.map((block) => toPoint(block).toHex()), c.points, c.name);
    assert.deepEqual(readDigits(c.radices, c.points.map(mustHex)), c.digits, c.name);
  }
  for (const c of v.invalid_digits) assert.equal(toBlocks(c.radices, c.digits), null, c.name);
  for (const c of v.spoilt) assert.equal(readDigits(c.radices, c.points.map(mustHex)), `S${c.reason}`, c.name);
  for (const c of v.invalid_spaces) {
    if (c.radices.includes(0)) assert.throws(() => width(c.radices), RangeError, c.name);
    else assert.ok(width(c.radices) > 240, c.name);
  }
});

test("credential.json: codes as they are printed and typed, and their credentials", () => {
  type Valid = { bytes: string; code: string; credential: string; election: string; registrar: number; seed: string };
  type Typed = { name: string; typed: string };
  type Vectors = { valid: Valid[]; forgiven: (Typed & { bytes: string })[]; invalid: (Typed & { error: string })[] };
  const { valid, forgiven, invalid } = vectors<Vectors>("credential");
  for (const c of valid) {
    const code = bytes(c.bytes);
    const seed = credentialSeed(code, bytes(c.election), c.registrar);
    assert.equal(writeCode(code), c.code);
    assert.deepEqual(readCode(c.code), code);
    assert.equal(hex(seed), c.seed);
    assert.equal(hex(credentialOf(seed)), c.credential);
  }
  for (const c of forgiven) assert.deepEqual(readCode(c.typed), bytes(c.bytes), c.name);
  for (const c of invalid) assert.equal(readCode(c.typed), c.error, c.name);
});

