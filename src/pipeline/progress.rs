use std::fmt::Write as _;
use std::io::{IsTerminal as _, Write as _};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Instant;

use indicatif::{ProgressBar, ProgressStyle};

use crate::dynamics::Kernel;

/// How progress is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// A bar with the time left, on a terminal; else plain lines.
    Auto,
    /// Not at all.
    Quiet,
}

/// Progress of a run, on standard error.
pub struct Progress {
    style: Style,
    bar: ProgressBar,
    started: Instant,
    cells: AtomicUsize,
    total: AtomicU64,
    done: AtomicU64,
    computed: AtomicUsize,
    stored: AtomicUsize,
    batches: Mutex<Vec<String>>,
}

impl Progress {
    /// No progress yet.
    pub fn new(style: Style) -> Self {
        Self {
            style,
            bar: ProgressBar::hidden(),
            started: Instant::now(),
            cells: AtomicUsize::new(0),
            total: AtomicU64::new(0),
            done: AtomicU64::new(0),
            computed: AtomicUsize::new(0),
            stored: AtomicUsize::new(0),
            batches: Mutex::default(),
        }
    }

    /// So many cells with so many chain-steps are to be computed.
    pub fn start(&self, cells: usize, chain_steps: u64) {
        self.cells.store(cells, Ordering::Relaxed);
        self.total.store(chain_steps, Ordering::Relaxed);
        if self.style == Style::Quiet {
            return;
        }
        if std::io::stderr().is_terminal() {
            let template = "{bar:40} {percent:>3} % of {msg}, {eta} left";
            if let Ok(style) = ProgressStyle::with_template(template) {
                self.bar.set_style(style);
            }
            self.bar.set_message(format!("{:.1e} chain-steps", chain_steps as f64));
            self.bar.set_length(chain_steps);
            self.bar.set_draw_target(indicatif::ProgressDrawTarget::stderr());
        } else {
            say(&format!("{cells} cells, {:.2e} chain-steps", chain_steps as f64));
        }
    }

    /// A cell is done: read from the store, or computed.
    pub fn finish(&self, chain_steps: u64, stored: bool) {
        let counter = if stored { &self.stored } else { &self.computed };
        counter.fetch_add(1, Ordering::Relaxed);
        let before = self.done.fetch_add(chain_steps, Ordering::Relaxed);
        self.bar.inc(chain_steps);
        let total = self.total.load(Ordering::Relaxed).max(1);
        let quarter = |done: u64| u128::from(done) * 4 / u128::from(total);
        if self.plain() && !stored && quarter(before) != quarter(before + chain_steps) && before + chain_steps < total {
            say(&format!("{} % done", quarter(before + chain_steps) * 25));
        }
    }

    /// Some cells of a record were computed together.
    pub fn note_batch(&self, name: &str, cells: &[usize]) {
        let cells: Vec<String> = cells.iter().map(ToString::to_string).collect();
        if let Ok(mut batches) = self.batches.lock() {
            batches.push(format!("{name} {}", cells.join(" ")));
        }
    }

    /// Cells computed so far, and cells read from the store.
    pub fn cells(&self) -> (usize, usize) {
        (self.computed.load(Ordering::Relaxed), self.stored.load(Ordering::Relaxed))
    }

    /// The batches computed so far, in the order in which they were done: name of the record, and numbers of the cells.
    pub fn batches(&self) -> Vec<String> {
        self.batches.lock().map(|batches| batches.clone()).unwrap_or_default()
    }

    /// Everything is done.
    pub fn end(&self) {
        self.bar.finish_and_clear();
        if self.style != Style::Quiet {
            let (computed, stored) = self.cells();
            let seconds = self.started.elapsed().as_secs_f64();
            let mut line = format!("{computed} cells computed, {stored} from the store, in {seconds:.1} s");
            for (kernel, steps) in Kernel::witness() {
                let _ = write!(line, "; {kernel} made {:.1e} chain-steps", steps as f64);
            }
            say(&line);
        }
    }

    /// Says something that matters even when it is quiet.
    pub fn warn(&self, message: &str) {
        self.bar.suspend(|| say(&format!("warning: {message}")));
    }

    fn plain(&self) -> bool {
        self.style == Style::Auto && self.bar.is_hidden()
    }
}

/// Writes a line to standard error. A reader that has gone away (`2>&1 | head`) is no error of ours.
fn say(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}
