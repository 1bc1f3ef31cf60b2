use crate::Error;
use crate::sources::Sources;

/// The page's scripts: one scope, as if they were one file. The page can be read without them.
pub const PAGE: &str = "templates/page/order.txt";

/// The second implementation of a cell, which runs in a worker.
pub const CELL: &str = "templates/page/cell/order.txt";

/// The scripts that a list names, a line each, put together in its order, ready to stand in an element.
pub fn together(list: &str, sources: &Sources) -> Result<String, Error> {
    let folder = list.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut text = String::from("\"use strict\";\n");
    for name in sources.text(list)?.lines() {
        let file = match name.strip_prefix("../") {
            None if folder.is_empty() => name.to_owned(),
            None => format!("{folder}/{name}"),
            Some(name) => format!("{}/{name}", folder.rsplit_once('/').map_or("", |(above, _)| above)),
        };
        let source = sources.text(&file)?;
        let ends = |line: &str| line.to_ascii_lowercase().contains("</script") || line.contains("<!--");
        if let Some(line) = source.lines().position(ends) {
            let message = "a browser would end the script here; write the tag in two parts".into();
            return Err(Error::Chapter { file, line: line + 1, message });
        }
        text.push_str(&source);
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn all_scripts_are_there_in_their_order_and_none_ends_its_element() {
        let sources = Sources::embedded();
        let page = together(PAGE, &sources).unwrap();
        assert!(page.starts_with("\"use strict\";\n"));
        assert!(page.find("function record(").unwrap() < page.find("async function verifyPage(").unwrap());
        assert!(together(CELL, &sources).unwrap().contains("class FigureCell"));
    }

    #[test]
    fn a_script_that_would_end_its_element_is_named_with_the_line() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("order.txt"), "bad.js\n").unwrap();
        fs::write(folder.path().join("bad.js"), "1;\n'</SCRIPT>';\n").unwrap();
        let error = together("order.txt", &Sources::at(folder.path())).unwrap_err().to_string();
        assert!(error.contains("bad.js") && error.contains('2') && error.contains("two parts"), "{error}");
    }
}
