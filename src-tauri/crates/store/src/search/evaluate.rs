//! Which articles of the drawer at hand the index offers for a query.
//!
//! The index knows words and pairs of signs, not their order. So for a phrase, or for three signs and more, it offers too much; what
//! it offers is then read (see `matching.rs`). It never offers too little.

use super::drawer::Drawers;
use super::query::{Query, Term};
use super::slots::Slots;
use galley_tokens::pieces::Kind;
use galley_tokens::words;
use galley_tokens::{HEADLINE, NAME};

/// How good a hit is before its text was looked at; the first is the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tier {
    /// All words stand in the headline as they were typed.
    Headline,
    /// All words stand in the headline, some in another form or longer.
    HeadlineLoosely,
    /// All words stand in the headline, the tags or the bylines.
    Names,
    /// All words stand somewhere.
    Text,
    /// All words stand somewhere, some in another form or longer.
    TextLoosely,
}

impl Tier {
    pub(super) const COUNT: usize = 5;
    /// From the widest to the narrowest, each within the one before. [`Tier::Text`] is not among them: a word of the headline
    /// may stand there in another form.
    pub(super) const NESTED: [Tier; 4] =
        [Tier::TextLoosely, Tier::Names, Tier::HeadlineLoosely, Tier::Headline];
}

/// A word of this length also stands for longer ones that begin with it, though it is not the last of the query.
pub(super) const BEGINNING_CHARS_MIN: usize = 4;

/// The articles in which all wanted terms stand, as `tier` asks it.
pub(super) fn offered(
    drawers: &mut Drawers<'_>,
    query: &Query,
    tier: Tier,
    within: Slots,
) -> rusqlite::Result<Slots> {
    let mut offered = within;
    for term in &query.wanted {
        if offered.is_empty() {
            break;
        }
        let found = match tier {
            Tier::Headline => strictly(drawers, term, Some(HEADLINE), offered)?,
            Tier::HeadlineLoosely => loosely(drawers, term, Some(HEADLINE), offered)?,
            Tier::Names => loosely(drawers, term, Some(NAME), offered)?,
            Tier::Text => strictly(drawers, term, None, offered)?,
            Tier::TextLoosely => loosely(drawers, term, None, offered)?,
        };
        offered = offered & found;
    }
    Ok(offered)
}

/// The articles that surely hold an unwanted term; those that only may hold one must be read.
pub(super) fn excluded(drawers: &mut Drawers<'_>, query: &Query) -> rusqlite::Result<Slots> {
    let mut excluded = Slots::NONE;
    for term in query.unwanted.iter().filter(|term| is_known_to_index(term)) {
        excluded |= strictly(drawers, term, None, Slots::ALL)?;
    }
    Ok(excluded)
}

/// The articles in whose headline or names a phrase may stand.
pub(super) fn named(drawers: &mut Drawers<'_>, query: &Query, within: Slots) -> rusqlite::Result<Slots> {
    let mut named = Slots::NONE;
    for term in query.wanted.iter().filter(|term| !is_known_to_index(term)) {
        named |= loosely(drawers, term, Some(NAME), within)?;
    }
    Ok(named)
}

/// Whether the index alone can tell that a term stands in an article.
pub(super) fn is_known_to_index(term: &Term) -> bool {
    match term.parts.as_slice() {
        [_] => true,
        [_, second] => second.kind == Kind::Sign { joined: true },
        _ => false,
    }
}

fn strictly(
    drawers: &mut Drawers<'_>,
    term: &Term,
    mark: Option<char>,
    asked: Slots,
) -> rusqlite::Result<Slots> {
    let mut found = asked;
    for (index, part) in term.parts.iter().enumerate() {
        if found.is_empty() {
            break;
        }
        let with = match part.kind {
            Kind::Word => drawers.with(&marked(mark, words::without_article(&part.folded)))?,
            Kind::Sign { joined } => match term.parts.get(index + 1) {
                Some(next) if next.kind == (Kind::Sign { joined: true }) => {
                    drawers.with(&marked(mark, &format!("{}{}", part.folded, next.folded)))?
                }
                // The pair that it is the second sign of was asked for already.
                _ if joined => continue,
                _ => drawers.with_beginning(&marked(mark, &part.folded), found)?,
            },
        };
        found = found & with;
    }
    Ok(found)
}

fn loosely(
    drawers: &mut Drawers<'_>,
    term: &Term,
    mark: Option<char>,
    asked: Slots,
) -> rusqlite::Result<Slots> {
    let Some((last, before)) = term.parts.split_last().filter(|(last, _)| last.kind == Kind::Word) else {
        return strictly(drawers, term, mark, asked);
    };
    let word = words::without_article(&last.folded);
    let alone = before.is_empty();
    let mut asked = asked;
    if !alone {
        asked = strictly(drawers, &Term { parts: before.to_vec(), open: false }, mark, asked)?;
    }
    let mut found = if term.open || (alone && is_long(word)) {
        drawers.with_beginning(&marked(mark, word), asked)?
    } else {
        drawers.with(&marked(mark, word))?
    };
    if alone {
        for relative in words::relatives(word) {
            found |= drawers.with(&marked(mark, &relative))?;
        }
        if let Some(stem) = words::verb_stem(word) {
            found |= drawers.with_beginning(&marked(mark, stem), asked)?;
        }
    }
    Ok(found & asked)
}

/// Whether a word is long enough to stand for those that begin with it.
pub(super) fn is_long(word: &str) -> bool {
    word.chars().nth(BEGINNING_CHARS_MIN - 1).is_some()
}

fn marked(mark: Option<char>, token: &str) -> String {
    mark.into_iter().chain(token.chars()).collect()
}
