use super::render::render_chapters;
use super::sample::{CHAPTER, edition, sources};
use super::*;
use crate::Error;
use crate::record::{Record, from_canonical, sha256};
use base64::Engine as _;
use sha2::Digest as _;

fn page() -> Rendered {
    render(&edition()).unwrap()
}

/// Renders the chapter that asks for everything.
fn render(edition: &Edition) -> Result<Rendered, Error> {
    let (_folder, sources) = sources();
    render_chapters(edition, &sources, &[("templates/chapters/x.md", CHAPTER.to_owned())])
}

/// Renders one chapter; what stands in it begins on line 3.
fn chapter(body: &str) -> Result<Rendered, Error> {
    let (_folder, sources) = sources();
    render_chapters(&edition(), &sources, &[("templates/chapters/x.md", format!("# Title\n\n{body}\n"))])
}

fn message(body: &str) -> String {
    chapter(body).unwrap_err().to_string()
}

#[test]
fn a_binding_shows_its_digits_and_remembers_where_they_come_from() {
    let rendered = chapter("It is {{ figure_1.draw_0.final.lambda_2 | sci(2) }}.").unwrap();
    assert!(rendered.markdown.contains("It is 1.2 × 10⁻⁶."), "{}", rendered.markdown);
    let expected = r#"<data class="num" value="0.000001234567890123" title="figure-1 › draw_0.final.lambda_2 = 0.000001234567890123">1.2 × 10<sup>−6</sup></data>"#;
    assert!(rendered.html.contains(expected), "{}", rendered.html);
}

#[test]
fn a_binding_in_a_formula_becomes_mathml_and_stays_tex_in_markdown() {
    let rendered = chapter("So $x = {{ figure_1.draw_0.final.lambda_2 | tex(2) }}$.").unwrap();
    assert!(rendered.markdown.contains(r"$`x = 1.2 \times 10^{-6}`$"), "{}", rendered.markdown);
    assert!(rendered.html.contains("<mn>1.2</mn>"));
}

#[test]
fn formulas_in_markdown_are_safe_from_its_escapes() {
    let markdown = chapter("So $a\\,b$.\n\n$$ x\n= y $$\n\nCode: `$a$`.").unwrap().markdown;
    assert!(markdown.contains("So $`a\\,b`$.\n\n```math\nx\n= y\n```\n\nCode: `$a$`."), "{markdown}");
}

#[test]
fn a_binding_in_a_formula_without_tex_is_an_error() {
    assert!(message("So $x = {{ figure_1.draw_0.final.lambda_2 | sci(2) }}$.").contains("lacks the filter `tex`"));
}

#[test]
fn an_unknown_binding_is_answered_with_file_line_and_the_nearest_name() {
    assert_eq!(
        message("A.\n\nIt is {{ figure_1.draw_0.final.lambda2 | sci(2) }}."),
        r#"templates/chapters/x.md:5: in "figure_1.draw_0.final" there is no binding "lambda2"; did you mean "lambda_2"?"#
    );
}

#[test]
fn an_unknown_experiment_is_answered_with_file_line_and_the_nearest_name() {
    assert_eq!(
        message("It is {{ figure1.draw_0.stability | int }}."),
        r#"templates/chapters/x.md:3: there is no name "figure1"; did you mean "figure_1"?"#
    );
}

#[test]
fn an_unknown_claim_figure_or_mark_is_answered_with_the_nearest_name() {
    for (body, expected) in [
        (
            r#"{{ verdict("figure-1/rank-on") }}"#,
            r#"3: there is no claim "figure-1/rank-on"; did you mean "figure-1/rank-one"?"#,
        ),
        (r#"{{ claims("figure-2") }}"#, r#"3: there is no experiment "figure-2"; did you mean "figure-1"?"#),
        (
            "{% call figure(\"figure-1-drow-0\") %}\nx\n{% endcall %}",
            r#"3: there is no figure "figure-1-drow-0"; did you mean "figure-1-draw-0"?"#,
        ),
        (
            r#"{{ code("src/dynamics/step.rs", "stop") }}"#,
            r#"3: there is no source mark "src/dynamics/step.rs [stop]"; did you mean "src/dynamics/step.rs [step]"?"#,
        ),
        (
            r#"{{ code("src/sourcs.rs", "step") }}"#,
            r#"3: there is no source file "src/sourcs.rs"; did you mean "src/sources.rs"?"#,
        ),
        (r#"{{ vardict("figure-1/rank-one") }}"#, r#"3: there is no name "vardict"; did you mean "verdict"?"#),
        (r#"{{ table("figure-1.draw") }}"#, r#"3: there is no table "figure-1.draw"; did you mean "figure-1.draws"?"#),
        (r#"{{ table("figure-1.draws", "ratio") }}"#, r#"3: there is no column "ratio"; did you mean "ratio_2"?"#),
    ] {
        assert_eq!(message(body), format!("templates/chapters/x.md:{expected}"));
    }
}

#[test]
fn a_group_of_values_is_not_a_number() {
    assert!(message("{{ figure_1.draw_0.final | sci(2) }}").contains("\"figure_1.draw_0.final\" is a group of values"));
}

#[test]
fn a_number_typed_into_prose_is_an_error_with_its_place() {
    for (body, number) in [
        ("The rate is 0.05 here.", "0.05"),
        ("Below 1e-3.", "1e-3"),
        ("| a | 2.5 |\n|---|---|\n| b | c |", "2.5"),
        ("{% call figure(\"figure-1-draw-0\") %}After 1.5 seconds.{% endcall %}", "1.5"),
    ] {
        let found = message(body);
        assert!(found.starts_with(&format!("templates/chapters/x.md:3: the number {number:?}")), "{found}");
    }
}

#[test]
fn a_number_typed_into_prose_is_answered_with_the_binding_that_comes_nearest() {
    let nearest = "bind it to a record ({{ figure_1.parameters.learning_rate }} is 0.05)";
    assert!(message("The rate is 0.05 here.").contains(nearest));
    assert!(message("The ratio is 3.6e-7 here.").contains("({{ figure_1.draw_0.ratio_2 }} is 0.00000036173731)"));
    assert!(message("Some 123.456 seconds.").contains("({{ figure_1.name | fix(2) }})"), "nothing rounds to it");
}

#[test]
fn an_unknown_filter_is_answered_with_the_nearest() {
    let expected = r#"templates/chapters/x.md:3: there is no filter "scii"; did you mean "sci"?"#;
    assert_eq!(message("It is {{ figure_1.draw_0.final.lambda_2 | scii(2) }}."), expected);
}

#[test]
fn a_binding_that_cannot_be_read_is_shown_with_its_place() {
    for (body, line) in [
        ("It is {{ figure_1.draw_0.stability | int.", "It is {{ figure_1.draw_0.stability | int."),
        ("It is {{ figure_1. }}.", "It is {{ figure_1. }}."),
        ("{% call figure(\"figure-1-draw-0\") %}x", "figure-1-draw-0"),
    ] {
        let found = message(body);
        assert!(found.starts_with("templates/chapters/x.md:") && found.contains(line), "{found}");
    }
}

#[test]
fn all_that_is_wrong_is_said_at_once_in_the_order_of_the_lines() {
    let (_folder, sources) = sources();
    let chapters = [
        ("a.md", "# T\n\n$\\frca{1}{2}$\n\nAfter 1.5.\n\n{{ figure1 }}\n\n$\\frca{1}{2}$\n".to_owned()),
        ("b.md", "It is {{ figure1.draw_0 }}.\n".to_owned()),
        ("c.md", "All is well.\n".to_owned()),
    ];
    let found = render_chapters(&edition(), &sources, &chapters).unwrap_err().to_string();
    let starts: Vec<&str> = found.lines().map(|line| line.split(' ').next().unwrap()).collect();
    assert_eq!(starts, ["a.md:3:", "a.md:5:", "a.md:7:", "a.md:9:", "b.md:1:"], "{found}");
}

#[test]
fn references_code_formulas_and_targets_may_hold_decimals() {
    chapter(
        "Theorem 3.3, section 4.2, version 1.2, arXiv 2410.16401 and `0.05` and $0.05$, [here](https://example.org/1.5).\n\n```\n0.5\n```\n",
    )
    .unwrap();
}

#[test]
fn an_unclosed_formula_is_an_error_with_its_place() {
    for (body, text) in [("It costs $5.\n\nMore.", "$5."), ("$$x + y\n\nMore.", "$$x + y")] {
        let found = message(body);
        assert!(
            found.starts_with(&format!("templates/chapters/x.md:3: the formula {text:?} is not closed")),
            "{found}"
        );
    }
    chapter(r"It costs \$5.").unwrap();
}

#[test]
fn a_wrong_formula_is_an_error_with_its_place() {
    let found = message("A.\n\nThen $a + \\frca{1}{2}$.");
    assert!(found.starts_with("templates/chapters/x.md:5: in the formula"), "{found}");
}

#[test]
fn a_dangling_link_is_an_error_with_its_place() {
    let found = message("See [there](#nowhere).");
    assert!(found.starts_with("templates/chapters/x.md:3: a link leads to \"nowhere\""), "{found}");
}

#[test]
fn a_verdict_whose_card_is_not_in_the_report_is_an_error() {
    assert!(message(r#"So. {{ verdict("figure-1/rank-one") }}"#).contains("claim-figure-1-rank-one"));
}

#[test]
fn a_skipped_heading_level_is_an_error() {
    assert!(message("#### Deep").contains("level 4"));
}

#[test]
fn an_outcome_that_is_no_number_prints_as_words() {
    let mut edition = edition();
    let record = &mut edition.entries[0].record.record;
    record.scalar("merged", crate::record::Datum::Merged, "1", "");
    record.scalar("absent", crate::record::Datum::Absent, "1", "");
    let (_folder, sources) = sources();
    let source =
        "# T\n\n{{ figure_1.merged | sci(2) }}; {{ figure_1.absent }}; $x = {{ figure_1.merged | tex(2) }}$".to_owned();
    let rendered = render_chapters(&edition, &sources, &[("x.md", source)]).unwrap();
    assert!(rendered.markdown.contains("exactly 0 (merged); not defined"), "{}", rendered.markdown);
}

#[test]
fn rendering_twice_gives_the_same_bytes() {
    assert_eq!(page(), page());
}

#[test]
fn the_page_has_no_style_attribute_and_no_code_that_runs_but_its_one_script() {
    let html = page().html;
    assert!(!html.contains(" style="));
    let runs = |element: &&str| {
        let data = ["application/json", "application/ld+json", "text/plain"];
        !data.iter().any(|kind| element.starts_with(&format!(" type=\"{kind}\"")))
    };
    let scripts: Vec<&str> = html.split("<script").skip(1).filter(runs).collect();
    let text = scripts[0].strip_prefix('>').and_then(|rest| rest.split("</script>").next()).unwrap();
    let hash = base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(text.as_bytes()));
    assert!(scripts.len() == 1 && html.contains(&format!("script-src 'sha256-{hash}'")), "{hash}");
    assert_eq!(html.matches("<style").count(), 1);
}

#[test]
fn the_policy_names_the_hash_of_the_very_style() {
    let html = page().html;
    let (_, rest) = html.split_once("<style>").unwrap();
    let (style, _) = rest.split_once("</style>").unwrap();
    let hash = base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(style.as_bytes()));
    assert!(html.contains(&format!("style-src 'sha256-{hash}'")), "{hash}");
}

#[test]
fn embedded_records_come_back_with_their_digests() {
    let html = page().html;
    let records = embedded_records(&html).unwrap();
    let names: Vec<&str> = records.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["figure-1", "figure-1/no-label-noise", "figure-1/limit-flow"]);
    for (name, bytes) in &records {
        let record: Record = from_canonical(name, bytes).unwrap();
        assert_eq!(&record.experiment, name);
        assert!(html.contains(&format!("data-digest=\"{}\"", sha256(bytes))));
    }
    assert_eq!(embedded_lock(&html).unwrap(), edition().lock);
}

#[test]
fn a_record_that_would_end_its_element_is_refused() {
    let mut edition = edition();
    edition.entries[0].record.record.scalar("x", 1.0, "1", "</script>");
    assert!(render(&edition).unwrap_err().to_string().contains("</"));
}

#[test]
fn the_head_says_how_the_edition_stands() {
    let mut edition = edition();
    assert!(render(&edition).unwrap().html.contains("● matches the pinned results"));
    edition.entries[0].record.standing = Standing::Differs(vec!["draw_0.final.lambda_2: 1 -> 2".into()]);
    let html = render(&edition).unwrap().html;
    assert!(html.contains("▲ differs from the pinned results") && html.contains("draw_0.final.lambda_2: 1 -&gt; 2"));
    edition.entries[0].record.standing = Standing::Departs;
    assert!(render(&edition).unwrap().html.contains("◆ departs"));
    edition.entries[0].record.standing = Standing::Unpinned;
    assert!(render(&edition).unwrap().html.contains("○ not pinned yet"));
}

#[test]
fn a_page_of_which_a_part_was_run_says_which_part_was_not() {
    let mut edition = edition();
    edition.borrowed = vec!["figure-1/limit-flow".into()];
    let rendered = render(&edition).unwrap();
    assert!(rendered.html.contains("figure-1/limit-flow: not run, shown as pinned"));
    assert!(rendered.markdown.contains("This run computed 2 of 3 records"), "{}", rendered.markdown);
    assert_eq!(embedded_edition(&rendered.html).unwrap().borrowed, ["figure-1/limit-flow"]);
}

#[test]
fn the_table_of_verdicts_has_both_readings_the_share_and_the_figure() {
    let markdown = page().markdown;
    let row = markdown.lines().find(|line| line.contains("#claim-figure-1-rank-one) |")).unwrap();
    assert!(
        row.ends_with(
            "| **holds** | **fails** | 73 of 104: 70\u{202f}% (60\u{202f}% to 81\u{202f}%) | [Eigenvalues over steps](#figure-1-draw-0) |"
        ),
        "{row}"
    );
    assert!(!markdown.contains("#claim-figure-1-slopes) |  **"), "what is ours is not what the paper says");
}

#[test]
fn a_control_that_holds_is_called_what_it_is() {
    let mut edition = edition();
    edition.entries[0].outcomes[0].control.verdict = crate::claim::Verdict::Holds;
    assert!(render(&edition).unwrap().markdown.contains("control holds too: the claim shows nothing"));
}

#[test]
fn headings_are_in_order_and_in_the_contents() {
    let html = page().html;
    assert_eq!(html.matches("<h1").count(), 1);
    for heading in html.split("<h2 id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(html.contains(&format!("<li><a href=\"#{heading}\">")), "{heading}");
    }
}

#[test]
fn every_figure_has_a_title_and_a_description() {
    let html = page().html;
    for figure in html.split("<figure class=\"chart\"").skip(1) {
        let figure = figure.split("</figure>").next().unwrap();
        assert!(figure.contains("<title") && figure.contains("<desc") && figure.contains("<figcaption>"), "{figure}");
    }
    assert_eq!(html.matches("<figure class=\"chart\"").count(), edition().entries[0].figures.len());
}

#[test]
fn a_figure_without_a_title_or_a_description_is_refused_by_name() {
    let refused = |change: fn(&mut crate::figure::Figure)| {
        let mut edition = edition();
        change(&mut edition.entries[0].figures[0]);
        render(&edition).unwrap_err().to_string()
    };
    let untitled = refused(|figure| figure.title.clear());
    assert!(untitled.starts_with("the figure \"figure-1-draw-0\" has no title: "), "{untitled}");
    let untold = refused(|figure| figure.description = " ".into());
    assert!(untold.starts_with("the figure \"figure-1-draw-0\" has no description: "), "{untold}");
}

#[test]
fn nothing_of_the_machinery_shows_in_the_output() {
    let rendered = page();
    for text in [&rendered.html, &rendered.markdown] {
        assert!(!text.contains(['\u{e000}', '\u{e001}']));
        for left in ["{{", "{%", "<p><figure", "<p><article", "<p><div"] {
            assert!(!text.contains(left), "{left}");
        }
    }
}

/// `cargo test -- --ignored sample` writes the sample for the eye.
#[test]
#[ignore = "writes files to look at"]
fn write_the_sample() {
    let rendered = page();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("target/sample");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("index.html"), rendered.html).unwrap();
    std::fs::write(folder.join("REPORT.md"), rendered.markdown).unwrap();
}
