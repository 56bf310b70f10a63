//! What changed moves nothing: a few articles have other words, another headline, another cover, where they stand. Then nothing is gone
//! through that all articles have a part in. The index is the last one's, of which is read what is asked for; the pages that show what
//! changed are known; all other files stay.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::ControlFlow;
use std::sync::Arc;

use galley_domain::{ArticleId, MediaHash};

use super::lists::Job;
use super::run::{Knowing, Over, Run, Tally};
use super::{Keeping, Options, Prepared, media};
use crate::address::file_of;
use crate::fan_out::fan_out;
use crate::index::{Ask, Index, Instead, Shown as Picture};
use crate::memory::{Base, Colours, Key, KnownPage, Packed, Shown, pictures};
use crate::out::Staging;
use crate::pages::Pages;
use crate::pictures::{CARD, SiteFile, Sizing, Store, Tone, of_covers};
use crate::sitemap::Differing;
use crate::xml::File;
use crate::{
    Card, Changes, ExportError, Image, Moment, Part, Problem, Report, Source, Stage, Theme, memory, sitemap,
};

/// More articles that changed than this, and all are gone through.
const CHANGED_MAX: usize = 200;

/// Files that are looked at in one export, whether they are still there: all of a small site. Of a larger one each export looks at the
/// next ones.
pub(super) const LOOK_MAX: usize = 10_000;

/// What is known before anything is read.
pub(super) struct Before<'a> {
    pub(super) base: &'a Arc<Base>,
    pub(super) shown: &'a Shown,
    pub(super) moment: &'a Moment,
    /// All else that the site is made with.
    pub(super) with: Key,
}

/// An article that changed.
struct Changed {
    at: u32,
    old: Card,
    new: Card,
    tone: Tone,
}

/// A page that may come out differently.
struct Reached<'a> {
    page: KnownPage,
    job: MadeAs<'a>,
}

/// As what it is made.
enum MadeAs<'a> {
    Article(ArticleId),
    Other(Job<'a>),
}

/// Makes what these changes reach. None where they move something, or it cannot be said what they reach: then all is gone through.
pub(super) fn in_place(
    staging: &Staging<'_>,
    (source, theme, options): (&dyn Source, &Theme, &Options<'_>),
    before: &Before<'_>,
    changes: &Changes,
    unreadable: &HashSet<MediaHash>,
) -> Result<Option<Prepared>, ExportError> {
    let base = before.base;
    let changed = &changes.articles;
    if !changes.nouns.is_empty()
        || changed.len() > CHANGED_MAX
        || !base.has_room()
        || !base.had_unreadable(name_of(unreadable))
    {
        return Ok(None);
    }
    std::thread::scope(|scope| {
        let look = scope.spawn(|| staging.missing(one_thread(), before.shown.look_from, LOOK_MAX));
        // They are many, and take as long as all else that is read.
        let colours = scope.spawn(|| options.memory.map(Colours::learn));
        let colours = || colours.join().expect("learning colours does not panic");
        let prepared = make(staging, (source, theme, options), before, (changed, unreadable), colours);
        let is_whole = look.join().expect("looking at files does not panic").is_empty();
        Ok(prepared?.filter(|_| is_whole && !base.is_damaged()))
    })
}

const fn one_thread() -> std::num::NonZero<usize> {
    std::num::NonZero::<usize>::MIN
}

/// Names a set of pictures.
pub(super) fn name_of(pictures: &HashSet<MediaHash>) -> Key {
    let mut sorted: Vec<_> = pictures.iter().map(|hash| *hash.bytes()).collect();
    sorted.sort_unstable();
    Key::of(&[&sorted.concat()])
}

fn make(
    staging: &Staging<'_>,
    (source, theme, options): (&dyn Source, &Theme, &Options<'_>),
    before: &Before<'_>,
    (changed, unreadable): (&[ArticleId], &HashSet<MediaHash>),
    colours: impl FnOnce() -> Option<Colours>,
) -> Result<Option<Prepared>, ExportError> {
    let base = before.base;
    let Some(changed) = cards(source, options, base, changed)? else { return Ok(None) };
    options.check()?;
    let sizing = Sizing { unreadable: unreadable.clone(), ..Sizing::default() };
    let instead: Vec<Instead> = changed.iter().map(|c| (c.at, c.new.clone(), c.tone)).collect();
    let Some(index) = Index::in_place(base, source.catalog()?, sizing, instead)? else { return Ok(None) };
    let Some(reached) = reached(base, &index, &changed) else { return Ok(None) };
    let pages = Pages::new(&index, theme);
    let over = Over::AllBut(reached.keys().cloned().collect());
    let tools = memory::tools(theme);
    let mut run = Run::new(staging, &pages, options, source.now(), tools, Knowing::Read(base), over);
    run.pictures_stand = true;
    let articles: Vec<ArticleId> = reached
        .values()
        .filter_map(|page| if let MadeAs::Article(id) = page.job { Some(id) } else { None })
        .collect();
    run.differing = Some(articles.iter().filter_map(|id| index.find(*id)).collect());
    run.these_articles(source, articles, colours())?;
    run.gate()?;
    run.feed_texts(source)?;
    run.these_lists(&reached, &changed)?;
    let refiled: Vec<u32> =
        changed.iter().map(|c| c.at).filter(|at| !run.stayed(&index, &reached, *at)).collect();
    let Some(shards) = run.search_in_place(source, base, &refiled)? else { return Ok(None) };
    let Some((files, users)) = run.gone(base, &reached, &changed) else { return Ok(None) };
    let found = run.these_files(source)?;
    if found.iter().any(|picture| !unreadable.contains(picture)) {
        return Ok(Some(Prepared::Unreadable(found)));
    }
    let news_until = source.now().and_then(|now| sitemap::news_until(&index, now));
    let until = source.until()?.into_iter().chain(news_until).min();
    let mut tally = before.shown.tally.clone();
    count(&mut tally, staging, [(Part::Media, &*files), (Part::Index, &*shards)]);
    staging.rest_stays([files, shards].concat());
    let (made, _, learnt) = run.end_all();
    let lacks_media = made.lacks_media;
    let old: Vec<Problem> = reached.values().flat_map(|page| page.page.problems.iter().cloned()).collect();
    let Some((problems, problem_count)) = problems(before.shown, old, made) else { return Ok(None) };
    let files: u64 = tally.values().map(|(files, _)| files).sum();
    let shown = Shown {
        state: before.moment.state.clone(),
        with: before.with,
        from_ms: before.moment.at.timestamp_millis(),
        until_ms: until.map(|until| until.timestamp_millis()),
        tally,
        problems,
        problem_count,
        lacks_media,
        look_from: look_next(before.shown.look_from, files),
    };
    let report = Report { unchanged: 0, ..shown.report() };
    let change = base.changed(|since| {
        since.shown = Some(shown);
        since.cards.extend(changed.into_iter().map(|c| (c.at, (c.new, c.tone))));
        for (file, page) in &learnt {
            note_shows(&mut since.shows, &reached, file, page);
        }
        since.pages.extend(learnt);
        for (path, more) in users {
            *since.users.entry(path).or_default() += more;
        }
    });
    Ok(Some(Prepared::New { report, base: String::new(), keeping: Some(Box::new(Keeping::Change(change))) }))
}

/// At which file the next export begins to look.
pub(super) fn look_next(from: usize, files: u64) -> usize {
    let next = from + LOOK_MAX;
    if next as u64 >= files { 0 } else { next }
}

/// The articles that changed and go out, with their cards. None where one came, went, or stands elsewhere now.
fn cards(
    source: &dyn Source,
    options: &Options<'_>,
    base: &Base,
    ids: &[ArticleId],
) -> Result<Option<Vec<Changed>>, ExportError> {
    let mut changed = Vec::new();
    for id in ids {
        let (at, new) = match (base.find(*id), source.card(*id)?) {
            (None, None) => continue,
            (Some(at), Some(new)) => (at, new),
            _ => return Ok(None),
        };
        let Some((old, mut tone)) = base.card(at) else { return Ok(None) };
        if !stands_where_it_stood(&old, &new) {
            return Ok(None);
        }
        if old.cover != new.cover {
            let one = std::slice::from_ref(&new);
            let threads = options.threads().min(media::PICTURES_MAX);
            let tones = of_covers(one, source, Store(options.pictures), threads, &|| options.check())?;
            tone = match new.cover.as_deref() {
                Some((Image::Media { hash, .. }, _)) => tones.get(hash).copied().flatten(),
                _ => None,
            };
        }
        changed.push(Changed { at, old, new, tone });
    }
    Ok(Some(changed))
}

/// Whether two cards of an article have the same address, and the same place in every list and everywhere else.
fn stands_where_it_stood(old: &Card, new: &Card) -> bool {
    // What is named here may differ; of all else, whatever it comes to be, nothing may.
    let shown = Card {
        headline: new.headline.clone(),
        teaser: new.teaser.clone(),
        modified: new.modified,
        cover: new.cover.clone(),
        views: new.views,
        form: new.form,
        ..old.clone()
    };
    shown == *new
}

/// By path of a file, how many more show it.
type Users = HashMap<Box<str>, i64>;

type ReachedPages<'a> = BTreeMap<Box<str>, Reached<'a>>;

/// The pages that may come out differently, by file. None where one of them is of a kind that is not made here.
fn reached<'a>(base: &Base, index: &'a Index, changed: &[Changed]) -> Option<ReachedPages<'a>> {
    let mut files: HashSet<Box<str>> = HashSet::new();
    for one in changed {
        files.insert(file_of(&index.entry(one.at).path).into());
        if one.old != one.new {
            files.extend(base.pages_showing(index.age(one.at))?);
        }
    }
    let mut reached = BTreeMap::new();
    for file in files {
        let page = base.page(&file)?.known()?;
        let job = match page.part {
            Part::Article | Part::Page => {
                // A page shows its own article.
                let mut shown = page.notes.entries.iter().map(|age| index.entry(index.at_age(*age)));
                MadeAs::Article(shown.find(|entry| file_of(&entry.path) == *file)?.id)
            }
            Part::List => {
                let mut asked = page.notes.asked.iter();
                MadeAs::Other(asked.find_map(|ask| match ask {
                    Ask::Page(list, number, _) => {
                        let (list, number) = (index.list_in(*list)?, *number as usize);
                        (file_of(&list.page_path(number)) == *file).then_some(Job::List(list, number))
                    }
                    _ => None,
                })?)
            }
            Part::Redirect => {
                let mut asked = page.notes.asked.iter();
                MadeAs::Other(asked.find_map(|ask| match ask {
                    Ask::LeadsTo(from, _) if file_of(from) == *file => {
                        Some(Job::Redirect(index.former(from)?))
                    }
                    _ => None,
                })?)
            }
            _ => return None,
        };
        reached.insert(file, Reached { page, job });
    }
    Some(reached)
}

impl Run<'_> {
    /// The lists, feeds and sitemaps that may differ.
    fn these_lists(&self, reached: &ReachedPages<'_>, changed: &[Changed]) -> Result<(), ExportError> {
        const INTO_MEMORY: &str = "writing into memory does not fail";
        let jobs: Vec<&Job<'_>> = reached
            .values()
            .filter_map(|page| if let MadeAs::Other(job) = &page.job { Some(job) } else { None })
            .collect();
        let total = jobs.len() as u64;
        let give = |each: &mut dyn FnMut(_) -> ControlFlow<()>| {
            // A break means that a thread has failed; its error is what comes back.
            let _ = jobs.into_iter().try_for_each(each);
            Ok(())
        };
        fan_out(self.options.threads(), give, |job: &Job<'_>| {
            self.step(Stage::Lists, total)?;
            self.job(job)
        })?;
        self.index
            .lists()
            .iter()
            .filter(|list| self.feed_may_differ(list))
            .try_for_each(|list| self.feed(list))?;
        let in_text_differ = |c: &Changed| {
            let file = file_of(&self.index.entry(c.at).path);
            let old = reached.get(&*file).map(|page| pictures(page.page.files.clone()));
            self.learnt_page(&file).and_then(|page| page.pictures()) != old
        };
        let differ = |c: &&Changed| {
            c.old.modified != c.new.modified || c.old.cover != c.new.cover || in_text_differ(c)
        };
        let told: Vec<u32> = changed.iter().filter(differ).map(|c| c.at).collect();
        let put = |(path, bytes): File| self.put(Part::Index, &path, &bytes);
        if !told.is_empty() {
            let pictures = |some: &[u32]| self.pictures_of(some);
            sitemap::sitemaps(self.index, &pictures, Differing::Entries(&told), put)?;
        }
        self.now.map_or(Ok(()), |now| put(sitemap::news(self.pages, now).expect(INTO_MEMORY)))?;
        self.end(Stage::Lists);
        Ok(())
    }

    /// Whether the page of an article was made from the same as before.
    fn stayed(&self, index: &Index, reached: &ReachedPages<'_>, at: u32) -> bool {
        let path = &*index.entry(at).path;
        let old = reached.get(&*file_of(path)).map(|page| page.page.key);
        self.keys(std::iter::once(path)).and_then(|keys| keys.first().copied()) == old
    }

    /// The files that nothing shows any more, and by path, how many more show the files of the library. None where that cannot be said.
    fn gone(
        &self,
        base: &Base,
        reached: &ReachedPages<'_>,
        changed: &[Changed],
    ) -> Option<(Vec<Box<str>>, Users)> {
        let index = self.index;
        let cover = |card: &Card| {
            let (image, alt) = card.cover.as_deref()?;
            Picture::of(image, alt, &index.base, &index.sizing)?.file
        };
        let old_covers = changed.iter().filter_map(|c| cover(&c.old));
        let new_covers: Vec<SiteFile> = changed.iter().filter_map(|c| cover(&c.new)).collect();
        self.uses_files(&new_covers);
        let learnt =
            |file: &str| self.learnt_page(file).and_then(|page| page.found()).map(|(files, _)| files);
        let mut old: Vec<SiteFile> = old_covers.collect();
        let mut new = new_covers;
        for (file, page) in reached {
            old.extend(page.page.files.iter().cloned());
            new.extend(learnt(file)?);
        }
        let unreadable = &index.sizing.unreadable;
        if old.iter().chain(&new).any(|file| unreadable.contains(&file.hash)) {
            return None;
        }
        let mut users = Users::new();
        for (files, more) in [(&new, 1), (&old, -1)] {
            for file in files {
                *users.entry(file.path.clone()).or_default() += more;
            }
        }
        let stays = self.pages.byline_pictures().chain(self.pages.logos()).filter_map(|shown| shown.file);
        let stays: HashSet<Box<str>> = stays.map(|file| file.path).collect();
        let mut gone: Vec<Box<str>> = Vec::new();
        for file in &old {
            let more = users.get(&file.path).copied().unwrap_or_default();
            // A card is of one article.
            let is_gone = more < 0
                && (file.is_card() || (!stays.contains(&file.path) && base.users(&file.path)? + more <= 0));
            if is_gone {
                gone.extend(file.forms().map(|(_, path)| Box::from(file_of(&path))));
            }
        }
        gone.sort_unstable();
        gone.dedup();
        gone.retain(|file| self.staging.had(file));
        users.retain(|path, more| *more != 0 && !path.starts_with(CARD));
        Some((gone, users))
    }
}

/// Counts what differs of the files.
fn count(tally: &mut Tally, staging: &Staging<'_>, gone: [(Part, &[Box<str>]); 2]) {
    for (part, old, new) in staging.sizes() {
        let (files, bytes) = tally.entry(part).or_default();
        *files += u64::from(old.is_none());
        *bytes = (*bytes + new).saturating_sub(old.unwrap_or_default());
    }
    for (part, file) in gone.into_iter().flat_map(|(part, files)| files.iter().map(move |file| (part, file)))
    {
        let (files, bytes) = tally.entry(part).or_default();
        *files = files.saturating_sub(1);
        *bytes = bytes.saturating_sub(staging.old_size(file).unwrap_or_default());
    }
}

/// What a person should look at, and how much there is of it; `old` is what there was of the pages that were looked at. None where it is
/// listed in part only.
fn problems(shown: &Shown, mut old: Vec<Problem>, made: Report) -> Option<(Vec<Problem>, u64)> {
    old.sort();
    if old.len() as u64 == made.problem_count && old == made.problems {
        return Some((shown.problems.clone(), shown.problem_count));
    }
    let all = |listed: &[Problem], count| listed.len() as u64 == count;
    if !all(&shown.problems, shown.problem_count) || !all(&made.problems, made.problem_count) {
        return None;
    }
    let mut problems = shown.problems.clone();
    for problem in &old {
        problems.remove(problems.iter().position(|other| other == problem)?);
    }
    problems.extend(made.problems);
    problems.sort();
    let count = problems.len() as u64;
    problems.truncate(Report::PROBLEMS_MAX);
    Some((problems, count))
}

/// Notes which articles a page shows that it did not.
fn note_shows(
    shows: &mut HashMap<u32, Vec<Box<str>>>,
    reached: &ReachedPages<'_>,
    file: &str,
    page: &Packed,
) {
    let Some(before) = reached.get(file) else { return };
    for age in page.notes().map(|notes| notes.entries).unwrap_or_default() {
        if before.page.notes.entries.binary_search(&age).is_err() {
            let files = shows.entry(age).or_default();
            if !files.iter().any(|other| **other == *file) {
                files.push(file.into());
            }
        }
    }
}
