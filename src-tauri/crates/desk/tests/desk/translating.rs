//! Translations: made, linked, told to be old, told to be in step again.

use galley_desk::Code;
use galley_desk::domain::ArticleId;
use galley_desk::wire::ArticleText;

use crate::support::Room;

fn open(room: &Room, id: ArticleId) -> ArticleText {
    room.desk.open_article(id).expect("there")
}

fn staleness(room: &Room, id: ArticleId) -> &'static str {
    open(room, id).translation.expect("it translates one").staleness
}

#[test]
fn a_translation_is_made_grows_old_with_its_source_and_is_told_to_be_in_step() {
    let mut room = Room::new();
    let source = room.article("Ten years on");
    room.write(source, "Text.");
    room.set(source, "category", "Projects");
    room.set(source, "canonical", "https://elsewhere.example/ten");
    room.set(source, "views", "56");
    let chinese = room.desk.translate_article(source, "zh").expect("made").output;
    let content = room.content(chinese);
    assert_eq!((content.language.as_str(), content.slug.as_str()), ("zh", "ten-years-on"));
    assert_eq!((content.body.as_str(), content.category), ("Text.", room.content(source).category));
    assert_eq!((content.seo.canonical.as_str(), content.view_base), ("", None));
    assert_eq!(staleness(&room, chinese), "current");
    let [version] = &open(&room, source).versions[..] else { panic!("one") };
    assert_eq!(
        (version.language.as_str(), version.is_source, version.staleness),
        ("zh", false, Some("current"))
    );

    // What was translated can still be seen, however the source goes on.
    let link = content.translation.expect("linked");
    assert_eq!(room.desk.revision(source, link.revision.expect("kept")).expect("there").body, "Text.");
    room.write(source, "Text, and more.");
    assert_eq!(staleness(&room, chinese), "stale");
    assert_eq!(open(&room, source).versions[0].staleness, Some("stale"));
    let found = room.desk.check().expect("checked");
    assert!(found.iter().any(|finding| finding.check == "stale-translation"), "{found:?}");

    room.set(chinese, "translates", &source.to_string());
    assert_eq!(staleness(&room, chinese), "current");
    assert_ne!(room.content(chinese).translation.expect("linked").revision, link.revision);
    room.desk.undo().expect("undone");
    assert_eq!(staleness(&room, chinese), "stale");
    assert_eq!(room.desk.verify(&mut |_| {}).expect("verified"), Vec::<String>::new());
}

#[test]
fn all_versions_hang_on_one_source() {
    let mut room = Room::new();
    let source = room.article("Ten years on");
    let chinese = room.desk.translate_article(source, "zh").expect("made").output;
    let german = room.desk.translate_article(chinese, "de").expect("made of what that translates").output;
    assert_eq!(room.content(german).translation.expect("linked").source, source);
    let languages = |id| open(&room, id).versions.into_iter().map(|v| v.language).collect::<Vec<_>>();
    assert_eq!(languages(source), ["de", "zh"]);
    assert_eq!(languages(german), ["en", "zh"], "the source first");
    for (from, language) in [(source, "zh"), (chinese, "en"), (german, "de"), (source, "not a language")] {
        let refused = room.desk.translate_article(from, language).expect_err("refused");
        assert_eq!(refused.code(), Code::Invalid, "{language}");
    }
}

#[test]
fn an_article_that_is_there_becomes_a_translation_and_stops_being_one() {
    let mut room = Room::new();
    let source = room.article("Ten years on");
    let french = room.article("Dix ans");
    let link = |room: &mut Room, id: ArticleId, value: &str| {
        room.desk.set_fields(id, &[("translates".to_owned(), value.to_owned())]).map(|done| done.output)
    };
    assert_eq!(
        link(&mut room, french, "en/ten-years-on").expect_err("both are English").code(),
        Code::Invalid
    );
    room.set(french, "language", "fr");
    link(&mut room, french, "ten-years-on").expect("linked");
    assert_eq!(staleness(&room, french), "current");
    for (id, value) in [(source, french.to_string()), (french, french.to_string())] {
        assert_eq!(link(&mut room, id, &value).expect_err("round about").code(), Code::Invalid);
    }
    let german = room.article("Zehn Jahre");
    room.set(german, "language", "de");
    link(&mut room, german, &french.to_string()).expect("linked to what that translates");
    assert_eq!(room.content(german).translation.expect("linked").source, source);
    link(&mut room, french, "").expect("taken off");
    assert!(open(&room, french).translation.is_none());
}
