//! Cuts a text into the pieces that are compared: words, and single signs of the scripts that put no spaces between words.
//!
//! Each piece comes folded (case, accents, vowel marks and width do not count) together with the bytes of the
//! original text that it stands for, so that what was found can be marked in the text as it was written.
//! Both sides use this one function: what is put into the index and what a person types.
//! Begin at [`each_piece`]; which character folds to what is in `fold.rs`.

use std::ops::Range;

use super::fold::{Folded, extends, fold, folded_letters, is_extended};

/// A folded word is cut at the first character after so many bytes, on both sides alike: a longer one is data, not language.
const WORD_BYTES_MAX: usize = 48;

/// The smallest thing that is compared as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    pub(super) folded: &'a str,
    /// Where it stands in the original text, in bytes.
    pub(super) span: Range<usize>,
    pub(super) kind: Kind,
}

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters and digits between two gaps.
    Word,
    /// One sign of Chinese, Japanese, Korean, Thai and their like. `joined`: the piece before is a sign too, without a gap.
    Sign { joined: bool },
}

/// Calls `take` with each piece of `text`, in order.
pub(super) fn each_piece(text: &str, take: impl FnMut(Piece<'_>)) {
    let bytes = text.as_bytes();
    let mut cutter =
        Cutter { take, word: String::with_capacity(WORD_BYTES_MAX + 4), span: 0..0, after_sign: false };
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at].is_ascii_alphanumeric() {
            let letters = bytes[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
            cutter.letters(&text[at..at + letters], at..at + letters);
            at += letters;
        } else if bytes[at].is_ascii() {
            cutter.gap();
            at += 1;
        } else {
            let letters = folded_letters(&text[at..]);
            if letters > 0 {
                cutter.letters(&text[at..at + letters], at..at + letters);
                at += letters;
            } else {
                let cluster = cluster_at(text, at);
                fold(cluster, |folded| cutter.folded(&folded, at..at + cluster.len()));
                at += cluster.len();
            }
        }
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
            Folded::Sign(sign) => {
                self.end_word();
                let kind = Kind::Sign { joined: self.after_sign };
                (self.take)(Piece { folded: sign, span, kind });
                self.after_sign = true;
            }
            Folded::Gap => self.gap(),
            Folded::Nothing if self.word.is_empty() => {}
            Folded::Nothing => self.span.end = span.end,
        }
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
            (self.take)(Piece { folded: &self.word, span: self.span.clone(), kind: Kind::Word });
            self.word.clear();
        }
        self.span = 0..0;
    }

    fn gap(&mut self) {
        self.end_word();
        self.after_sign = false;
    }
}
