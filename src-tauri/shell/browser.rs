//! The system's browser.

use std::io;
use std::process::{Command, Stdio};

/// Shows a page of a site, or of this machine's own server. The browser goes its own way; whether it came up is not known.
pub(crate) fn show(url: &str) -> io::Result<()> {
    // What is handed to another program is an address of the web and nothing else: no file, no other program, no option.
    if !(url.starts_with("https://") || url.starts_with("http://")) {
        return Err(io::Error::from(io::ErrorKind::InvalidInput));
    }
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
