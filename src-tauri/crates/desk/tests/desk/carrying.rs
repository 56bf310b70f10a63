//! A library that goes to another one as a bundle: what articles are filed under, settings, former addresses.

use std::fs;
use std::path::PathBuf;

use galley_desk::Cancel;
use galley_desk::domain::{Content, Translation};
use galley_desk::import::From;
use galley_desk::wire::{ImportReport, LeftReason};

use galley_testkit::answering;

use crate::support::Room;

impl Room {
    fn bundle(&self) -> PathBuf {
        let out = self.folder.path().join("bundle");
        self.desk.export_bundle(&out, &[], &|_| {}).expect("exported");
        out
    }

    fn import(&mut self, bundle: &std::path::Path) -> ImportReport {
        self.desk.import(bundle, From::Auto, &mut |_| {}).expect("imported").output
    }

    fn house_words(&self) -> Vec<String> {
        self.desk.house_words().expect("read").iter().map(ToString::to_string).collect()
    }
}

#[test]
fn what_a_bundle_files_its_articles_under_is_not_doubled_where_it_is_here_under_another_id() {
    let mut room = Room::new();
    let (world, news) = news_of_the_world(&mut room);
    let tag = |room: &mut Room, name: &str| room.desk.add_tag(name).expect("added").output;
    let (cables, sea) = (tag(&mut room, "Cables"), tag(&mut room, "Sea Cables"));
    let chinese = ("name.zh".to_owned(), "海底光缆".to_owned());
    let found = room.desk.find_tag("Cables").expect("there");
    room.desk.set_tag_fields(&found, &vec![chinese]).expect("named");
    let li = room.desk.add_byline("Li Wei").expect("added").output;
    let id = room.article("Ships");
    for (field, value) in
        [("category", news), ("tags", "Cables, Sea Cables".to_owned()), ("bylines", "Li Wei".to_owned())]
    {
        room.set(id, field, &value);
    }
    room.desk.release(&[id], None).expect("released");
    let site = room.desk.find_target(None).expect("there");
    room.desk.set_target_fields(&site, &vec![("front-sections".to_owned(), world.clone())]).expect("set");
    let out = room.bundle();

    let mut other = Room::elsewhere();
    let own = other.desk.add_category("News", None).expect("added").output;
    let (own_world, own_news) = news_of_the_world(&mut other);
    // Another name, and yet the same address.
    let (own_cables, own_sea) = (tag(&mut other, "cables"), tag(&mut other, "Sea cables!"));
    let own_li = other.desk.add_byline("Li Wei").expect("added").output;
    assert!(world != own_world && cables != own_cables && li != own_li);

    let report = other.import(&out);
    assert_eq!((report.added, report.left.len()), (1, 0), "{report:?}");
    let content = other.content(id);
    let category = content.category.expect("filed");
    assert_eq!(category.to_string(), own_news);
    assert_ne!(category, own.id, "where it stands is part of what it is");
    assert_eq!(other.desk.categories().expect("read").len(), 3);
    assert_eq!(content.tags, [own_cables, sea]);
    assert_eq!(content.bylines, [own_li]);
    let targets = other.desk.targets().expect("read");
    let brought = targets.iter().find(|target| target.id == site.id).and_then(|target| target.site());
    let sections = brought.and_then(|site| site.appearance.front.sections.clone()).expect("it came along");
    assert_eq!(sections.iter().map(ToString::to_string).collect::<Vec<_>>(), [own_world]);
    let tags = other.desk.tags().expect("read");
    let names = |id| tags.iter().find(|tag| tag.id == id).expect("there").names.clone();
    let language = |tag: &str| tag.parse::<galley_desk::domain::Language>().expect("a tag");
    assert_eq!(tags.len(), 3);
    assert_eq!(
        names(own_cables).get(&language("zh")).name,
        "海底光缆",
        "a name in another language comes along"
    );
    assert_eq!(names(own_sea).get(&language("en")).slug.as_str(), "sea-cables");
    assert_eq!(names(sea).get(&language("en")).slug.as_str(), "sea-cables-2");
    assert!(other.desk.verify(&mut |_| {}).expect("verified").is_empty(), "search has the names of here");
    assert_eq!(other.import(&out).unchanged, 1);
}

/// A category below another: the ids of both.
fn news_of_the_world(room: &mut Room) -> (String, String) {
    let world = room.desk.add_category("World", None).expect("added").output;
    let news = room.desk.add_category("News", Some(world.id)).expect("added").output;
    (world.id.to_string(), news.id.to_string())
}

#[test]
fn a_new_library_goes_on_with_the_settings_of_a_bundle_and_any_other_keeps_its_own() {
    let mut room = Room::new();
    for (key, value) in [("language", "zh"), ("time-zone", "Asia/Shanghai"), ("review", "yes")] {
        room.desk.set_setting(key, value).expect("set");
    }
    room.desk.add_house_words(&["Galley".to_owned()]).expect("added");
    let site = room.desk.find_target(None).expect("there");
    let address = vec![("base-url".to_owned(), "https://bugle.example".to_owned())];
    room.desk.set_target_fields(&site, &address).expect("set");
    room.article("Ships");
    let out = room.bundle();

    let mut new = Room::elsewhere();
    assert_eq!(new.import(&out).left.len(), 0);
    assert_eq!(new.desk.settings().expect("read"), room.desk.settings().expect("read"));
    assert_eq!(new.desk.targets().expect("read"), room.desk.targets().expect("read"), "one site, not two");
    assert_eq!(new.house_words(), ["Galley"]);
    assert_eq!(new.import(&out).left.len(), 0, "nothing to say of what is the same");

    let mut own = Room::elsewhere();
    own.article("Written here");
    own.desk.add_house_words(&["Bugle".to_owned()]).expect("added");
    let before = own.desk.settings().expect("read");
    let report = own.import(&out);
    let words = "language=zh, time-zone=Asia/Shanghai, review=on".to_owned();
    assert_eq!(report.left.len(), 1, "{report:?}");
    assert_eq!(report.left[0].reason, LeftReason::Settings { words });
    assert_eq!(own.desk.settings().expect("read"), before);
    let targets = own.desk.targets().expect("read");
    let mut names: Vec<_> = targets.iter().map(|target| target.name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["site", "site 2"], "two sites have two names");
    assert_eq!(own.house_words(), ["Bugle", "Galley"]);
    assert!(own.desk.verify(&mut |_| {}).expect("verified").is_empty());
}

#[test]
fn who_is_handed_one_article_is_not_handed_the_settings() {
    let mut room = Room::new();
    let id = room.article("Ships");
    let out = room.folder.path().join("one");
    room.desk.export_bundle(&out, &[id], &|_| {}).expect("exported");
    let manifest = fs::read_to_string(out.join("galley.json")).expect("read");
    assert!(!manifest.contains("settings") && !manifest.contains("Shanghai"), "{manifest}");
}

#[test]
fn an_article_whose_language_was_corrected_is_found_where_readers_had_it() {
    let mut room = Room::new();
    let id = room.article("Ships");
    room.desk.release(&[id], None).expect("released");
    room.hands.minutes(10);
    room.set(id, "language", "zh");
    room.desk.release(&[id], None).expect("released");
    assert_eq!(room.desk.show(id).expect("there").former_slugs, ["en/ships"]);
    let out = room.bundle();
    let mut other = Room::elsewhere();
    other.hands.minutes(20);
    other.import(&out);
    for room in [&room, &other] {
        let site = room.folder.path().join("site");
        room.desk.export_site(&site, None, &|_| {}, &Cancel::default()).expect("exported");
        let redirect =
            fs::read_to_string(site.join("ships/index.html")).expect("the former address is there");
        assert!(redirect.contains("zh/ships/"), "{redirect}");
        assert_eq!(room.desk.find_article("en/ships").expect("found"), id);
    }
}

/// A link of an article to another one, which is handed over without it.
#[test]
fn a_link_to_an_article_that_does_not_come_along_leads_by_its_path_until_that_one_is_here() {
    let mut room = Room::new();
    let (ships, cranes) = (room.article("Ships"), room.article("Cranes"));
    room.write(ships, "See [the cranes](/en/cranes/).\n");
    room.desk.release(&[ships, cranes], None).expect("released");
    let translated = Translation { source: cranes, revision: None, source_hash: String::new() };
    let content = Content { translation: Some(translated.clone()), ..room.content(ships) };
    let version = room.desk.show(ships).expect("there").version;
    room.desk.write(ships, version, content).expect("saved");
    let meant = room.content(ships).links;
    assert_eq!(meant.values().collect::<Vec<_>>(), [&cranes]);
    let part = room.folder.path().join("part");
    room.desk.export_bundle(&part, &[ships], &|_| {}).expect("exported");

    let mut other = Room::elsewhere();
    let report = other.import(&part);
    assert_eq!((report.added, report.left.len(), report.taken.len()), (1, 0, 1), "{report:?}");
    let told = &report.taken[0].notes[0].note;
    assert!(told.starts_with("1 of the articles that it links to or translates are not here"), "{told}");
    assert!(other.content(ships).links.is_empty() && other.content(ships).translation.is_none());
    assert!(other.desk.verify(&mut |_| {}).expect("verified").is_empty(), "no id leads nowhere");
    let again = other.import(&part);
    assert_eq!((again.unchanged, again.added + again.updated + again.kept_both), (1, 0), "{again:?}");

    // An article of its own at that path is what the link means then.
    let own = other.article("Cranes");
    other.desk.release(&[own], None).expect("released");
    let site = other.folder.path().join("site");
    other.desk.export_site(&site, None, &|_| {}, &Cancel::default()).expect("exported");
    let page = fs::read_to_string(site.join("ships/index.html")).expect("a page");
    assert!(page.contains("href=\"/cranes/\""), "{page}");

    let whole = room.bundle();
    let mut third = Room::elsewhere();
    third.import(&part);
    let report = third.import(&whole);
    assert_eq!((report.added, report.updated), (1, 1), "{report:?}");
    assert_eq!((third.content(ships).links, third.content(ships).translation), (meant, Some(translated)));
    assert!(third.desk.verify(&mut |_| {}).expect("verified").is_empty());
    // Where the other one was all along, nothing is different.
    assert_eq!(room.import(&part).taken.len(), 0);
}

#[test]
fn a_folder_of_a_bundle_is_imported_by_itself_with_what_is_released() {
    let mut room = Room::new();
    let id = room.article("Ships");
    room.set(id, "tags", "Cables");
    room.write(id, "As readers have it.");
    room.desk.release(&[id], None).expect("released");
    let later = room.desk.now() + std::time::Duration::from_hours(24);
    room.hands.minutes(10);
    room.write(id, "As they will have it.");
    room.desk.release(&[id], Some(later)).expect("it waits");
    room.hands.minutes(10);
    room.write(id, "As it is written on.");
    let out = room.bundle();
    for part in ["en", "en/ships"] {
        let mut other = Room::elsewhere();
        other.hands.minutes(20);
        let report = other.import(&out.join(part));
        assert_eq!((report.added, report.left.len()), (1, 0), "{part}: {report:?}");
        assert_eq!(other.body(id), "As it is written on.");
        let article = other.desk.article(id).expect("it has its id");
        let revision = |number| other.desk.revision(id, number).expect("kept").body;
        assert_eq!(revision(article.released.expect("it is out")), "As readers have it.");
        let waits = article.pending.expect("a change waits");
        assert_eq!((revision(waits.revision).as_str(), waits.at), ("As they will have it.", later));
        assert_eq!(other.desk.show(id).expect("there").tags, ["Cables"]);
        assert!(other.desk.verify(&mut |_| {}).expect("verified").is_empty());
        assert_eq!(other.import(&out.join(part)).unchanged, 1);
    }
    // By itself it is none.
    let report = Room::elsewhere().import(&out.join("en/ships/released.md"));
    assert_eq!(report.added, 0);
    assert_eq!(report.left[0].reason, LeftReason::Resource, "{report:?}");
    // A file of that name that is none of ours is an article like any other.
    let folder = room.folder.path().join("plain");
    fs::create_dir(&folder).expect("a folder");
    for name in ["index.md", "released.md"] {
        fs::write(folder.join(name), format!("---\ntitle: {name}\n---\nText.\n")).expect("written");
    }
    assert_eq!(Room::elsewhere().import(&folder).added, 2);
}

/// Half a sentence never ships: a text that nobody released does not stand in for the released one that a bundle has lost.
#[test]
fn a_released_text_that_a_bundle_has_lost_releases_no_other() {
    let mut room = Room::new();
    let id = room.article("Ships");
    room.write(id, "As readers have it.");
    room.desk.release(&[id], None).expect("released");
    room.hands.minutes(10);
    room.write(id, "Half a sent");
    let out = room.bundle();
    let mut here = Room::elsewhere();
    here.hands.minutes(20);
    assert_eq!(here.import(&out).added, 1);
    let file = out.join("en/ships/released.md");
    let whole = fs::read_to_string(&file).expect("it is there");
    for damaged in [Some("---\ntitle: [\n---\n"), None] {
        match damaged {
            Some(text) => fs::write(&file, text).expect("written"),
            None => fs::remove_file(&file).expect("removed"),
        }
        let mut other = Room::elsewhere();
        other.hands.minutes(20);
        let report = other.import(&out);
        assert_eq!(report.added, 1, "{damaged:?}: {report:?}");
        let notes: Vec<_> = report.taken.iter().flat_map(|file| &file.notes).collect();
        assert!(notes.iter().any(|note| note.note.contains("released.md beside it")), "{notes:?}");
        let article = other.desk.article(id).expect("it came in");
        assert_eq!((article.released, article.pending), (None, None), "{damaged:?}");
        assert_eq!(other.body(id), "Half a sent");
        // What is out already stays out.
        here.import(&out);
        let article = here.desk.article(id).expect("it is there");
        let text = here.desk.revision(id, article.released.expect("it is out")).expect("kept").body;
        assert_eq!((text.as_str(), article.changed_since_release), ("As readers have it.", true));
        // And it is out once the file is whole.
        fs::write(&file, &whole).expect("mended");
        other.import(&out);
        let article = other.desk.article(id).expect("it came in");
        let text = other.desk.revision(id, article.released.expect("it is out")).expect("kept").body;
        assert_eq!(text, "As readers have it.");
    }
}

#[test]
fn what_a_counter_said_last_stands_whichever_library_was_told() {
    let mut room = Room::new();
    let id = room.article("Ships");
    room.desk.release(&[id], None).expect("released");
    let counted = |room: &mut Room, views: u64| {
        let body = format!("{{\"views\":{views}}}");
        let host = answering(move |_| {
            format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len())
        });
        let site = room.desk.find_target(None).expect("there");
        let fields = [("counter", format!("{host}/{{slug}}")), ("counter-number", "/views".to_owned())];
        let fields = fields.map(|(field, value)| (field.to_owned(), value)).to_vec();
        room.desk.set_target_fields(&site, &fields).expect("set");
        room.desk.count_views(None).expect("asked").expect("it has a counter");
    };
    let views = |room: &Room| {
        let site = room.folder.path().join("site");
        room.desk.export_site(&site, None, &|_| {}, &Cancel::default()).expect("exported");
        let page = fs::read_to_string(site.join("ships/index.html")).expect("a page");
        page.split_once("Views: ")
            .map(|(_, rest)| rest.chars().take_while(char::is_ascii_digit).collect::<String>())
    };
    counted(&mut room, 44);
    let out = room.bundle();
    let mut other = Room::elsewhere();
    other.hands.minutes(10);
    other.import(&out);
    assert_eq!(views(&other).as_deref(), Some("44"));
    counted(&mut other, 50);
    other.import(&out);
    assert_eq!(views(&other).as_deref(), Some("50"), "it was told later");
    // More than a library holds is not taken, and the rest of the bundle is.
    let manifest = fs::read_to_string(out.join("galley.json")).expect("read");
    let huge = manifest.replace("\"views\": 44", "\"views\": 18446744073709551615");
    assert_ne!(manifest, huge);
    fs::write(out.join("galley.json"), huge).expect("written");
    let mut third = Room::elsewhere();
    third.import(&out);
    assert_eq!(views(&third), None);
}

#[test]
fn a_bundle_of_what_came_out_of_one_names_the_same_files() {
    let mut room = Room::new();
    let folder = room.folder.path().join("folder");
    fs::create_dir(&folder).expect("a folder");
    fs::write(folder.join("q.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>")
        .expect("written");
    for (name, date) in [("zebra", "2023-01-01"), ("ant", "2023-02-01")] {
        let text = format!("---\ntitle: {name}\ndate: {date}\n---\n![A q](q.svg)\n");
        fs::write(folder.join(format!("{name}.md")), text).expect("written");
    }
    room.import(&folder);
    // The order in which they are written into the other library is another one.
    let ant = room.desk.find_article("ant").expect("there");
    room.set(ant, "date", "2022-01-01");
    let media = |bundle: &std::path::Path| {
        let text = fs::read_to_string(bundle.join("galley.json")).expect("a manifest");
        let manifest: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        manifest["media"].clone()
    };
    let out = room.bundle();
    let mut other = Room::elsewhere();
    other.import(&out);
    assert_eq!(media(&out)[0]["file"], "en/ant/q.svg");
    assert_eq!(media(&other.bundle()), media(&out));
}

#[test]
fn a_translation_is_of_words_and_the_number_of_a_revision_means_them_or_nothing() {
    let mut room = Room::new();
    let source = room.article("Ships");
    for text in ["One.", "Two.", "Three."] {
        room.write(source, text);
        room.desk.keep_revision(source, text).expect("kept");
    }
    let made = room.desk.translate_article(source, "zh").expect("made").output;
    let link = room.content(made).translation.expect("it is one");
    room.desk.release(&[source], None).expect("released");
    let out = room.bundle();
    assert_eq!(room.import(&out).unchanged, 2);
    let mut other = Room::elsewhere();
    other.import(&out);
    let there = other.content(made).translation.expect("it is one");
    assert_eq!((there.source, &there.source_hash), (source, &link.source_hash));
    if let Some(number) = there.revision {
        assert_eq!(other.desk.revision(source, number).expect("kept").body, "Three.");
    }
    assert_ne!(there.revision, link.revision, "that number is of nothing here");
    // In step here as there: that is told by the words.
    let link = other.content(made).translation.expect("it is one");
    assert_eq!(
        other.desk.show(made).expect("there").translation.map(|it| it.staleness),
        Some("current"),
        "{link:?}"
    );
}
