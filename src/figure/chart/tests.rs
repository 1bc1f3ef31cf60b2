use crate::figure::{Axis, Chart, Ink, Mark, Panel, Place, Shape, Side, inline};

fn decay(rate: f64) -> Vec<(f64, f64)> {
    (0..400)
        .map(|k| (f64::from(k) * 25e3, libm::exp(-rate * f64::from(k)) * (1.0 + 0.3 * libm::sin(f64::from(k)))))
        .collect()
}

fn busy() -> Chart {
    let band = decay(0.02).into_iter().map(|(x, y)| (x, 0.5 * y, 2.0 * y)).collect();
    let first = Panel::new(Axis::linear("time").unit("steps"), Axis::log("*λ*_i"))
        .titled("Decay & <growth>")
        .mark(Mark::band("quartiles", Ink::First, band).light().label("quartiles"))
        .mark(Mark::line("lambda_1", Ink::First, decay(0.02)).label("*λ*_1"))
        .mark(Mark::line("lambda_2", Ink::Second, decay(0.021)).dashed().label("*λ*_2 \"second\""));
    let second = Panel::new(Axis::log("x"), Axis::linear("y"))
        .mark(Mark::points("p", Ink::Third, decay(0.03)).shape(Shape::Triangle).label("points"))
        .mark(Mark::level("l", Ink::Muted, 0.5).label("half").place(Place::At(1e6, Side::Above)));
    Chart::new("busy", "A <busy> & \"full\" chart", "Falls < rises").panel(first).panel(second).columns(2)
}

/// Checks that tags close in order, attributes are quoted and no stray `<` or `&` is left; returns the elements.
fn elements(svg: &str) -> Vec<String> {
    let mut open: Vec<String> = Vec::new();
    let mut seen = Vec::new();
    let mut rest = svg;
    while let Some(start) = rest.find('<') {
        let text = &rest[..start];
        assert!(!text.contains('>') || open.last().is_some_and(|tag| tag == "style"), "stray > in {text:?}");
        for entity in text.split('&').skip(1) {
            assert!(["amp;", "lt;", "gt;", "quot;"].iter().any(|known| entity.starts_with(known)), "{entity:?}");
        }
        let end = start + rest[start..].find('>').expect("a tag that closes");
        let tag = &rest[start + 1..end];
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default().to_owned();
        if tag.starts_with('/') {
            assert_eq!(open.pop().as_deref(), Some(name.as_str()));
        } else {
            assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
            seen.push(tag.to_owned());
            if !tag.ends_with('/') {
                open.push(name);
            }
        }
        rest = &rest[end + 1..];
    }
    assert!(open.is_empty(), "left open: {open:?}");
    seen
}

#[test]
fn the_same_chart_gives_the_same_bytes() {
    assert_eq!(busy().draw(), busy().draw());
}

#[test]
fn a_figure_is_well_formed_and_escapes_its_texts() {
    let figure = busy().draw();
    assert!(elements(&figure.svg).len() > 50);
    assert!(figure.svg.contains("<title id=\"busy-title\">A &lt;busy&gt; &amp; &quot;full&quot; chart</title>"));
    assert!(figure.svg.contains("Decay &amp; &lt;growth&gt;"));
    elements(&inline(&figure.svg));
}

#[test]
fn colours_are_classes_so_a_strict_page_can_show_them() {
    let page = inline(&busy().draw().svg);
    for forbidden in [" style=", " fill=", " stroke=", "<style"] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    for tag in elements(&page) {
        let classes = tag.split("class=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
        assert!(classes.split(' ').all(|class| class.is_empty() || class.starts_with("fig")), "{tag}");
    }
}

#[test]
fn coordinates_stay_finite_whatever_the_data() {
    let wild = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 0.0, -0.0, -1.0, 1e308, -1e308, 5e-324, 1.0];
    for x in [Axis::linear("x"), Axis::log("x"), Axis::linear("x").range(f64::NAN, 1.0), Axis::log("x").range(0.0, 1.0)]
    {
        for y in [Axis::linear("y"), Axis::log("y"), Axis::linear("y").range(3.0, 3.0)] {
            let points: Vec<_> = wild.iter().flat_map(|&x| wild.map(|y| (x, y))).collect();
            let band = points.iter().map(|&(x, y)| (x, y, 2.0 * y)).collect::<Vec<_>>();
            let panel = Panel::new(x.clone(), y)
                .mark(Mark::line("l", Ink::First, points.clone()).label("line"))
                .mark(Mark::points("p", Ink::First, points.clone()).label("points").place(Place::End))
                .mark(Mark::band("b", Ink::First, band.clone()).label("band"))
                .mark(Mark::intervals("i", Ink::First, band))
                .mark(Mark::segment("s", Ink::First, (f64::NAN, 1.0), (2.0, f64::INFINITY)).label("segment"))
                .mark(Mark::upright("u", Ink::First, -1.0).label("upright").place(Place::At(f64::NAN, Side::Left)));
            let figure = Chart::new("wild", "Wild", "Wild").panel(panel).draw();
            for tag in elements(&figure.svg) {
                assert!(!tag.contains("NaN") && !tag.contains("inf"), "{tag}");
            }
            assert!(!figure.csv.contains("NaN") && !figure.csv.contains("inf"));
        }
    }
}

#[test]
fn charts_with_little_or_nothing_in_them_are_drawn() {
    for points in [vec![], vec![(1.0, 2.0)], vec![(1.0, 2.0), (1.0, 2.0)]] {
        let panel = Panel::new(Axis::linear("x"), Axis::log("y"))
            .mark(Mark::line("l", Ink::First, points.clone()).label("line"))
            .mark(Mark::points("p", Ink::Second, points.clone()).label("points"))
            .mark(Mark::band("b", Ink::Third, points.iter().map(|&(x, y)| (x, y, y)).collect()).label("band"));
        elements(&Chart::new("c", "t", "d").panel(panel).draw().svg);
    }
    elements(&Chart::new("c", "t", "d").draw().svg);
    elements(&Chart::new("c", "t", "d").panel(Panel::new(Axis::log("x"), Axis::linear("y"))).columns(0).draw().svg);
    let tiny = Chart { width: 1, row_height: 1, ..busy() };
    elements(&tiny.draw().svg);
}

#[test]
fn a_gap_breaks_a_line_in_two() {
    let draw = |middle: f64| {
        let points = vec![(0.0, 1.0), (1.0, 2.0), (2.0, middle), (3.0, 2.0), (4.0, 1.0)];
        let panel = Panel::new(Axis::linear("x"), Axis::log("y")).mark(Mark::line("l", Ink::First, points));
        let svg = Chart::new("c", "t", "d").panel(panel).draw().svg;
        let line = svg.lines().find(|line| line.starts_with("<path class=\"fig-line\"")).unwrap();
        line.matches('m').count()
    };
    assert_eq!((draw(3.0), draw(f64::NAN), draw(0.0), draw(-1.0)), (1, 2, 2, 2));
}

#[test]
fn a_line_of_four_hundred_points_takes_about_three_kilobytes() {
    let size = |points: Vec<(f64, f64)>| {
        let panel = Panel::new(Axis::linear("x").range(0.0, 1e7), Axis::log("y").range(1e-4, 10.0));
        Chart::new("c", "t", "d").panel(panel.mark(Mark::line("l", Ink::First, points))).draw().svg.len()
    };
    let line = size(decay(0.02)) - size(vec![]);
    assert!((1500..3500).contains(&line), "{line}");
}

#[test]
fn panels_are_lettered_only_when_there_are_several() {
    let count = |chart: &Chart| elements(&chart.draw().svg).iter().filter(|tag| tag.contains("fig-letter")).count();
    assert_eq!(count(&busy()), 2);
    let alone = Chart { panels: busy().panels.into_iter().take(1).collect(), ..busy() };
    assert_eq!(count(&alone), 0);
}

#[test]
fn a_label_at_a_point_stays_within_the_figure() {
    for (x, side) in [(0.0, Side::Left), (0.0, Side::Above), (1.0, Side::Right), (1.0, Side::Below)] {
        let mark = Mark::line("l", Ink::First, vec![(0.0, 0.0), (1.0, 1.0)]).label("rather a long label");
        let panel = Panel::new(Axis::linear("x"), Axis::linear("y")).mark(mark.place(Place::At(x, side)));
        let svg = Chart::new("c", "t", "d").panel(panel).draw().svg;
        let label = svg.split("<g data-label").nth(1).expect("a label");
        let left: f64 =
            label.split(" x=\"").nth(1).and_then(|rest| rest.split('"').next()?.parse().ok()).expect("an x");
        assert!(left > 20.0 && left < 720.0 - 120.0, "{side:?}: {left}");
    }
}
