//! The MATH table: which glyphs a stretchy one is built from.

use std::collections::BTreeSet;

use crate::sfnt::u16_at;

/// Adds the size variants and the assembly parts of every kept glyph.
pub fn extend(math: &[u8], glyphs: &mut BTreeSet<u16>) {
    let variants = u16_at(math, 8);
    let vertical = u16_at(math, variants + 6);
    let horizontal = u16_at(math, variants + 8);
    for (coverage, first, count) in [(2, 0, vertical), (4, vertical, horizontal)] {
        let covered = coverage_glyphs(math, variants + u16_at(math, variants + coverage));
        for (index, base) in covered.into_iter().enumerate().take(count) {
            if glyphs.contains(&base) {
                let construction = variants + u16_at(math, variants + 10 + 2 * (first + index));
                construction_glyphs(math, construction, glyphs);
            }
        }
    }
}

fn construction_glyphs(math: &[u8], at: usize, glyphs: &mut BTreeSet<u16>) {
    for variant in 0..u16_at(math, at + 2) {
        glyphs.insert(u16_at(math, at + 4 + 4 * variant) as u16);
    }
    if u16_at(math, at) != 0 {
        let assembly = at + u16_at(math, at);
        for part in 0..u16_at(math, assembly + 4) {
            glyphs.insert(u16_at(math, assembly + 6 + 10 * part) as u16);
        }
    }
}

/// The glyphs of a coverage table, in order.
pub fn coverage_glyphs(math: &[u8], at: usize) -> Vec<u16> {
    let count = u16_at(math, at + 2);
    if u16_at(math, at) == 1 {
        return (0..count).map(|index| u16_at(math, at + 4 + 2 * index) as u16).collect();
    }
    (0..count)
        .map(|range| at + 4 + 6 * range)
        .flat_map(|range| u16_at(math, range) as u16..=u16_at(math, range + 2) as u16)
        .collect()
}

/// Empties the kerning of sub- and superscripts, which browsers do not use: it lies between the coverage of extended
/// shapes and the variants.
pub fn drop_kerning(math: &mut [u8]) {
    let info = u16_at(math, 6);
    let variants = u16_at(math, 8);
    let kerning = u16_at(math, info + 6);
    if kerning != 0 && u16_at(math, info + 4) < kerning && info + kerning < variants {
        math[info + 6..info + 8].fill(0);
        math[info + kerning..variants].fill(0);
    }
}

/// Sets the italic corrections and accent positions of unused glyphs to zero.
pub fn blank_corrections(math: &mut [u8], glyphs: &BTreeSet<u16>) {
    let info = u16_at(math, 6);
    for which in [0, 2] {
        let list = info + u16_at(math, info + which);
        let covered = coverage_glyphs(math, list + u16_at(math, list));
        for (index, glyph) in covered.into_iter().enumerate() {
            if !glyphs.contains(&glyph) {
                math[list + 4 + 4 * index..list + 8 + 4 * index].fill(0);
            }
        }
    }
}
