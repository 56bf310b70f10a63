//! Front matter: YAML mostly, TOML now and then, as people write it.

use std::fmt::Write;

use chrono::{DateTime, SecondsFormat};

use super::head::Head;
use super::{BYLINES, CATEGORIES, PICTURES, TAGS, Tongue, Vocabulary, body, dice};
use crate::Dice;

/// The site's own file.
pub(super) const CONFIGURATION: &str = r#"title = "A corpus"
defaultContentLanguage = "en"

[languages.en]
[languages.zh]
[languages.ar]

# Pages stand where Galley has them, so that no address of before has to lead on.
[permalinks.page]
events = "/:contentbasename/"
guides = "/:contentbasename/"
industry = "/:contentbasename/"
news = "/:contentbasename/"
opinion = "/:contentbasename/"
reports = "/:contentbasename/"
"#;

/// Fields in the order in which they are written, each with its value as both formats have it: JSON is YAML, and these forms of
/// it are TOML as well.
type Fields = Vec<(&'static str, String)>;

pub(super) fn front_matter(head: &Head, seed: u64) -> String {
    let mut dice = dice(seed, head.number, 2);
    let fields = fields(head, &mut dice);
    let cover =
        dice.one_in(3).then(|| (dice.below(u64::from(PICTURES)) as u32, sentence(&mut dice, head.tongue, 4)));
    let (fence, sign) = if dice.one_in(8) { ("+++", " =") } else { ("---", ":") };
    let mut text = format!("{fence}\n");
    for (key, value) in fields {
        let _ = writeln!(text, "{key}{sign} {value}");
    }
    if let Some((picture, alt)) = cover {
        let (path, alt) = (quoted(&format!("/pictures/{}", body::picture_name(picture))), quoted(&alt));
        let _ = match sign {
            ":" => writeln!(text, "cover:\n  image: {path}\n  alt: {alt}"),
            _ => writeln!(text, "[cover]\nimage = {path}\nalt = {alt}"),
        };
    }
    let _ = writeln!(text, "{fence}");
    text
}

fn fields(head: &Head, dice: &mut Dice) -> Fields {
    let date = DateTime::from_timestamp(head.date_s, 0).expect("the dates lie in this century");
    let mut fields = vec![
        ("title", quoted(&head.headline)),
        ("date", date.to_rfc3339_opts(SecondsFormat::Secs, true)),
        ("lead", quoted(&sentence(dice, head.tongue, 18))),
        (
            "categories",
            format!("[{}]", quoted(&category(head.section, dice.below(CATEGORIES as u64) as usize))),
        ),
        ("tags", list((0..dice.between(1..=5)).map(|_| tag(skewed(dice, TAGS))))),
        ("authors", list((0..dice.between(1..=2)).map(|_| byline(skewed(dice, BYLINES))))),
    ];
    if head.is_draft {
        fields.push(("draft", "true".to_owned()));
    }
    if dice.one_in(3) {
        fields.push(("views", dice.below(20_000).to_string()));
    }
    if dice.one_in(20) {
        fields.push(("aliases", list([format!("/archive/{}/", head.number)].into_iter())));
    }
    if dice.one_in(10) {
        fields.push(("weight", dice.below(100).to_string()));
    }
    if dice.one_in(10) {
        fields.push((
            "series",
            quoted(&title(Vocabulary::of(Tongue::English).word(60 + dice.below(40) as usize))),
        ));
    }
    fields
}

/// Small numbers more often than large ones.
fn skewed(dice: &mut Dice, end: usize) -> usize {
    let wide = dice.below(end as u64) + 1;
    dice.below(wide) as usize
}

/// The name of a category of a section.
pub(super) fn category(section: &str, at: usize) -> String {
    const KINDS: [&str; CATEGORIES] = ["briefs", "in depth", "abroad", "at home"];
    format!("{} {}", title(section), KINDS[at])
}

/// The name of a tag.
pub(super) fn tag(at: usize) -> String {
    // Beyond the function words, and apart from one another.
    Vocabulary::of(Tongue::English).word(120 + at * 3).to_owned()
}

fn byline(at: usize) -> String {
    let vocabulary = Vocabulary::of(Tongue::English);
    title(&format!("{} {}", vocabulary.word(1_500 + at), vocabulary.word(3_000 + at)))
}

/// Each word with a capital letter.
pub(super) fn title(words: &str) -> String {
    let mut capital = true;
    let each = words.chars().flat_map(|c| {
        let upper = std::mem::replace(&mut capital, c == ' ');
        if upper { c.to_uppercase().collect::<Vec<_>>() } else { vec![c] }
    });
    each.collect()
}

fn sentence(dice: &mut Dice, tongue: Tongue, words: usize) -> String {
    let vocabulary = Vocabulary::of(tongue);
    let words: Vec<_> = (0..words).map(|_| vocabulary.draw(dice)).collect();
    match tongue {
        Tongue::Chinese => words.concat() + "。",
        _ => words.join(" ") + ".",
    }
}

fn list(of: impl Iterator<Item = String>) -> String {
    let quoted: Vec<_> = of.map(|one| quoted(&one)).collect();
    format!("[{}]", quoted.join(", "))
}

/// None of the texts has a quotation mark or a backslash.
fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}
