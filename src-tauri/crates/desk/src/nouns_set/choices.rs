//! What an editor chooses from in the settings of a site, instead of writing it: forms of dates, and what menus lead to.

use std::collections::{BTreeMap, BTreeSet};

use galley_domain::{
    Category, CategoryTree, DateFormat, DateNames, Instant, Kind, Language, Site, parse_instant,
};
use galley_site::{Places, Theme};
use galley_store::{Filter, Order, Row, View};

use crate::DeskError;
use crate::wire::SiteChoice;

/// Most standing pages that are offered to a menu.
const PAGES_MAX: usize = 100;

/// What there is to choose from.
pub(super) struct Choices<'s> {
    site: &'s Site,
    theme: &'s Theme,
    tree: &'s CategoryTree,
    /// Standing pages that are released.
    pages: Vec<Row>,
    now: Instant,
    /// The languages of the site: that of its root, those that it has words in, those of articles.
    pub(super) languages: Vec<Language>,
}

impl<'s> Choices<'s> {
    pub(super) fn new(
        view: &View<'_>,
        site: &'s Site,
        theme: &'s Theme,
        tree: &'s CategoryTree,
        now: Instant,
    ) -> Result<Self, DeskError> {
        let written = view.count_by_language()?.into_iter().map(|(language, _)| language);
        let others: BTreeSet<_> = site.texts.keys().cloned().chain(written).collect();
        let others = others.into_iter().filter(|language| *language != site.language);
        let languages = std::iter::once(site.language.clone()).chain(others).collect();
        let is_page = Filter { kind: Some(Kind::Page), ..Filter::default() };
        let mut pages = view.list(&is_page, Order::default(), None, PAGES_MAX, now)?.rows;
        pages.retain(|page| page.released_at(now).is_some());
        Ok(Self { site, theme, tree, pages, now, languages })
    }

    /// The choice in each language.
    pub(super) fn of_each(
        &self,
        choice: impl Fn(&Self, &Language) -> Vec<SiteChoice>,
    ) -> BTreeMap<String, Vec<SiteChoice>> {
        self.languages.iter().map(|language| (language.to_string(), choice(self, language))).collect()
    }

    /// What a date can look like: the formats of the language, and the one that the site has in it, each with a day of this year
    /// that nobody takes for a month.
    pub(super) fn dates(&self, language: &Language) -> Vec<SiteChoice> {
        let zone = self.site.time_zone;
        let (year, ..) = zone.ymd(self.now);
        let Ok(day) = parse_instant(&format!("{year}-10-19"), zone) else { return Vec::new() };
        let mut formats = DateFormat::customary(language);
        let own = self.site.date_format(language);
        if !formats.contains(&own) {
            formats.push(own);
        }
        let names = DateNames::of(language);
        let choice = |format: DateFormat| SiteChoice {
            name: format.print(day, zone, names),
            word: format.as_str().to_owned(),
        };
        formats.into_iter().map(choice).collect()
    }

    /// What a menu can lead to: categories of two levels, pages, the archive.
    pub(super) fn places(&self, language: &Language) -> Vec<SiteChoice> {
        let places = Places::new(self.site, self.tree, language);
        let category = |category: &Category| SiteChoice {
            word: places.category(category.id),
            name: category.names.get(language).name.clone(),
        };
        let mut all = Vec::new();
        for root in self.tree.children(None, language) {
            all.push(category(root));
            all.extend(self.tree.children(Some(root.id), language).into_iter().map(category));
        }
        let pages = self.pages.iter().filter(|page| page.language == *language);
        all.extend(
            pages.map(|page| SiteChoice { word: places.page(&page.slug), name: page.headline.clone() }),
        );
        all.push(SiteChoice { word: places.archive(), name: self.theme.archive_name(language) });
        all
    }
}
