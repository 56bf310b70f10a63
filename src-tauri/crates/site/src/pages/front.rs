//! The front page: which article stands where. Decided from the lists alone, so that the same articles give the same page.

use std::collections::HashSet;

use super::{Pages, views};
use crate::index::{List, Subject};

/// Articles beside the first one, where there is a column of the latest; one more where there is none.
const SECONDS: usize = 2;
/// Headlines in the column of the latest.
const LATEST: usize = 7;
/// Fewest articles that need such a column.
const LATEST_FROM: usize = 6;
/// Articles in the block of a category, and the fewest that make one.
const SECTION: (usize, usize) = (4, 2);
/// Most blocks of categories.
const SECTIONS_MAX: usize = 8;
/// How far down the list of a category is looked at.
const LOOK_MAX: usize = 64;

impl Pages<'_> {
    /// What stands where on the first page of a language's home; none while nothing is out.
    pub(super) fn front(&self, home: &List) -> Option<views::Front<'_>> {
        let page = self.index.list_page(home, 0).members;
        let (lead, rest) = page.split_first()?;
        let with_latest = rest.len() >= LATEST_FROM;
        let seconds = rest.len().min(if with_latest { SECONDS } else { SECONDS + 1 });
        let (seconds, rest) = rest.split_at(seconds);
        let latest = &rest[..if with_latest { rest.len().min(LATEST) } else { 0 }];
        let above: HashSet<u32> = page.iter().take(1 + seconds.len()).copied().collect();
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
            lead: self.card(*lead),
            seconds: cards(seconds),
            latest: cards(latest),
            sections: sections.into_iter().map(section).collect(),
            more: cards(&more),
        })
    }

    /// The categories at the root with their newest articles that do not stand above already. One block alone would only
    /// repeat the page, so there are several or none.
    fn sections(&self, language: u16, above: &HashSet<u32>, latest: &[u32]) -> Vec<(views::Link, Vec<u32>)> {
        let tag = &self.index.languages[usize::from(language)];
        let roots = self.index.catalog.categories.children(None, tag);
        let sections = roots.iter().filter_map(|category| {
            let subject = Subject::Category(category.id);
            let members = self.index.list(subject, language)?.members();
            let free = || members.iter().take(LOOK_MAX).filter(|at| !above.contains(at)).copied();
            let mut cards: Vec<u32> = free().filter(|at| !latest.contains(at)).take(SECTION.0).collect();
            if cards.len() < SECTION.1 {
                // A small category: what the column of the latest names already stands here with its picture.
                let repeated: Vec<_> = free().filter(|at| latest.contains(at)).take(SECTION.1).collect();
                cards.extend(repeated);
                cards.sort_unstable();
            }
            let link = self.subject_link(subject, language)?;
            (cards.len() >= SECTION.1).then_some((link, cards))
        });
        let sections: Vec<_> = sections.take(SECTIONS_MAX).collect();
        if sections.len() > 1 { sections } else { Vec::new() }
    }
}
