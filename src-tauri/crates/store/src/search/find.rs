//! Finding: the bounded way from a query to ranked hits.
//!
//! Drawer by drawer, from the newest to the oldest, until there are enough candidates of the best tier or no drawer is left. The
//! candidates are skimmed and ranked, the best are returned. So no query ranks all of its hits, and with few hits none is missed.

use std::ops::Range;

use rusqlite::Connection;

use super::among::Among;
use super::drawer::{Drawers, rowid};
use super::evaluate::{Tier, excluded, named, offered};
use super::pool::{Pool, Texts};
use super::query::Query;
use super::slots::Slots;
use super::snippet::Snippet;

/// So many candidates are ranked, the best tier first and the newest first within it.
const CANDIDATES: usize = 100;
/// More hits than this are never returned at once.
const HITS_MAX: usize = 500;

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

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found<T> {
    /// The best first.
    pub hits: Vec<T>,
    /// Whether older articles were not looked at: where the index cannot tell by itself, so much is read and no more.
    pub is_cut: bool,
}

/// Finds at most `limit` articles for `query`, the best first.
pub(crate) fn find<T: Texts>(
    connection: &Connection,
    query: &Query,
    limit: usize,
    among: &Among,
    texts: T,
) -> Result<Found<Hit>, T::Error> {
    // Index and texts of the same moment, and no locking anew for each statement.
    let _moment = connection.is_autocommit().then(|| connection.unchecked_transaction()).transpose()?;
    let limit = limit.min(HITS_MAX);
    let mut pool = Pool::new(query, limit.max(CANDIDATES), texts);
    let mut drawers = Drawers::of(connection)?;
    while let Some(number) = drawers.advance()? {
        let Some(widest) = pool.widest_needed() else { break };
        for (tier, slots) in by_tier(&mut drawers, query, widest, among.within(number))? {
            let named = if pool.must_be_read() { named(&mut drawers, query, slots)? } else { Slots::NONE };
            for slot in slots.newest_first() {
                pool.take(rowid(number, slot), tier, named.contains(slot))?;
            }
        }
    }
    let is_cut = pool.has_left_out();
    Ok(Found { hits: pool.ranked(limit)?, is_cut })
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
