//! The second pass, second half: from a prepared file to an article in the library.
//!
//! `make` puts an article together, `write` writes it.

mod make;
mod write;

use std::collections::BTreeSet;
use std::sync::mpsc::channel;

use galley_bundle::Manifest;
use galley_domain::{Article, ArticleId, Content, Instant, Media};
use galley_store::{Filing, Snapshot, StoreError};
use rayon::ThreadPool;

use super::Taken;
use super::names::NameBook;
use super::prepare::Prepared;
use super::survey::Survey;
use crate::DeskError;
use crate::wire::FileNote;
use crate::work::Work;

pub(in crate::import) struct Taker<'a, 'w> {
    pub(in crate::import) work: &'a mut Work<'w>,
    pub(in crate::import) survey: &'a Survey,
    pub(in crate::import) book: &'a mut NameBook,
    pub(in crate::import) root: &'a str,
    /// Of a bundle of our own, what it says of itself.
    pub(in crate::import) manifest: Option<&'a Manifest>,
    /// The threads that pack what is kept as revisions. Their own, since those that read are always busy with what comes next, and
    /// the writing would wait for them.
    pub(in crate::import) packers: &'a ThreadPool,
    pub(in crate::import) filing: Filing,
    /// Whether an id that no file is known by was made for this import.
    pub(in crate::import) ids_are_fresh: bool,
    /// Whether a file of which something could not be taken is read again the next time.
    pub(in crate::import) reads_again: bool,
    pub(in crate::import) approved: Approved,
}

/// What goes out as it comes. Where the library reviews, nothing that nobody approved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) enum Approved {
    /// All of it.
    All,
    /// What a bundle brings unedited from where texts are reviewed.
    Reviewed,
    /// The same of a bundle that was exported from this library.
    Own,
}

/// Articles that are packed at a time.
const PACK: usize = 32;

/// A change that waits for its time.
struct Waiting {
    at: Instant,
    /// Its text, where it is not the working text.
    text: Option<Content>,
}

/// An article put together, before it is written.
struct Made<'s> {
    prepared: Prepared<'s>,
    before: Option<Article>,
    article: Article,
    /// The released text, where it is not the working text.
    other: Option<Content>,
    pending: Option<Waiting>,
    /// Whether it goes out.
    out: bool,
    /// Whether it would, and waits for approval.
    waits: bool,
    new_media: usize,
    told: Told,
}

/// What the report says of one article.
struct Told {
    notes: Vec<FileNote>,
    /// Articles that it means by their ids, and that are not here.
    absent: BTreeSet<ArticleId>,
}

impl Taker<'_, '_> {
    pub(in crate::import) fn take(&mut self, batch: Vec<Prepared<'_>>) -> Result<Vec<Taken>, DeskError> {
        let mut made = Vec::with_capacity(batch.len());
        for prepared in batch {
            made.push(self.make(prepared)?);
        }
        // Packing needs no library: the first are written while the later ones are still packed.
        let mut taken = Vec::with_capacity(made.len());
        self.packers.in_place_scope(|scope| {
            let mut packed = Vec::new();
            let mut made = made.into_iter().peekable();
            while made.peek().is_some() {
                let some: Vec<_> = made.by_ref().take(PACK).collect();
                let (send, receive) = channel();
                packed.push(receive);
                // Who waits for it is gone where writing failed.
                scope.spawn(move |_| drop(send.send(some.into_iter().map(pack).collect::<Vec<_>>())));
            }
            for (one, snapshot) in packed.into_iter().flatten().flatten() {
                taken.push(self.write(one, &snapshot?)?);
            }
            Ok::<_, DeskError>(())
        })?;
        std::mem::take(&mut self.filing).finish(self.work.tx)?;
        Ok(taken)
    }
}

fn pack(one: Made<'_>) -> (Made<'_>, Result<Snapshot, StoreError>) {
    let snapshot = Snapshot::of(one.other.as_ref().unwrap_or(&one.article.content));
    (one, snapshot)
}

/// A file as a bundle of our own describes it.
pub(in crate::import) fn described(manifest: &Manifest, media: &Media) -> Media {
    let record = manifest.nouns.media.iter().find(|record| record.hash == media.hash);
    record.map_or_else(
        || media.clone(),
        |record| Media {
            name: record.name.clone(),
            alt: record.alt.clone(),
            caption: record.caption.clone(),
            credit: record.credit.clone(),
            focal: record.focal,
            ..media.clone()
        },
    )
}
