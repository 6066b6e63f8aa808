//! Holds what `verify` says of a tampered record against what it must say.

use crate::forge::{Case, Forge, Stage};
use hustings_record::blobs::Blobs;
use hustings_record::source::blob_path;
use hustings_record::{Check, Family, Hex32, Obligations, State, Violation};
use hustings_verifier::{Failure, Verification, verify};
use std::collections::BTreeMap;
use std::path::Path;

type Files = BTreeMap<String, Vec<u8>>;

/// Judges every case, says of each how it went, and fails if one did.
pub fn all(cases: Vec<Case>) {
    let mut wrong = Vec::new();
    for case in &cases {
        match judge(case) {
            Ok(detail) => println!("{} ... ok: {detail}", case.name),
            Err(why) => wrong.push(format!("{}: {why}", case.name)),
        }
    }
    assert!(wrong.is_empty(), "{} of {} go wrong:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

/// The stages that the cases start from are themselves beyond reproach.
pub fn honest() {
    for stage in Stage::ALL {
        let mut forge = Forge::at(*stage);
        if *stage == Stage::Blank {
            continue;
        }
        let found = look(&forge.files());
        assert!(found.report.holds, "{stage:?}: {:?}", found.report.failure);
        assert_eq!(at_once(&found, &forge.files()), None, "{stage:?}");
    }
}

/// What the report says in detail.
fn judge(case: &Case) -> Result<String, String> {
    let mut forge = Forge::at(case.stage);
    (case.forge)(&mut forge);
    let files = forge.files();
    let found = look(&files);
    let failure = expect(case, &forge, &found)?;
    // Each act by itself, as the server takes it, fails where all together do.
    if let Some(once) = judged_act_by_act(case.check).then(|| at_once(&found, &files)) {
        let gathered = (failure.check.clone(), failure.entry, failure.signer.clone(), failure.detail.clone());
        let once = once.map(|v| (v.check.to_string(), v.entry, v.signer, v.detail));
        let due = (!of_the_checkpoint(case.check)).then_some(gathered);
        same("act by act", &once, &due)?;
    }
    // What comes after a defect does not matter, however bad it is.
    if forge.place.entry.is_some() && judged_act_by_act(case.check) && !forge.touches_files() {
        forge.e.force(b"no note at all".to_vec());
        let found = look(&forge.files());
        expect(case, &forge, &found).map_err(|why| format!("with more entries: {why}"))?;
    }
    if let Some(folder) = std::env::var_os("HUSTINGS_TAMPERED_DIR") {
        write(Path::new(&folder), case, &failure, &files).map_err(|e| e.to_string())?;
    }
    Ok(failure.detail)
}

fn expect(case: &Case, forge: &Forge, found: &Verification) -> Result<Failure, String> {
    let report = &found.report;
    let Some(failure) = &report.failure else { return Err("the record holds".to_owned()) };
    let context = |why: String| format!("{why} ({failure:?})");
    same("check", &failure.check, &case.check.to_string()).map_err(context)?;
    same("entry", &failure.entry, &forge.place.entry).map_err(context)?;
    same("signer", &failure.signer, &forge.place.signer).map_err(context)?;
    same("meaning", &failure.meaning, &case.check.meaning()).map_err(context)?;
    same("holds", &report.holds, &false)?;
    if failure.meaning.is_empty()
        || failure.detail.is_empty()
        || !case.name.starts_with(&case.check.to_string())
    {
        return Err(context("a failure without words, or a case without its number".to_owned()));
    }
    if let Some(words) = &forge.words
        && !failure.detail.contains(words)
    {
        return Err(context(format!("not the clause meant, which says \"{words}\"")));
    }
    Ok(failure.clone())
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, found: &T, due: &T) -> Result<(), String> {
    if found == due { Ok(()) } else { Err(format!("{what} is {found:?}, must be {due:?}")) }
}

fn look(files: &Files) -> Verification {
    verify(files, &|_, _, _| {}).expect("there is a record")
}

/// Whether the check is `apply`'s, or comes after it: then the acts could be read.
fn judged_act_by_act(check: Check) -> bool {
    check.family() != Family::L || check == Check::Blob || of_the_checkpoint(check)
}

fn of_the_checkpoint(check: Check) -> bool {
    matches!(check, Check::CheckpointSignature | Check::Witnesses)
}

/// The first violation where nothing is put off.
fn at_once(found: &Verification, files: &Files) -> Option<Violation> {
    let mut state = State::new();
    let mut owed = Obligations::at_once().expect("randomness");
    let blobs = Served(files);
    found.entries.iter().find_map(|entry| state.apply(entry, &blobs, &mut owed).err())
}

/// The blobs among a record's files.
struct Served<'a>(&'a Files);

impl Blobs for Served<'_> {
    fn get(&self, sha256: &Hex32, limit: u64) -> Result<Option<Vec<u8>>, String> {
        hustings_record::source::Source::read(self.0, &blob_path(&sha256.0), limit).map(Some).or_else(|e| {
            match e {
                hustings_record::source::SourceError::Missing { .. } => Ok(None),
                e => Err(e.to_string()),
            }
        })
    }
}

/// A folder a record, `expected.json` beside its files.
fn write(folder: &Path, case: &Case, failure: &Failure, files: &Files) -> std::io::Result<()> {
    let name: String = case.name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let folder = folder.join(name);
    for (path, bytes) in files {
        let file = folder.join("record").join(path);
        std::fs::create_dir_all(file.parent().unwrap_or(&folder))?;
        std::fs::write(file, bytes)?;
    }
    let expected = serde_json::json!({
        "name": case.name,
        "check": failure.check,
        "entry": failure.entry,
        "signer": failure.signer,
        "meaning": failure.meaning,
    });
    std::fs::write(folder.join("expected.json"), format!("{expected:#}\n"))
}
