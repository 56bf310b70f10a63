//! Which address everything gets. Each path is given once; where two want the same, the older one keeps it and the
//! other gets a number, and the report says so.

use galley_domain::{Kind, MediaHash, MediaKind, Slug};

use super::{Index, List, Subject, Wish};
use crate::Problem;
use crate::address::alias_path;
use crate::out::hex;
use crate::sitemap::SITEMAP_URLS_MAX;

/// First parts of paths below a language's home that no article gets.
const RESERVED: [&str; 5] = ["archive", "byline", "category", "page", "tag"];
/// The same where readers can search.
const SEARCH: &str = "search";
/// The same at the root only.
const RESERVED_AT_ROOT: [&str; 2] = ["assets", "media"];

/// Files for programs.
const FIXED: [&str; 13] = [
    "/404.html",
    "/_redirects",
    "/apple-touch-icon.png",
    "/favicon.ico",
    "/favicon.svg",
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

impl Index {
    /// Gives each list, then each article its path.
    pub(super) fn assign_paths(&mut self, wishes: &[Wish], problems: &mut Vec<Problem>) {
        self.take_fixed();
        self.assign_list_paths();
        // Older identities first: they keep their address when a newer article wants the same.
        let mut order: Vec<usize> = (0..self.entries.len()).collect();
        order.sort_unstable_by_key(|at| self.entries[*at].id);
        let has_search = self.has_search();
        let roots: Vec<String> = (1..self.languages.len() as u16).map(|n| self.home(n)).collect();
        for at in order {
            let (entry, wish) = (&self.entries[at], &wishes[at]);
            let home = self.home(entry.language);
            let wanted = format!("{home}{}/", wish.slug);
            let is_root = entry.language == 0;
            let reserved = |path: &str| {
                let name = path.strip_prefix(&home).unwrap_or(path).trim_end_matches('/');
                RESERVED.contains(&name)
                    || (has_search && name == SEARCH)
                    || (is_root
                        && (RESERVED_AT_ROOT.contains(&name)
                            || roots.iter().any(|r| r.eq_ignore_ascii_case(path))))
            };
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

    fn take_fixed(&mut self) {
        for path in FIXED {
            self.taken.take(path);
        }
        for number in 1..=(self.entries.len() + self.lists.len()) / SITEMAP_URLS_MAX + 1 {
            self.taken.take(&format!("/sitemap-{number}.xml"));
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
            Subject::Year(year) => format!("{home}archive/{year:04}/"),
            Subject::Category(id) => {
                let path = self.catalog.categories.path(id);
                let slugs: Vec<_> = path.iter().map(|c| c.names.get(language).slug.as_str()).collect();
                format!("{home}category/{}/", slugs.join("/"))
            }
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

    /// Former slugs and addresses lead to the article, where nothing else stands there.
    pub(super) fn assign_redirects(&mut self, wishes: &[Wish], problems: &mut Vec<Problem>) {
        let mut order: Vec<usize> = (0..self.entries.len()).collect();
        order.retain(|at| !wishes[*at].aliases.is_empty() || !wishes[*at].old_slugs.is_empty());
        order.sort_unstable_by_key(|at| self.entries[*at].id);
        for at in order {
            let entry = &self.entries[at];
            let home = self.home(entry.language);
            let slugs = wishes[at].old_slugs.iter().map(|slug| format!("{home}{slug}/"));
            let aliases = wishes[at].aliases.iter().map(|alias| (alias.to_string(), alias_path(alias)));
            let all: Vec<_> = slugs.map(|path| (path.clone(), Ok(path))).chain(aliases).collect();
            for (alias, path) in all {
                let why = match path {
                    Ok(path) if *path == *entry.path => continue,
                    Ok(path) if self.taken.take(&path) => {
                        self.redirects.insert(path.into(), at as u32);
                        continue;
                    }
                    Ok(_) => "another page stands there",
                    Err(why) => why,
                };
                problems.push(Problem::Alias { article: entry.id, alias, why: why.to_owned() });
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
