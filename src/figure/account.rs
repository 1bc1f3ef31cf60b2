use super::csv::letter;
use super::markup::{Level, parse};
use super::{Columns, Geometry, Mark, Panel, Scale};
use std::fmt::Write as _;

/// What the panels show, in words and from the data alone: where lines start and end and where they turn, how far points
/// reach; of the marks that bear a label, and where no line and no points do, of all of these.
pub(super) fn account(panels: &[Panel]) -> String {
    let told = panels.iter().enumerate().filter_map(|(index, panel)| {
        let guide = |mark: &Mark| !matches!(mark.geometry, Geometry::Line { .. } | Geometry::Points { .. });
        let labelled = panel.marks.iter().any(|mark| !guide(mark) && mark.label.is_some());
        let marks = panel.marks.iter().filter(|mark| mark.label.is_some() || !labelled && !guide(mark));
        let marks: Vec<String> = marks.filter_map(|mark| told(mark, panel)).collect();
        let title = panel.title.as_deref().map_or_else(String::new, |title| format!(" ({})", plain(title)));
        let head = if panels.len() > 1 { format!("Panel {}{title}, ", letter(index)) } else { String::new() };
        let words = format!("{head}{} over {}: {}.", plain(&panel.y.label), plain(&panel.x.label), marks.join("; "));
        (!marks.is_empty()).then(|| capital(&words))
    });
    told.collect::<Vec<_>>().join(" ")
}

fn told(mark: &Mark, panel: &Panel) -> Option<String> {
    let columns = Columns::from(&mark.geometry);
    let words = match &mark.geometry {
        Geometry::Line { .. } => line(&seen(columns.x?, columns.y?), panel.y.scale)?,
        Geometry::Band { .. } => {
            let x = columns.x?;
            let (low, high, last) = (columns.low?, columns.high?, x.len().checked_sub(1)?);
            let at = |row: usize| format!("{} up to {} at {}", number(low[row]), number(high[row]), number(x[row]));
            format!("from {} to {}", at(0), at(last))
        }
        Geometry::Points { .. } => points(&seen(columns.x?, columns.y?))?,
        Geometry::Level { at, .. } => format!("level at {}", number(*at)),
        Geometry::Upright { at, .. } => format!("upright at {}", number(*at)),
        Geometry::Intervals { .. } | Geometry::Segment { .. } => return None,
    };
    let name = mark.label.as_ref().map_or_else(|| mark.name.clone(), |label| plain(&label.text));
    Some(format!("{name} {words}"))
}

fn seen(x: Vec<f64>, y: Vec<f64>) -> Vec<(f64, f64)> {
    x.into_iter().zip(y).filter(|(x, y)| x.is_finite() && y.is_finite()).collect()
}

/// Start and end, the greatest and the least value if they lie between, and on a logarithmic axis the first value below a
/// hundredth.
fn line(points: &[(f64, f64)], scale: Scale) -> Option<String> {
    let (&(x, first), &(end, last)) = (points.first()?, points.last()?);
    let mut words = format!("from {} at {} to {} at {}", number(first), number(x), number(last), number(end));
    let extreme = |sign: f64| points.iter().copied().max_by(|a, b| (sign * a.1).total_cmp(&(sign * b.1)));
    for (word, found) in [("greatest", extreme(1.0)?), ("least", extreme(-1.0)?)] {
        let beyond = found.1 > first.max(last) || found.1 < first.min(last);
        // Not where two digits cannot tell it from an end.
        if beyond && ![first, last].map(number).contains(&number(found.1)) {
            // Writing to a string cannot fail.
            let _ = write!(words, ", {word} {} at {}", number(found.1), number(found.0));
        }
    }
    let below = points.iter().find(|(_, y)| *y < 1e-2).filter(|_| scale == Scale::Log && first >= 1e-2);
    Some(words + &below.map_or_else(String::new, |(x, _)| format!(", first below a hundredth at {}", number(*x))))
}

fn points(points: &[(f64, f64)]) -> Option<String> {
    let reach = |values: &dyn Fn(&(f64, f64)) -> f64| {
        let (low, high) = points
            .iter()
            .map(values)
            .fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)));
        format!("{} to {}", number(low), number(high))
    };
    points.first()?;
    let count = if points.len() == 1 { "1 point".to_owned() } else { format!("{} points", points.len()) };
    Some(format!("{count}, across {}, up {}", reach(&|point| point.0), reach(&|point| point.1)))
}

/// A number to two digits; a whole one in full.
fn number(value: f64) -> String {
    let size = value.abs();
    match size {
        f64::MAX => "beyond the finite numbers".into(),
        _ if value.fract() == 0.0 && size < 1e15 => format!("{value}"),
        1e-2..1e3 => format!("{value:.2}"),
        _ => format!("{value:.1e}"),
    }
}

/// Markup as plain text.
fn plain(markup: &str) -> String {
    let word = |run: super::markup::Run| if run.level == Level::Super { format!("^{}", run.text) } else { run.text };
    parse(markup).into_iter().map(word).collect()
}

/// With a capital letter at its head; a symbol stays as it is.
fn capital(text: &str) -> String {
    let head: String = text.chars().take(1).map(|first| first.to_ascii_uppercase()).collect();
    head + &text.chars().skip(1).collect::<String>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::{Axis, Ink};

    fn told_of(mark: Mark, y: Axis) -> String {
        account(&[Panel::new(Axis::linear("step *k*"), y).mark(mark)])
    }

    #[test]
    fn a_line_is_told_by_start_end_turning_points_and_the_fall_below_a_hundredth() {
        let points = vec![(0.0, 0.5), (10.0, 2.5), (20.0, 0.005), (30.0, f64::NAN), (40.0, 1e-7), (50.0, 3e-7)];
        let line = Mark::line("l", Ink::First, points).label("*λ*_2");
        assert_eq!(
            told_of(line.clone(), Axis::log("eigenvalue")),
            "Eigenvalue over step k: λ2 from 0.50 at 0 to 3.0e-7 at 50, greatest 2.50 at 10, least 1.0e-7 at 40, first \
             below a hundredth at 20."
        );
        assert!(!told_of(line, Axis::linear("eigenvalue")).contains("hundredth"));
    }

    #[test]
    fn a_line_that_only_falls_has_no_turning_point() {
        let told = told_of(Mark::line("l", Ink::First, vec![(0.0, 3.0), (1.0, 2.0), (2.0, 1.0)]), Axis::log("y"));
        assert_eq!(told, "Y over step k: l from 3 at 0 to 1 at 2.");
    }

    #[test]
    fn points_are_told_by_their_number_and_reach_and_a_band_by_its_ends() {
        let points = Mark::points("p", Ink::First, vec![(1.0, 5.0), (3.0, 4.0), (f64::NAN, 9.0)]);
        assert!(told_of(points, Axis::linear("y")).ends_with("p 2 points, across 1 to 3, up 4 to 5."));
        let band = Mark::band("b", Ink::First, vec![(0.0, 0.5, 1.0), (9.0, 0.0, f64::MAX)]).label("b");
        let told = told_of(band, Axis::log("y"));
        assert!(told.ends_with("b from 0.50 up to 1 at 0 to 0 up to beyond the finite numbers at 9."), "{told}");
    }

    #[test]
    fn nothing_is_told_where_nothing_is() {
        for mark in [
            Mark::line("l", Ink::First, vec![]),
            Mark::band("b", Ink::First, vec![]),
            Mark::points("p", Ink::First, vec![]),
        ] {
            assert_eq!(told_of(mark, Axis::linear("y")), "");
        }
    }
}
