//! What a page asked the index while it was made. Where the answers are the same again, so is the page: its values need not
//! be made to see that. The index notes it itself, so nothing that is asked can be forgotten.
//!
//! What all pages share is not noted: languages, the catalog, addresses of lists. Where one of these differs, no note holds.

use std::cell::RefCell;

use galley_domain::ArticleId;

use super::{Index, List};

thread_local! {
    /// The notes of the page that this thread is making.
    static NOTES: RefCell<Option<Notes>> = const { RefCell::new(None) };
}

/// What was asked. Articles and lists are named by their places in the index.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Notes {
    /// The articles of which something is shown.
    pub(crate) entries: Vec<u32>,
    /// The lists whose members are shown, or counted.
    pub(crate) lists: Vec<u32>,
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
}

/// Does some work and answers, beside what came out, what was asked meanwhile.
pub(crate) fn noting<T>(work: impl FnOnce() -> T) -> (T, Notes) {
    NOTES.set(Some(Notes::default()));
    let out = work();
    let mut notes = NOTES.take().unwrap_or_default();
    for numbers in [&mut notes.entries, &mut notes.lists] {
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
    /// By its place in the older one, an article's place in this one.
    places: Vec<Option<u32>>,
    /// By the same, whether what pages show of it may be another.
    touched: Vec<bool>,
    /// Whether a list has other members, by its number.
    lists: Vec<bool>,
    /// Whether any has, or an article another place: nearness is counted in places.
    moved: bool,
}

/// What is remembered of an index, to be compared with a later one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Names what all pages may show: languages, lists and their addresses.
    pub(crate) shared: u64,
    /// Names the members of each list.
    pub(crate) lists: Vec<u64>,
    /// The articles with their paths, in the order of the index.
    pub(crate) entries: Vec<(ArticleId, Box<str>)>,
}

impl<'i> Since<'i> {
    /// Compares; `changed` are the articles that may be others than they were. None where something differs that any page may show.
    pub(crate) fn new(
        index: &'i Index,
        new: &Mark,
        old: &Mark,
        changed: impl Fn(ArticleId) -> bool,
    ) -> Option<Self> {
        if new.shared != old.shared || new.lists.len() != old.lists.len() {
            return None;
        }
        let lists: Vec<_> = old.lists.iter().zip(&new.lists).map(|(old, new)| old != new).collect();
        let places: Vec<_> = old.entries.iter().map(|(id, _)| index.by_id.get(id).copied()).collect();
        let touched = old.entries.iter().zip(&places).map(|((id, path), place)| {
            changed(*id) || place.is_none_or(|at| index.entries[at as usize].path != *path)
        });
        let touched = touched.collect();
        let same_places = old.entries.iter().map(|(id, _)| id).eq(new.entries.iter().map(|(id, _)| id));
        let moved = !same_places || lists.contains(&true);
        Some(Self { index, places, touched, lists, moved })
    }

    /// Whether all that a page asked the older index is answered by this one in the same way.
    pub(crate) fn holds(&self, notes: &Notes) -> bool {
        let is = |table: &[bool], at: &u32| table.get(*at as usize).copied().unwrap_or(true);
        !notes.entries.iter().any(|at| is(&self.touched, at))
            && !notes.lists.iter().any(|number| is(&self.lists, number))
            && notes.asked.iter().all(|ask| self.answers(ask))
    }

    fn answers(&self, ask: &Ask) -> bool {
        let now = |at: &u32| self.places.get(*at as usize).copied().flatten();
        let same = |old: &[u32], new: &[u32]| {
            old.len() == new.len() && old.iter().zip(new).all(|(old, new)| now(old) == Some(*new))
        };
        match ask {
            // These two follow from lists, and from what the article itself is filed under.
            Ask::Neighbours(..) | Ask::Related(..) if !self.moved => true,
            Ask::Neighbours(at, old) => now(at).is_some_and(|at| {
                let (older, newer) = self.index.neighbours(at);
                old.map(|old| old.map(|old| now(&old))) == [older.map(Some), newer.map(Some)]
            }),
            Ask::Related(at, old) => now(at).is_some_and(|at| same(old, &self.index.related(at))),
            Ask::Versions(at, old) => now(at).is_some_and(|at| same(old, self.index.versions(at))),
            Ask::Path(path, stands) => self.index.has_path(path) == *stands,
            Ask::LeadsTo(from, old) => old.and_then(|old| now(&old)) == self.index.leads_to(from),
            Ask::Article(id, goes_out) => self.index.by_id.contains_key(id) == *goes_out,
        }
    }

    /// Names articles by their places in this index. They are all in it, where the notes hold.
    pub(crate) fn renumber(&self, notes: &mut Notes) {
        let places = &self.places;
        let renumber = |at: &mut u32| {
            if let Some(now) = places.get(*at as usize).copied().flatten() {
                *at = now;
            }
        };
        notes.entries.iter_mut().for_each(renumber);
        for ask in &mut notes.asked {
            match ask {
                Ask::Neighbours(at, both) => {
                    renumber(at);
                    both.iter_mut().flatten().for_each(renumber);
                }
                Ask::Related(at, others) | Ask::Versions(at, others) => {
                    renumber(at);
                    others.iter_mut().for_each(renumber);
                }
                Ask::LeadsTo(_, to) => to.iter_mut().for_each(renumber),
                Ask::Path(..) | Ask::Article(..) => {}
            }
        }
    }

    /// Whether any list has other members, or any article another place.
    pub(crate) fn moved(&self) -> bool {
        self.moved
    }
}

impl Index {
    /// What is remembered of it.
    pub(crate) fn mark(&self) -> Mark {
        use std::hash::{DefaultHasher, Hash, Hasher};
        let hash = |write: &mut dyn FnMut(&mut DefaultHasher)| {
            let mut hasher = DefaultHasher::new();
            write(&mut hasher);
            hasher.finish()
        };
        let members = |list: &List| {
            hash(&mut |hasher| list.members.iter().for_each(|at| self.entries[*at as usize].id.hash(hasher)))
        };
        Mark {
            shared: hash(&mut |hasher| {
                self.languages.hash(hasher);
                let lists = self.lists.iter();
                lists.for_each(|list| (list.kind.subject(), list.language, &list.path).hash(hasher));
            }),
            lists: self.lists.iter().map(members).collect(),
            entries: self.entries.iter().map(|entry| (entry.id, entry.path.clone())).collect(),
        }
    }
}
