//! Words, characters and reading time, for every script.
//!
//! Han, Hiragana, Katakana and Bopomofo characters count one word each, as editors in China and Japan count.
//! Everything else, Hangul included, follows the word boundaries of Unicode (UAX 29), which split Korean and Arabic at
//! spaces as their readers do. Thai, Lao, Khmer and Burmese put no spaces between words; their letters count one word
//! for every five begun, an estimate.

use unicode_segmentation::UnicodeSegmentation;

use crate::dialect::{READING_CJK_PER_MIN, READING_WORDS_PER_MIN};

/// How long a text is. Code blocks, alternative texts and markup are not counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Words; each Han or kana character is one.
    pub words: usize,
    /// Characters without white space, punctuation included.
    pub characters: usize,
    /// White space within the lines of the text.
    pub spaces: usize,
    /// Seconds that a silent reader needs: 238 words a minute, 400 characters a minute for Han and kana.
    pub reading_time_s: u64,
    /// How many of the words are Han or kana characters.
    pub cjk: usize,
}

impl Counts {
    /// Counts a plain text, a headline or lead for instance.
    pub fn of(text: &str) -> Self {
        let mut counts = Self::default();
        counts.add(text);
        counts.finish()
    }

    /// Adds a piece that neither begins nor ends inside a word.
    pub(crate) fn add(&mut self, text: &str) {
        // ASCII is counted many times faster, and most texts are ASCII but for a few words with a quotation mark. No
        // word reaches over white space, so there the text can be cut.
        let bytes = text.as_bytes();
        let mut from = 0;
        while let Some(at) = bytes[from..].iter().position(|byte| !byte.is_ascii()).map(|at| from + at) {
            let start =
                bytes[from..at].iter().rposition(u8::is_ascii_whitespace).map_or(from, |space| from + space);
            let end =
                bytes[at..].iter().position(u8::is_ascii_whitespace).map_or(bytes.len(), |end| at + end);
            self.add_ascii(&text[from..start]);
            self.add_mixed(&text[start..end]);
            from = end;
        }
        self.add_ascii(&text[from..]);
    }

    fn add_ascii(&mut self, text: &str) {
        let characters = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).count();
        self.characters += characters;
        self.spaces += text.len() - characters;
        self.words += ascii_words(text.as_bytes());
    }

    /// Han and kana are counted by the character; the word rules see only what lies between.
    fn add_mixed(&mut self, text: &str) {
        let mut rest = 0;
        let mut unspaced = 0;
        for (at, char) in text.char_indices() {
            if char.is_whitespace() {
                self.spaces += 1;
            } else {
                self.characters += 1;
            }
            let cjk = is_cjk(char);
            if cjk || is_unspaced(char) {
                self.words += text[rest..at].unicode_words().count();
                rest = at + char.len_utf8();
                if cjk {
                    self.cjk += 1;
                    self.words += 1;
                } else {
                    unspaced += 1;
                }
            }
        }
        self.words += text[rest..].unicode_words().count() + usize::div_ceil(unspaced, 5);
    }

    /// Works out what follows from the sums.
    pub(crate) fn finish(mut self) -> Self {
        let spaced = (self.words - self.cjk) as u64;
        let milliseconds =
            spaced * 60_000 / READING_WORDS_PER_MIN + self.cjk as u64 * 60_000 / READING_CJK_PER_MIN;
        self.reading_time_s = milliseconds.div_ceil(1_000);
        self
    }
}

/// What the word rules of Unicode (UAX 29) tell apart in ASCII.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Letter,
    Digit,
    /// `_`, which joins on either side.
    Joiner,
    /// Joins two letters: `:`.
    AmidLetters,
    /// Joins two digits: `,` and `;`.
    AmidDigits,
    /// Joins two of a kind: `.` and `'`.
    Amid,
    Gap,
}

impl Sort {
    const fn of(byte: u8) -> Self {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' => Self::Letter,
            b'0'..=b'9' => Self::Digit,
            b'_' => Self::Joiner,
            b':' => Self::AmidLetters,
            b',' | b';' => Self::AmidDigits,
            b'.' | b'\'' => Self::Amid,
            _ => Self::Gap,
        }
    }

    /// Whether it joins what stands before it to what follows.
    fn joins(self, before: Self, after: Self) -> bool {
        match self {
            Self::AmidLetters => before == Self::Letter && after == Self::Letter,
            Self::AmidDigits => before == Self::Digit && after == Self::Digit,
            Self::Amid => matches!(before, Self::Letter | Self::Digit) && before == after,
            Self::Letter | Self::Digit | Self::Joiner => true,
            Self::Gap => false,
        }
    }
}

/// The sort of each byte.
const SORTS: [Sort; 256] = {
    let mut sorts = [Sort::Gap; 256];
    let mut byte = 0;
    while byte < 128 {
        sorts[byte] = Sort::of(byte as u8);
        byte += 1;
    }
    sorts
};

/// As many words as `unicode_words` finds, without looking up what each character is: most of all text is ASCII.
fn ascii_words(text: &[u8]) -> usize {
    let mut words = 0;
    // Whether the word that we are in has been counted.
    let mut counted = false;
    let mut before = Sort::Gap;
    for (at, byte) in text.iter().enumerate() {
        let sort = SORTS[usize::from(*byte)];
        if matches!(sort, Sort::Letter | Sort::Digit) {
            words += usize::from(!counted);
            counted = true;
        } else if sort != Sort::Joiner {
            let after = text.get(at + 1).map_or(Sort::Gap, |byte| SORTS[usize::from(*byte)]);
            counted &= sort.joins(before, after);
        }
        before = sort;
    }
    words
}

/// Han, kana, Bopomofo and Yi: written without spaces, one character about as much as a short word.
pub(crate) fn is_cjk(char: char) -> bool {
    matches!(char,
        '\u{2E80}'..='\u{2FDF}'
        | '\u{3005}'..='\u{3007}'
        | '\u{3021}'..='\u{3029}'
        | '\u{3041}'..='\u{3096}'
        | '\u{309D}'..='\u{309F}'
        | '\u{30A1}'..='\u{30FA}'
        | '\u{30FC}'..='\u{312F}'
        | '\u{31A0}'..='\u{31BF}'
        | '\u{31F0}'..='\u{31FF}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{A000}'..='\u{A48C}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FF66}'..='\u{FF9D}'
        | '\u{1B000}'..='\u{1B16F}'
        | '\u{20000}'..='\u{3FFFD}')
}

/// Letters of scripts without spaces and without one character a word.
fn is_unspaced(char: char) -> bool {
    matches!(char,
        '\u{0E01}'..='\u{0E30}' | '\u{0E32}'..='\u{0E33}' | '\u{0E40}'..='\u{0E46}'
        | '\u{0E81}'..='\u{0EB0}' | '\u{0EC0}'..='\u{0EC6}'
        | '\u{1000}'..='\u{102A}' | '\u{1780}'..='\u{17B3}')
}

#[cfg(test)]
mod tests {
    use super::{Counts, ascii_words};
    use unicode_segmentation::UnicodeSegmentation;

    #[test]
    fn ascii_has_the_words_that_unicode_says() {
        // Each text of five characters, one of each sort that the rules tell apart.
        const SIGNS: [u8; 10] = *b"aB1_:,.'- ";
        for number in 0..SIGNS.len().pow(5) {
            let text: Vec<u8> =
                (0..5).map(|place| SIGNS[number / SIGNS.len().pow(place) % SIGNS.len()]).collect();
            let text = String::from_utf8(text).expect("ASCII is UTF-8");
            assert_eq!(ascii_words(text.as_bytes()), text.unicode_words().count(), "{text:?}");
        }
    }

    #[test]
    fn cutting_at_white_space_changes_no_count() {
        let texts = [
            "“It’s” 3.14 e.g. — naïve  café's\tö\u{301}x",
            "a\u{a0}b ’ c",
            " é ",
            "x ’\u{200d} y",
            "נ\"ט 'a' ’b’",
        ];
        for text in texts {
            assert_eq!(Counts::of(text).words, text.unicode_words().count(), "{text:?}");
        }
    }
}
