use super::setting::Setting;
use crate::experiments::Matrix;
use crate::experiments::late_slope::{Late, late_slope};
use crate::experiments::quantile::quantile;
use crate::float::ln;
use crate::record::{Datum, Record};

/// The fall that decides.
pub const FALL: f64 = 1e6;
/// A ratio of eigenvalues that a plot with a linear axis shows as nothing.
pub const VISIBLE: f64 = 1e-2;
/// The predicted fall of an eigenvalue over a window that is long enough to take its slope.
const SLOPE_FALL: f64 = 100.0;

/// The columns of the table of draws: name, unit, description.
pub const ROWS: &[(&str, &str, &str)] = &[
    ("draw", "1", "number of the draw"),
    ("outcome", "1", "rank-one, merged-exactly, on-the-way or diverged-at"),
    ("outcome_step", "step", "step from which the chain is merged or diverged"),
    ("last_finite_loss", "1", "training loss where it was last recorded as a finite number"),
    ("stability", "1", "largest c eta |x_i|^2 sum_j phi'^2 at the optimum; 2 is critical"),
    ("mu", "1", "smallest squared singular value of X"),
    ("predicted_steps", "step", "steps to a million-fold fall of lambda_2 by the finite-step theory"),
    (
        "needed_steps",
        "step",
        "first recorded step from which on lambda_2 is below a millionth of what it was at step 0",
    ),
    ("due", "1", "yes where predicted_steps are made by the end and stability is below 2"),
    ("ratio_2", "1", "lambda_2 / lambda_1 at the end"),
    ("ratio_3", "1", "lambda_3 / lambda_1 at the end"),
    ("excess", "1", "F / F* - 1 at the end, on the zero-loss manifold"),
    ("excess_fall", "1", "F / F* - 1 at the end over that where the zero-loss manifold was reached"),
    ("spread_fall", "1", "largest distance of a pre-activation from its mean over neurons, likewise"),
    ("finite_step_2", "1/step", "slope of ln lambda_2 by the finite-step theory"),
    ("finite_step_3", "1/step", "slope of ln lambda_3 by the finite-step theory"),
    ("limit_flow_2", "1/step", "slope of ln lambda_2 by the limit flow"),
    ("limit_flow_3", "1/step", "slope of ln lambda_3 by the limit flow"),
    (
        "late_2",
        "1",
        "whether a late slope of ln lambda_2 was measured; too-short, stalled, not-finite or below-rounding if not",
    ),
    ("measured_2", "1/step", "measured late slope of ln lambda_2"),
    ("error_2", "1/step", "its standard error"),
    (
        "late_3",
        "1",
        "whether a late slope of ln lambda_3 was measured; too-short, stalled, not-finite or below-rounding if not",
    ),
    ("measured_3", "1/step", "measured late slope of ln lambda_3"),
    ("error_3", "1/step", "its standard error"),
];

/// A draw as the ensemble sees it.
pub struct Outcome {
    /// `lambda_2 / lambda_1`, at every recorded step.
    pub ratio_2: Vec<Datum>,
    /// `lambda_3 / lambda_1`, likewise.
    pub ratio_3: Vec<Datum>,
    /// `F / F* - 1` on the zero-loss manifold, likewise.
    pub excess: Vec<Datum>,
    /// Its row of the table, in the order of [`ROWS`].
    pub row: Vec<Datum>,
    /// First and last step of the windows that the late slopes of `lambda_2` and `lambda_3` were taken from.
    pub windows: [[Datum; 2]; 2],
    /// Median over the second half of the largest distance of a pre-activation from its limit, and the width predicted.
    pub hovering: [Datum; 2],
}

/// What became of a draw.
pub fn outcome(cell: &Record, setting: &Setting) -> Outcome {
    let scalar = |name: &str| cell.scalars.get(name).map_or(Datum::Absent, |scalar| scalar.value.clone());
    let largest = cell.values("lambda_1");
    let ratio = |name| {
        let pairs = cell.values(name).iter().zip(largest);
        pairs.map(|(small, large)| over(small, large.as_number())).collect::<Vec<Datum>>()
    };
    let (ratio_2, ratio_3) = (ratio("lambda_2"), ratio("lambda_3"));
    let least = cell.number("least_sharpness");
    let excess: Vec<Datum> = (cell.values("sharpness_on_manifold").iter())
        .map(|sharpness| over(sharpness, least))
        .map(|share| share.as_number().map_or(share, |share| Datum::number(share - 1.0)))
        .collect();
    let last = |curve: &[Datum]| curve.last().cloned().unwrap_or(Datum::Absent);
    let (end_2, end_3) = (last(&ratio_2), last(&ratio_3));

    // With fewer points than dimensions the neurons never agree off the span of the data: only their features can.
    let foretold = setting.points >= setting.dimension || setting.reading.matrix == Matrix::Features;
    let slope = |k: usize| cell.number(&format!("finite_step.slope_{k}")).filter(|_| foretold);
    let predicted_steps = slope(2).filter(|slope| *slope < 0.0).map(|slope| -ln(FALL) / slope);
    let stable = cell.number("stability").is_some_and(|stability| stability < 2.0);
    let due = stable && predicted_steps.is_some_and(|steps| steps <= setting.steps as f64);
    let fallen = |ratio: &Datum| ratio.order(&Datum::Number(1.0 / FALL)).is_lt();
    let outcome = match scalar("fate").as_text() {
        Some("running") if fallen(&end_2) && fallen(&end_3) => Datum::text("rank-one"),
        Some("running") => Datum::text("on-the-way"),
        _ => scalar("fate"),
    };
    let step: Vec<f64> = cell.values("step").iter().filter_map(Datum::as_number).collect();
    let half = setting.steps as f64 / 2.0;
    let late = step.iter().zip(cell.values("distance")).filter(|(step, _)| **step >= half);
    let distance: Vec<Datum> = late.map(|(_, distance)| distance.clone()).collect();
    let mut row = vec![
        Datum::optional(cell.experiment.rsplit('-').next().and_then(|draw| draw.parse().ok())),
        outcome,
        scalar("fate_step"),
        if scalar("fate").as_text() == Some("diverged-at") { scalar("last_finite_loss") } else { Datum::Absent },
        scalar("stability"),
        scalar("mu"),
        Datum::optional(predicted_steps),
        needed_steps(&step, cell.values("lambda_2")),
        Datum::text(if due { "yes" } else { "no" }),
        end_2,
        end_3,
        last(&excess),
        over(&scalar("excess.end"), cell.number("excess.landing")),
        over(&scalar("spread.end"), cell.number("spread.landing")),
    ];
    for theory in ["finite_step", "limit_flow"] {
        row.extend([2, 3].map(|k| scalar(&format!("{theory}.slope_{k}"))));
    }
    let windows = [2, 3].map(|k| {
        let theory = cell.number(&format!("late_{k}")).zip(slope(k));
        let late = theory.map_or(Late::TooShort, |(from, predicted)| {
            let lambda = cell.values(&format!("lambda_{k}"));
            late_slope(&step, lambda, largest, from, predicted, ln(SLOPE_FALL))
        });
        let measured = late.slope();
        row.extend([
            Datum::text(late.word()),
            Datum::optional(measured.map(|slope| slope.value)),
            Datum::optional(measured.map(|slope| slope.error)),
        ]);
        [measured.map(|slope| step[slope.first]), measured.map(|slope| step[slope.last])].map(Datum::optional)
    });
    let hovering = [quantile(&distance, 0.5), scalar("hovering")];
    Outcome { ratio_2, ratio_3, excess, row, windows, hovering }
}

/// The first recorded step from which on `lambda_2` has fallen as far as decides: a dip does not count, nor a fall that
/// ends in divergence.
fn needed_steps(step: &[f64], lambda_2: &[Datum]) -> Datum {
    let start = lambda_2.first().and_then(Datum::as_number);
    let fallen = start.and_then(|start| {
        let bound = Datum::Number(start / FALL);
        let above = lambda_2.iter().rposition(|value| value.order(&bound).is_gt());
        step.get(above.map_or(0, |above| above + 1)).copied()
    });
    Datum::optional(fallen)
}

/// `value / by`; what is no number stays what it is.
fn over(value: &Datum, by: Option<f64>) -> Datum {
    match (value, by) {
        (Datum::Number(value), Some(by)) => Datum::number(value / by),
        (Datum::Number(_), None) => Datum::Absent,
        _ => value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_steps_needed_are_those_after_which_it_stays_down() {
        let needed = |values: &[Datum]| needed_steps(&[0.0, 10.0, 20.0, 30.0], values);
        let [one, low, lower] = [1.0, 1e-7, 1e-9].map(Datum::Number);
        assert_eq!(needed(&[one.clone(), low.clone(), lower.clone(), lower.clone()]), Datum::Number(10.0));
        assert_eq!(needed(&[one.clone(), low.clone(), one.clone(), Datum::Merged]), Datum::Number(30.0));
        assert_eq!(needed(&[one.clone(), low.clone(), low.clone(), one.clone()]), Datum::Absent);
        assert_eq!(needed(&[one, low.clone(), low, Datum::Diverged]), Datum::Absent);
    }
}
