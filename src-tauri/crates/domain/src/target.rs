//! Targets: anywhere an article goes. A library has many; static sites, and the servers of others.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    Appearance, ArticleId, CategoryId, DateFormat, FormId, Language, MediaHash, Permalink, TagId, TargetId,
    TimeZone,
};

/// Which articles a target takes. An empty list takes all.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Selection {
    /// Only these languages.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Language>,
    /// Only these categories and what stands below them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<CategoryId>,
    /// Only articles with one of these tags.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<TagId>,
}

impl Selection {
    /// Whether the target takes it. `categories` are the article's category and all above it.
    pub fn takes(&self, language: &Language, categories: &[CategoryId], tags: &[TagId]) -> bool {
        let any = |mine: &[CategoryId]| mine.is_empty() || mine.iter().any(|c| categories.contains(c));
        (self.languages.is_empty() || self.languages.contains(language))
            && any(&self.categories)
            && (self.tags.is_empty() || self.tags.iter().any(|t| tags.contains(t)))
    }
}

/// One entry of a site's menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MenuItem {
    /// What it says.
    pub label: String,
    /// Where it goes: a path within the site that begins with `/`, or an absolute URL.
    pub url: String,
}

/// What a site says in one language.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SiteTexts {
    /// The name of the site.
    pub title: String,
    /// One sentence on what it is.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Printed at the foot of each page.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub footer: String,
    /// How dates are printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_format: Option<DateFormat>,
    /// The menu; the categories where empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub menu: Vec<MenuItem>,
}

/// Whose computers a site stands on, where that changes what is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Host {
    /// Anyone's.
    #[default]
    Any,
    /// Netlify's: a page wins over a line of `_redirects` there, unless the line says otherwise.
    Netlify,
}

impl Host {
    fn is_any(&self) -> bool {
        *self == Self::Any
    }
}

/// Below which paths the lists of a site stood before, where another builder made it: `/categories/` for `/categories/news/`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FormerLists {
    /// Those of categories.
    pub categories: Vec<String>,
    /// Those of tags.
    pub tags: Vec<String>,
    /// Those of bylines.
    pub bylines: Vec<String>,
}

impl FormerLists {
    /// Most paths of each noun.
    pub const PATHS_MAX: usize = 10;

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether lists can have stood below a path: it begins and ends with a slash, and has names between that need no other spelling.
    pub fn is_path(path: &str) -> bool {
        let inner = path.strip_prefix('/').and_then(|path| path.strip_suffix('/'));
        let is_name = |name: &str| {
            let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '~');
            !name.is_empty() && !name.starts_with('.') && name.len() <= 100 && name.chars().all(is_plain)
        };
        inner.is_some_and(|inner| inner.split('/').count() <= 5 && inner.split('/').all(is_name))
    }

    /// Adds what is not among them, as long as there is room. Says whether anything was.
    pub fn add(&mut self, others: &Self) -> bool {
        let mut added = false;
        for (here, others) in [
            (&mut self.categories, &others.categories),
            (&mut self.tags, &others.tags),
            (&mut self.bylines, &others.bylines),
        ] {
            for path in others {
                if here.len() < Self::PATHS_MAX && !here.contains(path) {
                    here.push(path.clone());
                    added = true;
                }
            }
        }
        added
    }
}

/// Where a site's views are counted: JSON on the web, and where in it the number stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counter {
    /// An absolute URL, in which `{id}`, `{slug}` and `{language}` stand for those of an article. Without any of them one answer has
    /// the numbers of all.
    pub url: String,
    /// The JSON pointer of the number (RFC 6901), with the same names.
    pub pointer: String,
    /// Whether a script on the page of an article asks for the number once more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub live: bool,
    /// Whether it may stand in a private network.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub private: bool,
}

impl Counter {
    /// What stands for an article.
    pub const NAMES: [&'static str; 3] = ["{id}", "{slug}", "{language}"];

    /// Whether each article has an address of its own.
    pub fn asks_each(&self) -> bool {
        Self::NAMES.iter().any(|name| self.url.contains(name))
    }

    /// The address or the pointer of an article: `text` with its names in it.
    pub fn fill(text: &str, id: ArticleId, slug: &str, language: &Language) -> String {
        text.replace("{id}", &id.to_string()).replace("{slug}", slug).replace("{language}", language.as_str())
    }
}

/// A static site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// Where it will stand: an absolute URL without a slash at its end. A path is a sub-folder.
    pub base_url: String,
    /// The language whose pages stand at the root; the others stand in a folder each.
    pub language: Language,
    /// The zone in which its dates are printed.
    pub time_zone: TimeZone,
    /// Its words, per language.
    pub texts: BTreeMap<Language, SiteTexts>,
    /// Its theme: the name of one of Galley's, or the path of a folder.
    #[serde(default = "Site::theme_default", skip_serializing_if = "Site::is_theme_default")]
    pub theme: String,
    /// Articles on a page of a list.
    #[serde(default = "Site::page_size_default")]
    pub page_size: u32,
    /// Articles in a feed.
    #[serde(default = "Site::feed_size_default")]
    pub feed_size: u32,
    /// The inquiry form, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<FormId>,
    /// Whether the form stands under articles whose category and own switch say nothing.
    #[serde(default)]
    pub form_by_default: bool,
    /// Whether readers can search it in their browsers.
    #[serde(default = "Site::search_default", skip_serializing_if = "Site::is_search_default")]
    pub search: bool,
    /// The picture that its icons are made of; its initial where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<MediaHash>,
    /// Whether an article without a cover gets a card: a picture of its headline, for where a link to it is passed on.
    #[serde(default = "Site::cards_default", skip_serializing_if = "Site::is_cards_default")]
    pub cards: bool,
    /// The path of a font for cards, before those that come with Galley; empty for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub card_font: String,
    /// The pattern of articles' addresses. Standing pages have their slug alone.
    #[serde(default = "Permalink::slug", skip_serializing_if = "Permalink::is_slug")]
    pub permalink: Permalink,
    /// Patterns of before, newest last: their addresses lead on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former_permalinks: Vec<Permalink>,
    /// Where its lists stood before; they lead on.
    #[serde(default, skip_serializing_if = "FormerLists::is_empty")]
    pub former_lists: FormerLists,
    /// What counts its readers, where anything does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counter: Option<Counter>,
    /// Whose computers it stands on.
    #[serde(default, skip_serializing_if = "Host::is_any")]
    pub host: Host,
    /// Raw HTML that this site lets through beyond the short list, as `element` or `element.attribute`. Never scripts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allow_html: Vec<String>,
    /// How it looks, beside its theme.
    #[serde(default, skip_serializing_if = "Appearance::is_default")]
    pub appearance: Box<Appearance>,
}

impl Site {
    /// Most articles on a page of a list or in a feed.
    pub const PAGE_SIZE_MAX: u32 = 500;
    /// Most patterns of before that lead on.
    pub const FORMER_PERMALINKS_MAX: usize = 10;

    /// Its logos: the one for all, and the one for dark paper.
    pub fn logos(&self) -> impl Iterator<Item = MediaHash> {
        [self.logo, self.appearance.logo.dark].into_iter().flatten()
    }

    /// Keeps what readers had: the pattern of before, where it was another one.
    pub fn follow(&mut self, before: &Self) {
        let now = self.permalink.clone();
        if before.permalink != now {
            self.former_permalinks.push(before.permalink.clone());
        }
        self.former_permalinks.retain(|former| *former != now);
        let too_many = self.former_permalinks.len().saturating_sub(Self::FORMER_PERMALINKS_MAX);
        self.former_permalinks.drain(..too_many);
    }

    fn theme_default() -> String {
        "broadsheet".to_owned()
    }

    fn is_theme_default(theme: &str) -> bool {
        theme == "broadsheet"
    }

    const fn search_default() -> bool {
        true
    }

    fn is_search_default(search: &bool) -> bool {
        *search
    }

    const fn cards_default() -> bool {
        true
    }

    fn is_cards_default(cards: &bool) -> bool {
        *cards
    }

    const fn page_size_default() -> u32 {
        20
    }

    const fn feed_size_default() -> u32 {
        20
    }

    /// Where a site says that it stands as long as nobody has said it.
    pub const NO_ADDRESS: &'static str = "https://example.org";

    /// A site with nothing decided but its language.
    pub fn new(language: Language, title: &str) -> Self {
        let texts = SiteTexts { title: title.to_owned(), ..SiteTexts::default() };
        Self {
            base_url: Self::NO_ADDRESS.to_owned(),
            language: language.clone(),
            time_zone: TimeZone::UTC,
            texts: BTreeMap::from([(language, texts)]),
            theme: Self::theme_default(),
            page_size: Self::page_size_default(),
            feed_size: Self::feed_size_default(),
            form: None,
            form_by_default: false,
            search: Self::search_default(),
            logo: None,
            cards: Self::cards_default(),
            card_font: String::new(),
            permalink: Permalink::slug(),
            former_permalinks: Vec::new(),
            former_lists: FormerLists::default(),
            counter: None,
            host: Host::Any,
            allow_html: Vec::new(),
            appearance: Box::default(),
        }
    }

    /// Its words in a language; else in one with the same primary tag; else in its own language.
    pub fn texts(&self, language: &Language) -> Option<&SiteTexts> {
        self.texts
            .get(language)
            .or_else(|| self.texts.iter().find(|(l, _)| l.primary() == language.primary()).map(|(_, t)| t))
            .or_else(|| self.texts.get(&self.language))
    }

    /// How dates are printed in a language.
    pub fn date_format(&self, language: &Language) -> DateFormat {
        self.texts(language).and_then(|t| t.date_format.clone()).unwrap_or_else(DateFormat::iso)
    }
}

/// What kind of place a target is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TargetKind {
    /// A static site.
    Site(Box<Site>),
    /// A WordPress site.
    WordPress(WordPress),
    /// A Ghost site.
    Ghost(Ghost),
    /// A site that takes articles by Micropub.
    Micropub(Micropub),
    /// Any other server that speaks JSON, by a recipe.
    Http(Http),
}

impl TargetKind {
    /// Where the server stands, where it is one.
    pub fn address(&self) -> Option<&str> {
        match self {
            Self::Site(_) => None,
            Self::WordPress(at) => Some(&at.address),
            Self::Ghost(at) => Some(&at.address),
            Self::Micropub(at) => Some(&at.address),
            Self::Http(at) => Some(&at.address),
        }
    }

    /// Whether categories stand below others there. Where they do not, an article's own is all that is asked for.
    pub const fn has_category_tree(&self) -> bool {
        matches!(self, Self::WordPress(_))
    }
}

/// A WordPress site, and who writes there. The password is not part of it: it never lies in a library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordPress {
    /// Where the site stands: an absolute URL without a slash at its end.
    pub address: String,
    /// The name of the account.
    pub user: String,
}

/// A Ghost site. Its key says who writes there, and never lies in a library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ghost {
    /// Where its administration stands: an absolute URL without a slash at its end. Mostly that of the site.
    pub address: String,
}

/// A site that takes articles by Micropub. Its token says who writes there, and never lies in a library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Micropub {
    /// Its home page, which names the endpoint: an absolute URL without a slash at its end.
    pub address: String,
}

/// A server that is spoken to by a recipe. Its secret says who writes there, and never lies in a library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Http {
    /// Where its API stands: an absolute URL without a slash at its end.
    pub address: String,
    /// The name of the account, where the recipe wants one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub user: String,
    /// The recipe, as it was written.
    pub recipe: String,
}

/// Anywhere an article goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// Its identity.
    pub id: TargetId,
    /// What editors call it.
    pub name: String,
    /// Which articles it takes.
    #[serde(default)]
    pub selection: Selection,
    /// What it is.
    pub kind: TargetKind,
    /// Whether its server may stand in a private network. Without that a name that leads there is refused.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub private: bool,
    /// Whether its server may be spoken to over http, where everyone on the way reads the password. It holds for the host of the address
    /// that it was said of.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub plain: bool,
}

impl Target {
    /// Keeps the addresses that readers had of before.
    pub fn follow(&mut self, before: &Self) {
        if let (TargetKind::Site(site), TargetKind::Site(before)) = (&mut self.kind, &before.kind) {
            site.follow(before);
        }
    }

    /// The site, where it is one.
    pub fn site(&self) -> Option<&Site> {
        match &self.kind {
            TargetKind::Site(site) => Some(&**site),
            TargetKind::WordPress(_)
            | TargetKind::Ghost(_)
            | TargetKind::Micropub(_)
            | TargetKind::Http(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_selection_takes_what_it_names() {
        let en = Language::english();
        let zh: Language = "zh".parse().expect("a good tag");
        let category = CategoryId::new(uuid::Uuid::from_u128(1));
        let tag = TagId::new(uuid::Uuid::from_u128(2));
        assert!(Selection::default().takes(&en, &[], &[]));
        let english = Selection { languages: vec![en.clone()], ..Selection::default() };
        assert!(english.takes(&en, &[], &[]) && !english.takes(&zh, &[], &[]));
        let filed = Selection { categories: vec![category], ..Selection::default() };
        assert!(filed.takes(&en, &[category], &[]) && !filed.takes(&en, &[], &[]));
        let tagged = Selection { tags: vec![tag], ..filed };
        assert!(tagged.takes(&en, &[category], &[tag]) && !tagged.takes(&en, &[category], &[]));
    }
}
