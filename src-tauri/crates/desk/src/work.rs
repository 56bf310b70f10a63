//! A change in the making: writes through it, and it remembers what was there before.

use std::collections::{BTreeSet, HashSet};

use galley_domain::{
    Article, ArticleId, Byline, Category, Content, Form, Ids, Instant, Media, Names, RevisionNumber, Tag,
    Target,
};
use galley_store::{FiledAs, Noun, Revision, RevisionReason, Setting, Signature, Snapshot, Tx};
use uuid::Uuid;

use crate::DeskError;
use crate::derived::derive;
use crate::publish::follow_change;
use crate::undo::Old;
use crate::wire::{ChangeTag, Changes, Op};

/// A revision is closed when writing rests for this long, in milliseconds.
const PAUSE_MS: i64 = 5 * 60 * 1000;
/// Writing without a rest closes one after this long all the same, in milliseconds.
const STRETCH_MS: i64 = 15 * 60 * 1000;

/// A noun that can be put back.
pub(crate) trait Undoable: Noun + Clone {
    const TAG: ChangeTag;
    /// Keeps the addresses that readers had it under before.
    fn follow(&mut self, before: &Self);
    fn old(id: Uuid, before: Option<Self>) -> Old;
    /// The names that search finds its articles by.
    fn searched(&self) -> Option<&Names>;
}

macro_rules! undoable {
    ($($noun:ident => $tag:ident, $searched:expr, $follow:expr;)*) => {$(
        impl Undoable for $noun {
            const TAG: ChangeTag = ChangeTag::$tag;
            fn follow(&mut self, before: &Self) {
                let follow: fn(&mut Self, &Self) = $follow;
                follow(self, before);
            }
            fn old(id: Uuid, before: Option<Self>) -> Old {
                Old::$noun { id, before: before.map(Into::into) }
            }
            fn searched(&self) -> Option<&Names> {
                let searched: fn(&Self) -> Option<&Names> = $searched;
                searched(self)
            }
        }
    )*};
}

undoable! {
    Category => Categories, |_| None, Category::follow;
    Tag => Tags, |tag| Some(&tag.names), |tag, before| tag.names.follow(&before.names);
    Byline => Bylines, |byline| Some(&byline.names), |byline, before| byline.names.follow(&before.names);
    Form => Targets, |_| None, |_, _| {};
    Target => Targets, |_| None, Target::follow;
}

pub(crate) struct Work<'t> {
    pub(crate) tx: &'t Tx<'t>,
    pub(crate) now: Instant,
    pub(crate) by: &'t Signature,
    ids: &'t mut dyn Ids,
    old: Vec<Old>,
    /// Small nouns that were not there before.
    made: HashSet<Uuid>,
    tags: BTreeSet<ChangeTag>,
    articles: Vec<ArticleId>,
}

impl<'t> Work<'t> {
    pub(crate) fn new(tx: &'t Tx<'t>, now: Instant, ids: &'t mut dyn Ids, by: &'t Signature) -> Self {
        Self {
            tx,
            now,
            by,
            ids,
            old: Vec::new(),
            made: HashSet::new(),
            tags: BTreeSet::new(),
            articles: Vec::new(),
        }
    }

    pub(crate) fn finish(self, op: Op) -> (Vec<Old>, Changes) {
        (self.old, Changes { op, tags: self.tags.into_iter().collect(), articles: self.articles })
    }

    pub(crate) fn new_id(&mut self) -> Uuid {
        self.ids.next(self.now)
    }

    /// The article, or an error that names it.
    pub(crate) fn article(&self, id: ArticleId) -> Result<Article, DeskError> {
        self.tx.article(id)?.ok_or_else(|| DeskError::unknown("article", id))
    }

    /// Writes an article. `before` is what it was, as the caller read it in this same transaction.
    pub(crate) fn put_article(
        &mut self,
        article: &Article,
        before: Option<Article>,
    ) -> Result<(), DeskError> {
        let derived = derive(self.tx, &article.content)?;
        self.tx.put_article(article, &derived, self.by)?;
        self.settle(before.as_ref(), article)?;
        self.note_article(article, before);
        Ok(())
    }

    /// What follows from a change for the addresses of an article, and for the jobs at servers.
    pub(crate) fn settle(&self, before: Option<&Article>, article: &Article) -> Result<(), DeskError> {
        self.settle_addresses(before, article)?;
        before.map_or(Ok(()), |before| follow_change(self, before, article))
    }

    /// Reserves the addresses under which the article goes out, each from when it does; those under which it was to go out, and will not,
    /// are forgotten: a site tells readers only of addresses that they had.
    fn settle_addresses(&self, before: Option<&Article>, article: &Article) -> Result<(), DeskError> {
        let goes_out = |article: &Article| (article.released, article.publish_at, article.pending);
        if before.map_or((None, None, None), goes_out) == goes_out(article) {
            return Ok(());
        }
        self.tx.drop_slugs_after(article.id, self.now)?;
        let released = article.released.map(|number| (number, article.publish_at));
        let pending = article.pending.map(|change| (change.revision, Some(change.at)));
        self.tx.drop_filings_after(article.id, self.now)?;
        // What readers have now is filed as that was, until the next takes its place.
        let had = before.and_then(|before| Some((before.going_out(self.now).ok()?, before.publish_at)));
        let mut filed = had.map(|(number, at)| self.filing(article, number, at)).transpose()?.flatten();
        for (number, at) in released.into_iter().chain(pending) {
            if let Some(Content { language, slug, .. }) = self.tx.revision(article.id, number)? {
                self.tx.put_released_slug(article.id, (&language, &slug), at)?;
            }
            let next = self.filing(article, number, article.publish_at)?;
            if let Some(former) = filed.filter(|former| next.is_some_and(|next| next != *former)) {
                let from = at.unwrap_or(self.now).max(self.now);
                self.tx.put_former_filing(article.id, former, from)?;
            }
            filed = next;
        }
        Ok(())
    }

    /// What a released revision is filed under; `publish_at` dates one that has no date of its own.
    fn filing(
        &self,
        article: &Article,
        number: RevisionNumber,
        publish_at: Option<Instant>,
    ) -> Result<Option<FiledAs>, DeskError> {
        let content = self.tx.revision(article.id, number)?;
        Ok(content
            .map(|content| (content.category, content.date.or(publish_at).unwrap_or(article.created_at))))
    }

    /// Notes that an article was written, where the writing was done with what had been derived elsewhere.
    pub(crate) fn note_article(&mut self, article: &Article, before: Option<Article>) {
        self.old.push(Old::Article { id: article.id, before: before.map(Box::new), after: article.version });
        self.tags.insert(ChangeTag::Articles);
        self.articles.push(article.id);
    }

    /// Keeps the working text as a revision before it is overwritten, where the rule says so: after a rest, after a long stretch,
    /// when someone else wrote it, and always for a change that is not typing.
    pub(crate) fn keep_before(
        &self,
        before: &Article,
        op: Op,
        reason: RevisionReason,
    ) -> Result<(), DeskError> {
        let now_ms = self.now.timestamp_millis();
        let typing = op == Op::Write
            && now_ms - before.modified_at.timestamp_millis() < PAUSE_MS
            && self.tx.last_signature(before.id)?.as_ref() == Some(self.by)
            && self.tx.newest_revision_made_at(before.id)?.unwrap_or(before.created_at).timestamp_millis()
                > now_ms - STRETCH_MS;
        if !typing {
            self.keep(before, reason, None)?;
            self.tx.thin_revisions(before.id, self.now)?;
        }
        Ok(())
    }

    /// Keeps an article's working text as a revision.
    pub(crate) fn keep(
        &self,
        article: &Article,
        reason: RevisionReason,
        name: Option<&str>,
    ) -> Result<RevisionNumber, DeskError> {
        let revision = Revision {
            number: RevisionNumber(0), // the store counts
            made_at: article.modified_at,
            by: self.tx.last_signature(article.id)?.unwrap_or_else(|| self.by.clone()),
            reason,
            name: name.map(str::to_owned),
            headline: article.content.headline.clone(),
            words: self.tx.row(article.id)?.map_or(0, |row| row.words),
        };
        Ok(self.tx.keep_revision(article.id, &Snapshot::of(&article.content)?, &revision)?)
    }

    /// Keeps a text that was not taken as a revision of the article that stays.
    pub(crate) fn keep_other(
        &self,
        id: ArticleId,
        snapshot: &Snapshot,
        other: &Article,
        words: u32,
    ) -> Result<RevisionNumber, DeskError> {
        let revision = Revision {
            number: RevisionNumber(0), // the store counts
            made_at: other.modified_at,
            by: self.by.clone(),
            reason: RevisionReason::Conflict,
            name: None,
            headline: other.content.headline.clone(),
            words,
        };
        Ok(self.tx.keep_revision(id, snapshot, &revision)?)
    }

    pub(crate) fn put_noun<N: Undoable>(&mut self, noun: &N) -> Result<(), DeskError> {
        let before = self.tx.noun::<N>(noun.uuid())?;
        let mut noun = noun.clone();
        match &before {
            // What is made in this transaction nobody had under any address.
            Some(before) if !self.made.contains(&noun.uuid()) => noun.follow(before),
            Some(_) => {}
            None => {
                self.made.insert(noun.uuid());
            }
        }
        self.tx.put_noun(&noun)?;
        if before.as_ref().is_some_and(|before| before.searched() != noun.searched()) {
            self.derive_again(noun.uuid())?;
        }
        self.note_noun::<N>(noun.uuid(), before);
        Ok(())
    }

    /// Articles are found by the names of their tags and bylines: a new name must find them, the old one no longer.
    fn derive_again(&self, filed_under: Uuid) -> Result<(), DeskError> {
        for id in self.tx.filed_under(filed_under)? {
            let article = self.article(id)?;
            let by = self.tx.last_signature(id)?.unwrap_or_else(|| self.by.clone());
            self.tx.put_article(&article, &derive(self.tx, &article.content)?, &by)?;
        }
        Ok(())
    }

    pub(crate) fn remove_noun<N: Undoable>(&mut self, id: Uuid) -> Result<(), DeskError> {
        let before = self.tx.noun::<N>(id)?;
        self.tx.remove_noun::<N>(id, self.now)?;
        self.note_noun::<N>(id, before);
        Ok(())
    }

    fn note_noun<N: Undoable>(&mut self, id: Uuid, before: Option<N>) {
        self.old.push(N::old(id, before));
        self.tags.insert(N::TAG);
    }

    /// Says something else about a file of the library. The articles that show it look different then.
    pub(crate) fn describe_media(&mut self, media: &Media) -> Result<(), DeskError> {
        let before = self.tx.media(media.hash)?.ok_or_else(|| DeskError::unknown("picture", media.hash))?;
        self.tx.put_media(media, self.now)?;
        self.old.push(Old::Media(Box::new(before)));
        self.tags.insert(ChangeTag::Articles);
        self.articles.extend(self.tx.media_used_in(media.hash)?);
        Ok(())
    }

    pub(crate) fn set(&mut self, setting: Setting, value: &serde_json::Value) -> Result<(), DeskError> {
        let before = self.tx.setting(setting)?;
        self.tx.set(setting, value)?;
        self.old.push(Old::Setting { setting, before });
        self.tags.insert(ChangeTag::Settings);
        Ok(())
    }

    /// Makes a word one of the house, or none; false where it was so already.
    pub(crate) fn put_house_word(&mut self, word: &str, is_one: bool) -> Result<bool, DeskError> {
        let mut words = crate::spelling::house_words(self.tx)?;
        let is_new = if is_one {
            words.add(word.to_owned()).map_err(|e| DeskError::invalid(word, e))?
        } else {
            words.remove(word)
        };
        if is_new {
            self.tx.set(Setting::HouseWords, &words.iter().collect())?;
            self.old.push(Old::HouseWord { word: word.to_owned(), was_there: !is_one });
            self.tags.insert(ChangeTag::Settings);
        }
        Ok(is_new)
    }

    /// Puts an old value back. What stands there now becomes the old value of this step.
    pub(crate) fn put_back(&mut self, old: &Old) -> Result<(), DeskError> {
        match old {
            Old::Article { id, before, after } => self.put_article_back(*id, before.as_deref(), *after),
            Old::Category { id, before } => self.put_noun_back(*id, before.as_ref()),
            Old::Tag { id, before } => self.put_noun_back(*id, before.as_ref()),
            Old::Byline { id, before } => self.put_noun_back(*id, before.as_ref()),
            Old::Form { id, before } => self.put_noun_back(*id, before.as_ref()),
            Old::Target { id, before } => self.put_noun_back(*id, before.as_deref()),
            Old::Media(before) => self.describe_media(before),
            Old::Setting { setting, before } => {
                let value = before.clone().unwrap_or(serde_json::Value::Null);
                self.set(*setting, &value)
            }
            Old::HouseWord { word, was_there } => self.put_house_word(word, *was_there).map(|_| ()),
        }
    }

    fn put_noun_back<N: Undoable>(&mut self, id: Uuid, before: Option<&N>) -> Result<(), DeskError> {
        match before {
            Some(noun) => self.put_noun(noun),
            None => self.remove_noun::<N>(id),
        }
    }

    /// An article that was not there before goes into the trash: undoing never takes a text out of the library.
    fn put_article_back(
        &mut self,
        id: ArticleId,
        before: Option<&Article>,
        after: u64,
    ) -> Result<(), DeskError> {
        let now = self.article(id)?;
        if now.version != after {
            return Err(DeskError::ChangedSince);
        }
        let mut back = match before {
            Some(before) => before.clone(),
            None => Article { trashed_at: Some(self.now), ..now.clone() },
        };
        if back.content != now.content {
            self.keep(&now, RevisionReason::Overwritten, None)?;
        }
        back.version = now.version + 1;
        back.modified_at = self.now;
        self.put_article(&back, Some(now))
    }
}

impl From<galley_store::CursorError> for DeskError {
    fn from(error: galley_store::CursorError) -> Self {
        Self::invalid("after", error)
    }
}
