//! The GSUB table: the shape a glyph takes in a script.

use crate::math_variants::coverage_glyphs;
use crate::sfnt::{u16_at, u32_at};

/// The glyph that the feature `ssty` puts in place of `glyph`: browsers do not ask for it, and without it primes come
/// out tiny, because the plain ones are drawn as if raised already.
pub fn script_shape(gsub: &[u8], glyph: u16) -> Option<u16> {
    let features = u16_at(gsub, 6);
    let feature = (0..u16_at(gsub, features))
        .map(|index| features + 2 + 6 * index)
        .find(|record| gsub.get(*record..record + 4) == Some(b"ssty"))
        .map(|record| features + u16_at(gsub, record + 4))?;
    let lookups = u16_at(gsub, 8);
    (0..u16_at(gsub, feature + 2)).find_map(|index| {
        let lookup = lookups + u16_at(gsub, lookups + 2 + 2 * u16_at(gsub, feature + 4 + 2 * index));
        let kind = u16_at(gsub, lookup);
        (0..u16_at(gsub, lookup + 4)).find_map(|subtable| {
            let at = lookup + u16_at(gsub, lookup + 6 + 2 * subtable);
            match kind {
                7 => substitute(gsub, u16_at(gsub, at + 2), at + u32_at(gsub, at + 4), glyph),
                _ => substitute(gsub, kind, at, glyph),
            }
        })
    })
}

fn substitute(gsub: &[u8], kind: usize, at: usize, glyph: u16) -> Option<u16> {
    let covered = coverage_glyphs(gsub, at + u16_at(gsub, at + 2));
    let index = covered.iter().position(|covered| *covered == glyph)?;
    match (kind, u16_at(gsub, at)) {
        (1, 1) => Some(glyph.wrapping_add(u16_at(gsub, at + 4) as u16)),
        (1, _) => Some(u16_at(gsub, at + 6 + 2 * index) as u16),
        (3, _) => Some(u16_at(gsub, at + u16_at(gsub, at + 6 + 2 * index) + 2) as u16),
        _ => None,
    }
}
