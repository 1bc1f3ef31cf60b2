use super::Vector;

/// Horner's rule, the coefficient of the highest power first.
#[inline(always)]
pub fn polynomial<V: Vector, const N: usize>(w: V, coefficients: &[f64; N]) -> V {
    let mut sum = V::splat(coefficients[0]);
    for coefficient in &coefficients[1..] {
        sum = sum * w + V::splat(*coefficient);
    }
    sum
}
