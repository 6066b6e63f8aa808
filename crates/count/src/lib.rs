//! Counting rules: ballots in, stages and elected out; no cryptography, no input or output
