//! The first pass: what each file will be, before anything is written.

use std::collections::{HashMap, HashSet};

use galley_bundle::{Entry, Incoming, Meant, Scan};
use galley_domain::{ArticleId, Instant, Language, Slug};
use galley_store::{ShownMedia, View, words_hash};
use rayon::prelude::*;

use super::again::{Known, Named, Pictures, Roots};
use super::{ImportReport, note_left};
use crate::article::free_slug_but;
use crate::listing::hex;
use crate::settings::Settings;
use crate::wire::{LeftFile, LeftReason, WorkStage};
use crate::{Cancel, Desk, DeskError, Progress};

/// Files surveyed between two words of progress.
const STRIDE: usize = 1_000;

/// What becomes of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// A new article.
    Added,
    /// Its article follows it.
    Updated,
    /// File and article had both changed.
    KeptBoth,
    /// Nothing to do.
    Unchanged,
}

/// What is known of a file that will be taken.
#[derive(Debug)]
pub(super) struct Sight {
    pub(super) entry: Entry,
    pub(super) id: ArticleId,
    pub(super) known: Option<Known>,
    pub(super) language: Language,
    pub(super) slug: Slug,
    /// Its wanted slug was taken.
    pub(super) renamed_from: Option<Slug>,
}

impl Sight {
    /// Of something that lies in no folder.
    pub(super) fn new(
        path: String,
        id: ArticleId,
        language: Language,
        slug: Slug,
        renamed_from: Option<Slug>,
    ) -> Self {
        Self { entry: Entry::elsewhere(path), id, known: None, language, slug, renamed_from }
    }
}

/// What is known of all files.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// The files to take, oldest article first, so that the newest get the highest row numbers.
    pub(super) todo: Vec<Sight>,
    /// The articles, so that none is made of two files.
    pub(super) ids: HashSet<ArticleId>,
    /// The article of each file, also of those that are not taken anew.
    pub(super) by_path: HashMap<String, ArticleId>,
    /// The articles of this import by address.
    pub(super) by_slug: HashMap<(Language, Slug), ArticleId>,
    /// The number of the slug that this import gave last, of each that was wanted and taken: many files may be called alike.
    numbered: HashMap<(Language, Slug), u32>,
    /// For each key of translations: the source, and the hash of its words.
    pub(super) sources: HashMap<String, (ArticleId, String)>,
}

/// What one reading of a file told.
struct Glance {
    source_hash: [u8; 32],
    exact_id: Option<ArticleId>,
    named: Named,
    language: Language,
    wanted: Option<Slug>,
    key: Option<String>,
    is_source: bool,
    words_hash: Option<String>,
    date: Option<Instant>,
    headline: String,
    /// Names of notes that no file has.
    unknown: Vec<String>,
    /// Its file says that it lies in the trash, as that of a bundle of our own may.
    in_trash: bool,
}

/// A file that is what it was, of an article that shows pictures: they may be others now.
struct Same<'e> {
    entry: &'e Entry,
    glance: Glance,
    id: ArticleId,
    known: Known,
    shown: ShownMedia,
}

impl Desk {
    pub(super) fn survey(
        &mut self,
        scan: &Scan,
        root: &str,
        settings: &Settings,
        report: &mut ImportReport,
        progress: &mut dyn FnMut(Progress),
        cancel: &Cancel,
    ) -> Result<Survey, DeskError> {
        let mut survey = Survey::default();
        let mut claimed = HashSet::new();
        let total = Some(scan.entries.len());
        let mut glanced = Vec::with_capacity(scan.entries.len());
        for (stride, entries) in scan.entries.chunks(STRIDE).enumerate() {
            progress(Progress { stage: WorkStage::Reading, done: stride * STRIDE, total });
            if cancel.is_cancelled() {
                return Err(DeskError::Stopped);
            }
            let glances: Vec<_> = entries.par_iter().map(|entry| glance(scan, entry, settings)).collect();
            for (entry, glance) in entries.iter().zip(glances) {
                match glance {
                    Ok(glance) => glanced.push((entry, glance)),
                    Err(left) => note_left(report, &left),
                }
            }
        }
        self.name_notes(scan, settings, &mut glanced)?;
        // In the order of writing, ids grow as well: what is filed under them is appended, and not strewn over the whole database.
        glanced.sort_by_key(|(_, glance)| glance.date);
        let roots = Roots::read(&self.view(), root)?;
        let mut same = Vec::new();
        for (entry, glance) in glanced {
            self.place(&roots, entry, glance, &mut survey, &mut claimed, &mut same, report)?;
        }
        let (pictures, total) = (Pictures::new(scan), Some(same.len()));
        for (stride, same) in in_strides(same).enumerate() {
            progress(Progress { stage: WorkStage::Checking, done: stride * STRIDE, total });
            if cancel.is_cancelled() {
                return Err(DeskError::Stopped);
            }
            let changed = |same: &Same<'_>| pictures.changed(same.entry, &same.glance.named, &same.shown);
            let changed: Vec<_> = same.par_iter().map(changed).collect();
            for (same, changed) in same.into_iter().zip(changed) {
                self.look_again(same, changed, &mut survey, &mut claimed, report)?;
            }
        }
        Ok(survey)
    }

    /// Finds what links between notes mean whose names no file has: a headline of this import, or an article of the library.
    fn name_notes(
        &self,
        scan: &Scan,
        settings: &Settings,
        glanced: &mut [(&Entry, Glance)],
    ) -> Result<(), DeskError> {
        let unknown: HashSet<&String> = glanced.iter().flat_map(|(_, glance)| &glance.unknown).collect();
        if unknown.is_empty() {
            return Ok(());
        }
        let headlines: HashMap<String, &str> = glanced
            .iter()
            .map(|(entry, glance)| (glance.headline.to_lowercase(), entry.path.as_str()))
            .collect();
        let mut names = HashMap::new();
        for name in unknown {
            if let Some(path) = headlines.get(&name.to_lowercase()) {
                names.insert(name.clone(), Meant::Origin((*path).to_owned()));
                continue;
            }
            // The slug that an article of this headline gets.
            let Some(slug) = Slug::from_headline(name) else { continue };
            let here = self.view().by_slug_anywhere(slug.as_str())?;
            if let [id] = here.as_slice()
                && let Some(row) = self.view().row(*id)?.filter(|row| row.trashed_at.is_none())
            {
                names.insert(name.clone(), Meant::Address(row.language, row.slug));
            }
        }
        scan.know(names);
        // What translations of these are compared with has the links in it.
        for (entry, one) in glanced.iter_mut().filter(|(_, one)| one.key.is_some() && !one.unknown.is_empty())
        {
            if let Ok(again) = glance(scan, entry, settings) {
                one.words_hash = again.words_hash;
            }
        }
        Ok(())
    }

    /// A file that did not change, with the picture of it that did.
    fn look_again(
        &mut self,
        same: Same<'_>,
        changed: Option<String>,
        survey: &mut Survey,
        claimed: &mut HashSet<(Language, Slug)>,
        report: &mut ImportReport,
    ) -> Result<(), DeskError> {
        let Same { entry, glance, id, known, shown } = same;
        let Some(picture) = changed else {
            report.unchanged += 1;
            return Ok(());
        };
        if shown.version == known.origin.version {
            return self.enlist(entry, glance, (id, Some(known)), survey, claimed);
        }
        report.unchanged += 1;
        let why = format!(
            "the picture {picture:?} is another one since; its article was written on here and keeps the one that it had"
        );
        let reason = LeftReason::PictureKept { picture };
        note_left(report, LeftFile { path: entry.path.clone(), line: None, why, reason });
        Ok(())
    }

    /// Gives a file its article's id and slug, or finds that there is nothing to do.
    #[expect(clippy::too_many_arguments, reason = "the parts of one survey")]
    fn place<'e>(
        &mut self,
        roots: &Roots,
        entry: &'e Entry,
        glance: Glance,
        survey: &mut Survey,
        claimed: &mut HashSet<(Language, Slug)>,
        same: &mut Vec<Same<'e>>,
        report: &mut ImportReport,
    ) -> Result<(), DeskError> {
        let known = roots.known(&self.view(), &entry.path)?;
        let id = known.as_ref().map(|known| known.origin.article).or(glance.exact_id);
        let id = id.unwrap_or_else(|| ArticleId::new(self.fresh_id()));
        if !survey.ids.insert(id) {
            let why = "another file of this import has the same id; its text was taken, this one's was not"
                .to_owned();
            note_left(
                report,
                LeftFile { path: entry.path.clone(), line: None, why, reason: LeftReason::SameId },
            );
            return Ok(());
        }
        survey.by_path.insert(entry.path.clone(), id);
        if let (Some(key), Some(hash)) = (&glance.key, &glance.words_hash)
            && (glance.is_source || !survey.sources.contains_key(key))
        {
            survey.sources.insert(key.clone(), (id, hash.clone()));
        }
        match known {
            Some(known) if self.is_in_trash(id)? => {
                // Where nothing but undoing put it there, importing again does it again. A file that says so itself may say something else.
                let goes_on = if glance.in_trash {
                    known.origin.hash != glance.source_hash
                } else {
                    self.view().is_as_imported(id)?
                };
                if goes_on {
                    return self.enlist(entry, glance, (id, Some(known)), survey, claimed);
                }
                let why = "its article is in the trash; take it out there to have it back".to_owned();
                let reason = LeftReason::InTrash;
                note_left(report, LeftFile { path: entry.path.clone(), line: None, why, reason });
                Ok(())
            }
            Some(known) if known.origin.hash == glance.source_hash => {
                if let Some(shown) = self.view().shown_media(id)? {
                    same.push(Same { entry, glance, id, known, shown });
                } else {
                    report.unchanged += 1;
                }
                Ok(())
            }
            known => self.enlist(entry, glance, (id, known), survey, claimed),
        }
    }

    fn is_in_trash(&self, id: ArticleId) -> Result<bool, DeskError> {
        Ok(self.view().row(id)?.is_some_and(|row| row.trashed_at.is_some()))
    }

    /// Gives a file that is to be taken its slug.
    fn enlist(
        &mut self,
        entry: &Entry,
        glance: Glance,
        (id, known): (ArticleId, Option<Known>),
        survey: &mut Survey,
        claimed: &mut HashSet<(Language, Slug)>,
    ) -> Result<(), DeskError> {
        let wanted = glance.wanted.unwrap_or_else(|| Slug::untitled(id));
        // One that may be here has its own number, which may be a lower one.
        let is_new = known.is_none() && glance.exact_id.is_none();
        let key = (glance.language.clone(), wanted.clone());
        let from = if is_new { survey.numbered.get(&key).copied().unwrap_or(1) } else { 1 };
        let (slug, number) = free_from(&self.view(), id, &glance.language, (&wanted, from), claimed)?;
        if is_new && number > 1 {
            survey.numbered.insert(key, number);
        }
        claimed.insert((glance.language.clone(), slug.clone()));
        survey.by_slug.insert((glance.language.clone(), slug.clone()), id);
        let renamed_from = (slug != wanted).then_some(wanted);
        let language = glance.language;
        survey.todo.push(Sight { entry: entry.clone(), id, known, language, slug, renamed_from });
        Ok(())
    }
}

/// In parts, so that the work on them can be stopped between two.
fn in_strides<T>(all: Vec<T>) -> impl Iterator<Item = Vec<T>> {
    let mut all = all.into_iter();
    std::iter::from_fn(move || {
        Some(all.by_ref().take(STRIDE).collect::<Vec<_>>()).filter(|some| !some.is_empty())
    })
}

/// The first slug like the wanted one that neither the library nor this import has given to another article.
pub(super) fn free(
    view: &View<'_>,
    id: ArticleId,
    language: &Language,
    wanted: &Slug,
    claimed: &HashSet<(Language, Slug)>,
) -> Result<Slug, DeskError> {
    Ok(free_from(view, id, language, (wanted, 1), claimed)?.0)
}

/// The same from a number on, and its number.
fn free_from(
    view: &View<'_>,
    id: ArticleId,
    language: &Language,
    wanted: (&Slug, u32),
    claimed: &HashSet<(Language, Slug)>,
) -> Result<(Slug, u32), DeskError> {
    free_slug_but(view, id, language, wanted, |slug| claimed.contains(&(language.clone(), slug.clone())))
}

fn glance(scan: &Scan, entry: &Entry, settings: &Settings) -> Result<Glance, galley_bundle::Left> {
    let incoming = galley_bundle::glance(scan, entry, settings.time_zone)?;
    let language = language_of(&incoming, entry, scan, settings);
    let words_hash = incoming.translation_key.as_ref().map(|_| hex(hash_of_words(&incoming)));
    Ok(Glance {
        source_hash: source_hash(&incoming),
        exact_id: incoming.exact.as_ref().map(|exact| exact.id),
        in_trash: incoming.exact.as_ref().is_some_and(|exact| exact.trashed_at.is_some()),
        named: Named::of(&incoming),
        wanted: incoming.fields.slug.clone().or_else(|| Slug::from_headline(&incoming.fields.headline)),
        key: incoming.translation_key,
        is_source: incoming.is_source,
        words_hash,
        date: incoming.fields.date.or(incoming.publish_at),
        headline: incoming.fields.headline,
        unknown: incoming.unknown,
        language,
    })
}

/// The language of a file: its own word, its name or folder, the site's default, the library's.
fn language_of(incoming: &Incoming, entry: &Entry, scan: &Scan, settings: &Settings) -> Language {
    let own = incoming.fields.language.as_ref().or(entry.language.as_ref());
    own.or(scan.default_language.as_ref()).unwrap_or(&settings.language).clone()
}

/// The file's hash, as bytes.
pub(super) fn source_hash(incoming: &Incoming) -> [u8; 32] {
    let hash: Result<galley_domain::MediaHash, _> = incoming.source_hash.parse();
    hash.map(|hash| *hash.bytes()).expect("the bundle crate writes a SHA-256 in lower-case hex")
}

/// What is remembered in place of a file's hash where something of it could not be taken, a picture that was missing for instance: the
/// file is read again the next time.
pub(super) fn in_part(mut hash: [u8; 32]) -> [u8; 32] {
    hash[0] = !hash[0];
    hash
}

fn hash_of_words(incoming: &Incoming) -> [u8; 32] {
    let fields = &incoming.fields;
    words_hash(&fields.headline, &fields.lead, &fields.body)
}
