use super::binding::Binding;
use super::math::Math;
use super::scan::scan;
use crate::Error;

/// Words after which a number with a point is the name of something.
const REFERENCES: &[&str] = &[
    "appendix",
    "arxiv",
    "assumption",
    "chapter",
    "corollary",
    "definition",
    "equation",
    "figure",
    "figures",
    "lemma",
    "proposition",
    "remark",
    "rfc",
    "section",
    "sections",
    "step",
    "table",
    "theorem",
    "theorems",
    "version",
];

/// Checks a chapter's source before anything is rendered: formulas are closed and valid, and no number with decimals
/// is typed into the prose, where it could contradict the results. Returns all that is wrong.
pub fn lint(file: &str, source: &str, math: &Math, bindings: &Binding) -> Vec<Error> {
    let scan = match scan(file, source) {
        Ok(scan) => scan,
        Err(error) => return vec![error],
    };
    let wrong = scan.formulas.iter().filter_map(|formula| {
        let message = math.convert(&formula.text, formula.display).err()?;
        Some((formula.line, message))
    });
    let typed = scan.prose.lines().enumerate().filter_map(|(index, line)| {
        let number = bare_decimal(line)?;
        let example = match bindings.nearest(number) {
            Some((name, value)) => format!("{{{{ {name} }}}} is {value}"),
            None => "{{ figure_1.name | fix(2) }}".into(),
        };
        let message = format!(
            "the number {number:?} is typed into the prose; bind it to a record ({example}) or write it as code or a formula"
        );
        Some((index + 1, message))
    });
    wrong.chain(typed).map(|(line, message)| Error::Chapter { file: file.into(), line, message }).collect()
}

/// The first number with decimals or an exponent that is not part of a reference.
fn bare_decimal(line: &str) -> Option<&str> {
    let bytes = line.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let end = number_end(bytes, at);
        let text = &line[at..end];
        let in_a_word = line[..at].chars().next_back().is_some_and(|c| c.is_alphabetic() || matches!(c, '_' | '-'));
        let typed = text.contains(['.', 'e', 'E']);
        if typed && !in_a_word && !is_reference(&line[..at]) {
            return Some(text);
        }
        at = end;
    }
    None
}

fn number_end(bytes: &[u8], start: usize) -> usize {
    let digits = |mut at: usize| {
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        at
    };
    let mut end = digits(start);
    while bytes.get(end) == Some(&b'.') && digits(end + 1) > end + 1 {
        end = digits(end + 1);
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(end + 1), Some(b'-' | b'+')));
        if digits(end + 1 + sign) > end + 1 + sign {
            end = digits(end + 1 + sign);
        }
    }
    end
}

fn is_reference(before: &str) -> bool {
    let before = before.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '\u{a0}' | '('));
    let word: String =
        before.chars().rev().take_while(|c| c.is_alphabetic()).collect::<Vec<_>>().into_iter().rev().collect();
    REFERENCES.contains(&word.to_lowercase().as_str())
}
