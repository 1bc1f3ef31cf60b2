use super::prediction::VISIBLE;
use super::setting::Setting;
use crate::record::{Datum, Table};

/// The fall, of sharpness above its least value, and of the square of the spread of pre-activations, that counts as
/// arrival: as far as the eigenvalues' to a hundredth.
const FALL: f64 = 1e2;

/// What a run comes to, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Arrives,
    OnTheWay,
    Diverges,
}

impl End {
    pub const ALL: [(Self, &str); 3] =
        [(Self::Arrives, "arrives"), (Self::OnTheWay, "on-the-way"), (Self::Diverges, "diverges")];
}

/// One draw in one reading of one figure.
pub struct Seen {
    /// `lambda_2 / lambda_1` at the end.
    pub ratio_2: Datum,
    pub observed: End,
    /// What theory said in advance.
    pub predicted: End,
    /// Steps in all, predicted at the end.
    pub expected: Option<f64>,
    /// Whether `c eta` times curvature is beyond 2 at the flattest interpolator, and on the way down.
    pub unstable: [bool; 2],
    /// Whether sharpness has come as far down as counts.
    pub sharpness: bool,
    /// Whether the neurons have come as near to one another as counts.
    pub agreement: bool,
}

impl Seen {
    /// Whether it has arrived, or is on the way and predicted to arrive within so many steps in all.
    pub fn arrives_within(&self, horizon: u64) -> bool {
        let on_time = self.expected.is_some_and(|steps| steps <= horizon as f64);
        self.observed == End::Arrives || self.observed == End::OnTheWay && on_time
    }
}

/// What is seen of each draw of a simulation through one of the matrices.
pub fn look(table: &Table, matrix: &str, setting: &Setting) -> Vec<Seen> {
    let column = |name: &str| table.column(name);
    let of = |name: &str| table.column(&format!("{matrix}.{name}"));
    let (two, three, predicted, expected) = (of("ratio_2"), of("ratio_3"), of("predicted"), of("expected"));
    let below = |value: &Datum, bound: f64| value.as_number().is_some_and(|value| value < bound);
    let within = |steps: &Datum, most: u64| steps.as_number().is_some_and(|steps| steps <= most as f64);
    let fell = |name: &str, draw: usize, by: f64| {
        let pair = (column(&format!("{name}_landing"))[draw].as_number(), column(name)[draw].as_number());
        pair.0.zip(pair.1).is_some_and(|(landing, end)| end <= landing / by)
    };
    let unstable = |name: &str, draw: usize| !below(&column(name)[draw], 2.0);
    (0..two.len())
        .map(|draw| Seen {
            ratio_2: two[draw].clone(),
            observed: if two[draw] == Datum::Diverged {
                End::Diverges
            } else if below(&two[draw], VISIBLE) && below(&three[draw], VISIBLE) {
                End::Arrives
            } else {
                End::OnTheWay
            },
            predicted: if predicted[draw] == Datum::Diverged {
                End::Diverges
            } else if within(&predicted[draw], setting.steps) {
                End::Arrives
            } else {
                End::OnTheWay
            },
            expected: expected[draw].as_number(),
            unstable: [unstable("curvature_optimum", draw), unstable("curvature_way", draw)],
            sharpness: fell("excess", draw, FALL),
            agreement: fell("spread", draw, FALL.sqrt()),
        })
        .collect()
}
