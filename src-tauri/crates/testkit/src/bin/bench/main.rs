//! The measurements: how fast Galley is on this machine, beside what nothing could be faster than.
//!
//! `cargo xtask bench [SIZE...] [--all] [--peers]`: sizes are numbers of articles, 1000 and 10000 where none is given, `--all`
//! adds 100000, `--peers` lets Hugo and Eleventy build the same sites. Each phase runs in a process of its own, so that its peak of memory is its own, and hands its figures back
//! as one line of JSON. A person reads them; no test does.
//!
//! Everything is written into fresh folders below the system's temporary one, and removed at the very end: for minutes after
//! many files were removed, writing files takes several times as long.
//!
//! Begin with [`phase`]; what the floor is stands in [`floor`], how it is printed in [`table`].

#![expect(clippy::print_stdout, reason = "it is a program that prints")]

mod figures;
mod floor;
mod peers;
mod phase;
mod queries;
mod shelf;
mod stages;
mod table;

use std::error::Error;
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use figures::Figures;

/// What goes wrong here ends the run; there is no one to tell but the person who started it.
type Trouble = Box<dyn Error>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.as_slice() {
        [flag, name, size, folder] if flag == "--phase" => child(name, size, Path::new(folder)),
        arguments => sizes(arguments).and_then(|sizes| run(&sizes, arguments.iter().any(|a| a == "--peers"))),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            println!("bench: {trouble}");
            ExitCode::FAILURE
        }
    }
}

fn sizes(arguments: &[String]) -> Result<Vec<usize>, Trouble> {
    let all = arguments.iter().any(|argument| argument == "--all");
    let numbers = arguments.iter().filter(|argument| !matches!(argument.as_str(), "--all" | "--peers"));
    let mut sizes = numbers
        .map(|n| {
            n.parse().map_err(|_| {
                format!("{n:?} is no number of articles; usage: bench [SIZE...] [--all] [--peers]")
            })
        })
        .collect::<Result<Vec<usize>, _>>()?;
    if sizes.is_empty() {
        sizes = vec![1_000, 10_000];
    }
    if all {
        sizes.push(100_000);
    }
    Ok(sizes)
}

fn run(sizes: &[usize], with_peers: bool) -> Result<(), Trouble> {
    let folder = tempfile::Builder::new().prefix("galley-bench-").tempdir()?;
    let cores = std::thread::available_parallelism()?;
    println!("On {cores} cores, in {}, which is removed at the end.", folder.path().display());
    for size in sizes {
        let place = folder.path().join(size.to_string());
        std::fs::create_dir(&place)?;
        let mut figures = Figures::default();
        let peers = if with_peers { phase::PEERS } else { &[] };
        for (name, _) in phase::ALL.iter().chain(peers) {
            say_where(&format!("{size} articles: {name}"))?;
            figures.take(ask(name, *size, &place)?);
        }
        say_where("")?;
        table::print(*size, &figures);
        table::print_peers(&figures);
    }
    table::legend();
    Ok(())
}

/// On a terminal: what is being measured, in one line that is written over.
fn say_where(what: &str) -> Result<(), Trouble> {
    let mut out = std::io::stdout();
    if out.is_terminal() {
        print!("\r{what:<60}\r");
        out.flush()?;
    }
    Ok(())
}

/// Runs a phase in a process of its own.
fn ask(name: &str, size: usize, folder: &Path) -> Result<Figures, Trouble> {
    let child = Command::new(std::env::current_exe()?)
        .args(["--phase", name, &size.to_string()])
        .arg(folder)
        .stderr(Stdio::inherit())
        .output()?;
    let said = String::from_utf8_lossy(&child.stdout);
    if !child.status.success() {
        return Err(format!("the phase {name:?} failed: {said}").into());
    }
    Figures::read(&said)
}

fn child(name: &str, size: &str, folder: &Path) -> Result<(), Trouble> {
    let (_, phase) = phase::ALL
        .iter()
        .chain(phase::PEERS)
        .find(|(known, _)| *known == name)
        .ok_or("there is no such phase")?;
    let mut figures = Figures::default();
    phase(&phase::Workplace { folder: folder.to_owned(), articles: size.parse()? }, &mut figures)?;
    figures.note_peak(name);
    figures.note_processors(name);
    println!("{figures}");
    Ok(())
}
