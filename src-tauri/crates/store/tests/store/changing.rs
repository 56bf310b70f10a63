//! States and what changed between them: noted by the database, whatever changes it.

use galley_domain::{Byline, Category, Language, Slug, Tag};
use galley_store::{Change, Library, STATES_MAX, Setting};
use galley_testkit::build;

use crate::support::{Room, add_picture, put, transact};

fn state(library: &Library) -> String {
    library.view().state().expect("read").expect("it has one")
}

fn since(library: &Library, state: &str) -> Option<Vec<Change>> {
    library.view().changes_since(state, 10).expect("read")
}

#[test]
fn whatever_changes_is_noted_once() {
    let mut room = Room::new();
    let mut library = room.create();
    let (first, mut second) = (room.draft("One", 1), room.draft("Two", 2));
    transact(&mut library, |tx| put(tx, &first));
    let before = state(&library);
    assert_eq!(since(&library, &before), Some(vec![]));

    transact(&mut library, |tx| put(tx, &second));
    second.content.headline = "Two, again".to_owned();
    transact(&mut library, |tx| put(tx, &second));
    assert_eq!(since(&library, &before), Some(vec![Change::Article(second.id)]), "once, in two transactions");

    let before = state(&library);
    transact(&mut library, |tx| tx.set(Setting::TimeZone, &"UTC".into()));
    assert_ne!(state(&library), before, "another state, in which no article differs");
    assert_eq!(since(&library, &before), Some(vec![]));

    let now = room.now();
    transact(&mut library, |tx| tx.remove_article(second.id, now));
    assert_eq!(since(&library, &before), Some(vec![Change::Article(second.id)]));
    assert_eq!(library.view().changes_since(&before, 0).expect("read"), None, "more than was asked for");
}

#[test]
fn an_address_that_is_taken_over_changes_two_articles() {
    let mut room = Room::new();
    let mut library = room.create();
    let (first, second) = (room.draft("One", 1), room.draft("Two", 2));
    let (language, slug) = (Language::english(), Slug::from_headline("Taken").expect("letters"));
    transact(&mut library, |tx| {
        put(tx, &first)?;
        put(tx, &second)?;
        tx.put_released_slug(first.id, (&language, &slug), Some(room.now()))
    });
    let before = state(&library);
    transact(&mut library, |tx| tx.put_released_slug(second.id, (&language, &slug), Some(room.now())));
    let mut changes = since(&library, &before).expect("known");
    changes.sort_unstable();
    assert_eq!(changes, [Change::Article(first.id), Change::Article(second.id)]);
}

#[test]
fn nouns_and_files_are_changes_too() {
    let mut room = Room::new();
    let mut library = room.create();
    let now = room.now();
    let (category, tag, byline) = (
        build::category(&mut room.ids, now, "Industry", None),
        build::tag(&mut room.ids, now, "Awards"),
        build::byline(&mut room.ids, now, "Li Wei"),
    );
    transact(&mut library, |tx| put(tx, &room.draft("One", 1)));
    let mut before = state(&library);
    let mut other = |library: &mut Library, expected: &[Change], what: &str| {
        assert_eq!(since(library, &before).as_deref(), Some(expected), "{what}");
        before = state(library);
    };
    transact(&mut library, |tx| tx.put_noun(&category));
    other(&mut library, &[Change::Other], "a category");
    transact(&mut library, |tx| tx.put_noun(&category));
    other(&mut library, &[], "the same category");
    transact(&mut library, |tx| tx.put_noun(&tag));
    other(&mut library, &[Change::Noun(tag.id.uuid())], "a tag");
    transact(&mut library, |tx| tx.put_noun(&byline));
    other(&mut library, &[Change::Noun(byline.id.uuid())], "a byline");
    transact(&mut library, |tx| {
        tx.remove_noun::<Category>(category.id.uuid(), now)?;
        tx.remove_noun::<Tag>(tag.id.uuid(), now)?;
        tx.remove_noun::<Byline>(byline.id.uuid(), now)
    });
    let all = [Change::Noun(byline.id.uuid()), Change::Other, Change::Noun(tag.id.uuid())];
    other(&mut library, &all, "all of them gone");

    let hash = add_picture(&mut library, 1, now);
    other(&mut library, &[], "a file that no article shows");
    let mut media = library.view().media(hash).expect("read").expect("it is there");
    transact(&mut library, |tx| tx.put_media(&media, now));
    other(&mut library, &[], "the same file");
    media.focal = Some(galley_domain::FocalPoint::at([0, 4]));
    transact(&mut library, |tx| tx.put_media(&media, now));
    other(&mut library, &[Change::Other], "what stays visible of it where it is cropped");
    media.name = "another-name.png".to_owned();
    transact(&mut library, |tx| tx.put_media(&media, now));
    other(&mut library, &[Change::Other], "its name, which is a part of its address");
}

#[test]
fn states_of_another_way_and_of_long_ago_are_not_known() {
    let mut room = Room::new();
    let mut library = room.create();
    transact(&mut library, |_| Ok(()));
    let first = state(&library);
    assert_eq!(since(&library, "no such state"), None);
    for _ in 1..STATES_MAX {
        transact(&mut library, |_| Ok(()));
    }
    assert_eq!(since(&library, &first), Some(vec![]));
    transact(&mut library, |_| Ok(()));
    assert_eq!(since(&library, &first), None);
}
