use nalgebra::{DMatrix, DVector};

use super::*;
use crate::manifold::{FeatureGradient, sample};
use crate::network::{Activation, Cubic, Sinh};
use crate::random::Stream;

fn case(phi: Curve, signs: [f64; 5]) -> (OnePoint, Vec<f64>) {
    let mut stream = Stream::new(1, "one-point");
    let second: Vec<f64> = signs.iter().map(|sign| sign * (0.25 + stream.uniform())).collect();
    let problem = OnePoint { phi, second, label: 2.0 };
    let start = problem.push(&stream.normals(5)).unwrap();
    (problem, start)
}

const UP: [f64; 5] = [1.0; 5];
const MIXED: [f64; 5] = [1.0, -1.0, 1.0, 1.0, -1.0];
const CUBIC: Curve = Curve::Of(Activation::Cubic(Cubic { nu: 1.0 }));
const SINH: Curve = Curve::Of(Activation::Sinh(Sinh));

#[test]
fn with_a_second_layer_of_ones_it_is_the_geometry_of_the_network() {
    for (network, data) in sample::points() {
        let gradient = FeatureGradient::new(&network, &data).features;
        let mut whole = 0.0;
        for i in 0..data.len() {
            let phi = Curve::Of(network.activation);
            let z: Vec<f64> = (0..network.neurons()).map(|j| dot(network.neuron(j), data.point(i))).collect();
            let problem = OnePoint { phi, second: vec![1.0; z.len()], label: data.labels[i] };
            assert!((problem.output(&z) - data.labels[i]).abs() < 1e-12);
            let square = data.inner(i, i);
            whole += square * problem.sharpness(&z);
            for (j, found) in problem.gradient(&z).into_iter().enumerate() {
                let right = gradient[(i, j)];
                assert!((square * found - right).abs() < 1e-11 * (1.0 + right.abs()), "{found} {right}");
            }
        }
        assert!((whole / network.sharpness(&data) - 1.0).abs() < 1e-13);
    }
}

/// Outputs and sharpness of a network with a second layer, from its weights alone: the sharpness is half the trace of the
/// Hessian of the loss, `sum_i |grad r_i|^2`, with gradients from differences.
fn of_weights(phi: Curve, second: &[f64], points: &DMatrix<f64>, theta: &[f64]) -> (DVector<f64>, f64) {
    let (n, d) = points.shape();
    let outputs = |theta: &[f64]| {
        DVector::from_fn(n, |i, _| {
            let z = |j: usize| (0..d).map(|k| theta[j * d + k] * points[(i, k)]).sum::<f64>();
            (0..second.len()).map(|j| second[j] * phi.value(z(j))).sum::<f64>()
        })
    };
    let h = 1e-5;
    let slope = |k: usize| {
        let moved =
            |t: f64| theta.iter().enumerate().map(|(at, w)| if at == k { w + t } else { *w }).collect::<Vec<_>>();
        (outputs(&moved(h)) - outputs(&moved(-h))) / (2.0 * h)
    };
    (outputs(theta), (0..theta.len()).map(|k| slope(k).norm_squared()).sum())
}

#[test]
fn where_descents_of_all_points_end_the_weights_of_the_network_are_at_a_minimum_along_the_manifold() {
    // Two points in three dimensions: a third of the weights is free besides.
    let points = DMatrix::from_row_slice(2, 3, &[0.9, 0.2, 0.4, 0.1, 0.8, 0.5]);
    let inverse = (&points * points.transpose()).cholesky().unwrap();
    for (phi, signs) in [(CUBIC, UP), (SINH, UP), (Curve::Exp, UP), (CUBIC, MIXED), (SINH, MIXED)] {
        let (first, start) = case(phi, signs);
        let other = OnePoint { label: 0.7, ..first.clone() };
        let ends = [first.descend(&start, 500, 1e-12), other.descend(&other.push(&[0.3; 5]).unwrap(), 500, 1e-12)];
        assert!(ends.iter().all(|end| end.residual <= 1e-12), "{ends:?}");
        let weights = |shift: f64, along: &DMatrix<f64>| -> Vec<f64> {
            // A curve on the manifold: free coordinates move, each point is brought back.
            let z = [&first, &other].into_iter().zip(&ends).enumerate().map(|(i, (problem, end))| {
                let moved: Vec<f64> = end.z.iter().enumerate().map(|(j, z)| z + shift * along[(i, j)]).collect();
                problem.retract(&moved).unwrap()
            });
            let z: Vec<Vec<f64>> = z.collect();
            let solved = inverse.solve(&DMatrix::from_fn(2, 5, |i, j| z[i][j]));
            (points.transpose() * solved).as_slice().to_vec()
        };
        let along = DMatrix::from_vec(2, 5, Stream::new(1, "along").normals(10));
        let at = |shift: f64| of_weights(phi, &first.second, &points, &weights(shift, &along));
        let ((outputs, middle), (_, up), (_, down)) = (at(0.0), at(0.03), at(-0.03));
        assert!((outputs[0] - 2.0).abs() < 1e-11 && (outputs[1] - 0.7).abs() < 1e-11);
        assert!(up > middle && down > middle, "{down} {middle} {up}");
        assert!((up - down).abs() < 0.2 * (up + down - 2.0 * middle), "{down} {middle} {up}");
    }
}

#[test]
fn a_neuron_of_the_wrong_sign_runs_off_where_the_second_derivative_has_one_sign() {
    let (problem, start) = case(Curve::Exp, MIXED);
    let end = problem.descend(&start, 500, 1e-10);
    assert!(end.residual > 1e-2, "{end:?}");
    assert!(end.z.iter().zip(MIXED).all(|(z, sign)| (*z < -5.0) == (sign < 0.0)), "{end:?}");
    // Without them, c = y / 3 for the three others.
    assert!(problem.sharpness(&end.z) * 3.0 / 4.0 - 1.0 < 1e-2);
}

#[test]
fn a_label_out_of_reach_is_not_reached() {
    let problem = OnePoint { phi: Curve::Sigmoid, second: vec![1.0; 3], label: 3.5 };
    assert!(problem.push(&[0.0; 3]).is_none());
    let within = OnePoint { label: 2.5, ..problem };
    assert!((within.output(&within.push(&[0.0, 1.0, -1.0]).unwrap()) - 2.5).abs() < 1e-12);
}
