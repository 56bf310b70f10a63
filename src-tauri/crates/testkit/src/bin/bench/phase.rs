//! The phases, in their order: each finds in the folder what the ones before it left there.

use std::path::PathBuf;
use std::time::Duration;

use galley_desk::article::NewArticle;
use galley_desk::domain::{ArticleId, Content};
use galley_desk::import::From;
use galley_desk::settings::Settings;
use galley_desk::spelling::{LINES_MAX, Spelling};
use galley_desk::wire::{ArticleFilter, ListOrder, StatusWord};
use galley_desk::{Access, Cache, Cancel, Desk, Progress, Signature};
use galley_testkit::{Corpus, Dice};

use crate::figures::{Figures, timed};
use crate::stages::Stages;
use crate::{Trouble, floor, peers, queries, shelf};

/// Where a phase works, and with how many articles.
pub(crate) struct Workplace {
    pub(crate) folder: PathBuf,
    pub(crate) articles: usize,
}

impl Workplace {
    pub(crate) fn corpus(&self) -> PathBuf {
        self.folder.join("corpus")
    }

    pub(crate) fn site(&self) -> PathBuf {
        self.folder.join("site")
    }

    pub(crate) fn bundle(&self) -> PathBuf {
        self.folder.join("bundle")
    }

    fn equal(&self) -> PathBuf {
        self.folder.join("site equal")
    }

    pub(crate) fn library(&self) -> PathBuf {
        self.folder.join("News.galley")
    }

    pub(crate) fn open(&self) -> Result<Desk, Trouble> {
        let mut desk = Desk::open(&self.library(), Access::Write, signature())?;
        desk.remember_in(Some(Cache::at(self.folder.join("cache"))));
        Ok(desk)
    }
}

type Phase = fn(&Workplace, &mut Figures) -> Result<(), Trouble>;

/// All of them.
pub(crate) const ALL: &[(&str, Phase)] = &[
    ("corpus", corpus),
    ("floor of the database", floor::database),
    ("import", import),
    ("import again", import_again),
    ("open", open),
    ("list", list),
    ("search", search),
    ("export", export),
    ("export one change", export_one_change),
    ("export nothing", export_nothing),
    ("export a draft", export_draft),
    ("export a new article", export_new),
    ("export a new list", export_new_list),
    ("export anew", export_anew),
    ("bundle", bundle),
    ("save", save),
    ("floor of files", floor::files),
    ("render", floor::render),
    ("spelling", spelling),
    ("shelf", shelf::shelf),
];

/// Other builders, on the same corpus. Last: they change it.
pub(crate) const PEERS: &[(&str, Phase)] = &[
    ("export equal", export_equal),
    ("export equal one change", export_equal_one_change),
    // Not by their own names: what this process takes is noted by the phase's.
    ("peer hugo", peers::hugo),
    ("peer eleventy", peers::eleventy),
];

/// Articles on a page of a list, and hits of a search.
const PAGE: usize = 50;
/// Opened so often.
const OPENINGS: usize = 30;
/// Each kind of list is asked for so often, at different places.
const LISTINGS: usize = 100;
/// Articles that are saved, each once.
const SAVES: usize = 500;

pub(crate) fn signature() -> Signature {
    Signature { author: "Bench".to_owned(), device: "bench".to_owned() }
}

fn corpus(place: &Workplace, figures: &mut Figures) -> Result<(), Trouble> {
    let written = Corpus::new(place.articles).write(&place.corpus())?;
    figures.note("corpus MB", written.bytes as f64 / 1e6);
    Ok(())
}

fn import(place: &Workplace, figures: &mut Figures) -> Result<(), Trouble> {
    let mut desk = Desk::create(&place.library(), &Settings::default(), "Bench", signature())?;
    let import = || Ok(desk.import(&place.corpus(), From::Auto, &mut |_| {})?);
    let (time, done) = timed(import)?;
    let report = done.output;
    if report.added != place.articles || !report.left.is_empty() {
        return Err(format!(
            "{} were added, {} left: {:?}",
            report.added,
            report.left.len(),
            report.left.first()
        )
        .into());
    }
    figures.note("import /s", place.articles as f64 / time.as_secs_f64());
    grow_tree(&mut desk, &Corpus::new(place.articles))?;
    let database = std::fs::metadata(place.library().join("library.db"))?;
    figures.note("database MB", database.len() as f64 / 1e6);
    Ok(())
}

/// Front matter names categories; that they stand below one another is said here.
fn grow_tree(desk: &mut Desk, corpus: &Corpus) -> Result<(), Trouble> {
    for (name, parent) in corpus.categories() {
        let Some(parent) = parent else {
            desk.add_category(&name, None)?;
            continue;
        };
        // A small corpus may not have met every category.
        if let Ok(mut category) = desk.find_category(&name) {
            category.parent = Some(desk.find_category(&parent)?.id);
            desk.put_category(&category)?;
        }
    }
    Ok(())
}

fn import_again(place: &Workplace, figures: &mut Figures) -> Result<(), Trouble> {
    let mut desk = place.open()?;
    let (time, done) = timed(|| Ok(desk.import(&place.corpus(), From::Auto, &mut |_| {})?))?;
    if done.output.unchanged != place.articles {
        return Err(format!("{} were unchanged", done.output.unchanged).into());
    }
    figures.note("import again /s", place.articles as f64 / time.as_secs_f64());
    Ok(())
}

fn open(place: &Workplace, figures: &mut Figures) -> Result<(), Trouble> {
    let mut times = Vec::new();
    for _ in 0..OPENINGS {
        let (time, _) = timed(|| {
            let desk = place.open()?;
            Ok(desk.list(&ArticleFilter::default(), ListOrder::default(), None, PAGE)?)
        })?;
        times.push(time);
    }
    figures.note_times("open", times);
    Ok(())
}

fn list(place: &Workplace, figures: &mut Figures) -> Result<(), Trouble> {
    let desk = place.open()?;
    let corpus = Corpus::new(place.articles);
    let (parent, _) = corpus.categories().swap_remove(0);
    let plain = ArticleFilter::default;
    let category = ArticleFilter { category: Some(parent), ..plain() };
    let tag = ArticleFilter { tag: Some(corpus.tag(0)), ..plain() };
    let kinds = [
        ("list", plain()),
        ("list by status", ArticleFilter { status: Some(StatusWord::Published), ..plain() }),
        ("list by tag", tag.clone()),
        ("list by category", category.clone()),
        ("list by all three", ArticleFilter { status: Some(StatusWord::Draft), tag: tag.tag, ..category }),
    ];
    for (name, filter) in kinds {
        let cursors = cursors(&desk, &filter)?;
        let mut dice = Dice::new(1);
        let (mut first, mut deep) = (Vec::new(), Vec::new());
        for _ in 0..LISTINGS {
            let cursor = &cursors[dice.below(cursors.len() as u64) as usize];
            first.push(timed(|| Ok(desk.list(&filter, ListOrder::default(), None, PAGE)?))?.0);
            deep.push(timed(|| Ok(desk.list(&filter, ListOrder::default(), cursor.as_deref(), PAGE)?))?.0);
        }
        figures.note_times(&format!("{name}, first page"), first);
        figures.note_times(&format!("{name}, deep in"), deep);
    }
    Ok(())
}

/// Places all over a list.
fn cursors(desk: &Desk, filter: &ArticleFilter) -> Result<Vec<Option<String>>, Trouble> {
    let mut cursors = vec![None];
    loop {
        let page = desk.list(
            filter,
            ListOrder::default(),
            cursors.last().and_then(|cursor: &Option<String>| cursor.as_deref()),
            1_000,
        )?;
        match page.next {
            Some(next) => cursors.push(Some(next)),
            None => return Ok(cursors),
        }
    }
}

fn search(place: &Workplace, figures: &mut Figures) -> Result<(), Trouble> {
    let desk = place.open()?;
    let mut note = |kind: &str, queries: &[String], filter: &ArticleFilter| {
        let (mut times, mut hits) = (Vec::new(), 0);
        for query in queries {
            let (time, reply) = timed(|| Ok(desk.search(query, filter, PAGE)?))?;
            times.push(time);
            hits += usize::from(!reply.hits.is_empty());
        }
        figures.note(format!("search {kind} found"), hits as f64 / queries.len() as f64 * 100.0);
        figures.note_times(&format!("search {kind}"), times);
        Ok::<_, Trouble>(())
    };
    for (kind, queries) in queries::kinds() {
        note(kind, &queries, &ArticleFilter::default())?;
    }
    let of_all_kinds: Vec<String> = queries::kinds().into_iter().flat_map(|(_, queries)| queries).collect();
    let published = ArticleFilter { status: Some(StatusWord::Published), ..ArticleFilter::default() };
    let tag = Some(Corpus::new(place.articles).tag(0));
    for (kind, filter) in
        queries::WITHIN.into_iter().zip([published, ArticleFilter { tag, ..ArticleFilter::default() }])
    {
        note(kind, &of_all_kinds, &filter)?;
    }
    Ok(())
}

fn export(place: &Workplace, figures: &mut Figures) -> Result<(), Trouble> {
    let desk = place.open()?;
    let (time, report) = timed(|| Ok(desk.export_site(&place.site(), None, &|_| {}, &Cancel::default())?))?;
    figures.note_time("export", time);
    figures.note("export files", report.written as f64);
    figures.note("export MB", report.bytes as f64 / 1e6);
    Ok(())
}

fn export_one_change(place: &Workplace, figures: &mut Figures) -> Result<(), Trouble> {
    release_one_change(place)?;
    let stages = Stages::begin();
    note_export_told(place, figures, "export one change", &|progress| stages.at(progress.stage))?;
    stages.note(figures, "export one change");
    Ok(())
}

/// A text was saved that readers do not get yet.
fn export_draft(place: &Workplace, figures: &mut Figures) -> Result<(), Trouble> {
    let mut desk = place.open()?;
    let id = some_articles(&desk, 2)?[1];
    change(&mut desk, id)?;
    drop(desk);
    note_export(place, figures, "export a draft")
}

/// An article more stands first everywhere: every page of its lists moves.
fn export_new(place: &Workplace, figures: &mut Figures) -> Result<(), Trouble> {
    let mut desk = place.open()?;
    let like = some_articles(&desk, 1)?[0];
    let article = desk.article(like)?;
    let new = NewArticle { headline: "An article more".to_owned(), ..NewArticle::default() };
    let id = desk.new_article(&new)?.output;
    let empty = desk.article(id)?;
    let slug = empty.content.slug.clone();
    let content = Content { headline: new.headline, slug, date: None, translation: None, ..article.content };
    desk.write(id, empty.version, Content { aliases: Vec::new(), ..content })?;
    desk.release(&[id], None)?;
    drop(desk);
    note_export(place, figures, "export a new article")
}

/// A tag that no article had.
fn export_new_list(place: &Workplace, figures: &mut Figures) -> Result<(), Trouble> {
    let mut desk = place.open()?;
    let id = some_articles(&desk, 3)?[2];
    desk.set_fields(id, &[("tags".to_owned(), "A tag that no article had".to_owned())])?;
    desk.release(&[id], None)?;
    drop(desk);
    note_export(place, figures, "export a new list")
}

/// Exports once more, as another process would.
fn note_export(place: &Workplace, figures: &mut Figures, name: &str) -> Result<(), Trouble> {
    note_export_told(place, figures, name, &|_| {})
}

fn note_export_told(
    place: &Workplace,
    figures: &mut Figures,
    name: &str,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<(), Trouble> {
    let (time, report) =
        timed(|| Ok(place.open()?.export_site(&place.site(), None, progress, &Cancel::default())?))?;
    figures.note_time(name, time);
    figures.note(format!("{name} files"), report.written as f64);
    Ok(())
}

/// Into another folder: everything is made, with the colours of code known from the first time.
fn export_anew(place: &Workplace, figures: &mut Figures) -> Result<(), Trouble> {
    let desk = place.open()?;
    let export =
        || Ok(desk.export_site(&place.folder.join("site anew"), None, &|_| {}, &Cancel::default())?);
    figures.note_time("export anew", timed(export)?.0);
    Ok(())
}

/// Changes one article, for readers too, as another process would.
fn release_one_change(place: &Workplace) -> Result<(), Trouble> {
    let mut desk = place.open()?;
    let id = some_articles(&desk, 1)?[0];
    change(&mut desk, id)?;
    desk.release(&[id], None)?;
    Ok(())
}

/// Into another folder, with as much as the peers' theme has: the plain theme, no search for readers, no cards.
fn export_equal(place: &Workplace, figures: &mut Figures) -> Result<(), Trouble> {
    let mut desk = place.open()?;
    let target = desk.find_target(None)?;
    let equal = [("theme", "plain"), ("search", "no"), ("cards", "no")];
    let equal = equal.map(|(field, value)| (field.to_owned(), value.to_owned())).to_vec();
    desk.set_target_fields(&target, &equal)?;
    let (time, report) =
        timed(|| Ok(desk.export_site(&place.equal(), None, &|_| {}, &Cancel::default())?))?;
    figures.note_time("export equal", time);
    figures.note("export equal files", report.written as f64);
    Ok(())
}

fn export_equal_one_change(place: &Workplace, figures: &mut Figures) -> Result<(), Trouble> {
    release_one_change(place)?;
    let desk = place.open()?;
    let export = || Ok(desk.export_site(&place.equal(), None, &|_| {}, &Cancel::default())?);
    figures.note_time("export equal one change", timed(export)?.0);
    Ok(())
}

fn export_nothing(place: &Workplace, figures: &mut Figures) -> Result<(), Trouble> {
    note_export(place, figures, "export nothing")
}

fn bundle(place: &Workplace, figures: &mut Figures) -> Result<(), Trouble> {
    let desk = place.open()?;
    let (time, report) = timed(|| Ok(desk.export_bundle(&place.bundle(), &[], &|_| {})?))?;
    figures.note_time("bundle", time);
    figures.note("bundle files", report.written as f64);
    Ok(())
}

fn save(place: &Workplace, figures: &mut Figures) -> Result<(), Trouble> {
    let mut desk = place.open()?;
    let mut times = Vec::new();
    for id in some_articles(&desk, SAVES.min(place.articles))? {
        times.push(change(&mut desk, id)?);
    }
    figures.note_times("save", times);
    Ok(())
}

/// The dictionary is read, the words of some articles are looked up, and one that is wrong is looked for.
fn spelling(place: &Workplace, figures: &mut Figures) -> Result<(), Trouble> {
    let desk = place.open()?;
    let (spelling, house) = (Spelling::new(&place.folder), desk.house_words()?);
    let english = ["en".to_owned()];
    let check = |lines: &[String]| -> Result<_, Trouble> { Ok(spelling.check(&english, lines, &house)?) };
    let (time, _) = timed(|| check(&["word".to_owned()]))?;
    figures.note_time("dictionary", time);
    let mut lines = Vec::new();
    for id in some_articles(&desk, SAVES.min(place.articles))? {
        lines.extend(desk.content(id)?.body.lines().map(str::to_owned));
    }
    let words: usize = lines.iter().map(|line| line.split_whitespace().count()).sum();
    let (time, ()) = timed(|| lines.chunks(LINES_MAX).try_for_each(|lines| check(lines).map(|_| ())))?;
    figures.note("spelling /s", words as f64 / time.as_secs_f64());
    let (time, _) = timed(|| Ok(spelling.suggest(&english, "artical", &house)?))?;
    figures.note_time("suggest", time);
    Ok(())
}

/// Adds a sentence to an article; answers how long the save took.
fn change(desk: &mut Desk, id: ArticleId) -> Result<Duration, Trouble> {
    let article = desk.article(id)?;
    let mut content = article.content;
    content.body.push_str("\nOne sentence more.\n");
    let (time, _) = timed(|| Ok(desk.write(id, article.version, content)?))?;
    Ok(time)
}

/// Published articles from all over the list.
fn some_articles(desk: &Desk, count: usize) -> Result<Vec<ArticleId>, Trouble> {
    let filter = ArticleFilter { status: Some(StatusWord::Published), ..ArticleFilter::default() };
    let (mut ids, mut after) = (Vec::new(), None);
    loop {
        let page = desk.list(&filter, ListOrder::default(), after.as_deref(), 1_000)?;
        for row in &page.articles {
            ids.push(row.id.parse()?);
        }
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    let step = (ids.len() / count).max(1);
    Ok(ids.into_iter().step_by(step).take(count).collect())
}
