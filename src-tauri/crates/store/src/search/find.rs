//! Finding: the bounded way from a query to ranked hits.
//!
//! Drawer by drawer, from the newest to the oldest, until there are enough candidates of the best tier or no drawer is left. The
//! candidates are read, the best are returned. So no query ranks all of its hits, and with few hits none is missed.

use std::ops::Range;

use rusqlite::Connection;

use super::Document;
use super::among::Among;
use super::drawer::{Drawers, rowid};
use super::evaluate::{Tier, excluded, is_known_to_index, offered};
use super::matching::{Place, Reader};
use super::query::Query;
use super::slots::Slots;
use super::snippet::{Snippet, marks, snippet};

/// So many candidates are ranked, the best tier first and the newest first within it.
const CANDIDATES: usize = 100;
/// More hits than this are never returned at once.
const HITS_MAX: usize = 200;
/// So many articles are read for one query, those included that turn out not to match.
const READS_MAX: usize = 300;

/// One article that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The article.
    pub rowid: i64,
    /// The parts of the headline that were looked for, in bytes.
    pub headline: Vec<Range<usize>>,
    /// The part of the lead or the text that shows best what was found.
    pub snippet: Snippet,
}

/// Finds at most `limit` articles for `query`, the best first. `load` reads one that may be shown.
pub(crate) fn find<E: From<rusqlite::Error>>(
    connection: &Connection,
    query: &Query,
    limit: usize,
    among: &Among,
    load: impl FnMut(i64) -> Result<Option<Document<'static>>, E>,
) -> Result<Vec<Hit>, E> {
    // Index and texts of the same moment, and no locking anew for each statement.
    let _moment = connection.is_autocommit().then(|| connection.unchecked_transaction()).transpose()?;
    let limit = limit.min(HITS_MAX);
    let mut pool = Pool::new(query, limit.max(CANDIDATES), load);
    let mut drawers = Drawers::of(connection)?;
    while let Some(number) = drawers.advance()? {
        let Some(widest) = pool.widest_needed() else { break };
        for (tier, slots) in by_tier(&mut drawers, query, widest, among.within(number))? {
            for slot in slots.newest_first() {
                pool.take(rowid(number, slot), tier)?;
            }
        }
    }
    pool.ranked(limit)
}

/// What the drawer at hand offers, each article under the best tier that it belongs to.
fn by_tier(
    drawers: &mut Drawers<'_>,
    query: &Query,
    widest: Tier,
    allowed: Slots,
) -> rusqlite::Result<Vec<(Tier, Slots)>> {
    // What belongs to a tier belongs to the wider ones. So the widest is asked first, and mostly there is nothing left to ask.
    let mut left = allowed;
    let mut nested = Vec::with_capacity(Tier::NESTED.len());
    for tier in Tier::NESTED.into_iter().skip_while(|tier| *tier > widest) {
        left = offered(drawers, query, tier, left)?;
        if nested.is_empty() && !left.is_empty() {
            left = left.without(excluded(drawers, query)?);
        }
        if left.is_empty() {
            break;
        }
        nested.push((tier, left));
    }
    let mut better = Slots::NONE;
    let mut tiers = Vec::with_capacity(Tier::COUNT);
    for (tier, slots) in nested.into_iter().rev() {
        let mut own = slots.without(better);
        better = slots;
        if tier == Tier::TextLoosely && !own.is_empty() {
            let exact = offered(drawers, query, Tier::Text, own)?;
            tiers.push((Tier::Text, exact));
            own = own.without(exact);
        }
        tiers.push((tier, own));
    }
    Ok(tiers)
}

/// The candidates so far.
struct Pool<'q, Load> {
    reader: Reader<'q>,
    load: Load,
    size: usize,
    /// For each tier its candidates, the newest first.
    tiers: [Vec<Candidate>; Tier::COUNT],
    /// The index does not know all about this query: candidates must be read before they count.
    reads_at_once: bool,
    reads_left: usize,
}

struct Candidate {
    rowid: i64,
    matched: Option<Matched>,
}

/// A candidate that was read.
struct Matched {
    document: Document<'static>,
    headline: Vec<Place>,
    lead: Vec<Place>,
    text: Vec<Place>,
    points: u32,
}

impl<'q, Load> Pool<'q, Load> {
    fn new(query: &'q Query, size: usize, load: Load) -> Self {
        Pool {
            reader: Reader::new(query),
            load,
            size,
            tiers: Default::default(),
            reads_at_once: !query.wanted.iter().chain(&query.unwanted).all(is_known_to_index),
            reads_left: READS_MAX,
        }
    }

    /// The widest tier that must still be asked for; `None` when there is enough.
    fn widest_needed(&self) -> Option<Tier> {
        if self.reads_left == 0 {
            return None;
        }
        // The loose ones must be asked for as long as an exact one could be among them.
        let counted = |tier| if tier == Tier::TextLoosely { Tier::Text } else { tier };
        Tier::NESTED.into_iter().find(|tier| !self.is_full(counted(*tier)))
    }

    fn is_full(&self, tier: Tier) -> bool {
        self.tiers[..=tier as usize].iter().map(Vec::len).sum::<usize>() >= self.size
    }

    fn take<E>(&mut self, rowid: i64, tier: Tier) -> Result<(), E>
    where
        Load: FnMut(i64) -> Result<Option<Document<'static>>, E>,
    {
        if self.is_full(tier) || self.reads_left == 0 {
            return Ok(());
        }
        let mut candidate = Candidate { rowid, matched: None };
        if self.reads_at_once {
            self.reads_left -= 1;
            candidate.matched = self.read(rowid)?;
            if candidate.matched.is_none() {
                return Ok(());
            }
        }
        self.tiers[tier as usize].push(candidate);
        Ok(())
    }

    /// Reads an article; `None` where it is gone or does not match after all.
    fn read<E>(&mut self, rowid: i64) -> Result<Option<Matched>, E>
    where
        Load: FnMut(i64) -> Result<Option<Document<'static>>, E>,
    {
        let Some(document) = (self.load)(rowid)? else { return Ok(None) };
        let reader = &mut self.reader;
        let mut places = |text: &str| reader.places(text);
        let (Some(headline), Some(tags), Some(bylines), Some(lead), Some(text)) = (
            places(&document.headline),
            places(&document.tags),
            places(&document.bylines),
            places(&document.lead),
            places(&document.text),
        ) else {
            return Ok(None);
        };
        let names = [tags, bylines].concat();
        let points = super::rank::points(self.reader.terms(), &headline, &names, &lead, &text);
        Ok(points.map(|points| Matched { document, headline, lead, text, points }))
    }

    fn ranked<E>(mut self, limit: usize) -> Result<Vec<Hit>, E>
    where
        Load: FnMut(i64) -> Result<Option<Document<'static>>, E>,
    {
        let mut ranked = Vec::new();
        for (tier, candidates) in std::mem::take(&mut self.tiers).into_iter().enumerate() {
            for candidate in candidates {
                if ranked.len() == self.size {
                    break;
                }
                let matched = match candidate.matched {
                    Some(matched) => Some(matched),
                    None => self.read(candidate.rowid)?,
                };
                ranked.extend(matched.map(|matched| (tier, candidate.rowid, matched)));
            }
        }
        ranked.sort_by_key(|(tier, rowid, matched)| (*tier, std::cmp::Reverse((matched.points, *rowid))));
        Ok(ranked.into_iter().take(limit).map(|(_, rowid, matched)| matched.hit(rowid)).collect())
    }
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
