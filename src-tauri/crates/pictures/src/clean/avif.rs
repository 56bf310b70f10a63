//! AVIF: boxes within boxes, and places in the file named by their offsets. So nothing moves: what does not show is written over where
//! it stands.

use std::collections::HashMap;
use std::ops::Range;

/// A kind of box that is passed over.
const FREE: &[u8; 4] = b"free";
/// Boxes with boxes in them, down to those that say something.
const OUTER: [&[u8; 4]; 6] = [b"moov", b"trak", b"mdia", b"minf", b"iprp", b"ipco"];
/// Boxes in them that say something: where a film was made, names and descriptions.
const SAYS: [&[u8; 4]; 4] = [b"udta", b"uuid", b"meta", b"udes"];
/// Items that are no pictures: Exif, XMP, other things.
const EXIF: &[u8; 4] = b"Exif";
const HIDDEN: [&[u8; 4]; 3] = [EXIF, b"mime", b"uri "];
/// Exif that says nothing: where it begins, and no entries.
const EMPTY_EXIF: &[u8; 18] = b"\0\0\0\0MM\0\x2a\0\0\0\x08\0\0\0\0\0\0";
/// Deepest that boxes are followed.
const DEPTH_MAX: u8 = 8;
/// Most places that are read: a picture of many tiles has hundreds.
const PLACES_MAX: usize = 4_000;

/// A box: its kind, where that stands, and its contents.
struct Part {
    kind: [u8; 4],
    at: usize,
    contents: Range<usize>,
}

pub(super) fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    let (parts, end) = parts(bytes, 0..bytes.len());
    let mut out = bytes[..end].to_vec();
    let is_film = parts.iter().any(|part| part.kind == *b"moov");
    let mut named = None;
    for part in &parts {
        match &part.kind {
            b"meta" => named = Some(items(&mut out, part)?),
            b"moov" => hush_within(&mut out, part, 0),
            b"ftyp" | b"mdat" => {}
            _ => hush(&mut out, part),
        }
    }
    let named = if is_film { named.unwrap_or_default() } else { named? };
    let mut hidden: Vec<_> = named.hidden.iter().map(|(kind, place)| (Some(*kind), place.clone())).collect();
    // Where the pictures of a film stand, another table says. Of all others, what no item names does not show.
    if !is_film {
        let bodies = parts.iter().filter(|part| part.kind == *b"mdat").map(|part| part.contents.clone());
        hidden.splice(0..0, bodies.chain(named.idat).map(|body| (None, body)));
    }
    let mut shown = named.shown;
    shown.sort_unstable_by_key(|place| place.start);
    for (kind, place) in hidden {
        write_over(&mut out, kind, place, &shown);
    }
    Some(out)
}

/// Writes something that says nothing where an item stands, or where nothing shows; not where something does.
fn write_over(out: &mut [u8], kind: Option<[u8; 4]>, place: Range<usize>, shown: &[Range<usize>]) {
    let mut free = Vec::new();
    let mut at = place.start;
    for other in shown.iter().filter(|other| other.start < place.end && other.end > place.start) {
        if other.start > at {
            free.push(at..other.start);
        }
        at = at.max(other.end);
    }
    if at < place.end {
        free.push(at..place.end);
    }
    let is_whole = free.len() == 1 && free[0] == place;
    let filling = if kind.is_some_and(|kind| kind != *EXIF) { b' ' } else { 0 };
    for part in free {
        out[part].fill(filling);
    }
    if kind == Some(*EXIF) && is_whole && place.len() >= EMPTY_EXIF.len() {
        out[place.start..][..EMPTY_EXIF.len()].copy_from_slice(EMPTY_EXIF);
    }
}

/// Makes a box one that is passed over, with nothing in it.
fn hush(out: &mut [u8], part: &Part) {
    out[part.at..part.at + 4].copy_from_slice(FREE);
    out[part.contents.clone()].fill(0);
}

/// Hushes the boxes within a box that say something.
fn hush_within(out: &mut [u8], part: &Part, depth: u8) {
    for inner in parts(out, part.contents.clone()).0 {
        if SAYS.contains(&&inner.kind) {
            hush(out, &inner);
        } else if OUTER.contains(&&inner.kind) && depth < DEPTH_MAX {
            hush_within(out, &inner, depth + 1);
        }
    }
}

/// The boxes of a part of the file, and where they end: what stands behind is none.
fn parts(bytes: &[u8], within: Range<usize>) -> (Vec<Part>, usize) {
    let (mut parts, mut at) = (Vec::new(), within.start);
    while let Some(head) = bytes[..within.end].get(at..at + 8) {
        let kind = [head[4], head[5], head[6], head[7]];
        let mut numbers = Numbers(&bytes[at..within.end]);
        let (length, before) = match numbers.next(4) {
            Some(0) => (within.end - at, 8),
            Some(1) => (numbers.next(4).and_then(|_| numbers.next(8)).unwrap_or_default(), 16),
            length => (length.unwrap_or_default(), 8),
        };
        if length < before {
            break;
        }
        // One that is cut off is there as far as it goes.
        let end = at.saturating_add(length).min(within.end);
        parts.push(Part { kind, at: at + 4, contents: (at + before).min(end)..end });
        at = end;
    }
    (parts, at)
}

/// The places that a file names.
#[derive(Default)]
struct Named {
    shown: Vec<Range<usize>>,
    /// Those of items that do not show, by their kind.
    hidden: Vec<([u8; 4], Range<usize>)>,
    /// Where the file has items among what it says of them.
    idat: Option<Range<usize>>,
}

/// Reads where the items of a file stand, and hushes what else is said about them. None, where that cannot be read.
fn items(out: &mut [u8], meta: &Part) -> Option<Named> {
    let (parts, _) = parts(out, meta.contents.start.checked_add(4)?..meta.contents.end);
    let find = |kind: &[u8; 4]| parts.iter().find(|part| part.kind == *kind);
    let idat = find(b"idat").map(|part| part.contents.clone());
    let kinds = kinds(out, find(b"iinf")?)?;
    let mut named = Named { idat: idat.clone(), ..Named::default() };
    let places = Places { end: out.len(), idat };
    for (id, place) in places.read(&out[find(b"iloc")?.contents.clone()])? {
        match kinds.get(&id) {
            Some(kind) if HIDDEN.contains(&kind) => named.hidden.push((*kind, place)),
            _ => named.shown.push(place),
        }
    }
    for part in &parts {
        match &part.kind {
            b"udta" | b"uuid" => hush(out, part),
            b"iprp" => hush_within(out, part, 0),
            _ => {}
        }
    }
    Some(named)
}

/// The kinds of items, by their numbers.
fn kinds(bytes: &[u8], iinf: &Part) -> Option<HashMap<usize, [u8; 4]>> {
    let mut head = Numbers(&bytes[iinf.contents.clone()]);
    let counts = if head.next(4)? >> 24 == 0 { 2 } else { 4 };
    let (entries, _) = parts(bytes, iinf.contents.start + 4 + counts..iinf.contents.end);
    let mut kinds = HashMap::new();
    for entry in entries.iter().filter(|entry| entry.kind == *b"infe") {
        let mut entry = Numbers(&bytes[entry.contents.clone()]);
        let version = entry.next(4)? >> 24;
        let id = entry.next(if version < 3 { 2 } else { 4 })?;
        entry.next(2)?;
        // Before version 2 an item had no kind, and was no picture.
        let kind = if version < 2 { *b"mime" } else { *entry.0.first_chunk()? };
        kinds.insert(id, kind);
    }
    Some(kinds)
}

/// How places in a file are found.
struct Places {
    end: usize,
    idat: Option<Range<usize>>,
}

impl Places {
    /// The items' numbers and where they stand, each in one or several pieces.
    fn read(&self, iloc: &[u8]) -> Option<Vec<(usize, Range<usize>)>> {
        let mut numbers = Numbers(iloc);
        let version = numbers.next(4)? >> 24;
        let sizes = numbers.next(2)?;
        let [offsets, lengths, bases, indexes] = [12, 8, 4, 0].map(|shift| (sizes >> shift) & 0xf);
        let wide = if version < 2 { 2 } else { 4 };
        let mut places = Vec::new();
        for _ in 0..numbers.next(wide)? {
            let id = numbers.next(wide)?;
            let way = if version == 0 { 0 } else { numbers.next(2)? & 0xf };
            let elsewhere = numbers.next(2)?;
            let base = numbers.next(bases)?;
            for _ in 0..numbers.next(2)? {
                if version > 0 {
                    numbers.next(indexes)?;
                }
                let (offset, length) = (numbers.next(offsets)?, numbers.next(lengths)?);
                let within = match way {
                    0 => 0..self.end,
                    1 => self.idat.clone()?,
                    // It is made of other items, whose places are named.
                    _ => continue,
                };
                let start = within.start.saturating_add(base).saturating_add(offset).min(within.end);
                let end = if length == 0 { within.end } else { start.saturating_add(length).min(within.end) };
                if places.len() == PLACES_MAX {
                    return None;
                }
                if elsewhere == 0 {
                    places.push((id, start..end));
                }
            }
        }
        Some(places)
    }
}

/// Numbers one after the other, the largest digit first.
struct Numbers<'a>(&'a [u8]);

impl Numbers<'_> {
    /// The next one, of so many bytes.
    fn next(&mut self, bytes: usize) -> Option<usize> {
        let (number, rest) = self.0.split_at_checked(bytes)?;
        self.0 = rest;
        number.iter().try_fold(0_usize, |whole, byte| Some(whole.checked_mul(256)? | usize::from(*byte)))
    }
}
