//! Acts and their encoding, the log, and the state machine that runs every check
