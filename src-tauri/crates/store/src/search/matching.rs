//! Finds the terms of a query in a text, with the places where they stand.

use std::ops::Range;

use super::Document;
use super::evaluate::is_long;
use super::query::{Query, Term};
use galley_tokens::pieces::{Beginnings, Kind, Piece, each_piece_like};
use galley_tokens::searched;
use galley_tokens::words;

/// More places in one text are not kept: they could not be shown.
const PLACES_MAX: usize = 256;

/// Marks and addresses of Markdown that may stand between two words of a phrase, in pieces.
const MARKUP_PIECES_MAX: usize = 12;

/// A place where a term stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// Bytes of the text.
    pub(super) span: Range<usize>,
    /// Which of the query's wanted terms.
    pub(super) term: usize,
    /// As it was typed, not a longer word or another form.
    pub(super) exact: bool,
    /// How many pieces of the text come before its last one.
    pub(super) at: usize,
}

/// A query prepared for reading texts.
pub(super) struct Reader<'q> {
    wanted: Vec<Sought<'q>>,
    unwanted: Vec<Sought<'q>>,
    /// How all pieces begin that can be part of a term; most pieces of a text are dismissed by this alone.
    beginnings: Beginnings,
}

/// A term, and how far it was found so far.
struct Sought<'q> {
    term: &'q Term,
    /// What the last part stands for beside itself.
    prefixes: Vec<&'q str>,
    relatives: Vec<String>,
    /// Where it may have begun.
    begun: Vec<Begun>,
}

/// A place where a term of several parts may stand.
struct Begun {
    /// In bytes.
    start: usize,
    /// How many parts were found.
    parts: usize,
    /// The piece with the last of them.
    at: usize,
}

impl<'q> Reader<'q> {
    pub(super) fn new(query: &'q Query) -> Self {
        let wanted: Vec<_> = query.wanted.iter().map(Sought::new).collect();
        let unwanted: Vec<_> = query.unwanted.iter().map(Sought::new).collect();
        let mut beginnings = Beginnings::NONE;
        for beginning in wanted.iter().chain(&unwanted).flat_map(Sought::beginnings) {
            beginnings.add(beginning);
        }
        Reader { wanted, unwanted, beginnings }
    }

    pub(super) fn terms(&self) -> usize {
        self.wanted.len()
    }

    /// The places of all wanted terms in a text, in order; `None` if an unwanted one stands there.
    pub(super) fn places(&mut self, text: &str) -> Option<Vec<Place>> {
        let mut places: Vec<Place> = Vec::new();
        let mut spoilt = false;
        self.each_place(text, 0, |wanted, place| {
            spoilt |= !wanted && place.exact;
            if wanted && (places.len() < PLACES_MAX || places.iter().all(|other| other.term != place.term)) {
                places.push(place);
            }
        });
        (!spoilt).then_some(places)
    }

    /// Whether every wanted term may stand in a document whose body is Markdown: marks and addresses can stand between the words.
    pub(super) fn may_stand_in(&mut self, document: &Document<'_>) -> bool {
        let mut missing: u64 = (1 << self.wanted.len()) - 1;
        for text in [&document.headline, &document.tags, &document.bylines, &document.lead, &document.text] {
            self.each_place(text, MARKUP_PIECES_MAX, |wanted, place| {
                if wanted {
                    missing &= !(1 << place.term);
                }
            });
        }
        missing == 0
    }

    /// Calls `take` with each place of a wanted term (`true`) and of an unwanted one. Between the parts of a term, `slack` other pieces
    /// may stand.
    fn each_place(&mut self, text: &str, slack: usize, mut take: impl FnMut(bool, Place)) {
        let Reader { wanted, unwanted, beginnings } = self;
        wanted.iter_mut().chain(unwanted.iter_mut()).for_each(|sought| sought.begun.clear());
        each_piece_like(searched(text), beginnings, |piece| {
            if !beginnings.has(piece.folded.as_bytes()) {
                return;
            }
            for (is_wanted, list) in [(true, &mut *wanted), (false, &mut *unwanted)] {
                for (term, sought) in list.iter_mut().enumerate() {
                    if let Some((start, exact)) = sought.read(&piece, slack) {
                        let place = Place { span: start..piece.span.end, term, exact, at: piece.number };
                        take(is_wanted, place);
                    }
                }
            }
        });
    }
}

impl<'q> Sought<'q> {
    fn new(term: &'q Term) -> Self {
        let last = term.parts.last().expect("a term has parts");
        let word = words::without_article(&last.folded);
        let alone = term.parts.len() == 1 && last.kind == Kind::Word;
        let grows = last.kind == Kind::Word && (term.open || (alone && is_long(word)));
        let stem = words::verb_stem(word).filter(|_| alone);
        Sought {
            term,
            prefixes: grows.then_some(word).into_iter().chain(stem).collect(),
            relatives: if alone { words::relatives(word) } else { Vec::new() },
            begun: Vec::new(),
        }
    }

    fn beginnings(&self) -> impl Iterator<Item = &str> {
        let parts = self.term.parts.iter().map(|part| words::without_article(&part.folded));
        let relatives = self.relatives.iter().map(String::as_str);
        parts.chain(relatives).chain(self.prefixes.iter().copied())
    }

    /// Takes a piece of a text. If the term ends with it: where it began, and whether it stands there as it was typed.
    fn read(&mut self, piece: &Piece<'_>, slack: usize) -> Option<(usize, bool)> {
        if self.term.parts.len() == 1 {
            return self.is_last(piece).map(|exact| (piece.span.start, exact));
        }
        let at = piece.number;
        let mut begun = std::mem::take(&mut self.begun);
        let mut ended = None;
        begun.retain_mut(|begun| {
            if at > begun.at + 1 + slack {
                return false;
            }
            if begun.parts + 1 == self.term.parts.len() {
                if let Some(exact) = self.is_last(piece) {
                    ended.get_or_insert((begun.start, exact));
                    return false;
                }
            } else if self.is_part(begun.parts, piece) {
                (begun.parts, begun.at) = (begun.parts + 1, at);
                return true;
            }
            slack > 0
        });
        if self.is_part(0, piece) {
            begun.push(Begun { start: piece.span.start, parts: 1, at });
        }
        self.begun = begun;
        ended
    }

    fn is_part(&self, index: usize, piece: &Piece<'_>) -> bool {
        let part = &self.term.parts[index];
        match (part.kind, piece.kind) {
            (Kind::Word, Kind::Word) => is_word(words::without_article(&part.folded), piece.folded),
            (Kind::Sign { joined: wanted }, Kind::Sign { joined }) => {
                part.folded == piece.folded && (joined || !wanted || index == 0)
            }
            _ => false,
        }
    }

    /// Whether a piece is the last part: `Some(true)` as typed, `Some(false)` in another form.
    fn is_last(&self, piece: &Piece<'_>) -> Option<bool> {
        let last = self.term.parts.len() - 1;
        if self.is_part(last, piece) {
            return Some(true);
        }
        if piece.kind != Kind::Word || self.term.parts[last].kind != Kind::Word {
            return None;
        }
        let word = piece.folded;
        let begins = |form: &str| self.prefixes.iter().any(|prefix| form.starts_with(prefix));
        let other = begins(word) || self.relatives.iter().any(|relative| relative == word);
        (other || words::other_forms(word).any(begins)).then_some(false)
    }
}

/// Whether the word of a text is the wanted one, in one of the forms under which it is filed.
fn is_word(wanted: &str, word: &str) -> bool {
    word == wanted || words::other_forms(word).any(|form| form == wanted)
}
