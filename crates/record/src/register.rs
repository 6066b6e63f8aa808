//! The register's blob (§6.2): rows of class and credentials, sorted.

use crate::canonical::Hex32;
use crate::checks::{Check, Violation};
use hustings_proofs::signature::VerifyingKey;
use std::collections::HashSet;

/// One member: a class and one credential a registrar.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    /// Number of the class, from 1.
    pub class: u16,
    /// One or two credentials, the first registrar's first.
    pub credentials: Vec<Hex32>,
}

/// The first line of the blob.
const HEAD: &[u8] = b"hustings/v1 register\n";

/// Writes rows as a blob; they are sorted here.
pub fn write(rows: &[Row]) -> Vec<u8> {
    let mut sorted: Vec<&Row> = rows.iter().collect();
    sorted.sort();
    let mut blob = HEAD.to_vec();
    for row in sorted {
        blob.extend_from_slice(&row.class.to_be_bytes());
        for credential in &row.credentials {
            blob.extend_from_slice(&credential.0);
        }
    }
    blob
}

/// Reads a blob: checks R1 (shape, figures), R2 (order, classes), R3 (keys) and R4 (unique).
///
/// `registrars` is the number of credentials a row, `members` the stated rows of each class,
/// `offices` the keys that hold an office.
pub fn read(
    blob: &[u8],
    registrars: usize,
    members: &[u64],
    offices: &HashSet<Hex32>,
) -> Result<Vec<Row>, Violation> {
    let body = blob.strip_prefix(HEAD).ok_or_else(|| {
        Check::RegisterRows.fails("the register does not begin with the line \"hustings/v1 register\"")
    })?;
    let width = 2 + 32 * registrars;
    Check::RegisterRows.hold(body.len() % width == 0, || {
        format!("{} bytes of rows are no whole number of rows of {width} bytes", body.len())
    })?;
    let rows: Vec<Row> = body.chunks_exact(width).map(row).collect();
    figures(&rows, members)?;
    order(&rows, members.len())?;
    keys(&rows, offices)?;
    Ok(rows)
}

fn row(bytes: &[u8]) -> Row {
    let credentials = bytes[2..]
        .chunks_exact(32)
        .map(|c| {
            let mut key = [0; 32];
            key.copy_from_slice(c);
            Hex32(key)
        })
        .collect();
    Row { class: u16::from_be_bytes([bytes[0], bytes[1]]), credentials }
}

fn figures(rows: &[Row], members: &[u64]) -> Result<(), Violation> {
    Check::RegisterRows.hold(!rows.is_empty(), || "the register has no members".to_owned())?;
    let mut counted = vec![0u64; members.len()];
    for row in rows {
        if let Some(n) = usize::from(row.class).checked_sub(1).and_then(|i| counted.get_mut(i)) {
            *n += 1;
        }
    }
    Check::RegisterRows.hold(counted == members, || {
        format!("the act states {members:?} members by class, the rows are {counted:?}")
    })
}

fn order(rows: &[Row], classes: usize) -> Result<(), Violation> {
    for (i, row) in rows.iter().enumerate() {
        let known = (1..=classes).contains(&usize::from(row.class));
        Check::RegisterOrder
            .hold(known, || format!("row {i} is of class {}, which does not exist", row.class))?;
        Check::RegisterOrder.hold(i == 0 || rows[i - 1] < *row, || {
            format!("row {i} is not after row {}", i.saturating_sub(1))
        })?;
    }
    Ok(())
}

fn keys(rows: &[Row], offices: &HashSet<Hex32>) -> Result<(), Violation> {
    use rayon::prelude::*;
    let bad = rows.par_iter().enumerate().find_map_first(|(i, row)| {
        row.credentials.iter().find_map(|c| VerifyingKey::parse(&c.0).err().map(|e| (i, *c, e)))
    });
    if let Some((i, credential, error)) = bad {
        return Err(Check::RegisterKeys.fails(format!("row {i}, credential {}: {error}", credential.short())));
    }
    let mut seen = HashSet::with_capacity(rows.len());
    for (i, row) in rows.iter().enumerate() {
        for credential in &row.credentials {
            Check::RegisterUnique.hold(!offices.contains(credential), || {
                format!("row {i}: credential {} holds an office in this election", credential.short())
            })?;
            Check::RegisterUnique.hold(seen.insert(*credential), || {
                format!("row {i}: credential {} stands in the register twice", credential.short())
            })?;
        }
    }
    Ok(())
}
