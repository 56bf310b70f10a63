//! What was sent, ours and theirs, held against each other.

use std::collections::BTreeMap;

use galley_bundle::{Page, from_page};
use galley_domain::{Article, ArticleId, Category, Content, MediaHash, Picture, Slug, Tag, TargetId};
use galley_markdown::{Options, Rendered};
use galley_publish::{Aside, Shown, Story, StoryPart};
use galley_store::{LedgerEntry, ShownName, View};

use super::merge::{self, Paragraph, Stretch, Who};
use super::our_words::in_our_words;
use super::{Theirs, cover, merge::Theirs as TheirParagraph, was_shown};
use crate::DeskError;
use crate::article::{lines, words};
use crate::nouns::{byline_named, category_named, tag_named};
use crate::publish::body::Body;
use crate::publish::post::byline_names;
use crate::wire::{ComparedPart, PartField, Piece, WhoWord, time};
use crate::work::Work;

/// The three texts of an article.
pub(super) struct Held<'t> {
    target: TargetId,
    ours: &'t Content,
    story: &'t Story,
    fields: Vec<Field>,
    paragraphs: Vec<Paragraph<'t>>,
    theirs: Vec<TheirParagraph>,
    stretches: Vec<Stretch>,
    is_edited: bool,
}

/// A field that is not the same in all three.
struct Field {
    part: PartField,
    who: Who,
    takes: bool,
    ours: String,
    theirs: String,
}

/// What of theirs comes into an article.
pub(super) struct Change<'t> {
    target: TargetId,
    story: &'t Story,
    fields: Vec<PartField>,
    body: String,
}

impl<'t> Held<'t> {
    /// `sent`: what the server had of ours. Where nobody knows that any more, all that is different counts as theirs.
    pub(super) fn read(
        view: &View<'_>,
        theirs: &'t Theirs,
        entry: Option<&LedgerEntry>,
        sent: Option<&Content>,
        (id, ours): (ArticleId, &'t Content),
    ) -> Result<Self, DeskError> {
        let base = sent.unwrap_or(ours);
        let story = &theirs.story;
        let our_page = AsSent::of(view, theirs.target, ours)?;
        let base_page = AsSent::of(view, theirs.target, base)?;
        // Where the server does not say the text, it is what it was.
        let is_said = !story.unsaid.contains(&StoryPart::Text);
        let page = if is_said { Blocks::of(&story.html) } else { Blocks::of(&base_page.rendered.html()) };
        let paragraphs = our_page.paragraphs(&ours.body);
        let their_paragraphs = page.paragraphs(&our_page, &theirs.paths(view)?, ours);
        let stretches = merge::stretches(&base_page.blocks.keys, &paragraphs, &their_paragraphs);
        let shown = view.shown_names(theirs.target, id)?;
        let mut fields = fields(view, (base, &shown), ours, story)?;
        if base_page.blocks.notes != page.notes {
            let is_same = our_page.blocks.notes == page.notes;
            fields.push(Field {
                who: if is_same { Who::Nobody } else { Who::Theirs },
                ..Field::shown(PartField::Notes, &our_page.blocks.notes, &page.notes)
            });
        }
        fields.extend(around(view, theirs, entry, (id, base, ours))?);
        let is_edited = base_page.blocks.keys != page.keys || !fields.is_empty();
        // What both have by now was an edit, and is none any more.
        fields.retain(|field| field.who != Who::Nobody);
        let is_changed = entry.and_then(|entry| entry.seen_hash) != Some(theirs.remote.hash());
        if !is_edited && is_changed {
            fields.push(Field::shown(PartField::Other, "", ""));
        }
        let target = theirs.target;
        Ok(Self { target, ours, story, fields, paragraphs, theirs: their_paragraphs, stretches, is_edited })
    }

    /// Whether anything was found that someone did there.
    pub(super) fn is_edited(&self) -> bool {
        self.is_edited
    }

    /// Field by field, then the body.
    pub(super) fn parts(&self) -> Vec<ComparedPart> {
        let fields = self.fields.iter().map(|field| ComparedPart {
            field: field.part,
            who: field.who.into(),
            takes: field.takes,
            pieces: words(&field.ours, &field.theirs),
        });
        fields.chain(self.stretches.iter().map(|stretch| self.part(stretch))).collect()
    }

    fn part(&self, stretch: &Stretch) -> ComparedPart {
        let ours = &self.paragraphs[stretch.ours.clone()];
        let ours: Vec<_> = ours.iter().map(|paragraph| paragraph.text.trim_end()).collect();
        let ours = ours.join("\n\n");
        let pieces = if stretch.who == Who::Nobody {
            vec![Piece { text: ours, how: crate::wire::How::Same }]
        } else {
            let theirs = &self.theirs[stretch.theirs.clone()];
            let theirs: Vec<_> = theirs.iter().map(|paragraph| paragraph.text.as_str()).collect();
            lines(&ours, &theirs.join("\n\n"))
        };
        ComparedPart { field: PartField::Body, who: stretch.who.into(), takes: true, pieces }
    }

    /// What comes of taking some of the parts.
    pub(super) fn change(&self, takes: impl Fn(usize) -> bool) -> Change<'t> {
        let fields = self.fields.iter().enumerate().filter(|(at, field)| field.takes && takes(*at));
        let fields = fields.map(|(_, field)| field.part).collect();
        let first = self.fields.len();
        let takes = |at: usize| self.stretches[at].who != Who::Nobody && takes(first + at);
        let body = merge::merged(&self.ours.body, &self.paragraphs, &self.theirs, &self.stretches, takes);
        Change { target: self.target, story: self.story, fields, body }
    }
}

impl Field {
    /// One that they changed, to be looked at; it is not taken.
    fn shown(part: PartField, ours: &str, theirs: &str) -> Self {
        Self { part, who: Who::Theirs, takes: false, ours: ours.to_owned(), theirs: theirs.to_owned() }
    }
}

impl Change<'_> {
    pub(super) fn body(&self) -> &str {
        &self.body
    }

    /// Into the text and what is said of it; the rest needs the library.
    pub(super) fn apply_text(&self, content: &mut Content) {
        content.body.clone_from(&self.body);
        for field in &self.fields {
            let seo = self.story.seo.as_ref();
            match (field, seo) {
                (PartField::Headline, _) => content.headline.clone_from(&self.story.title),
                (PartField::Lead, _) => content.lead.clone_from(&self.story.lead),
                (PartField::Date, _) => content.date = self.story.date,
                (PartField::SeoTitle, Some(seo)) => content.seo.title.clone_from(&seo.title),
                (PartField::SeoDescription, Some(seo)) => {
                    content.seo.description.clone_from(&seo.description);
                }
                (PartField::Canonical, Some(seo)) => content.seo.canonical.clone_from(&seo.canonical),
                _ => {}
            }
        }
    }

    pub(super) fn apply(&self, work: &mut Work<'_>, article: &mut Article) -> Result<(), DeskError> {
        self.apply_text(&mut article.content);
        if self.fields.contains(&PartField::Filed) {
            let language = article.content.language.clone();
            article.content.category = match self.story.categories.first() {
                Some(path) => Some(category_named(work, path, &language)?),
                None => None,
            };
            let further = self.story.categories.iter().skip(1).filter_map(|path| path.last());
            let tags = further.chain(&self.story.tags).map(|name| tag_named(work, name, &language));
            article.content.tags = tags.collect::<Result<_, _>>()?;
        }
        if let (true, Some(slug)) = (self.fields.contains(&PartField::Slug), slug_of(self.story)) {
            article.content.slug = slug;
            article.slug_chosen = true;
        }
        if self.fields.contains(&PartField::Cover) {
            let theirs = self.story.cover.as_ref();
            cover::take(work, self.target, theirs, &mut article.content.cover)?;
        }
        if self.fields.contains(&PartField::CoverWords) {
            cover::take_words(work.tx, self.story.cover.as_ref(), &mut article.content)?;
        }
        if self.fields.contains(&PartField::Bylines) {
            let language = article.content.language.clone();
            let bylines = self.story.bylines.iter().map(|name| byline_named(work, name, &language));
            article.content.bylines = bylines.collect::<Result<_, _>>()?;
        }
        Ok(())
    }
}

impl From<Who> for WhoWord {
    fn from(who: Who) -> Self {
        match who {
            Who::Nobody => Self::Nobody,
            Who::Ours => Self::Ours,
            Who::Theirs => Self::Theirs,
            Who::Both => Self::Both,
        }
    }
}

/// A page cut into blocks, each known by what is the same however a server writes it.
pub(super) struct Blocks {
    markdown: String,
    rendered: Rendered,
    pub(super) keys: Vec<String>,
    /// Its footnotes.
    notes: String,
}

impl Blocks {
    pub(super) fn of(html: &str) -> Self {
        let markdown = as_markdown(html);
        let rendered = galley_markdown::render(&markdown, &plain());
        let keys = rendered.blocks.iter().map(|block| as_markdown(&block.html)).collect();
        let notes = rendered.footnotes.as_ref().map(|notes| as_markdown(&notes.html)).unwrap_or_default();
        Self { markdown, rendered, keys, notes }
    }

    /// Theirs as Markdown of ours: pictures and links by the paths that our text has for them, or could have.
    fn paragraphs(
        &self,
        ours: &AsSent,
        pictures: &BTreeMap<&str, (String, MediaHash)>,
        content: &Content,
    ) -> Vec<TheirParagraph> {
        let labels = labels(&content.body);
        let (media, links) = (&self.rendered.media, &self.rendered.links);
        let media = media.iter().map(|medium| (&medium.range, &medium.path));
        let all: Vec<_> = media.chain(links.iter().map(|link| (&link.range, &link.href))).collect();
        let text = |range: &std::ops::Range<usize>| {
            let inside = all.iter().filter(|(at, _)| range.start <= at.start && at.end <= range.end);
            let meant = inside.filter_map(|(at, written)| {
                let path = ours.paths.get(*written);
                let path = path.or_else(|| pictures.get(written.as_str()).map(|(path, _)| path))?;
                Some((at.start - range.start..at.end - range.start, written.as_str(), path.as_str()))
            });
            in_our_words(self.markdown[range.clone()].trim_end(), meant, &labels)
        };
        let keys = self.keys.iter().cloned();
        let blocks = self.rendered.blocks.iter().zip(keys);
        blocks.map(|(block, key)| TheirParagraph { text: text(&block.range), key }).collect()
    }
}

/// A text of ours as a server gets it.
pub(super) struct AsSent {
    rendered: Rendered,
    pub(super) blocks: Blocks,
    /// What our text calls what has an address at the server.
    paths: BTreeMap<String, String>,
}

impl AsSent {
    pub(super) fn of(view: &View<'_>, target: TargetId, content: &Content) -> Result<Self, DeskError> {
        let body = Body::read(view, target, content)?;
        let mut addresses = BTreeMap::new();
        for hash in &body.shown {
            if let Some(media) = view.ledger_media(target, *hash)? {
                addresses.insert(*hash, media.url);
            }
        }
        let mut paths = BTreeMap::new();
        for (path, hash) in &content.pictures {
            if let Some(url) = addresses.get(hash) {
                paths.insert(url.clone(), path.clone());
            }
        }
        for (href, id) in &content.links {
            if let Some(url) = body.linked.get(id) {
                paths.insert(url.clone(), href.clone());
            }
        }
        let rendered = body.rendered(|hash| addresses.get(&hash).cloned());
        let blocks = Blocks::of(&rendered.html());
        Ok(Self { rendered, blocks, paths })
    }

    /// Our paragraphs, each with the blocks that it becomes.
    fn paragraphs<'t>(&self, body: &'t str) -> Vec<Paragraph<'t>> {
        let blocks = &self.rendered.blocks;
        let made: Vec<_> = blocks.iter().map(|block| Blocks::of(&block.html).keys).collect();
        let counted: usize = made.iter().map(Vec::len).sum();
        let mut keys = self.blocks.keys.iter();
        let mut paragraphs = Vec::with_capacity(blocks.len());
        for (at, (block, own)) in blocks.iter().zip(made).enumerate() {
            let end = blocks.get(at + 1).map_or(body.len(), |next| next.range.start);
            let text = &body[block.range.clone()];
            let line = text.trim_end().len();
            let (start, parted) = (block.range.start, block.range.start + line);
            // By itself a block lacks what stands elsewhere, footnotes for instance: its keys are those that it has in the whole.
            let keys = if counted == self.blocks.keys.len() {
                keys.by_ref().take(own.len()).cloned().collect()
            } else {
                own
            };
            paragraphs.push(Paragraph { text: &body[start..parted], gap: &body[parted..end], keys });
        }
        paragraphs
    }
}

fn as_markdown(html: &str) -> String {
    let page = Page { address: None, keeps_levels: true };
    from_page(html, page).map(|made| made.markdown).unwrap_or_default()
}

fn plain() -> Options<'static> {
    Options { highlight: false, lazy_pictures: false, ..Options::default() }
}

/// What our text calls its footnotes, in the order in which a page counts them.
fn labels(body: &str) -> Vec<&str> {
    let mut labels = Vec::new();
    let mut rest = body;
    while let Some(at) = rest.find("[^") {
        let begins_line = rest[..at].rsplit('\n').next().is_some_and(|before| before.trim().is_empty());
        rest = &rest[at + 2..];
        let Some(end) = rest.find(']') else { break };
        let (label, after) = (&rest[..end], &rest[end + 1..]);
        let is_definition = begins_line && after.starts_with(':');
        if !is_definition && !label.contains(['\n', '[']) && !labels.contains(&label) {
            labels.push(label);
        }
    }
    labels
}

/// `shown`: what the base is filed under as it was called when it was sent.
fn fields(
    view: &View<'_>,
    (base, shown): (&Content, &[ShownName]),
    ours: &Content,
    story: &Story,
) -> Result<Vec<Field>, DeskError> {
    let mut all = Vec::new();
    let is_said = |part| !story.unsaid.contains(&part);
    let mut field = |part, base: &str, ours: &str, theirs: &str| {
        if same(base, theirs) {
            return; // what only we changed goes out anyway
        }
        let who = changed_by(same(ours, theirs), same(base, ours));
        all.push(Field { part, who, takes: true, ours: ours.to_owned(), theirs: theirs.to_owned() });
    };
    if is_said(StoryPart::Title) {
        field(PartField::Headline, &base.headline, &ours.headline, &story.title);
    }
    if is_said(StoryPart::Lead) {
        field(PartField::Lead, &base.lead, &ours.lead, &story.lead);
    }
    if let (Some(base), Some(ours), Some(theirs)) = (base.date, ours.date, story.date)
        && base.timestamp() != theirs.timestamp()
    {
        field(PartField::Date, &time(base), &time(ours), &time(theirs));
    }
    if let Some(seo) = &story.seo {
        field(PartField::SeoTitle, &base.seo.title, &ours.seo.title, &seo.title);
        field(PartField::SeoDescription, &base.seo.description, &ours.seo.description, &seo.description);
        field(PartField::Canonical, &base.seo.canonical, &ours.seo.canonical, &seo.canonical);
    }
    let (mut base_filed, mut our_filed) = (filed_as(view, base, shown)?, filed(view, ours)?);
    // What readers never see there is nothing that someone filed it under, whether it was sent from here or not.
    let is_kept = |name: &String| story.kept.iter().any(|kept| kept.to_lowercase() == name.to_lowercase());
    base_filed.retain(|name| !is_kept(name));
    our_filed.retain(|name| !is_kept(name));
    let mut theirs: Vec<_> = story.categories.iter().filter_map(|path| path.last().cloned()).collect();
    // What is in no category here is put into one of the server's there.
    if base.category.is_none()
        && theirs.len() == 1
        && !same_names(&theirs[..1], &base_filed[..1.min(base_filed.len())])
    {
        theirs.clear();
    }
    theirs.extend(story.tags.iter().cloned());
    if is_said(StoryPart::Filed) && !same_names(&base_filed, &theirs) {
        let (base, ours, listed) = (base_filed.join(", "), our_filed.join(", "), theirs.join(", "));
        // The same names in another order are the same.
        let theirs = if same_names(&our_filed, &theirs) { &ours } else { &listed };
        field(PartField::Filed, &base, &ours, theirs);
    }
    Ok(all)
}

/// What they changed around the text: its address, its cover, whether readers get it.
fn around(
    view: &View<'_>,
    theirs: &Theirs,
    entry: Option<&LedgerEntry>,
    (id, base, ours): (ArticleId, &Content, &Content),
) -> Result<Vec<Field>, DeskError> {
    let story = &theirs.story;
    let mut all = Vec::new();
    let mut known = vec![base.slug.as_str()];
    known.extend(entry.and_then(|entry| entry.url.as_deref()));
    let is_said = |part| !story.unsaid.contains(&part);
    if is_said(StoryPart::Slug) && !known.iter().any(|known| names(known, &story.slug)) {
        // One that another article has here, or that is none of ours, is theirs alone.
        let free = |slug: Slug| Ok(view.may_have_slug(id, &ours.language, slug.as_str())?);
        let takes = slug_of(story).map_or(Ok::<_, DeskError>(false), free)?;
        all.push(Field {
            who: changed_by(names(ours.slug.as_str(), &story.slug), base.slug == ours.slug),
            takes,
            ..Field::shown(PartField::Slug, ours.slug.as_str(), &story.slug)
        });
    }
    let (sent, own) = (cover_of(view, theirs.target, base)?, cover_of(view, theirs.target, ours)?);
    let is_it = |sent: &Option<[String; 2]>| match (sent, &story.cover) {
        (Some(sent), Some(there)) => sent.contains(&there.media.id) || sent.contains(&there.media.url),
        (sent, there) => sent.is_none() && there.is_none(),
    };
    if is_said(StoryPart::Cover) && !is_it(&sent) {
        let url = |media: Option<&String>| media.cloned().unwrap_or_default();
        let there = story.cover.as_ref().map(|cover| &cover.media.url);
        all.push(Field {
            who: changed_by(is_it(&own), base.cover == ours.cover),
            takes: theirs.gives_cover(view)?,
            ..Field::shown(PartField::Cover, &url(own.as_ref().map(|own| &own[1])), &url(there))
        });
    }
    all.extend(asides(view, theirs, entry, (base, ours), is_it(&sent))?);
    if let (Shown::Not(word), true) = (&theirs.remote.shown, entry.is_some_and(was_shown)) {
        all.push(Field::shown(PartField::Shown, "", word));
    }
    Ok(all)
}

/// What they changed of what a server makes its own of: it says so by being another thing than what it made before. `is_our_cover`: whether
/// the cover there is the one that was sent.
fn asides(
    view: &View<'_>,
    theirs: &Theirs,
    entry: Option<&LedgerEntry>,
    (base, ours): (&Content, &Content),
    is_our_cover: bool,
) -> Result<Vec<Field>, DeskError> {
    let mut all = Vec::new();
    let known = entry.and_then(|entry| serde_json::from_str::<Aside>(entry.aside.as_deref()?).ok());
    let (Some(known), Theirs { story, remote, .. }) = (known, theirs) else { return Ok(all) };
    if known.bylines != remote.aside.bylines && !story.bylines.is_empty() {
        let (base, ours) = (byline_names(view, base)?, byline_names(view, ours)?);
        all.push(Field {
            who: changed_by(same_names(&ours, &story.bylines), ours == base),
            takes: true,
            ..Field::shown(PartField::Bylines, &ours.join(", "), &story.bylines.join(", "))
        });
    }
    if let (true, true, Some(cover), Some(_)) =
        (known.cover != remote.aside.cover, is_our_cover, &story.cover, &ours.cover)
    {
        let (base, ours) = (cover::words(view, base)?, cover::words(view, ours)?);
        let there = [cover.alt.as_str(), &cover.caption];
        let is_ours = ours.iter().zip(there).all(|(ours, there)| same(ours, there));
        all.push(Field {
            who: changed_by(is_ours, ours == base),
            takes: true,
            ..Field::shown(PartField::CoverWords, ours.join("\n").trim(), there.join("\n").trim())
        });
    }
    Ok(all)
}

/// What an article is filed under: its category, then its tags.
pub(super) fn filed(view: &View<'_>, content: &Content) -> Result<Vec<String>, DeskError> {
    filed_as(view, content, &[])
}

/// The same, each under the name that is among these, where one is.
fn filed_as(view: &View<'_>, content: &Content, shown: &[ShownName]) -> Result<Vec<String>, DeskError> {
    let named = |id| shown.iter().find(|name| name.noun == id).map(|name| name.name().to_owned());
    let mut filed = Vec::new();
    if let Some(id) = content.category {
        filed.extend(match named(id.uuid()) {
            Some(name) => Some(name),
            None => view.noun::<Category>(id.uuid())?.map(|it| it.names.get(&content.language).name.clone()),
        });
    }
    for id in &content.tags {
        filed.extend(match named(id.uuid()) {
            Some(name) => Some(name),
            None => view.noun::<Tag>(id.uuid())?.map(|tag| tag.names.get(&content.language).name.clone()),
        });
    }
    Ok(filed)
}

pub(super) fn same_names(one: &[String], other: &[String]) -> bool {
    let sorted = |names: &[String]| {
        let mut names: Vec<_> = names.iter().map(|name| name.trim().to_lowercase()).collect();
        names.sort();
        names.dedup();
        names
    };
    sorted(one) == sorted(other)
}

/// Who changed a field that differs there from what was sent: nobody any more, where ours is the same by now.
const fn changed_by(is_ours: bool, is_unchanged_here: bool) -> Who {
    match (is_ours, is_unchanged_here) {
        (true, _) => Who::Nobody,
        (_, true) => Who::Theirs,
        _ => Who::Both,
    }
}

/// What the server calls the cover that was sent: its name, then its address.
fn cover_of(view: &View<'_>, target: TargetId, content: &Content) -> Result<Option<[String; 2]>, DeskError> {
    let hash = match content.cover.as_ref().map(|cover| &cover.picture) {
        Some(Picture::Media(hash)) => *hash,
        Some(Picture::Remote(url)) => return Ok(Some([url.clone(), url.clone()])),
        None => return Ok(None),
    };
    Ok(view.ledger_media(target, hash)?.map(|media| [media.remote_id, media.url]))
}

/// The address that they gave it, where it can be one of ours.
fn slug_of(story: &Story) -> Option<Slug> {
    story.slug.parse().ok()
}

/// Whether two texts say the same but for white space, and for the end that a server may have cut off.
pub(super) fn same(one: &str, other: &str) -> bool {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (one, other) = (words(one), words(other));
    one == other || other.strip_suffix('…').is_some_and(|short| one.starts_with(short))
}

/// Whether an address, or the end of one, is that of a slug.
fn names(known: &str, slug: &str) -> bool {
    let known = percent_encoding::percent_decode_str(known).decode_utf8_lossy();
    known.split(['/', '?', '#']).any(|part| part == slug)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn footnotes_are_counted_as_a_page_counts_them() {
        let body = "A[^b] c[^a] d[^b].\n\n[^a]: One[^c]\n[^b]: Two\n";
        assert_eq!(labels(body), ["b", "a", "c"]);
    }

    #[test]
    fn a_text_is_known_by_the_same_keys_after_a_server_wrote_it_in_its_way() {
        let sent = "<p>A <em>b</em><sup class=\"footnote-ref\"><a href=\"#fn:1\" id=\"fnref:1\">1</a></sup></p>\n\
            <h2 id=\"x\">X</h2>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n\
            <figure>\n<img src=\"https://a.org/b.png\" alt=\"B\" loading=\"lazy\">\n<figcaption>C</figcaption>\n</figure>\n\
            <section class=\"footnotes\">\n<ol>\n<li id=\"fn:1\">\n<p>Note <a href=\"#fnref:1\">↩</a></p>\n</li>\n</ol>\n</section>\n";
        let there = "<p>A <i>b</i><sup><a href=\"#fn:1\">1</a></sup></p><h2>X</h2><ul><li>one</li><li>two</li></ul>\
            <figure class=\"kg-card\"><img src=\"https://a.org/b.png\" class=\"kg-image\" alt=\"B\" width=\"1\"><figcaption><span>C</span></figcaption></figure>\
            <section><ol><li id=\"fn:1\"><p>Note <a href=\"#fnref:1\">↩</a></p></li></ol></section>";
        let (sent, there) = (Blocks::of(sent), Blocks::of(there));
        assert_eq!(sent.keys, there.keys);
        assert_eq!(sent.keys.len(), 4, "{:?}", sent.keys);
        assert_eq!((&sent.notes, sent.notes.is_empty()), (&there.notes, false));
    }
}
