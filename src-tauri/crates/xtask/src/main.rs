//! The commands of the README: set the machine up, open Galley, run every test.
//!
//! Here is only which command was asked for. `run` opens the app, `gate` is every test, `machine` installs what is
//! missing, `page` builds the web interface, `job` runs one program and says what came of it.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a tool of the terminal: printing is its work")]

mod bench;
mod gate;
mod icons;
mod job;
mod lighthouse;
mod machine;
mod page;
mod pictures;
mod places;
mod run;
mod site;
mod smoke;
mod trouble;

use std::process::ExitCode;

use trouble::Trouble;

const HELP: &str = "\
cargo xtask run [--headless] [--once] [LIBRARY]   set up what is missing, build, open Galley
cargo xtask test [--all]                          set up what is missing, run every test
cargo xtask bench [ARGS]                          measure, in a release build
cargo xtask bench ui [SIZE...]                    measure the window, beside the bare writing surface
cargo xtask bench publish [NUMBER]                measure so many articles to a WordPress, beside bare requests
cargo xtask bench pages                           what Lighthouse says of the pages of a site
cargo xtask icons                                 draw the app's icons from icons/*.svg
cargo xtask pictures                              take the pictures of a site in docs/guide

run makes a sample library on the first start. Without a display it does the main job in the terminal instead:
sample library -> static site -> bundle, served on this machine. --headless asks for that where there is a
display; --once ends after the site was served one time (so does CI=true).";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match command(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("\n{trouble}");
            trouble.exit_code()
        }
    }
}

fn command(arguments: &[String]) -> Result<(), Trouble> {
    let rest = arguments.get(1..).unwrap_or_default();
    match arguments.first().map(String::as_str) {
        Some("run") => run::run(&run::Wish::read(rest)?),
        Some("test") => gate::run(&gate::Wish::read(rest)?),
        Some("bench") => bench::run(rest),
        Some("icons") => icons::draw(),
        Some("pictures") => pictures::take(),
        None | Some("help" | "--help" | "-h") => {
            println!("{HELP}");
            Ok(())
        }
        Some(other) => Err(Trouble::Usage(format!("There is no `cargo xtask {other}`.\n\n{HELP}"))),
    }
}
