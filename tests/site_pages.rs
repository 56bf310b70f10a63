//! The sample's site, page by page: held to the standard of HTML by html-validate, and in a real browser: every kind of page looked at by axe-core for WCAG 2.2 A and AA; light and dark, wide and
//! narrow, in both reading directions. The site itself runs no script, so it is a copy that is looked at, with the policy taken
//! out and axe put in.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use galley_desk::{Cancel, sample, serve};
use galley_tests::library::create;
use galley_tests::tree::tree;
use serde_json::{Value, json};

const AXE: &str = include_str!("../ui/node_modules/axe-core/axe.min.js");

/// One of each kind, and those with the most furniture.
const PAGES: [&str; 17] = [
    "/",
    "/zh/",
    "/ar/",
    "/quietest-harbour/",
    "/lantern-ring-enters-service/",
    "/six-layers/",
    "/zh/quietest-harbour/",
    "/ar/quietest-harbour/",
    "/category/projects/",
    "/tag/fibre/",
    "/byline/lin-qiao/",
    "/archive/",
    "/search/",
    "/search/?q=harbour",
    "/ar/search/",
    "/about/",
    "/404.html",
];

/// Shows each page in a frame, wide and narrow, and says what axe finds.
const LOOK: &str = r"
(async () => {
  const found = [];
  let looked = 0;
  for (const width of [1280, 390]) for (const path of PAGES) {
    const frame = document.createElement('iframe');
    Object.assign(frame, { width, height: 900, src: path });
    await new Promise((done) => { frame.onload = done; document.body.append(frame); });
    const shown = () => frame.contentDocument.querySelector('#search-results a');
    while (path.includes('?q=') && !shown()) await new Promise((done) => setTimeout(done, 50));
    const runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const { violations, passes } = await frame.contentWindow.axe.run(frame.contentDocument, { runOnly });
    for (const { id, nodes } of violations) for (const node of nodes) {
      found.push(`${path}, ${width} wide, ${id}: ${node.html.slice(0, 160)}`);
    }
    if (passes.length > 5) looked += 1;
    frame.remove();
  }
  const answer = document.createElement('pre');
  // Nothing in it is a sign of HTML, so that it comes out as it went in.
  const safe = (sign) => '\\u00' + sign.charCodeAt(0).toString(16);
  answer.textContent = 'FOUND' + JSON.stringify({ looked, found }).replace(/[<>&]/g, safe) + 'END';
  document.body.append(answer);
})();
";

/// The site of the sample in this theme.
fn site(room: &Path, theme: &str) -> PathBuf {
    let mut desk = create(&room.join("News.galley"));
    sample::fill(&mut desk).expect("filled");
    let target = desk.find_target(None).expect("it has one");
    desk.set_target_fields(&target, &vec![("theme".to_owned(), theme.to_owned())]).expect("set");
    let site = room.join("site");
    desk.export_site(&site, None, &|_| {}, &Cancel::default()).expect("exported");
    site
}

/// Every page is HTML as the standard has it.
fn must_be_valid(site: &Path) {
    let validator =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/html-validate/bin/html-validate.mjs");
    let output = Command::new("node")
        .arg(validator)
        .args(["--preset", "standard"])
        .arg(site.join("**/*.html"))
        .output()
        .expect("node is there: it builds the window's page");
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    assert!(output.status.success(), "{}", said.concat());
}

/// Makes each page of the site one that axe can look at.
fn prepare_for_axe(site: &Path) {
    for (name, bytes) in tree(site) {
        if name.strip_suffix(".html").is_none() {
            continue;
        }
        let page = String::from_utf8(bytes).expect("UTF-8");
        let Some(from) = page.find("<meta http-equiv=\"Content-Security-Policy\"") else {
            panic!("{name} has no policy")
        };
        let to = from + page[from..].find('>').expect("it ends") + 1;
        let page = format!("{}<script src=\"/axe.js\"></script>{}", &page[..from], &page[to..]);
        fs::write(site.join(name), page).expect("written");
    }
    fs::write(site.join("axe.js"), AXE).expect("written");
    let pages = json!(PAGES);
    let look =
        format!("<!doctype html><title>axe</title><body><script>const PAGES = {pages};{LOOK}</script>");
    fs::write(site.join("look.html"), look).expect("written");
}

/// What a browser makes of a page after its scripts ran; in the light (1) or in the dark (0).
fn seen(profile: &Path, url: &str, scheme: u8) -> String {
    let output = Command::new("chromium")
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-sync",
        ])
        .args([
            "--disable-background-networking",
            "--disable-component-update",
            "--virtual-time-budget=60000",
        ])
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(format!("--blink-settings=preferredColorScheme={scheme}"))
        .args(["--dump-dom", url])
        .output()
        .expect("chromium is there: `cargo xtask test` installs it");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn must_be_fine(theme: &str) {
    let room = tempfile::tempdir().expect("a folder");
    let site = site(room.path(), theme);
    must_be_valid(&site);
    prepare_for_axe(&site);
    let serving = serve(&site, 0).expect("served");
    for scheme in [1, 0] {
        let page = seen(&room.path().join("profile"), &format!("{}look.html", serving.url()), scheme);
        let answer = page.split_once("<pre>FOUND").and_then(|(_, rest)| rest.split_once("END</pre>"));
        let (answer, _) = answer.unwrap_or_else(|| panic!("axe did not answer: {page}"));
        let answer: Value = serde_json::from_str(answer).expect("JSON");
        assert_eq!(answer["found"], json!([]), "{theme}");
        assert_eq!(answer["looked"], 2 * PAGES.len(), "{theme}: each page was there to be looked at");
    }
}

#[test]
fn each_page_of_broadsheet_can_be_used_by_everyone() {
    must_be_fine("broadsheet");
}

#[test]
fn each_page_of_plain_can_be_used_by_everyone() {
    must_be_fine("plain");
}
