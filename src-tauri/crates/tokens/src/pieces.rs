//! Cuts a text into the pieces that are compared: words, and single signs of the scripts that put no spaces between words.
//!
//! Each piece comes folded (case, accents, vowel marks and width do not count) together with the bytes of the
//! original text that it stands for, so that what was found can be marked in the text as it was written.
//! Both sides use this one function: what is put into the index and what a person types.
//! Begin at [`each_piece`]; which character folds to what is in `fold.rs`.

use std::ops::Range;

use crate::fold::{Folded, extends, fold, folded_letters, is_extended, sign_bytes};
use crate::words;

/// A folded word is cut at the first character after so many bytes, on both sides alike: a longer one is data, not language.
const WORD_BYTES_MAX: usize = 48;

/// The smallest thing that is compared as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece<'a> {
    /// As it is compared.
    pub folded: &'a str,
    /// Where it stands in the original text, in bytes.
    pub span: Range<usize>,
    /// What it is.
    pub kind: Kind,
    /// How many pieces come before it.
    pub number: usize,
}

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Letters and digits between two gaps.
    Word,
    /// One sign of Chinese, Japanese, Korean, Thai and their like. `joined`: the piece before is a sign too, without a gap.
    Sign {
        /// It stands directly behind another one.
        joined: bool,
    },
}

/// How a folded piece may begin to be of interest: for each first byte, which lower five bits the second may have.
#[derive(Debug, Clone)]
pub struct Beginnings([u32; 256]);

impl Beginnings {
    /// Every piece is of interest.
    pub const ALL: Beginnings = Beginnings([u32::MAX; 256]);
    /// None is.
    pub const NONE: Beginnings = Beginnings([0; 256]);

    /// Pieces that begin like this are of interest, too; of an Arabic word also those of its forms.
    pub fn add(&mut self, folded: &str) {
        let bytes = folded.as_bytes();
        let Some(&first) = bytes.first() else { return };
        if words::ARABIC_FIRST_BYTES.contains(&first) {
            words::ARABIC_FIRST_BYTES.for_each(|first| self.0[usize::from(first)] = u32::MAX);
        }
        for first in [first, first.to_ascii_uppercase()] {
            self.0[usize::from(first)] |= bit_of(bytes.get(1));
        }
    }

    /// Whether a piece that begins with these bytes is of interest. It may be folded already, or be ASCII as it was written.
    pub fn has(&self, piece: &[u8]) -> bool {
        piece.first().is_some_and(|first| self.0[usize::from(*first)] & bit_of(piece.get(1)) != 0)
    }
}

/// Stands for a second byte, whose lower five bits are the same in either case; all do where there is none.
fn bit_of(second: Option<&u8>) -> u32 {
    second.map_or(u32::MAX, |byte| 1 << (byte & 31))
}

/// Calls `take` with each piece of `text`, in order.
pub fn each_piece(text: &str, take: impl FnMut(Piece<'_>)) {
    each_piece_like(text, &Beginnings::ALL, take);
}

/// The same, where most pieces that begin otherwise may be left out; several times as fast when all of them are.
pub fn each_piece_like(text: &str, wanted: &Beginnings, take: impl FnMut(Piece<'_>)) {
    let bytes = text.as_bytes();
    let word = String::with_capacity(WORD_BYTES_MAX + 4);
    let mut cutter = Cutter { take, word, span: 0..0, after_sign: false, number: 0 };
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        let letters = if byte.is_ascii_alphanumeric() {
            bytes[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count()
        } else if byte.is_ascii() {
            cutter.gap();
            at += 1;
            continue;
        } else if let Some(sign) = sign_bytes(&bytes[at..]) {
            let span = at..at + sign;
            at = span.end;
            if wanted.has(&bytes[span.clone()]) {
                cutter.sign(&text[span.clone()], span);
            } else {
                cutter.leave_out_sign();
            }
            continue;
        } else {
            folded_letters(&text[at..])
        };
        let end = at + letters;
        if letters == 0 {
            let cluster = cluster_at(text, at);
            at += cluster.len();
            fold(cluster, |folded| cutter.folded(&folded, at - cluster.len()..at));
            continue;
        }
        let is_whole = cutter.word.is_empty()
            && bytes.get(end).is_none_or(|next| next.is_ascii() && !next.is_ascii_alphanumeric());
        if is_whole && !wanted.has(&bytes[at..end]) {
            cutter.leave_out();
        } else {
            cutter.letters(&text[at..end], at..end);
        }
        at = end;
    }
    cutter.gap();
}

/// The character at `at`; of Japanese and Korean, with what is written as characters of their own but belongs to it.
fn cluster_at(text: &str, at: usize) -> &str {
    let mut chars = text[at..].chars();
    let first = chars.next().expect("there is a character at this place");
    let mut end = at + first.len_utf8();
    if is_extended(first) {
        end += chars.take_while(|next| extends(*next)).map(char::len_utf8).sum::<usize>();
    }
    &text[at..end]
}

struct Cutter<Take> {
    take: Take,
    word: String,
    span: Range<usize>,
    after_sign: bool,
    number: usize,
}

impl<Take: FnMut(Piece<'_>)> Cutter<Take> {
    /// Letters that are folded already, but for the case of ASCII.
    fn letters(&mut self, letters: &str, span: Range<usize>) {
        let room = WORD_BYTES_MAX.saturating_sub(self.word.len());
        let from = self.word.len();
        self.word.push_str(&letters[..letters.ceil_char_boundary(room)]);
        self.word[from..].make_ascii_lowercase();
        self.grow(span);
    }

    fn folded(&mut self, folded: &Folded<'_>, span: Range<usize>) {
        match folded {
            Folded::Letters(letters) => self.letters(letters, span),
            Folded::Sign(sign) => self.sign(sign, span),
            Folded::Gap => self.gap(),
            Folded::Nothing if self.word.is_empty() => {}
            Folded::Nothing => self.span.end = span.end,
        }
    }

    fn sign(&mut self, sign: &str, span: Range<usize>) {
        self.end_word();
        let kind = Kind::Sign { joined: self.after_sign };
        (self.take)(Piece { folded: sign, span, kind, number: self.number });
        self.number += 1;
        self.after_sign = true;
    }

    fn leave_out_sign(&mut self) {
        self.end_word();
        self.number += 1;
        self.after_sign = true;
    }

    fn grow(&mut self, span: Range<usize>) {
        if self.span.is_empty() {
            self.span = span;
        } else {
            self.span.end = span.end;
        }
        self.after_sign = false;
    }

    fn end_word(&mut self) {
        if !self.word.is_empty() {
            let (span, number) = (self.span.clone(), self.number);
            (self.take)(Piece { folded: &self.word, span, kind: Kind::Word, number });
            self.number += 1;
            self.word.clear();
        }
        self.span = 0..0;
    }

    fn leave_out(&mut self) {
        self.number += 1;
        self.after_sign = false;
    }

    fn gap(&mut self) {
        self.end_word();
        self.after_sign = false;
    }
}

#[cfg(test)]
mod tests {
    use super::{Beginnings, Piece, each_piece, each_piece_like};

    const TEXT: &str = "The harbour's Größe, 3.5 km² – 北京市政府，新规 A 新 iPhone手機 ab\u{301}c 東京ｶﾞ々北 وقال الصين Ёлка 대한 㐀北\u{200D}京";

    /// All that is said of a piece.
    type Seen = (String, std::ops::Range<usize>, super::Kind, usize);

    fn seen(piece: &Piece<'_>) -> Seen {
        (piece.folded.to_owned(), piece.span.clone(), piece.kind, piece.number)
    }

    /// What is asked for comes as it does among all: with its place, its number, and whether it is joined to what was left out.
    #[test]
    fn what_is_left_out_changes_nothing_of_the_rest() {
        let mut all: Vec<Seen> = Vec::new();
        each_piece(TEXT, |piece| all.push(seen(&piece)));
        assert!(all.len() > 30, "each piece comes: {all:?}");
        for (asked, ..) in &all {
            let mut wanted = Beginnings::NONE;
            wanted.add(asked);
            let mut found: Vec<Seen> = Vec::new();
            let mut came = 0;
            each_piece_like(TEXT, &wanted, |piece| {
                came += 1;
                found.extend((piece.folded == asked).then(|| seen(&piece)));
            });
            let expected: Vec<Seen> = all.iter().filter(|(folded, ..)| folded == asked).cloned().collect();
            assert_eq!(found, expected, "{asked}");
            assert!(came < all.len(), "most are left out for {asked}");
        }
    }
}
