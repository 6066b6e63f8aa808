//! Reads bytes as the format `csv`.

#![no_main]

use hustings_count::Format;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| hustings_fuzz::read(Format::Csv, bytes));
