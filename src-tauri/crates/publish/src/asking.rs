//! What is asked of the open web without a secret, as any reader asks: the number that a counter has, and whether an address still leads
//! somewhere. Within the limits and refusals of every request here: no redirect is followed unseen, no private network is reached.

use std::time::Duration;

use serde_json::Value;
use url::Url;

use crate::error::place;
use crate::web::{Answer, Ask, Web, must_be_safe};
use crate::{PublishError, Reach};

/// Longest answer of a counter, in bytes.
const JSON_BYTES_MAX: u64 = 16 * 1024 * 1024;
/// Most of a page that is read to see that it is there, in bytes. Who sends more is there.
const PAGE_BYTES_MAX: u64 = 512 * 1024;
/// Redirects that are followed from an address.
const REDIRECTS_MAX: usize = 5;
/// As whom links are looked at: so that who minds can say so.
const LOOKER: &str = concat!("Galley/", env!("CARGO_PKG_VERSION"), " (link check)");

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{why}")]
pub struct Unanswered {
    why: String,
    is_private: bool,
}

impl Unanswered {
    /// Whether it stands in a private network, and nobody said that it may.
    pub fn is_private(&self) -> bool {
        self.is_private
    }

    fn because(why: String) -> Self {
        Self { why, is_private: false }
    }
}

/// One host that is asked.
pub struct Asking {
    web: Web,
    reach: Reach,
}

impl Asking {
    /// Makes ready to ask the host of an address. `private`: it may stand in a private network.
    ///
    /// # Errors
    /// [`Unanswered`], where the address is none that may be asked.
    pub fn new(address: &str, private: bool) -> Result<Self, Unanswered> {
        let reach = Reach::new(private, false);
        let url = must_be_safe(address, reach).map_err(|error| told(&error))?;
        Ok(Self { web: Web::unsigned(url, reach), reach })
    }

    /// The JSON at an address of this host.
    ///
    /// # Errors
    /// [`Unanswered`]
    pub fn json(&self, address: &str, time_max: Duration) -> Result<Value, Unanswered> {
        let url = must_be_safe(address, self.reach).map_err(|error| told(&error))?;
        let ask = Ask { signed: false, time_max, bytes_max: JSON_BYTES_MAX, ..Ask::get(url) };
        let answer = self.web.ask(ask).map_err(|error| told(&error))?;
        let host = self.web.host();
        if answer.status != 200 {
            return Err(Unanswered::because(format!("{host} answers HTTP {}", answer.status)));
        }
        let other = || Unanswered::because(format!("{host} answers with something that is not JSON"));
        answer.json().ok_or_else(other)
    }
}

/// What became of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Looked {
    /// A page is there.
    There,
    /// Something is there that takes what is sent to it, and shows nothing.
    Mute,
    /// It leads on to this address, where a page is.
    Moved(String),
    /// The server says that nothing is there.
    Gone(u16),
    /// Nobody can say: the server does not answer, or not to programs.
    Unclear(String),
}

/// Looks whether anything is at an address: by its head, and by the page itself where the head is refused, as some do to all heads.
pub fn look(address: &str, time_max: Duration) -> Looked {
    let Ok(begin) = Url::parse(address) else {
        return Looked::Unclear("it is no address".to_owned());
    };
    let mut at = begin.clone();
    for _ in 0..=REDIRECTS_MAX {
        let asked = ask_for_page(&begin, &at, time_max);
        let answer = match asked {
            Ok(answer) => answer,
            Err(PublishError::Moved { to, .. }) => match at.join(&to) {
                Ok(next) if !to.is_empty() && matches!(next.scheme(), "http" | "https") => {
                    at = next;
                    continue;
                }
                _ => return Looked::Unclear(format!("it leads to {}", place(&to))),
            },
            Err(error) => return Looked::Unclear(told(&error).why),
        };
        return match answer.status {
            200..=299 if at == begin => Looked::There,
            200..=299 => Looked::Moved(at.into()),
            404 | 410 => Looked::Gone(answer.status),
            405 => Looked::Mute,
            status => Looked::Unclear(format!("the server answers HTTP {status}")),
        };
    }
    Looked::Unclear("it leads on and on".to_owned())
}

fn ask_for_page(begin: &Url, at: &Url, time_max: Duration) -> Result<Answer, PublishError> {
    // Who stands elsewhere leads nobody to this computer.
    let reach = Reach::default().sent_by(begin, at);
    let web = Web::unsigned(at.clone(), reach);
    let headers = [("user-agent", LOOKER), ("accept", "text/html,*/*")];
    let ask = |method, bytes_max| Ask {
        method,
        headers: &headers,
        signed: false,
        time_max,
        bytes_max,
        ..Ask::get(at.clone())
    };
    let head = web.ask(ask("HEAD", PAGE_BYTES_MAX))?;
    if head.status < 300 {
        return Ok(head);
    }
    match web.ask(ask("GET", PAGE_BYTES_MAX)) {
        // It has more to say than was listened to.
        Err(PublishError::Answer { .. }) => Ok(Answer { status: 200, ..head }),
        other => other,
    }
}

/// The same error, without what is said of publishing.
fn told(error: &PublishError) -> Unanswered {
    let is_private = matches!(error, PublishError::Private { .. });
    let why = match error {
        PublishError::Address { address, why } => format!("{address}: {why}"),
        PublishError::Unreachable { host, detail, .. } | PublishError::Unknown { host, detail } => {
            format!("{host} cannot be reached ({detail})")
        }
        PublishError::Private { host, address } => format!("{host} stands in a private network ({address})"),
        PublishError::Certificate { host, detail } => {
            format!("{host} cannot prove that it is {host} ({detail})")
        }
        PublishError::Moved { host, to } => format!("{host} points to {}", place(to)),
        PublishError::Busy { host, status, .. } => format!("{host} cannot now (HTTP {status})"),
        PublishError::Answer { host, detail, .. } => format!("{host} answers with something else ({detail})"),
        other => other.to_string(),
    };
    Unanswered { why, is_private }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpListener;
    use std::sync::mpsc;

    use super::*;

    const PATIENCE: Duration = Duration::from_secs(10);

    /// A server that answers each request by its first line, and tells what it was asked.
    fn server(answer: fn(&str) -> String) -> (String, mpsc::Receiver<String>) {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = format!("http://{}", listener.local_addr().expect("it is bound"));
        let (tell, asked) = mpsc::channel();
        std::thread::spawn(move || {
            for client in listener.incoming() {
                let Ok(mut client) = client else { return };
                let mut request = [0; 4096];
                let Ok(read) = client.read(&mut request) else { return };
                let request = String::from_utf8_lossy(&request[..read]).into_owned();
                let line = request.lines().next().unwrap_or_default().to_owned();
                let end = answer(&line);
                if tell.send(request).is_err() || client.write_all(end.as_bytes()).is_err() {
                    return;
                }
            }
        });
        (address, asked)
    }

    fn answer(line: &str) -> String {
        let long = format!("/{}", "x".repeat(300));
        let to_long = format!("301 Moved Permanently\r\nLocation: {long}");
        let status = match line.split(' ').nth(1).unwrap_or_default() {
            path if path == long => "200 OK",
            "/to-long" => &to_long,
            "/to-dot" => "301 Moved Permanently\r\nLocation: /page.",
            "/to-letters" => "301 Moved Permanently\r\nLocation: /港口",
            "/no-heads" if line.starts_with("HEAD") => "405 Method Not Allowed",
            "/there" | "/no-heads" | "/page." | "/%E6%B8%AF%E5%8F%A3" => "200 OK",
            "/moved" => "301 Moved Permanently\r\nLocation: /there",
            "/round" => "302 Found\r\nLocation: /round",
            "/away" => "302 Found\r\nLocation: ftp://example.org/",
            "/shy" => "403 Forbidden",
            "/inbox" => "405 Method Not Allowed",
            _ => "404 Not Found",
        };
        format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    }

    #[test]
    fn an_address_is_there_or_elsewhere_or_gone_or_nobody_can_say() {
        let (host, asked) = server(answer);
        for (path, expected) in [
            ("/there", Looked::There),
            ("/no-heads", Looked::There),
            ("/moved", Looked::Moved(format!("{host}/there"))),
            ("/to-long", Looked::Moved(format!("{host}/{}", "x".repeat(300)))),
            ("/to-dot", Looked::Moved(format!("{host}/page."))),
            ("/to-letters", Looked::Moved(format!("{host}/%E6%B8%AF%E5%8F%A3"))),
            ("/nothing", Looked::Gone(404)),
            ("/inbox", Looked::Mute),
        ] {
            assert_eq!(look(&format!("{host}{path}"), PATIENCE), expected, "{path}");
        }
        for path in ["/round", "/away", "/shy"] {
            assert!(matches!(look(&format!("{host}{path}"), PATIENCE), Looked::Unclear(_)), "{path}");
        }
        let first = asked.recv().expect("it was asked");
        assert!(first.starts_with("HEAD /there") && first.contains("(link check)"), "{first}");
        assert!(
            matches!(look("http://10.0.0.1/", PATIENCE), Looked::Unclear(why) if why.contains("private network"))
        );
    }

    #[test]
    fn a_counter_is_asked_for_json_and_believed_in_nothing_else() {
        let (host, _asked) = server(|line| {
            let body = if line.contains("/views") { "{\"n\":7}" } else { "<p>hello" };
            format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len())
        });
        let asking = Asking::new(&host, false).expect("this computer may be asked");
        let views = asking.json(&format!("{host}/views"), PATIENCE).expect("JSON");
        assert_eq!(views.pointer("/n"), Some(&7.into()));
        let other = asking.json(&format!("{host}/page"), PATIENCE).expect_err("a page");
        assert!(other.to_string().contains("not JSON"), "{other}");
        let private = Asking::new("https://10.0.0.1/", false).expect("made ready");
        let refused = private.json("https://10.0.0.1/views", PATIENCE).expect_err("nobody said that it may");
        assert!(refused.is_private(), "{refused}");
        assert!(
            Asking::new("http://example.org/views", false).is_err(),
            "others on the way could say anything"
        );
    }
}
