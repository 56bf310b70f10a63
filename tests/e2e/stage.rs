//! The scene of one test: a screen in memory, a library made from `articles/`, and the app that has it open.
//! Nothing of it touches the folders of the person who runs the test.

use std::cell::RefCell;
use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use galley_desk::settings::Settings;
use galley_desk::{Access, Desk, Signature, import, sample};
use galley_testkit::Corpus;
use tempfile::TempDir;

use crate::driver::{Driver, PATIENCE};
use crate::page::rows;

/// The screen that a window is on: its size in dots, and how many of them make one of the page's on each side.
#[derive(Clone, Copy)]
pub(crate) struct Screen {
    pub(crate) size: (u32, u32),
    pub(crate) scale: u32,
}

/// Where nothing else is said.
const SCREEN: Screen = Screen { size: (1280, 800), scale: 1 };
/// The smallest that the window gets, in pixels.
pub(crate) const SMALLEST: (u32, u32) = (960, 640);
/// The input method, as IBus calls it.
const PINYIN: &str = "libpinyin";
/// The library, in the folder of the stage.
pub(crate) const LIBRARY: &str = "Harbour News.galley";
/// The articles of most stages.
const ARTICLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/e2e/articles");
/// Where the app keeps backups, below the folder that is the system's for data.
const KEPT: &str = "org.galley.desk/backups";
const APP: &str = env!("CARGO_BIN_EXE_galley-desktop");
const INSTALLED: &str = "the programs of this stage are installed: `cargo xtask test` does that";

/// A stage is taken down in the order of its fields: the window, the programs behind it, the folder.
pub(crate) struct Stage {
    pub(crate) window: Driver,
    /// What was copied, held by the program that it was copied in.
    clipboard: RefCell<Option<Ended>>,
    person: Person,
    _input: Option<Ended>,
    _bus: Ended,
    _screen: Ended,
    library: PathBuf,
    folder: TempDir,
}

/// Whose programs they are: one screen, one bus, one folder for all that they keep.
struct Person {
    display: String,
    bus_address: String,
    folder: PathBuf,
}

impl Person {
    fn runs(&self, name: &str) -> Command {
        let mut program = Command::new(name);
        program
            .env("DISPLAY", format!(":{}", self.display))
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus_address)
            .env("GSETTINGS_BACKEND", "memory");
        for home in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"] {
            program.env(home, &self.folder);
        }
        program
    }
}

/// How the person types.
#[derive(Clone, Copy)]
enum Typing {
    Plain,
    Pinyin,
}

impl Typing {
    /// The input method's daemon, where there is one.
    fn start(self, person: &Person) -> Option<Ended> {
        let Self::Pinyin = self else { return None };
        let mut daemon = person.runs("ibus-daemon");
        daemon.args(["--panel", "disable", "--emoji-extension", "disable"]);
        Some(Ended::of(quiet(&mut daemon)))
    }
}

impl Stage {
    /// With a library of the articles in `articles/`, each in the list.
    pub(crate) fn with_articles() -> Self {
        let stage = Self::with_articles_and(|_, _| {});
        stage.window.until("a row for each article", rows(4));
        stage
    }

    /// The same, and something is done before the app starts: to the library, or in the folder of all backups.
    pub(crate) fn with_articles_and(prepare: impl FnOnce(&Path, &Path)) -> Self {
        Self::new(|folder| {
            let library = folder.join(LIBRARY);
            make_library(&library, Some(Path::new(ARTICLES)));
            prepare(&library, &folder.join(KEPT));
            Some(library)
        })
    }

    /// With a library of these articles at this place, to which something is done before the app starts.
    pub(crate) fn with_articles_at(library: &Path, prepare: impl FnOnce()) -> Self {
        Self::new(|_| {
            make_library(library, Some(Path::new(ARTICLES)));
            prepare();
            Some(library.to_owned())
        })
    }

    /// With a library that has none.
    pub(crate) fn with_empty_library() -> Self {
        Self::new(|folder| Some(empty_library(folder))).when_empty()
    }

    /// With a library in this folder, which has no articles.
    pub(crate) fn in_folder(folder: &Path) -> Self {
        Self::new(|_| Some(empty_library(folder))).when_empty()
    }

    /// With so many made-up articles.
    pub(crate) fn with_many(articles: usize) -> Self {
        Self::with_written(|folder| {
            Corpus::new(articles).write(folder).expect("the articles can be written");
            articles
        })
    }

    /// With the sample that a person may look around in.
    pub(crate) fn with_sample() -> Self {
        Self::new(|folder| Some(sample_library(folder)))
    }

    /// With the articles that are written into a folder.
    pub(crate) fn with_written(write: impl FnOnce(&Path) -> usize) -> Self {
        Self::new(|folder| {
            let written = tempfile::tempdir().expect("a temporary folder can be made");
            let articles = write(written.path());
            let library = folder.join(LIBRARY);
            assert_eq!(make_library(&library, Some(written.path())), articles, "each comes in");
            Some(library)
        })
    }

    /// With a library that has no articles, for someone who types Chinese by IBus and libpinyin.
    pub(crate) fn with_pinyin() -> Self {
        Self::of(Typing::Pinyin, SCREEN, |folder| Some(empty_library(folder))).when_empty()
    }

    fn when_empty(self) -> Self {
        self.window.until("the empty library teaches", |window| {
            window.text("section").contains("This library has no articles yet")
        });
        self
    }

    /// As it is started for the first time.
    pub(crate) fn without_library() -> Self {
        Self::new(|_| None)
    }

    /// `prepare` answers the library that the app is started with.
    pub(crate) fn new(prepare: impl FnOnce(&Path) -> Option<PathBuf>) -> Self {
        Self::of(Typing::Plain, SCREEN, prepare)
    }

    /// With the sample, on another screen.
    pub(crate) fn with_sample_on(screen: Screen) -> Self {
        Self::of(Typing::Plain, screen, |folder| Some(sample_library(folder)))
    }

    /// With the sample, for a person who set this for all programs of the system's toolkit.
    pub(crate) fn with_sample_and_toolkit(settings: &str) -> Self {
        Self::new(|folder| {
            fs::create_dir(folder.join("gtk-3.0")).expect("the folder is empty");
            let text = format!("[Settings]\n{settings}\n");
            fs::write(folder.join("gtk-3.0/settings.ini"), text).expect("it can be written");
            Some(sample_library(folder))
        })
    }

    fn of(typing: Typing, screen: Screen, prepare: impl FnOnce(&Path) -> Option<PathBuf>) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let library = prepare(folder.path());
        let dots = format!("{}x{}x24", screen.size.0, screen.size.1);
        let scale = screen.scale.to_string();
        let (screen, display) =
            heard(Command::new("Xvfb").args(["-displayfd", "1", "-screen", "0", &dots, "-nolisten", "tcp"]));
        let (bus, bus_address) =
            heard(Command::new("dbus-daemon").args(["--session", "--nofork", "--print-address"]));
        let person = Person { display, bus_address, folder: folder.path().to_owned() };
        let input = typing.start(&person);
        let mut program = person.runs("WebKitWebDriver");
        quiet(&mut program)
            .env_remove("WAYLAND_DISPLAY")
            .env("TAURI_AUTOMATION", "true")
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            // Without it the toolkit starts a bus of its own for screen readers, which outlives the test.
            .env("NO_AT_BRIDGE", "1")
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("GTK_THEME", "Adwaita")
            .env("GDK_SCALE", scale)
            // Programs that a test puts there, the system's browser for one, go before the system's own.
            .env("PATH", in_front(&folder.path().join("bin")))
            .env("LC_ALL", "C.UTF-8")
            .env("USER", "ann")
            .env_remove("GALLEY_AUTHOR")
            .env_remove("GALLEY_BACKUPS")
            .env_remove("GALLEY_LIBRARY");
        if let Typing::Pinyin = typing {
            program.env("GTK_IM_MODULE", "ibus");
        }
        if std::env::var_os("GALLEY_PICTURES").is_some() {
            // The driver waits for ever for a picture of a page at rest that is drawn without a card: here one is imitated.
            program.env("WEBKIT_DISABLE_COMPOSITING_MODE", "0");
        }
        let argument =
            library.as_ref().map(|path| path.to_str().expect("the temporary folder's name is text"));
        let arguments: Vec<&str> = argument.into_iter().collect();
        Self {
            window: Driver::start(program, APP, &arguments),
            clipboard: RefCell::default(),
            person,
            _input: input,
            _bus: bus,
            _screen: screen,
            library: library.unwrap_or_else(|| folder.path().join(LIBRARY)),
            folder,
        }
    }

    /// From here on the keyboard writes Chinese.
    pub(crate) fn switch_to_pinyin(&self) {
        let engine = |arguments: &[&str]| {
            let said = self.person.runs("ibus").arg("engine").args(arguments).output().expect(INSTALLED);
            String::from_utf8_lossy(&said.stdout).trim().to_owned()
        };
        // What the first call answers says nothing of whether it was heard.
        self.window.until("the input method", |_| {
            engine(&[PINYIN]);
            engine(&[]) == PINYIN
        });
    }

    /// The app started once more by the same person, in the folder of the library; returns when that start is over.
    pub(crate) fn start_again(&self, arguments: &[&str]) -> ExitStatus {
        let mut app = self.person.runs(APP);
        quiet(app.args(arguments).current_dir(self.folder.path())).status().expect("the app can be started")
    }

    /// Waits until the app that the stage began with has ended.
    pub(crate) fn until_ended(&self) {
        let of_it = self.name_of_process();
        let is_there =
            || Command::new("pgrep").args(["-f", &of_it]).output().expect(INSTALLED).status.success();
        let began = Instant::now();
        while is_there() {
            assert!(began.elapsed() < PATIENCE, "the app ends when its window is closed");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Starts it anew as a person does from the menu of the system, with no library named; goes on at one of its windows.
    pub(crate) fn open_without_name(&mut self) {
        self.window.start_anew(APP, &[]);
    }

    /// Kills the app at once, whatever it was started with.
    pub(crate) fn kill_unnamed(&self) {
        for process in self.processes() {
            let killed = Command::new("kill").args(["-KILL", &process]).status();
            assert!(killed.is_ok_and(|status| status.success()), "the app was running");
        }
        self.until_gone();
    }

    /// Waits until the app has ended, whatever it was started with.
    pub(crate) fn until_gone(&self) {
        let began = Instant::now();
        while !self.processes().is_empty() {
            assert!(began.elapsed() < PATIENCE, "the app ends");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// The app's processes of this stage: it is the only one whose person has this folder.
    fn processes(&self) -> Vec<String> {
        let folder = format!("HOME={}\0", self.folder.path().display());
        let is_ours = |process: &PathBuf| {
            let reads = |name: &str| fs::read(process.join(name)).unwrap_or_default();
            let has = |bytes: &[u8], part: &[u8]| bytes.windows(part.len()).any(|at| at == part);
            reads("cmdline").starts_with(APP.as_bytes()) && has(&reads("environ"), folder.as_bytes())
        };
        let all = fs::read_dir("/proc").expect("Linux has it").flatten().map(|entry| entry.path());
        let name = |path: PathBuf| path.file_name().map(|name| name.to_string_lossy().into_owned());
        all.filter(is_ours).filter_map(name).collect()
    }

    /// The app once more, after the one that the stage began with has ended. No driver is at its window.
    pub(crate) fn start_beside(&self) -> Ended {
        let mut app = self.person.runs(APP);
        Ended::of(quiet(app.arg(&self.library)))
    }

    /// Another program of the same person, until it is dropped.
    pub(crate) fn start_program(&self, program: &Path, arguments: &[&OsStr]) -> Ended {
        let mut program = self.person.runs(program.to_str().expect("the name of a program is text"));
        Ended::of(quiet(program.args(arguments)))
    }

    /// A library beside that of the stage, without articles.
    pub(crate) fn another_library(&self, name: &str) -> PathBuf {
        let library = self.folder.path().join(name);
        make_library(&library, None);
        library
    }

    /// Names a place in the system's dialog of this title, by keys.
    pub(crate) fn answer_dialog(&self, title: &str, place: &Path) {
        let place = place.to_str().expect("the temporary folder's name is text");
        self.xdotool(&["search", "--sync", "--onlyvisible", "--name", title, "windowfocus", "--sync"]);
        let name = || {
            // Away from the recent files, where no folder can be chosen; Ctrl L opens the line for a path.
            self.xdotool(&["key", "--delay", "60", "alt+Home", "ctrl+l", "ctrl+a"]);
            self.xdotool(&["type", "--delay", "20", place]);
        };
        // The first Return may only take what the line offers to complete, and on a busy machine the first keys may come before the
        // dialog takes any. None is pressed too many: it would be the window's.
        let mut pressed = None::<Instant>;
        let mut times = 0;
        self.window.until("the dialog has its answer", |_| {
            let mut search = self.person.runs("xdotool");
            let found = search.args(["search", "--onlyvisible", "--name", title]).output().expect(INSTALLED);
            let is_open = !found.stdout.is_empty();
            if is_open && pressed.is_none_or(|at| at.elapsed() > Duration::from_secs(3)) {
                if times % 2 == 0 {
                    name();
                }
                self.xdotool(&["key", "Return"]);
                pressed = Some(Instant::now());
                times += 1;
            }
            !is_open
        });
    }

    /// Makes the window so large, in pixels of the page.
    pub(crate) fn resize(&self, (width, height): (u32, u32)) {
        let scale = self.window.script("return devicePixelRatio").as_f64().expect("a number");
        let [w, h] = [width, height].map(|side| (f64::from(side) * scale).round().to_string());
        self.xdotool(&["search", "--onlyvisible", "--name", "Galley", "windowsize", "--sync", &w, &h]);
        // The page has the height that the menus leave.
        self.window.until("its new size", |window| {
            let sides = window.script("return [innerWidth, innerHeight]");
            sides[0] == width
                && sides[1].as_u64().is_some_and(|high| high <= height.into() && high + 60 > height.into())
        });
    }

    /// Asks the screen's server something, or has it do something.
    pub(crate) fn xdotool(&self, arguments: &[&str]) -> String {
        self.try_xdotool(arguments).unwrap_or_else(|why| panic!("{arguments:?}: {why}"))
    }

    /// The same, while windows come and go: it fails where one that it looks at is just going.
    pub(crate) fn try_xdotool(&self, arguments: &[&str]) -> Result<String, String> {
        let said = self.person.runs("xdotool").args(arguments).output().expect(INSTALLED);
        let words = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        if said.status.success() { Ok(words(&said.stdout)) } else { Err(words(&said.stderr)) }
    }

    /// Presses keys of the keyboard itself, as the screen's server hands them to whatever has its focus: the way by which an
    /// input method gets them. WebDriver's own keys come in behind it.
    pub(crate) fn press(&self, keys: &[&str]) {
        self.xdotool(&["search", "--onlyvisible", "--name", "Galley", "windowfocus", "--sync"]);
        self.xdotool(&[&["key", "--delay", "60"], keys].concat());
    }

    /// Another program at the same library.
    pub(crate) fn neighbour(&self) -> Desk {
        Self::desk_at(&self.library)
    }

    /// Another program at a library.
    pub(crate) fn desk_at(library: &Path) -> Desk {
        Desk::open(library, Access::Write, by("Bo Tan")).expect("it opens beside the window")
    }

    /// The folder of all backups.
    pub(crate) fn kept(&self) -> PathBuf {
        self.folder.path().join(KEPT)
    }

    /// The library.
    pub(crate) fn library(&self) -> &Path {
        &self.library
    }

    /// The folder that the library lies in.
    pub(crate) fn around(&self) -> &Path {
        self.folder.path()
    }

    /// Copies something of this media type in another program.
    pub(crate) fn copy(&self, kind: &str, what: &[u8]) {
        let mut program = Command::new("xclip");
        program
            .args(["-quiet", "-selection", "clipboard", "-target", kind])
            .env("DISPLAY", format!(":{}", self.person.display));
        let mut program = quiet(&mut program).stdin(Stdio::piped()).spawn().expect(INSTALLED);
        let copied = program.stdin.take().expect("the program was started with a pipe").write_all(what);
        copied.expect("the program takes what it is given");
        *self.clipboard.borrow_mut() = Some(Ended(program));
        // The program takes the clipboard when it gets round to it.
        self.window.until("it is on the clipboard", |_| {
            let mut asked = Command::new("xclip");
            asked.args(["-out", "-selection", "clipboard", "-target", kind]);
            asked.env("DISPLAY", format!(":{}", self.person.display));
            asked.output().is_ok_and(|answer| answer.stdout == what)
        });
    }

    /// Kills the app at once, as a machine that loses its power does.
    pub(crate) fn kill(&self) {
        Self::kill_process(&self.name_of_process());
    }

    /// The same from another thread, which knows what [`Stage::name_of_process`] answered.
    pub(crate) fn kill_process(name: &str) {
        let killed = Command::new("pkill").args(["-KILL", "-f", name]).status();
        assert!(killed.expect("pkill is on every Linux").success(), "the app was running");
    }

    /// Tells the app to end, as the system does at a logout, and waits until it has.
    pub(crate) fn tell_to_end(&self) {
        let told = Command::new("pkill").args(["-TERM", "-f", &self.name_of_process()]).status();
        assert!(told.expect("pkill is on every Linux").success(), "the app was running");
        self.until_ended();
    }

    /// Starts the app anew after it was killed, with the library that it had open, and goes on at its window.
    pub(crate) fn open_anew(&mut self) {
        let library = self.library.to_str().expect("the temporary folder's name is text").to_owned();
        self.window.start_anew(APP, &[&library]);
    }

    /// What `pgrep` finds the app by.
    pub(crate) fn name_of_process(&self) -> String {
        format!("galley-desktop .*{}", self.library.display())
    }

    /// Leaves a picture of the whole screen, menus and dialogs with it, as [`Stage::picture`] does of the page.
    pub(crate) fn screen(&self, name: &str) {
        if let Some(folder) = std::env::var_os("GALLEY_PICTURES") {
            std::thread::sleep(std::time::Duration::from_millis(500));
            let file = Path::new(&folder).join(format!("{name}.png"));
            let mut import = self.person.runs("import");
            let taken = import.args(["-window", "root"]).arg(file).status();
            assert!(taken.is_ok_and(|status| status.success()), "ImageMagick takes the picture");
        }
    }

    /// Leaves a picture of the window where `GALLEY_PICTURES` says, if it does.
    pub(crate) fn picture(&self, name: &str) {
        if let Some(folder) = std::env::var_os("GALLEY_PICTURES") {
            // What has just come may not be painted yet.
            std::thread::sleep(std::time::Duration::from_millis(500));
            let file = Path::new(&folder).join(format!("{name}.png.base64"));
            fs::write(file, self.window.picture()).expect("the folder for pictures can be written");
        }
    }
}

fn sample_library(folder: &Path) -> PathBuf {
    let library = empty_library(folder);
    sample::fill(&mut Stage::desk_at(&library)).expect("it is filled");
    library
}

fn empty_library(folder: &Path) -> PathBuf {
    let library = folder.join(LIBRARY);
    make_library(&library, None);
    library
}

/// Makes a library of the articles in a folder; answers how many there were.
fn make_library(place: &Path, articles: Option<&Path>) -> usize {
    let name = place.file_stem().and_then(OsStr::to_str).expect("the library's folder has a name");
    let mut desk =
        Desk::create(place, &Settings::default(), name, by("Ann Reed")).expect("a library can be made");
    articles.map_or(0, |articles| {
        let done = desk.import(articles, import::From::Auto, &mut |_| {}).expect("the articles can be read");
        done.output.added
    })
}

fn by(author: &str) -> Signature {
    Signature { author: author.to_owned(), device: "test".to_owned() }
}

/// A program in the background, and the line with which it says where it is.
fn heard(command: &mut Command) -> (Ended, String) {
    let mut program = quiet(command).stdout(Stdio::piped()).spawn().expect(INSTALLED);
    let mut line = String::new();
    let said = program.stdout.take().expect("the program was started with a pipe");
    BufReader::new(said).read_line(&mut line).expect("the program says where it is");
    (Ended(program), line.trim().to_owned())
}

/// The folders of programs, with one more before them.
fn in_front(folder: &Path) -> OsString {
    let others = env::var_os("PATH").unwrap_or_default();
    env::join_paths([folder.to_owned()].into_iter().chain(env::split_paths(&others)))
        .expect("no folder of programs has a colon in its name")
}

fn quiet(command: &mut Command) -> &mut Command {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null())
}

/// A program that ends when the stage is taken down.
pub(crate) struct Ended(Child);

impl Ended {
    /// Starts one.
    pub(crate) fn of(program: &mut Command) -> Self {
        Self(program.spawn().expect(INSTALLED))
    }

    /// What it has started, and what each of them waits for, as `ps` tells it.
    pub(crate) fn children(&self) -> String {
        let mut asked = Command::new("ps");
        asked.args(["-o", "pid,stat,wchan:24,etime,args", "--ppid", &self.0.id().to_string()]);
        let said = asked.output().expect("ps is on every Linux");
        String::from_utf8_lossy(&said.stdout).into_owned()
    }

    /// Kills what it has started.
    pub(crate) fn kill_children(&self) {
        // Nothing may be left of them.
        let _ = Command::new("pkill").args(["-KILL", "-P", &self.0.id().to_string()]).status();
    }

    /// Whether it has ended by itself.
    pub(crate) fn is_over(&mut self) -> bool {
        self.0.try_wait().is_ok_and(|status| status.is_some())
    }
}

impl Drop for Ended {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
