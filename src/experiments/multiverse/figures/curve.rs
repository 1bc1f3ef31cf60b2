use crate::experiments::Reading;
use crate::experiments::eigenvalues::STATED;
use crate::experiments::multiverse::choices::{CHOICES, all, picks};
use crate::figure::{Axis, Chart, Figure, Ink, Mark, Panel, Place, Shape, Side, Weight};
use crate::record::{Datum, Record, Table};

/// Where a median that has diverged is drawn, above every ratio.
const CEILING: f64 = 1e2;

/// A specification curve: the readings in the order of what they come to, and below each its choices.
pub fn curve(record: &Record, figure: usize) -> Figure {
    let (id, learning_rate, sigma) = STATED[figure];
    let empty = Table::new("");
    let table = record.tables.get("readings").unwrap_or(&empty);
    let column = |name: &str| table.column(&format!("{id}.{name}"));
    let (median, least, most) = (column("median"), column("least"), column("most"));
    let count = [median.len(), least.len(), most.len(), all().len()].into_iter().fold(usize::MAX, usize::min);
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|a, b| median[*a].order(&median[*b]).then(most[*a].order(&most[*b])).then(a.cmp(b)));
    // Zero is drawn at the foot, somewhat below the least median that is a number.
    let least_median = median.iter().filter_map(Datum::as_number).filter(|value| *value > 0.0).fold(1e-3, f64::min);
    let floor = (least_median / 1e3).max(1e-26);
    let height = |value: &Datum| match value {
        Datum::Number(value) => value.clamp(floor, CEILING),
        Datum::Diverged => CEILING,
        _ => floor,
    };
    let at = |wanted: fn(&Datum) -> bool| -> Vec<(f64, f64)> {
        let places = order.iter().enumerate();
        places.filter(|(_, row)| wanted(&median[**row])).map(|(at, row)| (at as f64, height(&median[*row]))).collect()
    };
    let low = |datum: &Datum| datum.order(&Datum::Number(1e-2)).is_lt();
    let high = |datum: &Datum| datum.as_number().is_some_and(|value| value >= 1e-2);
    let quartiles = order.iter().enumerate().map(|(at, row)| (at as f64, height(&least[*row]), height(&most[*row])));
    let mut upper = Panel::new(
        Axis::linear("").range(-1.0, order.len() as f64),
        Axis::log("λ_2 / λ_1 at the end").range(floor, 1e4),
    )
    .mark(Mark::band("quartiles", Ink::Muted, quartiles.collect()).light().label("quartiles over draws"))
    .mark(points("below a hundredth", Ink::Third, at(low), Shape::Disc))
    .mark(points("on the way", Ink::First, at(high), Shape::Ring))
    .mark(points("diverged", Ink::Second, at(|datum| *datum == Datum::Diverged), Shape::Cross))
    .mark(Mark::level("a hundredth", Ink::Muted, 1e-2).dotted());
    let mut lower = choices(&order);
    let place = |reading: &Reading| {
        let row = picks(reading).and_then(|picks| all().iter().position(|other| *other == picks))?;
        order.iter().position(|other| *other == row)
    };
    let (reference, literal) = (place(&Reading::REFERENCE), place(&Reading::LITERAL));
    for (name, at, other) in [("reference", reference, literal), ("literal", literal, reference)] {
        if let Some(at) = at {
            let mark = Mark::upright(name, Ink::Text, at as f64).dashed();
            lower = lower.mark(mark.clone());
            // Away from one another.
            let side = if other.is_some_and(|other| other < at) { Side::Right } else { Side::Left };
            upper = upper.mark(mark.label(name).place(Place::At(at as f64, side)));
        }
    }
    let counted = |wanted: fn(&Datum) -> bool| median.iter().filter(|datum| wanted(datum)).count();
    let description = format!(
        "Learning rate {learning_rate}, sigma {sigma}. Of {} readings, sorted by the median over draws of the ratio of the second to the first eigenvalue at the end, {} end below a hundredth, {} are on the way and {} diverge. Below the curve, a mark in the row of an option says that the reading has it.",
        order.len(),
        counted(low),
        counted(high),
        counted(|datum| *datum == Datum::Diverged),
    );
    let name = id.replace('_', "-");
    Chart::new(
        format!("multiverse-{name}"),
        format!("Every reading: learning rate {learning_rate}, sigma {sigma}"),
        description,
    )
    .panel(upper)
    .panel(lower)
    .row_height(470)
    .draw()
}

fn points(name: &str, ink: Ink, points: Vec<(f64, f64)>, shape: Shape) -> Mark {
    Mark::points(name, ink, points).shape(shape).label(name)
}

/// A row for each option, with a stroke under every reading that has it.
fn choices(order: &[usize]) -> Panel {
    let readings = all();
    let mut names = Vec::new();
    let mut marks = Vec::new();
    // The first choice stands at the top.
    for (at, choice) in CHOICES.iter().enumerate().rev() {
        for (option, (word, title)) in choice.options.iter().enumerate().rev() {
            let height = names.len() as f64;
            let mut strokes = Vec::new();
            let has = |place: usize| readings[order[place]][at] == option;
            for place in (0..order.len()).filter(|place| has(*place)) {
                // Neighbours are one stroke.
                if place == 0 || !has(place - 1) {
                    strokes.push((place as f64 - 0.4, height));
                }
                if place + 1 == order.len() || !has(place + 1) {
                    strokes.extend([(place as f64 + 0.4, height), (f64::NAN, f64::NAN)]);
                }
            }
            let ink = [Ink::First, Ink::Second, Ink::Third, Ink::Fourth][at % 4];
            marks.push(Mark::line(format!("{}: {word}", choice.name), ink, strokes).weight(Weight::Heavy));
            names.push(if choice.name == "start" { format!("start {title}") } else { (*title).to_owned() });
        }
    }
    let x = Axis::linear("readings, in the order of what they come to").range(-1.0, order.len() as f64);
    Panel::new(x, Axis::named("", names)).marks(marks)
}
