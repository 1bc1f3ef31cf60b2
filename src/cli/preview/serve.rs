use std::path::Path;
use std::thread;
use std::time::Duration;

use tiny_http::{Header, Method, Request, Response, Server};

use super::shown::Shown;

/// How long a browser that asks for another version is left waiting; it asks again.
const PATIENCE: Duration = Duration::from_secs(25);

/// Answers requests for as long as the program runs. Names are looked up among the report's files: there is no path that
/// leads anywhere else.
pub fn serve(server: &Server, port: u16, shown: &Shown) {
    thread::scope(|scope| {
        for request in server.incoming_requests() {
            // Of their own: one that waits for a change holds up no other.
            scope.spawn(move || answer(request, port, shown));
        }
    });
}

fn answer(request: Request, port: u16, shown: &Shown) {
    let (status, kind, text) = if !is_ours(host(&request), port) {
        // A foreign page may have had its name resolved to this machine, to read what is served here.
        (403, "text/plain", format!("This serves 127.0.0.1:{port} and localhost:{port} alone.\n"))
    } else if *request.method() != Method::Get {
        (405, "text/plain", "Only GET is answered.\n".into())
    } else {
        found(request.url(), shown)
    };
    let headers = [
        ("Content-Type", format!("{kind}; charset=utf-8")),
        ("Cache-Control", "no-store".into()),
        ("X-Content-Type-Options", "nosniff".into()),
    ];
    let mut response = Response::from_string(text).with_status_code(status).with_chunked_threshold(usize::MAX);
    for (name, value) in headers {
        if let Ok(header) = Header::from_bytes(name, value) {
            response.add_header(header);
        }
    }
    // A browser that has gone away is no error.
    let _ = request.respond(response);
}

fn found(url: &str, shown: &Shown) -> (u16, &'static str, String) {
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    if path == "/preview-version" {
        return (200, "text/plain", shown.other_than(query.trim_start_matches("not="), PATIENCE));
    }
    let path = if path == "/" { "/index.html" } else { path };
    let now = shown.now();
    match path.strip_prefix('/').and_then(|path| now.files.get(path)) {
        Some(text) => (200, kind(path), text.clone()),
        None => (404, "text/plain", "The report has no such file.\n".into()),
    }
}

fn kind(path: &str) -> &'static str {
    match Path::new(path).extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html",
        Some("svg") => "image/svg+xml",
        Some("csv") => "text/csv",
        Some("json") => "application/json",
        Some("md") => "text/markdown",
        _ => "text/plain",
    }
}

fn host(request: &Request) -> Option<&str> {
    let mut hosts = request.headers().iter().filter(|header| header.field.equiv("Host"));
    let host = hosts.next()?;
    hosts.next().is_none().then(|| host.value.as_str())
}

fn is_ours(host: Option<&str>, port: u16) -> bool {
    host.and_then(|host| host.strip_suffix(&format!(":{port}")))
        .is_some_and(|name| matches!(name, "127.0.0.1" | "localhost"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::preview::shown::Version;

    #[test]
    fn only_this_machine_by_its_own_names_is_ours() {
        for host in ["127.0.0.1:4173", "localhost:4173"] {
            assert!(is_ours(Some(host), 4173), "{host}");
        }
        for host in ["example.org:4173", "127.0.0.1:80", "localhost", "localhost.example.org:4173", ""] {
            assert!(!is_ours(Some(host), 4173), "{host}");
        }
        assert!(!is_ours(None, 4173));
    }

    #[test]
    fn only_files_of_the_report_are_found() {
        let files = [("index.html", "page"), ("data/x.csv", "x,y")].map(|(path, text)| (path.into(), text.into()));
        let shown = Shown::new(Version { files: files.into(), version: "v".into() });
        assert_eq!(found("/", &shown), (200, "text/html", "page".into()));
        assert_eq!(found("/data/x.csv?y", &shown), (200, "text/csv", "x,y".into()));
        assert_eq!(found("/preview-version?not=w", &shown), (200, "text/plain", "v".into()));
        for url in ["/Cargo.toml", "/../Cargo.toml", "/data/../index.html", "//index.html", "index.html", "/data/", "*"]
        {
            assert_eq!(found(url, &shown).0, 404, "{url}");
        }
    }
}
