//! Everything that uses a secret or randomness: encryption, proofs, shuffles, key ceremony, decryption
