use super::{Activation, Dataset, dataset::dot};

/// A two-layer network with second layer fixed to ones: `r(x) = sum_j phi(theta_j . x)`.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    /// The activation `phi`.
    pub activation: Activation,
    /// Entries of each neuron.
    pub dimension: usize,
    /// The neurons `Theta`, `m x d`, row by row.
    pub theta: Vec<f64>,
}

impl Network {
    /// Number of neurons.
    pub fn neurons(&self) -> usize {
        self.theta.len() / self.dimension
    }

    /// Neuron `j`, `d` entries.
    pub fn neuron(&self, j: usize) -> &[f64] {
        &self.theta[j * self.dimension..][..self.dimension]
    }

    /// Training loss `L = sum_i (r_i - y_i)^2` (derivation, section 1).
    pub fn loss(&self, data: &Dataset) -> f64 {
        self.sum_over_points(data, |network, i| {
            let mut output = 0.0;
            for j in 0..network.neurons() {
                output += network.activation.value(dot(network.neuron(j), data.point(i)));
            }
            let residual = output - data.labels[i];
            residual * residual
        })
    }

    // [sharpness]
    /// Sharpness `F = sum_i |x_i|^2 sum_j phi'(z_ij)^2`; on the zero-loss manifold the trace of the Hessian of the loss
    /// is `2 F` (derivation, section 2).
    pub fn sharpness(&self, data: &Dataset) -> f64 {
        self.sum_over_points(data, |network, i| {
            let mut slopes = 0.0;
            for j in 0..network.neurons() {
                let slope = network.activation.slope(dot(network.neuron(j), data.point(i)));
                slopes += slope * slope;
            }
            data.inner(i, i) * slopes
        })
    }
    // [/sharpness]

    // [off-manifold]
    /// What the trace of the Hessian of the loss has beyond `2 F` off the zero-loss manifold, and zero on it:
    /// `2 sum_i (r_i - y_i) |x_i|^2 sum_j phi''(z_ij)` (derivation, section 2).
    pub fn off_manifold_trace(&self, data: &Dataset) -> f64 {
        self.sum_over_points(data, |network, i| {
            let (mut residual, mut seconds) = (-data.labels[i], 0.0);
            for j in 0..network.neurons() {
                let z = dot(network.neuron(j), data.point(i));
                residual += network.activation.value(z);
                seconds += network.activation.second(z);
            }
            2.0 * residual * data.inner(i, i) * seconds
        })
    }
    // [/off-manifold]

    /// The largest `|z_ij - target_i|` over all neurons and points: how far any neuron's pre-activation is from its target.
    pub fn distance(&self, data: &Dataset, targets: &[f64]) -> f64 {
        let mut largest = 0.0_f64;
        for (i, target) in targets.iter().enumerate() {
            for j in 0..self.neurons() {
                largest = largest.max((dot(self.neuron(j), data.point(i)) - target).abs());
            }
        }
        largest
    }

    /// The largest curvature that a single sample's loss has along its own gradient, without the factor `c`:
    /// `max_i |x_i|^2 sum_j phi'(z_ij)^2` (derivation, section 2).
    pub fn largest_curvature(&self, data: &Dataset) -> f64 {
        let mut largest = 0.0_f64;
        for i in 0..data.len() {
            let mut slopes = 0.0;
            for j in 0..self.neurons() {
                let slope = self.activation.slope(dot(self.neuron(j), data.point(i)));
                slopes += slope * slope;
            }
            largest = largest.max(data.inner(i, i) * slopes);
        }
        largest
    }

    /// The largest distance of a pre-activation from its mean over neurons: how far any neuron computes another feature.
    pub fn spread(&self, data: &Dataset) -> f64 {
        let mut largest = 0.0_f64;
        for i in 0..data.len() {
            let first = dot(self.neuron(0), data.point(i));
            let apart: Vec<f64> = (0..self.neurons()).map(|j| dot(self.neuron(j), data.point(i)) - first).collect();
            let mut mean = 0.0;
            for z in &apart {
                mean += z / self.neurons() as f64;
            }
            largest = apart.iter().fold(largest, |largest, z| largest.max((z - mean).abs()));
        }
        largest
    }

    /// The largest distance between two neurons, over the length of the longest.
    pub fn disagreement(&self) -> f64 {
        let (mut largest, mut longest) = (0.0_f64, 0.0_f64);
        for j in 0..self.neurons() {
            longest = longest.max(dot(self.neuron(j), self.neuron(j)));
            for other in 0..j {
                let apart: Vec<f64> = self.neuron(j).iter().zip(self.neuron(other)).map(|(a, b)| a - b).collect();
                largest = largest.max(dot(&apart, &apart));
            }
        }
        largest.sqrt() / longest.sqrt()
    }

    /// Whether all neurons are the same to the bit. Equal neurons receive equal updates, so they stay equal for ever.
    pub fn is_merged(&self) -> bool {
        let first = self.neuron(0);
        (1..self.neurons()).all(|j| self.neuron(j).iter().zip(first).all(|(a, b)| a.to_bits() == b.to_bits()))
    }

    fn sum_over_points(&self, data: &Dataset, term: impl Fn(&Self, usize) -> f64) -> f64 {
        let mut sum = 0.0;
        for i in 0..data.len() {
            sum += term(self, i);
        }
        sum
    }
}
