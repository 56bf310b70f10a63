//! A program that works at a library until it is killed: `victim JOB LIBRARY PATH`. For the tests of sudden ends, which say
//! what must hold afterwards.
//!
//! It prints a line for each thing that Galley told it is done, and only then.

#![expect(clippy::print_stdout, reason = "its output is what the tests read")]

use std::error::Error;
use std::path::Path;

use galley_desk::domain::ArticleId;
use galley_desk::import::From;
use galley_desk::wire::{ArticleFilter, ListOrder};
use galley_desk::{Access, Cancel, Desk, Signature};
use galley_tests::texts;

type Trouble = Box<dyn Error>;

fn main() -> Result<(), Trouble> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [job, library, path] = arguments.as_slice() else {
        return Err("usage: victim JOB LIBRARY PATH".into());
    };
    let by = Signature { author: "Victim".to_owned(), device: "victim".to_owned() };
    let mut desk = Desk::open(Path::new(library), Access::Write, by)?;
    let path = Path::new(path);
    match job.as_str() {
        "save" => save(&mut desk),
        "import" => {
            println!("begun");
            desk.import(path, From::Auto, &mut |_| {})?;
            println!("done");
            Ok(())
        }
        "site" => again(&mut desk, &mut |desk| {
            Ok(desk.export_site(path, None, &|_| {}, &Cancel::default()).map(|_| ())?)
        }),
        "bundle" => again(&mut desk, &mut |desk| Ok(desk.export_bundle(path, &[], &|_| {}).map(|_| ())?)),
        "backup" => again(&mut desk, &mut |desk| Ok(desk.backup(path, true, &mut |_| {}).map(|_| ())?)),
        "backups" => again(&mut desk, &mut |desk| Ok(desk.backup_now(path).map(|_| ())?)),
        _ => Err(format!("there is no job {job:?}").into()),
    }
}

fn first(desk: &Desk) -> Result<ArticleId, Trouble> {
    let page = desk.list(&ArticleFilter::default(), ListOrder::default(), None, 1_000)?;
    let last = page.articles.last().ok_or("the library is empty")?;
    Ok(last.id.parse()?)
}

/// Saves one text after the other. Says first which it found: what was acknowledged to whoever was killed before.
fn save(desk: &mut Desk) -> Result<(), Trouble> {
    let id = first(desk)?;
    let mut article = desk.article(id)?;
    let mut number = texts::number(&article.content.body);
    if article.content.body != texts::text(number) {
        return Err(format!("the text of save {number} is not whole").into());
    }
    println!("found {number}");
    loop {
        number += 1;
        article.content.body = texts::text(number);
        article.version = desk.write(id, article.version, article.content.clone())?.output;
        println!("saved {number}");
        // So that a revision is kept, and the slug and the search index have more to do than one row.
        if number.is_multiple_of(7) {
            desk.release(&[id], None)?;
            article = desk.article(id)?;
        }
    }
}

/// Changes an article, releases it, and does a job, again and again.
fn again(desk: &mut Desk, job: &mut dyn FnMut(&mut Desk) -> Result<(), Trouble>) -> Result<(), Trouble> {
    let id = first(desk)?;
    println!("begun");
    for number in 1.. {
        let article = desk.article(id)?;
        let mut content = article.content;
        content.body = texts::text(number);
        desk.write(id, article.version, content)?;
        desk.release(&[id], None)?;
        job(desk)?;
        println!("done {number}");
    }
    Ok(())
}
