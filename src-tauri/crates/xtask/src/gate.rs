//! `cargo xtask test`: every test, from whatever is on the machine. The same for a person and for CI.
//!
//! What is fast and fails often stands first. The first step that fails ends the run.

use std::time::{Duration, Instant};

use crate::job::Job;
use crate::trouble::Trouble;
use crate::{machine, page, places, smoke};

/// What was asked for.
pub(crate) struct Wish {
    /// Also [`LONG`].
    all: bool,
}

impl Wish {
    pub(crate) fn read(arguments: &[String]) -> Result<Self, Trouble> {
        match arguments {
            [] => Ok(Self { all: false }),
            [all] if all == "--all" => Ok(Self { all: true }),
            _ => Err(Trouble::Usage("`cargo xtask test` takes --all or nothing.".to_owned())),
        }
    }
}

type Step = (&'static str, fn() -> Result<(), Trouble>);

const STEPS: &[Step] = &[
    ("Set-up: what the tests need of this machine", set_up),
    ("Format", format),
    ("Web interface: types", check_page),
    ("Web interface: tests", test_page),
    ("Web interface: build", page::build),
    ("Lints", lint),
    ("Documentation", document),
    ("Programs: build", build),
    ("The main job on the sample library", smoke::run),
    ("Tests of the core", test_core),
    ("Tests of the window: journeys through it", test_window),
    ("Licences, sources and duplicates", deny),
];

/// What takes long, for `--all`: some tests once more, each told to go further.
const LONG: &[Step] = &[
    ("Long: random texts", || {
        go_further(&Tests::Named("galley-markdown", "random_texts"), ("GALLEY_FUZZ_ROUNDS", "100000"))
    }),
    ("Long: random changes of a site", || {
        go_further(&Tests::Named("galley-desk", "whatever_changed"), ("GALLEY_FUZZ_ROUNDS", "30"))
    }),
    ("Long: wires that break at many bytes", || {
        go_further(&Tests::Named("galley-tests", "publishing::sweep"), ("GALLEY_CUTS", "8"))
    }),
    ("Long: programs that are killed", || {
        go_further(&Tests::Named("galley-tests", "is_killed_at_any_request"), ("GALLEY_CUTS", "8"))
    }),
    ("Long: changes that end early", || {
        go_further(&Tests::Named("galley-tests", "that_ends_early"), ("GALLEY_CUTS", "8"))
    }),
    ("Long: Ghost 5", || {
        go_further(&Tests::Named("galley-tests", "publishing::ghost"), ("GALLEY_GHOST", "5"))
    }),
];

pub(crate) fn run(wish: &Wish) -> Result<(), Trouble> {
    let steps: Vec<_> = STEPS.iter().chain(LONG.iter().filter(|_| wish.all)).collect();
    let mut times: Vec<(&str, Duration)> = Vec::new();
    for (at, (name, step)) in steps.iter().enumerate() {
        println!("\n=== {} of {}: {name}{}", at + 1, steps.len(), disk());
        let started = Instant::now();
        if let Err(trouble) = step() {
            println!("\n=== {name}: failed after {}", seconds(started.elapsed()));
            println!("steps: {at} passed, 1 failed");
            return Err(trouble);
        }
        times.push((name, started.elapsed()));
    }
    println!("\n=== All steps");
    for (name, time) in &times {
        println!("{:>9}  {name}", seconds(*time));
    }
    println!("{:>9}  in all\n", seconds(times.iter().map(|(_, time)| *time).sum()));
    println!("steps: {} passed, 0 failed", times.len());
    Ok(())
}

/// What is free on the disk of the repository, where that is known: builds and servers take some 6 GB of it, and twice that where they are kept for the next.
fn disk() -> String {
    let free = || {
        let told = Job::new("df").args(["-k", "-P", "."]).ask()?;
        told.lines().nth(1)?.split_whitespace().nth(3)?.parse::<u64>().ok()
    };
    free().map(|kib| format!(" ({} GB free)", kib >> 20)).unwrap_or_default()
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

fn set_up() -> Result<(), Trouble> {
    machine::check_node()?;
    machine::set_up(&[&machine::WINDOW, &machine::WINDOW_TESTS, &machine::SITE_TESTS, &machine::SERVERS])?;
    page::install()?;
    install_servers()
}

/// The servers that articles are published to and no package of the system has. They are kept beside what cargo builds; Ghost takes some
/// minutes the first time.
fn install_servers() -> Result<(), Trouble> {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    for server in ["ghost", "kinto", "micropub"] {
        let folder = places::programs()?.with_file_name(server);
        Job::new(places::root().join("tests/support").join(server).join("install.sh"))
            .args([folder])
            .run()?;
    }
    Ok(())
}

fn format() -> Result<(), Trouble> {
    Job::cargo().args(["fmt", "--all", "--check"]).run()
}

/// Every step names the same packages, all of them: with others, crates that several of them stand on would have other features, and
/// all above them would be built once more.
pub(crate) const ALL: &str = "--workspace";

fn lint() -> Result<(), Trouble> {
    Job::cargo().args(["clippy", ALL, "--all-targets", "--", "--deny", "warnings"]).run()
}

fn document() -> Result<(), Trouble> {
    Job::cargo()
        .env("RUSTDOCFLAGS", "--deny warnings")
        .args(["doc", ALL, "--no-deps", "--document-private-items"])
        .run()
}

/// By themselves, before the window's library and its unit tests are compiled side by side: Tauri packs the page once for both, and the one
/// that comes second takes what the first has not written to its end. The window is empty then.
pub(crate) fn build() -> Result<(), Trouble> {
    Job::cargo().args(["build", ALL, "--bin", "galley", "--bin", "galley-desktop"]).run()
}

fn test_core() -> Result<(), Trouble> {
    Tests::Core.job()?.run()?;
    // nextest leaves the examples in the documentation out.
    if has_nextest() { Job::cargo().args(["test", ALL, "--doc"]).run() } else { Ok(()) }
}

fn test_window() -> Result<(), Trouble> {
    Tests::Window.job()?.run()
}

fn check_page() -> Result<(), Trouble> {
    Job::npm().args(["run", "--silent", "check"]).run()
}

fn test_page() -> Result<(), Trouble> {
    Job::npm().args(["run", "--silent", "test"]).run()
}

fn deny() -> Result<(), Trouble> {
    if Job::cargo().args(["deny", "--version"]).ask().is_none() {
        println!("cargo-deny is not installed here: left out. deny.toml says what it would hold.");
        return Ok(());
    }
    // The advisories come from outside; a machine that cannot reach them must still pass.
    Job::cargo().args(["deny", "--offline", "check", "bans", "licenses", "sources"]).run()
}

/// Tests, all of them built.
enum Tests {
    Core,
    Window,
    /// Those of a package whose names have this in them.
    Named(&'static str, &'static str),
}

/// Runs tests with a variable that says how far they go.
fn go_further(tests: &Tests, (variable, value): (&str, &str)) -> Result<(), Trouble> {
    tests.job()?.env(variable, value).run()
}

impl Tests {
    /// Runs them by nextest where it is installed, which chooses among all; cargo's own runner chooses by package.
    fn job(&self) -> Result<Job, Trouble> {
        let job = Job::cargo().env("GALLEY_PROGRAM", places::program("galley")?);
        if has_nextest() {
            let chosen = match self {
                Self::Core => "not package(galley-desktop)".to_owned(),
                Self::Window => "package(galley-desktop)".to_owned(),
                Self::Named(package, named) => format!("package({package}) & test({named})"),
            };
            return Ok(job.args(["nextest", "run", "--no-fail-fast", ALL, "--filterset"]).args([chosen]));
        }
        let job = job.args(["test"]);
        Ok(match self {
            Self::Core => job.args([ALL, "--exclude", "galley-desktop"]),
            Self::Window => job.args(["--package", "galley-desktop"]),
            Self::Named(package, named) => job.args(["--package", package, named]),
        })
    }
}

fn has_nextest() -> bool {
    Job::cargo().args(["nextest", "--version"]).ask().is_some()
}
