use minijinja::value::Value;
use minijinja::{Environment, Error, ErrorKind};

use super::binding::{Binding, words};
use super::number::{self, Shown};
use crate::record::Datum;

/// Names of the forms that a value can be shown in.
pub const NAMES: &[&str] = &["fix", "int", "percent", "plain", "sci", "tex"];

/// Adds the forms a value can be shown in.
pub fn add(environment: &mut Environment<'_>) {
    environment.add_filter("sci", |value: &Value, digits: usize| show(value, |number| number::sci(number, digits)));
    environment.add_filter("fix", |value: &Value, decimals: usize| show(value, |number| number::fix(number, decimals)));
    environment.add_filter("percent", |value: &Value, decimals: usize| {
        show(value, |number| number::percent(number, decimals))
    });
    environment.add_filter("int", |value: &Value| show(value, number::int));
    environment.add_filter("plain", |value: &Value| show(value, number::plain));
    environment.add_filter("tex", tex);
}

fn show(value: &Value, form: impl FnOnce(f64) -> Shown) -> Result<String, Error> {
    let leaf = Binding::leaf(value)?;
    if let Datum::Text(text) = &leaf.value {
        return Err(Error::new(ErrorKind::InvalidOperation, format!("{} is text, not a number: {text:?}", leaf.path)));
    }
    Ok(leaf.token(form))
}

/// For use inside a formula: with so many significant digits, or in the form that suits the number.
fn tex(value: &Value, digits: Option<usize>) -> Result<String, Error> {
    let leaf = Binding::leaf(value)?;
    Ok(match (&leaf.value, digits) {
        (Datum::Number(number), Some(digits)) => number::significant(*number, digits).tex(),
        (Datum::Number(number), None) => number::sensible(*number).tex(),
        (other, _) => format!(r"\text{{{}}}", words(other)),
    })
}
