//! What the report says to machines: all it names is there, all that is there it names, and nothing is made up.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;
use simplicity_bias::record::sha256;
use support::{Test, repository};

const FOLDER: &str = "target/report/quick";
const CRATE: &str = "ro-crate-metadata.json";

fn with_report() -> Test {
    let test = Test::new().pinned();
    test.run("run --scale quick --quiet").code(0);
    test
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// The entities of a JSON-LD document by id; no id comes twice.
fn entities(document: &Value) -> BTreeMap<String, Value> {
    let graph = document["@graph"].as_array().unwrap();
    let by_id = graph.iter().map(|entity| (entity["@id"].as_str().unwrap().to_owned(), entity.clone()));
    let by_id: BTreeMap<String, Value> = by_id.collect();
    assert_eq!(by_id.len(), graph.len(), "an id comes twice");
    by_id
}

/// The ids that a value refers to.
fn referenced(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| referenced(value, found)),
        Value::Object(fields) => {
            if let (1, Some(id)) = (fields.len(), fields.get("@id")) {
                found.insert(id.as_str().unwrap().to_owned());
            }
            fields.values().for_each(|value| referenced(value, found));
        }
        _ => {}
    }
}

/// What is wrong with the crate of a folder: dangling and unused ids, files that are not there or not told of.
fn problems(document: &Value, folder: &Path, files: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let entities = entities(document);
    let mut used = BTreeSet::from([CRATE.to_owned()]);
    // The standard itself, which the descriptor names and no crate defines.
    let is_defined = |id: &String| entities.contains_key(id) || id == "https://w3id.org/ro/crate/1.1";
    for entity in entities.values() {
        referenced(entity, &mut used);
    }
    let mut problems = Vec::new();
    problems.extend(used.iter().filter(|id| !is_defined(id)).map(|id| format!("{id} is not defined")));
    problems.extend(entities.keys().filter(|id| !used.contains(*id)).map(|id| format!("{id} is not used")));
    let told: BTreeMap<&String, &Value> = entities.iter().filter(|(_, entity)| entity["@type"] == "File").collect();
    for (path, entity) in &told {
        match std::fs::read(folder.join(path)) {
            Ok(bytes) if entity["sha256"] == sha256(&bytes).as_str() => {}
            Ok(_) => problems.push(format!("{path} has another digest")),
            Err(_) => problems.push(format!("{path} is not there")),
        }
    }
    let untold = files.keys().filter(|path| *path != CRATE && !told.contains_key(path));
    problems.extend(untold.map(|path| format!("{path} is not told of")));
    problems
}

/// The files below a folder, by path from it.
fn listed(test: &Test, folder: &str) -> BTreeMap<String, Vec<u8>> {
    let root = test.path(folder);
    let name = |path: &Path| path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
    test.files(folder).into_iter().map(|(path, bytes)| (name(&path), bytes)).collect()
}

#[test]
fn the_crate_names_every_file_with_its_digest_and_every_id_once_and_for_a_reason() {
    let test = with_report();
    let text = test.read(&format!("{FOLDER}/{CRATE}"));
    let (document, folder, files) = (json(&text), test.path(FOLDER), listed(&test, FOLDER));
    assert_eq!(problems(&document, &folder, &files), Vec::<String>::new());

    let broken = json(&text.replace("{\"@id\":\"#authors\"}", "{\"@id\":\"#lost\"}"));
    assert_eq!(problems(&broken, &folder, &files), ["#lost is not defined", "#authors is not used"]);
    test.write(&format!("{FOLDER}/data/figure-1-decay.csv"), "panel\n");
    test.write(&format!("{FOLDER}/data/other.csv"), "panel\n");
    std::fs::remove_file(folder.join("REPORT.md")).unwrap();
    let found = problems(&document, &folder, &listed(&test, FOLDER));
    let expected =
        ["REPORT.md is not there", "data/figure-1-decay.csv has another digest", "data/other.csv is not told of"];
    assert_eq!(found, expected);
}

#[test]
fn beside_pinned_records_every_run_results_in_their_files_and_elsewhere_in_the_page() {
    let test = Test::new().pinned();
    test.run("run --scale quick --quiet --output report").code(0);
    let document = json(&test.read(&format!("report/{CRATE}")));
    assert_eq!(problems(&document, &test.path("report"), &listed(&test, "report")), Vec::<String>::new());
    test.run("verify --quiet report").code(0);
    test.run("run --scale quick --quiet").code(0);
    let apart = json(&test.read(&format!("{FOLDER}/{CRATE}")));
    let page = test.read(&format!("{FOLDER}/index.html"));
    let runs = |document: &Value| -> Vec<Value> {
        entities(document).into_values().filter(|entity| entity["@type"] == "CreateAction").collect()
    };
    let experiments = simplicity_bias::experiments::REGISTRY;
    assert_eq!((runs(&document).len(), runs(&apart).len()), (experiments.len(), experiments.len()));
    for (beside, apart) in runs(&document).iter().zip(runs(&apart)) {
        let id = beside["@id"].as_str().unwrap().strip_prefix("#run-").unwrap();
        let experiment = experiments.iter().find(|experiment| experiment.id == id).unwrap();
        assert_eq!(beside["object"].as_array().unwrap().len(), experiment.parameters.len() + 1, "{id}");
        assert_eq!(beside["result"][0]["@id"], format!("records/quick/{id}.json"));
        let element = apart["result"][0]["@id"].as_str().unwrap().strip_prefix("index.html#").unwrap();
        assert!(page.contains(&format!(" id=\"{element}\"")), "{element}");
    }
}

#[test]
fn the_page_carries_the_core_of_the_crate_in_few_bytes() {
    let test = with_report();
    let page = test.read(&format!("{FOLDER}/index.html"));
    let (_, rest) = page.split_once("<script type=\"application/ld+json\">").unwrap();
    let (core, _) = rest.split_once("</script>").unwrap();
    assert!(core.len() < 25_000 && !core.contains('<'), "{}", core.len());
    let whole = entities(&json(&test.read(&format!("{FOLDER}/{CRATE}"))));
    let mut used = BTreeSet::from(["./".to_owned()]);
    let core = entities(&json(core));
    for (id, entity) in &core {
        referenced(entity, &mut used);
        for (name, value) in entity.as_object().unwrap() {
            assert!(whole[id][name] == *value || (id == "./" && name == "mentions"), "{id}, {name}");
        }
    }
    assert_eq!(used, core.into_keys().collect(), "all that is referred to is there, and no more");
}

#[test]
fn what_is_said_of_paper_and_software_is_what_the_repository_says() {
    let test = with_report();
    let read = |name: &str| std::fs::read_to_string(repository().join(name)).unwrap();
    let (citation, cargo, licence) = (read("CITATION.cff"), read("Cargo.toml"), read("LICENSE-MIT"));
    let whole = entities(&json(&test.read(&format!("{FOLDER}/{CRATE}"))));
    let says = |text: &str, id: &str, name: &str| {
        let value = whole[id][name].as_str().unwrap_or_else(|| panic!("{id} has no {name}"));
        assert!(text.replace("\\\"", "\"").contains(value), "{name} of {id}: {value}");
    };
    let paper = "https://arxiv.org/abs/2410.16401";
    for name in ["name", "datePublished", "identifier", "pageStart", "pageEnd"] {
        says(&citation, paper, name);
    }
    says(&read("README.md"), paper, "@id");
    let authors = whole[paper]["author"].as_array().unwrap();
    assert_eq!(authors.len(), citation.matches("family-names:").count());
    for author in authors {
        says(&citation, author["@id"].as_str().unwrap(), "familyName");
        says(&citation, author["@id"].as_str().unwrap(), "givenName");
    }
    for (id, name) in [("#icml-2024", "name"), ("#icml-2024", "volumeNumber"), ("#pmlr", "name"), ("#authors", "name")]
    {
        says(&citation, id, name);
    }
    for name in ["name", "version"] {
        says(&citation, "./", name);
        says(&cargo, "#simplicity-bias", name);
    }
    says(&cargo, "./", "description");
    says(&licence, "./", "datePublished");
    says(&licence, "https://spdx.org/licenses/MIT", "name");
}

#[test]
fn every_column_panel_and_series_of_the_data_is_described_in_plain_text() {
    let test = with_report();
    let text = test.read(&format!("{FOLDER}/data/datapackage.json"));
    let package = json(&text);
    let resources = package["resources"].as_array().unwrap();
    let paths: BTreeSet<String> = resources.iter().map(|it| format!("data/{}", it["path"].as_str().unwrap())).collect();
    let there = listed(&test, FOLDER).into_keys().filter(|path| Path::new(path).extension().unwrap() == "csv");
    assert_eq!(paths, there.collect());
    for resource in resources {
        let path = resource["path"].as_str().unwrap();
        let csv = test.read(&format!("{FOLDER}/data/{path}"));
        let fields = resource["schema"]["fields"].as_array().unwrap();
        let names: Vec<&str> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
        assert_eq!(names.join(","), csv.lines().next().unwrap(), "{path}");
        assert!(fields.iter().all(|field| field["description"].as_str().unwrap().len() > 1), "{path}");
        let mut told = BTreeSet::new();
        for panel in resource["panels"].as_array().unwrap() {
            for series in panel["series"].as_array().unwrap() {
                let (panel, name) = (panel["panel"].as_str().unwrap(), series["name"].as_str().unwrap());
                told.insert(format!(
                    "{panel},{}",
                    if name.contains(',') { format!("\"{name}\"") } else { name.into() }
                ));
            }
        }
        for row in csv.lines().skip(1) {
            assert!(told.iter().any(|known| row.starts_with(&format!("{known},"))), "{path}: {row}");
        }
    }
    for mark in ["_{", "^{", "_1", "_2", "_i", "*λ*"] {
        let described = text.lines().filter(|line| line.contains("\"description\"") || line.contains("\"label\""));
        assert_eq!(described.filter(|line| line.contains(mark)).collect::<Vec<_>>(), Vec::<&str>::new(), "{mark}");
    }
}

#[test]
fn a_change_of_what_is_said_to_machines_is_found() {
    let test = with_report();
    for (path, old, new) in [
        (CRATE, "\"value\":10}", "\"value\":11}"),
        ("data/datapackage.json", "\"scale\": \"log\"", "\"scale\": \"linear\""),
    ] {
        let was = test.read(&format!("{FOLDER}/{path}"));
        test.replace(&format!("{FOLDER}/{path}"), old, new);
        let said = format!("FAILED {path} is missing, or not what the records make it");
        test.run(&format!("verify {FOLDER}")).code(1).stdout_has(&said);
        test.write(&format!("{FOLDER}/{path}"), was);
    }
    test.run(&format!("verify --quiet {FOLDER}")).code(0);
}
