//! What a page asked the index while it was made. Where the answers are the same again, so is the page: its values need not
//! be made to see that. The index notes it itself, so nothing that is asked can be forgotten.
//!
//! What all pages of a language share is not noted: languages, categories, forms, menus. Where one of these differs, no note holds.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use galley_domain::{ArticleId, Language};
use uuid::Uuid;

use super::{Index, Leads, List, Subject};
use crate::memory::{Key, Stood};

/// Stand before the identities of tags and of bylines.
const NOUN_WORDS: [&str; 2] = ["tag", "byline"];

fn hash_of(write: impl FnOnce(&mut DefaultHasher)) -> u64 {
    let mut hasher = DefaultHasher::new();
    write(&mut hasher);
    hasher.finish()
}

/// Names the list of a tag or byline in a language.
fn noun_identity(word: &str, noun: &Uuid, language: &Language) -> u64 {
    hash_of(|hasher| (word, noun.as_bytes(), language).hash(hasher))
}

thread_local! {
    /// The notes of the page that this thread is making.
    static NOTES: RefCell<Option<Notes>> = const { RefCell::new(None) };
}

/// What was asked. Articles are named by their places counted from the oldest: so a new article, which as a rule is the newest, leaves all
/// others their names ([`Index::older_than`]). Lists are named by their slots, which they keep from index to index ([`Index::give_slots`]).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Notes {
    /// The articles of which something is shown.
    pub(crate) entries: Vec<u32>,
    /// The lists whose members are shown, or counted.
    pub(crate) lists: Vec<u32>,
    /// The lists that are led to, or might be.
    pub(crate) linked: Vec<u32>,
    /// Everything else, with what was answered.
    pub(crate) asked: Vec<Ask>,
}

/// A question whose answer follows from other articles than the ones that it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Ask {
    /// The articles before and after one in time.
    Neighbours(u32, [Option<u32>; 2]),
    /// The articles on the same matter.
    Related(u32, Vec<u32>),
    /// The versions in other languages.
    Versions(u32, Vec<u32>),
    /// Whether something stands at a path.
    Path(Box<str>, bool),
    /// The article that a former path leads to.
    LeadsTo(Box<str>, Option<u32>),
    /// Whether an article goes out.
    Article(ArticleId, bool),
    /// What stands on a page of a list: the list, the page, and what names this.
    Page(u32, u32, [u8; 8]),
    /// A list that is not there, by its identity.
    NoList(u64),
}

/// Does some work and answers, beside what came out, what was asked meanwhile.
pub(crate) fn noting<T>(work: impl FnOnce() -> T) -> (T, Notes) {
    NOTES.set(Some(Notes::default()));
    let out = work();
    let mut notes = NOTES.take().unwrap_or_default();
    for numbers in [&mut notes.entries, &mut notes.lists, &mut notes.linked] {
        numbers.sort_unstable();
        numbers.dedup();
        numbers.shrink_to_fit();
    }
    notes.asked.dedup();
    (out, notes)
}

pub(super) fn note(what: impl FnOnce(&mut Notes)) {
    NOTES.with_borrow_mut(|notes| {
        if let Some(notes) = notes {
            what(notes);
        }
    });
}

/// An index, and what became in it of an older one that had the same catalog.
pub(crate) struct Since<'i> {
    index: &'i Index,
    /// By its name in the older one, an article's name in this one.
    names: Vec<Option<u32>>,
    /// Whether some of these differ.
    renamed: bool,
    /// By the same, whether what pages show of it may be another.
    touched: Vec<bool>,
    /// By slot, whether a list has other members, or is gone.
    lists: Vec<bool>,
    /// By slot, whether what leads to a list may be another.
    linked: Vec<bool>,
    /// The identities of lists that are there, or whose names are others than they were.
    present: HashSet<u64>,
    /// Whether there are other lists.
    relisted: bool,
    /// Whether any list has other members, or there are other articles.
    moved: bool,
}

/// What is remembered of a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct ListMark {
    /// Names what it is about, and its language.
    pub(crate) identity: u64,
    /// Names its members.
    pub(crate) members: u64,
    /// Names where it stands, and stood.
    pub(crate) address: u64,
}

/// What is remembered of an index, to be compared with a later one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Names what all pages may show: languages, menus.
    pub(crate) shared: u64,
    /// The lists by slot. A slot whose list is gone is empty.
    pub(crate) lists: Vec<ListMark>,
}

impl<'i> Since<'i> {
    /// Compares; `changed` are the articles that may be others than they were, `nouns` the tags and bylines. None where something differs that
    /// any page may show.
    pub(crate) fn new(
        index: &'i Index,
        new: &Mark,
        (old, stood): (&Mark, &[Stood]),
        changed: impl Fn(ArticleId) -> bool,
        nouns: &HashSet<Uuid>,
    ) -> Option<Self> {
        if new.shared != old.shared {
            return None;
        }
        let renamed_lists: HashSet<u64> = nouns
            .iter()
            .flat_map(|noun| index.languages.iter().map(move |language| (noun, language)))
            .flat_map(|(noun, language)| NOUN_WORDS.map(|word| noun_identity(word, noun, language)))
            .collect();
        let pairs = || old.lists.iter().enumerate().map(|(slot, old)| (old, new.lists.get(slot)));
        let is_there = |old: &ListMark, new: &ListMark| new.identity == old.identity;
        let lists: Vec<_> = pairs()
            .map(|(old, new)| !new.is_some_and(|new| is_there(old, new) && new.members == old.members))
            .collect();
        let linked: Vec<_> = pairs()
            .map(|(old, new)| {
                !new.is_some_and(|new| is_there(old, new) && new.address == old.address)
                    || renamed_lists.contains(&old.identity)
            })
            .collect();
        let relisted = new.lists.len() != old.lists.len()
            || pairs().any(|(old, new)| !new.is_some_and(|new| is_there(old, new)));
        let mut present: HashSet<u64> = new.lists.iter().map(|list| list.identity).collect();
        present.extend(renamed_lists);
        let named = |name: u32| &index.entries[index.older_than(name) as usize];
        let mut names: Vec<_> = Vec::with_capacity(stood.len());
        let mut touched: Vec<_> = Vec::with_capacity(stood.len());
        for (name, (id, path)) in (0..).zip(stood) {
            // Most have the name that they had.
            let now = if name < index.len() && named(name).id == *id {
                Some(name)
            } else {
                index.by_id.get(id).map(|at| index.older_than(*at))
            };
            names.push(now);
            touched.push(now.is_none_or(|now| named(now).path != *path) || changed(*id));
        }
        let renamed = (0..).zip(&names).any(|(old, now)| *now != Some(old));
        let moved = renamed || relisted || index.entries.len() != stood.len() || lists.contains(&true);
        Some(Self { index, names, renamed, touched, lists, linked, present, relisted, moved })
    }

    /// Whether all that a page asked the older index is answered by this one in the same way.
    pub(crate) fn holds(&self, notes: &Notes) -> bool {
        let is = |table: &[bool], at: &u32| table.get(*at as usize).copied().unwrap_or(true);
        !notes.entries.iter().any(|at| is(&self.touched, at))
            && !notes.lists.iter().any(|slot| is(&self.lists, slot))
            && !notes.linked.iter().any(|slot| is(&self.linked, slot))
            && notes.asked.iter().all(|ask| self.answers(ask))
    }

    fn answers(&self, ask: &Ask) -> bool {
        let index = self.index;
        // The place in this index.
        let now = |name: &u32| {
            let now = self.names.get(*name as usize).copied().flatten();
            now.map(|now| index.older_than(now))
        };
        let same = |old: &[u32], new: &[u32]| {
            old.len() == new.len() && old.iter().zip(new).all(|(old, new)| now(old) == Some(*new))
        };
        let is_other = |list: &List| self.lists.get(list.slot as usize).copied().unwrap_or(true);
        match ask {
            // These two follow from lists, and from what the article itself is filed under.
            Ask::Neighbours(..) | Ask::Related(..) if !self.moved => true,
            Ask::Neighbours(at, old) => now(at).is_some_and(|at| {
                let (older, newer) = index.neighbours(at);
                old.map(|old| old.map(|old| now(&old))) == [older.map(Some), newer.map(Some)]
            }),
            Ask::Related(at, old) => now(at).is_some_and(|at| {
                // Nearness is counted in places.
                let same_ground = !self.renamed && !index.related_from(at).any(|(list, _)| is_other(list));
                same_ground || same(old, &index.related(at))
            }),
            Ask::Versions(at, old) => now(at).is_some_and(|at| same(old, index.versions(at))),
            Ask::Path(path, stands) => index.has_path(path) == *stands,
            Ask::LeadsTo(from, old) => {
                let leads = index.redirects.get(from);
                let article = leads.and_then(|to| if let Leads::Entry(at) = to { Some(*at) } else { None });
                old.and_then(|old| now(&old)) == article
            }
            Ask::Article(id, goes_out) => index.by_id.contains_key(id) == *goes_out,
            Ask::NoList(identity) => !self.present.contains(identity),
            Ask::Page(slot, number, mark) => index.list_in(*slot).is_some_and(|list| {
                !is_other(list) || index.page_mark(list, *number as usize).as_ref() == Some(mark)
            }),
        }
    }

    /// Whether there are other lists than there were.
    pub(crate) fn relisted(&self) -> bool {
        self.relisted
    }

    /// Whether notes name articles otherwise now.
    pub(crate) fn renamed(&self) -> bool {
        self.renamed
    }

    /// Names articles as this index does. They are all in it, where the notes hold.
    pub(crate) fn rename(&self, notes: &mut Notes) {
        let names = &self.names;
        let rename = |name: &mut u32| {
            if let Some(now) = names.get(*name as usize).copied().flatten() {
                *name = now;
            }
        };
        notes.entries.iter_mut().for_each(rename);
        for ask in &mut notes.asked {
            match ask {
                Ask::Neighbours(at, both) => {
                    rename(at);
                    both.iter_mut().flatten().for_each(rename);
                }
                Ask::Related(at, others) | Ask::Versions(at, others) => {
                    rename(at);
                    others.iter_mut().for_each(rename);
                }
                Ask::LeadsTo(_, to) => to.iter_mut().for_each(rename),
                Ask::Path(..) | Ask::Article(..) | Ask::Page(..) | Ask::NoList(_) => {}
            }
        }
    }

    /// Whether any list has other members, or there are other articles.
    pub(crate) fn moved(&self) -> bool {
        self.moved
    }
}

impl Index {
    /// What is remembered of it. `frames` name what the pages of each language share.
    pub(crate) fn mark(&self, frames: &[Key]) -> Mark {
        let slots = self.lists.iter().map(|list| list.slot + 1).max().unwrap_or_default();
        let mut lists = vec![ListMark::default(); slots as usize];
        for list in &self.lists {
            lists[list.slot as usize] = ListMark {
                identity: self.identity(list.kind.subject(), list.language),
                members: hash_of(|hasher| {
                    list.members.iter().for_each(|at| self.entries[*at as usize].id.hash(hasher));
                }),
                address: hash_of(|hasher| (&list.path, &list.former).hash(hasher)),
            };
        }
        Mark {
            shared: hash_of(|hasher| {
                self.languages.hash(hasher);
                self.thanks.hash(hasher);
                for frame in frames {
                    frame.bytes().hash(hasher);
                }
            }),
            lists,
        }
    }

    /// Gives lists the slots that they had in an older index, and new ones those behind. Before anything is noted.
    pub(crate) fn give_slots(&mut self, old: &Mark) {
        let known: HashMap<u64, u32> = old.lists.iter().map(|list| list.identity).zip(0..).collect();
        let mut next = old.lists.len() as u32;
        for at in 0..self.lists.len() {
            let list = &self.lists[at];
            let slot = known.get(&self.identity(list.kind.subject(), list.language)).copied();
            self.lists[at].slot = slot.unwrap_or_else(|| {
                next += 1;
                next - 1
            });
        }
        self.find_slots();
    }

    /// Names what a list is about, in whatever order the catalog has that.
    pub(super) fn identity(&self, subject: Subject, language: u16) -> u64 {
        let language = &self.languages[usize::from(language)];
        let [tag, byline] = NOUN_WORDS;
        match subject {
            Subject::Tag(at) => noun_identity(tag, &self.catalog.tags[at as usize].id.uuid(), language),
            Subject::Byline(at) => {
                noun_identity(byline, &self.catalog.bylines[at as usize].id.uuid(), language)
            }
            Subject::Home | Subject::Category(_) | Subject::Year(_) => {
                hash_of(|hasher| (subject, language).hash(hasher))
            }
        }
    }

    /// How many articles are older than the one at a place, by which notes name it.
    pub(crate) fn age(&self, at: u32) -> u32 {
        self.older_than(at)
    }

    /// The place of the article with such a name.
    pub(crate) fn at_age(&self, age: u32) -> u32 {
        self.older_than(age.min(self.len() - 1))
    }

    /// The same path, if it is a former one.
    pub(crate) fn former(&self, path: &str) -> Option<&str> {
        self.redirects.get_key_value(path).map(|(from, _)| &**from)
    }

    /// How many articles are older than the one at a place, by which notes name it; of such a name, the place.
    pub(super) fn older_than(&self, at: u32) -> u32 {
        self.len() - 1 - at
    }
}
