//! Revisions: what was kept comes back, and what may be forgotten is.

use std::collections::{BTreeSet, HashSet};

use galley_domain::{Article, ArticleId, Kind, PendingChange, RevisionNumber, TargetId, Translation};
use galley_store::{
    LedgerEntry, LedgerState, Library, NO_NOTES, Revision, RevisionReason, Snapshot, StoreError,
};
use galley_testkit::{Dice, build};

use crate::support::{Room, by, keep, put, raw, transact};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

#[test]
fn what_was_kept_comes_back() {
    let mut room = Room::new();
    let mut library = room.create();
    let mut article = room.draft("Kept", 1);
    transact(&mut library, |tx| put(tx, &article));
    let mut dice = Dice::new(9);
    let mut kept = Vec::new();
    for number in 1..=30 {
        article.content = build::any_content(&mut dice, number, &build::Known::default());
        article.modified_at = room.now();
        let revision = transact(&mut library, |tx| keep(tx, &article, RevisionReason::Overwritten));
        assert_eq!(revision, RevisionNumber(number as u32));
        kept.push((revision, article.content.clone(), room.now()));
        room.time.pass(1_000);
    }
    drop(library);
    let library = room.open();
    let listed = library.view().revisions(article.id).expect("read");
    assert_eq!(listed.len(), 30);
    for (listed, (number, content, made_at)) in listed.iter().rev().zip(&kept) {
        assert_eq!((listed.number, listed.made_at, &listed.by), (*number, *made_at, &by("Li Wei")));
        assert_eq!(library.view().revision(article.id, *number).expect("read").as_ref(), Some(content));
    }
    assert_eq!(library.view().revision(article.id, RevisionNumber(31)).expect("read"), None);
}

#[test]
fn the_same_text_is_kept_once() {
    let mut room = Room::new();
    let mut library = room.create();
    let mut article = room.draft("Same", 2);
    let mut numbers = Vec::new();
    let first = article.content.body.clone();
    for body in [first.clone(), first.clone(), "Another.".to_owned(), first] {
        article.content.body = body;
        numbers.push(transact(&mut library, |tx| {
            put(tx, &article)?;
            keep(tx, &article, RevisionReason::Overwritten)
        }));
    }
    assert_eq!(numbers, [1, 1, 2, 3].map(RevisionNumber));

    // One that is released now stays for good, why ever it was kept first.
    for reason in [RevisionReason::Released, RevisionReason::Overwritten] {
        assert_eq!(transact(&mut library, |tx| keep(tx, &article, reason)), RevisionNumber(3));
        let newest = &library.view().revisions(article.id).expect("read")[0];
        assert_eq!(newest.reason, RevisionReason::Released);
    }
}

#[test]
fn why_and_by_whom_is_kept() {
    let mut room = Room::new();
    let mut library = room.create();
    let mut article = room.draft("Reasons", 3);
    transact(&mut library, |tx| put(tx, &article));
    let reasons = [
        RevisionReason::Overwritten,
        RevisionReason::Released,
        RevisionReason::Kept,
        RevisionReason::Conflict,
        RevisionReason::Restored,
        RevisionReason::Imported,
    ];
    for reason in reasons {
        article.content.lead = reason.word().to_owned();
        let snapshot = Snapshot::of(&article.content).expect("it packs");
        let revision = Revision {
            number: RevisionNumber(0),
            made_at: room.now(),
            by: by(reason.word()),
            reason,
            name: (reason == RevisionReason::Kept).then(|| "as sent".to_owned()),
            headline: "Reasons".to_owned(),
            words: 7,
        };
        transact(&mut library, |tx| tx.keep_revision(article.id, &snapshot, &revision));
    }
    for (listed, reason) in library.view().revisions(article.id).expect("read").iter().rev().zip(reasons) {
        assert_eq!((listed.reason, listed.by.author.as_str(), listed.words), (reason, reason.word(), 7));
        assert_eq!(listed.name.is_some(), reason == RevisionReason::Kept);
    }
}

/// An article with a revision each day for a hundred days, closely followed by a second one.
fn a_hundred_days(room: &mut Room, library: &mut Library) -> Article {
    let mut article = room.draft("A hundred days", 4);
    transact(library, |tx| put(tx, &article));
    for day in 0..100 {
        for minute in 0..2 {
            article.content.lead = format!("{day} {minute}");
            article.modified_at = room.now();
            transact(library, |tx| keep(tx, &article, RevisionReason::Overwritten));
            room.time.pass(60_000);
        }
        room.time.pass(DAY_MS - 120_000);
    }
    article
}

#[test]
fn old_ones_are_thinned_but_none_that_something_needs() {
    let mut room = Room::new();
    let mut library = room.create();
    let mut article = a_hundred_days(&mut room, &mut library);
    let (named, released, translated) = (RevisionNumber(11), RevisionNumber(21), RevisionNumber(31));
    let (sent, stood) = (RevisionNumber(41), RevisionNumber(37));
    let entry = LedgerEntry {
        state: LedgerState::Verified,
        kind: Kind::Article,
        remote_id: Some("7".to_owned()),
        url: None,
        revision: sent,
        sent_hash: [0; 32],
        seen_hash: None,
        at: room.now(),
        live_at: None,
        stood: Some(stood),
        aside: None,
        notes: NO_NOTES.to_owned(),
    };
    let mut translation = room.draft("Hundert Tage", 5);
    translation.content.translation =
        Some(Translation { source: article.id, revision: Some(translated), source_hash: String::new() });
    article.released = Some(released);
    let waits = RevisionNumber(51);
    article.pending = Some(PendingChange { revision: waits, at: room.now() + chrono::TimeDelta::days(1) });
    let now = room.now();
    let removed = transact(&mut library, |tx| {
        put(tx, &article)?;
        put(tx, &translation)?;
        tx.name_revision(article.id, named, Some("as sent"))?;
        tx.put_ledger(TargetId::new(uuid::Uuid::from_u128(1)), article.id, &entry)?;
        tx.thin_revisions(article.id, now)
    });
    let listed = library.view().revisions(article.id).expect("read");
    let left: BTreeSet<_> = listed.iter().map(|revision| revision.number).collect();
    assert_eq!(left.len() + removed, 200);
    assert!((90..130).contains(&left.len()), "{} are left", left.len());
    for needed in [named, released, waits, translated, sent, stood, RevisionNumber(200)] {
        assert!(left.contains(&needed), "{needed} is gone");
    }
    assert_eq!(
        transact(&mut library, |tx| tx.thin_revisions(article.id, now)),
        0,
        "a second time finds nothing"
    );

    // Numbers are never given out again.
    article.content.lead = "after thinning".to_owned();
    let next = transact(&mut library, |tx| keep(tx, &article, RevisionReason::Overwritten));
    assert_eq!(next, RevisionNumber(201));
}

#[test]
fn a_name_comes_and_goes() {
    let mut room = Room::new();
    let mut library = room.create();
    let article = room.draft("Named", 6);
    transact(&mut library, |tx| {
        put(tx, &article)?;
        keep(tx, &article, RevisionReason::Kept)
    });
    let name = |library: &Library| library.view().revisions(article.id).expect("read")[0].name.clone();
    transact(&mut library, |tx| tx.name_revision(article.id, RevisionNumber(1), Some("as sent")));
    assert_eq!(name(&library).as_deref(), Some("as sent"));
    transact(&mut library, |tx| tx.name_revision(article.id, RevisionNumber(1), None));
    assert_eq!(name(&library), None);
    let missing = library.transact(|tx| tx.name_revision(article.id, RevisionNumber(2), Some("none")));
    assert!(matches!(missing, Err(StoreError::NotFound { .. })), "{missing:?}");
}

#[test]
fn a_damaged_one_is_said_to_be_damaged() {
    let mut room = Room::new();
    let mut library = room.create();
    let article = room.draft("Damaged", 7);
    transact(&mut library, |tx| {
        put(tx, &article)?;
        keep(tx, &article, RevisionReason::Kept)
    });
    let number = RevisionNumber(1);
    // Of a byte in the middle the compressed form itself often says nothing.
    let half = "length(content) / 2";
    let flipped =
        &format!("CAST(substr(content, 1, {half}) || x'5a' || substr(content, {half} + 2) AS BLOB)");
    for content in [flipped, "zeroblob(0)", "zeroblob(64)", "substr(content, 1, length(content) / 2)"] {
        raw(library.folder(), &format!("UPDATE revision SET content = {content}"));
        let read = library.view().revision(article.id, number);
        assert!(matches!(read, Err(StoreError::Damaged { .. })), "{content}: {read:?}");
    }
}

/// JSON writes a control character as six bytes; the longest body is kept all the same, and comes back.
#[test]
fn the_longest_text_is_kept_and_one_that_could_not_be_read_again_is_refused() {
    let mut room = Room::new();
    let mut library = room.create();
    let mut article = room.draft("Long", 8);
    article.content.body = "\u{1}".repeat(galley_domain::limits::BODY_BYTES);
    transact(&mut library, |tx| {
        put(tx, &article)?;
        keep(tx, &article, RevisionReason::Kept)
    });
    let read = library.view().revision(article.id, RevisionNumber(1)).expect("it is unpacked");
    assert!(read.as_ref() == Some(&article.content));
    article.content.body = "\u{1}".repeat(2 * galley_domain::limits::BODY_BYTES);
    let refused = Snapshot::of(&article.content).map(|_| ());
    assert!(matches!(refused, Err(StoreError::TooLarge { .. })), "{refused:?}");
}

/// It may show any picture: none goes, and the trash can be emptied all the same.
#[test]
fn a_damaged_one_keeps_all_pictures_and_no_other_article() {
    let mut room = Room::new();
    let path = room.furnished();
    let library = room.open();
    let [gone, other] = [0, 1].map(|at| library.view().article_ids().expect("read")[at]);
    let going = |library: &Library| {
        library
            .view()
            .going_with(&HashSet::from([gone]), &HashSet::new())
            .expect("it can be asked")
            .media
            .len()
    };
    assert_eq!(going(&library), 0, "the fifth shows the same");
    raw(&path, "DELETE FROM article WHERE rowid = 5");
    assert_eq!(going(&library), 1);
    let damage = |id: ArticleId| {
        let id = id.uuid().simple();
        let which = format!("(SELECT rowid FROM article WHERE hex(id) = upper('{id}'))");
        raw(&path, &format!("UPDATE revision SET hash = zeroblob(32) WHERE article = {which}"));
    };
    damage(gone);
    assert_eq!(going(&library), 1, "its own does not matter");
    damage(other);
    assert_eq!(going(&library), 0);
}
