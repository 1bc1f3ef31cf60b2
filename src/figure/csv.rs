use super::{Columns, Panel};
use std::fmt::Write;

/// The letter of panel number `index`: a, b, c ...
pub(super) fn letter(index: usize) -> char {
    char::from(b'a' + (index % 26) as u8)
}

/// The data of the panels in tidy form: one row a point. Lines and points fill `x,y`, bands and intervals
/// `x,low,high`; level and upright lines only the one they have. A number that is not finite is an empty cell.
pub(super) fn csv(panels: &[Panel]) -> String {
    let mut out = String::from("panel,series,x,y,low,high\n");
    for (index, panel) in panels.iter().enumerate() {
        for mark in &panel.marks {
            let head = format!("{},{}", letter(index), quoted(&mark.name));
            let row = |cells: [f64; 4]| {
                out.push_str(&head);
                for cell in cells {
                    out.push(',');
                    number(&mut out, cell);
                }
                out.push('\n');
            };
            Columns::from(&mark.geometry).rows().for_each(row);
        }
    }
    out
}

/// The shortest digits that read back as the same number.
fn number(out: &mut String, value: f64) {
    if !value.is_finite() {
        return;
    }
    let size = value.abs();
    // Writing to a string cannot fail.
    let _ = if size == 0.0 || (1e-4..1e15).contains(&size) { write!(out, "{value}") } else { write!(out, "{value:e}") };
}

fn quoted(name: &str) -> String {
    if name.contains([',', '"', '\n', '\r']) { format!("\"{}\"", name.replace('"', "\"\"")) } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::{Axis, Ink, Mark};

    #[test]
    fn every_point_is_a_row_and_reads_back_exactly() {
        let panel = Panel::new(Axis::linear("x"), Axis::log("y"))
            .mark(Mark::line("a,b", Ink::First, vec![(0.1 + 0.2, 1e-300), (2.0, f64::NAN)]))
            .mark(Mark::band("q", Ink::First, vec![(1e20, 0.5, 12345.0)]));
        let expected = "panel,series,x,y,low,high\n\
            a,\"a,b\",0.30000000000000004,1e-300,,\na,\"a,b\",2,,,\na,q,1e20,,0.5,12345\n";
        assert_eq!(csv(&[panel]), expected);
    }
}
