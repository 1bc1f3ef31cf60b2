use super::{Batch, Chain, Fate, Kernel, LabelNoise, Start};
use crate::network::Network;

/// Up to [`Batch::LANES`] runs, computed in whichever way is faster: side by side, or one after the other; on
/// [`Kernel::SCALAR`], the reference, always one after the other. The bits are the same.
pub enum Ensemble<'a> {
    /// Side by side.
    Batch(Box<Batch>),
    /// One after the other.
    Alone(Vec<Chain<'a>>),
}

impl<'a> Ensemble<'a> {
    /// The runs at step 0; all of one activation and of the same sizes.
    pub fn new(starts: Vec<Start<'a>>, sgd: LabelNoise, kernel: Kernel) -> Self {
        /// Runs that are faster one by one than in a batch with most lanes idle.
        const FEW: usize = 2;
        /// Entries of eight networks that still fit a core's own cache.
        const WIDE: usize = 8_192;
        let wide = starts.iter().any(|start| start.network.theta.len() > WIDE);
        if wide || starts.len() <= FEW || kernel == Kernel::SCALAR {
            let chain = |start: Start<'a>| Chain::new(&start.network, start.data, sgd, start.stream, kernel);
            Self::Alone(starts.into_iter().map(chain).collect())
        } else {
            Self::Batch(Box::new(Batch::new(&starts, sgd, kernel)))
        }
    }

    /// Runs on to step `target`, which must be even.
    pub fn advance_to(&mut self, target: u64) {
        match self {
            Self::Batch(batch) => batch.advance_to(target),
            Self::Alone(chains) => chains.iter_mut().for_each(|chain| chain.advance_to(target)),
        }
    }

    /// What has become of a run so far.
    pub fn fate(&self, run: usize) -> Fate {
        match self {
            Self::Batch(batch) => batch.fate(run),
            Self::Alone(chains) => chains[run].fate(),
        }
    }

    /// A run's network as it is now.
    pub fn network(&self, run: usize) -> Network {
        match self {
            Self::Batch(batch) => batch.network(run),
            Self::Alone(chains) => chains[run].network(),
        }
    }
}
