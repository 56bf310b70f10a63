//! A corpus: many realistic articles as a folder that Hugo would take for its own.
//!
//! Every article follows from the corpus' seed and its own number alone, so any one can be made without the others, and the first
//! thousand of a hundred thousand are those of a thousand. What an article is called and where it lies is in `head`, its
//! text in `body`, its front matter in `front`.

mod body;
mod front;
mod head;
mod picture;
mod words;

use std::fs;
use std::io;
use std::path::Path;

pub use picture::picture;
pub use words::Vocabulary;

use crate::Dice;
use head::Head;

/// How many pictures the articles share.
const PICTURES: u32 = 36;
/// The section of each article, which is its category's parent as well.
const SECTIONS: [&str; 6] = ["news", "industry", "reports", "opinion", "guides", "events"];
/// Categories in each section.
const CATEGORIES: usize = 4;
/// How many tags there are.
const TAGS: usize = 200;
/// How many bylines there are.
const BYLINES: usize = 30;

/// A language that articles are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tongue {
    /// Nine in ten.
    English,
    /// Some of the rest.
    Chinese,
    /// The others.
    Arabic,
}

impl Tongue {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::English, Self::Chinese, Self::Arabic];

    /// Its tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh",
            Self::Arabic => "ar",
        }
    }
}

/// So many articles.
#[derive(Debug, Clone, Copy)]
pub struct Corpus {
    articles: usize,
    seed: u64,
}

/// What was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// Files of Markdown.
    pub articles: usize,
    /// Their size together, in bytes.
    pub bytes: u64,
}

impl Corpus {
    /// A corpus of so many articles: always the same ones.
    pub const fn new(articles: usize) -> Self {
        Self { articles, seed: 2023 }
    }

    /// The categories, each with the one it stands below.
    pub fn categories(&self) -> Vec<(String, Option<String>)> {
        let parents = SECTIONS.iter().map(|section| (front::title(section), None));
        let below = SECTIONS.iter().flat_map(|section| {
            (0..CATEGORIES).map(|at| (front::category(section, at), Some(front::title(section))))
        });
        parents.chain(below).collect()
    }

    /// The name of a tag that many articles have, of the commonest for 0.
    pub fn tag(&self, rank: usize) -> String {
        front::tag(rank)
    }

    /// Writes the folder, which is empty or not there.
    ///
    /// # Errors
    /// What the system says.
    pub fn write(&self, folder: &Path) -> io::Result<Written> {
        let pictures = folder.join("static/pictures");
        fs::create_dir_all(&pictures)?;
        fs::write(folder.join("hugo.toml"), front::CONFIGURATION)?;
        for number in 0..PICTURES {
            fs::write(pictures.join(body::picture_name(number)), picture(number).0)?;
        }
        let mut written = Written::default();
        for number in 0..self.articles {
            let head = Head::new(self.seed, number);
            let path = folder.join(head.path());
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)?;
                if head.has_folder {
                    fs::write(parent.join("figure.png"), picture(number as u32 / 3 * 3 % PICTURES).0)?;
                }
            }
            let text = self.text_of(&head);
            fs::write(path, &text)?;
            written.articles += 1;
            written.bytes += text.len() as u64;
        }
        Ok(written)
    }

    /// An article's file: where it lies below the folder, and what is in it.
    pub fn file(&self, number: usize) -> (String, String) {
        let head = Head::new(self.seed, number);
        (head.path(), self.text_of(&head))
    }

    /// An article without its front matter.
    pub fn body(&self, number: usize) -> String {
        let head = Head::new(self.seed, number);
        body::body(&head, self.seed)
    }

    fn text_of(&self, head: &Head) -> String {
        let mut text = front::front_matter(head, self.seed);
        text.push_str(&body::body(head, self.seed));
        text
    }
}

/// The dice of one part of one article.
fn dice(seed: u64, number: usize, part: u64) -> Dice {
    let mut dice = Dice::new(seed ^ (number as u64).wrapping_mul(0x2545_f491_4f6c_dd1d));
    Dice::new(dice.roll() ^ part)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// FNV-1a: enough to notice a change.
    fn fingerprint(corpus: &Corpus) -> u64 {
        let files = (0..corpus.articles).map(|number| corpus.file(number));
        files
            .flat_map(|(path, text)| (path + "\n" + &text).into_bytes())
            .fold(0xcbf2_9ce4_8422_2325, |sum, byte| {
                (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
            })
    }

    /// Figures of different days are compared with one another; they may be as long as this number stays.
    #[test]
    fn the_articles_are_the_same_everywhere() {
        assert_eq!(
            fingerprint(&Corpus::new(200)),
            14_085_404_168_912_603_400,
            "the corpus has changed: say so where its figures are kept"
        );
    }

    #[test]
    fn a_folder_is_written_the_same_twice() {
        let (one, two) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let corpus = Corpus::new(40);
        let written = corpus.write(one.path()).expect("written");
        assert_eq!(corpus.write(two.path()).expect("written"), written);
        assert_eq!(written.articles, 40);
        for number in 0..40 {
            let (path, text) = corpus.file(number);
            for folder in [&one, &two] {
                assert_eq!(
                    fs::read_to_string(folder.path().join(&path)).expect("it is there"),
                    text,
                    "{path}"
                );
            }
        }
    }

    type Has = fn(&str) -> bool;

    #[test]
    fn the_articles_are_as_promised() {
        let corpus = Corpus::new(1_000);
        let heads: Vec<_> = (0..1_000).map(|number| Head::new(corpus.seed, number)).collect();
        let texts: Vec<_> = heads.iter().map(|head| corpus.text_of(head)).collect();
        let count = |what: Has| texts.iter().filter(|text| what(text.as_str())).count();
        let bytes = texts.iter().map(String::len).sum::<usize>() / texts.len();
        assert!((5_000..8_500).contains(&bytes), "{bytes} bytes an article");
        assert_eq!(heads.iter().filter(|head| head.tongue != Tongue::English).count(), 100);
        let has: [(&str, Has); 8] = [
            ("headings", |text| text.contains("\n## ")),
            ("tables", |text| text.contains("\n| --- ")),
            ("code", |text| text.contains("\n```")),
            ("pictures", |text| text.contains("\n![")),
            ("footnotes", |text| text.contains("\n[^1]: ")),
            ("links to articles", |text| text.contains(".md)")),
            ("lists", |text| text.contains("\n- ")),
            ("TOML", |text| text.starts_with("+++\n")),
        ];
        for (what, has) in has {
            assert!(count(has) > 60, "{what} in {} of 1,000", count(has));
        }
        let drafts = count(|text| text.contains("draft: true") || text.contains("draft = true"));
        assert!((10..60).contains(&drafts), "{drafts} drafts");
        let paths: std::collections::HashSet<_> = heads.iter().map(Head::path).collect();
        assert_eq!(paths.len(), 1_000, "each has a file of its own");
    }
}
