use super::choices::{CHOICES, Picks, all};
use super::rule::{departures, place};
use super::seen::{End, Seen};
use super::setting::Setting;
use crate::experiments::eigenvalues::STATED;
use crate::experiments::quantile::quantile;
use crate::random::{Stream, index_and_rest};
use crate::record::{Datum, Record};

/// Times that the draws are drawn again.
const TIMES: usize = 1000;

/// What most draws of a reading may do: the name of its scalars, and whether a draw does it.
type Statement = (&'static str, fn(&Seen, &Setting) -> bool);
const EXPECTS: Statement = ("expects", |draw, setting| draw.arrives_within(setting.horizon));
const STATEMENTS: [Statement; 4] = [
    ("reaches", |draw, _| draw.observed == End::Arrives),
    EXPECTS,
    ("sharpness", |draw, _| draw.sharpness),
    ("agreement", |draw, _| draw.agreement),
];

/// How often each draw is drawn, of as many.
type Weights = Vec<u64>;

// [resample]
/// How much hangs on the draws: they are drawn again from themselves, a thousand times, and all is counted anew (the
/// percentile bootstrap). All readings and figures share their draws, so a draw that is drawn twice counts twice in every
/// one of them. The readings are all there are: nothing is drawn of them.
pub fn write(record: &mut Record, seen: &[Vec<Vec<Seen>>], setting: &Setting, root: u64) {
    let draws = setting.draws as usize;
    let mut stream = Stream::new(root, "multiverse/resample");
    let again: Vec<Weights> = (0..TIMES)
        .map(|_| {
            let mut weights = vec![0; draws];
            (0..draws).for_each(|_| weights[index_and_rest(stream.bits(), draws).0] += 1);
            weights
        })
        .collect();
    for (name, does) in STATEMENTS {
        let counts = recount(seen, &again, |draw| does(draw, setting));
        if name == EXPECTS.0 {
            chosen(record, &recount(seen, &[vec![1; draws]], |draw| does(draw, setting))[0], &counts);
        }
        let most = |count: &u64| 2 * count > setting.draws;
        for (figure, (id, ..)) in STATED.iter().enumerate() {
            let holding = counts.iter().map(|time| time.iter().filter(|three| most(&three[figure])).count() as u64);
            interval(record, &format!("statements.{id}.{name}"), "readings in which it is so", holding);
        }
        let holding = counts.iter().map(|time| time.iter().filter(|three| three.iter().all(most)).count() as u64);
        if record.scalars.contains_key(&format!("statements.all.{name}.readings")) {
            interval(record, &format!("statements.all.{name}"), "readings in which it is so for all three", holding);
        }
    }
    // Of the neurons' matrix, as the share itself is: the features share its runs.
    let neurons: Vec<bool> = all().iter().map(|picks| picks[6] == 0).collect();
    let runs = neurons.iter().filter(|neurons| **neurons).count() as f64 * setting.draws as f64;
    let right = recount(seen, &again, |draw| draw.predicted == draw.observed);
    for (figure, (id, ..)) in STATED.iter().enumerate() {
        let foreseen = |time: &Vec<[u64; 3]>| -> u64 {
            time.iter().zip(&neurons).filter(|(_, neurons)| **neurons).map(|(three, _)| three[figure]).sum()
        };
        let shares = right.iter().map(|time| foreseen(time) as f64 / runs);
        interval(record, &format!("outcomes.{id}.foreseen_share"), "share of runs foreseen", shares);
    }
}
// [/resample]

/// For every time, reading and figure: how many draws do it.
fn recount(seen: &[Vec<Vec<Seen>>], again: &[Weights], does: impl Fn(&Seen) -> bool) -> Vec<Vec<[u64; 3]>> {
    let doing: Vec<Vec<Vec<bool>>> =
        seen.iter().map(|three| three.iter().map(|draws| draws.iter().map(&does).collect()).collect()).collect();
    let count = |draws: &[bool], weights: &Weights| -> u64 {
        draws.iter().zip(weights).map(|(does, weight)| u64::from(*does) * weight).sum()
    };
    let time = |weights| doing.iter().map(|three| [0, 1, 2].map(|figure| count(&three[figure], weights))).collect();
    again.iter().map(time).collect()
}

/// How often the rule chooses the same reading, and the same option of each choice; and where it places the literal one.
fn chosen(record: &mut Record, once: &[[u64; 3]], counts: &[Vec<[u64; 3]>]) {
    let readings = all();
    let departing: Vec<usize> = readings.iter().map(departures).collect();
    let literal = departing.iter().position(|count| *count == 0).unwrap_or_default();
    let best = |time: &[[u64; 3]]| -> Picks {
        let first = (0..readings.len()).min_by_key(|row| place(time[*row], departing[*row], *row));
        readings[first.unwrap_or_default()]
    };
    let choices: Vec<Picks> = counts.iter().map(|time| best(time)).collect();
    let first = best(once);
    let share = |of: &dyn Fn(&Picks) -> bool| choices.iter().filter(|picks| of(picks)).count() as f64 / TIMES as f64;
    let what = "share of resamples of the draws in which the rule chooses";
    record.scalar("chosen.again", share(&|picks| *picks == first), "1", &format!("{what} the same reading"));
    for (at, choice) in CHOICES.iter().enumerate() {
        let again = share(&|picks| picks[at] == first[at]);
        record.scalar(
            &format!("chosen.{}.again", choice.name),
            again,
            "1",
            &format!("{what} the same {}", choice.name),
        );
    }
    let ranks = counts.iter().map(|time| {
        let its = place(time[literal], departing[literal], literal);
        1 + (0..readings.len()).filter(|row| place(time[*row], departing[*row], *row) < its).count() as u64
    });
    interval(record, "literal.rank", "place of the literal reading", ranks);
}

/// Writes the order statistics that leave out 2.5 % on either side.
fn interval(record: &mut Record, name: &str, what: &str, values: impl Iterator<Item = impl Into<Datum>>) {
    let values: Vec<Datum> = values.map(Into::into).collect();
    for (end, q) in [("low", 0.025), ("high", 0.975)] {
        let what = format!("{what}: order statistic at {q} over resamples of the draws");
        record.scalar(&format!("{name}.{end}"), quantile(&values, q), "1", &what);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiments::Scale;
    use crate::experiments::multiverse::setting::defaults;
    use crate::experiments::parameter;
    use crate::record::Parameters;

    fn setting(draws: u64) -> Setting {
        Setting { draws, ..parameter::read("multiverse", &defaults(Scale::Quick)).unwrap() }
    }

    /// Of every reading and figure, draws that arrive where `arrives` says so.
    fn seen(draws: u64, arrives: impl Fn(usize, u64) -> bool) -> Vec<Vec<Vec<Seen>>> {
        let draw = |reading: usize, draw: u64| Seen {
            ratio_2: Datum::Absent,
            observed: if arrives(reading, draw) { End::Arrives } else { End::Diverges },
            predicted: End::Arrives,
            expected: None,
            unstable: [false; 2],
            sharpness: false,
            agreement: false,
        };
        let figure = |reading| move |_| (0..draws).map(|at| draw(reading, at)).collect();
        (0..all().len()).map(|reading| (0..3).map(figure(reading)).collect()).collect()
    }

    fn written(draws: u64, arrives: impl Fn(usize, u64) -> bool) -> Record {
        let mut record = Record::new("multiverse", Parameters::new(), 1);
        write(&mut record, &seen(draws, arrives), &setting(draws), 1);
        record
    }

    #[test]
    fn where_all_draws_agree_nothing_hangs_on_them() {
        let record = written(8, |reading, _| reading < 100);
        for name in ["statements.figure_2.reaches", "statements.figure_3.expects"] {
            assert_eq!(
                [record.number(&format!("{name}.low")), record.number(&format!("{name}.high"))],
                [Some(100.0); 2]
            );
        }
        assert_eq!(record.number("chosen.again"), Some(1.0));
        let share = record.number("outcomes.figure_1.foreseen_share.low").unwrap();
        assert!((share - 100.0 / 432.0).abs() < 1e-12, "{share}");
    }

    #[test]
    fn where_every_reading_hangs_on_the_same_draw_the_interval_goes_from_none_to_all() {
        // Draw 0 alone arrives; drawn again from eight it is rarely in the majority, from one it is all there is.
        let most = |record: &Record| record.number("statements.figure_1.reaches.high");
        assert_eq!(most(&written(8, |_, draw| draw == 0)), Some(0.0));
        let half = written(8, |_, draw| draw < 4);
        assert_eq!((half.number("statements.figure_1.reaches.low"), most(&half)), (Some(0.0), Some(432.0)));
    }
}
