//! The hustings command line: parse, call, print
fn main() {}
