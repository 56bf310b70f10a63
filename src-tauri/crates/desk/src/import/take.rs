//! The second pass, second half: from a prepared file to an article in the library.

use std::collections::BTreeSet;
use std::sync::mpsc::channel;

use galley_bundle::{CoverPicture, CoverRef, Fields, LinkTo, Manifest, Note, Released};
use galley_domain::{
    Article, ArticleId, Content, Cover, Instant, Language, Media, PendingChange, Picture, RevisionNumber,
    Slug, Stage, Translation,
};
use galley_store::{Derived, Filing, Origin, Revision, RevisionReason, Snapshot, StoreError};
use rayon::ThreadPool;

use super::Taken;
use super::names::NameBook;
use super::prepare::Prepared;
use super::survey::{Fate, Survey, in_part, source_hash};
use crate::article::{check_limits, free_slug};
use crate::derived::{derive_from, join_names};
use crate::wire::{FileNote, LeftFile, LeftReason, TakenFile};
use crate::work::Work;
use crate::{DeskError, links};

pub(super) struct Taker<'a, 'w> {
    pub(super) work: &'a mut Work<'w>,
    pub(super) survey: &'a Survey,
    pub(super) book: &'a mut NameBook,
    pub(super) root: &'a str,
    /// Of a bundle of our own, what it says of itself.
    pub(super) manifest: Option<&'a Manifest>,
    /// The threads that pack what is kept as revisions. Their own, since those that read are always busy with what comes next, and
    /// the writing would wait for them.
    pub(super) packers: &'a ThreadPool,
    pub(super) filing: Filing,
    /// Whether an id that no file is known by was made for this import.
    pub(super) ids_are_fresh: bool,
    /// Whether a file of which something could not be taken is read again the next time.
    pub(super) reads_again: bool,
}

/// Articles that are packed at a time.
const PACK: usize = 32;

/// A change that waits for its time.
struct Waiting {
    at: Instant,
    /// Its text, where it is not the working text.
    text: Option<Content>,
}

/// An article put together, before it is written.
struct Made<'s> {
    prepared: Prepared<'s>,
    before: Option<Article>,
    article: Article,
    /// The released text, where it is not the working text.
    other: Option<Content>,
    pending: Option<Waiting>,
    /// Whether it goes out.
    out: bool,
    new_media: usize,
    told: Told,
}

/// What the report says of one article.
struct Told {
    notes: Vec<FileNote>,
    /// Articles that it means by their ids, and that are not here.
    absent: BTreeSet<ArticleId>,
}

impl Taker<'_, '_> {
    pub(super) fn take(&mut self, batch: Vec<Prepared<'_>>) -> Result<Vec<Taken>, DeskError> {
        let mut made = Vec::with_capacity(batch.len());
        for prepared in batch {
            made.push(self.make(prepared)?);
        }
        // Packing needs no library: the first are written while the later ones are still packed.
        let mut taken = Vec::with_capacity(made.len());
        self.packers.in_place_scope(|scope| {
            let mut packed = Vec::new();
            let mut made = made.into_iter().peekable();
            while made.peek().is_some() {
                let some: Vec<_> = made.by_ref().take(PACK).collect();
                let (send, receive) = channel();
                packed.push(receive);
                // Who waits for it is gone where writing failed.
                scope.spawn(move |_| drop(send.send(some.into_iter().map(pack).collect::<Vec<_>>())));
            }
            for (one, snapshot) in packed.into_iter().flatten().flatten() {
                taken.push(self.write(one, &snapshot?)?);
            }
            Ok::<_, DeskError>(())
        })?;
        std::mem::take(&mut self.filing).finish(self.work.tx)?;
        Ok(taken)
    }

    /// Puts the article together: names to ids, paths to media, links to articles.
    fn make<'s>(&mut self, mut prepared: Prepared<'s>) -> Result<Made<'s>, DeskError> {
        if let Some(trouble) = prepared.trouble.take() {
            return Err(trouble.into());
        }
        let mut told =
            Told { notes: prepared.incoming.notes.iter().map(note).collect(), absent: BTreeSet::new() };
        if let Some(wanted) = &prepared.sight.renamed_from {
            told.notes.push(FileNote::whole(format!(
                "the slug {wanted} is taken; it has {} here",
                prepared.sight.slug
            )));
        }
        let mut new_media = 0;
        for (_, media) in &prepared.media {
            if self.work.tx.media(media.hash)?.is_none() {
                let known = self.manifest.map(|manifest| described(manifest, media));
                self.work.tx.put_media(known.as_ref().unwrap_or(media), self.work.now)?;
                new_media += 1;
            }
        }
        // An id that no file had before is this import's own.
        let sight = prepared.sight;
        let may_be_here = sight.known.is_some() || prepared.incoming.exact.is_some() || !self.ids_are_fresh;
        let before = if may_be_here { self.work.tx.article(sight.id)? } else { None };
        let Fields { tags, bylines, .. } = &prepared.incoming.fields;
        let names = (
            join_names(tags.iter().map(|tag| tag.name.as_str())),
            join_names(bylines.iter().map(|byline| byline.name.as_str())),
        );
        let fields = std::mem::take(&mut prepared.incoming.fields);
        let address = (sight.language.clone(), sight.slug.clone());
        let content = self.content(&prepared, fields, address, &mut told)?;
        self.derive_by_names(&mut prepared, &content, &names);
        let exact = prepared.incoming.exact.as_ref();
        let other = match exact.map(|exact| exact.released.clone()) {
            Some(Released::Other(fields)) => Some(self.other(&prepared, *fields, &mut told)?),
            _ => None,
        };
        let pending = match exact.and_then(|exact| exact.pending.clone()) {
            Some(waits) => {
                let text = waits.other.map(|fields| self.other(&prepared, *fields, &mut told)).transpose()?;
                Some(Waiting { at: waits.at, text })
            }
            None => None,
        };
        let out = match &prepared.incoming.exact {
            Some(exact) => !matches!(exact.released, Released::Nothing),
            None => !prepared.incoming.draft,
        };
        let article = self.article(&prepared, content, before.as_ref(), out);
        if !told.absent.is_empty() {
            told.notes.push(FileNote::whole(format!(
                "{} of the articles that it links to or translates are not here; its links lead by their paths until those are imported, and this file with them",
                told.absent.len()
            )));
        }
        Ok(Made { prepared, before, article, other, pending, out, new_media, told })
    }

    /// Search finds an article by what its tags and bylines are called here, whatever the file calls them.
    fn derive_by_names(&self, prepared: &mut Prepared<'_>, content: &Content, told: &(String, String)) {
        let tags = self.book.tags.joined(&content.tags, &content.language);
        let bylines = self.book.bylines.joined(&content.bylines, &content.language);
        if (&told.0, &told.1) != (&tags, &bylines) {
            prepared.derived =
                derive_from(content, &content.body, &prepared.incoming.reading, &tags, &bylines);
        }
    }

    /// A text of the article that is not the working text.
    fn other(
        &mut self,
        prepared: &Prepared<'_>,
        fields: Fields,
        told: &mut Told,
    ) -> Result<Content, DeskError> {
        let address = self.address_out(prepared, &fields)?;
        self.content(prepared, fields, address, told)
    }

    /// The address under which a text is out that is not the working text: its own, where no other article here has it.
    fn address_out(&self, prepared: &Prepared<'_>, fields: &Fields) -> Result<(Language, Slug), DeskError> {
        let sight = prepared.sight;
        let language = fields.language.clone().unwrap_or_else(|| sight.language.clone());
        let slug = fields.slug.clone().unwrap_or_else(|| sight.slug.clone());
        let slug = free_slug(self.work, sight.id, &language, &slug)?;
        Ok((language, slug))
    }

    fn content(
        &mut self,
        prepared: &Prepared<'_>,
        fields: Fields,
        (language, slug): (Language, Slug),
        told: &mut Told,
    ) -> Result<Content, DeskError> {
        let mut content = Content::empty(language.clone(), slug);
        if let Some(filed) = &fields.category {
            content.category = self.book.category(self.work, filed, &language)?;
            if content.category.is_none() {
                told.notes
                    .push(FileNote::whole(format!("{:?} cannot be the name of a category", filed.name)));
            }
        }
        for filed in &fields.tags {
            match self.book.tag(self.work, filed, &language)? {
                Some(id) if !content.tags.contains(&id) => content.tags.push(id),
                Some(_) => {}
                None => {
                    told.notes.push(FileNote::whole(format!("{:?} cannot be the name of a tag", filed.name)));
                }
            }
        }
        for filed in &fields.bylines {
            match self.book.byline(self.work, filed, &language)? {
                Some(id) if !content.bylines.contains(&id) => content.bylines.push(id),
                Some(_) => {}
                None => {
                    told.notes
                        .push(FileNote::whole(format!("{:?} cannot be the name of a byline", filed.name)));
                }
            }
        }
        let held =
            |file: &str| prepared.media.iter().find(|(path, _)| path == file).map(|(_, media)| media.hash);
        content.cover = fields.cover.as_ref().and_then(|cover| cover_of(cover, held));
        for picture in &fields.pictures {
            if let Some(hash) = held(&picture.file) {
                content.pictures.insert(picture.as_written.clone(), hash);
            }
        }
        content.translation = match fields.translation.clone() {
            Some(translation) if self.is_here(translation.source, told)? => Some(translation),
            _ => self.translation(prepared),
        };
        content.headline = fields.headline;
        content.lead = fields.lead;
        content.body = fields.body;
        content.date = fields.date;
        content.seo = fields.seo;
        content.form = fields.form;
        content.view_base = fields.view_base;
        content.aliases = fields.aliases;
        content.custom = fields.custom;
        self.link(prepared, &fields.links, &mut content, told)?;
        Ok(content)
    }

    fn translation(&self, prepared: &Prepared<'_>) -> Option<Translation> {
        let (source, hash) = self.survey.sources.get(prepared.incoming.translation_key.as_ref()?)?;
        let own = *source == prepared.sight.id;
        (!own).then(|| Translation { source: *source, revision: None, source_hash: hash.clone() })
    }

    /// Whether an article that a file means by its id is in the library, or comes into it now. A part of a bundle may mean some that it
    /// does not bring.
    fn is_here(&self, id: ArticleId, told: &mut Told) -> Result<bool, DeskError> {
        let is_here = self.survey.ids.contains(&id) || self.work.tx.words_hash(id)?.is_some();
        if !is_here {
            told.absent.insert(id);
        }
        Ok(is_here)
    }

    /// Links by what the file says they mean, by the addresses of this import, and by those of the library.
    fn link(
        &self,
        prepared: &Prepared<'_>,
        known: &std::collections::BTreeMap<String, LinkTo>,
        content: &mut Content,
        told: &mut Told,
    ) -> Result<(), DeskError> {
        for (href, to) in known {
            let id = match to {
                LinkTo::Article(id) => self.is_here(*id, told)?.then_some(*id),
                LinkTo::Origin(path) => self.survey.by_path.get(path).copied(),
            };
            if let Some(id) = id {
                content.links.insert(href.clone(), id);
            }
        }
        for link in &prepared.incoming.reading.links {
            if content.links.contains_key(&link.href) {
                continue;
            }
            let Some(internal) = links::internal(&link.href) else {
                continue;
            };
            let languages = internal.language.iter().chain([&content.language]);
            let mut here =
                languages.filter_map(|l| self.survey.by_slug.get(&(l.clone(), internal.slug.clone())));
            let id = match here.next() {
                Some(id) => Some(*id),
                None => links::resolve(self.work.tx, &link.href, &content.language)?,
            };
            if let Some(id) = id {
                content.links.insert(link.href.clone(), id);
            }
        }
        Ok(())
    }

    fn article(
        &self,
        prepared: &Prepared<'_>,
        content: Content,
        before: Option<&Article>,
        out: bool,
    ) -> Article {
        let now = self.work.now;
        let exact = prepared.incoming.exact.as_ref();
        let publish_at = prepared.incoming.publish_at.or(content.date).unwrap_or(now);
        let modified = prepared.incoming.modified.filter(|at| *at <= now);
        Article {
            id: prepared.sight.id,
            kind: prepared.incoming.kind,
            publish_at: match exact {
                Some(_) => prepared.incoming.publish_at,
                None => out.then_some(publish_at),
            },
            content,
            stage: exact.map_or(Stage::Draft, |exact| exact.stage),
            version: before.map_or(1, |before| before.version + 1),
            released: None,
            changed_since_release: false,
            pending: None,
            embargo_until: exact.and_then(|exact| exact.embargo_until),
            archived: exact.is_some_and(|exact| exact.archived),
            trashed_at: exact.and_then(|exact| exact.trashed_at),
            created_at: exact.map(|exact| exact.created_at).or(before.map(|b| b.created_at)).unwrap_or(now),
            modified_at: modified.unwrap_or(now),
        }
    }

    fn write(&mut self, made: Made<'_>, snapshot: &Snapshot) -> Result<Taken, DeskError> {
        let Made { prepared, before, mut article, other, pending, out, new_media, told } = made;
        let Told { mut notes, absent } = told;
        if let Err(e) = check_limits(&article.content) {
            // One bad file never stops the rest.
            let (path, why) = (prepared.sight.entry.path.clone(), e.to_string());
            let left = vec![LeftFile { path, line: None, why, reason: LeftReason::TooMuch }];
            return Ok(Taken { fate: Fate::Unchanged, media: 0, left, file: None });
        }
        let hash = source_hash(&prepared.incoming);
        let fate = before.as_ref().map_or(Fate::Added, |before| fate(before, &article, &prepared, hash));
        let is_whole = (prepared.left.is_empty() && absent.is_empty()) || !self.reads_again;
        // The version by which is known next time whether someone wrote here meanwhile.
        let version = match (fate, &before) {
            (Fate::Unchanged, Some(before)) if before.content == article.content => before.version,
            // The file's text is not the article's, whatever is written here.
            (Fate::Unchanged | Fate::KeptBoth, _) => {
                prepared.sight.known.as_ref().map_or(0, |known| known.origin.version)
            }
            _ => article.version,
        };
        let hash = if is_whole { hash } else { in_part(hash) };
        let origin = Origin { article: prepared.sight.id, hash, version };
        match fate {
            Fate::Added | Fate::Updated => {
                self.put(&mut article, before.as_ref(), other.as_ref(), out, snapshot, &prepared)?;
                if let Some(waiting) = pending {
                    self.put_pending(&mut article, &waiting, &prepared.derived)?;
                }
                // What readers had it filed under until now, where the file files it under something else.
                if before.is_some() {
                    self.work.settle(before.as_ref(), &article)?;
                }
                self.work.note_article(&article, before);
            }
            Fate::KeptBoth => {
                let kept =
                    self.work.keep_other(prepared.sight.id, snapshot, &article, prepared.derived.words)?;
                notes.push(FileNote::whole(format!(
                    "both the file and the article have changed; the article stays, the file's text is its revision {kept}"
                )));
            }
            Fate::Unchanged => {}
        }
        // A file that came from a folder above or below this one goes on being known from there.
        let known = prepared.sight.known.as_ref();
        let (root, path) =
            known.map_or((self.root, prepared.sight.entry.path.as_str()), |k| (&k.root, &k.path));
        self.work.tx.put_origin(root, path, &origin)?;
        let how = match fate {
            Fate::Added => "added",
            Fate::Updated => "updated",
            Fate::KeptBoth => "kept both",
            Fate::Unchanged => "unchanged",
        };
        let id = prepared.sight.id.to_string();
        let file = (!notes.is_empty()).then_some(TakenFile {
            path: prepared.sight.entry.path.clone(),
            article: id,
            how,
            notes,
        });
        Ok(Taken { fate, media: new_media, left: prepared.left, file })
    }

    /// Keeps the text of a change that waits, and points at it.
    fn put_pending(
        &mut self,
        article: &mut Article,
        waiting: &Waiting,
        derived: &Derived,
    ) -> Result<(), DeskError> {
        let text = waiting.text.as_ref().unwrap_or(&article.content);
        let kept = revision(self.work, article.modified_at, text, derived);
        let number = self.work.tx.keep_revision(article.id, &Snapshot::of(text)?, &kept)?;
        self.work.tx.put_released_slug(article.id, (&text.language, &text.slug), Some(waiting.at))?;
        article.pending = Some(PendingChange { revision: number, at: waiting.at });
        article.changed_since_release = waiting.text.is_some();
        Ok(self.work.tx.put_release(article)?)
    }

    /// Writes the article, its released revision, and the addresses that it was released under.
    fn put(
        &mut self,
        article: &mut Article,
        before: Option<&Article>,
        other: Option<&Content>,
        out: bool,
        snapshot: &Snapshot,
        prepared: &Prepared<'_>,
    ) -> Result<(), DeskError> {
        let derived: &Derived = &prepared.derived;
        if let Some(before) = before {
            self.work.keep(before, RevisionReason::Overwritten, None)?;
        }
        let is_new = before.is_none();
        if out {
            article.changed_since_release = other.is_some();
            // A new article's first revision has the first number, so its row is written once.
            article.released = is_new.then_some(RevisionNumber(1));
        }
        // The row must be there before its revision.
        self.work.tx.put_article_among(article, derived, self.work.by, &mut self.filing, is_new)?;
        if out {
            let released = other.unwrap_or(&article.content);
            let kept = revision(self.work, article.modified_at, released, derived);
            let number = if is_new {
                self.work.tx.keep_first_revision(article.id, snapshot, &kept)?
            } else {
                self.work.tx.keep_revision(article.id, snapshot, &kept)?
            };
            let address = (&released.language, &released.slug);
            self.work.tx.put_released_slug(article.id, address, article.publish_at)?;
            if article.released.replace(number) != Some(number) {
                self.work.tx.put_release(article)?;
            }
        }
        for (language, slug) in prepared.incoming.exact.iter().flat_map(|exact| &exact.old_slugs) {
            if free_slug(self.work, article.id, language, slug)? == *slug {
                self.work.tx.put_released_slug(article.id, (language, slug), Some(self.work.now))?;
            }
        }
        for filed in prepared.incoming.exact.iter().flat_map(|exact| &exact.filed_before) {
            let category = filed.category.map(|id| self.book.categories.meant(id).unwrap_or(id));
            self.work.tx.put_former_filing(article.id, (category, filed.date), filed.until)?;
        }
        Ok(())
    }
}

/// A file as a bundle of our own describes it.
pub(super) fn described(manifest: &Manifest, media: &Media) -> Media {
    let record = manifest.nouns.media.iter().find(|record| record.hash == media.hash);
    record.map_or_else(
        || media.clone(),
        |record| Media {
            name: record.name.clone(),
            alt: record.alt.clone(),
            caption: record.caption.clone(),
            credit: record.credit.clone(),
            focal: record.focal,
            ..media.clone()
        },
    )
}

/// What becomes of a file whose article is here. `hash`: the file's.
fn fate(before: &Article, article: &Article, prepared: &Prepared<'_>, hash: [u8; 32]) -> Fate {
    let is_same = before.content == article.content;
    match prepared.sight.known.as_ref().map(|known| &known.origin) {
        // Only what could not be taken the last time may be new.
        Some(known) if known.hash == in_part(hash) => {
            if is_same || before.version != known.version {
                Fate::Unchanged
            } else {
                Fate::Updated
            }
        }
        Some(known) if before.version == known.version => Fate::Updated,
        _ if is_same => Fate::Unchanged,
        None if is_untouched(before, article, prepared) => Fate::Updated,
        _ => Fate::KeptBoth,
    }
}

/// Whether an article of this library still is what was written into the bundle that comes back now: then what someone did to the file is
/// taken. Writing here would have moved its time, and releasing and the like what else a bundle says of it.
fn is_untouched(before: &Article, article: &Article, prepared: &Prepared<'_>) -> bool {
    prepared.incoming.exact.as_ref().is_some_and(|exact| {
        exact.modified_at == before.modified_at
            && before.released.is_some() != matches!(exact.released, Released::Nothing)
            && (before.stage, before.archived, before.trashed_at, before.publish_at, before.embargo_until)
                == (
                    article.stage,
                    article.archived,
                    article.trashed_at,
                    article.publish_at,
                    article.embargo_until,
                )
            && before.pending.is_some() == exact.pending.is_some()
    })
}

fn pack(one: Made<'_>) -> (Made<'_>, Result<Snapshot, StoreError>) {
    let snapshot = Snapshot::of(one.other.as_ref().unwrap_or(&one.article.content));
    (one, snapshot)
}

fn note(note: &Note) -> FileNote {
    FileNote { line: note.line, note: note.what.to_string() }
}

fn revision(work: &Work<'_>, made_at: Instant, content: &Content, derived: &Derived) -> Revision {
    Revision {
        number: RevisionNumber(0), // the store counts
        made_at,
        by: work.by.clone(),
        reason: RevisionReason::Imported,
        name: None,
        headline: content.headline.clone(),
        words: derived.words,
    }
}

fn cover_of(cover: &CoverRef, held: impl Fn(&str) -> Option<galley_domain::MediaHash>) -> Option<Cover> {
    let picture = match &cover.picture {
        CoverPicture::File(picture) => Picture::Media(held(&picture.file)?),
        CoverPicture::Remote(url) => Picture::Remote(url.clone()),
    };
    let (alt, caption, credit) = (cover.alt.clone(), cover.caption.clone(), cover.credit.clone());
    Some(Cover { picture, alt, caption, credit })
}
