//! The CFF table: empties the outlines, subroutines and names that are not used, moving no offset.

use std::collections::BTreeSet;

use crate::sfnt::u16_at;

const RETURN: u8 = 11;
const END_OF_OUTLINE: u8 = 14;

/// An INDEX: a list of byte strings.
struct Index {
    /// Where its offsets begin.
    offsets: usize,
    offset_size: usize,
    /// Bounds of its entries in the table.
    bounds: Vec<usize>,
}

impl Index {
    fn read(cff: &[u8], at: usize) -> Self {
        let count = u16_at(cff, at);
        if count == 0 {
            return Self { offsets: at + 2, offset_size: 1, bounds: vec![at + 2] };
        }
        let offset_size = usize::from(cff[at + 2]);
        let data = at + 2 + (count + 1) * offset_size;
        let bounds = (0..=count).map(|index| data + number(cff, at + 3 + index * offset_size, offset_size)).collect();
        Self { offsets: at + 3, offset_size, bounds }
    }

    fn len(&self) -> usize {
        self.bounds.len() - 1
    }

    fn end(&self) -> usize {
        self.bounds[self.len()]
    }

    fn entry<'a>(&self, cff: &'a [u8], index: usize) -> &'a [u8] {
        &cff[self.bounds[index]..self.bounds[index + 1]]
    }

    /// Writes `filler` in place of the entries not kept, the rest of the room it took as zeros.
    fn keep(&self, cff: &mut [u8], kept: &BTreeSet<usize>, filler: &[u8]) {
        let mut data = Vec::new();
        let mut offsets = vec![1];
        for index in 0..self.len() {
            if kept.contains(&index) {
                data.extend_from_slice(self.entry(cff, index));
            } else {
                data.extend_from_slice(filler);
            }
            offsets.push(data.len() + 1);
        }
        for (index, offset) in offsets.iter().enumerate() {
            let at = self.offsets + index * self.offset_size;
            for byte in 0..self.offset_size {
                cff[at + byte] = (offset >> (8 * (self.offset_size - 1 - byte))) as u8;
            }
        }
        cff[self.bounds[0]..self.end()].fill(0);
        cff[self.bounds[0]..self.bounds[0] + data.len()].copy_from_slice(&data);
    }
}

fn number(bytes: &[u8], at: usize, size: usize) -> usize {
    bytes[at..at + size].iter().fold(0, |value, byte| value << 8 | usize::from(*byte))
}

/// Empties every outline but those of `glyphs`, and every local subroutine and glyph name that no outline then needs.
pub fn blank(cff: &mut [u8], glyphs: &BTreeSet<u16>) {
    let names = Index::read(cff, usize::from(cff[2]));
    let tops = Index::read(cff, names.end());
    let strings = Index::read(cff, tops.end());
    let top = tops.entry(cff, 0).to_vec();
    let outlines = Index::read(cff, operand(&top, 17, 0).expect("every CFF font has outlines"));
    let (size, private) = (operand(&top, 18, 0).expect("name-keyed"), operand(&top, 18, 1).expect("name-keyed"));
    let subroutines = operand(&cff[private..private + size], 19, 0).map(|at| Index::read(cff, private + at));

    let kept: BTreeSet<usize> = glyphs.iter().map(|glyph| usize::from(*glyph)).collect();
    if let Some(subroutines) = subroutines {
        let mut used = BTreeSet::new();
        for glyph in &kept {
            let outline = outlines.entry(cff, *glyph);
            Walk { cff, subroutines: &subroutines, used: &mut used, stack: Vec::new(), stems: 0 }.run(outline);
        }
        subroutines.keep(cff, &used, &[RETURN]);
    }
    outlines.keep(cff, &kept, &[END_OF_OUTLINE]);

    // The last strings are the font's own notice and names, which the top dictionary refers to; the others name
    // glyphs, which nobody asks for: all go, and the charset becomes one range of them.
    strings.keep(cff, &(strings.len().saturating_sub(16)..strings.len()).collect(), &[]);
    let charset = operand(&top, 15, 0).expect("an own charset");
    let end = operand(&top, 17, 0).expect("every CFF font has outlines");
    assert!(charset < end, "the charset lies before the outlines");
    cff[charset..end].fill(0);
    let others = (outlines.len() - 2) as u16;
    cff[charset..charset + 5].copy_from_slice(&[2, 0, 1, others.to_be_bytes()[0], others.to_be_bytes()[1]]);
}

/// An operand of an operator of a dictionary.
fn operand(dictionary: &[u8], operator: u8, position: usize) -> Option<usize> {
    let mut operands = Vec::new();
    let mut at = 0;
    while at < dictionary.len() {
        let byte = dictionary[at];
        at += 1;
        match byte {
            0..=21 => {
                if byte == operator {
                    return operands.get(position).copied();
                }
                at += usize::from(byte == 12);
                operands.clear();
            }
            28 => {
                operands.push(number(dictionary, at, 2));
                at += 2;
            }
            29 => {
                operands.push(number(dictionary, at, 4));
                at += 4;
            }
            30 => {
                while dictionary[at] & 15 != 15 {
                    at += 1;
                }
                at += 1;
                operands.push(0);
            }
            32..=246 => operands.push(usize::from(byte).saturating_sub(139)),
            247..=250 => {
                operands.push((usize::from(byte) - 247) * 256 + usize::from(dictionary[at]) + 108);
                at += 1;
            }
            _ => {
                operands.push(0);
                at += 1;
            }
        }
    }
    None
}

/// Follows an outline as far as needed to see which subroutines it calls.
struct Walk<'a> {
    cff: &'a [u8],
    subroutines: &'a Index,
    used: &'a mut BTreeSet<usize>,
    stack: Vec<i32>,
    stems: usize,
}

impl Walk<'_> {
    fn run(&mut self, code: &[u8]) {
        let mut at = 0;
        while at < code.len() {
            let byte = code[at];
            at += 1;
            match byte {
                28 => {
                    self.stack.push(i32::from((number(code, at, 2) as u16).cast_signed()));
                    at += 2;
                }
                32..=246 => self.stack.push(i32::from(byte) - 139),
                247..=250 => {
                    self.stack.push((i32::from(byte) - 247) * 256 + i32::from(code[at]) + 108);
                    at += 1;
                }
                251..=254 => {
                    self.stack.push(-(i32::from(byte) - 251) * 256 - i32::from(code[at]) - 108);
                    at += 1;
                }
                255 => {
                    self.stack.push(0);
                    at += 4;
                }
                1 | 3 | 18 | 23 => self.hints(),
                19 | 20 => {
                    self.hints();
                    at += self.stems.div_ceil(8);
                }
                10 => self.call(),
                12 => {
                    at += 1;
                    self.stack.clear();
                }
                11 => return,
                _ => self.stack.clear(),
            }
        }
    }

    fn hints(&mut self) {
        self.stems += self.stack.len() / 2;
        self.stack.clear();
    }

    fn call(&mut self) {
        let bias = match self.subroutines.len() {
            ..1240 => 107,
            1240..33900 => 1131,
            _ => 32768,
        };
        let index = (self.stack.pop().expect("a call names its subroutine") + bias) as usize;
        self.used.insert(index);
        self.run(self.subroutines.entry(self.cff, index));
    }
}
