use super::escape;

const KEYWORDS: &[&str] = &[
    "as", "break", "const", "continue", "crate", "else", "enum", "false", "fn", "for", "if", "impl", "in", "let",
    "loop", "match", "mod", "move", "mut", "pub", "ref", "return", "self", "Self", "static", "struct", "super",
    "trait", "true", "type", "use", "where", "while",
];

/// Rust as HTML, with classes for comments, strings, numbers and keywords.
pub fn rust(code: &str) -> String {
    let mut out = String::with_capacity(code.len() * 2);
    let mut rest = code;
    while !rest.is_empty() {
        let (class, length) = token(rest);
        let text = escape::html(&rest[..length]);
        if class.is_empty() {
            out.push_str(&text);
        } else {
            out.extend(["<span class=\"", class, "\">", &text, "</span>"]);
        }
        rest = &rest[length..];
    }
    out
}

/// Class and length of the token a text begins with.
fn token(text: &str) -> (&'static str, usize) {
    let first = text.chars().next().unwrap_or(' ');
    let word = |at: usize| {
        text[at..].find(|c: char| !c.is_alphanumeric() && c != '_').map_or(text.len(), |length| at + length)
    };
    if text.starts_with("//") {
        return ("hl-c", text.find('\n').unwrap_or(text.len()));
    }
    if first == '"' {
        return ("hl-s", string_end(text, '"'));
    }
    if first == '\'' {
        // A lifetime has no closing quote within the next few characters.
        let end = string_end(text, '\'');
        return if text[..end].chars().count() <= 4 && end > 1 && text[..end].ends_with('\'') {
            ("hl-s", end)
        } else {
            ("", 1)
        };
    }
    if first.is_ascii_digit() {
        let mut end = word(0);
        while text[end..].starts_with('.') && text[end + 1..].starts_with(|c: char| c.is_ascii_digit()) {
            end = word(end + 1);
        }
        if text[..end].ends_with('e') && text[end..].starts_with(['-', '+']) {
            end = word(end + 1);
        }
        return ("hl-n", end);
    }
    if first.is_alphabetic() || first == '_' {
        let end = word(0);
        return (if KEYWORDS.contains(&&text[..end]) { "hl-k" } else { "" }, end);
    }
    ("", first.len_utf8())
}

fn string_end(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if character == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_told_apart_and_the_text_is_kept() {
        let html = rust("let x: &'a str = \"a \\\" b\"; // 1 < 2\nif y == 1.5e-3 {}");
        assert!(html.contains(r#"<span class="hl-k">let</span>"#), "{html}");
        assert!(html.contains(r#"<span class="hl-s">&quot;a \&quot; b&quot;</span>"#), "{html}");
        assert!(html.contains(r#"<span class="hl-c">// 1 &lt; 2</span>"#), "{html}");
        assert!(html.contains(r#"<span class="hl-n">1.5e-3</span>"#), "{html}");
        assert!(html.contains("&amp;'a str"), "{html}");
    }
}
