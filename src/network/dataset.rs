/// Data points and their labels.
#[derive(Clone, Debug, PartialEq)]
pub struct Dataset {
    /// Entries of each point.
    pub dimension: usize,
    /// The points, `n x d`, row by row.
    pub points: Vec<f64>,
    /// The labels, `n`.
    pub labels: Vec<f64>,
}

impl Dataset {
    /// Number of points.
    pub fn len(&self) -> usize {
        self.labels.len()
    }

    /// Whether there is no point.
    pub fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }

    /// Point `i`, `d` entries.
    pub fn point(&self, i: usize) -> &[f64] {
        &self.points[i * self.dimension..][..self.dimension]
    }

    /// Inner product of points `i` and `k`: an entry of `K = X X^T`.
    pub fn inner(&self, i: usize, k: usize) -> f64 {
        dot(self.point(i), self.point(k))
    }
}

/// Inner product, summed from the left.
pub(crate) fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut sum = a[0] * b[0];
    for (a, b) in a.iter().zip(b).skip(1) {
        sum += a * b;
    }
    sum
}
