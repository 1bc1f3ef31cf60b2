use minijinja::ErrorKind;

use super::binding::Binding;
use super::fragment::has_token;
use super::{filters, functions};
use crate::Error;

/// A chapter's error, with its place, the offending text and the nearest valid name.
pub fn chapter_error(file: &str, source: &str, error: &minijinja::Error, bindings: &Binding) -> Error {
    unknown_name(file, source, error, bindings)
        .or_else(|| unknown_filter(file, source, error))
        .unwrap_or_else(|| template_error(file, source, error))
}

/// A template's error, with its place and the offending text.
pub fn template_error(file: &str, source: &str, error: &minijinja::Error) -> Error {
    let mut message = error.detail().map_or_else(|| error.kind().to_string(), ToOwned::to_owned);
    let mut line = error.line().unwrap_or(1);
    let mut inner = std::error::Error::source(error);
    while let Some(error) = inner {
        if let Some(error) = error.downcast_ref::<minijinja::Error>() {
            message = error.detail().map_or(message, ToOwned::to_owned);
            line = error.line().unwrap_or(line);
        }
        inner = error.source();
    }
    debug_assert!(!has_token(&message));
    // What names nothing is shown with its line.
    if !message.contains('"') {
        message = format!("{message}, in {:?}", text_of(source, line).trim());
    }
    Error::Chapter { file: file.into(), line, message }
}

/// An undefined name of the first level, such as an experiment's: the engine itself does not say which.
fn unknown_name(file: &str, source: &str, error: &minijinja::Error, bindings: &Binding) -> Option<Error> {
    if !matches!(error.kind(), ErrorKind::UndefinedError | ErrorKind::UnknownFunction)
        || error.detail().is_some_and(|detail| detail.starts_with("in \""))
    {
        return None;
    }
    let line = error.line()?;
    let known: Vec<&str> = functions::NAMES.iter().copied().chain(bindings.names()).collect();
    let text = text_of(source, line);
    let code = text.split("{{").skip(1).chain(text.split("{%").skip(1));
    let name = code.filter_map(first_name).find(|name| !known.contains(&name.as_str()))?;
    let unknown = Error::unknown("name", &name, known);
    Some(Error::Chapter { file: file.into(), line, message: unknown.to_string() })
}

/// A form that no value can be shown in.
fn unknown_filter(file: &str, source: &str, error: &minijinja::Error) -> Option<Error> {
    if error.kind() != ErrorKind::UnknownFilter {
        return None;
    }
    let line = error.line()?;
    let name = text_of(source, line).split("{{").skip(1).find_map(|code| {
        let (code, _) = code.split_once("}}")?;
        let names = code.split('|').skip(1).filter_map(first_name);
        names.into_iter().find(|name| !filters::NAMES.contains(&name.as_str()))
    })?;
    let unknown = Error::unknown("filter", &name, filters::NAMES);
    Some(Error::Chapter { file: file.into(), line, message: unknown.to_string() })
}

fn text_of(source: &str, line: usize) -> &str {
    source.lines().nth(line.saturating_sub(1)).unwrap_or_default()
}

fn first_name(code: &str) -> Option<String> {
    let code = code.trim_start_matches(['-', ' ']).trim_start_matches("call ");
    let name: String = code.chars().take_while(|character| character.is_alphanumeric() || *character == '_').collect();
    (!name.is_empty() && !name.starts_with("end") && !matches!(name.as_str(), "if" | "for" | "set" | "else" | "elif"))
        .then_some(name)
}
