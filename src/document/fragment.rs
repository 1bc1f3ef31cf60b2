use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};

/// What a chapter gets for a binding or a function: one form for the page, one for Markdown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fragment {
    /// The form in the page.
    pub html: String,
    /// The form in Markdown.
    pub markdown: String,
    /// Whether it stands alone, as a table or a figure does.
    pub block: bool,
}

impl Fragment {
    /// A fragment within a line.
    pub fn inline(html: impl Into<String>, markdown: impl Into<String>) -> Self {
        Self { html: html.into(), markdown: markdown.into(), block: false }
    }

    /// A fragment that stands alone.
    pub fn block(html: impl Into<String>, markdown: impl Into<String>) -> Self {
        Self { html: html.into(), markdown: markdown.into(), block: true }
    }
}

const OPEN: char = '\u{e000}';
const CLOSE: char = '\u{e001}';

/// The fragments of one rendering, each behind a token that passes through Markdown untouched.
#[derive(Clone, Debug, Default)]
pub struct Fragments(Arc<Mutex<Vec<Fragment>>>);

impl Fragments {
    /// Keeps a fragment; returns its token.
    pub fn keep(&self, fragment: Fragment) -> String {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push(fragment);
        format!("{OPEN}{}{CLOSE}", kept.len() - 1)
    }

    /// The fragment, if `text` is one token and nothing else.
    pub fn alone(&self, text: &str) -> Option<Fragment> {
        let number = text.trim().strip_prefix(OPEN)?.strip_suffix(CLOSE)?;
        self.get(number)
    }

    /// The text with every token in its page form.
    pub fn html(&self, text: &str) -> String {
        self.expand(text, &|fragment| &fragment.html)
    }

    /// The text with every token in its Markdown form.
    pub fn markdown(&self, text: &str) -> String {
        self.expand(text, &|fragment| &fragment.markdown)
    }

    fn get(&self, number: &str) -> Option<Fragment> {
        let index: usize = number.parse().ok()?;
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(index).cloned()
    }

    fn expand(&self, text: &str, form: &dyn Fn(&Fragment) -> &String) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once(OPEN) {
            out.push_str(before);
            let Some((number, after)) = after.split_once(CLOSE) else { break };
            if let Some(fragment) = self.get(number) {
                let _ = out.write_str(&self.expand(form(&fragment), form));
            }
            rest = after;
        }
        out.push_str(rest);
        out
    }
}

/// Whether a text holds a token.
pub fn has_token(text: &str) -> bool {
    text.contains(OPEN)
}
