use crate::Error;
use crate::experiments::{Experiment, Plan, REGISTRY, Scale, find, set};
use crate::random::ROOT_SEED;
use crate::record::{Parameters, digest};

/// What the command line asks to be run.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The scale.
    pub scale: Scale,
    /// The experiments; all of them where empty.
    pub only: Vec<String>,
    /// Parameters set otherwise: `figure-1.sigma=0.1`.
    pub set: Vec<String>,
    /// Another root seed.
    pub seed: Option<u64>,
}

/// One record to be computed: an experiment, or one of its controls.
pub struct Task {
    /// The experiment.
    pub experiment: &'static Experiment,
    /// The record's name: `figure-1/no-label-noise`.
    pub name: String,
    /// Its parameters.
    pub parameters: Parameters,
    /// The experiment at these parameters.
    pub plan: Box<dyn Plan>,
}

impl Options {
    /// The root seed.
    pub fn root(&self) -> u64 {
        self.seed.unwrap_or(ROOT_SEED)
    }

    /// What is asked otherwise than pinned, in words.
    pub fn departures(&self) -> Vec<String> {
        let seed = self.seed.filter(|seed| *seed != ROOT_SEED).map(|seed| format!("seed {seed}"));
        self.set.iter().filter(|text| !self.is_default(text)).cloned().chain(seed).collect()
    }
}

impl Options {
    /// Whether a `--set` says what is so anyway.
    fn is_default(&self, text: &str) -> bool {
        let Some(((id, name), value)) = assignment(text) else { return false };
        let Ok(experiment) = find(id) else { return false };
        let defaults = (experiment.defaults)(self.scale);
        let mut parameters = defaults.clone();
        set(id, experiment.parameters, &mut parameters, name, value).is_ok() && digest(&parameters) == digest(&defaults)
    }
}

/// `EXPERIMENT.PARAMETER=VALUE`, taken apart.
fn assignment(text: &str) -> Option<((&str, &str), &str)> {
    let (name, value) = text.split_once('=')?;
    Some((name.split_once('.')?, value))
}

/// The records that the options ask for, experiment by experiment, each followed by its controls.
pub fn plan(options: &Options) -> Result<Vec<Task>, Error> {
    for id in &options.only {
        find(id)?;
    }
    let mut settings = Vec::new();
    for text in &options.set {
        let Some(((id, name), value)) = assignment(text) else {
            return Err(Error::Assignment { text: text.clone() });
        };
        find(id)?;
        settings.push((id, name, value));
    }
    let mut tasks = Vec::new();
    for &experiment in REGISTRY {
        if !options.only.is_empty() && !options.only.iter().any(|id| id == experiment.id) {
            continue;
        }
        let mut parameters = (experiment.defaults)(options.scale);
        for (_, name, value) in settings.iter().filter(|(id, ..)| *id == experiment.id) {
            set(experiment.id, experiment.parameters, &mut parameters, name, value)?;
        }
        for (name, parameters) in experiment.runs(&parameters) {
            tasks.push(task(experiment, name, parameters)?);
        }
    }
    Ok(tasks)
}

/// The task that computes the record called `name` at given parameters.
pub fn task(experiment: &'static Experiment, name: String, parameters: Parameters) -> Result<Task, Error> {
    let plan = (experiment.plan)(&name, &parameters)?;
    Ok(Task { experiment, name, parameters, plan })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(options: &Options) -> String {
        plan(options).err().map(|error| error.to_string()).unwrap_or_default()
    }

    #[test]
    fn wrong_input_is_named_with_what_would_be_right() {
        let only = Options { only: vec!["figure-4".into()], ..Options::default() };
        assert_eq!(message(&only), r#"there is no experiment "figure-4"; did you mean "figure-3"?"#);
        let set = |text: &str| Options { set: vec![text.into()], ..Options::default() };
        assert!(message(&set("sigma=1")).contains("EXPERIMENT.PARAMETER=VALUE"));
        assert!(message(&set("figure-1.sigm=1")).contains(r#"did you mean "sigma"?"#));
        assert!(message(&set("figure-1.draws=0")).contains("a whole number from 1 to"));
    }

    #[test]
    fn quick_runs_stay_below_their_budget() {
        let tasks = plan(&Options { scale: Scale::Quick, ..Options::default() }).unwrap();
        let steps: u64 = tasks.iter().map(|task| task.plan.chain_steps()).sum();
        assert!(steps <= 20_000_000, "{steps}");
    }

    #[test]
    fn more_steps_than_can_be_counted_are_no_small_number() {
        let set = ["figure-1.draws=16384", "figure-1.steps=1125899906842624"].map(String::from).to_vec();
        let tasks = plan(&Options { set, ..Options::default() }).unwrap();
        let figure = tasks.iter().find(|task| task.name == "figure-1").unwrap();
        assert_eq!(figure.plan.chain_steps(), u64::MAX);
    }

    #[test]
    fn the_pinned_seed_is_no_departure() {
        let seeded = |seed| Options { seed: Some(seed), ..Options::default() }.departures();
        assert_eq!(seeded(ROOT_SEED), Vec::<String>::new());
        assert_eq!(seeded(7), ["seed 7"]);
        let set = |text: &str| Options { set: vec![text.into()], ..Options::default() }.departures();
        assert_eq!(set("figure-1.sigma=3e-2"), Vec::<String>::new());
        assert_eq!(set("figure-1.sigma=0.2"), ["figure-1.sigma=0.2"]);
    }
}
