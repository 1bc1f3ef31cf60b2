use minijinja::ErrorKind;

use super::fragment::has_token;
use super::{binding, functions};
use crate::Error;

/// A template's error, with its place.
pub(super) fn chapter_error(file: &str, error: &minijinja::Error) -> Error {
    let mut message = error.detail().map_or_else(|| error.kind().to_string(), ToOwned::to_owned);
    let mut line = error.line().unwrap_or(1);
    let mut source = std::error::Error::source(error);
    while let Some(inner) = source {
        if let Some(inner) = inner.downcast_ref::<minijinja::Error>() {
            message = inner.detail().map_or(message, ToOwned::to_owned);
            line = inner.line().unwrap_or(line);
        }
        source = inner.source();
    }
    debug_assert!(!has_token(&message));
    Error::Chapter { file: file.into(), line, message }
}

/// An undefined name of the first level, such as an experiment's: the engine itself does not say which.
pub(super) fn unknown_name(
    file: &str,
    source: &str,
    error: &minijinja::Error,
    bindings: &binding::Binding,
) -> Option<Error> {
    if !matches!(error.kind(), ErrorKind::UndefinedError | ErrorKind::UnknownFunction)
        || error.detail().is_some_and(|detail| detail.starts_with("in \""))
    {
        return None;
    }
    let line = error.line()?;
    let known: Vec<&str> = functions::NAMES.iter().copied().chain(bindings.names()).collect();
    let code =
        source.lines().nth(line - 1)?.split("{{").skip(1).chain(source.lines().nth(line - 1)?.split("{%").skip(1));
    let name = code.filter_map(first_name).find(|name| !known.contains(&name.as_str()))?;
    let unknown = Error::unknown("name", &name, known);
    Some(Error::Chapter { file: file.into(), line, message: unknown.to_string() })
}

fn first_name(code: &str) -> Option<String> {
    let code = code.trim_start_matches(['-', ' ']).trim_start_matches("call ");
    let name: String = code.chars().take_while(|character| character.is_alphanumeric() || *character == '_').collect();
    (!name.is_empty() && !name.starts_with("end") && !matches!(name.as_str(), "if" | "for" | "set" | "else" | "elif"))
        .then_some(name)
}
