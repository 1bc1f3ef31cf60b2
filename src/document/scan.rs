use std::ops::Range;

use crate::Error;

/// A formula in the source of a chapter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formula {
    /// Line of its first dollar.
    pub line: usize,
    /// Whether it stands on its own (`$$`).
    pub display: bool,
    /// Characters of the source from its first dollar to past its last.
    pub span: Range<usize>,
    /// What is between the dollars, with a `0` in place of each binding.
    pub text: String,
}

/// A chapter's source, seen for what it is.
#[derive(Debug)]
pub struct Scan {
    /// The source with everything but prose blanked out; lines and columns are the source's.
    pub prose: String,
    /// The formulas, in order.
    pub formulas: Vec<Formula>,
}

/// Finds what in a chapter is prose and what is a formula.
pub fn scan(file: &str, source: &str) -> Result<Scan, Error> {
    let bound = blank_delimited(source, &[("{{", "}}", '0'), ("{%", "%}", ' '), ("{#", "#}", ' ')]);
    let mut characters: Vec<char> = blank_code(&bound).chars().collect();
    let formulas = take_formulas(file, &mut characters)?;
    let prose: String = characters.into_iter().collect();
    // Targets of links: what is in them is not read.
    let prose = blank_delimited(&prose, &[("](", ")", ' '), ("<http", ">", ' ')]);
    Ok(Scan { prose, formulas })
}

/// Markdown with its formulas in the notation that code hosts leave alone: a dollar and a backtick in a line, a fenced
/// block on its own. Between bare dollars they would take `\\,` for an escaped comma.
pub fn for_code_hosts(text: &str) -> String {
    let mut blanked: Vec<char> = blank_code(text).chars().collect();
    let source: Vec<char> = text.chars().collect();
    let formulas = take_formulas("", &mut blanked).unwrap_or_default();
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for formula in formulas {
        out.extend(&source[done..formula.span.start]);
        let width = if formula.display { 2 } else { 1 };
        let tex: String = source[formula.span.start + width..formula.span.end - width].iter().collect();
        if formula.display {
            out.extend(["```math\n", tex.trim(), "\n```"]);
        } else {
            out.extend(["$`", &tex, "`$"]);
        }
        done = formula.span.end;
    }
    out.extend(&source[done..]);
    out
}

/// The line, from 1, of a character position.
fn line_of(characters: &[char], position: usize) -> usize {
    1 + characters[..position].iter().filter(|character| **character == '\n').count()
}

/// Blanks everything between delimiters, the delimiters too; the first character of each becomes `mark`.
fn blank_delimited(text: &str, kinds: &[(&str, &str, char)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((at, (open, close, mark))) =
        kinds.iter().filter_map(|kind| Some((rest.find(kind.0)?, kind))).min_by_key(|(at, _)| *at)
    {
        let Some(inner) = rest[at + open.len()..].find(close) else { break };
        let length = open.len() + inner + close.len();
        out.push_str(&rest[..at]);
        for (index, character) in rest[at..at + length].chars().enumerate() {
            out.push(match character {
                '\n' => '\n',
                _ if index == 0 => *mark,
                _ => ' ',
            });
        }
        rest = &rest[at + length..];
    }
    out + rest
}

/// Blanks fenced blocks and spans of code.
fn blank_code(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut fence: Option<&str> = None;
    for line in text.split_inclusive('\n') {
        let mark = ["```", "~~~"].into_iter().find(|mark| line.trim_start().starts_with(mark));
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            (None, None) => {
                out.push_str(line);
                continue;
            }
            _ => {}
        }
        out.extend(line.chars().map(|character| if character == '\n' { '\n' } else { ' ' }));
    }
    blank_delimited(&out, &[("``", "``", ' '), ("`", "`", ' ')])
}

fn take_formulas(file: &str, characters: &mut [char]) -> Result<Vec<Formula>, Error> {
    let mut formulas = Vec::new();
    let mut at = 0;
    while at < characters.len() {
        match characters[at] {
            '\\' => at += 2,
            '$' => {
                let display = characters.get(at + 1) == Some(&'$');
                let width = if display { 2 } else { 1 };
                let line = line_of(characters, at);
                let end = formula_end(characters, at + width, display).ok_or_else(|| unclosed(file, characters, at))?;
                let text = characters[at + width..end].iter().collect();
                formulas.push(Formula { line, display, span: at..end + width, text });
                for character in &mut characters[at..end + width] {
                    if *character != '\n' {
                        *character = ' ';
                    }
                }
                at = end + width;
            }
            _ => at += 1,
        }
    }
    Ok(formulas)
}

/// Where the closing dollars are: within the paragraph, and for a formula in a line, of one dollar.
fn formula_end(characters: &[char], start: usize, display: bool) -> Option<usize> {
    let mut at = start;
    while at < characters.len() {
        match characters[at] {
            '\\' => at += 1,
            '\n' if characters[at + 1..].iter().take_while(|c| **c != '\n').all(|c| c.is_whitespace()) => return None,
            '$' if !display => return (at > start).then_some(at),
            '$' if characters.get(at + 1) == Some(&'$') => return Some(at),
            _ => {}
        }
        at += 1;
    }
    None
}

fn unclosed(file: &str, characters: &[char], at: usize) -> Error {
    let text: String = characters[at..].iter().take_while(|character| **character != '\n').take(40).collect();
    let dollars = if text.starts_with("$$") { "$$" } else { "$" };
    Error::Chapter {
        file: file.into(),
        line: line_of(characters, at),
        message: format!(
            "the formula {text:?} is not closed by {dollars} before its paragraph ends; a plain dollar is written \\$"
        ),
    }
}
