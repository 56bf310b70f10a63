//! Links between notes, `[[Other note]]`, and pictures of theirs, `![[picture.png]]`, become ordinary ones. What leads nowhere stays
//! as it is written.

use std::cell::LazyCell;
use std::collections::HashMap;
use std::fmt::Write;

use galley_domain::{Language, MediaKind, Slug};
use galley_markdown::{Lines, NoteLink, heading_id, note_links};

use crate::pictures::{self, Leads};
use crate::root::folder_of;
use crate::scan::is_markdown;
use crate::{Entry, Left, LeftWhy, Scan};

/// What a name among notes means that is no file's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant {
    /// The article that comes from this file: another entry's path.
    Origin(String),
    /// An article that is there already.
    Address(Language, Slug),
}

/// The files of a folder by their names, in lower case, as programs for notes look for them: wherever they lie.
#[derive(Debug, Default)]
pub(crate) struct ByName {
    notes: HashMap<String, Vec<String>>,
    files: HashMap<String, Vec<String>>,
}

impl ByName {
    pub(crate) fn of(entries: &[Entry], files: &[String]) -> Self {
        let mut by_name = Self::default();
        for entry in entries {
            let name = without_extension(last(&entry.path));
            // An `index.md` is called as its folder.
            let name = if entry.place.is_index { entry.place.name.as_str() } else { name };
            by_name.notes.entry(name.to_lowercase()).or_default().push(entry.path.clone());
        }
        for path in files {
            by_name.files.entry(last(path).to_lowercase()).or_default().push(path.clone());
        }
        by_name
    }
}

/// A body whose links between notes are ordinary ones.
#[derive(Default)]
pub(super) struct Linked {
    pub(super) body: String,
    /// What leads nowhere.
    pub(super) left: Vec<Left>,
    /// The names that no file of the folder has.
    pub(super) unknown: Vec<String>,
}

pub(super) fn linked(scan: &Scan, entry: &Entry, body: String, body_line: u32) -> Linked {
    let links = note_links(&body);
    if links.is_empty() {
        return Linked { body, ..Linked::default() };
    }
    let lines = LazyCell::new(|| Lines::of(&body).from_line(body_line));
    let mut linked = Linked::default();
    let mut from = 0;
    for link in links {
        let line = || lines.at(link.range.start);
        let is_file =
            link.is_shown && MediaKind::ALL.iter().any(|kind| ends_in(&link.name, kind.extension()));
        let ordinary = if is_file || (link.is_shown && is_picture(&link.name)) {
            picture(scan, entry, &link).map_err(|why| linked.left.push(Left::at(&entry.path, line(), why)))
        } else {
            note(scan, entry, &link).ok_or_else(|| {
                linked.unknown.push(link.name.clone());
                linked.left.push(Left::at(&entry.path, line(), LeftWhy::NoteMissing(shown(&link.name))));
            })
        };
        if let Ok(ordinary) = ordinary {
            linked.body.push_str(&body[from..link.range.start]);
            linked.body.push_str(&ordinary);
            from = link.range.end;
        }
    }
    linked.body.push_str(&body[from..]);
    linked
}

/// A link to a note, as Markdown has it.
fn note(scan: &Scan, entry: &Entry, link: &NoteLink) -> Option<String> {
    let mut to = if link.name.is_empty() {
        String::new()
    } else if let Some(path) = note_path(scan, entry, &link.name) {
        relative(&entry.path, path)
    } else {
        match scan.meant(&link.name)? {
            Meant::Origin(path) => relative(&entry.path, path),
            Meant::Address(language, slug) => format!("/{language}/{}/", escaped(slug.as_str())),
        }
    };
    if let Some(heading) = &link.heading {
        let _ = write!(to, "#{}", escaped(&heading_id(heading)));
    }
    let words = link.words.clone().unwrap_or_else(|| {
        let name = last(&link.name);
        let name = if is_markdown(name) { without_extension(name) } else { name };
        let words = match &link.heading {
            Some(heading) if name.is_empty() => heading.clone(),
            Some(heading) => format!("{name}: {heading}"),
            None => name.to_owned(),
        };
        plain(&words)
    });
    Some(format!("[{words}]({to})"))
}

/// The note of a name, with the folders above it where the name has some: the one that lies nearest to the top.
fn note_path<'s>(scan: &'s Scan, entry: &Entry, name: &str) -> Option<&'s str> {
    let name = if is_markdown(name) { without_extension(name) } else { name };
    let named = name.trim_start_matches('/').to_lowercase();
    let all = scan.by_name().notes.get(last(&named))?;
    let folder = folder_of(&named);
    let fits = |path: &&String| {
        let path = path.to_lowercase();
        // Of an `index.md` the folder is part of its name.
        let within = folder_of(&path);
        folder.is_empty() || within.ends_with(folder) || within.ends_with(&named)
    };
    nearest(all.iter().filter(fits), entry)
}

fn picture(scan: &Scan, entry: &Entry, link: &NoteLink) -> Result<String, LeftWhy> {
    let path = match pictures::follow(&scan.folder, &scan.layout, entry, &escaped(&link.name)) {
        Leads::File(file) => file,
        Leads::Away => return Err(LeftWhy::PictureMissing(shown(&link.name))),
        Leads::Nowhere(why) => {
            let named = link.name.to_lowercase();
            let all = scan.by_name().files.get(last(&named)).ok_or(why)?;
            let fits = |path: &&String| path.to_lowercase().ends_with(&named);
            nearest(all.iter().filter(fits), entry)
                .ok_or_else(|| LeftWhy::PictureMissing(shown(&link.name)))?
                .to_owned()
        }
    };
    // A number is how wide it is shown.
    let is_size = |words: &str| words.chars().all(|c| c.is_ascii_digit() || c == 'x');
    let alt = link.words.as_deref().filter(|words| !is_size(words)).unwrap_or_default();
    Ok(format!("![{alt}]({})", relative(&entry.path, &path)))
}

/// Of several files of one name the one beside, else the one with the shortest path.
fn nearest<'s>(all: impl Iterator<Item = &'s String>, entry: &Entry) -> Option<&'s str> {
    let folder = folder_of(&entry.path);
    all.min_by_key(|path| (folder_of(path) != folder, path.len(), path.as_str())).map(String::as_str)
}

/// The path to a file from the folder of another one, as an address is written.
fn relative(from: &str, to: &str) -> String {
    let mut above: Vec<&str> = folder_of(from).split('/').filter(|part| !part.is_empty()).collect();
    let mut below: Vec<&str> = to.split('/').collect();
    let common = above.iter().zip(&below[..below.len() - 1]).take_while(|(a, b)| a == b).count();
    above.drain(..common);
    below.drain(..common);
    escaped(&format!("{}{}", "../".repeat(above.len()), below.join("/")))
}

/// A path in an address of Markdown: what would end it, or mean something in it, is escaped.
fn escaped(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for c in path.chars() {
        if c.is_ascii_control() || " \"%()<>?#[]\\^`{|}".contains(c) {
            let _ = write!(out, "%{:02X}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

/// Words that Markdown reads as they are.
fn plain(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        if "\\`*_[]<>~$".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn is_picture(name: &str) -> bool {
    ["png", "jpg", "jpeg", "gif", "webp", "svg", "avif", "bmp", "heic", "tiff"]
        .iter()
        .any(|end| ends_in(name, end))
}

fn ends_in(name: &str, extension: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case(extension))
}

fn without_extension(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn shown(name: &str) -> String {
    name.chars().take(200).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lead_from_one_file_to_another() {
        let cases = [
            ("a.md", "b.md", "b.md"),
            ("x/a.md", "x/b c.md", "b%20c.md"),
            ("x/a.md", "y/b.md", "../y/b.md"),
            ("x/y/a.md", "x/b(1).png", "../b%281%29.png"),
            ("a.md", "数字/b.md", "数字/b.md"),
        ];
        for (from, to, expected) in cases {
            assert_eq!(relative(from, to), expected, "{from} to {to}");
        }
    }
}
