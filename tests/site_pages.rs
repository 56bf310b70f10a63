//! The sample's site, page by page: held to the standard of HTML by the checker of those who keep it (Nu) and by html-validate, and in a real browser: every kind of page looked at by axe-core for WCAG 2.2 A and AA; light and dark, wide and
//! narrow, in both reading directions. The site itself runs no script, so it is a copy that is looked at, with the policy taken
//! out and axe put in. And as it stands there: that a page is whole without scripts and without any other host.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use galley_desk::article::NewArticle;
use galley_desk::domain::Content;
use galley_desk::{Cancel, sample, serve};
use galley_tests::library::create;
use galley_tests::tree::tree;
use serde_json::{Value, json};

const AXE: &str = include_str!("../ui/node_modules/axe-core/axe.min.js");

/// One of each kind, and those with the most furniture.
const PAGES: [&str; 24] = [
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
    "/ar/archive/",
    "/search/",
    "/search/?q=harbour",
    "/ar/search/",
    "/about/",
    "/thanks/",
    "/archive/2023/",
    "/page/1/",
    "/zh/category/projects/",
    "/he/the-quiet-sea/",
    "/ja/the-quiet-sea/",
    "/404.html",
];

/// An article with all that scripts do otherwise, in languages that the sample has none in.
const OTHERS: [(&str, &str, &str); 2] = [
    (
        "he",
        "הים השקט ביותר",
        "הכבל *הראשון* הגיע לחוף בלילה, **בשקט**.\n\n## מה נשאר\n\n> אין דבר ארוך ממנו.\n\n- שכבה אחת\n- ועוד אחת, ראו [את האתר](https://example.org/)\n",
    ),
    (
        "ja",
        "いちばん静かな海",
        "最初の*ケーブル*は夜に**静かに**陸へ着いた。\n\n## 残ったもの\n\n> これより長いものはない。\n\n- 一つの層\n- もう一つ、[サイト](https://example.org/)を見よ\n",
    ),
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
  return { looked, found };
})()
";

/// Pages that have to be whole where nothing runs.
const WHOLE: [&str; 4] = ["/", "/six-layers/", "/ar/quietest-harbour/", "/zh/"];

/// Shows each page in two frames, in one of which nothing runs, and says what differs, which pictures did not come, and what was asked of
/// elsewhere.
const COMPARE: &str = r"
(async () => {
  const found = [];
  let [words, pictures] = [0, 0];
  const show = async (path, still) => {
    const frame = document.createElement('iframe');
    if (still) frame.sandbox = 'allow-same-origin';
    Object.assign(frame, { width: 1280, height: 900, src: path });
    await new Promise((done) => { frame.onload = done; document.body.append(frame); });
    const page = frame.contentDocument;
    const pictures = [...page.images];
    // As if someone scrolled to each. While its size is chosen, a picture says that it is complete and has no pixels.
    for (const picture of pictures) picture.loading = 'eager';
    const isOut = ({ complete, naturalWidth }) => !complete || !naturalWidth;
    // By questions to the server: the browser's own clock runs ahead where nothing is asked, and then a picture has had no time.
    for (let looks = 0; looks < 1000 && pictures.some(isOut); looks += 1) await (await fetch('/robots.txt', { cache: 'no-store' })).text();
    for (const picture of pictures) if (!picture.naturalWidth) found.push(`${path}: ${picture.src} did not come`);
    const asked = still ? [] : frame.contentWindow.performance.getEntriesByType('resource').map(({ name }) => name);
    for (const url of asked) if (!url.startsWith(location.origin + '/')) found.push(`${path} asks ${url}`);
    const shown = { words: page.body.innerText, pictures: pictures.length, high: page.documentElement.scrollHeight };
    frame.remove();
    return shown;
  };
  for (const path of PAGES) {
    const [usual, still] = [await show(path, false), await show(path, true)];
    if (JSON.stringify(usual) !== JSON.stringify(still)) found.push(`${path} is another one where nothing runs`);
    words += still.words.length > 200;
    pictures += still.pictures;
  }
  return { words, pictures, found };
})()
";

/// A page that answers what a script finds out about these pages.
pub(crate) fn question(pages: &[&str], script: &str) -> String {
    let pages = json!(pages);
    format!(
        r"<!doctype html><title>?</title><body><script>
const PAGES = {pages};
const found = {script};
found.then((answer) => {{
  const shown = document.createElement('pre');
  // Nothing in it is a sign of HTML, so that it comes out as it went in.
  const safe = (sign) => '\\u00' + sign.charCodeAt(0).toString(16);
  shown.textContent = 'FOUND' + JSON.stringify(answer).replace(/[<>&]/g, safe) + 'END';
  document.body.append(shown);
}});
</script>"
    )
}

/// The site of the sample in this theme.
fn site(room: &Path, theme: &str) -> PathBuf {
    let mut desk = create(&room.join("News.galley"));
    sample::fill(&mut desk).expect("filled");
    let target = desk.find_target(None).expect("it has one");
    // Once as the themes come, once in other colours and letters.
    let look: &[(&str, &str)] = match theme {
        "plain" => &[("accent", "#b0267a"), ("paper", "#fff8ef"), ("text-font", "classic")],
        _ => &[],
    };
    let look = look.iter().map(|(field, value)| ((*field).to_owned(), (*value).to_owned()));
    // So that there is a page of a list with a number.
    let own =
        [("theme", theme), ("page-size", "8")].map(|(field, value)| (field.to_owned(), value.to_owned()));
    let values = own.into_iter().chain(look).collect();
    desk.set_target_fields(&target, &values).expect("set");
    for (language, headline, body) in OTHERS {
        let language = Some(language.parse().expect("a language"));
        let new = NewArticle { headline: headline.to_owned(), language, ..NewArticle::default() };
        let id = desk.new_article(&new).expect("made").output;
        let content = Content { body: body.to_owned(), ..desk.content(id).expect("there") };
        let version = desk.show(id).expect("there").version;
        desk.write(id, version, content).expect("saved");
        desk.set_fields(id, &[("slug".to_owned(), "the-quiet-sea".to_owned())]).expect("set");
        desk.release(&[id], None).expect("released");
    }
    let site = room.join("site");
    desk.export_site(&site, None, &|_| {}, &Cancel::default()).expect("exported");
    site
}

/// Every page is HTML as the standard has it.
fn must_be_valid(site: &Path) {
    let tools = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules");
    let mut nu = Command::new("java");
    nu.arg("-jar")
        .arg(tools.join("vnu-jar/build/dist/vnu.jar"))
        .args(["--skip-non-html", "--errors-only"])
        .arg(site);
    let mut other = Command::new("node");
    other
        .arg(tools.join("html-validate/bin/html-validate.mjs"))
        .args(["--preset", "standard"])
        .arg(site.join("**/*.html"));
    for validator in [&mut nu, &mut other] {
        let output = validator.output().expect("it is there: `cargo xtask test` installs it");
        let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        assert!(output.status.success(), "{}", said.concat());
    }
}

/// A page with something else where its policy stands.
pub(crate) fn instead_of_policy(page: &str, what: &str) -> String {
    let from = page.find("<meta http-equiv=\"Content-Security-Policy\"").expect("each page has a policy");
    let to = from + page[from..].find('>').expect("it ends") + 1;
    format!("{}{what}{}", &page[..from], &page[to..])
}

/// Makes each page of the site one that axe can look at.
fn prepare_for_axe(site: &Path) {
    for (name, bytes) in tree(site) {
        if name.strip_suffix(".html").is_none() {
            continue;
        }
        let page = String::from_utf8(bytes).expect("UTF-8");
        let page = instead_of_policy(&page, "<script src=\"/axe.js\"></script>");
        // A page that leads on is looked at before it does.
        let page = page.replace("<meta http-equiv=\"refresh\"", "<meta name=\"looked-at\"");
        fs::write(site.join(name), page).expect("written");
    }
    fs::write(site.join("axe.js"), AXE).expect("written");
    fs::write(site.join("look.html"), question(&PAGES, LOOK.trim())).expect("written");
}

/// What the script of a page answers; in the light (1) or in the dark (0). There is no other host.
pub(crate) fn answer(profile: &Path, url: &str, scheme: u8) -> Value {
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
        .arg("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE stranger.localhost")
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(format!("--blink-settings=preferredColorScheme={scheme}"))
        .args(["--dump-dom", url])
        .output()
        .expect("chromium is there: `cargo xtask test` installs it");
    let page = String::from_utf8_lossy(&output.stdout).into_owned();
    let answer = page.split_once("<pre>FOUND").and_then(|(_, rest)| rest.split_once("END</pre>"));
    let (answer, _) = answer.unwrap_or_else(|| panic!("there is no answer: {page}"));
    serde_json::from_str(answer).expect("JSON")
}

fn must_be_fine(theme: &str) {
    let room = tempfile::tempdir().expect("a folder");
    let site = site(room.path(), theme);
    must_be_valid(&site);
    let serving = serve(&site, 0).expect("served");
    let profile = room.path().join("profile");
    fs::write(site.join("whole.html"), question(&WHOLE, COMPARE.trim())).expect("written");
    let whole = answer(&profile, &format!("{}whole.html", serving.url()), 1);
    assert_eq!(whole["found"], json!([]), "{theme}");
    assert_eq!(whole["words"], WHOLE.len(), "{theme}: there were words on each");
    assert!(whole["pictures"].as_u64() > Some(0), "{theme}: and pictures");
    fs::remove_file(site.join("whole.html")).expect("it was written");
    prepare_for_axe(&site);
    for scheme in [1, 0] {
        let answer = answer(&profile, &format!("{}look.html", serving.url()), scheme);
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
