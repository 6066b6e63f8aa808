//! Takes the booth into the program, where it has been built (`make booth`).

use std::path::Path;

fn main() {
    println!("cargo:rustc-check-cfg=cfg(booth)");
    println!("cargo:rerun-if-changed=../../booth/dist");
    let Ok(here) = std::env::var("CARGO_MANIFEST_DIR") else { return };
    if Path::new(&here).join("../../booth/dist/files.txt").is_file() {
        println!("cargo:rustc-cfg=booth");
    }
}
