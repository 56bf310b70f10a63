//! A real Micropub server on this computer, for as long as a test program runs.

use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::OnceLock;

use crate::peer::{Peer, free_port, installed, python, said, start};

/// The server, with its tokens.
pub struct Micropub {
    installed: PathBuf,
    folder: PathBuf,
    port: u16,
    tokens: Vec<(String, String)>,
    /// The end of its standard input is the server's end.
    _up: Child,
}

/// The one of this test program, started by the first that asks.
pub fn micropub() -> &'static Micropub {
    static STARTED: OnceLock<Micropub> = OnceLock::new();
    STARTED.get_or_init(Micropub::start)
}

fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("support/micropub").join(name)
}

impl Micropub {
    /// One more.
    ///
    /// # Panics
    /// Where it does not start.
    pub fn start() -> Self {
        let installed = installed("micropub", &script("install.sh"));
        let folder = tempfile::Builder::new().prefix("galley-micropub-").tempdir().expect("a folder").keep();
        let port = free_port();
        let (tokens, up) =
            start(Command::new(script("up.sh")).args([&installed, &folder]).arg(port.to_string()));
        Self { installed, folder, port, tokens, _up: up }
    }

    /// A token of one of the rights that setup.py knows.
    ///
    /// # Panics
    /// For another.
    pub fn token(&self, right: &str) -> &str {
        &self.tokens.iter().find(|(name, _)| name == right).expect("setup.py prints it").1
    }

    /// Older articles by others, so many from now on.
    pub fn fill(&self, count: usize) {
        self.ask(&["fill", &count.to_string()]);
    }

    /// Someone deletes it there.
    pub fn delete(&self, slug: &str) {
        self.ask(&["delete", slug]);
    }
}

impl Peer for Micropub {
    fn kind(&self) -> &'static str {
        "micropub"
    }

    fn port(&self) -> u16 {
        self.port
    }

    fn user(&self) -> Option<&'static str> {
        None
    }

    fn secret(&self) -> &str {
        self.token("all")
    }

    fn creates(&self) -> &'static str {
        "POST /indieweb/micropub"
    }

    fn ask(&self, arguments: &[&str]) -> String {
        let mut asked = Command::new(python(&self.installed));
        asked.arg(script("ask.py")).env("DJANGO_SETTINGS_MODULE", "settings");
        asked.env("PYTHONDONTWRITEBYTECODE", "1").env("GALLEY_TEST_FOLDER", &self.folder);
        said(asked.args(arguments))
    }
}
