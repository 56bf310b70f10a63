//! Commands about publishing to servers.

use std::collections::HashMap;

use galley_desk::domain::{ArticleId, TargetId};
use galley_desk::publish::{Passwords as _, Secret, Session, Take, Wish};
use galley_desk::wire::{
    Board, Changes, Comparison, DoctorReport, Failure, ImportReport, OfPassword, OutboxPage, Plan,
    PublishPlace, ServerWord,
};
use galley_desk::{Desk, DeskError};
use tauri::State;

use crate::shell::browser;
use crate::shell::open::Open;
use crate::shell::passwords::Passwords;
use crate::shell::rooms::Here;

/// The servers of the library, each with what is known of an article there, where one is named.
#[tauri::command(async)]
pub(crate) fn publish_places(
    id: Option<&str>,
    open: Here<Open>,
    passwords: State<'_, Passwords>,
) -> Result<Vec<PublishPlace>, Failure> {
    let (mut places, targets) = open.ask(|desk| {
        let id = id.map(|id| desk.find_article(id)).transpose()?;
        Ok((desk.publish_places(id)?, desk.targets()?))
    })?;
    for place in &mut places {
        let Some(target) = targets.iter().find(|target| target.id.to_string() == place.id) else { continue };
        place.signed_in |= passwords.has(target);
        place.for_now = passwords.is_homeless(target);
        place.refused = passwords.is_refused(target);
    }
    Ok(places)
}

/// A page of what is live where: the one behind a line, of all or of what someone should look at.
#[tauri::command(async)]
pub(crate) fn publish_board(after: Option<&str>, troubled: bool, open: Here<Open>) -> Result<Board, Failure> {
    let after = after.map(article).transpose()?;
    open.ask_apart(|desk| desk.board(after, troubled))
}

/// The names of the servers where any of these articles stand.
#[tauri::command(async)]
pub(crate) fn publish_still_at(ids: Vec<String>, open: Here<Open>) -> Result<Vec<String>, Failure> {
    let ids = ids.iter().map(|id| article(id)).collect::<Result<Vec<_>, _>>()?;
    open.ask_apart(|desk| desk.still_at(&ids))
}

/// Adds a server. Only some kinds have a name of an account, and only one a recipe. `plain`: it may be spoken to without encryption.
#[tauri::command(async)]
pub(crate) fn publish_add(
    kind: ServerWord,
    name: &str,
    address: &str,
    user: &str,
    recipe: &str,
    plain: bool,
    open: Here<Open>,
) -> Result<Changes, Failure> {
    let plain = if plain { "yes" } else { "no" };
    let mut fields = vec![("address".to_owned(), address.to_owned()), ("plain".to_owned(), plain.to_owned())];
    if matches!(kind, ServerWord::Wordpress | ServerWord::Http) {
        fields.push(("user".to_owned(), user.to_owned()));
    }
    if kind == ServerWord::Http {
        fields.push(("recipe".to_owned(), recipe.to_owned()));
    }
    Ok(open.change(|desk| desk.add_server(name, kind, &fields))?.changes)
}

/// Tries what publishing to a server needs, step by step. A password that was typed is kept where the server knows it.
#[tauri::command(async)]
pub(crate) fn publish_test(
    target: &str,
    password: &str,
    open: Here<Open>,
    passwords: State<'_, Passwords>,
) -> Result<DoctorReport, Failure> {
    let found = open.ask(|desk| desk.find_target(Some(target)))?;
    let typed = (!password.is_empty()).then(|| Secret::new(password));
    let secret = typed.map_or_else(|| passwords.needed(&found), Ok)?;
    let report = Session::new(&found, secret.clone())?.examine();
    match report.of_password() {
        OfPassword::Proven => {
            give(&open, &passwords, target, password)?;
            passwords.tried(&found, &secret, true);
        }
        // It is kept once something was sent with it.
        OfPassword::Unproven => give(&open, &passwords, target, password)?,
        OfPassword::Refused => passwords.tried(&found, &secret, false),
        OfPassword::Unsaid => {}
    }
    Ok(report)
}

/// Shows a server the kept password again that it did not take: what waited for one goes on.
#[tauri::command(async)]
pub(crate) fn publish_try_kept(
    target: &str,
    open: Here<Open>,
    passwords: State<'_, Passwords>,
) -> Result<(), Failure> {
    let found = open.ask(|desk| desk.find_target(Some(target)))?;
    passwords.try_again(&found);
    open.outbox(|desk| desk.password_given(found.id))
}

/// Lets a server stand in a private network.
#[tauri::command(async)]
pub(crate) fn publish_allow(target: &str, open: Here<Open>) -> Result<Changes, Failure> {
    set_field(&open, target, "private", "yes")
}

/// Sets one field of a target.
pub(super) fn set_field(open: &Open, target: &str, field: &str, value: &str) -> Result<Changes, Failure> {
    let set = |desk: &mut Desk| {
        let target = desk.find_target(Some(target))?;
        desk.set_target_fields(&target, &vec![(field.to_owned(), value.to_owned())])
    };
    Ok(open.change(set)?.changes)
}

/// Releases the working texts where they are not, and queues them. See [`Passwords`] for what becomes of the password.
#[tauri::command(async)]
pub(crate) fn publish_queue(
    ids: Vec<String>,
    target: &str,
    password: &str,
    mine: bool,
    open: Here<Open>,
    passwords: State<'_, Passwords>,
) -> Result<(), Failure> {
    let ids = meant(&open, &ids)?;
    give(&open, &passwords, target, password)?;
    open.publish(&ids, Some(target), mine)
}

/// The same for every server that takes them. The passwords are those that were typed, by server.
#[tauri::command(async)]
pub(crate) fn publish_everywhere(
    ids: Vec<String>,
    typed: HashMap<String, String>,
    open: Here<Open>,
    passwords: State<'_, Passwords>,
) -> Result<(), Failure> {
    let ids = meant(&open, &ids)?;
    give_all(&open, &passwords, &typed)?;
    open.publish(&ids, None, false)
}

/// Queues what is released of these articles, a change that waits too, at these servers. Nothing is released by it.
#[tauri::command(async)]
pub(crate) fn publish_later(ids: Vec<String>, targets: Vec<String>, open: Here<Open>) -> Result<(), Failure> {
    let ids = meant(&open, &ids)?;
    open.queue_by_hand(|desk| {
        let rounds = targets.iter().map(|target| Ok((desk.find_target(Some(target))?, ids.clone())));
        let rounds = rounds.collect::<Result<Vec<_>, DeskError>>()?;
        desk.queue_rounds(&rounds, Wish::Publish, false)
    })
    .map(|_| ())
}

/// Says what publishing these articles as they stand would do at every server that takes them.
#[tauri::command(async)]
pub(crate) fn publish_plan(
    ids: Vec<String>,
    typed: HashMap<String, String>,
    open: Here<Open>,
    passwords: State<'_, Passwords>,
) -> Result<Vec<Plan>, Failure> {
    let ids = meant(&open, &ids)?;
    give_all(&open, &passwords, &typed)?;
    open.plan(&ids, &passwords)
}

/// Says what taking these articles off wherever they stand would do.
#[tauri::command(async)]
pub(crate) fn publish_plan_off(
    ids: Vec<String>,
    typed: HashMap<String, String>,
    open: Here<Open>,
    passwords: State<'_, Passwords>,
) -> Result<Vec<Plan>, Failure> {
    let ids = meant(&open, &ids)?;
    give_all(&open, &passwords, &typed)?;
    open.plan_taking_off(&ids, &passwords)
}

/// Queues taking articles off wherever they stand, or deleting them there for good.
#[tauri::command(async)]
pub(crate) fn publish_remove_everywhere(
    ids: Vec<String>,
    typed: HashMap<String, String>,
    for_good: bool,
    open: Here<Open>,
    passwords: State<'_, Passwords>,
) -> Result<(), Failure> {
    let ids = meant(&open, &ids)?;
    give_all(&open, &passwords, &typed)?;
    open.queue_by_hand(|desk| {
        let rounds = desk.rounds_where_any_stand(&ids, for_good)?;
        desk.queue_rounds(&rounds, Wish::Remove, for_good)
    })
    .map(|_| ())
}

/// Queues taking an article off a server, or deleting it there for good.
#[tauri::command(async)]
pub(crate) fn publish_remove(
    id: &str,
    target: &str,
    password: &str,
    for_good: bool,
    open: Here<Open>,
    passwords: State<'_, Passwords>,
) -> Result<(), Failure> {
    give(&open, &passwords, target, password)?;
    open.queue_by_hand(|desk| {
        let (id, target) = (desk.find_published(id)?, desk.find_target(Some(target))?);
        desk.queue(&[id], &target, Wish::Remove, for_good)
    })
    .map(|_| ())
}

/// What is on its way, and what ended last, with how many there are of all.
#[tauri::command(async)]
pub(crate) fn outbox_list(open: Here<Open>) -> Result<OutboxPage, Failure> {
    open.ask(Desk::outbox_page)
}

/// Tries a job again at once.
#[tauri::command(async)]
pub(crate) fn outbox_retry(job: i64, open: Here<Open>) -> Result<(), Failure> {
    open.outbox(|desk| desk.retry_job(job))
}

/// Tries all again at once that wait or failed, but for those that wait for a time.
#[tauri::command(async)]
pub(crate) fn outbox_retry_all(open: Here<Open>) -> Result<(), Failure> {
    open.outbox(|desk| desk.retry_all_jobs().map(drop))
}

/// Takes a job out.
#[tauri::command(async)]
pub(crate) fn outbox_cancel(job: i64, open: Here<Open>) -> Result<(), Failure> {
    open.outbox(|desk| desk.cancel_job(job))
}

/// Whether jobs wait for a person to say that this library, which came from elsewhere, may send from this machine.
#[tauri::command(async)]
pub(crate) fn outbox_held(open: Here<Open>) -> Result<bool, Failure> {
    open.ask(|desk| Ok(desk.open_jobs()? > 0 && !desk.sends(open.settings())?))
}

/// A person says so.
#[tauri::command(async)]
pub(crate) fn outbox_allow(open: Here<Open>) -> Result<(), Failure> {
    open.outbox(|desk| desk.let_send(open.settings()))
}

/// Takes out the jobs that have ended well.
#[tauri::command(async)]
pub(crate) fn outbox_clear(open: Here<Open>) -> Result<(), Failure> {
    open.outbox(Desk::clear_done_jobs)
}

fn meant(open: &Open, ids: &[String]) -> Result<Vec<ArticleId>, Failure> {
    open.ask(|desk| ids.iter().map(|id| desk.find_article(id)).collect())
}

/// A password that was typed: what waited for it goes on.
fn give(open: &Open, passwords: &Passwords, target: &str, typed: &str) -> Result<(), Failure> {
    if typed.is_empty() {
        return Ok(());
    }
    let found = open.ask(|desk| desk.find_target(Some(target)))?;
    passwords.typed(&found, typed);
    open.outbox(|desk| desk.password_given(found.id))
}

fn give_all(open: &Open, passwords: &Passwords, typed: &HashMap<String, String>) -> Result<(), Failure> {
    typed.iter().try_for_each(|(target, typed)| give(open, passwords, target, typed))
}

fn article(id: &str) -> Result<ArticleId, Failure> {
    id.parse().map_err(|why| DeskError::invalid("article", why).into())
}

pub(super) fn target(id: &str) -> Result<TargetId, Failure> {
    id.parse().map_err(|why| DeskError::invalid("target", why).into())
}

/// Opens an article's page at a server in the system's browser; false where there is none.
#[tauri::command(async)]
pub(crate) fn publish_show(id: &str, target: &str, open: Here<Open>) -> Result<bool, Failure> {
    let (id, target) = (article(id)?, self::target(target)?);
    let url = open.ask(|desk| desk.published_at(id, target))?;
    Ok(url.is_some_and(|url| browser::show(&url).is_ok()))
}

/// Holds what stands at a server against the working text.
#[tauri::command(async)]
pub(crate) fn publish_compare(
    id: &str,
    target: &str,
    open: Here<Open>,
    passwords: State<'_, Passwords>,
) -> Result<Comparison, Failure> {
    let id = open.ask(|desk| desk.find_article(id))?;
    let theirs = open.theirs(id, target, &passwords)?;
    open.ask(|desk| desk.compare_theirs(id, &theirs))
}

/// Takes these parts of a comparison into the working text, if both texts are still what was compared.
#[tauri::command(async)]
pub(crate) fn publish_take(
    id: &str,
    target: &str,
    seen: String,
    parts: Vec<usize>,
    open: Here<Open>,
    passwords: State<'_, Passwords>,
) -> Result<Changes, Failure> {
    let id = open.ask(|desk| desk.find_article(id))?;
    let theirs = open.theirs(id, target, &passwords)?;
    Ok(open.change(|desk| desk.take_theirs(id, &theirs, &Take::Chosen { seen, parts }))?.changes)
}

/// Takes in what stands at a server.
#[tauri::command(async)]
pub(crate) fn library_pull(
    target: &str,
    password: &str,
    open: Here<Open>,
    passwords: State<'_, Passwords>,
) -> Result<ImportReport, Failure> {
    give(&open, &passwords, target, password)?;
    open.pull(target, &passwords)
}
