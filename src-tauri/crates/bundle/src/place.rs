//! What a file's path says about its article: language, date, name, section, and which other files are its
//! translations. Made once for all files, from their paths alone.

use std::collections::{BTreeMap, BTreeSet};

use galley_domain::Language;

use crate::layout::{Layout, Tool};
use crate::root::folder_of;
use crate::{Left, LeftWhy};

/// A file that is an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its path below the root, with `/` between the parts. With the root it is the article's origin.
    pub path: String,
    /// The language that its name or folder tells.
    pub language: Option<Language>,
    /// The same for all files that its folder and name tell to be translations of one another.
    pub translation_key: Option<String>,
    /// Whether it is the one that the others translate: in the site's own language, or the first.
    pub is_source: bool,
    pub(crate) place: Place,
}

impl Entry {
    /// What lies in no folder, a server's article for instance, by the name that it has there.
    pub fn elsewhere(path: String) -> Self {
        Self { path, language: None, translation_key: None, is_source: true, place: Place::default() }
    }
}

/// What else a path tells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Place {
    /// The content folder it lies in.
    pub(crate) content: String,
    /// The folders between that and the file, without the language's and without the page's own.
    pub(crate) sections: Vec<String>,
    /// The file's name, without extension, language and date; of an `index.md` its folder's name.
    pub(crate) name: String,
    /// Whether it is an `index.md`, so that the folder is its own.
    pub(crate) is_index: bool,
    /// The date in its name, as Jekyll and Zola have it.
    pub(crate) date: Option<String>,
    /// In `_drafts`.
    pub(crate) is_draft: bool,
    /// A page of Jekyll, outside of its collections.
    pub(crate) is_page: bool,
}

/// Makes entries of Markdown files. `paths` are sorted; what is no article is left.
pub(crate) fn entries(paths: Vec<String>, layout: &Layout, left: &mut Vec<Left>) -> Vec<Entry> {
    let folder_languages = folder_languages(&paths, layout);
    let own_folders: BTreeSet<String> = match layout.tool {
        Tool::Plain | Tool::Jekyll => BTreeSet::new(),
        _ => paths.iter().filter(|p| stem(p, layout).0 == "index").map(|p| folder_of(p).to_owned()).collect(),
    };
    let mut entries = Vec::with_capacity(paths.len());
    for path in paths {
        let (stem, _) = stem(&path, layout);
        if stem == "_index" {
            left.push(Left::new(path, LeftWhy::ListPage));
        } else if layout.tool == Tool::Galley
            && matches!(stem, "released" | "pending")
            && own_folders.contains(folder_of(&path))
        {
            // The released text of the article beside it, read with that.
        } else if stem != "index" && is_below(&path, &own_folders) {
            left.push(Left::new(path, LeftWhy::Resource));
        } else {
            entries.push(entry(path, layout, &folder_languages));
        }
    }
    link_translations(&mut entries, layout);
    entries
}

fn is_below(path: &str, own_folders: &BTreeSet<String>) -> bool {
    let mut folder = folder_of(path);
    while !folder.is_empty() {
        if own_folders.contains(folder) {
            return true;
        }
        folder = folder_of(folder);
    }
    false
}

/// The file's name without extension and without a language at its end, and that language.
fn stem<'a>(path: &'a str, layout: &Layout) -> (&'a str, Option<Language>) {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rfind('.').map_or(name, |at| &name[..at]);
    if matches!(layout.tool, Tool::Galley | Tool::Jekyll) {
        return (stem, None);
    }
    match stem.rsplit_once('.') {
        Some((stem, tag)) if !stem.is_empty() && layout.language(tag).is_some() => {
            (stem, layout.language(tag))
        }
        _ => (stem, None),
    }
}

/// Top folders that are languages: those that the configuration names, else all of them where there are
/// several or nothing stands beside the one. A single folder `it` among others may be about computers.
fn folder_languages(paths: &[String], layout: &Layout) -> BTreeMap<String, Language> {
    if layout.tool == Tool::Galley {
        return BTreeMap::new();
    }
    let tops: BTreeSet<Option<&str>> =
        paths.iter().map(|path| below_content(path, layout).0.split_once('/').map(|(top, _)| top)).collect();
    let known = |top: &str| layout.languages.iter().any(|(key, _)| key == top);
    let all: BTreeMap<String, Language> =
        tops.iter().flatten().filter_map(|top| Some(((*top).to_owned(), layout.language(top)?))).collect();
    if all.len() > 1 || tops.len() == 1 {
        all
    } else {
        all.into_iter().filter(|(top, _)| known(top)).collect()
    }
}

/// The path below its content folder, that folder, and the folder's language.
fn below_content<'p, 'l>(path: &'p str, layout: &'l Layout) -> (&'p str, &'l str, Option<&'l Language>) {
    layout
        .content
        .iter()
        .find_map(|(folder, language)| {
            let rest = if folder.is_empty() {
                path
            } else {
                path.strip_prefix(folder.as_str())?.strip_prefix('/')?
            };
            Some((rest, folder.as_str(), language.as_ref()))
        })
        .unwrap_or((path, "", None))
}

fn entry(path: String, layout: &Layout, folder_languages: &BTreeMap<String, Language>) -> Entry {
    let (below, content, content_language) = below_content(&path, layout);
    let mut sections: Vec<String> =
        folder_of(below).split('/').filter(|p| !p.is_empty()).map(str::to_owned).collect();
    let mut language = content_language.cloned();
    if language.is_none()
        && let Some(first) = sections.first().and_then(|top| folder_languages.get(top))
    {
        language = Some(first.clone());
        sections.remove(0);
    }
    let (stem, suffix) = stem(&path, layout);
    let key = format!("{}/{stem}", sections.join("/"));
    let language = suffix.or(language);
    let is_index = stem == "index";
    let mut place = Place { content: content.to_owned(), is_index, ..Place::default() };
    let mut name = stem.to_owned();
    if is_index && let Some(folder) = sections.pop() {
        name = folder;
    }
    if layout.tool == Tool::Jekyll {
        place.is_draft = sections.iter().any(|s| s == "_drafts");
        place.is_page = !sections.iter().any(|s| layout.collections.contains(s));
        sections.retain(|s| !s.starts_with('_'));
    }
    place.sections = sections;
    (place.date, place.name) =
        match dated(&name).filter(|_| matches!(layout.tool, Tool::Jekyll | Tool::Zola | Tool::Plain)) {
            Some((date, rest)) => (Some(date.to_owned()), rest.to_owned()),
            None => (None, name),
        };
    Entry { path, language, translation_key: Some(key), is_source: true, place }
}

/// `2023-10-19-name` and `2023-10-19_name` in their parts.
fn dated(name: &str) -> Option<(&str, &str)> {
    let (date, rest) = name.split_at_checked(10)?;
    let shaped =
        date.bytes().enumerate().all(|(n, b)| if n == 4 || n == 7 { b == b'-' } else { b.is_ascii_digit() });
    let rest = rest.strip_prefix(['-', '_']).filter(|rest| !rest.is_empty())?;
    shaped.then_some((date, rest))
}

/// Keeps the key where several files share it, and chooses the source among them.
fn link_translations(entries: &mut [Entry], layout: &Layout) {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (n, entry) in entries.iter().enumerate() {
        groups.entry(entry.translation_key.clone().unwrap_or_default()).or_default().push(n);
    }
    for group in groups.into_values() {
        let languages: BTreeSet<_> = group.iter().map(|n| entries[*n].language.clone()).collect();
        if group.len() < 2 || languages.len() < group.len() {
            for n in group {
                entries[n].translation_key = None;
            }
            continue;
        }
        let is_default =
            |n: &&usize| entries[**n].language.is_none() || entries[**n].language == layout.default_language;
        let source = group.iter().find(is_default).or_else(|| group.first()).copied();
        for n in group {
            entries[n].is_source = Some(n) == source;
        }
    }
    // A file without a mark of its own is in the site's own language, where the site says which.
    for entry in entries.iter_mut().filter(|e| e.language.is_none()) {
        entry.language.clone_from(&layout.default_language);
    }
}
