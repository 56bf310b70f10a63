//! What is remembered of a page, as it stands in the file. There are as many as pages, and of most an export asks a little
//! only: taken apart, all of them together would be the most that it holds.

use super::bytes::Kept;
use super::{Key, KnownPage};
use crate::index::Notes;
use crate::pictures::SiteFile;
use crate::{Part, Problem};

/// The key, how many bytes stand before the notes, the part; files, problems and addresses; the notes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Packed(Box<[u8]>);

/// The bytes of a key, and of a number behind it.
const KEY: usize = 16;
const NUMBER: usize = 4;

impl Packed {
    /// Makes it small.
    pub(crate) fn of(known: &KnownPage) -> Self {
        let mut bytes = Vec::new();
        known.key.put(&mut bytes);
        bytes.extend([0; NUMBER]);
        known.part.put(&mut bytes);
        known.files.put(&mut bytes);
        known.problems.put(&mut bytes);
        known.asked.put(&mut bytes);
        let notes_at = bytes.len() as u32;
        bytes[KEY..KEY + NUMBER].copy_from_slice(&notes_at.to_le_bytes());
        known.notes.put(&mut bytes);
        Self(bytes.into())
    }

    /// What the page was made from.
    pub(crate) fn key(&self) -> Key {
        Key::take(&mut &*self.0).expect("it begins with its key")
    }

    /// What kind of page it is.
    pub(crate) fn part(&self) -> Option<Part> {
        Part::take(&mut self.0.get(KEY + NUMBER..)?)
    }

    /// What it asked the index.
    pub(crate) fn notes(&self) -> Option<Notes> {
        let notes_at = u32::from_le_bytes(*self.0.get(KEY..)?.first_chunk()?);
        Notes::take(&mut self.0.get(notes_at as usize..)?)
    }

    /// The files that its body shows, and what a person should look at in it.
    pub(crate) fn found(&self) -> Option<(Vec<SiteFile>, Vec<Problem>)> {
        let from = &mut self.0.get(KEY + NUMBER..)?;
        Part::take(from)?;
        Kept::take(from)
    }

    /// The paths of the pictures in its body, each once, in their order.
    pub(crate) fn pictures(&self) -> Option<Vec<Box<str>>> {
        let from = &mut self.0.get(KEY + NUMBER..)?;
        Part::take(from)?;
        Some(pictures(Kept::take(from)?))
    }

    /// All of it.
    pub(crate) fn known(&self) -> Option<KnownPage> {
        let from = &mut self.0.get(KEY + NUMBER..)?;
        let part = Part::take(from)?;
        let (files, problems) = Kept::take(from)?;
        Some(KnownPage {
            key: self.key(),
            part,
            asked: Kept::take(from)?,
            files,
            problems,
            notes: self.notes()?,
        })
    }
}

/// The paths of those files that are pictures in a text, each once.
pub(crate) fn pictures(files: Vec<SiteFile>) -> Vec<Box<str>> {
    let mut paths: Vec<Box<str>> = Vec::with_capacity(files.len());
    for file in files {
        if !file.is_card() && !paths.contains(&file.path) {
            paths.push(file.path);
        }
    }
    paths
}

impl Kept for Packed {
    fn put(&self, out: &mut Vec<u8>) {
        (self.0.len() as u64).put(out);
        out.extend(&*self.0);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let length = usize::try_from(u64::take(from)?).ok().filter(|length| *length >= KEY)?;
        let (bytes, rest) = from.split_at_checked(length)?;
        *from = rest;
        Some(Self(bytes.into()))
    }
}

#[cfg(test)]
mod tests {
    use galley_domain::MediaHash;

    use super::*;
    use crate::index::Ask;
    use crate::memory::Asked;

    #[test]
    fn what_was_packed_comes_back() {
        let known = KnownPage {
            key: Key::of(&[b"a page"]),
            part: Part::Article,
            asked: vec![Asked::Link("/a/".into()), Asked::Picture("b.png".into())],
            files: vec![SiteFile {
                hash: MediaHash::new([7; 32]),
                path: "/media/b.png".into(),
                widths: [400].into(),
            }],
            problems: vec![Problem::Media { path: "/media/c.png".to_owned(), why: "gone".to_owned() }],
            notes: Notes {
                entries: vec![1, 300],
                lists: vec![],
                linked: vec![7],
                asked: vec![Ask::Path("/a/".into(), true)],
            },
        };
        let mut bytes = Vec::new();
        Packed::of(&known).put(&mut bytes);
        let packed = Packed::take(&mut bytes.as_slice()).expect("it is whole");
        assert_eq!(packed.known().as_ref(), Some(&known));
        assert_eq!((packed.key(), packed.part()), (known.key, Some(known.part)));
        assert_eq!(packed.notes(), Some(known.notes));
        assert_eq!(packed.pictures(), Some(vec!["/media/b.png".into()]));
        assert_eq!(packed.found(), Some((known.files, known.problems)));
        // Cut anywhere, it is nothing, or a page that says nothing.
        for end in 0..bytes.len() {
            assert!(Packed::take(&mut &bytes[..end]).is_none(), "{end}");
        }
    }
}
