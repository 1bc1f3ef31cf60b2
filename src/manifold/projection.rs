use nalgebra::{Cholesky, DVector, Dyn};

use super::Jacobian;
use crate::network::{Dataset, Network};

/// The tangent space of the zero-loss manifold at a network: the directions in which no output changes, `J u = 0`.
/// At a network off the manifold it is that of the level set of the outputs through it.
pub struct TangentSpace<'a> {
    jacobian: Jacobian<'a>,
    gram: Cholesky<f64, Dyn>,
}

impl<'a> TangentSpace<'a> {
    /// At a network; `None` where the gradients of the outputs are linearly dependent, so that there is no manifold.
    pub fn new(network: &Network, data: &'a Dataset) -> Option<Self> {
        let jacobian = Jacobian::new(network, data);
        let gram = jacobian.gram().cholesky()?;
        Some(Self { jacobian, gram })
    }

    // [projection]
    /// The multipliers of a vector, `lambda = (J J^T)^{-1} J v`: what the gradients of the outputs make of it.
    pub fn multipliers(&self, v: &[f64]) -> DVector<f64> {
        self.gram.solve(&self.jacobian.times(v))
    }

    /// The orthogonal projection `P_T v = v - J^T lambda`, with the multipliers (derivation, section 4; Absil, Mahony and
    /// Sepulchre 2008, section 3.6). What rounding leaves across is projected away once more.
    pub fn project(&self, v: &[f64]) -> (Vec<f64>, DVector<f64>) {
        let mut along = v.to_vec();
        let mut multipliers = self.multipliers(v);
        self.jacobian.take_off(&multipliers, &mut along);
        let rest = self.multipliers(&along);
        self.jacobian.take_off(&rest, &mut along);
        multipliers += rest;
        (along, multipliers)
    }
    // [/projection]

    /// The gradients of the outputs.
    pub fn jacobian(&self) -> &Jacobian<'a> {
        &self.jacobian
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifold::sample;
    use crate::network::dot;
    use crate::random::Stream;

    #[test]
    fn a_projected_vector_changes_no_output_and_stays_when_projected_again() {
        for (network, data) in sample::points() {
            let space = TangentSpace::new(&network, &data).unwrap();
            let v = Stream::new(1, "projection").normals(network.theta.len());
            let (along, multipliers) = space.project(&v);
            assert!(space.jacobian().times(&along).amax() < 1e-14 * space.jacobian().times(&v).amax());
            let (again, rest) = space.project(&along);
            assert!(again.iter().zip(&along).all(|(a, b)| (a - b).abs() < 1e-14));
            assert!(rest.amax() < 1e-14 * multipliers.amax());
            // Orthogonal: the part taken off is at a right angle to what is left.
            let across: Vec<f64> = v.iter().zip(&along).map(|(v, along)| v - along).collect();
            assert!(dot(&across, &along).abs() < 1e-12 * dot(&v, &v));
        }
    }

    #[test]
    fn there_is_no_tangent_space_where_a_point_occurs_twice() {
        let (network, mut data) = sample::points().swap_remove(0);
        let first = data.point(0).to_vec();
        data.points[data.dimension..2 * data.dimension].copy_from_slice(&first);
        assert!(TangentSpace::new(&network, &data).is_none());
    }
}
