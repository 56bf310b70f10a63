//! One function a command: read the arguments, call the desk, print.

mod articles;
mod export;
mod library;
mod nouns;

use std::path::{Path, PathBuf};

use galley_desk::domain::ArticleId;
use galley_desk::wire::ArticleFilter;
use galley_desk::{Access, Desk, Signature};

use crate::args::{Args, Command, Filter};
use crate::output::Output;
use crate::trouble::Trouble;

/// Does what was asked and answers the exit code.
pub(crate) fn run(args: Args, out: &mut Output) -> Result<u8, Trouble> {
    let at = Place(args.library);
    match args.command {
        Command::New(new) => library::new(&new, out),
        Command::Import(import) => library::import(&mut at.write()?, &import, out),
        Command::List(list) => articles::list(&at.read()?, &list, out),
        Command::Search(search) => articles::search(&at.read()?, &search, out),
        Command::Show(show) => articles::show(&at.read()?, &show, out),
        Command::History(which) => articles::history(&at.read()?, &which.article, out),
        Command::RestoreRevision(restore) => articles::restore_revision(&mut at.write()?, &restore, out),
        Command::Keep(keep) => articles::keep(&mut at.write()?, &keep, out),
        Command::Set(set) => articles::set(&mut at.write()?, &set, out),
        Command::Release(release) => articles::release(&mut at.write()?, &release, out),
        Command::Unrelease(which) => {
            articles::each(&mut at.write()?, &which, out, "taken back", Desk::unrelease)
        }
        Command::Stage(stage) => articles::stage(&mut at.write()?, &stage, out),
        Command::Archive(which) => {
            articles::each(&mut at.write()?, &which, out, "archived", |desk, ids| desk.archive(ids, true))
        }
        Command::Unarchive(which) => {
            articles::each(&mut at.write()?, &which, out, "out of the archive", |desk, ids| {
                desk.archive(ids, false)
            })
        }
        Command::Trash(which) => articles::each(&mut at.write()?, &which, out, "in the trash", Desk::trash),
        Command::Untrash(which) => {
            articles::each(&mut at.write()?, &which, out, "out of the trash", Desk::untrash)
        }
        Command::Export(export) => export::export(&at.read()?, &export, out),
        Command::Check => library::check(&at.read()?, out),
        Command::Backup { file } => library::backup(&at.read()?, &file, out),
        Command::Restore { file } => library::restore(at.place()?, &file, out),
        Command::Verify => library::verify(&at.read()?, out),
        Command::Settings { key, value } => library::settings(&at, key.as_deref(), value.as_deref(), out),
        Command::Target(command) => nouns::target(&at, &command, out),
        Command::Category(command) => nouns::category(&at, &command, out),
        Command::Tag(command) => nouns::tag(&at, &command, out),
        Command::Byline(command) => nouns::byline(&at, &command, out),
        Command::Form(command) => nouns::form(&at, &command, out),
        Command::Render(render) => export::render(&render, out),
        Command::Serve(serve) => export::serve(&serve, out),
    }
}

/// The library that the command line names.
struct Place(Option<PathBuf>);

impl Place {
    fn place(&self) -> Result<&Path, Trouble> {
        self.0.as_deref().ok_or_else(|| {
            Trouble::Usage("which library? Name it with -l LIB, or in GALLEY_LIBRARY".to_owned())
        })
    }

    fn read(&self) -> Result<Desk, Trouble> {
        Ok(Desk::open(self.place()?, Access::Read, signature())?)
    }

    fn write(&self) -> Result<Desk, Trouble> {
        Ok(Desk::open(self.place()?, Access::Write, signature())?)
    }
}

/// Who writes: the system's user, at this machine.
fn signature() -> Signature {
    let variable = |names: &[&str]| names.iter().find_map(|name| std::env::var(name).ok());
    Signature {
        author: variable(&["GALLEY_AUTHOR", "USER", "USERNAME"]).unwrap_or_default(),
        device: variable(&["HOSTNAME", "COMPUTERNAME"]).unwrap_or_default(),
    }
}

fn filter(filter: &Filter) -> ArticleFilter {
    ArticleFilter {
        status: filter.status.map(Into::into),
        trashed: filter.trash,
        language: filter.language.clone(),
        category: filter.category.clone(),
        tag: filter.tag.clone(),
    }
}

fn find_all(desk: &Desk, names: &[String]) -> Result<Vec<ArticleId>, Trouble> {
    Ok(names.iter().map(|name| desk.find_article(name)).collect::<Result<_, _>>()?)
}

/// Splits `KEY=VALUE`. A value `@FILE` is the file's content.
fn pairs(values: &[String]) -> Result<Vec<(String, String)>, Trouble> {
    values
        .iter()
        .map(|pair| {
            let usage = || Trouble::Usage(format!("{pair:?} is not KEY=VALUE"));
            let (key, value) = pair.split_once('=').ok_or_else(usage)?;
            let value = match value.strip_prefix('@') {
                Some(file) => std::fs::read_to_string(file)
                    .map_err(|source| Trouble::File { path: file.into(), source })?,
                None => value.to_owned(),
            };
            Ok((key.trim().to_owned(), value))
        })
        .collect()
}
