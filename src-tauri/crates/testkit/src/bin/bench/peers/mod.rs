//! The peers: other builders of sites make the same corpus in the same run, with a theme that has the same pages.
//!
//! Their themes (`hugo/`, `eleventy/`) are far smaller than Broadsheet: title, lead, date, names, neighbours, body; lists of as many, feeds as
//! long, a sitemap. So Galley makes the site once more with its plain theme, without search for readers and without cards: that is the
//! comparison of equals. Where a peer cannot be had, a sentence says so and it is not compared. Zola is not: no registry that the project
//! uses has its program.

mod eleventy;
mod hugo;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus};
use std::time::{Duration, Instant};

use galley_testkit::process::{peak_of, processors_of_ended};

pub(crate) use eleventy::eleventy;
pub(crate) use hugo::hugo;

use crate::Trouble;
use crate::figures::Figures;

/// The peers by the names of their figures, and what they are called.
pub(crate) const NAMES: [(&str, &str); 2] = [("hugo", "Hugo"), ("eleventy", "Eleventy")];

/// How often it is looked at how much memory a peer has.
const LOOK: Duration = Duration::from_millis(5);

/// Why a peer is not compared.
fn not_here(name: &str, why: &dyn std::fmt::Display) -> Result<(), Trouble> {
    writeln!(std::io::stderr(), "{name} is not compared: {why}.")?;
    Ok(())
}

/// Puts files of a peer's theme below a folder.
fn put(theme: &[(&str, &str)], folder: &Path) -> Result<(), Trouble> {
    for (path, text) in theme {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, text)?;
    }
    Ok(())
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

impl Built {
    fn note(&self, figures: &mut Figures, name: &str) {
        figures.note_time(name, self.time);
        figures.note_time(format!("{name} processors"), self.processors);
        figures.note(format!("{name} memory"), self.peak);
    }
}

/// Lets a program build a site.
fn build(command: &mut Command) -> Result<Built, Trouble> {
    let before = processors_of_ended().unwrap_or_default();
    let start = Instant::now();
    let mut child = command.spawn()?;
    let (status, peak) = end_of(&mut child)?;
    let time = start.elapsed();
    // Those of the whole, also where it went too fast to be looked at.
    let processors = processors_of_ended().unwrap_or_default().saturating_sub(before);
    let failed = || format!("{} failed", command.get_program().display());
    if status.success() { Ok(Built { time, processors, peak }) } else { Err(failed().into()) }
}

/// Waits for a program, and says the most memory that it had.
fn end_of(child: &mut Child) -> Result<(ExitStatus, f64), Trouble> {
    let mut peak = 0.0;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok((status, peak));
        }
        peak = peak_of(&child.id().to_string()).unwrap_or(peak);
        std::thread::sleep(LOOK);
    }
}

/// Adds a sentence to an article.
fn change(article: &Path) -> Result<(), Trouble> {
    Ok(fs::OpenOptions::new().append(true).open(article)?.write_all(b"\nOne sentence more.\n")?)
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
