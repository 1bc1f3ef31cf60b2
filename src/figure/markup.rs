/// Where a run of text stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Level {
    #[default]
    Base,
    Sub,
    Super,
}

/// A run of text set in one way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Run {
    pub text: String,
    pub level: Level,
    pub italic: bool,
}

/// Takes `*x*_{12}` apart into runs. A `*` without a partner, a `_` or `^` with nothing after it, and what follows a
/// backslash stand for themselves.
pub(super) fn parse(markup: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut italic = false;
    let mut rest = markup.chars();
    while let Some(character) = rest.next() {
        match character {
            '\\' => push(&mut runs, rest.next().unwrap_or('\\'), Level::Base, italic),
            '*' if italic || rest.as_str().contains('*') => italic = !italic,
            '_' | '^' => {
                let level = if character == '_' { Level::Sub } else { Level::Super };
                match script(rest.as_str()) {
                    Some((inner, after)) => {
                        for run in parse(inner) {
                            run.text.chars().for_each(|c| push(&mut runs, c, level, italic || run.italic));
                        }
                        rest = after.chars();
                    }
                    None => push(&mut runs, character, Level::Base, italic),
                }
            }
            _ => push(&mut runs, character, Level::Base, italic),
        }
    }
    runs
}

/// The script at the head of `rest`, one character or braces' content, and what follows.
fn script(rest: &str) -> Option<(&str, &str)> {
    if let Some(braced) = rest.strip_prefix('{')
        && let Some(end) = braced.find('}')
    {
        return Some((&braced[..end], &braced[end + 1..]));
    }
    let first = rest.chars().next().filter(|first| !first.is_whitespace())?;
    Some(rest.split_at(first.len_utf8()))
}

fn push(runs: &mut Vec<Run>, character: char, level: Level, italic: bool) {
    match runs.last_mut() {
        Some(run) if run.level == level && run.italic == italic => run.text.push(character),
        _ => runs.push(Run { text: character.to_string(), level, italic }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str, level: Level, italic: bool) -> Run {
        Run { text: text.into(), level, italic }
    }

    #[test]
    fn scripts_and_italics_are_taken_apart() {
        let expected = [
            run("λ", Level::Base, true),
            run("12", Level::Sub, false),
            run(" = 10", Level::Base, false),
            run("−6", Level::Super, false),
        ];
        assert_eq!(parse("*λ*_{12} = 10^{−6}"), expected);
        assert_eq!(parse("x_i^2")[1..], [run("i", Level::Sub, false), run("2", Level::Super, false)]);
        assert_eq!(parse("x_{*i*}")[1], run("i", Level::Sub, true));
    }

    #[test]
    fn what_is_not_markup_stands_for_itself() {
        for plain in ["a * b", "a_", "^ b", "plain"] {
            assert_eq!(parse(plain), [run(plain, Level::Base, false)]);
        }
        assert_eq!(parse(r"a\_2\*"), [run("a_2*", Level::Base, false)]);
        assert_eq!(parse(""), []);
    }
}
