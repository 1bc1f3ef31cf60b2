use std::fmt::Write as _;

use super::fingerprint::ARITHMETIC;
use super::{Build, Progress};
use crate::dynamics::Kernel;

/// What ran, as lines of a name and a value for a script to read; nothing of it is part of a result.
pub fn witness(progress: &Progress, threads: usize) -> String {
    let Build { toolchain, platform, .. } = Build::current();
    let optimisation = env!("BUILD_OPTIMISATION");
    let (computed, stored) = progress.cells();
    let mut text = format!(
        "platform {platform}\ntoolchain {toolchain}\noptimisation {optimisation}\narithmetic {ARITHMETIC}\n\
         threads {threads}\ncomputed {computed}\nstored {stored}\n"
    );
    for (kernel, steps) in Kernel::witness() {
        let _ = writeln!(text, "kernel {kernel} {steps}");
    }
    for batch in progress.batches() {
        let _ = writeln!(text, "batch {batch}");
    }
    text
}
