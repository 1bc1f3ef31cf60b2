//! The one place with `unsafe`: a function compiled for an instruction set may be called only where the processor has it,
//! which the compiler cannot know and [`Kernel::available`] asks the processor.
#![allow(unsafe_code)]

use std::fmt;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use super::kernel::{BLOCK, Block, LANES, Lanes, Room, Span, steps};
use super::label_noise::{Draw, LabelNoise, NoiseLaw};
use super::lone::{self, Fours};
use crate::Error;
use crate::network::{Activation, Dataset, Pointwise};
use crate::random::Stream;

static CHOSEN: OnceLock<Kernel> = OnceLock::new();
static MADE: [AtomicU64; 3] = [const { AtomicU64::new(0) }; 3];

/// An instruction set that the kernel was compiled for. All give the same bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kernel(Path);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Path {
    /// What every processor of the target has: SSE2, NEON.
    Baseline,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

impl fmt::Display for Kernel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Path::Baseline => "baseline",
            #[cfg(target_arch = "x86_64")]
            Path::Avx2 => "avx2",
            #[cfg(target_arch = "x86_64")]
            Path::Avx512 => "avx512",
        })
    }
}

impl Kernel {
    /// Those that this processor has, the widest first.
    pub fn available() -> Vec<Self> {
        let mut kernels = Vec::new();
        #[cfg(target_arch = "x86_64")]
        {
            if is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512dq")
                && is_x86_feature_detected!("avx512vl")
                && is_x86_feature_detected!("bmi2")
            {
                kernels.push(Self(Path::Avx512));
            }
            if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("bmi2") {
                kernels.push(Self(Path::Avx2));
            }
        }
        kernels.push(Self(Path::Baseline));
        kernels
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
    pub(super) fn bear_witness(self, chain_steps: u64) {
        MADE[self.0 as usize].fetch_add(chain_steps, Ordering::Relaxed);
    }

    /// Turns the random bits of a block into noise.
    pub fn shape(self, block: &mut Block, sgd: LabelNoise) {
        match self.0 {
            Path::Baseline => block.shape(sgd.law, sgd.deviation),
            // SAFETY: a `Kernel` of this path exists only where the processor has its instructions.
            #[cfg(target_arch = "x86_64")]
            Path::Avx2 => unsafe { shape_avx2(block, sgd) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Path::Avx512 => unsafe { shape_avx512(block, sgd) },
        }
    }

    /// Makes the steps of a span.
    pub fn steps(self, room: &mut Room, span: &mut Span, phi: Activation, rate: f64) {
        match phi {
            Activation::Cubic(phi) => self.steps_of(room, span, phi, rate),
            Activation::Sinh(phi) => self.steps_of(room, span, phi, rate),
        }
    }

    /// Draws what a block of a lone chain's steps needs.
    pub fn draw(self, draws: &mut [Draw; BLOCK], stream: &mut Stream, law: NoiseLaw, points: usize) {
        match self.0 {
            Path::Baseline => lone::draw(draws, stream, law, points),
            // SAFETY: a `Kernel` of this path exists only where the processor has its instructions.
            #[cfg(target_arch = "x86_64")]
            Path::Avx2 => unsafe { draw_avx2(draws, stream, law, points) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Path::Avx512 => unsafe { draw_avx512(draws, stream, law, points) },
        }
    }

    /// Makes the steps of `draws` of a lone chain.
    pub fn steps_alone(self, fours: &mut Fours, phi: Activation, data: &Dataset, sgd: LabelNoise, draws: &[Draw]) {
        match phi {
            Activation::Cubic(phi) => self.steps_alone_of(fours, phi, data, sgd, draws),
            Activation::Sinh(phi) => self.steps_alone_of(fours, phi, data, sgd, draws),
        }
    }

    fn steps_alone_of<A: Pointwise>(self, fours: &mut Fours, phi: A, data: &Dataset, sgd: LabelNoise, draws: &[Draw]) {
        match self.0 {
            Path::Baseline => lone::steps(fours, phi, data, sgd, draws),
            // SAFETY: a `Kernel` of this path exists only where the processor has its instructions.
            #[cfg(target_arch = "x86_64")]
            Path::Avx2 => unsafe { alone_avx2(fours, phi, data, sgd, draws) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Path::Avx512 => unsafe { alone_avx512(fours, phi, data, sgd, draws) },
        }
    }

    fn steps_of<A: Pointwise>(self, room: &mut Room, span: &mut Span, phi: A, rate: f64) {
        match self.0 {
            Path::Baseline => sized(room, span, phi, rate),
            // SAFETY: a `Kernel` of this path exists only where the processor has its instructions.
            #[cfg(target_arch = "x86_64")]
            Path::Avx2 => unsafe { steps_avx2(room, span, phi, rate) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Path::Avx512 => unsafe { steps_avx512(room, span, phi, rate) },
        }
    }
}

/// [`steps`], with the sizes of the paper's figures known to the compiler: it then keeps the neurons in registers.
#[inline(always)]
fn sized<A: Pointwise>(room: &mut Room, span: &mut Span, phi: A, rate: f64) {
    let room_of = (room.slopes.len(), room.x.len(), room.labels.len());
    match room_of {
        (10, 3, 3) => {
            let (mut points, mut labels) = ([ZERO; 9], [ZERO; 3]);
            points.copy_from_slice(room.points);
            labels.copy_from_slice(room.labels);
            fixed::<A, 30, 10, 3>(room, &points, &labels, span, phi, rate);
        }
        (10, 3, _) => fixed::<A, 30, 10, 3>(room, room.points, room.labels, span, phi, rate),
        _ => steps(room, span, phi, rate),
    }
}

/// [`steps`] on copies whose lengths are types: `m d`, `m`, `d`.
#[inline(always)]
fn fixed<A: Pointwise, const MD: usize, const M: usize, const D: usize>(
    room: &mut Room,
    points: &[Lanes<f64>],
    labels: &[Lanes<f64>],
    span: &mut Span,
    phi: A,
    rate: f64,
) {
    let mut theta = [ZERO; MD];
    theta.copy_from_slice(room.theta);
    let mut streams = room.streams.clone();
    let mut local =
        Room { theta: &mut theta, slopes: &mut [ZERO; M], x: &mut [ZERO; D], points, labels, streams: &mut streams };
    steps(&mut local, span, phi, rate);
    room.theta.copy_from_slice(&theta);
    *room.streams = streams;
}

const ZERO: Lanes<f64> = Lanes([0.0; LANES]);

macro_rules! compiled_for {
    ($features:literal, $shape:ident, $steps:ident, $draw:ident, $alone:ident) => {
        #[cfg(target_arch = "x86_64")]
        #[target_feature(enable = $features)]
        fn $shape(block: &mut Block, sgd: LabelNoise) {
            block.shape(sgd.law, sgd.deviation);
        }

        #[cfg(target_arch = "x86_64")]
        #[target_feature(enable = $features)]
        fn $steps<A: Pointwise>(room: &mut Room, span: &mut Span, phi: A, rate: f64) {
            sized(room, span, phi, rate);
        }

        #[cfg(target_arch = "x86_64")]
        #[target_feature(enable = $features)]
        fn $draw(draws: &mut [Draw; BLOCK], stream: &mut Stream, law: NoiseLaw, points: usize) {
            lone::draw(draws, stream, law, points);
        }

        #[cfg(target_arch = "x86_64")]
        #[target_feature(enable = $features)]
        fn $alone<A: Pointwise>(fours: &mut Fours, phi: A, data: &Dataset, sgd: LabelNoise, draws: &[Draw]) {
            lone::steps(fours, phi, data, sgd, draws);
        }
    };
}

compiled_for!("avx2,bmi2", shape_avx2, steps_avx2, draw_avx2, alone_avx2);
compiled_for!("avx512f,avx512dq,avx512vl,avx2,bmi2", shape_avx512, steps_avx512, draw_avx512, alone_avx512);
