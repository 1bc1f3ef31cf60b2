use rand::{Rng as _, SeedableRng as _};
use rand_pcg::Pcg64;
use sha2::{Digest as _, Sha256};

use super::{normal_pair, unit};

/// The root seed of the pinned report: the paper's arXiv number, so that nobody chose it.
pub const ROOT_SEED: u64 = 241_016_401;

/// A stream of random numbers with a name of its own.
#[derive(Clone)]
pub struct Stream(Pcg64);

impl Stream {
    // [seed]
    /// The stream called `path` (`figure-1/draw-17/noise`) under a root seed: PCG64 seeded by the SHA-256 of
    /// `ROOT/PATH`, root in decimal, so that a new experiment moves no other stream.
    pub fn new(root: u64, path: &str) -> Self {
        Self(Pcg64::from_seed(Sha256::digest(format!("{root}/{path}")).into()))
    }
    // [/seed]

    /// The next 64 bits.
    #[inline(always)]
    pub fn bits(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// The next number of `[0, 1)`; takes 64 bits.
    pub fn uniform(&mut self) -> f64 {
        unit(self.bits())
    }

    /// `count` standard normals; takes 64 bits for each, and for one more where `count` is odd.
    pub fn normals(&mut self, count: usize) -> Vec<f64> {
        let mut normals = Vec::with_capacity(count + 1);
        while normals.len() < count {
            let (first, second) = (f64::from_bits(self.bits()), f64::from_bits(self.bits()));
            normals.extend(<[f64; 2]>::from(normal_pair(first, second)));
        }
        normals.truncate(count);
        normals
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_are_told_apart_by_root_and_by_path() {
        let first = |root, path| Stream::new(root, path).bits();
        assert_eq!(first(1, "a"), first(1, "a"));
        assert_ne!(first(1, "a"), first(1, "b"));
        assert_ne!(first(1, "a"), first(2, "a"));
    }

    #[test]
    fn the_root_stream_has_its_golden_bits() {
        // SHA-256 and PCG64 (XSL RR 128/64) as an independent Python implementation gives them.
        let mut stream = Stream::new(ROOT_SEED, "figure-1/draw-0/noise");
        assert_eq!([stream.bits(), stream.bits()], GOLDEN);
    }

    const GOLDEN: [u64; 2] = [10_216_764_269_000_249_026, 1_499_091_678_506_854_505];
}
