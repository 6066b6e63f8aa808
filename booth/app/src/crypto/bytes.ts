// Bytes and their spellings: hex, base64, UTF-8, integers. Each has one way to be written (§2.2).

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

export const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** Lower-case hex of any even length; null for anything else. */
export function fromHex(text: string): Uint8Array | null {
  return /^([0-9a-f]{2})*$/.test(text) ? Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)) : null;
}

/** For hex that is known to be some. */
export function mustHex(text: string): Uint8Array {
  const bytes = fromHex(text);
  if (bytes === null) throw new Error("not hex");
  return bytes;
}

export const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

/** RFC 4648 §4, padded, unused bits zero; null for anything else. */
export function fromBase64(text: string): Uint8Array | null {
  try {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    return base64(bytes) === text ? bytes : null;
  } catch {
    return null;
  }
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export const equal = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, i) => byte === b[i]);

export const littleEndian = (bytes: Uint8Array): bigint => BigInt(`0x0${hex(bytes.slice().reverse())}`);

/** `length` bytes, little-endian. */
export const toLittleEndian = (value: bigint, length: number): Uint8Array =>
  mustHex(value.toString(16).padStart(2 * length, "0")).reverse();

/** 64 bits, little-endian (§4.2). */
export const u64le = (value: number): Uint8Array => toLittleEndian(BigInt(value), 8);
