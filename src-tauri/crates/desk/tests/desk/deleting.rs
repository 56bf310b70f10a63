//! Deleting for good: what goes, what stays sound, and what is never given out again.

use std::collections::HashSet;
use std::fs;

use galley_desk::article::{Leaving, NewArticle, Typed};
use galley_desk::domain::{ArticleId, Content, RevisionNumber};
use galley_desk::publish::Wish;
use galley_desk::wire::{ArticleFilter, Going, ListOrder, Op, ServerWord};
use galley_desk::{Access, Cancel, Code, Desk, DeskError, Done};

use crate::support::{Room, by};

/// A picture of one pixel, which differs from others by its last bytes.
fn picture(room: &mut Room, number: u8) -> String {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0".to_vec();
    bytes.push(number);
    room.desk.add_picture(&bytes, &format!("{number}.png")).expect("taken").output.path
}

fn showing(room: &mut Room, headline: &str, pictures: &[&str]) -> ArticleId {
    let id = room.article(headline);
    let body: Vec<_> = pictures.iter().map(|path| format!("![A ship]({path})")).collect();
    room.write(id, &body.join("\n\n"));
    id
}

fn must_be_whole(desk: &Desk) {
    assert_eq!(desk.verify(&mut |_| {}).expect("it can be looked at"), Vec::<String>::new());
}

fn trash(room: &mut Room, ids: &[ArticleId]) {
    room.desk.trash(ids).expect("thrown away");
}

fn leaving(room: &Room, ids: &[ArticleId]) -> Result<Leaving, DeskError> {
    room.desk.leaving(ids, &room.desk.undo_media(ids), None)
}

fn erase(room: &mut Room, ids: &[ArticleId]) -> Result<Done<Going>, DeskError> {
    let leaving = leaving(room, ids)?;
    room.desk.delete_for_good(leaving)
}

/// How many files of media lie in the library's folder.
fn files(folder: &std::path::Path) -> usize {
    let shelves = fs::read_dir(folder.join("media")).expect("a folder").flatten();
    shelves.map(|shelf| fs::read_dir(shelf.path()).expect("a folder").count()).sum()
}

#[test]
fn what_is_deleted_for_good_goes_with_its_versions_and_the_pictures_that_nothing_else_uses() {
    let mut room = Room::new();
    let [own, shared, remembered] = [1, 2, 3].map(|number| picture(&mut room, number));
    let gone = showing(&mut room, "Ten years on", &[&own, &shared, &remembered]);
    let stays = showing(&mut room, "Other", &[&shared, &remembered]);
    // Only a version of it shows the third one.
    room.desk.keep_revision(stays, "As it was").expect("kept");
    room.hands.minutes(30);
    room.write(stays, &format!("![A ship]({shared})"));
    room.desk.keep_revision(gone, "First").expect("kept");

    let refused = erase(&mut room, &[gone]).expect_err("it is not in the trash");
    assert!(
        matches!(&refused, DeskError::NotInTrash { headline } if headline == "Ten years on"),
        "{refused}"
    );
    assert_eq!(refused.code(), Code::NotAllowed);
    trash(&mut room, &[gone]);
    let going = leaving(&room, &[gone]).expect("it is in the trash").going();
    assert_eq!((going.articles, going.pictures), (1, 1));
    assert!(going.versions >= 1, "{going:?}");
    let done = erase(&mut room, &[gone, gone]).expect("deleted");
    assert_eq!((done.output, done.changes.op, done.changes.articles), (going, Op::Delete, vec![gone]));

    assert!(room.desk.article(gone).is_err());
    assert_eq!(room.desk.history(stays).expect("it has a past").len(), 1, "the other's past is whole");
    must_be_whole(&room.desk);
    let trashed = ArticleFilter { trashed: true, ..ArticleFilter::default() };
    let list = room.desk.list(&trashed, ListOrder::default(), None, 10).expect("a page");
    assert!(list.articles.is_empty());
    assert!(room.desk.search("ten years", &ArticleFilter::default(), 10).expect("searched").hits.is_empty());

    let Room { desk, folder, .. } = room;
    let library = desk.folder().to_owned();
    assert_eq!(files(&library), 3, "another may look for the file of a picture at this moment");
    drop(desk);
    let desk = Desk::open(&library, Access::Write, by("Li Wei")).expect("it opens");
    assert_eq!(files(&library), 2, "who has the library alone clears it away");
    must_be_whole(&desk);
    drop(folder);
}

#[test]
fn a_picture_that_was_deleted_and_comes_again_is_there() {
    let mut room = Room::new();
    let path = picture(&mut room, 1);
    let gone = showing(&mut room, "One", &[&path]);
    trash(&mut room, &[gone]);
    erase(&mut room, &[gone]).expect("deleted");
    assert_eq!(picture(&mut room, 1), path);
    let Room { desk, folder, .. } = room;
    let library = desk.folder().to_owned();
    drop(desk);
    must_be_whole(&Desk::open(&library, Access::Write, by("Li Wei")).expect("it opens"));
    assert_eq!(files(&library), 1);
    drop(folder);
}

#[test]
fn no_address_of_it_is_given_out_again_and_what_refers_to_it_stays_sound() {
    let mut room = Room::new();
    let gone = room.article("Ten years on");
    room.desk.release(&[gone], None).expect("released");
    room.set(gone, "slug", "a-decade");
    room.desk.release(&[gone], None).expect("released");
    let other = room.article("Other");
    room.write(other, "See [it](/a-decade/).");
    room.desk.release(&[other], None).expect("released");
    let site = room.folder.path().join("site");
    let export = |room: &Room| {
        room.desk.export_site(&site, None, &|_| {}, &Cancel::default()).expect("exported");
        fs::read_to_string(site.join("other/index.html")).expect("a page")
    };
    assert!(export(&room).contains("href=\"/a-decade/\"") && site.join("a-decade/index.html").exists());
    let written = room.desk.now();
    room.hands.minutes(5);
    trash(&mut room, &[gone]);
    let on_site = |room: &Room, at| {
        let leaving = room.desk.leaving(&[gone], &HashSet::new(), at);
        leaving.expect("in the trash").going().on_site
    };
    assert_eq!((on_site(&room, Some(written)), on_site(&room, None)), (1, 0), "as far as is known");
    assert_eq!(on_site(&room, Some(room.desk.now())), 0, "it was written since");
    erase(&mut room, &[gone]).expect("deleted");

    must_be_whole(&room.desk);
    let found = room.desk.check().expect("checked");
    let told: Vec<_> = found.iter().filter(|f| f.headline == "Other").map(|f| f.check).collect();
    assert!(told.contains(&"dead-link"), "{told:?}");
    assert!(!export(&room).contains("href=\"/a-decade/\"") && !site.join("a-decade").exists());
    let again = room.article("Ten years on");
    assert_eq!(room.slug(again), "ten-years-on-2", "readers had the other there");
    let taken = room.desk.set_fields(again, &[("slug".to_owned(), "a-decade".to_owned())]);
    assert!(matches!(taken, Err(DeskError::SlugTaken { .. })), "{taken:?}");
}

#[test]
fn no_undo_brings_it_back_and_undo_goes_on_with_what_is_there() {
    let mut room = Room::new();
    let [gone, stays] = ["Gone", "Stays"].map(|headline| room.article(headline));
    trash(&mut room, &[gone, stays]);
    erase(&mut room, &[gone]).expect("deleted");
    assert_eq!(room.desk.can_undo(), Some(Op::Trash), "not the deleting");
    room.desk.undo().expect("the other of the step");
    assert!(room.desk.article(stays).expect("there").trashed_at.is_none());
    assert!(room.desk.article(gone).is_err());
    room.desk.redo().expect("done again");
    while room.desk.can_undo().is_some() {
        room.desk.undo().expect("each step can be undone");
    }
    must_be_whole(&room.desk);
}

#[test]
fn a_desk_that_is_lent_the_history_takes_it_out_of_that() {
    let mut room = Room::new();
    let [gone, stays] = ["Gone", "Stays"].map(|headline| room.article(headline));
    trash(&mut room, &[gone, stays]);
    let asked = leaving(&room, &[gone]).expect("it is in the trash");
    let mut own = Desk::open(room.desk.folder(), Access::Write, by("Li Wei")).expect("it opens");
    room.desk.lend_history(&mut own);
    own.delete_for_good(asked).expect("deleted");
    room.desk.take_history(own);
    room.desk.undo().expect("the other of the step");
    assert!(room.desk.article(stays).expect("there").trashed_at.is_none());
    assert!(room.desk.article(gone).is_err());
}

#[test]
fn nothing_of_it_is_published_any_more_and_the_whole_trash_goes_at_once() {
    let mut room = Room::new();
    let fields = vec![("address".to_owned(), "https://example.org".to_owned())];
    let server = room.desk.add_server("Notes", ServerWord::Micropub, &fields).expect("added").output;
    let ids = ["One", "Two", "Three"].map(|headline| room.article(headline));
    room.desk.release(&ids, None).expect("released");
    room.desk.queue(&ids, &server, Wish::Publish, false).expect("queued");
    trash(&mut room, &ids[..2]);
    let all = room.desk.trashed().expect("a list");
    assert_eq!(all, ids[..2]);
    erase(&mut room, &all).expect("deleted");
    let left: Vec<_> = room.desk.outbox().expect("read").into_iter().map(|job| job.headline).collect();
    assert_eq!(left, ["Three"]);
    assert!(room.desk.trashed().expect("a list").is_empty());
    must_be_whole(&room.desk);
}

#[test]
fn where_one_is_not_in_the_trash_none_is_deleted() {
    let mut room = Room::new();
    let [one, other] = ["One", "Other"].map(|headline| room.article(headline));
    trash(&mut room, &[one]);
    room.neighbour().new_article(&NewArticle::default()).expect("others go on");
    assert!(erase(&mut room, &[one, other]).is_err());
    assert!(room.desk.article(one).is_ok());
}

#[test]
fn what_someone_does_while_it_is_asked_counts() {
    let mut room = Room::new();
    let [own, wanted, kept] = [1, 2, 3].map(|number| picture(&mut room, number));
    let gone = showing(&mut room, "Ten years on", &[&own, &wanted, &kept]);
    let other = showing(&mut room, "Other", &[]);
    trash(&mut room, &[gone]);
    let asked = leaving(&room, &[gone]).expect("it is in the trash");
    assert_eq!(asked.going().pictures, 3);

    let mut neighbour = Desk::open(room.desk.folder(), Access::Write, by("Bo Tan")).expect("it opens");
    for (path, name) in [(kept, "With the third"), (wanted, "With the second")] {
        let version = neighbour.article(other).expect("there").version;
        let body = format!("![A ship]({path})");
        neighbour
            .save_typed(other, version, Typed { headline: "Other", lead: "", body: &body })
            .expect("saved");
        neighbour.keep_revision(other, name).expect("kept");
    }
    let done = room.desk.delete_for_good(asked).expect("deleted");
    assert_eq!(done.output.pictures, 1, "one is in the other's text by now, one in a version of it");
    must_be_whole(&room.desk);

    trash(&mut room, &[other]);
    let asked = leaving(&room, &[other]).expect("it is in the trash");
    neighbour.untrash(&[other]).expect("taken out");
    assert!(room.desk.delete_for_good(asked).is_err(), "it is not in the trash any more");
    assert!(room.desk.article(other).is_ok());
}

/// The text of whoever saved second is a version of the article, and a picture that only it shows is held by it.
#[test]
fn a_picture_in_a_text_that_was_refused_stays() {
    let mut room = Room::new();
    let (first, second) = (picture(&mut room, 1), picture(&mut room, 2));
    let stays = room.article("Other");
    let base = room.write(stays, "Hers.");
    let gone = showing(&mut room, "Gone", &[&first, &second]);
    trash(&mut room, &[gone]);
    room.write(stays, "Hers, again.");
    let late = |room: &mut Room, path: &str| {
        let body = format!("Mine, with ![a ship]({path})");
        let content = Content { body, ..room.content(stays) };
        let refused = room.desk.write(stays, base, content).expect_err("someone saved first");
        assert!(matches!(refused, DeskError::Stale { .. }), "{refused}");
    };
    late(&mut room, &first);
    let leaving = leaving(&room, &[gone]).expect("it is in the trash");
    assert_eq!(leaving.going().pictures, 1, "the version shows the first");
    // One that comes while a person is being asked.
    late(&mut room, &second);
    let going = room.desk.delete_for_good(leaving).expect("deleted").output;
    assert_eq!(going.pictures, 0, "{going:?}");
    let versions = room.desk.history(stays).expect("read");
    let shown: Vec<_> = versions
        .iter()
        .filter_map(|version| room.desk.revision(stays, RevisionNumber(version.number)).ok())
        .filter(|text| text.body.starts_with("Mine"))
        .map(|text| text.pictures.len())
        .collect();
    assert_eq!(shown, [1, 1], "and knows its picture");
}
