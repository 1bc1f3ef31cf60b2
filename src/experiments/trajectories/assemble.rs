use super::Setting;
use crate::dynamics::Field;
use crate::experiments::quantile::{quantile, write_median, write_share};
use crate::float::ln;
use crate::record::{Datum, Parameters, Record, Table};

/// Ratios to the largest eigenvalue below which the last bits of the neurons are seen.
const ROUNDING: f64 = 1e-24;
/// A fall of the second eigenvalue that is worth a curve.
const DEEP: f64 = 1e10;
/// Such draws that are shown: the first ones.
const SHOWN: usize = 4;
/// Of the recorded steps every so many are shown.
const EVERY: usize = 10;
/// The fall whose steps are counted.
const FALL: f64 = 1e6;
/// How near chain and flow must be to each other, `lambda_2` and `lambda_3`.
pub const NEAR: [f64; 2] = [1.05, 1.1];

/// One draw, chain against flow.
struct Pair {
    /// Whether there is a flow to the end, along which single steps are linearly stable.
    followed: bool,
    /// The factor between chain and flow, whichever is larger, at its most, for `lambda_2` and `lambda_3`.
    apart: [Datum; 2],
    /// Flow over chain where they are last compared.
    end: [Datum; 2],
    /// By what factor the chain's `lambda_2` falls until then.
    fall: Datum,
    /// Steps until `lambda_2` has fallen a million-fold: chain and flow.
    needed: [Datum; 2],
    /// The steepest slope over what the sharpness at the landing allows: chain and flow.
    visited: [Datum; 2],
}

/// Puts the draws together.
pub fn assemble(name: &str, parameters: &Parameters, setting: &Setting, cells: &[Record], root: u64) -> Record {
    let mut record = Record::new(name, parameters.clone(), root);
    let pairs: Vec<Pair> = cells.iter().map(pair).collect();
    record.scalar("draws", cells.len() as u64, "draw", "draws of data, start and noise");
    record.scalar("steps", setting.steps, "step", "steps of each chain");
    let words = |name: &str, word: &str| {
        cells.iter().filter(|cell| cell.scalars[name].value.as_text() == Some(word)).count() as u64
    };
    record.scalar("not_landed", words("outcome", "not-landed"), "draw", "draws that diverged before the flow began");
    let what = "draws whose flow comes to where single steps are not stable";
    record.scalar("no_drift", words("outcome", "no-drift"), "draw", what);
    let followed: Vec<&Pair> = pairs.iter().filter(|pair| pair.followed).collect();
    let what =
        "draws whose flow goes on to the end, with single steps linearly stable all along it: these are compared";
    record.scalar("followed", followed.len() as u64, "draw", what);
    let rounds: Vec<Datum> = cells.iter().map(|cell| cell.scalars["rounds"].value.clone()).collect();
    record.scalar("rounds.median", quantile(&rounds, 0.5), "1", "rounds of a flow's integration: median");
    record.scalar("rounds.most", quantile(&rounds, 1.0), "1", "rounds of a flow's integration: most");
    apart(&mut record, &followed);
    law(&mut record, &followed);
    visited(&mut record, &pairs);
    table(&mut record, &pairs);
    if setting.flow != Field::Uphill {
        curves(&mut record, cells, &pairs, setting);
    }
    record
}

fn pair(cell: &Record) -> Pair {
    let curve = |name: &str| cell.values(name);
    let number = |name: &str, k: usize| curve(name)[k].as_number();
    let compared = |k: &usize, name: &str| {
        let (first, chain, flow) =
            (number("chain.lambda_1", *k), number(&format!("chain.{name}"), *k), number(&format!("flow.{name}"), *k));
        matches!((first, chain, flow), (Some(first), Some(chain), Some(flow)) if chain >= ROUNDING * first && flow > 0.0)
    };
    let unstable = curve("flow.stability").iter().any(|stability| stability.order(&Datum::Number(2.0)).is_ge());
    let followed = cell.scalars["outcome"].value.as_text() == Some("followed") && !unstable;
    let diverged = cell.scalars["fate"].value.as_text() == Some("diverged-at");
    let steps: Vec<f64> = curve("step").iter().filter_map(Datum::as_number).collect();
    let ratios = |name: &str| -> Vec<f64> {
        let both = (0..steps.len()).filter(|k| compared(k, name));
        both.filter_map(|k| Some(number(&format!("flow.{name}"), k)? / number(&format!("chain.{name}"), k)?)).collect()
    };
    let names = ["lambda_2", "lambda_3"];
    let apart = names.map(|name| {
        let most = ratios(name).into_iter().map(|ratio| ratio.max(1.0 / ratio)).reduce(f64::max);
        if diverged { Datum::Diverged } else { Datum::optional(most) }
    });
    let end = names.map(|name| ratios(name).last().map_or(Datum::Absent, |ratio| Datum::number(*ratio)));
    let last = (0..steps.len()).rfind(|k| compared(k, "lambda_2"));
    let fall = last.and_then(|k| Some(number("chain.lambda_2", 0)? / number("chain.lambda_2", k)?));
    let needed = ["chain", "flow"].map(|who| Datum::optional(needed(&steps, curve(&format!("{who}.lambda_2")))));
    let visited = ["chain", "flow"].map(|who| quantile(curve(&format!("{who}.visited")), 1.0));
    Pair { followed, apart, end, fall: Datum::optional(fall), needed, visited }
}

/// The step from which a curve stays below a millionth of where it starts, by straight lines in its logarithm.
fn needed(steps: &[f64], curve: &[Datum]) -> Option<f64> {
    let level = curve.first()?.as_number()? / FALL;
    let below = |datum: &Datum| match datum {
        Datum::Merged => true,
        Datum::Number(value) => *value <= level,
        _ => false,
    };
    let above = curve.iter().rposition(|datum| !below(datum))?;
    let next = curve.get(above + 1)?;
    let (Some(high), Some(low)) = (curve[above].as_number(), next.as_number()) else {
        return steps.get(above + 1).copied();
    };
    let share = ln(high / level) / ln(high / low);
    Some(steps[above] + share * (steps[above + 1] - steps[above]))
}

fn apart(record: &mut Record, followed: &[&Pair]) {
    for (k, of) in ["2", "3"].into_iter().enumerate() {
        let factors: Vec<Datum> = followed.iter().map(|pair| pair.apart[k].clone()).collect();
        let what = format!("largest factor between chain and flow in lambda_{of} over all recorded steps");
        write_median(record, &format!("apart_{of}"), &factors, "1", &what);
        record.scalar(
            &format!("apart_{of}.nine_tenths"),
            quantile(&factors, 0.9),
            "1",
            &format!("{what}: nine draws in ten are below"),
        );
        record.scalar(&format!("apart_{of}.most"), quantile(&factors, 1.0), "1", &format!("{what}: most"));
    }
    let is_near =
        |pair: &&&Pair| pair.apart.iter().zip(NEAR).all(|(apart, near)| apart.order(&Datum::Number(near)).is_le());
    let near = followed.iter().filter(is_near).count() as u64;
    let what = "draws in which lambda_2 never differs from the flow's by more than 5 %, nor lambda_3 by more than 10 %";
    write_share(record, "near", near, followed.len() as u64, "draw", what);
    let near_2 = |pair: &&&Pair| pair.apart[0].order(&Datum::Number(NEAR[0])).is_le();
    let near_2 = followed.iter().filter(near_2).count() as u64;
    let what = "draws in which lambda_2 never differs from the flow's by more than 5 %";
    write_share(record, "near_2", near_2, followed.len() as u64, "draw", what);
    let deep: Vec<&&Pair> = followed.iter().filter(|pair| deep(pair)).collect();
    record.scalar("deep", deep.len() as u64, "draw", "draws compared whose lambda_2 falls by ten orders of magnitude");
    for (k, of) in ["2", "3"].into_iter().enumerate() {
        let ends: Vec<Datum> = deep.iter().map(|pair| pair.end[k].clone()).collect();
        for (word, q) in [("least", 0.0), ("median", 0.5), ("most", 1.0)] {
            let what = format!("of these, flow over chain in lambda_{of} where last compared: {word}");
            record.scalar(&format!("end_{of}.{word}"), quantile(&ends, q), "1", &what);
        }
    }
}

fn deep(pair: &Pair) -> bool {
    pair.followed && pair.fall.as_number().is_some_and(|fall| fall >= DEEP)
}

/// The law over draws: quantiles of the steps needed; a draw that is not there by the end counts above every number.
fn law(record: &mut Record, followed: &[&Pair]) {
    for (who, side) in [("chain", 0), ("flow", 1)] {
        let mut steps: Vec<f64> = followed.iter().filter_map(|pair| pair.needed[side].as_number()).collect();
        steps.sort_by(f64::total_cmp);
        let what = format!("{who}: draws whose lambda_2 has fallen a million-fold by the end");
        record.scalar(&format!("law.{who}.arrived"), steps.len() as u64, "draw", &what);
        for (word, q) in [("twentieth", 0.05), ("tenth", 0.1), ("quarter", 0.25)] {
            let rank = (q * followed.len() as f64).ceil().max(1.0) as usize;
            let what = format!("{who}: steps within which a share {q} of the draws compared has fallen a million-fold");
            record.scalar(&format!("law.{who}.{word}"), Datum::optional(steps.get(rank - 1).copied()), "step", &what);
        }
    }
}

/// The range visited, against what the sharpness at the landing allows.
fn visited(record: &mut Record, pairs: &[Pair]) {
    for (who, side) in [("chain", 0), ("flow", 1)] {
        let visited: Vec<Datum> = pairs.iter().map(|pair| pair.visited[side].clone()).collect();
        let what = format!("{who}: largest phi'(z_ij) |x_i| / sqrt(F_0) visited");
        let known = visited.iter().filter(|value| **value != Datum::Absent).count() as u64;
        let within = visited.iter().filter(|value| value.as_number().is_some_and(|value| value <= 1.0)).count() as u64;
        record.scalar(
            &format!("visited.{who}.draws"),
            known,
            "draw",
            &format!("{who}: draws that came to the manifold"),
        );
        record.scalar(
            &format!("visited.{who}.within"),
            within,
            "draw",
            &format!("of these, {who}: draws in which it is never above 1"),
        );
        record.scalar(&format!("visited.{who}.median"), quantile(&visited, 0.5), "1", &format!("{what}: median"));
        record.scalar(&format!("visited.{who}.most"), quantile(&visited, 1.0), "1", &format!("{what}: most"));
    }
}

fn table(record: &mut Record, pairs: &[Pair]) {
    let column = |of: fn(&Pair) -> &Datum| pairs.iter().map(|pair| of(pair).clone()).collect::<Vec<_>>();
    let draws = (0..pairs.len() as u64).map(Datum::from).collect();
    let table = Table::new("one row a draw of data, start and noise")
        .with("draw", "1", "number of the draw", draws)
        .with("fall", "1", "factor by which lambda_2 of the chain falls", column(|pair| &pair.fall))
        .with("apart_2", "1", "largest factor between chain and flow in lambda_2", column(|pair| &pair.apart[0]))
        .with("apart_3", "1", "largest factor between chain and flow in lambda_3", column(|pair| &pair.apart[1]))
        .with(
            "needed_chain",
            "step",
            "steps until lambda_2 of the chain has fallen a million-fold",
            column(|pair| &pair.needed[0]),
        )
        .with("needed_flow", "step", "steps until lambda_2 of the flow has", column(|pair| &pair.needed[1]));
    record.tables.insert("draws".into(), table);
}

/// Curves of the first draws that fall far, whoever they are.
fn curves(record: &mut Record, cells: &[Record], pairs: &[Pair], setting: &Setting) {
    let last = cells[0].values("step").len() - 1;
    let thin = |values: &[Datum]| -> Vec<Datum> {
        (0..values.len()).filter(|k| k % EVERY == 0 || *k == last).map(|k| values[k].clone()).collect()
    };
    record.series("step", "", thin(cells[0].values("step")), "step", "steps of SGD made");
    let whom: &[&str] = if setting.flow == Field::FiniteStep { &["chain", "flow"] } else { &["flow"] };
    let mut shown: Vec<usize> = (0..cells.len()).filter(|k| deep(&pairs[*k])).take(SHOWN).collect();
    if shown.is_empty() {
        // In a short run none falls far.
        shown.extend(pairs.iter().position(|pair| pair.followed));
    }
    for (place, draw) in shown.into_iter().enumerate() {
        record.scalar(&format!("shown_{place}.draw"), draw as u64, "1", "number of the draw that is shown here");
        let fall = pairs[draw].fall.clone();
        record.scalar(&format!("shown_{place}.fall"), fall, "1", "factor by which its lambda_2 falls");
        for who in whom {
            for name in ["lambda_2", "lambda_3"] {
                // Below rounding there is nothing to be seen.
                let visible = |k: usize| -> Option<bool> {
                    let first = cells[draw].values("chain.lambda_1")[k].as_number()?;
                    Some(cells[draw].values(&format!("{who}.{name}"))[k].as_number()? >= ROUNDING * first)
                };
                let values = cells[draw].values(&format!("{who}.{name}"));
                let values: Vec<Datum> = (values.iter().enumerate())
                    .map(|(k, value)| if visible(k) == Some(true) { value.clone() } else { Datum::Absent })
                    .collect();
                let what = format!("draw {draw}, {who}: {name}");
                record.series(&format!("shown_{place}.{who}.{name}"), "step", thin(&values), "1", &what);
            }
        }
    }
}
