//! `cargo xtask run`: from whatever is on the machine to the open app.

use std::env;
use std::path::{Path, PathBuf};

use crate::job::Job;
use crate::trouble::{Trouble, at};
use crate::{gate, machine, page, places, site};

/// What was asked for.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Wish {
    headless: bool,
    once: bool,
    library: Option<PathBuf>,
}

impl Wish {
    pub(crate) fn read(arguments: &[String]) -> Result<Self, Trouble> {
        let mut wish = Self::default();
        for argument in arguments {
            match argument.as_str() {
                "--headless" => wish.headless = true,
                "--once" => wish.once = true,
                option if option.starts_with('-') => {
                    return Err(Trouble::Usage(format!(
                        "`cargo xtask run` does not know {option}. It takes --headless, --once and a library's folder."
                    )));
                }
                _ if wish.library.is_some() => {
                    return Err(Trouble::Usage(
                        "`cargo xtask run` opens one library, not several.".to_owned(),
                    ));
                }
                library => wish.library = Some(PathBuf::from(library)),
            }
        }
        Ok(wish)
    }
}

pub(crate) fn run(wish: &Wish) -> Result<(), Trouble> {
    let headless = wish.headless || !has_display();
    if headless {
        if !wish.headless {
            println!(
                "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open.\n\
                 Galley does its main job in the terminal instead. Nothing that only the window needs is installed."
            );
        }
        build_cli()?;
        let library = library(wish)?;
        return site::main_job(&library, wish.once || places::in_ci());
    }
    machine::set_up(&[&machine::WINDOW])?;
    machine::check_node()?;
    page::build()?;
    println!("The first build of the window takes some minutes; later ones take seconds.");
    gate::build()?;
    let library = library(wish)?;
    println!("Opening {}", library.display());
    Job::new(places::program("galley-desktop")?).args([&library]).run()
}

fn has_display() -> bool {
    let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// The library that was named, or the sample, which is made on the first start.
fn library(wish: &Wish) -> Result<PathBuf, Trouble> {
    if let Some(named) = &wish.library {
        return std::path::absolute(named).map_err(at(named));
    }
    let data = places::data()?;
    let sample = data.join("Sample.galley");
    if !sample.exists() {
        make_sample(&sample)?;
    }
    Ok(sample)
}

/// Builds `galley`, which makes the sample: by itself, without what only the window needs.
pub(crate) fn build_cli() -> Result<(), Trouble> {
    Job::cargo().args(["build", "--package", "galley-cli"]).run()
}

/// Makes the sample library at this place.
pub(crate) fn make_sample(place: &Path) -> Result<(), Trouble> {
    let folder = place.parent().expect("a library is given with the folder that it lies in");
    std::fs::create_dir_all(folder).map_err(at(folder))?;
    Job::new(places::program("galley")?).args(["new"]).args([place]).args(["--sample"]).run()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_say_what_is_wanted_and_a_wrong_one_is_named() {
        let read = |line: &str| Wish::read(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
        let wish = read("--once News.galley --headless").expect("these arguments are known");
        assert_eq!(wish, Wish { headless: true, once: true, library: Some("News.galley".into()) });
        assert!(read("--open").is_err_and(|trouble| trouble.to_string().contains("--open")));
        assert!(read("a.galley b.galley").is_err());
    }
}
