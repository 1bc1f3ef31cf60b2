use super::account::account;
use super::csv::csv;
use super::envelope::envelope;
use super::layout::{Layout, Plan};
use super::paint;
use super::rectangle::Rectangle;
use super::{Figure, Legend, Panel, Plot};

/// A figure to be drawn: panels in rows, lettered a, b, c ... when there are several.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// Its name, unique in the report: `figure-1-draw-0`.
    pub id: String,
    /// What it shows, in a few words; plain text.
    pub title: String,
    /// What one sees in it, for those who do not see it; plain text.
    pub description: String,
    /// What is drawn, row by row.
    pub panels: Vec<Panel>,
    /// How many panels stand side by side.
    pub columns: usize,
    /// The width of the figure, in pixels.
    pub width: u32,
    /// The height of a row, in pixels.
    pub row_height: u32,
}

impl Chart {
    /// A chart 720 pixels wide, without panels yet, in one column of rows 420 pixels high.
    pub fn new(id: impl Into<String>, title: impl Into<String>, description: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            description: description.into(),
            panels: Vec::new(),
            columns: 1,
            width: 720,
            row_height: 420,
        }
    }

    /// With one more panel.
    #[must_use]
    pub fn panel(mut self, panel: Panel) -> Self {
        self.panels.push(panel);
        self
    }

    /// With this many panels side by side.
    #[must_use]
    pub const fn columns(mut self, columns: usize) -> Self {
        self.columns = columns;
        self
    }

    /// With rows this high, in pixels.
    #[must_use]
    pub const fn row_height(mut self, pixels: u32) -> Self {
        self.row_height = pixels;
        self
    }

    /// With what its marks show added to the description, in words made from the data: for charts whose own text does not
    /// say it.
    #[must_use]
    pub fn accounted(mut self) -> Self {
        let account = account(&self.panels);
        let apart = if self.description.is_empty() || account.is_empty() { "" } else { " " };
        self.description.push_str(apart);
        self.description.push_str(&account);
        self
    }

    /// Draws it. Data can make a poor figure, never a failure.
    pub fn draw(&self) -> Figure {
        let columns = self.columns.max(1);
        let rows = self.panels.len().div_ceil(columns).max(1);
        let height = self.row_height.saturating_mul(u32::try_from(rows).unwrap_or(u32::MAX));
        let size = (self.width, height);
        let placed = self.placed(columns);
        let painted = |(index, (panel, layout)): (usize, &(&Panel, Layout))| {
            paint::panel(size, panel, index, self.panels.len() > 1, layout)
        };
        let body: String = placed.iter().enumerate().map(painted).collect();
        Figure {
            id: self.id.clone(),
            title: self.title.clone(),
            description: self.description.clone(),
            svg: envelope(&self.id, &self.title, &self.description, size, &body),
            csv: csv(&self.panels),
            legends: Legend::of(&self.panels),
            plots: placed.into_iter().map(|(panel, layout)| Plot::new(panel, &layout)).collect(),
        }
    }

    /// The panels, each with its layout.
    fn placed(&self, columns: usize) -> Vec<(&Panel, Layout)> {
        let first = self.layouts(columns, &vec![0.0; columns]);
        // Plots in a column start at one left edge, so that what is above one another belongs together.
        let room = |column: usize| {
            let layouts = first.iter().skip(column).step_by(columns);
            layouts.map(|layout| layout.plot.left - layout.cell.left).fold(0.0, f64::max)
        };
        let rooms: Vec<f64> = (0..columns).map(room).collect();
        self.panels.iter().zip(self.layouts(columns, &rooms)).collect()
    }

    /// The layouts of all panels, those in a column with at least this much room left of the plot.
    fn layouts(&self, columns: usize, rooms: &[f64]) -> Vec<Layout> {
        let lettered = self.panels.len() > 1;
        let mut layouts = Vec::new();
        for (row, panels) in self.panels.chunks(columns).enumerate() {
            let cells: Vec<Rectangle> = (0..panels.len()).map(|column| self.cell(row, column, columns)).collect();
            let plans: Vec<Plan> =
                panels.iter().zip(&cells).map(|(panel, cell)| Plan::new(panel, lettered, cell)).collect();
            // Plots in a row start at one height.
            let head = plans.iter().map(Plan::head).fold(0.0, f64::max);
            let each = panels.iter().zip(plans).zip(cells).zip(rooms);
            layouts.extend(each.map(|(((panel, plan), cell), room)| Layout::new(panel, plan, cell, head, *room)));
        }
        layouts
    }

    fn cell(&self, row: usize, column: usize, columns: usize) -> Rectangle {
        const EDGE: f64 = 4.0;
        const GUTTER: f64 = 14.0;
        let width = (f64::from(self.width) - 2.0 * EDGE + GUTTER) / columns as f64;
        let left = EDGE + width * column as f64;
        let top = f64::from(self.row_height) * row as f64 + EDGE;
        Rectangle { left, top, right: left + width - GUTTER, bottom: top + f64::from(self.row_height) - 2.0 * EDGE }
    }
}

#[cfg(test)]
mod tests;
