use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Number, Value};

use crate::Error;
use crate::record::Parameters;

/// What a parameter is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Info {
    /// Its name: `learning_rate`.
    pub name: &'static str,
    /// Its unit; `1` where it has none.
    pub unit: &'static str,
    /// What it is.
    pub description: &'static str,
    /// The values it may have.
    pub range: Range,
    /// The value that the paper's record states; none where it leaves it open, so that our reading fixes it.
    pub recorded: Option<f64>,
}

impl Info {
    /// A parameter without unit whose value the paper's record states.
    pub const fn recorded(name: &'static str, value: f64, range: Range, description: &'static str) -> Self {
        Self { name, unit: "1", description, range, recorded: Some(value) }
    }

    /// A parameter without unit that the record leaves open.
    pub const fn open(name: &'static str, range: Range, description: &'static str) -> Self {
        Self { name, unit: "1", description, range, recorded: None }
    }
}

/// The values a parameter may have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Range {
    /// A whole number from the first to the second.
    Whole(u64, u64),
    /// An even number from the first to the second.
    Even(u64, u64),
    /// A number from the first to the second.
    Real(f64, f64),
    /// One of these words.
    Word(&'static [&'static str]),
}

impl Range {
    /// What is allowed, in words.
    pub fn describe(self) -> String {
        match self {
            Self::Whole(least, most) => format!("a whole number from {least} to {most}"),
            Self::Even(least, most) => format!("an even number from {least} to {most}"),
            Self::Real(least, most) => format!("a number from {least} to {most}"),
            Self::Word(words) => format!("one of {}", words.join(", ")),
        }
    }

    /// The value that `text` stands for, if it is allowed.
    fn read(self, text: &str) -> Option<Value> {
        match self {
            Self::Whole(..) | Self::Even(..) => {
                let number = text.parse().ok().or_else(|| {
                    let number: f64 = text.parse().ok()?;
                    (number >= 0.0 && number <= MOST as f64 && number.fract() == 0.0).then_some(number as u64)
                })?;
                Some(Value::from(number))
            }
            Self::Real(..) => Number::from_f64(text.parse().ok()?).map(Value::Number),
            Self::Word(_) => Some(Value::from(text)),
        }
        .filter(|value| self.allows(value))
    }

    fn allows(self, value: &Value) -> bool {
        match self {
            Self::Whole(least, most) => value.as_u64().is_some_and(|whole| (least..=most).contains(&whole)),
            Self::Even(least, most) => {
                value.as_u64().is_some_and(|whole| (least..=most).contains(&whole) && whole.is_multiple_of(2))
            }
            Self::Real(least, most) => value.as_f64().is_some_and(|real| (least..=most).contains(&real)),
            Self::Word(words) => value.as_str().is_some_and(|word| words.contains(&word)),
        }
    }
}

/// The largest whole number that a JSON number holds exactly.
const MOST: u64 = 1 << 53;

/// Sets a parameter from the command line's text.
pub fn set(experiment: &str, infos: &[Info], parameters: &mut Parameters, name: &str, text: &str) -> Result<(), Error> {
    let info = infos
        .iter()
        .find(|info| info.name == name)
        .ok_or_else(|| Error::unknown("parameter", name, infos.iter().map(|info| info.name)))?;
    let value = info
        .range
        .read(text)
        .ok_or_else(|| Error::parameter(experiment, name, format!("{text:?}"), info.range.describe()))?;
    parameters.insert(name.into(), value);
    Ok(())
}

/// Checks that exactly the known parameters are there, each with a value it may have.
pub fn check(experiment: &str, infos: &[Info], parameters: &Parameters) -> Result<(), Error> {
    if let Some(name) = parameters.keys().find(|name| infos.iter().all(|info| info.name != *name)) {
        return Err(Error::unknown("parameter", name, infos.iter().map(|info| info.name)));
    }
    for info in infos {
        let value = parameters.get(info.name).unwrap_or(&Value::Null);
        if !info.range.allows(value) {
            return Err(Error::parameter(experiment, info.name, value.to_string(), info.range.describe()));
        }
    }
    Ok(())
}

/// Divides the draws, for a control: rounded up, and not below the least that says something, but no more than there are.
pub fn fewer_draws(parameters: &mut Parameters, by: u64, least: u64) {
    if let Some(draws) = parameters.get("draws").and_then(Value::as_u64) {
        parameters.insert("draws".into(), draws.div_ceil(by).max(least).min(draws).into());
    }
}

/// The parameters that a setting is.
///
/// # Panics
/// Never: the fields of a setting are numbers and words.
pub fn map(setting: &impl Serialize) -> Parameters {
    serde_json::to_value(setting).and_then(serde_json::from_value).expect("a setting is a map")
}

/// The setting that checked parameters describe.
pub fn read<T: DeserializeOwned>(experiment: &str, parameters: &Parameters) -> Result<T, Error> {
    let value = serde_json::to_value(parameters).and_then(serde_json::from_value);
    value.map_err(|error| {
        Error::parameter(experiment, "parameters", serde_json::json!(parameters).to_string(), error.to_string())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const INFOS: &[Info] = &[
        Info { name: "rate", unit: "1", description: "", range: Range::Real(0.0, 1.0), recorded: Some(0.5) },
        Info { name: "steps", unit: "1", description: "", range: Range::Even(2, 100), recorded: Some(0.5) },
        Info { name: "law", unit: "1", description: "", range: Range::Word(&["none", "gaussian"]), recorded: None },
    ];

    fn try_set(name: &str, text: &str) -> Result<Value, String> {
        let mut parameters = Parameters::new();
        set("e", INFOS, &mut parameters, name, text).map_err(|error| error.to_string())?;
        Ok(parameters[name].clone())
    }

    #[test]
    fn a_value_in_range_is_taken_however_it_is_written() {
        assert_eq!(try_set("rate", "5e-2"), Ok(Value::from(0.05)));
        assert_eq!(try_set("steps", "1e2"), Ok(Value::from(100)));
        assert_eq!(try_set("law", "none"), Ok(Value::from("none")));
    }

    #[test]
    fn a_value_out_of_range_is_refused_with_what_would_be_right() {
        assert_eq!(try_set("rate", "2").unwrap_err(), r#"e.rate cannot be "2": it must be a number from 0 to 1"#);
        assert!(try_set("rate", "NaN").is_err());
        assert!(try_set("steps", "3").unwrap_err().ends_with("an even number from 2 to 100"));
        assert!(try_set("steps", "2.5").is_err());
        assert!(try_set("law", "cauchy").unwrap_err().ends_with("one of none, gaussian"));
        assert_eq!(try_set("step", "2").unwrap_err(), r#"there is no parameter "step"; did you mean "steps"?"#);
    }

    #[test]
    fn a_missing_or_foreign_parameter_is_found() {
        let mut parameters = Parameters::from([("rate".into(), 0.5.into()), ("steps".into(), 2.into())]);
        assert!(check("e", INFOS, &parameters).unwrap_err().to_string().starts_with("e.law cannot be null"));
        parameters.insert("law".into(), "none".into());
        assert!(check("e", INFOS, &parameters).is_ok());
        parameters.insert("flaw".into(), "none".into());
        assert!(check("e", INFOS, &parameters).is_err());
    }
}
