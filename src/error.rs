use std::path::PathBuf;

/// What is wrong with an input, and what would be right. Each of these ends the program with exit code 2.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file that should hold a record holds something else.
    #[error("{name} is not a record: {reason}")]
    NotARecord {
        /// The file, or where in a file it was found.
        name: String,
        /// What the reader stumbled over.
        reason: String,
    },
    /// A file holds a record, but not its canonical bytes.
    #[error(
        "{name} is not in canonical form: byte {offset} is not what RFC 8785 writes there; a record file holds its own canonical bytes and nothing else"
    )]
    NotCanonical {
        /// The file, or where in a file it was found.
        name: String,
        /// The first byte that differs from the canonical form.
        offset: usize,
    },
    /// A lock file that cannot be read.
    #[error("{name} is not a lock file: {reason}")]
    NotALock {
        /// The file.
        name: String,
        /// What the reader stumbled over.
        reason: String,
    },
    /// A pending record that cannot be pinned.
    #[error("{name} cannot be pinned: {reason}; run again, and accept what that run finds")]
    Pending {
        /// The file.
        name: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The file system refused.
    #[error("cannot {action} {path}: {source}", path = path.display())]
    Io {
        /// `read`, `write`, ...
        action: &'static str,
        /// On what.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A share of a run that does not exist.
    #[error("there is no share {index} of {of}: {right}", right = match of {
        0 => "--of must be at least 1".to_owned(),
        _ => format!("shares are counted from 0, so --index goes from 0 to {}", of - 1),
    })]
    Share {
        /// Which was asked for, from 0.
        index: u64,
        /// How many there are.
        of: u64,
    },
    /// No threads could be had.
    #[error("cannot start {threads} threads: {reason}; try a smaller --jobs")]
    Threads {
        /// How many were asked for; 0 for as many as there are cores.
        threads: usize,
        /// Why not.
        reason: String,
    },
    /// A file that should be a report is none.
    #[error("{name} is not a report: {reason}")]
    NotAReport {
        /// The file.
        name: String,
        /// What is missing or wrong.
        reason: String,
    },
    /// A run that is longer than allowed.
    #[error(
        "running this report again takes {needed:.1e} chain-steps, more than the {budget:.1e} allowed; raise --budget"
    )]
    Budget {
        /// Chain-steps needed.
        needed: f64,
        /// Chain-steps allowed.
        budget: f64,
    },
    /// A name that nothing has.
    #[error("there is no {kind} {name:?}{hint}", hint = hint(suggestion.as_deref(), known))]
    Unknown {
        /// What was looked for: `experiment`, `parameter`, `claim`, ...
        kind: &'static str,
        /// The name given.
        name: String,
        /// The nearest name that exists.
        suggestion: Option<String>,
        /// The names that exist.
        known: Vec<String>,
    },
    /// A `--set` that is none.
    #[error("cannot set {text:?}: write EXPERIMENT.PARAMETER=VALUE, as in figure-1.sigma=0.1")]
    Assignment {
        /// What was given.
        text: String,
    },
    /// A parameter with a value it cannot have.
    #[error("{experiment}.{name} cannot be {value}: it must be {expected}")]
    Parameter {
        /// The experiment.
        experiment: String,
        /// The parameter.
        name: String,
        /// The value given.
        value: String,
        /// What it must be.
        expected: String,
    },
    /// A scale of which nothing is pinned, though pinned records are asked for.
    #[error(
        "nothing is pinned at scale {scale} here: go to the project's folder, or pin a run's results with `run` and `accept`"
    )]
    Unpinned {
        /// The scale.
        scale: String,
    },
    /// A port that cannot be had.
    #[error("cannot serve on port {port}: {reason}; choose another --port, or 0 for any that is free")]
    Serve {
        /// The port.
        port: u16,
        /// Why not.
        reason: String,
    },
    /// A figure that not everybody could read.
    #[error(
        "the figure {id:?} has no {what}: every figure needs a title and a description in text, made from its data"
    )]
    Untold {
        /// The figure.
        id: String,
        /// What is missing.
        what: &'static str,
    },
    /// A chapter or template that cannot be rendered.
    #[error("{file}:{line}: {message}")]
    Chapter {
        /// The template.
        file: String,
        /// Its line, from 1.
        line: usize,
        /// What is wrong there, the offending text included, and what would be right.
        message: String,
    },
    /// Several at once, each in a line of its own.
    #[error("{}", lines(.0))]
    Several(Vec<Error>),
}

fn lines(errors: &[Error]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

fn hint(suggestion: Option<&str>, known: &[String]) -> String {
    match suggestion {
        Some(name) => format!("; did you mean {name:?}?"),
        None if known.is_empty() => String::new(),
        None => format!("; there are: {}", known.join(", ")),
    }
}

impl Error {
    /// An [`Error::Unknown`], with the nearest of `known` suggested if it is near.
    pub fn unknown<S: AsRef<str>>(kind: &'static str, name: &str, known: impl IntoIterator<Item = S>) -> Self {
        let known: Vec<String> = known.into_iter().map(|name| name.as_ref().to_owned()).collect();
        let suggestion = known
            .iter()
            .map(|candidate| (strsim::jaro_winkler(name, candidate), candidate))
            .filter(|(similarity, _)| *similarity > 0.75)
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, candidate)| candidate.clone());
        Self::Unknown { kind, name: name.into(), suggestion, known }
    }

    /// Several errors as one, a single one as itself; none is no error.
    pub fn together(mut errors: Vec<Self>) -> Result<(), Self> {
        match errors.pop() {
            None => Ok(()),
            Some(only) if errors.is_empty() => Err(only),
            Some(last) => {
                errors.push(last);
                Err(Self::Several(errors))
            }
        }
    }

    /// The line that it is about; 0 where there is none.
    pub fn line(&self) -> usize {
        if let Self::Chapter { line, .. } = self { *line } else { 0 }
    }

    /// An [`Error::Parameter`].
    pub fn parameter(experiment: &str, name: &str, value: impl Into<String>, expected: impl Into<String>) -> Self {
        Self::Parameter {
            experiment: experiment.into(),
            name: name.into(),
            value: value.into(),
            expected: expected.into(),
        }
    }

    /// An [`Error::Io`].
    pub fn io(action: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { action, path, source }
    }
}
