//! A real server without an adapter of its own, on this computer, for as long as a test program runs: Kinto, spoken to by a recipe.

use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::OnceLock;

use crate::peer::{Peer, free_port, installed, python, said, start};

/// The server, with its accounts.
pub struct Kinto {
    installed: PathBuf,
    port: u16,
    passwords: Vec<(String, String)>,
    /// The end of its standard input is the server's end.
    _up: Child,
}

/// The one of this test program, started by the first that asks.
pub fn kinto() -> &'static Kinto {
    static STARTED: OnceLock<Kinto> = OnceLock::new();
    STARTED.get_or_init(Kinto::start)
}

fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("support/kinto").join(name)
}

impl Kinto {
    /// One more.
    ///
    /// # Panics
    /// Where it does not start.
    pub fn start() -> Self {
        let installed = installed("kinto", &script("install.sh"));
        let folder = tempfile::Builder::new().prefix("galley-kinto-").tempdir().expect("a folder").keep();
        let port = free_port();
        let (passwords, up) =
            start(Command::new(script("up.sh")).args([&installed, &folder]).arg(port.to_string()));
        Self { installed, port, passwords, _up: up }
    }

    /// The password of `chief`, `writer` or `reader`.
    ///
    /// # Panics
    /// For anyone else.
    pub fn password(&self, user: &str) -> &str {
        &self.passwords.iter().find(|(name, _)| name == user).expect("ask.py prints it").1
    }

    /// Someone deletes it there.
    pub fn delete(&self, slug: &str) {
        self.ask(&["delete", slug]);
    }
}

impl Peer for Kinto {
    fn kind(&self) -> &'static str {
        "http"
    }

    fn port(&self) -> u16 {
        self.port
    }

    fn path(&self) -> &'static str {
        "/v1"
    }

    fn recipe(&self) -> Option<PathBuf> {
        Some(script("kinto.toml"))
    }

    fn user(&self) -> Option<&'static str> {
        Some("writer")
    }

    fn secret(&self) -> &str {
        self.password("writer")
    }

    fn creates(&self) -> &'static str {
        "POST /v1/buckets/news/collections/articles/records"
    }

    fn ask(&self, arguments: &[&str]) -> String {
        let api = format!("{}{}", self.address(), self.path());
        said(Command::new(python(&self.installed)).arg(script("ask.py")).arg(api).args(arguments))
    }
}
