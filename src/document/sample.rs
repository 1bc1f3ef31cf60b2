//! A made-up edition with everything that a real one has: for the tests, and for looking at the page.

use std::fmt::Write as _;

use tempfile::TempDir;

use super::{Edition, Entry, ParameterRow, Pinned, Standing};
use crate::claim::{Claim, Control, Evidence, Judgement, Outcome, Source, Verdict};
use crate::figure::{Axis, Chart, Figure, Ink, Mark, Panel};
use crate::record::{Datum, Parameters, Record, Table, digest};
use crate::sources::Sources;

const SCALARS: &[(&str, f64)] = &[
    ("draw_0.final.lambda_2", 1.234_567_890_123e-6),
    ("draw_0.stability", 1.423_7),
    ("draw_0.ratio_2", 3.617_373_1e-7),
    ("draw_0.distance", 1.31e-2),
    ("ensemble.draws", 64.0),
    ("ensemble.merged", 0.0),
    ("statements.figure_1.rank_one.readings", 73.0),
    ("statements.figure_1.rank_one.of", 104.0),
    ("statements.figure_1.rank_one.low", 62.0),
    ("statements.figure_1.rank_one.high", 84.0),
];

const SERIES: &[(&str, f64, f64)] = &[("draw_0.lambda_2", 0.118_203_344_1, 1.234_567_890_123e-6)];

/// A chapter that asks for everything that a chapter can.
pub const CHAPTER: &str = r#"# Does it hold?

{{ verdicts() }}

{{ standing() }}

## The figure

{% call figure("figure-1-draw-0") %}
**One draw of {{ figure_1.ensemble.draws | int }}.** It ends at $\lambda_2 = {{ figure_1.draw_0.final.lambda_2 | tex(2) }}$.
{% endcall %}

### Label noise SGD

{{ code("src/dynamics/step.rs", "step") }}

{{ parameters("figure-1") }}

{{ table("figure-1.draws") }}

So it is. {{ verdict("figure-1/rank-one") }} {{ verdict("figure-1/slopes") }}

{{ claims("figure-1") }}

## The rest

### Where the data come from

### How to recompute everything

### What the record leaves open

{{ checklist() }}

{{ summary() }}

{{ costs() }}

{{ digests() }}
"#;

/// A record with plausible numbers.
pub fn record(name: &str) -> Record {
    let mut record = Record::new(name, Parameters::from([("neurons".into(), 10.0.into())]), 241_016_401);
    for (scalar, value) in SCALARS {
        record.scalar(scalar, *value, "1", "made up");
    }
    for (series, first, last) in SERIES {
        record.series(series, "step", vec![(*first).into(), (*last).into()], "1", "made up");
    }
    let table = Table::new("made up").with("draw", "1", "number of the draw", vec![0.0.into(), 1.0.into()]).with(
        "ratio_2",
        "1",
        "made up",
        vec![3.6e-7.into(), Datum::Merged],
    );
    record.tables.insert("draws".into(), table);
    record
}

fn pinned(record: Record, standing: Standing) -> Pinned {
    Pinned { digest: digest(&record), record, standing, chain_steps: 640_000_000 }
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
        brief: "λ₂ and λ₃ vanish",
        statement,
        source,
        predicate: |record| judge(record, "none", "none", "nothing", false),
        control: if mark == "slopes" { slow } else { quiet },
        figure: Some("figure-1-draw-0"),
        code: ("src/experiments/eigenvalues/claims.rs", mark),
    };
    let control = judge(&record("x"), "draws that got there", "ensemble.merged", "at least 4", false);
    let literal = Some(judge(&record("x"), "draws", "ensemble.draws", "all", false));
    let reads = ["draw_0.final.lambda_2".to_owned()].into();
    Outcome { claim, main, control, reads, literal }
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

/// A chart with a line that falls, on steps and values of the record where there are any.
fn figure(id: &str, title: &str, record: &Record) -> Figure {
    let points = |series: &str| record.values(series).iter().filter_map(Datum::as_number).collect::<Vec<_>>();
    let line = points("step").into_iter().zip(points("draw_0.lambda_2")).collect();
    let panel = Panel::new(Axis::linear("step *k*"), Axis::log("*λ*_2"))
        .mark(Mark::line("draw_0.lambda_2", Ink::Second, line).label("*λ*_2"));
    Chart::new(id, title, format!("{title}: a line that falls.")).panel(panel).draw()
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
    let figures = vec![figure("figure-1-draw-0", "Eigenvalues over steps", &main)];
    let entry = Entry {
        id: "figure-1",
        title: "Figure 1",
        item: "Figure 1",
        source: "src/experiments/eigenvalues/draw.rs",
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
        borrowed: Vec::new(),
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
    let mut claims = String::new();
    for mark in ["rank-one", "sharpness", "agreement", "slopes"] {
        let _ = writeln!(
            claims,
            "// [{mark}]\npub fn judge(record: &Record) -> Judgement {{\n    let ratio = record.number(\"draw_0.final.ratio_2\");\n    Judgement::at_most(\"second over first\", ratio, 1e-3)\n}}\n// [/{mark}]"
        );
    }
    write("src/experiments/eigenvalues/claims.rs", &claims);
    for file in ["templates/page.html", "templates/style.css"] {
        let text = Sources::at(std::path::Path::new(env!("CARGO_MANIFEST_DIR"))).text(file).unwrap();
        write(file, &text);
    }
    let sources = Sources::at(folder.path());
    (folder, sources)
}
