//! The container of an OpenType font: its tables, its characters, and the WOFF form of it.

use std::collections::{BTreeMap, BTreeSet};

/// Tables by tag, in the order in which a font file lists them.
pub type Tables = BTreeMap<String, Vec<u8>>;

pub fn u16_at(bytes: &[u8], at: usize) -> usize {
    usize::from(u16::from_be_bytes([bytes[at], bytes[at + 1]]))
}

pub fn u32_at(bytes: &[u8], at: usize) -> usize {
    u16_at(bytes, at) << 16 | u16_at(bytes, at + 2)
}

/// Takes a font apart.
pub fn tables(font: &[u8]) -> Tables {
    (0..u16_at(font, 4))
        .map(|index| {
            let entry = 12 + 16 * index;
            let tag = String::from_utf8_lossy(&font[entry..entry + 4]).into_owned();
            let offset = u32_at(font, entry + 8);
            (tag, font[offset..offset + u32_at(font, entry + 12)].to_vec())
        })
        .collect()
}

/// The PostScript name that the CFF table gives a font.
pub fn name(font: &[u8]) -> Option<String> {
    let tables = tables(font);
    let cff = tables.get("CFF ")?;
    let first = usize::from(cff[2]);
    let offset_size = usize::from(cff[first + 2]);
    let start = first + 3 + 2 * offset_size;
    let end = usize::from(cff[first + 2 + 2 * offset_size]) + start - 1;
    Some(String::from_utf8_lossy(&cff[start..end]).into_owned())
}

/// Every character with its glyph, sorted: from the format 12 subtable.
pub fn characters(cmap: &[u8]) -> Vec<(u32, u16)> {
    let table = (0..u16_at(cmap, 2))
        .map(|index| u32_at(cmap, 4 + 8 * index + 4))
        .find(|offset| u16_at(cmap, *offset) == 12)
        .expect("a font with characters beyond the first plane");
    let mut found = Vec::new();
    for group in 0..u32_at(cmap, table + 12) {
        let at = table + 16 + 12 * group;
        let (first, last, glyph) = (u32_at(cmap, at), u32_at(cmap, at + 4), u32_at(cmap, at + 8));
        for character in first..=last {
            found.push((character as u32, (glyph + character - first) as u16));
        }
    }
    found
}

/// A `cmap` table with one format 12 subtable.
pub fn character_map(characters: &[(u32, u16)]) -> Vec<u8> {
    let mut groups: Vec<(u32, u32, u32)> = Vec::new();
    for &(character, glyph) in characters {
        let glyph = u32::from(glyph);
        match groups.last_mut() {
            Some((first, last, start)) if *last + 1 == character && *start + (character - *first) == glyph => {
                *last = character;
            }
            _ => groups.push((character, character, glyph)),
        }
    }
    let mut table = Vec::new();
    for half in [0u16, 1, 3, 10, 0, 12, 12, 0] {
        table.extend(half.to_be_bytes());
    }
    for word in [16 + 12 * groups.len() as u32, 0, groups.len() as u32] {
        table.extend(word.to_be_bytes());
    }
    for (first, last, glyph) in groups {
        for word in [first, last, glyph] {
            table.extend(word.to_be_bytes());
        }
    }
    table
}

/// Sets the metrics of unused glyphs to zero.
pub fn blank_metrics(hmtx: &mut [u8], glyphs: &BTreeSet<u16>) {
    for (glyph, metrics) in hmtx.chunks_exact_mut(4).enumerate() {
        if !glyphs.contains(&(glyph as u16)) {
            metrics.fill(0);
        }
    }
}

/// A WOFF 1 file: the tables, each compressed with zlib.
pub fn woff(tables: &Tables) -> Vec<u8> {
    let padded = |length: usize| length.div_ceil(4) * 4;
    let mut directory = Vec::new();
    let mut body = Vec::new();
    let start = 44 + 20 * tables.len();
    let mut plain_size = 12 + 16 * tables.len();
    for (tag, table) in tables {
        let packed = miniz_oxide::deflate::compress_to_vec_zlib(table, 10);
        let stored = if packed.len() < table.len() { &packed } else { table };
        directory.extend(tag.as_bytes());
        for word in [start + body.len(), stored.len(), table.len()] {
            directory.extend((word as u32).to_be_bytes());
        }
        directory.extend(checksum(table).to_be_bytes());
        body.extend(stored);
        body.resize(padded(body.len()), 0);
        plain_size += padded(table.len());
    }
    let mut file = b"wOFFOTTO".to_vec();
    file.extend(((start + body.len()) as u32).to_be_bytes());
    file.extend((tables.len() as u16).to_be_bytes());
    file.extend([0, 0]);
    file.extend((plain_size as u32).to_be_bytes());
    file.resize(44, 0);
    file.extend(directory);
    file.extend(body);
    file
}

fn checksum(table: &[u8]) -> u32 {
    table.chunks(4).fold(0, |sum: u32, chunk| {
        let mut word = [0; 4];
        word[..chunk.len()].copy_from_slice(chunk);
        sum.wrapping_add(u32::from_be_bytes(word))
    })
}
