//! A made-up edition with everything that a real one has: for the tests, and for looking at the page.

use std::fmt::Write as _;

use tempfile::TempDir;

use super::{Edition, Entry, ParameterRow, Pinned, Standing};
use crate::claim::{Claim, Control, Evidence, Judgement, Outcome, Source, Verdict};
use crate::figure::Figure;
use crate::record::{Datum, Parameters, Record, digest};
use crate::sources::Sources;

const SCALARS: &[(&str, f64)] = &[
    ("draw_0.final.lambda_2", 1.234_567_890_123e-6),
    ("draw_0.stability", 1.423_7),
    ("draw_0.ratio_2", 3.617_373_1e-7),
    ("draw_0.ratio_3", 1.225_1e-11),
    ("draw_0.distance", 1.31e-2),
    ("draw_0.hovering", 1.22e-2),
    ("draw_0.measured_2", -1.402_771e-6),
    ("draw_0.error_2", 2.1e-9),
    ("draw_0.measured_3", -2.811_2e-6),
    ("draw_0.finite_step_2", -1.400_913e-6),
    ("draw_0.finite_step_3", -2.801_826e-6),
    ("draw_0.limit_flow_2", -5.810_4e-7),
    ("ensemble.draws", 64.0),
    ("ensemble.due", 14.0),
    ("ensemble.unstable", 14.0),
    ("ensemble.unstable_diverged", 14.0),
    ("ensemble.predictable", 14.0),
    ("slopes.stalled_2", 14.0),
    ("slopes.stalled_3", 14.0),
    ("ensemble.rank_one", 15.0),
    ("ensemble.merged", 0.0),
    ("ensemble.on_the_way", 41.0),
    ("ensemble.diverged", 8.0),
    ("ensemble.predicted_steps.low", 1.61e6),
    ("ensemble.predicted_steps.median", 3.04e7),
    ("ensemble.predicted_steps.high", 5.2e9),
    ("slopes.count_2", 22.0),
    ("slopes.count_3", 19.0),
    ("slopes.over_finite_step_2.quarter", 0.998_1),
    ("slopes.over_finite_step_2.median", 1.000_4),
    ("slopes.over_finite_step_2.three_quarters", 1.001_7),
    ("slopes.over_limit_flow_2.quarter", 1.91),
    ("slopes.over_limit_flow_2.median", 2.38),
    ("slopes.over_limit_flow_2.three_quarters", 3.94),
];

const SERIES: &[(&str, f64, f64)] = &[
    ("draw_0.lambda_1", 3.821_734_551_2, 3.412_882_177_35),
    ("draw_0.lambda_2", 0.118_203_344_1, 1.234_567_890_123e-6),
    ("draw_0.lambda_3", 0.051_882_103_9, 4.181_237_718e-11),
    ("draw_0.sharpness_on_manifold", 41.773_1, 36.118_233),
    ("draw_0.excess", 0.156, 8.9e-7),
    ("ensemble.ratio_2.quarter", 0.021, 1.7e-6),
    ("ensemble.ratio_2.median", 0.034, 3.92e-3),
    ("ensemble.ratio_2.three_quarters", 0.058, 0.211),
];

/// A record with plausible numbers.
pub fn record(name: &str) -> Record {
    let mut record = Record::new(name, Parameters::from([("neurons".into(), 10.0.into())]), 241_016_401);
    for (scalar, value) in SCALARS {
        record.scalar(scalar, *value, "1", "made up");
    }
    for (series, first, last) in SERIES {
        record.series(series, "step", vec![(*first).into(), (*last).into()], "1", "made up");
    }
    record.scalar("draw_0.due", Datum::text("yes"), "1", "made up");
    record.scalar("draw_0.outcome", Datum::text("rank-one"), "1", "made up");
    record
}

fn pinned(record: Record, standing: Standing) -> Pinned {
    Pinned { digest: digest(&record), record, standing }
}

fn judge(record: &Record, what: &str, name: &str, asked: &str, holds: bool) -> Judgement {
    let value = record.scalars.get(name).map_or(Datum::Absent, |scalar| scalar.value.clone());
    let evidence = vec![Evidence { what: what.into(), value, asked: Some(asked.into()) }];
    Judgement { verdict: if holds { Verdict::Holds } else { Verdict::Fails }, evidence }
}

fn outcome(id: &'static str, source: Source, statement: &'static str, main: Judgement) -> Outcome {
    let quiet = Control {
        variant: "no-label-noise",
        reason: "without label noise nothing moves along the zero-loss manifold, so the same draws must not get there",
    };
    let slow = Control {
        variant: "limit-flow",
        reason: "at this learning rate the limit flow is too slow, so its slopes must miss",
    };
    let mark = id.rsplit('/').next().unwrap();
    let claim = Claim {
        id,
        experiment: "figure-1",
        statement,
        source,
        predicate: |record| judge(record, "none", "none", "nothing", false),
        control: if mark == "slopes" { slow } else { quiet },
        code: ("src/experiments/figure_1/claims.rs", mark),
    };
    let control = judge(&record("x"), "draws that got there", "ensemble.merged", "at least 4", false);
    Outcome { claim, main, control }
}

fn outcomes(record: &Record) -> Vec<Outcome> {
    let undecided = Judgement {
        verdict: Verdict::Undecided {
            reason: "Too few draws have a late slope.".into(),
            decides: "The same run at the scale `full`.".into(),
        },
        evidence: vec![Evidence {
            what: "draws with a late slope".into(),
            value: 22.0.into(),
            asked: Some("at least 24".into()),
        }],
    };
    vec![
        outcome(
            "figure-1/rank-one",
            Source::Paper("Figure 1, Theorem 3.3"),
            "In every draw that is due, λ₂ and λ₃ end below a millionth of λ₁.",
            judge(record, "largest λ₂/λ₁ of a draw that is due", "draw_0.ratio_2", "below 10⁻⁶", true),
        ),
        outcome(
            "figure-1/sharpness",
            Source::Paper("global convergence of sharpness minimization (abstract)"),
            "In every draw that is due, sharpness on the zero-loss manifold ends within a thousandth of its least value F*.",
            judge(record, "largest distance of a pre-activation", "draw_0.distance", "at most 0.02", true),
        ),
        outcome(
            "figure-1/agreement",
            Source::Paper("every neuron computes the same linear feature (abstract)"),
            "In every draw that is due, all neurons agree on the data: no pre-activation is further from φ⁻¹(yᵢ/m) than twice the width at which label noise makes it hover.",
            judge(record, "largest distance of a pre-activation", "draw_0.distance", "at most 0.02", true),
        ),
        outcome(
            "figure-1/slopes",
            Source::Ours("derivation, section 5"),
            "The late slopes of ln λ₂ and ln λ₃ are those predicted, with nothing fitted: median ratio within 5 %, and nine draws in ten within 3 standard errors and 3 %.",
            undecided,
        ),
    ]
}

/// A stand-in for a chart: a decaying line between two axes.
fn figure(id: &str, title: &str, rate: f64) -> Figure {
    let mut line = String::from("M60 30");
    let mut csv = String::from("step,value\n");
    for step in 0..=50 {
        let x = f64::from(step);
        let y = 30.0 + 250.0 * (1.0 - 1.0 / (1.0 + rate * x * x));
        let _ = write!(line, " L{} {y:.1}", 60 + 11 * step);
        let _ = writeln!(csv, "{step},{y:.1}");
    }
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 340\" role=\"img\" aria-labelledby=\"{id}-title {id}-description\">\
         <title id=\"{id}-title\">{title}</title><desc id=\"{id}-description\">A stand-in: a line that falls.</desc>\
         <style>.a{{fill:none}}</style>\
         <path d=\"M60 20 V290 H620\" fill=\"none\" stroke=\"var(--muted)\"/>\
         <path d=\"{line}\" fill=\"none\" stroke=\"var(--accent)\" stroke-width=\"2.2\"/>\
         <text x=\"340\" y=\"325\" text-anchor=\"middle\" fill=\"var(--ink)\" font-size=\"15\">step</text></svg>"
    );
    Figure {
        id: id.into(),
        title: title.into(),
        description: format!("{title}: a stand-in, a line that falls."),
        svg,
        csv,
    }
}

fn parameters() -> Vec<ParameterRow> {
    let row = |name: &str, value: Datum, unit, description, open: bool| ParameterRow {
        name: name.into(),
        recorded: if open { None } else { value.as_number() },
        value,
        unit,
        description,
    };
    vec![
        row("neurons", 10.0.into(), "1", "neurons m", false),
        row("dimension", 3.0.into(), "1", "entries d of a data point and of a neuron", false),
        row("points", 3.0.into(), "1", "data points n", false),
        row("learning_rate", 0.05.into(), "1", "learning rate eta", false),
        row("sigma", 0.03.into(), "1", "label noise sigma, as the record states it", false),
        row("activation", Datum::text("cubic"), "1", "activation phi(z): z^3 + nu z, or sinh z", true),
        row("nu", 1.0.into(), "1", "linear coefficient nu of the cubic activation", true),
        row("labels", Datum::text("uniform"), "1", "law of the labels", true),
        row("start", 0.1.into(), "1", "each neuron starts at this times a standard normal", true),
        row("factor", 2.0.into(), "1", "update factor c: 2 for the square as written, 1 with a factor one half", true),
        row("noise", Datum::text("gaussian"), "1", "law of the label noise", true),
        row("sigma_is", Datum::text("standard-deviation"), "1", "what sigma is of the label noise", true),
        row("matrix", Datum::text("neurons"), "1", "rows of the matrix whose Gram eigenvalues are shown", true),
        row("steps", 1e7.into(), "1", "steps of each chain", true),
        row("draws", 64.0.into(), "1", "draws of data, start and noise", true),
    ]
}

/// The edition.
pub fn edition() -> Edition {
    let main = record("figure-1");
    let outcomes = outcomes(&main);
    let figures = vec![
        figure("figure-1-draw-0", "Eigenvalues over steps", 0.02),
        figure("figure-1-decay", "Second and third eigenvalue with both predictions", 0.01),
        figure("figure-1-ensemble", "The second eigenvalue over all draws", 0.004),
        figure("figure-1-slopes", "Measured and predicted decay rates", 0.1),
        figure("figure-1-sharpness", "Sharpness over steps", 0.05),
    ];
    let entry = Entry {
        id: "figure-1",
        title: "Figure 1",
        item: "Figure 1",
        source: "src/experiments/figure_1/draw.rs",
        chain_steps: 1_640_000_000,
        parameters: parameters(),
        record: pinned(main, Standing::Matches),
        controls: ["figure-1/no-label-noise", "figure-1/limit-flow"]
            .map(|name| pinned(record(name), Standing::Matches))
            .into(),
        outcomes,
        figures,
    };
    Edition {
        scale: "standard".into(),
        seed: "241016401".into(),
        departures: Vec::new(),
        entries: vec![entry],
        lock: "# pinned\n[figure-1.standard]\nrecord = \"0000\"\n".into(),
    }
}

/// Sources in which every listing that the chapters ask for exists, whether or not the code does yet.
pub fn sources() -> (TempDir, Sources) {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let file = folder.path().join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    };
    let step = "// [step]\n/// One step on point `i`: every neuron moves along its own gradient.\npub fn step(theta: &mut [f64], i: usize, zeta: f64, eta: f64) {\n    let e = residual(theta, i) + zeta;\n    for j in 0..NEURONS {\n        let push = 2.0 * eta * e * slope(z(theta, j, i)); // c = 2\n        for k in 0..3 {\n            theta[3 * j + k] -= push * X[i][k];\n        }\n    }\n}\n// [/step]\n";
    write("src/dynamics/step.rs", step);
    write(
        "src/random/stream.rs",
        "// [seed]\n/// The seed of a stream: SHA-256 over root seed and path.\npub fn seed(root: u64, path: &str) -> [u8; 32] {\n    sha256(&format!(\"{root}/{path}\"))\n}\n// [/seed]\n",
    );
    write(
        "src/dynamics/label_noise.rs",
        "// [noise]\npub fn noise(draw: u64) -> f64 {\n    normal(draw & 0xffff_ffff)\n}\n// [/noise]\n",
    );
    let mut claims = String::new();
    for mark in ["rank-one", "sharpness", "agreement", "slopes"] {
        let _ = writeln!(
            claims,
            "// [{mark}]\npub fn judge(record: &Record) -> Judgement {{\n    let ratio = record.number(\"draw_0.final.ratio_2\");\n    Judgement::at_most(\"second over first\", ratio, 1e-3)\n}}\n// [/{mark}]"
        );
    }
    write("src/experiments/figure_1/claims.rs", &claims);
    for file in super::CHAPTERS.iter().chain(&["templates/page.html", "templates/style.css"]) {
        let text = Sources::at(std::path::Path::new(env!("CARGO_MANIFEST_DIR"))).text(file).unwrap();
        write(file, &text);
    }
    let sources = Sources::at(folder.path());
    (folder, sources)
}
