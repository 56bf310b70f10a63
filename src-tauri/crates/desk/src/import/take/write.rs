//! An article that was put together, written: what becomes of its file, its row, its revisions and addresses.

use galley_bundle::Released;
use galley_domain::{Article, Content, Instant, PendingChange, RevisionNumber};
use galley_store::{Derived, Origin, Revision, RevisionReason, Snapshot};

use super::{Made, Taker, Told, Waiting};
use crate::DeskError;
use crate::article::{check_limits, free_slug};
use crate::import::Taken;
use crate::import::prepare::Prepared;
use crate::import::survey::{Fate, in_part, source_hash};
use crate::wire::{FileNote, LeftFile, LeftReason, RemarkReason, TakenFile};
use crate::work::Work;

impl Taker<'_, '_> {
    pub(super) fn write(&mut self, made: Made<'_>, snapshot: &Snapshot) -> Result<Taken, DeskError> {
        let Made { prepared, before, mut article, other, pending, out, waits, new_media, told } = made;
        let Told { mut notes, absent } = told;
        if let Err(e) = check_limits(&article.content) {
            // One bad file never stops the rest.
            let (path, why) = (prepared.sight.entry.path.clone(), e.to_string());
            let left = vec![LeftFile { path, line: None, why, reason: LeftReason::TooMuch }];
            return Ok(Taken {
                fate: Fate::Unchanged,
                waits: false,
                keeps_address: false,
                media: 0,
                left,
                file: None,
            });
        }
        let hash = source_hash(&prepared.incoming);
        let fate = before.as_ref().map_or(Fate::Added, |before| fate(before, &article, &prepared, hash));
        let is_whole = (prepared.left.is_empty() && absent.is_empty()) || !self.reads_again;
        // The version by which is known next time whether someone wrote here meanwhile.
        let version = match (fate, &before) {
            (Fate::Unchanged, Some(before)) if before.content == article.content => before.version,
            // The file's text is not the article's, whatever is written here.
            (Fate::Unchanged | Fate::KeptBoth, _) => {
                prepared.sight.known.as_ref().map_or(0, |known| known.origin.version)
            }
            _ => article.version,
        };
        let hash = if is_whole { hash } else { in_part(hash) };
        let origin = Origin { article: prepared.sight.id, hash, version };
        match fate {
            Fate::Added | Fate::Updated => {
                self.put(&mut article, before.as_ref(), other.as_ref(), out, snapshot, &prepared)?;
                if let Some(waiting) = pending {
                    self.put_pending(&mut article, &waiting, &prepared.derived)?;
                }
                // What readers had it filed under until now, where the file files it under something else.
                if before.is_some() {
                    self.work.settle(before.as_ref(), &article)?;
                }
                self.work.meet_chosen(before.as_ref(), &article)?;
                self.work.note_article(&article, before);
            }
            Fate::KeptBoth => {
                let kept =
                    self.work.keep_other(prepared.sight.id, snapshot, &article, prepared.derived.words)?;
                notes.push(FileNote::whole(
                    format!(
                        "both the file and the article have changed; the article stays, the file's text is its revision {kept}"
                    ),
                    RemarkReason::KeptBoth { revision: kept.to_string() },
                ));
            }
            Fate::Unchanged => {}
        }
        // A file that came from a folder above or below this one goes on being known from there.
        let known = prepared.sight.known.as_ref();
        let (root, path) =
            known.map_or((self.root, prepared.sight.entry.path.as_str()), |k| (&k.root, &k.path));
        self.work.tx.put_origin(root, path, &origin)?;
        let id = prepared.sight.id.to_string();
        let path = prepared.sight.entry.path.clone();
        let file = (!notes.is_empty()).then_some(TakenFile { path, article: id, how: how(fate), notes });
        let waits = waits && matches!(fate, Fate::Added | Fate::Updated);
        let keeps_address = prepared.incoming.keeps_address && matches!(fate, Fate::Added | Fate::Updated);
        Ok(Taken { fate, waits, keeps_address, media: new_media, left: prepared.left, file })
    }

    /// Keeps the text of a change that waits, and points at it.
    fn put_pending(
        &mut self,
        article: &mut Article,
        waiting: &Waiting,
        derived: &Derived,
    ) -> Result<(), DeskError> {
        let text = waiting.text.as_ref().unwrap_or(&article.content);
        let kept = revision(self.work, article.modified_at, text, derived);
        let number = self.work.tx.keep_revision(article.id, &Snapshot::of(text)?, &kept)?;
        self.work.put_released_slug(article.id, (&text.language, &text.slug), Some(waiting.at))?;
        article.pending = Some(PendingChange { revision: number, at: waiting.at });
        article.changed_since_release = waiting.text.is_some();
        Ok(self.work.tx.put_release(article)?)
    }

    /// Writes the article, its released revision, and the addresses that it was released under.
    fn put(
        &mut self,
        article: &mut Article,
        before: Option<&Article>,
        other: Option<&Content>,
        out: bool,
        snapshot: &Snapshot,
        prepared: &Prepared<'_>,
    ) -> Result<(), DeskError> {
        let derived: &Derived = &prepared.derived;
        if let Some(before) = before {
            self.work.keep(before, RevisionReason::Overwritten, None)?;
        }
        let is_new = before.is_none();
        if out {
            article.changed_since_release = other.is_some();
            // A new article's first revision has the first number, so its row is written once.
            article.released = is_new.then_some(RevisionNumber(1));
        }
        // The row must be there before its revision.
        self.work.tx.put_article_among(article, derived, self.work.by, &mut self.filing, is_new)?;
        if out {
            let released = other.unwrap_or(&article.content);
            let kept = revision(self.work, article.modified_at, released, derived);
            let number = if is_new {
                self.work.tx.keep_first_revision(article.id, snapshot, &kept)?
            } else {
                self.work.tx.keep_revision(article.id, snapshot, &kept)?
            };
            let address = (&released.language, &released.slug);
            self.work.put_released_slug(article.id, address, article.publish_at)?;
            if article.released.replace(number) != Some(number) {
                self.work.tx.put_release(article)?;
            }
        }
        for (language, slug) in prepared.incoming.exact.iter().flat_map(|exact| &exact.old_slugs) {
            if free_slug(self.work, article.id, language, slug)? == *slug {
                self.work.put_released_slug(article.id, (language, slug), Some(self.work.now))?;
            }
        }
        for filed in prepared.incoming.exact.iter().flat_map(|exact| &exact.filed_before) {
            let category = filed.category.map(|id| self.book.categories.meant(id).unwrap_or(id));
            self.work.tx.put_former_filing(article.id, (category, filed.date), filed.until)?;
        }
        Ok(())
    }
}

/// The same for scripts.
const fn how(fate: Fate) -> &'static str {
    match fate {
        Fate::Added => "added",
        Fate::Updated => "updated",
        Fate::KeptBoth => "kept both",
        Fate::Unchanged => "unchanged",
    }
}

/// What becomes of a file whose article is here. `hash`: the file's.
fn fate(before: &Article, article: &Article, prepared: &Prepared<'_>, hash: [u8; 32]) -> Fate {
    let is_same = before.content == article.content;
    match prepared.sight.known.as_ref().map(|known| &known.origin) {
        // Only what could not be taken the last time may be new.
        Some(known) if known.hash == in_part(hash) => {
            if is_same || before.version != known.version {
                Fate::Unchanged
            } else {
                Fate::Updated
            }
        }
        Some(known) if before.version == known.version => Fate::Updated,
        _ if is_same => Fate::Unchanged,
        None if is_untouched(before, prepared) => Fate::Updated,
        _ => Fate::KeptBoth,
    }
}

/// Whether an article of this library still is what was written into the bundle that comes back now: then what someone did to the file is
/// taken. Writing here would have moved its time, and releasing and the like what else a bundle says of it.
fn is_untouched(before: &Article, prepared: &Prepared<'_>) -> bool {
    prepared.incoming.exact.as_ref().is_some_and(|exact| {
        exact.modified_at == before.modified_at
            && before.released.is_some() != matches!(exact.released, Released::Nothing)
            && (before.stage, before.archived, before.trashed_at, before.publish_at, before.embargo_until)
                == (
                    exact.stage,
                    exact.archived,
                    exact.trashed_at,
                    prepared.incoming.publish_at,
                    exact.embargo_until,
                )
            && before.pending.is_some() == exact.pending.is_some()
    })
}

fn revision(work: &Work<'_>, made_at: Instant, content: &Content, derived: &Derived) -> Revision {
    Revision {
        number: RevisionNumber(0), // the store counts
        made_at,
        by: work.by.clone(),
        reason: RevisionReason::Imported,
        name: None,
        headline: content.headline.clone(),
        words: derived.words,
    }
}
