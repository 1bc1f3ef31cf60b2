use std::cmp::Ordering;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// One entry of a record: a finite number, or an outcome that is not a number.
///
/// In the canonical form a number is a JSON number, an absent value is `null`, everything else a string.
#[derive(Clone, Debug, PartialEq)]
pub enum Datum {
    /// A finite number; negative zero is stored as zero, as RFC 8785 writes it.
    Number(f64),
    /// All neurons are bit-identical: the second and third eigenvalues are exactly zero and stay so.
    Merged,
    /// The chain left the finite numbers.
    Diverged,
    /// The quantity is not defined here (a slope of a draw that never got going, say).
    Absent,
    /// A name, a digest, a seed or a counter beyond 2^53.
    Text(String),
}

impl Datum {
    /// A number, or [`Datum::Diverged`] where `value` is not finite.
    pub fn number(value: f64) -> Self {
        if value.is_finite() { Self::Number(value + 0.0) } else { Self::Diverged }
    }

    /// A number, or [`Datum::Absent`].
    pub fn optional(value: Option<f64>) -> Self {
        value.map_or(Self::Absent, Self::number)
    }

    /// Text.
    pub fn text(value: impl Into<String>) -> Self {
        Self::Text(value.into())
    }

    /// The number, if it is one.
    pub fn as_number(&self) -> Option<f64> {
        match self {
            Self::Number(value) => Some(*value),
            _ => None,
        }
    }

    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(value) => Some(value),
            _ => None,
        }
    }

    /// The order in which quantiles over draws are taken: merged (exact zero, for ever) below every number,
    /// diverged above every number.
    pub fn order(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => a.total_cmp(b),
            _ => self.rank().cmp(&other.rank()),
        }
    }

    fn rank(&self) -> u8 {
        match self {
            Self::Merged => 0,
            Self::Number(_) => 1,
            Self::Diverged => 2,
            Self::Absent => 3,
            Self::Text(_) => 4,
        }
    }
}

impl From<f64> for Datum {
    fn from(value: f64) -> Self {
        Self::number(value)
    }
}

impl From<u64> for Datum {
    /// A counter: a number up to 2^53, text beyond, where a JSON number would round.
    fn from(value: u64) -> Self {
        if value <= 1 << 53 { Self::Number(value as f64) } else { Self::Text(value.to_string()) }
    }
}

impl Serialize for Datum {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(value) => serializer.serialize_f64(*value),
            Self::Merged => serializer.serialize_str("merged"),
            Self::Diverged => serializer.serialize_str("diverged"),
            Self::Absent => serializer.serialize_none(),
            Self::Text(value) => serializer.serialize_str(value),
        }
    }
}

impl<'de> Deserialize<'de> for Datum {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match serde_json::Value::deserialize(deserializer)? {
            serde_json::Value::Null => Ok(Self::Absent),
            serde_json::Value::Number(value) => value
                .as_f64()
                .filter(|value| value.is_finite())
                .map(Self::number)
                .ok_or_else(|| D::Error::custom(format!("{value} is not a finite number"))),
            serde_json::Value::String(value) => Ok(match value.as_str() {
                "merged" => Self::Merged,
                "diverged" => Self::Diverged,
                _ => Self::Text(value),
            }),
            other => Err(D::Error::custom(format!("a datum is a number, a string or null, not {other}"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantile_order_puts_merged_below_and_diverged_above_every_number() {
        let mut data = [Datum::Diverged, Datum::Number(1.0), Datum::Merged, Datum::Number(-3.0)];
        data.sort_by(Datum::order);
        assert_eq!(data, [Datum::Merged, Datum::Number(-3.0), Datum::Number(1.0), Datum::Diverged]);
    }

    #[test]
    fn a_non_finite_number_is_a_divergence_and_negative_zero_is_zero() {
        assert_eq!(Datum::number(f64::NAN), Datum::Diverged);
        assert_eq!(Datum::number(-0.0).as_number().map(f64::to_bits), Some(0));
    }

    #[test]
    fn every_kind_survives_a_round_trip() {
        let data = vec![Datum::Number(1e-25), Datum::Merged, Datum::Diverged, Datum::Absent, Datum::text("241016401")];
        let json = serde_json::to_string(&data).unwrap();
        assert_eq!(json, r#"[1e-25,"merged","diverged",null,"241016401"]"#);
        assert_eq!(serde_json::from_str::<Vec<Datum>>(&json).unwrap(), data);
    }
}
