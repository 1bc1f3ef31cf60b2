//! `preview`: the report as it is written. Watches the templates, renders, serves; writes nothing.

mod serve;
mod shown;
mod watch;

use std::thread;
use std::time::Duration;

use clap::Args;
use tiny_http::Server;

use self::shown::Shown;
use self::watch::state_of;
use super::Outcome;
use super::output::print;
use crate::Error;
use crate::document::{Edition, failure, live};
use crate::experiments::Scale;
use crate::pipeline::{Pins, Project, files, pinned_edition};
use crate::sources::Sources;

/// How often the templates are looked at.
const PAUSE: Duration = Duration::from_millis(100);

#[derive(Args, Clone, Debug)]
pub struct Arguments {
    /// The port to serve on; 0 for any that is free.
    #[arg(long, value_name = "N", default_value_t = 4173)]
    port: u16,
}

/// Serves the pinned report on this machine alone, and renders it again whenever a template is saved.
pub fn preview(project: &Project, arguments: &Arguments) -> Result<Outcome, Error> {
    let pins = Pins::read(&project.report())?;
    let edition = pinned_edition(&pins, Scale::Standard.name())?;
    let templates = project.templates();
    let sources = project.sources();
    let mut rendered = state_of(&templates)?;
    let shown = Shown::new(render(&edition, &sources, &pins)?);
    // Loopback alone: what is being written is nobody else's to read.
    let server = Server::http(("127.0.0.1", arguments.port))
        .map_err(|error| Error::Serve { port: arguments.port, reason: error.to_string() })?;
    let port = server.server_addr().to_ip().map_or(arguments.port, |address| address.port());
    print(&format!("http://127.0.0.1:{port}/ shows the report as it is written; Ctrl-C ends it\n"))?;
    thread::scope(|scope| {
        scope.spawn(|| serve::serve(&server, port, &shown));
        let mut before = rendered.clone();
        loop {
            thread::sleep(PAUSE);
            // A folder that is being replaced is there again the next time.
            let Ok(now) = state_of(&templates) else { continue };
            // An editor may still be writing: only what has come to rest is rendered.
            if now == before && now != rendered {
                shown.show(render(&edition, &sources, &pins)?);
                rendered.clone_from(&now);
            }
            before = now;
        }
    })
}

/// The files to serve and the version of the page; where it cannot be rendered, a page that says why.
fn render(edition: &Edition, sources: &Sources, pins: &Pins) -> Result<shown::Version, Error> {
    let mut files = match files(edition, sources, pins) {
        Ok(files) => files,
        Err(error) => {
            print(&format!("{error}\n"))?;
            [("index.html".into(), failure(&error, sources)?)].into()
        }
    };
    let (page, version) = live(&files["index.html"])?;
    files.insert("index.html".into(), page);
    Ok(shown::Version { files, version })
}
