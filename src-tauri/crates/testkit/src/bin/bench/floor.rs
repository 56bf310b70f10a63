//! The floor: the same work by the parts alone, with nothing of Galley around them.
//!
//! This is the one place outside `store` and `markdown` that takes SQLite and the Markdown parser themselves.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use galley_testkit::{Corpus, Dice};
use pulldown_cmark::{Options, Parser, html};
use rusqlite::Connection;

use crate::Trouble;
use crate::figures::{Figures, timed};
use crate::phase::Workplace;

/// Rows in one transaction, as many as the import has.
const BATCH: usize = 256;
/// Files that are read into memory before they are written.
const FILES: usize = 2_000;
/// Rows that are changed, each in a transaction of its own.
const SAVES: usize = 500;
/// Most articles that are rendered; more say the same.
const RENDERED: usize = 10_000;

/// The same texts, read and inserted into one table; then some of them changed. Without revisions, index or media.
pub(crate) fn database(place: &Workplace, figures: &mut Figures) -> Result<(), Trouble> {
    let mut connection = Connection::open(place.folder.join("floor.db"))?;
    // As the library has it.
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "cache_size", -32_768)?;
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    connection.execute_batch(
        "CREATE TABLE text (rowid INTEGER PRIMARY KEY, path TEXT NOT NULL, text TEXT NOT NULL)",
    )?;
    let mut files = Vec::new();
    markdown_files(&place.corpus(), &mut files)?;
    let (time, ()) = timed(|| {
        for batch in files.chunks(BATCH) {
            let tx = connection.transaction()?;
            for path in batch {
                let text = fs::read_to_string(path)?;
                tx.prepare_cached("INSERT INTO text (path, text) VALUES (?1, ?2)")?
                    .execute((path.to_string_lossy(), text))?;
            }
            tx.commit()?;
        }
        Ok(())
    })?;
    figures.note("floor import /s", files.len() as f64 / time.as_secs_f64());

    let mut dice = Dice::new(2);
    let mut times = Vec::new();
    for _ in 0..SAVES.min(files.len()) {
        let rowid = dice.below(files.len() as u64) + 1;
        let (time, _) = timed(|| {
            let sql = "UPDATE text SET text = text || ' One sentence more.' WHERE rowid = ?1";
            Ok(connection.prepare_cached(sql)?.execute([rowid as i64])?)
        })?;
        times.push(time);
    }
    figures.note_times("floor save", times);
    Ok(())
}

/// How many of these rows are changed in a second, all in one transaction.
pub(crate) fn shelf(place: &Workplace) -> Result<f64, Trouble> {
    let mut connection = Connection::open(place.folder.join("floor.db"))?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    let (time, rows) = timed(|| {
        let tx = connection.transaction()?;
        let rowids: Vec<i64> = tx
            .prepare("SELECT rowid FROM text")?
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        for rowid in &rowids {
            tx.prepare_cached("UPDATE text SET path = path || '.' WHERE rowid = ?1")?.execute([rowid])?;
        }
        tx.commit()?;
        Ok(rowids.len())
    })?;
    Ok(rows as f64 / time.as_secs_f64())
}

fn markdown_files(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            markdown_files(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "md") {
            files.push(path);
        }
    }
    Ok(())
}

/// The same files as the exports wrote, written again beside them.
pub(crate) fn files(place: &Workplace, figures: &mut Figures) -> Result<(), Trouble> {
    figures.note_time("floor export", write_again(&place.site(), &place.folder.join("floor site"))?);
    figures.note_time("floor bundle", write_again(&place.bundle(), &place.folder.join("floor bundle"))?);
    Ok(())
}

/// Writes a tree anew, on as many threads as there are cores. Reading it is not timed; waiting for the disk at the end is.
fn write_again(from: &Path, to: &Path) -> Result<Duration, Trouble> {
    let mut pairs = Vec::new();
    let mut folders = vec![to.to_owned()];
    pair(from, to, &mut pairs, &mut folders)?;
    let threads = std::thread::available_parallelism()?.get();
    let start = Instant::now();
    for folder in &folders {
        fs::create_dir(folder)?;
    }
    let mut total = start.elapsed();
    for some in pairs.chunks(FILES) {
        let loaded =
            some.iter().map(|(from, to)| Ok((to, fs::read(from)?))).collect::<io::Result<Vec<_>>>()?;
        let start = Instant::now();
        std::thread::scope(|scope| {
            let parts = loaded.chunks(loaded.len().div_ceil(threads));
            let writers: Vec<_> = parts
                .map(|part| scope.spawn(move || part.iter().try_for_each(|(to, bytes)| fs::write(to, bytes))))
                .collect();
            writers.into_iter().try_for_each(|writer| writer.join().expect("writing a file does not panic"))
        })?;
        total += start.elapsed();
    }
    let start = Instant::now();
    wait_for_disk(to)?;
    Ok(total + start.elapsed())
}

fn pair(
    from: &Path,
    to: &Path,
    pairs: &mut Vec<(PathBuf, PathBuf)>,
    folders: &mut Vec<PathBuf>,
) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            folders.push(to.clone());
            pair(&from, &to, pairs, folders)?;
        } else {
            pairs.push((from, to));
        }
    }
    Ok(())
}

/// As the exports do.
#[cfg(target_os = "linux")]
fn wait_for_disk(folder: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(File::open(folder)?)?)
}

#[cfg(not(target_os = "linux"))]
fn wait_for_disk(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Galley's rendering, safe and whole, beside the parser and its own writer.
pub(crate) fn render(place: &Workplace, figures: &mut Figures) -> Result<(), Trouble> {
    let corpus = Corpus::new(place.articles);
    let bodies: Vec<String> = (0..place.articles.min(RENDERED)).map(|number| corpus.body(number)).collect();
    let megabytes = bodies.iter().map(String::len).sum::<usize>() as f64 / 1e6;
    let mut rate = |name: &str, work: &mut dyn FnMut(&str) -> usize| -> Result<(), Trouble> {
        let (time, written) = timed(|| Ok(bodies.iter().map(|body| work(body)).sum::<usize>()))?;
        assert!(written > 0, "rendering gives something");
        figures.note(format!("{name} MB/s"), megabytes / time.as_secs_f64());
        Ok(())
    };
    let options = galley_markdown::Options::default();
    rate("render", &mut |body| galley_markdown::render(body, &options).html().len())?;
    rate("read", &mut |body| galley_markdown::read(body).text.len())?;
    rate("floor render", &mut |body| {
        let mut out = String::with_capacity(body.len() * 3 / 2);
        html::push_html(&mut out, Parser::new_ext(body, Options::all()));
        out.len()
    })
}
