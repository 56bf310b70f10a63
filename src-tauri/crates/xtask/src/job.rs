//! One program, run in the repository with its output on the terminal, and what came of it.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::places;
use crate::trouble::Trouble;

/// A program to run from the root of the repository.
pub(crate) struct Job {
    command: Command,
    line: String,
}

impl Job {
    pub(crate) fn new(program: impl AsRef<OsStr>) -> Self {
        let program = program.as_ref();
        let mut command = Command::new(program);
        command.current_dir(places::root());
        // What cargo says of the package that this is: build scripts that look at it would run anew in each program's cargo.
        for (name, _) in std::env::vars_os() {
            if ["CARGO_PKG_", "CARGO_MANIFEST_"].iter().any(|of| name.to_string_lossy().starts_with(of)) {
                command.env_remove(name);
            }
        }
        let name = Path::new(program).file_stem().unwrap_or(program);
        Self { command, line: name.to_string_lossy().into_owned() }
    }

    /// The cargo that runs this program.
    pub(crate) fn cargo() -> Self {
        Self::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
    }

    /// npm, in the folder of the web interface.
    pub(crate) fn npm() -> Self {
        let mut job = Self::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
        job.command.current_dir(places::root().join("ui"));
        job
    }

    pub(crate) fn args<A: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = A>) -> Self {
        for arg in args {
            let arg = arg.as_ref();
            self.line.push(' ');
            self.line.push_str(&arg.to_string_lossy());
            self.command.arg(arg);
        }
        self
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Runs to the end; its output goes to the terminal as it comes.
    pub(crate) fn run(mut self) -> Result<(), Trouble> {
        println!("$ {}", self.line);
        let status = self.command.status().map_err(|source| self.not_started(source))?;
        if status.success() {
            return Ok(());
        }
        Err(Trouble::Failed { what: format!("`{}`", self.line), status: status.to_string() })
    }

    /// Runs to the end in silence and gives what it printed, or nothing where it failed or is not installed.
    pub(crate) fn ask(mut self) -> Option<String> {
        let output = self.command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    /// Starts and goes on in the background until the answer is dropped.
    pub(crate) fn start(mut self) -> Result<Running, Trouble> {
        println!("$ {} &", self.line);
        let child = self.command.stdin(Stdio::null()).spawn().map_err(|source| self.not_started(source))?;
        Ok(Running { child, line: self.line })
    }

    fn not_started(&self, source: std::io::Error) -> Trouble {
        Trouble::NotStarted { program: self.command.get_program().to_string_lossy().into_owned(), source }
    }
}

/// A program in the background. It is ended when this is dropped.
pub(crate) struct Running {
    child: std::process::Child,
    line: String,
}

impl Running {
    /// An error where the program has ended by itself.
    pub(crate) fn check(&mut self) -> Result<(), Trouble> {
        match self.child.try_wait() {
            Ok(None) => Ok(()),
            Ok(Some(status)) => Err(self.failed(status.to_string())),
            Err(error) => Err(self.failed(error.to_string())),
        }
    }

    /// Waits until it ends by itself.
    pub(crate) fn wait(mut self) -> Result<(), Trouble> {
        match self.child.wait() {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(self.failed(status.to_string())),
            Err(error) => Err(self.failed(error.to_string())),
        }
    }

    fn failed(&self, status: String) -> Trouble {
        Trouble::Failed { what: format!("`{}`", self.line), status }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already; either way there is nothing left to do about it.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
