//! Seats filled from a ranking in which candidates may be level.

use crate::count::{CountError, Draw, Purpose, Resolution, TieBreak};
use crate::lot::Lot;
use crate::profile::Profile;
use crate::stv::draw;

/// The first of a ranking in levels, as many as there are seats; a lot where a level does not fit.
pub(crate) fn seat(
    profile: &Profile,
    ranking: &[Vec<u16>],
    lot: &mut dyn Lot,
    draws: &mut Vec<Draw>,
) -> Result<(Vec<u16>, Option<TieBreak>), CountError> {
    let seats = profile.seats as usize;
    let mut order: Vec<u16> = Vec::new();
    for level in ranking {
        let left = seats - order.len();
        if left == 0 {
            break;
        }
        if level.len() <= left {
            order.extend(level);
            continue;
        }
        let drawn = draw(profile, lot, draws, 1, Purpose::Election, level.clone())?;
        let chosen = drawn.order[..left].to_vec();
        order.extend(&chosen);
        let by = Resolution::Lot(drawn.tie);
        let tie = TieBreak { tied: level.clone(), chosen, purpose: Purpose::Election, by };
        return Ok((order, Some(tie)));
    }
    Ok((order, None))
}
