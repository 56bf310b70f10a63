//! Writing, slugs, revisions, release.

use galley_desk::article::NewArticle;
use galley_desk::domain::{Content, RevisionNumber, Stage};
use galley_desk::wire::{ArticleFilter, ListOrder, OrderWord, StatusWord};
use galley_desk::{Code, DeskError};

use crate::support::Room;

#[test]
fn a_save_is_there_when_the_library_is_opened_again() {
    let mut room = Room::new();
    let id = room.article("Cables under the sea");
    room.write(id, "First words.");
    assert_eq!(room.neighbour().content(id).expect("there").body, "First words.");
}

#[test]
fn a_stale_save_overwrites_nothing_and_both_texts_are_kept() {
    let mut room = Room::new();
    let id = room.article("Cables");
    let base = room.write(id, "Old.");
    let mut other = room.neighbour();
    other
        .write(id, base, Content { body: "Hers.".to_owned(), ..room.content(id) })
        .expect("the first one is saved");

    let mine = Content { body: "Mine.".to_owned(), ..room.content(id) };
    let refused = room.desk.write(id, base, mine).expect_err("the second one is stale");
    assert_eq!(refused.code(), Code::Stale);
    let DeskError::Stale { kept, .. } = refused else { panic!("it is stale: {refused}") };
    assert_eq!(room.body(id), "Hers.");
    assert_eq!(room.desk.revision(id, kept).expect("kept").body, "Mine.");

    // Whoever goes on with theirs writes over hers, at once and in the same name: hers is kept all the same.
    let now = room.desk.show(id).expect("there").version;
    room.desk.write(id, now, Content { body: "Mine.".to_owned(), ..room.content(id) }).expect("saved");
    let history = room.desk.history(id).expect("there");
    let bodies = history.iter().map(|kept| {
        room.desk.revision(id, galley_desk::domain::RevisionNumber(kept.number)).expect("kept").body
    });
    assert!(bodies.into_iter().any(|body| body == "Hers."), "{history:?}");
}

#[test]
fn the_slug_follows_the_headline_until_the_first_release() {
    let mut room = Room::new();
    let id = room.article("");
    assert!(room.slug(id).starts_with("untitled-"));
    room.set(id, "headline", "A first name");
    assert_eq!(room.slug(id), "a-first-name");
    room.set(id, "headline", "A better name");
    assert_eq!(room.slug(id), "a-better-name");
    // Emptied, and thought about for longer than a pause.
    room.set(id, "headline", "");
    assert!(room.slug(id).starts_with("untitled-"));
    room.set(id, "headline", "A better name");
    room.desk.release(&[id], None).expect("released");
    room.set(id, "headline", "The best name");
    assert_eq!(room.slug(id), "a-better-name");
}

#[test]
fn a_chosen_slug_stays_when_the_headline_changes() {
    let mut room = Room::new();
    let id = room.article("A name");
    room.set(id, "slug", "chosen");
    room.set(id, "headline", "Another name");
    assert_eq!(room.slug(id), "chosen");

    // A number behind what the headline makes is chosen as well, whatever others are called.
    for chosen in ["budget-2026", "budget-2027"] {
        let budget = room.article("Budget");
        room.set(budget, "slug", chosen);
        room.set(budget, "headline", "Budget for everyone");
        assert_eq!(room.slug(budget), chosen);
        room.set(budget, "headline", "Budget");
    }
    let budget = room.article("Budget");
    assert_eq!(room.slug(budget), "budget");
    let second = room.article("Budget");
    room.set(second, "slug", "budget-2028");
    room.set(second, "headline", "Budget for everyone");
    assert_eq!(room.slug(second), "budget-2028", "though another article has the one without a number");
    room.article("World Cup");
    let second = room.article("World Cup");
    assert_eq!(room.slug(second), "world-cup-2");
    room.set(second, "headline", "World Cup final");
    assert_eq!(room.slug(second), "world-cup-final");
}

#[test]
fn whether_a_slug_was_chosen_is_kept_and_can_be_let_go() {
    let mut room = Room::new();
    let id = room.article("A name");
    // Chosen as it is.
    room.set(id, "slug", "a-name");
    room.set(id, "headline", "Another name");
    assert_eq!(room.slug(id), "a-name");
    // Another version's text changes no address, and undoing brings both back.
    room.set(id, "slug", "");
    assert_eq!(room.slug(id), "another-name");
    room.set(id, "headline", "A third name");
    assert_eq!(room.slug(id), "a-third-name");
    room.desk.undo().expect("undone");
    room.desk.undo().expect("undone");
    assert_eq!(room.slug(id), "a-name");
    room.set(id, "headline", "A fourth name");
    assert_eq!(room.slug(id), "a-name", "it was chosen again");

    // Let go and chosen in one change with the headline, and by whoever writes the whole.
    room.desk
        .set_fields(id, &[("slug".into(), String::new()), ("headline".into(), "A fifth name".into())])
        .expect("set");
    assert_eq!(room.slug(id), "a-fifth-name");
    let shown = room.desk.show(id).expect("there");
    let slug = "written".parse().expect("a slug");
    let content = Content { slug, headline: "A sixth name".to_owned(), ..room.content(id) };
    room.desk.write(id, shown.version, content).expect("saved");
    room.set(id, "headline", "A seventh name");
    assert_eq!(room.slug(id), "written");

    // Nobody chose one for the copy; where it was chosen, another language has it as well.
    let copy = room.desk.duplicate_article(id).expect("made").output;
    assert_eq!(room.slug(copy), "a-seventh-name");
    room.set(copy, "headline", "An eighth name");
    assert_eq!(room.slug(copy), "an-eighth-name");
    let chinese = room.desk.translate_article(id, "zh").expect("made").output;
    room.set(chinese, "headline", "第七");
    assert_eq!(room.slug(chinese), "written");

    // Let go after the release it is made anew, and follows no more.
    room.desk.release(&[id], None).expect("released");
    room.set(id, "slug", "");
    assert_eq!(room.slug(id), "a-seventh-name");
    room.set(id, "headline", "The last name");
    assert_eq!(room.slug(id), "a-seventh-name");
}

#[test]
fn a_slug_follows_a_headline_that_changes_with_the_language() {
    let mut room = Room::new();
    room.article("News");
    let id = room.article("News");
    assert_eq!(room.slug(id), "news-2");
    let set_both = |room: &mut Room, id, language: &str, headline: &str| {
        let both = [("language", language), ("headline", headline)];
        let both = both.map(|(field, value)| (field.to_owned(), value.to_owned()));
        room.desk.set_fields(id, &both).expect("set");
    };
    room.set(id, "language", "pt");
    assert_eq!(room.slug(id), "news", "the number was of the other language");
    set_both(&mut room, id, "zh", "新闻");
    assert_eq!(room.slug(id), "新闻");
    let chosen = room.article("Views");
    room.set(chosen, "slug", "views-2026");
    set_both(&mut room, chosen, "zh", "观点");
    assert_eq!(room.slug(chosen), "views-2026");
}

#[test]
fn a_released_slug_is_never_given_to_another_article_of_the_language() {
    let mut room = Room::new();
    let first = room.article("News");
    room.desk.release(&[first], None).expect("released");
    room.set(first, "slug", "renamed");
    room.desk.release(&[first], None).expect("released again");

    let second = room.article("News");
    assert_eq!(room.slug(second), "news-2");
    let taken = room.desk.set_fields(second, &[("slug".into(), "news".into())]).expect_err("reserved");
    assert!(matches!(taken, DeskError::SlugTaken { .. }), "{taken}");
    room.set(second, "language", "zh");
    room.set(second, "slug", "news");
    assert_eq!(room.slug(second), "news", "another language has its own addresses");
    assert_eq!(room.desk.show(first).expect("there").former_slugs, ["news"]);
}

#[test]
fn editing_after_a_release_does_not_change_what_is_out() {
    let mut room = Room::new();
    let id = room.article("Cables");
    room.write(id, "As released.");
    room.desk.release(&[id], None).expect("released");
    room.write(id, "Half a sent");
    let shown = room.desk.show(id).expect("there");
    assert_eq!(shown.article.status, StatusWord::Published);
    assert!(shown.article.has_changes);
    let released = RevisionNumber(shown.released.expect("released"));
    assert_eq!(room.desk.revision(id, released).expect("kept").body, "As released.");
    room.write(id, "As released.");
    assert!(!room.desk.show(id).expect("there").article.has_changes, "back to what is out");
}

#[test]
fn what_is_released_for_later_is_scheduled_until_the_clock_reaches_it() {
    let mut room = Room::new();
    let id = room.article("Cables");
    let at = room.desk.now() + chrono::TimeDelta::minutes(30);
    room.desk.release(&[id], Some(at)).expect("released");
    assert_eq!(room.desk.show(id).expect("there").article.status, StatusWord::Scheduled);
    room.hands.minutes(30);
    assert_eq!(room.desk.show(id).expect("there").article.status, StatusWord::Published);
}

#[test]
fn a_change_to_what_is_out_waits_for_its_time_and_readers_keep_what_they_have() {
    let mut room = Room::new();
    let id = room.article("Cables");
    room.desk.release(&[id], None).expect("released");
    room.write(id, "The second text.");
    let at = room.desk.now() + chrono::TimeDelta::minutes(30);
    room.desk.release(&[id], Some(at)).expect("released for later");
    let row = |room: &Room| room.desk.show(id).expect("there").article;
    let shown = |room: &Room| {
        let released = RevisionNumber(room.desk.show(id).expect("there").released.expect("released"));
        room.desk.revision(id, released).expect("kept").body
    };
    assert_eq!((row(&room).status, row(&room).has_changes), (StatusWord::Published, false));
    assert!(row(&room).pending.is_some());
    assert_ne!(shown(&room), "The second text.");
    // What is written meanwhile waits for nobody's time.
    room.write(id, "The third text.");
    assert!(row(&room).has_changes && row(&room).pending.is_some());

    room.hands.minutes(30);
    assert_eq!((shown(&room).as_str(), row(&room).pending), ("The second text.", None));
    room.write(id, "The fourth text.");
    assert_eq!(shown(&room), "The second text.", "a save moves the pointer and no text");
    assert!(row(&room).has_changes);
    room.desk.release(&[id], None).expect("released");
    assert_eq!((shown(&room).as_str(), row(&room).has_changes), ("The fourth text.", false));
}

#[test]
fn a_change_that_waits_is_taken_back_alone_or_with_the_article_or_replaced() {
    let mut room = Room::new();
    let id = room.article("Cables");
    room.desk.release(&[id], None).expect("released");
    let row = |room: &Room| room.desk.show(id).expect("there").article;
    let later = |room: &mut Room, minutes| {
        let at = room.desk.now() + chrono::TimeDelta::minutes(minutes);
        room.desk.release(&[id], Some(at)).expect("released for later");
    };
    room.write(id, "The second text.");
    later(&mut room, 30);
    room.desk.drop_changes(&[id]).expect("taken back");
    assert_eq!((row(&room).pending, row(&room).has_changes), (None, true));
    room.desk.undo().expect("undone");
    assert!(row(&room).pending.is_some() && !row(&room).has_changes, "undo has it wait again");

    // Another time is that of the same change; now, it waits no longer.
    let first = row(&room).pending;
    later(&mut room, 60);
    assert!(row(&room).pending > first);
    room.desk.release(&[id], None).expect("released now");
    assert_eq!((row(&room).pending, row(&room).status), (None, StatusWord::Published));

    room.write(id, "The third text.");
    later(&mut room, 30);
    room.desk.unrelease(&[id]).expect("taken back");
    room.hands.minutes(60);
    assert_eq!((row(&room).status, row(&room).pending), (StatusWord::Draft, None), "nothing of it goes out");
}

#[test]
fn where_review_is_on_only_an_approved_text_is_released() {
    let mut room = Room::new();
    room.desk.set_setting("review", "yes").expect("set");
    let id = room.article("Cables");
    assert_eq!(room.desk.release(&[id], None).expect_err("a draft").code(), Code::NotAllowed);
    assert!(room.desk.move_to(&[id], Stage::Approved).is_err(), "a draft is reviewed first");
    room.desk.move_to(&[id], Stage::Review).expect("sent to review");
    room.desk.move_to(&[id], Stage::Approved).expect("approved");
    let shown = room.desk.show(id).expect("there");
    assert_eq!((shown.article.status, shown.released), (StatusWord::Approved, Some(1)));
    room.desk.release(&[id], None).expect("released");
    assert_eq!(room.desk.show(id).expect("there").article.status, StatusWord::Published);
}

#[test]
fn typing_closes_a_revision_after_a_rest_and_not_at_each_pause() {
    let mut room = Room::new();
    let id = room.article("Cables");
    for n in 1..=5 {
        room.write(id, &format!("{n} words"));
    }
    assert_eq!(room.desk.history(id).expect("there").len(), 0, "one stretch of writing");
    room.hands.minutes(6);
    room.write(id, "after lunch");
    let history = room.desk.history(id).expect("there");
    assert_eq!(history.len(), 1);
    assert_eq!(room.desk.revision(id, RevisionNumber(1)).expect("kept").body, "5 words");
}

#[test]
fn an_older_text_comes_back_and_the_present_one_is_kept() {
    let mut room = Room::new();
    let id = room.article("Cables");
    room.write(id, "Yesterday.");
    room.desk.keep_revision(id, "as sent").expect("kept");
    room.hands.minutes(60);
    room.write(id, "Today.");
    room.desk.restore_revision(id, RevisionNumber(1)).expect("restored");
    assert_eq!(room.body(id), "Yesterday.");
    let texts: Vec<_> = room.desk.history(id).expect("there").iter().map(|r| r.number).collect();
    let bodies: Vec<_> =
        texts.iter().map(|n| room.desk.revision(id, RevisionNumber(*n)).expect("kept").body).collect();
    assert!(bodies.contains(&"Today.".to_owned()), "{bodies:?}");
}

#[test]
fn a_link_goes_on_meaning_the_article_it_meant() {
    let mut room = Room::new();
    let target = room.article("The first cable");
    let from = room.article("A second look");
    room.write(from, "See [the story](/the-first-cable/).");
    assert_eq!(room.content(from).links.get("/the-first-cable/"), Some(&target));
    room.set(target, "slug", "moved");
    let usurper = room.article("The first cable");
    assert_eq!(room.slug(usurper), "the-first-cable");
    room.write(from, "See [the story](/the-first-cable/), again.");
    assert_eq!(room.content(from).links.get("/the-first-cable/"), Some(&target));
}

#[test]
fn a_link_that_was_written_before_its_article_means_it_once_that_has_an_address_for_good() {
    let mut room = Room::new();
    let from = room.article("A first look");
    room.write(from, "See [the plan](/en/the-plan/), [the map](the-map#north) and [more](/zh/the-plan/).");
    let before = room.desk.show(from).expect("there").version;
    let meant = |room: &Room, href: &str| room.content(from).links.get(href).copied();
    // Half a headline is no address yet.
    let debate = room.article("The plan");
    room.set(debate, "headline", "The plan and its friends");
    let plan = room.article("The plan");
    assert_eq!(meant(&room, "/en/the-plan/"), None);
    room.desk.release(&[plan], None).expect("released");
    assert_eq!(meant(&room, "/en/the-plan/"), Some(plan));
    // One that was chosen counts at once, and so does the one that it had until then.
    let map = room.article("Map");
    room.set(map, "slug", "the-map");
    assert_eq!(meant(&room, "the-map#north"), Some(map));
    assert_eq!(meant(&room, "/zh/the-plan/"), None, "another language");
    let shown = room.desk.show(from).expect("there");
    assert_eq!(shown.version, before, "whoever writes there goes on");
    room.write(from, "See [the plan](/en/the-plan/) again, and [the quay](/en/the-quay/).");
    assert_eq!(meant(&room, "/en/the-plan/"), Some(plan));
    let quay = room.article("The quay");
    room.set(quay, "slug", "harbour-quay");
    assert_eq!(meant(&room, "/en/the-quay/"), Some(quay));
    assert_eq!(meant(&room, "the-map#north"), None, "it stands there no more");
}

#[test]
fn what_a_link_means_since_is_no_part_of_what_is_undone_or_gone_back_to() {
    let mut room = Room::new();
    let from = room.article("A first look");
    room.write(from, "See [the plan](/en/the-plan/).");
    room.desk.release(&[from], None).expect("released");
    room.desk.keep_revision(from, "as sent").expect("kept");
    room.set(from, "lead", "With a lead.");
    let plan = room.article("The plan");
    room.desk.release(&[plan], None).expect("released");
    let meant = |room: &Room| room.content(from).links.get("/en/the-plan/").copied();
    assert_eq!(meant(&room), Some(plan));
    for _ in 0..2 {
        room.desk.undo().expect("released and made: undone");
    }
    room.desk.undo().expect("the lead is undone");
    assert_eq!((room.content(from).lead.as_str(), meant(&room)), ("", Some(plan)));
    assert!(!room.desk.show(from).expect("there").article.has_changes, "readers have this text");
    for _ in 0..3 {
        room.desk.redo().expect("done again");
    }
    let as_sent = room.desk.history(from).expect("there").into_iter().find(|kept| kept.name.is_some());
    let number = RevisionNumber(as_sent.expect("kept").number);
    room.desk.restore_revision(from, number).expect("gone back");
    assert_eq!((room.content(from).lead.as_str(), meant(&room)), ("", Some(plan)));
    assert!(!room.desk.show(from).expect("there").article.has_changes, "readers have this text");
    // In the trash it keeps what links to it, and out of it.
    room.desk.trash(&[plan]).expect("in the trash");
    room.desk.untrash(&[plan]).expect("out of it");
    assert_eq!(meant(&room), Some(plan));
}

#[test]
fn what_is_too_long_is_refused_and_nothing_is_changed() {
    let mut room = Room::new();
    let id = room.article("Cables");
    let base = room.write(id, "Short.");
    let long = Content { headline: "x".repeat(2_000), ..room.content(id) };
    assert_eq!(room.desk.write(id, base, long).expect_err("too long").code(), Code::Invalid);
    assert_eq!(room.body(id), "Short.");
}

#[test]
fn the_list_filters_by_status_category_and_tag() {
    let mut room = Room::new();
    let one = room.article("One");
    let two = room.article("Two");
    room.set(one, "category", "ICT Industry News");
    room.set(one, "tags", "5G, cables");
    room.desk.release(&[two], None).expect("released");
    let list = |filter: ArticleFilter| -> Vec<String> {
        let page = room.desk.list(&filter, ListOrder::default(), None, 10).expect("a list");
        page.articles.into_iter().map(|row| row.headline).collect()
    };
    assert_eq!(
        list(ArticleFilter { category: Some("ict-industry-news".into()), ..Default::default() }),
        ["One"]
    );
    assert_eq!(list(ArticleFilter { tag: Some("5g".into()), ..Default::default() }), ["One"]);
    assert_eq!(list(ArticleFilter { status: Some(StatusWord::Published), ..Default::default() }), ["Two"]);
    assert_eq!(list(ArticleFilter::default()).len(), 2);
    let tags = room.desk.tags_of(&[one, two]).expect("counted");
    assert_eq!(
        tags.iter().map(|tag| (tag.name.as_str(), tag.count)).collect::<Vec<_>>(),
        [("5G", 1), ("cables", 1)]
    );
    let by = |by, reversed, after: Option<&str>| {
        room.desk.list(&ArticleFilter::default(), ListOrder { by, reversed }, after, 1)
    };
    let first = by(OrderWord::Headline, true, None).expect("a list");
    assert_eq!(first.articles[0].headline, "Two");
    let second = by(OrderWord::Headline, true, first.next.as_deref()).expect("the list goes on");
    assert_eq!(second.articles[0].headline, "One");
    let other = by(OrderWord::Words, true, first.next.as_deref());
    assert!(matches!(other, Err(DeskError::Invalid { .. })), "a place in one order is none in another");
    let unknown = room.desk.list(
        &ArticleFilter { tag: Some("none".into()), ..Default::default() },
        ListOrder::default(),
        None,
        10,
    );
    assert_eq!(unknown.expect_err("no such tag").code(), Code::NotFound);
}

#[test]
fn an_article_is_made_with_its_fields_or_not_at_all() {
    let mut room = Room::new();
    let new = NewArticle { headline: "Ten years on".to_owned(), ..NewArticle::default() };
    let body = "    indented code\n\n";
    let values = [("tags", "云计算"), ("language", "zh"), ("body", body), ("views", "56")];
    let values = values.map(|(field, value)| (field.to_owned(), value.to_owned()));
    let id = room.desk.new_article_with(&new, &values).expect("an article").output;
    let content = room.desk.content(id).expect("its content");
    assert_eq!((content.body.as_str(), content.view_base), (body, Some(56)), "the body keeps its bytes");
    let tag = room.desk.find_tag("云计算").expect("the tag was made");
    assert!(tag.names.exact(&content.language).is_some(), "in the language of the article");
    let refused = room.desk.new_article_with(&new, &[("views".to_owned(), "many".to_owned())]);
    assert!(matches!(refused, Err(DeskError::Invalid { .. })), "{refused:?}");
    assert_eq!(room.desk.status().expect("the library").articles, 1, "nothing was made");
}
