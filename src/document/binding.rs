use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use minijinja::value::{Enumerator, Object, ObjectRepr, Value};
use minijinja::{Error, ErrorKind};

use super::fragment::{Fragment, Fragments};
use super::number::{self, Shown};
use super::{Edition, Entry, Pinned, escape};
use crate::record::{Datum, canonical};

/// A value in a record, as a chapter sees it: it remembers where it comes from.
#[derive(Debug)]
pub struct Leaf {
    /// The value.
    pub value: Datum,
    /// Record and name: `figure-1 › draw_0.final.lambda_2`.
    pub path: String,
    fragments: Fragments,
}

impl Leaf {
    /// The token of this value in a chosen form; what is not a number prints as words.
    pub fn token(&self, form: impl FnOnce(f64) -> Shown) -> String {
        let exact = String::from_utf8(canonical(&self.value)).unwrap_or_default();
        let (html, text) = match &self.value {
            Datum::Number(value) => {
                let shown = form(*value);
                (shown.html(), shown.text())
            }
            other => (escape::html(&words(other)), escape::markdown(&words(other))),
        };
        let exact = escape::html(exact.trim_matches('"'));
        let path = escape::html(&self.path);
        self.fragments.keep(Fragment::inline(
            format!(r#"<data class="num" value="{exact}" title="{path} = {exact}">{html}</data>"#),
            text,
        ))
    }
}

/// How a value that is not a number reads.
pub fn words(value: &Datum) -> String {
    words_as(value, number::sensible)
}

/// A value in words, a number in the given form.
pub fn words_as(value: &Datum, form: fn(f64) -> Shown) -> String {
    match value {
        Datum::Number(value) => form(*value).text(),
        Datum::Merged => "exactly 0 (merged)".into(),
        Datum::Diverged => "diverged".into(),
        Datum::Absent => "not defined".into(),
        Datum::Text(text) => text.clone(),
    }
}

/// A name in a chapter: a value, a group of names, or both.
#[derive(Default)]
pub struct Binding {
    leaf: Option<Arc<Leaf>>,
    children: BTreeMap<String, Arc<Binding>>,
    /// What led here: `figure_1.draw_0`; empty at the root.
    name: String,
}

impl fmt::Debug for Binding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Binding({})", self.name)
    }
}

impl Binding {
    /// The value behind a binding; an error where it is a group of names.
    pub fn leaf(value: &Value) -> Result<Arc<Leaf>, Error> {
        let binding = value
            .downcast_object::<Self>()
            .ok_or_else(|| Error::new(ErrorKind::InvalidOperation, format!("{value:?} is not a value of a record")))?;
        binding.leaf.clone().ok_or_else(|| binding.group_error())
    }

    /// The names below this one.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.children.keys().map(String::as_str)
    }

    /// The name whose number comes nearest to one typed by hand, of those that round to it, and that number.
    pub fn nearest(&self, typed: &str) -> Option<(&str, f64)> {
        let wanted: f64 = typed.parse().ok()?;
        let (digits, exponent) = typed.split_once(['e', 'E']).unwrap_or((typed, "0"));
        let decimals = digits.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let place = exponent.parse::<i64>().ok()? - i64::try_from(decimals).ok()?;
        let half: f64 = format!("5e{}", place - 1).parse().ok()?;
        let mut nearest: Option<(&str, f64, f64)> = None;
        self.each(&mut |name, value| {
            let distance = (value - wanted).abs();
            if distance <= half && nearest.is_none_or(|(.., least)| distance < least) {
                nearest = Some((name, value, distance));
            }
        });
        nearest.map(|(name, value, _)| (name, value))
    }

    /// Every number at or below this name.
    fn each<'a>(&'a self, visit: &mut impl FnMut(&'a str, f64)) {
        if let Some(Datum::Number(value)) = self.leaf.as_ref().map(|leaf| &leaf.value) {
            visit(&self.name, *value);
        }
        for child in self.children.values() {
            child.each(visit);
        }
    }

    fn group_error(&self) -> Error {
        let names = self.children.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
        Error::new(ErrorKind::InvalidOperation, format!("{:?} is a group of values: {names}", self.name))
    }

    fn insert(&mut self, path: &[&str], leaf: Arc<Leaf>) {
        let Some((first, rest)) = path.split_first() else {
            self.leaf = Some(leaf);
            return;
        };
        let name = if self.name.is_empty() { (*first).to_owned() } else { format!("{}.{first}", self.name) };
        let child =
            self.children.entry((*first).to_owned()).or_insert_with(|| Arc::new(Self { name, ..Self::default() }));
        if let Some(child) = Arc::get_mut(child) {
            child.insert(rest, leaf);
        }
    }
}

impl Object for Binding {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Map
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let key = key.as_str()?;
        if let Some(child) = self.children.get(key) {
            return Some(Value::from_dyn_object(child.clone()));
        }
        if self.name.is_empty() {
            // The root: functions and local names are looked up elsewhere.
            return None;
        }
        let unknown = crate::Error::unknown("binding", key, self.children.keys());
        Some(Value::from(Error::new(ErrorKind::UndefinedError, format!("in {:?} {unknown}", self.name))))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(self.children.keys().map(Value::from).collect())
    }

    fn is_true(self: &Arc<Self>) -> bool {
        true
    }

    fn render(self: &Arc<Self>, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.leaf {
            Some(leaf) => formatter.write_str(&leaf.token(number::sensible)),
            None => Err(fmt::Error),
        }
    }
}

/// All bindings of an edition: one name an experiment.
pub fn root(edition: &Edition, fragments: &Fragments) -> Arc<Binding> {
    let mut root = Binding::default();
    let mut add = |path: &[&str], value: Datum, from: String| {
        root.insert(path, Arc::new(Leaf { value, path: from, fragments: fragments.clone() }));
    };
    add(&["edition", "seed"], Datum::text(&edition.seed), "root seed".into());
    add(&["edition", "scale"], Datum::text(&edition.scale), "scale".into());
    let claims: usize = edition.entries.iter().map(|entry| entry.outcomes.len()).sum();
    add(&["edition", "claims"], (claims as u64).into(), "claims".into());
    for entry in &edition.entries {
        add_entry(&mut add, entry);
    }
    Arc::new(root)
}

fn add_entry(add: &mut impl FnMut(&[&str], Datum, String), entry: &Entry) {
    let id = snake(entry.id);
    add(&[&id, "chain_steps"], entry.chain_steps.into(), format!("{} › chain-steps", entry.id));
    for row in &entry.parameters {
        add(&[&id, "parameters", &row.name], row.value.clone(), format!("{} › parameters › {}", entry.id, row.name));
        if let Some(recorded) = row.recorded {
            add(
                &[&id, "recorded", &row.name],
                recorded.into(),
                format!("the paper's record of {} › {}", entry.id, row.name),
            );
        }
    }
    add_record(add, &[&id], &entry.record);
    for control in &entry.controls {
        let variant = control.record.experiment.rsplit('/').next().unwrap_or_default();
        add_record(add, &[&id, "variants", &snake(variant)], control);
    }
}

fn add_record(add: &mut impl FnMut(&[&str], Datum, String), prefix: &[&str], pinned: &Pinned) {
    let name = &pinned.record.experiment;
    let digest = prefix.iter().copied().chain(["digest"]).collect::<Vec<_>>();
    add(&digest, Datum::text(&pinned.digest), format!("{name} › digest"));
    for (scalar, content) in &pinned.record.scalars {
        let path: Vec<&str> = prefix.iter().copied().chain(scalar.split('.')).collect();
        add(&path, content.value.clone(), format!("{name} › {scalar}"));
    }
    for (series, content) in &pinned.record.series {
        for (end, value) in [("first", content.values.first()), ("last", content.values.last())] {
            if let Some(value) = value {
                let path: Vec<&str> = prefix.iter().copied().chain(series.split('.')).chain([end]).collect();
                add(&path, value.clone(), format!("{name} › {series} › {end}"));
            }
        }
    }
    if prefix.len() > 1 {
        for (parameter, value) in &pinned.record.parameters {
            let value = value.as_f64().map_or_else(|| Datum::text(value.as_str().unwrap_or_default()), Datum::number);
            let path: Vec<&str> = prefix.iter().copied().chain(["parameters", parameter]).collect();
            add(&path, value, format!("{name} › parameters › {parameter}"));
        }
    }
}

fn snake(name: &str) -> String {
    name.replace('-', "_")
}

/// A value of the evidence, in the page.
pub fn value_html(value: &Datum) -> String {
    value_html_as(value, number::sensible)
}

/// A value in the page, a number in the given form.
pub fn value_html_as(value: &Datum, form: fn(f64) -> Shown) -> String {
    match value {
        Datum::Number(number) => {
            let (shown, exact) = (form(*number).html(), String::from_utf8(canonical(value)).unwrap_or_default());
            // What is shown in full needs no more than itself.
            let title = if shown == exact { String::new() } else { format!(" title=\"{exact}\"") };
            format!("<data class=\"num\" value=\"{exact}\"{title}>{shown}</data>")
        }
        other => escape::html(&words(other)),
    }
}
