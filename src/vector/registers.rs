//! The one place with `unsafe`. The compiler cannot know which instructions the processor has; [`Kernel::available`] asks
//! the processor, no `Kernel` of another path can be made, and outside [`Kernel::run`] no one can name these registers: so
//! none is ever touched where it does not exist.
#![allow(unsafe_code, clippy::wildcard_imports)]

use super::kernel::{Kernel, Path};
#[cfg_attr(not(any(target_arch = "x86_64", target_arch = "aarch64")), allow(unused_imports))]
use super::{Four, InstructionSet, Pack, Vector, Work};

#[cfg(target_arch = "aarch64")]
use arm::Neon;
#[cfg(target_arch = "x86_64")]
use x86::{Avx2, Avx512, Sse2};

impl Kernel {
    /// Does some work with this instruction set; [`Kernel::SCALAR`] does it with what every processor of the target has.
    pub fn run(self, work: impl Work) {
        match self.0 {
            #[cfg(target_arch = "x86_64")]
            Path::Scalar | Path::Sse2 => work.run::<Sse2>(),
            // SAFETY: a `Kernel` of this path exists only where the processor has its instructions.
            #[cfg(target_arch = "x86_64")]
            Path::Avx2 => unsafe { avx2(work) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Path::Avx512 => unsafe { avx512(work) },
            #[cfg(target_arch = "aarch64")]
            Path::Scalar | Path::Neon => work.run::<Neon>(),
            #[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
            Path::Scalar => work.run::<Plain>(),
        }
    }
}

/// Lanes without registers.
#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
struct Plain;
#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
impl InstructionSet for Plain {
    type Four = Pack<f64, 4>;
    type Eight = Pack<f64, 8>;
    type Many = f64;
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,bmi2")]
fn avx2(work: impl Work) {
    work.run::<Avx2>();
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512dq,avx512vl,avx2,bmi2")]
fn avx512(work: impl Work) {
    work.run::<Avx512>();
}

/// A register type: the intrinsics of its operations.
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
macro_rules! register {
    (
        $name:ident($raw:ty) of $lanes:literal;
        operators { $($trait:ident $operator:ident |$left:ident, $right:ident| $operation:expr;)* }
        functions { $($function:ident |$first:ident $(, $other:ident)*| $value:expr;)* }
        shifts { $($shift:ident |$shifted:ident, $by:ident| $moved:expr;)* }
        splats { $($splat:ident($type:ty) |$one:ident| $same:expr;)* }
        loads { $($load:ident($from:ty) |$source:ident| $loaded:expr;)* }
        store |$target:ident, $stored:ident| $store:expr;
        all_within |$lane:ident, $bound:ident| $within:expr;
    ) => {
        #[derive(Clone, Copy)]
        pub struct $name($raw);

        // SAFETY of all that follows: the head of this file; and memory is touched within slices whose bounds are checked.
        $(impl std::ops::$trait for $name {
            type Output = Self;
            #[inline(always)]
            fn $operator(self, other: Self) -> Self {
                let ($left, $right) = (self.0, other.0);
                Self(unsafe { $operation })
            }
        })*
        impl Vector for $name {
            const LANES: usize = $lanes;
            $(#[inline(always)]
            fn $function(self $(, $other: Self)*) -> Self {
                let $first = self.0;
                $(let $other = $other.0;)*
                Self(unsafe { $value })
            })*
            $(#[inline(always)]
            fn $shift(self, by: u32) -> Self {
                let ($shifted, $by) = (self.0, i64::from(by));
                Self(unsafe { $moved })
            })*
            $(#[inline(always)]
            fn $splat($one: $type) -> Self {
                Self(unsafe { $same })
            })*
            $(#[inline(always)]
            fn $load(from: &[$from]) -> Self {
                let $source = from[..$lanes].as_ptr();
                Self(unsafe { $loaded })
            })*
            #[inline(always)]
            fn store(self, to: &mut [f64]) {
                let ($target, $stored) = (to[..$lanes].as_mut_ptr(), self.0);
                unsafe { $store }
            }
            #[inline(always)]
            fn all_within(self, $bound: f64) -> bool {
                let $lane = self.0;
                unsafe { $within }
            }
        }
    };
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use std::arch::x86_64::*;

    use super::{Four, InstructionSet, Pack, Vector};

    register! {
        Eight(__m512d) of 8;
        operators {
            Add add |a, b| _mm512_add_pd(a, b);
            Sub sub |a, b| _mm512_sub_pd(a, b);
            Mul mul |a, b| _mm512_mul_pd(a, b);
            Div div |a, b| _mm512_div_pd(a, b);
        }
        functions {
            sqrt |a| _mm512_sqrt_pd(a);
            at_most |a, bound| _mm512_min_pd(bound, a);
            at_least |a, bound| _mm512_max_pd(bound, a);
            replaced_where_equal |x, a, b, other| _mm512_mask_blend_pd(_mm512_cmp_pd_mask::<_CMP_EQ_OQ>(a, b), x, other);
            and |a, b| _mm512_and_pd(a, b);
            or |a, b| _mm512_or_pd(a, b);
            xor |a, b| _mm512_xor_pd(a, b);
            plus_bits |a, b| _mm512_castsi512_pd(_mm512_add_epi64(_mm512_castpd_si512(a), _mm512_castpd_si512(b)));
            minus_bits |a, b| _mm512_castsi512_pd(_mm512_sub_epi64(_mm512_castpd_si512(a), _mm512_castpd_si512(b)));
            times_low_bits |a, b| _mm512_castsi512_pd(_mm512_mul_epu32(_mm512_castpd_si512(a), _mm512_castpd_si512(b)));
        }
        shifts {
            shift_left |a, by| _mm512_castsi512_pd(_mm512_sllv_epi64(_mm512_castpd_si512(a), _mm512_set1_epi64(by)));
            shift_right |a, by| _mm512_castsi512_pd(_mm512_srlv_epi64(_mm512_castpd_si512(a), _mm512_set1_epi64(by)));
        }
        splats {
            splat(f64) |x| _mm512_set1_pd(x);
            splat_bits(u64) |x| _mm512_castsi512_pd(_mm512_set1_epi64(x.cast_signed()));
        }
        loads {
            load(f64) |from| _mm512_loadu_pd(from);
            load_bits(u64) |from| _mm512_loadu_pd(from.cast());
        }
        store |to, a| _mm512_storeu_pd(to, a);
        all_within |a, bound| _mm512_cmp_pd_mask::<_CMP_LT_OQ>(_mm512_abs_pd(a), _mm512_set1_pd(bound)) == 0xff;
    }

    register! {
        Quarter(__m256d) of 4;
        operators {
            Add add |a, b| _mm256_add_pd(a, b);
            Sub sub |a, b| _mm256_sub_pd(a, b);
            Mul mul |a, b| _mm256_mul_pd(a, b);
            Div div |a, b| _mm256_div_pd(a, b);
        }
        functions {
            sqrt |a| _mm256_sqrt_pd(a);
            at_most |a, bound| _mm256_min_pd(bound, a);
            at_least |a, bound| _mm256_max_pd(bound, a);
            replaced_where_equal |x, a, b, other| _mm256_blendv_pd(x, other, _mm256_cmp_pd::<_CMP_EQ_OQ>(a, b));
            and |a, b| _mm256_and_pd(a, b);
            or |a, b| _mm256_or_pd(a, b);
            xor |a, b| _mm256_xor_pd(a, b);
            plus_bits |a, b| _mm256_castsi256_pd(_mm256_add_epi64(_mm256_castpd_si256(a), _mm256_castpd_si256(b)));
            minus_bits |a, b| _mm256_castsi256_pd(_mm256_sub_epi64(_mm256_castpd_si256(a), _mm256_castpd_si256(b)));
            times_low_bits |a, b| _mm256_castsi256_pd(_mm256_mul_epu32(_mm256_castpd_si256(a), _mm256_castpd_si256(b)));
        }
        shifts {
            shift_left |a, by| _mm256_castsi256_pd(_mm256_sllv_epi64(_mm256_castpd_si256(a), _mm256_set1_epi64x(by)));
            shift_right |a, by| _mm256_castsi256_pd(_mm256_srlv_epi64(_mm256_castpd_si256(a), _mm256_set1_epi64x(by)));
        }
        splats {
            splat(f64) |x| _mm256_set1_pd(x);
            splat_bits(u64) |x| _mm256_castsi256_pd(_mm256_set1_epi64x(x.cast_signed()));
        }
        loads {
            load(f64) |from| _mm256_loadu_pd(from);
            load_bits(u64) |from| _mm256_loadu_pd(from.cast());
        }
        store |to, a| _mm256_storeu_pd(to, a);
        all_within |a, bound| {
            let size = _mm256_andnot_pd(_mm256_set1_pd(-0.0), a);
            _mm256_movemask_pd(_mm256_cmp_pd::<_CMP_LT_OQ>(size, _mm256_set1_pd(bound))) == 0xf
        };
    }

    register! {
        Pair(__m128d) of 2;
        operators {
            Add add |a, b| _mm_add_pd(a, b);
            Sub sub |a, b| _mm_sub_pd(a, b);
            Mul mul |a, b| _mm_mul_pd(a, b);
            Div div |a, b| _mm_div_pd(a, b);
        }
        functions {
            sqrt |a| _mm_sqrt_pd(a);
            at_most |a, bound| _mm_min_pd(bound, a);
            at_least |a, bound| _mm_max_pd(bound, a);
            replaced_where_equal |x, a, b, other| {
                let equal = _mm_cmpeq_pd(a, b);
                _mm_or_pd(_mm_and_pd(equal, other), _mm_andnot_pd(equal, x))
            };
            and |a, b| _mm_and_pd(a, b);
            or |a, b| _mm_or_pd(a, b);
            xor |a, b| _mm_xor_pd(a, b);
            plus_bits |a, b| _mm_castsi128_pd(_mm_add_epi64(_mm_castpd_si128(a), _mm_castpd_si128(b)));
            minus_bits |a, b| _mm_castsi128_pd(_mm_sub_epi64(_mm_castpd_si128(a), _mm_castpd_si128(b)));
            times_low_bits |a, b| _mm_castsi128_pd(_mm_mul_epu32(_mm_castpd_si128(a), _mm_castpd_si128(b)));
        }
        shifts {
            shift_left |a, by| _mm_castsi128_pd(_mm_sll_epi64(_mm_castpd_si128(a), _mm_cvtsi64_si128(by)));
            shift_right |a, by| _mm_castsi128_pd(_mm_srl_epi64(_mm_castpd_si128(a), _mm_cvtsi64_si128(by)));
        }
        splats {
            splat(f64) |x| _mm_set1_pd(x);
            splat_bits(u64) |x| _mm_castsi128_pd(_mm_set1_epi64x(x.cast_signed()));
        }
        loads {
            load(f64) |from| _mm_loadu_pd(from);
            load_bits(u64) |from| _mm_loadu_pd(from.cast());
        }
        store |to, a| _mm_storeu_pd(to, a);
        all_within |a, bound| {
            let size = _mm_andnot_pd(_mm_set1_pd(-0.0), a);
            _mm_movemask_pd(_mm_cmplt_pd(size, _mm_set1_pd(bound))) == 0b11
        };
    }

    impl Four for Quarter {
        #[inline(always)]
        fn sum(self) -> f64 {
            // SAFETY: the head of this file.
            unsafe { Pair(_mm_add_pd(_mm256_castpd256_pd128(self.0), _mm256_extractf128_pd::<1>(self.0))).sum() }
        }
    }

    impl Four for Pack<Pair, 2> {
        #[inline(always)]
        fn sum(self) -> f64 {
            (self.0[0] + self.0[1]).sum()
        }
    }

    impl Pair {
        #[inline(always)]
        fn sum(self) -> f64 {
            // SAFETY: SSE2 is part of x86-64.
            unsafe { _mm_cvtsd_f64(_mm_add_sd(self.0, _mm_unpackhi_pd(self.0, self.0))) }
        }
    }

    pub struct Sse2;
    impl InstructionSet for Sse2 {
        type Four = Pack<Pair, 2>;
        type Eight = Pack<Pair, 4>;
        type Many = Pack<Pair, 4>;
    }

    pub struct Avx2;
    impl InstructionSet for Avx2 {
        type Four = Quarter;
        type Eight = Pack<Quarter, 2>;
        type Many = Pack<Quarter, 4>;
    }

    pub struct Avx512;
    impl InstructionSet for Avx512 {
        type Four = Quarter;
        type Eight = Eight;
        type Many = Pack<Eight, 4>;
    }
}

#[cfg(target_arch = "aarch64")]
mod arm {
    use std::arch::aarch64::*;

    use super::{Four, InstructionSet, Pack, Vector};

    register! {
        Pair(float64x2_t) of 2;
        operators {
            Add add |a, b| vaddq_f64(a, b);
            Sub sub |a, b| vsubq_f64(a, b);
            Mul mul |a, b| vmulq_f64(a, b);
            Div div |a, b| vdivq_f64(a, b);
        }
        functions {
            sqrt |a| vsqrtq_f64(a);
            at_most |a, bound| vbslq_f64(vcltq_f64(bound, a), bound, a);
            at_least |a, bound| vbslq_f64(vcgtq_f64(bound, a), bound, a);
            replaced_where_equal |x, a, b, other| vbslq_f64(vceqq_f64(a, b), other, x);
            and |a, b| vreinterpretq_f64_u64(vandq_u64(vreinterpretq_u64_f64(a), vreinterpretq_u64_f64(b)));
            or |a, b| vreinterpretq_f64_u64(vorrq_u64(vreinterpretq_u64_f64(a), vreinterpretq_u64_f64(b)));
            xor |a, b| vreinterpretq_f64_u64(veorq_u64(vreinterpretq_u64_f64(a), vreinterpretq_u64_f64(b)));
            plus_bits |a, b| vreinterpretq_f64_u64(vaddq_u64(vreinterpretq_u64_f64(a), vreinterpretq_u64_f64(b)));
            minus_bits |a, b| vreinterpretq_f64_u64(vsubq_u64(vreinterpretq_u64_f64(a), vreinterpretq_u64_f64(b)));
            times_low_bits |a, b| vreinterpretq_f64_u64(vmull_u32(
                vmovn_u64(vreinterpretq_u64_f64(a)),
                vmovn_u64(vreinterpretq_u64_f64(b)),
            ));
        }
        shifts {
            shift_left |a, by| vreinterpretq_f64_u64(vshlq_u64(vreinterpretq_u64_f64(a), vdupq_n_s64(by)));
            shift_right |a, by| vreinterpretq_f64_u64(vshlq_u64(vreinterpretq_u64_f64(a), vdupq_n_s64(-by)));
        }
        splats {
            splat(f64) |x| vdupq_n_f64(x);
            splat_bits(u64) |x| vreinterpretq_f64_u64(vdupq_n_u64(x));
        }
        loads {
            load(f64) |from| vld1q_f64(from);
            load_bits(u64) |from| vreinterpretq_f64_u64(vld1q_u64(from));
        }
        store |to, a| vst1q_f64(to, a);
        all_within |a, bound| {
            let within = vcltq_f64(vabsq_f64(a), vdupq_n_f64(bound));
            vgetq_lane_u64::<0>(within) & vgetq_lane_u64::<1>(within) != 0
        };
    }

    impl Four for Pack<Pair, 2> {
        #[inline(always)]
        fn sum(self) -> f64 {
            let folded = (self.0[0] + self.0[1]).0;
            // SAFETY: NEON is part of AArch64.
            unsafe { vgetq_lane_f64::<0>(folded) + vgetq_lane_f64::<1>(folded) }
        }
    }

    pub struct Neon;
    impl InstructionSet for Neon {
        type Four = Pack<Pair, 2>;
        type Eight = Pack<Pair, 4>;
        type Many = Pack<Pair, 4>;
    }
}
