//! What the writing window asks: open, save what was typed, shelves, tags on many, copies.

use std::collections::HashSet;

use galley_desk::article::{NewArticle, Typed};
use galley_desk::wire::{ArticleFilter, StatusWord};
use galley_desk::{Code, domain::Kind};

use crate::support::Room;

fn set(room: &mut Room, id: galley_desk::domain::ArticleId, values: &[(&str, &str)]) {
    let values: Vec<_> =
        values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    room.desk.set_fields(id, &values).expect("the values fit");
}

#[test]
fn what_was_typed_is_saved_and_the_other_fields_and_line_ends_stay() {
    let mut room = Room::new();
    let id = room.article("Cables");
    let base = room.write(id, "One.\r\nTwo.\r\nThree.");
    set(&mut room, id, &[("category", "Harbours"), ("tags", "tide, moon"), ("views", "56")]);
    let opened = room.desk.open_article(id).expect("it is there");
    assert!(opened.version > base);
    assert_eq!((opened.article.category.as_deref(), opened.view_base), (Some("Harbours"), Some(56)));
    assert_eq!(opened.tags, ["tide", "moon"]);

    let typed = Typed { headline: "Cables at sea", lead: "A lead.", body: "One.\nTwo!\nThree." };
    let saved = room.desk.save_typed(id, opened.version, typed).expect("it is saved");
    assert_eq!(saved.article.headline, "Cables at sea");
    let again = room.neighbour().open_article(id).expect("it is there");
    assert_eq!((again.lead.as_str(), again.body.as_str()), ("A lead.", "One.\r\nTwo!\r\nThree."));
    assert_eq!((again.version, again.tags.len()), (saved.version, 2));
}

#[test]
fn a_late_save_from_the_window_is_refused_and_kept() {
    let mut room = Room::new();
    let id = room.article("Cables");
    let base = room.write(id, "Old.");
    let hers = Typed { headline: "Cables", lead: "", body: "Hers." };
    room.neighbour().save_typed(id, base, hers).expect("the first is saved");
    let mine = Typed { headline: "Cables", lead: "", body: "Mine." };
    let refused = room.desk.save_typed(id, base, mine).expect_err("the second is late");
    assert_eq!(refused.code(), Code::Stale);
    assert_eq!(room.content(id).body, "Hers.");
    let newest = room.desk.history(id).expect("it has a past").remove(0);
    let kept =
        room.desk.revision(id, galley_desk::domain::RevisionNumber(newest.number)).expect("it was kept");
    assert_eq!(kept.body, "Mine.");
}

#[test]
fn shelves_count_what_is_below_and_leave_the_trash_out() {
    let mut room = Room::new();
    let [a, b, c] = ["A", "B", "C"].map(|headline| room.article(headline));
    let sea = room.desk.add_category("Sea", None).expect("it is new").output.id;
    let tides = room.desk.add_category("Tides", Some(sea)).expect("it is new").output.id;
    set(&mut room, a, &[("category", "Sea"), ("tags", "moon")]);
    set(&mut room, b, &[("category", "Tides"), ("tags", "moon, sun"), ("language", "zh")]);
    set(&mut room, c, &[("category", "Tides"), ("tags", "sun")]);
    room.desk.trash(&[c]).expect("it goes into the trash");

    let shelves = room.desk.shelves().expect("they can be counted");
    let categories: Vec<_> =
        shelves.categories.iter().map(|c| (c.id.clone(), c.parent.clone(), c.count)).collect();
    assert_eq!(categories, [(sea.to_string(), None, 2), (tides.to_string(), Some(sea.to_string()), 1)]);
    let tags: Vec<_> = shelves.tags.iter().map(|tag| (tag.name.as_str(), tag.count)).collect();
    assert_eq!(tags, [("moon", 2), ("sun", 1)]);
    let languages: Vec<_> = shelves.languages.iter().map(|l| (l.tag.as_str(), l.count)).collect();
    assert_eq!(languages, [("en", 1), ("zh", 1)]);
}

#[test]
fn tags_go_on_many_articles_and_off_as_one_step() {
    let mut room = Room::new();
    let ids = ["A", "B"].map(|headline| room.article(headline));
    set(&mut room, ids[0], &[("tags", "old, kept")]);
    let names = |room: &Room| ids.map(|id| room.desk.open_article(id).expect("there").tags.join(","));
    room.desk.tag_articles(&ids, &["new".to_owned()], &["old".to_owned()]).expect("they can be tagged");
    assert_eq!(names(&room), ["kept,new", "new"]);
    room.desk.undo().expect("it can be undone");
    assert_eq!(names(&room), ["old,kept", ""]);
    assert_eq!(
        room.desk.tag_articles(&ids, &[], &["missing".to_owned()]).expect_err("there is no such tag").code(),
        Code::NotFound
    );
}

#[test]
fn a_copy_is_a_draft_with_an_address_of_its_own() {
    let mut room = Room::new();
    let id = room.article("Cables");
    room.write(id, "Words.");
    room.desk.release(&[id], None).expect("it has a headline");
    let copy = room.desk.duplicate_article(id).expect("it can be copied").output;
    let (original, copy) =
        (room.desk.open_article(id).expect("there"), room.desk.open_article(copy).expect("there"));
    assert_eq!(copy.body, original.body);
    assert_ne!(copy.article.slug, original.article.slug);
    assert_eq!((copy.article.status, copy.released), (StatusWord::Draft, None));
    assert_eq!(original.article.status, StatusWord::Published);
}

#[test]
fn a_line_of_the_list_tells_of_an_embargo_that_lies_ahead() {
    let mut room = Room::new();
    let new = NewArticle { kind: Kind::Article, language: None, headline: "Held".to_owned() };
    let id = room.desk.new_article(&new).expect("it is made").output;
    set(&mut room, id, &[("embargo", "2026-03-01T10:00:00Z")]);
    room.desk.release(&[id], None).expect("it may be released");
    let embargo = |room: &Room| room.desk.open_article(id).expect("there").article.embargo;
    assert_eq!(embargo(&room).as_deref(), Some("2026-03-01T10:00:00Z"));
    room.hands.minutes(61);
    assert_eq!(embargo(&room), None);
}

#[test]
fn a_picture_is_found_wherever_its_path_is_pasted() {
    let mut room = Room::new();
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x03\0\0\0\x02\x08\x02\0\0\0\0\0\0\0";
    let taken = room.desk.add_picture(png, "Quay at dawn.PNG").expect("it is a picture").output;
    assert!(taken.path.starts_with("media/quay-at-dawn."), "{}", taken.path);
    let again = room.desk.add_picture(png, "other.png").expect("it is a picture").output;
    assert_eq!(again.path, taken.path, "it is there already");

    for headline in ["Cables", "Tides"] {
        let id = room.article(headline);
        room.write(id, &format!("![The quay]({})\n\n![](elsewhere.png)", taken.path));
        let pictures = room.content(id).pictures;
        assert_eq!(pictures.keys().collect::<Vec<_>>(), [&taken.path]);
        assert!(room.desk.picture_bytes(&pictures[&taken.path].to_string()).is_ok());
        room.write(id, "No picture.");
        assert!(room.content(id).pictures.is_empty(), "what is no longer shown is no longer used");
    }
    let media = room.desk.folder().join("media");
    let shelves = || std::fs::read_dir(&media).expect("it is there").count();
    let before = shelves();
    let sheet = room.desk.add_picture(b"%PDF-1.7", "a.pdf").expect_err("a sheet is no picture");
    assert_eq!((sheet.code(), shelves()), (Code::Invalid, before), "nothing is left of it");
    let refused = room.desk.add_picture(b"MZ\x90", "a.png").expect_err("a program is no picture");
    assert_eq!(refused.code(), Code::Invalid);
}

#[test]
fn a_whole_shelf_is_chosen_but_for_some_and_only_what_a_change_means() {
    let mut room = Room::new();
    let ids = ["A", "B", "C", "D"].map(|headline| room.article(headline));
    room.desk.release(&ids[..1], None).expect("released");
    room.desk.archive(&ids[1..2], true).expect("archived");
    room.desk.trash(&ids[3..]).expect("in the trash");
    let chosen = |filter: ArticleFilter, except: &[usize], statuses: &[StatusWord]| {
        let except: HashSet<_> = except.iter().map(|at| ids[*at].to_string()).collect();
        let chosen = room.desk.chosen(&filter, &except, statuses).expect("they are known");
        ids.map(|id| chosen.contains(&id))
    };
    let drafts = ArticleFilter { status: Some(StatusWord::Draft), ..ArticleFilter::default() };
    let trash = ArticleFilter { trashed: true, ..ArticleFilter::default() };
    let at_hand = [StatusWord::Draft, StatusWord::Published];
    assert_eq!(chosen(ArticleFilter::default(), &[], &[]), [true, true, true, false]);
    assert_eq!(chosen(ArticleFilter::default(), &[2], &[]), [true, true, false, false]);
    assert_eq!(chosen(ArticleFilter::default(), &[], &at_hand), [true, false, true, false]);
    assert_eq!(chosen(drafts.clone(), &[], &at_hand), [false, false, true, false]);
    assert_eq!(chosen(drafts, &[], &[StatusWord::Archived]), [false; 4]);
    assert_eq!(chosen(trash, &[], &at_hand), [false, false, false, true]);
}

#[test]
fn a_cover_is_chosen_among_the_pictures_described_and_taken_back() {
    const SVG: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 3\"/>";
    let mut room = Room::new();
    let id = room.article("Cables");
    let mast = room.desk.add_picture(SVG, "mast.svg").expect("a picture").output.path;
    room.write(id, &format!("![A mast]({mast} \"In the bay\")"));
    let cover = |room: &Room| room.desk.open_article(id).expect("there").cover;
    set(&mut room, id, &[("cover", &mast)]);
    let chosen = cover(&room).expect("a cover");
    let words = (chosen.alt.as_str(), chosen.caption.as_str(), chosen.credit.as_str());
    assert_eq!((words, chosen.url), (("A mast", "In the bay", ""), None));
    assert_eq!(chosen.picture.expect("its file").media_type, "image/svg+xml");
    set(&mut room, id, &[("cover-alt", "The mast at dawn"), ("cover-credit", "Li")]);
    // The same picture once more takes no word away.
    set(&mut room, id, &[("cover", &mast)]);
    assert_eq!(
        cover(&room).map(|cover| (cover.alt, cover.credit)),
        Some(("The mast at dawn".into(), "Li".into()))
    );
    set(&mut room, id, &[("cover", "")]);
    assert_eq!(cover(&room), None);
    let refused = |room: &mut Room, field: &str, value: &str| {
        room.desk.set_fields(id, &[(field.to_owned(), value.to_owned())]).expect_err("refused").code()
    };
    assert_eq!(refused(&mut room, "cover-alt", "Nothing"), Code::Invalid);
    assert_eq!(refused(&mut room, "cover", "media/none.0000000000000000.jpg"), Code::NotFound);
    room.desk.undo().expect("it can be undone");
    assert_eq!(cover(&room).map(|cover| cover.alt).as_deref(), Some("The mast at dawn"));
}
