//! Nothing that a cell is a function of can change in its last bit without changing the digest, and not only because the
//! record names it: what is compared here is the record without the parameters and the seed.

mod support;

use simplicity_bias::experiments::{Range, Scale, find};
use simplicity_bias::random::ROOT_SEED;
use simplicity_bias::record::{Record, digest, from_canonical};
use support::Test;

/// Sigma as a standard deviation: a root halves what is relative, so that a last bit can be rounded away in it.
const CELL: &str =
    "cell figure-1/draw-0 --scale quick --set figure-1.steps=400 --set figure-1.sigma_is=standard-deviation";

/// The digest of what was computed, by the real program.
fn computed(more: &str) -> String {
    let arguments = format!("{CELL} {more}");
    let run = Test::new().run(&arguments).code(0);
    let mut record: Record = from_canonical(&arguments, run.stdout.as_bytes()).unwrap();
    record.parameters.clear();
    record.seed.clear();
    digest(&record)
}

#[test]
fn the_last_bit_of_every_parameter_changes_what_is_computed() {
    let figure_1 = find("figure-1").unwrap();
    let mut defaults = (figure_1.defaults)(Scale::Quick);
    defaults.insert("sigma_is".into(), "standard-deviation".into());
    let right = computed("");
    let mut tried = 0;
    // How many draws there are is no matter of a draw's, nor what its measured slopes are compared with.
    for info in figure_1.parameters.iter().filter(|info| !["draws", "theory"].contains(&info.name)) {
        let value = &defaults[info.name];
        let others: Vec<String> = match info.range {
            Range::Whole(..) => vec![(value.as_u64().unwrap() + 1).to_string()],
            Range::Even(..) => vec!["402".into()],
            // Shortest decimals that read back as the very neighbours.
            Range::Real(..) => {
                let bits = value.as_f64().unwrap().to_bits();
                [bits - 1, bits + 1].map(|bits| f64::from_bits(bits).to_string()).to_vec()
            }
            Range::Word(words) => words.iter().filter(|word| value != *word).map(|word| (*word).to_owned()).collect(),
        };
        for other in others {
            assert_ne!(computed(&format!("--set figure-1.{}={other}", info.name)), right, "{} = {other}", info.name);
            tried += 1;
        }
    }
    assert!(tried >= figure_1.parameters.len());
}

#[test]
fn a_bit_of_every_byte_of_the_seed_changes_what_is_computed() {
    let right = computed("");
    assert_eq!(computed("--seed 241016401"), right);
    for byte in 0..8 {
        let seed = ROOT_SEED ^ (1 << (8 * byte));
        assert_ne!(computed(&format!("--seed {seed}")), right, "{seed}");
    }
}

#[test]
fn what_means_nothing_to_a_reading_changes_nothing() {
    // The control of the tests above: the linear coefficient of the cubic activation with sinh, and what is compared later.
    let sinh = "--set figure-1.activation=sinh";
    assert_eq!(computed(sinh), computed(&format!("{sinh} --set figure-1.nu=2")));
    assert_eq!(computed(""), computed("--set figure-1.sigma=3e-2"));
    assert_eq!(computed(""), computed("--set figure-1.theory=limit-flow"));
}
