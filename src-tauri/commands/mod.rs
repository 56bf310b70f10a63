//! What the page may ask: one file per noun. A command reads its arguments, calls the desk and replies; nothing else.
//! Each is also named in `permissions.toml`, or Tauri refuses it.
#![allow(clippy::needless_pass_by_value, reason = "Tauri hands arguments over by value")]

pub(crate) mod articles;
pub(crate) mod beginning;
pub(crate) mod checks;
pub(crate) mod library;
pub(crate) mod preview;
pub(crate) mod publish;
pub(crate) mod recipes;
pub(crate) mod settings;
pub(crate) mod spelling;
pub(crate) mod targets;
pub(crate) mod ways_out;
pub(crate) mod window;
pub(crate) mod writing;
