use std::sync::Arc;

use minijinja::value::{Kwargs, Rest, Value};
use minijinja::{Environment, Error, ErrorKind, State};

use super::fragment::{Fragment, Fragments};
use super::listing::listing;
use super::math::Math;
use super::stock::{Stock, named};
use super::tables;
use super::{escape, markdown};
use crate::sources::Sources;

/// Names of the functions that chapters can call.
pub const NAMES: &[&str] = &[
    "checklist",
    "claims",
    "code",
    "costs",
    "digests",
    "figure",
    "parameters",
    "standing",
    "summary",
    "table",
    "verdict",
    "verdicts",
    "widget",
];

/// Adds them.
pub fn add(
    environment: &mut Environment<'_>,
    stock: &Arc<Stock>,
    sources: &Sources,
    fragments: &Fragments,
    math: &Arc<Math>,
) {
    let keep = |fragments: &Fragments| {
        let fragments = fragments.clone();
        move |fragment: &Fragment| fragments.keep(fragment.clone())
    };

    let (all, put) = (stock.clone(), keep(fragments));
    environment.add_function("verdict", move |name: &str| named(&all.badges, "claim", name).map(&put).map_err(raise));
    let (all, put) = (stock.clone(), keep(fragments));
    environment.add_function("parameters", move |name: &str| {
        named(&all.parameters, "experiment", name).map(&put).map_err(raise)
    });
    let (all, put) = (stock.clone(), keep(fragments));
    environment.add_function("digests", move || put(&all.digests));
    let (all, put) = (stock.clone(), keep(fragments));
    environment.add_function("standing", move || put(&all.standing));
    let (all, put) = (stock.clone(), keep(fragments));
    environment.add_function("summary", move || put(&all.summary));
    let (all, put) = (stock.clone(), keep(fragments));
    environment.add_function("verdicts", move || put(&all.verdicts));
    let (all, put) = (stock.clone(), keep(fragments));
    environment.add_function("checklist", move || put(&all.checklist));
    let (all, put) = (stock.clone(), keep(fragments));
    environment.add_function("costs", move || put(&all.costs));
    let (all, put) = (stock.clone(), keep(fragments));
    environment.add_function("table", move |name: &str, columns: Rest<String>| -> Result<String, Error> {
        let table = named(&all.tables, "table", name).map_err(raise)?;
        Ok(put(&tables::rows(table, &columns).map_err(raise)?))
    });

    let (all, put) = (stock.clone(), keep(fragments));
    environment.add_function("claims", move |name: &str| -> Result<String, Error> {
        let mut together = Fragment::block("", "");
        for card in named(&all.cards, "experiment", name).map_err(raise)? {
            let card = card.as_ref().map_err(raise)?;
            together.html.push_str(&card.html);
            together.markdown.push_str(&card.markdown);
            together.markdown.push('\n');
        }
        Ok(put(&together))
    });

    let put = keep(fragments);
    environment.add_function("widget", move |name: &str, without: &str| put(&widget(name, without)));

    let (files, put) = (sources.clone(), keep(fragments));
    environment.add_function("code", move |file: &str, mark: &str| {
        listing(&files, file, mark).map(|fragment| put(&fragment)).map_err(raise)
    });

    let (all, fragments, math) = (stock.clone(), fragments.clone(), math.clone());
    environment.add_function(
        "figure",
        move |state: &mut State, name: &str, options: Kwargs| -> Result<String, Error> {
            let shown = named(&all.figures, "figure", name).map_err(raise)?;
            let caption = match options.get::<Option<Value>>("caller")? {
                Some(caller) => caller.call(state, &[])?.to_string(),
                None => String::new(),
            };
            options.assert_all_used()?;
            let converted = markdown::convert(&caption, &math, &fragments).map_err(raise)?;
            Ok(fragments.keep(shown.fragment(&converted.html, &caption)))
        },
    );
}

/// A place that a script of the page fills; without scripts it says what would be there.
fn widget(name: &str, without: &str) -> Fragment {
    let html = format!("<div class=\"widget\" id=\"{}\"><p>{}</p></div>", escape::id(name), escape::prose(without));
    Fragment::block(html, escape::markdown(without))
}

#[expect(clippy::needless_pass_by_value, reason = "the shape that `map_err` takes")]
fn raise(error: impl ToString) -> Error {
    Error::new(ErrorKind::InvalidOperation, error.to_string())
}
