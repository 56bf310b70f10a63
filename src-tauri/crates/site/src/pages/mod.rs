//! Pages: from the index and a text to HTML, through the theme's templates.
//!
//! [`Pages`] holds what is the same for all pages of a language; one method renders each kind of page. What the
//! templates are given is in `views`.

mod article;
mod cards;
mod data;
mod form;
mod front;
mod head;
mod list;
mod look;
mod search;
mod views;

use std::collections::{BTreeMap, HashSet};

use galley_domain::{Direction, Language, Name};
use galley_pictures::{Font, Look, Painter};
use minijinja::value::Serde;
use minijinja::{Value, context};
use serde::Serialize;

pub(crate) use cards::{is_chinese, is_traditional};
use head::Needs;

use crate::address::{Base, encode_typed, origin_of, web_address};
use crate::body;
use crate::hosts::HUMANS;
use crate::icons::Icon;
use crate::index::{Entry, Index, Leads, List, Shown, Subject};
use crate::memory::Key;
use crate::pictures::SiteFile;
use crate::theme::{Theme, ThemeError, Words};

/// Links to tags, bylines and the like that a page prints at most.
const MENU_MAX: usize = 12;

/// What all pages of one language share.
struct Shared {
    site: Value,
    words: Value,
    texts: galley_markdown::Texts,
    date_format: galley_domain::DateFormat,
    date_names: galley_domain::DateNames,
    title: String,
    /// What stands above the fields of the form, and what its readers agree to.
    asks: (Value, Value),
    /// The card of the site; none where it has none.
    card: Option<SiteFile>,
    /// Names these, and the target's settings and form.
    frame: Key,
}

/// What pages are rendered for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// To be read by the world.
    Site,
    /// To be seen by who writes: nothing may be fetched, and most of the other articles are not known.
    Preview,
}

/// A page that is ready to be printed: a template, and all that it is given.
pub(crate) struct Sheet<'p> {
    pages: &'p Pages<'p>,
    template: &'static str,
    language: u16,
    /// What no other page is given.
    own: BTreeMap<&'static str, Value>,
}

impl Sheet<'_> {
    /// Names all that the page is made from. `tools` names the theme and what runs it.
    pub(crate) fn key(&self, tools: Key) -> Key {
        let own =
            serde_json::to_vec(&self.own).expect("what templates are given are texts, numbers and lists");
        let frame = self.pages.shared[usize::from(self.language)].frame;
        Key::of(&[tools.bytes(), frame.bytes(), self.template.as_bytes(), &own])
    }

    /// The page.
    pub(crate) fn print(self) -> Result<String, ThemeError> {
        let pages = self.pages;
        let shared = &pages.shared[usize::from(self.language)];
        let mut context = self.own;
        context.extend([
            ("site", shared.site.clone()),
            ("words", shared.words.clone()),
            ("assets", pages.assets.clone()),
        ]);
        pages.theme.render(self.template, Value::from(Serde(context)))
    }
}

/// Renders pages.
pub(crate) struct Pages<'a> {
    pub(crate) index: &'a Index,
    purpose: Purpose,
    theme: &'a Theme,
    allow: galley_markdown::Allow,
    assets: Value,
    shared: Vec<Shared>,
    form_origin: Option<String>,
    /// Where views are counted; none where no page asks.
    counter_origin: Option<String>,
    /// Draws cards; none where there are none.
    pub(crate) painter: Option<Painter>,
}

impl<'a> Pages<'a> {
    /// Makes ready to render.
    pub(crate) fn new(index: &'a Index, theme: &'a Theme) -> Self {
        Self::made_for(Purpose::Site, index, theme)
    }

    /// The same for a preview.
    pub(crate) fn for_preview(index: &'a Index, theme: &'a Theme) -> Self {
        Self::made_for(Purpose::Preview, index, theme)
    }

    fn made_for(purpose: Purpose, index: &'a Index, theme: &'a Theme) -> Self {
        let assets = theme.assets().iter().map(|a| (a.name.as_str(), index.base.href(&a.path)));
        let mut pages = Self {
            index,
            purpose,
            theme,
            allow: body::allow(&index.catalog.site),
            assets: value(assets.collect::<BTreeMap<_, _>>()),
            shared: Vec::new(),
            counter_origin: index.catalog.site.counter.as_ref().and_then(|counter| origin_of(&counter.url)),
            form_origin: index.catalog.form.as_ref().and_then(form::origin),
            painter: (purpose == Purpose::Site && index.catalog.site.cards)
                .then(|| Painter::new(theme.font().cloned())),
        };
        pages.shared = (0..index.languages.len() as u16).map(|l| pages.share(l)).collect();
        for language in 0..index.languages.len() as u16 {
            pages.shared[usize::from(language)].card = pages.make_site_card(language);
        }
        pages
    }

    /// The page for what is not found.
    pub(crate) fn missing(&self) -> Sheet<'_> {
        let page = views::Page {
            kind: "missing",
            title: self.word(0, "not_found"),
            noindex: true,
            csp: self.csp(&Needs::default()),
            ..views::Page::default()
        };
        // A host has one such page, so it says it in all languages; not twice where a theme has no words for one.
        let others = (1..self.index.languages.len() as u16).map(|language| views::Missing {
            lang: self.index.languages[usize::from(language)].to_string(),
            dir: direction(&self.index.languages[usize::from(language)]),
            title: self.word(language, "not_found"),
            text: self.word(language, "not_found_text"),
            to_home: self.word(language, "to_home"),
            home: self.index.base.href(&self.index.home(language)),
        });
        let own = self.word(0, "not_found");
        let mut said = HashSet::from([own]);
        let others: Vec<_> = others.filter(|other| said.insert(other.title.clone())).collect();
        self.render("404.html", 0, page, vec![("others", value(others))])
    }

    /// The page that leads from a former path, one of the index's, to the address that is right now.
    pub(crate) fn redirect(&self, from: &str) -> Sheet<'_> {
        let to = self.index.leads_to(from).expect("it is one of the index's former paths");
        let (title, path, language) = match to {
            Leads::Entry(at) => {
                let entry = self.index.entry(at);
                (entry.headline.to_string(), entry.path.to_string(), entry.language)
            }
            Leads::Page(at, number) => {
                let list = self.index.list_at(at);
                let name = self.subject_name(list.kind.subject(), list.language).unwrap_or_default();
                (name.to_owned(), list.page_path(number), list.language)
            }
        };
        let page = views::Page {
            kind: "redirect",
            title,
            canonical: self.index.base.url(&path),
            noindex: true,
            csp: self.csp(&Needs::default()),
            ..views::Page::default()
        };
        let href = Value::from(self.index.base.href(&path));
        self.render("redirect.html", language, page, vec![("href", href)])
    }

    fn render(
        &self,
        template: &'static str,
        language: u16,
        page: views::Page,
        more: Vec<(&'static str, Value)>,
    ) -> Sheet<'_> {
        let mut own = BTreeMap::from([("page", Value::from(Serde(page)))]);
        own.extend(more);
        Sheet { pages: self, template, language, own }
    }

    fn share(&self, language: u16) -> Shared {
        let index = self.index;
        let tag = &index.languages[usize::from(language)];
        let words: Words = self.theme.words(tag);
        let asks = self.asks(tag, &words);
        let texts = index.catalog.site.texts(tag).cloned().unwrap_or_default();
        let home = index.home(language);
        let languages = (0..index.languages.len() as u16).filter(|_| index.languages.len() > 1);
        let site = views::Site {
            title: texts.title.clone(),
            description: texts.description.clone(),
            footer: texts.footer.clone(),
            lang: tag.to_string(),
            locale: tag.locale().unwrap_or_default().replace('-', "_"),
            dir: direction(tag),
            home: index.base.href(&home),
            archive: index.base.href(&index.archive_path(language)),
            search: index.has_search().then(|| index.base.href(&index.search_path(language))),
            feed: index.base.href(&format!("{home}feed.xml")),
            json_feed: index.base.href(&format!("{home}feed.json")),
            icon: index.base.href(self.best_icon().path()),
            icons: self.icon_links(),
            manifest: index.base.href("/site.webmanifest"),
            menu: self.menu(language, &texts.menu),
            sections: self.sections_menu(language),
            languages: languages.map(|n| self.language_link(n, &index.home(n), language)).collect(),
            look: self.theme.look_sheet().map(|sheet| index.base.href(&sheet.path)),
            paper: self.theme.day_and_night().0.paper.to_string(),
            dark_paper: self.theme.day_and_night().1.paper.to_string(),
            logo: self.logo(),
            social: self.social(),
            humans: index.has_humans().then(|| index.base.href(HUMANS)),
        };
        let appearance = Box::new(index.catalog.site.appearance.on_every_page());
        let settings = galley_domain::Site { appearance, ..index.catalog.site.clone() };
        let frame = [
            serde_json::to_vec(&settings),
            serde_json::to_vec(&index.catalog.form),
            serde_json::to_vec(&site),
        ];
        let frame = frame.map(|part| part.expect("settings are texts, numbers and lists"));
        Shared {
            frame: Key::of(&frame.each_ref().map(Vec::as_slice)),
            site: value(site),
            texts: body::texts(&words),
            words: Value::from(Serde(words)),
            date_format: index.catalog.site.date_format(tag),
            date_names: galley_domain::DateNames::of(tag),
            title: texts.title,
            asks,
            card: None,
        }
    }

    /// The address of a file of the theme's, or of Galley's.
    fn asset(&self, name: &str) -> Option<String> {
        let asset = self.theme.assets().iter().find(|asset| asset.name == name)?;
        Some(self.index.base.href(&asset.path))
    }

    fn best_icon(&self) -> Icon {
        Icon::of(self.index)
            .find(|icon| matches!(icon, Icon::Drawing | Icon::Small))
            .expect("there is always one")
    }

    /// What the head of pages says of icons.
    fn icon_links(&self) -> Vec<views::Icon> {
        let link = |rel, icon: Icon| views::Icon {
            rel,
            href: self.index.base.href(icon.path()),
            kind: icon.media_type(),
            sizes: icon.sizes(),
        };
        vec![link("icon", Icon::Ico), link("icon", self.best_icon()), link("apple-touch-icon", Icon::Touch)]
    }

    /// The colours of what is drawn.
    pub(crate) fn look(&self) -> Look {
        self.theme.look()
    }

    /// The font of what is drawn, before Galley's.
    pub(crate) fn font(&self) -> Option<Font> {
        self.theme.font().cloned()
    }

    /// The menu as it is set, else the categories.
    fn menu(&self, language: u16, items: &[galley_domain::MenuItem]) -> Vec<views::Link> {
        let set = items.iter().filter_map(|item| {
            let href = if item.url.starts_with('/') && !item.url.starts_with("//") {
                format!("{}{}", self.index.base.path(), encode_typed(&item.url))
            } else {
                web_address(&item.url)?
            };
            Some(views::Link { name: item.label.clone(), href })
        });
        let set: Vec<_> = set.collect();
        if set.is_empty() { self.sections_menu(language) } else { set }
    }

    /// The categories at the root that have articles in a language.
    fn sections_menu(&self, language: u16) -> Vec<views::Link> {
        let tag = &self.index.languages[usize::from(language)];
        let roots = self.index.catalog.categories.children(None, tag);
        let links = roots.iter().filter_map(|c| self.subject_link(Subject::Category(c.id), language));
        links.take(MENU_MAX).collect()
    }

    fn language_link(&self, language: u16, path: &str, current: u16) -> views::LanguageLink {
        let tag = &self.index.languages[usize::from(language)];
        views::LanguageLink {
            lang: tag.to_string(),
            name: self.theme.language_name(tag),
            href: self.index.base.href(path),
            current: language == current,
        }
    }

    fn word(&self, language: u16, key: &str) -> String {
        let words = &self.shared[usize::from(language)].words;
        words.get_attr(key).map(|word| word.to_string()).unwrap_or_default()
    }

    /// Names what all pages of a language share.
    pub(crate) fn frame(&self, language: u16) -> Key {
        self.shared[usize::from(language)].frame
    }

    /// Name what all pages of each language share.
    pub(crate) fn frames(&self) -> Vec<Key> {
        self.shared.iter().map(|shared| shared.frame).collect()
    }

    /// The name of the site in a language.
    pub(crate) fn site_title(&self, language: u16) -> &str {
        &self.shared[usize::from(language)].title
    }

    /// What a list's feed is called.
    pub(crate) fn feed_title(&self, list: &List) -> String {
        let site = self.site_title(list.language);
        match self.name(list.kind.subject(), list.language) {
            Some(name) => format!("{} · {site}", name.name),
            None => site.to_owned(),
        }
    }

    /// What a category, tag or byline is called.
    pub(crate) fn subject_name(&self, subject: Subject, language: u16) -> Option<&str> {
        self.name(subject, language).map(|name| name.name.as_str())
    }

    /// The names of those who wrote an article.
    pub(crate) fn byline_names(&self, entry: &Entry) -> impl Iterator<Item = &str> {
        let names = entry.bylines.iter();
        names.filter_map(|at| self.subject_name(Subject::Byline(*at), entry.language))
    }

    /// The name of what a list is about.
    fn name(&self, subject: Subject, language: u16) -> Option<&Name> {
        let tag = &self.index.languages[usize::from(language)];
        let catalog = &self.index.catalog;
        let names = match subject {
            Subject::Category(id) => &catalog.categories.get(id)?.names,
            Subject::Tag(at) => &catalog.tags.get(at as usize)?.names,
            Subject::Byline(at) => &catalog.bylines.get(at as usize)?.names,
            Subject::Home | Subject::Year(_) => return None,
        };
        Some(names.get(tag))
    }

    /// A link to a category, tag or byline; without an address where it has no page in this language.
    fn subject_link(&self, subject: Subject, language: u16) -> Option<views::Link> {
        let home = || (self.purpose == Purpose::Preview).then(|| self.index.home(language));
        // A preview does not know which lists there will be; its links lead nowhere anyway.
        let path = self.index.list(subject, language).map(|list| list.path.to_string()).or_else(home)?;
        let name = self.name(subject, language)?.name.clone();
        Some(views::Link { name, href: self.index.base.href(&path) })
    }

    /// The address of the category at the root that stands above this one, so that a menu can mark it. A preview's links
    /// lead nowhere, and none is marked.
    fn section(&self, category: Option<galley_domain::CategoryId>, language: u16) -> String {
        let category = category.filter(|_| self.purpose == Purpose::Site);
        let path = category.map(|id| self.index.catalog.categories.path(id)).unwrap_or_default();
        let root = path.first().and_then(|root| self.subject_link(Subject::Category(root.id), language));
        root.map(|link| link.href).unwrap_or_default()
    }

    fn byline_links(&self, entry: &Entry) -> Vec<views::Link> {
        let bylines = entry.bylines.iter();
        let links = bylines.map(|at| {
            let subject = Subject::Byline(*at);
            // A standing page is in no list, so its byline may have none.
            self.subject_link(subject, entry.language).or_else(|| {
                let name = self.name(subject, entry.language)?.name.clone();
                let href = String::new();
                Some(views::Link { name, href })
            })
        });
        links.flatten().collect()
    }

    fn card(&self, at: u32) -> views::Card<'_> {
        let entry = self.index.entry(at);
        let category = entry.category.map(Subject::Category);
        views::Card {
            headline: &entry.headline,
            href: self.index.base.href(&entry.path),
            lead: &entry.teaser,
            date: self.date(entry.date, entry.language),
            category: category.and_then(|c| self.subject_link(c, entry.language)),
            bylines: self.byline_links(entry),
            cover: entry.cover.as_deref().map(|cover| picture(cover, ("", ""), &self.index.base)),
            views: entry.views,
        }
    }

    fn date(&self, instant: galley_domain::Instant, language: u16) -> views::Date {
        let zone = self.index.catalog.site.time_zone;
        let shared = &self.shared[usize::from(language)];
        views::Date {
            text: shared.date_format.print(instant, zone, shared.date_names),
            iso: zone.rfc3339(instant),
        }
    }
}

fn direction(language: &Language) -> &'static str {
    match language.direction() {
        Direction::Ltr => "ltr",
        Direction::Rtl => "rtl",
    }
}

fn picture<'a>(shown: &'a Shown, (caption, credit): (&'a str, &'a str), base: &Base) -> views::Picture<'a> {
    views::Picture {
        src: &shown.src,
        webp: shown.srcset(base),
        width: shown.pixels.map(|(width, _)| width),
        height: shown.pixels.map(|(_, height)| height),
        alt: &shown.alt,
        caption,
        credit,
        classes: shown.classes(),
    }
}

fn value<T: Serialize>(view: T) -> Value {
    Value::from(Serde(view))
}

/// Nothing to print beside the page itself.
fn nothing() -> Value {
    context!()
}
