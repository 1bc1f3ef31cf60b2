use super::choices::{CHOICES, Picks, all, picks};
use crate::experiments::Reading;
use crate::experiments::eigenvalues::STATED;
use crate::record::{Datum, Record, Table};

/// Readings shown of the ranking.
const SHOWN: usize = 12;

/// How a reading does by the rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// Its number in the table of readings.
    pub row: usize,
    /// Its options.
    pub picks: Picks,
    /// Draws that arrive, or are predicted to, for each figure.
    pub expected: [u64; 3],
    /// Choices in which it is not the literal reading.
    pub departures: usize,
}

// [rule]
/// The rule for the reference reading. It ranks readings by how many of the draws arrive in the figure where the fewest
/// do; then by how many do in all three together; then by how few choices depart from the literal reading; then by their
/// order in the list. The first one is the reference.
pub fn rank(record: &Record) -> Vec<Score> {
    let empty = Table::new("");
    let table = record.table("readings").unwrap_or(&empty);
    let columns = STATED.map(|(id, ..)| table.column(&format!("{id}.expected")));
    let expected =
        |figure: usize, row: usize| columns[figure].get(row).and_then(Datum::as_number).unwrap_or(0.0) as u64;
    let readings = all().into_iter().enumerate();
    let mut scores: Vec<Score> = readings
        .map(|(row, picks)| Score {
            row,
            picks,
            expected: [0, 1, 2].map(|figure| expected(figure, row)),
            departures: departures(&picks),
        })
        .collect();
    scores.sort_by_key(|score| place(score.expected, score.departures, score.row));
    scores
}

/// What readings are ordered by: the less, the better.
pub fn place(expected: [u64; 3], departures: usize, row: usize) -> impl Ord + Copy {
    let [a, b, c] = expected;
    let all = a.saturating_add(b).saturating_add(c);
    (u64::MAX - a.min(b).min(c), u64::MAX - all, departures, row)
}
// [/rule]

/// In how many choices it is not the literal reading.
pub fn departures(reading: &Picks) -> usize {
    let literal = picks(&Reading::LITERAL).unwrap_or_default();
    reading.iter().zip(literal).filter(|(pick, literal)| *pick != literal).count()
}

/// Writes what the rule chooses, and the head of the ranking.
pub fn write(record: &mut Record) {
    let scores = rank(record);
    for (at, choice) in CHOICES.iter().enumerate() {
        let option = choice.options[scores[0].picks[at]].0;
        let what = format!("{} of the reading that the rule chooses", choice.name);
        record.scalar(&format!("chosen.{}", choice.name), Datum::text(option), "1", &what);
    }
    record.scalar(
        "chosen.departures",
        scores[0].departures as u64,
        "1",
        "choices in which it is not the literal reading",
    );
    let tied = scores.iter().filter(|score| score.expected == scores[0].expected).count() as u64;
    record.scalar("chosen.tied", tied, "1", "readings in which as many draws arrive, it among them");
    let literal = scores.iter().position(|score| score.departures == 0).unwrap_or_default();
    record.scalar("literal.rank", literal as u64 + 1, "1", "place of the literal reading in the ranking");
    for (figure, (id, ..)) in STATED.iter().enumerate() {
        for (name, score) in [("chosen", &scores[0]), ("literal", &scores[literal])] {
            let what = format!("{id}: draws that arrive or are predicted to, in the {name} reading");
            record.scalar(&format!("{name}.{id}"), score.expected[figure], "draw", &what);
            let reached = record.tables["readings"].column(&format!("{id}.reached"))[score.row].clone();
            let what = format!("{id}: draws that have arrived by the end of the runs, in the {name} reading");
            record.scalar(&format!("{name}.{id}.reached"), reached, "draw", &what);
        }
    }
    let shown = &scores[..SHOWN];
    let mut table = Table::new("the readings that the rule ranks first").with(
        "place",
        "1",
        "place",
        (1..=SHOWN as u64).map(Datum::from).collect(),
    );
    for (at, choice) in CHOICES.iter().enumerate() {
        let values = shown.iter().map(|score| Datum::text(choice.options[score.picks[at]].0)).collect();
        table = table.with(choice.name, "1", choice.name, values);
    }
    for (figure, (id, ..)) in STATED.iter().enumerate() {
        let values = shown.iter().map(|score| score.expected[figure].into()).collect();
        table = table.with(id, "draw", &format!("{id}: draws that arrive or are predicted to"), values);
    }
    let values = shown.iter().map(|score| (score.departures as u64).into()).collect();
    let table = table.with("departures", "1", "choices in which it is not the literal reading", values);
    record.tables.insert("ranking".into(), table);
}
