use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use minijinja::{AutoEscape, Environment, context};
use sha2::{Digest as _, Sha256};

use crate::Error;
use crate::record::sha256;
use crate::sources::Sources;

/// The page as it is served while somebody writes: with a script that loads it again when it changes, and a policy that
/// allows exactly that. Returns the version too, by which the script knows what it shows.
pub fn live(html: &str) -> Result<(String, String), Error> {
    let version = sha256(html.as_bytes());
    let script = Sources::embedded().text("templates/preview/reload.js")?;
    let hash = STANDARD.encode(Sha256::digest(script.as_bytes()));
    let allowed = format!("connect-src 'self'; script-src 'sha256-{hash}' ");
    // Beside a hash 'none' says nothing.
    let html = html.replacen("script-src 'none'", "script-src ", 1).replacen("script-src ", &allowed, 1);
    let (before, after) = html.rsplit_once("</body>").unwrap_or((&html, ""));
    let element = format!("<script data-version=\"{version}\">{script}</script>\n</body>");
    Ok((format!("{before}{element}{after}"), version))
}

/// The page in place of a report that cannot be rendered: what is wrong, and the lines around it.
pub fn failure(error: &Error, sources: &Sources) -> Result<String, Error> {
    let errors = match error {
        Error::Several(errors) => errors.iter().collect(),
        only => vec![only],
    };
    let shown: Vec<_> = errors
        .into_iter()
        .map(|error| context! { message => error.to_string(), lines => around(error, sources) })
        .collect();
    let own = Sources::embedded();
    let style = own.text("templates/preview/error.css")?;
    let style_hash = STANDARD.encode(Sha256::digest(style.as_bytes()));
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    let template = "templates/preview/error.html";
    let source = own.text(template)?;
    let page = environment.render_named_str(template, &source, context! { style, style_hash, errors => shown });
    page.map_err(|error| super::template_error::template_error(template, &source, &error))
}

/// The line that an error names and its neighbours.
fn around(error: &Error, sources: &Sources) -> Vec<minijinja::Value> {
    let Error::Chapter { file, line, .. } = error else { return Vec::new() };
    let Ok(text) = sources.text(file) else { return Vec::new() };
    let first = line.saturating_sub(3);
    let lines = text.lines().enumerate().skip(first).take(line + 2 - first);
    lines.map(|(index, text)| context! { number => index + 1, text, wrong => index + 1 == *line }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<meta content=\"default-src 'none'; script-src 'sha256-AA='; font-src data:\"><body>x</body>\n";

    #[test]
    fn the_script_is_added_and_allowed_and_nothing_else_changes() {
        let (page, version) = live(PAGE).unwrap();
        let script = Sources::embedded().text("templates/preview/reload.js").unwrap();
        let hash = STANDARD.encode(Sha256::digest(script.as_bytes()));
        let allowed = format!("connect-src 'self'; script-src 'sha256-{hash}' ");
        let element = format!("<script data-version=\"{version}\">{script}</script>\n");
        assert!(page.contains(&format!("{allowed}'sha256-AA='; font-src data:")), "{page}");
        assert_eq!(page.replace(&allowed, "script-src ").replace(&element, ""), PAGE);
    }

    #[test]
    fn a_page_that_changes_has_another_version_and_one_that_does_not_has_not() {
        let version = |html: &str| live(html).unwrap().1;
        assert_eq!(version(PAGE), version(PAGE));
        assert_ne!(version(PAGE), version(&PAGE.replace('x', "y")));
    }

    #[test]
    fn a_failure_shows_every_error_with_its_lines_and_runs_nothing_of_them() {
        let chapter = |line, message: &str| Error::Chapter {
            file: "templates/chapters/10-setting.md".into(),
            line,
            message: message.into(),
        };
        let error = Error::Several(vec![chapter(1, "no <b>name</b>"), chapter(9999, "far out")]);
        let page = failure(&error, &Sources::embedded()).unwrap();
        let source = Sources::embedded().text("templates/chapters/10-setting.md").unwrap();
        assert!(page.contains(":1: no &lt;b&gt;name&lt;&#x2f;b&gt;") && page.contains(":9999: far out"), "{page}");
        assert!(page.contains(&format!("<mark>1  {}</mark>", source.lines().next().unwrap())), "{page}");
        let (served, _) = live(&page).unwrap();
        assert!(served.contains("connect-src 'self'; script-src 'sha256-") && !served.contains("script-src 'none'"));
    }
}
