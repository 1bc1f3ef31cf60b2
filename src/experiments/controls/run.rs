use super::{Conditions, Kind, Setting};
use crate::dynamics::{Chain, Fate, FullBatch, Kernel, LabelNoise, NoiseLaw, Optimum};
use crate::experiments::eigenvalues::DRAWS;
use crate::experiments::late_slope::{Late, late_slope};
use crate::experiments::{Cell, Matrix, recorded_every};
use crate::float::ln;
use crate::network::{Dataset, Network};
use crate::random::Stream;
use crate::record::{Datum, Record};

/// The predicted fall of `lambda_2` over a window that is long enough to take its slope.
const SLOPE_FALL: f64 = 100.0;
/// A term `e^-20` of the leading one is too small to see.
const LEAD: f64 = 20.0;

/// A chain of either kind.
enum Process<'a> {
    Single(Box<Chain<'a>>),
    Full(FullBatch<'a>),
}

// [control]
/// One draw of one control: the figures' draw, changed in the one thing that the control is about.
pub fn compute(kind: Kind, cell: &Cell, setting: &Setting, root: u64) -> Record {
    let (m, d, n) = (setting.neurons, setting.dimension, setting.points);
    let path = format!("{DRAWS}/{}", cell.name.rsplit('/').next().unwrap_or_default());
    let data = setting.reading.dataset(root, &path, n, d, m);
    let mut start = setting.reading.start(root, &path, m, d);
    let mut sgd = setting.sgd();
    let applied = setting.conditions == Conditions::Applied;
    match kind {
        Kind::NoNoise if applied => sgd.law = NoiseLaw::None,
        Kind::EqualStart if applied => start.theta = start.neuron(0).repeat(m),
        Kind::Kicked if applied => {
            let kick = Stream::new(root, &format!("controls/{path}/kick")).normals(m * d);
            let equal = start.neuron(0).repeat(m);
            start.theta = equal.iter().zip(kick).map(|(entry, normal)| entry + setting.kick * normal).collect();
        }
        _ => {}
    }
    let stream = Stream::new(root, &format!("{path}/noise"));
    let mut process = if kind == Kind::FullBatch && applied {
        Process::Full(FullBatch::new(&start, &data, sgd, stream))
    } else {
        Process::Single(Box::new(Chain::new(&start, &data, sgd, stream, Kernel::chosen())))
    };
    let steps: Vec<u64> = recorded_every(2, setting.steps);
    let mut curves = [Vec::new(), Vec::new(), Vec::new()];
    for step in &steps {
        let (network, fate) = process.at(*step);
        let seen = look(&network, fate, &data, setting.reading.matrix);
        curves.iter_mut().zip(seen).for_each(|(curve, value)| curve.push(value));
    }
    let mut record = Record::new(format!("controls/{}", cell.name), cell.parameters.clone(), root);
    measure(&mut record, kind, &steps, &curves, &Optimum::new(&data, setting.reading.phi(), m), setting.sgd());
    record.series("step", "", steps.iter().copied().map(Datum::from).collect(), "step", "steps made");
    for (k, values) in (1..=3).zip(curves) {
        record.series(&format!("lambda_{k}"), "step", values, "1", &format!("eigenvalue {k} of the matrix looked at"));
    }
    record
}
// [/control]

impl Process<'_> {
    fn at(&mut self, step: u64) -> (Network, Fate) {
        match self {
            Self::Single(chain) => {
                chain.advance_to(step);
                (chain.network(), chain.fate())
            }
            Self::Full(chain) => {
                chain.advance_to(step);
                (chain.network().clone(), chain.fate())
            }
        }
    }
}

fn look(network: &Network, fate: Fate, data: &Dataset, matrix: Matrix) -> [Datum; 3] {
    if matches!(fate, Fate::Diverged { .. }) {
        return [const { Datum::Diverged }; 3];
    }
    matrix.three(network, data)
}

/// What the control is judged by, and what theory says of it.
fn measure(
    record: &mut Record,
    kind: Kind,
    steps: &[u64],
    [largest, second, _]: &[Vec<Datum>; 3],
    optimum: &Optimum,
    sgd: LabelNoise,
) {
    let exponents = match kind {
        Kind::FullBatch => optimum.full_batch(sgd),
        _ => optimum.finite_step(sgd),
    };
    let predicted = exponents.as_ref().and_then(crate::dynamics::Exponents::slope_2);
    let late = exponents.as_ref().zip(predicted).map(|(exponents, predicted)| {
        let steps: Vec<f64> = steps.iter().map(|step| *step as f64).collect();
        let from = exponents.lead_2().map_or(f64::INFINITY, |lead| LEAD / lead);
        late_slope(&steps, second, largest, from, predicted, ln(SLOPE_FALL))
    });
    let slope = late.and_then(Late::slope);
    let most = |values: &[Datum]| values.iter().max_by(|a, b| a.order(b)).cloned().unwrap_or(Datum::Absent);
    let ratios: Vec<Datum> = (second.iter().zip(largest))
        .map(|(small, large)| match (small, large) {
            (Datum::Number(small), Datum::Number(large)) => Datum::number(small / large),
            _ => small.clone(),
        })
        .collect();
    let middle = steps.iter().position(|step| 2 * step >= steps[steps.len() - 1]).unwrap_or_default();
    let change = match (&second[middle], &second[second.len() - 1]) {
        (Datum::Number(middle), Datum::Number(end)) => Datum::number((end / middle - 1.0).abs()),
        (_, end) => end.clone(),
    };
    let over = match (late, predicted) {
        (Some(Late::Measured(slope)), Some(predicted)) => Datum::number(slope.value / predicted),
        (None | Some(Late::TooShort), _) => Datum::Absent,
        (Some(late), _) => Datum::text(late.word()),
    };
    let value = match kind {
        Kind::NoNoise => change,
        Kind::FullBatch | Kind::Kicked => over,
        Kind::EqualStart => most(second),
    };
    record.scalar("value", value, "1", kind.measure());
    record.scalar("largest_ratio", most(&ratios), "1", "largest lambda_2 / lambda_1 of any recorded step");
    record.scalar("predicted", Datum::optional(predicted), "1/step", "predicted slope of ln lambda_2");
    record.scalar(
        "measured",
        Datum::optional(slope.map(|slope| slope.value)),
        "1/step",
        "measured late slope of ln lambda_2",
    );
    let ordinary = optimum.finite_step(sgd).as_ref().and_then(crate::dynamics::Exponents::slope_2);
    record.scalar("ordinary", Datum::optional(ordinary), "1/step", "predicted slope of ln lambda_2 for single samples");
}
