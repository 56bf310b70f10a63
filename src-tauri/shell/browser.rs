//! The system's browser.

use std::io;
use std::process::{Command, Stdio};

/// Shows a page of this machine's own server. The browser goes its own way; whether it came up is not known.
pub(crate) fn show(url: &str) -> io::Result<()> {
    debug_assert!(url.starts_with("http://127.0.0.1:"), "nothing else is ever handed to another program");
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    let mut command = Command::new(program);
    let mut browser =
        command.arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    std::thread::spawn(move || browser.wait());
    Ok(())
}
