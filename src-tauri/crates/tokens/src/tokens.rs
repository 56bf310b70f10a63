//! What an article is filed under.
//!
//! A token is a word, or two signs that follow each other, or the last sign before a gap. A mark in front says that the word
//! stands in a place of weight: `^` in the headline, `=` in the headline, a tag or a byline. Each token is filed once for an article, however often it
//! occurs: the index knows *whether*, never *where*.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashSet, HashTable};

use crate::Document;
use crate::pieces::{Kind, each_piece};
use crate::words;

/// In front of a word of the headline.
pub const HEADLINE: char = '^';
/// In front of a word of the headline, a tag or a byline.
pub const NAME: char = '=';
/// Text beyond this is not searched: half a million words are no article.
const TEXT_BYTES_MAX: usize = 4 * 1024 * 1024;
/// An article is filed under at most so many tokens.
const TOKENS_MAX: usize = 60_000;

/// All tokens of one article, ready to be written. Made without the database, so on any thread.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tokens {
    spaced: String,
}

impl Tokens {
    /// The tokens of `document`.
    pub fn of(document: &Document<'_>) -> Self {
        let mut tray = Tray::with_room_for(document.text.len());
        tray.file(&document.headline, &[HEADLINE, NAME]);
        tray.file(&document.tags, &[NAME]);
        tray.file(&document.bylines, &[NAME]);
        tray.file(&document.lead, &[]);
        tray.file(&document.text, &[]);
        Tokens { spaced: tray.spaced }
    }

    /// Each token; one may come twice.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.spaced.split_terminator(' ')
    }
}

/// The part of a text that is searched.
pub fn searched(text: &str) -> &str {
    &text[..text.floor_char_boundary(TEXT_BYTES_MAX)]
}

struct Tray {
    spaced: String,
    hasher: DefaultHashBuilder,
    /// Where in `spaced` each word stands: start and length.
    words: HashTable<(u32, u32)>,
    pairs: HashSet<(char, Option<char>)>,
    left: usize,
}

impl Tray {
    fn with_room_for(text_bytes: usize) -> Self {
        let text_bytes = text_bytes.min(TEXT_BYTES_MAX);
        Tray {
            spaced: String::with_capacity(text_bytes),
            hasher: DefaultHashBuilder::default(),
            words: HashTable::with_capacity(text_bytes / 12),
            pairs: HashSet::new(),
            left: TOKENS_MAX,
        }
    }

    fn file(&mut self, text: &str, marks: &[char]) {
        let mut before: Option<char> = None;
        each_piece(searched(text), |piece| {
            if self.left == 0 {
                return;
            }
            let sign = piece.folded.chars().next().filter(|_| piece.kind != Kind::Word);
            if let Some(before) = before {
                self.sign(before, sign.filter(|_| piece.kind == Kind::Sign { joined: true }), marks);
            }
            if piece.kind == Kind::Word {
                self.word(piece.folded, marks);
            }
            before = sign;
        });
        if let Some(before) = before {
            self.sign(before, None, marks);
        }
    }

    fn word(&mut self, word: &str, marks: &[char]) {
        if self.first_time(word) {
            words::other_forms(word).for_each(|form| {
                self.first_time(form);
            });
        }
        for &mark in marks {
            self.push([mark], word);
            words::other_forms(word).for_each(|form| self.push([mark], form));
        }
    }

    fn first_time(&mut self, word: &str) -> bool {
        let Tray { spaced, hasher, words, .. } = self;
        let written = |&(start, bytes): &(u32, u32)| &spaced[start as usize..(start + bytes) as usize];
        let hash = hasher.hash_one(word);
        if words.find(hash, |place| written(place) == word).is_some() {
            return false;
        }
        words.insert_unique(hash, (spaced.len() as u32, word.len() as u32), |place| {
            hasher.hash_one(written(place))
        });
        self.push([], word);
        true
    }

    /// A sign with the one that follows it, or alone before a gap: so each is the beginning of some token.
    fn sign(&mut self, sign: char, next: Option<char>, marks: &[char]) {
        if self.pairs.insert((sign, next)) {
            self.push([sign].into_iter().chain(next), "");
        }
        for &mark in marks {
            self.push([mark, sign].into_iter().chain(next), "");
        }
    }

    fn push(&mut self, chars: impl IntoIterator<Item = char>, word: &str) {
        self.spaced.extend(chars);
        self.spaced.push_str(word);
        self.spaced.push(' ');
        self.left = self.left.saturating_sub(1);
    }
}
