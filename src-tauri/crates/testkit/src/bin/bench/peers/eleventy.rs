//! Eleventy, from npm: the versions are pinned, and it stays beside what cargo builds.
//!
//! It makes one changed page by itself only while it watches (`--watch --incremental`). So its figure after one change is that of a process which
//! has been through the whole site already: from the moment at which the file is written until it says that all is written, its
//! wait for more changes included. Its processors are those of that time, its memory the most that the process ever had.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use galley_testkit::process::{peak_of, processors_of};

use super::{Built, build, change, first_article, not_here, put, run};
use crate::Trouble;
use crate::figures::Figures;
use crate::phase::Workplace;

/// What it is installed by.
const PACKAGE: [(&str, &str); 2] = [
    ("package.json", include_str!("eleventy/package.json")),
    ("package-lock.json", include_str!("eleventy/package-lock.json")),
];

/// Its theme and configuration, by their paths.
const THEME: [(&str, &str); 10] = [
    ("package.json", include_str!("eleventy/package.json")),
    ("eleventy.config.js", include_str!("eleventy/eleventy.config.js")),
    ("theme.js", include_str!("eleventy/theme.js")),
    ("content/content.11tydata.js", include_str!("eleventy/content/content.11tydata.js")),
    ("_includes/article.11ty.js", include_str!("eleventy/_includes/article.11ty.js")),
    ("pages/list.11ty.js", include_str!("eleventy/pages/list.11ty.js")),
    ("pages/feed.11ty.js", include_str!("eleventy/pages/feed.11ty.js")),
    ("pages/sitemap.11ty.js", include_str!("eleventy/pages/sitemap.11ty.js")),
    ("pages/robots.11ty.js", include_str!("eleventy/pages/robots.11ty.js")),
    ("pages/404.11ty.js", include_str!("eleventy/pages/404.11ty.js")),
];

/// More articles than these it is not asked for: it holds all of them in memory.
const ARTICLES_MAX: usize = 20_000;
/// So long it may take to see that a file was changed; then another sentence is added.
const SEEN: Duration = Duration::from_secs(5);
/// So long a build may take.
const BUILT: Duration = Duration::from_mins(10);

/// Eleventy, twice: into a new folder, and the change of one article while it watches.
pub(crate) fn eleventy(place: &Workplace, figures: &mut Figures) -> Result<(), Trouble> {
    if place.articles > ARTICLES_MAX {
        return not_here("Eleventy", &format!("it is asked for {ARTICLES_MAX} articles at most"));
    }
    let packages = match fetch() {
        Ok(packages) => packages,
        Err(trouble) => return not_here("Eleventy", &format!("it could not be had ({trouble})")),
    };
    let folder = place.folder.join("eleventy");
    put(&THEME, &folder)?;
    copy_texts(&place.corpus().join("content"), &folder.join("content"))?;
    copy_texts(&place.corpus().join("static"), &folder.join("static"))?;
    let here = folder.join("node_modules");
    run(Command::new("ln").arg("-s").arg(packages.join("node_modules")).arg(&here))?;
    let program = here.join("@11ty/eleventy/cmd.cjs");
    let eleventy = || {
        let mut command = Command::new("node");
        command.arg(&program).arg("--quiet").current_dir(&folder).stdin(Stdio::null());
        command
    };
    build(eleventy().stdout(Stdio::null()))?.note(figures, "eleventy");
    let article = first_article(&folder.join("content")).ok_or("the corpus has no article")?;
    let mut watching = eleventy().args(["--watch", "--incremental"]).stdout(Stdio::piped()).spawn()?;
    let changed = after_change(&mut watching, &article);
    watching.kill()?;
    watching.wait()?;
    changed?.note(figures, "eleventy one change");
    Ok(())
}

/// Installs it, once: into a folder beside the programs that cargo builds.
fn fetch() -> Result<PathBuf, Trouble> {
    let this = std::env::current_exe()?;
    let target = this.ancestors().nth(2).ok_or("this program lies in no folder of cargo's")?;
    let home = target.join("eleventy");
    put(&PACKAGE, &home)?;
    let installed = home.join("installed");
    if fs::read_to_string(&installed).is_ok_and(|lock| lock == PACKAGE[1].1) {
        return Ok(home);
    }
    run(Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(&home))?;
    fs::write(installed, PACKAGE[1].1)?;
    Ok(home)
}

/// Its own copy of the corpus. It knows the fields of an article that are TOML by another first line.
fn copy_texts(from: &Path, to: &Path) -> Result<(), Trouble> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let (path, to) = {
            let entry = entry?;
            (entry.path(), to.join(entry.file_name()))
        };
        if path.is_dir() {
            copy_texts(&path, &to)?;
        } else if path.extension().is_some_and(|e| e == "md") {
            let text = fs::read_to_string(&path)?;
            let fields = text.strip_prefix("+++\n").and_then(|rest| rest.split_once("\n+++\n"));
            let toml = fields.map(|(fields, body)| format!("---toml\n{fields}\n---\n{body}"));
            fs::write(to, toml.unwrap_or(text))?;
        } else {
            fs::copy(&path, to)?;
        }
    }
    Ok(())
}

/// Changes an article of a site that is watched.
fn after_change(watching: &mut Child, article: &Path) -> Result<Built, Trouble> {
    let said = lines(watching)?;
    until(&said, "Watching", BUILT)?;
    let id = watching.id().to_string();
    let processors = || processors_of(&id).unwrap_or_default();
    loop {
        let (before, start) = (processors(), Instant::now());
        change(article)?;
        // It says that it watches before it does.
        if until(&said, "File changed", SEEN).is_err() {
            match watching.try_wait()? {
                Some(_) => return Err("it watches no longer".into()),
                None => continue,
            }
        }
        until(&said, "Wrote", BUILT)?;
        let time = start.elapsed();
        let peak = peak_of(&id).unwrap_or_default();
        return Ok(Built { time, processors: processors().saturating_sub(before), peak });
    }
}

/// What it says, line by line.
fn lines(child: &mut Child) -> Result<Receiver<String>, Trouble> {
    let out = child.stdout.take().ok_or("it says nothing")?;
    let (tell, said) = channel();
    std::thread::spawn(move || {
        let lines = BufReader::new(out).lines().map_while(Result::ok);
        lines.map(|line| tell.send(line)).all(|told| told.is_ok())
    });
    Ok(said)
}

/// Waits until it says that.
fn until(said: &Receiver<String>, what: &str, longest: Duration) -> Result<(), Trouble> {
    let end = Instant::now() + longest;
    loop {
        let line = said.recv_timeout(end.saturating_duration_since(Instant::now()))?;
        if line.contains(what) {
            return Ok(());
        }
    }
}
