//! docs/specification.md: its values are those of the code, and a program written from it alone gets the same digests.

mod support;

use std::io::Write as _;
use std::process::Command;

use simplicity_bias::dynamics::{Optimum, step};
use simplicity_bias::experiments::{Reading, Scale, find};
use simplicity_bias::float::{asinh, cosh, sinh};
use simplicity_bias::manifold::descend;
use simplicity_bias::network::{Activation, Cubic, Dataset};
use simplicity_bias::random::{ROOT_SEED, Stream, index_and_rest, normal_pair, unit};
use simplicity_bias::record::{Record, canonical, differences, from_canonical, sha256};
use support::{Test, repository};

/// Cells that the page gives digests of: arguments of `cell`.
const CELLS: [&str; 17] = [
    "figure-1/draw-0 --set figure-1.steps=20000",
    "figure-1/draw-0 --scale quick --set figure-1.steps=2000",
    "figure-1/no-label-noise/draw-1 --scale quick --set figure-1.steps=2000 --seed 7",
    "figure-2/literal/draw-3 --scale quick --set figure-2.steps=2000",
    "figure-2/draw-2 --scale quick --set figure-2.steps=2000 --set figure-2.activation=sinh --set figure-2.labels=teacher \
     --set figure-2.noise=gaussian --set figure-2.matrix=features --set figure-2.factor=2 --set figure-2.neurons=7 \
     --set figure-2.dimension=4 --set figure-2.points=2 --set figure-2.learning_rate=0.01",
    "figure-1/limit-flow/draw-1 --scale quick --set figure-1.steps=400 --set figure-1.activation=sinh \
     --set figure-1.labels=normal --set figure-1.neurons=5 --set figure-1.dimension=6 --set figure-1.points=5 \
     --set figure-1.learning_rate=0.003",
    "figure-3/literal/draw-0 --scale quick --set figure-3.steps=400 --set figure-3.neurons=2 --set figure-3.dimension=9 \
     --set figure-3.points=9 --set figure-3.learning_rate=0.02",
    "figure-2/literal/draw-3 --scale quick --set figure-2.steps=2000 --set figure-2.points=4 --set figure-2.neurons=1",
    "more-points/points-5/draw-0 --scale quick --set more-points.steps=2000",
    "more-points/no-label-noise/points-20/draw-3 --scale quick --set more-points.steps=1200 \
     --set more-points.activation=sinh --set more-points.labels=normal --set more-points.matrix=features \
     --set more-points.learning_rate=0.01",
    "controls/no-noise/draw-1 --scale quick --set controls.steps=2000 --set controls.labels=normal",
    "controls/full-batch/draw-0 --scale quick --set controls.steps=10000 --set controls.neurons=4 \
     --set controls.learning_rate=0.1 --set controls.sigma=1.5 --set controls.noise=plus-minus",
    "controls/equal-start/draw-0 --scale quick --set controls.steps=400",
    "controls/kicked/draw-7 --scale quick --set controls.steps=10000 --set controls.neurons=4 \
     --set controls.learning_rate=0.1 --set controls.sigma=2 --set controls.noise=plus-minus --set controls.activation=sinh \
     --set controls.matrix=features --set controls.draws=8",
    "multiverse/process-0 --scale quick --set multiverse.draws=2",
    "multiverse/limit-flow/process-50 --scale quick --set multiverse.draws=2 --set multiverse.steps=4000 \
     --set multiverse.neurons=7 --set multiverse.dimension=4 --set multiverse.points=2 --seed 7",
    "multiverse/no-label-noise/process-13 --scale quick --set multiverse.draws=1",
];

/// Numbers as records have them.
fn numbers(values: &[f64]) -> String {
    let each: Vec<String> = values.iter().map(|value| String::from_utf8(canonical(value)).unwrap()).collect();
    each.join(" ")
}

/// State and increment of a stream at its start, by section 2 of the page.
fn seeded(path: &str) -> (String, u128, u128) {
    let hex = sha256(format!("{ROOT_SEED}/{path}").as_bytes());
    let word = |half: &str| u128::from_str_radix(half, 16).unwrap().swap_bytes();
    let (state, increment) = (word(&hex[..32]), word(&hex[32..]) | 1);
    let multiplier = 0x2360_ed05_1fc6_5da4_4385_df64_9fcc_f645;
    (hex, state.wrapping_add(increment).wrapping_mul(multiplier).wrapping_add(increment), increment)
}

/// Values on the way to a cell: those of a stream and of functions, then those of draw 0 of Figure 1 at scale `quick`.
fn values() -> Vec<String> {
    const NOISE: &str = "figure-1/draw-0/noise";
    const PHI: Cubic = Cubic { nu: 0.1 };
    let mut lines = Vec::new();
    let mut line = |name: &str, value: String| lines.push(format!("{name:<38} {value}"));
    let hex = |words: &[u64]| words.iter().map(|word| format!("{word:#018x}")).collect::<Vec<_>>().join(" ");

    let (hash, state, increment) = seeded(NOISE);
    line("SHA-256 of the name", hash);
    line("state, before the first word", format!("{state:#034x}"));
    line("increment", format!("{increment:#034x}"));
    let mut stream = Stream::new(ROOT_SEED, NOISE);
    let words: Vec<u64> = (0..4).map(|_| stream.bits()).collect();
    line("first words", hex(&words[..2]));
    line("next words", hex(&words[2..]));
    line("unit of the first", numbers(&[unit(words[0])]));
    let parts: Vec<(usize, u64)> = words.iter().map(|word| index_and_rest(*word, 3)).collect();
    line("their indices for n = 3", format!("{:?}", parts.iter().map(|part| part.0).collect::<Vec<_>>()));
    line("rests of the first two", hex(&[parts[0].1, parts[1].1]));
    line("rests of the next two", hex(&[parts[2].1, parts[3].1]));
    let pair = |a, b| numbers(&<[f64; 2]>::from(normal_pair(f64::from_bits(a), f64::from_bits(b))));
    line("normal_pair of the first two", pair(parts[0].1, parts[1].1));
    line("normal_pair of the next two", pair(parts[2].1, parts[3].1));
    line("normal_pair(0, 0)", pair(0, 0));
    for quarter in 0..4 {
        line(&format!("normal_pair(2^63, {quarter} * 2^62 + 2^60)"), pair(1 << 63, (quarter << 62) + (1 << 60)));
    }
    line("normal_pair(2^64 - 1, 2^63)", pair(u64::MAX, 1 << 63));
    for z in [0.5, -3.0, 1e-9] {
        line(&format!("sinh, cosh of {z:?}"), numbers(&[sinh(z), cosh(z)]));
    }
    for w in [1e-9, 0.05, 0.7, -3.0] {
        line(&format!("inverse of sinh, at {w:?}"), numbers(&[asinh(w)]));
    }
    for (nu, w) in [(1.0, 0.05), (0.1, -2.0)] {
        line(
            &format!("inverse of the cubic, nu {nu}, at {w:?}"),
            numbers(&[Activation::Cubic(Cubic { nu }).inverse(w)]),
        );
    }

    let figure_1 = find("figure-1").unwrap();
    let parameters = (figure_1.defaults)(Scale::Quick);
    let reading: Reading = serde_json::from_value(serde_json::to_value(parameters).unwrap()).unwrap();
    let data: Dataset = reading.dataset(ROOT_SEED, "figure-1/draw-0", 3, 3, 10);
    for i in 0..3 {
        line(&format!("x_{i}"), numbers(data.point(i)));
    }
    line("y", numbers(&data.labels));
    let start = reading.start(ROOT_SEED, "figure-1/draw-0", 10, 3);
    let mut theta = start.theta.clone();
    line("theta_0 at the start", numbers(&theta[..3]));
    line("theta_9 at the start", numbers(&theta[27..]));
    let (sgd, mut slopes) = (reading.sgd(0.05, 0.03), vec![0.0; 10]);
    let mut stream = Stream::new(ROOT_SEED, NOISE);
    for at in 0..200 {
        for (draw, made) in sgd.law.draw_pair(stream.bits(), stream.bits(), 3).into_iter().zip([2 * at + 1, 2 * at + 2])
        {
            step(&mut theta, &mut slopes, PHI, data.point(draw.point), data.labels[draw.point], sgd, draw.noise);
            if [1, 2, 3, 64, 400].contains(&made) {
                line(&format!("step {made}: point, zeta"), format!("{} {}", draw.point, numbers(&[draw.noise])));
                line(&format!("theta_0 after step {made}"), numbers(&theta[..3]));
                line(&format!("theta_9 after step {made}"), numbers(&theta[27..]));
            }
        }
    }
    let record: Record = from_canonical("quick", ours(CELLS[1]).as_bytes()).unwrap();
    let curves = ["lambda_1", "lambda_2", "lambda_3", "loss", "sharpness", "sharpness_on_manifold", "distance"];
    for curve in curves {
        let first: Vec<f64> = record.values(curve)[..2].iter().map(|value| value.as_number().unwrap()).collect();
        line(&format!("{curve}, steps 0 and 2"), numbers(&first));
    }
    let optimum = Optimum::new(&data, Activation::Cubic(PHI), 10);
    line("z", numbers(&optimum.targets));
    line("gamma of the limit flow", numbers(&optimum.limit_flow(sgd).unwrap().gamma));
    line("gamma of finite steps", numbers(&optimum.finite_step(sgd).unwrap().gamma));
    let landing = descend(&start, &data).network.theta;
    line("theta_0 at the landing", numbers(&landing[..3]));
    line("theta_9 at the landing", numbers(&landing[27..]));
    for scalar in [
        "stability",
        "least_sharpness",
        "hovering_loss",
        "hovering",
        "late_2",
        "late_3",
        "excess.landing",
        "excess.end",
        "spread.landing",
        "spread.end",
        "mu",
    ] {
        line(scalar, numbers(&[record.number(scalar).unwrap()]));
    }
    lines
}

#[test]
fn the_values_on_the_page_are_those_of_the_code() {
    let right = values();
    assert_eq!(block("### Values"), right, "the block should be\n{}\n", right.join("\n"));
}

/// The canonical bytes that the program prints.
fn ours(arguments: &str) -> String {
    Test::new().run(&format!("cell {arguments}")).code(0).stderr_is("").stdout
}

/// The lines of the block behind a heading of the page.
fn block(heading: &str) -> Vec<String> {
    let page = std::fs::read_to_string(repository().join("docs/specification.md")).unwrap();
    let (_, rest) = page.split_once(heading).unwrap_or_else(|| panic!("the page has no {heading:?}"));
    let block = rest.split("```").nth(1).unwrap_or_else(|| panic!("no block behind {heading:?}"));
    block.lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn the_digests_on_the_page_are_those_of_the_program() {
    let right: Vec<String> = CELLS
        .iter()
        .flat_map(|cell| [format!("cell {cell}"), format!("    {}", sha256(ours(cell).as_bytes()))])
        .collect();
    assert_eq!(block("### Digests"), right, "the block should be\n{}\n", right.join("\n"));
}

/// What the independent program prints: digest, and canonical bytes.
fn theirs(record: &Record, more: &[&str]) -> (String, String) {
    let parameters = serde_json::to_string(&record.parameters).unwrap();
    let mut command = Command::new("python3");
    command.arg("-B").arg(repository().join("tests/independent/cell.py"));
    let output = command.args([&record.experiment, &record.seed, &parameters]).args(more).output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}: {error}", record.experiment);
    let text = String::from_utf8(output.stdout).unwrap();
    let (digest, rest) = text.split_once('\n').unwrap_or_else(|| panic!("no digest and record: {text:?}"));
    (digest.into(), rest.strip_suffix('\n').unwrap_or_else(|| panic!("no newline at the end: {rest:?}")).into())
}

/// Says so, past the harness, where there is no Python to run the program with.
fn python_is_missing(test: &str) -> bool {
    let missing = Command::new("python3").arg("--version").output().is_err();
    if missing {
        let _ =
            writeln!(std::io::stderr(), "SKIPPED {test}: there is no python3 to run tests/independent/cell.py with");
    }
    missing
}

#[test]
fn a_program_written_from_the_page_alone_gets_the_same_digests() {
    if python_is_missing("a_program_written_from_the_page_alone_gets_the_same_digests") {
        return;
    }
    let mut wrong = Vec::new();
    for cell in CELLS {
        let ours = ours(cell);
        let record: Record = from_canonical(cell, ours.as_bytes()).unwrap();
        let (digest, theirs) = theirs(&record, &[]);
        assert_eq!(digest, sha256(theirs.as_bytes()), "{cell}: its digest is not that of its record");
        if digest != sha256(ours.as_bytes()) {
            let found = from_canonical::<Record>("its record", theirs.as_bytes());
            let first: Vec<_> = match found {
                Ok(found) => differences(&record, &found).into_iter().take(3).map(|it| format!("{it:?}")).collect(),
                Err(error) => vec![error.to_string()],
            };
            wrong.push(format!("{cell}\n    {}", first.join("\n    ")));
        }
    }
    assert!(wrong.is_empty(), "{} of {} cells differ; pinned is ours\n{}", wrong.len(), CELLS.len(), wrong.join("\n"));
}

#[test]
fn one_bit_of_one_step_gives_the_independent_program_another_digest() {
    if python_is_missing("one_bit_of_one_step_gives_the_independent_program_another_digest") {
        return;
    }
    let ours = ours(CELLS[1]);
    let record: Record = from_canonical(CELLS[1], ours.as_bytes()).unwrap();
    for step in ["1", "1000"] {
        let (digest, theirs) = theirs(&record, &["--flip", step]);
        assert_ne!(digest, sha256(ours.as_bytes()), "a flip after step {step}");
        let found: Record = from_canonical("its record", theirs.as_bytes()).unwrap();
        let steps: Vec<f64> = differences(&record, &found).iter().filter_map(|difference| difference.step).collect();
        assert!(!steps.is_empty() && steps.iter().all(|at| *at >= step.parse().unwrap()), "{step}: {steps:?}");
    }
}
