//! The small nouns, their tombstones, settings, and where articles came from.

use galley_domain::{
    Byline, Category, Endpoint, Form, FormId, FormTexts, Ids as _, Language, Selection, Site, Tag, Target,
    TargetId, TargetKind,
};
use galley_store::{Library, Noun, Origin, Setting};
use galley_testkit::build;

use crate::support::{Room, put, raw_number, transact};

/// In, changed, in the list, out, and a tombstone left; then in again, and the tombstone is gone.
fn lives<N: Noun + PartialEq + std::fmt::Debug>(library: &mut Library, room: &Room, one: &N, changed: &N) {
    let tombstones = |library: &Library| {
        let sql = format!("SELECT count(*) FROM tombstone WHERE noun = '{}'", N::NAME);
        raw_number(library.folder(), &sql)
    };
    let now = room.now();
    transact(library, |tx| tx.put_noun(one));
    assert_eq!(library.view().noun::<N>(one.uuid()).expect("read").as_ref(), Some(one));
    transact(library, |tx| tx.put_noun(changed));
    assert_eq!(library.view().nouns::<N>().expect("read"), std::slice::from_ref(changed));
    transact(library, |tx| tx.remove_noun::<N>(one.uuid(), now));
    assert_eq!(library.view().noun::<N>(one.uuid()).expect("read"), None);
    assert_eq!(tombstones(library), 1, "a deletion is a fact");
    transact(library, |tx| tx.put_noun(one));
    assert_eq!(tombstones(library), 0);
}

#[test]
fn every_noun_lives_and_leaves_a_tombstone() {
    let mut room = Room::new();
    let mut library = room.create();
    let now = room.now();
    let category = build::category(&mut room.ids, now, "News", None);
    lives(&mut library, &room, &category, &Category { order: 3, ..category.clone() });
    let tag = build::tag(&mut room.ids, now, "Awards");
    lives(&mut library, &room, &tag, &Tag { names: build::names("Prizes"), ..tag.clone() });
    let byline = build::byline(&mut room.ids, now, "Li Wei");
    let changed = Byline { urls: vec!["https://example.org/li".to_owned()], ..byline.clone() };
    lives(&mut library, &room, &byline, &changed);
    let form = Form {
        id: FormId::new(room.ids.next(now)),
        name: "Inquiry".to_owned(),
        endpoint: Endpoint::Url("https://example.org/inquiry".to_owned()),
        least_seconds: Form::least_seconds_default(),
        fields: Vec::new(),
        texts: std::collections::BTreeMap::from([(Language::english(), FormTexts::default())]),
    };
    lives(&mut library, &room, &form, &Form { name: "Message us".to_owned(), ..form.clone() });
    let target = Target {
        id: TargetId::new(room.ids.next(now)),
        name: "site".to_owned(),
        selection: Selection::default(),
        kind: TargetKind::Site(Box::new(Site::new(Language::english(), "News"))),
        private: false,
        plain: false,
    };
    lives(&mut library, &room, &target, &Target { name: "preview".to_owned(), ..target.clone() });
}

#[test]
fn nouns_come_in_the_order_they_were_made() {
    let mut room = Room::new();
    let mut library = room.create();
    let mut made = Vec::new();
    for name in ["Zebra", "Ant", "Moth"] {
        room.time.pass(1);
        let now = room.now();
        made.push(build::tag(&mut room.ids, now, name));
    }
    transact(&mut library, |tx| made.iter().rev().try_for_each(|tag| tx.put_noun(tag)));
    assert_eq!(library.view().nouns::<Tag>().expect("read"), made);
}

#[test]
fn settings_are_kept() {
    let mut room = Room::new();
    let mut library = room.create();
    for setting in Setting::ALL.into_iter().filter(|setting| *setting != Setting::LibraryId) {
        let value = serde_json::json!({ "of": setting.key(), "null": null });
        transact(&mut library, |tx| tx.set(setting, &value));
        assert_eq!(library.view().setting(setting).expect("read"), Some(value));
    }
}

#[test]
fn an_origin_goes_with_its_article() {
    let mut room = Room::new();
    let mut library = room.create();
    let (article, now) = (room.draft("Imported", 9), room.now());
    let origin = Origin { article: article.id, hash: [7; 32], version: 1 };
    transact(&mut library, |tx| {
        put(tx, &article)?;
        tx.put_origin("/blog", "content/a.md", &origin)
    });
    let view = library.view();
    assert_eq!(view.origin("/blog", "content/a.md").expect("read"), Some(origin));
    assert_eq!(view.origin("/other", "content/a.md").expect("read"), None);
    transact(&mut library, |tx| tx.remove_article(article.id, now));
    assert_eq!(library.view().origin("/blog", "content/a.md").expect("read"), None);
}
