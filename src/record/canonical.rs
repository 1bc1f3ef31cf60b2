use std::fmt::Write as _;

use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest as _, Sha256};

use crate::Error;

/// The canonical form: RFC 8785 (JSON Canonicalization Scheme), as bytes.
///
/// # Panics
/// Never for the types of this crate: their keys are strings and their numbers finite.
pub fn canonical(value: &impl Serialize) -> Vec<u8> {
    serde_json_canonicalizer::to_vec(value).expect("records hold finite numbers under string keys")
}

/// SHA-256 in lower-case hex.
pub fn sha256(bytes: &[u8]) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        write!(hex, "{byte:02x}").expect("a string takes it");
    }
    hex
}

/// The digest of a value: SHA-256 of its canonical form.
pub fn digest(value: &impl Serialize) -> String {
    sha256(&canonical(value))
}

/// Reads a value back; `bytes` must be its canonical form to the letter, so that a file has one digest only.
pub fn from_canonical<T: Serialize + DeserializeOwned>(name: &str, bytes: &[u8]) -> Result<T, Error> {
    let value: T = serde_json::from_slice(bytes)
        .map_err(|source| Error::NotARecord { name: name.into(), reason: source.to_string() })?;
    let expected = canonical(&value);
    if expected == bytes {
        return Ok(value);
    }
    let at = expected.iter().zip(bytes).take_while(|(a, b)| a == b).count();
    Err(Error::NotCanonical { name: name.into(), offset: at })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn the_digest_of_the_empty_string_is_the_published_one() {
        assert_eq!(sha256(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    #[test]
    fn keys_are_sorted_and_numbers_are_shortest() {
        let value = BTreeMap::from([("b", 1e21), ("a", 0.1), ("c", 1.0)]);
        assert_eq!(canonical(&value), br#"{"a":0.1,"b":1e+21,"c":1}"#);
    }

    #[test]
    fn anything_but_the_canonical_bytes_is_refused_with_the_place() {
        let read = |text: &str| from_canonical::<BTreeMap<String, f64>>("x.json", text.as_bytes());
        assert!(read(r#"{"a":0.1}"#).is_ok());
        for (text, offset) in [(r#"{"a": 0.1}"#, 5), (r#"{"a":0.10}"#, 8), (r#"{"a":0,"a":1}"#, 5)] {
            match read(text) {
                Err(Error::NotCanonical { offset: found, .. }) => assert_eq!(found, offset, "{text}"),
                other => panic!("{text}: {other:?}"),
            }
        }
        assert!(matches!(read(r#"{"a":"#), Err(Error::NotARecord { .. })));
    }
}
