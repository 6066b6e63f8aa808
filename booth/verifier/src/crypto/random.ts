// §4.6: weights of the verifier's own, 128 bits, not zero.

import { littleEndian } from "../bytes.js";

export function randomWeight(): bigint {
  for (;;) {
    const weight = littleEndian(crypto.getRandomValues(new Uint8Array(16)));
    if (weight !== 0n) return weight;
  }
}
