//! The candidates of one search: gathered, checked where the index is not sure, ranked.

use std::cmp::Reverse;

use super::Document;
use super::evaluate::{Tier, is_known_to_index};
use super::find::Hit;
use super::matching::{Place, Reader};
use super::query::Query;
use super::rank;
use super::snippet::{marks, snippet};

/// So many articles are skimmed to see whether they hold a phrase. Of a phrase of words that all articles have, older ones are missed.
const SKIMMED_MAX: usize = 500;
/// So many of them are read, where skimming says that they may hold it.
const READ_MAX: usize = 150;

/// Where the texts come from.
pub(crate) trait Texts {
    /// An article with its text as it is stored.
    type Article;
    /// Why it could not be had.
    type Error: From<rusqlite::Error>;

    /// An article, if it is still there.
    fn load(&mut self, rowid: i64) -> Result<Option<Self::Article>, Self::Error>;

    /// Its text; `None` if it may not be found.
    fn text(&self, article: &Self::Article, depth: Depth) -> Option<Document<'static>>;
}

/// How well a text must be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// To see roughly which words stand where. The body may be the Markdown.
    Skimmed,
    /// To show it. The body must be plain text.
    Whole,
}

/// The candidates so far.
pub(super) struct Pool<'q, T: Texts> {
    reader: Reader<'q>,
    texts: T,
    size: usize,
    /// For each tier its candidates, the newest first.
    tiers: [Vec<Candidate>; Tier::COUNT],
    /// The index does not know all about this query: candidates must be read before they count.
    must_be_read: bool,
    skims_left: usize,
    reads_left: usize,
}

struct Candidate {
    rowid: i64,
    /// Where it had to be read already.
    matched: Option<Matched>,
}

/// What was found in a text.
struct Matched {
    document: Document<'static>,
    headline: Vec<Place>,
    lead: Vec<Place>,
    text: Vec<Place>,
    points: u32,
}

impl<'q, T: Texts> Pool<'q, T> {
    /// For at most `size` candidates.
    pub(super) fn new(query: &'q Query, size: usize, texts: T) -> Self {
        Pool {
            reader: Reader::new(query),
            texts,
            size,
            tiers: Default::default(),
            must_be_read: !query.wanted.iter().chain(&query.unwanted).all(is_known_to_index),
            skims_left: SKIMMED_MAX,
            reads_left: READ_MAX,
        }
    }

    /// The widest tier that must still be asked for; `None` when there is enough.
    pub(super) fn widest_needed(&self) -> Option<Tier> {
        if self.skims_left == 0 || self.reads_left == 0 {
            return None;
        }
        // The loose ones must be asked for as long as an exact one could be among them.
        let counted = |tier| if tier == Tier::TextLoosely { Tier::Text } else { tier };
        Tier::NESTED.into_iter().find(|tier| !self.is_full(counted(*tier)))
    }

    fn is_full(&self, tier: Tier) -> bool {
        self.tiers[..=tier as usize].iter().map(Vec::len).sum::<usize>() >= self.size
    }

    /// Takes an article that the index offers.
    pub(super) fn take(&mut self, rowid: i64, tier: Tier) -> Result<(), T::Error> {
        if self.is_full(tier) {
            return Ok(());
        }
        let matched = if self.must_be_read { self.checked(rowid)? } else { None };
        if matched.is_some() || !self.must_be_read {
            self.tiers[tier as usize].push(Candidate { rowid, matched });
        }
        Ok(())
    }

    /// Reads an article, where skimming does not rule it out at a quarter of the cost.
    fn checked(&mut self, rowid: i64) -> Result<Option<Matched>, T::Error> {
        if self.skims_left == 0 || self.reads_left == 0 {
            return Ok(None);
        }
        self.skims_left -= 1;
        let Some(article) = self.texts.load(rowid)? else { return Ok(None) };
        let skimmed = self.texts.text(&article, Depth::Skimmed);
        if !skimmed.is_some_and(|document| self.reader.may_stand_in(&document)) {
            return Ok(None);
        }
        self.reads_left -= 1;
        Ok(self.matched(&article, Depth::Whole))
    }

    /// What of the query stands in a text; `None` if not all of it does.
    fn matched(&mut self, article: &T::Article, depth: Depth) -> Option<Matched> {
        let document = self.texts.text(article, depth)?;
        let mut places = |text: &str| self.reader.places(text);
        let (headline, lead, text) =
            (places(&document.headline)?, places(&document.lead)?, places(&document.text)?);
        let names = [places(&document.tags)?, places(&document.bylines)?].concat();
        let points = rank::points(self.reader.terms(), &headline, &names, &lead, &text)?;
        Some(Matched { document, headline, lead, text, points })
    }

    /// The best of them.
    pub(super) fn ranked(mut self, limit: usize) -> Result<Vec<Hit>, T::Error> {
        let mut ranked = Vec::with_capacity(self.size);
        for (tier, candidates) in std::mem::take(&mut self.tiers).into_iter().enumerate() {
            for Candidate { rowid, matched } in candidates {
                if ranked.len() == self.size {
                    break;
                }
                let order = |matched: Option<&Matched>| {
                    (tier, Reverse((matched.map_or(0, |matched| matched.points), rowid)))
                };
                if let Some(matched) = matched {
                    ranked.push((order(Some(&matched)), Known::Read(matched)));
                } else if let Some(article) = self.texts.load(rowid)? {
                    let skimmed = self.matched(&article, Depth::Skimmed);
                    ranked.push((order(skimmed.as_ref()), Known::Skimmed(article)));
                }
            }
        }
        ranked.sort_by_key(|(order, _)| *order);
        let hits = ranked.into_iter().filter_map(|((_, Reverse((_, rowid))), known)| match known {
            Known::Read(matched) => Some(matched.hit(rowid)),
            Known::Skimmed(article) => Some(self.matched(&article, Depth::Whole)?.hit(rowid)),
        });
        Ok(hits.take(limit).collect())
    }
}

/// What is known of a candidate when it is ranked.
enum Known<Article> {
    Read(Matched),
    Skimmed(Article),
}

impl Matched {
    fn hit(&self, rowid: i64) -> Hit {
        let lead_shows_more =
            self.text.is_empty() && (!self.lead.is_empty() || !self.document.lead.is_empty());
        let snippet = if lead_shows_more {
            snippet(&self.document.lead, &self.lead)
        } else {
            snippet(&self.document.text, &self.text)
        };
        Hit { rowid, headline: marks(&self.headline), snippet }
    }
}
