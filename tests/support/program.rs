//! The built command line, run as a person or a script runs it: in a folder of its own, with nothing of the user's.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::OnceLock;

use serde_json::Value;

/// The program `galley`, built from the present sources: by `cargo xtask test` for all tests, which says where it is, otherwise here.
///
/// # Panics
/// Where it does not build.
pub fn galley() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        if let Some(built) = std::env::var_os("GALLEY_PROGRAM") {
            return built.into();
        }
        let release = (!cfg!(debug_assertions)).then_some("--release");
        let mut build = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        // As in xtask's `Job`: what cargo says of the tests' package would have ring, and what stands on it, built anew.
        for (name, _) in std::env::vars_os() {
            if ["CARGO_PKG_", "CARGO_MANIFEST_"].iter().any(|of| name.to_string_lossy().starts_with(of)) {
                build.env_remove(name);
            }
        }
        let build = build.args(["build", "--quiet", "--package", "galley-cli"]).args(release).status();
        assert!(build.is_ok_and(|status| status.success()), "`cargo build --package galley-cli` failed");
        // Tests stand in target/PROFILE/deps, programs one folder above.
        let test = std::env::current_exe().expect("this test is a program");
        let profile = test.parent().and_then(Path::parent).expect("a test stands two folders deep");
        profile.join("galley").with_extension(std::env::consts::EXE_EXTENSION)
    })
}

/// A temporary folder with a library `News.galley` in it, and what is done there.
pub struct Room {
    folder: tempfile::TempDir,
}

impl Room {
    /// With an empty library.
    pub fn new() -> Self {
        let room = Self::bare();
        room.run(["new", "News.galley"]).done();
        room
    }

    /// With the sample library.
    pub fn sample() -> Self {
        let room = Self::bare();
        room.run(["new", "News.galley", "--sample"]).done();
        room
    }

    /// Without a library.
    ///
    /// # Panics
    /// Where there is no temporary folder.
    pub fn bare() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// A path in the room.
    pub fn path(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }

    /// Writes a file, and the folders above it.
    ///
    /// # Panics
    /// Where it cannot be written.
    pub fn write(&self, below: &str, text: impl AsRef<[u8]>) {
        let path = self.path(below);
        std::fs::create_dir_all(path.parent().expect("it is below the room")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }

    /// Reads a file.
    ///
    /// # Panics
    /// Where it is not there.
    pub fn read(&self, below: &str) -> String {
        std::fs::read_to_string(self.path(below)).unwrap_or_else(|e| panic!("{below}: {e}"))
    }

    /// All files of a name below a folder, one after the other.
    ///
    /// # Panics
    /// Where one cannot be read.
    pub fn read_all(&self, folder: &str, name: &str) -> String {
        let files = files_below(&self.path(folder)).into_iter().filter(|file| file.ends_with(name));
        files.map(|file| std::fs::read_to_string(file).expect("a text")).collect()
    }

    /// The program with these words behind it, in the room, with no library named.
    pub fn command<A: AsRef<OsStr>>(&self, words: impl IntoIterator<Item = A>) -> Command {
        let mut command = Command::new(galley());
        command.args(words).current_dir(self.folder.path()).stdin(Stdio::null());
        command.env_remove("GALLEY_CACHE").env_remove("XDG_CACHE_HOME");
        command.env_remove("GALLEY_LIBRARY").env("HOME", self.folder.path()).env("GALLEY_AUTHOR", "Li Wei");
        command
            .env_remove("XDG_CONFIG_HOME")
            .env_remove("XDG_DATA_HOME")
            .env("GALLEY_BACKUPS", self.path("backups"));
        command
    }

    /// Runs it with these words.
    pub fn run<A: AsRef<OsStr>>(&self, words: impl IntoIterator<Item = A>) -> Ran {
        Ran::of(self.command(words))
    }

    /// Runs it with these words on the room's library.
    pub fn on<'w>(&self, words: impl IntoIterator<Item = &'w str>) -> Ran {
        self.run(["-l", "News.galley"].into_iter().chain(words))
    }

    /// Runs it on the room's library and reads the one object that it answers.
    pub fn json<'w>(&self, words: impl IntoIterator<Item = &'w str>) -> Value {
        self.on(words.into_iter().chain(["--json"])).object()
    }

    /// Starts it with these words and leaves it running.
    ///
    /// # Panics
    /// Where it does not start.
    pub fn start<A: AsRef<OsStr>>(&self, words: impl IntoIterator<Item = A>) -> Running {
        Running(self.command(words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts"))
    }
}

impl Default for Room {
    fn default() -> Self {
        Self::new()
    }
}

/// A program that runs until it is dropped.
pub struct Running(pub Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// What came of it.
#[derive(Debug)]
pub struct Ran {
    /// The exit code.
    pub code: i32,
    /// What it answered.
    pub out: String,
    /// What it said beside the answer.
    pub err: String,
}

impl Ran {
    /// Runs a command to its end.
    ///
    /// # Panics
    /// Where it does not start, is killed, or prints what is no text.
    pub fn of(mut command: Command) -> Self {
        let Output { status, stdout, stderr } = command.output().expect("it starts");
        let text = |bytes| String::from_utf8(bytes).expect("it prints text");
        Self { code: status.code().expect("it ends by itself"), out: text(stdout), err: text(stderr) }
    }

    /// What it answered, after exit code 0.
    ///
    /// # Panics
    /// After another exit code.
    #[track_caller]
    pub fn done(self) -> String {
        assert_eq!(self.code, 0, "{self:?}");
        self.out
    }

    /// The one object that it answered, after exit code 0.
    ///
    /// # Panics
    /// After another exit code, or where it is no object.
    #[track_caller]
    pub fn object(self) -> Value {
        let out = self.done();
        let value: Value = serde_json::from_str(&out).unwrap_or_else(|e| panic!("{e}: {out}"));
        assert!(value.is_object(), "{out}");
        value
    }

    /// What it said, after this exit code and no answer.
    ///
    /// # Panics
    /// After another exit code.
    #[track_caller]
    pub fn failed(self, code: i32) -> String {
        assert_eq!(self.code, code, "{self:?}");
        self.err
    }
}

/// All files below a folder.
///
/// # Panics
/// Where it is no folder.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files_below(&path));
        } else {
            found.push(path);
        }
    }
    found
}

/// The words under a key of each article of a list.
pub fn each<'v>(list: &'v Value, key: &str) -> Vec<&'v str> {
    let articles = list["articles"].as_array().map(Vec::as_slice).unwrap_or_default();
    articles.iter().map(|article| article[key].as_str().unwrap_or_default()).collect()
}
