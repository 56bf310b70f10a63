//! How cards and notes are kept.

use super::bytes::{Kept, kept};
use super::{Asked, Key};
use crate::index::{Ask, ListMark, Notes};
use crate::pictures::SiteFile;
use crate::{Card, Image, Problem};

kept!(Card {
    id,
    kind,
    language,
    slug,
    headline,
    teaser,
    date,
    modified,
    category,
    tags,
    bylines,
    cover,
    views,
    translates,
    aliases,
    old_slugs,
    former_filings,
    form,
    noindex,
    canonical,
});
kept!(SiteFile { hash, path, widths });
kept!(Notes { entries, lists, linked, asked });
kept!(ListMark { identity, members, address });

impl Kept for Key {
    fn put(&self, out: &mut Vec<u8>) {
        self.0.put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        <[u8; 16]>::take(from).map(Self)
    }
}

impl Kept for Image {
    fn put(&self, out: &mut Vec<u8>) {
        match self {
            Self::Media { hash, kind, name, pixels, focal } => {
                out.push(0);
                (*hash, *kind).put(out);
                name.put(out);
                pixels.put(out);
                focal.put(out);
            }
            Self::Remote(url) => {
                out.push(1);
                url.put(out);
            }
        }
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(match <[u8; 1]>::take(from)? {
            [0] => {
                let (hash, kind) = Kept::take(from)?;
                let (name, pixels) = (Kept::take(from)?, Kept::take(from)?);
                Self::Media { hash, kind, name, pixels, focal: Kept::take(from)? }
            }
            [1] => Self::Remote(Kept::take(from)?),
            _ => return None,
        })
    }
}

impl Kept for Asked {
    fn put(&self, out: &mut Vec<u8>) {
        let (is_link, address) = match self {
            Self::Link(address) => (true, address),
            Self::Picture(address) => (false, address),
        };
        is_link.put(out);
        address.put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(if bool::take(from)? { Self::Link(Kept::take(from)?) } else { Self::Picture(Kept::take(from)?) })
    }
}

impl Kept for Ask {
    fn put(&self, out: &mut Vec<u8>) {
        match self {
            Self::Neighbours(at, [older, newer]) => {
                out.push(0);
                (*at, (*older, *newer)).put(out);
            }
            Self::Related(at, others) => {
                out.push(1);
                at.put(out);
                others.put(out);
            }
            Self::Versions(at, others) => {
                out.push(2);
                at.put(out);
                others.put(out);
            }
            Self::Path(path, stands) => {
                out.push(3);
                path.put(out);
                stands.put(out);
            }
            Self::Article(id, goes_out) => {
                out.push(4);
                (*id, *goes_out).put(out);
            }
            Self::LeadsTo(path, to) => {
                out.push(5);
                path.put(out);
                to.put(out);
            }
            Self::Page(list, number, mark) => {
                out.push(6);
                (*list, *number).put(out);
                mark.put(out);
            }
            Self::NoList(identity) => {
                out.push(7);
                identity.put(out);
            }
        }
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(match <[u8; 1]>::take(from)? {
            [0] => {
                let (at, (older, newer)) = Kept::take(from)?;
                Self::Neighbours(at, [older, newer])
            }
            [1] => Self::Related(Kept::take(from)?, Kept::take(from)?),
            [2] => Self::Versions(Kept::take(from)?, Kept::take(from)?),
            [3] => Self::Path(Kept::take(from)?, Kept::take(from)?),
            [4] => Self::Article(Kept::take(from)?, Kept::take(from)?),
            [5] => Self::LeadsTo(Kept::take(from)?, Kept::take(from)?),
            [6] => {
                let (list, number) = Kept::take(from)?;
                Self::Page(list, number, Kept::take(from)?)
            }
            [7] => Self::NoList(Kept::take(from)?),
            _ => return None,
        })
    }
}

/// They are few, and for people: as the report has them.
impl Kept for Problem {
    fn put(&self, out: &mut Vec<u8>) {
        serde_json::to_string(self).expect("texts and numbers are JSON").put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        serde_json::from_str(&String::take(from)?).ok()
    }
}
