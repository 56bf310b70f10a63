//! A small server on this computer, for tests of what is asked of others.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::Arc;

/// Largest body that a request may have, in bytes.
const BODY_BYTES_MAX: u64 = 1024 * 1024;

/// The address of a server that answers each request as this says, until the test ends. It is handed the request, head and body, and
/// answers a whole response, after which the connection is closed.
///
/// # Panics
/// Where this machine has no free port.
pub fn answering(answer: impl Fn(&str) -> String + Send + Sync + 'static) -> String {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("this machine has a free port");
    let address = format!("http://{}", listener.local_addr().expect("it is bound"));
    let answer = Arc::new(answer);
    std::thread::spawn(move || {
        for client in listener.incoming().flatten() {
            let answer = Arc::clone(&answer);
            // A browser opens connections that it asks nothing on.
            std::thread::spawn(move || {
                // Who went away wants no answer.
                let _ = serve(client, &*answer);
            });
        }
    });
    address
}

fn serve(mut client: TcpStream, answer: &dyn Fn(&str) -> String) -> io::Result<()> {
    let mut reader = BufReader::new(client.try_clone()?);
    let (mut request, mut length) = (String::new(), 0);
    loop {
        let begun = request.len();
        if reader.read_line(&mut request)? == 0 {
            return Ok(());
        }
        let line = request[begun..].trim().to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(bytes) = line.strip_prefix("content-length:") {
            length = bytes.trim().parse().map_err(io::Error::other)?;
        }
    }
    let mut body = Vec::new();
    reader.take(length.min(BODY_BYTES_MAX)).read_to_end(&mut body)?;
    request.push_str(&String::from_utf8_lossy(&body));
    client.write_all(answer(&request).as_bytes())
}
