use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use minijinja::{Environment, UndefinedBehavior, Value, context};
use sha2::{Digest as _, Sha256};

use super::headings::{Heading, contents};
use super::script;
use super::template_error::template_error;
use super::{Edition, embedded, metadata, standing};
use crate::Error;
use crate::sources::Sources;

const TEMPLATE: &str = "templates/page.html";

/// The math font: New Computer Modern Math, cut down; GUST Font License.
static MATH_FONT: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/math.woff"));

/// Puts the page together around its body.
pub fn page(edition: &Edition, sources: &Sources, body: &str, headings: &[Heading]) -> Result<String, Error> {
    let style = style(sources)?;
    let script = script::together(script::PAGE, sources)?;
    let standing = standing::summary(edition);
    let source = sources.text(TEMPLATE)?;
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let context = context! {
        title => headings.first().map_or("", |heading| heading.text.as_str()),
        style_hash => hash(&style),
        script_hash => hash(&script),
        style => Value::from_safe_string(style),
        standing_class => standing.class,
        standing_badge => standing.badge,
        standing_shown => body.contains(" id=\"standing\""),
        contents => Value::from_safe_string(contents(headings)),
        body => Value::from_safe_string(body.to_owned()),
        records => Value::from_safe_string(embedded::elements(edition)?),
        cell => Value::from_safe_string(script::together(script::CELL, sources)?),
        metadata => Value::from_safe_string(metadata::page_core()),
        script => Value::from_safe_string(script),
    };
    environment.render_named_str(TEMPLATE, &source, context).map_err(|error| template_error(TEMPLATE, &source, &error))
}

/// What the page's policy knows an element's text by.
fn hash(text: &str) -> String {
    STANDARD.encode(Sha256::digest(text.as_bytes()))
}

/// The page's only style element: font, layout, inks of the figures.
fn style(sources: &Sources) -> Result<String, Error> {
    Ok(format!(
        "@font-face{{font-family:\"Report Math\";src:url(data:font/woff;base64,{}) format(\"woff\")}}\n{}{}",
        STANDARD.encode(MATH_FONT),
        sources.text("templates/style.css")?,
        crate::figure::stylesheet()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_math_font_is_a_small_woff() {
        assert!(MATH_FONT.starts_with(b"wOFFOTTO"));
        assert_eq!(u32::from_be_bytes(MATH_FONT[8..12].try_into().unwrap()) as usize, MATH_FONT.len());
        assert!(MATH_FONT.len() < 120_000, "{}", MATH_FONT.len());
    }
}
