use super::{Four, InstructionSet, Kernel, Vector, Work};

/// Numbers and bit patterns that instruction sets are known to disagree on, and some ordinary ones.
const VALUES: [f64; 16] = [
    0.0,
    -0.0,
    1.0,
    -1.5,
    0.1,
    -3.7e-5,
    4_503_599_627_370_496.0,
    f64::MIN_POSITIVE,
    5e-324,
    f64::MAX,
    f64::INFINITY,
    f64::NEG_INFINITY,
    f64::NAN,
    2.0e-310,
    -709.5,
    std::f64::consts::PI,
];

/// All operations on all pairs of values, lane by lane.
struct Compare<'a>(&'a mut usize);

impl Work for Compare<'_> {
    fn run<S: InstructionSet>(self) {
        *self.0 += compare::<S::Four>() + compare::<S::Eight>() + compare::<S::Many>();
        let numbers = [1e16, 1.0, -1e16, 3.0];
        assert_eq!(S::Four::load(&numbers).sum(), (1e16 + -1e16) + (1.0 + 3.0));
    }
}

fn compare<V: Vector>() -> usize {
    let lanes = |shift: usize| -> Vec<f64> { (0..V::LANES).map(|lane| VALUES[(lane + shift) % 16]).collect() };
    let mut compared = 0;
    for (shift, value) in VALUES.into_iter().enumerate() {
        for other in 0..16 {
            let (a, b, c) = (lanes(shift), lanes(other), lanes(shift + other));
            let (x, y, z) = (V::load(&a), V::load(&b), V::load(&c));
            let mut same = |found: V, right: &dyn Fn(f64, f64, f64) -> f64, what: &str| {
                let mut to = vec![0.0; V::LANES];
                found.store(&mut to);
                for lane in 0..V::LANES {
                    let (found, right) = (to[lane], right(a[lane], b[lane], c[lane]));
                    // The bits of what is no number are the processor's own.
                    let equal = found.to_bits() == right.to_bits() || (found.is_nan() && right.is_nan());
                    assert!(equal, "{what} of {} and {}: {found} instead of {right}", a[lane], b[lane]);
                }
                compared += V::LANES;
            };
            same(x + y, &|a, b, _| a + b, "sum");
            same(x - y, &|a, b, _| a - b, "difference");
            same(x * y, &|a, b, _| a * b, "product");
            same(x / y, &|a, b, _| a / b, "quotient");
            same(x.sqrt(), &|a, _, _| a.sqrt(), "root");
            same(x.at_most(y), &|a, b, _| a.at_most(b), "at_most");
            same(x.at_least(y), &|a, b, _| a.at_least(b), "at_least");
            same(x.replaced_where_equal(x, y, z), &|a, b, c| if a == b { c } else { a }, "replaced_where_equal");
            same(x.and(y), &|a, b, _| a.and(b), "and");
            same(x.or(y), &|a, b, _| a.or(b), "or");
            same(x.xor(y), &|a, b, _| a.xor(b), "xor");
            same(x.plus_bits(y), &|a, b, _| a.plus_bits(b), "plus_bits");
            same(x.minus_bits(y), &|a, b, _| a.minus_bits(b), "minus_bits");
            same(x.times_low_bits(y), &|a, b, _| a.times_low_bits(b), "times_low_bits");
            for by in [1, 11, 32, 52, 63] {
                same(x.shift_left(by), &|a, _, _| a.shift_left(by), "shift_left");
                same(x.shift_right(by), &|a, _, _| a.shift_right(by), "shift_right");
            }
            let bits: Vec<u64> = b.iter().map(|b| b.to_bits()).collect();
            same(V::load_bits(&bits), &|_, b, _| b, "load_bits");
            assert_eq!(x.all_within(3.0), a.iter().all(|a| a.all_within(3.0)));
        }
        same_in_every_lane(V::splat(value), value);
        same_in_every_lane(V::splat_bits(value.to_bits()), value);
        assert_eq!(V::splat(value).all_within(3.0), value.all_within(3.0));
    }
    compared
}

fn same_in_every_lane<V: Vector>(found: V, right: f64) {
    let mut to = vec![0.0; V::LANES];
    found.store(&mut to);
    assert!(to.iter().all(|lane| lane.to_bits() == right.to_bits()));
}

#[test]
fn every_operation_of_every_instruction_set_is_that_of_one_number_in_each_lane() {
    for kernel in Kernel::available() {
        let mut compared = 0;
        kernel.run(Compare(&mut compared));
        assert!(compared > 16 * 16 * 20 * 12, "{kernel} compared {compared}");
    }
}
