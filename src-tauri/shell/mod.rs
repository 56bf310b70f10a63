//! What only a desktop can do: windows, and which library they show.

pub(crate) mod backups;
pub(crate) mod browser;
mod checks;
pub(crate) mod clipboard;
pub(crate) mod dialog;
mod ending;
#[cfg(target_os = "linux")]
pub(crate) mod linux;
#[cfg(target_os = "macos")]
pub(crate) mod macos;
pub(crate) mod menu;
pub(crate) mod open;
pub(crate) mod passwords;
pub(crate) mod place;
pub(crate) mod rooms;
pub(crate) mod window;
mod works;
