use super::Ink;
use super::metrics::SCRIPT;
use super::pen::Role;
use std::fmt::Write;

/// The paper figures are meant for: light and dark.
const PAPER: (u32, u32) = (0xff_ff_ff, 0x14_16_1a);

/// The CSS rules of figures: inks as custom properties (`--fig-first` ...) in light, dark and print, and the classes
/// that use them. A page puts them in its own style sheet, once; a stand-alone file carries them. A page that lets its
/// reader choose sets `data-theme` to `light` or `dark` on its root element.
pub fn stylesheet() -> String {
    let properties = |paper: u32, color: fn(Ink) -> u32| {
        let mut list = format!("--fig-paper:#{paper:06x};");
        for ink in Ink::ALL {
            // Writing to a string cannot fail.
            let _ = write!(list, "--fig-{}:#{:06x};", ink.name(), color(ink));
        }
        list
    };
    let dark = properties(PAPER.1, Ink::dark);
    let mut css = format!(":root{{{}}}\n", properties(PAPER.0, Ink::light));
    // Within `screen`, so that paper stays light in print whatever the screen shows.
    css.push_str("@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){");
    css.push_str(&dark);
    css.push_str("}}\n@media screen{:root[data-theme=dark]{");
    css.push_str(&dark);
    css.push_str("}}\n@media print{.fig{print-color-adjust:exact;break-inside:avoid}}\n");
    for ink in Ink::ALL {
        // The plain colour first: some viewers know no custom properties.
        let _ = writeln!(css, ".fig-{0}{{color:#{1:06x};color:var(--fig-{0})}}", ink.name(), ink.light());
    }
    css.push_str(RULES);
    let _ = writeln!(css, ".fig-script{{font-size:{SCRIPT}em}}");
    for role in [Role::Tick, Role::Heading, Role::Label, Role::Title, Role::Letter] {
        let _ = writeln!(css, ".{}{{font-size:{}px}}", role.class(), role.size());
    }
    css
}

const RULES: &str = "\
.fig{max-width:100%;height:auto;font-family:\"Helvetica Neue\",Helvetica,Arial,\"Liberation Sans\",system-ui,sans-serif}
.fig path{fill:none;stroke-linejoin:round;stroke-linecap:round}
.fig text{fill:currentColor}
.fig .fig-thin{stroke:currentColor;stroke-width:1.2}
.fig .fig-line{stroke:currentColor;stroke-width:2.2}
.fig .fig-heavy{stroke:currentColor;stroke-width:3.2}
.fig .fig-dashed{stroke-dasharray:7 5;stroke-linecap:butt}
.fig .fig-dotted{stroke-dasharray:.1 5}
.fig .fig-band{fill:currentColor;fill-opacity:.3}
.fig .fig-light-band{fill:currentColor;fill-opacity:.14}
.fig .fig-dot{fill:currentColor;fill-opacity:.85}
.fig .fig-disc{stroke:currentColor;stroke-width:8;stroke-opacity:.85}
.fig .fig-ring,.fig .fig-cross{stroke:currentColor;stroke-width:1.8}
.fig .fig-rule{stroke:currentColor;stroke-width:1;stroke-linecap:butt}
.fig .fig-axis{stroke:currentColor;stroke-width:1;stroke-linecap:square;stroke-linejoin:miter}
.fig .fig-leader{stroke:currentColor;stroke-width:1}
.fig-letter{font-weight:700}
.fig-title{font-weight:600}
.fig-italic{font-style:italic}
@supports (paint-order:stroke){.fig .fig-label{paint-order:stroke;stroke:var(--fig-paper);stroke-width:4px;stroke-linejoin:round}}
";

#[cfg(test)]
mod tests {
    use super::*;

    /// Contrast by WCAG 2.
    fn contrast(a: u32, b: u32) -> f64 {
        let luminance = |color: u32| {
            let channel = |shift: u32| {
                let share = f64::from(color >> shift & 0xff) / 255.0;
                if share <= 0.04045 { share / 12.92 } else { libm::pow((share + 0.055) / 1.055, 2.4) }
            };
            0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
        };
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_ink_but_the_grid_can_be_read_on_light_and_on_dark_paper() {
        for ink in Ink::ALL.into_iter().filter(|&ink| ink != Ink::Grid) {
            assert!(contrast(ink.light(), PAPER.0) >= 4.5, "{ink:?} on light: {}", contrast(ink.light(), PAPER.0));
            assert!(contrast(ink.dark(), PAPER.1) >= 4.5, "{ink:?} on dark: {}", contrast(ink.dark(), PAPER.1));
        }
    }

    #[test]
    fn every_class_carries_the_prefix() {
        let css = stylesheet();
        let classes = css
            .split(|c: char| !(c.is_alphanumeric() || "-_.".contains(c)))
            .filter(|word| word.starts_with('.') && word.chars().nth(1).is_some_and(char::is_alphabetic));
        let classes: Vec<&str> = classes.collect();
        assert!(classes.len() > 20 && classes.iter().all(|class| class.starts_with(".fig")), "{classes:?}");
    }
}
