//! A theme: templates, assets and words. What a template is given is in `crate::pages`; the page for those who write
//! themes is `docs/themes.md`.

mod engine;

use std::borrow::Cow;
use std::collections::BTreeMap;

pub(crate) use engine::is_unprintable;
use galley_domain::Language;
use include_dir::{Dir, include_dir};
use minijinja::Environment;
use serde::Deserialize;

use crate::out::{Hash, hash, hex};

/// The theme that comes with Galley.
static BROADSHEET: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/broadsheet");

/// Templates that every theme has.
pub(crate) const TEMPLATES: [&str; 7] =
    ["home.html", "list.html", "archive.html", "article.html", "page.html", "redirect.html", "404.html"];

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
    #[expect(dead_code, reason = "for people who read the file")]
    description: String,
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
    fingerprint: Hash,
}

impl Theme {
    /// Galley's own theme: Broadsheet.
    pub fn broadsheet() -> Result<Self, ThemeError> {
        let mut files = BTreeMap::new();
        collect(&BROADSHEET, &mut files);
        Self::from_files(&files)
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
    pub(crate) fn from_files(files: &BTreeMap<String, Cow<'static, [u8]>>) -> Result<Self, ThemeError> {
        let text = |file: &str| -> Result<&str, ThemeError> {
            let bytes = files.get(file).ok_or_else(|| broken(file, "is missing"))?;
            std::str::from_utf8(bytes).map_err(|_| broken(file, "is not UTF-8"))
        };
        let head: Head =
            toml::from_str(text("theme.toml")?).map_err(|e| broken("theme.toml", e.message()))?;
        let mut templates = Vec::new();
        let mut words = BTreeMap::new();
        let mut assets = vec![code_colours()];
        for (file, bytes) in files {
            if let Some(name) = file.strip_prefix("templates/") {
                templates.push((name.to_owned(), text(file)?.to_owned()));
            } else if let Some(name) = file.strip_prefix("words/").and_then(|f| f.strip_suffix(".toml")) {
                let table = toml::from_str::<Words>(text(file)?).map_err(|e| broken(file, e.message()))?;
                words.insert(name.to_owned(), table);
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
        let each = files.iter().map(|(file, bytes)| format!("{file} {}\n", hex(&hash(bytes))));
        let fingerprint = hash(each.collect::<String>().as_bytes());
        Ok(Self { name: head.name, engine: engine::engine(templates)?, words, assets, fingerprint })
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

    /// What a language calls itself, or its tag.
    pub(crate) fn language_name(&self, language: &Language) -> String {
        [language.as_str(), language.primary()]
            .iter()
            .find_map(|tag| self.words.get(*tag)?.get("language").cloned())
            .unwrap_or_else(|| language.to_string())
    }

    /// Renders a template.
    pub(crate) fn render(&self, template: &str, context: minijinja::Value) -> Result<String, ThemeError> {
        self.engine
            .get_template(template)
            .and_then(|template| template.render(context))
            .map_err(|error| engine::explain(template, &error))
    }
}

/// The colours of highlighted code, which belong to the dialect and not to the theme.
fn code_colours() -> Asset {
    asset("code.css", Cow::Borrowed(galley_markdown::code_stylesheet().as_bytes()))
}

fn asset(name: &str, bytes: Cow<'static, [u8]>) -> Asset {
    let mark = hex(&hash(&bytes)[..6]);
    let path = match name.rsplit_once('.') {
        Some((stem, extension)) => format!("/assets/{stem}-{mark}.{extension}"),
        None => format!("/assets/{name}-{mark}"),
    };
    Asset { name: name.to_owned(), path, bytes }
}

fn collect(folder: &Dir<'static>, files: &mut BTreeMap<String, Cow<'static, [u8]>>) {
    for file in folder.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        files.insert(path, Cow::Borrowed(file.contents()));
    }
    folder.dirs().for_each(|dir| collect(dir, files));
}

fn broken(file: &str, why: &str) -> ThemeError {
    ThemeError::File { file: file.to_owned(), why: why.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(change: &[(&str, &'static str)]) -> BTreeMap<String, Cow<'static, [u8]>> {
        let mut files = BTreeMap::new();
        collect(&BROADSHEET, &mut files);
        for (file, text) in change {
            files.insert((*file).to_owned(), Cow::Borrowed(text.as_bytes()));
        }
        files
    }

    #[test]
    fn every_language_says_every_word() {
        let theme = Theme::broadsheet().expect("the embedded theme works");
        let english: Vec<_> = theme.words["en"].keys().collect();
        for (tag, words) in &theme.words {
            assert_eq!(words.keys().collect::<Vec<_>>(), english, "words/{tag}.toml");
            assert!(words.values().all(|word| !word.trim().is_empty()), "words/{tag}.toml");
            assert!(tag.parse::<Language>().is_ok(), "words/{tag}.toml");
        }
    }

    #[test]
    fn the_theme_is_light() {
        let theme = Theme::broadsheet().expect("the embedded theme works");
        let css: usize = theme.assets().iter().map(|asset| asset.bytes.len()).sum();
        assert!(css < 30_000, "{css} bytes of CSS");
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
