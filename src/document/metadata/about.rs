use serde_json::{Value, json};

use super::graph::{to, to_all};

/// The report itself.
pub const REPORT: &str = "./";
/// The program that makes it.
pub const SOFTWARE: &str = "#simplicity-bias";

const PAPER: &str = "https://arxiv.org/abs/2410.16401";
const AUTHORS: &str = "#authors";
const LANGUAGE: &str = "https://www.rust-lang.org/";
const LICENCES: [(&str, &str); 2] =
    [("https://spdx.org/licenses/MIT", "MIT License"), ("https://spdx.org/licenses/Apache-2.0", "Apache License 2.0")];
const PAPER_AUTHORS: [(&str, &str); 4] =
    [("Khashayar", "Gatmiry"), ("Zhiyuan", "Li"), ("Sashank J.", "Reddi"), ("Stefanie", "Jegelka")];

/// The report as a dataset: what CITATION.cff and the licences say of it.
pub fn report() -> Value {
    json!({
        "@id": REPORT,
        "@type": "Dataset",
        "name": "simplicity-bias: a self-checking reproducibility report",
        "description": env!("CARGO_PKG_DESCRIPTION"),
        "version": env!("CARGO_PKG_VERSION"),
        // The year in the licence is the only date that the repository states.
        "datePublished": "2026",
        "license": to_all(LICENCES.map(|(id, _)| id)),
        "author": to(AUTHORS),
        "citation": to(PAPER),
        "mentions": [to(SOFTWARE)],
    })
}

/// What the report refers to: the paper, its authors and volume, the software, its language, authors and licences.
pub fn context() -> Vec<Value> {
    let person = |family: &str| format!("#{}", family.to_lowercase());
    let mut entities = vec![json!({
        "@id": PAPER,
        "@type": "ScholarlyArticle",
        "name": "Simplicity Bias via Global Convergence of Sharpness Minimization",
        "author": to_all(PAPER_AUTHORS.map(|(_, family)| person(family))),
        "datePublished": "2024",
        "identifier": "arXiv:2410.16401",
        "isPartOf": to("#icml-2024"),
        "pageStart": "15102",
        "pageEnd": "15129",
    })];
    entities.extend(PAPER_AUTHORS.map(|(given, family)| {
        let name = format!("{given} {family}");
        json!({ "@id": person(family), "@type": "Person", "givenName": given, "familyName": family, "name": name })
    }));
    entities.push(json!({
        "@id": "#icml-2024",
        "@type": "PublicationVolume",
        "name": "41st International Conference on Machine Learning (ICML 2024)",
        "volumeNumber": "235",
        "isPartOf": to("#pmlr"),
    }));
    entities.push(json!({
        "@id": "#pmlr",
        "@type": "Periodical",
        "name": "Proceedings of Machine Learning Research",
    }));
    entities.push(json!({
        "@id": SOFTWARE,
        "@type": ["SoftwareApplication", "SoftwareSourceCode"],
        "name": env!("CARGO_PKG_NAME"),
        "version": env!("CARGO_PKG_VERSION"),
        "author": to(AUTHORS),
        "license": to_all(LICENCES.map(|(id, _)| id)),
        "programmingLanguage": to(LANGUAGE),
    }));
    entities.push(json!({ "@id": LANGUAGE, "@type": "ComputerLanguage", "name": "Rust", "url": LANGUAGE }));
    entities.push(json!({ "@id": AUTHORS, "@type": "Organization", "name": "The simplicity-bias authors" }));
    entities.extend(LICENCES.map(|(id, name)| {
        json!({
            "@id": id,
            "@type": "CreativeWork",
            "name": name,
            "description": "One of two licences, MIT and Apache-2.0, at your choice.",
            "url": id,
        })
    }));
    entities
}
