//! What templates are given, as types: `docs/guide/themes.md` describes each field. Borrowed from the index where they can be.

use minijinja::Value;
use serde::Serialize;

/// A link with its text.
#[derive(Debug, Serialize)]
pub(super) struct Link {
    pub(super) name: String,
    pub(super) href: String,
}

/// A date.
#[derive(Debug, Serialize)]
pub(super) struct Date {
    /// As this house prints it.
    pub(super) text: String,
    /// RFC 3339, for `datetime`.
    pub(super) iso: String,
}

/// A picture.
#[derive(Debug, Serialize)]
pub(super) struct Picture<'a> {
    pub(super) src: &'a str,
    /// The same as WebP in several widths, for `srcset`.
    pub(super) webp: Option<String>,
    pub(super) width: Option<u32>,
    pub(super) height: Option<u32>,
    pub(super) alt: &'a str,
    pub(super) caption: &'a str,
    pub(super) credit: &'a str,
    /// Names of its colour and of what stays visible, for the theme's styles.
    pub(super) classes: String,
}

/// The site in one language: the same Value for all its pages.
#[derive(Debug, Serialize)]
pub(super) struct Site {
    pub(super) title: String,
    pub(super) description: String,
    pub(super) footer: String,
    pub(super) lang: String,
    /// With a region, as Open Graph wants it; empty where none is known.
    pub(super) locale: String,
    pub(super) dir: &'static str,
    pub(super) home: String,
    pub(super) archive: String,
    /// The search page; none where the site has none.
    pub(super) search: Option<String>,
    pub(super) feed: String,
    pub(super) json_feed: String,
    pub(super) icon: String,
    pub(super) icons: Vec<Icon>,
    pub(super) manifest: String,
    pub(super) menu: Vec<Link>,
    pub(super) sections: Vec<Link>,
    pub(super) languages: Vec<LanguageLink>,
    /// The style sheet of what is set of the site's look; none where nothing is.
    pub(super) look: Option<String>,
    /// The paper of pages by day and by night, for browsers that colour what stands around a page.
    pub(super) paper: String,
    pub(super) dark_paper: String,
    pub(super) logo: Option<Logo>,
    /// Where else to find the site.
    pub(super) social: Vec<Link>,
    /// Who made it; none where that is not told.
    pub(super) humans: Option<String>,
}

/// The logo as pages show it.
#[derive(Debug, Serialize)]
pub(super) struct Logo {
    pub(super) src: String,
    /// The one for dark paper.
    pub(super) dark: Option<String>,
    pub(super) width: Option<u32>,
    pub(super) height: Option<u32>,
    /// Whether it stands in place of the name.
    pub(super) alone: bool,
}

/// A language of the site.
#[derive(Debug, Serialize)]
pub(super) struct LanguageLink {
    pub(super) lang: String,
    pub(super) name: String,
    pub(super) href: String,
    pub(super) current: bool,
}

/// What stands in the head of a page.
#[derive(Debug, Default, Serialize)]
pub(super) struct Page {
    /// `home`, `category`, `tag`, `byline`, `year`, `archive`, `search`, `article`, `page`, `thanks`, `missing`, `redirect`
    pub(super) kind: &'static str,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) canonical: String,
    pub(super) noindex: bool,
    /// What stands for the page where a link to it is passed on; how large it is, where that is known, and what it says.
    pub(super) image: Option<String>,
    pub(super) image_width: Option<u32>,
    pub(super) image_height: Option<u32>,
    pub(super) image_alt: String,
    pub(super) feed: Option<Feed>,
    /// The address of the category at the root that it belongs to; empty where to none.
    pub(super) section: String,
    pub(super) alternates: Vec<Alternate>,
    pub(super) csp: String,
    pub(super) json_ld: Option<Value>,
}

/// A file of the site's icon, for the head.
#[derive(Debug, Serialize)]
pub(super) struct Icon {
    pub(super) rel: &'static str,
    pub(super) href: String,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) sizes: &'static str,
}

/// The feeds of a list.
#[derive(Debug, Serialize)]
pub(super) struct Feed {
    pub(super) name: String,
    pub(super) href: String,
    pub(super) json: String,
}

/// The same page in a language.
#[derive(Debug, Serialize)]
pub(super) struct Alternate {
    pub(super) lang: String,
    pub(super) url: String,
}

/// An article as lists show it.
#[derive(Debug, Serialize)]
pub(super) struct Card<'a> {
    pub(super) headline: &'a str,
    pub(super) href: String,
    pub(super) lead: &'a str,
    pub(super) date: Date,
    pub(super) category: Option<Link>,
    pub(super) bylines: Vec<Link>,
    pub(super) cover: Option<Picture<'a>>,
    pub(super) views: Option<u64>,
}

/// Who wrote an article, with a line about them.
#[derive(Debug, Serialize)]
pub(super) struct Byline {
    pub(super) name: String,
    /// Empty where there is no page.
    pub(super) href: String,
    pub(super) description: String,
    /// The address of the portrait.
    pub(super) picture: Option<String>,
    /// The same as WebP in several widths, for `srcset`.
    pub(super) webp: Option<String>,
}

/// An article as its own page shows it.
#[derive(Debug, Serialize)]
pub(super) struct Article<'a> {
    pub(super) id: String,
    pub(super) headline: &'a str,
    pub(super) lead: &'a str,
    pub(super) body: Value,
    pub(super) date: Date,
    pub(super) modified: Date,
    pub(super) category: Option<Link>,
    pub(super) trail: Vec<Link>,
    pub(super) tags: Vec<Link>,
    pub(super) bylines: Vec<Byline>,
    pub(super) cover: Option<Picture<'a>>,
    pub(super) views: Option<u64>,
    /// Where its page asks for the number once more; none where it does not.
    pub(super) counter: Option<Counter>,
    /// The address of the script that plays its videos; none where it has none.
    pub(super) players: Option<String>,
    pub(super) minutes: u64,
    pub(super) translations: Vec<LanguageLink>,
    pub(super) older: Option<Link>,
    pub(super) newer: Option<Link>,
    pub(super) related: Vec<Card<'a>>,
    pub(super) share: Vec<Link>,
    pub(super) form: Option<Form>,
    pub(super) custom: Value,
}

/// Where a page asks for its views.
#[derive(Debug, Serialize)]
pub(super) struct Counter {
    pub(super) url: String,
    pub(super) pointer: String,
    /// What was counted before the counter.
    pub(super) base: u64,
    /// The address of the script.
    pub(super) script: String,
}

/// The inquiry form under an article.
#[derive(Debug, Serialize)]
pub(super) struct Form {
    pub(super) intro: Value,
    pub(super) button: String,
    pub(super) consent: Value,
    pub(super) action: String,
    pub(super) enctype: &'static str,
    pub(super) mail: bool,
    pub(super) fields: Vec<Field>,
    pub(super) hidden: Vec<Hidden>,
    pub(super) trap: &'static str,
    /// The form's name there; none where it is not Netlify's.
    pub(super) netlify: Option<String>,
    pub(super) missing: String,
    pub(super) mistaken: String,
    pub(super) least_seconds: u32,
    /// The address of what helps who fills it in; none in a preview.
    pub(super) script: Option<String>,
}

/// A field of the form.
#[derive(Debug, Serialize)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) id: String,
    pub(super) label: String,
    /// `text`, `email`, `tel`, `message`
    pub(super) kind: &'static str,
    pub(super) autocomplete: &'static str,
    pub(super) required: bool,
}

/// A value that the form sends along.
#[derive(Debug, Serialize)]
pub(super) struct Hidden {
    pub(super) name: &'static str,
    pub(super) value: String,
}

/// A list.
#[derive(Debug, Serialize)]
pub(super) struct List<'a> {
    pub(super) name: String,
    pub(super) description: String,
    pub(super) picture: Option<Picture<'a>>,
    pub(super) links: Vec<Link>,
    pub(super) trail: Vec<Link>,
    pub(super) children: Vec<Link>,
    /// None on the first page.
    pub(super) number: Option<usize>,
    /// On the first page only: the others would change with each new article.
    pub(super) total: Option<usize>,
    /// From when to when its articles are.
    pub(super) dates: String,
    pub(super) newer: Option<String>,
    pub(super) older: Option<String>,
    pub(super) cards: Vec<Card<'a>>,
}

/// The front page: what stands where.
#[derive(Debug, Serialize)]
pub(super) struct Front<'a> {
    pub(super) lead: Card<'a>,
    pub(super) seconds: Vec<Card<'a>>,
    pub(super) latest: Vec<Card<'a>>,
    pub(super) sections: Vec<Section<'a>>,
    pub(super) more: Vec<Card<'a>>,
}

/// The block of a category on the front page.
#[derive(Debug, Serialize)]
pub(super) struct Section<'a> {
    pub(super) name: String,
    pub(super) href: String,
    pub(super) cards: Vec<Card<'a>>,
}

/// One line of the archive.
#[derive(Debug, Serialize)]
pub(super) struct Year {
    pub(super) name: String,
    pub(super) href: String,
    pub(super) count: usize,
}

/// What is not found, said in another language.
#[derive(Debug, Serialize)]
pub(super) struct Missing {
    pub(super) lang: String,
    pub(super) dir: &'static str,
    pub(super) title: String,
    pub(super) text: String,
    pub(super) to_home: String,
    pub(super) home: String,
}
