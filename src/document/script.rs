use crate::Error;
use crate::sources::Sources;

/// The page's scripts, in the order in which they are put together: one scope, as if they were one file. The page needs
/// none of them to be read.
pub const SCRIPTS: &[&str] = &[
    "templates/page/records.js",
    "templates/page/figures/columns.js",
    "templates/page/figures/csv.js",
    "templates/page/figures/markup.js",
    "templates/page/figures/scale.js",
    "templates/page/figures/ticks.js",
    "templates/page/figures/paths.js",
    "templates/page/figures/reading.js",
    "templates/page/figures/axes.js",
    "templates/page/figures/labels.js",
    "templates/page/figures/panels.js",
    "templates/page/figures/isolate.js",
    "templates/page/figures/cursor.js",
    "templates/page/figures/keys.js",
    "templates/page/figures/download.js",
    "templates/page/figures/reader.js",
];

/// Scripts as one text, ready to stand in an element.
pub fn together(files: &[&str], sources: &Sources) -> Result<String, Error> {
    let mut text = String::from("\"use strict\";\n");
    for file in files {
        let source = sources.text(file)?;
        let ends = |line: &str| line.to_ascii_lowercase().contains("</script") || line.contains("<!--");
        if let Some(line) = source.lines().position(ends) {
            let message = "a browser would end the script here; write the tag in two parts".into();
            return Err(Error::Chapter { file: (*file).into(), line: line + 1, message });
        }
        text.push_str(&source);
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_scripts_are_there_and_none_ends_its_element() {
        let text = together(SCRIPTS, &Sources::embedded()).unwrap();
        assert!(text.starts_with("\"use strict\";") && text.contains("function record("));
    }

    #[test]
    fn a_script_that_would_end_its_element_is_named_with_the_line() {
        // This file holds such a line itself.
        let error = together(&["src/document/script.rs"], &Sources::embedded()).unwrap_err().to_string();
        assert!(error.contains("src/document/script.rs") && error.contains("two parts"), "{error}");
    }
}
