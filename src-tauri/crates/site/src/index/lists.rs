//! Lists: home, categories, tags, bylines and years, per language, newest article first. A list without articles is not made, home aside.
//!
//! The first page of a list holds the newest articles and has no number. Once it has two pages' worth, the older half becomes a page
//! with a number, counted from the oldest. Such a page keeps its articles and its address while new ones come in, so that a new article
//! changes the first page alone, and a reader's link into the archive goes on leading to what it led to.

use std::collections::BTreeMap;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::ops::{Range, RangeInclusive};

use galley_domain::{CategoryId, Kind};

use super::notes::note;
use super::{Ask, Index};

/// What a list is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Subject {
    /// All articles of a language.
    Home,
    /// A category and all below it.
    Category(CategoryId),
    /// A tag, by its place in the catalog.
    Tag(u32),
    /// A byline, by its place in the catalog.
    Byline(u32),
    /// A year, in the site's time zone.
    Year(i32),
}

/// The word for it in templates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ListKind(pub(super) Subject);

impl ListKind {
    pub(crate) fn subject(self) -> Subject {
        self.0
    }

    pub(crate) fn word(self) -> &'static str {
        match self.0 {
            Subject::Home => "home",
            Subject::Category(_) => "category",
            Subject::Tag(_) => "tag",
            Subject::Byline(_) => "byline",
            Subject::Year(_) => "year",
        }
    }
}

/// One list in one language.
#[derive(Debug)]
pub(crate) struct List {
    pub(crate) kind: ListKind,
    pub(crate) language: u16,
    /// Path of its first page.
    pub(crate) path: Box<str>,
    /// Where it stood before, as far as nothing else stands there.
    pub(super) former: Vec<Box<str>>,
    /// Its place among the lists.
    pub(super) number: u32,
    /// By what notes name it.
    pub(super) slot: u32,
    /// Entries, newest first, so ascending.
    pub(super) members: Vec<u32>,
}

impl List {
    /// Its articles, newest first.
    pub(crate) fn members(&self) -> &[u32] {
        note(|notes| notes.lists.push(self.slot));
        &self.members
    }

    /// Whether an entry is one of them. Nothing is noted.
    pub(crate) fn has(&self, at: u32) -> bool {
        self.members.binary_search(&at).is_ok()
    }

    /// The numbers of its pages; 0 is the first page, which every list has. Nothing is noted.
    pub(crate) fn numbers(&self, size: usize) -> RangeInclusive<usize> {
        0..=(self.members.len() / size).saturating_sub(1)
    }

    /// The path of a page.
    pub(crate) fn page_path(&self, number: usize) -> String {
        match number {
            0 => self.path.to_string(),
            n => format!("{}page/{n}/", self.path),
        }
    }

    /// Which of its members stand on a page.
    fn range(&self, number: usize, size: usize) -> Range<usize> {
        let (all, last) = (self.members.len(), *self.numbers(size).end());
        match number {
            0 => 0..all - last * size,
            n => all - n * size..all - (n - 1) * size,
        }
    }

    /// The number of the page with newer articles.
    fn newer(&self, number: usize, size: usize) -> Option<usize> {
        (number > 0).then(|| if number == *self.numbers(size).end() { 0 } else { number + 1 })
    }

    /// Whether it has a feed of its own.
    pub(crate) fn has_feed(&self) -> bool {
        matches!(self.kind.subject(), Subject::Home | Subject::Category(_))
    }

    /// The path of its feed.
    pub(crate) fn feed_path(&self) -> String {
        format!("{}feed.xml", self.path)
    }

    /// The path of the same as JSON.
    pub(crate) fn json_feed_path(&self) -> String {
        format!("{}feed.json", self.path)
    }

    /// The paths of both, and where both stood before: whoever reads a feed there goes on getting it, also from a host that redirects nothing.
    pub(crate) fn feed_paths(&self) -> Vec<String> {
        let former =
            self.former.iter().flat_map(|path| [format!("{path}feed.xml"), format!("{path}feed.json")]);
        [self.feed_path(), self.json_feed_path()].into_iter().chain(former).collect()
    }

    /// The feeds of before, with those of now.
    pub(crate) fn former_feeds(&self) -> impl Iterator<Item = (String, String)> {
        let of = |path: &str| [format!("{path}feed.xml"), format!("{path}feed.json")];
        let former = self.former.iter().filter(|_| self.has_feed());
        former.flat_map(move |path| of(path).into_iter().zip(of(&self.path)))
    }
}

/// A page of a list.
#[derive(Debug)]
pub(crate) struct ListPage<'l> {
    /// Its articles, newest first.
    pub(crate) members: &'l [u32],
    /// The numbers of the pages beside it.
    pub(crate) newer: Option<usize>,
    pub(crate) older: Option<usize>,
}

impl Index {
    /// A page of a list.
    pub(crate) fn list_page<'l>(&self, list: &'l List, number: usize) -> ListPage<'l> {
        let size = self.page_size();
        note(|notes| {
            let mark = self.page_mark(list, number).expect("it has this page");
            notes.asked.push(Ask::Page(list.slot, number as u32, mark));
        });
        let older = match number {
            0 => *list.numbers(size).end(),
            n => n - 1,
        };
        ListPage {
            members: &list.members[list.range(number, size)],
            newer: list.newer(number, size),
            older: (older > 0).then_some(older),
        }
    }

    /// Names what a page of a list shows, in whatever order the index has the articles; none where it has no such page.
    pub(super) fn page_mark(&self, list: &List, number: usize) -> Option<[u8; 8]> {
        let size = self.page_size();
        list.numbers(size).contains(&number).then(|| {
            let mut hasher = DefaultHasher::new();
            list.newer(number, size).hash(&mut hasher);
            let members = &list.members[list.range(number, size)];
            for at in members {
                self.get(*at).id.hash(&mut hasher);
            }
            hasher.finish().to_le_bytes()
        })
    }

    pub(super) fn make_lists(&mut self) {
        let mut members: BTreeMap<(Subject, u16), Vec<u32>> = BTreeMap::new();
        for language in 0..self.languages.len() as u16 {
            members.insert((Subject::Home, language), Vec::new());
        }
        let mut above: HashMap<CategoryId, Vec<CategoryId>> = HashMap::new();
        let zone = self.catalog.site.time_zone;
        for (at, entry) in (0..).zip(&self.entries).filter(|(_, e)| e.kind == Kind::Article) {
            let categories = entry.category.map_or(&[][..], |id| {
                above
                    .entry(id)
                    .or_insert_with(|| self.catalog.categories.path(id).iter().map(|c| c.id).collect())
            });
            let subjects = [Subject::Home, Subject::Year(zone.ymd(entry.date).0)]
                .into_iter()
                .chain(categories.iter().copied().map(Subject::Category))
                .chain(entry.tags.iter().copied().map(Subject::Tag))
                .chain(entry.bylines.iter().copied().map(Subject::Byline));
            for subject in subjects {
                members.entry((subject, entry.language)).or_default().push(at);
            }
        }
        let mut lists: Vec<_> = members.into_iter().collect();
        // By identity, so that the older of two names keeps its address whatever order the source hands them over in.
        lists.sort_by_cached_key(|((subject, language), _)| (*language, self.rank(*subject)));
        for ((subject, language), members) in lists {
            let number = self.lists.len() as u32;
            self.list_of.insert((subject, language), number);
            self.lists.push(List {
                kind: ListKind(subject),
                language,
                path: Box::default(),
                former: Vec::new(),
                number,
                slot: number,
                members,
            });
        }
        self.find_slots();
    }

    fn rank(&self, subject: Subject) -> (u8, String) {
        match subject {
            Subject::Home => (0, String::new()),
            // Parents before children, so that a child's path begins as its parent's does.
            Subject::Category(id) => (1, format!("{:02} {id}", self.catalog.categories.path(id).len())),
            Subject::Tag(at) => (2, self.catalog.tags[at as usize].id.to_string()),
            Subject::Byline(at) => (3, self.catalog.bylines[at as usize].id.to_string()),
            Subject::Year(year) => (4, format!("{year:06}")),
        }
    }
}
