//! The static site that a library makes: what readers get, and what they never get.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use galley_desk::article::Typed;
use galley_desk::domain::{
    ArticleId, Endpoint, Field, FieldKind, Form, FormId, FormTexts, Language, Stage, Target, TargetKind,
};
use galley_desk::preview::Previews;
use galley_desk::wire::{ExportReport, WorkStage};
use galley_desk::{Cancel, Code, Progress, import};

use crate::support::Room;

fn english() -> Language {
    Language::english()
}

/// A site in house style, with an inquiry form.
fn furnish(room: &mut Room) {
    let form = Form {
        id: FormId::new(room.desk.new_uuid()),
        name: "inquiry".to_owned(),
        fields: vec![Field {
            name: "email".to_owned(),
            kind: FieldKind::Email,
            required: true,
            label: BTreeMap::from([(english(), "Your e-mail".to_owned())]),
        }],
        texts: BTreeMap::from([(
            english(),
            FormTexts {
                intro: "Ask us anything about this story.".to_owned(),
                button: "Message Us".to_owned(),
                consent: "You may answer me.".to_owned(),
                ..FormTexts::default()
            },
        )]),
        endpoint: Endpoint::Url("https://forms.example.org/inquiry".to_owned()),
        least_seconds: Form::least_seconds_default(),
    };
    room.desk.put_form(&form).expect("written");
    let mut target: Target = room.desk.find_target(None).expect("the default site");
    let TargetKind::Site(site) = &mut target.kind else { panic!("the default target is a site") };
    "https://news.example.org".clone_into(&mut site.base_url);
    site.form = Some(form.id);
    let texts = site.texts.get_mut(&english()).expect("it has English texts");
    texts.date_format = Some("%b.%Y %d".parse().expect("a good format"));
    room.desk.put_target(&target).expect("written");
}

fn released(room: &mut Room, headline: &str) -> ArticleId {
    let id = room.article(headline);
    room.desk.release(&[id], None).expect("released");
    id
}

fn export(room: &Room) -> (ExportReport, PathBuf) {
    let out = room.folder.path().join("site");
    (room.desk.export_site(&out, None, &|_| {}, &Cancel::default()).expect("exported"), out)
}

/// Every file of a folder with its bytes, by path within it.
pub(crate) fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = fs::read(&path).expect("a file");
                files.insert(path.strip_prefix(folder).expect("it is below").to_owned(), bytes);
            }
        }
    }
    files
}

#[test]
fn the_page_shows_every_piece_of_furniture() {
    let mut room = Room::new();
    furnish(&mut room);
    let id = room.article("Light through glass");
    for (field, value) in [
        ("lead", "One strand carries a continent's mail."),
        ("category", "ICT Industry News"),
        ("date", "2023-10-19"),
        ("views", "56"),
        ("bylines", "Li Wei"),
        ("form", "on"),
        ("body", "A first paragraph.\n\nA second one."),
    ] {
        room.set(id, field, value);
    }
    room.desk.release(&[id], None).expect("released");
    let (report, out) = export(&room);
    assert_eq!((report.articles, report.held), (1, 0), "{report:?}");
    let page = fs::read_to_string(out.join("light-through-glass/index.html")).expect("its page");
    for part in [
        "Light through glass",
        "One strand carries a continent",
        "ICT Industry News",
        "Oct.2023 19",
        "56",
        "Li Wei",
        "<p>A first paragraph.</p>",
        "Ask us anything about this story.",
        "Message Us",
        "You may answer me.",
        "https://forms.example.org/inquiry",
        &id.to_string(),
    ] {
        assert!(page.contains(part), "{part:?} is not on the page:\n{page}");
    }
}

#[test]
fn what_may_not_go_out_is_in_no_file() {
    let mut room = Room::new();
    furnish(&mut room);
    released(&mut room, "Out in the open");
    let secret = "zanzibarite";
    let marked = |what: &str| format!("{secret} {what}");
    let mut pictures = Vec::new();
    // Each with a text and a picture of its own that say it, too.
    let mut secretly = |room: &mut Room, what: &str| {
        let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\"><title>{secret} {what}</title></svg>");
        let picture =
            room.desk.add_picture(svg.as_bytes(), &format!("{what}.svg")).expect("a picture").output.path;
        let id = room.article(&format!("{secret} {what}"));
        room.write(id, &format!("The {secret} of it.\n\n![A {secret}]({picture})\n"));
        room.set(id, "cover", &picture);
        pictures.push(
            picture
                .rsplit_once('.')
                .and_then(|(name, _)| Some(name.rsplit_once('.')?.1.to_owned()))
                .expect("a hash"),
        );
        id
    };
    secretly(&mut room, "draft");
    let review = secretly(&mut room, "review");
    let approved = secretly(&mut room, "approved");
    let later = secretly(&mut room, "later");
    let [embargoed, archived, trashed] =
        ["embargoed", "archived", "trashed"].map(|what| secretly(&mut room, what));
    let changed = released(&mut room, "Changed since");
    let waiting = secretly(&mut room, "picture of a change");
    let body = room.body(waiting);
    room.desk.trash(&[waiting]).expect("trashed");
    let at = room.desk.now() + chrono::TimeDelta::minutes(1);
    room.desk.release(&[later], Some(at)).expect("scheduled");
    room.desk.release(&[embargoed, archived, trashed], None).expect("released");
    room.set(embargoed, "embargo", "2026-12-31");
    room.desk.archive(&[archived], true).expect("archived");
    room.desk.trash(&[trashed]).expect("trashed");
    room.write(changed, &format!("{body} {}", marked("not released")));
    room.set(changed, "tags", secret);
    room.desk.set_setting("review", "yes").expect("set");
    room.desk.move_to(&[review, approved], Stage::Review).expect("handed in");
    room.desk.move_to(&[approved], Stage::Approved).expect("approved");

    let (report, out) = export(&room);
    assert_eq!((report.articles, report.held), (2, 6), "{report:?}");
    for (path, bytes) in tree(&out) {
        let name = path.to_string_lossy();
        assert!(
            !pictures.iter().any(|hash| name.contains(&**hash)),
            "{name} is the picture of what is hidden"
        );
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        assert!(!text.contains(secret), "{} gives it away", path.display());
        assert!(!path.to_string_lossy().contains(secret), "{}", path.display());
    }
    room.hands.minutes(2);
    let (report, out) = export(&room);
    assert_eq!(report.articles, 3, "its time has come");
    let has = |bytes: &[u8]| bytes.windows(secret.len()).any(|part| part == secret.as_bytes());
    let in_index = tree(&out).into_iter().filter(|(path, bytes)| path.starts_with("search") && has(bytes));
    assert_eq!(in_index.count(), 2, "now readers can find it by this word, and are shown its headline");
}

#[test]
fn the_same_library_gives_the_same_bytes() {
    let mut room = Room::new();
    furnish(&mut room);
    for n in 0..30 {
        let id = room.article(&format!("Story {n}"));
        room.set(id, "tags", if n % 2 == 0 { "even, all" } else { "odd, all" });
        room.write(id, &format!("Body of {n}. See [the first](/story-0/)."));
        room.desk.release(&[id], None).expect("released");
    }
    let (first, out) = export(&room);
    let before = tree(&out);
    room.hands.minutes(60);
    let (second, _) = export(&room);
    assert_eq!((second.written, second.removed), (0, 0), "{second:?}");
    assert_eq!(second.unchanged, first.written);
    assert_eq!(tree(&out), before);
}

#[test]
fn a_former_address_redirects_and_links_follow() {
    let mut room = Room::new();
    let target = released(&mut room, "The old name");
    let from = room.article("A second look");
    room.write(from, "See [it](/the-old-name/).");
    room.desk.release(&[from], None).expect("released");
    export(&room);
    room.set(target, "slug", "the-new-name");
    room.desk.release(&[target], None).expect("released again");
    let (_, out) = export(&room);
    let page = fs::read_to_string(out.join("a-second-look/index.html")).expect("its page");
    assert!(page.contains("the-new-name/\">it</a>"), "{page}");
    let redirect = fs::read_to_string(out.join("the-old-name/index.html")).expect("the former address");
    assert!(redirect.contains("the-new-name/"), "{redirect}");
    assert!(!redirect.contains("<article"), "{redirect}");
}

#[test]
fn a_link_that_was_written_before_its_article_follows_that_to_another_address() {
    let mut room = Room::new();
    let as_released = room.article("A first look");
    let written_on = room.article("A second look");
    for id in [as_released, written_on] {
        room.write(id, "See [it](/en/the-plan/).");
        room.desk.release(&[id], None).expect("released");
    }
    room.set(written_on, "lead", "Not released yet.");
    export(&room);
    let plan = released(&mut room, "The plan");
    export(&room);
    room.set(plan, "slug", "the-great-plan");
    room.desk.release(&[plan], None).expect("released again");
    let (_, out) = export(&room);
    for page in ["a-first-look", "a-second-look"] {
        let page = fs::read_to_string(out.join(page).join("index.html")).expect("its page");
        assert!(page.contains("the-great-plan/\">it</a>"), "{page}");
    }
    for id in [as_released, written_on] {
        let findings = room.desk.check_one(id).expect("checked");
        assert!(findings.iter().all(|finding| finding.check != "dead-link"), "{findings:?}");
    }
}

#[test]
fn an_address_that_readers_never_had_is_told_nobody_and_one_that_they_had_stays() {
    let mut room = Room::new();
    let id = released(&mut room, "Merger");
    let later = room.desk.now() + chrono::TimeDelta::days(1);
    // A change under a telling address waits, then under another, and is taken back.
    for slug in ["acme-buys-bolt", "bolt-is-bought"] {
        room.set(id, "slug", slug);
        room.desk.release(&[id], Some(later)).expect("it waits");
    }
    room.desk.drop_changes(&[id]).expect("taken back");
    room.set(id, "slug", "merger-talks");
    room.desk.release(&[id], None).expect("released");
    // The same of one that was never out.
    let other = room.article("Acme pays");
    room.desk.release(&[other], Some(later)).expect("scheduled");
    room.desk.unrelease(&[other]).expect("taken back");
    room.set(other, "slug", "paid");
    room.desk.release(&[other], None).expect("released");
    room.hands.minutes(3 * 24 * 60);
    let (_, out) = export(&room);
    for (path, bytes) in tree(&out) {
        let text = String::from_utf8_lossy(&bytes);
        for never in ["acme-buys-bolt", "bolt-is-bought", "acme-pays/"] {
            assert!(!text.contains(never) && !path.to_string_lossy().contains(never), "{}", path.display());
        }
    }
    assert!(out.join("merger/index.html").exists(), "readers had it there");

    // What is only written so far moves nothing.
    room.set(id, "slug", "merger");
    let (_, out) = export(&room);
    assert!(out.join("merger/index.html").exists() && out.join("merger-talks/index.html").exists());
}

#[test]
fn a_change_that_waits_again_after_undo_keeps_its_address() {
    let mut room = Room::new();
    let id = released(&mut room, "Before");
    room.set(id, "slug", "after");
    let later = room.desk.now() + chrono::TimeDelta::days(1);
    room.desk.release(&[id], Some(later)).expect("it waits");
    room.desk.drop_changes(&[id]).expect("taken back");
    room.desk.undo().expect("it waits again");
    room.hands.minutes(2 * 24 * 60);
    room.set(id, "slug", "long-after");
    room.desk.release(&[id], None).expect("released");
    let (_, out) = export(&room);
    for address in ["before", "after", "long-after"] {
        assert!(out.join(address).join("index.html").exists(), "{address}");
    }
}

#[test]
fn a_link_to_an_article_that_is_not_out_leads_nowhere_and_shows_no_address() {
    let mut room = Room::new();
    let target = room.article("Not yet");
    let from = room.article("Already");
    room.write(from, "See [the other](/not-yet/), [a part](/not-yet/#end) and [a plan](/files/plan.pdf).");
    room.desk.release(&[from], None).expect("released");
    let page = |out: &Path| fs::read_to_string(out.join("already/index.html")).expect("its page");
    let (report, out) = export(&room);
    let said = page(&out);
    assert!(said.contains(">the other</span>") && said.contains("<a href=\"/files/plan.pdf\""), "{said}");
    assert!(!said.contains("not-yet"), "{said}");
    assert!(report.notes.iter().any(|note| note.contains("/not-yet/")), "{report:?}");
    room.desk.release(&[target], None).expect("released");
    let (_, out) = export(&room);
    assert!(page(&out).contains("<a href=\"/not-yet/\">the other</a>"), "{}", page(&out));
}

#[test]
fn a_check_that_stops_keeps_a_text_from_being_released_and_a_site_from_being_written() {
    let mut room = Room::new();
    let id = released(&mut room, "Ten years on");
    let (_, out) = export(&room);
    let before = tree(&out);
    room.write(id, "Fine.\n\nThe sum is TK.");
    let refused = room.desk.release(&[id], None).expect_err("the check stops it");
    assert_eq!(refused.code(), Code::Gate);
    let sentence = refused.to_string();
    assert!(
        sentence.contains("\"Ten years on\", line 3") && sentence.contains("Nothing was released"),
        "{sentence}"
    );

    // What comes in from elsewhere as published was never asked: the export stops it.
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("brought.md"), "---\ntitle: Brought\n---\nOne.\n\nTwo TK.\n")
        .expect("written");
    room.desk.import(folder.path(), import::From::Auto, &mut |_| {}).expect("it comes in");
    let stopped =
        room.desk.export_site(&out, None, &|_| {}, &Cancel::default()).expect_err("the gate stops it");
    assert_eq!(stopped.code(), Code::Gate);
    let sentence = stopped.to_string();
    assert!(sentence.contains("\"Brought\"") && sentence.contains("nothing was written"), "{sentence}");
    assert_eq!(tree(&out), before);
}

#[test]
fn an_export_that_is_cancelled_leaves_the_old_site() {
    let mut room = Room::new();
    furnish(&mut room);
    let id = released(&mut room, "Ten years on");
    let (_, out) = export(&room);
    let before = tree(&out);
    room.write(id, "Another text.");
    room.desk.release(&[id], None).expect("released");
    let cancel = Cancel::default();
    // In the middle, by whoever hears how far it is.
    let hand = cancel.clone();
    let tell = |progress: Progress| {
        if progress.stage == WorkStage::Lists {
            hand.cancel();
        }
    };
    let error = room.desk.export_site(&out, None, &tell, &cancel).expect_err("cancelled");
    assert_eq!(error.code(), Code::Cancelled, "{error}");
    assert_eq!(tree(&out), before);
    let (report, _) = export(&room);
    assert!(report.written > 0, "{report:?}");
    let page = fs::read_to_string(out.join("ten-years-on/index.html")).expect("its page");
    assert!(page.contains("Another text."), "{page}");
}

#[test]
fn a_site_looks_as_the_theme_that_its_target_names() {
    let mut room = Room::new();
    let id = released(&mut room, "Ten years on");
    let set = |room: &mut Room, theme: &str| {
        let target = room.desk.find_target(None).expect("the default site");
        room.desk.set_target_fields(&target, &vec![("theme".to_owned(), theme.to_owned())]).map(|_| ())
    };
    set(&mut room, "plain").expect("it is one of Galley's");
    let (_, out) = export(&room);
    let page = fs::read_to_string(out.join("ten-years-on/index.html")).expect("its page");
    assert!(page.contains("/assets/plain-") && !page.contains("broadsheet"), "{page}");
    let content = room.content(id);
    let typed = Typed { headline: &content.headline, lead: &content.lead, body: &content.body };
    let previews = Previews::default();
    let sheets = previews.page(previews.read(&room.desk, id).expect("read"), typed).expect("shown").sheets;
    assert!(sheets.iter().any(|sheet| sheet.href.contains("/assets/plain-")), "the preview has it, too");

    let folder = room.folder.path().join("ours");
    fs::create_dir_all(folder.join("templates")).expect("a folder");
    fs::write(folder.join("theme.toml"), "name = \"Ours\"\nextends = \"broadsheet\"\n").expect("written");
    fs::write(folder.join("templates/404.html"), "Gone.\n{{ page.colour }}").expect("written");
    let base = "{% extends \"broadsheet/base.html\" %}\n\
                {% block style %}{{ super() }}<link rel=\"stylesheet\" href=\"{{ assets['ours.css'] }}\">{% endblock %}";
    fs::write(folder.join("templates/base.html"), base).expect("written");
    fs::create_dir_all(folder.join("assets")).expect("a folder");
    fs::write(folder.join("assets/ours.css"), ":root { --accent: teal }").expect("written");
    set(&mut room, folder.to_str().expect("UTF-8")).expect("it reads");
    let before = tree(&out);
    let error = room
        .desk
        .export_site(&out, None, &|_| {}, &Cancel::default())
        .expect_err("a template is wrong")
        .to_string();
    assert!(error.contains("404.html, line 2: undefined value: `page.colour` is undefined"), "{error}");
    assert_eq!(tree(&out), before, "the site is as it was");
    fs::write(folder.join("templates/404.html"), "Gone.").expect("written");
    export(&room);
    assert_eq!(fs::read_to_string(out.join("404.html")).expect("there"), "Gone.");
    for page in ["index.html", "ten-years-on/index.html"] {
        let page = fs::read_to_string(out.join(page)).expect("there");
        assert!(page.contains("/assets/ours-") && page.contains("/assets/broadsheet-"), "{page}");
    }

    for (theme, why) in [("broadsheat", "broadsheet, plain"), ("/no/such/folder", "theme.toml: is missing")] {
        let error = set(&mut room, theme).expect_err(theme).to_string();
        assert!(error.contains(why), "{error}");
    }
}
