//! The built window, driven as a person drives it: real keys, real WebKit, a real library on disk.
//!
//! `stage` sets the scene (a screen in memory, a library, the app), `driver` speaks WebDriver. Each test has a stage of its
//! own. With `GALLEY_PICTURES=FOLDER` each leaves a picture of its window there.

#[cfg(target_os = "linux")]
mod above;
#[cfg(target_os = "linux")]
mod access;
#[cfg(target_os = "linux")]
mod attacks;
#[cfg(target_os = "linux")]
mod checks;
#[cfg(target_os = "linux")]
mod composing;
#[cfg(target_os = "linux")]
mod covers;
#[cfg(target_os = "linux")]
mod deleting;
mod driver;
#[cfg(target_os = "linux")]
mod everywhere;
#[cfg(target_os = "linux")]
mod frame;
#[cfg(target_os = "linux")]
mod full_disk;
#[cfg(target_os = "linux")]
mod gone;
#[cfg(target_os = "linux")]
mod keeping;
#[cfg(target_os = "linux")]
mod later;
#[cfg(target_os = "linux")]
mod library;
#[cfg(target_os = "linux")]
mod list;
#[cfg(target_os = "linux")]
mod many;
#[cfg(target_os = "linux")]
mod objects;
#[cfg(target_os = "linux")]
mod page;
#[cfg(target_os = "linux")]
mod pasting;
#[cfg(target_os = "linux")]
mod placing;
#[cfg(target_os = "linux")]
mod publishing;
#[cfg(target_os = "linux")]
mod pulling;
#[cfg(target_os = "linux")]
mod reading;
#[cfg(target_os = "linux")]
mod recipes;
#[cfg(target_os = "linux")]
mod reference;
#[cfg(target_os = "linux")]
mod releases;
mod safety;
#[cfg(target_os = "linux")]
mod screens;
#[cfg(target_os = "linux")]
mod sheets;
#[cfg(target_os = "linux")]
mod site_look;
#[cfg(target_os = "linux")]
mod site_readers;
#[cfg(target_os = "linux")]
mod spelling;
#[cfg(target_os = "linux")]
mod stage;
#[cfg(target_os = "linux")]
mod styled;
#[cfg(target_os = "linux")]
mod tables;
#[cfg(target_os = "linux")]
mod versions;
#[cfg(target_os = "linux")]
mod views;
#[cfg(target_os = "linux")]
mod window;
#[cfg(target_os = "linux")]
mod windows;
#[cfg(target_os = "linux")]
mod writing;
