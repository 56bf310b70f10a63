//! A real WordPress on this computer, for as long as a test program runs.

use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::OnceLock;

use crate::peer::{Peer, free_port, said, start};

/// The server, with its accounts.
pub struct WordPress {
    folder: PathBuf,
    port: u16,
    passwords: Vec<(String, String)>,
    /// The end of its standard input is the server's end.
    _up: Child,
}

/// A signal that has a process stand still, or go on.
const STOP_AND_GO: [&str; 2] = ["-STOP", "-CONT"];

/// The one of this test program, started by the first that asks.
pub fn wordpress() -> &'static WordPress {
    static STARTED: OnceLock<WordPress> = OnceLock::new();
    STARTED.get_or_init(WordPress::start)
}

fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("support/wordpress").join(name)
}

impl WordPress {
    /// One more.
    ///
    /// # Panics
    /// Where it does not start.
    pub fn start() -> Self {
        let folder = tempfile::Builder::new().prefix("galley-wordpress-").tempdir().expect("a folder").keep();
        let port = free_port();
        let (passwords, up) = start(Command::new(script("up.sh")).arg(&folder).arg(port.to_string()));
        Self { folder, port, passwords, _up: up }
    }

    /// An application password of `chief`, `author` or `contributor`.
    ///
    /// # Panics
    /// For anyone else.
    pub fn password(&self, user: &str) -> &str {
        &self.passwords.iter().find(|(name, _)| name == user).expect("an account of install.php").1
    }

    /// Has the web server stand still, or go on: what comes meanwhile waits at its door.
    ///
    /// # Panics
    /// Where it is gone.
    pub fn freeze(&self, frozen: bool) {
        let group = &self.passwords.iter().find(|(name, _)| name == "process").expect("up.sh prints it").1;
        let signal = STOP_AND_GO[usize::from(!frozen)];
        let sent = Command::new("kill").args([signal, "--", &format!("-{group}")]).status();
        assert!(sent.is_ok_and(|sent| sent.success()), "it runs");
    }

    /// Takes the database away from it, or gives it back.
    ///
    /// # Panics
    /// Where it is so already.
    pub fn database(&self, is_there: bool) {
        let [here, away] = ["db/socket", "db/away"].map(|name| self.folder.join(name));
        let (from, to) = if is_there { (away, here) } else { (here, away) };
        std::fs::rename(from, to).expect("the socket is there");
    }

    /// Something there gives it another slug.
    pub fn call_it(&self, slug: &str, other: &str) {
        self.ask(&["call", slug, other]);
    }

    /// Someone puts it into the trash there.
    pub fn trash(&self, slug: &str) {
        self.ask(&["trash", slug]);
    }
}

impl Peer for WordPress {
    fn kind(&self) -> &'static str {
        "wordpress"
    }

    fn port(&self) -> u16 {
        self.port
    }

    fn user(&self) -> Option<&'static str> {
        Some("chief")
    }

    fn secret(&self) -> &str {
        self.password("chief")
    }

    fn creates(&self) -> &'static str {
        "POST /wp-json/wp/v2/posts"
    }

    fn ask(&self, arguments: &[&str]) -> String {
        let mut asked = Command::new("php");
        asked
            .arg(script("ask.php"))
            .arg(self.folder.join("site"))
            .env("GALLEY_TEST_SOCKET", self.folder.join("db/socket"))
            .env("GALLEY_TEST_HOST", format!("127.0.0.1:{}", self.port));
        said(asked.args(arguments))
    }
}

/// The same server, spoken to by a recipe as any that has no adapter.
pub struct ByRecipe(pub &'static WordPress);

impl Peer for ByRecipe {
    fn kind(&self) -> &'static str {
        "http"
    }

    fn recipe(&self) -> Option<PathBuf> {
        Some(script("recipe.toml"))
    }

    fn port(&self) -> u16 {
        self.0.port
    }

    fn user(&self) -> Option<&'static str> {
        self.0.user()
    }

    fn secret(&self) -> &str {
        self.0.secret()
    }

    fn creates(&self) -> &'static str {
        self.0.creates()
    }

    fn ask(&self, arguments: &[&str]) -> String {
        self.0.ask(arguments)
    }
}
