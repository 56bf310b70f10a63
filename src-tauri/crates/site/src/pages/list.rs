//! Lists: home, categories, tags, bylines, years, and the archive that leads to the years.

use minijinja::Value;

use super::head::Needs;
use super::{Pages, Sheet, picture, value, views};
use crate::Image;
use crate::address::web_address;
use crate::index::{List, Shown, Subject};

/// Categories below one that a page links to at most.
const CHILDREN_MAX: usize = 50;

impl Pages<'_> {
    /// Renders one page of a list; 0 is its first.
    pub(crate) fn list(&self, list: &List, number: usize) -> Sheet<'_> {
        let subject = list.kind.subject();
        let shown = self.byline_picture(subject);
        let view = self.list_view(list, number, shown.as_ref());
        let shared = &self.shared[usize::from(list.language)];
        let is_front = subject == Subject::Home && number == 0;
        let title = match number {
            0 if is_front => shared.title.clone(),
            0 => view.name.clone(),
            _ => format!("{}, {}", view.name, view.dates),
        };
        let description = match subject {
            Subject::Home => self.site_text(list.language, "description"),
            _ => view.description.clone(),
        };
        let feed = list.has_feed().then(|| views::Feed {
            name: self.list_name(list),
            href: self.index.base.href(&list.feed_path()),
            json: self.index.base.href(&list.json_feed_path()),
        });
        let canonical = self.index.base.url(&list.page_path(number));
        let page = views::Page {
            kind: list.kind.word(),
            title,
            description,
            noindex: false,
            feed,
            section: self.list_section(list),
            alternates: if number == 0 { self.list_alternates(subject) } else { Vec::new() },
            csp: self.csp(&Needs::default()),
            json_ld: Some(self.list_data(list.language, is_front, &view.name, &view.trail, &canonical)),
            canonical,
            ..views::Page::default()
        };
        let page = self.with_card(page, None, list.language);
        let template = if is_front { "home.html" } else { "list.html" };
        let mut more = vec![("list", value(view))];
        if is_front {
            more.push(("front", value(self.front(list))));
        }
        self.render(template, list.language, page, more)
    }

    /// Renders the archive of a language: its years.
    pub(crate) fn archive(&self, language: u16) -> Sheet<'_> {
        let path = self.index.archive_path(language);
        let mut years: Vec<_> = self
            .index
            .lists()
            .iter()
            .filter(|list| list.language == language)
            .filter_map(|list| match list.kind.subject() {
                Subject::Year(year) => Some((year, list)),
                _ => None,
            })
            .collect();
        years.sort_unstable_by_key(|(year, _)| std::cmp::Reverse(*year));
        let years: Vec<_> = years
            .into_iter()
            .map(|(year, list)| views::Year {
                name: year.to_string(),
                href: self.index.base.href(&list.path),
                count: list.members().len(),
            })
            .collect();
        let (name, canonical) = (self.word(language, "archive"), self.index.base.url(&path));
        let page = views::Page {
            kind: "archive",
            json_ld: Some(self.list_data(language, false, &name, &[], &canonical)),
            title: name,
            canonical,
            alternates: self.archive_alternates(),
            csp: self.csp(&Needs::default()),
            ..views::Page::default()
        };
        let page = self.with_card(page, None, language);
        self.render("archive.html", language, page, vec![("years", value(years))])
    }

    fn list_view<'l>(&'l self, list: &List, number: usize, shown: Option<&'l Shown>) -> views::List<'l> {
        let subject = list.kind.subject();
        let page = self.index.list_page(list, number);
        let cards: Vec<_> = page.members.iter().map(|at| self.card(*at)).collect();
        let name = self.name(subject, list.language);
        let page_href = |n: usize| self.index.base.href(&list.page_path(n));
        views::List {
            name: match subject {
                Subject::Home if number > 0 => self.word(list.language, "archive"),
                _ => self.list_name(list),
            },
            description: name.map(|n| n.description.clone()).unwrap_or_default(),
            picture: shown.map(|shown| picture(shown, ("", ""), &self.index.base)),
            links: self.byline_addresses(subject),
            trail: self.list_trail(list),
            children: self.children(subject, list.language),
            number: (number > 0).then_some(number),
            total: (number == 0).then(|| list.members().len()),
            dates: dates(&cards),
            newer: page.newer.map(page_href),
            older: page.older.map(page_href),
            cards,
        }
    }

    fn list_name(&self, list: &List) -> String {
        match list.kind.subject() {
            Subject::Home => self.word(list.language, "latest"),
            Subject::Year(year) => year.to_string(),
            subject => self.name(subject, list.language).map(|name| name.name.clone()).unwrap_or_default(),
        }
    }

    /// What stands above a list: the categories above, or the archive.
    fn list_trail(&self, list: &List) -> Vec<views::Link> {
        match list.kind.subject() {
            Subject::Category(id) => {
                let mut path = self.index.catalog.categories.path(id);
                path.pop();
                path.iter()
                    .filter_map(|c| self.subject_link(Subject::Category(c.id), list.language))
                    .collect()
            }
            Subject::Year(_) => vec![views::Link {
                name: self.word(list.language, "archive"),
                href: self.index.base.href(&self.index.archive_path(list.language)),
            }],
            _ => Vec::new(),
        }
    }

    /// The category at the root that a list belongs to.
    fn list_section(&self, list: &List) -> String {
        match list.kind.subject() {
            Subject::Category(id) => self.section(Some(id), list.language),
            _ => String::new(),
        }
    }

    fn children(&self, subject: Subject, language: u16) -> Vec<views::Link> {
        let Subject::Category(id) = subject else {
            return Vec::new();
        };
        let tag = &self.index.languages[usize::from(language)];
        let children = self.index.catalog.categories.children(Some(id), tag);
        let links = children.iter().filter_map(|c| self.subject_link(Subject::Category(c.id), language));
        links.take(CHILDREN_MAX).collect()
    }

    /// The picture of the byline that a list is about.
    fn byline_picture(&self, subject: Subject) -> Option<Shown> {
        let Subject::Byline(at) = subject else {
            return None;
        };
        self.portrait(at)
    }

    /// The picture of a byline.
    pub(super) fn portrait(&self, at: u32) -> Option<Shown> {
        let catalog = &self.index.catalog;
        let picture = catalog.bylines.get(at as usize)?.picture.as_ref()?;
        let shown =
            Shown::of(&Image::find(picture, &catalog.media)?, "", &self.index.base, &self.index.sizing)?;
        // Colours are looked for in covers alone; whether a portrait is also one of those, or was at another site, is chance.
        Some(Shown { tone: None, ..shown })
    }

    /// The pictures of all bylines that have a page.
    pub(crate) fn byline_pictures(&self) -> impl Iterator<Item = Shown> {
        let subjects = self.index.lists().iter().map(|list| list.kind.subject());
        subjects.filter_map(|subject| self.byline_picture(subject))
    }

    fn byline_addresses(&self, subject: Subject) -> Vec<views::Link> {
        let Subject::Byline(at) = subject else {
            return Vec::new();
        };
        let urls = self.index.catalog.bylines.get(at as usize).map_or(&[][..], |b| &b.urls);
        let links = urls.iter().filter_map(|url| {
            let href = web_address(url)?;
            let name = href.split_once(':').map_or("", |(_, rest)| rest);
            let name = name.trim_start_matches('/').trim_end_matches('/').to_owned();
            Some(views::Link { name, href })
        });
        links.collect()
    }

    pub(super) fn site_text(&self, language: u16, key: &str) -> String {
        let site: &Value = &self.shared[usize::from(language)].site;
        site.get_attr(key).map(|text| text.to_string()).unwrap_or_default()
    }
}

/// From when to when articles are, as their cards say it.
fn dates(cards: &[views::Card<'_>]) -> String {
    match (cards.last(), cards.first()) {
        (Some(oldest), Some(newest)) if oldest.date.text != newest.date.text => {
            format!("{} – {}", oldest.date.text, newest.date.text)
        }
        (_, newest) => newest.map(|card| card.date.text.clone()).unwrap_or_default(),
    }
}
