//! The text of an article: sections with paragraphs, and between these what articles have besides.

use std::fmt::Write;

use super::head::Head;
use super::{PICTURES, Tongue, Vocabulary, dice};
use crate::Dice;

/// Words of an article.
const WORDS: std::ops::RangeInclusive<usize> = 400..=1_200;

/// Code in the languages that people post: `A`, `B`, `C` stand for names, `7` and `9` for numbers.
const CODE: [(&str, &str); 8] = [
    (
        "rust",
        "/// Counts what is left.\nfn A(B: u32, C: &[u32]) -> Option<u32> {\n    let rest = C.iter().filter(|c| **c > B).count();\n    u32::try_from(rest).ok().map(|n| n * 7 + 9)\n}\n",
    ),
    (
        "python",
        "class A:\n    \"\"\"Holds B.\"\"\"\n\n    def __init__(self, B, limit=7):\n        self.B = [c for c in B if c < limit]\n\n    def C(self):\n        return sum(self.B) / 9\n",
    ),
    (
        "javascript",
        "export async function A(B, C = 7) {\n  const answer = await fetch(`/api/${B}?limit=${C}`);\n  if (!answer.ok) throw new Error('no ' + B);\n  return (await answer.json()).slice(0, 9);\n}\n",
    ),
    (
        "go",
        "func A(B []string, C int) (string, error) {\n\tif len(B) <= C {\n\t\treturn \"\", fmt.Errorf(\"want %d\", C+7)\n\t}\n\treturn B[C], nil // 9\n}\n",
    ),
    (
        "sql",
        "SELECT A, count(*) AS B\nFROM C\nWHERE amount > 7 AND region = 'B'\nGROUP BY A\nORDER BY B DESC\nLIMIT 9;\n",
    ),
    (
        "bash",
        "#!/bin/sh\nset -eu\nfor A in B C; do\n  printf '%s %d\\n' \"$A\" 7 >> \"log-$A.txt\"\ndone | head -n 9\n",
    ),
    ("json", "{\n  \"A\": { \"B\": 7, \"C\": [\"B\", null, true] },\n  \"limit\": 9\n}\n"),
    (
        "html",
        "<section class=\"A\">\n  <h2 id=\"B\">C</h2>\n  <p data-limit=\"7\">9 &amp; more</p>\n</section>\n",
    ),
];

/// The file name of a shared picture.
pub(super) fn picture_name(number: u32) -> String {
    let (_, extension) = super::picture(number);
    format!("p{number:02}.{extension}")
}

pub(super) fn body(head: &Head, seed: u64) -> String {
    let mut writer = Writer {
        head,
        seed,
        dice: dice(seed, head.number, 3),
        vocabulary: Vocabulary::of(head.tongue),
        text: String::with_capacity(8 * 1024),
        words: 0,
        notes: 0,
        has_figure: false,
    };
    writer.article();
    writer.text
}

struct Writer<'h> {
    head: &'h Head,
    seed: u64,
    dice: Dice,
    vocabulary: &'static Vocabulary,
    text: String,
    words: usize,
    notes: usize,
    has_figure: bool,
}

impl Writer<'_> {
    fn article(&mut self) {
        let target = self.dice.between(WORDS);
        self.paragraph();
        while self.words < target {
            self.heading();
            for _ in 0..self.dice.between(2..=4) {
                self.paragraph();
                self.extra();
            }
        }
        for note in 1..=self.notes {
            let _ = write!(self.text, "\n[^{note}]: ");
            self.sentence(9, false);
            self.text.push('\n');
        }
    }

    /// What may stand between two paragraphs.
    fn extra(&mut self) {
        match self.dice.below(16) {
            0 | 1 => self.list("- "),
            2 => self.list("1. "),
            3 => self.table(),
            4 => self.code(),
            5 | 6 => self.picture(),
            7 => self.quote(),
            _ => {}
        }
    }

    fn heading(&mut self) {
        let level = if self.dice.one_in(4) { "###" } else { "##" };
        let _ = write!(self.text, "\n{level} ");
        let words = self.dice.between(2..=6);
        self.capital_row(words, false);
        self.text.push('\n');
    }

    fn paragraph(&mut self) {
        self.text.push('\n');
        for at in 0..self.dice.between(3..=6) {
            if at > 0 && self.head.tongue != Tongue::Chinese {
                self.text.push(' ');
            }
            let words = self.dice.between(6..=20);
            self.sentence(words, true);
        }
        if self.dice.one_in(10) {
            self.notes += 1;
            let _ = write!(self.text, "[^{}]", self.notes);
        }
        if self.dice.one_in(12) {
            self.link();
        }
        self.text.push('\n');
    }

    fn sentence(&mut self, words: usize, may_mark: bool) {
        self.capital_row(words, may_mark);
        self.text.push_str(if self.head.tongue == Tongue::Chinese { "。" } else { "." });
    }

    fn capital_row(&mut self, words: usize, may_mark: bool) {
        let start = self.text.len();
        self.row_of_words(words, may_mark);
        if self.head.tongue == Tongue::English
            && let Some(first) = self.text[start..].chars().next().filter(char::is_ascii_lowercase)
        {
            self.text.replace_range(start..=start, &first.to_ascii_uppercase().to_string());
        }
    }

    fn row_of_words(&mut self, words: usize, may_mark: bool) {
        let (space, comma) = match self.head.tongue {
            Tongue::English => (" ", ","),
            Tongue::Chinese => ("", "，"),
            Tongue::Arabic => (" ", "،"),
        };
        for at in 0..words {
            if at > 0 {
                if self.dice.one_in(12) {
                    self.text.push_str(comma);
                }
                self.text.push_str(space);
            }
            let word = self.vocabulary.draw(&mut self.dice);
            let mark = match self.dice.below(60) {
                0 if may_mark && at > 0 => "*",
                1 if may_mark && at > 0 => "**",
                2 if may_mark && at > 0 => "`",
                _ => "",
            };
            let _ = write!(self.text, "{mark}{word}{mark}");
        }
        self.words += words;
    }

    /// To an article that came before: by its file, as Hugo's own links go, or by its address.
    fn link(&mut self) {
        if self.head.number == 0 {
            return;
        }
        let to = Head::new(self.seed, self.dice.below(self.head.number as u64) as usize);
        self.text.push_str(" [");
        self.row_of_words(3, false);
        let _ = write!(self.text, "](/{})", to.path_in_content());
    }

    fn list(&mut self, bullet: &str) {
        self.text.push('\n');
        for _ in 0..self.dice.between(3..=6) {
            self.text.push_str(bullet);
            let words = self.dice.between(3..=12);
            self.row_of_words(words, true);
            self.text.push('\n');
        }
    }

    fn table(&mut self) {
        let columns = self.dice.between(2..=4);
        self.text.push('\n');
        for row in 0..=self.dice.between(3..=6) {
            if row == 1 {
                let _ = writeln!(self.text, "{}|", "| --- ".repeat(columns));
            }
            for column in 0..columns {
                self.text.push_str("| ");
                if row > 0 && column > 0 {
                    let _ = write!(self.text, "{}", self.dice.below(10_000));
                } else {
                    self.row_of_words(2, false);
                }
                self.text.push(' ');
            }
            self.text.push_str("|\n");
        }
    }

    fn code(&mut self) {
        let (language, sample) = self.dice.pick(&CODE);
        let names = Vocabulary::of(Tongue::English);
        let mut code = String::new();
        for c in sample.chars() {
            match c {
                'A' | 'B' | 'C' => code.push_str(names.word(200 + self.head.number % 300 + c as usize)),
                '7' | '9' => {
                    let _ = write!(code, "{}", self.dice.below(100));
                }
                c => code.push(c),
            }
        }
        let _ = write!(self.text, "\n```{language}\n{code}```\n");
        self.words += 30;
    }

    fn picture(&mut self) {
        self.text.push_str("\n![");
        self.row_of_words(4, false);
        if self.head.has_folder && !self.has_figure {
            self.has_figure = true;
            self.text.push_str("](figure.png)\n");
            return;
        }
        let name = picture_name(self.dice.below(u64::from(PICTURES)) as u32);
        let _ = write!(self.text, "](/pictures/{name}");
        if self.dice.one_in(2) {
            self.text.push_str(" \"");
            self.row_of_words(6, false);
            self.text.push('"');
        }
        self.text.push_str(")\n");
    }

    fn quote(&mut self) {
        self.text.push_str("\n> ");
        self.sentence(14, false);
        self.text.push('\n');
    }
}
