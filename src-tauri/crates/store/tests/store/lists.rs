//! Pages of lists, held against the plainest model there is: sort everything, take what fits.

use galley_domain::{Article, ArticleId, Instant, Kind, Language, RevisionNumber, Stage, Status};
use galley_store::{Counts, Cursor, Filter, Library, Order, OrderBy, Page};
use galley_testkit::{Dice, build};

use crate::support::{Room, put, transact};

struct Stock {
    /// In the order in which they were made.
    articles: Vec<Article>,
    known: build::Known,
}

/// Articles whose dates often fall together, with every status.
fn stock(room: &mut Room, library: &mut Library) -> Stock {
    let (mut dice, now) = (Dice::new(8), room.now());
    let mut known = build::Known::default();
    for name in ["one", "two", "three", "four"] {
        known.categories.push(build::category(&mut room.ids, now, name, None).id);
        known.tags.push(build::tag(&mut room.ids, now, name).id);
        known.bylines.push(build::byline(&mut room.ids, now, name).id);
    }
    let day = |dice: &mut Dice| now + chrono::TimeDelta::days(dice.between(0..=30) as i64 - 20);
    let mut articles = Vec::new();
    for number in 0..300 {
        let mut article = room.article(build::any_content(&mut dice, number, &known));
        article.content.body = vec!["Short."; dice.between(1..=9)].join(" ");
        article.content.date = dice.one_in(2).then(|| day(&mut dice));
        article.kind = dice.pick(&[Kind::Article, Kind::Article, Kind::Page]);
        article.stage = dice.pick(&[Stage::Draft, Stage::Review, Stage::Approved]);
        article.released = dice.one_in(2).then_some(RevisionNumber(1));
        article.publish_at = dice.one_in(2).then(|| day(&mut dice));
        article.archived = dice.one_in(8);
        article.trashed_at = dice.one_in(8).then_some(now);
        articles.push(article);
    }
    // Written twice, and in another order the second time: the order of a list is not that of the last save.
    transact(library, |tx| {
        articles.iter().try_for_each(|article| put(tx, article))?;
        articles.iter().rev().step_by(3).try_for_each(|article| put(tx, article))
    });
    Stock { articles, known }
}

fn takes(filter: &Filter, article: &Article, now: Instant) -> bool {
    let content = &article.content;
    article.trashed_at.is_some() == filter.trash
        && filter.status.is_none_or(|status| filter.trash || article.status(now) == status)
        && (filter.categories.is_empty() || content.category.is_some_and(|c| filter.categories.contains(&c)))
        && filter.tag.is_none_or(|tag| content.tags.contains(&tag))
        && filter.byline.is_none_or(|byline| content.bylines.contains(&byline))
        && filter.language.as_ref().is_none_or(|language| content.language == *language)
        && filter.kind.is_none_or(|kind| article.kind == kind)
}

/// Newest first; of the same time, the one made last first.
fn model(stock: &Stock, filter: &Filter, now: Instant) -> Vec<ArticleId> {
    model_in(stock, filter, Order::default(), now)
}

fn model_in(stock: &Stock, filter: &Filter, order: Order, now: Instant) -> Vec<ArticleId> {
    let mut found: Vec<_> =
        stock.articles.iter().enumerate().filter(|(_, article)| takes(filter, article, now)).collect();
    found.sort_by(|(made, one), (made_other, other)| {
        let by = match order.by {
            OrderBy::Date => one.printed_date().cmp(&other.printed_date()),
            OrderBy::Changed => one.modified_at.cmp(&other.modified_at),
            OrderBy::Words => words(one).cmp(&words(other)),
            OrderBy::Headline => {
                let small = |article: &Article| article.content.headline.to_ascii_lowercase();
                small(one).cmp(&small(other))
            }
        };
        let rises = by.then(made.cmp(made_other));
        if (order.by == OrderBy::Headline) == order.reversed { rises.reverse() } else { rises }
    });
    found.into_iter().map(|(_, article)| article.id).collect()
}

fn words(article: &Article) -> u32 {
    article.content.body.split(' ').count() as u32
}

/// Walks a list from its first page to its last.
fn walk(library: &Library, filter: &Filter, limit: usize, now: Instant) -> Vec<ArticleId> {
    walk_in(library, filter, Order::default(), limit, now)
}

fn walk_in(library: &Library, filter: &Filter, order: Order, limit: usize, now: Instant) -> Vec<ArticleId> {
    let (mut ids, mut after) = (Vec::new(), None::<Cursor>);
    loop {
        let page = library.view().list(filter, order, after.as_ref(), limit, now);
        let Page { rows, next } = page.expect("a page");
        assert!(rows.len() <= limit);
        assert!(next.is_none() || rows.len() == limit, "only the last page is short");
        ids.extend(rows.iter().map(|row| row.id));
        match next {
            // A cursor is handed to scripts as text.
            Some(cursor) => after = Some(cursor.to_string().parse().expect("it reads its own text")),
            None => return ids,
        }
    }
}

fn filters(known: &build::Known) -> Vec<Filter> {
    let plain = Filter::default;
    let status = |status| Filter { status: Some(status), ..plain() };
    let languages: [Language; 2] = ["en", "zh-Hans"].map(|tag| tag.parse().expect("a good tag"));
    let mut filters = vec![plain(), Filter { trash: true, ..plain() }];
    filters.extend(Status::ALL.map(status));
    filters.extend(known.categories.iter().map(|c| Filter { categories: vec![*c], ..plain() }));
    filters.push(Filter { categories: known.categories[..3].to_vec(), ..plain() });
    filters.extend(known.tags.iter().map(|tag| Filter { tag: Some(*tag), ..plain() }));
    filters.extend(known.bylines.iter().map(|byline| Filter { byline: Some(*byline), ..plain() }));
    filters.extend(languages.clone().map(|language| Filter { language: Some(language), ..plain() }));
    filters.extend([Kind::Article, Kind::Page].map(|kind| Filter { kind: Some(kind), ..plain() }));
    // Together: each pair of what leads, and what only filters.
    for base in filters.clone() {
        filters.push(Filter { status: Some(Status::Published), ..base.clone() });
        filters.push(Filter { tag: Some(known.tags[0]), ..base.clone() });
        filters.push(Filter {
            categories: known.categories[1..].to_vec(),
            language: Some(languages[0].clone()),
            ..base.clone()
        });
        filters.push(Filter { trash: true, byline: Some(known.bylines[1]), ..base });
    }
    filters
}

#[test]
fn pages_cover_everything_once_and_in_order() {
    let mut room = Room::new();
    let mut library = room.create();
    let stock = stock(&mut room, &mut library);
    let now = room.now();
    let mut found_some = 0;
    for filter in filters(&stock.known) {
        let expected = model(&stock, &filter, now);
        found_some += usize::from(expected.len() > 1);
        for limit in [1, 7, 1_000] {
            assert_eq!(walk(&library, &filter, limit, now), expected, "{limit} a page, {filter:?}");
        }
        for by in OrderBy::ALL {
            for reversed in [false, true] {
                let order = Order { by, reversed };
                let expected = model_in(&stock, &filter, order, now);
                assert_eq!(walk_in(&library, &filter, order, 7, now), expected, "{order:?}, {filter:?}");
            }
        }
    }
    assert!(found_some > 60, "only {found_some} filters found more than one");
}

#[test]
fn the_clock_moves_what_is_scheduled() {
    let mut room = Room::new();
    let mut library = room.create();
    let stock = stock(&mut room, &mut library);
    let scheduled = Filter { status: Some(Status::Scheduled), ..Filter::default() };
    let before = walk(&library, &scheduled, 50, room.now());
    assert!(!before.is_empty());
    room.time.pass(40 * 24 * 60 * 60 * 1000);
    assert_eq!(walk(&library, &scheduled, 50, room.now()), []);
    let published = Filter { status: Some(Status::Published), ..Filter::default() };
    assert_eq!(walk(&library, &published, 50, room.now()), model(&stock, &published, room.now()));
}

#[test]
fn a_line_says_what_the_article_says() {
    let mut room = Room::new();
    let mut library = room.create();
    let stock = stock(&mut room, &mut library);
    let now = room.now();
    for article in &stock.articles {
        let row = library.view().row(article.id).expect("read").expect("it is there");
        let content = &article.content;
        assert_eq!((row.id, row.kind, row.status(now)), (article.id, article.kind, article.status(now)));
        assert_eq!((&row.headline, &row.lead), (&content.headline, &content.lead));
        assert_eq!(
            (&row.slug, &row.language, row.category),
            (&content.slug, &content.language, content.category)
        );
        assert_eq!((row.printed_at, row.modified_at), (article.printed_date(), article.modified_at));
        assert_eq!((row.trashed_at, row.words), (article.trashed_at, words(article)));
    }
}

#[test]
fn counts_agree_with_the_lists() {
    let mut room = Room::new();
    let mut library = room.create();
    let stock = stock(&mut room, &mut library);
    let now = room.now();
    let count =
        |status| model(&stock, &Filter { status: Some(status), ..Filter::default() }, now).len() as u64;
    let expected = Counts {
        draft: count(Status::Draft),
        review: count(Status::Review),
        approved: count(Status::Approved),
        scheduled: count(Status::Scheduled),
        published: count(Status::Published),
        archived: count(Status::Archived),
        trash: model(&stock, &Filter { trash: true, ..Filter::default() }, now).len() as u64,
    };
    assert_eq!(library.view().counts(now).expect("counted"), expected);
}

#[test]
fn a_page_goes_on_where_it_ended_though_articles_came_in_between() {
    let mut room = Room::new();
    let mut library = room.create();
    let stock = stock(&mut room, &mut library);
    let now = room.now();
    let filter = Filter::default();
    let first = library.view().list(&filter, Order::default(), None, 20, now).expect("a page");
    let mut newest = room.draft("Came in between", 1);
    newest.content.date = Some(now + chrono::TimeDelta::days(300));
    transact(&mut library, |tx| put(tx, &newest));
    let second =
        library.view().list(&filter, Order::default(), first.next.as_ref(), 20, now).expect("a page");
    let ids: Vec<_> = first.rows.iter().chain(&second.rows).map(|row| row.id).collect();
    assert_eq!(ids, model(&stock, &filter, now)[..40]);
}
