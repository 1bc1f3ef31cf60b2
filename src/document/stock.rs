use std::collections::BTreeMap;

use super::fragment::Fragment;
use super::{Edition, checklist, claims, figures, standing, tables, verdicts};
use crate::Error;
use crate::record::Table;
use crate::sources::Sources;

/// Everything that a chapter can ask for by name, made ready.
pub struct Stock {
    /// Badges by claim.
    pub badges: BTreeMap<String, Fragment>,
    /// Cards by experiment; in place of a card, why it cannot be made.
    pub cards: BTreeMap<String, Vec<Result<Fragment, String>>>,
    /// Figures by name.
    pub figures: BTreeMap<String, figures::Shown>,
    /// Tables of parameters by experiment.
    pub parameters: BTreeMap<String, Fragment>,
    /// The table of digests.
    pub digests: Fragment,
    /// How the edition stands.
    pub standing: Fragment,
    /// All claims.
    pub summary: Fragment,
    /// The verdicts on what the paper says.
    pub verdicts: Fragment,
    /// The reproducibility checklist.
    pub checklist: Fragment,
    /// Chain-steps behind each figure.
    pub costs: Fragment,
    /// Tables of records, by record and name: `multiverse.ranking`.
    pub tables: BTreeMap<String, Table>,
}

impl Stock {
    /// Makes everything of an edition ready.
    pub fn new(edition: &Edition, sources: &Sources) -> Result<Self, Error> {
        let outcomes = || edition.entries.iter().flat_map(|entry| &entry.outcomes);
        let cards = edition.entries.iter().map(|entry| {
            let cards = entry.outcomes.iter();
            (
                entry.id.to_owned(),
                cards.map(|it| claims::card(it, sources).map_err(|error| error.to_string())).collect(),
            )
        });
        let figures = edition.entries.iter().flat_map(|entry| {
            entry.figures.iter().map(|it| Ok((it.id.clone(), figures::Shown::new(it, entry, edition)?)))
        });
        let tables = edition.entries.iter().flat_map(|entry| {
            let tables = entry.record.record.tables.iter();
            tables.map(|(name, table)| (format!("{}.{name}", entry.id), table.clone()))
        });
        Ok(Self {
            badges: outcomes().map(|outcome| (outcome.claim.id.to_owned(), claims::badge(outcome))).collect(),
            cards: cards.collect(),
            figures: figures.collect::<Result<_, Error>>()?,
            parameters: edition.entries.iter().map(|entry| (entry.id.to_owned(), tables::parameters(entry))).collect(),
            digests: tables::digests(edition),
            standing: standing::fragment(edition),
            summary: claims::summary(outcomes()),
            verdicts: verdicts::table(edition),
            checklist: checklist::table(edition, sources),
            costs: tables::costs(edition),
            tables: tables.collect(),
        })
    }
}

/// What a map has under a name; an error with the nearest name where it has nothing.
pub fn named<'a, T>(map: &'a BTreeMap<String, T>, kind: &'static str, name: &str) -> Result<&'a T, Error> {
    map.get(name).ok_or_else(|| Error::unknown(kind, name, map.keys()))
}
