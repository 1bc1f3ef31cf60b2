//! Known answers: the streams against other implementations of their generator, the normals against exact values and
//! against their distribution.

use rand::{Rng as _, SeedableRng as _};
use rand_pcg::Pcg64;
use simplicity_bias::random::{ROOT_SEED, Stream};

#[test]
fn the_generator_gives_the_reference_vector_of_its_inventor() {
    // pcg-c, test-high/expected/check-pcg64.out: seed 42, sequence 54, whose increment is 2 * 54 + 1.
    let mut seed = [0; 32];
    (seed[0], seed[16]) = (42, 109);
    let mut generator = Pcg64::from_seed(seed);
    let words: Vec<u64> = (0..6).map(|_| generator.next_u64()).collect();
    let right = [
        0x86b1_da1d_7206_2b68,
        0x1304_aa46_c985_3d39,
        0xa367_0e9e_0dd5_0358,
        0xf909_0e52_9a7d_ae00,
        0xc85b_9fd8_3799_6f2c,
        0x6061_21f8_e391_9196_u64,
    ];
    assert_eq!(words, right);
}

/// Root, path, first five words and the millionth of three streams: `numpy.random.PCG64` of numpy 2.4.6, its `state` set
/// to state and increment as Python's hashlib gives them (docs/specification.md, section 2), `random_raw` and `advance`.
const NUMPY: [(u64, &str, [u64; 5], u64); 3] = [
    (
        ROOT_SEED,
        "figure-1/draw-0/noise",
        [
            0x8dc9_3cf8_cfa9_cec2,
            0x14cd_d7f0_6725_2869,
            0x420d_af90_27cb_0b1c,
            0x9fef_ed2c_1d31_2e74,
            0x27e5_8dbb_64c6_ca2a,
        ],
        0xe7c3_71be_0be2_6d2d,
    ),
    (
        ROOT_SEED,
        "figure-1/draw-17/data",
        [
            0x493b_c7f8_b1d5_b03c,
            0x377e_4b48_ad43_791f,
            0xb3b5_3901_d9ef_313a,
            0x53f0_f636_d22c_9ced,
            0x6ab4_5ab9_1c4a_6d95,
        ],
        0xea87_4ad5_0ad5_08b1,
    ),
    (
        7,
        "x",
        [
            0xb741_ce12_27a3_20e5,
            0xcfeb_908f_2e03_b22f,
            0xfe0f_6459_9da0_df5d,
            0x6284_1999_d7f7_5b6a,
            0xe1f4_6a87_a3a0_fd11,
        ],
        0xc0cf_5e93_6a93_958a,
    ),
];

#[test]
fn named_streams_give_the_words_that_numpy_gives() {
    for (root, path, first, millionth) in NUMPY {
        let mut stream = Stream::new(root, path);
        let words: Vec<u64> = (0..1_000_000).map(|_| stream.bits()).collect();
        assert_eq!((&words[..5], words[999_999]), (&first[..], millionth), "{root}/{path}");
    }
}

#[test]
fn normals_have_their_golden_bits_and_are_exact_to_four_units_in_the_last_place() {
    // Of the stream figure-1/draw-0/start: bits as an independent implementation in Python gives them, and the values that
    // the same words stand for, computed with 300 bits (mpmath) and rounded.
    const RIGHT: [(u64, f64); 8] = [
        (0xbfe7_3feb_9215_187a, -0.726_552_758_519_360_3),
        (0xbfeb_b703_4e94_2882, -0.866_090_444_063_289_4),
        (0x4004_de9d_111e_8aa6, 2.608_698_018_784_099),
        (0x4001_6f25_cf49_9cd7, 2.179_271_335_062_008),
        (0x3fdd_9c6a_5884_c5a2, 0.462_671_839_183_793_07),
        (0xbff7_7243_9589_a1f7, -1.465_396_484_500_272_7),
        (0x3fc9_ee57_0381_18d0, 0.202_586_056_433_750_72),
        (0xbfe8_3d70_b16e_965c, -0.757_500_025_317_039),
    ];
    let normals = Stream::new(ROOT_SEED, "figure-1/draw-0/start").normals(8);
    for (found, (bits, exact)) in normals.into_iter().zip(RIGHT) {
        assert_eq!(found.to_bits(), bits, "{found} {exact}");
        assert!(bits.abs_diff(exact.to_bits()) <= 4, "{found} {exact}");
    }
}

/// Share of a standard normal below `x`.
fn below(x: f64) -> f64 {
    0.5 * libm::erfc(-x * std::f64::consts::FRAC_1_SQRT_2)
}

/// Kolmogorov's and Smirnov's distance, times the root of the sample's size; `sorted` are shares, from the least up.
fn kolmogorov_smirnov(sorted: &[f64]) -> f64 {
    let count = sorted.len() as f64;
    let distance = |(i, share): (usize, &f64)| ((i + 1) as f64 / count - share).max(share - i as f64 / count);
    sorted.iter().enumerate().map(distance).fold(0.0, f64::max) * count.sqrt()
}

/// Anderson's and Darling's statistic: the distance with weight on the tails; `sorted` are normals, from the least up.
fn anderson_darling(sorted: &[f64]) -> f64 {
    let count = sorted.len() as f64;
    let term = |(i, (low, high)): (usize, (&f64, &f64))| {
        (2 * i + 1) as f64 * (libm::log(below(*low)) + libm::log(below(-high)))
    };
    -count - sorted.iter().zip(sorted.iter().rev()).enumerate().map(term).sum::<f64>() / count
}

/// Chi-square of 64 cells of equal chances.
fn chi_square(shares: &[f64]) -> f64 {
    let mut cells = [0.0; 64];
    for share in shares {
        cells[((share * 64.0) as usize).min(63)] += 1.0;
    }
    let expected = shares.len() as f64 / 64.0;
    cells.iter().map(|count| (count - expected) * (count - expected) / expected).sum()
}

/// Correlation of the squares of neighbours `lag` apart, in standard errors: one radius makes two normals.
fn correlation(normals: &[f64], lag: usize) -> f64 {
    let excess = |x: f64| x * x - 1.0;
    let pairs = normals.iter().zip(&normals[lag..]).map(|(a, b)| excess(*a) * excess(*b));
    pairs.sum::<f64>() / (2.0 * (normals.len() as f64).sqrt())
}

/// What speaks against a million numbers being independent standard normals. Each bound is passed by one right sampler in
/// a thousand, or fewer.
fn refused(normals: &[f64]) -> Vec<&'static str> {
    let mut sorted = normals.to_vec();
    sorted.sort_by(f64::total_cmp);
    let shares: Vec<f64> = sorted.iter().map(|x| below(*x)).collect();
    let count = normals.len() as f64;
    let moment =
        |power: u32| normals.iter().map(|x| (0..power).fold(1.0, |product, _| product * x)).sum::<f64>() / count;
    let off = |found: f64, right: f64, deviation: f64| (found - right).abs() > 4.0 * deviation / count.sqrt();
    let moments = [(1, 0.0, 1.0), (2, 1.0, 2.0), (3, 0.0, 15.0), (4, 3.0, 96.0), (6, 15.0, 10_170.0)];
    // 6.334e-5 and 6.795e-6 of a normal are beyond 4 and beyond 4.5 in size.
    let tails = [(4.0, 6.334_248_366_623_996e-5), (4.5, 6.795_346_249_460_12e-6)];
    let beyond = |size: f64| normals.iter().filter(|x| x.abs() > size).count() as f64 / count;
    let mut found = Vec::new();
    for (name, wrong) in [
        ("kolmogorov-smirnov", kolmogorov_smirnov(&shares) > 1.95),
        ("anderson-darling", anderson_darling(&sorted) > 6.0),
        ("chi-square", chi_square(&shares) > 103.4),
        ("moments", moments.iter().any(|(power, right, square)| off(moment(*power), *right, f64::sqrt(*square)))),
        ("tails", tails.iter().any(|(size, share)| off(beyond(*size), *share, share.sqrt()))),
        ("squares", [1, 2, 3].iter().any(|lag| correlation(normals, *lag).abs() > 4.0)),
    ] {
        if wrong {
            found.push(name);
        }
    }
    found
}

const COUNT: usize = 1_000_000;

#[test]
fn a_million_normals_are_distributed_as_such() {
    assert_eq!(refused(&Stream::new(1, "distribution").normals(COUNT)), [""; 0]);
}

#[test]
fn a_slightly_wrong_sampler_is_refused_for_what_is_wrong_with_it() {
    let right = || Stream::new(1, "distribution").normals(COUNT);
    let wide: Vec<f64> = right().iter().map(|x| 1.01 * x).collect();
    for name in ["kolmogorov-smirnov", "anderson-darling", "chi-square", "moments"] {
        assert!(refused(&wide).contains(&name), "1 % too wide: {name}");
    }
    let shifted: Vec<f64> = right().iter().map(|x| x + 0.01).collect();
    assert!(refused(&shifted).contains(&"kolmogorov-smirnov"));
    let clipped: Vec<f64> = right().iter().map(|x| x.clamp(-4.0, 4.0)).collect();
    assert_eq!(refused(&clipped), ["tails"]);
    let mut stream = Stream::new(1, "distribution");
    let twelve: Vec<f64> = (0..COUNT).map(|_| (0..12).map(|_| stream.uniform()).sum::<f64>() - 6.0).collect();
    for name in ["anderson-darling", "moments", "tails"] {
        assert!(refused(&twelve).contains(&name), "twelve uniforms: {name}");
    }
    let twice: Vec<f64> = right()[..COUNT / 2].iter().flat_map(|x| [*x, -x]).collect();
    assert!(refused(&twice).contains(&"squares"), "each with its opposite");
}
