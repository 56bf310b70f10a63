//! The main job without a window: a library's articles as a static site and as bundles, and the site served.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use crate::job::{Job, Running};
use crate::places;
use crate::trouble::{Trouble, at};

/// How long the server may take to answer for the first time.
const SERVER_START: Duration = Duration::from_secs(20);
/// How long one answer may take.
const ANSWER: Duration = Duration::from_secs(10);
/// A front page larger than this is not ours.
const MAX_PAGE_BYTES: u64 = 8 * 1024 * 1024;

/// Exports site and bundles beside the library and serves the site: until Ctrl-C, or for one look at its front page.
pub(crate) fn main_job(library: &Path, once: bool) -> Result<(), Trouble> {
    let galley = places::program("galley")?;
    let site = library.with_extension("site");
    let bundle = library.with_extension("bundle");
    let export = |what: &str, out: &Path| {
        Job::new(&galley).args(["-l"]).args([library]).args(["export", what, "--out"]).args([out]).run()
    };
    export("site", &site)?;
    export("bundle", &bundle)?;

    let port = free_port()?;
    let mut server =
        Job::new(&galley).args(["serve"]).args([&site]).args(["--port", &port.to_string()]).start()?;
    let page = front_page(port, &mut server)?;
    println!(
        "\n  library  {}\n  site     {}\n  bundles  {}\n  served   http://127.0.0.1:{port}/\n",
        library.display(),
        site.display(),
        bundle.display()
    );
    if once {
        println!("The front page was fetched: {} bytes, and it is a whole page. Done.", page.len());
        return Ok(());
    }
    println!("Ctrl-C ends it. Library, site and bundles stay.");
    server.wait()
}

pub(crate) fn free_port() -> Result<u16, Trouble> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(at("127.0.0.1"))?;
    Ok(listener.local_addr().map_err(at("127.0.0.1"))?.port())
}

/// Fetches the front page as soon as the server is there; an error where it does not come or is no whole page.
pub(crate) fn front_page(port: u16, server: &mut Running) -> Result<String, Trouble> {
    let started = Instant::now();
    loop {
        server.check()?;
        match fetch(port) {
            Ok(answer) if is_whole_page(&answer) => return Ok(answer),
            Ok(answer) => {
                let head = answer.lines().next().unwrap_or_default();
                return Err(Trouble::Unexpected(format!("The site's front page is no whole page: {head}")));
            }
            Err(error) if started.elapsed() > SERVER_START => {
                return Err(at(format!("127.0.0.1:{port}"))(error));
            }
            Err(_) => thread::sleep(Duration::from_millis(50)),
        }
    }
}

fn fetch(port: u16) -> std::io::Result<String> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let mut stream = TcpStream::connect_timeout(&address, ANSWER)?;
    stream.set_read_timeout(Some(ANSWER))?;
    write!(stream, "GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream.take(MAX_PAGE_BYTES).read_to_string(&mut answer)?;
    Ok(answer)
}

fn is_whole_page(answer: &str) -> bool {
    answer.starts_with("HTTP/1.0 200") && answer.contains("<title>") && answer.contains("</html>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_page_that_was_found_counts() {
        let cases = [
            ("HTTP/1.0 200 OK\r\n\r\n<title>News</title></html>", true),
            ("HTTP/1.0 200 OK\r\n\r\n<title>News", false),
            ("HTTP/1.0 404 Not Found\r\n\r\n<title>News</title></html>", false),
            ("", false),
        ];
        for (answer, expected) in cases {
            assert_eq!(is_whole_page(answer), expected, "{answer}");
        }
    }
}
