use super::{Dataset, Network, dot};

/// The span of the data, which every step of SGD moves neurons along: an orthonormal basis of it.
pub struct Span {
    basis: Vec<Vec<f64>>,
}

impl Span {
    /// Gram and Schmidt's basis, each point made orthogonal to those before it twice (Giraud, Langou, Rozložník 2005); a
    /// point that depends on those before it adds nothing.
    pub fn new(data: &Dataset) -> Self {
        const DEPENDENT: f64 = 1e-12;
        let mut span = Self { basis: Vec::new() };
        for i in 0..data.len() {
            let mut rest = span.across(data.point(i));
            let length = dot(&rest, &rest).sqrt();
            if length > DEPENDENT * data.inner(i, i).sqrt() {
                for entry in &mut rest {
                    *entry /= length;
                }
                span.basis.push(rest);
            }
        }
        span
    }

    // [span]
    /// The part of a vector at a right angle to the data, `v - Q^T Q v`; what rounding leaves along is taken off once more.
    pub fn across(&self, vector: &[f64]) -> Vec<f64> {
        let mut rest = vector.to_vec();
        for q in self.basis.iter().chain(&self.basis) {
            let along = dot(&rest, q);
            rest.iter_mut().zip(q).for_each(|(entry, q)| *entry -= along * q);
        }
        rest
    }

    /// The network with this times the part of every neuron across the data: itself for 1, within their span for 0.
    #[must_use]
    pub fn keep(&self, network: &Network, share: f64) -> Network {
        let kept = |neuron: &[f64]| -> Vec<f64> {
            self.across(neuron).iter().zip(neuron).map(|(across, entry)| entry - (1.0 - share) * across).collect()
        };
        let theta = network.theta.chunks_exact(network.dimension).flat_map(kept).collect();
        Network { theta, ..network.clone() }
    }
    // [/span]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::{Activation, Sinh};
    use crate::random::Stream;

    fn case(n: usize, d: usize) -> (Dataset, Network) {
        let mut stream = Stream::new(1, &format!("span/{n}-{d}"));
        let points = (0..n * d).map(|_| stream.uniform()).collect();
        let data = Dataset { dimension: d, points, labels: vec![0.0; n] };
        (data, Network { activation: Activation::Sinh(Sinh), dimension: d, theta: stream.normals(4 * d) })
    }

    #[test]
    fn what_is_across_is_at_a_right_angle_to_every_point_and_the_rest_is_not() {
        let (data, network) = case(3, 5);
        let span = Span::new(&data);
        for j in 0..4 {
            let across = span.across(network.neuron(j));
            assert!(dot(&across, &across) > 1e-3);
            for i in 0..3 {
                assert!(dot(&across, data.point(i)).abs() < 1e-15);
                assert!(dot(network.neuron(j), data.point(i)).abs() > 1e-3);
            }
        }
    }

    #[test]
    fn nothing_is_across_data_that_span_everything_nor_of_a_network_within_their_span() {
        let (data, network) = case(4, 4);
        let span = Span::new(&data);
        assert!(span.across(network.neuron(0)).iter().all(|entry| entry.abs() < 1e-14));
        let (data, network) = case(2, 4);
        let span = Span::new(&data);
        let within = span.keep(&network, 0.0);
        assert!(span.across(within.neuron(1)).iter().all(|entry| entry.abs() < 1e-15));
        assert_eq!(span.keep(&network, 1.0), network);
    }

    #[test]
    fn a_point_that_occurs_twice_spans_no_more() {
        let (mut data, _) = case(2, 4);
        data.points.extend_from_within(..4);
        data.labels.push(0.0);
        assert_eq!(Span::new(&data).basis.len(), 2);
    }
}
