//! What a page asked the index while it was made. Where the answers are the same again, so is the page: its values need not
//! be made to see that. The index notes it itself, so nothing that is asked can be forgotten.
//!
//! What all pages share is not noted: languages, the catalog, addresses of lists. Where one of these differs, no note holds.

use std::cell::RefCell;

use galley_domain::ArticleId;

use super::{Index, Leads, List};

thread_local! {
    /// The notes of the page that this thread is making.
    static NOTES: RefCell<Option<Notes>> = const { RefCell::new(None) };
}

/// What was asked. Lists are named by their places in the index, articles by theirs counted from the oldest: so a new article,
/// which as a rule is the newest, leaves all others their names ([`Index::older_than`]).
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
    /// What stands on a page of a list: the list, the page, and what names this.
    Page(u32, u32, [u8; 8]),
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
    /// By its name in the older one, an article's name in this one.
    names: Vec<Option<u32>>,
    /// Whether some of these differ.
    renamed: bool,
    /// By the same, whether what pages show of it may be another.
    touched: Vec<bool>,
    /// Whether a list has other members, by its number.
    lists: Vec<bool>,
    /// Whether any has, or there are others.
    moved: bool,
}

/// What is remembered of an index, to be compared with a later one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Names what all pages may show: languages, lists and their addresses.
    pub(crate) shared: u64,
    /// Names the members of each list.
    pub(crate) lists: Vec<u64>,
    /// The articles with their paths, oldest first.
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
        let name = |id| index.by_id.get(id).map(|at| index.older_than(*at));
        let mut names: Vec<_> = Vec::with_capacity(old.entries.len());
        let mut touched: Vec<_> = Vec::with_capacity(old.entries.len());
        for (at, (id, path)) in old.entries.iter().enumerate() {
            // Most have the name that they had.
            let (now, same_path) = match new.entries.get(at) {
                Some((other, now)) if other == id => (Some(at as u32), now == path),
                _ => {
                    let now = name(id);
                    (now, now.is_some_and(|now| new.entries[now as usize].1 == *path))
                }
            };
            names.push(now);
            touched.push(!same_path || changed(*id));
        }
        let renamed = (0..).zip(&names).any(|(old, now)| *now != Some(old));
        let moved = renamed || new.entries.len() != old.entries.len() || lists.contains(&true);
        Some(Self { index, names, renamed, touched, lists, moved })
    }

    /// Whether all that a page asked the older index is answered by this one in the same way.
    pub(crate) fn holds(&self, notes: &Notes) -> bool {
        let is = |table: &[bool], at: &u32| table.get(*at as usize).copied().unwrap_or(true);
        !notes.entries.iter().any(|at| is(&self.touched, at))
            && !notes.lists.iter().any(|number| is(&self.lists, number))
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
        let is_other = |list: &List| self.lists.get(list.number as usize).copied().unwrap_or(true);
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
            Ask::Page(list, number, mark) => index.lists.get(*list as usize).is_some_and(|list| {
                !is_other(list) || index.page_mark(list, *number as usize).as_ref() == Some(mark)
            }),
        }
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
                Ask::Path(..) | Ask::Article(..) | Ask::Page(..) => {}
            }
        }
    }

    /// Whether any list has other members, or there are other articles.
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
                self.thanks.hash(hasher);
                let lists = self.lists.iter();
                lists.for_each(|list| {
                    (list.kind.subject(), list.language, &list.path, &list.former).hash(hasher);
                });
            }),
            lists: self.lists.iter().map(members).collect(),
            entries: self.entries.iter().rev().map(|entry| (entry.id, entry.path.clone())).collect(),
        }
    }

    /// How many articles are older than the one at a place, by which notes name it; of such a name, the place.
    pub(super) fn older_than(&self, at: u32) -> u32 {
        self.entries.len() as u32 - 1 - at
    }
}
