//! One function a command: read the arguments, call the desk, print.

mod articles;
mod backups;
mod board;
mod doctor;
mod import;
mod library;
mod nouns;
mod outbox;
mod publish;
mod read;
mod recipes;
mod releases;
mod revisions;
mod secrets;
mod theirs;
mod values;
mod ways_out;
mod words;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use galley_desk::domain::TimeZone;
use galley_desk::domain::parse_instant;
use galley_desk::{Access, Cache, Desk, DeskError, StoreError, System};

use crate::args::{Args, Command, Outbox, Release};
use crate::output::Output;
use crate::trouble::Trouble;

/// Does what was asked and answers the exit code.
pub(crate) fn run(args: Args, out: &mut Output) -> Result<u8, Trouble> {
    let at = Place(args.library);
    match args.command {
        Command::New(new) => library::new(&new, out),
        Command::Settings(setting) => library::settings(&at, &setting, out),
        Command::Rename(rename) => library::rename(&mut at.write(out)?, &rename.name, out),
        Command::Check { external } => library::check(&at.read()?, external, out),
        Command::Backup(backup) => library::backup(&at.read()?, &backup, out),
        Command::Restore(restore) => library::restore(&at, &restore.file, out),
        Command::Backups(command) => backups::run(&at, &command, out),
        Command::Verify => library::verify(&at.read()?, out),

        Command::Import(import) => import::import(&mut at.write(out)?, &import, out),
        Command::Export(export) => ways_out::export(&at, &export, out),
        Command::Pull(pull) => import::pull(&mut at.write(out)?, &pull, out),
        Command::Publish(publish) => publish::publish(&mut at.write(out)?, &publish, out),
        Command::Unpublish(unpublish) => publish::unpublish(&mut at.write(out)?, &unpublish, out),
        Command::Board(which) => board::board(&at.read()?, &which, out),
        Command::Outbox(command) => {
            outbox::outbox(&at, command.command.as_ref().unwrap_or(&Outbox::List), out)
        }
        Command::Serve(serve) => ways_out::serve(&serve, out),
        Command::Render(render) => ways_out::render(&render, out),

        Command::List(list) => read::list(&at.read()?, &list, out),
        Command::Search(search) => read::search(&at.read()?, &search, out),
        Command::Show(show) => read::show(&at.read()?, &show, out),

        Command::Add(add) => articles::add(&mut at.write(out)?, &add, out),
        Command::Set(set) => articles::set(&mut at.write(out)?, &set, out),
        Command::Translate(translate) => articles::translate(&mut at.write(out)?, &translate, out),
        Command::Release(Release { site: Some(site), .. }) => releases::run(&site, out),
        Command::Release(release) => articles::release(&mut at.write(out)?, &release, out),
        Command::Unrelease(back) => articles::unrelease(&mut at.write(out)?, &back, out),
        Command::Stage(stage) => articles::stage(&mut at.write(out)?, &stage, out),
        Command::Archive(which) => articles::archive(&mut at.write(out)?, &which, true, out),
        Command::Unarchive(which) => articles::archive(&mut at.write(out)?, &which, false, out),
        Command::Trash(which) => articles::ending(&mut at.write(out)?, &which, out, Desk::trash),
        Command::Delete(delete) => articles::delete(&at, &delete, out),
        Command::Untrash(which) => articles::each(&mut at.write(out)?, &which, out, Desk::untrash),

        Command::History(which) => revisions::history(&at.read()?, &which.article, out),
        Command::Keep(keep) => revisions::keep(&mut at.write(out)?, &keep, out),
        Command::RestoreRevision(restore) => revisions::restore(&mut at.write(out)?, &restore, out),

        Command::Category(command) => nouns::category(&at, &command, out),
        Command::Tag(command) => nouns::tag(&at, &command, out),
        Command::Byline(command) => nouns::byline(&at, &command, out),
        Command::Target(command) => nouns::target(&at, &command, out),
        Command::Form(command) => nouns::form(&at, &command, out),
        Command::Words(command) => words::words(&at, &command, out),
    }
}

/// The library that the command line names.
struct Place(Option<PathBuf>);

impl Place {
    /// The folder as it was named, or with `.galley` behind it where that is there: `-l News` is `News.galley` also beside a
    /// folder `News` that something was imported from.
    fn folder(&self) -> Result<PathBuf, Trouble> {
        let which = || Trouble::Usage("which library? Name it with -l LIB, or in GALLEY_LIBRARY".to_owned());
        let named = self.0.as_deref().ok_or_else(which)?;
        let with_extension = library_folder(named).filter(|folder| folder.exists());
        Ok(with_extension.unwrap_or_else(|| named.to_owned()))
    }

    /// The same where a library is put that may not be there: a new name gets its `.galley`.
    fn folder_to_fill(&self) -> Result<PathBuf, Trouble> {
        let named = self.folder()?;
        let nameless = || Trouble::Usage(format!("{} is no name for a library", named.display()));
        if named.exists() { Ok(named) } else { library_folder(&named).ok_or_else(nameless) }
    }

    fn read(&self) -> Result<Desk, Trouble> {
        let mut desk = Desk::open(&self.folder()?, Access::Read, System.signature())?;
        desk.remember_in(Cache::of_system());
        Ok(desk)
    }

    fn write(&self, out: &mut Output) -> Result<Desk, Trouble> {
        let desk = Desk::open(&self.folder()?, Access::Write, System.signature())?;
        // Said before any work is done for nothing, and before a server is asked.
        if desk.access() == Access::Read {
            return Err(DeskError::from(StoreError::ReadOnly).into());
        }
        if desk.has_neighbours() {
            out.aside("galley: another program has this library open; it will see what changes here.")?;
        }
        Ok(desk)
    }
}

/// A library's folder by its name, with `.galley` added where it is missing. None for what cannot be one, like `..`.
fn library_folder(named: &Path) -> Option<PathBuf> {
    if named.extension().is_some_and(|extension| extension == "galley") {
        return Some(named.to_owned());
    }
    let mut name = OsString::from(named.file_name()?);
    name.push(".galley");
    Some(named.with_file_name(name))
}

/// A time of the wire as people of this library read it: `2023-10-19 08:30`.
fn moment(time: &str, zone: TimeZone) -> String {
    let local = parse_instant(time, TimeZone::UTC).map(|at| zone.rfc3339(at));
    let local = local.unwrap_or_else(|_| time.to_owned());
    local.chars().take(16).map(|c| if c == 'T' { ' ' } else { c }).collect()
}

/// The day of it.
fn day(time: &str, zone: TimeZone) -> String {
    moment(time, zone).chars().take(10).collect()
}

/// A number of things in words: `1 article`, `2 articles`.
fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
