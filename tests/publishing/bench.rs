//! How long many articles take to a real WordPress, beside the same requests made by nothing but the HTTP client:
//! `cargo xtask bench publish [NUMBER]`.
//!
//! Each side has a fresh WordPress of its own, behind a wire that keeps what passes. So the floor makes the very requests that Galley made, bodies and
//! all, and waits for the same server; what is left of the time is Galley's. A person reads the figures; no test does.

#![expect(clippy::print_stdout, reason = "it is a program that prints")]

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use galley_testkit::Corpus;
use galley_testkit::process::{peak_of, processors_of_ended};
use galley_tests::peer::Peer;
use galley_tests::program::{Room, galley};
use galley_tests::wire::{Exchange, Wire, head_of};
use galley_tests::wordpress::WordPress;
use ureq::Agent;
use ureq::http::{HeaderName, HeaderValue, Request};

/// Articles, where no number is given.
const ARTICLES: usize = 1_000;
/// How often it is looked at how much memory Galley has.
const LOOK: Duration = Duration::from_millis(20);
/// What the client says by itself.
const ITS_OWN: [&str; 4] = ["host", "content-length", "connection", "authorization"];

fn main() {
    let given = std::env::args().find_map(|argument| argument.parse().ok());
    let articles = given.unwrap_or(ARTICLES);
    let server = WordPress::start();
    let wire = Wire::to(&server);
    let room = room(articles, &server, &wire);
    let ids = published(&room, articles);

    let first = publish(&room, &server, &ids);
    let met = wire.met();
    let again = publish(&room, &server, &ids);
    let met_again = wire.met();
    room.on(["set", &ids[0], "lead=Changed."]).done();
    room.on(["release", &ids[0]]).done();
    let changed = publish(&room, &server, &ids);
    let met_changed = wire.met();
    let sent: Vec<_> = met_changed.iter().filter(|one| !["GET", "HEAD"].contains(&line(one).0)).collect();
    assert_eq!(sent.len(), 1, "one article was changed, and nothing else is sent");

    let floor = repeat(&met, &wire.address());
    let each = |time: Duration| time.as_secs_f64() * 1000.0 / articles as f64;
    println!("\n{articles} articles to WordPress{:>34} {:>8} {:>8}", "Galley", "floor", "ratio");
    println!(
        "{:<50} {:>8.0} {:>8.0} {:>8.2}",
        "time of an article, ms",
        each(first.time),
        each(floor),
        first.time.as_secs_f64() / floor.as_secs_f64()
    );
    println!("{:<50} {:>8.1}", "requests of an article", met.len() as f64 / articles as f64);
    for (kind, count) in kinds(&met) {
        println!("{:<50} {:>8.2}", format!("  {kind}"), count as f64 / articles as f64);
    }
    println!("{:<50} {:>8.1}", "Galley's processors for an article, ms", each(first.processors));
    println!("{:<50} {:>8.0}", "most memory, MB", first.peak);
    for (what, run, met) in
        [("once more, for links to later ones", again, met_again), ("one changed", changed, met_changed)]
    {
        println!("{:<50} {:>8.1}", format!("{what}: seconds"), run.time.as_secs_f64());
        println!("{:<50} {:>8}", format!("{what}: requests"), met.len());
    }
    println!(
        "\nFloor: the same requests to another fresh WordPress, one after the other, by the HTTP client alone."
    );
}

/// A library with the corpus, half as large again for its drafts, and the target `blog`.
fn room(articles: usize, server: &dyn Peer, wire: &Wire) -> Room {
    let room = Room::new();
    let corpus = room.path("corpus");
    Corpus::new(articles + articles / 2 + 10).write(&corpus).expect("the corpus is written");
    room.on(["import", "corpus"]).done();
    let values =
        [format!("address={}", wire.address()), format!("user={}", server.user().unwrap_or_default())];
    let add = ["target", "add", "blog", "--kind", server.kind()];
    room.on(add.into_iter().chain(values.iter().map(String::as_str))).done();
    room
}

/// The first of those that are out.
fn published(room: &Room, count: usize) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    let mut after = None::<String>;
    while ids.len() < count {
        let mut asked = vec!["list", "--status", "published", "--limit", "1000"];
        asked.extend(after.iter().flat_map(|after| ["--after", after]));
        let page = room.json(asked);
        let articles = page["articles"].as_array().expect("a list");
        ids.extend(articles.iter().filter_map(|article| article["id"].as_str().map(str::to_owned)));
        after = page["next"].as_str().map(str::to_owned);
        assert!(after.is_some() || ids.len() >= count, "the corpus has so many that are out");
    }
    ids.truncate(count);
    ids
}

/// What one run of Galley took.
struct Took {
    time: Duration,
    processors: Duration,
    /// The most memory that it had, in MB.
    peak: f64,
}

fn publish(room: &Room, server: &dyn Peer, ids: &[String]) -> Took {
    let before = processors_of_ended().unwrap_or_default();
    let start = Instant::now();
    let mut galley = Command::new(galley())
        .current_dir(room.path(""))
        .env_remove("GALLEY_LIBRARY")
        .env("GALLEY_PASSWORD", server.secret())
        .args(["-l", "News.galley", "publish", "--target", "blog"])
        .args(ids)
        .stdout(Stdio::null())
        .spawn()
        .expect("the program starts");
    let (process, mut peak) = (galley.id().to_string(), 0.0);
    let status = loop {
        if let Some(status) = galley.try_wait().expect("it can be waited for") {
            break status;
        }
        peak = peak_of(&process).unwrap_or(peak);
        std::thread::sleep(LOOK);
    };
    let time = start.elapsed();
    assert!(status.success(), "it published all");
    Took { time, processors: processors_of_ended().unwrap_or_default().saturating_sub(before), peak }
}

/// Requests by what they ask.
fn kinds(met: &[Exchange]) -> Vec<(String, usize)> {
    let mut all: Vec<(String, usize)> = Vec::new();
    for exchange in met {
        let (method, path) = line(exchange);
        let path = path.split_once("/wp/v2/").map_or("a page for readers", |(_, path)| path);
        let path = path.split(['/', '?']).next().unwrap_or_default();
        let kind = format!("{method} {path}");
        match all.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, count)) => *count += 1,
            None => all.push((kind, 1)),
        }
    }
    all
}

/// Method and path.
fn line(exchange: &Exchange) -> (&str, &str) {
    let line = exchange.request.split(|byte| *byte == b'\r').next().unwrap_or_default();
    let line = std::str::from_utf8(line).expect("a request begins with a line of text");
    let mut words = line.split(' ');
    (words.next().unwrap_or_default(), words.next().unwrap_or_default())
}

/// Makes the same requests of a WordPress that has seen none. Each is answered as the first time, or the figures would say nothing.
fn repeat(met: &[Exchange], address: &str) -> Duration {
    let server = WordPress::start();
    let wire = Wire::to(&server);
    let proof = format!("{}:{}", server.user().unwrap_or_default(), server.secret());
    let proof = format!("Basic {}", galley_tests::peer::base64(&proof));
    let (theirs, ours) = (wire.address().replace("http://", ""), address.replace("http://", ""));
    let agent: Agent = Agent::config_builder().http_status_as_error(false).max_redirects(0).build().into();
    let requests: Vec<_> =
        met.iter().map(|one| (status(&one.answer), again(one, &ours, &theirs, &proof))).collect();
    let start = Instant::now();
    for (expected, request) in requests {
        let uri = request.uri().to_string();
        let mut answer = agent.run(request).expect("it answers");
        assert_eq!(answer.status().as_u16(), expected, "{uri}");
        answer.body_mut().read_to_vec().expect("an answer has an end");
    }
    start.elapsed()
}

fn status(answer: &[u8]) -> u16 {
    let line = String::from_utf8_lossy(&answer[..answer.len().min(20)]);
    line.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("an answer begins with its status")
}

fn again(one: &Exchange, ours: &str, theirs: &str, proof: &str) -> Request<Vec<u8>> {
    let (head, body) = one.request.split_at(head_of(&one.request));
    let head = String::from_utf8_lossy(head);
    let (method, path) = line(one);
    let mut request = Request::builder().method(method).uri(format!("http://{theirs}{path}"));
    for (name, value) in head.lines().skip(1).filter_map(|line| line.split_once(": ")) {
        if name.eq_ignore_ascii_case("authorization") {
            request = request.header("Authorization", proof);
        } else if !ITS_OWN.iter().any(|own| name.eq_ignore_ascii_case(own)) {
            let name = name.parse::<HeaderName>().expect("it was a header");
            request = request.header(name, HeaderValue::from_str(value).expect("it was a header"));
        }
    }
    // Texts name their pictures by their addresses; files are no texts.
    let body = match std::str::from_utf8(body) {
        Ok(text) => text.replace(ours, theirs).into_bytes(),
        Err(_) => body.to_vec(),
    };
    request.body(body).expect("it was a request")
}
