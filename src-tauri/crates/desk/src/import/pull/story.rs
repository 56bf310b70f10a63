//! From what a server says of an article to what an import takes.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use galley_bundle::{CoverPicture, CoverRef, Fields, Filed, Incoming, LinkTo, Page, PictureRef, from_page};
use galley_domain::{ArticleId, CategoryId, Content, Kind, Media, Seo, Slug};
use galley_markdown::Reading;
use galley_publish::{Cover, Shown, Story};
use url::Url;

use super::Found;
use super::pictures::Picture;
use crate::DeskError;
use crate::derived::{derive_from, join_names};
use crate::import::prepare::Prepared;
use crate::import::survey::Sight;
use crate::wire::LeftReason;

/// Where the articles of the server stand, and what they are here.
#[derive(Default)]
pub(super) struct Addresses(HashMap<String, (ArticleId, Slug)>);

impl Addresses {
    pub(super) fn add(&mut self, url: &str, id: ArticleId, slug: &Slug) {
        if let Some(place) = place_of(url) {
            self.0.insert(place, (id, slug.clone()));
        }
    }

    /// What a link to an article of the server becomes here, and which article it means.
    fn meant(&self, href: &str) -> Option<(String, String, ArticleId)> {
        let (url, fragment) =
            href.split_once('#').map_or((href, None), |(url, fragment)| (url, Some(fragment)));
        let (id, slug) = self.0.get(&place_of(url)?)?;
        let path = format!("/{slug}/");
        let href = fragment.map_or_else(|| path.clone(), |fragment| format!("{path}#{fragment}"));
        Some((href, path, *id))
    }
}

/// An address without what may be written in several ways.
fn place_of(url: &str) -> Option<String> {
    let url = Url::parse(url).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let host = url.host_str()?.trim_start_matches("www.");
    let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
    Some(format!("{host}:{:?}{}{query}", url.port(), url.path().trim_end_matches('/')))
}

/// An article as it will be taken.
pub(super) struct Drawn {
    incoming: Incoming,
    media: Vec<(String, Media)>,
    /// Remarks on what was taken.
    pub(super) notes: Vec<String>,
    /// What was not: a sentence, and the same for a window.
    pub(super) left: Vec<(String, LeftReason)>,
}

impl Drawn {
    pub(super) fn prepared<'s>(&self, sight: &'s Sight) -> Prepared<'s> {
        let fields = &self.incoming.fields;
        let mut content = Content::empty(sight.language.clone(), sight.slug.clone());
        content.headline.clone_from(&fields.headline);
        content.lead.clone_from(&fields.lead);
        let tags = join_names(fields.tags.iter().map(|tag| tag.name.as_str()));
        let bylines = join_names(fields.bylines.iter().map(|byline| byline.name.as_str()));
        let derived =
            derive_from(&content, &self.incoming.fields.body, &self.incoming.reading, &tags, &bylines);
        Prepared {
            sight,
            incoming: self.incoming.clone(),
            derived,
            media: self.media.clone(),
            left: Vec::new(),
            trouble: None,
        }
    }
}

/// Draws an article up: its HTML as Markdown, its pictures in the library, its links to other articles as such.
pub(super) fn draw(
    story: &Story,
    (found, shown): (&Found, &Shown),
    category: Option<CategoryId>,
    addresses: &Addresses,
    take: &mut dyn FnMut(&Cover) -> Result<Picture, DeskError>,
) -> Result<Drawn, DeskError> {
    let mut left: Vec<_> =
        story.left.iter().map(|words| (words.clone(), LeftReason::Server { words: words.clone() })).collect();
    let mut fields = Fields {
        headline: story.title.clone(),
        lead: story.lead.clone(),
        slug: None,
        category: filed(story, category),
        date: story.date,
        ..Fields::default()
    };
    let (_, further) = story.categories.split_at(usize::from(!story.categories.is_empty()));
    let further: Vec<_> = further.iter().filter_map(|path| path.last().cloned()).collect();
    let mut notes = Vec::new();
    if !further.is_empty() {
        notes.push(format!("an article has one category; {further:?} became tags"));
    }
    let named = |name: &String| Filed { id: None, name: name.clone() };
    fields.tags = further.iter().chain(&story.tags).map(named).collect();
    fields.bylines = story.bylines.iter().map(|name| Filed { id: None, name: name.clone() }).collect();
    if let Some(seo) = &story.seo {
        fields.seo = Seo {
            title: seo.title.clone(),
            description: seo.description.clone(),
            canonical: seo.canonical.clone(),
            noindex: false,
        };
    }
    let mut media = Vec::new();
    let markdown = body(story, &found.seen.url, &mut left)?;
    let reading = galley_markdown::read(&markdown);
    fields.body = with_own_paths(&markdown, &reading, story, addresses, &mut fields, &mut |cover| {
        picture(cover, take, &mut media, &mut left)
    })?;
    if let Some(cover) = &story.cover {
        // One that lies elsewhere is shown from there, here as well.
        let is_theirs = !cover.media.id.is_empty();
        let taken = if is_theirs { picture(cover, take, &mut media, &mut left)? } else { None };
        fields.cover = Some(cover_of(cover, taken));
    }
    let reading = galley_markdown::read(&fields.body);
    let incoming = Incoming {
        origin: String::new(),
        source_hash: String::new(),
        kind: if found.page { Kind::Page } else { Kind::Article },
        fields,
        reading,
        // What not everyone gets there, everyone would get from here.
        draft: story.barred || matches!(shown, Shown::Not(_)),
        publish_at: None,
        expires: None,
        modified: story.modified,
        translation_key: None,
        is_source: true,
        keeps_address: false,
        // A draft may have none yet.
        slug_chosen: !found.seen.slug.is_empty(),
        exact: None,
        unknown: Vec::new(),
        left: Vec::new(),
        notes: Vec::new(),
    };
    Ok(Drawn { incoming, media, notes, left })
}

/// A cover, by its path in the library or by its address.
fn cover_of(cover: &Cover, taken: Option<String>) -> CoverRef {
    let picture = match taken {
        Some(path) => CoverPicture::File(PictureRef { as_written: path.clone(), file: path }),
        None => CoverPicture::Remote(cover.media.url.clone()),
    };
    CoverRef { picture, alt: cover.alt.clone(), caption: cover.caption.clone(), credit: String::new() }
}

fn filed(story: &Story, category: Option<CategoryId>) -> Option<Filed<CategoryId>> {
    let name = story.categories.first()?.last()?.clone();
    Some(Filed { id: category, name })
}

/// The body as Markdown; what is not in it is told.
fn body(story: &Story, url: &str, left: &mut Vec<(String, LeftReason)>) -> Result<String, DeskError> {
    let address = Url::parse(url).ok();
    let made = from_page(&story.html, Page { address: address.as_ref(), keeps_levels: false })
        .map_err(|why| DeskError::invalid(story.title.clone(), why))?;
    let count = made.dropped.objects;
    if count > 0 {
        let why = format!("{count} films, forms or drawings in it have no form of ours and were left out");
        left.push((why, LeftReason::Embedded { count }));
    }
    Ok(made.markdown)
}

/// A picture, in the library by its path; none where it stays where it is.
fn picture(
    cover: &Cover,
    take: &mut dyn FnMut(&Cover) -> Result<Picture, DeskError>,
    media: &mut Vec<(String, Media)>,
    left: &mut Vec<(String, LeftReason)>,
) -> Result<Option<String>, DeskError> {
    match take(cover)? {
        Picture::Taken(taken) => {
            let path = taken.path();
            if !media.iter().any(|(known, _)| *known == path) {
                media.push((path.clone(), taken));
            }
            Ok(Some(path))
        }
        Picture::Left(why, reason) => {
            left.push((why, reason));
            Ok(None)
        }
    }
}

/// The text with the library's paths of pictures and of other articles in place of the server's addresses.
fn with_own_paths(
    markdown: &str,
    reading: &Reading,
    story: &Story,
    addresses: &Addresses,
    fields: &mut Fields,
    take: &mut dyn FnMut(&Cover) -> Result<Option<String>, DeskError>,
) -> Result<String, DeskError> {
    let mut paths = BTreeMap::new();
    for cover in story.pictures.values() {
        if reading.media.iter().any(|medium| medium.path == cover.media.url)
            && let Some(path) = take(cover)?
        {
            paths.insert(cover.media.url.clone(), path);
        }
    }
    let mut edits = Vec::new();
    for medium in &reading.media {
        if let Some(path) = paths.get(&medium.path) {
            edits.push((&medium.range, &*medium.path, path.clone()));
            let known = PictureRef { as_written: path.clone(), file: path.clone() };
            if !fields.pictures.contains(&known) {
                fields.pictures.push(known);
            }
        }
    }
    for link in &reading.links {
        if let Some((href, path, id)) = addresses.meant(&link.href) {
            edits.push((&link.range, &*link.href, href.clone()));
            fields.links.insert(path, LinkTo::Article(id));
            fields.links.insert(href, LinkTo::Article(id));
        }
    }
    let mut text = with_addresses(markdown, edits);
    if !text.is_empty() {
        text.push('\n');
    }
    Ok(text)
}

/// The text with other addresses: where a link or picture stands, what is written there, and what is meant.
fn with_addresses(markdown: &str, edits: Vec<(&Range<usize>, &str, String)>) -> String {
    // It is the last that stands in its link or picture: the words before it may be the same, and in the words of a link stands a picture
    // with an address of its own.
    let stands = |at: &Range<usize>, written: &str| {
        let start = at.start + markdown.get(at.clone())?.rfind(written)?;
        Some(start..start + written.len())
    };
    let places = edits.into_iter().filter_map(|(at, written, meant)| Some((stands(at, written)?, meant)));
    let mut places: Vec<_> = places.collect();
    places.sort_by_key(|(at, _)| at.start);
    let (mut text, mut from) = (String::with_capacity(markdown.len()), 0);
    for (at, meant) in places {
        if at.start >= from {
            text.push_str(&markdown[from..at.start]);
            text.push_str(&meant);
            from = at.end;
        }
    }
    text.push_str(&markdown[from..]);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_within_a_link_has_its_address_and_the_link_its_own() {
        let theirs = "[![Quay](https://a.org/quay.png) 数据新闻](https://a.org/other/)";
        for (there, path) in
            [("", "media/q.png"), ("数据新闻", "media/a-much-longer-name-of-a-quay.0123456789.png")]
        {
            let text = format!("Before [other](https://a.org/other/).\n\n{theirs}{there}");
            let reading = galley_markdown::read(&text);
            let media = reading.media.iter().map(|m| (&m.range, &*m.path, path.to_owned()));
            let links = reading.links.iter().map(|link| (&link.range, &*link.href, "/other/".to_owned()));
            assert_eq!(
                with_addresses(&text, media.chain(links).collect()),
                format!("Before [other](/other/).\n\n[![Quay]({path}) 数据新闻](/other/){there}")
            );
        }
    }
}
