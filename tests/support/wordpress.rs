//! A real WordPress on this computer, for as long as a test program runs; and a wire to it that breaks where it is told to.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, OnceLock};

use serde_json::Value;

/// The server, with its accounts.
pub struct WordPress {
    folder: PathBuf,
    port: u16,
    passwords: Vec<(String, String)>,
    /// The end of its standard input is the server's end.
    _up: Child,
}

/// The one of this test program, started by the first that asks.
pub fn wordpress() -> &'static WordPress {
    static STARTED: OnceLock<WordPress> = OnceLock::new();
    STARTED.get_or_init(WordPress::start)
}

fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("support/wordpress").join(name)
}

impl WordPress {
    fn start() -> Self {
        let folder = tempfile::Builder::new().prefix("galley-wordpress-").tempdir().expect("a folder").keep();
        let port =
            TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a free port").port();
        let mut up = Command::new(script("up.sh"))
            .arg(&folder)
            .arg(port.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("bash is there");
        let mut passwords = Vec::new();
        let mut is_ready = false;
        for line in BufReader::new(up.stdout.take().expect("it is piped")).lines() {
            let line = line.expect("text");
            is_ready = line == "ready";
            if is_ready {
                break;
            }
            if let Some((user, password)) = line.split_once('=') {
                passwords.push((user.to_owned(), password.to_owned()));
            }
        }
        assert!(is_ready, "WordPress did not start: `cargo xtask test` installs what it needs");
        Self { folder, port, passwords, _up: up }
    }

    /// Its address.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// An application password of `chief`, `author` or `contributor`.
    ///
    /// # Panics
    /// For anyone else.
    pub fn password(&self, user: &str) -> &str {
        &self.passwords.iter().find(|(name, _)| name == user).expect("an account of install.php").1
    }

    /// All posts, pages and pictures, read past the API.
    ///
    /// # Panics
    /// Where PHP does not answer.
    pub fn posts(&self) -> Vec<Value> {
        serde_json::from_str(&self.ask(&["posts"])).expect("a list in JSON")
    }

    /// Someone adds a paragraph there.
    pub fn edit(&self, slug: &str) {
        self.ask(&["edit", slug]);
    }

    /// Someone puts it into the trash there.
    pub fn trash(&self, slug: &str) {
        self.ask(&["trash", slug]);
    }

    fn ask(&self, arguments: &[&str]) -> String {
        let asked = Command::new("php")
            .arg(script("ask.php"))
            .arg(self.folder.join("site"))
            .args(arguments)
            .env("GALLEY_TEST_SOCKET", self.folder.join("db/socket"))
            .env("GALLEY_TEST_HOST", format!("127.0.0.1:{}", self.port))
            .output()
            .expect("php is there");
        assert!(asked.status.success(), "{}", String::from_utf8_lossy(&asked.stderr));
        String::from_utf8(asked.stdout).expect("text")
    }
}

/// Where a wire breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// The request does not arrive.
    Request,
    /// It arrives and is carried out; the answer does not come back.
    Answer,
}

/// A wire to the server that is cut, held or answered for at one request.
pub struct Wire {
    port: u16,
    is_open: Arc<AtomicBool>,
}

/// What is done with a request.
type Meddle = Box<dyn FnMut(usize, &[u8]) -> Fate + Send>;

enum Fate {
    Pass,
    Cut(Cut),
    /// It is left without an answer, after it was carried out or before.
    Hold {
        carried_out: bool,
    },
    Answer(String),
}

impl Wire {
    /// As good as none.
    pub fn to(server: &WordPress) -> Self {
        Self::with(server, Box::new(|_, _| Fate::Pass))
    }

    /// Breaks at request number `at`, counted from 1.
    pub fn cut(to: &WordPress, at: usize, cut: Cut) -> Self {
        Self::with(to, Box::new(move |number, _| if number == at { Fate::Cut(cut) } else { Fate::Pass }))
    }

    /// Gives no answer to request number `at`, and says when it has come to that.
    pub fn hold(to: &WordPress, at: usize, carried_out: bool) -> (Self, Receiver<()>) {
        let (tell, told) = channel();
        let meddle = move |number: usize, _: &[u8]| {
            if number != at {
                return Fate::Pass;
            }
            if !carried_out {
                let _ = tell.send(());
            }
            Fate::Hold { carried_out }
        };
        if !carried_out {
            return (Self::with(to, Box::new(meddle)), told);
        }
        let (after, told) = channel();
        (Self::with_news(to, Box::new(meddle), Some(after)), told)
    }

    /// Answers the first request that begins so by itself.
    pub fn answering(to: &WordPress, request: &'static str, head: &str, body: &str) -> Self {
        let answer =
            format!("HTTP/1.1 {head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len());
        let mut answer = Some(answer);
        Self::with(
            to,
            Box::new(move |_, asked| {
                let answer = asked.starts_with(request.as_bytes()).then(|| answer.take()).flatten();
                answer.map_or(Fate::Pass, Fate::Answer)
            }),
        )
    }

    fn with(to: &WordPress, meddle: Meddle) -> Self {
        Self::with_news(to, meddle, None)
    }

    fn with_news(to: &WordPress, mut meddle: Meddle, carried_out: Option<Sender<()>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("it is bound").port();
        let (upstream, is_open) = (to.port, Arc::new(AtomicBool::new(true)));
        let open = Arc::clone(&is_open);
        std::thread::spawn(move || {
            let (mut number, mut held) = (0, Vec::new());
            // One after the other: requests are numbered in the order in which they come.
            for mut client in listener.incoming().flatten() {
                if !open.load(Ordering::Relaxed) {
                    continue;
                }
                let Ok(request) = read_request(&mut client) else { continue };
                number += 1;
                // A client that went away is no trouble of the wire's.
                let _ = match meddle(number, &request) {
                    Fate::Pass => pass(&mut client, upstream, &request, None),
                    Fate::Cut(cut) => pass(&mut client, upstream, &request, Some(cut)),
                    Fate::Answer(answer) => client.write_all(answer.as_bytes()),
                    Fate::Hold { carried_out: true } => {
                        let asked = ask(upstream, &request);
                        if let Some(tell) = &carried_out {
                            let _ = tell.send(());
                        }
                        held.push(client);
                        asked.map(|_| ())
                    }
                    Fate::Hold { .. } => {
                        held.push(client);
                        Ok(())
                    }
                };
            }
        });
        Self { port, is_open }
    }

    /// Its end here.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// As in a tunnel: each connection breaks before anything is read.
    pub fn close(&self) {
        self.is_open.store(false, Ordering::Relaxed);
    }

    /// Out of the tunnel.
    pub fn open(&self) {
        self.is_open.store(true, Ordering::Relaxed);
    }
}

fn ask(upstream: u16, request: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut server = TcpStream::connect(("127.0.0.1", upstream))?;
    server.write_all(request)?;
    let mut answer = Vec::new();
    // PHP's server closes after each answer.
    server.read_to_end(&mut answer)?;
    Ok(answer)
}

fn pass(client: &mut TcpStream, upstream: u16, request: &[u8], cut: Option<Cut>) -> std::io::Result<()> {
    if cut == Some(Cut::Request) {
        return client.shutdown(Shutdown::Both);
    }
    let answer = ask(upstream, request)?;
    if cut == Some(Cut::Answer) {
        return client.shutdown(Shutdown::Both);
    }
    client.write_all(&answer)?;
    client.shutdown(Shutdown::Both)
}

fn read_request(client: &mut TcpStream) -> std::io::Result<Vec<u8>> {
    let mut request = Vec::new();
    let mut piece = [0; 16 * 1024];
    loop {
        let read = client.read(&mut piece)?;
        request.extend_from_slice(&piece[..read]);
        let Some(end) = request.windows(4).position(|four| four == b"\r\n\r\n") else {
            if read == 0 {
                return Ok(request);
            }
            continue;
        };
        let head = String::from_utf8_lossy(&request[..end]).to_lowercase();
        let length = head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
        if read == 0 || request.len() >= end + 4 + length.unwrap_or(0) {
            return Ok(request);
        }
    }
}
