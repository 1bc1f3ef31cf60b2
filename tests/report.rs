//! The report itself: page, Markdown, figures and data of one run belong together.

mod support;

use simplicity_bias::claim::Word;
use simplicity_bias::experiments::REGISTRY;
use simplicity_bias::pipeline::Lock;
use simplicity_bias::record::{Datum, Record, canonical, from_canonical};
use support::{Test, repository};

const FOLDER: &str = "target/report/quick";

fn with_report() -> Test {
    let test = Test::new().pinned();
    test.run("run --scale quick --quiet").code(0);
    test
}

/// File names in a folder of the report without their extension, in order.
fn names(test: &Test, folder: &str) -> Vec<String> {
    let mut files = test.files(&format!("{FOLDER}/{folder}"));
    files.retain(|path, _| !path.ends_with("datapackage.json"));
    files.keys().map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect()
}

/// Where the links and images of a Markdown text lead.
fn targets(markdown: &str) -> Vec<&str> {
    markdown.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target).collect()
}

#[test]
fn every_figure_is_shown_on_the_page_and_in_the_markdown_with_its_data() {
    let test = with_report();
    let (page, markdown) = (test.read(&format!("{FOLDER}/index.html")), test.read(&format!("{FOLDER}/REPORT.md")));
    let figures = names(&test, "figures");
    assert!(figures.len() >= 5 && figures == names(&test, "data"), "{figures:?}");
    for name in figures {
        assert!(page.contains(&format!("<figure class=\"chart\" id=\"{name}\">")), "{name}");
        assert!(targets(&markdown).contains(&format!("figures/{name}.svg").as_str()), "{name}");
        assert!(targets(&markdown).contains(&format!("data/{name}.csv").as_str()), "{name}");
    }
}

#[test]
fn every_figure_says_what_it_shows_to_those_who_cannot_see_it() {
    let test = with_report();
    for name in names(&test, "figures") {
        let svg = test.read(&format!("{FOLDER}/figures/{name}.svg"));
        for element in ["title", "desc"] {
            let text = svg.split_once(&format!("<{element} id=\"{name}-{element}\">")).unwrap().1;
            let text = text.split_once(&format!("</{element}>")).unwrap().0;
            assert!(text.len() > 10, "{name}: {text}");
        }
        assert!(svg.contains(&format!("role=\"img\" aria-labelledby=\"{name}-title {name}-desc\"")), "{name}");
        assert!(!svg.contains("NaN") && !svg.contains("inf"), "{name}");
        assert!(!svg.contains("<script") && !svg.contains("<image") && !svg.contains("url(http"), "{name}");
    }
}

#[test]
fn the_data_of_every_figure_are_rows_of_finite_numbers_under_one_header() {
    let test = with_report();
    for name in names(&test, "data") {
        let csv = test.read(&format!("{FOLDER}/data/{name}.csv"));
        let mut lines = csv.lines();
        assert_eq!(lines.next(), Some("panel,series,x,y,low,high"), "{name}");
        assert!(csv.lines().count() > 1 && csv.ends_with('\n'), "{name}");
        for line in lines.filter(|line| !line.contains('"')) {
            let cells: Vec<&str> = line.split(',').collect();
            assert_eq!(cells.len(), 6, "{name}: {line}");
            for cell in cells[2..].iter().filter(|cell| !cell.is_empty()) {
                assert!(cell.parse::<f64>().is_ok_and(f64::is_finite), "{name}: {line}");
            }
        }
    }
}

#[test]
fn every_claim_has_a_card_a_verdict_and_a_control() {
    let test = with_report();
    let (page, markdown) = (test.read(&format!("{FOLDER}/index.html")), test.read(&format!("{FOLDER}/REPORT.md")));
    let lock = Lock::read("results.lock", &test.read("report/results.lock")).unwrap();
    for claim in REGISTRY.iter().flat_map(|experiment| (experiment.claims)()) {
        let verdicts = &lock.scales["quick"][claim.experiment];
        let anchor = format!("claim-{}", claim.id.replace('/', "-"));
        assert!(page.contains(&format!("<code>{}</code>", claim.id)), "{}", claim.id);
        let card = page.split_once(&format!("id=\"{anchor}\">")).unwrap().1.split_once("</article>").unwrap().0;
        assert!(card.contains("class=\"verdict ") && card.contains(claim.control.variant), "{}", claim.id);
        let (main, control) = (verdicts.verdicts[claim.id], verdicts.controls[claim.id]);
        let silent = if control == Word::Fails { "" } else { " silent" };
        let badge = format!("<a class=\"badge {}{silent}\" href=\"#{anchor}\"", main.as_str());
        assert!(page.contains(&badge), "{}: no sentence has it", claim.id);
        assert!(markdown.contains(&format!("### `{}`: {}", claim.id, main.as_str())), "{}", claim.id);
    }
}

#[test]
fn a_number_on_the_page_carries_its_full_value_and_its_place() {
    let test = with_report();
    let page = test.read(&format!("{FOLDER}/index.html"));
    let path = "report/records/quick/figure-1.json";
    let record: Record = from_canonical(path, test.read(path).as_bytes()).unwrap();
    let mut traced = 0;
    for part in page.split("<data class=\"num\" value=\"").skip(1) {
        let (exact, rest) = part.split_once('"').unwrap();
        let Some(name) = rest.split_once('>').unwrap().0.split_once("title=\"figure-1 › ").map(|(_, rest)| rest)
        else {
            continue;
        };
        let name = name.split_once(" = ").unwrap().0;
        if let Some(scalar) = record.scalars.get(name) {
            let full = String::from_utf8(canonical(&scalar.value)).unwrap();
            assert_eq!(exact, full.trim_matches('"'), "{name}");
            traced += usize::from(matches!(scalar.value, Datum::Number(_)) && full.len() > 15);
        }
    }
    assert!(traced >= 10, "only {traced} long numbers of the record are on the page");
}

#[test]
fn reports_at_the_edges_of_the_parameters_can_be_made_and_verified() {
    let edges = [
        "start=0",
        "start=1000",
        "sigma=0",
        "sigma=1000",
        "nu=0",
        "nu=1000",
        "factor=1000",
        "learning_rate=1000",
        "learning_rate=1e-12",
        "neurons=1",
        "dimension=1",
        "dimension=8",
        "points=1",
        "points=5",
        "draws=1",
        "activation=sinh",
        "labels=normal",
        "labels=teacher",
        "noise=plus-minus",
        "noise=none",
        "sigma_is=variance",
        "matrix=features",
        "theory=limit-flow",
    ];
    let test = Test::new().pinned();
    for edge in edges {
        let steps = "--only figure-1 --set figure-1.steps=400";
        test.run(&format!("run --scale quick --quiet {steps} --set figure-1.{edge}")).code(0);
        let page = test.read("target/report/quick-departing/index.html");
        for (value, _) in page.split("<data class=\"num\" value=\"").skip(1).filter_map(|rest| rest.split_once('"')) {
            assert!(!["NaN", "inf", "-inf"].contains(&value), "{edge}");
        }
        test.run("verify --quiet target/report/quick-departing").code(0);
    }
}

#[test]
fn the_other_experiments_hold_at_the_edges_of_their_parameters_too() {
    let edges = [
        "multiverse.points=20",
        "multiverse.dimension=1",
        "multiverse.neurons=1",
        "multiverse.draws=1",
        "more-points.start=1000",
        "more-points.dimension=8",
        "more-points.draws=1",
        "controls.points=5",
        "controls.learning_rate=1000",
        "controls.kick=0",
        "controls.draws=1",
        "figure-3.nu=0",
    ];
    let test = Test::new().pinned();
    for edge in edges {
        let (id, _) = edge.split_once('.').unwrap();
        test.run(&format!("run --scale quick --quiet --only {id} --set {id}.steps=400 --set {edge}")).code(0);
        test.run("verify --quiet target/report/quick-departing").code(0);
    }
}

#[test]
fn files_that_the_committed_markdown_links_to_are_there() {
    let markdown = std::fs::read_to_string(repository().join("report/REPORT.md")).unwrap();
    let targets = targets(&markdown);
    assert!(targets.len() > 20);
    for target in targets {
        let elsewhere = target.starts_with("https://") || target.starts_with('#');
        assert!(elsewhere || repository().join("report").join(target).exists(), "{target}");
    }
    let anchors: Vec<&str> = markdown.split("<a id=\"").skip(1).map(|rest| rest.split_once('"').unwrap().0).collect();
    for target in self::targets(&markdown).into_iter().filter_map(|target| target.strip_prefix('#')) {
        let slug = |line: &str| -> String {
            let text = line.trim_start_matches('#').trim().to_lowercase().replace(' ', "-");
            text.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect()
        };
        let heading = markdown.lines().any(|line| line.starts_with('#') && slug(line) == target);
        assert!(anchors.contains(&target) || heading, "#{target}");
    }
}

#[test]
fn the_committed_report_has_no_file_too_many() {
    let folder = repository().join("report");
    let listed = |name: &str| {
        let entries = std::fs::read_dir(folder.join(name)).unwrap();
        let paths = entries.map(|entry| entry.unwrap().path()).filter(|path| !path.ends_with("datapackage.json"));
        let mut stems: Vec<String> = paths.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
        stems.sort();
        stems
    };
    assert_eq!(listed("figures"), listed("data"));
    let test = with_report();
    assert_eq!(listed("figures"), names(&test, "figures"), "the scales show the same figures");
}

#[test]
fn the_head_figure_shows_both_theories_for_every_slope_that_was_measured() {
    let record = std::fs::read_to_string(repository().join("report/records/standard/figure-1.json")).unwrap();
    let record: Record = from_canonical("figure-1", record.as_bytes()).unwrap();
    let drawn = std::fs::read_to_string(repository().join("report/figures/figure-1-decay.svg")).unwrap();
    for k in [2, 3] {
        let measured = record.number(&format!("draw_0.measured_{k}")).is_some();
        for theory in ["finite-step theory", "limit flow"] {
            assert_eq!(drawn.contains(&format!("{theory} for eigenvalue {k} from")), measured, "{theory}, {k}");
        }
    }
}
