//! What readers get: released revisions whose time has come, whatever was written since.

use std::ops::ControlFlow;

use galley_domain::{Article, ArticleId, Ids as _, PendingChange, RevisionNumber, TargetId};
use galley_store::{Bodies, Figure, Library, Outgoing, RevisionReason, StoreError};

use crate::support::{Room, keep, put, raw, transact};

/// Releases an article's working text, `days` from now.
fn release(room: &Room, library: &mut Library, article: &mut Article, days: i64) {
    transact(library, |tx| {
        put(tx, article)?;
        article.released = Some(keep(tx, article, RevisionReason::Released)?);
        article.publish_at = Some(room.now() + chrono::TimeDelta::days(days));
        put(tx, article)
    });
}

fn outgoing(room: &Room, library: &Library, bodies: Bodies) -> Vec<Outgoing> {
    let mut all = Vec::new();
    let each = |one| {
        all.push(one);
        ControlFlow::Continue(())
    };
    library.view().outgoing(room.now(), bodies, each).expect("read");
    all
}

#[test]
fn the_released_text_goes_out_and_not_what_was_written_since() {
    let mut room = Room::new();
    let mut library = room.create();
    let mut article = room.draft("As released", 1);
    release(&room, &mut library, &mut article, -1);
    let released = article.content.clone();

    let modified_at = article.modified_at;
    room.time.pass(60_000);
    article.content.headline = "Half a sent".to_owned();
    article.content.body.push_str("\nNot for readers yet.");
    article.content.date = Some(room.now());
    article.changed_since_release = true;
    article.modified_at = room.now();
    transact(&mut library, |tx| put(tx, &article));

    let [out] = outgoing(&room, &library, Bodies::With).try_into().expect("one goes out");
    assert_eq!((out.id, out.content, out.revision), (article.id, released, RevisionNumber(1)));
    assert_eq!(Some(out.printed_at), article.publish_at, "the new date is not released either");
    assert_eq!(out.modified_at, modified_at);
}

#[test]
fn a_change_that_waits_takes_the_place_of_what_is_out_at_its_time() {
    let mut room = Room::new();
    let mut library = room.create();
    let mut article = room.draft("As it is", 1);
    release(&room, &mut library, &mut article, -1);
    let at = room.now() + chrono::TimeDelta::hours(1);
    transact(&mut library, |tx| {
        article.content.headline = "As it will be".to_owned();
        put(tx, &article)?;
        let revision = keep(tx, &article, RevisionReason::Released)?;
        article.pending = Some(PendingChange { revision, at });
        put(tx, &article)
    });
    for bodies in [Bodies::With, Bodies::Without] {
        let [out] = outgoing(&room, &library, bodies).try_into().expect("one goes out");
        assert_eq!((&*out.content.headline, out.revision), ("As it is", RevisionNumber(1)));
    }
    assert_eq!(library.view().next_outgoing(room.now()).expect("read"), Some(at));

    room.time.pass(3_600_000);
    assert_eq!(library.view().next_outgoing(room.now()).expect("read"), None);
    for bodies in [Bodies::With, Bodies::Without] {
        let [out] = outgoing(&room, &library, bodies).try_into().expect("one goes out");
        assert_eq!((&*out.content.headline, out.revision), ("As it will be", RevisionNumber(2)));
    }
    // And what is written afterwards is not part of it.
    transact(&mut library, |tx| {
        article.content.headline = "Half a sent".to_owned();
        article.changed_since_release = true;
        put(tx, &article)
    });
    let [out] = outgoing(&room, &library, Bodies::With).try_into().expect("one goes out");
    assert_eq!((&*out.content.headline, out.revision), ("As it will be", RevisionNumber(2)));
}

type Change = fn(&mut Article, galley_domain::Instant, chrono::TimeDelta);

#[test]
fn only_what_may_go_out_does_newest_first() {
    let mut room = Room::new();
    let mut library = room.create();
    let day = chrono::TimeDelta::days(1);
    let now = room.now();
    let cases: [(&str, i64, Change, bool); 8] = [
        ("long ago", -30, |_, _, _| {}, true),
        ("yesterday", -1, |_, _, _| {}, true),
        ("now", 0, |_, _, _| {}, true),
        ("tomorrow", 1, |_, _, _| {}, false),
        ("under embargo", -3, |a, now, day| a.embargo_until = Some(now + day), false),
        ("embargo over", -4, |a, now, day| a.embargo_until = Some(now - day), true),
        ("archived", -5, |a, _, _| a.archived = true, false),
        ("in the trash", -6, |a, now, _| a.trashed_at = Some(now), false),
    ];
    let mut expected: Vec<(i64, ArticleId)> = Vec::new();
    for (name, days, change, goes_out) in cases {
        let mut article = room.draft(name, 2);
        release(&room, &mut library, &mut article, days);
        change(&mut article, now, day);
        transact(&mut library, |tx| put(tx, &article));
        expected.extend(goes_out.then_some((-days, article.id)));
    }
    let draft = room.draft("a draft", 3);
    transact(&mut library, |tx| put(tx, &draft));

    expected.sort_unstable();
    let expected: Vec<_> = expected.into_iter().map(|(_, id)| id).collect();
    for bodies in [Bodies::With, Bodies::Without] {
        let ids: Vec<_> = outgoing(&room, &library, bodies).iter().map(|one| one.id).collect();
        assert_eq!(ids, expected);
    }
}

#[test]
fn cards_are_the_same_without_their_bodies() {
    let mut room = Room::new();
    let mut library = room.create();
    for number in 0..6 {
        let mut article = room.draft(&format!("Article {number}"), number);
        release(&room, &mut library, &mut article, -(number as i64));
        if number % 2 == 0 {
            article.content.lead = "Changed since.".to_owned();
            article.changed_since_release = true;
            transact(&mut library, |tx| put(tx, &article));
        }
    }
    let bare = |one: Outgoing| {
        let mut content = one.content;
        content.body.clear();
        Outgoing { content, ..one }
    };
    let whole: Vec<_> = outgoing(&room, &library, Bodies::With).into_iter().map(bare).collect();
    let cards: Vec<_> = outgoing(&room, &library, Bodies::Without).into_iter().map(bare).collect();
    assert_eq!(whole, cards);
    assert_eq!(whole.len(), 6);
}

#[test]
fn a_released_revision_that_is_gone_is_said_and_nothing_else_is_sent() {
    let mut room = Room::new();
    let mut library = room.create();
    let mut article = room.draft("Its revision is gone", 4);
    release(&room, &mut library, &mut article, -1);
    article.changed_since_release = true;
    transact(&mut library, |tx| put(tx, &article));
    raw(library.folder(), "DELETE FROM revision");
    let refused = library.view().outgoing(room.now(), Bodies::With, |_| ControlFlow::Continue(()));
    assert!(matches!(refused, Err(StoreError::Damaged { .. })), "{refused:?}");
}

#[test]
fn a_text_that_is_not_the_one_that_was_saved_goes_out_nowhere() {
    let mut room = Room::new();
    let mut library = room.create();
    let mut article = room.draft("As saved", 1);
    release(&room, &mut library, &mut article, -1);
    let now = room.now();
    let read = |library: &Library| library.view().article(article.id).expect("read").expect("there");
    let out = library.view().released_form(read(&library), now).expect("whole");
    assert_eq!(out.expect("it is out").content, article.content);
    raw(library.folder(), "UPDATE body SET text = 'X' || substr(text, 2)");
    let streamed = library.view().outgoing(now, Bodies::With, |_| ControlFlow::Continue(()));
    let alone = library.view().released_form(read(&library), now);
    assert!(matches!(streamed, Err(StoreError::Damaged { .. })), "{streamed:?}");
    assert!(matches!(alone, Err(StoreError::Damaged { .. })), "{alone:?}");
}

#[test]
fn the_articles_that_a_counter_was_asked_for_least_lately_come_first() {
    let mut room = Room::new();
    let mut library = room.create();
    let now = room.now();
    let target = TargetId::new(room.ids.next(now));
    let mut ids = Vec::new();
    for days in [-5, -4, -3, -2, 1] {
        let mut article = room.draft("One", 2);
        release(&room, &mut library, &mut article, days);
        ids.push(article.id);
    }
    transact(&mut library, |tx| {
        for (id, minutes) in [(ids[3], 10), (ids[1], 20)] {
            let asked_at = now - std::time::Duration::from_mins(minutes);
            tx.put_figure(target, id, Figure { views: Some(7), asked_at })?;
        }
        Ok(())
    });
    let asked = |most: usize| {
        let mut asked = Vec::new();
        let each = |id| {
            asked.push(id);
            Ok(if asked.len() < most { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
        };
        library.view().by_asked(target, now, each).expect("read");
        asked
    };
    assert_eq!(asked(9), [ids[2], ids[0], ids[1], ids[3]], "and not what is for later");
    assert_eq!(asked(3), [ids[2], ids[0], ids[1]]);
}
