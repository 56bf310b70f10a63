//! Where words begin and end: letters with what holds them together, without what is no word of a language.
//!
//! Left out as they stand: addresses of the web and of mail, paths, `#tags` and `@names`, dotted abbreviations, anything with
//! a digit or an underscore within, letters by themselves. What a word means to a dictionary is the dictionary's matter.

use std::ops::Range;

use crate::script::{Script, of};

/// Longest word that is looked up, in bytes; a longer one is no word.
const WORD_BYTES_MAX: usize = 200;

/// A word, or several that hyphens hold together, by its bytes in the text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Chain {
    pub(crate) whole: Range<usize>,
    /// Its parts between hyphens; one where it has none.
    pub(crate) parts: Vec<Range<usize>>,
}

/// The chains of a text, in their order.
pub(crate) fn chains(text: &str) -> impl Iterator<Item = Chain> {
    pieces(text).filter(|(_, piece)| !is_no_prose(piece)).flat_map(|(at, piece)| chains_of(piece, at))
}

/// What white space parts.
fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(char::is_whitespace).map(move |piece| (piece.as_ptr().addr() - text.as_ptr().addr(), piece))
}

/// Addresses, paths, handles, `e.g.` and `example.org`.
fn is_no_prose(piece: &str) -> bool {
    if piece.contains("://") || piece.contains('@') || piece.matches('/').count() > 1 || piece.contains('\\')
    {
        return true;
    }
    let bare = piece.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '#' | '/' | '~'));
    if bare.starts_with(['#', '/', '~']) {
        return true;
    }
    let letters = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    bare.match_indices('.')
        .any(|(at, _)| letters(bare[..at].chars().next_back()) && letters(bare[at + 1..].chars().next()))
}

fn chains_of(piece: &str, at: usize) -> impl Iterator<Item = Chain> {
    let mut chains = Vec::new();
    let mut from = None;
    for (here, c) in piece.char_indices().chain([(piece.len(), ' ')]) {
        let next = piece[here..].chars().nth(1);
        let previous = piece[..here].chars().next_back();
        let within =
            is_letter(c) || (is_joint(c) && previous.is_some_and(is_letter) && next.is_some_and(is_letter));
        match (within, from) {
            (true, None) => from = Some(here),
            (false, Some(start)) => {
                chains.extend(chain(piece, start..here, at));
                from = None;
            }
            _ => {}
        }
    }
    chains.into_iter()
}

/// The chain at a stretch without spaces, where it is of letters only.
fn chain(piece: &str, mut whole: Range<usize>, at: usize) -> Option<Chain> {
    // Emphasis is written with it, too.
    let text = &piece[whole.clone()];
    whole = whole.start + (text.len() - text.trim_start_matches('_').len())
        ..whole.end - (text.len() - text.trim_end_matches('_').len());
    let text = piece.get(whole.clone())?;
    if text.len() > WORD_BYTES_MAX || text.contains('_') {
        return None;
    }
    let mut parts = Vec::new();
    let mut start = whole.start;
    for part in text.split(is_hyphen) {
        let end = start + part.len();
        if part.chars().filter(|c| c.is_alphabetic()).nth(1).is_some() && !part.contains(char::is_numeric) {
            parts.push(at + start..at + end);
        }
        start = end + piece[end..].chars().next().map_or(0, char::len_utf8);
    }
    (!parts.is_empty()).then_some(Chain { whole: at + whole.start..at + whole.end, parts })
}

/// A letter, a mark on one, a digit or an underscore: what `\w` means elsewhere.
fn is_letter(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    match of(c) {
        Some(Script::Unspaced) => false,
        // A mark that stands on a letter.
        None => true,
        // Signs for vowels and their absence are no letters to Unicode, yet part of a word; the two full stops are not.
        Some(Script::Other(_)) => c.is_alphanumeric() || is_sign_of_india(c),
        Some(Script::Hebrew) => {
            c.is_alphanumeric() || matches!(c, '\u{591}'..='\u{5BD}' | '\u{5BF}' | '\u{5C1}'..='\u{5C7}')
        }
        Some(Script::Arabic) => {
            c.is_alphanumeric() || matches!(c, '\u{64B}'..='\u{65F}' | '\u{640}' | '\u{670}')
        }
        Some(_) => c.is_alphanumeric() || c == '\u{AD}',
    }
}

fn is_sign_of_india(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{DFF}') && !matches!(c, '\u{964}' | '\u{965}')
}

/// What may stand between the letters of one word: apostrophes, the dot of Catalan, hyphens.
fn is_joint(c: char) -> bool {
    is_apostrophe(c) || c == '·' || is_hyphen(c)
}

pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

pub(crate) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> String {
        let parts = chains(text).flat_map(|chain| chain.parts);
        parts.map(|part| &text[part]).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn words_are_cut_as_people_read_them() {
        let cases = [
            ("The editors’ desk, the editor's chair.", "The|editors|desk|the|editor's|chair"),
            ("‘Quoted’ and “quoted”—and so on…", "Quoted|and|quoted|and|so|on"),
            ("rock'n'roll and 'tis", "rock'n'roll|and|tis"),
            ("a well-known co‑operative", "well|known|co|operative"),
            ("either/or, _so_ **it** goes", "either|or|so|it|goes"),
            ("see https://example.org/a-b or www.example.org", "see|or"),
            ("write to ann@example.org, or @ann, of #press", "write|to|or|of"),
            ("in /etc/fstab, ~/notes, a\\b and snake_case", "in|and"),
            ("e.g. the U.S. and example.com end.", "the|and|end"),
            ("the 4th of mp3s in COVID-19", "the|of|in|COVID"),
            ("I, a", ""),
            ("L’été où l'on s’aime", "L’été|où|l'on|s’aime"),
            ("Die Straßenbahn fährt über Köln", "Die|Straßenbahn|fährt|über|Köln"),
            ("col·legi", "col·legi"),
            ("Слово за слово, по-русски", "Слово|за|слово|по|русски"),
            ("हिन्दी में लिखो।", "हिन्दी|में|लिखो"),
            ("שָׁלוֹם עולם", "שָׁלוֹם|עולם"),
            ("한국어 단어", "한국어|단어"),
            ("用Galley写稿，不拼写检查", "Galley"),
            ("日本語のテキスト", ""),
            ("", ""),
        ];
        for (text, words) in cases {
            assert_eq!(cut(text), words, "{text}");
        }
    }

    #[test]
    fn what_is_too_long_is_no_word() {
        assert_eq!(cut(&"a".repeat(WORD_BYTES_MAX + 1)), "");
        assert_eq!(cut(&"a".repeat(WORD_BYTES_MAX)).len(), WORD_BYTES_MAX);
    }
}
