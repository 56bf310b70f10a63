//! HTTP with limits: what is sent goes to the one host that the target names, and nothing that comes back is believed to be
//! short, quick or well formed.

use std::cell::RefCell;
use std::cmp::Reverse;
use std::fmt;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::DateTime;
use serde::de::IgnoredAny;
use serde_json::Value;
use ureq::Agent;
use ureq::http::{HeaderMap, Request, Response};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::transport::DefaultConnector;
use url::Url;

use crate::reach::{Guard, Private, Reach, must_reach};
use crate::{AtAddress, PublishError, foreign};

/// Longest answer that is read, in bytes.
const ANSWER_BYTES_MAX: u64 = 16 * 1024 * 1024;
/// Largest picture that is taken from a server, in bytes. The library holds no larger one.
const PICTURE_BYTES_MAX: u64 = 50 * 1024 * 1024;
/// Longest part of an answer that stands in a sentence, in characters.
const QUOTED_CHARS_MAX: usize = 200;
/// How rustls begins to say that it does not believe a certificate. Whether that comes as an error of its own or of the connection
/// depends on when it is noticed.
const BAD_CERTIFICATE: &str = "invalid peer certificate";
/// Until a connection stands.
const CONNECT_MAX: Duration = Duration::from_secs(15);
/// A connection that was not used for so long is not used again. Node and Apache close theirs after five seconds, and a request that meets that
/// is lost without an answer.
const IDLE_MAX: Duration = Duration::from_secs(3);
/// For a request and its answer.
const REQUEST_MAX: Duration = Duration::from_mins(1);
/// The same for one with a picture: some megabytes go up a slow line in that time.
const UPLOAD_MAX: Duration = Duration::from_mins(5);

/// A password. It shows itself to nobody: not in a log, not in an error.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Takes it.
    pub fn new(password: impl Into<String>) -> Self {
        Self(password.into())
    }

    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

/// One host, and who speaks to it.
pub(crate) struct Web {
    agent: Agent,
    origin: Url,
    reach: Reach,
    proof: Proof,
    /// What no sentence repeats, though a server may.
    hidden: Vec<String>,
    /// The proof that was made last, which lasts for a while.
    shown: RefCell<Vec<String>>,
}

/// How it is said who speaks.
pub(crate) enum Proof {
    /// It is not said.
    None,
    /// In a header of this name, made for each request: there are proofs that do not last.
    Header(String, Box<dyn Fn() -> String>),
    /// In the address, as a parameter of this name.
    Query(String, Secret),
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

/// What a reader gets.
enum Look {
    Page(Answer),
    Nothing,
    /// Its host cannot be reached from here.
    Unreached,
}

/// What is sent.
pub(crate) struct Ask<'a> {
    pub(crate) method: &'static str,
    pub(crate) url: Url,
    pub(crate) headers: &'a [(&'a str, &'a str)],
    pub(crate) body: Vec<u8>,
    /// Without it the answer is what any reader gets.
    pub(crate) signed: bool,
    pub(crate) time_max: Duration,
    /// Longest answer that is read, in bytes.
    pub(crate) bytes_max: u64,
}

impl<'a> Ask<'a> {
    pub(crate) fn get(url: Url) -> Self {
        Ask {
            method: "GET",
            url,
            headers: &[],
            body: Vec::new(),
            signed: true,
            time_max: REQUEST_MAX,
            bytes_max: ANSWER_BYTES_MAX,
        }
    }

    /// Asks for a picture as any reader gets it.
    pub(crate) fn picture(url: Url) -> Self {
        Ask { signed: false, time_max: UPLOAD_MAX, bytes_max: PICTURE_BYTES_MAX, ..Ask::get(url) }
    }

    /// Sends a file, which takes longer than words.
    pub(crate) fn upload(url: Url, headers: &'a [(&'a str, &'a str)], body: Vec<u8>) -> Self {
        Ask { method: "POST", headers, body, time_max: UPLOAD_MAX, ..Ask::get(url) }
    }
}

/// The address of a server that a password may be sent to: `https`, or `http` to this machine; elsewhere only where the target allows it.
///
/// # Errors
/// [`PublishError::Address`]
pub fn must_be_safe(address: &str, reach: Reach) -> Result<Url, PublishError> {
    let bad = |why| PublishError::Address { address: address.to_owned(), why };
    let url = Url::parse(address).map_err(|_| bad("it is no absolute URL, like https://example.org"))?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(bad("it has a name or password in it; they are asked for apart"));
    }
    if url.host().is_none() {
        return Err(bad("it names no host"));
    }
    reach.refuses(&url).map_or(Ok(url), |why| Err(bad(why)))
}

impl Web {
    /// Speaks with the header `Authorization`.
    pub(crate) fn new(
        origin: Url,
        reach: Reach,
        proof: impl Fn() -> String + 'static,
        secrets: &[&Secret],
    ) -> Self {
        Self::with(origin, reach, Proof::Header("Authorization".to_owned(), Box::new(proof)), secrets)
    }

    /// To whom nothing is said of who speaks.
    pub(crate) fn unsigned(origin: Url, reach: Reach) -> Self {
        Self::with(origin, reach, Proof::None, &[])
    }

    /// `secrets`: what is taken out of all that is said of this server, in whatever way it may be written.
    pub(crate) fn with(origin: Url, reach: Reach, proof: Proof, secrets: &[&Secret]) -> Self {
        let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_connect(Some(CONNECT_MAX))
            .max_idle_age(IDLE_MAX)
            .user_agent(concat!("Galley/", env!("CARGO_PKG_VERSION")))
            .tls_config(tls)
            .build();
        let mut hidden: Vec<_> = secrets.iter().flat_map(|secret| ways(secret.reveal().trim())).collect();
        // What stands within another is looked for after it.
        hidden.sort_by_key(|way| Reverse(way.len()));
        let agent = Agent::with_parts(config, DefaultConnector::default(), Guard(reach));
        Self { agent, origin, reach, proof, hidden, shown: RefCell::default() }
    }

    /// A text of the server without the secret that it may repeat.
    pub(crate) fn hiding(&self, text: &str) -> String {
        let shown = self.shown.borrow();
        let hide = |text: String, way: &String| text.replace(way.as_str(), "•••");
        shown.iter().chain(&self.hidden).fold(text.to_owned(), hide)
    }

    /// The same, short enough for a sentence.
    pub(crate) fn quoted(&self, text: &str) -> String {
        quoted(&self.hiding(text))
    }

    /// What a status means that is no success, where the server has no words of its own for it. `code`, `message`: what it says.
    pub(crate) fn refused(
        &self,
        what: &'static str,
        answer: &Answer,
        code: &str,
        message: &str,
    ) -> PublishError {
        let (host, status) = (self.host(), answer.status);
        match status {
            413 => PublishError::TooBig { host, what },
            429 | 502..=504 => PublishError::Busy { host, status, retry_after_s: answer.retry_after_s() },
            _ => PublishError::Refused {
                host,
                what,
                status,
                code: self.quoted(code),
                message: self.quoted(message),
                is_final: status < 500 || status == 501,
            },
        }
    }

    /// The same of one who is not the server that was asked.
    pub(crate) fn barred(&self, what: &'static str, answer: &Answer) -> PublishError {
        let message = self.quoted(&String::from_utf8_lossy(&answer.body));
        PublishError::Barred { host: self.host(), what, status: answer.status, message }
    }

    /// The same of a server that cannot now, whatever it is.
    pub(crate) fn must_be_well(&self, what: &'static str, answer: &Answer) -> Result<(), PublishError> {
        match answer.status {
            429 | 500 | 502..=504 => {
                let message = String::from_utf8_lossy(&answer.body);
                Err(self.refused(what, answer, "trouble", &message))
            }
            _ => Ok(()),
        }
    }

    pub(crate) fn host(&self) -> String {
        self.origin.host_str().unwrap_or_default().to_owned()
    }

    /// Asks. An answer of any status is an answer; a redirect is not followed.
    pub(crate) fn ask(&self, ask: Ask<'_>) -> Result<Answer, PublishError> {
        // A reader's question has no secret in it, and may go to where a server says that its readers go.
        let is_ours = ask.url.origin() == self.origin.origin();
        let reach = self.reach.sent_by(&self.origin, &ask.url);
        if !is_ours && (ask.signed || must_be_safe(ask.url.as_str(), reach).is_err()) {
            return Err(PublishError::Moved { host: self.host(), to: self.hiding(ask.url.as_str()) });
        }
        if let Err(Private(address)) = must_reach(self.reach, &ask.url) {
            return Err(PublishError::Private { host: self.host(), address });
        }
        let changes = !matches!(ask.method, "GET" | "HEAD");
        let mut url = ask.url;
        let mut request = Request::builder().method(ask.method);
        match &self.proof {
            Proof::Header(name, value) if ask.signed => {
                let value = value();
                // Without the word for its kind, too.
                let bare = value.split_once(' ').map_or(value.as_str(), |(_, bare)| bare);
                *self.shown.borrow_mut() = [ways(&value), ways(bare)].concat();
                request = request.header(name, value);
            }
            Proof::Query(name, value) if ask.signed => {
                url.query_pairs_mut().append_pair(name, value.reveal().trim());
            }
            _ => {}
        }
        request = request.uri(url.as_str());
        for (name, value) in ask.headers {
            request = request.header(*name, *value);
        }
        let request = request.body(ask.body).map_err(|e| self.broken(&ureq::Error::Http(e), false))?;
        let time_max = ask.time_max.min(self.reach.patience);
        let request = self.agent.configure_request(request).timeout_global(Some(time_max)).build();
        let response = self.agent.run(request).map_err(|e| self.broken(&e, changes))?;
        let answer = self.read(response, changes, ask.bytes_max)?;
        // What changes something is often answered without a word, and so is a stranger.
        let is_refused = answer.status >= 400 && !matches!(answer.status, 401 | 403);
        let says_something =
            ask.method == "GET" || !answer.body.is_empty() || (is_refused && ask.method != "HEAD");
        if says_something && answer.is_cut_off() {
            return Err(self.broken(&std::io::Error::from(std::io::ErrorKind::UnexpectedEof).into(), changes));
        }
        Ok(answer)
    }

    fn read(
        &self,
        response: Response<ureq::Body>,
        changes: bool,
        bytes_max: u64,
    ) -> Result<Answer, PublishError> {
        let status = response.status().as_u16();
        let (head, body) = response.into_parts();
        if (300..400).contains(&status) {
            // Whole, since it may be followed; an address in letters of another script is written as it is by many.
            let to =
                head.headers.get("location").map(|to| String::from_utf8_lossy(to.as_bytes()).into_owned());
            let to = self.hiding(&to.unwrap_or_default());
            return Err(PublishError::Moved { host: self.host(), to });
        }
        let body = body.into_with_config().limit(bytes_max).read_to_vec();
        let body = body.map_err(|e| self.broken(&e, changes))?;
        Ok(Answer { status, headers: head.headers, body })
    }

    /// Whether any reader gets a page. One that leads elsewhere is not it. The page itself is fetched only where its head is refused, as
    /// some do to all heads. None where it cannot be looked at from here.
    pub(crate) fn shows(&self, url: &str) -> Result<Option<bool>, PublishError> {
        let url = self.page(url)?;
        match self.has("HEAD", url.clone())? {
            Some(false) => self.has("GET", url),
            seen => Ok(seen),
        }
    }

    /// The address of a page, as the server said it.
    fn page(&self, url: &str) -> Result<Url, PublishError> {
        let no_url = |_| PublishError::Answer {
            host: self.host(),
            what: "the article's address",
            detail: "no URL".to_owned(),
        };
        Url::parse(url).map_err(no_url)
    }

    /// What readers get at the address of an article. Only of a page of HTML can be said that it is another one.
    pub(crate) fn shows_article(&self, url: &str, headline: &str) -> Result<AtAddress, PublishError> {
        let url = self.page(url)?;
        let answer = match self.look("GET", url.clone())? {
            Look::Page(answer) => answer,
            Look::Nothing => return Ok(AtAddress::Nothing),
            Look::Unreached => return Ok(AtAddress::Unreached),
        };
        let kind = answer.headers.get("content-type").and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let is_another = kind.contains("html")
            && !foreign::is_of_article(&String::from_utf8_lossy(&answer.body), headline, url.as_str());
        Ok(if is_another { AtAddress::Another } else { AtAddress::Article })
    }

    /// Whether anything lies there for readers. None where it cannot be looked at from here.
    pub(crate) fn has(&self, method: &'static str, url: Url) -> Result<Option<bool>, PublishError> {
        Ok(match self.look(method, url)? {
            Look::Page(_) => Some(true),
            Look::Nothing => Some(false),
            Look::Unreached => None,
        })
    }

    /// Asks as any reader does. That a host cannot be reached which is another than that of the API is no trouble of the API's.
    fn look(&self, method: &'static str, url: Url) -> Result<Look, PublishError> {
        use PublishError::{Certificate, Moved, Private, Unreachable};
        let is_elsewhere = url.origin() != self.origin.origin();
        match self.ask(Ask { method, signed: false, ..Ask::get(url) }) {
            Ok(answer) if answer.status == 200 => Ok(Look::Page(answer)),
            Ok(_) | Err(Moved { .. }) => Ok(Look::Nothing),
            Err(Unreachable { .. } | Certificate { .. } | Private { .. }) if is_elsewhere => {
                Ok(Look::Unreached)
            }
            Err(other) => Err(other),
        }
    }

    /// `changes`: the request may have been carried out all the same, where it went out.
    fn broken(&self, error: &ureq::Error, changes: bool) -> PublishError {
        let (host, detail) = (self.host(), self.quoted(&error.to_string()));
        if detail.contains(BAD_CERTIFICATE) {
            return PublishError::Certificate { host, detail };
        }
        if let ureq::Error::Io(refused) = error
            && let Some(Private(address)) = refused.get_ref().and_then(|inner| inner.downcast_ref())
        {
            return PublishError::Private { host, address: *address };
        }
        if let ureq::Error::BodyExceedsLimit(bytes) = error {
            let detail = format!("it is longer than {} MB", bytes / 1024 / 1024);
            return PublishError::Answer { host, what: "what was asked", detail };
        }
        let is_late = matches!(error, ureq::Error::Timeout(at) if !is_before_it_was_there(*at));
        let never_sent = match error {
            ureq::Error::Timeout(at) => is_before_it_was_there(*at),
            ureq::Error::Io(e) => e.kind() == std::io::ErrorKind::ConnectionRefused,
            ureq::Error::HostNotFound
            | ureq::Error::ConnectionFailed
            | ureq::Error::Http(_)
            | ureq::Error::Rustls(_)
            | ureq::Error::Tls(_) => true,
            _ => false,
        };
        if changes && !never_sent {
            PublishError::Unknown { host, detail }
        } else {
            PublishError::Unreachable { host, detail, is_late }
        }
    }
}

/// Whether the time that ran out was that for reaching a server.
const fn is_before_it_was_there(at: ureq::Timeout) -> bool {
    matches!(at, ureq::Timeout::Resolve | ureq::Timeout::Connect)
}

impl Answer {
    /// Whether it is a page for people.
    pub(crate) fn is_page(&self) -> bool {
        self.body.trim_ascii_start().starts_with(b"<")
    }

    /// Whether the server said where it ends. Otherwise it ends where the connection does, which may have broken.
    pub(crate) fn is_measured(&self) -> bool {
        ["content-length", "transfer-encoding"].iter().any(|name| self.headers.contains_key(*name))
    }

    /// Whether it breaks off within a value. Nothing but its text tells, where it was not measured.
    fn is_cut_off(&self) -> bool {
        let kind = self.headers.get("content-type").and_then(|kind| kind.to_str().ok());
        let breaks_off =
            || serde_json::from_slice::<IgnoredAny>(&self.body).is_err_and(|error| error.is_eof());
        !self.is_measured() && kind.is_some_and(|kind| kind.contains("json")) && breaks_off()
    }

    /// Its JSON, where it is some.
    pub(crate) fn json(&self) -> Option<Value> {
        serde_json::from_slice(&self.body).ok()
    }

    /// When it was made, by the server's clock, in seconds.
    pub(crate) fn said_s(&self) -> Option<i64> {
        let date = self.headers.get("date")?.to_str().ok()?;
        DateTime::parse_from_rfc2822(date).ok().map(|date| date.timestamp())
    }

    /// When the server wants to be asked again, in seconds. A date is one by its own clock.
    pub(crate) fn retry_after_s(&self) -> Option<u64> {
        let said = self.headers.get("retry-after")?.to_str().ok()?.trim();
        said.parse().ok().or_else(|| {
            let at = DateTime::parse_from_rfc2822(said).ok()?.timestamp();
            u64::try_from(at.saturating_sub(self.said_s()?).max(0)).ok()
        })
    }
}

/// The ways in which a server may write a secret that it repeats.
fn ways(secret: &str) -> Vec<String> {
    let coded = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
    let html = secret.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    let solid: String = secret.split_whitespace().collect();
    let mut ways =
        vec![STANDARD.encode(secret), coded, html, secret.replace('/', "\\/"), solid, secret.to_owned()];
    ways.retain(|way| !way.is_empty());
    ways.dedup();
    ways
}

/// A text, short enough for a sentence.
pub(crate) fn quoted(text: &str) -> String {
    let short: String = text.chars().filter(|c| !c.is_control()).take(QUOTED_CHARS_MAX).collect();
    // It stands within a sentence, which has an end of its own.
    short.trim().trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpListener;

    use super::*;

    #[test]
    fn a_password_goes_only_where_nobody_listens() {
        for good in
            ["https://example.org/blog", "http://127.0.0.1:8080", "http://localhost", "http://[::1]:1/"]
        {
            assert!(must_be_safe(good, Reach::default()).is_ok(), "{good}");
        }
        for bad in [
            "http://example.org",
            "http://localhost.example.org",
            "ftp://example.org",
            "example.org",
            "https://a:b@example.org",
        ] {
            assert!(must_be_safe(bad, Reach::default()).is_err(), "{bad}");
        }
        let plain = Reach::new(false, true);
        assert!(must_be_safe("http://example.org", plain).is_ok(), "where the target allows it");
        assert!(must_be_safe("ftp://example.org", plain).is_err());
    }

    #[test]
    fn an_answer_that_breaks_off_is_no_answer() {
        let json = "Content-Type: application/json; charset=utf-8\r\n";
        let cases = [
            ("GET", json, "{\"a\":[1", false),
            ("GET", json, "", false),
            ("POST", json, "{\"a\":[1", false),
            ("GET", json, "{\"a\":[1]}", true),
            ("GET", json, "no JSON at all", true),
            ("HEAD", json, "", true),
            ("POST", json, "", true),
            ("GET", "Content-Length: 7\r\nContent-Type: application/json\r\n", "{\"a\":[1", true),
            ("GET", "Content-Length: 8\r\n", "{\"a\":[1", false),
            ("GET", "Content-Type: text/html\r\n", "<p", true),
        ];
        for (method, head, body, is_whole) in cases {
            let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
            let url = format!("http://{}/", listener.local_addr().expect("it is bound"));
            let answers = std::thread::spawn(move || {
                let (mut client, _) = listener.accept().expect("it is asked");
                let _ = client.read(&mut [0; 4096]).expect("a request");
                write!(client, "HTTP/1.1 200 OK\r\n{head}\r\n{body}").expect("it reads");
            });
            let url = Url::parse(&url).expect("a URL");
            let web = Web::unsigned(url.clone(), Reach::default());
            let answer = web.ask(Ask { method, ..Ask::get(url) });
            assert_eq!(answer.is_ok(), is_whole, "{method} {head} {body}");
            let is_unknown = matches!(answer, Err(PublishError::Unknown { .. }));
            assert_eq!(is_unknown, method == "POST" && !is_whole, "{method} {head} {body}");
            answers.join().expect("it answered");
        }
    }

    #[test]
    fn a_server_that_answers_without_coming_to_an_end_is_given_up() {
        for (method, is_unknown) in [("GET", false), ("POST", true)] {
            let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
            let url = format!("http://{}/", listener.local_addr().expect("it is bound"));
            let answers = std::thread::spawn(move || {
                let (mut client, _) = listener.accept().expect("it is asked");
                let _ = client.read(&mut [0; 4096]).expect("a request");
                write!(client, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n").expect("it reads");
                // Always a little more, until nobody listens.
                while client.write_all(b"x").is_ok() {
                    std::thread::sleep(Duration::from_millis(20));
                }
            });
            let url = Url::parse(&url).expect("a URL");
            let web = Web::unsigned(url.clone(), Reach::default());
            let time_max = Duration::from_millis(200);
            let error = web.ask(Ask { method, time_max, ..Ask::get(url) }).err();
            assert!(error.is_some(), "{method}: it never ends");
            let is_it = match &error {
                Some(PublishError::Unknown { .. }) => is_unknown,
                Some(PublishError::Unreachable { is_late: true, .. }) => !is_unknown,
                _ => false,
            };
            assert!(is_it, "{method}: {error:?}");
            answers.join().expect("it noticed");
        }
    }

    #[test]
    fn a_server_says_when_it_wants_to_be_asked_again_in_seconds_or_by_its_own_clock() {
        let cases = [
            (&[("retry-after", " 7 ")][..], Some(7)),
            (&[("retry-after", "soon")], None),
            (&[("retry-after", "Wed, 21 Oct 2015 07:28:00 GMT")], None),
            (
                &[
                    ("retry-after", "Wed, 21 Oct 2015 07:28:00 GMT"),
                    ("date", "Wed, 21 Oct 2015 07:26:30 GMT"),
                ],
                Some(90),
            ),
            (
                &[
                    ("retry-after", "Wed, 21 Oct 2015 07:28:00 GMT"),
                    ("date", "Wed, 21 Oct 2015 07:29:00 GMT"),
                ],
                Some(0),
            ),
        ];
        for (said, expected) in cases {
            let mut headers = HeaderMap::new();
            for (name, value) in said {
                headers.insert(*name, value.parse().expect("a header"));
            }
            let answer = Answer { status: 503, headers, body: Vec::new() };
            assert_eq!(answer.retry_after_s(), expected, "{said:?}");
        }
    }

    #[test]
    fn only_the_apis_own_host_that_cannot_be_reached_is_trouble() {
        let nobody = |port: u16| format!("http://127.0.0.1:{port}/");
        let web = Web::unsigned(Url::parse(&nobody(1)).expect("a URL"), Reach::default());
        assert!(matches!(web.shows(&nobody(1)), Err(PublishError::Unreachable { is_late: false, .. })));
        assert!(matches!(web.shows_article(&nobody(2), "x"), Ok(AtAddress::Unreached)));
        assert!(matches!(web.shows(&nobody(2)), Ok(None)), "that it is off is not proven by that");
    }

    #[test]
    fn a_secret_is_not_shown() {
        assert!(!format!("{:?}", Secret::new("hunter2")).contains("hunter2"));
    }
}
