//! An article put together: names to ids, paths to media, links to articles.

use std::collections::BTreeSet;

use galley_bundle::{CoverPicture, CoverRef, Fields, LinkTo, Released};
use galley_domain::{
    Article, ArticleId, Content, Cover, Internal, Language, MediaHash, Picture, Slug, Stage, Translation,
};

use galley_store::words_hash;

use super::{Approved, Made, Taker, Told, Waiting, described};
use crate::article::free_slug;
use crate::derived::{derive_from, join_names};
use crate::import::prepare::Prepared;
use crate::listing::hex;
use crate::wire::{FileNote, RemarkReason};
use crate::{DeskError, links};

impl Taker<'_, '_> {
    pub(super) fn make<'s>(&mut self, mut prepared: Prepared<'s>) -> Result<Made<'s>, DeskError> {
        if let Some(trouble) = prepared.trouble.take() {
            return Err(trouble.into());
        }
        let mut told = Told {
            notes: prepared.incoming.notes.iter().map(FileNote::from).collect(),
            absent: BTreeSet::new(),
        };
        if let Some(wanted) = &prepared.sight.renamed_from {
            let slug = &prepared.sight.slug;
            told.notes.push(FileNote::whole(
                format!("the slug {wanted} is taken; it has {slug} here"),
                RemarkReason::SlugTaken { from: wanted.to_string(), to: slug.to_string() },
            ));
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
        let goes_out = match &prepared.incoming.exact {
            Some(exact) => matches!(exact.released, Released::Working | Released::Other(_)),
            None => !prepared.incoming.draft,
        };
        let waits = goes_out && !self.may_go_out(&prepared);
        let out = goes_out && !waits;
        let mut article = self.article(&prepared, content, before.as_ref(), out);
        if waits {
            wait_for_approval(&mut article, before.as_ref());
        }
        if !told.absent.is_empty() {
            let count = told.absent.len();
            told.notes.push(FileNote::whole(
                format!(
                    "{count} of the articles that it links to or translates are not here; its links lead by their paths until those are imported, and this file with them"
                ),
                RemarkReason::Absent { count },
            ));
        }
        let (other, pending) = if waits { (None, None) } else { (other, pending) };
        Ok(Made { prepared, before, article, other, pending, out, waits, new_media, told })
    }

    /// Whether a text may go out as it comes. Where the library reviews, only what was approved: what a bundle brings unedited from
    /// here, or from another library that reviews.
    fn may_go_out(&self, prepared: &Prepared<'_>) -> bool {
        if self.approved == Approved::All {
            return true;
        }
        let (Some(exact), Some(manifest)) = (&prepared.incoming.exact, self.manifest) else {
            return false;
        };
        let was_reviewed = exact.stage == Stage::Approved
            || manifest.nouns.settings.as_ref().is_some_and(|settings| settings.review)
            || self.approved == Approved::Own;
        !exact.edited && was_reviewed
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
                told.notes.push(FileNote::no_name("category", &filed.name, |name| {
                    RemarkReason::NoCategory { name }
                }));
            }
        }
        for filed in &fields.tags {
            match self.book.tag(self.work, filed, &language)? {
                Some(id) if !content.tags.contains(&id) => content.tags.push(id),
                Some(_) => {}
                None => {
                    told.notes
                        .push(FileNote::no_name("tag", &filed.name, |name| RemarkReason::NoTag { name }));
                }
            }
        }
        for filed in &fields.bylines {
            match self.book.byline(self.work, filed, &language)? {
                Some(id) if !content.bylines.contains(&id) => content.bylines.push(id),
                Some(_) => {}
                None => {
                    told.notes.push(FileNote::no_name("byline", &filed.name, |name| {
                        RemarkReason::NoByline { name }
                    }));
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
            Some(translation) if self.is_here(translation.source, told)? => Some(self.numbered(translation)?),
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

    /// A link to a source with the number of its revision only where that has the words that were translated: in another library the same
    /// number is of another text.
    fn numbered(&self, mut link: Translation) -> Result<Translation, DeskError> {
        if let Some(number) = link.revision {
            let kept = self.work.tx.revision(link.source, number)?;
            let words = |kept: Content| hex(words_hash(&kept.headline, &kept.lead, &kept.body));
            if kept.map(words).as_ref() != Some(&link.source_hash) {
                link.revision = None;
            }
        }
        Ok(link)
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
            let Some(internal) = Internal::read(&link.href) else {
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
        // A released text that the file has lost takes nothing off that is out already.
        let stays = before.filter(|_| exact.is_some_and(|exact| exact.released == Released::Lost));
        Article {
            id: prepared.sight.id,
            kind: prepared.incoming.kind,
            publish_at: match exact {
                Some(_) => prepared.incoming.publish_at,
                None => out.then_some(publish_at),
            },
            content,
            slug_chosen: prepared.incoming.slug_chosen,
            stage: exact.map_or(Stage::Draft, |exact| exact.stage),
            version: before.map_or(1, |before| before.version + 1),
            released: stays.and_then(|before| before.released),
            changed_since_release: stays.is_some_and(|before| before.released.is_some()),
            pending: stays.and_then(|before| before.pending),
            embargo_until: exact.and_then(|exact| exact.embargo_until),
            // What its tool shows no more goes out nowhere.
            archived: exact.map_or_else(
                || prepared.incoming.expires.is_some_and(|at| at <= now),
                |exact| exact.archived,
            ),
            trashed_at: exact.and_then(|exact| exact.trashed_at),
            created_at: exact.map(|exact| exact.created_at).or(before.map(|b| b.created_at)).unwrap_or(now),
            modified_at: modified.unwrap_or(now),
        }
    }
}

/// Hands a text to whoever approves it. Readers keep what they had of it.
fn wait_for_approval(article: &mut Article, before: Option<&Article>) {
    article.stage = Stage::Review;
    article.publish_at = None;
    if let Some(before) = before {
        article.released = before.released;
        article.publish_at = before.publish_at;
        article.pending.clone_from(&before.pending);
        let is_other = before.changed_since_release || before.content != article.content;
        article.changed_since_release = before.released.is_some() && is_other;
    }
}

fn cover_of(cover: &CoverRef, held: impl Fn(&str) -> Option<MediaHash>) -> Option<Cover> {
    let picture = match &cover.picture {
        CoverPicture::File(picture) => Picture::Media(held(&picture.file)?),
        CoverPicture::Remote(url) => Picture::Remote(url.clone()),
    };
    let (alt, caption, credit) = (cover.alt.clone(), cover.caption.clone(), cover.credit.clone());
    Some(Cover { picture, alt, caption, credit })
}
