//! The command line, as files: `tests/cmd/**/*.toml` name arguments, input, output and exit code.
//!
//! `TRYCMD=overwrite cargo test -p hustings --test cli` writes what the program says now.

#[test]
fn commands() {
    trycmd::TestCases::new().default_bin_name("hustings").case("tests/cmd/**/*.toml");
}
