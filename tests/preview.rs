//! `preview`: what is saved is shown, what is wrong is said, and nothing is written or told to anybody else.

mod support;

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use base64::Engine as _;
use sha2::{Digest as _, Sha256};
use support::Test;

const CHAPTER: &str = "templates/chapters/10-setting.md";

/// A running preview; ended with the test.
struct Preview {
    child: Child,
    port: u16,
}

impl Preview {
    fn start(test: &Test) -> Self {
        let mut child = test.command("preview --port 0").stdout(Stdio::piped()).spawn().unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        said.read_line(&mut line).unwrap();
        // What else it says must find a reader.
        std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
        let (_, rest) = line.split_once("http://127.0.0.1:").unwrap_or_else(|| panic!("{line:?}"));
        let port = rest.split_once('/').unwrap().0.parse().unwrap();
        Self { child, port }
    }

    /// Sends a request line and a host; returns what comes back, head and body.
    fn ask(&self, request: &str, host: &str) -> (String, String) {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).unwrap();
        write!(stream, "{request} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer);
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.into(), body.into())
    }

    fn get(&self, path: &str) -> String {
        let (head, body) = self.ask(&format!("GET {path}"), &format!("127.0.0.1:{}", self.port));
        assert!(head.starts_with("HTTP/1.1 200 "), "{path}: {head}");
        body
    }

    /// The page as soon as it has a text.
    #[track_caller]
    fn page_with(&self, text: &str) -> String {
        let start = Instant::now();
        loop {
            let page = self.get("/");
            if page.contains(text) {
                return page;
            }
            assert!(start.elapsed() < Duration::from_mins(1), "the page does not come to contain {text:?}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn project() -> Test {
    Test::new().copied("report").copied("templates")
}

fn version(page: &str) -> &str {
    page.split_once("<script data-version=\"").unwrap().1.split_once('"').unwrap().0
}

#[test]
fn a_saved_chapter_is_shown_a_broken_one_explained_and_a_mended_one_shown_again() {
    let test = project();
    let report = test.files("report");
    let preview = Preview::start(&test);
    let first = preview.page_with("<main id=\"main\">");
    let asked = format!("/preview-version?not={}", version(&first));
    let told = std::thread::scope(|scope| {
        let waiting = scope.spawn(|| preview.get(&asked));
        let good = test.read(CHAPTER);
        test.write(CHAPTER, format!("{good}\nA sentence from the preview's test.\n"));
        preview.page_with("A sentence from the preview’s test.");
        waiting.join().unwrap()
    });
    let second = preview.page_with("A sentence from the preview’s test.");
    assert_eq!(told, version(&second), "who waits is told of the change");
    assert_ne!(version(&first), version(&second));

    let good = test.read(CHAPTER);
    let line = good.lines().count() + 2;
    test.write(CHAPTER, format!("{good}\nIt is {{{{ figure_1.draw_0.final.lambda2 | sci(2) }}}}.\n"));
    let broken = preview.page_with("The report cannot be rendered");
    assert!(broken.contains(&format!("{CHAPTER}:{line}: ").replace('/', "&#x2f;")), "{broken}");
    assert!(broken.contains("did you mean &quot;lambda_2&quot;?"), "{broken}");
    assert!(broken.contains(&format!("<mark>{line}  It is {{{{ figure_1.draw_0.final.lambda2 |")), "{broken}");
    assert!(broken.contains("<script data-version="), "it reloads too");

    test.write(CHAPTER, good);
    assert_eq!(preview.page_with("<main id=\"main\">"), second, "mended, it is what it was");
    assert_eq!(report, test.files("report"), "nothing below report/ changed");
    assert!(!test.path("target").exists());
}

#[test]
fn style_and_page_are_watched_and_a_broken_page_is_explained_too() {
    let test = project();
    let preview = Preview::start(&test);
    test.replace("templates/style.css", "body", "/* restyled */\nbody");
    preview.page_with("/* restyled */");
    test.replace("templates/page.html", "{{ title }}", "{{ tilte }}");
    preview.page_with("templates&#x2f;page.html:");
    test.replace("templates/page.html", "{{ tilte }}", "{{ title }}");
    preview.page_with("<main id=\"main\">");
}

#[test]
fn all_files_of_the_report_are_served_as_they_are_written_but_for_the_script_that_reloads() {
    let test = project();
    let preview = Preview::start(&test);
    let root = test.path("target/shown");
    test.run("run --quiet --scale quick --output target/shown").code(0);
    for path in ["data/figure-1-decay.csv", "data/datapackage.json", "figures/figure-1-decay.svg", "REPORT.md"] {
        let served = preview.get(&format!("/{path}"));
        assert!(root.join(path).exists() && served.len() > 100, "{path}");
    }
    let page = preview.get("/index.html");
    let (_, rest) = page.split_once("<script data-version=\"").unwrap();
    let (script, _) = rest.split_once('>').unwrap().1.split_once("</script>").unwrap();
    let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(script.as_bytes()));
    let policy = page.split_once("Content-Security-Policy\" content=\"").unwrap().1.split_once('"').unwrap().0;
    assert!(policy.starts_with("default-src 'none'; "), "{policy}");
    assert!(policy.contains(&format!("connect-src 'self'; script-src 'sha256-{hash}' 'sha256-")), "{policy}");
    let element = format!("<script data-version=\"{}\">{script}</script>\n", version(&page));
    let allowed = format!("connect-src 'self'; script-src 'sha256-{hash}' ");
    test.write("shown.html", page.replacen(&element, "", 1).replacen(&allowed, "script-src ", 1));
    test.run("verify --quiet shown.html").code(0);
    let written = std::fs::read_to_string(root.join("index.html")).unwrap();
    assert!(!written.contains("connect-src") && !written.contains("data-version"));
}

#[test]
fn foreign_hosts_other_methods_and_paths_that_lead_elsewhere_are_refused() {
    let test = project();
    let preview = Preview::start(&test);
    let own = format!("localhost:{}", preview.port);
    assert!(preview.ask("GET /", &own).0.starts_with("HTTP/1.1 200 "));
    for host in ["example.org".to_owned(), format!("example.org:{}", preview.port), "127.0.0.1:1".into(), String::new()]
    {
        let (head, body) = preview.ask("GET /", &host);
        assert!(head.starts_with("HTTP/1.1 403 ") && !body.contains("<main"), "{host:?}: {head}");
    }
    assert!(preview.ask("POST /", &own).0.starts_with("HTTP/1.1 405 "));
    for path in
        ["/../templates/page.html", "/templates/page.html", "/%2e%2e/templates/page.html", "/data/", "//etc/passwd"]
    {
        let (head, _) = preview.ask(&format!("GET {path}"), &own);
        assert!(head.starts_with("HTTP/1.1 404 "), "{path}: {head}");
    }
    assert!(TcpStream::connect_timeout(&([127, 0, 0, 2], preview.port).into(), Duration::from_secs(1)).is_err());
}

#[test]
fn a_port_that_is_none_or_taken_and_a_folder_without_pins_are_refused_in_a_sentence() {
    let test = project();
    for port in ["port", "-1", "65536"] {
        test.run(&format!("preview --port={port}")).code(2).stderr_has("--port").stdout_is("");
    }
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = taken.local_addr().unwrap().port();
    let run = test.run(&format!("preview --port {port}")).code(2);
    run.stderr_has(&format!("error: cannot serve on port {port}: ")).stderr_has("choose another --port");
    let run = Test::new().run("preview --port 0").code(2);
    run.stderr_has("error: nothing is pinned at scale standard here");
    let run = Test::new().copied("report").run("preview --port 0").code(2);
    run.stderr_has("error: cannot read ").stderr_has("templates");
}
