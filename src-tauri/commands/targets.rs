//! Commands about the settings of servers.

use galley_desk::wire::{Changes, Failure, TargetSettings};
use tauri::State;

use super::publish::target;
use crate::shell::open::Open;
use crate::shell::passwords::Passwords;

/// Fields that say whose password is asked for, and by whom.
const WHOSE: [&str; 2] = ["address", "user"];

/// The settings of a server.
#[tauri::command(async)]
pub(crate) fn target_show(
    id: &str,
    open: State<'_, Open>,
    passwords: State<'_, Passwords>,
) -> Result<TargetSettings, Failure> {
    let settings = open.ask(|desk| desk.target_settings(&desk.find_target(Some(id))?))?;
    Ok(TargetSettings { has_password: passwords.has(target(id)?), ..settings })
}

/// Sets fields of a server, all or none. A password is another one's where the address or the user is another.
#[tauri::command(async)]
pub(crate) fn target_set(
    id: &str,
    values: Vec<(String, String)>,
    open: State<'_, Open>,
    passwords: State<'_, Passwords>,
) -> Result<Changes, Failure> {
    let whose = |fields: Vec<(String, String)>| -> Vec<_> {
        fields.into_iter().filter(|(field, _)| WHOSE.contains(&field.as_str())).collect()
    };
    let fields = || open.ask(|desk| desk.target_fields(&desk.find_target(Some(id))?)).map(whose);
    let before = fields()?;
    let set = open.change(|desk| {
        let found = desk.find_target(Some(id))?;
        desk.set_target_fields(&found, &values)
    })?;
    if fields()? != before {
        passwords.forget(target(id)?);
    }
    Ok(set.changes)
}

/// Forgets the password of a server.
#[tauri::command(async)]
pub(crate) fn target_forget(id: &str, passwords: State<'_, Passwords>) -> Result<(), Failure> {
    passwords.forget(target(id)?);
    Ok(())
}

/// Takes a server off the library. What stands there stays.
#[tauri::command(async)]
pub(crate) fn target_remove(
    id: &str,
    open: State<'_, Open>,
    passwords: State<'_, Passwords>,
) -> Result<Changes, Failure> {
    let done = open.change(|desk| {
        let found = desk.find_target(Some(id))?;
        desk.remove_target(&found)
    })?;
    passwords.forget(target(id)?);
    Ok(done.changes)
}
