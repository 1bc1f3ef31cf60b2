use super::fragment::Fragment;
use super::{escape, highlight};
use crate::Error;
use crate::sources::Sources;

/// The lines of a source file between `// [mark]` and `// [/mark]`, as a code block under the file's name.
pub fn listing(sources: &Sources, file: &str, mark: &str) -> Result<Fragment, Error> {
    let code = excerpt(&sources.text(file)?, file, mark)?;
    let name = escape::html(file);
    let html = format!(
        "<figure class=\"code\"><figcaption>{name}</figcaption><pre tabindex=\"0\"><code>{}</code></pre></figure>",
        highlight::rust(&code)
    );
    Ok(Fragment::block(html, format!("`{file}`\n\n```rust\n{code}\n```")))
}

/// The marked lines, moved to the left margin.
fn excerpt(source: &str, file: &str, mark: &str) -> Result<String, Error> {
    let place = |text: &str| source.lines().position(|line| line.trim() == text);
    let (Some(start), Some(end)) = (place(&format!("// [{mark}]")), place(&format!("// [/{mark}]"))) else {
        let marks = source.lines().filter_map(|line| line.trim().strip_prefix("// [")?.strip_suffix(']'));
        let marks: Vec<&str> = marks.filter(|mark| !mark.starts_with('/')).collect();
        return Err(Error::unknown(
            "source mark",
            &format!("{file} [{mark}]"),
            marks.iter().map(|mark| format!("{file} [{mark}]")),
        ));
    };
    let lines: Vec<&str> = source.lines().skip(start + 1).take(end.saturating_sub(start + 1)).collect();
    let lines: Vec<&str> = lines.into_iter().filter(|line| !is_mark(line)).collect();
    let indent = lines
        .iter()
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.len() - line.trim_start().len())
        .min()
        .unwrap_or(0);
    Ok(lines.iter().map(|line| line.get(indent..).unwrap_or_default()).collect::<Vec<_>>().join("\n"))
}

/// Whether a line marks another excerpt that lies within this one.
fn is_mark(line: &str) -> bool {
    line.trim().strip_prefix("// [").is_some_and(|rest| rest.ends_with(']') && !rest.contains(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_moved_to_the_margin_without_marks() {
        let source = "fn a() {\n    // [core]\n    if x {\n        // [inner]\n        y();\n        // [/inner]\n    }\n    // [/core]\n}\n";
        assert_eq!(excerpt(source, "a.rs", "core").unwrap(), "if x {\n    y();\n}");
    }

    #[test]
    fn a_missing_mark_is_answered_with_the_nearest() {
        let error = excerpt("// [step]\n// [/step]\n", "a.rs", "steps").unwrap_err().to_string();
        assert_eq!(error, r#"there is no source mark "a.rs [steps]"; did you mean "a.rs [step]"?"#);
    }
}
