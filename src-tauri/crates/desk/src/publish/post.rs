//! What an article says to a server, whichever it is.

use galley_domain::{
    Article, Byline, Content, Instant, Kind, Media, MediaHash, Names, Picture, Tag, TargetId,
};
use galley_publish as server;
use galley_store::{MediaFiles, View};

use super::body::Body;
use crate::DeskError;

/// The post of an article, but for what the server is asked for first: its pictures, and what it calls category and tags.
pub(super) fn post(content: &Content, kind: Kind, marker: String, date: Instant) -> server::Post {
    server::Post {
        page: kind == Kind::Page,
        title: content.headline.clone(),
        excerpt: content.lead.clone(),
        blocks: Vec::new(),
        markdown: String::new(),
        language: content.language.to_string(),
        slug: content.slug.to_string(),
        date,
        scheduled: false,
        categories: Vec::new(),
        tags: Vec::new(),
        bylines: Vec::new(),
        cover: None,
        seo: server::Seo {
            title: content.seo.title.clone(),
            description: content.seo.description.clone(),
            canonical: content.seo.canonical.clone(),
        },
        marker,
    }
}

/// What the working text would say there, without asking the server: a picture that it does not have stands under the name that it will have.
pub(super) fn likely(
    view: &View<'_>,
    target: TargetId,
    article: &Article,
    pictures: bool,
) -> Result<server::Post, DeskError> {
    let content = &article.content;
    let mut body = Body::read(view, target, content)?;
    if !pictures {
        body.leave_out_pictures();
    }
    let media = |hash| -> Result<server::Media, DeskError> {
        Ok(match view.ledger_media(target, hash)? {
            Some(media) => server::Media { id: media.remote_id, url: media.url },
            None => server::Media { id: "0".to_owned(), url: file_name(view, hash)? },
        })
    };
    let shown = body
        .shown
        .iter()
        .map(|hash| Ok((*hash, media(*hash)?.url)))
        .collect::<Result<Vec<_>, DeskError>>()?;
    let address = |hash| shown.iter().find(|(of, _)| *of == hash).map(|(_, url)| url.clone());
    let cover = match body.cover {
        Some(hash) => Some(cover(view, hash, &body, media(hash)?)?),
        None => remote_cover(content),
    };
    let (path, tags) = filed_names(view, content)?;
    let post = post(content, article.kind, article.id.to_string(), article.printed_date());
    Ok(server::Post {
        blocks: body.blocks(address),
        markdown: body.markdown(address),
        categories: path.last().cloned().into_iter().collect(),
        tags,
        bylines: byline_names(view, content)?,
        cover,
        ..post
    })
}

/// The name of a picture's file at a server. It says what is in it, so that one whose answer was lost is found again.
pub(super) fn file_name(view: &View<'_>, hash: MediaHash) -> Result<String, DeskError> {
    let media = view.media(hash)?.ok_or_else(|| DeskError::unknown("picture", hash))?;
    Ok(format!("galley-{}.{}", &hash.to_string()[..32], media.kind.extension()))
}

/// What is said of a file that is none.
pub(super) const NO_PICTURE: &str =
    "it is no picture, and only pictures are sent. Put it where it can be had, and link to it there";

/// What is said of a picture that cannot be cleaned.
pub(super) const DAMAGED: &str = "it is damaged, so what a camera wrote into it cannot be taken out; nothing was sent. Take it anew from where it came from";

/// A file as a server gets it: a picture says nothing but itself. Where it was taken is nobody's business there either.
pub(super) fn sent_file(files: &MediaFiles, media: &Media) -> Result<Vec<u8>, DeskError> {
    if !media.kind.is_picture() {
        // What is in it, as the place where a film was made or the name of an author, nobody has looked at.
        return Err(DeskError::invalid(&media.name, NO_PICTURE));
    }
    let bytes = files.whole(media)?;
    galley_pictures::clean(&bytes).map_err(|_| DeskError::invalid(&media.name, DAMAGED))
}

/// The cover, with the words that the article or the library has for it.
pub(super) fn cover(
    view: &View<'_>,
    hash: MediaHash,
    body: &Body,
    sent: server::Media,
) -> Result<server::Cover, DeskError> {
    let media = view.media(hash)?;
    let (alt, caption, credit) =
        media.map(|media| (media.alt, media.caption, media.credit)).unwrap_or_default();
    let alt = body.alt(hash).map_or(alt, str::to_owned);
    let caption = body.caption(hash).map_or(caption, str::to_owned);
    let credit = body.credit(hash).map_or(credit, str::to_owned);
    Ok(server::Cover { media: sent, alt, caption, credit })
}

/// A cover that lies elsewhere on the web: its address, for servers that show pictures from there.
pub(super) fn remote_cover(content: &Content) -> Option<server::Cover> {
    let cover = content.cover.as_ref()?;
    let Picture::Remote(url) = &cover.picture else { return None };
    let media = server::Media { id: url.clone(), url: url.clone() };
    let (alt, caption, credit) = (cover.alt.clone(), cover.caption.clone(), cover.credit.clone());
    Some(server::Cover { media, alt, caption, credit })
}

/// The names of an article's category, from the top of the tree on, and of its tags, in its language.
pub(super) fn filed_names(
    view: &View<'_>,
    content: &Content,
) -> Result<(Vec<String>, Vec<String>), DeskError> {
    let name = |names: &Names| names.get(&content.language).name.clone();
    let tree = crate::nouns::tree(view)?;
    let path = content.category.map(|id| tree.path(id)).unwrap_or_default();
    let path = path.iter().map(|category| name(&category.names)).collect();
    let tags = content.tags.iter().map(|id| view.noun::<Tag>(id.uuid()));
    let tags = tags.collect::<Result<Vec<_>, _>>()?;
    Ok((path, tags.iter().flatten().map(|tag| name(&tag.names)).collect()))
}

/// Who wrote it, as readers of its language know them.
pub(super) fn byline_names(view: &View<'_>, content: &Content) -> Result<Vec<String>, DeskError> {
    let found = content.bylines.iter().map(|id| view.noun::<Byline>(id.uuid()));
    let found = found.collect::<Result<Vec<_>, _>>()?;
    Ok(found.iter().flatten().map(|byline| byline.names.get(&content.language).name.clone()).collect())
}
