//! Lists: home, categories, tags, bylines and years, per language, newest article first. A list without articles is not made, home aside.

use std::collections::BTreeMap;
use std::collections::HashMap;

use galley_domain::{CategoryId, Kind};

use super::Index;
use super::notes::note;

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
pub(crate) struct ListKind(Subject);

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
    /// Its place among the lists.
    pub(super) number: u32,
    /// Entries, newest first, so ascending.
    pub(super) members: Vec<u32>,
}

impl List {
    /// Its articles, newest first.
    pub(crate) fn members(&self) -> &[u32] {
        note(|notes| notes.lists.push(self.number));
        &self.members
    }

    /// How many pages it has; an empty one has one.
    pub(crate) fn pages(&self, size: usize) -> usize {
        self.members().len().div_ceil(size).max(1)
    }

    /// The path of a page, counted from 1.
    pub(crate) fn page_path(&self, number: usize) -> String {
        match number {
            1 => self.path.to_string(),
            n => format!("{}page/{n}/", self.path),
        }
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

    /// The paths of both.
    pub(crate) fn feed_paths(&self) -> [String; 2] {
        [self.feed_path(), self.json_feed_path()]
    }
}

impl Index {
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
                number,
                members,
            });
        }
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
