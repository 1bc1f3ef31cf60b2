use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};

use super::fragment::has_token;

include!(concat!(env!("OUT_DIR"), "/math_coverage.rs"));

/// Turns formulas into `MathML`.
pub struct Math(LatexToMathML);

/// Declarations that `math-core` writes into `style=`, which the page's policy blocks, and the classes in their place.
const CLASSES: &[(&str, &str)] = &[
    ("text-align:left", "m-left"),
    ("justify-items:start", "m-left"),
    ("text-align:right", "m-right"),
    ("justify-items:end", "m-right"),
    ("padding-left:0", "m-l0"),
    ("padding-right:0", "m-r0"),
    ("padding-left:1em", "m-l1"),
    ("padding-left:0.1em", "m-l01"),
    ("padding-right:0.1em", "m-r01"),
    ("padding-top:0", "m-y0"),
    ("padding-bottom:0", "m-y0"),
    ("padding-top:0.1667em", "m-t"),
    ("margin-left:-0.16666667em", "m-back"),
    ("width:50%", "m-w50"),
    ("width:7.5%", "m-w7"),
];

impl Math {
    /// A converter without macros of our own: code hosts, which render REPORT.md, would not know them.
    pub fn new() -> Self {
        Self(LatexToMathML::new(MathCoreConfig::default()).unwrap_or_default())
    }

    /// `MathML` without `style=`; an error says what is wrong with which formula.
    pub fn convert(&self, formula: &str, display: bool) -> Result<String, String> {
        if has_token(formula) {
            return Err(format!("in the formula {:?} a binding lacks the filter `tex`", visible(formula)));
        }
        let mode = if display { MathDisplay::Block } else { MathDisplay::Inline };
        let mathml = self
            .0
            .convert_with_local_state(formula, mode)
            .map_err(|error| {
                let at = &formula[formula.floor_char_boundary(error.0.start)..];
                format!("in the formula {:?}, at {at:?}: {}", formula.trim(), error.error_message())
            })?
            .mathml
            // Asks for one of two shapes of script letters; the font has one.
            .replace('\u{fe00}', "");
        let mathml = classes(&mathml).map_err(|style| {
            format!("the formula {:?} needs the style {style:?}, for which there is no class yet", formula.trim())
        })?;
        match uncovered(&mathml) {
            None => Ok(mathml),
            Some(character) => Err(format!(
                "the formula {:?} has the character {character:?}, which the math font lacks: see build/math_font.rs",
                formula.trim()
            )),
        }
    }
}

fn visible(formula: &str) -> String {
    formula.chars().map(|character| if character.is_ascii() { character } else { '…' }).collect()
}

/// Puts classes in place of `style=`; the declaration where one is unknown.
fn classes(mathml: &str) -> Result<String, String> {
    let mut out = String::with_capacity(mathml.len());
    let mut rest = mathml;
    while let Some((before, after)) = rest.split_once(" style=\"") {
        let Some((style, after)) = after.split_once('"') else { break };
        let mut names: Vec<&str> = Vec::new();
        for declaration in style.split(';').filter(|declaration| !declaration.trim().is_empty()) {
            let written = declaration.replace(": ", ":");
            let (_, class) =
                CLASSES.iter().find(|(known, _)| *known == written.trim()).ok_or_else(|| declaration.to_owned())?;
            if !names.contains(class) {
                names.push(class);
            }
        }
        out.push_str(before);
        out.push_str(" class=\"");
        out.push_str(&names.join(" "));
        out.push('"');
        rest = after;
    }
    Ok(out + rest)
}

/// The first character of the formula that the font lacks.
fn uncovered(mathml: &str) -> Option<char> {
    let mut in_tag = false;
    mathml.chars().find(|character| {
        match character {
            '<' => in_tag = true,
            '>' => {
                in_tag = false;
                return false;
            }
            _ => {}
        }
        !in_tag && !character.is_whitespace() && COVERED.binary_search(&u32::from(*character)).is_err()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_aligned_formula_has_classes_and_no_style() {
        let mathml = Math::new().convert(r"\begin{aligned} a &= b \\ c &= \frac{d}{2} \end{aligned}", true).unwrap();
        assert!(mathml.contains("class=\"") && !mathml.contains(" style="), "{mathml}");
    }

    #[test]
    fn an_unknown_style_is_refused_with_the_formula() {
        let error = Math::new().convert(r"\color{red} x", false).unwrap_err();
        assert!(error.contains(r"\\color") && error.contains("no class"), "{error}");
    }

    #[test]
    fn a_mistake_is_shown_with_its_place() {
        let error = Math::new().convert(r"a + \frca{1}{2}", false).unwrap_err();
        assert!(error.contains(r#"at "\\frca{1}{2}""#), "{error}");
    }

    #[test]
    fn a_character_without_a_glyph_is_refused() {
        assert!(Math::new().convert("x = 漢", false).is_err());
    }
}
