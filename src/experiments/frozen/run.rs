use super::{STARTS, Setting};
use crate::dynamics::{Batch, DecayingChain, Ensemble, Fate, Kernel, Optimum, Start};
use crate::experiments::ground::Shape;
use crate::experiments::{Cell, Matrix, recorded_every};
use crate::network::{Dataset, Network, Span, dot};
use crate::random::Stream;
use crate::record::{Datum, Record};

/// What is recorded along a run: name and description; both without unit, along `step`.
pub const CURVES: [(&str, &str); 2] = [
    ("neurons", "second singular value of Theta over the first"),
    ("features", "second singular value of Theta X^T over the first"),
];

/// Runs of a batch that take their steps together.
enum Runs<'a> {
    Plain(Ensemble<'a>),
    Decaying(Vec<DecayingChain<'a>>),
}

// [frozen]
/// Some draws of one shape, side by side, each from a start anywhere and from its projection onto the span of the data.
pub fn compute(shape: Shape, cells: &[(Shape, Cell)], setting: &Setting, root: u64) -> Vec<Record> {
    let Shape { m, d, n } = shape;
    let reading = setting.reading();
    let paths: Vec<String> = cells.iter().map(|(_, cell)| format!("frozen/{}", cell.name)).collect();
    let data: Vec<Dataset> = paths.iter().map(|path| reading.dataset(root, path, n, d, m)).collect();
    let spans: Vec<Span> = data.iter().map(Span::new).collect();
    let of = |run: usize| run / STARTS.len();
    let starts: Vec<Network> = (0..cells.len() * STARTS.len())
        .map(|run| {
            let keep = setting.keeps()[run % STARTS.len()];
            spans[of(run)].keep(&reading.start(root, &paths[of(run)], m, d), keep)
        })
        .collect();
    let noise = |run: usize| Stream::new(root, &format!("{}/noise", paths[of(run)]));
    let mut runs = Runs::new(&starts, |run| (&data[of(run)], noise(run)), setting);
    let steps = recorded_every(24, setting.steps);
    let mut seen: Vec<Seen> = starts.iter().zip(0..).map(|(start, run)| Seen::new(start, &spans[of(run)])).collect();
    for step in &steps {
        runs.advance_to(*step);
        for (run, seen) in seen.iter_mut().enumerate() {
            match runs.at(run) {
                (_, Fate::Diverged { .. }) => seen.diverged(),
                (network, _) => seen.look(&network, &data[of(run)], &spans[of(run)]),
            }
        }
    }
    let one = |(at, path): (usize, &String)| {
        let mut record = Record::new(path.clone(), cells[at].1.parameters.clone(), root);
        record.series("step", "", steps.iter().copied().map(Datum::from).collect(), "step", "steps of SGD made");
        let optimum = Optimum::new(&data[at], reading.phi(), m);
        let slope = optimum.finite_step(setting.sgd()).and_then(|exponents| exponents.slope_2());
        let what = "predicted slope of ln lambda_2 of the features";
        record.scalar("slope", Datum::optional(slope), "1/step", what);
        let what = "largest c eta |x_i|^2 sum_j phi'^2 at the optimum; 2 is critical";
        record.scalar("stability", optimum.stability(setting.sgd()), "1", what);
        for (start, (name, what)) in STARTS.iter().enumerate() {
            seen[at * STARTS.len() + start].write(&mut record, name, what);
        }
        record
    };
    paths.iter().enumerate().map(one).collect()
}
// [/frozen]

impl<'a> Runs<'a> {
    fn new(starts: &[Network], of: impl Fn(usize) -> (&'a Dataset, Stream), setting: &Setting) -> Self {
        let starts = starts.iter().cloned().enumerate().map(|(run, network)| (network, of(run)));
        if setting.decay > 0.0 {
            let chain =
                |(network, (data, stream))| DecayingChain::new(network, data, setting.sgd(), setting.decay, stream);
            return Self::Decaying(starts.map(chain).collect());
        }
        let starts: Vec<Start> = starts.map(|(network, (data, stream))| Start { network, data, stream }).collect();
        debug_assert!(starts.len() <= Batch::LANES);
        Self::Plain(Ensemble::new(starts, setting.sgd(), Kernel::chosen()))
    }

    fn advance_to(&mut self, step: u64) {
        match self {
            Self::Plain(runs) => runs.advance_to(step),
            Self::Decaying(runs) => runs.iter_mut().for_each(|run| run.advance_to(step)),
        }
    }

    fn at(&self, run: usize) -> (Network, Fate) {
        match self {
            Self::Plain(runs) => (runs.network(run), runs.fate(run)),
            Self::Decaying(runs) => (runs[run].network().clone(), runs[run].fate()),
        }
    }
}

/// What is seen of one run.
struct Seen {
    /// The parts across the data at the start, neuron by neuron.
    across: Vec<Vec<f64>>,
    /// The largest movement of any of them so far, and the longest that the neuron was.
    moved: Vec<(f64, f64)>,
    curves: [Vec<Datum>; CURVES.len()],
    disagreement: Datum,
}

impl Seen {
    fn new(start: &Network, span: &Span) -> Self {
        let across: Vec<Vec<f64>> = (0..start.neurons()).map(|j| span.across(start.neuron(j))).collect();
        let moved = vec![(0.0, 0.0); across.len()];
        Self { across, moved, curves: Default::default(), disagreement: Datum::Absent }
    }

    fn look(&mut self, network: &Network, data: &Dataset, span: &Span) {
        for (j, (before, (moved, longest))) in self.across.iter().zip(&mut self.moved).enumerate() {
            let now = span.across(network.neuron(j));
            let by: Vec<f64> = now.iter().zip(before).map(|(now, before)| now - before).collect();
            *moved = moved.max(dot(&by, &by).sqrt());
            *longest = longest.max(dot(network.neuron(j), network.neuron(j)).sqrt());
        }
        for (curve, matrix) in self.curves.iter_mut().zip([Matrix::Neurons, Matrix::Features]) {
            let [first, second, _] = matrix.three(network, data);
            curve.push(match (&first, &second) {
                (Datum::Number(first), Datum::Number(second)) => Datum::number((second / first).sqrt()),
                _ => second,
            });
        }
        self.disagreement = Datum::number(network.disagreement());
    }

    // [ulps]
    /// How far the part across of a neuron moved, in units of the last place of a number as large as the whole neuron was
    /// at most, `2^-52 |theta_j|`.
    fn ulps(&self, j: usize) -> f64 {
        let (moved, longest) = self.moved[j];
        moved / (f64::EPSILON * longest)
    }
    // [/ulps]

    fn diverged(&mut self) {
        self.curves.iter_mut().for_each(|curve| curve.push(Datum::Diverged));
        self.disagreement = Datum::Diverged;
    }

    fn write(&self, record: &mut Record, name: &str, what: &str) {
        let finite = self.disagreement != Datum::Diverged;
        let most = |of: &dyn Fn(usize) -> f64| {
            let most = (0..self.across.len()).map(of).fold(0.0, f64::max);
            if finite { Datum::number(most) } else { Datum::Diverged }
        };
        let size = |j: usize| dot(&self.across[j], &self.across[j]).sqrt();
        let put = |record: &mut Record, of: &str, value: Datum, unit: &str, note: &str| {
            record.scalar(&format!("{name}.{of}"), value, unit, &format!("{what}: {note}"));
        };
        put(record, "size", most(&size), "1", "length of the longest part across the data of any neuron, at the start");
        put(record, "moved", most(&|j| self.moved[j].0), "1", "largest movement of a neuron's part across");
        let note = "largest movement of a neuron's part across, in ulps of the neuron";
        put(record, "ulps", most(&|j| self.ulps(j)), "ulp", note);
        put(
            record,
            "apart",
            self.disagreement.clone(),
            "1",
            "largest distance between neurons over the longest, at the end",
        );
        for ((curve, note), values) in CURVES.into_iter().zip(&self.curves) {
            record.series(&format!("{name}.{curve}"), "step", values.clone(), "1", &format!("{what}: {note}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::{Activation, Sinh};

    #[test]
    fn movement_along_the_data_is_none_across_them_and_a_small_one_across_is_seen() {
        let data = Dataset { dimension: 2, points: vec![1.0, 0.0], labels: vec![0.0] };
        let network = |theta: Vec<f64>| Network { activation: Activation::Sinh(Sinh), dimension: 2, theta };
        let span = Span::new(&data);
        let mut seen = Seen::new(&network(vec![0.3, 0.4, 0.5, 0.6]), &span);
        seen.look(&network(vec![0.9, 0.4, -0.5, 0.6]), &data, &span);
        assert!(seen.moved.iter().all(|(moved, _)| *moved == 0.0));
        seen.look(&network(vec![0.9, 0.4, -0.5, 0.6 + 1e-13]), &data, &span);
        assert_eq!(seen.moved[0].0, 0.0);
        assert!((seen.moved[1].0 / 1e-13 - 1.0).abs() < 1e-2);
    }
}
