//! Few articles changed: which pages does that reach? All others are taken over as they stand there; neither are their values
//! made nor their texts read. A page that is reached may still come out the same: its key decides, as ever.

use std::collections::HashSet;
use std::num::NonZero;

use galley_domain::ArticleId;

use crate::index::{Index, Mark, Since};
use crate::memory::{KnownPages, Memory, Packed, Shown};
use crate::out::Staging;
use crate::{Card, ExportError, Moment, Part, Source};

/// How a site differs from the one that stands there.
pub(super) enum Differs {
    /// In nothing.
    Nothing,
    /// In what follows from these articles and files.
    InFew(Few),
    /// In what cannot be said: everything is looked at.
    Perhaps,
}

/// What differs.
pub(super) struct Few {
    /// The articles that may be others than they were.
    changed: HashSet<ArticleId>,
    /// Files that someone took away or cut.
    missing: HashSet<Box<str>>,
    /// The cards of all articles as they are now.
    pub(super) cards: Vec<Card>,
}

impl Differs {
    /// Finds out what changed from the moment that is shown to this one.
    pub(super) fn find(
        staging: &Staging<'_>,
        source: &dyn Source,
        known: &mut Memory,
        (shown, moment): (&Shown, &Moment),
        threads: NonZero<usize>,
    ) -> Result<Self, ExportError> {
        let Some(changed) = source.changes(&shown.state)? else {
            return Ok(Self::Perhaps);
        };
        if shown.state == moment.state && staging.missing(threads).is_empty() {
            return Ok(Self::Nothing);
        }
        let (missing, cards) = std::thread::scope(|scope| {
            let missing = scope.spawn(|| staging.missing(NonZero::<usize>::MIN));
            let cards = known.take_cards();
            (missing.join().expect("looking at files does not panic"), cards)
        });
        let Some(mut cards) = cards else {
            return Ok(Self::Perhaps);
        };
        let changed: HashSet<_> = changed.into_iter().collect();
        cards.retain(|card| !changed.contains(&card.id));
        for id in &changed {
            cards.extend(source.card(*id)?);
        }
        Ok(Self::InFew(Few { changed, missing, cards }))
    }
}

impl Few {
    /// Takes the pages that stay as they are out of those that are known. None where something differs that any page may show.
    pub(super) fn what_stays(
        &self,
        staging: &Staging<'_>,
        (index, mark): (&Index, &Mark),
        old: &Mark,
        known: &mut KnownPages,
    ) -> Option<KnownPages> {
        let since = Since::new(index, mark, old, |id| self.changed.contains(&id))?;
        // Where nothing moved, all pages that were there are there.
        let there = since.moved().then(|| index.page_files());
        let stays = known.extract_if(|file, page| {
            // Feeds know what they are made from by the pages of their articles: each is looked at.
            page.part() != Some(Part::Feed)
                && !self.missing.contains(file)
                && there.as_ref().is_none_or(|there| there.contains(&**file))
                && staging.had(file)
                && page.notes().is_some_and(|notes| since.holds(&notes))
        });
        let mut stays: KnownPages = stays.collect();
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
