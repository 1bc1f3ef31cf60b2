//! A small web font for the formulas, made from New Computer Modern Math as `typst-assets` carries it.
//!
//! Browsers stretch brackets and roots only with a font that has a MATH table. The whole font is 1.3 MB; the report
//! needs a few hundred of its 8600 glyphs. Glyph numbers stay what they are, so that the MATH table stays right:
//! the outlines of unused glyphs are emptied, which a WOFF's compression then swallows.
//!
//! New Computer Modern is licensed under the GUST Font License (an instance of the LPPL): the changed font is
//! embedded in a document under its own family name, `Report Math`.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::{cff, gsub, math_variants, sfnt};

/// The characters kept: what mathematics of this kind is written with. A formula with any other is an error that says
/// so; add it here then.
const KEPT: &[(u32, u32)] = &[
    (0x20, 0x7e),
    (0xa0, 0xa0),
    (0xac, 0xac),
    (0xaf, 0xb1),
    (0xb7, 0xb7),
    (0xd7, 0xd7),
    (0xf7, 0xf7),
    (0x2c6, 0x2c6),
    (0x2dc, 0x2dc),
    (0x302, 0x304),
    (0x307, 0x308),
    (0x393, 0x3a9),
    (0x3b1, 0x3c9),
    (0x3d1, 0x3d1),
    (0x3d5, 0x3d5),
    (0x3f5, 0x3f5),
    (0x2013, 0x2014),
    (0x2016, 0x2016),
    (0x2018, 0x201d),
    (0x2026, 0x2026),
    (0x2032, 0x2034),
    (0x203e, 0x203e),
    (0x2061, 0x2064),
    (0x20d7, 0x20d7),
    (0x210e, 0x2115),
    (0x2119, 0x211d),
    (0x2124, 0x2124),
    (0x2130, 0x2133),
    (0x2190, 0x2195),
    (0x21a6, 0x21a6),
    (0x21d0, 0x21d4),
    (0x2200, 0x220f),
    (0x2211, 0x2213),
    (0x2215, 0x221e),
    (0x2223, 0x222b),
    (0x223c, 0x223c),
    (0x2243, 0x2248),
    (0x2254, 0x2254),
    (0x2260, 0x2265),
    (0x226a, 0x226b),
    (0x2282, 0x2287),
    (0x2295, 0x2299),
    (0x22a4, 0x22a5),
    (0x22c5, 0x22c5),
    (0x22ee, 0x22f1),
    (0x2308, 0x230b),
    (0x23de, 0x23df),
    (0x27e8, 0x27e9),
    (0x27f6, 0x27f8),
    (0x1d434, 0x1d467),
    (0x1d4a9, 0x1d4aa),
    (0x1d53c, 0x1d53c),
    (0x1d6e4, 0x1d71b),
    (0x1d7d9, 0x1d7d9),
];

const PRIME: u32 = 0x2032;
const TRIPLE_PRIME: u32 = 0x2034;

/// The WOFF file, and Rust source of a sorted table of the characters it has.
pub fn subset() -> (Vec<u8>, String) {
    let font = typst_assets::fonts()
        .filter(|font| font.starts_with(b"OTTO"))
        .find(|font| sfnt::name(font).as_deref() == Some("NewCMMath-Regular"))
        .expect("typst-assets carries New Computer Modern Math");
    let mut tables = sfnt::tables(font);
    let gsub = tables.get("GSUB").cloned().unwrap_or_default();
    tables.retain(|tag, _| {
        matches!(tag.as_str(), "CFF " | "MATH" | "OS/2" | "cmap" | "head" | "hhea" | "hmtx" | "maxp" | "name" | "post")
    });

    let characters: Vec<(u32, u16)> = sfnt::characters(&tables["cmap"])
        .into_iter()
        .filter(|(character, _)| KEPT.iter().any(|(first, last)| (first..=last).contains(&character)))
        .collect();
    let characters: Vec<(u32, u16)> = characters
        .into_iter()
        .map(|(character, glyph)| match character {
            PRIME..=TRIPLE_PRIME => (character, gsub::script_shape(&gsub, glyph).unwrap_or(glyph)),
            _ => (character, glyph),
        })
        .collect();
    let mut glyphs: BTreeSet<u16> = characters.iter().map(|(_, glyph)| *glyph).collect();
    glyphs.insert(0);
    math_variants::extend(&tables["MATH"], &mut glyphs);

    cff::blank(tables.get_mut("CFF ").expect("an OpenType font with CFF outlines"), &glyphs);
    let math = tables.get_mut("MATH").expect("a mathematical font");
    math_variants::drop_kerning(math);
    math_variants::blank_corrections(math, &glyphs);
    sfnt::blank_metrics(tables.get_mut("hmtx").expect("required table"), &glyphs);
    tables.insert("cmap".into(), sfnt::character_map(&characters));

    let mut coverage = String::from("static COVERED: &[u32] = &[\n");
    for (character, _) in &characters {
        writeln!(coverage, "    {character:#x},").expect("a string takes it");
    }
    coverage.push_str("];\n");
    (sfnt::woff(&tables), coverage)
}
