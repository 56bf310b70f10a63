//! Which address everything gets. Each path is given once; where two want the same, the older one keeps it and the
//! other gets a number, and the report says so.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use galley_domain::{CategoryId, Filed, Instant, Kind, Language, MediaHash, MediaKind, Permalink, Slug};

use super::{Entry, Index, Leads, List, Subject, Wish};
use crate::Problem;
use crate::address::alias_path;
use crate::out::hex;
use crate::places::{ARCHIVE, category_path, home_path};
use crate::sitemap;

/// First parts of paths below a language's home that no article gets.
const RESERVED: [&str; 5] = [ARCHIVE, "byline", "category", "page", "tag"];
/// The same where readers can search.
const SEARCH: &str = "search";
/// The same at the root only.
const RESERVED_AT_ROOT: [&str; 2] = ["assets", "media"];
/// What the page that thanks for an inquiry wants to be called.
const THANKS: &str = "thanks";

/// Most addresses of before that lead to one article.
const FORMER_PATHS_MAX: usize = 64;

/// Files for programs.
const FIXED: [&str; 15] = [
    "/.well-known/security.txt",
    "/404.html",
    "/_redirects",
    "/apple-touch-icon.png",
    "/favicon.ico",
    "/favicon.svg",
    "/humans.txt",
    "/icon-192.png",
    "/icon-512.png",
    "/news-sitemap.xml",
    "/redirects.htaccess",
    "/redirects.nginx",
    "/robots.txt",
    "/site.webmanifest",
    "/sitemap.xml",
];

/// Characters of a media hash that stand in its file's name: enough that no two files share them.
const HASH_BYTES: usize = 8;

/// Where a media file stands: `/media/0123456789abcdef-harbour.jpg`.
pub(crate) fn media_path(hash: &MediaHash, kind: MediaKind, name: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let stem = Slug::from_headline(stem).map_or_else(String::new, |slug| format!("-{slug}"));
    format!("/media/{}{stem}.{}", hex(&hash.bytes()[..HASH_BYTES]), kind.extension())
}

/// Whether a path is one of the site's own, which no article of this language gets.
fn is_reserved(path: &str, language: u16, homes: &[String], has_search: bool) -> bool {
    let name = path.strip_prefix(&*homes[usize::from(language)]).unwrap_or(path).trim_end_matches('/');
    RESERVED.contains(&name)
        || (has_search && name == SEARCH)
        || (language == 0
            && (RESERVED_AT_ROOT.contains(&name) || homes[1..].iter().any(|r| r.eq_ignore_ascii_case(path))))
}

impl Index {
    /// Gives each list, then each article its path.
    pub(super) fn assign_paths(&mut self, wishes: &[Wish], problems: &mut Vec<Problem>) {
        self.take_fixed();
        self.assign_list_paths();
        // Older identities first: they keep their address when a newer article wants the same.
        let mut order: Vec<usize> = (0..self.entries.len()).collect();
        order.sort_unstable_by_key(|at| self.entries[*at].id);
        let homes: Vec<String> = (0..self.languages.len() as u16).map(|n| self.home(n)).collect();
        let has_search = self.has_search();
        for at in order {
            let (entry, wish) = (&self.entries[at], &wishes[at]);
            let wanted = self.wanted(at, wish);
            let reserved = |path: &str| is_reserved(path, entry.language, &homes, has_search);
            let got = self.taken.take_first_free(&wanted, reserved);
            if got != wanted {
                problems.push(Problem::Moved {
                    article: entry.id,
                    wanted: wanted.trim_matches('/').to_owned(),
                    got: got.trim_matches('/').to_owned(),
                });
            }
            self.entries[at].path = got.into();
        }
    }

    /// Gives the pages that thank for inquiries what articles left free.
    pub(super) fn assign_thanks(&mut self) {
        if self.catalog.form.as_ref().is_none_or(|form| !form.thanks()) {
            return;
        }
        for language in 0..self.languages.len() as u16 {
            let wanted = format!("{}{THANKS}/", self.home(language));
            let got = self.taken.take_first_free(&wanted, |_| false);
            self.thanks.push(got.into());
        }
    }

    fn take_fixed(&mut self) {
        for path in FIXED {
            self.taken.take(path);
        }
        for path in sitemap::paths(self.lists.len() + self.languages.len(), self.entries.len()) {
            self.taken.take(&path);
        }
        for language in 0..self.languages.len() as u16 {
            let path = self.archive_path(language);
            self.taken.take(&path);
            if self.has_search() {
                let path = self.search_path(language);
                self.taken.take(&path);
            }
        }
    }

    fn assign_list_paths(&mut self) {
        let size = self.page_size();
        for at in 0..self.lists.len() {
            let path = self.list_path(&self.lists[at]);
            let list = &mut self.lists[at];
            let got = match list.kind.subject() {
                Subject::Home | Subject::Year(_) => {
                    self.taken.take(&path);
                    path
                }
                _ => self.taken.take_first_free(&path, |p| p.ends_with("/page/")),
            };
            list.path = got.into();
            for number in list.numbers(size).skip(1) {
                self.taken.take(&list.page_path(number));
            }
            if list.has_feed() {
                self.taken.take(&list.feed_path());
                self.taken.take(&list.json_feed_path());
            }
        }
    }

    /// The path that a list wants.
    fn list_path(&self, list: &List) -> String {
        let home = self.home(list.language);
        let language = &self.languages[usize::from(list.language)];
        match list.kind.subject() {
            Subject::Home => home,
            Subject::Year(year) => format!("{home}{ARCHIVE}/{year:04}/"),
            Subject::Category(id) => category_path(&home, &self.catalog.categories, id, language),
            Subject::Tag(at) => {
                let slug = &self.catalog.tags[at as usize].names.get(language).slug;
                format!("{home}tag/{slug}/")
            }
            Subject::Byline(at) => {
                let slug = &self.catalog.bylines[at as usize].names.get(language).slug;
                format!("{home}byline/{slug}/")
            }
        }
    }

    /// The path that an article wants.
    fn wanted(&self, at: usize, wish: &Wish) -> String {
        let entry = &self.entries[at];
        let category = entry.category.filter(|_| self.pattern(entry).has("category"));
        let language = &self.languages[usize::from(entry.language)];
        let category = category.and_then(|id| self.category_paths(id, language).into_iter().next());
        self.path_by(self.pattern(entry), language, (entry.date, category.as_deref()), &wish.slug)
    }

    /// The pattern of an entry's address.
    fn pattern(&self, entry: &Entry) -> &Permalink {
        static SLUG: LazyLock<Permalink> = LazyLock::new(Permalink::slug);
        if entry.kind == Kind::Page { &SLUG } else { &self.catalog.site.permalink }
    }

    /// The path that an article has, or had, by a pattern.
    fn path_by(
        &self,
        pattern: &Permalink,
        language: &Language,
        (date, category): (Instant, Option<&str>),
        slug: &Slug,
    ) -> String {
        let filed = Filed {
            date: self.catalog.site.time_zone.ymd(date),
            category: category.unwrap_or_default(),
            slug: slug.as_str(),
        };
        format!("{}{}/", home_path(&self.languages[0], language), pattern.path(&filed))
    }

    fn category_paths(&self, id: CategoryId, language: &Language) -> Vec<String> {
        self.catalog.categories.slug_paths(id, language)
    }

    /// The paths that readers may have had an article at, beside the one that it has: by patterns of before, and by what it was filed under.
    fn former_paths(&self, at: usize, wish: &Wish) -> BTreeSet<String> {
        let entry = &self.entries[at];
        let present = (&self.languages[usize::from(entry.language)], &wish.slug);
        let mut paths = BTreeSet::new();
        let former = self.catalog.site.former_permalinks.iter().filter(|_| entry.kind == Kind::Article);
        for pattern in [self.pattern(entry)].into_iter().chain(former) {
            let mut filings = vec![(entry.category, entry.date)];
            filings.extend(wish.former_filings.iter().filter(|_| !pattern.is_slug()));
            for (category, date) in filings {
                let category = category.filter(|_| pattern.has("category"));
                let old = wish.old_slugs.iter().map(|(language, slug)| (language, slug));
                for (language, slug) in std::iter::once(present).chain(old) {
                    let categories = category.map(|id| self.category_paths(id, language));
                    for category in categories.unwrap_or_else(|| vec![String::new()]) {
                        if paths.len() < FORMER_PATHS_MAX {
                            paths.insert(self.path_by(pattern, language, (date, Some(&category)), slug));
                        }
                    }
                }
            }
        }
        paths
    }

    /// Where categories, tags and bylines stood before, their lists are led to: page by page, and their feeds stay there.
    pub(super) fn assign_list_redirects(&mut self) {
        let size = self.page_size();
        for at in 0..self.lists.len() {
            for path in self.former_list_paths(&self.lists[at]) {
                if !self.taken.take(&path) {
                    continue;
                }
                let list = &mut self.lists[at];
                list.former.push(path.as_str().into());
                let list = &self.lists[at];
                for number in list.numbers(size) {
                    let from = if number == 0 { path.clone() } else { format!("{path}page/{number}/") };
                    if number == 0 || self.taken.take(&from) {
                        self.redirects.insert(from.into(), Leads::Page(at as u32, number));
                    }
                }
                for (from, _) in list.former_feeds().filter(|(from, _)| from.starts_with(&path)) {
                    self.taken.take(&from);
                }
            }
        }
    }

    /// The paths that a list had by names of before, and on the site that stood there before.
    fn former_list_paths(&self, list: &List) -> Vec<String> {
        let mut paths = self.own_former_list_paths(list);
        let former = &self.catalog.site.former_lists;
        let below = match list.kind.subject() {
            Subject::Home | Subject::Year(_) => return paths,
            Subject::Category(_) => &former.categories,
            Subject::Tag(_) => &former.tags,
            Subject::Byline(_) => &former.bylines,
        };
        let home = self.home(list.language);
        let slug = list.path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        paths.extend(below.iter().map(|below| format!("{home}{}{slug}/", below.trim_start_matches('/'))));
        paths
    }

    fn own_former_list_paths(&self, list: &List) -> Vec<String> {
        let home = self.home(list.language);
        let names = match list.kind.subject() {
            Subject::Home | Subject::Year(_) => return Vec::new(),
            Subject::Category(id) => {
                let language = &self.languages[usize::from(list.language)];
                let former = self.category_paths(id, language).into_iter().skip(1);
                return former.map(|path| format!("{home}category/{path}/")).collect();
            }
            Subject::Tag(at) => &self.catalog.tags[at as usize].names,
            Subject::Byline(at) => &self.catalog.bylines[at as usize].names,
        };
        let former = &names.get(&self.languages[usize::from(list.language)]).former;
        former.iter().map(|slug| format!("{home}{}/{slug}/", list.kind.word())).collect()
    }

    /// Former slugs and addresses lead to the article, where nothing else stands there.
    pub(super) fn assign_redirects(&mut self, wishes: &[Wish], problems: &mut Vec<Problem>) {
        let mut order: Vec<usize> = (0..self.entries.len()).collect();
        let site = &self.catalog.site;
        if site.permalink.is_slug() && site.former_permalinks.is_empty() {
            order.retain(|at| !wishes[*at].aliases.is_empty() || !wishes[*at].old_slugs.is_empty());
        }
        order.sort_unstable_by_key(|at| self.entries[*at].id);
        let homes: Vec<String> = (0..self.languages.len() as u16).map(|n| self.home(n)).collect();
        let has_search = self.has_search();
        for at in order {
            let wish = &wishes[at];
            let own = self.wanted(at, wish);
            let entry = &self.entries[at];
            // Of these someone wants to know where they are taken; the others may never have been.
            let old = wish.old_slugs.iter().map(|(language, slug)| {
                let category =
                    entry.category.and_then(|id| self.category_paths(id, language).into_iter().next());
                self.path_by(self.pattern(entry), language, (entry.date, category.as_deref()), slug)
            });
            let old: Vec<_> = old.collect();
            let former =
                self.former_paths(at, wish).into_iter().filter(|path| *path != own && !old.contains(path));
            let former: Vec<_> = former.collect();
            let aliases = wish.aliases.iter().map(|alias| (alias.to_string(), alias_path(alias)));
            let all: Vec<_> = old.into_iter().map(|path| (path.clone(), Ok(path))).chain(aliases).collect();
            for (alias, path) in all {
                let why = match path {
                    Ok(path) if *path == *self.entries[at].path => continue,
                    Ok(path) if self.taken.take(&path) => {
                        self.redirects.insert(path.into(), Leads::Entry(at as u32));
                        continue;
                    }
                    Ok(_) => "another page stands there",
                    Err(why) => why,
                };
                let (article, path) = (self.entries[at].id, self.entries[at].path.to_string());
                problems.push(Problem::Alias { article, path, alias, why: why.to_owned() });
            }
            let language = self.entries[at].language;
            for path in former {
                // Where the site's own pages stand, the article had the first number.
                let path = match path.trim_end_matches('/') {
                    own if is_reserved(&path, language, &homes, has_search) => format!("{own}-2/"),
                    _ => path,
                };
                if self.taken.take(&path) {
                    self.redirects.insert(path.into(), Leads::Entry(at as u32));
                }
            }
        }
    }

    /// Articles on a page of a list.
    pub(crate) fn page_size(&self) -> usize {
        self.catalog.site.page_size.clamp(1, galley_domain::Site::PAGE_SIZE_MAX) as usize
    }

    /// Articles in a feed.
    pub(crate) fn feed_size(&self) -> usize {
        self.catalog.site.feed_size.clamp(1, galley_domain::Site::PAGE_SIZE_MAX) as usize
    }

    /// Whether an entry is in lists and feeds.
    pub(super) fn is_listed(&self, at: u32) -> bool {
        self.entry(at).kind == Kind::Article
    }
}
