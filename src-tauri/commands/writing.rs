//! Commands about the article that is written: opening, saving, its past, undo.

use galley_desk::article::Typed;
use galley_desk::domain::RevisionNumber;
use galley_desk::places::half_typed;
use galley_desk::wire::{
    ArticleText, Changes, Compared, Failure, HalfTyped, Pasted, PictureTaken, Replayed, RevisionView, Saved,
    TextCounts,
};
use galley_desk::{DeskError, Done};
use percent_encoding::percent_decode_str;
use tauri::WebviewWindow;
use tauri::ipc::{InvokeBody, Request};

use crate::shell::clipboard;
use crate::shell::open::Open;
use crate::shell::rooms::Here;

/// Says what of a picture must stay visible where a site crops it.
#[tauri::command(async)]
pub(crate) fn picture_focal(hash: &str, focal: [u8; 2], open: Here<Open>) -> Result<Changes, Failure> {
    Ok(open.change(|desk| desk.set_focal(hash, focal))?.changes)
}

/// An article to write.
#[tauri::command(async)]
pub(crate) fn article_open(id: &str, open: Here<Open>) -> Result<ArticleText, Failure> {
    open.ask(|desk| desk.open_article(desk.find_article(id)?))
}

/// Saves what was typed. Once this answers, it is on the disk.
#[tauri::command(async)]
pub(crate) fn article_save(
    id: &str,
    base: u64,
    headline: &str,
    lead: &str,
    body: &str,
    open: Here<Open>,
) -> Result<Saved, Failure> {
    open.change_by(
        |desk| desk.save_typed(desk.find_article(id)?, base, Typed { headline, lead, body }),
        |saved| &saved.changes,
    )
}

/// Keeps what was typed into fields of an article and is not saved yet, in place of what was kept of it. Not in the library, which may be
/// busy, or full: once this answers, it is on the disk all the same.
#[tauri::command(async)]
pub(crate) fn fields_keep(id: &str, values: Vec<(String, String)>, open: Here<Open>) -> Result<(), Failure> {
    let Some(library) = open.named() else { return Ok(()) };
    let path = open.settings().to_owned();
    let io = |source| DeskError::Io { doing: "keeping what is typed in", path, source };
    Ok(half_typed::keep(open.settings(), &library, id, values).map_err(io)?)
}

/// What was kept so when the app ended last, of every article.
#[tauri::command(async)]
pub(crate) fn fields_kept(open: Here<Open>) -> Vec<HalfTyped> {
    open.named().map(|library| half_typed::all(open.settings(), &library)).unwrap_or_default()
}

/// How long a stretch of a text is.
#[tauri::command(async)]
pub(crate) fn text_counts(text: &str) -> TextCounts {
    TextCounts::of(text)
}

/// HTML of the clipboard as Markdown: as the other program wrote it where that can be had, else as the page sees it.
#[tauri::command(async)]
pub(crate) fn paste_html(seen: &str, window: WebviewWindow) -> Result<Pasted, Failure> {
    let written = clipboard::html(&window);
    Ok(galley_desk::paste::from_html(written.as_deref().unwrap_or(seen))?)
}

/// Takes the picture of the clipboard into the library; nothing where there is none that the page cannot see itself.
#[tauri::command(async)]
pub(crate) fn paste_picture(
    name: &str,
    window: WebviewWindow,
    open: Here<Open>,
) -> Result<Option<PictureTaken>, Failure> {
    let picture = clipboard::picture(&window);
    picture.map(|bytes| Ok(open.change(|desk| desk.add_picture(&bytes, name))?.output)).transpose()
}

/// Takes a picture into the library: its bytes are the request's body, its name, percent-encoded, the header `name`.
#[tauri::command(async)]
pub(crate) fn picture_add(request: Request<'_>, open: Here<Open>) -> Result<PictureTaken, Failure> {
    let InvokeBody::Raw(bytes) = request.body() else {
        return Err(DeskError::invalid("the picture", "its bytes did not come").into());
    };
    let name = request.headers().get("name").and_then(|name| name.to_str().ok()).unwrap_or_default();
    let name = percent_decode_str(name).decode_utf8_lossy();
    Ok(open.change(|desk| desk.add_picture(bytes, &name))?.output)
}

/// An article's revisions, newest first.
#[tauri::command(async)]
pub(crate) fn history_list(id: &str, open: Here<Open>) -> Result<Vec<RevisionView>, Failure> {
    open.ask(|desk| desk.history(desk.find_article(id)?))
}

/// What changed from a revision to the working text.
#[tauri::command(async)]
pub(crate) fn history_compare(id: &str, number: u32, open: Here<Open>) -> Result<Compared, Failure> {
    open.ask(|desk| desk.compare_revision(desk.find_article(id)?, RevisionNumber(number)))
}

/// What changed from one text, which may be on the screen only, to the text on the disk.
#[tauri::command(async)]
pub(crate) fn article_compare(
    id: &str,
    headline: &str,
    lead: &str,
    body: &str,
    open: Here<Open>,
) -> Result<Compared, Failure> {
    open.ask(|desk| desk.compare_typed(desk.find_article(id)?, Typed { headline, lead, body }))
}

/// Makes an older text the working text again.
#[tauri::command(async)]
pub(crate) fn history_restore(id: &str, number: u32, open: Here<Open>) -> Result<Changes, Failure> {
    let done = open.change(|desk| desk.restore_revision(desk.find_article(id)?, RevisionNumber(number)))?;
    Ok(done.changes)
}

/// Keeps the working text as a revision with a name.
#[tauri::command(async)]
pub(crate) fn history_keep(id: &str, name: &str, open: Here<Open>) -> Result<Changes, Failure> {
    let done = open.change(|desk| desk.keep_revision(desk.find_article(id)?, name))?;
    Ok(done.changes)
}

/// Undoes the last step; where one is meant, no other.
#[tauri::command(async)]
pub(crate) fn undo(meant: Option<galley_desk::wire::Op>, open: Here<Open>) -> Result<Replayed, Failure> {
    open.replay(false, meant).map(replayed)
}

/// Does the last undone step again.
#[tauri::command(async)]
pub(crate) fn redo(open: Here<Open>) -> Result<Replayed, Failure> {
    open.replay(true, None).map(replayed)
}

fn replayed(done: Done<galley_desk::wire::Op>) -> Replayed {
    Replayed { op: done.output, changes: done.changes }
}
