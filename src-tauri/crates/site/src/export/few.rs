//! Few articles changed: which pages does that reach? All others are taken over as they stand there; neither are their values
//! made nor their texts read. A page that is reached may still come out the same: its key decides, as ever.

use std::collections::HashSet;
use std::num::NonZero;
use std::thread;

use galley_domain::ArticleId;
use uuid::Uuid;

use crate::address::file_of;
use crate::index::{Index, Mark, Since};
use crate::memory::{Base, KnownPages, Packed, Stood};
use crate::out::Staging;
use crate::{Card, Changes, ExportError, Part, Source};

/// What differs from the site that stands there follows from these articles and files.
pub(super) struct Few {
    /// The articles that may be others than they were, and the tags and bylines.
    changed: HashSet<ArticleId>,
    nouns: HashSet<Uuid>,
    /// Files that someone took away or cut.
    missing: HashSet<Box<str>>,
    /// The cards of all articles as they are now.
    pub(super) cards: Vec<Card>,
}

impl Few {
    /// Reads the cards. None where they are not remembered.
    pub(super) fn of(
        source: &dyn Source,
        base: &Base,
        changes: &Changes,
        missing: HashSet<Box<str>>,
    ) -> Result<Option<Self>, ExportError> {
        let Some(mut cards) = base.cards() else { return Ok(None) };
        let mut changed: HashSet<_> = changes.articles.iter().copied().collect();
        cards.retain(|card| !changed.contains(&card.id));
        for id in &changed {
            cards.extend(source.card(*id)?);
        }
        // An article may name a tag that was not there before.
        let nouns: HashSet<Uuid> = changes.nouns.iter().copied().collect();
        let names = |card: &&Card| {
            let bylines = card.bylines.iter().map(|id| id.uuid());
            card.tags.iter().map(|id| id.uuid()).chain(bylines).any(|id| nouns.contains(&id))
        };
        changed.extend(cards.iter().filter(names).map(|card| card.id));
        Ok(Some(Self { changed, nouns, missing, cards }))
    }
}

impl Few {
    /// Takes the pages that stay as they are out of those that are known. None where something differs that any page may show.
    pub(super) fn what_stays(
        &self,
        staging: &Staging<'_>,
        (index, mark): (&Index, &Mark),
        old: (&Mark, &[Stood]),
        known: &mut KnownPages,
        threads: NonZero<usize>,
    ) -> Option<KnownPages> {
        let since = Since::new(index, mark, old, |id| self.changed.contains(&id), &self.nouns)?;
        // An archive leads to all years.
        let archives: HashSet<String> = (0..index.languages.len() as u16)
            .filter(|_| since.relisted())
            .map(|language| file_of(&index.archive_path(language)))
            .collect();
        // Where nothing moved, all pages that were there are there.
        let there = since.moved().then(|| index.page_files());
        let stays = |file: &str, page: &Packed| {
            // Feeds know what they are made from by the pages of their articles: each is looked at.
            page.part() != Some(Part::Feed)
                && !self.missing.contains(file)
                && !archives.contains(file)
                && there.as_ref().is_none_or(|there| there.contains(file))
                && staging.had(file)
                && page.notes().is_some_and(|notes| since.holds(&notes))
        };
        let all: Vec<(Box<str>, Packed)> = std::mem::take(known).into_iter().collect();
        let each = all.len().div_ceil(threads.get()).max(1);
        let look = |some: &[(Box<str>, Packed)]| -> Vec<bool> {
            some.iter().map(|(file, page)| stays(file, page)).collect()
        };
        let look = &look;
        let held: Vec<bool> = thread::scope(|scope| {
            let parts: Vec<_> = all.chunks(each).map(|some| scope.spawn(move || look(some))).collect();
            let parts = parts.into_iter();
            parts.flat_map(|part| part.join().expect("looking at notes does not panic")).collect()
        });
        let mut stays = KnownPages::with_capacity(all.len());
        for ((file, page), holds) in all.into_iter().zip(held) {
            if holds {
                stays.insert(file, page)
            } else {
                known.insert(file, page)
            };
        }
        if since.renamed() {
            for page in stays.values_mut() {
                let mut known = page.known()?;
                since.rename(&mut known.notes);
                *page = Packed::of(&known);
            }
        }
        Some(stays)
    }
}
