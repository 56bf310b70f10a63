//! Commands about the settings of servers, and of the site: its inquiry form, the counter of its readers, the addresses of its articles.

use galley_desk::Desk;
use galley_desk::export::CounterQuestion;
use galley_desk::publish::keychain::Whose;
use galley_desk::wire::{Changes, CounterTried, Failure, TargetSettings};
use tauri::State;

use crate::shell::open::Open;
use crate::shell::passwords::Passwords;
use crate::shell::rooms::Here;

/// The settings of a server.
#[tauri::command(async)]
pub(crate) fn target_show(
    id: &str,
    open: Here<Open>,
    passwords: State<'_, Passwords>,
) -> Result<TargetSettings, Failure> {
    let (found, settings) = open.ask(|desk| {
        let found = desk.find_target(Some(id))?;
        let settings = desk.target_settings(&found)?;
        Ok((found, settings))
    })?;
    let has_password = passwords.has(&found) || passwords.is_refused(&found);
    Ok(TargetSettings { has_password, ..settings })
}

/// Sets fields of a server, all or none. A password is another one's where the address or the user is another.
#[tauri::command(async)]
pub(crate) fn target_set(
    id: &str,
    values: Vec<(String, String)>,
    open: Here<Open>,
    passwords: State<'_, Passwords>,
) -> Result<Changes, Failure> {
    let found = || open.ask(|desk| desk.find_target(Some(id)));
    let before = found()?;
    let set = open.change(|desk| desk.set_target_fields(&before, &values))?;
    if Whose::of(&found()?) != Whose::of(&before) {
        passwords.forget(&before);
    }
    Ok(set.changes)
}

/// Forgets the password of a server.
#[tauri::command(async)]
pub(crate) fn target_forget(
    id: &str,
    open: Here<Open>,
    passwords: State<'_, Passwords>,
) -> Result<(), Failure> {
    passwords.forget(&open.ask(|desk| desk.find_target(Some(id)))?);
    Ok(())
}

/// Takes a server off the library. What stands there stays.
#[tauri::command(async)]
pub(crate) fn target_remove(
    id: &str,
    open: Here<Open>,
    passwords: State<'_, Passwords>,
) -> Result<Changes, Failure> {
    let found = open.ask(|desk| desk.find_target(Some(id)))?;
    let done = open.change(|desk| desk.remove_target(&found))?;
    passwords.forget(&found);
    Ok(done.changes)
}

/// Makes an inquiry form for the site.
#[tauri::command(async)]
pub(crate) fn form_add(
    name: &str,
    values: Vec<(String, String)>,
    open: Here<Open>,
) -> Result<Changes, Failure> {
    Ok(open.change(|desk| desk.add_form_to_site(name, &values))?.changes)
}

/// Sets fields of an inquiry form, all or none.
#[tauri::command(async)]
pub(crate) fn form_set(
    id: &str,
    values: Vec<(String, String)>,
    open: Here<Open>,
) -> Result<Changes, Failure> {
    let set = open.change(|desk| {
        let form = desk.find_form(id)?;
        desk.set_form_fields(&form, &values)
    })?;
    Ok(set.changes)
}

/// Takes an inquiry form off the library, and off the pages.
#[tauri::command(async)]
pub(crate) fn form_remove(id: &str, open: Here<Open>) -> Result<Changes, Failure> {
    let removed = open.change(|desk| {
        let form = desk.find_form(id)?;
        desk.remove_form(&form)
    })?;
    Ok(removed.changes)
}

/// The address that an article of the site would have by this pattern.
#[tauri::command(async)]
pub(crate) fn site_address(pattern: &str, open: Here<Open>) -> Result<String, Failure> {
    open.ask(|desk| desk.address_by(pattern))
}

/// What the site's counter says of the newest article; nothing where no reader has one. The library is free while it is asked.
#[tauri::command(async)]
pub(crate) fn counter_try(open: Here<Open>) -> Result<Option<CounterTried>, Failure> {
    let question = open.ask(Desk::counter_question)?;
    Ok(question.map(CounterQuestion::ask))
}
