//! Pulling: the articles and pages of a server into the library.
//!
//! First the list of all is read, so that each has its id and slug before the first is taken and links between them are links here. Then they
//! come, some at a time, each some in one transaction with the ledger: from then on publishing updates them there. Whatever
//! breaks off, the next pull goes on from where this one was; what did not change is not even read.
//!
//! An article that is here already follows the server where nobody changed it here, and keeps the bytes of what did not change
//! there. Where both changed, ours stays, and theirs is kept as a revision.

mod pictures;
mod reading;
mod story;

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::TimeDelta;
use galley_domain::{ArticleId, Category, CategoryId, Instant, Language, Slug, TargetId};
use galley_publish::{PublishError, Remote, Seen, Server, Shown};
use galley_store::{Filing, LedgerEntry, LedgerState, NO_NOTES, Origin, RevisionReason, words_hash};
use rayon::ThreadPool;

use super::ahead::threads_beside;
use super::names::NameBook;
use super::prepare::Prepared;
use super::survey::{Fate, Sight, Survey, free};
use super::take::{Approved, Taker};
use super::{Batches, note_left, note_taken};
use crate::publish::{AS_IT_CAME, Followed, Session, Theirs, aside};
use crate::wire::{FileNote, ImportReport, LeftFile, LeftReason, RemarkReason, TakenFile, WorkStage};
use crate::{Cancel, Desk, DeskError, Done, Progress};
use pictures::{Pictures, missing};
use reading::patiently;
use story::{Addresses, draw};

/// Most articles and pages that are taken from one server.
const POSTS_MAX: usize = 200_000;
/// Articles that are read at once and come in together.
const BATCH: usize = 20;
/// Tags of the house that a report names.
const KEPT_NAMED_MAX: usize = 20;
/// What was changed within this, by the clock here, was changed just now. Clocks differ.
const JUST_NOW: TimeDelta = TimeDelta::minutes(5);

/// One of the server's list.
struct Found {
    page: bool,
    seen: Seen,
    /// The article that it is here, or will be.
    id: ArticleId,
    /// Where the article will be new.
    sight: Option<Sight>,
}

/// A pull under way.
struct Pull<'a> {
    desk: &'a mut Desk,
    session: &'a Session,
    root: String,
    survey: Survey,
    book: NameBook,
    /// Categories by language and path there: each is looked for once, and not for each article that is filed under it.
    filed: HashMap<(Language, Vec<String>), CategoryId>,
    packers: ThreadPool,
    addresses: Addresses,
    pictures: Pictures,
    batches: Batches,
    report: ImportReport,
    /// Tags there that readers do not see.
    kept: BTreeSet<String>,
    cancel: &'a Cancel,
}

impl Desk {
    /// Takes in what stands at a server: articles and pages, drafts as drafts. Doing it again takes what is new or changed there.
    /// Articles without a word about it are in `language`, or in that of the library.
    ///
    /// # Errors
    /// [`DeskError::Publish`]; [`DeskError::PullBrokeOff`] where something had come in by then; [`DeskError::Stopped`] before
    /// the first was in.
    pub fn pull(
        &mut self,
        session: &Session,
        language: Option<&Language>,
        progress: &mut dyn FnMut(Progress),
        cancel: &Cancel,
    ) -> Result<Done<ImportReport>, DeskError> {
        let language = language.cloned().map_or_else(|| self.settings().map(|set| set.language), Ok)?;
        let (listed, barred) = listed(session.server()?, progress, cancel)?;
        let mut pull = Pull {
            root: format!("server:{}", session.target.id),
            survey: Survey::default(),
            book: NameBook::read(&self.view())?,
            filed: HashMap::new(),
            packers: threads_beside("packing")?,
            addresses: Addresses::default(),
            pictures: Pictures::new(self.media_files(), &session.target),
            batches: Batches::default(),
            report: ImportReport::default(),
            kept: BTreeSet::new(),
            desk: self,
            session,
            cancel,
        };
        for (kind, words) in barred {
            pull.report_left(kind, &[(words.clone(), LeftReason::Server { words })]);
        }
        let todo = pull.place(listed, &language)?;
        let total = todo.len();
        let mut done = 0;
        let mut outcome = Ok(());
        for batch in batches(&todo) {
            progress(Progress { stage: WorkStage::Importing, done, total: Some(total) });
            if cancel.is_cancelled() {
                outcome = Err(DeskError::Stopped);
                break;
            }
            outcome = pull.take(batch);
            if outcome.is_err() {
                break;
            }
            done += batch.len();
        }
        progress(Progress { stage: WorkStage::Importing, done, total: Some(total) });
        pull.report_kept();
        let Pull { desk, batches, mut report, .. } = pull;
        desk.sync_imported()?;
        match outcome {
            Err(DeskError::Stopped) if done > 0 => report.stopped = true,
            Err(DeskError::Publish(source)) if done > 0 => {
                batches.finish(desk, &mut report);
                return Err(DeskError::PullBrokeOff { done, total, source });
            }
            // What came in is a step of undo, whatever ended it.
            Err(error) => {
                batches.finish(desk, &mut report);
                return Err(error);
            }
            Ok(()) => {}
        }
        let changes = batches.finish(desk, &mut report);
        Ok(Done { output: report, changes })
    }
}

/// What the server has, the oldest first: pages, then articles; and what of it this account may not have, as kind and sentence.
type Listed = (Vec<(bool, Seen)>, Vec<(&'static str, String)>);

fn listed(
    server: &dyn Server,
    progress: &mut dyn FnMut(Progress),
    cancel: &Cancel,
) -> Result<Listed, DeskError> {
    let (mut all, mut barred) = (Vec::new(), Vec::new());
    for page in [true, false] {
        let (begun, mut total, mut next) = (all.len(), None, Some(0));
        while let Some(from) = next {
            progress(Progress { stage: WorkStage::Listing, done: all.len(), total: None });
            if cancel.is_cancelled() {
                return Err(DeskError::Stopped);
            }
            let some = match patiently(cancel, || server.survey(page, from)) {
                // One of the two is something.
                Err(DeskError::Publish(why @ PublishError::Rights { .. }))
                    if page || !all.is_empty() || barred.is_empty() =>
                {
                    barred.push((kind_of(page), format!("{} were not taken: {why}", kind_of(page))));
                    break;
                }
                some => some?,
            };
            all.extend(some.seen.into_iter().map(|seen| (page, seen)));
            (total, next) = (some.total.or(total), some.next);
            if all.len().max(from) > POSTS_MAX {
                let why = format!("it has more than {POSTS_MAX} articles and pages; nothing was taken");
                return Err(DeskError::invalid("the server", why));
            }
        }
        let kept_back = total.unwrap_or_default().saturating_sub(all.len() - begun);
        if kept_back > 0 {
            let kind = kind_of(page);
            barred.push((
                kind,
                format!("{kind} that this account may not edit, and that were not taken: {kept_back}"),
            ));
        }
    }
    Ok((all, barred))
}

/// What the one and the other are called.
const fn kind_of(page: bool) -> &'static str {
    if page { "pages" } else { "posts" }
}

/// Some at a time, articles and pages apart.
fn batches(todo: &[Found]) -> impl Iterator<Item = &[Found]> {
    todo.chunk_by(|one, next| one.page == next.page).flat_map(|alike| alike.chunks(BATCH))
}

impl Pull<'_> {
    /// Gives each its article's id and slug, and leaves out those of which nothing changed.
    fn place(&mut self, listed: Vec<(bool, Seen)>, language: &Language) -> Result<Vec<Found>, DeskError> {
        let target = self.session.target.id;
        let linked = self.desk.view().ledger_names(target)?;
        let mut claimed = HashSet::new();
        let mut todo = Vec::new();
        for (page, seen) in listed {
            let path = path_of(page, &seen);
            let known = linked.get(&seen.id).copied();
            let row = known.map(|id| self.desk.view().row(id)).transpose()?.flatten();
            if let (Some(id), Some(row)) = (known, row) {
                self.addresses.add(&seen.url, id, &row.slug);
                let origin = self.desk.view().origin(&self.root, &path)?;
                if origin.is_some_and(|origin| origin.hash == mark(&seen) && origin.article == id) {
                    self.report.unchanged += 1;
                } else {
                    todo.push(Found { page, seen, id, sight: None });
                }
                continue;
            }
            let id = ArticleId::new(self.desk.fresh_id());
            let wanted = seen.slug.parse().ok().or_else(|| Slug::from_headline(&seen.slug));
            let wanted = wanted.unwrap_or_else(|| Slug::untitled(id));
            let slug = free(&self.desk.view(), id, language, &wanted, &claimed)?;
            claimed.insert((language.clone(), slug.clone()));
            self.addresses.add(&seen.url, id, &slug);
            let renamed_from = (slug != wanted).then_some(wanted);
            let sight = Sight::new(path, id, language.clone(), slug, renamed_from);
            todo.push(Found { page, seen, id, sight: Some(sight) });
        }
        Ok(todo)
    }

    /// Reads some and takes them in. What cannot be read or drawn up by itself is left and told. Where that is so of all of several, it may be
    /// the server that is in trouble: it is asked for what is known to work.
    fn take(&mut self, batch: &[Found]) -> Result<(), DeskError> {
        let mut troubles = Vec::new();
        let there = self.read(batch, &mut troubles)?;
        let mut there: HashMap<_, _> = there.into_iter().map(|remote| (remote.id.clone(), remote)).collect();
        let (mut prepared, mut new) = (Vec::new(), Vec::new());
        for found in batch {
            // One that was removed meanwhile is none.
            let Some(remote) = there.remove(&found.seen.id) else { continue };
            let Some(sight) = &found.sight else {
                let followed = self.follow(found, remote);
                self.or_trouble(followed, found, &mut troubles)?;
                continue;
            };
            let drawn = self.drawn(found, sight, remote);
            if let Some((one, about)) = self.or_trouble(drawn, found, &mut troubles)? {
                prepared.push(one);
                new.push(about);
            }
        }
        let may_be_server = batch.len() > 1 && troubles.len() == batch.len();
        if may_be_server && self.session.server()?.account().is_err() {
            return Err(troubles.swap_remove(0).1);
        }
        for (found, why) in troubles {
            let words = why_left(&why);
            self.report_left(&found.seen.url, &[(words.clone(), LeftReason::Server { words })]);
        }
        self.write(prepared, &new)
    }

    /// One that is new, ready to be written.
    fn drawn<'f>(
        &mut self,
        found: &'f Found,
        sight: &'f Sight,
        remote: Remote,
    ) -> Result<(Prepared<'f>, New<'f>), DeskError> {
        let server = self.session.server()?;
        let story = patiently(self.cancel, || server.story(&remote))?;
        self.kept.extend(story.kept.iter().cloned());
        let category = self.category(&story.categories, &sight.language)?;
        let fetch = |url: &str| patiently(self.cancel, || server.picture(url));
        let drawn = draw(&story, (found, &remote.shown), category, &self.addresses, &mut |cover| {
            self.pictures.take(cover, fetch, || server.account().is_ok())
        })?;
        let mut prepared = drawn.prepared(sight);
        prepared.incoming.source_hash =
            crate::listing::hex(mark_read(&found.seen, remote.hash(), self.desk.now()));
        self.report_left(&found.seen.url, &drawn.left);
        Ok((prepared, New { found, remote, notes: drawn.notes }))
    }

    /// The category of a path of names, with those above it, made where they are new.
    fn category(
        &mut self,
        paths: &[Vec<String>],
        language: &Language,
    ) -> Result<Option<CategoryId>, DeskError> {
        let Some(path) = paths.first() else { return Ok(None) };
        let key = (language.clone(), path.clone());
        if let Some(id) = self.filed.get(&key)
            // Someone may delete it meanwhile.
            && self.desk.view().noun::<Category>(id.uuid())?.is_some()
        {
            return Ok(Some(*id));
        }
        let (old, id) = self.desk.import_batch(|work| self.book.category_path(work, path, language))?;
        self.batches.add(old);
        if let Some(id) = id {
            self.filed.insert(key, id);
        }
        Ok(id)
    }

    /// Writes new articles, what is known of them there, and the pictures that the server has.
    fn write(&mut self, prepared: Vec<Prepared<'_>>, new: &[New<'_>]) -> Result<(), DeskError> {
        if prepared.is_empty() {
            return Ok(());
        }
        let target = self.session.target.id;
        let (survey, book, root, packers) = (&self.survey, &mut self.book, &self.root, &self.packers);
        let pictures = &self.pictures;
        let (old, taken) = self.desk.import_batch(|work| {
            let mut taker = Taker {
                work,
                survey,
                book,
                root,
                manifest: None,
                packers,
                filing: Filing::default(),
                ids_are_fresh: false,
                reads_again: false,
                // Readers have it already.
                approved: Approved::All,
            };
            let taken = taker.take(prepared)?;
            for one in new {
                one.link(work, target)?;
            }
            for (hash, media) in pictures.named() {
                work.tx.put_ledger_media(target, *hash, Some(media))?;
            }
            Ok(taken)
        })?;
        self.batches.add(old);
        self.pictures.written();
        for (one, new) in taken.into_iter().zip(new) {
            let url = &new.found.seen.url;
            match one.fate {
                Fate::Added => self.report.added += 1,
                _ => self.report.unchanged += 1,
            }
            self.report.media += one.media;
            let mut notes = one.file.map(|file| file.notes).unwrap_or_default();
            notes.extend(
                new.notes.iter().map(|words| {
                    FileNote::whole(words.clone(), RemarkReason::Server { words: words.clone() })
                }),
            );
            one.left
                .into_iter()
                .for_each(|left| note_left(&mut self.report, LeftFile { path: url.clone(), ..left }));
            self.tell(url, new.found.id, "added", notes);
        }
        Ok(())
    }

    /// One that is here already.
    fn follow(&mut self, found: &Found, remote: Remote) -> Result<(), DeskError> {
        let (target, id) = (self.session.target.id, found.id);
        let entry = self.desk.view().ledger(target, id)?;
        let path = path_of(found.page, &found.seen);
        let known = self.desk.view().origin(&self.root, &path)?.filter(|known| known.article == id);
        let read = remote.hash();
        let hash = mark_read(&found.seen, read, self.desk.now());
        if known.is_some_and(|known| known.hash == mark_just_now(&found.seen, read)) {
            self.report.unchanged += 1;
        } else if let Some(entry) = entry.filter(|entry| entry.seen_hash == Some(read)) {
            self.desk.note_shown_again(id, target, entry)?;
            self.report.unchanged += 1;
        } else {
            let mut theirs = patiently_theirs(self.session, remote, self.cancel)?;
            let server = self.session.server()?;
            let fetch = |url: &str| match patiently(self.cancel, || server.picture(url)) {
                Err(DeskError::Publish(trouble))
                    if !self.pictures.stops(url, &trouble, || server.account().is_ok()) =>
                {
                    Ok(None)
                }
                answer => answer,
            };
            theirs.fetch_cover(&self.desk.view(), fetch)?;
            let missed = theirs.fetch_pictures(&self.desk.view(), fetch)?;
            let missed: Vec<_> = missed.iter().map(|url| missing(url)).collect();
            self.report_left(&found.seen.url, &missed);
            let mut notes = std::mem::take(&mut theirs.nameless);
            let how = match self.desk.follow_theirs(id, &theirs)? {
                Followed::Theirs(old) => {
                    self.batches.add(old);
                    self.report.updated += 1;
                    "updated"
                }
                Followed::Both => {
                    self.report.kept_both += 1;
                    let note =
                        "it was changed here and there; yours stays, and theirs is kept in its history";
                    notes.push(FileNote::whole(note.to_owned(), RemarkReason::KeptTheirs));
                    "kept both"
                }
                Followed::TakenOff => {
                    self.report.unchanged += 1;
                    let note =
                        "someone took it from readers there; yours stays, and publishing it asks you first";
                    notes.push(FileNote::whole(note.to_owned(), RemarkReason::TakenOffThere));
                    "unchanged"
                }
            };
            self.tell(&found.seen.url, id, how, notes);
        }
        let version = self.desk.article(id)?.version;
        let origin = Origin { article: id, hash, version };
        let root = &self.root;
        self.desk.import_batch(|work| Ok(work.tx.put_origin(root, &path, &origin)?))?;
        Ok(())
    }

    fn tell(&mut self, url: &str, id: ArticleId, how: &'static str, notes: Vec<FileNote>) {
        if !notes.is_empty() {
            let taken = TakenFile { path: url.to_owned(), article: id.to_string(), how, notes };
            note_taken(&mut self.report, taken);
        }
    }

    fn report_kept(&mut self) {
        let names: Vec<_> = self.kept.iter().take(KEPT_NAMED_MAX).map(String::as_str).collect();
        if !names.is_empty() {
            let more = if names.len() < self.kept.len() { " and others" } else { "" };
            let names = names.join(", ");
            let words =
                format!("tags that readers do not see there stay there, and are none here: {names}{more}");
            self.report_left("tags", &[(words.clone(), LeftReason::Server { words })]);
        }
    }

    fn report_left(&mut self, url: &str, left: &[(String, LeftReason)]) {
        for (why, reason) in left {
            let (why, reason) = (why.clone(), reason.clone());
            note_left(&mut self.report, LeftFile { path: url.to_owned(), line: None, why, reason });
        }
    }
}

/// A new article, and what it is there.
struct New<'f> {
    found: &'f Found,
    remote: Remote,
    notes: Vec<String>,
}

impl New<'_> {
    /// Writes down that it stands there as it is here. Nothing is written of one that could not be taken.
    fn link(&self, work: &mut crate::work::Work<'_>, target: TargetId) -> Result<(), DeskError> {
        let Some(article) = work.tx.article(self.found.id)? else { return Ok(()) };
        let revision = match article.released {
            Some(released) => released,
            None => work.keep(&article, RevisionReason::Imported, None)?,
        };
        let shown = self.remote.shown == Shown::Now;
        let entry = LedgerEntry {
            state: if shown { LedgerState::Verified } else { LedgerState::Sent },
            kind: article.kind,
            remote_id: Some(self.remote.id.clone()),
            url: Some(self.remote.url.clone()),
            revision,
            sent_hash: AS_IT_CAME,
            seen_hash: Some(self.remote.hash()),
            at: work.now,
            live_at: article.publish_at.filter(|_| self.remote.shown == Shown::AtItsTime),
            stood: None,
            aside: Some(aside(&self.remote)),
            notes: NO_NOTES.to_owned(),
        };
        work.tx.put_ledger(target, self.found.id, &entry)?;
        let names = work.tx.names_now(target, article.kind, &article.content)?;
        Ok(work.tx.put_shown_names(target, self.found.id, &names)?)
    }
}

fn patiently_theirs(session: &Session, remote: Remote, cancel: &Cancel) -> Result<Theirs, DeskError> {
    let server = session.server()?;
    let story = patiently(cancel, || server.story(&remote))?;
    Ok(Theirs::with(session, remote, story))
}

/// Why one was left, and no word of publishing.
fn why_left(why: &DeskError) -> String {
    match why {
        DeskError::Publish(PublishError::Answer { detail, .. }) => {
            format!("it was not taken: what the server answers of it cannot be read ({detail})")
        }
        DeskError::Publish(PublishError::Busy { status, .. }) => {
            format!("it was not taken: the server had no time for it (HTTP {status})")
        }
        DeskError::Publish(PublishError::Unreachable { detail, .. }) => {
            format!("it was not taken: the server did not answer in time ({detail})")
        }
        other => format!("it was not taken: {other}"),
    }
}

/// What one is called as the origin of an article.
fn path_of(page: bool, seen: &Seen) -> String {
    format!("{}/{}", kind_of(page), seen.id)
}

/// Changes where the server says that it was changed.
fn mark(seen: &Seen) -> [u8; 32] {
    words_hash(&seen.id, &seen.version, "")
}

/// The same of one that was read. Servers tell changes apart by seconds: one that was changed just now, by the clock here, may be changed once
/// more with nothing to be seen of it in a list. It is read again the next time, and known by what it was. `read`: its hash.
fn mark_read(seen: &Seen, read: [u8; 32], now: Instant) -> [u8; 32] {
    // WordPress names no zone, and means UTC.
    let time = |said: &str| said.parse::<Instant>().ok();
    let changed = time(&seen.version).or_else(|| time(&format!("{}Z", seen.version)));
    let is_fresh = changed.is_some_and(|changed| (now - changed).abs() < JUST_NOW);
    if is_fresh { mark_just_now(seen, read) } else { mark(seen) }
}

fn mark_just_now(seen: &Seen, read: [u8; 32]) -> [u8; 32] {
    words_hash(&seen.id, &seen.version, &crate::listing::hex(read))
}
