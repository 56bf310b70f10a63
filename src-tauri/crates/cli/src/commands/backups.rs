//! Automatic backups: which there are, one more, and the way back from one.

use std::path::Path;

use galley_desk::wire::BackupView;
use galley_desk::{DeskError, backups, places};
use serde_json::json;

use super::{Place, count};
use crate::args::BackupsCommand;
use crate::output::Output;
use crate::progress::Bar;
use crate::trouble::{DONE, Trouble};

pub(super) fn run(at: &Place, command: &BackupsCommand, out: &mut Output) -> Result<u8, Trouble> {
    let nowhere =
        || Trouble::Usage("this system names no folder for backups; name one in GALLEY_BACKUPS".to_owned());
    let root = places::backups().ok_or_else(nowhere)?;
    match command {
        BackupsCommand::List => list(&backups::of_place(&root, &at.folder_to_fill()?), out),
        BackupsCommand::Now => {
            let made = at.read()?.backup_now(&root)?;
            out.answer(&json!({ "backup": made.backup, "same": made.same }), |out| {
                let BackupView { name, articles, missing, .. } = &made.backup;
                let articles = count(*articles as usize, "article", "articles");
                out.line(if made.same {
                    format!("Nothing changed since the backup {name}, with {articles}.")
                } else {
                    format!("Backed up as {name}: {articles}, read back and whole.")
                })?;
                lost(*missing, out)
            })?;
            Ok(DONE)
        }
        BackupsCommand::Restore(which) => restore(&root, &at.folder_to_fill()?, which.name.as_deref(), out),
    }
}

fn list(all: &[BackupView], out: &mut Output) -> Result<u8, Trouble> {
    out.answer(&json!({ "backups": all }), |out| {
        if all.is_empty() {
            return out.line(
                "No backup of this library was made yet on this machine. Make one: `galley backups now`.",
            );
        }
        let row = |one: &BackupView| {
            let elsewhere = one.elsewhere.as_ref().map(|place| format!("of {place}"));
            let articles = count(one.articles as usize, "article", "articles");
            [one.name.clone(), articles, size(one.bytes), elsewhere.unwrap_or_default()]
        };
        out.table(&all.iter().map(row).collect::<Vec<_>>())?;
        out.line("The names are times in UTC. Media lie beside these, each once.")
    })?;
    Ok(DONE)
}

fn restore(root: &Path, folder: &Path, name: Option<&str>, out: &mut Output) -> Result<u8, Trouble> {
    let all = backups::of_place(root, folder);
    let whole = all.iter().find(|one| name == Some(&one.name));
    let found = whole.or_else(|| all.iter().find(|one| name.is_none_or(|name| one.name.starts_with(name))));
    let none = || DeskError::Unknown { noun: "backup", name: name.unwrap_or("of this place").to_owned() };
    let backup = found.ok_or_else(none)?;
    let bar = Bar::new(out.is_json());
    let done = backups::put_back(root, folder, &backup.id, &mut |progress| bar.tell(progress))?;
    drop(bar);
    out.answer(
        &json!({ "library": folder, "backup": backup, "missing": done.missing, "kept": done.kept }),
        |out| {
            out.line(format!("{} is as it was in the backup {}.", folder.display(), backup.name))?;
            lost(done.missing as u64, out)?;
            let kept =
                done.kept.as_ref().map(|kept| format!("What stood there is kept as {}.", kept.display()));
            kept.map_or(Ok(()), |kept| out.line(kept))
        },
    )?;
    Ok(DONE)
}

fn lost(missing: u64, out: &mut Output) -> Result<(), Trouble> {
    if missing == 0 {
        return Ok(());
    }
    let files = count(missing as usize, "file of media is", "files of media are");
    out.line(format!("{files} neither in the library nor in a backup; `galley verify` names them."))
}

/// A size in megabytes, since backups are rarely smaller.
fn size(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1_000_000.0)
}
