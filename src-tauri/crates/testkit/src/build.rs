//! Builders: articles and nouns as values, plain or with every field filled.

use galley_domain::{
    Article, ArticleId, Byline, BylineId, Category, CategoryId, Content, Cover, FormSwitch, Ids, Instant,
    Kind, Language, MediaHash, Name, Names, Picture, RevisionNumber, Seo, Slug, Tag, TagId, Translation,
};

use crate::{Corpus, Dice};

/// A name in English.
pub fn names(name: &str) -> Names {
    let slug = Slug::from_headline(name).expect("a test's names have letters");
    Names::new(Language::english(), Name::new(name, slug))
}

/// A category.
pub fn category(ids: &mut dyn Ids, now: Instant, name: &str, parent: Option<CategoryId>) -> Category {
    let id = CategoryId::new(ids.next(now));
    Category {
        id,
        names: names(name),
        parent,
        former_parents: Vec::new(),
        order: 0,
        form: FormSwitch::Inherit,
    }
}

/// A tag.
pub fn tag(ids: &mut dyn Ids, now: Instant, name: &str) -> Tag {
    Tag { id: TagId::new(ids.next(now)), names: names(name) }
}

/// A byline.
pub fn byline(ids: &mut dyn Ids, now: Instant, name: &str) -> Byline {
    Byline { id: BylineId::new(ids.next(now)), names: names(name), picture: None, urls: Vec::new() }
}

/// A content in English with a headline, the slug it makes, and a body.
pub fn content(headline: &str, body: &str) -> Content {
    let slug = Slug::from_headline(headline).expect("a test's headlines have letters");
    Content {
        headline: headline.to_owned(),
        body: body.to_owned(),
        ..Content::empty(Language::english(), slug)
    }
}

/// A draft.
pub fn article(ids: &mut dyn Ids, now: Instant, content: Content) -> Article {
    Article::draft(ArticleId::new(ids.next(now)), Kind::Article, content, now)
}

/// What a full content may refer to.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Categories.
    pub categories: Vec<CategoryId>,
    /// Tags.
    pub tags: Vec<TagId>,
    /// Bylines.
    pub bylines: Vec<BylineId>,
    /// Media.
    pub media: Vec<MediaHash>,
    /// Articles.
    pub articles: Vec<ArticleId>,
}

/// A content in which any field may be filled, with an article of the corpus as its body. `number` makes its slug its own.
pub fn any_content(dice: &mut Dice, number: usize, known: &Known) -> Content {
    let language = dice.pick(&["en", "zh-Hans", "ar", "pt-BR"]);
    let language: Language = language.parse().expect("a good tag");
    let slug: Slug = format!("article-{number}").parse().expect("a good slug");
    let mut content = Content::empty(language, slug);
    content.headline = text(dice);
    content.lead = text(dice);
    content.body = Corpus::new(1_000).body(dice.below(1_000) as usize);
    content.category = maybe(dice, &known.categories);
    content.tags = some(dice, &known.tags);
    content.bylines = some(dice, &known.bylines);
    content.date = dice.one_in(2).then(|| any_instant(dice));
    content.view_base = dice.one_in(2).then(|| dice.below(1 << 40));
    content.form = dice.pick(&[FormSwitch::Inherit, FormSwitch::On, FormSwitch::Off]);
    if dice.one_in(2) {
        content.seo = Seo {
            title: text(dice),
            description: text(dice),
            canonical: "https://example.org/a?b=c&d".to_owned(),
            noindex: dice.one_in(2),
        };
    }
    content.cover = maybe(dice, &known.media).map(|hash| Cover {
        picture: Picture::Media(hash),
        alt: text(dice),
        caption: text(dice),
        credit: String::new(),
    });
    content.translation = maybe(dice, &known.articles).map(|source| Translation {
        source,
        revision: dice.one_in(2).then_some(RevisionNumber(1)),
        source_hash: "ab".repeat(32),
    });
    for at in 0..dice.below(3) {
        content.aliases.push(format!("/old/{number}/{at}.html"));
        if let Some(hash) = maybe(dice, &known.media) {
            content.pictures.insert(format!("../pictures/{at} a.png"), hash);
        }
        if let Some(article) = maybe(dice, &known.articles) {
            content.links.insert(format!("../other-{at}/#part"), article);
        }
        content.custom.insert(
            format!("key {at}"),
            serde_json::json!({ "deep": [at, null, 1.5, text(dice)], "z": 1, "a": true }),
        );
    }
    content
}

/// A time between 1995 and 2058, in whole milliseconds.
pub fn any_instant(dice: &mut Dice) -> Instant {
    let millis = 800_000_000_000 + dice.below(2_000_000_000_000) as i64;
    Instant::from_timestamp_millis(millis).expect("a time within a century")
}

/// A short text of the kind that breaks things.
fn text(dice: &mut Dice) -> String {
    let texts = [
        "",
        "Plain words",
        "It's \"quoted\" \\ and 'so' on",
        "数字丝绸之路 2023",
        "طريق الحرير",
        "👩🏽‍💻 e\u{301} ß",
        "a\nb\r\nc\td",
        "%_[*]; DROP TABLE article; --",
        "<b>&amp;</b>",
        "\u{0}nul",
    ];
    (dice.pick(&texts)).to_owned()
}

fn maybe<T: Copy>(dice: &mut Dice, from: &[T]) -> Option<T> {
    (!from.is_empty() && dice.one_in(2)).then(|| dice.pick(from))
}

/// Some of them, each once, in any order.
fn some<T: Copy + PartialEq>(dice: &mut Dice, from: &[T]) -> Vec<T> {
    let mut some = Vec::new();
    for _ in 0..dice.below(4) {
        some.extend(maybe(dice, from).filter(|one| !some.contains(one)));
    }
    some
}
