//! Hostile articles on the exported site, in a real browser, while someone else's computer listens: once as an author wrote them, to see
//! that the attacks are some, then as Galley prints them, without the page's policy and with it.

use std::fs;
use std::path::Path;

use galley_desk::import::From;
use galley_desk::{Cancel, serve};
use galley_tests::attacks::{ATTACKS, Stranger};
use galley_tests::library::create;
use serde_json::{Value, json};

use crate::site_pages::{answer, instead_of_policy, question};

/// Shows all pages, each in a frame, until they are at rest; says which of them ran a script.
const LOOK: &str = "
(async () => {
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const frames = [];
  // One after the other: all at once ask for more connections than a browser opens to a host.
  for (const path of PAGES) {
    const frame = Object.assign(document.createElement('iframe'), { src: path });
    const loaded = new Promise((done) => { frame.onload = done; });
    document.body.append(frame);
    frames.push(frame);
    await Promise.race([loaded, pause(5000)]);
  }
  await pause(2000);
  const shows = (frame) => { try { return frame.contentDocument.body.innerText.includes('mark '); } catch { return false; } };
  return { looked: frames.filter(shows).length, ran: [...(window.taken ?? []), ...(document.body.dataset.taken ?? '')] };
})()
";

/// What a browser makes of these pages of a site.
fn look(room: &Path, site: &Path, pages: &[String]) -> Value {
    let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
    fs::write(site.join("look.html"), question(&pages, LOOK.trim())).expect("written");
    let serving = serve(site, 0).expect("served");
    answer(&room.join("profile"), &format!("{}look.html", serving.url()), 1)
}

#[test]
fn no_article_runs_anything_at_a_reader_or_loads_it_from_elsewhere() {
    let room = tempfile::tempdir().expect("a folder");
    let stranger = Stranger::listen();
    let raw = room.path().join("raw");
    fs::create_dir(&raw).expect("made");
    let mut pages = Vec::new();
    for (number, attack) in ATTACKS.iter().enumerate() {
        let page = format!("<!doctype html><title>x</title><p>mark\n{}", stranger.armed(attack, number));
        fs::write(raw.join(format!("{number}.html")), page).expect("written");
        pages.push(format!("/{number}.html"));
    }
    look(room.path(), &raw, &pages);
    let heard = stranger.heard();
    let reached = (0..ATTACKS.len())
        .filter(|number| heard.iter().any(|line| line.contains(&format!(" /{number}/"))))
        .count();
    assert!(reached * 2 > ATTACKS.len(), "only {reached} of {}: {heard:?}", ATTACKS.len());

    let written = room.path().join("written");
    fs::create_dir(&written).expect("made");
    stranger.write(&written, ATTACKS);
    let mut desk = create(&room.path().join("News.galley"));
    let taken = desk.import(&written, From::Auto, &mut |_| {}).expect("they come in").output;
    assert_eq!(taken.added, ATTACKS.len());
    let site = room.path().join("site");
    desk.export_site(&site, None, &|_| {}, &Cancel::default()).expect("exported");
    let pages: Vec<String> = (0..ATTACKS.len()).map(|number| format!("/attack-{number}/")).collect();
    for with_policy in [true, false] {
        if !with_policy {
            for page in &pages {
                let file = site.join(&page[1..]).join("index.html");
                let html = fs::read_to_string(&file).expect("it is there");
                fs::write(&file, instead_of_policy(&html, "")).expect("written");
            }
        }
        let seen = look(room.path(), &site, &pages);
        assert_eq!(seen, json!({ "looked": ATTACKS.len(), "ran": [] }), "with policy: {with_policy}");
        assert_eq!(stranger.heard(), [""; 0], "with policy: {with_policy}");
    }
}
