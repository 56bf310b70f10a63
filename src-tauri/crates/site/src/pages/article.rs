//! Articles and standing pages.

use galley_domain::{Content, Counter, Kind};
use minijinja::Value;
use minijinja::value::Serde;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::cards::{file_size, photo};
use super::head::Needs;
use super::{Pages, Purpose, Sheet, nothing, picture, value, views};
use crate::body::{self, Block, Body};
use crate::index::{Entry, Shown, Subject};
use crate::memory::{Asked, Key};
use crate::pictures::SiteFile;
use crate::theme::{PLAYERS_SCRIPT, ThemeError, VIEWS_SCRIPT};
use crate::{Problem, Text, feed};

/// A rendered article.
#[derive(Debug)]
pub(crate) struct RenderedArticle {
    pub(crate) html: String,
    /// What it was made from.
    pub(crate) key: Option<Key>,
    /// The library's files that it shows.
    pub(crate) files: Vec<Shown>,
    pub(crate) problems: Vec<Problem>,
    /// The card that it names as its picture.
    pub(crate) card: Option<SiteFile>,
    /// Addresses in its body that mean something in the library.
    pub(crate) asked: Vec<Asked>,
    /// Its text as feeds print it, where that was asked for and is not too long.
    pub(crate) full_text: Option<String>,
}

/// All that an article's page prints beside its body.
pub(crate) struct Around<'p> {
    pages: &'p Pages<'p>,
    template: &'static str,
    language: u16,
    page: views::Page,
    article: views::Article<'p>,
    card: Option<SiteFile>,
    needs: Needs,
}

impl<'p> Around<'p> {
    /// Names all that the page is made from, the text of its body not needed. `asked` are the addresses in it, `tools` names the
    /// theme and what runs it.
    pub(crate) fn key(&self, text: &Text, asked: &[Asked], tools: Key) -> Key {
        let own = serde_json::to_vec(&(&self.page, &self.article));
        let own = own.expect("what templates are given are texts, numbers and lists");
        let answers = body::answers(self.pages.index, text, asked);
        let frame = self.pages.frame(self.language);
        let template = self.template.as_bytes();
        Key::of(&[tools.bytes(), frame.bytes(), template, &own, &text.words, answers.as_bytes()])
    }

    /// The page with this body in it. What follows from the body is no part of the key: that has the body's words.
    pub(crate) fn with_body(mut self, blocks: &[Block], minutes: u64, players: &[&'static str]) -> Sheet<'p> {
        let language = &self.pages.index.languages[usize::from(self.language)];
        self.article.body = Value::from_safe_string(body::element(language, blocks));
        self.article.minutes = minutes;
        if !players.is_empty() && self.pages.purpose == Purpose::Site {
            self.needs.players = players.to_vec();
            self.page.csp = self.pages.csp(&self.needs);
            self.article.players = self.pages.asset(PLAYERS_SCRIPT);
        }
        self.pages.render(self.template, self.language, self.page, vec![("article", value(self.article))])
    }
}

impl Pages<'_> {
    /// Renders an article; `at` is its place in the index. Its key is made where the `tools` for it are given.
    pub(crate) fn article(
        &self,
        at: u32,
        text: &Text,
        for_feeds: bool,
        tools: Option<Key>,
    ) -> Result<RenderedArticle, ThemeError> {
        let body = self.body(at, text);
        let full_text = for_feeds.then(|| feed::full_text(&self.index.base, &body.blocks)).flatten();
        let mut around = self.around(at, text);
        let card = around.card.take();
        let key = tools.map(|tools| around.key(text, &body.asked, tools));
        let html = around.with_body(&body.blocks, body.minutes, &body.players).print()?;
        let Body { files, problems, asked, .. } = body;
        Ok(RenderedArticle { html, key, files, problems, card, asked, full_text })
    }

    /// Renders an article's body.
    pub(crate) fn body(&self, at: u32, text: &Text) -> Body {
        let shared = &self.shared[usize::from(self.index.entry(at).language)];
        body::render(self.index, text, &self.allow, &shared.texts)
    }

    /// Makes what stands around an article's body.
    pub(crate) fn around<'t>(&'t self, at: u32, text: &'t Text) -> Around<'t> {
        let entry = self.index.entry(at);
        let content = &text.content;
        let (canonical, title, description) = self.told(entry, &content.seo, &content.lead);
        let cover = entry.cover.as_deref().map(|cover| self.index.base.absolute(&cover.src));
        let (photo, card) = (photo(entry), self.card_file_of(at));
        let size = photo.and_then(file_size);
        let (form, counter) = (self.form(entry), self.counter(entry, content));
        let needs = Needs { form: form.is_some(), counter: counter.is_some(), ..Needs::default() };
        let page = views::Page {
            kind: if entry.kind == Kind::Page { "page" } else { "article" },
            title,
            noindex: entry.noindex,
            feed: None,
            section: self.section(entry.category, entry.language),
            alternates: self.article_alternates(at),
            csp: self.csp(&needs),
            canonical,
            description,
            image: photo.map(|photo| self.index.base.absolute(&photo.src)),
            image_width: size.map(|(width, _)| width),
            image_height: size.map(|(_, height)| height),
            image_alt: photo.map(|photo| photo.alt.to_string()).unwrap_or_default(),
            ..views::Page::default()
        };
        let mut page =
            if photo.is_some() { page } else { self.with_card(page, card.as_ref(), entry.language) };
        if self.purpose == Purpose::Site {
            let image = cover.as_deref().or(page.image.as_deref());
            page.json_ld = Some(self.article_data(entry, &page.canonical, &page.description, image));
        }
        let article = self.article_view(at, text, form, counter);
        let template = match entry.kind {
            Kind::Article => "article.html",
            Kind::Page => "page.html",
        };
        Around { pages: self, template, language: entry.language, page, article, card, needs }
    }

    /// Where its page asks for the number of views once more, if it does.
    fn counter(&self, entry: &Entry, content: &Content) -> Option<views::Counter> {
        let live = |counter: &&Counter| counter.live && entry.kind == Kind::Article;
        let counter = self.index.catalog.site.counter.as_ref().filter(live)?;
        let fill = |text: &str| Counter::fill(text, entry.id, content.slug.as_str(), &content.language);
        self.counter_origin.as_ref().filter(|_| self.purpose == Purpose::Site)?;
        Some(views::Counter {
            url: fill(&counter.url),
            pointer: fill(&counter.pointer),
            base: content.view_base.unwrap_or_default(),
            script: self.asset(VIEWS_SCRIPT)?,
        })
    }

    fn article_view<'t>(
        &'t self,
        at: u32,
        text: &'t Text,
        form: Option<views::Form>,
        counter: Option<views::Counter>,
    ) -> views::Article<'t> {
        let entry = self.index.entry(at);
        let content = &text.content;
        // A preview's index holds only some of the articles: those next to this one are not known.
        let ((older, newer), related) = match self.purpose {
            Purpose::Site => (self.index.neighbours(at), self.index.related(at)),
            Purpose::Preview => ((None, None), Vec::new()),
        };
        let category = entry.category.map(Subject::Category);
        let cover = entry.cover.as_deref().zip(content.cover.as_ref());
        let tags = entry.tags.iter();
        views::Article {
            id: entry.id.to_string(),
            headline: &content.headline,
            lead: &content.lead,
            body: Value::from_safe_string(String::new()),
            date: self.date(entry.date, entry.language),
            modified: self.date(entry.modified, entry.language),
            category: category.and_then(|c| self.subject_link(c, entry.language)),
            trail: self.trail(entry),
            tags: tags.filter_map(|tag| self.subject_link(Subject::Tag(*tag), entry.language)).collect(),
            bylines: self.profiles(entry),
            cover: cover
                .map(|(shown, cover)| picture(shown, (&cover.caption, &cover.credit), &self.index.base)),
            views: entry.views,
            counter,
            players: None,
            minutes: 0,
            translations: self.translations(at),
            older: older.map(|at| self.headline_link(at)),
            newer: newer.map(|at| self.headline_link(at)),
            related: related.into_iter().map(|at| self.card(at)).collect(),
            share: self.share_links(entry),
            form,
            custom: if content.custom.is_empty() { nothing() } else { Value::from(Serde(&content.custom)) },
        }
    }

    /// Who wrote an article, with what is said about them.
    fn profiles(&self, entry: &Entry) -> Vec<views::Byline> {
        // Only bylines that have a page have their portrait in the site; a preview has none.
        let portrait = |at: u32| {
            let has_page = self.index.list(Subject::Byline(at), entry.language).is_some();
            (has_page && self.purpose == Purpose::Site).then(|| self.portrait(at)).flatten()
        };
        let profile = |(at, link): (&u32, views::Link)| {
            let (name, portrait) = (self.name(Subject::Byline(*at), entry.language), portrait(*at));
            views::Byline {
                description: name.map(|name| name.description.clone()).unwrap_or_default(),
                webp: portrait.as_ref().and_then(|shown| shown.srcset(&self.index.base)),
                picture: portrait.map(|shown| shown.src.into()),
                name: link.name,
                href: link.href,
            }
        };
        entry.bylines.iter().zip(self.byline_links(entry)).map(profile).collect()
    }

    /// The categories above an article's, from the root, and its own.
    pub(super) fn trail(&self, entry: &Entry) -> Vec<views::Link> {
        let path = entry.category.map(|id| self.index.catalog.categories.path(id)).unwrap_or_default();
        path.iter().filter_map(|c| self.subject_link(Subject::Category(c.id), entry.language)).collect()
    }

    /// Where an article can be passed on: plain links, and nothing is loaded before someone follows one.
    fn share_links(&self, entry: &Entry) -> Vec<views::Link> {
        let part = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        let (url, headline) = (part(&self.index.base.url(&entry.path)), part(&entry.headline));
        let link = |name: String, href: String| views::Link { name, href };
        let mail = self.word(entry.language, "by_mail");
        let mut links = vec![link(mail, format!("mailto:?subject={headline}&body={url}"))];
        let language = &self.index.languages[usize::from(entry.language)];
        if language.primary() == "zh" {
            let href = format!("https://service.weibo.com/share/share.php?url={url}&title={headline}");
            links.push(link("微博".to_owned(), href));
        } else {
            let href = format!("https://x.com/intent/post?text={headline}&url={url}");
            links.push(link("X".to_owned(), href));
        }
        let href = format!("https://www.linkedin.com/sharing/share-offsite/?url={url}");
        links.push(link("LinkedIn".to_owned(), href));
        links
    }

    fn translations(&self, at: u32) -> Vec<views::LanguageLink> {
        let others = self.index.versions(at).iter().filter(|other| **other != at);
        let current = self.index.entry(at).language;
        others
            .map(|other| {
                let other = self.index.entry(*other);
                self.language_link(other.language, &other.path, current)
            })
            .collect()
    }

    fn headline_link(&self, at: u32) -> views::Link {
        let entry = self.index.entry(at);
        views::Link { name: entry.headline.to_string(), href: self.index.base.href(&entry.path) }
    }
}
