//! The repository's own files: what is agreed on of the code, and what is committed of the results.

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use simplicity_bias::claim::Word;
use simplicity_bias::document::{embedded_edition, embedded_lock, embedded_records};
use simplicity_bias::pipeline::Lock;
use simplicity_bias::record::{Record, digest, from_canonical, sha256};
use support::repository;

/// Every file below a folder of the repository, but for what npm installs there: its path from the root, and its text.
fn texts(folder: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut left = vec![repository().join(folder)];
    while let Some(path) = left.pop() {
        if path.ends_with("node_modules") {
            continue;
        }
        if path.is_dir() {
            left.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
        } else {
            let name = path.strip_prefix(repository()).unwrap().to_str().unwrap().replace('\\', "/");
            found.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
    found.sort();
    found
}

fn code() -> Vec<(String, String)> {
    ["src", "build", "tests", "benches", "examples"]
        .into_iter()
        .filter(|folder| repository().join(folder).exists())
        .flat_map(texts)
        .filter(|(name, _)| Path::new(name).extension().is_none_or(|extension| extension != "csv"))
        .collect()
}

fn page() -> String {
    fs::read_to_string(repository().join("report/index.html")).unwrap()
}

fn lock() -> (String, Lock) {
    let text = fs::read_to_string(repository().join("report/results.lock")).unwrap();
    let lock = Lock::read("results.lock", &text).unwrap();
    (text, lock)
}

fn record_path(scale: &str, name: &str) -> PathBuf {
    repository().join("report/records").join(scale).join(format!("{}.json", name.replace('/', ".")))
}

#[test]
fn nothing_is_left_unfinished_in_the_code() {
    // Written apart, so that this file does not find itself.
    let words =
        [["dbg", "!("], ["to", "do"], ["unimple", "mented!"], ["fix", "me"], ["xx", "x"]].map(|parts| parts.concat());
    for (name, text) in code() {
        let text = text.to_lowercase();
        for word in &words {
            assert!(!text.contains(word), "{name} contains {word}");
        }
    }
}

#[test]
fn no_file_of_code_is_longer_than_four_hundred_lines() {
    for (name, text) in code() {
        assert!(text.lines().count() <= 400, "{name} has {} lines", text.lines().count());
    }
}

/// The rooms, and those that each may look into.
const ARROWS: &[(&str, &[&str])] = &[
    ("vector", &[]),
    ("random", &["vector"]),
    ("network", &["random", "vector"]),
    ("manifold", &["network", "random"]),
    ("dynamics", &["manifold", "network", "random", "vector"]),
    ("record", &[]),
    ("claim", &["record"]),
    ("figure", &[]),
    ("experiments", &["claim", "dynamics", "figure", "manifold", "network", "random", "record"]),
    ("document", &["claim", "figure", "record"]),
    ("pipeline", &["claim", "document", "dynamics", "experiments", "figure", "random", "record"]),
    ("cli", &["claim", "document", "dynamics", "experiments", "pipeline", "random", "record"]),
];

/// Files at the root that any room may use.
const COMMON: &[&str] = &["Error", "float", "sources"];

/// The rooms that a text names: what stands behind each `crate::`, a group in braces taken apart.
fn named(text: &str) -> Vec<String> {
    let word = |text: &str| -> String { text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect() };
    let mut found = Vec::new();
    for rest in text.split("crate::").skip(1) {
        match rest.strip_prefix('{') {
            None => found.push(word(rest)),
            Some(group) => {
                let mut depth = 0;
                for (at, character) in group.char_indices() {
                    let before = group[..at].trim_end();
                    match character {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        _ if depth == 0 && (before.is_empty() || before.ends_with(',')) => {
                            found.push(word(&group[at..]));
                        }
                        _ => {}
                    }
                }
            }
        }
    }
    found.retain(|name| !name.is_empty());
    found
}

/// The rooms that a file looks into against the arrows.
fn against_the_arrows(file: &str, text: &str) -> Vec<String> {
    let room = file.split('/').nth(1).unwrap();
    let allowed =
        ARROWS.iter().find(|(name, _)| *name == room).unwrap_or_else(|| panic!("{room} is not in the list")).1;
    let mut names = named(text);
    names.retain(|name| name != room && !COMMON.contains(&name.as_str()) && !allowed.contains(&name.as_str()));
    names
}

#[test]
fn arrows_between_rooms_point_one_way() {
    let mut rooms = std::collections::BTreeSet::new();
    for (name, text) in texts("src").into_iter().filter(|(name, _)| name.matches('/').count() > 1) {
        rooms.insert(name.split('/').nth(1).unwrap().to_owned());
        assert_eq!(against_the_arrows(&name, &text), Vec::<String>::new(), "{name}");
    }
    assert_eq!(rooms.len(), ARROWS.len(), "{rooms:?}");
}

#[test]
fn an_arrow_that_points_back_is_seen() {
    assert_eq!(against_the_arrows("src/network/x.rs", "use crate::dynamics::Step;"), ["dynamics"]);
    assert_eq!(
        against_the_arrows(
            "src/document/x.rs",
            "use crate::{\n    Error, experiments::REGISTRY,\n    pipeline::{Pins, Store},\n};"
        ),
        ["experiments", "pipeline"]
    );
    assert_eq!(against_the_arrows("src/pipeline/x.rs", "use crate::cli::Outcome;"), ["cli"]);
    assert_eq!(against_the_arrows("src/record/x.rs", "fn f() -> crate::figure::Figure {}"), ["figure"]);
}

#[test]
fn nothing_hashed_knows_the_clock_the_machine_or_an_unordered_map() {
    for (name, text) in texts("src") {
        let numeric = ["dynamics", "experiments", "manifold", "network", "random", "record", "vector", "claim"];
        if !numeric.iter().any(|room| name.starts_with(&format!("src/{room}/"))) {
            continue;
        }
        for word in ["Instant", "SystemTime", "std::env", "hostname", "HashMap", "HashSet", "thread_rng", "par_iter"] {
            assert!(!text.contains(word), "{name} mentions {word}");
        }
    }
}

#[test]
fn every_pinned_record_is_canonical_and_the_locks_and_no_other_lies_beside_it() {
    let (text, lock) = lock();
    assert_eq!(lock.write(), text, "the lock is in its own form");
    let mut pinned = Vec::new();
    for (scale, pins) in &lock.scales {
        for (name, pin) in pins {
            let path = record_path(scale, name);
            let bytes = fs::read(&path).unwrap();
            let record: Record = from_canonical(&path.display().to_string(), &bytes).unwrap();
            assert_eq!((sha256(&bytes), &record.experiment), (pin.record.clone(), name));
            assert_eq!((digest(&record.parameters), &record.seed), (pin.parameters.clone(), &pin.seed));
            pinned.push(path);
        }
    }
    let mut found: Vec<PathBuf> =
        texts("report/records").into_iter().map(|(name, _)| repository().join(name)).collect();
    pinned.sort();
    found.sort();
    assert_eq!(pinned, found);
}

#[test]
fn standard_and_quick_are_pinned_with_every_experiment_and_claim() {
    let (_, lock) = lock();
    assert_eq!(lock.scales.keys().collect::<Vec<_>>(), ["quick", "standard"]);
    for pins in lock.scales.values() {
        for experiment in simplicity_bias::experiments::REGISTRY {
            let claims: Vec<&str> = (experiment.claims)().iter().map(|claim| claim.id).collect();
            let pin = &pins[experiment.id];
            assert!(claims.iter().all(|claim| pin.verdicts.contains_key(*claim) && pin.controls.contains_key(*claim)));
            assert_eq!((pin.verdicts.len(), pin.controls.len()), (claims.len(), claims.len()));
            for variant in experiment.variants {
                assert!(pins.contains_key(&format!("{}/{}", experiment.id, variant.name)));
            }
        }
    }
}

#[test]
fn in_the_report_every_claim_fails_on_its_control() {
    let (_, lock) = lock();
    for (name, pin) in &lock.scales["standard"] {
        for (claim, word) in &pin.controls {
            assert_eq!(*word, Word::Fails, "{claim} of {name}");
        }
    }
    assert_eq!(lock.scales["standard"]["multiverse"].verdicts["multiverse/reference"], Word::Holds);
}

#[test]
fn the_committed_page_stays_within_its_budget_of_bytes() {
    assert!(page().len() < 3_000_000, "{}", page().len());
}

#[test]
fn the_committed_page_carries_the_lock_and_the_records_it_pins() {
    let (html, (text, lock)) = (page(), lock());
    assert_eq!(embedded_lock(&html).unwrap(), text);
    let told = embedded_edition(&html).unwrap();
    assert_eq!((told.scale.as_str(), told.departures.len()), ("standard", 0));
    let records = embedded_records(&html).unwrap();
    assert_eq!(records.len(), lock.scales["standard"].len());
    for (name, bytes) in records {
        assert_eq!(sha256(&bytes), lock.scales["standard"][&name].record, "{name}");
        assert_eq!(bytes, fs::read(record_path("standard", &name)).unwrap(), "{name}");
    }
}

/// The value of each attribute of a kind in the markup that a browser acts on: what stands in records, lock and
/// listings is text.
fn attributes<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let visible = html.split("<script").next().unwrap();
    let tags = visible.split('<').skip(1).filter_map(|tag| tag.split_once('>')).map(|(tag, _)| tag);
    let name = format!(" {name}=\"");
    tags.filter_map(|tag| tag.split_once(&name))
        .filter_map(|(_, rest)| rest.split_once('"'))
        .map(|(value, _)| value)
        .collect()
}

#[test]
fn the_committed_page_runs_its_own_script_alone_and_loads_nothing() {
    let html = page();
    assert_eq!(attributes(&html, "style"), Vec::<&str>::new(), "its policy blocks style attributes");
    for name in ["src", "srcset", "xlink:href", "data", "poster", "action", "onclick", "onload"] {
        assert_eq!(attributes(&html, name), Vec::<&str>::new(), "{name}");
    }
    for tag in ["<link", "<iframe", "<object", "<embed", "<img", "<base", "<form", "@import", "javascript:"] {
        assert!(!html.contains(tag), "{tag}");
    }
    let scripts: Vec<&str> = html.split("<script").skip(1).collect();
    assert_eq!(scripts.iter().filter(|script| script.starts_with('>')).count(), 1, "one script");
    for script in scripts {
        let kinds = ["application/json", "application/ld+json", "text/plain"];
        let data = kinds.iter().any(|kind| script.starts_with(&format!(" type=\"{kind}\"")));
        assert!(data || script.starts_with('>'));
    }
    let css = html.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
    for url in css.split("url(").skip(1) {
        assert!(url.starts_with("data:font/woff;base64,"), "{}", &url[..url.len().min(60)]);
    }
    assert!(html.contains("content=\"default-src 'none'; "));
}

#[test]
fn links_of_the_committed_page_are_https_or_lead_to_an_element_of_it() {
    let html = page();
    let ids = attributes(&html, "id");
    let links = attributes(&html, "href");
    assert!(links.len() > 10);
    for link in links {
        let known = link.strip_prefix('#').is_some_and(|id| ids.contains(&id));
        assert!(known || link.starts_with("https://"), "{link}");
    }
}

#[test]
fn what_is_generated_is_kept_to_the_byte_and_what_is_pending_is_not_kept() {
    let attributes = fs::read_to_string(repository().join(".gitattributes")).unwrap();
    assert!(attributes.lines().any(|line| line == "report/** -text"));
    let ignored = fs::read_to_string(repository().join(".gitignore")).unwrap();
    assert!(ignored.lines().any(|line| line == "/report/pending/"));
    assert!(!Path::new(repository()).join("report/pending").exists());
}
