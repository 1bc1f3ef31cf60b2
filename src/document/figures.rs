use std::fmt::Write as _;

use super::fragment::Fragment;
use super::{Edition, Entry, binding, escape, number};
use crate::Error;
use crate::figure::Figure;

/// A figure with everything that stands under it but its caption.
pub struct Shown {
    id: String,
    svg: String,
    description: String,
    card_html: String,
    card_markdown: String,
}

impl Shown {
    /// Prepares a figure of an experiment; one without a title or a description is refused.
    pub fn new(figure: &Figure, entry: &Entry, edition: &Edition) -> Result<Self, Error> {
        for (what, text) in [("title", &figure.title), ("description", &figure.description)] {
            if text.trim().is_empty() {
                return Err(Error::Untold { id: figure.id.clone(), what });
            }
        }
        let (card_html, card_markdown) = card(figure, entry, edition);
        Ok(Self {
            id: figure.id.clone(),
            svg: crate::figure::inline(&figure.svg),
            description: figure.description.clone(),
            card_html,
            card_markdown,
        })
    }

    /// The figure under its caption, which comes as HTML and as Markdown.
    pub fn fragment(&self, caption_html: &str, caption_markdown: &str) -> Fragment {
        let html = format!(
            "<figure class=\"chart\" id=\"{id}\"><div class=\"canvas\" tabindex=\"0\">{svg}</div><figcaption>{caption_html}{card}</figcaption></figure>",
            id = escape::id(&self.id),
            svg = self.svg,
            card = self.card_html,
        );
        let markdown = format!(
            "<a id=\"{anchor}\"></a>\n\n![{alt}](figures/{id}.svg)\n\n{caption}\n\n{card}",
            anchor = escape::id(&self.id),
            alt = escape::markdown(&self.description),
            id = self.id,
            caption = caption_markdown.trim(),
            card = self.card_markdown,
        );
        Fragment::block(html, markdown)
    }
}

/// The command that makes the figure.
pub fn command(edition: &Edition, entry: &Entry) -> String {
    let scale = if edition.scale == "standard" { String::new() } else { format!(" --scale {}", edition.scale) };
    let mut command = format!("cargo run --release -- run{scale} --only {}", entry.id);
    for departure in &edition.departures {
        let option = departure
            .strip_prefix("seed ")
            .map_or_else(|| format!("--set {departure}"), |seed| format!("--seed {seed}"));
        let _ = write!(command, " {option}");
    }
    command
}

fn card(figure: &Figure, entry: &Entry, edition: &Edition) -> (String, String) {
    let command = command(edition, entry);
    let steps = number::group(&entry.chain_steps.to_string());
    let mut parameters_html = String::new();
    let mut parameters_text = String::new();
    for (index, row) in entry.parameters.iter().enumerate() {
        let comma = if index == 0 { "" } else { ", " };
        let name = escape::html(&row.name);
        let _ =
            write!(parameters_html, "{comma}<span class=\"pair\">{name} = {}</span>", binding::value_html(&row.value));
        let _ = write!(parameters_text, "{comma}{} = {}", row.name, binding::words(&row.value));
    }
    let rows = [
        ("Reproduces", escape::html(entry.item), escape::markdown(entry.item)),
        ("Made by", format!("<code>{}</code>", escape::html(&command)), format!("`{command}`")),
        (
            "Computed in",
            format!("<code>{}</code>", escape::html(entry.source)),
            format!("[`{0}`](../{0})", entry.source),
        ),
        ("Parameters", parameters_html, escape::markdown(&parameters_text)),
        ("Root seed", escape::html(&edition.seed), edition.seed.clone()),
        (
            "Record",
            format!(
                "<a href=\"#{}\">{}</a> <code class=\"hash\">{}</code>",
                record_id(entry.id),
                escape::html(entry.id),
                entry.record.digest
            ),
            format!("[`{}`](records/{}/{}.json)", entry.record.digest, edition.scale, entry.id),
        ),
        ("Chain-steps", format!("{steps}, controls included"), format!("{steps}, controls included")),
        (
            "Files",
            format!("<code>data/{0}.csv</code>, <code>figures/{0}.svg</code>", escape::html(&figure.id)),
            format!("[data/{0}.csv](data/{0}.csv), [figures/{0}.svg](figures/{0}.svg)", figure.id),
        ),
    ];
    let mut html = String::from("<details class=\"card\"><summary>How this figure is made</summary><dl>");
    let mut markdown = String::from("<details><summary>How this figure is made</summary>\n\n");
    for (term, value_html, value_markdown) in rows {
        let _ = write!(html, "<dt>{term}</dt><dd>{value_html}</dd>");
        let _ = writeln!(markdown, "- {term}: {value_markdown}");
    }
    html.push_str("</dl></details>");
    markdown.push_str("\n</details>");
    (html, markdown)
}

/// The id of the row that says which digest a record has.
pub fn record_id(experiment: &str) -> String {
    format!("digest-{}", escape::id(experiment))
}
