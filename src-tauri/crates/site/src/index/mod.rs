//! The index: every article's card with its address and its place in every list, in memory.
//!
//! Built once from the cards; rendering only reads it. The same articles give the same index, in whatever order the
//! source hands them over. Addresses are decided in `paths`, lists in `lists`, relations in `relations`. What pages ask is
//! noted, see `notes`: everything that may differ between two exports is asked by a method that notes it.

mod kept;
mod lists;
mod notes;
mod paths;
mod relations;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use galley_domain::{
    ArticleId, Byline, BylineId, CategoryId, FocalPoint, FormSwitch, Instant, Kind, Language, Slug, Tag,
    TagId,
};

pub(crate) use kept::Instead;
pub(crate) use lists::{List, Subject};
pub(crate) use notes::{Ask, ListMark, Mark, Notes, Since, noting};
pub(crate) use paths::media_path;

use kept::Sparse;
use notes::note;

use crate::address::{Base, Taken, file_of, taken_key};
use crate::icons::Icon;
use crate::pictures::{self, SiteFile, Sizing, Tone};
use crate::places::{ARCHIVE, home_path};
use crate::{Card, Catalog, ExportError, Image, Problem};

/// The path of the page for what is not found.
pub(crate) const MISSING: &str = "/404.html";

/// An article in the index: its card, made small.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) id: ArticleId,
    pub(crate) kind: Kind,
    /// Index into [`Index::languages`].
    pub(crate) language: u16,
    /// Its path within the site: `/zh/slug/`.
    pub(crate) path: Box<str>,
    pub(crate) headline: Box<str>,
    pub(crate) teaser: Box<str>,
    pub(crate) date: Instant,
    pub(crate) modified: Instant,
    pub(crate) category: Option<CategoryId>,
    /// Indices into the catalog's tags.
    pub(crate) tags: Box<[u32]>,
    /// Indices into the catalog's bylines.
    pub(crate) bylines: Box<[u32]>,
    pub(crate) cover: Option<Box<Shown>>,
    pub(crate) views: Option<u64>,
    pub(crate) form: FormSwitch,
    pub(crate) noindex: bool,
    /// Whether it stands elsewhere first of all: what it is told as.
    pub(crate) elsewhere: bool,
}

impl Entry {
    /// Whether search engines are told of it: they are not where it asks for that, or names another address as its own.
    pub(crate) fn is_told(&self) -> bool {
        !self.noindex && !self.elsewhere
    }
}

/// A picture as pages show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shown {
    /// Its file in the site; none for a picture on the web.
    pub(crate) file: Option<SiteFile>,
    /// What stands in `src`.
    pub(crate) src: Box<str>,
    pub(crate) pixels: Option<(u32, u32)>,
    pub(crate) alt: Box<str>,
    pub(crate) tone: Tone,
    /// Column and row of what stays visible where it is cropped.
    pub(crate) focal: [u8; 2],
}

impl Shown {
    /// How a picture is shown, if its address is one that pages may load.
    pub(crate) fn of(image: &Image, alt: &str, base: &Base, sizing: &Sizing) -> Option<Self> {
        match image {
            Image::Media { hash, kind, name, pixels, focal } if kind.is_picture() => {
                let path = media_path(hash, *kind, name);
                Some(Self {
                    src: base.href(&path).into(),
                    file: Some(SiteFile::of(*hash, *kind, *pixels, path, sizing)),
                    pixels: *pixels,
                    alt: alt.into(),
                    tone: sizing.tones.get(hash).copied().flatten(),
                    focal: *focal,
                })
            }
            Image::Remote(url) if url.starts_with("https://") || url.starts_with("http://") => Some(Self {
                file: None,
                src: url.clone(),
                pixels: None,
                alt: alt.into(),
                tone: None,
                focal: [FocalPoint::CENTRE; 2],
            }),
            _ => None,
        }
    }

    /// The classes by which a theme knows its looks.
    pub(crate) fn classes(&self) -> String {
        pictures::classes(self.tone, self.focal)
    }

    /// What a browser chooses from, where the picture is there in several widths.
    pub(crate) fn srcset(&self, base: &Base) -> Option<String> {
        self.file.as_ref()?.srcset(base)
    }
}

/// Everything that pages need of each other.
#[derive(Debug)]
pub(crate) struct Index {
    pub(crate) catalog: Catalog,
    pub(crate) base: Base,
    pub(crate) sizing: Sizing,
    /// The site's own language first, then the others that have articles, sorted.
    pub(crate) languages: Vec<Language>,
    /// Newest first; equal dates by identity. None where most of them are those of an older index.
    entries: Vec<Entry>,
    /// The older index.
    sparse: Option<Sparse>,
    lists: Vec<List>,
    /// Former paths, each with the article that stands elsewhere now.
    redirects: BTreeMap<Box<str>, Leads>,
    by_id: HashMap<ArticleId, u32>,
    list_of: HashMap<(Subject, u16), u32>,
    /// The lists by slot.
    list_in: HashMap<u32, u32>,
    /// The group of translations that an entry belongs to, for those that have any.
    group_of: HashMap<u32, u32>,
    groups: Vec<Vec<u32>>,
    /// The page that thanks for an inquiry, by language; none where no form leads to one.
    thanks: Vec<Box<str>>,
    taken: Taken,
}

/// Where a former path leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Leads {
    /// To an entry.
    Entry(u32),
    /// To a page of a list, by the list's place among them.
    Page(u32, usize),
}

/// What is kept of the cards only until the addresses are decided. Same order as the entries.
struct Wish {
    slug: Slug,
    translates: Option<ArticleId>,
    aliases: Box<[Box<str>]>,
    old_slugs: Box<[(Language, Slug)]>,
    former_filings: Box<[(Option<CategoryId>, Instant)]>,
    canonical: Option<Box<str>>,
}

impl Index {
    /// Builds the index.
    pub(crate) fn new(
        catalog: Catalog,
        cards: Vec<Card>,
        sizing: Sizing,
    ) -> Result<(Self, Vec<Problem>), ExportError> {
        let base = Base::parse(&catalog.site.base_url)
            .ok_or_else(|| ExportError::BadBaseUrl(catalog.site.base_url.clone()))?;
        let languages = languages(&catalog, &cards);
        let (entries, wishes) = entries(&catalog, (&base, &sizing), &languages, cards);
        let by_id = (0_u32..).zip(&entries).map(|(at, entry)| (entry.id, at)).collect();
        let mut index = Self {
            catalog,
            base,
            sizing,
            languages,
            entries,
            sparse: None,
            lists: Vec::new(),
            redirects: BTreeMap::new(),
            by_id,
            list_of: HashMap::new(),
            list_in: HashMap::new(),
            group_of: HashMap::new(),
            groups: Vec::new(),
            thanks: Vec::new(),
            taken: Taken::default(),
        };
        let mut problems = Vec::new();
        index.make_lists();
        index.assign_paths(&wishes, &mut problems);
        index.assign_thanks();
        index.tell(&wishes);
        index.assign_redirects(&wishes, &mut problems);
        index.assign_list_redirects();
        index.group_translations(&wishes);
        problems.extend(index.dead_menus());
        let base_url = &index.catalog.site.base_url;
        if base_url == galley_domain::Site::NO_ADDRESS {
            problems.push(Problem::NoAddress { base_url: base_url.clone() });
        }
        Ok((index, problems))
    }

    /// The path of a language's home: `/` or `/zh/`.
    pub(crate) fn home(&self, language: u16) -> String {
        home_path(&self.languages[0], &self.languages[usize::from(language)])
    }

    /// Entries of menus that lead to nothing of the site.
    fn dead_menus(&self) -> Vec<Problem> {
        let mut dead = Vec::new();
        for language in &self.languages {
            let menu = self.catalog.site.texts(language).map(|texts| &texts.menu);
            for item in menu.into_iter().flatten() {
                let path = item.url.split(['#', '?']).next().unwrap_or_default();
                let path = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
                let is_own = path.starts_with('/') && !path.starts_with("//");
                if is_own && !self.taken.has(&path) && !self.taken.has(&format!("{path}/")) {
                    let (language, label, url) = (language.to_string(), item.label.clone(), item.url.clone());
                    dead.push(Problem::Menu { language, label, url });
                }
            }
        }
        dead
    }

    /// The entry of an article, if it goes out.
    pub(crate) fn find(&self, id: ArticleId) -> Option<u32> {
        let found = match &self.sparse {
            Some(older) => older.find(id),
            None => self.by_id.get(&id).copied(),
        };
        note(|notes| notes.asked.push(Ask::Article(id, found.is_some())));
        found
    }

    /// All entries, for those who go through them all: nothing is noted. Not where most of them are those of an older index.
    pub(crate) fn entries(&self) -> &[Entry] {
        debug_assert!(self.sparse.is_none(), "they are not all here");
        &self.entries
    }

    /// How many entries there are.
    pub(crate) fn len(&self) -> u32 {
        self.sparse.as_ref().map_or(self.entries.len() as u32, Sparse::len)
    }

    /// One entry, without a note.
    fn get(&self, at: u32) -> &Entry {
        match &self.sparse {
            Some(older) => older.entry(self, at),
            None => &self.entries[at as usize],
        }
    }

    /// Whether search engines are told of an entry; nothing is noted.
    pub(crate) fn is_told(&self, at: u32) -> bool {
        self.sparse.as_ref().map_or_else(|| self.entries[at as usize].is_told(), |older| older.is_told(at))
    }

    /// When the last one of some entries was changed; nothing is noted.
    pub(crate) fn last_modified(&self, some: &[u32]) -> Option<Instant> {
        match &self.sparse {
            Some(older) => older.last_modified(some),
            None => some.iter().map(|at| self.entries[*at as usize].modified).max(),
        }
    }

    /// All lists. Their members are noted when they are asked for.
    pub(crate) fn lists(&self) -> &[List] {
        &self.lists
    }

    /// One entry.
    pub(crate) fn entry(&self, at: u32) -> &Entry {
        note(|notes| notes.entries.push(self.older_than(at)));
        self.get(at)
    }

    /// Gives an entry another headline. Its address stays.
    pub(crate) fn set_headline(&mut self, at: u32, headline: &str) {
        self.entries[at as usize].headline = headline.into();
    }

    /// The list of a category, tag, byline or year in a language, if there is one.
    pub(crate) fn list(&self, subject: Subject, language: u16) -> Option<&List> {
        let list = self.list_of.get(&(subject, language)).map(|at| &self.lists[*at as usize]);
        note(|notes| match list {
            Some(list) => notes.linked.push(list.slot),
            None => notes.asked.push(Ask::NoList(self.identity(subject, language))),
        });
        list
    }

    /// The list with a slot.
    pub(crate) fn list_in(&self, slot: u32) -> Option<&List> {
        self.lists.get(*self.list_in.get(&slot)? as usize)
    }

    fn find_slots(&mut self) {
        self.list_in = self.lists.iter().map(|list| (list.slot, list.number)).collect();
    }

    /// The other languages' versions of a list, itself included, by language.
    pub(crate) fn list_versions(&self, subject: Subject) -> Vec<&List> {
        (0..self.languages.len() as u16).filter_map(|language| self.list(subject, language)).collect()
    }

    /// Whether a page or file of the site stands at this path.
    pub(crate) fn has_path(&self, path: &str) -> bool {
        let stands = match &self.sparse {
            Some(older) => older.has_path(&taken_key(path)),
            None => self.taken.has(path),
        };
        note(|notes| notes.asked.push(Ask::Path(path.into(), stands)));
        stands
    }

    /// The former paths, and where they lead, for those who go through them all: nothing is noted.
    pub(crate) fn redirects(&self) -> impl Iterator<Item = (&str, String)> {
        self.redirects.iter().map(|(from, to)| {
            let to = match *to {
                Leads::Entry(at) => self.get(at).path.to_string(),
                Leads::Page(list, number) => self.lists[list as usize].page_path(number),
            };
            (&**from, to)
        })
    }

    /// Where a former path leads.
    pub(crate) fn leads_to(&self, from: &str) -> Option<Leads> {
        let to = self.redirects.get(from).copied();
        note(|notes| {
            let article = match to {
                Some(Leads::Entry(at)) => Some(self.older_than(at)),
                Some(Leads::Page(list, _)) => {
                    notes.linked.push(self.list_at(list).slot);
                    None
                }
                None => None,
            };
            notes.asked.push(Ask::LeadsTo(from.into(), article));
        });
        to
    }

    /// A list by its place among them.
    pub(crate) fn list_at(&self, number: u32) -> &List {
        &self.lists[number as usize]
    }

    /// The files of all pages but feeds.
    pub(crate) fn page_files(&self) -> HashSet<String> {
        let size = self.page_size();
        let articles = self.entries.iter().map(|entry| file_of(&entry.path));
        let lists = self.lists.iter();
        let lists = lists.flat_map(|list| list.numbers(size).map(|number| file_of(&list.page_path(number))));
        let archives = (0..self.languages.len() as u16).map(|language| file_of(&self.archive_path(language)));
        let languages = (0..self.languages.len() as u16).filter(|_| self.has_search());
        let searches = languages.map(|language| file_of(&self.search_path(language)));
        let redirects = self.redirects.keys().chain(&self.thanks).map(|path| file_of(path));
        let icons = Icon::of(self).map(|icon| file_of(icon.path()));
        articles
            .chain(lists)
            .chain(archives)
            .chain(searches)
            .chain(redirects)
            .chain(icons)
            .chain([file_of(MISSING)])
            .collect()
    }

    /// The path of a language's archive.
    pub(crate) fn archive_path(&self, language: u16) -> String {
        format!("{}{ARCHIVE}/", self.home(language))
    }

    /// The archives of all languages, each with its path.
    pub(crate) fn archives(&self) -> Vec<(u16, String)> {
        (0..self.languages.len() as u16).map(|language| (language, self.archive_path(language))).collect()
    }

    /// The path of a language's search page. Below it stands what it searches.
    pub(crate) fn search_path(&self, language: u16) -> String {
        format!("{}search/", self.home(language))
    }

    /// Whether readers can search the site.
    pub(crate) fn has_search(&self) -> bool {
        self.catalog.site.search
    }

    /// The page that thanks for an inquiry in a language, where there is one.
    pub(crate) fn thanks_path(&self, language: u16) -> Option<&str> {
        self.thanks.get(usize::from(language)).map(|path| &**path)
    }

    /// Whether the inquiry form stands under an entry.
    pub(crate) fn has_form(&self, entry: &Entry) -> bool {
        self.catalog.form.is_some()
            && match entry.form {
                FormSwitch::On => true,
                FormSwitch::Off => false,
                FormSwitch::Inherit if entry.kind == Kind::Page => false,
                FormSwitch::Inherit => {
                    let default = self.catalog.site.form_by_default;
                    self.catalog.categories.form(entry.category, default)
                }
            }
    }

    /// Finds out which articles stand elsewhere first of all.
    fn tell(&mut self, wishes: &[Wish]) {
        for (entry, wish) in self.entries.iter_mut().zip(wishes) {
            entry.elsewhere = stands_elsewhere(&self.base, &entry.path, wish.canonical.as_deref());
        }
    }
}

/// Whether what stands at a path names another address as its own.
fn stands_elsewhere(base: &Base, path: &str, canonical: Option<&str>) -> bool {
    let own = |url: &str| url.trim_end_matches('/') == base.url(path).trim_end_matches('/');
    canonical.filter(|url| !url.starts_with("mailto:")).is_some_and(|url| !own(url))
}

/// The languages of the site.
fn languages(catalog: &Catalog, cards: &[Card]) -> Vec<Language> {
    let own = &catalog.site.language;
    let others: BTreeSet<&Language> = cards.iter().map(|card| &card.language).filter(|l| *l != own).collect();
    [own].into_iter().chain(others).cloned().collect()
}

/// Puts cards into the order of the index: newest first, each once.
pub(crate) fn sort(cards: &mut Vec<Card>) {
    cards.sort_by(|a, b| b.date.cmp(&a.date).then(b.id.cmp(&a.id)));
    cards.dedup_by_key(|card| card.id);
}

fn entries(
    catalog: &Catalog,
    (base, sizing): (&Base, &Sizing),
    languages: &[Language],
    mut cards: Vec<Card>,
) -> (Vec<Entry>, Vec<Wish>) {
    sort(&mut cards);
    let reading = Reading::new(catalog, languages);
    let (mut entries, mut wishes) = (Vec::with_capacity(cards.len()), Vec::with_capacity(cards.len()));
    for card in cards {
        let (entry, wish) = reading.entry(catalog, (base, sizing), card);
        entries.push(entry);
        wishes.push(wish);
    }
    (entries, wishes)
}

/// By what cards are read: the numbers of what they name.
#[derive(Debug)]
struct Reading {
    languages: HashMap<Language, u16>,
    tags: HashMap<TagId, u32>,
    bylines: HashMap<BylineId, u32>,
}

impl Reading {
    fn new(catalog: &Catalog, languages: &[Language]) -> Self {
        Self {
            languages: languages.iter().cloned().zip(0..).collect(),
            tags: catalog.tags.iter().map(|t: &Tag| t.id).zip(0..).collect(),
            bylines: catalog.bylines.iter().map(|b: &Byline| b.id).zip(0..).collect(),
        }
    }

    fn entry(&self, catalog: &Catalog, (base, sizing): (&Base, &Sizing), card: Card) -> (Entry, Wish) {
        let entry = Entry {
            id: card.id,
            kind: card.kind,
            // All of them have a number.
            language: self.languages.get(&card.language).copied().unwrap_or_default(),
            path: Box::default(),
            headline: card.headline,
            teaser: card.teaser,
            date: card.date,
            modified: card.modified,
            category: card.category.filter(|id| catalog.categories.get(*id).is_some()),
            tags: known(&card.tags, &self.tags),
            bylines: known(&card.bylines, &self.bylines),
            cover: card.cover.and_then(|cover| Shown::of(&cover.0, &cover.1, base, sizing).map(Box::new)),
            views: card.views,
            form: card.form,
            noindex: card.noindex,
            elsewhere: false,
        };
        let wish = Wish {
            slug: card.slug,
            translates: card.translates,
            aliases: card.aliases,
            old_slugs: card.old_slugs,
            former_filings: card.former_filings,
            canonical: card.canonical,
        };
        (entry, wish)
    }
}

/// The numbers of those that the catalog knows, each once.
fn known<Id: std::hash::Hash + Eq>(ids: &[Id], numbers: &HashMap<Id, u32>) -> Box<[u32]> {
    let mut known: Vec<u32> = Vec::with_capacity(ids.len());
    for number in ids.iter().filter_map(|id| numbers.get(id)) {
        if !known.contains(number) {
            known.push(*number);
        }
    }
    known.into()
}
