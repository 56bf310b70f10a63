//! Commands of the live preview: a page, what changed in it, the pictures that it shows.

use galley_desk::article::Typed;
use galley_desk::domain::ArticleId;
use galley_desk::preview::Previews;
use galley_desk::wire::{Failure, PreviewPage, PreviewPatch, PreviewPicture};
use tauri::ipc::Response;

use crate::shell::open::Open;
use crate::shell::rooms::Here;

/// The page of an article as the theme prints what was typed.
#[tauri::command(async)]
pub(crate) fn preview_page(
    id: &str,
    headline: &str,
    lead: &str,
    body: &str,
    previews: Here<Previews>,
    open: Here<Open>,
) -> Result<PreviewPage, Failure> {
    let source = open.ask(|desk| previews.read(desk, desk.find_article(id)?))?;
    Ok(previews.page(source, Typed { headline, lead, body })?)
}

/// What changed in the page. A key that is typed does not wait for the desk; where the library may have changed, too, it
/// is asked.
#[tauri::command(async)]
#[expect(clippy::too_many_arguments, reason = "Tauri hands over each by itself")]
pub(crate) fn preview_patch(
    id: &str,
    headline: &str,
    lead: &str,
    body: &str,
    since: u64,
    fresh: bool,
    previews: Here<Previews>,
    open: Here<Open>,
) -> Result<PreviewPatch, Failure> {
    let typed = Typed { headline, lead, body };
    let shown = id.parse::<ArticleId>().ok().filter(|_| !fresh);
    if let Some(shown) = shown {
        let patch = previews.patch(shown, typed, since)?;
        if let Some(patch) = patch {
            return Ok(patch);
        }
    }
    let source = open.ask(|desk| previews.read(desk, desk.find_article(id)?))?;
    Ok(previews.refresh(source, typed, since)?)
}

/// The picture that a path in an article's text names.
#[tauri::command(async)]
pub(crate) fn picture_at(id: &str, path: &str, open: Here<Open>) -> Result<Option<PreviewPicture>, Failure> {
    open.ask(|desk| desk.picture_at(desk.find_article(id)?, path))
}

/// The bytes of one of the library's pictures.
#[tauri::command(async)]
pub(crate) fn media(hash: &str, open: Here<Open>) -> Result<Response, Failure> {
    let (_, bytes) = open.ask(|desk| desk.picture_bytes(hash))?;
    Ok(Response::new(bytes))
}
