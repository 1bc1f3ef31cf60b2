use crate::experiments::figures::{line, number};
use crate::figure::{Axis, Chart, Figure, Ink, Mark, Panel, Place, Shape};
use crate::record::Record;

/// The draws that fall far, and all of them.
pub fn figures(record: &Record, variants: &[Record]) -> Vec<Figure> {
    let limit = variants.iter().find(|variant| variant.experiment.ends_with("/limit-flow"));
    vec![shown(record, limit), all(record, limit)]
}

/// Chain and flows over ten orders of magnitude, a panel a draw.
fn shown(record: &Record, limit: Option<&Record>) -> Figure {
    let places = (0..4).filter(|place| record.scalars.contains_key(&format!("shown_{place}.draw")));
    let description = format!(
        "Logarithmic ordinates. Of {} draws whose second eigenvalue falls ten orders of magnitude, the first four; the finite-step flow ends at {} times the chain in the median, the limit flow at {} times.",
        number(record, "deep"),
        number(record, "end_2.median"),
        limit.map_or("an unknown number of".into(), |limit| number(limit, "end_2.median")),
    );
    let mut chart = Chart::new("trajectories-shown", "Label noise SGD and the flows, from one landing", description)
        .columns(2)
        .row_height(330);
    for (index, place) in places.enumerate() {
        let draw = number(record, &format!("shown_{place}.draw"));
        let curve = |record: &Record, who: &str, k: u8| line(record, &format!("shown_{place}.{who}.lambda_{k}"));
        let limit = limit.filter(|limit| {
            limit.number(&format!("shown_{place}.draw")) == record.number(&format!("shown_{place}.draw"))
        });
        let mut panel =
            Panel::new(Axis::linear("step *k*"), Axis::log("eigenvalue of Θ^{⊤}Θ")).titled(format!("draw {draw}"));
        for (k, ink, shape) in [(2, Ink::Second, Shape::Disc), (3, Ink::Third, Shape::Diamond)] {
            // Marks are the same in every panel; the first one says what they are.
            let told = |mark: Mark, text: String| if index == 0 { mark.label(text).place(Place::Key) } else { mark };
            let seen = Mark::points(format!("chain: lambda_{k}"), ink, curve(record, "chain", k)).shape(shape);
            panel = panel.mark(told(seen, format!("*λ*_{k}, SGD")));
            if let Some(limit) = limit {
                let points = curve(limit, "flow", k);
                let mark = Mark::line(format!("limit flow: lambda_{k}"), Ink::Alternative, points).dashed();
                panel = panel.mark(if k == 2 { told(mark, "limit flow".into()) } else { mark });
            }
            let points = curve(record, "flow", k);
            let mark = Mark::line(format!("finite-step flow: lambda_{k}"), Ink::Prediction, points);
            panel = panel.mark(if k == 2 { told(mark, "finite-step flow".into()) } else { mark });
        }
        chart = chart.panel(panel);
    }
    chart.accounted().draw()
}

/// All draws: how far apart chain and flow ever are, and the steps that each needs.
fn all(record: &Record, limit: Option<&Record>) -> Figure {
    let column = |record: &Record, name: &str| -> Vec<f64> {
        let values = record.tables.get("draws").map_or(&[][..], |table| table.column(name));
        values.iter().map(|value| value.as_number().unwrap_or(f64::NAN)).collect()
    };
    let pairs =
        |record: &Record, x: &str, y: &str| column(record, x).into_iter().zip(column(record, y)).collect::<Vec<_>>();
    let steps = |record: &Record| pairs(record, "needed_flow", "needed_chain");
    let mut needed = Panel::new(
        Axis::log("million-fold fall by the flow").unit("steps"),
        Axis::log("million-fold fall by SGD").unit("steps"),
    )
    .mark(Mark::segment("equal", Ink::Muted, (1e3, 1e3), (1e9, 1e9)));
    let mut apart = Panel::new(
        Axis::log("fall of *λ*_2").range(1.0, 1e25),
        Axis::log("largest factor between SGD and flow").range(1.0, 1e4),
    );
    if let Some(limit) = limit {
        needed = needed.mark(
            Mark::points("limit flow: steps", Ink::Alternative, steps(limit))
                .shape(Shape::Triangle)
                .label("limit flow"),
        );
        apart = apart.mark(
            Mark::points("limit flow: lambda_2", Ink::Alternative, pairs(limit, "fall", "apart_2"))
                .shape(Shape::Triangle)
                .label("*λ*_2, limit flow"),
        );
    }
    let needed =
        needed.mark(Mark::points("finite-step flow: steps", Ink::Second, steps(record)).label("finite-step flow"));
    let apart = apart
        .mark(
            Mark::points("finite-step flow: lambda_2", Ink::Second, pairs(record, "fall", "apart_2"))
                .label("*λ*_2, finite-step flow"),
        )
        .mark(
            Mark::points("finite-step flow: lambda_3", Ink::Third, pairs(record, "fall", "apart_3"))
                .shape(Shape::Diamond)
                .label("*λ*_3, finite-step flow"),
        );
    let description = format!(
        "Logarithmic axes. In {} of {} draws compared chain and flow stay within 5 % in the second and 10 % in the third eigenvalue.",
        number(record, "near"),
        number(record, "followed"),
    );
    Chart::new("trajectories-all", "All draws against the flows", description)
        .panel(apart)
        .panel(needed)
        .columns(2)
        .row_height(360)
        .accounted()
        .draw()
}
