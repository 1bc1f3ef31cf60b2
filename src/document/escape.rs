/// Text as it stands in HTML, attributes included.
pub fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(character),
        }
    }
    out
}

/// A sentence as it stands in the page: with curled apostrophes, and code between backticks.
pub fn prose(text: &str) -> String {
    let mut out = String::new();
    for (index, part) in html(&text.replace('\'', "’")).split('`').enumerate() {
        match index % 2 {
            0 => out.push_str(part),
            _ => out.extend(["<code>", part, "</code>"]),
        }
    }
    out
}

/// Text as it stands in Markdown, in a table too.
pub fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '\\' | '*' | '_' | '<' | '[' | ']' | '|' | '$') {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

/// A name as an HTML id: letters, digits, `-` and `_`.
pub fn id(name: &str) -> String {
    name.chars()
        .map(|character| if character.is_ascii_alphanumeric() || character == '_' { character } else { '-' })
        .collect()
}
