//! A theme: templates, assets and words. What a template is given is in `crate::pages`; the page for those who write
//! themes is `docs/guide/themes.md`.

mod dress;
mod engine;
mod files;
mod languages;
mod look;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

pub use dress::{Shades, Unreadable};
pub(crate) use engine::is_unprintable;
use galley_domain::{Language, Site};
use galley_pictures::{Font, Look};
pub use look::card_font;
use minijinja::Environment;
use serde::Deserialize;

use crate::out::{Hash, hash, hex};
use crate::search;
use files::Files;

/// Templates that every theme has.
pub(crate) const TEMPLATES: [&str; 9] = [
    "home.html",
    "list.html",
    "archive.html",
    "article.html",
    "page.html",
    "search.html",
    "thanks.html",
    "redirect.html",
    "404.html",
];

/// The asset that searches.
pub(crate) const SEARCH_SCRIPT: &str = "search.js";

/// The asset that helps who fills in a form.
pub(crate) const FORM_SCRIPT: &str = "form.js";

/// The asset that asks for the number of views.
pub(crate) const VIEWS_SCRIPT: &str = "views.js";

/// The asset that has what is set of a site's look.
pub(crate) const LOOK_SHEET: &str = "look.css";

/// The asset that puts players in the place of videos' placeholders.
pub(crate) const PLAYERS_SCRIPT: &str = "players.js";

/// A theme that does not work.
#[derive(Debug, thiserror::Error)]
pub enum ThemeError {
    /// A file that every theme has is missing or cannot be read.
    #[error("the theme's file {file}: {why}")]
    File {
        /// Its path in the theme.
        file: String,
        /// What is wrong.
        why: String,
    },
    /// A template.
    #[error("the theme's template {file}, line {line}: {why}")]
    Template {
        /// Its name.
        file: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        why: String,
    },
}

/// The words of a theme in one language.
pub(crate) type Words = BTreeMap<String, String>;

/// `theme.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    name: String,
    #[serde(default)]
    #[expect(dead_code, reason = "for people who read the file")]
    description: String,
    /// The theme of Galley's whose files are taken where this one has none.
    #[serde(default)]
    extends: Option<String>,
    /// Whether its style sheets and pictures are among these.
    #[serde(default = "yes")]
    inherits_assets: bool,
    /// The colours of what is drawn for it; those of the theme that it builds on where there are none.
    #[serde(default)]
    card: Option<look::Colours>,
    /// The colours of its pages in the dark.
    #[serde(default)]
    dark: Option<look::Colours>,
}

fn yes() -> bool {
    true
}

impl Head {
    fn read(files: &Files) -> Result<Self, ThemeError> {
        let bytes = files.get("theme.toml").ok_or_else(|| broken("theme.toml", "is missing"))?;
        let text = std::str::from_utf8(bytes).map_err(|_| broken("theme.toml", "is not UTF-8"))?;
        toml::from_str(text).map_err(|error| broken("theme.toml", error.message()))
    }
}

/// A file that pages refer to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Its name in the theme: `broadsheet.css`.
    pub name: String,
    /// Its path in the site, with a part of its hash: `/assets/broadsheet-0123456789ab.css`.
    pub path: String,
    /// What it holds.
    pub bytes: Cow<'static, [u8]>,
}

/// A theme, ready to render.
#[derive(Debug)]
pub struct Theme {
    name: String,
    engine: Environment<'static>,
    words: BTreeMap<String, Words>,
    assets: Vec<Asset>,
    /// The colours of its pages by day, which what is drawn for it has as well, and by night.
    day: Shades,
    night: Shades,
    card_font: Option<Font>,
    card_font_mark: Hash,
    fingerprint: Hash,
}

impl Theme {
    /// The themes that come with Galley.
    pub const BUILT_IN: [&str; 2] = ["broadsheet", "plain"];

    /// The theme that a site names: one of Galley's, or a folder.
    ///
    /// # Errors
    /// [`ThemeError`], with the file and the line.
    pub fn named(name: &str) -> Result<Self, ThemeError> {
        match files::built_in(name)? {
            Some(files) => Self::from_files(&files),
            None => Self::from_files(&files::of_folder(Path::new(name))?),
        }
    }

    /// The theme of a site, in its colours and letters, with its font for cards.
    ///
    /// # Errors
    /// [`ThemeError`], with the file and the line.
    pub fn of_site(site: &Site) -> Result<Self, ThemeError> {
        Self::named(&site.theme)?.dressed(&site.appearance.look).with_card_font(&site.card_font)
    }

    /// The same with a font for cards, by its path; none where that is empty.
    ///
    /// # Errors
    /// [`ThemeError::File`]
    pub fn with_card_font(mut self, path: &str) -> Result<Self, ThemeError> {
        self.card_font = card_font(path)?;
        if let Some(font) = &self.card_font {
            self.card_font_mark = hash(font.bytes());
            self.fingerprint = hash(&[self.fingerprint, self.card_font_mark].concat());
        }
        Ok(self)
    }

    /// The colours of what is drawn for it.
    pub(crate) fn look(&self) -> Look {
        let Shades { paper, ink, accent } = self.day;
        Look { paper: paper.0, ink: ink.0, accent: accent.0 }
    }

    /// The font of cards, before Galley's.
    pub(crate) fn font(&self) -> Option<&Font> {
        self.card_font.as_ref()
    }

    /// Names that font.
    pub(crate) fn font_mark(&self) -> &Hash {
        &self.card_font_mark
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The files that pages refer to.
    pub fn assets(&self) -> &[Asset] {
        &self.assets
    }

    /// SHA-256 of all its files: another one, other pages.
    pub(crate) fn fingerprint(&self) -> &Hash {
        &self.fingerprint
    }

    /// A theme from its files: `theme.toml`, `templates/*.html`, `words/*.toml`, `assets/*`.
    pub(crate) fn from_files(files: &Files) -> Result<Self, ThemeError> {
        let text = |file: &str| -> Result<&str, ThemeError> {
            let bytes = files.get(file).ok_or_else(|| broken(file, "is missing"))?;
            std::str::from_utf8(bytes).map_err(|_| broken(file, "is not UTF-8"))
        };
        let head = Head::read(files)?;
        let mut templates = Vec::new();
        let mut words = BTreeMap::new();
        let mut assets = vec![code_colours()];
        assets.extend(SCRIPTS.iter().map(|(name, text)| script(name, text)));
        for (file, bytes) in files {
            if let Some(name) = file.strip_prefix("templates/") {
                templates.push((name.to_owned(), text(file)?.to_owned()));
            } else if let Some(name) = file.strip_prefix("words/").and_then(|f| f.strip_suffix(".toml")) {
                words.insert(name.to_owned(), files::read_words(file, bytes)?);
            } else if let Some(name) = file.strip_prefix("assets/") {
                assets.push(asset(name, bytes.clone()));
            }
        }
        if !words.contains_key("en") {
            return Err(broken("words/en.toml", "is missing"));
        }
        for name in TEMPLATES {
            text(&format!("templates/{name}"))?;
        }
        // One that no page is made with and no other template names is misspelt.
        let is_used = |name: &str| {
            let named = [format!("\"{name}\""), format!("'{name}'")];
            TEMPLATES.contains(&name)
                || files::is_inherited(name)
                || templates.iter().any(|(_, text): &(String, String)| named.iter().any(|n| text.contains(n)))
        };
        if let Some((name, _)) = templates.iter().find(|(name, _)| !is_used(name)) {
            let pages = TEMPLATES.join(", ");
            let why = format!("is no page of a site ({pages}), and no other template takes it in");
            return Err(broken(&format!("templates/{name}"), &why));
        }
        let each = files.iter().map(|(file, bytes)| format!("{file} {}\n", hex(&hash(bytes))));
        let fingerprint = hash(each.collect::<String>().as_bytes());
        let ((day, night), engine) = (look::of(&head)?, engine::engine(templates)?);
        Ok(Self {
            name: head.name,
            engine,
            words,
            assets,
            day,
            night,
            card_font: None,
            card_font_mark: Hash::default(),
            fingerprint,
        })
    }

    /// Its words in a language; else in one with the same primary tag; what is missing there, in English.
    pub(crate) fn words(&self, language: &Language) -> Words {
        let mut words = self.words.get("en").cloned().unwrap_or_default();
        let own = [language.primary(), language.as_str()];
        for table in own.iter().filter_map(|tag| self.words.get(*tag)) {
            words.extend(table.iter().map(|(key, word)| (key.clone(), word.clone())));
        }
        words
    }

    /// What the archive is called in a language.
    pub fn archive_name(&self, language: &Language) -> String {
        self.words(language).remove("archive").unwrap_or_default()
    }

    /// What a language calls itself, or its tag.
    pub(crate) fn language_name(&self, language: &Language) -> String {
        [language.as_str(), language.primary()]
            .iter()
            .find_map(|tag| self.words.get(*tag)?.get("language").cloned())
            .or_else(|| languages::name_of(language.primary()).map(str::to_owned))
            .unwrap_or_else(|| language.to_string())
    }

    /// Renders a template.
    pub(crate) fn render(&self, template: &str, context: minijinja::Value) -> Result<String, ThemeError> {
        engine::render(&self.engine, template, context)
    }
}

/// The colours of highlighted code, which belong to the dialect and not to the theme.
fn code_colours() -> Asset {
    asset("code.css", Cow::Borrowed(galley_markdown::code_stylesheet().as_bytes()))
}

/// Galley's own scripts, whatever the theme: each belongs to what it works on.
const SCRIPTS: [(&str, &str); 4] = [
    (SEARCH_SCRIPT, search::SCRIPT),
    (FORM_SCRIPT, include_str!("../form.js")),
    (VIEWS_SCRIPT, include_str!("../views.js")),
    (PLAYERS_SCRIPT, include_str!("../players.js")),
];

/// A script as readers load it: what only those who change it read is left out.
fn script(name: &str, text: &str) -> Asset {
    let mut in_comment = false;
    let is_read = |line: &&str| {
        in_comment |= line.starts_with("/*");
        let is_code = !in_comment && !line.is_empty() && !line.starts_with("//");
        in_comment &= !line.ends_with("*/");
        is_code
    };
    let lines: Vec<_> = text.lines().map(str::trim).filter(is_read).collect();
    asset(name, Cow::Owned(lines.join("\n").into_bytes()))
}

fn asset(name: &str, bytes: Cow<'static, [u8]>) -> Asset {
    let mark = hex(&hash(&bytes)[..6]);
    let path = match name.rsplit_once('.') {
        Some((stem, extension)) => format!("/assets/{stem}-{mark}.{extension}"),
        None => format!("/assets/{name}-{mark}"),
    };
    Asset { name: name.to_owned(), path, bytes }
}

fn broken(file: &str, why: &str) -> ThemeError {
    ThemeError::File { file: file.to_owned(), why: why.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(change: &[(&str, &'static str)]) -> Files {
        let mut files = files::built_in("broadsheet").expect("it works").expect("it is there");
        for (file, text) in change {
            files.insert((*file).to_owned(), Cow::Borrowed(text.as_bytes()));
        }
        files
    }

    fn all() -> impl Iterator<Item = Theme> {
        Theme::BUILT_IN.iter().map(|name| Theme::named(name).expect("the embedded theme works"))
    }

    #[test]
    fn every_language_says_every_word() {
        for theme in all() {
            let english: Vec<_> = theme.words["en"].keys().collect();
            for tag in ["en", "zh", "zh-Hant", "ja", "ar", "he", "de", "fr", "es"] {
                assert!(theme.words.contains_key(tag), "{}: {tag}", theme.name);
            }
            for (tag, words) in &theme.words {
                assert_eq!(words.keys().collect::<Vec<_>>(), english, "words/{tag}.toml");
                assert!(words.values().all(|word| !word.trim().is_empty()), "words/{tag}.toml");
                assert!(tag.parse::<Language>().is_ok(), "words/{tag}.toml");
                // What is filled in is the same in every language.
                for (key, word) in words {
                    let places = |word: &str| word.matches('{').count();
                    assert_eq!(places(word), places(&theme.words["en"][key]), "words/{tag}.toml: {key}");
                }
            }
        }
    }

    #[test]
    fn the_theme_is_light() {
        for theme in all() {
            let of = |kind: &str| -> usize {
                theme.assets().iter().filter(|a| a.name.ends_with(kind)).map(|a| a.bytes.len()).sum()
            };
            assert!(of(".css") < 30_000, "{}: {} bytes of CSS", theme.name, of(".css"));
            // The search page has its own script alone, an article's page any of the others.
            let search = of(SEARCH_SCRIPT);
            let most = search.max(of(".js") - search);
            assert!(most < 15_000, "{}: {most} bytes of script", theme.name);
        }
    }

    #[test]
    fn a_template_that_nothing_is_made_with_is_misspelt() {
        let error = Theme::from_files(&files(&[("templates/articel.html", "words")])).expect_err("misspelt");
        let (file, page) = ("templates/articel.html", "article.html");
        assert!(error.to_string().contains(file) && error.to_string().contains(page), "{error}");
    }

    #[test]
    fn a_template_that_never_ends_is_told_in_words() {
        let endless = "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}";
        let wide = "{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}";
        for text in [endless, wide] {
            let theme = Theme::from_files(&files(&[("templates/404.html", text)])).expect("it reads");
            let error = theme.render("404.html", minijinja::context!()).expect_err(text).to_string();
            assert!(error.contains("404.html, line 1") && !error.contains("fuel"), "{error}");
        }
    }

    #[test]
    fn an_error_names_what_is_missing() {
        let cases = [
            (
                "a\n{{ page.no_such_thing }}{% include 'part.html' %}",
                "404.html, line 2: undefined value: `page.no_such_thing` is undefined",
            ),
            (
                "\n{% include \"part.html\" %}",
                "part.html, line 3: undefined value: `article.colour` is undefined",
            ),
        ];
        for (text, expected) in cases {
            let part = ("templates/part.html", "\n\n{{ article.colour }}");
            let theme = Theme::from_files(&files(&[("templates/404.html", text), part])).expect("it reads");
            let empty = || minijinja::Value::from(BTreeMap::<String, String>::new());
            let context = minijinja::context!(page => empty(), article => empty());
            let error = theme.render("404.html", context).expect_err(text).to_string();
            assert!(error.contains(expected), "{error}");
        }
    }

    #[test]
    fn a_page_has_a_largest_size() {
        let text = "{% for n in range(100) %}{{ text }}{% endfor %}";
        let theme = Theme::from_files(&files(&[("templates/404.html", text)])).expect("it reads");
        let context = minijinja::context!(text => "x".repeat(engine::PAGE_BYTES_MAX / 64));
        let error = theme.render("404.html", context).expect_err("it is too long").to_string();
        assert!(error.contains("404.html") && error.contains("longer than"), "{error}");
    }

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("it has one")).expect("a folder");
            std::fs::write(path, text).expect("a file");
        }
        folder
    }

    fn opened(files: &[(&str, &str)]) -> Result<Theme, ThemeError> {
        Theme::named(folder(files).path().to_str().expect("UTF-8"))
    }

    #[test]
    fn a_folder_builds_on_a_theme() {
        let head = "name = \"Ours\"\nextends = \"broadsheet\"\n";
        let theme = opened(&[
            ("theme.toml", head),
            ("README.md", "not looked at"),
            ("templates/404.html", "{% extends \"broadsheet/404.html\" %}"),
            ("words/en.toml", "latest = \"Fresh\"\n"),
            ("assets/ours.css", "p { color: red }"),
        ])
        .expect("it works");
        assert_eq!(theme.name(), "Ours");
        assert_eq!((&*theme.words["en"]["latest"], &*theme.words["en"]["archive"]), ("Fresh", "Archive"));
        let names: Vec<_> = theme.assets().iter().map(|asset| asset.name.as_str()).collect();
        assert_eq!(
            names,
            ["code.css", "search.js", "form.js", "views.js", "players.js", "broadsheet.css", "ours.css"]
        );
        let alone = opened(&[("theme.toml", &format!("{head}inherits_assets = false\n"))]).expect("it works");
        assert_eq!(
            alone.assets().len(),
            1 + SCRIPTS.len(),
            "the colours of code and the scripts are Galley's"
        );
    }

    #[test]
    fn a_folder_that_is_no_theme_is_refused() {
        let cases: [(&[(&str, &str)], &str); 5] = [
            (&[("readme.txt", "")], "theme.toml: is missing"),
            (&[("theme.toml", "name = \"Ours\"\nextends = \"nobody\"")], "extends \"nobody\""),
            (&[("theme.toml", "name = \"Ours\"\ncolour = 1")], "colour"),
            (&[("theme.toml", "name = \"Ours\"")], "words/en.toml: is missing"),
            (
                &[
                    ("theme.toml", "name = \"Ours\"\nextends = \"plain\""),
                    ("templates/base.html", "\n{% if %}"),
                ],
                "base.html, line 2",
            ),
        ];
        for (files, expected) in cases {
            let error = opened(files).expect_err(expected).to_string();
            assert!(error.contains(expected), "{error}");
        }
        let error = Theme::named("/no/such/folder").expect_err("it is not there").to_string();
        assert!(error.contains("/no/such/folder/theme.toml"), "{error}");
    }

    #[test]
    fn an_error_names_file_and_line() {
        let cases = [
            ("templates/404.html", "\n{% if %}", 2),
            ("templates/404.html", "{% include 'gone.html' %}", 1),
            ("templates/404.html", "a\nb\n{{ no_such_thing }}", 3),
            ("templates/404.html", "a\n{{ page.no_such_thing.at_all }}", 2),
            (
                "templates/404.html",
                "{% for i in range(9999) %}{% for j in range(9999) %}{{ i }}{% endfor %}{% endfor %}",
                1,
            ),
        ];
        for (file, text, expected) in cases {
            let error = Theme::from_files(&files(&[(file, text)]))
                .and_then(|theme| {
                    theme.render("404.html", minijinja::context!(page => minijinja::context!(title => "")))
                })
                .expect_err(text);
            match error {
                ThemeError::Template { file, line, .. } => {
                    assert_eq!((&*file, line), ("404.html", expected), "{text}");
                }
                other @ ThemeError::File { .. } => panic!("{text}: {other}"),
            }
        }
        let bad = Theme::from_files(&files(&[("theme.toml", "name = ")])).expect_err("no TOML");
        assert!(bad.to_string().contains("theme.toml"), "{bad}");
    }

    #[test]
    fn a_language_falls_back_word_by_word() {
        let theme =
            Theme::from_files(&files(&[("words/de.toml", "language = 'Deutsch'\narchive = 'Archiv'\n")]));
        let theme = theme.expect("it works");
        let words = theme.words(&"de-AT".parse().expect("a good tag"));
        assert_eq!(words["archive"], "Archiv");
        assert_eq!(words["views"], theme.words["en"]["views"]);
        assert_eq!(theme.language_name(&"de-AT".parse().expect("a good tag")), "Deutsch");
        assert_eq!(theme.language_name(&"tlh".parse().expect("a good tag")), "tlh");
    }
}
