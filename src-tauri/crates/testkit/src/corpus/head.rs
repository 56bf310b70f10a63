//! What is known of an article before its text: language, headline, address, date. Cheap, because others link to it.

use super::{SECTIONS, Tongue, Vocabulary, dice};
use crate::Dice;

/// 2015-01-01T00:00:00Z, in seconds since 1970.
const FIRST_S: i64 = 1_420_070_400;
/// The dates lie within so many seconds: ten years.
const SPAN_S: u64 = 10 * 365 * 24 * 60 * 60;
/// 2090-01-01T00:00:00Z: far enough ahead to stay ahead.
const AHEAD_S: i64 = 3_786_912_000;

/// An article's outside.
#[derive(Debug, Clone)]
pub(super) struct Head {
    pub(super) number: usize,
    pub(super) tongue: Tongue,
    pub(super) headline: String,
    pub(super) section: &'static str,
    /// Seconds since 1970.
    pub(super) date_s: i64,
    pub(super) is_draft: bool,
    /// It is the `index.md` of a folder of its own, with a picture beside it.
    pub(super) has_folder: bool,
    /// Path of the file, without language and extension: shared with its translation.
    stem: String,
}

impl Head {
    pub(super) fn new(seed: u64, number: usize) -> Self {
        let tongue = tongue(number);
        let mut dice = dice(seed, number, 1);
        let headline = headline(&mut dice, tongue);
        let section = dice.pick(&SECTIONS);
        let past_s = FIRST_S + dice.below(SPAN_S) as i64;
        let date_s = if dice.one_in(200) { AHEAD_S + past_s - FIRST_S } else { past_s };
        let is_draft = dice.one_in(40);
        let has_folder = dice.one_in(20);
        let slug = headline.to_lowercase().replace([' ', ':'], "-").replace("--", "-");
        let year = 2015 + dice.below(10);
        let mut head = Self {
            number,
            tongue,
            headline,
            section,
            date_s,
            is_draft,
            has_folder,
            stem: format!("{section}/{year}/{slug}-{number}"),
        };
        if let Some(source) = source(number) {
            let source = Self::new(seed, source);
            (head.section, head.has_folder, head.stem) = (source.section, source.has_folder, source.stem);
        }
        head
    }

    /// The path of its file, below the folder.
    pub(super) fn path(&self) -> String {
        format!("content/{}", self.path_in_content())
    }

    /// The same as other articles write it in a link.
    pub(super) fn path_in_content(&self) -> String {
        let language =
            if self.tongue == Tongue::English { String::new() } else { format!(".{}", self.tongue.tag()) };
        let index = if self.has_folder { "/index" } else { "" };
        format!("{}{index}{language}.md", self.stem)
    }
}

/// One in ten is Chinese or Arabic, in turn.
fn tongue(number: usize) -> Tongue {
    match number % 20 {
        7 => Tongue::Chinese,
        17 => Tongue::Arabic,
        _ => Tongue::English,
    }
}

/// The article that this one translates: half of those that are not English have one.
fn source(number: usize) -> Option<usize> {
    (tongue(number) != Tongue::English && number % 40 < 20).then(|| number - 1)
}

fn headline(dice: &mut Dice, tongue: Tongue) -> String {
    let vocabulary = Vocabulary::of(tongue);
    let words: Vec<_> = (0..dice.between(4..=9)).map(|_| vocabulary.draw(dice)).collect();
    if tongue == Tongue::Chinese {
        return words.concat();
    }
    let mut headline = super::front::title(&words.join(" "));
    if dice.one_in(6) {
        let at = headline.find(' ').unwrap_or(headline.len());
        headline.insert(at, ':');
    }
    headline
}
