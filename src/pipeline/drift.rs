use std::fmt::{self, Write as _};

use serde::Serialize;

use super::lock::Pin;
use super::pins::{Pins, Verdicts, peek_record, pin};
use super::{Build, Store};
use crate::claim::Word;
use crate::record::{Datum, Difference, Record, differences, digest};

/// How a result differs from the pinned one: what moved, where first, by how much, and why it may have.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Drift {
    /// The scale.
    pub scale: String,
    /// The record.
    pub record: String,
    /// The gravest difference.
    pub kind: Kind,
    /// How many values differ.
    pub differing: usize,
    /// The first step at which a recorded value differs.
    pub first_step: Option<f64>,
    /// The largest relative change of a value.
    pub largest_relative: Option<f64>,
    /// Digests, files and other things that are not as pinned, in words.
    pub notes: Vec<String>,
    /// What went into the result and is not as it was.
    pub inputs: Vec<String>,
    /// Verdicts that flip.
    pub verdicts: Vec<String>,
    /// For each scalar, series or column that differs, its first differing value: parameters first, then what differs at
    /// the earliest step.
    pub changes: Vec<Change>,
}

/// The first differing value of a scalar, series or column.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// `series.draw_0.lambda_2`.
    pub path: String,
    /// How many of its values differ.
    pub differing: usize,
    /// Index of the first.
    pub index: Option<usize>,
    /// Step of the first.
    pub step: Option<f64>,
    /// The pinned value.
    pub pinned: Option<Datum>,
    /// The value now.
    pub new: Option<Datum>,
    /// Relative change.
    pub relative: Option<f64>,
    /// Distance in units in the last place.
    pub ulps: Option<u64>,
}

/// How grave a difference is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The results are the pinned record's; the pins do not agree among themselves.
    Pins,
    /// The results are as pinned; the claims on them are not, as code or in words.
    Claims,
    /// Bits differ, by no more than rounding differently leaves behind.
    Rounding,
    /// Values differ.
    Values,
    /// A verdict flips.
    Verdict,
    /// Nothing is pinned.
    Unpinned,
}

impl Kind {
    fn words(self) -> &'static str {
        match self {
            Self::Pins => "the results are as pinned, but the pins do not agree among themselves",
            Self::Claims => "the results are as pinned, but the claims on them are not",
            Self::Rounding => "bits differ, by rounding only",
            Self::Values => "values differ",
            Self::Verdict => "a verdict flips",
            Self::Unpinned => "nothing is pinned yet",
        }
    }
}

/// How a record and its verdicts differ from what is pinned; `None` where they do not.
pub fn drift(pins: &Pins, scale: &str, record: &Record, verdicts: &Verdicts, store: &Store) -> Option<Drift> {
    let name = &record.experiment;
    let now = pin(record, verdicts);
    let pinned = pins.lock.pin(scale, name);
    let file = pins.record(scale, name);
    let (mut notes, mut found) = (Vec::new(), Vec::new());
    match (pinned, &file) {
        (None, _) => {}
        (Some(pinned), Ok(file)) => {
            let kept = digest(file);
            if kept != pinned.record {
                notes
                    .push(format!("the lock's record digest {} is not that of the pinned file, {kept}", pinned.record));
            }
            if digest(&file.parameters) != pinned.parameters {
                notes.push(format!("the lock's parameter digest {} is not that of the pinned file", pinned.parameters));
            }
            if file.seed != pinned.seed {
                notes.push(format!("the lock's seed {} is not that of the pinned file, {}", pinned.seed, file.seed));
            }
            found = differences(file, record);
        }
        (Some(_), Err(error)) => {
            notes.push(format!("the pinned record cannot be used: {error}"));
            found = peek_record(&pins.record_path(scale, name)).map_or(Vec::new(), |file| differences(&file, record));
        }
    }
    if pinned == Some(&now) && notes.is_empty() && found.is_empty() {
        return None;
    }
    if let Some(pinned) = pinned.filter(|pinned| pinned.record != now.record) {
        notes.push(format!("record digest: pinned {}, now {}", pinned.record, now.record));
    }
    let mut inputs = if pinned.is_some() { inputs(&found, scale, store) } else { Vec::new() };
    if let Some(pinned) = pinned.filter(|pinned| pinned.claims != now.claims) {
        let word = |claims: Option<&String>| claims.map_or("nothing", String::as_str).to_owned();
        let (was, is) = (word(pinned.claims.as_ref()), word(now.claims.as_ref()));
        inputs.insert(0, format!("claims, as code and in words: pinned {was}, now {is}"));
    }
    let verdicts = pinned.map_or(Vec::new(), |pinned| flips(pinned, &now));
    let kind = if pinned.is_none() {
        Kind::Unpinned
    } else if !verdicts.is_empty() {
        Kind::Verdict
    } else if found.iter().any(|difference| !difference.is_rounding()) {
        Kind::Values
    } else if !found.is_empty() && found.iter().all(Difference::is_of_digests) {
        // What moved is nowhere in the record: better too grave than too light.
        Kind::Values
    } else if found.is_empty() {
        match (&file, pinned.is_some_and(|pinned| pinned.claims != now.claims)) {
            (Err(_), _) => Kind::Values,
            (Ok(_), true) => Kind::Claims,
            (Ok(_), false) => Kind::Pins,
        }
    } else {
        Kind::Rounding
    };
    Some(Drift {
        scale: scale.into(),
        record: name.clone(),
        kind,
        differing: found.len(),
        first_step: found.iter().filter_map(|difference| difference.step).reduce(f64::min),
        largest_relative: found.iter().filter_map(Difference::relative).reduce(f64::max),
        notes,
        inputs,
        verdicts,
        changes: changes(&found),
    })
}

fn flips(pinned: &Pin, now: &Pin) -> Vec<String> {
    let mut flips = Vec::new();
    for (whose, pinned, now) in [("", &pinned.verdicts, &now.verdicts), (" (control)", &pinned.controls, &now.controls)]
    {
        let mut claims: Vec<&String> = pinned.keys().chain(now.keys()).collect();
        claims.sort();
        claims.dedup();
        let word = |word: Option<&Word>| word.map_or("not judged", |word| word.as_str());
        for claim in claims {
            let (was, is) = (word(pinned.get(claim)), word(now.get(claim)));
            if was != is {
                flips.push(format!("{claim}{whose}: pinned {was}, now {is}"));
            }
        }
    }
    flips
}

/// What may be the cause: parameters and seed from the record itself, code and machine from the last run that matched.
fn inputs(found: &[Difference], scale: &str, store: &Store) -> Vec<String> {
    let parameters =
        found.iter().filter(|difference| difference.path.starts_with("parameters.") || difference.path == "seed");
    let mut inputs: Vec<String> = parameters
        .map(|difference| {
            format!(
                "{}: pinned {}, now {}",
                difference.path,
                show(difference.pinned.as_ref()),
                show(difference.new.as_ref())
            )
        })
        .collect();
    let now = Build::current();
    match store.last_match(scale) {
        None => inputs
            .push("code, toolchain, platform: unknown, for no run on this machine has matched the pins yet".into()),
        Some(then) => {
            for (what, then, now) in [
                ("code", then.code, now.code),
                ("toolchain", then.toolchain, now.toolchain),
                ("platform", then.platform, now.platform),
            ] {
                if then != now {
                    inputs.push(format!("{what}: {then} in the last run here that matched, now {now}"));
                }
            }
        }
    }
    if inputs.is_empty() {
        inputs.push(
            "none: parameters, seed, code, toolchain and platform are those of the last run here that matched".into(),
        );
    }
    inputs
}

fn changes(found: &[Difference]) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    for difference in found {
        if let Some(last) = changes.last_mut().filter(|last| last.path == difference.path) {
            last.differing += 1;
            continue;
        }
        changes.push(Change {
            path: difference.path.clone(),
            differing: 1,
            index: difference.index,
            step: difference.step,
            pinned: difference.pinned.clone(),
            new: difference.new.clone(),
            relative: difference.relative(),
            ulps: difference.ulps(),
        });
    }
    let rank = |change: &Change| (!change.path.starts_with("parameters."), change.step.unwrap_or(f64::INFINITY));
    changes.sort_by(|a, b| rank(a).0.cmp(&rank(b).0).then(rank(a).1.total_cmp(&rank(b).1)));
    changes
}

fn show(datum: Option<&Datum>) -> String {
    match datum {
        None => "nothing".into(),
        Some(Datum::Number(number)) => format!("{number:?}"),
        Some(Datum::Text(text)) => text.clone(),
        Some(Datum::Merged) => "merged".into(),
        Some(Datum::Diverged) => "diverged".into(),
        Some(Datum::Absent) => "absent".into(),
    }
}

impl Drift {
    /// One line: what differs, and how much of it.
    pub fn headline(&self) -> String {
        let mut line = format!("{} ({}): {}", self.record, self.scale, self.kind.words());
        if self.differing > 0 {
            let _ = write!(line, "; {} values in {} places", self.differing, self.changes.len());
        }
        if let Some(step) = self.first_step {
            let _ = write!(line, ", first at step {step}");
        }
        if let Some(relative) = self.largest_relative {
            let _ = write!(line, ", largest relative change {relative:.1e}");
        }
        line
    }
}

impl fmt::Display for Drift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        /// Places shown; `--format json` has all.
        const SHOWN: usize = 12;
        writeln!(f, "{}", self.headline())?;
        for (title, lines) in [("pins", &self.notes), ("inputs", &self.inputs), ("verdict", &self.verdicts)] {
            for line in lines {
                writeln!(f, "  {title:<8} {line}")?;
            }
        }
        for change in self.changes.iter().take(SHOWN) {
            writeln!(f, "  {:<8} {change}", "value")?;
        }
        if self.changes.len() > SHOWN {
            writeln!(f, "  {:<8} and {} more places", "value", self.changes.len() - SHOWN)?;
        }
        Ok(())
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        if let Some(index) = self.index {
            write!(f, "[{index}]")?;
        }
        if let Some(step) = self.step {
            write!(f, " at step {step}")?;
        }
        write!(f, ": pinned {}, now {}", show(self.pinned.as_ref()), show(self.new.as_ref()))?;
        match (self.relative, self.ulps) {
            (Some(relative), Some(ulps)) => write!(f, " (relative {relative:.1e}, {ulps} ulps)")?,
            (None, Some(ulps)) => write!(f, " ({ulps} ulps)")?,
            _ => {}
        }
        if self.differing > 1 {
            write!(f, "; {} of its values differ", self.differing)?;
        }
        Ok(())
    }
}
