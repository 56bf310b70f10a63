//! A change in the making: writes through it, and it remembers what was there before.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use galley_domain::{
    Article, ArticleId, Byline, Category, Form, Ids, Instant, Language, Media, Names, Slug, Tag, Target,
};
use galley_markdown::Reading;
use galley_store::{Filing, Noun, Setting, Signature, Tx};
use uuid::Uuid;

use crate::DeskError;
use crate::derived::derive;
use crate::undo::{Before, NounsBack, Old, Record};
use crate::wire::{ChangeTag, Changes, Op};

/// A noun that can be put back.
pub(crate) trait Undoable: Noun + Clone {
    const TAG: ChangeTag;
    /// Keeps the addresses that readers had it under before.
    fn follow(&mut self, before: &Self);
    fn old(id: Uuid, before: Option<Self>, after: Record) -> Old;
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
            fn old(id: Uuid, before: Option<Self>, after: Record) -> Old {
                Old::$noun { id, before: before.map(Into::into), after }
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
    /// Small nouns that were put back.
    back: NounsBack,
    tags: BTreeSet<ChangeTag>,
    articles: Vec<ArticleId>,
    /// What search finds the articles by that were written so far; written with the last of them.
    pub(crate) filing: Filing,
    /// Nouns that were looked up by what was typed: many articles are often given the same.
    meant: HashMap<(&'static str, String), Uuid>,
    /// The body that was read last, and what stands in it: a save asks that several times.
    read: RefCell<Option<(String, Rc<Reading>)>>,
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
            back: HashMap::new(),
            tags: BTreeSet::new(),
            articles: Vec::new(),
            filing: Filing::default(),
            meant: HashMap::new(),
            read: RefCell::default(),
        }
    }

    /// What stands in a body. Of the same one as the last time it is known.
    pub(crate) fn reading(&self, body: &str) -> Rc<Reading> {
        let mut read = self.read.borrow_mut();
        if let Some((_, reading)) = read.as_ref().filter(|(known, _)| known == body) {
            return Rc::clone(reading);
        }
        let reading = Rc::new(galley_markdown::read(body));
        *read = Some((body.to_owned(), Rc::clone(&reading)));
        reading
    }

    pub(crate) fn finish(self, op: Op) -> Result<(Vec<Old>, Changes), DeskError> {
        self.filing.finish(self.tx)?;
        Ok((self.old, Changes { op, tags: self.tags.into_iter().collect(), articles: self.articles }))
    }

    /// The noun of a kind that is meant by what was typed, asked for once.
    pub(crate) fn meant(
        &mut self,
        kind: &'static str,
        typed: &str,
        find: impl FnOnce(&mut Self) -> Result<Uuid, DeskError>,
    ) -> Result<Uuid, DeskError> {
        let key = (kind, typed.to_owned());
        if let Some(id) = self.meant.get(&key) {
            return Ok(*id);
        }
        let id = find(self)?;
        self.meant.insert(key, id);
        Ok(id)
    }

    pub(crate) fn new_id(&mut self) -> Uuid {
        self.ids.next(self.now)
    }

    /// The article, or an error that names it.
    pub(crate) fn article(&self, id: ArticleId) -> Result<Article, DeskError> {
        self.tx.article(id)?.ok_or_else(|| DeskError::unknown("article", id))
    }

    /// Takes an article out for good. Nothing of it is kept for undo.
    pub(crate) fn remove_article(&mut self, id: ArticleId) -> Result<(), DeskError> {
        self.tx.remove_article(id, self.now)?;
        self.tags.insert(ChangeTag::Articles);
        self.articles.push(id);
        Ok(())
    }

    /// Has links that were written to an address before anyone had it mean this article. No step of undo: they are to this article as long
    /// as there is one.
    pub(crate) fn meet_links(&mut self, id: ArticleId, address: (&Language, &Slug)) -> Result<(), DeskError> {
        let met = self.tx.meet_links(id, address)?;
        if !met.is_empty() {
            self.tags.insert(ChangeTag::Articles);
            self.articles.extend(met);
        }
        Ok(())
    }

    /// Notes that things of this kind changed.
    pub(crate) fn note(&mut self, tag: ChangeTag) {
        self.tags.insert(tag);
    }

    /// Notes that an article was written, where the writing was done with what had been derived elsewhere.
    pub(crate) fn note_article(&mut self, article: &Article, before: Option<Article>) {
        let before = before.map(|before| Before::of(before, article));
        self.old.push(Old::Article { id: article.id, before, after: article.version });
        self.tags.insert(ChangeTag::Articles);
        self.articles.push(article.id);
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
        self.note_noun::<N>(noun.uuid(), before)
    }

    /// Articles are found by the names of their tags and bylines: a new name must find them, the old one no longer.
    fn derive_again(&mut self, filed_under: Uuid) -> Result<(), DeskError> {
        let filed = self.tx.filed_under(filed_under)?;
        for id in self.tx.in_stored_order(&filed)? {
            let derived = derive(self, &self.article(id)?.content)?;
            self.tx.file_again(id, &derived.tokens, &mut self.filing)?;
        }
        Ok(())
    }

    pub(crate) fn remove_noun<N: Undoable>(&mut self, id: Uuid) -> Result<(), DeskError> {
        let before = self.tx.noun::<N>(id)?;
        self.tx.remove_noun::<N>(id, self.now)?;
        self.note_noun::<N>(id, before)
    }

    fn note_noun<N: Undoable>(&mut self, id: Uuid, before: Option<N>) -> Result<(), DeskError> {
        let after = self.record::<N>(id)?;
        self.old.push(N::old(id, before, after));
        self.tags.insert(N::TAG);
        // It may be called otherwise now, or be gone.
        self.meant.clear();
        Ok(())
    }

    fn record<N: Noun>(&self, id: Uuid) -> Result<Record, DeskError> {
        self.tx.noun::<N>(id)?.as_ref().map(record).transpose()
    }

    /// Says something else about a file of the library. The articles that show it look different then.
    pub(crate) fn describe_media(&mut self, media: &Media) -> Result<(), DeskError> {
        let before = self.tx.media(media.hash)?.ok_or_else(|| DeskError::unknown("picture", media.hash))?;
        self.tx.put_media(media, self.now)?;
        let after = self.tx.media(media.hash)?.unwrap_or_else(|| media.clone());
        self.old.push(Old::Media { before: Box::new(before), after: Box::new(after) });
        self.tags.insert(ChangeTag::Articles);
        self.articles.extend(self.tx.media_used_in(media.hash)?);
        Ok(())
    }

    pub(crate) fn set(&mut self, setting: Setting, value: &serde_json::Value) -> Result<(), DeskError> {
        let before = self.tx.setting(setting)?;
        self.tx.set(setting, value)?;
        self.old.push(Old::Setting { setting, before, after: self.tx.setting(setting)? });
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
            Old::Article { id, before, after } => self.put_article_back(*id, before.as_ref(), *after),
            Old::Category { id, before, after } => self.put_noun_back(*id, before.as_ref(), after),
            Old::Tag { id, before, after } => self.put_noun_back(*id, before.as_ref(), after),
            Old::Byline { id, before, after } => self.put_noun_back(*id, before.as_ref(), after),
            Old::Form { id, before, after } => self.put_noun_back(*id, before.as_ref(), after),
            Old::Target { id, before, after } => self.put_noun_back(*id, before.as_deref(), after),
            Old::Media { before, after } => {
                must_be(self.tx.media(before.hash)?.as_ref() == Some(after))?;
                self.describe_media(before)
            }
            Old::Setting { setting, before, after } => {
                must_be(self.tx.setting(*setting)? == *after)?;
                let value = before.clone().unwrap_or(serde_json::Value::Null);
                self.set(*setting, &value)
            }
            Old::HouseWord { word, was_there } => self.put_house_word(word, *was_there).map(|_| ()),
        }
    }

    fn put_noun_back<N: Undoable>(
        &mut self,
        id: Uuid,
        before: Option<&N>,
        after: &Record,
    ) -> Result<(), DeskError> {
        // Within one step it may have been put back once already.
        let after = self.back.get(&(id, after.clone())).unwrap_or(after);
        must_be(self.record::<N>(id)? == *after)?;
        match before {
            Some(noun) => self.put_noun(noun)?,
            None => self.remove_noun::<N>(id)?,
        }
        let now = self.record::<N>(id)?;
        self.back.insert((id, before.map(record).transpose()?), now);
        Ok(())
    }

    /// What was put back, and what it is now. Answers it once.
    pub(crate) fn nouns_put_back(&mut self) -> NounsBack {
        std::mem::take(&mut self.back)
    }
}

/// A noun as it is stored.
fn record<N: Noun>(noun: &N) -> Result<String, DeskError> {
    Ok(serde_json::to_string(noun).map_err(galley_store::StoreError::from)?)
}

/// What someone else changed since stays as they made it.
fn must_be(is_as_it_was_left: bool) -> Result<(), DeskError> {
    if is_as_it_was_left { Ok(()) } else { Err(DeskError::ChangedSince) }
}

impl From<galley_store::CursorError> for DeskError {
    fn from(error: galley_store::CursorError) -> Self {
        Self::invalid("after", error)
    }
}
