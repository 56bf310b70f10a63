//! A real server that articles are published to, started by the tests.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::program::galley;

/// What the tests of publishing ask of every kind of server.
pub trait Peer: Sync {
    /// As `galley target add --kind` calls it.
    fn kind(&self) -> &'static str;

    /// Where it listens on this computer.
    fn port(&self) -> u16;

    /// Where on it the API stands, for those who are told.
    fn path(&self) -> &'static str {
        ""
    }

    /// The recipe by which it is spoken to, where it needs one.
    fn recipe(&self) -> Option<PathBuf> {
        None
    }

    /// The account that may do everything, where accounts have names.
    fn user(&self) -> Option<&'static str>;

    /// Its password, or key.
    fn secret(&self) -> &str;

    /// How the request begins that makes an article.
    fn creates(&self) -> &'static str;

    /// Asks it something past the API, or changes something there, by the script that is its own.
    ///
    /// # Panics
    /// Where the server's own tools do not answer.
    fn ask(&self, arguments: &[&str]) -> String;

    /// Someone adds a paragraph there.
    ///
    /// # Panics
    /// As [`Peer::ask`].
    fn edit(&self, slug: &str) {
        self.ask(&["edit", slug]);
    }

    /// All posts, pages and pictures: each with `id`, `type` (`attachment` for a picture), `status`, `slug`,
    /// `title`, `lead`, `content`, `date`, `tags` and `cover`.
    ///
    /// # Panics
    /// As [`Peer::ask`].
    fn posts(&self) -> Vec<Value> {
        serde_json::from_str(&self.ask(&["posts"])).expect("a list in JSON")
    }

    /// Its address.
    fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port())
    }
}

/// What a program prints.
///
/// # Panics
/// Where it is not there, or says that it failed.
pub fn said(program: &mut Command) -> String {
    let said = program.output().expect("what the test needs is installed");
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    String::from_utf8(said.stdout).expect("text")
}

/// Where a server lies that is installed once, beside what cargo builds; `cargo xtask test` did it before.
///
/// # Panics
/// Where it cannot be installed.
pub fn installed(name: &str, script: &Path) -> PathBuf {
    let place = galley().ancestors().nth(2).expect("it lies in target/PROFILE").join(name);
    let ready = Command::new(script).arg(&place).status();
    assert!(
        ready.is_ok_and(|status| status.success()),
        "{name} cannot be installed; see {}/log",
        place.display()
    );
    place
}

/// The `python` of what was installed from `PyPI`.
///
/// # Panics
/// Where nothing is installed.
pub fn python(installed: &Path) -> PathBuf {
    let version = std::fs::read_dir(installed).expect("it is installed").flatten();
    let mut version = version.map(|entry| entry.path()).filter(|path| path.is_dir());
    version.next().expect("a folder with its version").join("bin/python")
}

/// A port that nobody listens at.
///
/// # Panics
/// Where there is none.
pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a free port").port()
}

/// Runs the script that starts a server: it prints NAME=VALUE lines, then `ready`. The end of its standard input is the server's end.
///
/// # Panics
/// Where the server does not start.
pub fn start(script: &mut Command) -> (Vec<(String, String)>, Child) {
    let up = script.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut up = up.expect("bash is there");
    let mut values = Vec::new();
    for line in BufReader::new(up.stdout.take().expect("it is piped")).lines() {
        let line = line.expect("text");
        if line == "ready" {
            return (values, up);
        }
        if let Some((name, value)) = line.split_once('=') {
            values.push((name.to_owned(), value.to_owned()));
        }
    }
    let ended = up.wait();
    panic!("the server did not start ({ended:?}): `cargo xtask test` installs what it needs");
}

/// A text in base64.
///
/// # Panics
/// Where the program of that name is not there.
pub fn base64(text: &str) -> String {
    let encoded = Command::new("base64").arg("-w0").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut encoded = encoded.expect("it is there");
    encoded.stdin.take().expect("it is piped").write_all(text.as_bytes()).expect("it reads");
    String::from_utf8(encoded.wait_with_output().expect("it ends").stdout).expect("text")
}
