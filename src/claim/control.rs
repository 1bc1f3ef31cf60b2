/// A setting in which a claim's predicate, unchanged, must come out false: what shows that it can fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Control {
    /// The variant of the experiment that is run for it: `no-label-noise`.
    pub variant: &'static str,
    /// Why the predicate must be false there.
    pub reason: &'static str,
}
