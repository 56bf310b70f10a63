//! What Lighthouse says of the sample's site, in each theme: speed, use by everyone, good practice, what search engines ask for. Each of the
//! four is 100 at most. It comes from npm, once, into `target/lighthouse`; the browser is the system's.

use std::fs;
use std::path::{Path, PathBuf};

use crate::job::Job;
use crate::trouble::{Trouble, at};
use crate::{machine, places, run, site};

/// The last that runs on the Node that Galley is built with.
const LIGHTHOUSE: &str = "lighthouse@12.8.2";

/// The front page, and an article with about everything that an article may have, from either side.
const PAGES: [&str; 3] = ["", "six-layers/", "ar/quietest-harbour/"];

/// Reads a report, and prints the four figures and what costs points.
const SAY: &str = r"
const { categories, audits } = JSON.parse(require('fs').readFileSync(process.argv[1]));
const points = Object.values(categories).map(({ title, score }) => `${title} ${Math.round(score * 100)}`);
console.log(points.join(', '));
const counted = new Set(Object.values(categories).flatMap((c) => c.auditRefs.filter((a) => a.weight).map((a) => a.id)));
const poor = Object.values(audits).filter((a) => counted.has(a.id) && a.score !== null && a.score < 0.9);
for (const { title, explanation } of poor) console.log(`    ${title} ${explanation ?? ''}`);
";

pub(crate) fn run() -> Result<(), Trouble> {
    machine::set_up(&[&machine::SITE_TESTS])?;
    run::build_cli()?;
    let home = places::root().join("target/lighthouse");
    let program = fetch(&home)?;
    let library = home.join("Sample.galley");
    if library.exists() {
        fs::remove_dir_all(&library).map_err(at(&library))?;
    }
    run::make_sample(&library)?;
    let mut said = Vec::new();
    for theme in ["broadsheet", "plain"] {
        said.extend(look(&home, &program, &library, theme)?);
    }
    println!("\n{}", said.join("\n"));
    Ok(())
}

fn look(home: &Path, program: &Path, library: &Path, theme: &str) -> Result<Vec<String>, Trouble> {
    let galley = places::program("galley")?;
    let folder = home.join(theme);
    let ask = |args: &[&str]| Job::new(&galley).args(["-l"]).args([library]).args(args);
    ask(&["target", "set", "site", &format!("theme={theme}")]).run()?;
    ask(&["export", "site", "--out"]).args([&folder]).run()?;
    let port = site::free_port()?;
    let mut server =
        Job::new(&galley).args(["serve"]).args([&folder]).args(["--port", &port.to_string()]).start()?;
    site::front_page(port, &mut server)?;
    let report = home.join("report.json");
    let mut said = Vec::new();
    for page in PAGES {
        Job::new("node")
            .args([program])
            .args([&format!("http://127.0.0.1:{port}/{page}"), "--quiet", "--output=json"])
            .args(["--chrome-flags=--headless=new --no-sandbox --disable-gpu"])
            .args([format!("--output-path={}", report.display())])
            .run()?;
        let figures = Job::new("node").args(["-e", SAY]).args([&report]).ask();
        let figures =
            figures.ok_or_else(|| Trouble::Unexpected("Lighthouse's report cannot be read.".to_owned()))?;
        said.push(format!("{theme} /{page}\n  {figures}"));
    }
    Ok(said)
}

/// Lighthouse's program.
fn fetch(home: &Path) -> Result<PathBuf, Trouble> {
    let program = home.join("node_modules/lighthouse/cli/index.js");
    if !program.is_file() {
        fs::create_dir_all(home).map_err(at(home))?;
        Job::npm()
            .args(["install", "--silent", "--no-save", "--prefix"])
            .args([home])
            .args([LIGHTHOUSE])
            .run()?;
    }
    Ok(program)
}
