//! The candidates of one search: gathered, checked where the index is not sure, ranked.
//!
//! To turn Markdown into plain text costs more than all the rest. So candidates are ranked by their Markdown, only the part of it that is
//! shown is turned, and only where a phrase must be proven the whole.

use std::cmp::Reverse;
use std::ops::Range;

use super::Document;
use super::evaluate::{Tier, is_known_to_index};
use super::find::Hit;
use super::matching::{Place, Reader};
use super::query::Query;
use super::rank;
use super::snippet::{marks, part_around, snippet};

/// So much is done to see which articles hold a phrase, counted as bytes that are skimmed. Of a phrase of words that all articles have,
/// older ones are missed then, and the answer says so. Some milliseconds, whatever the articles are like.
const WORK_MAX: usize = 4_500_000;
/// To have an article at all costs as much as skimming so many bytes.
const FETCHED: usize = 1_000;
/// To read a byte, which turns Markdown into plain text, costs as much as skimming so many.
const READ: usize = 4;

/// Where the texts come from.
pub(crate) trait Texts {
    /// Why one could not be had.
    type Error: From<rusqlite::Error>;

    /// An article as it is stored: the body in Markdown, no names. `None` if it is gone.
    fn stored(&mut self, rowid: i64) -> Result<Option<Document<'static>>, Self::Error>;

    /// An article as it is filed: the body in plain text, with names. `None` if it is gone.
    fn whole(&mut self, rowid: i64) -> Result<Option<Document<'static>>, Self::Error>;

    /// The plain text of some Markdown.
    fn plain(&self, markdown: &str) -> String;
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
    work_left: usize,
    /// An article that may hold it was not looked at, since no work was left.
    has_left_out: bool,
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
            work_left: WORK_MAX,
            has_left_out: false,
        }
    }

    /// Whether the index does not know all about the query.
    pub(super) fn must_be_read(&self) -> bool {
        self.must_be_read
    }

    /// The widest tier that must still be asked for; `None` when there is enough.
    pub(super) fn widest_needed(&self) -> Option<Tier> {
        if self.has_left_out {
            return None;
        }
        // The loose ones must be asked for as long as an exact one could be among them.
        let counted = |tier| if tier == Tier::TextLoosely { Tier::Text } else { tier };
        Tier::NESTED.into_iter().find(|tier| !self.is_full(counted(*tier)))
    }

    /// Whether articles that may be among the hits were not looked at, since that would have taken too long.
    pub(super) fn has_left_out(&self) -> bool {
        self.has_left_out
    }

    /// Notes that so much was done.
    fn worked(&mut self, work: usize) {
        self.work_left = self.work_left.saturating_sub(work);
    }

    fn is_full(&self, tier: Tier) -> bool {
        self.tiers[..=tier as usize].iter().map(Vec::len).sum::<usize>() >= self.size
    }

    /// Takes an article that the index offers. `named`: what the index is not sure of may stand in its names.
    pub(super) fn take(&mut self, rowid: i64, tier: Tier, named: bool) -> Result<(), T::Error> {
        if self.is_full(tier) {
            return Ok(());
        }
        let matched = if self.must_be_read { self.checked(rowid, named)? } else { None };
        if matched.is_some() || !self.must_be_read {
            self.tiers[tier as usize].push(Candidate { rowid, matched });
        }
        Ok(())
    }

    /// Reads an article, where skimming does not rule it out at a small part of the cost.
    fn checked(&mut self, rowid: i64, named: bool) -> Result<Option<Matched>, T::Error> {
        if self.work_left == 0 {
            self.has_left_out = true;
            return Ok(None);
        }
        self.worked(FETCHED);
        if !named {
            let Some(stored) = self.texts.stored(rowid)? else { return Ok(None) };
            self.worked(stored.text.len());
            if !self.reader.may_stand_in(&stored) {
                return Ok(None);
            }
        }
        let Some(whole) = self.texts.whole(rowid)? else { return Ok(None) };
        self.worked(READ * (FETCHED + whole.text.len()));
        Ok(self.matched(whole, None))
    }

    /// What of the query stands in a text; `None` if not all of it does. A term that is `elsewhere` counts for so much.
    fn matched(&mut self, document: Document<'static>, elsewhere: Option<u32>) -> Option<Matched> {
        let mut places = |text: &str| self.reader.places(text);
        let (headline, lead, text) =
            (places(&document.headline)?, places(&document.lead)?, places(&document.text)?);
        let names = [places(&document.tags)?, places(&document.bylines)?].concat();
        let fields = rank::Fields { headline: &headline, names: &names, lead: &lead, text: &text };
        let points = rank::points(self.reader.terms(), &fields, elsewhere)?;
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
                let matched = if matched.is_some() {
                    matched
                } else {
                    // The index knows that all terms are there; what the stored text lacks stands in the names.
                    self.texts.stored(rowid)?.and_then(|stored| self.matched(stored, Some(rank::NAMES)))
                };
                ranked.extend(matched.map(|matched| (tier, Reverse((matched.points, rowid)), matched)));
            }
        }
        ranked.sort_by_key(|(tier, order, _)| (*tier, *order));
        ranked.truncate(limit);
        Ok(ranked.into_iter().map(|(_, Reverse((_, rowid)), matched)| self.hit(rowid, &matched)).collect())
    }

    fn hit(&mut self, rowid: i64, matched: &Matched) -> Hit {
        let Matched { document, headline, lead, text, .. } = matched;
        let headline = marks(headline);
        let snippet = if text.is_empty() && !document.lead.is_empty() {
            snippet(&document.lead, lead, false..false)
        } else if self.must_be_read {
            snippet(&document.text, text, false..false)
        } else {
            self.snippet_of_markdown(&document.text, text)
        };
        Hit { rowid, headline, snippet }
    }

    fn snippet_of_markdown(&mut self, markdown: &str, places: &[Place]) -> super::Snippet {
        let part = part_around(markdown, places);
        let (plain, places_there) = self.plain(markdown, part.clone());
        if places_there.is_empty() && !places.is_empty() {
            // The words stand where the part alone does not show them, in an address for instance.
            let (plain, places) = self.plain(markdown, 0..markdown.len());
            return snippet(&plain, &places, false..false);
        }
        snippet(&plain, &places_there, part.start > 0..part.end < markdown.len())
    }

    fn plain(&mut self, markdown: &str, part: Range<usize>) -> (String, Vec<Place>) {
        let plain = self.texts.plain(&markdown[part]);
        let places = self.reader.places(&plain).unwrap_or_default();
        (plain, places)
    }
}
