//! The front page: which article stands where. Decided from the lists and the site's settings alone, so that the same articles give
//! the same page.

use std::collections::HashSet;

use galley_domain::{Category, FrontBlocks, Kind};

use super::{Pages, views};
use crate::index::{List, Subject};

/// Articles beside the first one, where there is a column of the latest; one more where there is none.
const SECONDS: usize = 2;
/// Headlines in the column of the latest.
const LATEST: usize = 7;
/// Fewest articles that need such a column.
const LATEST_FROM: usize = 6;
/// Fewest articles that make the block of a category.
const SECTION_FROM: usize = 2;
/// Most blocks of categories where it is not said which.
const SECTIONS_MAX: usize = 8;
/// How far down the list of a category is looked at.
const LOOK_MAX: usize = 64;

impl Pages<'_> {
    fn blocks(&self) -> &FrontBlocks {
        &self.index.catalog.site.appearance.front
    }

    /// What stands where on the first page of a language's home; none while nothing is out.
    pub(super) fn front(&self, home: &List) -> Option<views::Front<'_>> {
        let page = self.index.list_page(home, 0).members;
        let lead = self.chosen_lead(home.language).or_else(|| page.first().copied())?;
        let rest: Vec<u32> = page.iter().filter(|at| **at != lead).copied().collect();
        // Beside a column of headlines a lone headline would stand above an empty field.
        let fills =
            self.index.entry(lead).cover.is_some() || !self.index.entry(lead).teaser.trim().is_empty();
        let with_latest = self.blocks().latest && rest.len() >= LATEST_FROM && fills;
        let seconds = rest.len().min(if with_latest { SECONDS } else { SECONDS + 1 });
        let (seconds, rest) = rest.split_at(seconds);
        let latest = &rest[..if with_latest { rest.len().min(LATEST) } else { 0 }];
        let above: HashSet<u32> = seconds.iter().copied().chain([lead]).collect();
        let sections = self.sections(home.language, &above, latest);
        let shown = sections.iter().flat_map(|(_, cards)| cards).chain(latest).copied();
        let shown: HashSet<u32> = above.iter().copied().chain(shown).collect();
        let cards = |of: &[u32]| of.iter().map(|at| self.card(*at)).collect();
        let more: Vec<u32> = page.iter().filter(|at| !shown.contains(at)).copied().collect();
        let section = |(link, of): (views::Link, Vec<u32>)| views::Section {
            name: link.name,
            href: link.href,
            cards: cards(&of),
        };
        Some(views::Front {
            lead: self.card(lead),
            seconds: cards(seconds),
            latest: cards(latest),
            sections: sections.into_iter().map(section).collect(),
            more: cards(&more),
        })
    }

    /// The version in a language of the article that was chosen to lead, where it goes out.
    fn chosen_lead(&self, language: u16) -> Option<u32> {
        let chosen = self.index.find(self.blocks().lead?)?;
        let versions = self.index.versions(chosen);
        let all = versions.iter().copied().chain([chosen]);
        all.into_iter().find(|at| {
            let entry = self.index.entry(*at);
            entry.language == language && entry.kind == Kind::Article
        })
    }

    /// The categories that have a block, with their newest articles that do not stand above already. Where it was not said which, those at the
    /// root; one block alone would only repeat the page then, so there are several or none.
    fn sections(&self, language: u16, above: &HashSet<u32>, latest: &[u32]) -> Vec<(views::Link, Vec<u32>)> {
        let tag = &self.index.languages[usize::from(language)];
        let tree = &self.index.catalog.categories;
        let (categories, most): (Vec<&Category>, usize) = match &self.blocks().sections {
            Some(chosen) => {
                (chosen.iter().filter_map(|id| tree.get(*id)).collect(), FrontBlocks::SECTIONS_MAX)
            }
            None => (tree.children(None, tag), SECTIONS_MAX),
        };
        let sizes = FrontBlocks::SECTION_SIZES;
        let size = self.blocks().section_size.clamp(*sizes.start(), *sizes.end()) as usize;
        let sections = categories.iter().filter_map(|category| {
            let subject = Subject::Category(category.id);
            let members = self.index.list(subject, language)?.members();
            let free = || members.iter().take(LOOK_MAX).filter(|at| !above.contains(at)).copied();
            let mut cards: Vec<u32> = free().filter(|at| !latest.contains(at)).take(size).collect();
            if cards.len() < SECTION_FROM {
                // A small category: what the column of the latest names already stands here with its picture.
                let repeated: Vec<_> = free().filter(|at| latest.contains(at)).take(SECTION_FROM).collect();
                cards.extend(repeated);
                cards.sort_unstable();
            }
            // Who asked for a block gets it with one article, too.
            let fewest = if self.blocks().sections.is_some() { 1 } else { SECTION_FROM };
            let link = self.subject_link(subject, language)?;
            (cards.len() >= fewest).then_some((link, cards))
        });
        let sections: Vec<_> = sections.take(most).collect();
        if sections.len() > 1 || self.blocks().sections.is_some() { sections } else { Vec::new() }
    }
}
