//! Start and see: the built app with a sample library, on a screen that nobody watches, and a look at its picture.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use crate::job::{Job, Running};
use crate::picture::Picture;
use crate::trouble::{Trouble, at};
use crate::{places, run};

/// How long the window may take to show its page; a loaded machine takes some ten seconds.
const WINDOW_START: Duration = Duration::from_secs(90);
/// The pages of the window and its panes in light colours: see ui/src/styles/tokens.css.
const PAPER: [u8; 3] = [0xfb, 0xfa, 0xf8];
const PANEL: [u8; 3] = [0xf3, 0xf1, 0xee];
/// Text is drawn in many shades between ink and paper; a blank page has a handful.
const LEAST_COLOURS: usize = 60;

pub(crate) fn run() -> Result<(), Trouble> {
    if !cfg!(target_os = "linux") {
        println!("This step needs Xvfb and runs on Linux only: left out.");
        return Ok(());
    }
    let folder = Folder::new()?;
    let library = folder.0.join("Sample.galley");
    run::make_sample(&library)?;
    let (_screen, display) = start_screen(&folder.0)?;
    let home = |name: &str| folder.0.join(name);
    let mut app = Job::new("dbus-run-session")
        .env("DISPLAY", &display)
        .env("NO_AT_BRIDGE", "1")
        .env("LIBGL_ALWAYS_SOFTWARE", "1")
        .env("LANGUAGE", "en")
        .env("GTK_THEME", "Adwaita")
        .env("XDG_CONFIG_HOME", home("config"))
        .env("XDG_DATA_HOME", home("data"))
        .env("XDG_CACHE_HOME", home("cache"))
        .args(["--"])
        .args([places::program("galley-desktop")?, library])
        .start()?;
    watch(&folder.0.join("Xvfb_screen0"), &mut app)
}

/// Looks at the screen until the window shows its three panes with text in them.
fn watch(screen: &Path, app: &mut Running) -> Result<(), Trouble> {
    let started = Instant::now();
    loop {
        app.check()?;
        let picture = Picture::read(&fs::read(screen).map_err(at(screen))?).ok_or_else(|| {
            Trouble::Unexpected("Xvfb's picture has a form that is not known here.".to_owned())
        })?;
        let (paper, panel, colours) = (picture.share(PAPER), picture.share(PANEL), picture.colours());
        if paper > 0.3 && panel > 0.05 && colours >= LEAST_COLOURS {
            println!("The window shows its panes: {colours} colours, {:.0} % paper.", paper * 100.0);
            return Ok(());
        }
        if started.elapsed() > WINDOW_START {
            return Err(Trouble::Unexpected(format!(
                "The window did not show its page: {:.0} % paper, {:.0} % panel, {colours} colours on the screen.",
                paper * 100.0,
                panel * 100.0
            )));
        }
        thread::sleep(Duration::from_millis(250));
    }
}

/// A screen in memory, whose picture Xvfb keeps in a file of this folder, and its name for `DISPLAY`.
fn start_screen(folder: &Path) -> Result<(Running, String), Trouble> {
    let mut screen = Job::new("Xvfb")
        .args(["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-fbdir"])
        .args([folder])
        .start_heard()?;
    let answers = screen.child.stdout.take().expect("the screen was started to be heard");
    let mut number = String::new();
    BufReader::new(answers).read_line(&mut number).map_err(at("Xvfb"))?;
    screen.check()?;
    Ok((screen, format!(":{}", number.trim())))
}

/// A folder of this run's own; gone when it is over.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Result<Self, Trouble> {
        let folder = std::env::temp_dir().join(format!("galley-window-{}", std::process::id()));
        fs::create_dir_all(&folder).map_err(at(&folder))?;
        Ok(Self(folder))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What is left lies in the system's temporary folder.
        let _ = fs::remove_dir_all(&self.0);
    }
}
