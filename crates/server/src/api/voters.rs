//! What the record says of a credential: its row, and what it cast last.

use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use hustings_record::Hex32;
use serde::Serialize;

use super::{Asked, Problem};

/// A row of the register in force.
#[derive(Serialize)]
pub(super) struct Voter {
    class: u16,
    credentials: Vec<Hex32>,
    head: Option<Hex32>,
    head_index: Option<u64>,
}

/// The row in which a credential stands.
pub(super) async fn voter(
    Asked(election): Asked,
    Path((_, credential)): Path<(String, String)>,
) -> Result<Json<Voter>, Problem> {
    let unknown = || {
        Problem::not_found(
            "unknown-credential",
            "This code is not one of this election.",
            "Check the code, and that it was sent for this vote.",
        )
    };
    let credential: Hex32 = credential.parse().map_err(|_| unknown())?;
    let live = election.live();
    let register = live.register.as_ref().ok_or_else(unknown)?;
    let Some(row) = register.by_credential.get(&credential).and_then(|row| register.rows.get(*row)) else {
        if register.used.contains(&credential) {
            return Err(Problem::new(
                StatusCode::GONE,
                "replaced-credential",
                "This code was replaced by another and no longer votes.",
            )
            .next("Use the newer code that you were sent, or ask the returning officer."));
        }
        return Err(unknown());
    };
    let first = row.credentials.first().copied().unwrap_or(credential);
    let head = election.index().last_ballot(&first).map_err(|e| Problem::ours(&e))?;
    Ok(Json(Voter {
        class: row.class,
        credentials: row.credentials.clone(),
        head: head.as_ref().map(|line| line.id),
        head_index: head.map(|line| line.index),
    }))
}
