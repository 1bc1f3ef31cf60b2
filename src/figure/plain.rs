use super::markup::{Level, parse};

/// Characters that Unicode has as subscripts and as superscripts, and what they are there.
const SUBSCRIPTS: (&str, &str) = ("0123456789+−-=()ijkmnt", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ᵢⱼₖₘₙₜ");
const SUPERSCRIPTS: (&str, &str) = ("0123456789+−-=()Tin", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵀⁱⁿ");

/// Mark-up as plain text: without italics, `_2` as a small 2 where Unicode has one, else as it is written.
pub(super) fn plain(markup: &str) -> String {
    let mut out = String::with_capacity(markup.len());
    for run in parse(markup) {
        let (sign, small) = match run.level {
            Level::Base => {
                out.push_str(&run.text);
                continue;
            }
            Level::Sub => ('_', SUBSCRIPTS),
            Level::Super => ('^', SUPERSCRIPTS),
        };
        match shrunk(&run.text, small) {
            Some(text) => out.push_str(&text),
            None if run.text.chars().count() == 1 => out.extend([sign.to_string(), run.text]),
            None => out.extend([sign.to_string(), "{".into(), run.text, "}".into()]),
        }
    }
    out
}

fn shrunk(text: &str, (large, small): (&str, &str)) -> Option<String> {
    text.chars().map(|character| small.chars().nth(large.chars().position(|known| known == character)?)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_become_small_characters_and_italics_go() {
        assert_eq!(plain("*λ*_2 (10^{−6} steps)"), "λ₂ (10⁻⁶ steps)");
        assert_eq!(plain("largest |*z*_{ij} − *z*_i*|"), "largest |zᵢⱼ − zᵢ*|");
        assert_eq!(plain("Θ^{T}Θ"), "ΘᵀΘ");
    }

    #[test]
    fn a_script_that_unicode_lacks_stays_as_written() {
        assert_eq!(plain("Θ^{⊤}Θ, x_{max}, a_"), "Θ^⊤Θ, x_{max}, a_");
    }

    #[test]
    fn every_character_has_a_small_one() {
        for (large, small) in [SUBSCRIPTS, SUPERSCRIPTS] {
            assert_eq!(large.chars().count(), small.chars().count());
        }
    }
}
