// SHA-256, SHA-512 and HKDF are the browser's own (Web Cryptography), which a page has wherever it came
// over a connection that nobody can alter; a booth that did not must not be used.

type Bytes = Uint8Array<ArrayBuffer>;

const digest = async (name: string, bytes: Uint8Array): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest(name, bytes as Bytes));

export const sha256 = (bytes: Uint8Array): Promise<Uint8Array> => digest("SHA-256", bytes);
export const sha512 = (bytes: Uint8Array): Promise<Uint8Array> => digest("SHA-512", bytes);

/** HKDF-SHA-512 (RFC 5869) of a secret. */
export async function hkdf(secret: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number): Promise<Uint8Array> {
  const key = await crypto.subtle.importKey("raw", secret as Bytes, "HKDF", false, ["deriveBits"]);
  const parameters = { name: "HKDF", hash: "SHA-512", salt: salt as Bytes, info: info as Bytes };
  return new Uint8Array(await crypto.subtle.deriveBits(parameters, key, 8 * length));
}
