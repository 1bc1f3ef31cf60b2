use super::{Dataset, Network, dataset::dot};

/// Rows split into their mean and the small rest: what keeps the small eigenvalues of their Gram matrix exact.
///
/// Neurons that all but agree differ in their last digits only; the difference of two such rows is exact in floating
/// point, while a sum over them would bury it. So the rest is taken first, and everything is computed from it.
pub struct Rows {
    dimension: usize,
    count: usize,
    mean: Vec<f64>,
    /// `count x dimension`, row by row.
    rest: Vec<f64>,
}

impl Rows {
    /// The neurons `Theta`, `m x d`.
    pub fn neurons(network: &Network) -> Self {
        Self::new(&network.theta, network.dimension)
    }

    /// The data points `X`, `n x d`.
    pub fn points(data: &Dataset) -> Self {
        Self::new(&data.points, data.dimension)
    }

    /// Any rows of `d` entries each, one after another.
    pub fn new(rows: &[f64], d: usize) -> Self {
        let (m, first) = (rows.len() / d, &rows[..d]);
        let mut rest: Vec<f64> = (0..m * d).map(|k| rows[k] - first[k % d]).collect();
        let mut mean = first.to_vec();
        for k in 0..d {
            let mut shift = 0.0;
            for j in 0..m {
                shift += rest[j * d + k];
            }
            shift /= m as f64;
            mean[k] += shift;
            for j in 0..m {
                rest[j * d + k] -= shift;
            }
        }
        Self { dimension: d, count: m, mean, rest }
    }

    /// The features `Theta X^T`, `m x n`.
    #[must_use]
    pub fn features(&self, data: &Dataset) -> Self {
        let n = data.len();
        let on_data = |row: &[f64]| (0..n).map(|i| dot(row, data.point(i))).collect::<Vec<f64>>();
        Self {
            dimension: n,
            count: self.count,
            mean: on_data(&self.mean),
            rest: self.rest.chunks(self.dimension).flat_map(on_data).collect(),
        }
    }
}

/// Eigenvalues of the Gram matrix `R^T R` (`d x d`) of some rows `R` (`m x d`), from the largest down: the squared
/// singular values of `R`, each with a relative accuracy of its own, however small. Never negative; those below the
/// first are exactly zero where all rows are equal.
///
/// `R^T R = m mean mean^T + rest^T rest`, so `R` has the singular values of `sqrt(m) mean^T` stacked on the rest. A
/// reflection turns the mean into the first axis; what is left has one large entry and small columns, and one-sided
/// Jacobi rotations, which act on columns of any size alike, find its singular values (Demmel and Veselic 1992). Taking
/// eigenvalues of `R^T R` itself would lose all below 1e-16 of the largest.
pub fn gram_eigenvalues(rows: &Rows) -> Vec<f64> {
    let (d, m) = (rows.dimension, rows.count);
    let length = dot(&rows.mean, &rows.mean).sqrt();
    let mut columns = vec![vec![0.0; m + 1]; d];
    columns[0][m] = length * (m as f64).sqrt();
    // The reflection along u = mean + sign * length * e_1, whose product is free of cancellation.
    let mut u = rows.mean.clone();
    u[0] += if u[0] < 0.0 { -length } else { length };
    let norm = dot(&u, &u);
    for (j, row) in rows.rest.chunks(d).enumerate() {
        let along = if norm > 0.0 { 2.0 * dot(row, &u) / norm } else { 0.0 };
        for k in 0..d {
            columns[k][j] = row[k] - along * u[k];
        }
    }
    orthogonalise(&mut columns);
    let mut eigenvalues: Vec<f64> = columns.iter().map(|column| dot(column, column)).collect();
    eigenvalues.sort_by(|a, b| b.total_cmp(a));
    eigenvalues
}

/// One-sided Jacobi: rotates pairs of columns until all are orthogonal to working precision.
fn orthogonalise(columns: &mut [Vec<f64>]) {
    const SWEEPS: usize = 30;
    for _ in 0..SWEEPS {
        let mut rotated = false;
        for p in 0..columns.len() {
            for q in p + 1..columns.len() {
                let (left, right) = columns.split_at_mut(q);
                rotated |= rotate(&mut left[p], &mut right[0]);
            }
        }
        if !rotated {
            break;
        }
    }
}

fn rotate(a: &mut [f64], b: &mut [f64]) -> bool {
    let (aa, bb, ab) = (dot(a, a), dot(b, b), dot(a, b));
    if ab.abs() <= f64::EPSILON * (aa.sqrt() * bb.sqrt()) {
        return false;
    }
    let zeta = (bb - aa) / (2.0 * ab);
    let tangent = if zeta.abs() > 1e150 {
        0.5 / zeta
    } else {
        let root = zeta.abs() + (1.0 + zeta * zeta).sqrt();
        if zeta < 0.0 { -1.0 / root } else { 1.0 / root }
    };
    let cosine = 1.0 / (1.0 + tangent * tangent).sqrt();
    let sine = cosine * tangent;
    for (a, b) in a.iter_mut().zip(b) {
        (*a, *b) = (cosine * *a - sine * *b, sine * *a + cosine * *b);
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::{Activation, Sinh};
    use crate::random::Stream;

    fn network(theta: Vec<f64>) -> Network {
        Network { activation: Activation::Sinh(Sinh), dimension: 3, theta }
    }

    #[test]
    fn eigenvalues_agree_with_those_of_the_gram_matrix_where_these_are_accurate() {
        let theta = Stream::new(1, "spectrum").normals(30);
        let found = gram_eigenvalues(&Rows::neurons(&network(theta.clone())));
        let matrix = nalgebra::DMatrix::from_row_slice(10, 3, &theta);
        let mut right: Vec<f64> = (matrix.transpose() * matrix).symmetric_eigenvalues().iter().copied().collect();
        right.sort_by(|a, b| b.total_cmp(a));
        for (found, right) in found.iter().zip(right) {
            assert!((found - right).abs() < 1e-13 * right, "{found:e} {right:e}");
        }
    }

    #[test]
    fn an_eigenvalue_of_1e_minus_25_is_1e_minus_25() {
        // Rows base +- a e_2 and base +- b e_3 with base along e_1: eigenvalues 4, 2 a^2, 2 b^2, exactly.
        for (a, b) in [(1e-12, 1e-13), (1e-7, 1e-13), (1e-13, 1e-20)] {
            let theta = vec![1.0, a, 0.0, 1.0, -a, 0.0, 1.0, 0.0, b, 1.0, 0.0, -b];
            let found = gram_eigenvalues(&Rows::neurons(&network(theta)));
            for (found, right) in found.iter().zip([4.0, 2.0 * a * a, 2.0 * b * b]) {
                assert!((found - right).abs() < 1e-14 * right, "{found:e} {right:e}");
            }
        }
    }

    #[test]
    fn equal_neurons_have_eigenvalues_of_exactly_zero() {
        let neuron = [0.1, 0.2, 0.3];
        let equal = network(neuron.repeat(10));
        assert!(equal.is_merged());
        let found = gram_eigenvalues(&Rows::neurons(&equal));
        assert_eq!(found[1..], [0.0, 0.0]);
        assert!((found[0] - 1.4).abs() < 1e-14);
    }
}
