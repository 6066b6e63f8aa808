//! Group, transcript, ElGamal, and the verification of every proof; no randomness of its own, no input or output
