//! Every predicate comes out the other way when the record says otherwise: pinned records, changed by hand.

mod support;

use std::collections::BTreeSet;

use simplicity_bias::claim::Word::{self, Fails, Holds, Undecided};
use simplicity_bias::experiments::REGISTRY;
use simplicity_bias::record::{Datum, Record, from_canonical};
use support::repository;

/// What the claim `id` says of a pinned record of `standard`, once it is changed.
fn verdict(id: &str, record: &str, change: impl FnOnce(&mut Record)) -> Word {
    let name = record.replace('/', ".");
    let bytes = std::fs::read(repository().join(format!("report/records/standard/{name}.json"))).unwrap();
    let mut record: Record = from_canonical(&name, &bytes).unwrap();
    change(&mut record);
    let claim = REGISTRY.iter().flat_map(|experiment| (experiment.claims)()).find(|claim| claim.id == id).unwrap();
    (claim.predicate)(&record).verdict.word()
}

fn set(record: &mut Record, scalar: &str, value: impl Into<Datum>) {
    record.scalars.get_mut(scalar).unwrap_or_else(|| panic!("{scalar}")).value = value.into();
}

/// Changes the values of a column where `of` a row's number says so.
fn column(record: &mut Record, table: &str, name: &str, value: &Datum, of: impl Fn(usize) -> bool) {
    let columns = &mut record.tables.get_mut(table).unwrap().columns;
    let column = columns.iter_mut().find(|column| column.name == name).unwrap_or_else(|| panic!("{name}"));
    column.values.iter_mut().enumerate().filter(|(row, _)| of(*row)).for_each(|(_, it)| *it = value.clone());
}

#[test]
fn most_draws_are_more_than_half_of_them_with_room_for_chance() {
    for figure in ["figure-1", "figure-2", "figure-3"] {
        for claim in ["reaches", "sharpness", "agreement"] {
            let of = |draws: u64| {
                verdict(&format!("{figure}/{claim}"), figure, |record| set(record, &format!("ensemble.{claim}"), draws))
            };
            assert_eq!([0, 110, 128, 146, 256].map(of), [Fails, Fails, Undecided, Holds, Holds], "{figure}/{claim}");
        }
    }
}

#[test]
fn one_draw_that_is_due_and_late_is_enough_against_rank_one() {
    let of = |change: &dyn Fn(&mut Record)| verdict("figure-1/rank-one", "figure-1/literal", change);
    assert_eq!(of(&|_| {}), Holds);
    for (value, word) in
        [(Datum::Number(2e-6), Fails), (Datum::Diverged, Fails), (Datum::Number(1e-9), Holds), (Datum::Merged, Holds)]
    {
        let late = |record: &mut Record| {
            column(record, "draws", "due", &Datum::text("yes"), |row| row == 9);
            column(record, "draws", "ratio_2", &value, |row| row == 9);
            column(record, "draws", "ratio_3", &Datum::Merged, |row| row == 9);
        };
        assert_eq!(of(&late), word, "{value:?}");
    }
    assert_eq!(of(&|record| column(record, "draws", "due", &Datum::text("no"), |_| true)), Undecided);
}

#[test]
fn slopes_fail_by_their_median_by_their_spread_and_by_draws_that_have_not_fallen() {
    let of = |change: &dyn Fn(&mut Record)| verdict("figure-1/slopes", "figure-1/literal", change);
    assert_eq!(of(&|_| {}), Holds);
    for (word, stability, expected) in [("stalled", 3.0, Fails), ("not-finite", 1.0, Fails), ("not-finite", 3.0, Holds)]
    {
        let missed = |record: &mut Record| {
            column(record, "draws", "late_3", &Datum::text(word), |row| row % 4 == 0);
            column(record, "draws", "stability", &Datum::Number(stability), |_| true);
        };
        assert_eq!(of(&missed), expected, "{word}, {stability}");
    }
    let all = |record: &mut Record| column(record, "draws", "measured_3", &Datum::Number(-1e-9), |_| true);
    assert_eq!(of(&all), Fails);
    let some = |record: &mut Record| column(record, "draws", "measured_2", &Datum::Number(-1e-9), |row| row % 3 == 0);
    assert_eq!(of(&some), Fails);
    let none = |record: &mut Record| {
        for k in [2, 3] {
            column(record, "draws", &format!("measured_{k}"), &Datum::Absent, |_| true);
            column(record, "draws", &format!("late_{k}"), &Datum::text("too-short"), |_| true);
        }
    };
    assert_eq!(of(&none), Undecided);
}

#[test]
fn the_multiverse_is_judged_by_its_table_and_its_counts() {
    let none = |record: &mut Record| {
        for figure in ["figure_1", "figure_2", "figure_3"] {
            column(record, "readings", &format!("{figure}.expected"), &Datum::Number(0.0), |_| true);
        }
    };
    assert_eq!(verdict("multiverse/some-reading", "multiverse", |_| {}), Holds);
    assert_eq!(verdict("multiverse/some-reading", "multiverse", none), Fails);
    assert_eq!(verdict("multiverse/reference", "multiverse", |_| {}), Holds);
    assert_eq!(verdict("multiverse/reference", "multiverse", none), Fails);
    let foreseen = |share: f64| {
        verdict("multiverse/foreseen", "multiverse", |record| {
            for figure in ["figure_1", "figure_2", "figure_3"] {
                set(record, &format!("outcomes.{figure}.foreseen_share"), 0.9);
            }
            set(record, "outcomes.figure_2.foreseen_share", share);
        })
    };
    assert_eq!([0.9, 0.8, 0.79].map(foreseen), [Holds, Holds, Fails]);
}

#[test]
fn controls_fail_by_one_draw_and_say_nothing_where_none_can_tell() {
    for (claim, right, wrong) in [
        ("no-noise", Datum::Number(1e-12), Datum::Number(0.2)),
        ("full-batch", Datum::Number(1.0), Datum::Number(3.0)),
        ("equal-start", Datum::Merged, Datum::Number(1e-30)),
        ("kicked", Datum::Number(1.0), Datum::text("stalled")),
    ] {
        let of = |all: &Datum, one: &Datum| {
            verdict(&format!("controls/{claim}"), "controls", |record| {
                let kinds = record.tables["draws"].column("control").to_vec();
                let mine: BTreeSet<usize> =
                    (0..kinds.len()).filter(|row| kinds[*row].as_text() == Some(claim)).collect();
                column(record, "draws", "value", all, |row| mine.contains(&row));
                column(record, "draws", "value", one, |row| mine.first() == Some(&row));
            })
        };
        assert_eq!(of(&right, &right), Holds, "{claim}");
        assert_eq!(of(&right, &wrong), Fails, "{claim}");
        assert_eq!(of(&right, &Datum::Diverged), Fails, "{claim}");
        assert_eq!(of(&Datum::Absent, &Datum::Absent), Undecided, "{claim}");
    }
}

#[test]
fn more_points_are_judged_at_every_number_of_points() {
    let of = |claim: &str, word: &str, points: &[u64], low: f64, high: f64| {
        verdict(&format!("more-points/{claim}"), "more-points", |record| {
            for n in points {
                set(record, &format!("n_{n}.{word}.low"), low);
                set(record, &format!("n_{n}.{word}.high"), high);
            }
        })
    };
    assert_eq!(of("not-rank-one", "apart", &[4], 0.6, 0.9), Holds);
    assert_eq!(of("not-rank-one", "apart", &[20], 0.4, 0.6), Undecided);
    assert_eq!(of("not-rank-one", "near", &[3], 0.1, 0.3), Fails);
    assert_eq!(of("few-neurons", "few", &[4, 5, 6], 0.6, 0.9), Holds);
    assert_eq!(of("few-neurons", "few", &[5], 0.1, 0.4), Fails);
}
