//! An article comes back as it went in, and can be asked for from every side.

use std::collections::{BTreeMap, BTreeSet};

use galley_domain::{Article, ArticleId, Kind, Language, PendingChange, RevisionNumber, Slug, Stage};
use galley_store::{Change, Library, RevisionReason, StoreError, words_hash};
use galley_testkit::{Dice, build};

use crate::support::{Room, add_picture, by, derived, keep, put, raw, raw_number, transact};

/// Articles with any field filled, in the library; and what they may refer to.
fn filled(room: &mut Room, library: &mut Library, count: usize) -> (Vec<Article>, build::Known) {
    let now = room.now();
    let mut known = build::Known::default();
    for name in ["News", "Awards", "Events"] {
        let category = build::category(&mut room.ids, now, name, known.categories.first().copied());
        let (tag, byline) = (build::tag(&mut room.ids, now, name), build::byline(&mut room.ids, now, name));
        transact(library, |tx| {
            tx.put_noun(&category)?;
            tx.put_noun(&tag)?;
            tx.put_noun(&byline)
        });
        known.categories.push(category.id);
        known.tags.push(tag.id);
        known.bylines.push(byline.id);
    }
    known.media = (0..5).map(|number| add_picture(library, number, now)).collect();
    let mut dice = Dice::new(5);
    let mut articles = Vec::new();
    for number in 0..count {
        let article = any_article(room, &mut dice, number, &known);
        known.articles.push(article.id);
        articles.push(article);
    }
    transact(library, |tx| articles.iter().try_for_each(|article| put(tx, article)));
    (articles, known)
}

fn any_article(room: &mut Room, dice: &mut Dice, number: usize, known: &build::Known) -> Article {
    let article = room.article(build::any_content(dice, number, known));
    Article {
        kind: dice.pick(&[Kind::Article, Kind::Article, Kind::Page]),
        slug_chosen: dice.one_in(2),
        stage: dice.pick(&[Stage::Draft, Stage::Review, Stage::Approved]),
        version: dice.below(1_000) + 1,
        released: dice.one_in(2).then_some(RevisionNumber(3)),
        changed_since_release: dice.one_in(2),
        publish_at: dice.one_in(2).then(|| build::any_instant(dice)),
        pending: dice
            .one_in(4)
            .then(|| PendingChange { revision: RevisionNumber(5), at: build::any_instant(dice) }),
        embargo_until: dice.one_in(4).then(|| build::any_instant(dice)),
        archived: dice.one_in(5),
        trashed_at: dice.one_in(5).then(|| build::any_instant(dice)),
        modified_at: build::any_instant(dice),
        ..article
    }
}

#[test]
fn an_article_comes_back_as_it_went_in() {
    let mut room = Room::new();
    let mut library = room.create();
    let (articles, known) = filled(&mut room, &mut library, 150);
    let same = |library: &Library, articles: &[Article]| {
        for article in articles {
            let read = library.view().article(article.id).expect("read");
            assert_eq!(read.as_ref(), Some(article));
            let custom = |a: &Article| serde_json::to_string(&a.content.custom).expect("JSON");
            assert_eq!(read.as_ref().map(custom), Some(custom(article)), "fields keep their order");
        }
    };
    same(&library, &articles);

    // Each written over with something else.
    let mut dice = Dice::new(6);
    let others = articles.iter().enumerate().map(|(number, article)| {
        let other = any_article(&mut room, &mut dice, number, &known);
        Article { id: article.id, ..other }
    });
    let others: Vec<_> = others.collect();
    transact(&mut library, |tx| others.iter().try_for_each(|article| put(tx, article)));
    drop(library);
    same(&room.open(), &others);
}

#[test]
fn articles_are_found_from_every_side() {
    let mut room = Room::new();
    let mut library = room.create();
    let (articles, known) = filled(&mut room, &mut library, 80);
    let view = library.view();
    let those = |is: &dyn Fn(&Article) -> bool| -> BTreeSet<ArticleId> {
        articles.iter().filter(|article| is(article)).map(|article| article.id).collect()
    };
    let set = |found: Result<Vec<ArticleId>, StoreError>| -> BTreeSet<ArticleId> {
        found.expect("read").into_iter().collect()
    };
    for category in &known.categories {
        let expected = those(&|a| a.content.category == Some(*category));
        assert_eq!(set(view.filed_under(category.uuid())), expected);
        assert!(!expected.is_empty());
    }
    for tag in &known.tags {
        assert_eq!(set(view.filed_under(tag.uuid())), those(&|a| a.content.tags.contains(tag)));
    }
    for byline in &known.bylines {
        assert_eq!(set(view.filed_under(byline.uuid())), those(&|a| a.content.bylines.contains(byline)));
    }
    for hash in &known.media {
        let expected = those(&|a| galley_store::media_of(&a.content).any(|used| used == *hash));
        assert_eq!(set(view.media_used_in(*hash)), expected);
        assert!(!expected.is_empty());
    }
    for article in &articles {
        let translations = those(&|a| a.content.translation.as_ref().is_some_and(|t| t.source == article.id));
        assert_eq!(set(view.translations(article.id)), translations);
        let content = &article.content;
        assert_eq!(set(view.by_slug(&content.language, content.slug.as_str())), BTreeSet::from([article.id]));
        assert_eq!(set(view.by_slug_anywhere(content.slug.as_str())), BTreeSet::from([article.id]));
        let words = words_hash(&content.headline, &content.lead, &content.body);
        assert_eq!(view.words_hash(article.id).expect("read"), Some(words));
        assert_eq!(view.last_signature(article.id).expect("read"), Some(by("Li Wei")));
    }
    assert_eq!(set(view.article_ids()), those(&|_| true));
}

#[test]
fn a_released_address_stays_with_its_article() {
    let mut room = Room::new();
    let mut library = room.create();
    let mut article = room.draft("Old address", 1);
    let (english, chinese): (Language, Language) = (Language::english(), "zh".parse().expect("a good tag"));
    transact(&mut library, |tx| {
        put(tx, &article)?;
        tx.put_released_slug(article.id, (&english, &article.content.slug), Some(room.now()))
    });
    let old =
        std::mem::replace(&mut article.content.slug, "new-address".parse::<Slug>().expect("a good slug"));
    transact(&mut library, |tx| {
        put(tx, &article)?;
        tx.put_released_slug(article.id, (&english, &article.content.slug), Some(room.now()))
    });
    let view = library.view();
    for slug in ["old-address", "new-address"] {
        assert!(view.by_slug(&english, slug).expect("read").contains(&article.id), "{slug}");
        assert_eq!(view.by_slug(&chinese, slug).expect("read"), [], "{slug}");
    }
    let released = view.released_slugs(article.id, room.now()).expect("read");
    let slugs: BTreeMap<Slug, Language> =
        released.into_iter().map(|(language, slug)| (slug, language)).collect();
    assert_eq!(slugs, BTreeMap::from([(old, english.clone()), (article.content.slug.clone(), english)]));
}

#[test]
fn an_article_that_is_removed_leaves_a_tombstone_and_nothing_else() {
    let mut room = Room::new();
    let mut library = room.create();
    let (articles, _) = filled(&mut room, &mut library, 12);
    let now = room.now();
    transact(&mut library, |tx| {
        for article in &articles {
            keep(tx, article, RevisionReason::Overwritten)?;
            tx.put_released_slug(
                article.id,
                (&article.content.language, &article.content.slug),
                Some(room.now()),
            )?;
            tx.remove_article(article.id, now)?;
        }
        Ok(())
    });
    let path = library.folder().to_owned();
    let tables =
        ["article", "body", "revision", "article_tag", "article_byline", "article_media", "article_link"];
    for table in tables.into_iter().chain(["released_slug", "search_page"]) {
        assert_eq!(raw_number(&path, &format!("SELECT count(*) FROM {table}")), 0, "{table}");
    }
    assert_eq!(raw_number(&path, "SELECT count(*) FROM tombstone WHERE noun = 'article'"), 12);
    let again = library.transact(|tx| tx.remove_article(articles[0].id, now));
    assert!(matches!(again, Err(StoreError::NotFound { .. })), "{again:?}");
}

#[test]
fn a_body_that_did_not_change_is_not_written_again() {
    let mut room = Room::new();
    let mut library = room.create();
    let mut article = room.draft("Fields only", 2);
    transact(&mut library, |tx| put(tx, &article));
    article.content.tags.clear();
    article.content.headline = "Other fields".to_owned();
    let rewritten = transact(&mut library, |tx| {
        tx.put_article(&article, &derived(&article.content), &by("Li Wei"))?;
        tx.article(article.id)
    });
    assert_eq!(rewritten, Some(article));
}

/// What a Galley of before knew of slugs and links, taken for what it meant.
#[test]
fn a_library_from_before_learns_which_slugs_were_chosen_and_which_links_mean_nothing() {
    let mut room = Room::new();
    let mut library = room.create();
    let slugs = [
        ("Budget", "budget", false),
        ("Budget", "budget-2", false), // as the first is another's
        ("Budget for all", "budget", true),
        ("Election", "election-2026", true), // nobody has the one without a number
        ("", "untitled", false),
        ("Harbour", "quay", true),
    ];
    let mut articles = Vec::new();
    for (headline, slug, _) in slugs {
        let mut article = room.draft("A draft", 1);
        headline.clone_into(&mut article.content.headline);
        article.content.slug = match slug {
            "untitled" => Slug::untitled(article.id),
            slug => slug.parse().expect("a slug"),
        };
        articles.push(article);
    }
    // The third one is in another language, else it had the slug of the first.
    articles[2].content.language = "pt".parse().expect("a tag");
    "See [the quay](/en/quay/), [it](budget-2), [none](/en/nothing/), [more](/pt/quay/) and\n\n[a]: ../quay.md\n"
        .clone_into(&mut articles[0].content.body);
    let second = articles[1].id;
    articles[0].content.links.insert("budget-2".to_owned(), second);
    let quay = articles[5].id;
    transact(&mut library, |tx| {
        for article in &articles {
            put(tx, article)?;
        }
        let address = (&articles[5].content.language, &articles[5].content.slug);
        tx.put_released_slug(quay, address, Some(articles[5].created_at))
    });
    let before = library.view().state().expect("read").expect("it has one");
    drop(library);
    let old = "ALTER TABLE article DROP COLUMN slug_chosen; DROP TABLE unmet_link; \
               DELETE FROM migration WHERE number > 12; PRAGMA user_version = 12;";
    raw(&room.path("News.galley"), old);
    let mut library = room.open();
    let changes = library.view().changes_since(&before, 10).expect("read");
    assert_eq!(
        changes,
        Some(vec![Change::Article(articles[0].id)]),
        "what is made of the others is as it was"
    );
    assert_ne!(library.view().state().expect("read").as_ref(), Some(&before));
    for (article, (headline, slug, chosen)) in articles.iter().zip(slugs) {
        let read = library.view().article(article.id).expect("read").expect("there");
        assert_eq!(read.slug_chosen, chosen, "{headline:?} under {slug:?}");
    }
    let links = |library: &Library| {
        library.view().article(articles[0].id).expect("read").expect("there").content.links
    };
    let expected = [("/en/quay/", quay), ("../quay.md", quay), ("budget-2", second)];
    let expected: BTreeMap<_, _> = expected.into_iter().map(|(href, id)| (href.to_owned(), id)).collect();
    assert_eq!(links(&library), expected);
    // What means nothing still waits for whoever gets that address.
    let address = |language: &str, slug: &str| {
        (language.parse::<Language>().expect("a tag"), slug.parse::<Slug>().expect("a slug"))
    };
    let (language, slug) = address("en", "nothing");
    let met = transact(&mut library, |tx| tx.meet_links(articles[3].id, (&language, &slug)));
    assert_eq!(met, [articles[0].id]);
    assert_eq!(links(&library).get("/en/nothing/"), Some(&articles[3].id));
    assert!(transact(&mut library, |tx| tx.meet_links(articles[4].id, (&language, &slug))).is_empty());
}
