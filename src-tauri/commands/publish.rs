//! Commands about publishing to servers.

use galley_desk::DeskError;
use galley_desk::domain::TargetId;
use galley_desk::wire::{Changes, Failure, Publication, PublishPlace};
use tauri::State;

use crate::shell::browser;
use crate::shell::open::Open;
use crate::shell::passwords::Passwords;

/// The servers of the library, each with what is known of an article there.
#[tauri::command(async)]
pub(crate) fn publish_places(
    id: &str,
    open: State<'_, Open>,
    passwords: State<'_, Passwords>,
) -> Result<Vec<PublishPlace>, Failure> {
    let mut places = open.ask(|desk| desk.publish_places(desk.find_article(id)?))?;
    for place in &mut places {
        place.signed_in = target(&place.id).is_ok_and(|target| passwords.has(target));
    }
    Ok(places)
}

/// Adds a WordPress site.
#[tauri::command(async)]
pub(crate) fn publish_add(
    name: &str,
    address: &str,
    user: &str,
    open: State<'_, Open>,
) -> Result<Changes, Failure> {
    let fields = [("address", address), ("user", user)]
        .map(|(field, value)| (field.to_owned(), value.to_owned()))
        .to_vec();
    Ok(open.change(|desk| desk.add_wordpress(name, &fields))?.changes)
}

/// Releases the working text where it is not, and publishes it. See [`Passwords`] for what becomes of
/// the password.
#[tauri::command(async)]
pub(crate) fn publish_article(
    id: &str,
    target: &str,
    password: &str,
    mine: bool,
    open: State<'_, Open>,
    passwords: State<'_, Passwords>,
) -> Result<Publication, Failure> {
    let id = open.ask(|desk| desk.find_article(id))?;
    passwords.used(self::target(target)?, password, |password| open.publish(id, target, password, mine))
}

/// Takes an article off a server.
#[tauri::command(async)]
pub(crate) fn publish_remove(
    id: &str,
    target: &str,
    password: &str,
    open: State<'_, Open>,
    passwords: State<'_, Passwords>,
) -> Result<Publication, Failure> {
    let id = open.ask(|desk| desk.find_article(id))?;
    passwords.used(self::target(target)?, password, |password| open.unpublish(id, target, password))
}

fn target(id: &str) -> Result<TargetId, Failure> {
    id.parse().map_err(|why| DeskError::invalid("target", why).into())
}

/// Opens an article's page at a server in the system's browser; false where there is none.
#[tauri::command(async)]
pub(crate) fn publish_show(id: &str, target: &str, open: State<'_, Open>) -> Result<bool, Failure> {
    let places = open.ask(|desk| desk.publish_places(desk.find_article(id)?))?;
    let place = places.into_iter().find(|place| place.id == target);
    Ok(place.and_then(|place| place.url).is_some_and(|url| browser::show(&url).is_ok()))
}
