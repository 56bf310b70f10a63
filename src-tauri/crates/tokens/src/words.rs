//! The little that is known about the grammar of words: the Arabic article, and English endings.
//!
//! This is no stemmer. It only lets the common forms of one word meet: الصين and صين, editor and editors, publish and published.

use std::ops::RangeInclusive;

/// A word that begins with the Arabic article (alone or after a one-letter preposition) also counts without it.
const ARABIC_ARTICLES: [&str; 6] = ["وال", "بال", "كال", "فال", "لل", "ال"];
const ARABIC_AND: char = 'و';
/// The first bytes of Arabic letters in UTF-8. One word's forms may begin with different ones.
pub const ARABIC_FIRST_BYTES: RangeInclusive<u8> = 0xD8..=0xDB;
/// What must be left of an Arabic word; shorter, the letters belong to the word itself.
const ARABIC_REST_CHARS_MIN: usize = 2;
/// Shorter words end in `s`, `ed` or `ing` for too many other reasons.
const ENGLISH_STEM_BYTES_MIN: usize = 4;
const ENGLISH_VERB_STEM_BYTES_MIN: usize = 5;

/// The word without the Arabic article; the word itself where it has none.
pub fn without_article(word: &str) -> &str {
    if !is_arabic(word) {
        return word;
    }
    ARABIC_ARTICLES.iter().find_map(|article| rest_after(word, article)).unwrap_or(word)
}

/// The other forms under which a word of a text can be found, besides itself: none, one or two.
pub fn other_forms(word: &str) -> impl Iterator<Item = &str> {
    let arabic = is_arabic(word);
    let bare = Some(without_article(word)).filter(|bare| arabic && bare.len() < word.len());
    let after_and = word.strip_prefix(ARABIC_AND).filter(|rest| rest.chars().count() > ARABIC_REST_CHARS_MIN);
    bare.into_iter().chain(after_and)
}

/// Other words to look for when this one was asked for, besides those that begin with it.
pub fn relatives(word: &str) -> Vec<String> {
    let mut relatives = Vec::new();
    if !word.bytes().all(|byte| byte.is_ascii_lowercase()) || word.ends_with("ss") {
        return relatives;
    }
    let mut add = |stem: &str, ending: &str| {
        if stem.len() + ending.len() >= ENGLISH_STEM_BYTES_MIN {
            relatives.push(format!("{stem}{ending}"));
        }
    };
    if let Some(stem) = word.strip_suffix("ies") {
        add(stem, "y");
    } else if let Some(stem) = word.strip_suffix('y') {
        add(stem, "ies");
    } else if let Some(stem) = word.strip_suffix('s') {
        add(stem, "");
        if let Some(stem) = stem.strip_suffix('e').filter(|stem| stem.ends_with(['s', 'x', 'z', 'h'])) {
            add(stem, "");
        }
    }
    relatives
}

/// What is left of a word without an English verb's ending; words that begin with it are its relatives.
pub fn verb_stem(word: &str) -> Option<&str> {
    let stem = word.strip_suffix("ing").or_else(|| word.strip_suffix("ed"))?;
    (stem.len() >= ENGLISH_VERB_STEM_BYTES_MIN && stem.bytes().all(|byte| byte.is_ascii_lowercase()))
        .then_some(stem)
}

fn rest_after<'a>(word: &'a str, article: &str) -> Option<&'a str> {
    word.strip_prefix(article).filter(|rest| rest.chars().count() >= ARABIC_REST_CHARS_MIN)
}

fn is_arabic(word: &str) -> bool {
    word.as_bytes().first().is_some_and(|first| ARABIC_FIRST_BYTES.contains(first))
}
