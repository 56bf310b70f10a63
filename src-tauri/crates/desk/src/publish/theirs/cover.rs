//! The cover that someone chose at a server: one of our pictures, or a file of theirs that we have not yet.

use galley_domain::{Content, Cover, MediaKind, Picture, TargetId};
use galley_publish as server;
use galley_store::View;

use super::Theirs;
use super::held::same;
use crate::work::Work;
use crate::{Desk, DeskError};

impl Theirs {
    /// Fetches its file, where none of our pictures is it.
    pub(crate) fn fetch_cover(
        &mut self,
        view: &View<'_>,
        fetch: impl FnOnce(&str) -> Result<Option<Vec<u8>>, DeskError>,
    ) -> Result<(), DeskError> {
        let Some(server::Media { id, url }) = self.story.cover.as_ref().map(|cover| &cover.media) else {
            return Ok(());
        };
        if !id.is_empty() && view.ledger_media_named(self.target, id)?.is_none() {
            let is_picture = |bytes: &Vec<u8>| MediaKind::of(bytes).is_some_and(MediaKind::is_picture);
            self.cover = fetch(url)?.filter(is_picture);
        }
        Ok(())
    }

    /// Whether it can be taken.
    pub(super) fn gives_cover(&self, view: &View<'_>) -> Result<bool, DeskError> {
        Ok(match &self.story.cover {
            Some(cover) if self.cover.is_none() => of(view, self.target, cover)?.is_some(),
            _ => true,
        })
    }
}

impl Desk {
    /// Takes the file of theirs into the library, and notes by which name the server has it.
    pub(super) fn hold_cover(&mut self, theirs: &Theirs) -> Result<(), DeskError> {
        let (Some(cover), Some(bytes)) = (&theirs.story.cover, &theirs.cover) else { return Ok(()) };
        self.hold_theirs(theirs.target, cover, bytes)
    }
}

/// Puts their cover in the place of ours.
pub(super) fn take(
    work: &Work<'_>,
    target: TargetId,
    theirs: Option<&server::Cover>,
    ours: &mut Option<Cover>,
) -> Result<(), DeskError> {
    match theirs {
        None => *ours = None,
        // One that is not here any more is not taken.
        Some(cover) => {
            if let Some(taken) = of(work.tx, target, cover)? {
                *ours = Some(taken);
            }
        }
    }
    Ok(())
}

/// Their cover as one of ours: a picture of the library, or one that lies elsewhere on the web.
fn of(view: &View<'_>, target: TargetId, theirs: &server::Cover) -> Result<Option<Cover>, DeskError> {
    let server::Cover { media: server::Media { id, url }, alt, caption, .. } = theirs;
    let picture = if id.is_empty() {
        Some(Picture::Remote(url.clone()))
    } else {
        view.ledger_media_named(target, id)?.map(Picture::Media)
    };
    let cover =
        |picture| Cover { picture, alt: alt.clone(), caption: caption.clone(), credit: String::new() };
    Ok(picture.map(cover))
}

/// What is said of the cover of a text of ours, by itself or by the library: to those who do not see it, then below it.
pub(super) fn words(view: &View<'_>, content: &Content) -> Result<[String; 2], DeskError> {
    let [alt, caption, credit] = said(view, content)?;
    Ok([alt, server::credited(&caption, &credit, content.language.as_str())])
}

/// The same, and who made it.
fn said(view: &View<'_>, content: &Content) -> Result<[String; 3], DeskError> {
    let Some(cover) = &content.cover else { return Ok(<[String; 3]>::default()) };
    let media = match cover.picture {
        Picture::Media(hash) => view.media(hash)?,
        Picture::Remote(_) => None,
    };
    let (alt, caption, credit) =
        media.map(|media| (media.alt, media.caption, media.credit)).unwrap_or_default();
    let own = |own: &String, other| if own.is_empty() { other } else { own.clone() };
    Ok([own(&cover.alt, alt), own(&cover.caption, caption), own(&cover.credit, credit)])
}

/// Puts what they say of the cover in the place of ours, where that is another thing: a server may have cut it short. Who made it stands there
/// behind the caption.
pub(super) fn take_words(
    view: &View<'_>,
    theirs: Option<&server::Cover>,
    content: &mut Content,
) -> Result<(), DeskError> {
    let [alt, caption, credit] = said(view, content)?;
    let language = content.language.clone();
    let (Some(theirs), Some(ours)) = (theirs, &mut content.cover) else { return Ok(()) };
    if !same(&alt, &theirs.alt) {
        ours.alt.clone_from(&theirs.alt);
    }
    if same(&server::credited(&caption, &credit, language.as_str()), &theirs.caption) {
        return Ok(());
    }
    let is_credited = !credit.is_empty();
    let taken = server::without_credit(&theirs.caption, &credit, language.as_str());
    if let Some(caption) = taken.filter(|_| is_credited) {
        caption.clone_into(&mut ours.caption);
    } else {
        ours.caption.clone_from(&theirs.caption);
        ours.credit.clear();
    }
    Ok(())
}
