//! Import, and the way out and back in.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use galley_desk::domain::{Content, Cover, Picture, Staleness};
use galley_desk::import::From;
use galley_desk::wire::{ArticleFilter, ImportReport, LeftReason, ListOrder, StatusWord, WorkStage};
use galley_desk::{Cancel, Code, Progress};

use crate::support::Room;

/// The smallest whole PNG: one grey pixel.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3a\x7e\x9b\x55\
\0\0\0\nIDATx\x9cc\x68\0\0\0\x82\0\x81\x77\xcd\x72\xb6\0\0\0\0IEND\xaeB\x60\x82";

fn newsroom(folder: &Path) {
    let write = |path: &str, text: &str| {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    };
    write(
        "ships.md",
        "---\ntitle: Ships\ndate: 2023-10-19\ntags: [sea, 5G]\nviews: 56\nrating: 1.10\n---\nSee [cables](cables.md) and ![a ship](ship.png).\n",
    );
    write("ships.zh.md", "---\ntitle: 船\ndate: 2023-10-19\n---\n见海底光缆。\n");
    write(
        "cables.md",
        "---\ntitle: Cables\ndate: 2024-02-01\ncategories: [Projects]\nauthors: [Li Wei]\n---\nBody of cables.\r\nTwo ends.",
    );
    write("draft.md", "---\ntitle: A draft\ndraft: true\n---\nNot yet.\n");
    write("broken.md", "---\ntitle: [unclosed\n---\nText.\n");
    fs::write(folder.join("ship.png"), PNG).expect("written");
}

fn import(room: &mut Room, folder: &Path) -> ImportReport {
    room.desk.import(folder, From::Auto, &mut |_| {}).expect("imported").output
}

fn by_headline(room: &Room, headline: &str) -> Content {
    let page = room.desk.list(&ArticleFilter::default(), ListOrder::default(), None, 100).expect("a list");
    let row = page.articles.iter().find(|row| row.headline == headline).expect("it is there");
    room.content(row.id.parse().expect("an id"))
}

#[test]
fn a_folder_comes_in_and_a_bad_file_harms_no_other() {
    let mut room = Room::new();
    let folder = tempfile::tempdir().expect("a temporary folder");
    newsroom(folder.path());
    let report = import(&mut room, folder.path());
    assert_eq!((report.added, report.media), (4, 1), "{report:?}");
    assert_eq!(report.left.len(), 1, "{report:?}");
    assert_eq!(report.left[0].path, "broken.md");
    assert!(report.left[0].line.is_some(), "{report:?}");
    assert!(matches!(report.left[0].reason, LeftReason::FrontSyntax { format: "YAML", .. }), "{report:?}");

    let ships = by_headline(&room, "Ships");
    assert_eq!(ships.view_base, Some(56));
    assert_eq!(
        ships.custom.get("rating").and_then(|v| v.as_str()),
        Some("1.10"),
        "its text, not the number 1.1"
    );
    assert_eq!(ships.tags.len(), 2);
    assert!(ships.pictures.contains_key("ship.png"));
    let cables = by_headline(&room, "Cables");
    assert_eq!(cables.body, "Body of cables.\r\nTwo ends.");
    assert_eq!(ships.links.len(), 1, "the link to the other file means its article");

    let chinese = by_headline(&room, "船");
    assert_eq!(chinese.language.as_str(), "zh");
    let link = chinese.translation.expect("it translates the English one");
    assert_ne!(link.staleness(""), Staleness::Unknown);
    let drafts = ArticleFilter { status: Some(StatusWord::Draft), ..ArticleFilter::default() };
    assert_eq!(room.desk.list(&drafts, ListOrder::default(), None, 10).expect("a list").articles.len(), 1);
}

#[test]
fn importing_twice_changes_nothing_and_a_changed_file_is_followed() {
    let mut room = Room::new();
    let folder = tempfile::tempdir().expect("a temporary folder");
    newsroom(folder.path());
    import(&mut room, folder.path());
    let again = import(&mut room, folder.path());
    assert_eq!((again.added, again.updated, again.unchanged), (0, 0, 4), "{again:?}");

    fs::write(folder.path().join("draft.md"), "---\ntitle: A draft\ndraft: true\n---\nNearly.\n")
        .expect("written");
    let third = import(&mut room, folder.path());
    assert_eq!((third.updated, third.unchanged), (1, 3), "{third:?}");
    assert_eq!(by_headline(&room, "A draft").body, "Nearly.\n");
}

#[test]
fn where_file_and_article_both_changed_both_texts_are_kept() {
    let mut room = Room::new();
    let folder = tempfile::tempdir().expect("a temporary folder");
    newsroom(folder.path());
    import(&mut room, folder.path());
    let id = room.desk.find_article("draft").expect("there");
    room.write(id, "The editor's.");
    fs::write(folder.path().join("draft.md"), "---\ntitle: A draft\ndraft: true\n---\nThe file's.\n")
        .expect("written");
    let report = import(&mut room, folder.path());
    assert_eq!((report.kept_both, report.updated), (1, 0), "{report:?}");
    assert_eq!(room.body(id), "The editor's.");
    let kept = room.desk.history(id).expect("there");
    let kept = kept.iter().find(|revision| revision.reason == "conflict").expect("kept");
    let kept = galley_desk::domain::RevisionNumber(kept.number);
    assert_eq!(room.desk.revision(id, kept).expect("kept").body, "The file's.\n");
    assert_eq!(import(&mut room, folder.path()).unchanged, 4, "said once");
}

#[test]
fn an_import_is_undone_in_one_step_into_the_trash() {
    let mut room = Room::new();
    let folder = tempfile::tempdir().expect("a temporary folder");
    newsroom(folder.path());
    import(&mut room, folder.path());
    room.desk.undo().expect("undone");
    let status = room.desk.status().expect("a status");
    assert_eq!((status.articles, status.trashed), (0, 4));
    // Importing again does it again, with what was set right in a file meanwhile.
    fs::write(folder.path().join("draft.md"), "---\ntitle: A draft\ndraft: true\n---\nSet right.\n")
        .expect("written");
    let again = import(&mut room, folder.path());
    assert_eq!((again.added, again.updated, again.kept_both), (0, 4, 0), "{again:?}");
    assert_eq!(room.desk.status().expect("a status").trashed, 0);
    assert_eq!(by_headline(&room, "A draft").body, "Set right.\n");
}

#[test]
fn what_was_put_into_the_trash_stays_there_whatever_its_file_says() {
    let mut room = Room::new();
    let folder = tempfile::tempdir().expect("a temporary folder");
    newsroom(folder.path());
    import(&mut room, folder.path());
    let ids = ["en/ships", "draft"].map(|slug| room.desk.find_article(slug).expect("there"));
    room.desk.trash(&ids).expect("in the trash");
    fs::write(folder.path().join("draft.md"), "---\ntitle: A draft\ndraft: true\n---\nAnother.\n")
        .expect("written");
    // It is not said that all is as before where nothing is to be seen.
    let again = import(&mut room, folder.path());
    assert_eq!((again.unchanged, again.updated, again.kept_both), (2, 0, 0), "{again:?}");
    let in_trash = again.left.iter().filter(|left| left.reason == LeftReason::InTrash);
    assert_eq!(in_trash.count(), 2, "{again:?}");
    assert_eq!(room.body(ids[1]), "Not yet.\n");
}

#[test]
fn a_text_that_just_came_in_is_kept_before_it_is_written_on() {
    let mut room = Room::new();
    let folder = tempfile::tempdir().expect("a temporary folder");
    newsroom(folder.path());
    import(&mut room, folder.path());
    let id = room.desk.find_article("draft").expect("there");
    let kept = |room: &Room| room.desk.history(id).expect("a history").len();
    assert_eq!(kept(&room), 0, "a draft has no revision yet");
    room.write(id, "Written at once.");
    assert_eq!(kept(&room), 1, "its file's text");
    room.write(id, "Written at once, and on.");
    assert_eq!(kept(&room), 1, "typing is one");
}

#[test]
fn a_picture_that_was_missing_is_taken_once_it_is_there() {
    let mut room = Room::new();
    let folder = tempfile::tempdir().expect("a temporary folder");
    newsroom(folder.path());
    let picture = folder.path().join("ship.png");
    fs::remove_file(&picture).expect("removed");
    for _ in 0..2 {
        let report = import(&mut room, folder.path());
        assert_eq!((report.media, report.updated), (0, 0), "{report:?}");
        assert!(
            report.left.iter().any(|left| left.path.contains("ship")),
            "it is said each time: {report:?}"
        );
    }
    fs::write(&picture, PNG).expect("written");
    let report = import(&mut room, folder.path());
    assert_eq!((report.media, report.updated, report.unchanged), (1, 1, 3), "{report:?}");
    assert!(by_headline(&room, "Ships").pictures.contains_key("ship.png"));
    let after = import(&mut room, folder.path());
    assert_eq!((after.unchanged, after.left.len()), (4, 1), "all is here: {after:?}");
}

#[test]
fn a_file_that_is_read_again_for_its_picture_does_not_go_over_what_was_written_here() {
    let mut room = Room::new();
    let folder = tempfile::tempdir().expect("a temporary folder");
    newsroom(folder.path());
    fs::remove_file(folder.path().join("ship.png")).expect("removed");
    import(&mut room, folder.path());
    let ships = room.desk.find_article("en/ships").expect("there");
    room.write(ships, "Written here.");
    assert_eq!(import(&mut room, folder.path()).unchanged, 4);
    fs::write(
        folder.path().join("ships.md"),
        "---\ntitle: Ships\ndate: 2023-10-19\n---\nThe file's. ![a ship](ship.png)\n",
    )
    .expect("written");
    let report = import(&mut room, folder.path());
    assert_eq!((report.updated, report.kept_both), (0, 1), "{report:?}");
    assert_eq!(room.body(ships), "Written here.");
}

/// Writes over a text of a bundle, as an editor of its files does.
fn write_over(bundle: &Path, article: &str, from: &str, to: &str) {
    let path = bundle.join(article).join("index.md");
    let text = fs::read_to_string(&path).expect("there");
    assert!(text.contains(from), "{text}");
    fs::write(path, text.replace(from, to)).expect("written");
}

#[test]
fn a_bundle_that_was_edited_comes_home_and_what_was_written_here_meanwhile_stays() {
    let mut room = Room::new();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let bundle = folder.path().join("bundle");
    newsroom(folder.path());
    import(&mut room, folder.path());
    let (cables, draft) = (
        room.desk.find_article("en/cables").expect("there"),
        room.desk.find_article("draft").expect("there"),
    );
    room.desk.export_bundle(&bundle, &[], &|_| {}).expect("exported");
    room.hands.minutes(10);
    room.write(draft, "The editor's.");
    write_over(&bundle, "en/cables", "Body of cables.", "Body of long cables.");
    write_over(&bundle, "en/draft", "Not yet.", "The file's.");
    let report = import(&mut room, &bundle);
    assert_eq!((report.updated, report.kept_both, report.unchanged), (1, 1, 2), "{report:?}");
    assert!(room.body(cables).contains("long cables"));
    assert_eq!(room.body(draft), "The editor's.");

    // What came home unchanged is known as it is: one change here, and the file does not go over it.
    let ships = room.desk.find_article("en/ships").expect("there");
    room.hands.minutes(10);
    room.write(ships, "Written here.");
    write_over(&bundle, "en/ships", "See [cables]", "Look at [cables]");
    let report = import(&mut room, &bundle);
    assert_eq!((report.updated, report.kept_both), (0, 1), "{report:?}");
    assert_eq!(room.body(ships), "Written here.");
}

#[test]
fn a_bundle_brings_portraits_and_what_no_article_shows() {
    let mut room = Room::new();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let bundle = folder.path().join("bundle.zip");
    let portrait = room.desk.media_files().add(PNG, "portrait.png").expect("added");
    let hash = portrait.hash;
    room.desk.add_picture(PNG, "portrait.png").expect("added");
    let picture = vec![("picture".to_owned(), hash.to_string())];
    room.desk.add_byline_with("Li Wei", &picture).expect("added");
    room.article("An article");
    room.desk.export_bundle(&bundle, &[], &|_| {}).expect("exported");
    let mut other = Room::new();
    let report = import(&mut other, &bundle);
    assert_eq!((report.added, report.media, report.left.len()), (1, 1, 0), "{report:?}");
    let files = other.desk.media_files();
    assert!(files.holds(hash, portrait.kind, portrait.bytes), "the file is in the library");
    assert!(
        other.desk.verify(&mut |_| {}).expect("verified").is_empty(),
        "and all that is referred to is there"
    );
}

#[test]
fn a_bundle_carries_the_library_to_another_machine() {
    let mut room = Room::new();
    let folder = tempfile::tempdir().expect("a temporary folder");
    newsroom(folder.path());
    import(&mut room, folder.path());
    let ships = room.desk.find_article("en/ships").expect("there");
    room.write(ships, "Changed since its release. ![a ship](ship.png)");
    let picture = room.desk.picture_at(ships, "ship.png").expect("read").expect("it is there").hash;
    let version = room.desk.show(ships).expect("there").version;
    let mut content = room.content(ships);
    content.cover = Some(Cover {
        picture: Picture::Media(picture.parse().expect("a hash")),
        alt: "A ship".to_owned(),
        caption: String::new(),
        credit: String::new(),
    });
    room.desk.write(ships, version, content).expect("saved");
    room.desk.set_focal(&picture, [4, 1]).expect("set");

    for name in ["bundle", "bundle.zip"] {
        let out = folder.path().join("out").join(name);
        fs::create_dir_all(out.parent().expect("a folder")).expect("made");
        room.desk.export_bundle(&out, &[], &|_| {}).expect("exported");
        let mut other = Room::new();
        let report = import(&mut other, &out);
        assert_eq!((report.added, report.left.len()), (4, 0), "{report:?}");
        for row in room
            .desk
            .list(&ArticleFilter::default(), ListOrder::default(), None, 100)
            .expect("a list")
            .articles
        {
            let id = row.id.parse().expect("an id");
            let (here, there) =
                (room.desk.article(id).expect("here"), other.desk.article(id).expect("there"));
            assert_eq!(here.content, there.content);
            let cover = |desk: &galley_desk::Desk| desk.open_article(id).expect("opens").cover;
            assert_eq!(cover(&room.desk), cover(&other.desk));
            assert_eq!(
                cover(&other.desk).and_then(|cover| cover.picture).map(|picture| picture.focal),
                (id == ships).then_some([4, 1])
            );
            assert_eq!(
                (
                    here.kind,
                    here.stage,
                    here.publish_at,
                    here.created_at,
                    here.modified_at,
                    here.changed_since_release
                ),
                (
                    there.kind,
                    there.stage,
                    there.publish_at,
                    there.created_at,
                    there.modified_at,
                    there.changed_since_release
                ),
                "{}",
                row.headline
            );
            let text =
                |desk: &galley_desk::Desk, n: Option<_>| n.map(|n| desk.revision(id, n).expect("kept"));
            assert_eq!(text(&room.desk, here.released), text(&other.desk, there.released));
        }
        assert_eq!(import(&mut other, &out).unchanged, 4, "nothing new the second time");
    }
}

#[test]
fn the_sample_comes_in_whole_and_furnished() {
    let mut room = Room::new();
    // Its newest article is dated later in the year than the test's clock.
    room.hands.minutes(365 * 24 * 60);
    galley_desk::sample::fill(&mut room.desk).expect("filled");
    let status = room.desk.status().expect("a status");
    assert_eq!(status.articles, 25);
    assert!(room.desk.find_category("项目").is_ok(), "categories have Chinese names");
    let story = room.desk.find_article("en/quietest-harbour").expect("the story with all the furniture");
    assert_eq!(room.content(story).form, galley_desk::domain::FormSwitch::On);
    let out = room.folder.path().join("site");
    let report = room.desk.export_site(&out, None, &|_| {}, &Cancel::default()).expect("exported");
    assert_eq!(report.notes, Vec::<String>::new());
    let page = fs::read_to_string(out.join("quietest-harbour/index.html")).expect("its page");
    for part in ["Oct.2023 19", "ICT Industry News", "Message us", "56"] {
        assert!(page.contains(part), "{part}");
    }
}

#[test]
fn what_comes_in_is_what_was_linked_to_before_and_keeps_the_slug_that_its_file_says() {
    let mut room = Room::new();
    let from = room.article("A first look");
    room.write(from, "See [ships](/en/ships/), [a draft](the-draft) and [another](/en/soon-out/).");
    let folder = tempfile::tempdir().expect("a temporary folder");
    newsroom(folder.path());
    for (file, front) in
        [("chosen.md", "title: Not yet\nslug: the-draft"), ("soon-out.md", "title: Soon out")]
    {
        let text = format!("---\n{front}\ndraft: true\n---\nText.\n");
        fs::write(folder.path().join(file), text).expect("written");
    }
    import(&mut room, folder.path());
    let links = room.content(from).links;
    let meant = |href: &str| Some(room.desk.article(*links.get(href)?).expect("there"));
    assert_eq!(meant("/en/ships/").expect("it is released").content.headline, "Ships");
    let chosen = meant("the-draft").expect("its file says the slug");
    assert_eq!(chosen.content.headline, "Not yet");
    assert!(meant("/en/soon-out/").is_none(), "it follows its headline still");
    room.set(chosen.id, "headline", "Soon");
    assert_eq!(room.slug(chosen.id), "the-draft");
    let draft = room.desk.find_article("draft").expect("by the name of its file");
    assert!(room.desk.article(draft).expect("there").slug_chosen, "another than the headline makes");
}

#[test]
fn a_bundle_carries_the_address_that_is_out_as_well_as_the_new_one() {
    let mut room = Room::new();
    let id = room.article("As it is out");
    room.desk.release(&[id], None).expect("released");
    room.set(id, "slug", "as-it-will-be");
    let out = room.folder.path().join("bundle");
    room.desk.export_bundle(&out, &[], &|_| {}).expect("exported");
    let mut other = Room::new();
    import(&mut other, &out);
    let text = |desk: &galley_desk::Desk| {
        let article = desk.article(id).expect("there");
        (desk.revision(id, article.released.expect("released")).expect("kept"), article.content)
    };
    assert_eq!(text(&room.desk), text(&other.desk));
    assert_eq!(other.desk.find_article("as-it-is-out").expect("it redirects"), id);
}

#[test]
fn an_import_that_is_stopped_leaves_nothing_or_whole_articles_and_goes_on_later() {
    let mut room = Room::new();
    let folder = tempfile::tempdir().expect("a temporary folder");
    for number in 0..3_000 {
        let text = format!("---\ntitle: Story {number}\n---\nText.\n");
        fs::write(folder.path().join(format!("story-{number}.md")), text).expect("written");
    }
    let mut until = |stage: WorkStage, least: usize| {
        let cancel = Cancel::default();
        let hand = cancel.clone();
        let mut at = |progress: Progress| {
            if progress.stage == stage && progress.done >= least {
                hand.cancel();
            }
        };
        room.desk.import_until(folder.path(), From::Auto, &mut at, &cancel)
    };
    let error = until(WorkStage::Reading, 0).expect_err("stopped before anything came in");
    assert_eq!(error.code(), Code::Cancelled, "{error}");
    let report = until(WorkStage::Importing, 1).expect("stopped between two batches").output;
    assert!(report.stopped && report.added > 0 && report.added < 3_000, "{} came in", report.added);
    let rest = import(&mut room, folder.path());
    assert!(!rest.stopped);
    assert_eq!((rest.added, rest.unchanged), (3_000 - report.added, report.added));
}

#[test]
fn a_category_that_was_removed_does_not_come_back_under_its_id() {
    let mut room = Room::new();
    let category = room.desk.add_category("Awards", None).expect("made").output;
    let id = room.article("Ships");
    room.set(id, "category", "Awards");
    room.desk.release(&[id], None).expect("released");
    room.write(id, "Another text.");
    room.desk.remove_category(&category, true).expect("removed");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let bundle = folder.path().join("bundle");
    room.desk.export_bundle(&bundle, &[], &|_| {}).expect("exported");
    let mut other = Room::new();
    assert_eq!(import(&mut other, &bundle).added, 1);
    assert_eq!(other.desk.categories().expect("categories").len(), 0, "none is made of an id");
    assert_eq!(other.desk.verify(&mut |_| {}).expect("verified"), Vec::<String>::new());
}

#[test]
fn what_has_expired_comes_in_archived() {
    let mut room = Room::new();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let post = |name: &str, expires: &str| {
        let text = format!("---\ntitle: {name}\ndate: 2001-01-01\nexpiryDate: {expires}\n---\nText.\n");
        fs::write(folder.path().join(format!("{name}.md")), text).expect("written");
    };
    post("over", "2002-01-01");
    post("on", "2999-01-01");
    import(&mut room, folder.path());
    let archived = |room: &Room, name: &str| {
        let id = room.desk.find_article(name).expect("there");
        room.desk.article(id).expect("there").archived
    };
    assert!(archived(&room, "over"));
    assert!(!archived(&room, "on"));
}

/// Readers come to the lists of the old site as well.
#[test]
fn the_lists_of_a_site_that_came_in_lead_on() {
    let mut room = Room::new();
    let blog = room.folder.path().join("blog");
    std::fs::create_dir_all(blog.join("content/posts")).expect("a folder");
    std::fs::write(blog.join("hugo.toml"), "title = \"A\"\nbaseURL = \"https://a.example/\"\n")
        .expect("written");
    let text = "---\ntitle: One\ndate: 2024-01-01\ncategories: [Far East]\ntags: [cables]\n---\n\nText.\n";
    std::fs::write(blog.join("content/posts/one.md"), text).expect("written");
    room.desk.import(&blog, From::Auto, &mut |_| {}).expect("imported");
    let target = room.desk.find_target(None).expect("the site");
    let fields = room.desk.target_fields(&target).expect("its fields");
    let lists = fields.iter().find(|(name, _)| name == "former-lists").map(|(_, value)| value.as_str());
    assert_eq!(lists, Some("category /categories/, tag /tags/"));
    let out = room.folder.path().join("site");
    room.desk.export_site(&out, None, &|_| {}, &Cancel::default()).expect("exported");
    let table = std::fs::read_to_string(out.join("_redirects")).expect("a table");
    for line in ["/categories/far-east/ /category/far-east/ 301", "/tags/cables/ /tag/cables/ 301"] {
        assert!(table.lines().any(|other| other == line), "{line}: {table}");
    }
    let mut set = |value: &str| {
        let target = room.desk.find_target(None).expect("the site");
        room.desk.set_target_fields(&target, &vec![("former-lists".to_owned(), value.to_owned())]).is_ok()
    };
    for wrong in ["tags /tags/", "tag tags", "tag /a//b/", "tag /../", "tag", "tag /a b/"] {
        assert!(!set(wrong), "{wrong}");
    }
    assert!(set("byline /authors/, byline /team/") && set(""));
}

#[test]
fn a_report_counts_what_it_does_not_list() {
    const LISTED: usize = 10_000;
    let mut room = Room::new();
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    for number in 0..LISTED + 3 {
        fs::write(folder.path().join(format!("{number}.md")), "---\ntitle: [\n---\n").expect("written");
    }
    let report = import(&mut room, folder.path());
    assert_eq!((report.added, report.left.len(), report.left_more), (0, LISTED, 3));
}

#[test]
fn files_that_are_called_alike_get_numbers_one_after_the_other() {
    let mut room = Room::new();
    room.article("Weekly notes");
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let write = |number: u32| {
        let text = format!(
            "---\ntitle: Weekly notes\nslug: weekly-notes\ndate: 2023-10-{number:02}\n---\nNumber {number}.\n"
        );
        fs::write(folder.path().join(format!("{number}.md")), text).expect("written");
    };
    (1..=9).for_each(write);
    let slugs = |room: &Room| -> BTreeSet<String> {
        let page = room.desk.list(&ArticleFilter::default(), ListOrder::default(), None, 20).expect("a page");
        page.articles.into_iter().map(|row| row.slug).collect()
    };
    assert_eq!(import(&mut room, folder.path()).added, 9);
    let numbered = (2..=10).map(|number| format!("weekly-notes-{number}"));
    let all: BTreeSet<_> = std::iter::once("weekly-notes".to_owned()).chain(numbered).collect();
    assert_eq!(slugs(&room), all);
    // One that changes keeps its own.
    fs::write(
        folder.path().join("3.md"),
        "---\ntitle: Weekly notes\nslug: weekly-notes\ndate: 2023-10-03\n---\nNumber 3, more.\n",
    )
    .expect("written");
    assert_eq!(import(&mut room, folder.path()).updated, 1);
    assert_eq!(slugs(&room), all);
}
