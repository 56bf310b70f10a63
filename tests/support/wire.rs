//! A wire to a server that breaks where it is told to.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

use crate::peer::Peer;

/// Where a wire breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// The request does not arrive.
    Request,
    /// It arrives and is carried out; the answer does not come back.
    Answer,
}

/// A cut within one request or its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Break {
    /// At which request, counted from 1.
    pub at: usize,
    /// On its way there, or on the answer's way back.
    pub cut: Cut,
    /// Bytes of it that arrive.
    pub after: usize,
}

/// A request that a wire has met, and its answer, as they were.
#[derive(Debug, Clone)]
pub struct Exchange {
    /// What was sent.
    pub request: Vec<u8>,
    /// What came back.
    pub answer: Vec<u8>,
}

/// Where the head of a message ends, with the empty line behind it.
pub fn head_of(message: &[u8]) -> usize {
    message.windows(4).position(|four| four == b"\r\n\r\n").map_or(0, |end| end + 4)
}

/// A wire to the server that is cut, held or answered for at one request.
pub struct Wire {
    port: u16,
    is_open: Arc<AtomicBool>,
    watch: Arc<Mutex<Watch>>,
}

/// What a wire met since it was told to break, and where it is to break, and how.
#[derive(Default)]
struct Watch {
    met: Vec<Exchange>,
    number: usize,
    next: Option<(usize, Fate)>,
}

/// What is done with a request.
type Meddle = Box<dyn FnMut(usize, &[u8]) -> Fate + Send>;

enum Fate {
    Pass,
    /// So many bytes arrive.
    Cut(Cut, usize),
    /// It is left without an answer, after it was carried out or before.
    Hold {
        carried_out: bool,
        tell: Sender<()>,
    },
    Answer(String),
    /// Another request arrives.
    Instead(Vec<u8>),
    /// The answer begins with another line.
    Called(&'static str),
    /// It arrives, and nobody waits for its answer.
    GiveUp,
    /// The answer was made at another time.
    Dated(&'static str),
    /// What the answer says behind this is at a port where nobody listens.
    Away(&'static str),
}

impl Wire {
    /// As good as none.
    pub fn to(server: &dyn Peer) -> Self {
        Self::with(server, Box::new(|_, _| Fate::Pass))
    }

    /// Breaks at request number `at`, counted from 1.
    pub fn cut(to: &dyn Peer, at: usize, cut: Cut) -> Self {
        Self::with(to, Box::new(move |number, _| if number == at { Fate::Cut(cut, 0) } else { Fate::Pass }))
    }

    /// Loses the answer to the first request that begins so, which was carried out.
    pub fn losing(to: &dyn Peer, request: &'static str) -> Self {
        let mut lost = false;
        let meddle = move |_: usize, asked: &[u8]| {
            if lost || !asked.starts_with(request.as_bytes()) {
                return Fate::Pass;
            }
            lost = true;
            Fate::Cut(Cut::Answer, 0)
        };
        Self::with(to, Box::new(meddle))
    }

    /// Drops the first request that begins so: nobody there ever hears of it.
    pub fn dropping(to: &dyn Peer, request: &'static str) -> Self {
        let mut dropped = false;
        let meddle = move |_: usize, asked: &[u8]| {
            if dropped || !asked.starts_with(request.as_bytes()) {
                return Fate::Pass;
            }
            dropped = true;
            Fate::Cut(Cut::Request, 0)
        };
        Self::with(to, Box::new(meddle))
    }

    /// Gives up waiting for the answer to the first request that begins so; `frozen` has the server stand still before it comes there, and
    /// it lies there until the server goes on.
    pub fn giving_up(to: &dyn Peer, request: &'static str, frozen: impl FnOnce() + Send + 'static) -> Self {
        let mut frozen = Some(frozen);
        let meddle = move |_: usize, asked: &[u8]| {
            let is_it = asked.starts_with(request.as_bytes());
            let Some(freeze) = frozen.take_if(|_| is_it) else { return Fate::Pass };
            freeze();
            Fate::GiveUp
        };
        Self::with(to, Box::new(meddle))
    }

    /// Gives answers with this date in the place of the server's.
    pub fn dated(to: &dyn Peer, date: &'static str) -> Self {
        Self::with(to, Box::new(move |_, _| Fate::Dated(date)))
    }

    /// Gives no answer to request number `at`, and says when it has come to that.
    pub fn hold(to: &dyn Peer, at: usize, carried_out: bool) -> (Self, Receiver<()>) {
        let (tell, told) = channel();
        let meddle = move |number: usize, _: &[u8]| {
            if number == at { Fate::Hold { carried_out, tell: tell.clone() } } else { Fate::Pass }
        };
        (Self::with(to, Box::new(meddle)), told)
    }

    /// Gives no answer to the first request that begins so.
    pub fn without_answer(to: &dyn Peer, request: &'static str, carried_out: bool) -> Self {
        let mut tell = Some(channel().0);
        let meddle = move |_: usize, asked: &[u8]| {
            let tell = asked.starts_with(request.as_bytes()).then(|| tell.take()).flatten();
            tell.map_or(Fate::Pass, |tell| Fate::Hold { carried_out, tell })
        };
        Self::with(to, Box::new(meddle))
    }

    /// Gives no answer to such requests.
    pub fn deaf(to: &dyn Peer, is_it: impl Fn(&str) -> bool + Send + 'static) -> Self {
        let tell = channel().0;
        let meddle = move |_: usize, asked: &[u8]| {
            if is_it(&String::from_utf8_lossy(asked)) {
                Fate::Hold { carried_out: false, tell: tell.clone() }
            } else {
                Fate::Pass
            }
        };
        Self::with(to, Box::new(meddle))
    }

    /// Gives no answer to the first request that has this in it, nor to any behind that.
    pub fn falling_silent(to: &dyn Peer, within: &'static str) -> Self {
        let (tell, mut is_silent) = (channel().0, false);
        let meddle = move |_: usize, asked: &[u8]| {
            is_silent |= String::from_utf8_lossy(asked).contains(within);
            if is_silent { Fate::Hold { carried_out: false, tell: tell.clone() } } else { Fate::Pass }
        };
        Self::with(to, Box::new(meddle))
    }

    /// Answers all such requests by itself.
    pub fn answering_all(to: &dyn Peer, is_it: impl Fn(&str) -> bool + Send + 'static, head: &str) -> Self {
        let answer = answer(head, "<h1>No</h1>");
        let meddle = move |_: usize, asked: &[u8]| {
            if is_it(&String::from_utf8_lossy(asked)) { Fate::Answer(answer.clone()) } else { Fate::Pass }
        };
        Self::with(to, Box::new(meddle))
    }

    /// Answers the first request that begins so by itself.
    pub fn answering(to: &dyn Peer, request: &'static str, head: &str, body: &str) -> Self {
        let mut answer = Some(answer(head, body));
        Self::with(
            to,
            Box::new(move |_, asked| {
                let answer = asked.starts_with(request.as_bytes()).then(|| answer.take()).flatten();
                answer.map_or(Fate::Pass, Fate::Answer)
            }),
        )
    }

    /// Answers the first request that has this in it by itself.
    pub fn answering_to(to: &dyn Peer, within: &'static str, head: &str, body: &str) -> Self {
        let mut answer = Some(answer(head, body));
        let meddle = move |_: usize, asked: &[u8]| {
            let is_it = String::from_utf8_lossy(asked).contains(within);
            answer.take_if(|_| is_it).map_or(Fate::Pass, Fate::Answer)
        };
        Self::with(to, Box::new(meddle))
    }

    /// Has all addresses that stand behind this in an answer lead to where nobody listens. `before`: what stands before their port.
    pub fn away(to: &dyn Peer, before: &'static str) -> Self {
        Self::with(to, Box::new(move |_, _| Fate::Away(before)))
    }

    /// Gives the answers to requests that have the first of two texts in them the second as their first line; further lines of it are headers more.
    pub fn calling(to: &dyn Peer, lines: &'static [(&'static str, &'static str)]) -> Self {
        let meddle = move |_: usize, asked: &[u8]| {
            let asked = String::from_utf8_lossy(asked);
            let line = lines.iter().find(|(request, _)| asked.contains(request));
            line.map_or(Fate::Pass, |(_, line)| Fate::Called(line))
        };
        Self::with(to, Box::new(meddle))
    }

    /// Gives the answer to the first request that begins so this first line; it was carried out.
    pub fn calling_once(to: &dyn Peer, request: &'static str, line: &'static str) -> Self {
        let mut line = Some(line);
        let meddle = move |_: usize, asked: &[u8]| {
            let line = asked.starts_with(request.as_bytes()).then(|| line.take()).flatten();
            line.map_or(Fate::Pass, Fate::Called)
        };
        Self::with(to, Box::new(meddle))
    }

    /// Takes a header out of each request.
    pub fn without(to: &dyn Peer, header: &'static str) -> Self {
        let meddle = move |_: usize, asked: &[u8]| {
            let (head, body) = asked.split_at(head_of(asked));
            let head = String::from_utf8_lossy(head).into_owned();
            let is_it = |line: &&str| line.to_lowercase().starts_with(&format!("{header}:"));
            let head: String = head.split_inclusive("\r\n").filter(|line| !is_it(line)).collect();
            Fate::Instead([head.as_bytes(), body].concat())
        };
        Self::with(to, Box::new(meddle))
    }

    /// Calls something in the first line of each request by another name, so that the server does not know it.
    pub fn renaming(to: &dyn Peer, name: &'static str, other: &'static str) -> Self {
        let meddle = move |_: usize, asked: &[u8]| {
            let end = asked.iter().position(|byte| *byte == b'\r').unwrap_or(asked.len());
            let (line, rest) = asked.split_at(end);
            let line = String::from_utf8_lossy(line).replace(name, other);
            Fate::Instead([line.as_bytes(), rest].concat())
        };
        Self::with(to, Box::new(meddle))
    }

    /// Lets something happen at the server before the first request that begins so arrives there.
    pub fn meanwhile(to: &dyn Peer, request: &'static str, happens: impl FnOnce() + Send + 'static) -> Self {
        let mut happens = Some(happens);
        Self::with(
            to,
            Box::new(move |_, asked| {
                if asked.starts_with(request.as_bytes())
                    && let Some(happens) = happens.take()
                {
                    happens();
                }
                Fate::Pass
            }),
        )
    }

    fn with(to: &dyn Peer, mut meddle: Meddle) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("it is bound").port();
        let (upstream, is_open) = (to.port(), Arc::new(AtomicBool::new(true)));
        let open = Arc::clone(&is_open);
        let watch = Arc::new(Mutex::new(Watch::default()));
        let watched = Arc::clone(&watch);
        std::thread::spawn(move || {
            let (mut number, mut held) = (0, Vec::new());
            // One after the other: requests are numbered in the order in which they come.
            for mut client in listener.incoming().flatten() {
                if !open.load(Ordering::Relaxed) {
                    continue;
                }
                let Ok(request) = read_request(&mut client) else { continue };
                number += 1;
                let fate = match Watch::of(&watched).breaks() {
                    Some(fate) => fate,
                    None => meddle(number, &request),
                };
                // A client that went away is no trouble of the wire's.
                let _ = match fate {
                    Fate::Pass => pass(&mut client, upstream, &request).map(|answer| {
                        Watch::of(&watched).met.push(Exchange { request, answer });
                    }),
                    Fate::Instead(other) => pass(&mut client, upstream, &other).map(|_| ()),
                    Fate::Called(line) => ask(upstream, &request).and_then(|answer| {
                        let rest = answer.iter().position(|byte| *byte == b'\r').unwrap_or(answer.len());
                        let was = String::from_utf8_lossy(&answer[..rest]);
                        assert!(was.contains(" 20"), "it was done: {was}");
                        client.write_all(&[line.as_bytes(), &answer[rest..]].concat())?;
                        client.shutdown(Shutdown::Both)
                    }),
                    Fate::GiveUp => TcpStream::connect(("127.0.0.1", upstream)).and_then(|mut server| {
                        server.write_all(&last(&request))?;
                        // Its end here stays open, as that of a program that was killed does on many a proxy.
                        held.push(server);
                        client.shutdown(Shutdown::Both)
                    }),
                    Fate::Dated(date) => ask(upstream, &request).and_then(|answer| {
                        let (head, body) = answer.split_at(head_of(&answer));
                        let head = String::from_utf8_lossy(head).into_owned();
                        let is_date = |line: &str| line.to_lowercase().starts_with("date:");
                        let head: String =
                            head.split_inclusive("\r\n")
                                .map(|line| {
                                    if is_date(line) { format!("Date: {date}\r\n") } else { line.to_owned() }
                                })
                                .collect();
                        client.write_all(&[head.as_bytes(), body].concat())?;
                        client.shutdown(Shutdown::Both)
                    }),
                    Fate::Away(before) => ask(upstream, &request).and_then(|answer| {
                        client.write_all(&leading_away(answer, before.as_bytes()))?;
                        client.shutdown(Shutdown::Both)
                    }),
                    Fate::Cut(cut, after) => broken(&mut client, upstream, &request, (cut, after)),
                    Fate::Answer(answer) => client.write_all(answer.as_bytes()),
                    Fate::Hold { carried_out, tell } => {
                        let asked = if carried_out { ask(upstream, &request).map(drop) } else { Ok(()) };
                        let _ = tell.send(());
                        held.push(client);
                        asked
                    }
                };
            }
        });
        Self { port, is_open, watch }
    }

    /// From now on requests are counted anew, and one of them breaks so.
    pub fn break_next(&self, next: Break) {
        self.next(next.at, Fate::Cut(next.cut, next.after));
    }

    /// From now on requests are counted anew, and this one is answered here.
    pub fn answer_next(&self, at: usize, head: &str, body: &str) {
        self.next(at, Fate::Answer(answer(head, body)));
    }

    /// From now on requests are counted anew, and this one gets no answer; says when it has come to that.
    pub fn hold_next(&self, at: usize, carried_out: bool) -> Receiver<()> {
        let (tell, told) = channel();
        self.next(at, Fate::Hold { carried_out, tell });
        told
    }

    fn next(&self, at: usize, fate: Fate) {
        *Watch::of(&self.watch) = Watch { next: Some((at, fate)), ..Watch::default() };
    }

    /// Whether it broke where it was told to.
    pub fn broke(&self) -> bool {
        Watch::of(&self.watch).next.is_none()
    }

    /// It breaks no more.
    pub fn mend(&self) {
        Watch::of(&self.watch).next = None;
    }

    /// What passed whole since requests were counted anew, or since the last question.
    pub fn met(&self) -> Vec<Exchange> {
        std::mem::take(&mut Watch::of(&self.watch).met)
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

fn answer(head: &str, body: &str) -> String {
    format!("HTTP/1.1 {head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len())
}

/// The same with another port behind each of these, as long in letters as the server's own: nothing of its frame changes.
fn leading_away(mut answer: Vec<u8>, before: &[u8]) -> Vec<u8> {
    const NOBODYS: &[u8] = b"00001";
    for at in 0..answer.len() {
        let port = at + before.len()..at + before.len() + NOBODYS.len();
        if answer[at..].starts_with(before) && port.end <= answer.len() {
            answer[port].copy_from_slice(NOBODYS);
        }
    }
    answer
}

fn ask(upstream: u16, request: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut server = TcpStream::connect(("127.0.0.1", upstream))?;
    server.write_all(&last(request))?;
    let mut answer = Vec::new();
    server.read_to_end(&mut answer)?;
    // Where the server does not say that it closes, the client may send its next request before it sees that.
    Ok(last(&answer))
}

/// A request or an answer after which the connection is closed: some servers would wait for the next request.
fn last(message: &[u8]) -> Vec<u8> {
    let Some(line) = message.windows(2).position(|two| two == b"\r\n") else { return message.to_vec() };
    let (first, rest) = message.split_at(line + 2);
    [first, b"Connection: close\r\n", rest].concat()
}

fn pass(client: &mut TcpStream, upstream: u16, request: &[u8]) -> std::io::Result<Vec<u8>> {
    let answer = ask(upstream, request)?;
    client.write_all(&answer)?;
    client.shutdown(Shutdown::Both)?;
    Ok(answer)
}

/// The same as far as the wire goes, both of whose ends then learn that it is broken.
fn broken(
    client: &mut TcpStream,
    upstream: u16,
    request: &[u8],
    (cut, after): (Cut, usize),
) -> std::io::Result<()> {
    let arrives = |message: &[u8]| message.len().min(after);
    match cut {
        Cut::Request if after > 0 => {
            let mut server = TcpStream::connect(("127.0.0.1", upstream))?;
            server.write_all(&request[..arrives(request)])?;
            server.shutdown(Shutdown::Both)?;
        }
        Cut::Request => {}
        Cut::Answer => {
            let answer = ask(upstream, request)?;
            client.write_all(&answer[..arrives(&answer)])?;
        }
    }
    client.shutdown(Shutdown::Both)
}

impl Watch {
    fn of(watch: &Mutex<Self>) -> std::sync::MutexGuard<'_, Self> {
        watch.lock().expect("nobody panics while it is held")
    }

    /// Whether the wire breaks at this request, which is counted.
    fn breaks(&mut self) -> Option<Fate> {
        self.number += 1;
        self.next.take_if(|(at, _)| *at == self.number).map(|(_, fate)| fate)
    }
}

fn read_request(client: &mut TcpStream) -> std::io::Result<Vec<u8>> {
    let mut request = Vec::new();
    let mut piece = [0; 16 * 1024];
    loop {
        let read = client.read(&mut piece)?;
        request.extend_from_slice(&piece[..read]);
        let end = head_of(&request);
        if end == 0 {
            if read == 0 {
                return Ok(request);
            }
            continue;
        }
        let head = String::from_utf8_lossy(&request[..end]).to_lowercase();
        let length = head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
        if read == 0 || request.len() >= end + length.unwrap_or(0) {
            return Ok(request);
        }
    }
}
