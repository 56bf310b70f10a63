//! Fields of categories, tags, bylines, forms and targets by name: what is set reads back, what does not fit is refused.

use galley_desk::domain::{Endpoint, Form, FormSwitch, Language, TargetKind};
use galley_desk::nouns_set::Fields;
use galley_desk::wire::ArticleFilter;
use galley_desk::{Code, DeskError};

use crate::support::Room;

fn fields(pairs: &[(&str, &str)]) -> Fields {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn lines(fields: &Fields) -> Vec<String> {
    fields.iter().map(|(name, value)| format!("{name}={value}")).collect()
}

#[test]
fn a_category_reads_back_as_it_was_set() {
    let mut room = Room::new();
    let desk = &mut room.desk;
    let news = desk.add_category_with("News", &Fields::new()).expect("a category").output;
    let set =
        [("parent", "news"), ("slug.zh", "xinwen"), ("name.zh", "行业新闻"), ("order", "-1"), ("form", "on")];
    let industry = desk.add_category_with("Industry", &fields(&set)).expect("a category").output;
    assert_eq!((industry.parent, industry.order, industry.form), (Some(news.id), -1, FormSwitch::On));
    let read = desk.category_fields(&industry).expect("its fields");
    let expected = [
        "name.en=Industry",
        "slug.en=industry",
        "name.zh=行业新闻",
        "slug.zh=xinwen",
        "parent=news",
        "order=-1",
        "form=on",
    ];
    assert_eq!(lines(&read), expected);
    let again = desk.set_category_fields(&industry, &read).expect("the same again").output;
    assert_eq!(again, industry);
}

#[test]
fn a_new_name_keeps_the_slug_and_an_empty_one_goes() {
    let mut room = Room::new();
    let desk = &mut room.desk;
    let tag = desk.add_tag_with("Cloud", &fields(&[("name.zh", "云")])).expect("a tag").output;
    let tag = desk
        .set_tag_fields(&tag, &fields(&[("name", "Cloud computing"), ("name.zh", "")]))
        .expect("set")
        .output;
    assert_eq!(lines(&desk.tag_fields(&tag)), ["name.en=Cloud computing", "slug.en=cloud"]);
    let last = desk.set_tag_fields(&tag, &fields(&[("name", "")]));
    assert!(matches!(last, Err(DeskError::Invalid { .. })), "{last:?}");
}

#[test]
fn a_byline_has_urls_and_a_picture() {
    let mut room = Room::new();
    let desk = &mut room.desk;
    let set = [
        ("urls", "https://example.org/li, mailto:li@example.org"),
        ("description", "Writes on industry."),
        ("picture", "https://example.org/li.jpg"),
    ];
    let byline = desk.add_byline_with("Li Wei", &fields(&set)).expect("a byline").output;
    let read = desk.byline_fields(&byline);
    assert_eq!(desk.set_byline_fields(&byline, &read).expect("the same again").output, byline);
    let none =
        desk.set_byline_fields(&byline, &fields(&[("picture", ""), ("urls", "")])).expect("set").output;
    assert!(none.picture.is_none() && none.urls.is_empty());
    let unknown = desk.set_byline_fields(&byline, &fields(&[("picture", &"ab".repeat(32))]));
    assert!(matches!(unknown, Err(DeskError::Unknown { noun: "picture", .. })), "{unknown:?}");
}

#[test]
fn a_form_begins_with_three_fields_and_reads_back() {
    let mut room = Room::new();
    let desk = &mut room.desk;
    let set = [
        ("endpoint", "https://forms.example.com/1"),
        ("button", "Message Us"),
        ("button.zh", "联系我们"),
        ("consent.en", "You may write back to me."),
        ("missing.zh", "请填写。"),
        ("thanks.zh", "谢谢来信。"),
        ("least-seconds", "5"),
        ("field.company", "text"),
        ("field.company.label.zh", "公司"),
        ("field.email", "email"),
        ("field.message", ""),
    ];
    let form = desk.add_form("inquiry", &fields(&set)).expect("a form").output;
    let read = desk.form_fields(&form);
    let expected = [
        "name=inquiry",
        "endpoint=https://forms.example.com/1",
        "least-seconds=5",
        "button.en=Message Us",
        "consent.en=You may write back to me.",
        "button.zh=联系我们",
        "missing.zh=请填写。",
        "thanks.zh=谢谢来信。",
        "field.name=text,required",
        "field.name.label.en=Name",
        "field.name.label.zh=姓名",
        "field.email=email",
        "field.email.label.en=E-mail",
        "field.email.label.zh=电子邮箱",
        "field.company=text",
        "field.company.label.zh=公司",
    ];
    assert_eq!(lines(&read), expected);
    assert_eq!(desk.set_form_fields(&form, &read).expect("the same again").output, form);
    let mail =
        desk.set_form_fields(&form, &fields(&[("endpoint", "mailto:desk@example.org")])).expect("set").output;
    assert_eq!(mail.endpoint, Endpoint::Mailto("desk@example.org".to_owned()));
    let spree = |url: &str| Endpoint::Formspree(url.to_owned());
    for (typed, expected) in [
        ("netlify", Endpoint::Netlify),
        ("https://formspree.io/f/abcd", spree("https://formspree.io/f/abcd")),
        ("formspree:https://forms.example.com/f/1", spree("https://forms.example.com/f/1")),
    ] {
        let form = desk.set_form_fields(&form, &fields(&[("endpoint", typed)])).expect(typed).output;
        assert_eq!(form.endpoint, expected);
        let read = desk.form_fields(&form);
        assert_eq!(desk.set_form_fields(&form, &read).expect("the same again").output, form);
    }
    assert!(matches!(desk.add_form("other", &Fields::new()), Err(DeskError::Invalid { .. })), "no endpoint");

    // A site does not go on asking for a form that is gone.
    let site = desk.find_target(None).expect("there");
    let site = desk.set_target_fields(&site, &fields(&[("form", "inquiry")])).expect("set").output;
    assert_eq!(site.site().expect("a site").form, Some(form.id));
    desk.remove_form(&form).expect("removed");
    assert_eq!(desk.find_target(None).expect("there").site().expect("a site").form, None);
    assert!(desk.verify(&mut |_| {}).expect("verified").is_empty());
}

#[test]
fn a_site_reads_back_as_it_was_set() {
    let mut room = Room::new();
    let desk = &mut room.desk;
    desk.add_category_with("News", &Fields::new()).expect("a category");
    desk.add_tag_with("Cloud", &Fields::new()).expect("a tag");
    let form = [("endpoint", "mailto:desk@example.org")];
    desk.add_form("inquiry", &fields(&form)).expect("a form");
    let set = [
        ("base-url", "https://example.com/news/"),
        ("time-zone", "Asia/Shanghai"),
        ("date-format", "%b.%Y %d"),
        ("date-format.zh", "%Y年%-m月%-d日"),
        ("title.zh", "新闻"),
        ("description", "What the industry does, and why."),
        ("menu", "News /news/, About us https://example.org/about"),
        ("permalink", "/{year}/{slug}/"),
        ("host", "netlify"),
        ("page-size", "10"),
        ("form", "inquiry"),
        ("form-by-default", "yes"),
        ("search", "no"),
        ("languages", "en，zh"),
        ("categories", "News"),
        ("tags", "cloud"),
        ("allow-html", "video, video.src"),
    ];
    let target = desk.add_site("shop", &fields(&set)).expect("a target").output;
    let TargetKind::Site(site) = &target.kind else { panic!("the default target is a site") };
    assert_eq!(site.base_url, "https://example.com/news");
    let read = desk.target_fields(&target).expect("its fields");
    for line in
        ["title.en=shop", "title.zh=新闻", "date-format.en=%b.%Y %d", "feed-size=20", "categories=news"]
    {
        assert!(lines(&read).contains(&line.to_owned()), "{line}: {read:?}");
    }
    assert_eq!(desk.set_target_fields(&target, &read).expect("the same again").output, target);
    let undone = desk.undo().and_then(|_| desk.undo()).and_then(|_| desk.find_target(Some("shop")).map(drop));
    assert!(matches!(undone, Err(DeskError::Unknown { .. })), "undone, it is gone");
}

#[test]
fn what_readers_had_is_kept_when_a_pattern_or_a_slug_changes() {
    let mut room = Room::new();
    let desk = &mut room.desk;
    let target = desk.find_target(None).expect("the first target");
    for pattern in ["/{year}/{slug}/", "/{category}/{slug}/", "/{year}/{slug}/"] {
        desk.set_target_fields(&target, &fields(&[("permalink", pattern)])).expect(pattern);
    }
    let read = |desk: &galley_desk::Desk| {
        let target = desk.find_target(None).expect("it is there");
        lines(&desk.target_fields(&target).expect("its fields"))
    };
    assert!(read(desk).contains(&"former-permalinks=/{slug}/, /{category}/{slug}/".to_owned()));
    let none = fields(&[("former-permalinks", "")]);
    desk.set_target_fields(&target, &none).expect("nothing was out yet");
    assert!(!read(desk).iter().any(|line| line.starts_with("former-permalinks=/")));
    let made = desk.add_site("shop", &fields(&[("permalink", "/{year}/{slug}/")])).expect("made").output;
    assert!(made.site().is_some_and(|site| site.former_permalinks.is_empty()), "it never had another one");

    let above = desk.add_category_with("World", &Fields::new()).expect("a category").output;
    let news = desk.add_category_with("News", &Fields::new()).expect("a category").output;
    for set in [("slug", "reports"), ("parent", "World"), ("name.zh", "新闻")] {
        desk.set_category_fields(&news, &fields(&[set])).expect("set");
    }
    let (en, zh) = ("en".parse().expect("a tag"), "zh".parse().expect("a tag"));
    let all = |desk: &galley_desk::Desk, language| {
        let tree = galley_desk::domain::CategoryTree::new(desk.categories().expect("all of them"));
        tree.slug_paths(news.id, language)
    };
    assert_eq!(all(desk, &en), ["world/reports", "world/news", "reports", "news"]);
    assert_eq!(all(desk, &zh)[0], "world/新闻");
    assert!(
        all(desk, &zh).contains(&"world/reports".to_owned()),
        "it stood there before it had a Chinese name"
    );
    desk.set_category_fields(&above, &fields(&[("slug", "globe")])).expect("set");
    assert!(all(desk, &en).contains(&"world/news".to_owned()), "what stands below it moved as well");
    let tag = desk.add_tag_with("Cloud", &Fields::new()).expect("a tag").output;
    desk.set_tag_fields(&tag, &fields(&[("slug", "clouds")])).expect("set");
    let back = desk.set_tag_fields(&tag, &fields(&[("slug", "cloud")])).map(drop);
    back.expect("set");
    let tag = desk.find_tag("cloud").expect("it is there");
    assert_eq!(tag.names.get(&en).former.iter().map(ToString::to_string).collect::<Vec<_>>(), ["clouds"]);
}

#[test]
fn a_logo_is_taken_into_the_library() {
    let mut room = Room::new();
    let target = room.desk.find_target(None).expect("the first target");
    let file = room.folder.path().join("logo.svg");
    let mut set = |drawing: &str| {
        std::fs::write(&file, drawing).expect("written");
        let fields = fields(&[("logo", file.to_str().expect("UTF-8")), ("cards", "no")]);
        room.desk.set_target_fields(&target, &fields)
    };
    let words = set("<svg xmlns='http://www.w3.org/2000/svg'><text>News</text></svg>").expect_err("letters");
    assert!(words.to_string().contains("outlines"), "{words}");
    let target =
        set("<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0h9v9z'/></svg>").expect("a logo").output;
    let logo = target.site().and_then(|site| site.logo).expect("it is set");
    let read = room.desk.target_fields(&target).expect("its fields");
    assert!(
        lines(&read).contains(&format!("logo={logo}")) && lines(&read).contains(&"cards=no".to_owned()),
        "{read:?}"
    );
    assert_eq!(room.desk.set_target_fields(&target, &read).expect("the same again").output, target);
    let without = room.desk.set_target_fields(&target, &fields(&[("logo", "")])).expect("taken away").output;
    assert_eq!(without.site().and_then(|site| site.logo), None);
}

#[test]
fn what_does_not_fit_is_refused_and_nothing_is_changed() {
    let mut room = Room::new();
    let desk = &mut room.desk;
    let site = desk.find_target(None).expect("the first target");
    let cases = [
        ("colour", "red"),
        ("permalink", "/../{slug}/"),
        ("host", "example.org"),
        ("logo", "logo.svg"),
        ("logo", "/no/such/logo.svg"),
        ("card-font", "/no/such/font.ttf"),
        ("base-url.en", "https://example.org"),
        ("base-url", "example.org"),
        ("language", "english"),
        ("time-zone", "Shanghai"),
        ("date-format", "%Q"),
        ("title", ""),
        ("title.12", "x"),
        ("page-size", "0"),
        ("feed-size", "501"),
        ("form", "inquiry"),
        ("form-by-default", "perhaps"),
        ("search", "perhaps"),
        ("categories", "nowhere"),
        ("menu", "News"),
        ("menu", "News javascript:alert(1)"),
        ("menu", "News //example.org"),
        ("allow-html", "script"),
        ("allow-html", "video.onplay"),
        ("footer", &"x".repeat(10_001)),
        ("name", ""),
    ];
    for (field, value) in cases {
        let refused = desk.set_target_fields(&site, &fields(&[("page-size", "7"), (field, value)]));
        let error = refused.expect_err(field);
        assert!(matches!(error.code(), Code::Invalid | Code::NotFound), "{field}={value}: {error}");
    }
    assert_eq!(desk.find_target(None).expect("still there"), site);
}

#[test]
fn no_name_is_given_twice() {
    let mut room = Room::new();
    let desk = &mut room.desk;
    let none = Fields::new();
    let below = fields(&[("parent", "News")]);
    desk.add_category_with("News", &none).expect("a category");
    assert!(desk.add_category_with("news", &none).is_err(), "beside it");
    desk.add_category_with("Local", &none).expect("a category");
    desk.add_category_with("Local", &below).expect("one of the same name, elsewhere in the tree");
    desk.add_tag_with("Cloud", &none).expect("a tag");
    assert!(desk.add_tag_with("CLOUD", &none).is_err(), "a tag");
    assert!(desk.add_site("site", &none).is_err(), "a target");
    assert_eq!(desk.categories().expect("categories").len(), 3);
}

#[test]
fn a_category_never_stands_below_itself() {
    let mut room = Room::new();
    let desk = &mut room.desk;
    let news = desk.add_category_with("News", &Fields::new()).expect("a category").output;
    desk.add_category_with("Local", &fields(&[("parent", "News")])).expect("a category");
    let cycle = desk.set_category_fields(&news, &fields(&[("parent", "local")]));
    assert!(matches!(cycle, Err(DeskError::Tree(_))), "{cycle:?}");
}

#[test]
fn articles_are_found_by_the_present_name_of_their_tag() {
    let mut room = Room::new();
    let id = room.article("Ten years on");
    let tags = [("tags".to_owned(), "Cloud".to_owned())];
    room.desk.set_fields(id, &tags).expect("tagged");
    let tag = room.desk.find_tag("Cloud").expect("the tag");
    room.desk.set_tag_fields(&tag, &fields(&[("name", "Mainframe")])).expect("set");
    let hits = |room: &Room, query| {
        room.desk.search(query, &ArticleFilter::default(), 10).expect("searched").hits.len()
    };
    assert_eq!((hits(&room, "cloud"), hits(&room, "mainframe")), (0, 1));
    assert_eq!(room.desk.verify(&mut |_| {}).expect("verified"), Vec::<String>::new());
    room.desk.undo().expect("undone");
    assert_eq!((hits(&room, "cloud"), hits(&room, "mainframe")), (1, 0));
}

#[test]
fn the_look_of_a_site_reads_back_as_it_was_set() {
    let mut room = Room::new();
    let lead = room.article("Ten years of cable");
    let desk = &mut room.desk;
    desk.add_category_with("News", &Fields::new()).expect("a category");
    desk.add_category_with("Projects", &Fields::new()).expect("a category");
    let site = desk.find_target(None).expect("the site");
    let set = [
        ("accent", "#0B6E75"),
        ("paper", "#fff8ef"),
        ("headline-font", "slab"),
        ("text-font", "newspaper"),
        ("logo-place", "above"),
        ("social", "https://github.com/us, Letter https://example.org/letter，mailto:desk@example.org"),
        ("front-lead", "ten-years-of-cable"),
        ("front-sections", "Projects, News"),
        ("front-section-size", "3"),
        ("front-latest", "no"),
        ("humans", "Written by hand.\nSet in Galley."),
        ("security-contact", "mailto:security@example.org"),
        ("security-policy", "https://example.org/policy"),
    ];
    let site = desk.set_target_fields(&site, &fields(&set)).expect("set").output;
    let read = lines(&desk.target_fields(&site).expect("its fields"));
    for line in [
        "accent=#0b6e75",
        "social=https://github.com/us, Letter https://example.org/letter, mailto:desk@example.org",
        "front-lead=en/ten-years-of-cable",
        "front-sections=projects, news",
        "front-latest=no",
    ] {
        assert!(read.contains(&line.to_owned()), "{line}: {read:?}");
    }
    assert!(read.iter().any(|line| line.starts_with("security-expires=20")), "a year: {read:?}");
    let again = desk.target_fields(&site).expect("its fields");
    assert_eq!(desk.set_target_fields(&site, &again).expect("the same again").output, site);
    let shown = desk.site_settings().expect("for the window");
    assert_eq!((shown.day.accent.as_str(), shown.categories.len()), ("#0b6e75", 2));
    let appearance = &site.site().expect("a site").appearance;
    assert_eq!(appearance.front.lead, Some(lead));
    for (field, value, says) in [
        ("accent", "#ffcc00", "the nearest that has it is #"),
        ("paper", "#333333", "too dark for a paper"),
        ("accent", "red", "like #9b1c1f"),
        ("text-font", "comic", "newspaper"),
        ("social", "javascript:alert(1)", "absolute URL"),
        ("front-section-size", "9", "from 2 to 6"),
        ("front-sections", "news, news", "twice"),
    ] {
        match desk.set_target_fields(&site, &fields(&[(field, value)])) {
            Err(DeskError::Invalid { why, .. }) => assert!(why.contains(says), "{field}={value}: {why}"),
            other => panic!("{field}={value}: {other:?}"),
        }
    }
    let cleared: Vec<_> = set.iter().map(|(field, _)| (*field, "")).collect();
    let cleared =
        cleared.iter().filter(|(field, _)| !field.starts_with("front-section-s") && *field != "front-latest");
    let cleared: Vec<_> = cleared
        .copied()
        .chain([("front-latest", "yes"), ("front-section-size", "4"), ("security-expires", "")])
        .collect();
    let site = desk.set_target_fields(&site, &fields(&cleared)).expect("nothing is set any more").output;
    assert!(site.site().expect("a site").appearance.is_default(), "{site:?}");
}

#[test]
fn an_editor_chooses_how_dates_look_and_what_a_menu_leads_to() {
    let mut room = Room::new();
    let site = room.desk.find_target(None).expect("the first target");
    let news = room.desk.add_category_with("News", &Fields::new()).expect("a category").output;
    let below = fields(&[("parent", "News")]);
    room.desk.add_category_with("Harbour", &below).expect("one below it");
    let page = room.article("About us");
    for (id, field, value) in
        [(page, "kind", "page"), (page, "category", news.names.get(&Language::english()).slug.as_str())]
    {
        room.set(id, field, value);
    }
    let places = |room: &Room, language: &str| -> Vec<String> {
        let shown = room.desk.site_settings().expect("shown");
        shown.places[language].iter().map(|one| format!("{} {}", one.name, one.word)).collect()
    };
    let lists = ["News /category/news/", "Harbour /category/news/harbour/"];
    assert_eq!(places(&room, "en"), [lists[0], lists[1], "Archive /archive/"], "the page is no one's yet");
    room.desk.release(&[page], None).expect("released");
    assert_eq!(places(&room, "en"), [lists[0], lists[1], "About us /about-us/", "Archive /archive/"]);

    let words = fields(&[("title.zh", "新闻"), ("date-format.zh", "%m/%d")]);
    room.desk.set_target_fields(&site, &words).expect("words in Chinese");
    assert!(places(&room, "zh").contains(&"News /zh/category/news/".to_owned()));
    let shown = room.desk.site_settings().expect("shown");
    let dates =
        |language: &str| -> Vec<&str> { shown.dates[language].iter().map(|one| &*one.name).collect() };
    assert_eq!(dates("en")[..2], ["2026-10-19", "October 19, 2026"]);
    assert_eq!((dates("zh")[1], dates("zh").last()), ("2026年10月19日", Some(&"10/19")), "with its own");
}

#[test]
fn a_menu_has_commas_in_its_labels_and_a_form_its_fields_in_another_order() {
    let mut room = Room::new();
    let desk = &mut room.desk;
    let site = desk.find_target(None).expect("the first target");
    let menu = "Food, wine /category/food/, About /about/";
    let set = desk.set_target_fields(&site, &fields(&[("menu", menu)])).expect("set").output;
    let texts = &set.site().expect("a site").texts[&Language::english()];
    let labels: Vec<_> = texts.menu.iter().map(|item| (item.label.as_str(), item.url.as_str())).collect();
    assert_eq!(labels, [("Food, wine", "/category/food/"), ("About", "/about/")]);
    assert!(lines(&desk.target_fields(&set).expect("its fields")).contains(&format!("menu.en={menu}")));

    let endpoint = fields(&[("endpoint", "mailto:desk@example.org"), ("order", "message, name")]);
    let form = desk.add_form("inquiry", &endpoint).expect("a form").output;
    let names = |form: &Form| form.fields.iter().map(|field| field.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&form), ["message", "name", "email"]);
    let unknown = desk.set_form_fields(&form, &fields(&[("order", "email, company")]));
    assert!(matches!(unknown, Err(DeskError::Invalid { .. })), "{unknown:?}");
}

#[test]
fn a_pattern_is_shown_by_the_newest_article_and_what_is_none_is_told() {
    let mut room = Room::new();
    let base = vec![("base-url".to_owned(), "https://example.org/news".to_owned())];
    let target = room.desk.find_target(None).expect("the first target");
    room.desk.set_target_fields(&target, &base).expect("set");
    let by = |room: &Room, pattern: &str| room.desk.address_by(pattern);
    assert_eq!(by(&room, "").expect("the slug"), "https://example.org/news/headline/");
    assert_eq!(
        by(&room, "/{year}/{month}/{slug}/").expect("good"),
        "https://example.org/news/2026/03/headline/"
    );
    let id = room.article("Ten years on");
    for (field, value) in [("category", "News"), ("date", "2023-10-19")] {
        room.set(id, field, value);
    }
    room.desk.release(&[id], None).expect("released");
    assert_eq!(
        by(&room, "/{category}/{year}/{slug}/").expect("good"),
        "https://example.org/news/news/2023/ten-years-on/"
    );
    let wrong = by(&room, "/{title}/").expect_err("it means nothing");
    assert!(wrong.to_string().contains("{title} means nothing"), "{wrong}");
}

#[test]
fn a_form_that_is_made_for_the_site_stands_on_its_pages_and_one_undo_takes_it_away() {
    let mut room = Room::new();
    let endpoint = vec![("endpoint".to_owned(), "mailto:desk@example.org".to_owned())];
    room.desk.add_form_to_site("Inquiry", &endpoint).expect("made");
    let shown = room.desk.site_settings().expect("shown");
    let has = |field: &str, value: &str| shown.fields.contains(&(field.to_owned(), value.to_owned()));
    assert!(has("form", "Inquiry") && has("form-by-default", "yes"), "{:?}", shown.fields);
    assert_eq!(shown.forms[0].asks, ["name", "email", "message"]);
    room.desk.undo().expect("undone");
    let shown = room.desk.site_settings().expect("shown");
    assert!(shown.forms.is_empty() && !shown.fields.iter().any(|(field, _)| field == "form"));
    assert!(room.desk.add_form_to_site("Inquiry", &Vec::new()).is_err(), "it goes somewhere");
}
