//! One file of a scan, read. Depends on nothing but the file and what lies beside it, so that several threads may read
//! at once and one bad file harms no other.

use galley_domain::limits::{BODY_BYTES, BYLINES, CUSTOM_BYTES, HEADLINE_BYTES, LEAD_BYTES, TAGS};
use galley_domain::{MediaHash, TimeZone};
use sha2::{Digest, Sha256};

use crate::front::{self, Sheet, Trouble, Value};
use crate::layout::Tool;
use crate::{Entry, Fields, Incoming, Left, LeftWhy, Part, Scan, foreign, own};

/// A file in its parts.
pub(crate) struct Source {
    pub(crate) hash: MediaHash,
    pub(crate) front: Option<front::Fields>,
    pub(crate) body: String,
    pub(crate) body_line: u32,
}

/// How much of a file is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Depth {
    /// All of it.
    Whole,
    /// What tells which article it is. Its Markdown is read only where the headline stands there.
    Glance,
}

/// Reads one file. Dates without an offset are in `zone`.
pub fn read(scan: &Scan, entry: &Entry, zone: TimeZone) -> Result<Incoming, Left> {
    read_to(scan, entry, zone, Depth::Whole)
}

/// Reads one file, at a small part of the cost, for what tells which article it is: ids, hash, headline, lead, body, slug,
/// language, dates and translation. What its Markdown refers to and says is left out: links, pictures, the reading.
pub fn glance(scan: &Scan, entry: &Entry, zone: TimeZone) -> Result<Incoming, Left> {
    read_to(scan, entry, zone, Depth::Glance)
}

fn read_to(scan: &Scan, entry: &Entry, zone: TimeZone, depth: Depth) -> Result<Incoming, Left> {
    let source = open(scan, &entry.path)?;
    let inner = source.front.iter().flatten().find(|(key, _)| key == own::KEY).map(|(_, inner)| &inner.value);
    let is_own = match scan.tool {
        Tool::Galley => inner.is_some(),
        // An article of a bundle without the folder around it.
        Tool::Plain => matches!(inner, Some(Value::Map(fields)) if fields.iter().any(|(key, _)| key == "id")),
        Tool::Hugo | Tool::Zola | Tool::Jekyll => false,
    };
    if is_own {
        own::read(scan, entry, source, depth)
    } else if scan.tool == Tool::Plain && own::is_second_text(&entry.path, source.front.as_ref()) {
        Err(Left::new(&entry.path, LeftWhy::Resource))
    } else {
        foreign::read(scan, entry, source, zone, depth)
    }
}

/// Reads a file and splits it.
pub(crate) fn open(scan: &Scan, path: &str) -> Result<Source, Left> {
    let limits = &scan.limits;
    let left = |why| Left::new(path, why);
    let is_own = scan.tool == Tool::Galley;
    let front_max = if is_own { limits.own_front_matter_bytes } else { limits.front_matter_bytes };
    let max = limits.text_bytes + if is_own { front_max as u64 } else { 0 };
    let bytes = scan.folder.read(path, max, |bytes| LeftWhy::TooLarge { bytes, max }).map_err(left)?;
    let hash = MediaHash::new(Sha256::digest(&bytes).into());
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = good.split(|b| *b == b'\n').count() as u32;
        Left::at(path, line, LeftWhy::NotUtf8)
    })?;
    let trouble = |at: front::At| Left::at(path, at.line, LeftWhy::FrontMatter(at.trouble));
    let split = front::split(&text, front_max).map_err(trouble)?;
    let front = split
        .front
        .map(|(format, block)| front::read(format, block, split.front_line, limits))
        .transpose()
        .map_err(trouble)?;
    Ok(Source { hash, front, body: split.body.to_owned(), body_line: split.body_line })
}

/// Refuses two keys that a tool takes for the same.
pub(crate) fn sheet(path: &str, fields: front::Fields, any_case: bool) -> Result<Sheet, Left> {
    let sheet = Sheet::new(fields, any_case);
    match sheet.same_but_case().filter(|_| any_case) {
        Some((key, line)) => Err(Left::at(path, line, Trouble::Duplicate(key).into())),
        None => Ok(sheet),
    }
}

/// Whether an article may have all this.
pub(crate) fn check(fields: &Fields) -> Result<(), LeftWhy> {
    let long = |what, bytes, max| {
        if bytes > max { Err(LeftWhy::TooLong { what, bytes, max }) } else { Ok(()) }
    };
    let many = |what, count, max| {
        if count > max { Err(LeftWhy::TooMany { what, count, max }) } else { Ok(()) }
    };
    long(Part::Headline, fields.headline.len(), HEADLINE_BYTES)?;
    long(Part::Lead, fields.lead.len(), LEAD_BYTES)?;
    long(Part::Body, fields.body.len(), BODY_BYTES)?;
    many(Part::Tags, fields.tags.len(), TAGS)?;
    many(Part::Bylines, fields.bylines.len(), BYLINES)?;
    let custom = serde_json::to_string(&fields.custom).map_or(0, |json| json.len());
    long(Part::CustomFields, custom, CUSTOM_BYTES)
}
