//! From parameters to findings: what to run, where results are kept, how they stand to the pinned ones.

mod drift;
mod edition;
mod fingerprint;
mod lock;
mod pending;
mod pins;
mod plan;
mod progress;
mod project;
mod publish;
mod runner;
mod share;
mod store;
mod verification;
mod witness;

pub use drift::{Change, Drift, Kind, drift};
pub use edition::{Frame, edition, pinned_edition, verdicts};
pub use fingerprint::{Build, fingerprint};
pub use lock::{Lock, Pin};
pub use pending::Pending;
pub use pins::{Pins, Verdicts, file_name, read_record};
pub use plan::{Options, Task, plan, task};
pub use progress::{Progress, Style};
pub use project::{Project, write_atomically};
pub use publish::{files, publish, publish_alone, surplus};
pub use runner::{Result, Way, compute, compute_into};
pub use share::Share;
pub use store::Store;
pub use verification::{Finding, Report};
pub use witness::witness;
