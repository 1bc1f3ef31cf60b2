use super::choices::{CHOICES, Picks, all};
use crate::experiments::eigenvalues::STATED;
use crate::record::{Datum, Record, Table};

/// What is looked at in a reading: a column of counts of draws, and what it says.
const MEASURES: [(&str, &str); 3] = [
    ("reached", "share of draws that reached a hundredth"),
    ("expected", "share of draws that reached it or are predicted to within the horizon"),
    ("diverged", "share of draws that diverged"),
];

/// In what share of readings a statement holds, what each option does, and which choice matters most.
pub fn write(record: &mut Record, draws: u64) {
    let readings = record.tables["readings"].clone();
    let shares = |figure: &str, column: &str| -> Vec<f64> {
        let counts = readings.column(&format!("{figure}.{column}")).iter();
        counts.map(|count| count.as_number().unwrap_or(0.0) / draws as f64).collect()
    };
    let count = readings.column("labels").len();
    let mut hold = |name: &str, holding: usize, of: usize, what: &str| {
        record.scalar(&format!("{name}.readings"), holding as u64, "1", what);
        record.scalar(&format!("{name}.of"), of as u64, "1", &format!("readings that can tell: {what}"));
        let share = if of == 0 { Datum::Absent } else { Datum::number(holding as f64 / of as f64) };
        record.scalar(&format!("{name}.share"), share, "1", &format!("share of readings: {what}"));
    };
    let mut together = vec![[true; 2]; count];
    for (figure, ..) in STATED {
        for (name, column, what) in [
            (
                "reaches",
                "reached",
                "readings in which most draws end with both eigenvalues below a hundredth of the first",
            ),
            ("expects", "expected", "readings in which most draws do, or are predicted to within the horizon"),
            (
                "sharpness",
                "sharpness",
                "readings in which sharpness falls a hundred-fold towards its least value in most draws",
            ),
            ("agreement", "agreement", "readings in which the spread of pre-activations falls ten-fold in most draws"),
        ] {
            let most: Vec<bool> = shares(figure, column).iter().map(|share| *share > 0.5).collect();
            hold(&format!("statements.{figure}.{name}"), most.iter().filter(|most| **most).count(), count, what);
            if let Some(at) = ["reaches", "expects"].iter().position(|all| *all == name) {
                together.iter_mut().zip(&most).for_each(|(all, most)| all[at] &= most);
            }
        }
    }
    for (at, name) in ["reaches", "expects"].into_iter().enumerate() {
        let all = together.iter().filter(|all| all[at]).count();
        hold(&format!("statements.all.{name}"), all, count, "readings in which it is so for all three figures");
    }

    let picks = all();
    let (mut choices, mut options) = (Vec::new(), Vec::new());
    let mut columns: Vec<(String, String, Vec<Datum>)> = Vec::new();
    let mut indices: Vec<(String, String, Vec<Datum>)> = Vec::new();
    for choice in &CHOICES {
        for option in choice.options {
            choices.push(Datum::text(choice.name));
            options.push(Datum::text(option.0));
        }
    }
    for (figure, ..) in STATED {
        for (measure, what) in MEASURES {
            let values = shares(figure, measure);
            let means = (0..CHOICES.len()).flat_map(|at| means(&picks, &values, at)).map(Datum::number).collect();
            let what = format!("{figure}: {what}");
            columns.push((format!("{figure}.{measure}"), format!("{what}, mean over the readings with it"), means));
            let index = (0..CHOICES.len()).map(|at| main_effect(&picks, &values, at)).collect();
            indices.push((
                format!("{figure}.{measure}"),
                format!("{what}: part of its variance over readings that the choice alone explains"),
                index,
            ));
        }
    }
    let table = Table::new("one row an option of a choice: what the readings with it come to, on average")
        .with("choice", "1", "the choice", choices)
        .with("option", "1", "the option", options);
    let table = columns.into_iter().fold(table, |table, (name, what, values)| table.with(&name, "1", &what, values));
    record.tables.insert("options".into(), table);
    let names = CHOICES.iter().map(|choice| Datum::text(choice.name)).collect();
    let table = Table::new("one row a choice: how much it alone matters").with("choice", "1", "the choice", names);
    for (name, _, values) in &indices {
        let most = (0..CHOICES.len()).max_by(|a, b| values[*a].order(&values[*b]).then(b.cmp(a))).unwrap_or_default();
        let what = format!("choice that alone explains most of the variance of {name} over readings");
        let choice = if values[most] == Datum::Absent { Datum::Absent } else { Datum::text(CHOICES[most].name) };
        record.scalar(&format!("matters.{name}.choice"), choice, "1", &what);
        record.scalar(&format!("matters.{name}.part"), values[most].clone(), "1", "the part that it explains");
    }
    let table = indices.into_iter().fold(table, |table, (name, what, values)| table.with(&name, "1", &what, values));
    record.tables.insert("effects".into(), table);
}

/// Mean of a measure over the readings with each option of a choice.
fn means(picks: &[Picks], values: &[f64], choice: usize) -> Vec<f64> {
    let options = CHOICES[choice].options.len();
    let mut sums = vec![(0.0, 0.0); options];
    for (picks, value) in picks.iter().zip(values) {
        let (sum, count) = &mut sums[picks[choice]];
        *sum += value;
        *count += 1.0;
    }
    sums.into_iter().map(|(sum, count)| sum / count).collect()
}

// [main-effect]
/// The part of a measure's variance over readings that one choice alone explains: the variance of the means over its
/// options (Sobol's first index; all combinations are there, so options weigh alike). Absent where nothing varies.
fn main_effect(picks: &[Picks], values: &[f64], choice: usize) -> Datum {
    let variance = |values: &[f64]| {
        let count = values.len() as f64;
        let mut mean = 0.0;
        for value in values {
            mean += value;
        }
        mean /= count;
        let mut sum = 0.0;
        for value in values {
            sum += (value - mean) * (value - mean);
        }
        sum / count
    };
    let all = variance(values);
    if all > 0.0 { Datum::number(variance(&means(picks, values, choice)) / all) } else { Datum::Absent }
}
// [/main-effect]

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_that_decides_everything_explains_all_and_one_that_does_nothing_explains_none() {
        let picks = all();
        let values: Vec<f64> = picks.iter().map(|picks| [0.0, 0.5, 1.0][picks[1]]).collect();
        let parts: Vec<f64> =
            (0..CHOICES.len()).map(|at| main_effect(&picks, &values, at).as_number().unwrap()).collect();
        assert!((parts[1] - 1.0).abs() < 1e-12);
        assert!(parts.iter().enumerate().all(|(at, part)| at == 1 || part.abs() < 1e-12), "{parts:?}");
        assert_eq!(main_effect(&picks, &vec![0.25; picks.len()], 0), Datum::Absent);
    }
}
