//! `galley`: everything without a window, for scripts, CI and servers.
//!
//! Reads what the user wrote ([`args`]), calls the desk ([`commands`]), prints ([`output`]). What a command means is the
//! desk's matter.

mod args;
mod commands;
mod output;
mod progress;
mod trouble;

use std::process::ExitCode;

use output::Output;

fn main() -> ExitCode {
    let args = match args::parse() {
        Ok(args) => args,
        // Only a script is answered here.
        Err(trouble) => return Output::new(true).end(Err(trouble)),
    };
    let mut output = Output::new(args.json);
    let outcome = commands::run(args, &mut output);
    output.end(outcome)
}
