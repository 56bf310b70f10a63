//! Which characters count as the same when a text is searched.
//!
//! Folded away: case, width and typographic forms (NFKC), accents and vowel marks, the variants of Arabic alef, ya and
//! ta marbuta, Persian and Arabic forms of one letter, the digits of other scripts. Kept: the voicing marks of kana and all marks of
//! Indic and Thai writing, which are letters there. Not here: traditional and simplified Chinese stay two scripts.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// What one character, or one cluster of them, becomes.
pub enum Folded<'a> {
    /// Part of a word.
    Letters(&'a str),
    /// One sign of a script that is written without spaces.
    Sign(&'a str),
    /// Nothing that can be searched for; ends the word before it.
    Gap,
    /// Marks, joiners, the Arabic tatweel: part of the word around it, without a trace.
    Nothing,
}

/// Whether `c` may form one sign with characters after it: kana with their voicing marks, Korean syllables in parts.
pub fn is_extended(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115F}' | '\u{3041}'..='\u{30FF}' | '\u{AC00}'..='\u{D7A3}' | '\u{FF66}'..='\u{FF9D}')
}

/// Whether `c` belongs to such a character before it.
pub fn extends(c: char) -> bool {
    matches!(c, '\u{1160}'..='\u{11FF}' | '\u{3099}' | '\u{309A}' | '\u{FF9E}' | '\u{FF9F}')
}

/// How many bytes at the beginning of `text` are letters beyond ASCII that are what they fold to. It changes no result, but Arabic and
/// Russian are read several times as fast.
pub fn folded_letters(text: &str) -> usize {
    text.find(|c| {
        !matches!(c, '\u{0430}'..='\u{0438}' | '\u{043A}'..='\u{044F}' | 'ا' | 'ب' | '\u{062A}'..='\u{063A}'
        | '\u{0641}'..='\u{0648}' | 'ي')
    })
    .unwrap_or(text.len())
}

/// How many bytes the sign at the beginning of `text` has, where it is one of the most frequent, which fold to themselves. It changes no
/// result, but Chinese is read several times as fast.
pub fn sign_bytes(text: &[u8]) -> Option<usize> {
    // U+4E00 to U+9FFF.
    matches!(text, [0xE4, 0xB8..=0xBF, ..] | [0xE5..=0xE9, ..]).then_some(3)
}

/// Folds one cluster.
pub fn fold(cluster: &str, mut out: impl FnMut(Folded<'_>)) {
    let mut chars = cluster.chars();
    let Some(first) = chars.next() else { return };
    if chars.as_str().is_empty() && !is_squared(first) {
        fold_char(first, &mut out);
    } else {
        cluster.nfkc().for_each(|c| fold_char(c, &mut out));
    }
}

fn fold_char(c: char, out: &mut impl FnMut(Folded<'_>)) {
    match c {
        // The most frequent ones. Taking kana and Korean syllables apart would be wrong besides.
        '\u{4E00}'..='\u{9FFF}'
        | '\u{3041}'..='\u{3096}'
        | '\u{30A1}'..='\u{30FA}'
        | '\u{AC00}'..='\u{D7A3}' => {
            out(Folded::Sign(c.encode_utf8(&mut [0; 4])));
        }
        '\u{0621}'..='\u{063A}' | '\u{0641}'..='\u{064A}' => {
            out(Folded::Letters(one_for_many(c).encode_utf8(&mut [0; 4])));
        }
        '\u{2010}'..='\u{2027}' => out(Folded::Gap),
        _ => decompose_compatible(c, |part| part.to_lowercase().for_each(|lower| emit(lower, out))),
    }
}

fn emit(c: char, out: &mut impl FnMut(Folded<'_>)) {
    let mut buffer = [0; 4];
    if is_dropped(c) {
        return out(Folded::Nothing);
    }
    if is_sign(c) {
        return out(Folded::Sign(c.encode_utf8(&mut buffer)));
    }
    match c {
        'ß' => out(Folded::Letters("ss")),
        'æ' => out(Folded::Letters("ae")),
        'œ' => out(Folded::Letters("oe")),
        'þ' => out(Folded::Letters("th")),
        _ if c.is_alphanumeric() || is_combining_mark(c) => {
            out(Folded::Letters(one_for_many(c).encode_utf8(&mut buffer)));
        }
        _ => out(Folded::Gap),
    }
}

/// Letters and digits for which readers expect another one to be found as well.
fn one_for_many(c: char) -> char {
    match c {
        'ø' => 'o',
        'đ' | 'ð' => 'd',
        'ł' => 'l',
        'ħ' => 'h',
        'ı' => 'i',
        'ς' => 'σ',
        'آ' | 'أ' | 'إ' | 'ٱ' => 'ا',
        'ؤ' => 'و',
        'ئ' | 'ى' | 'ی' => 'ي',
        'ة' => 'ه',
        'ک' => 'ك',
        '\u{660}'..='\u{669}' => digit(c, '\u{660}'),
        '\u{6F0}'..='\u{6F9}' => digit(c, '\u{6F0}'),
        '\u{966}'..='\u{96F}' => digit(c, '\u{966}'),
        '\u{9E6}'..='\u{9EF}' => digit(c, '\u{9E6}'),
        '\u{E50}'..='\u{E59}' => digit(c, '\u{E50}'),
        '\u{ED0}'..='\u{ED9}' => digit(c, '\u{ED0}'),
        _ => c,
    }
}

fn digit(c: char, zero: char) -> char {
    char::from_digit(u32::from(c) - u32::from(zero), 10).unwrap_or(c)
}

/// Marks above and below letters, joiners and direction marks, the stretching tatweel.
fn is_dropped(c: char) -> bool {
    matches!(c,
        '\u{0300}'..='\u{036F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}'
        | '\u{0591}'..='\u{05BD}' | '\u{05BF}' | '\u{05C1}' | '\u{05C2}' | '\u{05C4}' | '\u{05C5}' | '\u{05C7}'
        | '\u{0610}'..='\u{061A}' | '\u{061C}' | '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06DC}'
        | '\u{06DF}'..='\u{06E4}' | '\u{06E7}' | '\u{06E8}' | '\u{06EA}'..='\u{06ED}'
        | '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Signs of the scripts that put no spaces between words (Korean does, but glues particles to them).
fn is_sign(c: char) -> bool {
    if c < '\u{E00}' {
        return false;
    }
    match c {
        '\u{E50}'..='\u{E59}' | '\u{ED0}'..='\u{ED9}' => false,
        '\u{3005}'..='\u{3007}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{20000}'..='\u{3FFFF}'
        | '\u{3041}'..='\u{3096}'
        | '\u{30A1}'..='\u{30FA}'
        | '\u{AC00}'..='\u{D7A3}' => true,
        '\u{0E00}'..='\u{0EFF}'
        | '\u{1000}'..='\u{109F}'
        | '\u{1780}'..='\u{17FF}'
        | '\u{1100}'..='\u{11FF}'
        | '\u{3099}'..='\u{309F}'
        | '\u{30FC}'..='\u{318F}'
        | '\u{31F0}'..='\u{31FF}'
        | '\u{A9E0}'..='\u{A9FF}'
        | '\u{AA60}'..='\u{AA7F}'
        | '\u{F900}'..='\u{FAFF}' => c.is_alphanumeric() || is_combining_mark(c),
        _ => false,
    }
}

/// Several kana or letters squeezed into one square: their parts must be put together again.
fn is_squared(c: char) -> bool {
    matches!(c, '\u{3300}'..='\u{33FF}')
}
