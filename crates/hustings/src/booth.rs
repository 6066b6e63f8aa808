//! The booth that a server of this program hands out: one from a folder, or the one it was built with.

use anyhow::Result;
use hustings_server::booth::Booth;
use std::path::Path;

#[cfg(booth)]
static BUILT_IN: include_dir::Dir = include_dir::include_dir!("$CARGO_MANIFEST_DIR/../../booth/dist");

/// The booth in `dir`, or the one built in; none where there is neither.
pub fn find(dir: Option<&Path>) -> Result<Booth> {
    match dir {
        Some(dir) => Ok(Booth::read(dir)?),
        None => built_in(),
    }
}

#[cfg(booth)]
fn built_in() -> Result<Booth> {
    let files = BUILT_IN.files().filter_map(|file| {
        let name = file.path().file_name()?.to_str()?;
        Some((name.to_owned(), file.contents().to_vec()))
    });
    Ok(Booth::of(files.collect())?)
}

#[cfg(not(booth))]
fn built_in() -> Result<Booth> {
    Ok(Booth::none())
}
