//! A made-up edition with everything that a real one has: for the tests, and for looking at the page.

use std::fmt::Write as _;

use tempfile::TempDir;

use super::{Edition, Entry, ParameterRow, Pinned, Standing};
use crate::claim::{Claim, Control, Evidence, Judgement, Outcome, Source, Verdict};
use crate::figure::Figure;
use crate::record::{Datum, Parameters, Record, digest};
use crate::sources::Sources;

const SCALARS: &[(&str, f64)] = &[
    ("draw_0.start.lambda_1", 3.821_734_551_2),
    ("draw_0.start.lambda_2", 0.118_203_344_1),
    ("draw_0.start.lambda_3", 0.051_882_103_9),
    ("draw_0.final.lambda_1", 3.412_882_177_35),
    ("draw_0.final.lambda_2", 1.234_567_890_123e-6),
    ("draw_0.final.lambda_3", 4.181_237_718e-11),
    ("draw_0.final.ratio_2", 3.617_373_1e-7),
    ("draw_0.start.sharpness", 41.773_1),
    ("draw_0.final.sharpness", 36.118_233),
    ("draw_0.optimum.sharpness", 36.118_201),
    ("draw_0.max_eta_h", 1.423_7),
    ("draw_0.steps", 1e7),
    ("draw_0.measured.slope_lambda_2", -1.402_771e-6),
    ("draw_0.measured.slope_lambda_3", -2.811_2e-6),
    ("draw_0.predicted.finite_step.slope_lambda_2", -1.400_913e-6),
    ("draw_0.predicted.finite_step.slope_lambda_3", -2.801_826e-6),
    ("draw_0.predicted.limit_flow.slope_lambda_2", -5.810_4e-7),
    ("ensemble.draws", 100.0),
    ("ensemble.diverged", 13.0),
    ("ensemble.reached", 31.0),
    ("ensemble.final_ratio_2.low", 2.1e-9),
    ("ensemble.final_ratio_2.median", 3.92e-3),
    ("ensemble.final_ratio_2.high", 0.211),
    ("ensemble.million_fold.low", 1.61e6),
    ("ensemble.million_fold.median", 3.04e7),
    ("ensemble.million_fold.high", 5.2e9),
    ("slopes.draws", 24.0),
    ("slopes.finite_step.worst", 0.002_1),
    ("slopes.limit_flow.low", 0.17),
    ("slopes.limit_flow.high", 0.71),
];

/// A record with plausible numbers.
pub fn record(name: &str) -> Record {
    let mut record = Record::new(name, Parameters::from([("neurons".into(), 10.0.into())]), 241_016_401);
    for (scalar, value) in SCALARS {
        record.scalar(scalar, *value, "1", "made up");
    }
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

fn outcome(id: &'static str, source: Source, statement: &'static str, main: Judgement, mark: &'static str) -> Outcome {
    let claim = Claim {
        id,
        experiment: "figure-1",
        statement,
        source,
        predicate: |record| judge(record, "none", "none", "nothing", false),
        control: Control {
            variant: "no-label-noise",
            reason: "Without label noise nothing moves along the zero-loss manifold, so the eigenvalues stay where they are.",
        },
        code: ("src/claims.rs", mark),
    };
    let control = judge(
        &record("x"),
        "second over first eigenvalue at the end",
        "ensemble.final_ratio_2.high",
        "at most 0.001",
        false,
    );
    Outcome { claim, main, control }
}

fn outcomes(record: &Record) -> Vec<Outcome> {
    let undecided = Judgement {
        verdict: Verdict::Undecided {
            reason: "Too few draws came within reach of the optimum.".into(),
            decides: "The same run at the scale `full`.".into(),
        },
        evidence: vec![Evidence {
            what: "draws that reached it".into(),
            value: 31.0.into(),
            asked: Some("at least 50".into()),
        }],
    };
    vec![
        outcome(
            "figure-1/rank-one",
            Source::Paper("Figure 1, Theorem 3.3"),
            "On the draw shown, the second and third eigenvalues of the feature matrix's Gram matrix fall below a thousandth of the first.",
            judge(record, "second over first eigenvalue at the end", "draw_0.final.ratio_2", "at most 0.001", true),
            "rank-one",
        ),
        outcome(
            "figure-1/sharpness",
            Source::Paper("Theorem 3.3"),
            "On the draw shown, the trace of the Hessian at the end is within one per cent of the least that any interpolating network has.",
            judge(record, "sharpness at the end", "draw_0.final.sharpness", "at most 36.48", true),
            "sharpness",
        ),
        outcome(
            "figure-1/agreement",
            Source::Ours("finite-step drift, section 5 of the derivations"),
            "The finite-step prediction, with no fitted parameter, follows the second eigenvalue of the draw shown within a factor of 1.1.",
            undecided,
            "agreement",
        ),
        outcome(
            "figure-1/slopes",
            Source::Ours("transverse exponents, section 5 of the derivations"),
            "Over all draws near the optimum, measured and predicted decay rates agree within two per cent.",
            judge(record, "worst relative difference", "slopes.finite_step.worst", "at most 0.02", true),
            "slopes",
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
    let row = |name: &str, value: Datum, unit, description, open| ParameterRow {
        name: name.into(),
        value,
        unit,
        description,
        open,
    };
    vec![
        row("neurons", 10.0.into(), "1", "m, the width of the network", false),
        row("dimension", 3.0.into(), "1", "d, the dimension of the data", false),
        row("points", 3.0.into(), "1", "n, the number of data points", false),
        row("learning_rate", 0.05.into(), "1", "η", false),
        row("noise", 0.03.into(), "1", "s, the standard deviation of the label noise", true),
        row("factor", 2.0.into(), "1", "c, the factor before the gradient", true),
        row("activation", Datum::text("z^3 + z"), "1", "φ", true),
        row("labels", Datum::text("teacher"), "1", "how labels are made", true),
        row("start", 0.1.into(), "1", "standard deviation of the weights at step 0", true),
        row("steps", 1e7.into(), "steps", "length of a chain", true),
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
        source: "src/experiments/figure_1/cell.rs",
        chain_steps: 1_640_000_000,
        parameters: parameters(),
        record: pinned(main, Standing::Matches),
        controls: vec![pinned(record("figure-1/no-label-noise"), Standing::Matches)],
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
        "src/random/noise.rs",
        "// [noise]\npub fn noise(draw: u64) -> f64 {\n    normal(draw & 0xffff_ffff)\n}\n// [/noise]\n",
    );
    let mut claims = String::new();
    for mark in ["rank-one", "sharpness", "agreement", "slopes"] {
        let _ = writeln!(
            claims,
            "// [{mark}]\npub fn judge(record: &Record) -> Judgement {{\n    let ratio = record.number(\"draw_0.final.ratio_2\");\n    Judgement::at_most(\"second over first\", ratio, 1e-3)\n}}\n// [/{mark}]"
        );
    }
    write("src/claims.rs", &claims);
    for file in super::CHAPTERS.iter().chain(&["templates/page.html", "templates/style.css"]) {
        let text = Sources::at(std::path::Path::new(env!("CARGO_MANIFEST_DIR"))).text(file).unwrap();
        write(file, &text);
    }
    let sources = Sources::at(folder.path());
    (folder, sources)
}
