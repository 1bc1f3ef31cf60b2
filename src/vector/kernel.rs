use std::fmt;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::Error;

static CHOSEN: OnceLock<Kernel> = OnceLock::new();
static MADE: [AtomicU64; 5] = [const { AtomicU64::new(0) }; 5];

/// An instruction set that the kernels were compiled for. All give the same bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kernel(pub(super) Path);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Path {
    Scalar,
    #[cfg(target_arch = "x86_64")]
    Sse2,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    #[cfg(target_arch = "x86_64")]
    Avx512,
    #[cfg(target_arch = "aarch64")]
    Neon,
}

impl fmt::Display for Kernel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Path::Scalar => "scalar",
            #[cfg(target_arch = "x86_64")]
            Path::Sse2 => "sse2",
            #[cfg(target_arch = "x86_64")]
            Path::Avx2 => "avx2",
            #[cfg(target_arch = "x86_64")]
            Path::Avx512 => "avx512",
            #[cfg(target_arch = "aarch64")]
            Path::Neon => "neon",
        })
    }
}

impl Kernel {
    /// One number at a time, as the formulas are written: the reference, on every machine.
    pub const SCALAR: Self = Self(Path::Scalar);

    /// Those that this processor has, the widest first.
    pub fn available() -> Vec<Self> {
        let mut paths = Vec::new();
        #[cfg(target_arch = "x86_64")]
        {
            if is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512dq")
                && is_x86_feature_detected!("avx512vl")
                && is_x86_feature_detected!("bmi2")
            {
                paths.push(Path::Avx512);
            }
            if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("bmi2") {
                paths.push(Path::Avx2);
            }
            paths.push(Path::Sse2);
        }
        #[cfg(target_arch = "aarch64")]
        paths.push(Path::Neon);
        paths.push(Path::Scalar);
        paths.into_iter().map(Self).collect()
    }

    /// The one that runs use: the widest, unless [`Kernel::choose`] has been told otherwise.
    pub fn chosen() -> Self {
        *CHOSEN.get_or_init(|| Self::available()[0])
    }

    /// Chooses the one that this process uses, by name, before anything is run.
    pub fn choose(name: &str) -> Result<Self, Error> {
        let available = Self::available();
        let found = available.iter().find(|kernel| kernel.to_string() == name);
        let kernel = found.copied().ok_or_else(|| {
            Error::unknown("kernel on this machine called", name, available.iter().map(ToString::to_string))
        })?;
        Ok(*CHOSEN.get_or_init(|| kernel))
    }

    /// Chain-steps that this process has made so far with each kernel: counted where they are made, not where a kernel is
    /// chosen.
    pub fn witness() -> Vec<(Self, u64)> {
        let made = |kernel: Self| (kernel, MADE[kernel.0 as usize].load(Ordering::Relaxed));
        Self::available().into_iter().map(made).filter(|(_, steps)| *steps > 0).collect()
    }

    /// Adds to what [`Kernel::witness`] tells.
    pub(crate) fn bear_witness(self, chain_steps: u64) {
        MADE[self.0 as usize].fetch_add(chain_steps, Ordering::Relaxed);
    }
}
