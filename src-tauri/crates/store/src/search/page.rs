//! The entries of one page, as bytes: tokens in order, each with the articles that it stands in.
//!
//! An entry is: how many bytes the token shares with the one before; how many follow; these; the slots. Pages are read
//! through [`Entries`] and written through [`PageWriter`]; both know nothing of SQLite.

use super::slots::Slots;

/// Four pages of this size fit one page of SQLite, and none spills over.
pub(super) const PAGE_BYTES_MAX: usize = 940;

/// Lengths are written as one byte. Tokens are much shorter: see `pieces.rs`.
const TOKEN_BYTES_MAX: usize = u8::MAX as usize;

/// A part of a drawer's entries.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Page {
    /// No token of the page comes before this; empty for a drawer's first page.
    pub(super) first: Vec<u8>,
    pub(super) entries: Vec<u8>,
}

/// A page that cannot be read: the file was damaged.
#[derive(Debug, thiserror::Error)]
#[error(
    "a page of the search index is damaged; the articles are not touched by this, the index can be built again"
)]
pub(super) struct BrokenPage;

/// Walks through the entries of a page, lending one after the other.
pub(super) struct Entries<'a> {
    rest: &'a [u8],
    token: Vec<u8>,
    slots: &'a [u8],
}

impl<'a> Entries<'a> {
    pub(super) fn of(page: &'a [u8]) -> Self {
        Entries { rest: page, token: Vec::with_capacity(64), slots: &[] }
    }

    /// Goes to the next entry; `false` after the last.
    pub(super) fn advance(&mut self) -> Result<bool, BrokenPage> {
        let [shared, own, rest @ ..] = self.rest else {
            return if self.rest.is_empty() { Ok(false) } else { Err(BrokenPage) };
        };
        let (shared, own) = (usize::from(*shared), usize::from(*own));
        if shared > self.token.len() || own >= rest.len() || shared + own > TOKEN_BYTES_MAX {
            return Err(BrokenPage);
        }
        let (ending, rest) = rest.split_at(own);
        let bytes = Slots::written_bytes(rest[0]).filter(|bytes| *bytes <= rest.len()).ok_or(BrokenPage)?;
        self.token.truncate(shared);
        self.token.extend_from_slice(ending);
        (self.slots, self.rest) = rest.split_at(bytes);
        Ok(true)
    }

    /// From an entry whose token has this beginning: goes on through all others that have it, without putting their tokens together.
    /// `false` if the page ended before another token was met. Nothing but dropping it makes sense afterwards.
    pub(super) fn each_like_this(
        &mut self,
        beginning: &[u8],
        mut each: impl FnMut(Slots) -> bool,
    ) -> Result<bool, BrokenPage> {
        while each(self.slots()?) {
            match self.rest {
                [] => return Ok(false),
                [shared, own, rest @ ..] if usize::from(*shared) >= beginning.len() => {
                    let rest =
                        rest.get(usize::from(*own)..).filter(|rest| !rest.is_empty()).ok_or(BrokenPage)?;
                    let bytes = Slots::written_bytes(rest[0])
                        .filter(|bytes| *bytes <= rest.len())
                        .ok_or(BrokenPage)?;
                    (self.slots, self.rest) = rest.split_at(bytes);
                }
                _ => break,
            }
        }
        Ok(true)
    }

    pub(super) fn token(&self) -> &[u8] {
        &self.token
    }

    /// The slots as they are written.
    pub(super) fn written(&self) -> &'a [u8] {
        self.slots
    }

    pub(super) fn slots(&self) -> Result<Slots, BrokenPage> {
        Slots::read(self.slots).ok_or(BrokenPage)
    }
}

/// Writes entries, which must come in order.
#[derive(Default)]
pub(super) struct PageWriter {
    bytes: Vec<u8>,
    last: Vec<u8>,
}

impl PageWriter {
    pub(super) fn push(&mut self, token: &[u8], slots: Slots) {
        self.push_token(token);
        slots.write(&mut self.bytes);
    }

    /// The same with slots that are written already.
    pub(super) fn push_written(&mut self, token: &[u8], written: &[u8]) {
        self.push_token(token);
        self.bytes.extend_from_slice(written);
    }

    fn push_token(&mut self, token: &[u8]) {
        let shared = self.last.iter().zip(token).take_while(|(a, b)| a == b).count();
        self.bytes.push(shared as u8);
        self.bytes.push((token.len() - shared) as u8);
        self.bytes.extend_from_slice(&token[shared..]);
        self.last.truncate(shared);
        self.last.extend_from_slice(&token[shared..]);
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(super) fn clear(&mut self) {
        self.bytes.clear();
        self.last.clear();
    }
}

/// Cuts entries that outgrew their page into pages of about the same size, each with its first token.
pub(super) fn split(entries: &[u8]) -> Result<Vec<Page>, BrokenPage> {
    let pages = entries.len().div_ceil(PAGE_BYTES_MAX * 9 / 10).max(1);
    let enough_bytes = entries.len() / pages;
    let mut cut = Vec::with_capacity(pages + 1);
    let mut writer = PageWriter::default();
    let mut first = Vec::new();
    let mut walk = Entries::of(entries);
    while walk.advance()? {
        if writer.bytes().len() >= enough_bytes {
            cut.push(Page { first: std::mem::take(&mut first), entries: writer.bytes().to_vec() });
            writer.clear();
        }
        if writer.bytes().is_empty() {
            first = walk.token().to_vec();
        }
        writer.push_written(walk.token(), walk.written());
    }
    cut.push(Page { first, entries: writer.bytes().to_vec() });
    Ok(cut)
}
