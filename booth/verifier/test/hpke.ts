// RFC 9180 in base mode, opening only: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20Poly1305. A
// verifier opens no share; this is here to hold §5.1 step 5 against its vectors.

import { createDecipheriv } from "node:crypto";
import { x25519 } from "@noble/curves/ed25519.js";
import { expand, extract } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { concat, utf8 } from "../src/bytes.js";

const bytes = (...values: number[]): Uint8Array => new Uint8Array(values);
const KEM = concat(utf8("KEM"), bytes(0, 0x20));
const SUITE = concat(utf8("HPKE"), bytes(0, 0x20, 0, 1, 0, 3));
const NONE = new Uint8Array();

const labeledExtract = (suite: Uint8Array, salt: Uint8Array, label: string, key: Uint8Array): Uint8Array =>
  extract(sha256, concat(utf8("HPKE-v1"), suite, utf8(label), key), salt);

const labeledExpand = (suite: Uint8Array, key: Uint8Array, label: string, info: Uint8Array, length: number): Uint8Array =>
  expand(sha256, key, concat(bytes(0, length), utf8("HPKE-v1"), suite, utf8(label), info), length);

/** The share in `encapsulated key ‖ encrypted share ‖ tag`; null if it does not open. */
export function openSealed(privateKey: Uint8Array, info: Uint8Array, sealed: Uint8Array): Uint8Array | null {
  const encapsulated = sealed.subarray(0, 32);
  try {
    const dh = x25519.getSharedSecret(privateKey, encapsulated);
    const kemContext = concat(encapsulated, x25519.getPublicKey(privateKey));
    const secret = labeledExpand(KEM, labeledExtract(KEM, NONE, "eae_prk", dh), "shared_secret", kemContext, 32);
    const schedule = concat(
      bytes(0),
      labeledExtract(SUITE, NONE, "psk_id_hash", NONE),
      labeledExtract(SUITE, NONE, "info_hash", info),
    );
    const master = labeledExtract(SUITE, secret, "secret", NONE);
    const key = labeledExpand(SUITE, master, "key", schedule, 32);
    const nonce = labeledExpand(SUITE, master, "base_nonce", schedule, 12);
    const cipher = createDecipheriv("chacha20-poly1305", key, nonce, { authTagLength: 16 });
    cipher.setAuthTag(sealed.subarray(64, 80));
    return new Uint8Array(concat(cipher.update(sealed.subarray(32, 64)), cipher.final()));
  } catch {
    return null;
  }
}
