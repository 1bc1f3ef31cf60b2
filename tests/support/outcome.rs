use std::process::Output;

/// How the program ended and what it said; each check returns it again.
#[derive(Debug)]
pub struct Run {
    arguments: String,
    pub stdout: String,
    pub stderr: String,
    code: Option<i32>,
}

impl Run {
    pub fn new(arguments: &str, output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        let (stdout, stderr) = (text(&output.stdout), text(&output.stderr));
        assert!(!stderr.contains("panicked"), "{arguments}: {stderr}");
        Self { arguments: arguments.into(), stdout, stderr, code: output.status.code() }
    }

    #[track_caller]
    fn check(self, good: bool, expected: &str) -> Self {
        let Self { arguments, stdout, stderr, code } = &self;
        assert!(
            good,
            "expected {expected} of `{arguments}`, which ended with {code:?}\n-- stdout\n{stdout}\n-- stderr\n{stderr}"
        );
        self
    }

    #[track_caller]
    pub fn code(self, code: i32) -> Self {
        let good = self.code == Some(code);
        self.check(good, &format!("exit code {code}"))
    }

    #[track_caller]
    pub fn stdout_has(self, text: &str) -> Self {
        let good = self.stdout.contains(text);
        self.check(good, &format!("{text:?} on stdout"))
    }

    #[track_caller]
    pub fn stdout_lacks(self, text: &str) -> Self {
        let good = !self.stdout.contains(text);
        self.check(good, &format!("no {text:?} on stdout"))
    }

    #[track_caller]
    pub fn stdout_is(self, text: &str) -> Self {
        let good = self.stdout == text;
        self.check(good, &format!("exactly {text:?} on stdout"))
    }

    #[track_caller]
    pub fn stderr_has(self, text: &str) -> Self {
        let good = self.stderr.contains(text);
        self.check(good, &format!("{text:?} on stderr"))
    }

    #[track_caller]
    pub fn stderr_is(self, text: &str) -> Self {
        let good = self.stderr == text;
        self.check(good, &format!("exactly {text:?} on stderr"))
    }

    /// The lines of stdout that give a record's digest.
    pub fn digests(&self) -> Vec<&str> {
        let is_digest = |word: &str| word.len() == 64 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
        self.stdout.lines().filter(|line| line.split_whitespace().nth(1).is_some_and(is_digest)).collect()
    }
}
