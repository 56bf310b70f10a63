//! What the few scripts of a site do, in a real browser: the number of views as its counter has it now, a form that says what is missing and
//! waits for as long as a person writes, a video that plays where it stands.

use std::fs;
use std::sync::mpsc::{Receiver, channel};

use galley_desk::serve;
use galley_testkit::answering;
use galley_tests::program::Room;

use crate::site_pages::{answer, question};

/// One with a form, one with a video.
const PAGES: [&str; 2] = ["/quietest-harbour/", "/grey-heron-joins-the-fleet/"];

/// Does what a reader does, and says what came of it.
const READ: &str = r"
(async () => {
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const open = async (path) => {
    const frame = Object.assign(document.createElement('iframe'), { width: 1200, height: 900, src: path });
    await new Promise((done) => { frame.onload = done; document.body.append(frame); });
    return frame.contentWindow;
  };
  const asked = (page) => page.performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => !name.startsWith(location.origin));

  const article = await open(PAGES[0]);
  const form = article.document.querySelector('form[method=post]');
  const send = () => form.requestSubmit();
  const type = (name, value) => {
    const field = form.elements[name];
    if (field.type === 'checkbox') field.checked = true;
    else field.value = value;
    field.dispatchEvent(new article.Event('input', { bubbles: true }));
  };
  send();
  const missing = form.elements.name.validationMessage;
  type('name', 'Mei Lin');
  type('email', 'nowhere');
  type('message', 'When does it land?');
  type('consent');
  send();
  const mistaken = form.elements.email.validationMessage;
  type('email', 'mei@example.org');
  send();
  const waits = form.querySelector('[role=status]').textContent;
  const shown = article.document.querySelector('[data-views-url]');
  for (let looks = 0; looks < 100 && !shown.textContent.includes('1290'); looks += 1) await pause(20);
  const views = shown.textContent;
  await pause(5000);

  const other = await open(PAGES[1]);
  const before = asked(other).filter((name) => name.includes('vimeo'));
  other.document.querySelector('figure.embed a').click();
  const player = other.document.querySelector('figure.embed iframe').src;
  return { missing, mistaken, waits, views, before, player };
})()
";

/// A counter that has one number for all, and an inbox: it answers what comes and hands on what is posted. With its address.
fn listen() -> (String, Receiver<String>) {
    let (send, posted) = channel();
    let url = answering(move |request| {
        if let Some((_, body)) = request.split_once("\r\n\r\n").filter(|(_, body)| !body.is_empty()) {
            // Where nobody takes it any more the test has failed already.
            let _ = send.send(body.to_owned());
        }
        let said = r#"{"views": 1234}"#;
        let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nAccess-Control-Allow-Origin: *\r\nConnection: close";
        format!("{head}\r\nContent-Length: {}\r\n\r\n{said}", said.len())
    });
    (url, posted)
}

#[test]
fn the_scripts_of_a_site_do_what_their_readers_are_told() {
    let (url, posted) = listen();
    let room = Room::sample();
    room.on(["form", "set", "inquiry", &format!("endpoint={url}/in")]).done();
    let counter = format!("counter={url}/{{slug}}.json");
    room.on(["target", "set", "site", &counter, "counter-number=/views", "counter-live=yes"]).done();
    room.on(["export", "site", "--out", "site", "--no-count"]).done();
    let site = room.path("site");
    fs::write(site.join("read.html"), question(&PAGES, READ.trim())).expect("written");
    let serving = serve(&site, 0).expect("served");
    let came = answer(&room.path("profile"), &format!("{}read.html", serving.url()), 1);
    assert_eq!(came["missing"], "Please fill in this field.");
    assert_eq!(came["mistaken"], "Please give an e-mail address, like name@example.org.");
    assert_eq!(came["waits"], "One moment, it is being sent …");
    assert_eq!(came["views"], "Views: 1290", "those of before Galley, and those of the counter");
    assert_eq!(came["before"], serde_json::json!([]), "nothing is asked of the host before a click");
    assert!(
        came["player"].as_str().is_some_and(|src| src.starts_with("https://player.vimeo.com/video/")),
        "{came}"
    );
    let sent = posted.try_recv().expect("it was sent when the time was over");
    let seconds = sent.split('&').find_map(|field| field.strip_prefix("form_seconds="));
    assert!(seconds.and_then(|seconds| seconds.parse().ok()) >= Some(3), "{sent}");
    assert!(sent.contains("name=Mei+Lin") && sent.contains("article_language=en"), "{sent}");
    assert!(posted.try_recv().is_err(), "once");
}
