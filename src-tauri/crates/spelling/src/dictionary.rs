//! One dictionary: which words it knows, and what it would write instead.

use std::borrow::Cow;
use std::ops::Range;

use crate::cut::{Chain, chains, is_apostrophe};
use crate::house::{HouseWords, plain};
use crate::script::{self, Script};

/// Most words that are offered in place of one.
pub const SUGGESTIONS_MAX: usize = 5;
/// So many lines of a dictionary show which script it is in.
const LINES_LOOKED_AT: usize = 500;
/// Shorter words are near to everything.
const NEAR_FROM_LETTERS: usize = 4;

/// A word that is not known, from one place of the text to another, counted as pages count: in UTF-16.
pub type Misspelt = Range<u32>;

/// The words of a language.
pub struct Dictionary {
    words: spellbook::Dictionary,
    /// The lines that they were read from, for what is near to a word.
    lines: Cow<'static, str>,
    /// Words that are right and yet offered to no one.
    never_suggested: Vec<String>,
    script: Script,
    /// Whether `'s` behind a name is of the language and not of the name.
    has_possessive: bool,
}

impl Dictionary {
    /// Reads a dictionary of hunspell's form. None where it is not of that form.
    pub(crate) fn read(affixes: &str, words: Cow<'static, str>, is_english: bool) -> Option<Self> {
        let step = words.lines().count() / LINES_LOOKED_AT + 1;
        let script = script::most(words.lines().skip(1).step_by(step).flat_map(|line| stem_of(line).chars()));
        let flag = affixes.lines().find_map(|line| line.strip_prefix("NOSUGGEST ")).map(str::trim);
        let is_flagged = |line: &&str| {
            flag.is_some_and(|flag| line.split_once('/').is_some_and(|(_, flags)| flags.contains(flag)))
        };
        let never_suggested =
            words.lines().filter(is_flagged).map(|line| stem_of(line).to_lowercase()).collect();
        Some(Self {
            words: spellbook::Dictionary::new(affixes, &words).ok()?,
            never_suggested,
            lines: words,
            script,
            has_possessive: is_english,
        })
    }

    /// Whether it is a dictionary of another script, which says nothing about this word.
    fn is_foreign(&self, word: &str) -> bool {
        word.contains(|c: char| {
            c.is_alphabetic() && script::of(c).is_some_and(|script| script != self.script)
        })
    }

    /// Whether a word is right.
    fn knows(&self, word: &str, house: &HouseWords) -> bool {
        let word = plain(word);
        let stem = self.stem(&word);
        is_abbreviation(stem)
            || house.hold(&word)
            || self.words.check(&word)
            || (stem.len() < word.len() && (house.hold(stem) || self.words.check(stem)))
            || self.knows_joined(&word)
    }

    /// Without `'s`, where that is of the language.
    fn stem<'w>(&self, word: &'w str) -> &'w str {
        if self.has_possessive { word.strip_suffix("'s").unwrap_or(word) } else { word }
    }

    /// `l'été`, `dell'uomo`: where the dictionary does not join them itself, each part is a word, or too short to be one.
    fn knows_joined(&self, word: &str) -> bool {
        if self.has_possessive || !word.contains('\'') {
            return false;
        }
        let last = word.split('\'').count() - 1;
        word.split('\'').enumerate().all(|(at, part)| {
            let is_short = part.chars().count() <= 2;
            is_short || self.words.check(part) || (at < last && self.words.check(&format!("{part}'")))
        })
    }

    /// What may be meant by a word, the likeliest first.
    fn suggest(&self, word: &str, house: &HouseWords) -> Vec<String> {
        let plain = plain(word);
        let stem = self.stem(&plain);
        let ending = &plain[stem.len()..];
        let mut found = Vec::new();
        self.words.suggest(&plain, &mut found);
        found.extend(self.near(stem).map(|near| format!("{}{ending}", as_begun(near, stem))));
        found.retain(|found| self.may_be_offered(&found.to_lowercase()));
        // Two words where one was written are seldom meant, the first letter is seldom wrong, and two letters that changed
        // places are the most usual slip.
        let first = |word: &str| word.chars().next().map(|c| c.to_lowercase().to_string());
        found.sort_by_cached_key(|found| {
            let (near, asked) = (found.to_lowercase(), plain.to_lowercase());
            let distance = strsim::osa_distance(&near, &asked);
            let is_odd = usize::from(first(found) != first(&plain));
            let is_swap = usize::from(distance == 1 && letters(&near) == letters(&asked));
            let unlike = ((1.0 - strsim::jaro_winkler(&near, &asked)) * 1_000.0) as u32;
            (found.contains(' '), distance + is_odd - is_swap, unlike)
        });
        let mut all: Vec<String> = house.near(stem).map(|near| format!("{near}{ending}")).collect();
        for suggestion in found {
            if !all.contains(&suggestion) {
                all.push(suggestion);
            }
        }
        all.truncate(SUGGESTIONS_MAX);
        if word.contains('’') {
            all = all.into_iter().map(|found| found.replace(is_apostrophe, "’")).collect();
        }
        all
    }

    /// False for what the dictionary offers to no one, with its endings.
    fn may_be_offered(&self, word: &str) -> bool {
        self.never_suggested.iter().all(|never| {
            word != never && (never.chars().count() < NEAR_FROM_LETTERS || !word.starts_with(never.as_str()))
        })
    }

    /// Words that begin alike and differ in two letters at most: what the rules of the dictionary do not lead to.
    fn near<'a>(&'a self, word: &'a str) -> impl Iterator<Item = &'a str> {
        let lower = word.to_lowercase();
        let letters = lower.chars().count();
        self.lines.lines().map(stem_of).filter(move |stem| {
            letters >= NEAR_FROM_LETTERS
                && stem.chars().next() == lower.chars().next()
                && stem.chars().count().abs_diff(letters) <= 2
                && strsim::osa_distance(stem, &lower) <= 2
                && self.words.check(stem)
        })
    }
}

/// The words of a text that are neither of the house nor in one of these dictionaries. Nothing is said about a word in a
/// script that is of none of them.
pub fn misspelt(dictionaries: &[&Dictionary], text: &str, house: &HouseWords) -> Vec<Misspelt> {
    let mut found = Vec::new();
    let (mut byte, mut unit) = (0, 0);
    let mut unit_of = |at: usize| {
        unit += text[byte..at].encode_utf16().count() as u32;
        byte = at;
        unit
    };
    for chain in chains(text) {
        for Range { start, end } in unknown(dictionaries, text, &chain, house) {
            found.push(unit_of(start)..unit_of(end));
        }
    }
    found
}

/// The parts of a chain that are not known, where the chain itself is not.
fn unknown(dictionaries: &[&Dictionary], text: &str, chain: &Chain, house: &HouseWords) -> Vec<Range<usize>> {
    let knows = |place: &Range<usize>| knows(dictionaries, &text[place.clone()], house);
    let mut parts = chain.parts.iter().filter(|part| !knows(part)).cloned().peekable();
    let is_known = parts.peek().is_none() || knows(&chain.whole);
    if is_known { Vec::new() } else { parts.collect() }
}

/// Whether a word is right to one of these, or in a script that is of none of them.
fn knows(dictionaries: &[&Dictionary], word: &str, house: &HouseWords) -> bool {
    let mut own = dictionaries.iter().filter(|dictionary| !dictionary.is_foreign(word)).peekable();
    own.peek().is_none() || own.any(|dictionary| dictionary.knows(word, house))
}

/// What may be meant by a word: the likeliest of each dictionary in turn.
pub fn suggest(dictionaries: &[&Dictionary], word: &str, house: &HouseWords) -> Vec<String> {
    let own = dictionaries.iter().filter(|dictionary| !dictionary.is_foreign(word));
    let each: Vec<_> = own.map(|dictionary| dictionary.suggest(word, house)).collect();
    let mut all: Vec<String> = Vec::new();
    for found in (0..SUGGESTIONS_MAX).flat_map(|at| each.iter().filter_map(move |found| found.get(at))) {
        if !all.contains(found) {
            all.push(found.clone());
        }
    }
    all.truncate(SUGGESTIONS_MAX);
    all
}

/// The letters of a word, sorted.
fn letters(word: &str) -> Vec<char> {
    let mut letters: Vec<_> = word.chars().collect();
    letters.sort_unstable();
    letters
}

/// The word of a dictionary's line, without its flags.
fn stem_of(line: &str) -> &str {
    line.split(['/', '\t', ' ']).next().unwrap_or_default()
}

/// With a capital where the other has one.
fn as_begun(word: &str, other: &str) -> String {
    let mut letters = word.chars();
    match (other.chars().next(), letters.next()) {
        (Some(begun), Some(first)) if begun.is_uppercase() => first.to_uppercase().chain(letters).collect(),
        _ => word.to_owned(),
    }
}

impl std::fmt::Debug for Dictionary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Dictionary").field("script", &self.script).finish_non_exhaustive()
    }
}

/// `NATO`, and several of them: `URLs`.
fn is_abbreviation(word: &str) -> bool {
    let stem = word.strip_suffix('s').unwrap_or(word);
    let mut letters = stem.chars().filter(|c| c.is_alphabetic());
    let is_capital = |c: char| c.is_uppercase();
    stem.chars().filter(|c| c.is_alphabetic()).nth(1).is_some() && letters.all(is_capital)
}
