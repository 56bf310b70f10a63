//! A finished site on loopback, for looking at it: `galley serve`. Not a server for the world.

use std::fs::{self, File};
use std::io::{self, Read, Write as _};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use percent_encoding::percent_decode_str;
use tiny_http::{HTTPVersion, Header, ListenAddr, Method, Request, Response, Server, StatusCode};

use crate::address::WELL_KNOWN;
use crate::out::Manifest;

/// Threads that answer.
const THREADS: usize = 4;

/// Longest address that is looked up, in bytes.
const URL_BYTES_MAX: usize = 8 * 1024;

/// Why nothing is served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// No folder.
    #[error("{0} is no folder that can be read; name the folder of an exported site")]
    Folder(PathBuf),
    /// The port.
    #[error("port {0} on 127.0.0.1 cannot be used: {1}. Choose another one, or 0 for any that is free")]
    Port(u16, String),
}

/// A site that is being served. Ends when it is dropped.
pub struct Serving {
    server: Arc<Server>,
    threads: Vec<JoinHandle<()>>,
    address: SocketAddr,
    base: String,
    root: PathBuf,
}

impl Serving {
    /// Where it is served.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The URL of its home page.
    pub fn url(&self) -> String {
        format!("http://{}{}/", self.address, self.base)
    }

    /// Whether it serves the site in this folder, also after it was written anew: each answer is read from the disk.
    pub fn serves(&self, folder: &Path) -> bool {
        let base = Manifest::read(folder).map(|(manifest, _)| manifest.base).unwrap_or_default();
        fs::canonicalize(folder).is_ok_and(|root| root == self.root) && base == self.base
    }

    /// Serves until the process ends.
    pub fn wait(mut self) {
        for thread in std::mem::take(&mut self.threads) {
            // A thread that panicked has been reported by the panic itself.
            thread.join().ok();
        }
    }

    /// Stops serving.
    pub fn stop(self) {
        drop(self);
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        for _ in &self.threads {
            self.server.unblock();
        }
        for thread in self.threads.drain(..) {
            thread.join().ok();
        }
    }
}

/// Serves the site in a folder on 127.0.0.1, and nowhere else. Port 0 is any that is free.
///
/// A site that was made for a sub-folder is served under that sub-folder.
pub fn serve(folder: &Path, port: u16) -> Result<Serving, ServeError> {
    let no_folder = |_| ServeError::Folder(folder.to_owned());
    let root = fs::canonicalize(folder).map_err(no_folder)?;
    fs::read_dir(&root).map_err(no_folder)?;
    let base = Manifest::read(&root).map(|(manifest, _)| manifest.base).unwrap_or_default();
    let refused = |why: String| ServeError::Port(port, why);
    let server = Server::http((Ipv4Addr::LOCALHOST, port)).map_err(|error| refused(error.to_string()))?;
    let ListenAddr::IP(address) = server.server_addr() else {
        return Err(refused("it is no network address".to_owned()));
    };
    let server = Arc::new(server);
    let site = Arc::new(Site { root: root.clone(), base: base.clone() });
    let threads = (0..THREADS)
        .map(|_| {
            let (server, site) = (Arc::clone(&server), Arc::clone(&site));
            thread::spawn(move || {
                while let Ok(request) = server.recv() {
                    site.respond(request);
                }
            })
        })
        .collect();
    Ok(Serving { server, threads, address, base, root })
}

/// A folder, and the path under which it is served.
struct Site {
    root: PathBuf,
    base: String,
}

/// What an address means.
#[derive(Debug, PartialEq, Eq)]
enum Answer {
    File(PathBuf),
    /// Another address on this server.
    Elsewhere(String),
    Missing,
}

impl Site {
    fn respond(&self, request: Request) {
        // A client that goes away is nobody's problem here.
        let _ = if !is_local(&request) {
            answer(request, plain(403, "This server answers to 127.0.0.1 and localhost only.\n"))
        } else if !matches!(request.method(), Method::Get | Method::Head) {
            answer(request, plain(405, "Only GET and HEAD.\n").with_header(header("Allow", "GET, HEAD")))
        } else {
            match self.look_up(request.url()) {
                Answer::File(path) => respond_with(request, &path, 200),
                Answer::Elsewhere(url) => {
                    let location = header("Location", &url);
                    answer(request, plain(302, "").with_header(location))
                }
                Answer::Missing => {
                    let page = self.root.join("404.html");
                    respond_with(request, &page, 404)
                }
            }
        };
    }

    fn look_up(&self, url: &str) -> Answer {
        let path = url.split(['?', '#']).next().unwrap_or(url);
        if path.len() > URL_BYTES_MAX {
            return Answer::Missing;
        }
        let Some(within) = path.strip_prefix(&self.base).filter(|rest| rest.starts_with('/')) else {
            let to_home = path == "/" || path == self.base;
            return if to_home { Answer::Elsewhere(format!("{}/", self.base)) } else { Answer::Missing };
        };
        let Ok(decoded) = percent_decode_str(within).decode_utf8() else {
            return Answer::Missing;
        };
        let Some(place) = self.place(&decoded) else {
            return Answer::Missing;
        };
        if !place.is_dir() {
            return if place.is_file() && !decoded.ends_with('/') {
                Answer::File(place)
            } else {
                Answer::Missing
            };
        }
        let page = place.join("index.html");
        if !page.is_file() {
            Answer::Missing
        } else if decoded.ends_with('/') {
            self.inside(&page).map_or(Answer::Missing, Answer::File)
        } else {
            Answer::Elsewhere(format!("{path}/"))
        }
    }

    /// The real place of a path, if it lies in the folder.
    fn place(&self, path: &str) -> Option<PathBuf> {
        let mut place = self.root.clone();
        for part in path.split('/').filter(|part| !part.is_empty()) {
            // No way up, no hidden file, no other disk, no other stream.
            let is_hidden = part.starts_with('.') && part != WELL_KNOWN;
            let plain = !is_hidden && !part.contains(['\\', ':']) && !part.chars().any(char::is_control);
            if !plain {
                return None;
            }
            place.push(part);
        }
        self.inside(&place)
    }

    /// The real path, links followed, if it lies in the folder.
    fn inside(&self, place: &Path) -> Option<PathBuf> {
        let real = fs::canonicalize(place).ok()?;
        real.starts_with(&self.root).then_some(real)
    }
}

/// Whether the request was meant for this machine. A page elsewhere may have had its name point to 127.0.0.1.
fn is_local(request: &Request) -> bool {
    let host = request.headers().iter().find(|h| h.field.equiv("Host"));
    let host = host.map_or("", |h| h.value.as_str());
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    name.eq_ignore_ascii_case("localhost") || name == "127.0.0.1"
}

/// Answers by HTTP/1.0, so that the browser ends its connection. One that stays open keeps a thread of the server's, and of two that begin in
/// one moment the second may be put behind it (`tiny_http` 0.12 counts a thread as idle that was just given work): its page would load until
/// the browser lets go of the first, which takes minutes.
fn answer<R: Read>(request: Request, response: Response<R>) -> io::Result<()> {
    let is_head = *request.method() == Method::Head;
    let asked = request.headers().to_vec();
    let mut writer = request.into_writer();
    response.raw_print(&mut writer, HTTPVersion(1, 0), &asked, is_head, None)?;
    writer.flush()
}

fn respond_with(request: Request, path: &Path, status: u16) -> io::Result<()> {
    match File::open(path) {
        Ok(file) => {
            let response = Response::from_file(file)
                .with_status_code(StatusCode(status))
                .with_header(header("Content-Type", media_type(path)))
                .with_header(header("Cache-Control", "no-store"))
                .with_header(header("X-Content-Type-Options", "nosniff"));
            answer(request, response)
        }
        Err(_) => answer(request, plain(404, "There is no such page.\n")),
    }
}

fn plain(status: u16, text: &str) -> Response<std::io::Cursor<Vec<u8>>> {
    Response::from_string(text).with_status_code(StatusCode(status))
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value)
        .or_else(|()| Header::from_bytes("X-Galley", "bad"))
        .expect("plain ASCII is a good header")
}

fn media_type(path: &Path) -> &'static str {
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or("");
    match extension.to_ascii_lowercase().as_str() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "xml" => "application/xml; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        other => galley_domain::MediaKind::ALL
            .iter()
            .find(|kind| kind.extension() == other || (other == "jpeg" && kind.extension() == "jpg"))
            .map_or("application/octet-stream", |kind| kind.media_type()),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::net::TcpStream;

    use super::*;

    fn folder() -> tempfile::TempDir {
        let outer = tempfile::tempdir().expect("a temporary folder");
        let root = outer.path().join("site");
        fs::create_dir_all(root.join("a b/数字")).expect("folders");
        fs::write(outer.path().join("secret.txt"), "secret").expect("a file");
        for file in ["index.html", "404.html", "style.css", ".hidden", "a b/数字/index.html"] {
            fs::write(root.join(file), file).expect("a file");
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink(outer.path(), root.join("out")).expect("a link");
        outer
    }

    #[test]
    fn a_site_that_was_written_anew_is_served_on_and_another_is_not() {
        let (one, other) = (folder(), folder());
        let serving = serve(&one.path().join("site"), 0).expect("it is served");
        fs::write(one.path().join("site/index.html"), "anew").expect("a file");
        assert!(serving.serves(&one.path().join("site")) && serving.serves(&one.path().join("site/../site")));
        assert!(!serving.serves(&other.path().join("site")) && !serving.serves(&one.path().join("none")));
    }

    #[test]
    fn no_path_leads_out_of_the_folder() {
        let outer = folder();
        let root = fs::canonicalize(outer.path().join("site")).expect("it is there");
        let site = Site { root: root.clone(), base: String::new() };
        let file = |path: &str| Answer::File(root.join(path));
        let cases = [
            ("/", file("index.html")),
            ("/index.html", file("index.html")),
            ("/style.css?v=1", file("style.css")),
            ("/a%20b/%E6%95%B0%E5%AD%97/", file("a b/数字/index.html")),
            ("/a%20b/%E6%95%B0%E5%AD%97", Answer::Elsewhere("/a%20b/%E6%95%B0%E5%AD%97/".into())),
            ("//index.html", file("index.html")),
            ("/a%20b/", Answer::Missing),
            ("/index.html/", Answer::Missing),
            ("/../secret.txt", Answer::Missing),
            ("/%2e%2e/secret.txt", Answer::Missing),
            ("/..%2fsecret.txt", Answer::Missing),
            ("/a%20b/..%2f..%2f..%2fsecret.txt", Answer::Missing),
            ("/..%5csecret.txt", Answer::Missing),
            ("/%252e%252e/secret.txt", Answer::Missing),
            ("/out/secret.txt", Answer::Missing),
            ("/.hidden", Answer::Missing),
            ("/index.html%00.css", Answer::Missing),
            ("/%ff", Answer::Missing),
            ("secret.txt", Answer::Missing),
            ("http://elsewhere/", Answer::Missing),
        ];
        for (url, expected) in cases {
            assert_eq!(site.look_up(url), expected, "{url}");
        }
    }

    #[test]
    fn a_site_for_a_sub_folder_is_served_there() {
        let outer = folder();
        let root = fs::canonicalize(outer.path().join("site")).expect("it is there");
        let site = Site { root: root.clone(), base: "/news".into() };
        assert_eq!(site.look_up("/"), Answer::Elsewhere("/news/".into()));
        assert_eq!(site.look_up("/news"), Answer::Elsewhere("/news/".into()));
        assert_eq!(site.look_up("/news/style.css"), Answer::File(root.join("style.css")));
        assert_eq!(site.look_up("/newsstyle.css"), Answer::Missing);
        assert_eq!(site.look_up("/style.css"), Answer::Missing);
    }

    fn ask(address: SocketAddr, request: &str) -> String {
        let mut stream = TcpStream::connect(address).expect("it listens");
        stream.write_all(request.as_bytes()).expect("it reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("it answers");
        answer
    }

    #[test]
    fn it_answers_on_loopback_until_it_is_stopped() {
        let outer = folder();
        let serving = serve(&outer.path().join("site"), 0).expect("a free port");
        let address = serving.address();
        assert!(address.ip().is_loopback());
        let cases = [
            ("GET / HTTP/1.1\r\nHost: localhost", "200", "text/html; charset=utf-8", "index.html"),
            ("GET /style.css HTTP/1.1\r\nHost: 127.0.0.1:80", "200", "text/css; charset=utf-8", "style.css"),
            ("GET /gone HTTP/1.1\r\nHost: localhost", "404", "text/html; charset=utf-8", "404.html"),
            ("GET / HTTP/1.1\r\nHost: rebound.example", "403", "", ""),
            ("POST / HTTP/1.1\r\nHost: localhost", "405", "", ""),
        ];
        for (request, status, media_type, body) in cases {
            let answer = ask(address, &format!("{request}\r\nConnection: close\r\n\r\n"));
            // Which keeps no connection open.
            assert!(answer.starts_with(&format!("HTTP/1.0 {status}")), "{request}: {answer}");
            assert!(answer.contains(media_type) && answer.ends_with(body), "{request}: {answer}");
        }
        serving.stop();
        // The system closes the port in its own time.
        let closed = (0..500).any(|_| {
            thread::sleep(std::time::Duration::from_millis(10));
            TcpStream::connect(address).is_err()
        });
        assert!(closed, "nothing listens any more");
    }
}
