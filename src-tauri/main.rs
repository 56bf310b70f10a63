//! Starts Galley's window.
// A console window beside the app is of no use to an editor.
#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    match galley_desktop::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            #[expect(clippy::print_stderr, reason = "there is no window to say it in")]
            {
                eprintln!("Galley could not open its window; no library was touched. {error}");
            }
            ExitCode::FAILURE
        }
    }
}
